/* SPDX-License-Identifier: MIT */
/*
 * The shortest text of doubles and floats, against printf and strtod of the C locale.
 *
 * SWAGE_TEST_ALL_FLOATS=1 in the environment has every float written, measured and read: some minutes.
 */
#include "config.h"

#include "json/number.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <swage/write.h>

/* --- helpers of these tests --------------------------------------------------------------------------------------- */

static uint64_t random_state = 0x2545f4914f6cdd1d;

static uint64_t next_random(void)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return random_state * 0x9e3779b97f4a7c15;
}

static uint64_t bits_of(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static uint32_t bits_of_float(float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static double double_of(uint64_t bits)
{
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static float float_of(uint32_t bits)
{
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

enum { ROOM = 64 };

/* Writes into a reservation of `max` bytes, and checks that nothing but its slack is touched behind. */
static void write_guarded(double value, bool narrow, char *text)
{
    size_t max = narrow ? SWAGE_MAX_FLOAT32 : SWAGE_MAX_FLOAT64;
    swage_buffer buffer = {.ptr = NULL};
    memset(text, '#', ROOM + SWAGE_SLACK);
    char *p = narrow ? swage_write_float32(&buffer, text, (float)value) : swage_write_float64(&buffer, text, value);
    if (!p || p > text + max || buffer.failed)
        ck_abort_msg("%a took %td bytes", value, p ? p - text : 0);
    for (size_t i = max + SWAGE_SLACK; i < ROOM + SWAGE_SLACK; i++)
        if (text[i] != '#')
            ck_abort_msg("%a touched byte %zu", value, i);
    *p = '\0';
}

/* How many significant digits a text has, without zeros at either end; at least 1. */
static int count_digits(const char *text)
{
    int count = 0, zeros = 0;
    for (; *text && *text != 'e'; text++) {
        if (*text < '0' || *text > '9' || (count == 0 && *text == '0'))
            continue;
        zeros = *text == '0' ? zeros + 1 : 0;
        count++;
    }
    return count - zeros > 0 ? count - zeros : 1;
}

/* What ECMAScript makes of printf's d.ddde-dd. */
static void lay_out(const char *scientific, char *out, size_t size)
{
    char digits[32] = "";
    int len = 0;
    const char *sign = *scientific == '-' ? "-" : "";
    for (const char *p = scientific; *p != 'e'; p++)
        if (*p >= '0' && *p <= '9')
            digits[len++] = *p;
    int point = atoi(strchr(scientific, 'e') + 1) + 1;
    while (len > 1 && digits[len - 1] == '0')
        len--;
    digits[len] = '\0';
    if (point > 21 || point < -5)
        snprintf(out, size, "%s%c%s%se%+d", sign, digits[0], len > 1 ? "." : "", digits + 1, point - 1);
    else if (point <= 0)
        snprintf(out, size, "%s0.%.*s%s", sign, -point, "00000", digits);
    else if (point >= len)
        snprintf(out, size, "%s%s%.*s", sign, digits, point - len, "00000000000000000000");
    else
        snprintf(out, size, "%s%.*s.%s", sign, point, digits, digits + point);
}

static bool reads_back(const char *text, double value, bool narrow)
{
    if (narrow)
        return bits_of_float(strtof(text, NULL)) == bits_of_float((float)value);
    return bits_of(strtod(text, NULL)) == bits_of(value);
}

/* The decimal of `count` digits one unit further from zero. */
static void step_up(char *scientific)
{
    char *p = strchr(scientific, 'e') - 1;
    for (; p >= scientific; p--) {
        if (*p == '.' || *p == '-')
            continue;
        if (*p != '9') {
            ++*p;
            return;
        }
        *p = '0';
    }
    /* 9.99 became 0.00; its like is 10.0, and not wanted here. */
    scientific[strspn(scientific, "-")] = '1';
}

/* Whether a decimal of `count` digits reads back: the nearest one, or the next one, which alone may do for powers of
   two. */
static bool any_reads_back(double value, int count, bool narrow)
{
    char text[48];
    snprintf(text, sizeof text, "%.*e", count - 1, value);
    if (reads_back(text, value, narrow))
        return true;
    step_up(text);
    return reads_back(text, value, narrow);
}

/* Reads back, has the fewest digits, and the nearest of those, in the right layout. */
static void check_value(double value, bool narrow)
{
    char text[ROOM + SWAGE_SLACK], nearest[48], wanted[48];
    write_guarded(value, narrow, text);
    int count = count_digits(text);
    if (!reads_back(text, value, narrow))
        ck_abort_msg("%a: %s does not read back", value, text);
    if (count > 1 && any_reads_back(value, count - 1, narrow))
        ck_abort_msg("%a: %s is not the shortest", value, text);
    snprintf(nearest, sizeof nearest, "%.*e", count - 1, value);
    if (!reads_back(nearest, value, narrow))
        step_up(nearest);
    lay_out(nearest, wanted, sizeof wanted);
    if (strcmp(text, wanted) != 0)
        ck_abort_msg("%a: %s, not %s", value, text, wanted);
}

static void check_double(double value)
{
    if (value == 0)
        return; /* known_texts_are_written has it */
    check_value(value, false);
    char text[ROOM + SWAGE_SLACK];
    write_guarded(value, false, text);
    const char *end = text + strlen(text);
    double found = 0;
    if (number_read_float64(text, end, &found) != end || bits_of(found) != bits_of(value))
        ck_abort_msg("%a: %s is read as %a", value, text, found);
}

static void check_float(float value)
{
    if (value == 0)
        return;
    check_value((double)value, true);
    char text[ROOM + SWAGE_SLACK];
    write_guarded((double)value, true, text);
    const char *end = text + strlen(text);
    float found = 0;
    if (number_read_float32(text, end, &found) != end || bits_of_float(found) != bits_of_float(value))
        ck_abort_msg("%a: %s is read as %a", (double)value, text, (double)found);
}

/* --- texts -------------------------------------------------------------------------------------------------------- */

START_TEST(known_texts_are_written)
{
    static const struct {
        double value;
        const char *text;
    } cases[] = {
        {0, "0"},
        {-0.0, "-0.0"},
        {1, "1"},
        {-1, "-1"},
        {9, "9"},
        {10, "10"},
        {123456, "123456"},
        {0.5, "0.5"},
        {-1.5, "-1.5"},
        {0.1, "0.1"},
        {0.30000000000000004, "0.30000000000000004"},
        {-65.613616999999977, "-65.61361699999998"},
        {1234567.5, "1234567.5"},
        {12345678.5, "12345678.5"},
        {1234567890123.25, "1234567890123.25"},
        {0.000001, "0.000001"},
        {0.0000015, "0.0000015"},
        {5e-7, "5e-7"},
        {1.5e-7, "1.5e-7"},
        {1e-10, "1e-10"},
        {-1.2345678901234567e-6, "-0.0000012345678901234567"},
        {9007199254740991, "9007199254740991"},
        {9007199254740992, "9007199254740992"},
        {9007199254740994, "9007199254740994"},
        {123456789012345680000.0, "123456789012345680000"},
        {1e20, "100000000000000000000"},
        {999999999999999900000.0, "999999999999999900000"},
        {1e21, "1e+21"},
        {1.5e21, "1.5e+21"},
        {1e23, "1e+23"},
        {9.5e-100, "9.5e-100"},
        {1.00000762939453125, "1.0000076293945312"}, /* two are equally near */
        {5e-324, "5e-324"},
        {1.5e-323, "1.5e-323"},
        {2.2250738585072011e-308, "2.225073858507201e-308"},
        {2.2250738585072014e-308, "2.2250738585072014e-308"},
        {1.7976931348623157e308, "1.7976931348623157e+308"},
        {9.5367431640625e-7, "9.5367431640625e-7"},
        {9007199254740993e3, "9007199254740993000"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[ROOM + SWAGE_SLACK];
        write_guarded(cases[i].value, false, text);
        ck_assert_str_eq(text, cases[i].text);
        ck_assert(reads_back(text, cases[i].value, false));
    }
}
END_TEST

START_TEST(known_texts_of_floats_are_written)
{
    static const struct {
        float value;
        const char *text;
    } cases[] = {
        {0, "0"},
        {-0.0f, "-0.0"},
        {1, "1"},
        {0.1f, "0.1"},
        {16777216, "16777216"},
        {3.4028235e38f, "3.4028235e+38"},
        {1e-45f, "1e-45"},
        {1.1754944e-38f, "1.1754944e-38"},
        {-0.000012345678f, "-0.000012345678"},
        {8589934592, "8589935000"},
        {1e21f, "1e+21"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[ROOM + SWAGE_SLACK];
        write_guarded((double)cases[i].value, true, text);
        ck_assert_str_eq(text, cases[i].text);
    }
}
END_TEST

START_TEST(what_is_not_finite_is_refused)
{
    static const uint64_t bits[] = {0x7ff0000000000000, 0xfff0000000000000, 0x7ff8000000000000, 0xfff0000000000001};
    for (size_t i = 0; i < sizeof bits / sizeof bits[0]; i++) {
        char text[ROOM] = "";
        swage_buffer buffer = {.ptr = NULL};
        ck_assert_ptr_null(swage_write_float64(&buffer, text, double_of(bits[i])));
        ck_assert_int_eq(buffer.failed, SWAGE_E_VALUE);
        buffer.failed = 0;
        ck_assert_ptr_null(swage_write_float32(&buffer, text, float_of((uint32_t)(bits[i] >> 32) | 0x7f800000)));
        ck_assert_int_eq(buffer.failed, SWAGE_E_VALUE);
        ck_assert_int_eq(text[0], 0);
    }
}
END_TEST

/* --- many values -------------------------------------------------------------------------------------------------- */

START_TEST(every_power_of_two_and_its_neighbours_are_written)
{
    for (int e = -1074; e <= 1023; e++) {
        double value = ldexp(1, e);
        check_double(value);
        check_double(nextafter(value, INFINITY));
        check_double(-nextafter(value, 0));
    }
    for (int e = -149; e <= 127; e++) {
        float value = (float)ldexp(1, e);
        check_float(value);
        check_float(nextafterf(value, INFINITY));
        check_float(-nextafterf(value, 0));
    }
}
END_TEST

START_TEST(every_power_of_ten_and_its_neighbours_are_written)
{
    for (int k = -324; k <= 308; k++) {
        char text[16];
        snprintf(text, sizeof text, "1e%d", k);
        double value = strtod(text, NULL);
        check_double(value);
        check_double(nextafter(value, INFINITY));
        check_double(nextafter(value, 0));
        if (k < -44 || k > 38)
            continue;
        check_float((float)value);
        check_float(nextafterf((float)value, INFINITY));
        check_float(nextafterf((float)value, 0));
    }
}
END_TEST

/* robustness 90 */
START_TEST(a_million_random_doubles_are_written)
{
    for (int i = 0; i < 1000000; i++) {
        double value = double_of(next_random());
        if (isfinite(value))
            check_double(value);
    }
}
END_TEST

START_TEST(random_subnormals_are_written)
{
    for (int i = 0; i < 50000; i++)
        check_double(double_of(next_random() >> (12 + next_random() % 52)));
    for (int i = 0; i < 50000; i++)
        check_float(float_of((uint32_t)(next_random() >> (41 + next_random() % 23))));
}
END_TEST

/* Where borders and ties fall on decimals exactly: integers, and few bits at any place. */
START_TEST(values_of_few_bits_are_written)
{
    for (int i = 0; i < 200000; i++) {
        uint64_t c = next_random() >> (11 + next_random() % 53);
        check_double(ldexp((double)c, (int)(next_random() % 160) - 110));
        check_float((float)ldexp((double)(c >> 29), (int)(next_random() % 80) - 60));
    }
}
END_TEST

START_TEST(short_decimals_are_written_as_they_were)
{
    char decimal[48], wanted[48], text[ROOM + SWAGE_SLACK];
    for (int i = 0; i < 300000; i++) {
        uint64_t digits = next_random() % 999999999999999 >> next_random() % 50;
        snprintf(decimal, sizeof decimal, "%llue%d", (unsigned long long)digits, (int)(next_random() % 40) - 25);
        double value = strtod(decimal, NULL);
        if (digits == 0)
            continue;
        /* Up to 15 digits survive a double. */
        snprintf(decimal, sizeof decimal, "%.14e", value);
        lay_out(decimal, wanted, sizeof wanted);
        write_guarded(value, false, text);
        if (strcmp(text, wanted) != 0)
            ck_abort_msg("%s became %s", wanted, text);
    }
}
END_TEST

START_TEST(random_floats_are_written)
{
    for (int i = 0; i < 500000; i++) {
        float value = float_of((uint32_t)next_random());
        if (isfinite(value))
            check_float(value);
    }
}
END_TEST

START_TEST(the_bounds_of_length_are_reached)
{
    char text[ROOM + SWAGE_SLACK];
    write_guarded(-1.2345678901234567e-6, false, text);
    ck_assert_uint_eq(strlen(text), SWAGE_MAX_FLOAT64);
    write_guarded(-1e20, true, text);
    ck_assert_uint_eq(strlen(text), SWAGE_MAX_FLOAT32);
}
END_TEST

START_TEST(every_float_is_written)
{
    if (!getenv("SWAGE_TEST_ALL_FLOATS"))
        return;
    /* Without the sign, which adds a byte. */
    char text[ROOM];
    swage_buffer buffer = {.ptr = NULL};
    for (uint32_t bits = 0; bits < 0x7f800000; bits++) {
        float found = 1;
        char *end = swage_write_float32(&buffer, text, float_of(bits));
        *end = '\0';
        if (end - text > SWAGE_MAX_FLOAT32 - 1 || number_read_float32(text, end, &found) != end ||
            bits_of_float(found) != bits || bits_of_float(strtof(text, NULL)) != bits)
            ck_abort_msg("%s of %#x is read as %#x", text, bits, bits_of_float(found));
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("number_write");
    TCase *tests = tcase_create("write");
    tcase_set_timeout(tests, getenv("SWAGE_TEST_ALL_FLOATS") ? 7200 : 120);
    tcase_add_test(tests, known_texts_are_written);
    tcase_add_test(tests, known_texts_of_floats_are_written);
    tcase_add_test(tests, what_is_not_finite_is_refused);
    tcase_add_test(tests, every_power_of_two_and_its_neighbours_are_written);
    tcase_add_test(tests, every_power_of_ten_and_its_neighbours_are_written);
    tcase_add_test(tests, a_million_random_doubles_are_written);
    tcase_add_test(tests, random_subnormals_are_written);
    tcase_add_test(tests, values_of_few_bits_are_written);
    tcase_add_test(tests, short_decimals_are_written_as_they_were);
    tcase_add_test(tests, random_floats_are_written);
    tcase_add_test(tests, the_bounds_of_length_are_reached);
    tcase_add_test(tests, every_float_is_written);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
