/* SPDX-License-Identifier: MIT */
/* Numbers of any size: what they are made of, and that they compare as the runtime's decimals do. */
#include "config.h"

#include "bench.h"
#include "random.h"
#include "validate/figure.h"

#include <stdio.h>
#include <string.h>
#include <swage/read.h>

static struct figure figure_of(const char *text)
{
    struct figure figure;
    figure_read(&figure, &bench_pool, text);
    return figure;
}

START_TEST(equal_numbers_are_one_text)
{
    static const char *const rows[][2] = {
        {"0", "e0"},
        {"-0", "e0"},
        {"0.000", "e0"},
        {"0e99999999999999999999", "e0"},
        {"1", "1e1"},
        {"10", "1e2"},
        {"1.0", "1e1"},
        {"0.1", "1e0"},
        {"0.001", "1e-2"},
        {"-0.00120e+7", "-12e5"},
        {"120e-2", "12e1"},
        {"1E5", "1e6"},
        {"1e-0", "1e1"},
        {"1e+007", "1e8"},
        {"100200", "1002e6"},
        {"9.99", "999e1"},
        {"1e100000000000000000000", "1e100000000000000000001"},
        {"0.001e100000000000000000000", "1e99999999999999999998"},
        {"10e99999999999999999999", "1e100000000000000000001"},
        {"1e-100000000000000000000", "1e-99999999999999999999"},
        {"0.01e-99999999999999999999", "1e-100000000000000000000"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct figure figure = figure_of(rows[i][0]);
        ck_assert_str_eq(figure_text(&bench_pool, &figure), rows[i][1]);
    }
}
END_TEST

START_TEST(numbers_are_in_order)
{
    static const char *const rising[] = {
        "-1e100000000000000000000",
        "-1e99999999999999999999",
        "-12",
        "-9.5",
        "-9.45",
        "-1e-5",
        "-1e-99999999999999999999",
        "-1e-100000000000000000000",
        "0",
        "1e-100000000000000000000",
        "1e-99999999999999999999",
        "0.1",
        "0.12",
        "0.2",
        "9.45",
        "9.5",
        "10",
        "12",
        "120",
        "1e3",
        "1e99999999999999999999",
        "1e100000000000000000000",
    };
    for (size_t i = 0; i < COUNT(rising); i++)
        for (size_t k = 0; k < COUNT(rising); k++) {
            struct figure a = figure_of(rising[i]), b = figure_of(rising[k]);
            int order = figure_compare(&a, &b);
            ck_assert_msg((order > 0) - (order < 0) == (i > k) - (i < k), "%s and %s", rising[i], rising[k]);
        }
}
END_TEST

/* "-1203.04e-17" */
static void put_number(char *text, uint64_t *state)
{
    static const char digits[] = "0011239";
    char *to = text;
    if (random_below(state, 2))
        *to++ = '-';
    size_t whole = 1 + random_below(state, 4);
    for (size_t i = 0; i < whole; i++)
        *to++ = i == 0 && whole > 1 ? '1' : digits[random_below(state, sizeof digits - 1)];
    if (random_below(state, 2)) {
        *to++ = '.';
        for (size_t i = 1 + random_below(state, 4); i > 0; i--)
            *to++ = digits[random_below(state, sizeof digits - 1)];
    }
    *to = '\0';
    if (random_below(state, 2))
        sprintf(to, "e%s%.*s%zu", random_below(state, 2) ? "-" : "", random_below(state, 8) ? 0 : 19,
                "9999999999999999999", random_below(state, 12));
}

START_TEST(decimals_of_the_runtime_compare_alike)
{
    uint64_t state = 1;
    char texts[2][64];
    for (int i = 0; i < 100000; i++) {
        put_number(texts[0], &state);
        put_number(texts[1], &state);
        struct figure a = figure_of(texts[0]), b = figure_of(texts[1]);
        int own = figure_compare(&a, &b),
            theirs = swage_decimal_compare(swage_str_from(texts[0]), swage_str_from(texts[1]));
        ck_assert_msg((own > 0) - (own < 0) == (theirs > 0) - (theirs < 0), "%s and %s: %d", texts[0], texts[1], own);
        bool is_one = strcmp(figure_text(&bench_pool, &a), figure_text(&bench_pool, &b)) == 0;
        ck_assert_int_eq(is_one, own == 0);
    }
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("figure");
    tcase_add_test(tests, equal_numbers_are_one_text);
    tcase_add_test(tests, numbers_are_in_order);
    tcase_add_test(tests, decimals_of_the_runtime_compare_alike);
    return bench_run("figure", tests);
}
