/* SPDX-License-Identifier: MIT */
/* The collector's numbers: every bound with its code and words, in strings where they stand in strings, steps, decimals
   and numbers of enums. robustness 89, 100 */
#include "config.h"

#include "faults.h"

#include <math.h>

#define DOUBLE(least, greatest, ...) {.kind = SWAGE_KIND_FLOAT64, .low = least, .high = greatest, __VA_ARGS__}

START_TEST(integers_keep_to_their_step)
{
    static const struct swage_type type = {
        .kind = SWAGE_KIND_INTEGER, .bits = 32, .min = -100, .max = INT32_MAX, .step = 5};
    static const struct swage_type natural = {.kind = SWAGE_KIND_UNSIGNED, .umin = 10, .umax = UINT64_MAX, .step = 10};
    static const struct sample samples[] = {
        {"0", ""},
        {"-5", ""},
        {"2147483645", ""},
        {"7", "multiple_of@0 (a multiple of 5)"},
        {"-7", "multiple_of@0 (a multiple of 5)"},
        {"-101", "too_small@0 (a number from -100 to 2147483647); multiple_of@0 (a multiple of 5)"},
        {"2147483648", "range@0 (a number from -100 to 2147483647)"},
    };
    static const struct sample naturals[] = {
        {"10", ""},
        {"18446744073709551610", ""},
        {"18446744073709551615", "multiple_of@0 (a multiple of 10)"},
        {"5", "too_small@0 (a number from 10 to 18446744073709551615); multiple_of@0 (a multiple of 10)"},
    };
    CHECK_SAMPLES(samples, &type);
    CHECK_SAMPLES(naturals, &natural);
}
END_TEST

START_TEST(a_bound_that_is_open_is_not_allowed_itself)
{
    static const struct swage_type above = DOUBLE(0, HUGE_VAL, .flags = SWAGE_TYPE_ABOVE);
    static const struct swage_type below = DOUBLE(-HUGE_VAL, 1, .flags = SWAGE_TYPE_BELOW);
    static const struct swage_type between =
        DOUBLE(0, 1, .flags = SWAGE_TYPE_ABOVE | SWAGE_TYPE_BELOW);
    static const struct swage_type half = DOUBLE(0, 1, .flags = SWAGE_TYPE_ABOVE);
    static const struct swage_type rest = DOUBLE(0, 1, .flags = SWAGE_TYPE_BELOW);
    static const struct sample aboves[] = {
        {"1e-300", ""}, {"0", "too_small@0 (a number above 0)"}, {"-0.0", "too_small@0 (a number above 0)"}};
    static const struct sample belows[] = {{"0.999", ""}, {"1.0", "too_large@0 (a number below 1)"}};
    static const struct sample betweens[] = {{"0.5", ""},
                                             {"0", "too_small@0 (a number above 0 and below 1)"},
                                             {"10e-1", "too_large@0 (a number above 0 and below 1)"}};
    static const struct sample halves[] = {{"1", ""}, {"0", "too_small@0 (a number above 0 and at most 1)"}};
    static const struct sample rests[] = {{"0", ""}, {"1", "too_large@0 (a number of at least 0 and below 1)"}};
    CHECK_SAMPLES(aboves, &above);
    CHECK_SAMPLES(belows, &below);
    CHECK_SAMPLES(betweens, &between);
    CHECK_SAMPLES(halves, &half);
    CHECK_SAMPLES(rests, &rest);
}
END_TEST

START_TEST(floats_keep_to_their_step)
{
    static const struct swage_type type = DOUBLE(-HUGE_VAL, 10, .step_digits = 25, .step_scale = 100);
    static const struct swage_type tenth = DOUBLE(-HUGE_VAL, HUGE_VAL, .step_digits = 1, .step_scale = 10);
    static const struct swage_type narrow = {
        .kind = SWAGE_KIND_FLOAT32, .low = -HUGE_VAL, .high = HUGE_VAL, .step_digits = 1, .step_scale = 10};
    static const struct sample samples[] = {
        {"0.25", ""},
        {"-1.75", ""},
        {"0.3", "multiple_of@0 (a multiple of 0.25)"},
        {"10.1", "too_large@0 (a number of at most 10); multiple_of@0 (a multiple of 0.25)"},
    };
    static const struct sample tenths[] = {
        {"0.1", ""}, {"0.3", ""}, {"1234.8", ""}, {"0.15", "multiple_of@0 (a multiple of 0.1)"}};
    CHECK_SAMPLES(samples, &type);
    CHECK_SAMPLES(tenths, &tenth);
    CHECK_SAMPLES(tenths, &narrow);
}
END_TEST

START_TEST(bounds_of_narrow_floats_are_as_short_as_they)
{
    static const struct swage_type type = {.kind = SWAGE_KIND_FLOAT32, .low = (double)0.1f, .high = HUGE_VAL};
    static const struct sample samples[] = {{"0.1", ""}, {"0.09", "too_small@0 (a number of at least 0.1)"}};
    CHECK_SAMPLES(samples, &type);
}
END_TEST

START_TEST(decimals_have_any_length_and_bounds_of_text)
{
    static const swage_str bounds[] = {SWAGE_STR_INIT("0"), SWAGE_STR_INIT("99.50")};
    static const swage_str lower[2] = {SWAGE_STR_INIT("-1e2")};
    static const struct swage_type type = {.kind = SWAGE_KIND_DECIMAL, .words = bounds};
    static const struct swage_type open = {
        .kind = SWAGE_KIND_DECIMAL, .words = bounds, .flags = SWAGE_TYPE_ABOVE | SWAGE_TYPE_BELOW};
    static const struct swage_type least = {.kind = SWAGE_KIND_DECIMAL, .words = lower};
    static const struct swage_type any = {.kind = SWAGE_KIND_DECIMAL};
    static const struct sample samples[] = {
        {"0", ""},
        {"99.5", ""},
        {"0.00000000000000000000000000000001", ""},
        {"-1", "too_small@0 (a number from 0 to 99.50)"},
        {"1e2", "too_large@0 (a number from 0 to 99.50)"},
        {"\"1\"", "type@0 (expected a number, found a string)"},
        {"01", "syntax@0 (a number with a leading zero)"},
        {"null", "null@0 (expected a number, found null)"},
    };
    static const struct sample opens[] = {{"0.0", "too_small@0 (a number above 0 and below 99.50)"},
                                          {"99.5", "too_large@0 (a number above 0 and below 99.50)"}};
    static const struct sample leasts[] = {{"-100.0", ""}, {"-101", "too_small@0 (a number of at least -1e2)"}};
    static const struct sample anys[] = {{"123456789012345678901234567890.123456789e-7", ""}, {"-0", ""}};
    CHECK_SAMPLES(samples, &type);
    CHECK_SAMPLES(opens, &open);
    CHECK_SAMPLES(leasts, &least);
    CHECK_SAMPLES(anys, &any);
}
END_TEST

START_TEST(numbers_in_strings_are_exactly_that)
{
    static const struct swage_type id = {
        .kind = SWAGE_KIND_INTEGER, .min = 1, .max = INT64_MAX, .flags = SWAGE_TYPE_QUOTED};
    static const struct swage_type real = DOUBLE(0, HUGE_VAL, .flags = SWAGE_TYPE_QUOTED);
    static const struct sample ids[] = {
        {"\"1\"", ""},
        {"\"9223372036854775807\"", ""},
        {"1", "type@0 (expected a string that holds an integer, found a number)"},
        {"\"\"", "type@0 (expected a string that holds an integer, found another string)"},
        {"\" 1\"", "type@0 (expected a string that holds an integer, found another string)"},
        {"\"1 \"", "type@0 (expected a string that holds an integer, found another string)"},
        {"\"+1\"", "type@0 (expected a string that holds an integer, found another string)"},
        {"\"01\"", "type@0 (expected a string that holds an integer, found another string)"},
        {"\"\\u0031\"", "type@0 (expected a string that holds an integer, found another string)"},
        {"\"1.0\"",
         "type@0 (expected a string that holds an integer, found a number with a fraction or an exponent)"},
        {"\"0\"", "too_small@0 (a number from 1 to 9223372036854775807)"},
        {"\"9223372036854775808\"", "range@0 (a number from 1 to 9223372036854775807)"},
        {"\"1", "syntax@2 (a string without end)"},
    };
    static const struct sample reals[] = {
        {"\"1e3\"", ""},
        {"\"-1\"", "too_small@0 (a number of at least 0)"},
        {"\"x\"", "type@0 (expected a string that holds a number, found another string)"},
        {"\"1e999\"", "range@0 (a number that is too large for its type)"},
    };
    CHECK_SAMPLES(ids, &id);
    CHECK_SAMPLES(reals, &real);
}
END_TEST

START_TEST(numbers_of_enums_are_those_of_their_base)
{
    static const int64_t numbers[] = {0, 7};
    static const struct swage_type sign = {
        .kind = SWAGE_KIND_ENUM_NUMBER, .numbers = numbers, .count = 2, .bits = 8};
    static const struct swage_type natural = {
        .kind = SWAGE_KIND_ENUM_NUMBER, .numbers = numbers, .count = 2, .bits = 8, .umax = UINT8_MAX};
    static const struct swage_type open = {
        .kind = SWAGE_KIND_ENUM_NUMBER, .numbers = numbers, .count = 2, .bits = 8, .flags = SWAGE_TYPE_OPEN};
    static const struct swage_type open_natural = {.kind = SWAGE_KIND_ENUM_NUMBER,
                                                   .numbers = numbers,
                                                   .count = 2,
                                                   .bits = 8,
                                                   .umax = UINT8_MAX,
                                                   .flags = SWAGE_TYPE_OPEN};
    static const struct sample signs[] = {{"-0", ""}, {"7", ""}, {"8", "enum@0 (one of 0, 7)"}};
    static const struct sample naturals[] = {{"0", ""}, {"-0", "enum@0 (one of 0, 7)"}, {"-7", "enum@0 (one of 0, 7)"}};
    static const struct sample opens[] = {{"-128", ""},
                                          {"127", ""},
                                          {"128", "range@0 (a number of 8 bits)"},
                                          {"-129", "range@0 (a number of 8 bits)"},
                                          {"99999999999999999999", "range@0 (a number of 8 bits)"},
                                          {"1.0", "type@0 (expected an integer, found a number with a fraction or "
                                                  "an exponent)"}};
    static const struct sample open_naturals[] = {{"255", ""},
                                                  {"256", "range@0 (a number of 8 bits, without a sign)"},
                                                  {"-0", "range@0 (a number of 8 bits, without a sign)"}};
    CHECK_SAMPLES(signs, &sign);
    CHECK_SAMPLES(naturals, &natural);
    CHECK_SAMPLES(opens, &open);
    CHECK_SAMPLES(open_naturals, &open_natural);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("explain_number");
    tcase_add_test(tests, integers_keep_to_their_step);
    tcase_add_test(tests, a_bound_that_is_open_is_not_allowed_itself);
    tcase_add_test(tests, floats_keep_to_their_step);
    tcase_add_test(tests, bounds_of_narrow_floats_are_as_short_as_they);
    tcase_add_test(tests, decimals_have_any_length_and_bounds_of_text);
    tcase_add_test(tests, numbers_in_strings_are_exactly_that);
    tcase_add_test(tests, numbers_of_enums_are_those_of_their_base);
    return run_tests("explain_number", tests);
}
