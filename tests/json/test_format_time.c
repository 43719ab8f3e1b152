/* SPDX-License-Identifier: MIT */
/* Dates, times, points in time and durations: the RFC's own examples, every day of the calendar, and texts made. */
#include "config.h"

#include "examples.h"

#include <swage/format.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

static const struct example dates[] = {
    {"1985-04-12", true},  {"1996-12-19", true},  {"1990-12-31", true},  {"0000-01-01", true},  {"9999-12-31", true},
    {"2000-02-29", true},  {"2024-02-29", true},  {"0000-02-29", true},  {"1900-02-29", false}, {"2023-02-29", false},
    {"2024-02-30", false}, {"2024-04-31", false}, {"2024-00-01", false}, {"2024-13-01", false}, {"2024-01-00", false},
    {"2024-01-32", false}, {"2024-1-1", false},   {"24-01-01", false},   {"2024/01/01", false}, {"20240101", false},
    {"2024-01-01 ", false}, {" 2024-01-01", false}, {"2024-01-01T", false}, {"2024-01", false}, {"2024-001", false},
    {"2024-W01-1", false}, {"+024-01-01", false}, {"-024-01-01", false}, {"2024-0a-01", false}, {"2024-01-0:", false},
    {"2024-01-/1", false}, {"x024-01-01", false}, {"2024-01-01\xff", false}, {"", false},
};

START_TEST(only_days_that_exist_are_dates)
{
    EXAMPLES_CHECK(dates, swage_is_date);
}
END_TEST

/* Whether the day is read, counted and written as itself. */
static bool is_day(int year, int month, int day, int64_t days)
{
    char text[40], room[SWAGE_DATETIME_SIZE];
    struct swage_date date;
    snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
    if (!swage_date_parse(swage_str_of(text, 10), &date))
        return false;
    swage_str made = swage_datetime_text(days * 86400 + 86399, 0, room);
    return date.year == year && date.month == month && date.day == day && swage_date_days(&date) == days &&
           made.len == 20 && memcmp(made.ptr, text, 10) == 0;
}

/* Days are counted from 0000-01-01 with nothing but the lengths of the months. */
START_TEST(every_day_of_ten_thousand_years_is_counted)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int64_t days = -719528;
    for (int year = 0; year <= 9999; year++) {
        bool is_leap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
        bool good = true;
        for (int month = 1; month <= 12; month++) {
            int length = lengths[month - 1] + (month == 2 && is_leap);
            for (int day = 1; day <= length; day++)
                good &= is_day(year, month, day, days++);
            good &= !is_day(year, month, length + 1, days);
        }
        ck_assert_msg(good, "%d", year);
    }
    ck_assert_int_eq(days, 2932897);
}
END_TEST

static const struct example times[] = {
    {"23:20:50.52Z", true},    {"16:39:57-08:00", true},  {"23:59:60Z", true},       {"15:59:60-08:00", true},
    {"00:00:00z", true},       {"12:00:27.87+00:20", true}, {"00:00:00-00:00", true}, {"00:00:00+23:59", true},
    {"00:29:60+00:30", true},  {"23:29:60-00:30", true},  {"22:59:60-01:00", true},  {"00:59:60+01:00", true},
    {"23:59:60.999Z", true},   {"23:59:60+00:00", true},  {"00:00:00.123456789012345678901234567890Z", true},
    {"12:00:00.0Z", true},     {"23:58:60Z", false},      {"22:59:60Z", false},      {"23:59:60+01:00", false},
    {"23:59:61Z", false},      {"24:00:00Z", false},      {"23:60:00Z", false},      {"23:59:59", false},
    {"23:59:59.Z", false},     {"23:59Z", false},         {"23:59:59,5Z", false},    {"23:59:59+24:00", false},
    {"23:59:59+00:60", false}, {"23:59:59+0000", false},  {"23:59:59+00", false},    {"23:59:59Z ", false},
    {"23:59:59ZZ", false},     {"23:59:59 Z", false},     {"3:59:59Z", false},       {"23:59:59Z+00:00", false},
    {"23:59:59.5", false},     {"23.59.59Z", false},      {"23:59:5aZ", false},      {"23:59:59+0a:00", false},
    {"23:59:59y", false},      {"-1:59:59Z", false},      {"", false},               {"Z", false},
    {"23:59:59+00-00", false}, {"23:59:59\xe2\x88\x92" "08:00", false}, {"T23:59:59Z", false},
};

START_TEST(times_have_an_offset_and_leap_seconds_their_minute)
{
    EXAMPLES_CHECK(times, swage_is_time);
}
END_TEST

static const struct example datetimes[] = {
    /* RFC 3339 5.8 */
    {"1985-04-12T23:20:50.52Z", true},
    {"1996-12-19T16:39:57-08:00", true},
    {"1990-12-31T23:59:60Z", true},
    {"1990-12-31T15:59:60-08:00", true},
    {"1937-01-01T12:00:27.87+00:20", true},
    {"1985-04-12t23:20:50z", true},
    {"2026-01-01T00:00:00Z", true},
    {"1998-12-31T23:58:60Z", false},
    {"1990-02-31T15:59:59-08:00", false},
    {"1990-12-31T15:59:59-24:00", false},
    {"1963-06-19T08:30:06.28123+01:00Z", false},
    {"06/19/1963 08:30:06 PST", false},
    {"2013-350T01:01:01", false},
    {"1963-6-19T08:30:06.283185Z", false},
    {"1985-04-12 23:20:50Z", false},
    {"1985-04-12T23:20:50", false},
    {"1985-04-12T", false},
    {"1985-04-12", false},
    {"1985-04-12U23:20:50Z", false},
    {"1985-04-12T24:00:00Z", false},
    {"1963-06-1\xe0\xa7\xaaT00:00:00Z", false}, /* a Bengali 4 */
    {"", false},
};

START_TEST(points_in_time_are_a_date_and_a_time)
{
    EXAMPLES_CHECK(datetimes, swage_is_datetime);
}
END_TEST

START_TEST(parts_are_numbers)
{
    struct swage_datetime when;
    ck_assert(swage_datetime_parse(SWAGE_STR("1996-12-19T16:39:57.0123456789-08:30"), &when));
    ck_assert(when.date.year == 1996 && when.date.month == 12 && when.date.day == 19);
    ck_assert(when.time.hour == 16 && when.time.minute == 39 && when.time.second == 57);
    ck_assert_int_eq(when.time.nanosecond, 12345678);
    ck_assert_int_eq(when.time.offset, -510);
    struct swage_datetime untouched = when;
    ck_assert(!swage_datetime_parse(SWAGE_STR("1996-12-19T16:39:57.5-08:60"), &when));
    ck_assert_mem_eq(&when, &untouched, sizeof when);
}
END_TEST

START_TEST(seconds_are_counted_from_1970)
{
    static const struct {
        const char *text;
        int64_t seconds;
    } table[] = {
        {"1970-01-01T00:00:00Z", 0},
        {"1969-12-31T23:59:59Z", -1},
        {"1970-01-01T00:00:00+01:00", -3600},
        {"1970-01-01T00:00:00.999-00:01", 60},
        {"2000-02-29T12:00:00Z", 951825600},
        {"2026-01-01T00:00:00Z", 1767225600},
        {"2038-01-19T03:14:08Z", 2147483648},
        {"1990-12-31T23:59:60Z", 662688000},
        {"1991-01-01T00:00:00Z", 662688000},
        {"0000-01-01T00:00:00Z", -62167219200},
        {"9999-12-31T23:59:59Z", 253402300799},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct swage_datetime when;
        ck_assert(swage_datetime_parse(swage_str_from(table[i].text), &when));
        ck_assert_msg(swage_datetime_unix(&when) == table[i].seconds, "%s", table[i].text);
    }
}
END_TEST

START_TEST(points_in_time_are_written_with_as_many_digits_as_they_need)
{
    static const struct {
        int64_t seconds;
        int nanosecond;
        const char *text; /* NULL: none */
    } table[] = {
        {0, 0, "1970-01-01T00:00:00Z"},
        {-1, 500000000, "1969-12-31T23:59:59.500Z"},
        {951825600, 1000, "2000-02-29T12:00:00.000001Z"},
        {1767225599, 999999999, "2025-12-31T23:59:59.999999999Z"},
        {-62167219200, 0, "0000-01-01T00:00:00Z"},
        {253402300799, 0, "9999-12-31T23:59:59Z"},
        {-62167219201, 0, NULL},
        {253402300800, 0, NULL},
        {INT64_MIN, 0, NULL},
        {INT64_MAX, 0, NULL},
        {0, -1, NULL},
        {0, 1000000000, NULL},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        char room[SWAGE_DATETIME_SIZE];
        swage_str text = swage_datetime_text(table[i].seconds, table[i].nanosecond, room);
        ck_assert_msg(swage_str_equal(text, swage_str_from(table[i].text)), "%zu", i);
        ck_assert(!text.ptr || strlen(room) == text.len);
        struct swage_datetime when;
        ck_assert(!text.ptr || (swage_datetime_parse(text, &when) && swage_datetime_unix(&when) == table[i].seconds &&
                                when.time.nanosecond == table[i].nanosecond));
    }
}
END_TEST

static const struct example durations[] = {
    {"P4DT12H30M5S", true}, {"P1Y2M3DT4H5M6S", true}, {"P4W", true},     {"PT36H", true},      {"P1DT12H", true},
    {"P4Y", true},          {"PT0S", true},           {"P0D", true},     {"P1M", true},        {"PT1M", true},
    {"P2W", true},          {"P1Y2M", true},          {"P2M3D", true},   {"PT4H5M", true},     {"PT5M6S", true},
    {"P1YT1S", true},       {"P4294967295D", true},   {"P0000000000000001D", true},
    {"P4294967296D", false}, {"PT1D", false},         {"P", false},      {"P1YT", false},      {"PT", false},
    {"P2D1Y", false},       {"P1D2H", false},         {"P2S", false},    {"P1Y2W", false},     {"P1", false},
    {"1Y", false},          {"P1Y2D", false},         {"PT1H2S", false}, {"P1.5D", false},     {"PT0.5S", false},
    {"-P1D", false},        {"P-1D", false},          {"p1d", false},    {"P1d", false},       {"P1D ", false},
    {"P1W2D", false},       {"P1DT1W", false},        {"PYMD", false},   {"P1Y1Y", false},     {"P1D1M", false},
    {"PT1S1M", false},      {"P1TH", false},          {"P1DT1HT1S", false}, {"P\xe0\xa7\xa8Y", false}, {"", false},
    {"PW", false},          {"W", false},             {"T1S", false},    {"P1WT1S", false},
};

START_TEST(durations_have_their_units_in_order)
{
    EXAMPLES_CHECK(durations, swage_is_duration);
}
END_TEST

START_TEST(a_duration_s_parts_are_as_written)
{
    struct swage_duration d;
    ck_assert(swage_duration_parse(SWAGE_STR("P1Y2M3DT4H5M6S"), &d));
    ck_assert(d.years == 1 && d.months == 2 && d.weeks == 0 && d.days == 3);
    ck_assert(d.hours == 4 && d.minutes == 5 && d.seconds == 6);
    ck_assert(swage_duration_parse(SWAGE_STR("PT7M"), &d));
    ck_assert(d.years == 0 && d.months == 0 && d.days == 0 && d.hours == 0 && d.minutes == 7 && d.seconds == 0);
    ck_assert(swage_duration_parse(SWAGE_STR("P4294967295W"), &d));
    ck_assert(d.weeks == 4294967295 && d.minutes == 0);
    ck_assert(!swage_duration_parse(SWAGE_STR("P1DT"), &d));
    ck_assert(d.weeks == 4294967295 && d.days == 0);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("format_time");
    tcase_add_test(tests, only_days_that_exist_are_dates);
    tcase_add_test(tests, every_day_of_ten_thousand_years_is_counted);
    tcase_add_test(tests, times_have_an_offset_and_leap_seconds_their_minute);
    tcase_add_test(tests, points_in_time_are_a_date_and_a_time);
    tcase_add_test(tests, parts_are_numbers);
    tcase_add_test(tests, seconds_are_counted_from_1970);
    tcase_add_test(tests, points_in_time_are_written_with_as_many_digits_as_they_need);
    tcase_add_test(tests, durations_have_their_units_in_order);
    tcase_add_test(tests, a_duration_s_parts_are_as_written);
    Suite *suite = suite_create("format_time");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
