/* SPDX-License-Identifier: MIT */
/* The words of statuses and faults. */
#include "config.h"

#include <swage/error.h>

#include <check.h>
#include <string.h>

START_TEST(every_status_has_its_words)
{
    static const struct {
        int status;
        const char *text;
    } table[] = {
#define X(name, value, meaning) {value, meaning},
        SWAGE_STATUS_LIST(X)
#undef X
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        ck_assert_str_eq(swage_status_text(table[i].status), table[i].text);
    ck_assert_str_eq(swage_status_text(99), "unknown status");
    ck_assert_str_eq(swage_status_text(-99), "unknown status");
}
END_TEST

START_TEST(codes_are_stable)
{
    ck_assert_str_eq(swage_fault_code(SWAGE_FAULT_NONE), "none");
    ck_assert_str_eq(swage_fault_code(SWAGE_FAULT_SYNTAX), "syntax");
    ck_assert_str_eq(swage_fault_code(SWAGE_FAULT_TOO_LONG), "too_long");
    ck_assert_str_eq(swage_fault_code(SWAGE_FAULT_INVALID), "invalid");
    ck_assert_str_eq(swage_fault_title(SWAGE_FAULT_NUL), "U+0000 in a text");
}
END_TEST

START_TEST(no_two_faults_share_a_code)
{
    for (int i = 0; i < SWAGE_FAULTS; i++)
        for (int j = 0; j < i; j++)
            ck_assert_str_ne(swage_fault_code((enum swage_fault)i), swage_fault_code((enum swage_fault)j));
}
END_TEST

START_TEST(a_number_that_is_no_fault_reads_as_invalid)
{
    ck_assert_str_eq(swage_fault_code(SWAGE_FAULTS), "invalid");
    ck_assert_str_eq(swage_fault_title((enum swage_fault)1000), "refused");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("error");
    tcase_add_test(tests, every_status_has_its_words);
    tcase_add_test(tests, codes_are_stable);
    tcase_add_test(tests, no_two_faults_share_a_code);
    tcase_add_test(tests, a_number_that_is_no_fault_reads_as_invalid);
    Suite *suite = suite_create("error");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
