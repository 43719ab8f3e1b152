/* SPDX-License-Identifier: MIT */
/*
 * Doubles and floats from text, against strtod and strtof of the C locale, and against bits that are known.
 */
#include "config.h"

#include "json/number.h"

#include <check.h>
#include <float.h>
#include <math.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <swage/read.h>
#include <time.h>
#include <unistd.h>

/* --- helpers of these tests --------------------------------------------------------------------------------------- */

static uint64_t random_state = 0x9e3779b97f4a7c15;

static uint64_t next_random(void)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return random_state * 0x2545f4914f6cdd1d;
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

/* Reads a number that stands in a document, where blocks may be loaded behind it. */
static void check_in_document(const char *text, size_t len, double wanted)
{
    char document[256];
    double found = 1;
    if (len > 200)
        return;
    memcpy(document, text, len);
    memcpy(document + len, ",\"more\":[1234567890,5e5]}", 26);
    const char *p = number_read_float64(document, document + len + 26, &found);
    if (isinf(wanted) ? p || found != 1 : p != document + len || bits_of(found) != bits_of(wanted))
        ck_abort_msg("%.60s in a document: read %a, not %a", text, found, wanted);
}

/* Reads all of a valid number both ways and compares; what the C library calls infinite must be refused. */
static void check_text(const char *text, size_t len)
{
    const char *end = text + len;
    double wanted = strtod(text, NULL), found = 1;
    const char *p = number_read_float64(text, end, &found);
    bool good = isinf(wanted) ? !p && found == 1 : p == end && bits_of(found) == bits_of(wanted);
    if (!good) /* ck_assert would note every one of the millions that pass */
        ck_abort_msg("%.60s: read %a, not %a", text, found, wanted);
    check_in_document(text, len, wanted);

    float wanted_float = strtof(text, NULL), found_float = 1;
    p = number_read_float32(text, end, &found_float);
    good = isinf(wanted_float) ? !p && found_float == 1
                               : p == end && bits_of_float(found_float) == bits_of_float(wanted_float);
    if (!good)
        ck_abort_msg("%.60s: read float %a, not %a", text, (double)found_float, (double)wanted_float);
}

static void check_string(const char *text)
{
    check_text(text, strlen(text));
}

/* The same digits followed by more: a little above, and on the same side with many zeros between; and a little
   below. */
static void check_around(const char *mantissa, const char *exponent)
{
    static const char *const more[] = {"", "0", "1", "00000000000000000000000000000000000001"};
    char text[2048];
    for (size_t i = 0; i < sizeof more / sizeof more[0]; i++) {
        snprintf(text, sizeof text, "%s%s%s", mantissa, more[i], exponent);
        check_string(text);
    }
    size_t last = strlen(mantissa) - 1;
    if (mantissa[last] < '1' || mantissa[last] > '9')
        return;
    snprintf(text, sizeof text, "%s", mantissa);
    text[last]--;
    snprintf(text + last + 1, sizeof text - last - 1, "99999999999999999999999999%s", exponent);
    check_string(text);
}

/* --- values ------------------------------------------------------------------------------------------------------- */

START_TEST(known_bits_are_read)
{
    static const struct {
        const char *text;
        uint64_t bits;
    } cases[] = {
        {"0", 0},
        {"-0", 0x8000000000000000},
        {"-0.0", 0x8000000000000000},
        {"-0e-5", 0x8000000000000000},
        {"1", 0x3ff0000000000000},
        {"-1.5", 0xbff8000000000000},
        {"0.1", 0x3fb999999999999a},
        {"0.3", 0x3fd3333333333333},
        {"1e23", 0x44b52d02c7e14af6},
        {"9007199254740991", 0x433fffffffffffff},
        {"9007199254740992", 0x4340000000000000},
        {"9007199254740993", 0x4340000000000000},
        {"9007199254740993.00000000000000000000000000000001", 0x4340000000000001},
        {"9007199254740994", 0x4340000000000001},
        {"9007199254740995", 0x4340000000000002},
        {"2.2250738585072011e-308", 0x000fffffffffffff},
        {"2.2250738585072012e-308", 0x0010000000000000},
        {"2.2250738585072014e-308", 0x0010000000000000},
        {"5e-324", 1},
        {"4.9406564584124654e-324", 1},
        {"2.4703282292062328e-324", 1},
        {"2.4703282292062327e-324", 0},
        {"2.47032822920623272e-324", 0},
        {"-2.4703282292062327e-324", 0x8000000000000000},
        {"1e-400", 0},
        {"1e-99999999999999999999999999", 0},
        {"0e99999999999999999999999999", 0},
        {"1.7976931348623157e308", 0x7fefffffffffffff},
        {"1.7976931348623158e308", 0x7fefffffffffffff},
        {"1.797693134862315807e308", 0x7fefffffffffffff},
        {"0.000000000000000000000000000000000000000000000000000000000000001e63", 0x3ff0000000000000},
        {"10000000000000000000000000000000000000000000000000e-49", 0x3ff0000000000000},
        {"1e00000000000000000000000000000000000000000000000", 0x3ff0000000000000},
        {"1E+2", 0x4059000000000000},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *text = cases[i].text, *end = text + strlen(text);
        double value = 1;
        ck_assert_msg(number_read_float64(text, end, &value) == end, "%s is read", text);
        ck_assert_msg(bits_of(value) == cases[i].bits, "%s is %a", text, value);
        check_text(text, strlen(text));
    }
}
END_TEST

START_TEST(what_rounds_to_infinity_is_refused)
{
    static const char *const texts[] = {
        "1e309",
        "-1e309",
        "1.7976931348623159e308",
        "179769313486231580793e289",
        "1e999999999999999999999999",
        "1.797693134862315807937289714053034150799341327100378269361737789804449682927647509466490179775872070963"
        "30286416692887910946555547851940402630657488671505820681908902000708383676273854845817711531764475730270"
        "069855571366959622842914819860834936475292719074168444365510704342711559699508093042880177904174497792e308"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        double value = 7;
        float narrow = 7;
        const char *end = texts[i] + strlen(texts[i]);
        ck_assert_msg(!number_read_float64(texts[i], end, &value), "%s", texts[i]);
        ck_assert_msg(!number_read_float32(texts[i], end, &narrow), "%s", texts[i]);
        ck_assert(bits_of(value) == bits_of(7) && bits_of_float(narrow) == bits_of_float(7));
    }
    check_string("3.4028235677973366e38"); /* halfway between the largest float and the next power of two */
    check_string("3.4028235677973365e38");
}
END_TEST

START_TEST(powers_of_two_and_ten_are_read)
{
    char text[1200];
    for (int k = -345; k <= 310; k++) {
        snprintf(text, sizeof text, "1e%d", k);
        check_string(text);
    }
    for (int e = -1074; e <= 1023; e++) {
        snprintf(text, sizeof text, "%.17g", ldexp(1, e));
        check_string(text);
        snprintf(text, sizeof text, "%.1100g", ldexp(1, e));
        check_string(text);
    }
}
END_TEST

START_TEST(a_float_is_not_rounded_twice)
{
    /* Above the middle of two floats by less than a double can tell. */
    const char *text = "1.000000178813934326171875000000000001";
    float value = 0;
    ck_assert_ptr_nonnull(number_read_float32(text, text + strlen(text), &value));
    ck_assert_uint_eq(bits_of_float(value), 0x3f800002);
    ck_assert_uint_eq(bits_of_float((float)strtod(text, NULL)), 0x3f800002);
    text = "1.00000005960464477539062500000000000001";
    ck_assert_ptr_nonnull(number_read_float32(text, text + strlen(text), &value));
    ck_assert_uint_eq(bits_of_float(value), 0x3f800001);
    ck_assert_uint_eq(bits_of_float((float)strtod(text, NULL)), 0x3f800000);
}
END_TEST

/* Mantissa and exponent of printf's form, apart. */
static void check_near_decimal(char *text)
{
    char exponent[16];
    char *e = strchr(text, 'e');
    snprintf(exponent, sizeof exponent, "%s", e);
    while (e[-1] == '0' && e[-2] != '.')
        e--;
    *e = '\0';
    check_around(text, exponent);
}

START_TEST(middles_of_floats_round_to_even)
{
    char text[256];
    for (int i = 0; i < 30000; i++) {
        uint32_t bits = (uint32_t)next_random() % 0x7f7fffff;
        if (i % 8 == 0)
            bits %= 0x800000 << 1;
        double middle = ((double)float_of(bits) + (double)float_of(bits + 1)) / 2;
        snprintf(text, sizeof text, "%.160e", middle);
        check_near_decimal(text);
    }
}
END_TEST

/* The middle of two doubles has one bit more: c * 2^e, written exactly by repeated decimal doubling or halving. */
static void write_exactly(uint64_t c, int e, char *text, size_t size)
{
    static unsigned char digit[1200]; /* lowest first; the value is these times 10^-point */
    int count = 0, point = 0;
    for (; c > 0; c /= 10)
        digit[count++] = (unsigned char)(c % 10);
    for (; e > 0; e--) {
        int carry = 0;
        for (int i = 0; i < count; i++) {
            carry += digit[i] * 2;
            digit[i] = (unsigned char)(carry % 10);
            carry /= 10;
        }
        if (carry)
            digit[count++] = (unsigned char)carry;
    }
    for (; e < 0; e++, point++) { /* half is five times, a place lower */
        int carry = 0;
        for (int i = 0; i < count; i++) {
            carry += digit[i] * 5;
            digit[i] = (unsigned char)(carry % 10);
            carry /= 10;
        }
        if (carry)
            digit[count++] = (unsigned char)carry;
    }
    ck_assert_uint_lt((size_t)count + 16, size);
    for (int i = 0; i < count; i++)
        text[i] = (char)('0' + digit[count - 1 - i]);
    snprintf(text + count, 16, "e%d", -point);
}

START_TEST(middles_of_doubles_round_to_even)
{
    char text[1300];
    for (int i = 0; i < 1500; i++) {
        uint64_t fraction = next_random() >> 12;
        int exponent = (int)(next_random() % 2046);
        if (i % 4 == 0)
            exponent = (int)(next_random() % 3);
        if (i % 16 == 1)
            fraction |= 0xffffffffff000;
        uint64_t c = exponent > 0 ? fraction | (uint64_t)1 << 52 : fraction;
        write_exactly(2 * c + 1, (exponent > 0 ? exponent - 1075 : -1074) - 1, text, sizeof text);
        check_near_decimal(text);
    }
}
END_TEST

START_TEST(long_decimals_are_read)
{
    char text[2100];
    for (int i = 0; i < 3000; i++) {
        int len = 1 + (int)(next_random() % 1900), at = 0;
        for (int n = 0; n < len; n++)
            text[at++] = (char)('0' + (n ? next_random() % 10 : 1 + next_random() % 9));
        if (len > 2) {
            int point = 1 + (int)(next_random() % (unsigned)(len - 1));
            memmove(text + point + 1, text + point, (size_t)(len - point));
            text[point] = '.';
            at++;
        }
        snprintf(text + at, 16, "e%d", (int)(next_random() % 700) - 350 - len / 2);
        check_string(text);
    }
}
END_TEST

/* robustness 90 */
START_TEST(a_million_doubles_of_printf_are_read)
{
    char text[64];
    for (int i = 0; i < 1000000; i++) {
        double value = double_of(next_random());
        if (!isfinite(value))
            continue;
        int len = snprintf(text, sizeof text, "%.17g", value);
        double found = 0;
        if (number_read_float64(text, text + len, &found) != text + len || bits_of(found) != bits_of(value))
            ck_abort_msg("%s: read %a", text, found);
        check_in_document(text, (size_t)len, value);
        len = snprintf(text, sizeof text, "%.*f", 2 + i % 16, ldexp((double)(next_random() >> 11), -46));
        check_text(text, (size_t)len);
    }
}
END_TEST

START_TEST(random_decimals_are_read)
{
    char text[64];
    for (int i = 0; i < 300000; i++) {
        uint64_t digits = next_random() >> next_random() % 64;
        int exponent = i % 2 ? (int)(next_random() % 660) - 345 : (int)(next_random() % 60) - 40;
        int len = i % 3 ? snprintf(text, sizeof text, "%llue%d", (unsigned long long)digits, exponent)
                        : snprintf(text, sizeof text, "%llu.%llu", (unsigned long long)(digits >> 40),
                                   (unsigned long long)(next_random() >> next_random() % 64));
        check_text(text, (size_t)len);
    }
}
END_TEST

/* Short ones, with what follows them in a document: negative and positive, and with every place for the point. */
START_TEST(amounts_are_read)
{
    static const char *const behind[] = {"", "]", ",\"quantity\":1}", " \n        ]", "5e3]       ", "e1]         "};
    for (int i = 0; i < 120000; i++) {
        char text[64];
        int n = i < 20000 ? i : (int)(next_random() % 10000000);
        int places = 1 + i % 6;
        int scale = (int)pow(10, places);
        int len = snprintf(text, sizeof text, "%s%d.%0*d%s", i % 5 ? "" : "-", n / scale, places, n % scale,
                           behind[i % 7 % 6]);
        char *wanted_end;
        double wanted = strtod(text, &wanted_end), found;
        const char *end = number_read_float64(text, text + len, &found);
        if (end != wanted_end || bits_of(found) != bits_of(wanted))
            ck_abort_msg("%s: read %a, not %a", text, found, wanted);
    }
}
END_TEST

/* --- grammar ------------------------------------------------------------------------------------------------------ */

static const char grammar[] = "^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]+)?$";

START_TEST(what_is_no_number_is_refused)
{
    static const char *const texts[] = {
        "",      "-",      "01",       "00",        "-01",        "1.",       "-1.",       ".5",
        "-.5",   "+1",     "1e",       "1e+",       "1e-",        "1E",       "1.e5",      "1.5e",
        "0x1",   "0.",     "NaN",      "Infinity",  "-inf",       "--1",      "- 1",       " 1",
        "1.e",   "00.5",   "01.5",     "012345678", "1.5e+",      "e5",       ".",         "-e5",
        "\xb1",  "1.\xb1", "00000000", "000.00000", ".123456789", "1234567.", "12345678.", "123456789.e1",
        "1e+-5", "1.+5",   "-\0 1"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        /* Whole, and with a bracket and more behind: within and without reach of loads of whole words. */
        static const char *const behind[] = {"", "]", "]         ", ",1234567890"};
        for (size_t n = 0; n < sizeof behind / sizeof behind[0]; n++) {
            char text[64];
            int len = snprintf(text, sizeof text, "%s%s", texts[i], behind[n]);
            double value = 7;
            float narrow = 7;
            const char *p = number_read_float64(text, text + len, &value);
            /* 0x1 is the number 0 with something behind that no caller accepts. */
            ck_assert_msg(!p || (text[0] == '0' && text[1] == 'x' && p == text + 1), "`%s` is no number", text);
            ck_assert_ptr_eq(number_read_float32(text, text + len, &narrow), p);
            ck_assert(p || (bits_of(value) == bits_of(7) && bits_of_float(narrow) == bits_of_float(7)));
        }
    }
}
END_TEST

/* What is accepted is a number and the longest there is; what is one and not too large is accepted. */
static void check_grammar(const regex_t *regex, const char *text)
{
    size_t len = strlen(text);
    double value = 0;
    const char *p = number_read_float64(text, text + len, &value);
    if (!p || p == text + len) {
        bool matches = regexec(regex, text, 0, NULL, 0) == 0;
        if ((p != NULL) != (matches && isfinite(strtod(text, NULL))))
            ck_abort_msg("`%s`", text);
        return;
    }
    char part[64];
    snprintf(part, sizeof part, "%.*s", (int)(p - text), text);
    bool is_number = regexec(regex, part, 0, NULL, 0) == 0;
    if (!is_number || strchr("0123456789", *p) || bits_of(value) != bits_of(strtod(part, NULL)))
        ck_abort_msg("`%s` of `%s`", part, text);
}

START_TEST(random_texts_are_read_along_the_grammar)
{
    static const char alphabet[] = "0012345678999..--+eE ,x/:";
    regex_t regex;
    ck_assert_int_eq(regcomp(&regex, grammar, REG_EXTENDED | REG_NOSUB), 0);
    for (int i = 0; i < 400000; i++) {
        char text[40];
        size_t len = 1 + (size_t)(next_random() % (i % 4 ? 8 : 24));
        for (size_t n = 0; n < len; n++)
            text[n] = alphabet[next_random() % (i % 2 ? sizeof alphabet - 1 : 16)];
        text[len] = '\0';
        check_grammar(&regex, text);
    }
    regfree(&regex);
}
END_TEST

/* --- bounds ------------------------------------------------------------------------------------------------------- */

/* Memory whose last byte is followed by a page that must not be touched. */
static char *open_guarded(size_t *size)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *memory = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    ck_assert_ptr_ne(memory, MAP_FAILED);
    ck_assert_int_eq(mprotect(memory + page, page, PROT_NONE), 0);
    *size = page;
    return memory;
}

static const char *const bounded[] = {"0",         "-0.0",
                                      "1",         "-65.613616999999977",
                                      "1e10",      "123456789012345678901234567890",
                                      "12345678",  "0.000000000000000000000001234567890123",
                                      "1234567.8", "9007199254740993.00000000000000000000000000000001",
                                      "123456.78", "12.345678e00000000000000000000000000000000012",
                                      "1.2345678", "-2.2250738585072011E-308",
                                      "12345.678", "1.7976931348623157e+308"};

START_TEST(every_truncation_is_read_within_bounds)
{
    regex_t regex;
    ck_assert_int_eq(regcomp(&regex, grammar, REG_EXTENDED | REG_NOSUB), 0);
    size_t page;
    char *memory = open_guarded(&page);
    const char *end = memory + page;
    for (size_t i = 0; i < sizeof bounded / sizeof bounded[0]; i++) {
        for (size_t len = 0; len <= strlen(bounded[i]); len++) {
            char text[80];
            snprintf(text, sizeof text, "%.*s", (int)len, bounded[i]);
            memcpy(memory + page - len, text, len);
            double value = 0;
            float narrow = 0;
            const char *p = number_read_float64(end - len, end, &value);
            bool matches = regexec(&regex, text, 0, NULL, 0) == 0;
            ck_assert_msg(p == (matches ? end : NULL), "`%s`", text);
            ck_assert(!matches || bits_of(value) == bits_of(strtod(text, NULL)));
            if (!matches || isfinite(strtof(text, NULL)))
                ck_assert_ptr_eq(number_read_float32(end - len, end, &narrow), p);
        }
    }
    munmap(memory, 2 * page);
    regfree(&regex);
}
END_TEST

START_TEST(the_cursor_stays_before_the_closing_bracket)
{
    size_t page;
    char *memory = open_guarded(&page);
    swage_reader r = {.end = memory + page};
    for (size_t i = 0; i < sizeof bounded / sizeof bounded[0]; i++) {
        size_t len = strlen(bounded[i]);
        memcpy(memory + page - len - 1, bounded[i], len);
        memory[page - 1] = ']';
        double value = 0;
        ck_assert_ptr_eq(swage_read_float64(&r, r.end - len - 1, &value), r.end - 1);
        ck_assert_uint_eq(bits_of(value), bits_of(strtod(bounded[i], NULL)));

        /* Without the bracket the caller would look past the end. */
        memcpy(memory + page - len, bounded[i], len);
        float narrow = 7;
        value = 7;
        ck_assert_ptr_null(swage_read_float64(&r, r.end - len, &value));
        ck_assert_ptr_null(swage_read_float32(&r, r.end - len, &narrow));
        ck_assert(bits_of(value) == bits_of(7) && bits_of_float(narrow) == bits_of_float(7));
    }
    munmap(memory, 2 * page);
}
END_TEST

/* --- length ------------------------------------------------------------------------------------------------------- */

enum { LONG = 1000000 };

/* `head`, a million times `fill`, `tail`. The caller frees it. */
static char *make_long(const char *head, char fill, const char *tail)
{
    size_t first = strlen(head), last = strlen(tail);
    char *text = malloc(first + LONG + last + 1);
    ck_assert_ptr_nonnull(text);
    memcpy(text, head, first);
    memset(text + first, fill, LONG);
    memcpy(text + first + LONG, tail, last + 1);
    return text;
}

/* robustness 88 */
START_TEST(a_megabyte_takes_linear_time)
{
    static const struct {
        const char *head;
        char fill;
        const char *tail;
        double value; /* 0 with `refused`: too large */
        bool refused;
    } cases[] = {
        {"1", '0', "", 0, true},
        {"1", '0', "e-1000000", 1, false},
        {"1", '9', "e-1000000", 2, false},
        {"0.", '0', "1", 0, false},
        {"0.", '0', "15e1000001", 1.5, false},
        {"0.", '3', "", 1.0 / 3, false},
        {"-0.", '9', "", -1, false},
        {"9007199254740993.", '0', "", 9007199254740992, false},
        {"9007199254740993.", '0', "1", 9007199254740994, false},
        {"1e", '0', "5", 1e5, false},
        {"1e-", '0', "5", 1e-5, false},
        {"1e", '9', "", 0, true},
        {"1e-", '9', "", 0, false},
        {"0e", '9', "", 0, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *text = make_long(cases[i].head, cases[i].fill, cases[i].tail);
        const char *end = text + strlen(text);
        double value = 0;
        clock_t start = clock();
        const char *p = number_read_float64(text, end, &value);
        double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
        ck_assert_msg(p == (cases[i].refused ? NULL : end), "%s%c...%s", cases[i].head, cases[i].fill, cases[i].tail);
        ck_assert_msg(value == cases[i].value, "%s%c...%s is %g", cases[i].head, cases[i].fill, cases[i].tail, value);
        ck_assert_msg(seconds < 0.5, "%s%c...%s took %g s", cases[i].head, cases[i].fill, cases[i].tail, seconds);
        free(text);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("number_read");
    TCase *tests = tcase_create("read");
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, known_bits_are_read);
    tcase_add_test(tests, what_rounds_to_infinity_is_refused);
    tcase_add_test(tests, powers_of_two_and_ten_are_read);
    tcase_add_test(tests, a_float_is_not_rounded_twice);
    tcase_add_test(tests, middles_of_floats_round_to_even);
    tcase_add_test(tests, middles_of_doubles_round_to_even);
    tcase_add_test(tests, long_decimals_are_read);
    tcase_add_test(tests, a_million_doubles_of_printf_are_read);
    tcase_add_test(tests, random_decimals_are_read);
    tcase_add_test(tests, amounts_are_read);
    tcase_add_test(tests, what_is_no_number_is_refused);
    tcase_add_test(tests, random_texts_are_read_along_the_grammar);
    tcase_add_test(tests, every_truncation_is_read_within_bounds);
    tcase_add_test(tests, the_cursor_stays_before_the_closing_bracket);
    tcase_add_test(tests, a_megabyte_takes_linear_time);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
