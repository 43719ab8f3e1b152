/* SPDX-License-Identifier: MIT */
/* Patterns for the integers of an interval: each is asked about what is in it, beside it, and written in another way. */
#include "config.h"

#include "emit/interval.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <check.h>
#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct pool pool;

static void exhausted(void *arg)
{
    (void)arg;
    abort();
}

static void set_up(void)
{
    pool_init(&pool, 1 << 26, exhausted, NULL);
}

static void tear_down(void)
{
    pool_done(&pool);
}

static pcre2_code *compile(const char *pattern)
{
    int error;
    PCRE2_SIZE at;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, 0, &error, &at, NULL);
    ck_assert_msg(code != NULL, "%s", pattern);
    return code;
}

static bool has(const pcre2_code *code, const char *text)
{
    pcre2_match_data *match = pcre2_match_data_create_from_pattern(code, NULL);
    int found = pcre2_match(code, (PCRE2_SPTR)text, strlen(text), 0, 0, match, NULL);
    pcre2_match_data_free(match);
    return found > 0;
}

static bool has_number(const pcre2_code *code, long long number)
{
    char text[24];
    snprintf(text, sizeof text, "%lld", number);
    return has(code, text);
}

/* Every interval between two of these is asked about every number around them. */
static const int ends[] = {-1234, -1000, -999, -120, -100, -99, -19, -10, -9, -1, 0, 1, 2, 9, 10, 11, 99, 100, 101, 207, 531, 999, 1000, 1020};
enum { ENDS = sizeof ends / sizeof *ends };

START_TEST(small_intervals_have_what_is_in_them)
{
    for (int high = _i; high < ENDS; high++) {
        const char *pattern = interval_pattern(&pool, ends[_i], ends[high], true);
        pcre2_code *code = compile(pattern);
        for (int number = -1300; number < 1100; number++)
            ck_assert_msg(has_number(code, number) == (number >= ends[_i] && number <= ends[high]), "%d: %s", number, pattern);
        ck_assert_int_eq(has(code, "-0"), ends[_i] <= 0 && ends[high] >= 0);
        pcre2_code_free(code);
    }
}
END_TEST

static const struct {
    int64_t low, high;
} wide[] = {
    {INT64_MIN, INT64_MAX}, {1, INT64_MAX}, {INT64_MIN, -1}, {INT64_MIN + 1, INT64_MAX - 1}, {0, 9007199254740991},
    {-2147483648, 2147483647}, {1000000000000000000, 1000000000000000001},
};

START_TEST(wide_intervals_end_where_they_end)
{
    int64_t low = wide[_i].low, high = wide[_i].high;
    const char *pattern = interval_pattern(&pool, low, high, false);
    pcre2_code *code = compile(pattern);
    ck_assert_uint_lt(strlen(pattern), 1200);
    ck_assert(has_number(code, low));
    ck_assert(has_number(code, high));
    ck_assert(low == INT64_MIN || !has_number(code, low - 1));
    ck_assert(high == INT64_MAX || !has_number(code, high + 1));
    ck_assert(!has(code, "9223372036854775808"));
    ck_assert(!has(code, "-9223372036854775809"));
    ck_assert(!has(code, "10000000000000000000"));
    ck_assert(!has(code, "-0"));
    pcre2_code_free(code);
}
END_TEST

static const char *const other_ways[] = {"", "-", "+1", "01", "-01", "00", "1.0", "1e0", " 1", "1 ", "1\n1", "--1", "0x1", "1-"};

START_TEST(numbers_are_written_in_one_way)
{
    pcre2_code *code = compile(interval_pattern(&pool, -99999, 99999, true));
    ck_assert(!has(code, other_ways[_i]));
    pcre2_code_free(code);
}
END_TEST

START_TEST(unsigned_ones_go_up_to_their_end)
{
    pcre2_code *code = compile(pool_printf(&pool, "^(?:%s)$", interval_digits(&pool, 0, UINT64_MAX)));
    ck_assert(has(code, "18446744073709551615"));
    ck_assert(!has(code, "18446744073709551616"));
    ck_assert(!has(code, "20000000000000000000"));
    ck_assert(!has(code, "100000000000000000000"));
    pcre2_code_free(code);
}
END_TEST

static const struct {
    int64_t low, high;
    const char *pattern;
} shortest[] = {
    {0, 0, "^(?:0)$"},
    {-10, 10, "^(?:-(?:[1-9]|10)|0|[1-9]|10)$"},
    {1, 999, "^(?:[1-9][0-9]{0,2})$"},
    {1, 65535, "^(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6(?:[0-4][0-9]{3}|5(?:[0-4][0-9]{2}|5(?:[0-2][0-9]|3[0-5]))))$"},
    {207, 531, "^(?:2(?:0[7-9]|[1-9][0-9])|[3-4][0-9]{2}|5(?:[0-2][0-9]|3[0-1]))$"},
};

START_TEST(patterns_are_short)
{
    ck_assert_str_eq(interval_pattern(&pool, shortest[_i].low, shortest[_i].high, false), shortest[_i].pattern);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("interval");
    TCase *tests = tcase_create("interval");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, small_intervals_have_what_is_in_them, 0, ENDS);
    tcase_add_loop_test(tests, wide_intervals_end_where_they_end, 0, sizeof wide / sizeof *wide);
    tcase_add_loop_test(tests, numbers_are_written_in_one_way, 0, sizeof other_ways / sizeof *other_ways);
    tcase_add_test(tests, unsigned_ones_go_up_to_their_end);
    tcase_add_loop_test(tests, patterns_are_short, 0, sizeof shortest / sizeof *shortest);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
