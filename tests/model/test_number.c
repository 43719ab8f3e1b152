/* SPDX-License-Identifier: MIT */
/* Numbers of a schema at the borders of C's types. */
#include "config.h"

#include "model/number.h"
#include "syntax/ast.h"

#include <check.h>
#include <float.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(ARRAY) (sizeof(ARRAY) / sizeof *(ARRAY))

static struct ast_number number(const char *text)
{
    bool is_hex = strpbrk(text, "xX") != NULL;
    return (struct ast_number){.text = text, .len = strlen(text), .is_integer = is_hex || strpbrk(text, ".eE") == NULL};
}

START_TEST(signed_integers_end_where_their_type_ends)
{
    static const struct {
        const char *text;
        enum number_fault fault;
        int64_t value;
    } cases[] = {
        {"0", NUMBER_FINE, 0},
        {"-0", NUMBER_FINE, 0},
        {"-1", NUMBER_FINE, -1},
        {"0x7f", NUMBER_FINE, 127},
        {"-0x10", NUMBER_FINE, -16},
        {"9223372036854775807", NUMBER_FINE, INT64_MAX},
        {"9223372036854775808", NUMBER_TOO_LARGE, 0},
        {"-9223372036854775808", NUMBER_FINE, INT64_MIN},
        {"-9223372036854775809", NUMBER_TOO_SMALL, 0},
        {"18446744073709551616", NUMBER_TOO_LARGE, 0},
        {"-99999999999999999999999999", NUMBER_TOO_SMALL, 0},
        {"0xFFFFFFFFFFFFFFFFF", NUMBER_TOO_LARGE, 0},
        {"1.0", NUMBER_FRACTION, 0},
        {"1e2", NUMBER_FRACTION, 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ast_number n = number(cases[i].text);
        int64_t value = 0;
        ck_assert_msg(number_signed(&n, INT64_MIN, INT64_MAX, &value) == cases[i].fault, "%s", cases[i].text);
        ck_assert_int_eq(value, cases[i].value);
    }
}
END_TEST

START_TEST(unsigned_integers_end_where_their_type_ends)
{
    static const struct {
        const char *text;
        enum number_fault fault;
        uint64_t value;
    } cases[] = {
        {"0", NUMBER_FINE, 0},
        {"-0", NUMBER_FINE, 0},
        {"-1", NUMBER_TOO_SMALL, 0},
        {"18446744073709551615", NUMBER_FINE, UINT64_MAX},
        {"18446744073709551616", NUMBER_TOO_LARGE, 0},
        {"0xffffffffffffffff", NUMBER_FINE, UINT64_MAX},
        {"2.5", NUMBER_FRACTION, 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ast_number n = number(cases[i].text);
        uint64_t value = 0;
        ck_assert_msg(number_unsigned(&n, 0, UINT64_MAX, &value) == cases[i].fault, "%s", cases[i].text);
        ck_assert_uint_eq(value, cases[i].value);
    }
}
END_TEST

START_TEST(given_borders_hold)
{
    struct ast_number five = number("5");
    int64_t value = 0;
    uint64_t unsign = 0;
    ck_assert_int_eq(number_signed(&five, 6, 9, &value), NUMBER_TOO_SMALL);
    ck_assert_int_eq(number_signed(&five, 1, 4, &value), NUMBER_TOO_LARGE);
    ck_assert_int_eq(number_unsigned(&five, 6, 9, &unsign), NUMBER_TOO_SMALL);
    ck_assert_int_eq(number_unsigned(&five, 1, 4, &unsign), NUMBER_TOO_LARGE);
    ck_assert_int_eq(value, 0);
    ck_assert_uint_eq(unsign, 0);
    ck_assert_int_eq(number_signed(&five, 5, 5, &value), NUMBER_FINE);
    ck_assert_int_eq(value, 5);
}
END_TEST

START_TEST(float_literals_read_back_exactly)
{
    static const double values[] = {0, 0.1, 0.5, 1, 100, -1.5, 1e10, 1e300, 5e-324, DBL_MAX, 1.0 / 3, 123456789, -0.0};
    struct pool pool;
    pool_init(&pool, (size_t)1 << 20, NULL, NULL);
    for (size_t i = 0; i < COUNT(values); i++) {
        const char *text = number_float_literal(&pool, MODEL_FLOAT64, values[i]);
        ck_assert_msg(strtod(text, NULL) == values[i], "%s", text);
        ck_assert_msg(strpbrk(text, ".e") != NULL, "%s would be an integer", text);
        float single = (float)(values[i] > FLT_MAX ? FLT_MAX : values[i]);
        text = number_float_literal(&pool, MODEL_FLOAT32, (double)single);
        ck_assert_msg(strtof(text, NULL) == single, "%s", text);
        ck_assert_int_eq(text[strlen(text) - 1], 'f');
    }
    ck_assert_str_eq(number_float_literal(&pool, MODEL_FLOAT64, 0.1), "0.1");
    ck_assert_str_eq(number_float_literal(&pool, MODEL_FLOAT64, 100), "100.0");
    ck_assert_str_eq(number_float_literal(&pool, MODEL_FLOAT32, 0.5), "0.5f");
    pool_done(&pool);
}
END_TEST

START_TEST(floats_overflow)
{
    struct ast_number large = number("1e39"), larger = number("-1e400");
    double value = 7;
    ck_assert_int_eq(number_float(&large, MODEL_FLOAT32, &value), NUMBER_TOO_LARGE);
    ck_assert_int_eq(number_float(&larger, MODEL_FLOAT64, &value), NUMBER_TOO_SMALL);
    ck_assert_double_eq(value, 7);
    ck_assert_int_eq(number_float(&large, MODEL_FLOAT64, &value), NUMBER_FINE);
    ck_assert_double_eq(value, 1e39);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("number");
    TCase *tcase = tcase_create("number");
    tcase_add_test(tcase, signed_integers_end_where_their_type_ends);
    tcase_add_test(tcase, unsigned_integers_end_where_their_type_ends);
    tcase_add_test(tcase, given_borders_hold);
    tcase_add_test(tcase, float_literals_read_back_exactly);
    tcase_add_test(tcase, floats_overflow);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
