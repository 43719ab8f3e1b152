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

static const struct {
    const char *text;
    int64_t second; /* INT64_MIN: it is none */
} texts[] = {
    {"Sun, 06 Nov 1994 08:49:37 GMT", 784111777},
    {"Sunday, 06-Nov-94 08:49:37 GMT", 784111777},
    {"Sun Nov  6 08:49:37 1994", 784111777},
    {"Wed Nov 16 08:49:37 1994", 784975777},
    {"Thu, 01 Jan 1970 00:00:00 GMT", 0},
    {"Thursday, 01-Jan-70 00:00:00 GMT", 0},
    {"Tuesday, 31-Dec-69 23:59:59 GMT", INT64_C(3155759999)},
    {"Tue, 29 Feb 2000 00:00:00 GMT", 951782400},
    {"Sat, 31 Dec 2016 23:59:60 GMT", 1483228800},
    {"", INT64_MIN},
    {"0", INT64_MIN},
    {"yesterday", INT64_MIN},
    {"Sun, 06 Nov 1994 08:49:37 UTC", INT64_MIN},
    {"Sun, 06 Nov 1994 08:49:37", INT64_MIN},
    {"Sun, 06 Nov 1994 08:49:37 GMT ", INT64_MIN},
    {"Sun, 6 Nov 1994 08:49:37 GMT", INT64_MIN},
    {"Sun, 06 nov 1994 08:49:37 GMT", INT64_MIN},
    {"Sun, 06 Nov 1994 24:00:00 GMT", INT64_MIN},
    {"Sun, 06 Nov 1994 08:60:00 GMT", INT64_MIN},
    {"Sun, 06 Nov 1994 08:00:61 GMT", INT64_MIN},
    {"Sun, 00 Nov 1994 08:49:37 GMT", INT64_MIN},
    {"Sun, 31 Nov 1994 08:49:37 GMT", INT64_MIN},
    {"Tue, 29 Feb 1900 00:00:00 GMT", INT64_MIN},
    {"Sun, 06-Nov-1994 08:49:37 GMT", INT64_MIN},
    {"Sun, 06 Nov 199a 08:49:37 GMT", INT64_MIN},
    {"Sunday, 06-Nov-x4 08:49:37 GMT", INT64_MIN},
    {"Sunday, 06-Nov-94 08:49:37 CET", INT64_MIN},
    {"Sun Nov -6 08:49:37 1994", INT64_MIN},
    {",                       ", INT64_MIN},
};

START_TEST(texts_are_read_in_all_three_forms)
{
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        int64_t second = INT64_MIN;
        size_t len = strlen(texts[i].text);
        char *copy = malloc(len + (len == 0)); /* exactly, so that nothing behind it is looked at */
        ck_assert_ptr_nonnull(copy);
        memcpy(copy, texts[i].text, len);
        bool is_date = swage_http_date_read(swage_str_of(copy, len), &second);
        free(copy);
        ck_assert_msg(is_date == (texts[i].second != INT64_MIN), "%s", texts[i].text);
        ck_assert_msg(second == texts[i].second, "%s: %lld", texts[i].text, (long long)second);
    }
}
END_TEST

START_TEST(what_was_written_is_read_again)
{
    struct http_date date = HTTP_DATE_INIT;
    for (int64_t second = -62167219200; second <= INT64_C(253402300799); second += 86400 * 17 - 61) {
        int64_t again = INT64_MIN;
        swage_http_date_set(&date, second);
        ck_assert(swage_http_date_read(swage_str_of(date.text, HTTP_DATE_LEN), &again));
        ck_assert_int_eq(again, second);
    }
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
    tcase_add_test(tc, texts_are_read_in_all_three_forms);
    tcase_add_test(tc, what_was_written_is_read_again);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
