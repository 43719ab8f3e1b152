/* SPDX-License-Identifier: MIT */
/* Decimals: what is one, and which of two is larger, against digits written out at full length. */
#include "config.h"

#include "guarded.h"
#include "mutation.h"

#include <swage/read.h>
#include <swage/write.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

static const struct {
    const char *text;
    bool is_number;
} numbers[] = {
    {"0", true},
    {"-0", true},
    {"1", true},
    {"-1", true},
    {"10", true},
    {"0.5", true},
    {"-0.50", true},
    {"1e5", true},
    {"1E5", true},
    {"1e+5", true},
    {"1e-5", true},
    {"1.25e0007", true},
    {"0e0", true},
    {"0.0e-0", true},
    {"12345678901234567890123456789.5", true},
    {"1e999999999999999999999", true},
    {"", false},
    {"-", false},
    {"+1", false},
    {"01", false},
    {"-01", false},
    {".5", false},
    {"1.", false},
    {"1.e5", false},
    {"1e", false},
    {"1e+", false},
    {"1e-", false},
    {"e5", false},
    {"0x10", false},
    {"1 ", false},
    {" 1", false},
    {"1,5", false},
    {"NaN", false},
    {"Infinity", false},
    {"1.5.5", false},
    {"1e5.5", false},
    {"1e5e5", false},
    {"--1", false},
    {"1-", false},
    {"\"1\"", false},
    {"/", false},
    {":", false},
};

START_TEST(numbers_of_the_grammar_are_decimals_and_nothing_else)
{
    struct guarded guarded = guarded_new(64);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        size_t len = strlen(numbers[i].text);
        swage_str text = swage_str_of(guarded_put(&guarded, numbers[i].text, len), len);
        ck_assert_msg(swage_text_decimal(text) == numbers[i].is_number, "%s", numbers[i].text);
    }
    ck_assert(!swage_text_decimal(swage_str_of(NULL, 0)));
    guarded_free(&guarded);
}
END_TEST

START_TEST(a_decimal_is_a_view_of_its_text)
{
    struct guarded guarded = guarded_new(64);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        char json[64];
        size_t len = (size_t)snprintf(json, sizeof json, "%s]", numbers[i].text);
        swage_reader r = {.text = guarded_put(&guarded, json, len)};
        r.end = r.text + len;
        swage_str out = {NULL, 7};
        const char *p = swage_read_decimal(&r, r.text, &out);
        if (p == r.end - 1) {
            ck_assert_msg(numbers[i].is_number, "%s", numbers[i].text);
            ck_assert_ptr_eq(out.ptr, r.text);
            ck_assert_uint_eq(out.len, len - 1);
        } else {
            ck_assert_msg(!numbers[i].is_number, "%s", numbers[i].text);
            ck_assert(p || (!out.ptr && out.len == 7));
        }
    }
    guarded_free(&guarded);
}
END_TEST

START_TEST(a_decimal_that_is_cut_off_is_refused)
{
    static const char whole[] = "-12.5e+17]";
    struct guarded guarded = guarded_new(64);
    for (size_t len = 0; len < sizeof whole - 1; len++) {
        swage_str out;
        swage_reader r = {.text = guarded_put(&guarded, whole, len)};
        r.end = r.text + len;
        ck_assert_ptr_null(swage_read_decimal(&r, r.text, &out));
    }
    guarded_free(&guarded);
}
END_TEST

START_TEST(only_decimals_are_written)
{
    swage_buffer buffer;
    swage_buffer_init(&buffer, 100);
    char *p = swage_writer_open(&buffer, 8);
    p = swage_write_decimal(&buffer, p, SWAGE_STR("-1.50e+3"));
    ck_assert_int_eq(swage_writer_close(&buffer, p), SWAGE_OK);
    ck_assert(swage_str_equal(swage_str_of(buffer.ptr, buffer.len), SWAGE_STR("-1.50e+3")));
    p = swage_write_decimal(&buffer, swage_writer_open(&buffer, 8), SWAGE_STR("1."));
    ck_assert_int_eq(swage_writer_close(&buffer, p), SWAGE_E_VALUE);
    p = swage_write_decimal(&buffer, swage_writer_open(&buffer, 8), SWAGE_STR(""));
    ck_assert_int_eq(swage_writer_close(&buffer, p), SWAGE_E_VALUE);
    p = swage_write_decimal(&buffer, swage_writer_open(&buffer, 8), swage_str_of(NULL, 0));
    ck_assert_int_eq(swage_writer_close(&buffer, p), SWAGE_E_UNSET);
    ck_assert_uint_eq(buffer.len, 8);
    swage_buffer_done(&buffer);
}
END_TEST

/* --- comparison --------------------------------------------------------------------------------------------------- */

static int signum(int value)
{
    return (value > 0) - (value < 0);
}

static const struct {
    const char *a, *b;
    int order;
} orders[] = {
    {"0", "0", 0},
    {"0", "-0", 0},
    {"0.000", "-0e99999999999999999999", 0},
    {"1", "1.0", 0},
    {"1", "1.000000000000000000000000000000000000000000000", 0},
    {"1", "1.000000000000000000000000000000000000000000001", -1},
    {"10", "1e1", 0},
    {"10", "1E+1", 0},
    {"0.1", "1e-1", 0},
    {"0.00012e4", "1.2", 0},
    {"1200e-3", "1.2", 0},
    {"9", "10", -1},
    {"-9", "-10", 1},
    {"-1", "1", -1},
    {"-1", "0", -1},
    {"0", "1e-99999999999999999999999", -1},
    {"0", "-1e-99999999999999999999999", 1},
    {"99.99", "100", -1},
    {"0.3", "0.29999999999999998", 1},
    {"9007199254740993", "9007199254740992", 1},
    {"18446744073709551616", "18446744073709551615", 1},
    {"1e100000000000000000000", "1e99999999999999999999", 1},
    {"1e100000000000000000000", "10e99999999999999999999", 0},
    {"1e100000000000000000000", "11e99999999999999999999", -1},
    {"1e-100000000000000000000", "0.1e-99999999999999999999", 0},
    {"1e-100000000000000000000", "1e100000000000000000000", -1},
    {"-1e-100000000000000000000", "-1e100000000000000000000", 1},
    {"1e00000000000000000000000000000005", "100000", 0},
    {"1e-9223372036854775808", "1e-9223372036854775809", 1},
    {"1e9223372036854775808", "1e9223372036854775807", 1},
    {"1e18446744073709551616", "1", 1},
    {"0.5e1", "5.0000e0", 0},
    {"123.456", "1234.56e-1", 0},
    {"123.456", "12345.61e-2", -1},
};

START_TEST(decimals_are_compared_by_their_value)
{
    struct guarded left = guarded_new(64);
    struct guarded right = guarded_new(64);
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        size_t a_len = strlen(orders[i].a);
        size_t b_len = strlen(orders[i].b);
        swage_str a = swage_str_of(guarded_put(&left, orders[i].a, a_len), a_len);
        swage_str b = swage_str_of(guarded_put(&right, orders[i].b, b_len), b_len);
        ck_assert_msg(signum(swage_decimal_compare(a, b)) == orders[i].order, "%s %s", orders[i].a, orders[i].b);
        ck_assert_msg(signum(swage_decimal_compare(b, a)) == -orders[i].order, "%s %s", orders[i].b, orders[i].a);
    }
    guarded_free(&left);
    guarded_free(&right);
}
END_TEST

enum { WIDE = 80, POINT = 40 }; /* digits written out, and how many of them stand before the point */

/* A random number as text, and all of its digits: 12.5e1 is 000...0125.000... */
static void make(uint64_t *state, char *text, signed char digits[WIDE])
{
    char *p = text;
    int before = 1 + (int)mutation_below(state, 6);
    int behind = (int)mutation_below(state, 6);
    int exponent = (int)mutation_below(state, 41) - 20;
    int sign = mutation_below(state, 2) ? -1 : 1;
    unsigned few = mutation_below(state, 2) ? 10 : 2; /* zeros and ones: numbers that are nearly equal */
    memset(digits, 0, WIDE);
    if (sign < 0)
        *p++ = '-';
    for (int i = 0; i < before + behind; i++) {
        unsigned digit = (unsigned)mutation_below(state, few);
        if (i == 0 && before > 1 && digit == 0)
            digit = 1;
        if (i == before)
            *p++ = '.';
        *p++ = (char)('0' + digit);
        digits[POINT - before + i - exponent] = (signed char)(sign * (int)digit);
    }
    /* The digit worth 10^k stands at POINT - 1 - k; an exponent moves all to the front. */
    if (exponent != 0 || mutation_below(state, 2))
        p += sprintf(p, "%c%s%d", mutation_below(state, 2) ? 'e' : 'E',
                     exponent > 0 && mutation_below(state, 2) ? "+" : "", exponent);
    *p = '\0';
}

/* Of digits with their sign the first that differs decides, as all of one number have one sign. */
static int compare_digits(const signed char *a, const signed char *b)
{
    int sign_a = 0, sign_b = 0;
    for (int i = 0; i < WIDE; i++) {
        sign_a = sign_a ? sign_a : signum(a[i]);
        sign_b = sign_b ? sign_b : signum(b[i]);
    }
    if (sign_a != sign_b)
        return sign_a < sign_b ? -1 : 1;
    for (int i = 0; i < WIDE; i++)
        if (a[i] != b[i])
            return a[i] < b[i] ? -1 : 1;
    return 0;
}

START_TEST(random_decimals_compare_as_their_digits_do)
{
    uint64_t state = 77;
    unsigned equal = 0;
    for (int i = 0; i < 100000; i++) {
        char a[64], b[64];
        signed char a_digits[WIDE], b_digits[WIDE];
        make(&state, a, a_digits);
        make(&state, b, b_digits);
        int wanted = compare_digits(a_digits, b_digits);
        equal += wanted == 0;
        ck_assert_msg(signum(swage_decimal_compare(swage_str_from(a), swage_str_from(b))) == wanted, "%s %s: %d", a, b,
                      wanted);
    }
    ck_assert_uint_gt(equal, 20);
}
END_TEST

/* robustness 88 */
START_TEST(a_megabyte_of_digits_or_exponent_is_compared_in_one_pass)
{
    size_t len = 1 << 20;
    char *long_digits = malloc(len + 2);
    char *long_exponent = malloc(len + 2);
    memset(long_digits, '9', len);
    memset(long_exponent, '9', len);
    memcpy(long_exponent, "1e", 2);
    swage_str digits = swage_str_of(long_digits, len);
    swage_str exponent = swage_str_of(long_exponent, len);
    ck_assert(swage_text_decimal(digits) && swage_text_decimal(exponent));
    for (int i = 0; i < 50; i++) {
        ck_assert_int_lt(swage_decimal_compare(digits, exponent), 0);
        ck_assert_int_eq(swage_decimal_compare(digits, digits), 0);
        ck_assert_int_eq(swage_decimal_compare(exponent, exponent), 0);
        ck_assert_int_lt(swage_decimal_compare(digits, SWAGE_STR("1e1048576")), 0);
        ck_assert_int_gt(swage_decimal_compare(digits, SWAGE_STR("1e1048575")), 0);
    }
    free(long_digits);
    free(long_exponent);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("decimal");
    tcase_add_test(tests, numbers_of_the_grammar_are_decimals_and_nothing_else);
    tcase_add_test(tests, a_decimal_is_a_view_of_its_text);
    tcase_add_test(tests, a_decimal_that_is_cut_off_is_refused);
    tcase_add_test(tests, only_decimals_are_written);
    tcase_add_test(tests, decimals_are_compared_by_their_value);
    tcase_add_test(tests, random_decimals_compare_as_their_digits_do);
    tcase_add_test(tests, a_megabyte_of_digits_or_exponent_is_compared_in_one_pass);
    Suite *suite = suite_create("decimal");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
