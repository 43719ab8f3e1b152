/* SPDX-License-Identifier: MIT */
/* Dates of answers (point 79 of what a server must withstand), beside the C library's calendar. */
#define _GNU_SOURCE /* gmtime_r */

#include "http/date.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void ck_date(int64_t second, const char *wanted)
{
    struct http_date date = HTTP_DATE_INIT;
    swage_http_date_set(&date, second);
    ck_assert_msg(memcmp(date.text, wanted, HTTP_DATE_LEN) == 0, "%.29s, wanted %s", date.text, wanted);
}

START_TEST(known_dates_are_right)
{
    ck_date(784111777, "Sun, 06 Nov 1994 08:49:37 GMT"); /* the example of RFC 9110 */
    ck_date(0, "Thu, 01 Jan 1970 00:00:00 GMT");
    ck_date(-1, "Wed, 31 Dec 1969 23:59:59 GMT");
    ck_date(951782399, "Mon, 28 Feb 2000 23:59:59 GMT");
    ck_date(951782400, "Tue, 29 Feb 2000 00:00:00 GMT");
    ck_date(951868800, "Wed, 01 Mar 2000 00:00:00 GMT");
    ck_date(4107542400, "Mon, 01 Mar 2100 00:00:00 GMT");
    ck_date(2147483648, "Tue, 19 Jan 2038 03:14:08 GMT");
}
END_TEST

START_TEST(years_have_four_digits)
{
    ck_date(-62167219200, "Sat, 01 Jan 0000 00:00:00 GMT");
    ck_date(-62167219201, "Sat, 01 Jan 0000 00:00:00 GMT");
    ck_date(INT64_MIN + 1, "Sat, 01 Jan 0000 00:00:00 GMT");
    ck_date(253402300799, "Fri, 31 Dec 9999 23:59:59 GMT");
    ck_date(253402300800, "Fri, 31 Dec 9999 23:59:59 GMT");
    ck_date(INT64_MAX, "Fri, 31 Dec 9999 23:59:59 GMT");
}
END_TEST

static void ck_as_library(int64_t second)
{
    char wanted[64];
    struct tm tm;
    time_t time = (time_t)second;
    if (time != second) /* of 32 bits */
        return;
    ck_assert_ptr_nonnull(gmtime_r(&time, &tm));
    strftime(wanted, sizeof wanted, "%a, %d %b %Y %H:%M:%S GMT", &tm);
    ck_date(second, wanted);
}

START_TEST(every_day_of_centuries_is_right)
{
    /* 1600 to 2800: three whole cycles of the calendar; a step that meets all times of a day. */
    for (int64_t second = -11676096000; second < 26192246400; second += 86400 - 61)
        ck_as_library(second);
}
END_TEST

/* robustness 79 */
START_TEST(the_text_changes_with_the_second)
{
    struct http_date date = HTTP_DATE_INIT;
    swage_http_date_set(&date, 1000);
    date.text[0] = '?';
    swage_http_date_set(&date, 1000);
    ck_assert_int_eq(date.text[0], '?'); /* not formatted again */
    swage_http_date_set(&date, 1001);
    ck_assert(memcmp(date.text, "Thu, 01 Jan 1970 00:16:41 GMT", HTTP_DATE_LEN) == 0);
    swage_http_date_set(&date, 999); /* clocks go backwards too */
    ck_assert(memcmp(date.text, "Thu, 01 Jan 1970 00:16:39 GMT", HTTP_DATE_LEN) == 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("date");
    TCase *tc = tcase_create("date");
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, known_dates_are_right);
    tcase_add_test(tc, years_have_four_digits);
    tcase_add_test(tc, every_day_of_centuries_is_right);
    tcase_add_test(tc, the_text_changes_with_the_second);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
