/* SPDX-License-Identifier: MIT */
/* Floats: what is read, the shortest text, and multiples, as the runtime has them. */
#include "config.h"

#include "bench.h"
#include "random.h"
#include "validate/floats.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <swage/read.h>
#include <swage/write.h>

START_TEST(infinite_is_beyond_what_a_kind_holds)
{
    static const struct {
        const char *text;
        bool is_float, is_double;
    } rows[] = {
        {"3.4028235677973367e38", false, true},
        {"3.4028235677973366e38", true, true},
        {"1e39", false, true},
        {"1.7976931348623157e308", false, true},
        {"1.7976931348623159e308", false, false},
        {"-1e999", false, false},
        {"1e-999", true, true},
        {"-0", true, true},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        double value;
        ck_assert_int_eq(floats_read(MODEL_FLOAT32, rows[i].text, &value), rows[i].is_float);
        ck_assert_int_eq(floats_read(MODEL_FLOAT64, rows[i].text, &value), rows[i].is_double);
    }
}
END_TEST

START_TEST(texts_are_the_shortest)
{
    static const struct {
        double value;
        const char *text;
    } rows[] = {
        {0, "0"},
        {-0.0, "-0.0"},
        {1, "1"},
        {-1.5, "-1.5"},
        {0.1, "0.1"},
        {100, "100"},
        {1e21, "1e+21"},
        {1e20, "100000000000000000000"},
        {123456789012345680000.0, "123456789012345680000"},
        {1e-6, "0.000001"},
        {1e-7, "1e-7"},
        {1.5e-7, "1.5e-7"},
        {5e-324, "5e-324"},
        {DBL_MAX, "1.7976931348623157e+308"},
        {DBL_MIN, "2.2250738585072014e-308"},
        {618970019642690137449562112.0, "6.189700196426902e+26"},
        {9007199254740993.0, "9007199254740992"},
        {0.3, "0.3"},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        ck_assert_str_eq(floats_write(&bench_pool, MODEL_FLOAT64, rows[i].value), rows[i].text);
    const float tenth = 0.1F; /* as a constant it may have more digits, also behind a cast to double */
    ck_assert_str_eq(floats_write(&bench_pool, MODEL_FLOAT32, (double)tenth), "0.1");
    ck_assert_str_eq(floats_write(&bench_pool, MODEL_FLOAT32, (double)FLT_MAX), "3.4028235e+38");
    ck_assert_str_eq(floats_write(&bench_pool, MODEL_FLOAT32, 16777216), "16777216");
}
END_TEST

/* Bits of all kinds: any, powers of two and their neighbours, and short decimals. */
static double draw(uint64_t *state)
{
    double value;
    uint64_t bits = random_next(state);
    switch (random_below(state, 3)) {
    case 0: break;
    case 1: bits = (bits & UINT64_C(0xfff0000000000000)) + random_below(state, 3) - 1; break;
    default: return (double)(int64_t)random_below(state, 1000000) / pow(10, (double)random_below(state, 9));
    }
    memcpy(&value, &bits, sizeof value);
    return isfinite(value) ? value : 1.5;
}

START_TEST(the_runtime_writes_the_same)
{
    uint64_t state = 2;
    swage_buffer none;
    swage_buffer_init(&none, 0);
    for (int i = 0; i < 20000; i++) {
        char text[64];
        double value = draw(&state);
        float narrow = (float)value;
        *swage_write_float64(&none, text, value) = '\0';
        ck_assert_str_eq(floats_write(&bench_pool, MODEL_FLOAT64, value), text);
        if (!isfinite(narrow))
            continue;
        *swage_write_float32(&none, text, narrow) = '\0';
        ck_assert_str_eq(floats_write(&bench_pool, MODEL_FLOAT32, (double)narrow), text);
    }
}
END_TEST

START_TEST(multiples_are_those_of_decimals)
{
    static const struct {
        double value;
        const char *step;
        bool is_multiple;
    } rows[] = {
        {19.99, "0.01", true},  {0.001, "0.01", false}, {0.30000000000000004, "0.1", false},
        {0.3, "0.1", true},     {0, "0.25", true},      {-0.75, "0.25", true},
        {1e22, "0.1", true},    {1e300, "7", true},     {1e-300, "7", false},
        {7000, "1e3", true},    {7500, "1e3", false},   {1e3, "1E+3", true},
        {5e-324, "0.1", false}, {-1.1, "1.1", true},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        ck_assert_msg(floats_is_multiple(&bench_pool, MODEL_FLOAT64, rows[i].value, rows[i].step) ==
                          rows[i].is_multiple,
                      "%a of %s", rows[i].value, rows[i].step);
    const float price = 19.99F;
    ck_assert(floats_is_multiple(&bench_pool, MODEL_FLOAT32, (double)price, "0.01"));
    ck_assert(!floats_is_multiple(&bench_pool, MODEL_FLOAT64, (double)price, "0.01"));
}
END_TEST

START_TEST(the_runtime_finds_the_same_multiples)
{
    static const struct {
        const char *text;
        double digits, scale;
    } steps[] = {{"0.01", 1, 100},
                 {"0.25", 25, 100},
                 {"3", 3, 1},
                 {"1e3", 1000, 1},
                 {"0.000000000000007", 7, 1e15},
                 {"1.1", 11, 10},
                 {"9007199254740991", 9007199254740991, 1}};
    uint64_t state = 3;
    for (int i = 0; i < 10000; i++) {
        size_t at = random_below(&state, COUNT(steps));
        double value = draw(&state);
        if (random_below(&state, 2))
            value = (double)random_below(&state, 100000) * steps[at].digits / steps[at].scale;
        float narrow = (float)value;
        bool is_multiple = floats_is_multiple(&bench_pool, MODEL_FLOAT64, value, steps[at].text);
        ck_assert_msg(is_multiple == swage_is_multiple(value, steps[at].digits, steps[at].scale), "%a of %s", value,
                      steps[at].text);
        if (!isfinite(narrow))
            continue;
        is_multiple = floats_is_multiple(&bench_pool, MODEL_FLOAT32, (double)narrow, steps[at].text);
        ck_assert_msg(is_multiple == swage_is_multiple_float32(narrow, steps[at].digits, steps[at].scale), "%a of %s",
                      (double)narrow, steps[at].text);
    }
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("floats");
    tcase_add_test(tests, infinite_is_beyond_what_a_kind_holds);
    tcase_add_test(tests, texts_are_the_shortest);
    tcase_add_test(tests, the_runtime_writes_the_same);
    tcase_add_test(tests, multiples_are_those_of_decimals);
    tcase_add_test(tests, the_runtime_finds_the_same_multiples);
    return bench_run("floats", tests);
}
