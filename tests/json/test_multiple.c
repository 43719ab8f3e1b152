/* SPDX-License-Identifier: MIT */
/* Floats that are multiples of a decimal step, against the C library's reading of the multiples' own texts. */
#include "config.h"

#include "mutation.h"

#include <swage/read.h>

#include <check.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const struct {
    double value, digits, scale;
    bool is_multiple;
} cases[] = {
    {0, 1, 10, true},
    {-0.0, 3, 1, true},
    {0.3, 1, 10, true},
    {-0.3, 1, 10, true},
    {0.30000000000000004, 1, 10, false}, /* 0.1 + 0.2 */
    {1.1, 1, 10, true},
    {1.15, 1, 10, false},
    {1.15, 1, 100, true},
    {1.15, 5, 100, true},
    {1.16, 5, 100, false},
    {4.35, 1, 100, true}, /* 4.35 * 100 is 434.99999999999994 in doubles */
    {19.99, 1, 100, true},
    {1e-7, 1, 1e7, true},
    {5e-8, 1, 1e7, false},
    {0.25, 25, 100, true},
    {0.75, 25, 100, true},
    {0.7, 25, 100, false},
    {9, 3, 1, true},
    {10, 3, 1, false},
    {9007199254740991.0, 1, 1, true},
    {9007199254740991.0, 2, 1, false},
    {9007199254740993.0, 3, 1, true},  /* the value is 2^53; 9007199254740993 is a multiple and rounds to it */
    {9007199254740992.0, 7, 1, false}, /* 4 (mod 7), and rounds from no further than 1 away */
    {9007199254740996.0, 5, 1, true},  /* 1 (mod 5), and 995 rounds to it rather than to 994, which is odd there */
    {9007199254740994.0, 5, 1, false}, /* so 995 is no neighbour of this one */
    {1e300, 7, 1, true},
    {1e300, 1, 100, true},
    {1e300, 1e22, 1, true},
    {1e22, 1e22, 1, true},
    {3e22, 1e22, 1, true},
    {2.5e22, 1e22, 1, false},
    {1e21, 1e22, 1, false},
    {5e-324, 1, 1e22, false},
    {1e-22, 1, 1e22, true},
    {DBL_MAX, 1, 1, true},
    {DBL_MIN, 1, 1e22, false},
    {HUGE_VAL, 1, 1, false},
    {-HUGE_VAL, 1, 1, false},
    {NAN, 1, 1, false},
};

START_TEST(multiples_are_told_by_their_decimal_text)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(swage_is_multiple(cases[i].value, cases[i].digits, cases[i].scale) == cases[i].is_multiple,
                      "%zu: %.17g %g/%g", i, cases[i].value, cases[i].digits, cases[i].scale);
}
END_TEST

/* n times the step, as the C library reads it. */
static double text_multiple(uint64_t n, unsigned digits, int power)
{
    char text[64];
    snprintf(text, sizeof text, "%llue-%d", (unsigned long long)(n * digits), power);
    return strtod(text, NULL);
}

static float text_multiple_float(uint64_t n, unsigned digits, int power)
{
    char text[64];
    snprintf(text, sizeof text, "%llue-%d", (unsigned long long)(n * digits), power);
    return strtof(text, NULL);
}

static double power_of_ten(int power)
{
    double value = 1;
    while (power-- > 0)
        value *= 10;
    return value;
}

/* A random number of up to `bits` bits, small ones as often as large ones. */
static uint64_t random_bits(uint64_t *state, unsigned bits)
{
    return mutation_random(state) >> (64 - bits + mutation_below(state, bits));
}

START_TEST(the_text_of_every_multiple_is_one)
{
    uint64_t state = 3;
    for (int i = 0; i < 100000; i++) {
        unsigned digits = 1 + (unsigned)mutation_below(&state, 1000);
        int power = (int)mutation_below(&state, 19);
        uint64_t n = random_bits(&state, 54);
        double value = text_multiple(n, digits, power);
        ck_assert_msg(swage_is_multiple(value, digits, power_of_ten(power)), "%llu * %ue-%d", (unsigned long long)n,
                      digits, power);
        ck_assert(swage_is_multiple(-value, digits, power_of_ten(power)));
        float narrow = text_multiple_float(n, digits, power);
        ck_assert_msg(swage_is_multiple_float32(narrow, digits, power_of_ten(power)), "%llu * %ue-%d",
                      (unsigned long long)n, digits, power);
    }
}
END_TEST

/* Neighbours of multiples: those that no multiple near them has as its double are none. */
START_TEST(a_neighbour_of_a_multiple_is_one_only_when_its_text_says_so)
{
    uint64_t state = 5;
    unsigned refused = 0, taken = 0;
    for (int i = 0; i < 20000; i++) {
        unsigned digits = 1 + (unsigned)mutation_below(&state, 50);
        int power = (int)mutation_below(&state, 19);
        uint64_t n = 3 + random_bits(&state, 57);
        double value = text_multiple(n, digits, power);
        value = mutation_below(&state, 2) ? nextafter(value, HUGE_VAL) : nextafter(value, 0);
        bool wanted = false;
        /* Beyond 2^53 a gap is at most 2^6 of the least steps. */
        for (int d = -70; d <= 70 && !wanted; d++)
            wanted = (int64_t)n + d >= 0 && text_multiple(n + (uint64_t)(int64_t)d, digits, power) == value;
        ck_assert_msg(swage_is_multiple(value, digits, power_of_ten(power)) == wanted, "%.17g %u/1e%d", value, digits,
                      power);
        refused += !wanted;
        taken += wanted;
    }
    ck_assert_uint_gt(refused, 500);
    ck_assert_uint_gt(taken, 500);
}
END_TEST

START_TEST(a_float_is_compared_with_floats)
{
    static const struct {
        float value;
        double digits, scale;
        bool is_multiple;
    } table[] = {
        {0.1f, 1, 10, true},     {0.3f, 1, 10, true},      {0.15f, 1, 10, false},     {-19.99f, 1, 100, true},
        {16777216, 3, 1, false}, {16777218, 3, 1, true},   {3e38f, 7, 1, true},       {1e-45f, 1, 1e22, false},
        {1e-22f, 1, 1e22, true}, {HUGE_VALF, 1, 1, false}, {NAN, 1, 1, false},        {0, 5, 1, true},
        {10, 3, 1, false},       {9, 3, 1, true},          {FLT_MIN, 1, 1e22, false},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        ck_assert_msg(swage_is_multiple_float32(table[i].value, table[i].digits, table[i].scale) ==
                          table[i].is_multiple,
                      "%zu: %.9g", i, (double)table[i].value);
    ck_assert(!swage_is_multiple((double)table[0].value, 1, 10));
}
END_TEST

START_TEST(a_neighbour_among_floats_is_one_only_when_its_text_says_so)
{
    uint64_t state = 6;
    unsigned refused = 0, taken = 0;
    for (int i = 0; i < 20000; i++) {
        unsigned digits = 1 + (unsigned)mutation_below(&state, 50);
        int power = (int)mutation_below(&state, 19);
        uint64_t n = 3 + random_bits(&state, 28);
        float value = text_multiple_float(n, digits, power);
        value = mutation_below(&state, 2) ? nextafterf(value, HUGE_VALF) : nextafterf(value, 0);
        bool wanted = false;
        for (int d = -70; d <= 70 && !wanted; d++)
            wanted = (int64_t)n + d >= 0 && text_multiple_float(n + (uint64_t)(int64_t)d, digits, power) == value;
        ck_assert_msg(swage_is_multiple_float32(value, digits, power_of_ten(power)) == wanted, "%.9g %u/1e%d",
                      (double)value, digits, power);
        refused += !wanted;
        taken += wanted;
    }
    ck_assert_uint_gt(refused, 500);
    ck_assert_uint_gt(taken, 500);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("multiple");
    tcase_add_test(tests, multiples_are_told_by_their_decimal_text);
    tcase_add_test(tests, the_text_of_every_multiple_is_one);
    tcase_add_test(tests, a_neighbour_of_a_multiple_is_one_only_when_its_text_says_so);
    tcase_add_test(tests, a_float_is_compared_with_floats);
    tcase_add_test(tests, a_neighbour_among_floats_is_one_only_when_its_text_says_so);
    Suite *suite = suite_create("multiple");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
