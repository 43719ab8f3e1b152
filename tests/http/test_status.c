/* SPDX-License-Identifier: MIT */
/* Status codes and their reason phrases. */
#include "http/status.h"

#include <swage/http.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

START_TEST(reasons_are_the_registered_ones)
{
    ck_assert_str_eq(swage_status_reason(100), "Continue");
    ck_assert_str_eq(swage_status_reason(200), "OK");
    ck_assert_str_eq(swage_status_reason(404), "Not Found");
    ck_assert_str_eq(swage_status_reason(413), "Content Too Large");
    ck_assert_str_eq(swage_status_reason(422), "Unprocessable Content");
    ck_assert_str_eq(swage_status_reason(431), "Request Header Fields Too Large");
    ck_assert_str_eq(swage_status_reason(511), "Network Authentication Required");
}
END_TEST

START_TEST(unregistered_codes_have_no_reason)
{
    static const int codes[] = {0, -1, 99, 104, 199, 209, 299, 306, 418, 420, 430, 499, 509, 512, 600, 999, 1200};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        unsigned len;
        ck_assert_str_eq(swage_status_reason(codes[i]), "");
        ck_assert_ptr_null(status_line(codes[i], &len));
    }
}
END_TEST

START_TEST(status_lines_fit_their_codes)
{
    int registered = 0;
    for (int code = 0; code < 1000; code++) {
        const char *reason = swage_status_reason(code);
        if (!*reason)
            continue;
        char wanted[64];
        unsigned len = 0;
        int wanted_len = snprintf(wanted, sizeof wanted, "HTTP/1.1 %d %s\r\n", code, reason);
        ck_assert_str_eq(status_line(code, &len), wanted);
        ck_assert_int_eq((int)len, wanted_len);
        registered++;
    }
    ck_assert_int_eq(registered, 61);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("status");
    TCase *tc = tcase_create("status");
    tcase_add_test(tc, reasons_are_the_registered_ones);
    tcase_add_test(tc, unregistered_codes_have_no_reason);
    tcase_add_test(tc, status_lines_fit_their_codes);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
