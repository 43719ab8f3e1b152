/* SPDX-License-Identifier: MIT */
/* What Range asks for, as far as it asks for one piece. */
#include "config.h"

#include "guard.h"
#include "http/range.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *value;
    uint64_t size;
    enum http_range range;
    uint64_t at, len;
} cases[] = {
    {"bytes=0-0", 10, HTTP_RANGE_ONE, 0, 1},
    {"bytes=0-9", 10, HTTP_RANGE_ONE, 0, 10},
    {"bytes=0-99", 10, HTTP_RANGE_ONE, 0, 10},
    {"bytes=3-", 10, HTTP_RANGE_ONE, 3, 7},
    {"bytes=9-9", 10, HTTP_RANGE_ONE, 9, 1},
    {"bytes=-1", 10, HTTP_RANGE_ONE, 9, 1},
    {"bytes=-10", 10, HTTP_RANGE_ONE, 0, 10},
    {"bytes=-99", 10, HTTP_RANGE_ONE, 0, 10},
    {"BYTES=0-4", 10, HTTP_RANGE_ONE, 0, 5},
    {"bytes= 0-4 ", 10, HTTP_RANGE_ONE, 0, 5},
    {"bytes=0-18446744073709551615", 10, HTTP_RANGE_ONE, 0, 10},
    {"bytes=0-99999999999999999999999", 10, HTTP_RANGE_ONE, 0, 10},
    {"bytes=-99999999999999999999999", 10, HTTP_RANGE_ONE, 0, 10},
    {"bytes=18446744073709551614-", UINT64_MAX, HTTP_RANGE_ONE, UINT64_MAX - 1, 1},
    {"bytes=0-18446744073709551615", UINT64_MAX, HTTP_RANGE_ONE, 0, UINT64_MAX},
    {"bytes=10-", 10, HTTP_RANGE_NONE, 0, 0},
    {"bytes=10-20", 10, HTTP_RANGE_NONE, 0, 0},
    {"bytes=99999999999999999999999-", 10, HTTP_RANGE_NONE, 0, 0},
    {"bytes=-0", 10, HTTP_RANGE_NONE, 0, 0},
    {"bytes=0-", 0, HTTP_RANGE_NONE, 0, 0},
    {"bytes=-5", 0, HTTP_RANGE_NONE, 0, 0},
    {"", 10, HTTP_RANGE_ALL, 0, 0},
    {"bytes", 10, HTTP_RANGE_ALL, 0, 0},
    {"bytes=", 10, HTTP_RANGE_ALL, 0, 0},
    {"bytes=-", 10, HTTP_RANGE_ALL, 0, 0},
    {"bytes=5", 10, HTTP_RANGE_ALL, 0, 0},
    {"bytes=5-4", 10, HTTP_RANGE_ALL, 0, 0},
    {"bytes=0-1,3-4", 10, HTTP_RANGE_ALL, 0, 0},
    {"bytes=0-1,", 10, HTTP_RANGE_ALL, 0, 0},
    {"bytes=--5", 10, HTTP_RANGE_ALL, 0, 0},
    {"bytes=+1-5", 10, HTTP_RANGE_ALL, 0, 0},
    {"bytes=0x1-5", 10, HTTP_RANGE_ALL, 0, 0},
    {"bytes=1 -5", 10, HTTP_RANGE_ALL, 0, 0},
    {"items=0-1", 10, HTTP_RANGE_ALL, 0, 0},
    {"bytes 0-1", 10, HTTP_RANGE_ALL, 0, 0},
};

/* Against a guard page, so that nothing behind the value is looked at. */
START_TEST(ranges_are_what_they_ask_for)
{
    uint64_t at = 0, len = 0;
    swage_str value = swage_str_of(guard_behind(cases[_i].value, strlen(cases[_i].value)), strlen(cases[_i].value));
    enum http_range range = swage_http_range_read(value, cases[_i].size, &at, &len);
    ck_assert_msg(range == cases[_i].range, "%s: %d", cases[_i].value, (int)range);
    if (range != HTTP_RANGE_ONE)
        return;
    ck_assert_uint_eq(at, cases[_i].at);
    ck_assert_uint_eq(len, cases[_i].len);
}
END_TEST

/* Whatever stands there, a range lies within what there is. */
START_TEST(no_text_leads_outside)
{
    static const char letters[] = "0123456789-,= bytes";
    char text[32] = "bytes=";
    srand(19);
    for (int i = 0; i < 200000; i++) {
        size_t count = 6 + (size_t)rand() % (sizeof text - 6);
        for (size_t k = 6; k < count; k++)
            text[k] = letters[(size_t)rand() % (i % 2 ? 11 : sizeof letters - 1)];
        uint64_t size = (uint64_t)rand() % 20, at = 0, len = 0;
        if (swage_http_range_read(swage_str_of(text, count), size, &at, &len) != HTTP_RANGE_ONE)
            continue;
        ck_assert_uint_gt(len, 0);
        ck_assert_uint_le(at, size);
        ck_assert_uint_le(len, size - at);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("range");
    TCase *tc = tcase_create("range");
    tcase_set_timeout(tc, 60);
    tcase_add_loop_test(tc, ranges_are_what_they_ask_for, 0, (int)(sizeof cases / sizeof *cases));
    tcase_add_test(tc, no_text_leads_outside);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
