/* SPDX-License-Identifier: MIT */
/* String escapes and the grammar of numbers. */
#include "config.h"

#include "parsing.h"
#include "syntax/literal.h"
#include "syntax/parse_state.h"

struct string_case {
    const char *written; /* between the quotes */
    const char *meant;   /* NULL: refused */
    size_t len;
    const char *faults; /* with the opening quote at 1:1 */
};

#define GOOD(WRITTEN, MEANT)                 \
    {                                        \
        WRITTEN, MEANT, sizeof MEANT - 1, "" \
    }
#define BAD(WRITTEN, FAULTS)     \
    {                            \
        WRITTEN, NULL, 0, FAULTS \
    }

static const struct string_case strings[] = {
    GOOD("", ""),
    GOOD("plain", "plain"),
    GOOD("\\\" \\\\ \\/ \\b\\f\\n\\r\\t", "\" \\ / \b\f\n\r\t"),
    GOOD("\\u0041\\u00e4\\u20AC", "A\xc3\xa4\xe2\x82\xac"),
    GOOD("\\uD83D\\uDE00", "\xf0\x9f\x98\x80"),
    GOOD("\\uDBFF\\uDFFF", "\xf4\x8f\xbf\xbf"),
    GOOD("a\\u0000b", "a\0b"),
    GOOD("\\u07ff\\u0800\\uffff", "\xdf\xbf\xe0\xa0\x80\xef\xbf\xbf"),
    GOOD("\xc3\xa4 raw", "\xc3\xa4 raw"),
    BAD("ab\\x", "1:4 bad-string"),
    BAD("\\u12g4", "1:2 bad-string"),
    BAD("\\u12", "1:2 bad-string"),
    BAD("\\ud800", "1:2 bad-string"),
    BAD("\\ud800x", "1:2 bad-string"),
    BAD("\\ud800\\n", "1:2 bad-string"),
    BAD("\\ud800\\u0041", "1:2 bad-string"),
    BAD("\\udc00", "1:2 bad-string"),
    BAD("a\tb", "1:3 bad-string"),
    BAD("\x1f", "1:2 bad-string"),
    BAD("\\q and \\w", "1:2 bad-string; 1:9 bad-string"),
};

START_TEST(escapes_are_those_of_json)
{
    const struct string_case *given = &strings[_i];
    char buf[256];
    struct compilation *cx = compilation_new();
    struct parse *p = pool_alloc(&cx->pool, sizeof *p);
    p->cx = cx;
    p->source = source_from_text(cx, "t.swage", given->written, strlen(given->written));
    struct place at = {.file = p->source, .first = 1, .end = 1, .line = 1, .col = 2};
    struct token_text text = literal_string(p, given->written, strlen(given->written), &at);
    ck_assert_str_eq(parsing_faults(cx, buf, sizeof buf), given->faults);
    if (given->meant != NULL) {
        ck_assert_uint_eq(text.len, given->len);
        ck_assert_mem_eq(text.ptr, given->meant, given->len + 1);
    }
    compilation_free(cx);
}
END_TEST

enum { NOT, INT, FLO };

static const struct {
    const char *text;
    int kind;
} numbers[] = {
    {"0", INT},     {"7", INT},     {"-1", INT},    {"1234567890123456789012345678901234567890", INT},
    {"0x1F", INT},  {"-0xff", INT}, {"-0", INT},    {"1.5", FLO},
    {"0.0", FLO},   {"1e5", FLO},   {"1E+5", FLO},  {"-1.25e-3", FLO},
    {"", NOT},      {"-", NOT},     {"007", NOT},   {"00", NOT},
    {"0x", NOT},    {"0xg", NOT},   {"1.", NOT},    {".5", NOT},
    {"1.e5", NOT},  {"1e", NOT},    {"1e+", NOT},   {"12abc", NOT},
    {"1_000", NOT}, {"1.5.2", NOT}, {"+1", NOT},    {"0X1", NOT},
    {"1 ", NOT},    {"-00", NOT},   {"0x1.5", NOT}, {"01.5", NOT},
};

START_TEST(numbers_are_those_of_json_and_hexadecimal_integers)
{
    bool is_integer = false;
    bool is_number = literal_number(numbers[_i].text, strlen(numbers[_i].text), &is_integer);
    ck_assert_int_eq(is_number, numbers[_i].kind != NOT);
    ck_assert_int_eq(is_integer, numbers[_i].kind == INT);
}
END_TEST

static void add_tests(TCase *tests)
{
    tcase_add_loop_test(tests, escapes_are_those_of_json, 0, sizeof strings / sizeof *strings);
    tcase_add_loop_test(tests, numbers_are_those_of_json_and_hexadecimal_integers, 0, sizeof numbers / sizeof *numbers);
}

int main(void)
{
    return parsing_run("literal", add_tests);
}
