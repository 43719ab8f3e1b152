/* SPDX-License-Identifier: MIT */
/* Readers: where a text may begin and end, structure, words, integers at their borders, and arrays that grow. */
#include "config.h"

#include "guarded.h"

#include <swage/read.h>

#include <check.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static const struct {
    swage_str json;
    int start; /* where the cursor is; -1: refused */
} openings[] = {
    {SWAGE_STR_INIT("{}"), 0},
    {SWAGE_STR_INIT("[]"), 0},
    {SWAGE_STR_INIT(" \t\r\n{} \t\r\n"), 4},
    {SWAGE_STR_INIT("}"), 0},
    {SWAGE_STR_INIT(""), -1},
    {SWAGE_STR_INIT(" "), -1},
    {SWAGE_STR_INIT("1"), -1},
    {SWAGE_STR_INIT("\"]\""), -1},
    {SWAGE_STR_INIT("{} x"), -1},
    {SWAGE_STR_INIT("{}\0"), -1},
    {SWAGE_STR_INIT("{}\v"), -1},
    {SWAGE_STR_INIT("{}\f"), -1},
    {SWAGE_STR_INIT("{}\xc2\xa0"), -1},
    {{NULL, 0}, -1},
};

START_TEST(a_text_ends_with_a_bracket_or_is_refused)
{
    struct guarded guarded = guarded_new(64);
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        swage_reader r;
        swage_str json = openings[i].json;
        if (json.ptr)
            json.ptr = guarded_put(&guarded, json.ptr, json.len);
        const char *p = swage_reader_open(&r, json, NULL);
        if (openings[i].start < 0)
            ck_assert_msg(!p, "%zu", i);
        else
            ck_assert_msg(p == json.ptr + openings[i].start, "%zu", i);
    }
    guarded_free(&guarded);
}
END_TEST

START_TEST(a_byte_order_mark_opens_nothing)
{
    swage_reader r;
    const char *p = swage_reader_open(&r, SWAGE_STR("\xef\xbb\xbf{}"), NULL);
    ck_assert_ptr_nonnull(p);
    ck_assert_ptr_null(swage_open(&r, p, '{'));
    ck_assert_ptr_null(swage_open(&r, p, '['));
}
END_TEST

/* Reads a text whose root is one number; -1 where that is refused. */
static int64_t wrapped_number(swage_str json, swage_arena *arena)
{
    swage_reader r;
    int64_t value = -1;
    const char *p = swage_reader_wrap(&r, json, arena);
    p = p ? swage_read_int64(p, &value) : NULL;
    return p && swage_reader_unwrap(&r, p) == r.end ? value : -1;
}

START_TEST(a_root_that_is_a_scalar_is_read_in_brackets)
{
    swage_arena arena;
    swage_arena_init(&arena, 4096);
    ck_assert_int_eq(wrapped_number(SWAGE_STR("12"), &arena), 12);
    ck_assert_int_eq(wrapped_number(SWAGE_STR(" \n12\t "), &arena), 12);
    ck_assert_int_eq(wrapped_number(SWAGE_STR(""), &arena), -1);
    ck_assert_int_eq(wrapped_number(swage_str_of(NULL, 0), &arena), -1);
    ck_assert_int_eq(wrapped_number(SWAGE_STR("12]"), &arena), -1);
    ck_assert_int_eq(wrapped_number(SWAGE_STR("12],[12"), &arena), -1);
    ck_assert_int_eq(wrapped_number(SWAGE_STR("12,13"), &arena), -1);
    ck_assert_int_eq(wrapped_number(SWAGE_STR("12 13"), &arena), -1);
    ck_assert_int_eq(wrapped_number(SWAGE_STR("1.5"), &arena), -1);
    ck_assert_int_eq(wrapped_number(SWAGE_STR("12\0"), &arena), -1);
    swage_arena_done(&arena);
}
END_TEST

START_TEST(wrapping_stops_at_the_arena_s_maximum)
{
    swage_arena arena;
    swage_reader r;
    swage_arena_init(&arena, 16);
    ck_assert_ptr_null(swage_reader_wrap(&r, SWAGE_STR("123456789012345"), &arena));
    ck_assert_int_eq(r.status, SWAGE_E_LIMIT);
    ck_assert_ptr_nonnull(swage_reader_wrap(&r, SWAGE_STR("12345678901234"), &arena));
    swage_arena_done(&arena);
}
END_TEST

START_TEST(only_four_bytes_are_white_space)
{
    for (int byte = 0; byte < 256; byte++) {
        char text[] = {(char)byte, '}'};
        bool is_space = byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
        ck_assert_ptr_eq(swage_space(text), is_space ? text + 1 : text);
    }
}
END_TEST

START_TEST(indentation_of_any_length_is_passed)
{
    enum { LONGEST = 50 };
    static const char blanks[] = {' ', '\n', '\t', '\r'};
    struct guarded guarded = guarded_new(LONGEST + 20);
    for (size_t kind = 0; kind < sizeof blanks; kind++) {
        for (size_t len = 0; len < LONGEST; len++) {
            for (size_t rest = 1; rest < 20; rest++) {
                char text[LONGEST + 20];
                memset(text, ' ', len);
                text[len / 2] = len > 0 ? blanks[kind] : ' ';
                memset(text + len, ']', rest);
                const char *p = guarded_put(&guarded, text, len + rest);
                swage_reader r = {.text = p, .end = p + len + rest};
                ck_assert_ptr_eq(swage_indent(&r, p), p + len);
            }
        }
    }
    guarded_free(&guarded);
}
END_TEST

START_TEST(other_controls_end_indentation)
{
    for (int byte = 1; byte < ' '; byte++) {
        char text[] = "\n                   .   ]";
        if (byte == '\t' || byte == '\n' || byte == '\r')
            continue;
        *strchr(text, '.') = (char)byte;
        swage_reader r = {.text = text, .end = text + strlen(text)};
        ck_assert_int_eq(*swage_indent(&r, text), byte);
    }
}
END_TEST

START_TEST(a_comma_is_found_behind_and_before_white_space)
{
    static const struct {
        const char *text;
        bool comma;
        int at;
    } table[] = {
        {",1]", true, 1}, {", 1]", true, 2}, {" , 1]", true, 3},  {"\n,\n  1]", true, 5}, {",]", true, 1},
        {", ]", true, 2}, {"]", false, 0},   {"  ]", false, 2}, {"\n }", false, 2},     {".5]", false, 0},
    };
    struct guarded guarded = guarded_new(16);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const char *text = guarded_put(&guarded, table[i].text, strlen(table[i].text));
        const char *p = text;
        swage_reader r = {.text = text, .end = text + strlen(table[i].text)};
        ck_assert_int_eq(swage_comma(&r, &p), table[i].comma);
        ck_assert_int_eq(p - text, table[i].at);
    }
    guarded_free(&guarded);
}
END_TEST

/* Whether the literal stands at the start of `text`, and where the cursor is then. */
static int key_end(struct guarded *guarded, const char *text, const char *literal)
{
    swage_reader r = {0};
    r.text = guarded_put(guarded, text, strlen(text));
    r.end = r.text + strlen(text);
    const char *p = r.text;
    bool found = swage_key(&r, &p, literal, strlen(literal));
    ck_assert(found || p == r.text);
    return found ? (int)(p - r.text) : -1;
}

START_TEST(a_key_is_compared_within_the_text)
{
    struct guarded guarded = guarded_new(64);
    ck_assert_int_eq(key_end(&guarded, "\"name\":1}", "\"name\":"), 7);
    ck_assert_int_eq(key_end(&guarded, "\"name\": 1}", "\"name\":"), 8);
    ck_assert_int_eq(key_end(&guarded, "\"name\": \n 1}", "\"name\":"), 10);
    ck_assert_int_eq(key_end(&guarded, "\"name\":}", "\"name\":"), 7);
    ck_assert_int_eq(key_end(&guarded, "\"name\": }", "\"name\":"), 8);
    ck_assert_int_eq(key_end(&guarded, "\"names\":1}", "\"name\":"), -1);
    ck_assert_int_eq(key_end(&guarded, "\"name\" :1}", "\"name\":"), -1);
    static const char whole[] = "\"name\":}";
    for (size_t len = 1; len < sizeof whole - 2; len++) {
        char cut[16];
        memcpy(cut, whole, len);
        memcpy(cut + len, "}", 2);
        ck_assert_int_eq(key_end(&guarded, cut, "\"name\":"), -1);
    }
    guarded_free(&guarded);
}
END_TEST

START_TEST(words_are_read_whole_or_not_at_all)
{
    static const char *const words[] = {"null", "true", "false"};
    struct guarded guarded = guarded_new(16);
    for (size_t i = 0; i < 3; i++) {
        size_t whole = strlen(words[i]);
        for (size_t len = 0; len <= whole; len++) {
            char text[8];
            bool value = false;
            memcpy(text, words[i], len);
            text[len] = ']';
            swage_reader r = {0};
            r.text = guarded_put(&guarded, text, len + 1);
            r.end = r.text + len + 1;
            const char *p = r.text;
            ck_assert_int_eq(swage_null(&r, &p), i == 0 && len == whole);
            ck_assert_ptr_eq(p, r.text + (i == 0 && len == whole ? 4 : 0));
            p = swage_read_bool(&r, r.text, &value);
            ck_assert_int_eq(p != NULL, i > 0 && len == whole);
            ck_assert(!p || (p == r.text + len && value == (i == 1)));
        }
    }
    guarded_free(&guarded);
}
END_TEST

/* --- integers ----------------------------------------------------------------------------------------------------- */

/* Reads `text` as every type. A bit each: int8, int16, int32, int64, uint8, uint16, uint32, uint64. */
static unsigned types_that_hold(struct guarded *guarded, const char *text, int64_t *value)
{
    unsigned held = 0;
    char json[64];
    int len = snprintf(json, sizeof json, "%s]", text);
    const char *p = guarded_put(guarded, json, (size_t)len);
    const char *end = p + len - 1;
#define TRY(bit, type, c_type)                          \
    do {                                                \
        c_type out;                                     \
        if (swage_read_##type(p, &out) == end) {        \
            held |= 1u << (bit);                        \
            *value = (int64_t)out;                      \
        }                                               \
    } while (0)
    TRY(0, int8, int8_t);
    TRY(1, int16, int16_t);
    TRY(2, int32, int32_t);
    TRY(3, int64, int64_t);
    TRY(4, uint8, uint8_t);
    TRY(5, uint16, uint16_t);
    TRY(6, uint32, uint32_t);
    TRY(7, uint64, uint64_t);
#undef TRY
    return held;
}

static const struct {
    const char *text;
    unsigned held;
} borders[] = {
    {"0", 0xff},
    {"-0", 0x0f}, /* zero for signed types; an unsigned number has no sign */
    {"9", 0xff},
    {"10", 0xff},
    {"127", 0xff},
    {"128", 0xfe},
    {"-128", 0x0f},
    {"-129", 0x0e},
    {"255", 0xfe},
    {"256", 0xee},
    {"32767", 0xee},
    {"32768", 0xec},
    {"-32768", 0x0e},
    {"-32769", 0x0c},
    {"65535", 0xec},
    {"65536", 0xcc},
    {"2147483647", 0xcc},
    {"2147483648", 0xc8},
    {"-2147483648", 0x0c},
    {"-2147483649", 0x08},
    {"4294967295", 0xc8},
    {"4294967296", 0x88},
    {"9223372036854775807", 0x88},
    {"9223372036854775808", 0x80},
    {"-9223372036854775808", 0x08},
    {"-9223372036854775809", 0x00},
    {"9999999999999999999", 0x80},
    {"10000000000000000000", 0x80},
    {"18446744073709551615", 0x80},
    {"18446744073709551616", 0x00},
    {"18446744073709551617", 0x00},
    {"19999999999999999999", 0x00},
    {"20000000000000000000", 0x00},
    {"28446744073709551615", 0x00},
    {"36893488147419103232", 0x00}, /* 2^65: wraps to 0 */
    {"99999999999999999999", 0x00},
    {"100000000000000000000", 0x00},
    {"184467440737095516160", 0x00},
    {"-18446744073709551615", 0x00},
    {"-18446744073709551616", 0x00},
    {"-99999999999999999999", 0x00},
    {"00", 0x00},
    {"01", 0x00},
    {"-01", 0x00},
    {"-", 0x00},
    {"", 0x00},
    {"+1", 0x00},
    {"--1", 0x00},
    {" 1", 0x00},
    {"1.0", 0x00},
    {"1e2", 0x00},
    {"1E2", 0x00},
    {"0x1", 0x00},
    {"1_0", 0x00},
    {"\"1\"", 0x00},
    {"/", 0x00},
    {":", 0x00},
};

START_TEST(integers_are_exact_at_every_border)
{
    struct guarded guarded = guarded_new(64);
    for (size_t i = 0; i < sizeof borders / sizeof *borders; i++) {
        int64_t value = 0;
        unsigned held = types_that_hold(&guarded, borders[i].text, &value);
        ck_assert_msg(held == borders[i].held, "%s: %02x", borders[i].text, held);
        if (held & 0x0f)
            ck_assert_int_eq(value, strtoll(borders[i].text, NULL, 10));
        else if (held)
            ck_assert_uint_eq((uint64_t)value, strtoull(borders[i].text, NULL, 10));
    }
    guarded_free(&guarded);
}
END_TEST

START_TEST(every_small_integer_is_read_as_itself)
{
    struct guarded guarded = guarded_new(64);
    for (int64_t n = -70000; n <= 70000; n++) {
        char text[24];
        int64_t value = 0;
        snprintf(text, sizeof text, "%" PRId64, n);
        unsigned held = types_that_hold(&guarded, text, &value);
        ck_assert_int_eq(value, n);
        ck_assert_int_eq(held & 1, n >= INT8_MIN && n <= INT8_MAX);
        ck_assert_int_eq(held >> 1 & 1, n >= INT16_MIN && n <= INT16_MAX);
        ck_assert_int_eq(held >> 4 & 1, n >= 0 && n <= UINT8_MAX);
        ck_assert_int_eq(held >> 5 & 1, n >= 0 && n <= UINT16_MAX);
    }
    guarded_free(&guarded);
}
END_TEST

START_TEST(a_megabyte_of_digits_is_refused)
{
    size_t len = 1 << 20;
    char *json = malloc(len + 1);
    int64_t out;
    uint64_t unsigned_out;
    memset(json, '9', len);
    json[len] = ']';
    ck_assert_ptr_null(swage_read_int64(json, &out));
    ck_assert_ptr_null(swage_read_uint64(json, &unsigned_out));
    memset(json, '0', len);
    ck_assert_ptr_null(swage_read_uint64(json, &unsigned_out));
    free(json);
}
END_TEST

/* --- arrays ------------------------------------------------------------------------------------------------------- */

START_TEST(arrays_grow_in_place_and_give_back_the_rest)
{
    swage_arena arena;
    swage_arena_init(&arena, 1 << 20);
    swage_reader r = {.arena = &arena};
    int32_t *items = NULL;
    size_t cap = 0;
    for (size_t count = 0; count < 1000; count++) {
        if (count == cap)
            items = swage_array_grow(&r, items, &cap, count, sizeof *items);
        ck_assert_ptr_nonnull(items);
        ck_assert_uint_gt(cap, count);
        items[count] = (int32_t)count;
    }
    for (size_t i = 0; i < 1000; i++)
        ck_assert_int_eq(items[i], (int32_t)i);
    swage_array_trim(&r, items, cap, 1000, sizeof *items);
    ck_assert_ptr_eq(swage_arena_alloc(&arena, 1), (char *)items + 4000);
    swage_array_trim(&r, NULL, 0, 0, sizeof *items);
    swage_arena_done(&arena);
}
END_TEST

START_TEST(an_array_stops_at_the_arena_s_maximum)
{
    swage_arena arena;
    swage_arena_init(&arena, 4096);
    swage_reader r = {.arena = &arena};
    char *items = NULL;
    size_t cap = 0;
    size_t count = 0;
    while (count < cap || (items = swage_array_grow(&r, items, &cap, count, 100)))
        count++;
    ck_assert_uint_le(cap * 100, 4096);
    ck_assert_int_eq(r.status, SWAGE_E_LIMIT);
    r.status = 0;
    cap = SIZE_MAX / 64;
    ck_assert_ptr_null(swage_array_grow(&r, &arena, &cap, SIZE_MAX / 64, 64));
    ck_assert_int_eq(r.status, SWAGE_E_LIMIT);
    swage_arena_done(&arena);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("reader");
    tcase_add_test(tests, a_text_ends_with_a_bracket_or_is_refused);
    tcase_add_test(tests, a_byte_order_mark_opens_nothing);
    tcase_add_test(tests, a_root_that_is_a_scalar_is_read_in_brackets);
    tcase_add_test(tests, wrapping_stops_at_the_arena_s_maximum);
    tcase_add_test(tests, only_four_bytes_are_white_space);
    tcase_add_test(tests, indentation_of_any_length_is_passed);
    tcase_add_test(tests, other_controls_end_indentation);
    tcase_add_test(tests, a_comma_is_found_behind_and_before_white_space);
    tcase_add_test(tests, a_key_is_compared_within_the_text);
    tcase_add_test(tests, words_are_read_whole_or_not_at_all);
    tcase_add_test(tests, integers_are_exact_at_every_border);
    tcase_add_test(tests, every_small_integer_is_read_as_itself);
    tcase_add_test(tests, a_megabyte_of_digits_is_refused);
    tcase_add_test(tests, arrays_grow_in_place_and_give_back_the_rest);
    tcase_add_test(tests, an_array_stops_at_the_arena_s_maximum);
    Suite *suite = suite_create("reader");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
