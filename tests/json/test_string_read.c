/* SPDX-License-Identifier: MIT */
/* Strings and keys: every length and place up to the guard page, escapes, and what is refused. */
#include "config.h"

#include "guarded.h"

#include <swage/read.h>

#include <check.h>

/* Reads the string at the start of the array `json`, which ends at the guard; the array must be closed behind it. */
static bool read_one(struct guarded *guarded, const char *json, size_t len, swage_arena *arena, swage_str *out)
{
    swage_reader r;
    const char *p = swage_reader_open(&r, swage_str_of(guarded_put(guarded, json, len), len), arena);
    p = p ? swage_open(&r, p, '[') : NULL;
    p = p ? swage_read_string(&r, p, out) : NULL;
    return p && swage_close(p, ']') == r.end;
}

START_TEST(every_length_is_read_as_a_view)
{
    struct guarded guarded = guarded_new(256);
    swage_arena arena;
    swage_arena_init(&arena, 0);
    for (size_t len = 0; len <= 100; len++) {
        char json[128] = "[\"";
        swage_str text;
        memset(json + 2, 'x', len);
        memcpy(json + 2 + len, "\"]", 2);
        ck_assert(read_one(&guarded, json, len + 4, &arena, &text));
        ck_assert_uint_eq(text.len, len);
        ck_assert_ptr_eq(text.ptr, guarded.map + guarded.size - 2 - len);
    }
    guarded_free(&guarded);
}
END_TEST

START_TEST(every_place_of_an_escape_is_read)
{
    struct guarded guarded = guarded_new(256);
    swage_arena arena;
    swage_arena_init(&arena, 1 << 20);
    for (size_t len = 1; len <= 50; len++) {
        for (size_t at = 0; at < len; at++) {
            char json[128] = "[\"";
            char want[64];
            swage_str text;
            memset(want, 'x', len);
            want[at] = '"';
            memset(json + 2, 'x', len + 5);
            memcpy(json + 2 + at, "\\u0022", 6);
            memcpy(json + 2 + len + 5, "\"]", 2);
            ck_assert(read_one(&guarded, json, len + 9, &arena, &text));
            ck_assert_uint_eq(text.len, len);
            ck_assert_mem_eq(text.ptr, want, len);
            swage_arena_reset(&arena);
        }
    }
    swage_arena_done(&arena);
    guarded_free(&guarded);
}
END_TEST

START_TEST(every_byte_at_every_place_is_judged)
{
    struct guarded guarded = guarded_new(256);
    swage_arena arena;
    swage_arena_init(&arena, 1 << 20);
    for (size_t len = 1; len <= 36; len++) {
        for (size_t at = 0; at < len; at++) {
            for (int byte = 0; byte < 256; byte++) {
                char json[64] = "[\"";
                swage_str text;
                memset(json + 2, 'x', len);
                json[2 + at] = (char)byte;
                memcpy(json + 2 + len, "\"]", 2);
                /* A quote ends the string too early; a backslash makes \x, or escapes the closing quote. */
                bool good = byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
                ck_assert_int_eq(read_one(&guarded, json, len + 4, &arena, &text), good);
            }
        }
    }
    swage_arena_done(&arena);
    guarded_free(&guarded);
}
END_TEST

static const struct {
    const char *json;
    const char *text; /* NULL: refused */
} strings[] = {
    {"[\"\"]", ""},
    {"[\"caf\xc3\xa9\"]", "caf\xc3\xa9"},
    {"[\"\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e, and then plain text that goes on for a while\"]",
     "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e, and then plain text that goes on for a while"},
    {"[\"plain text that goes on for a while, and then \xf0\x9f\x98\x80\"]",
     "plain text that goes on for a while, and then \xf0\x9f\x98\x80"},
    {"[\"\\u00e9\xc3\xa9\\u00e9\"]", "\xc3\xa9\xc3\xa9\xc3\xa9"},
    {"[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]", "\"\\/\b\f\n\r\t"},
    {"[\"a string with one escape \\n in the middle of it\"]", "a string with one escape \n in the middle of it"},
    {"[\"\\ud83d\\ude00\"]", "\xf0\x9f\x98\x80"},
    {"[\"\x7f\"]", "\x7f"},
    {"[\"\\u0000\"]", NULL},
    {"[\"a rather long string with \\u0000 in it\"]", NULL},
    {"[\"\\ud83d\"]", NULL},
    {"[\"\\ude00\\ud83d\"]", NULL},
    {"[\"\\q\"]", NULL},
    {"[\"\\u12\"]", NULL},
    {"[\"\xff\"]", NULL},
    {"[\"\xc3\"]", NULL},
    {"[\"\xc0\xaf\"]", NULL},
    {"[\"\xed\xa0\x80\"]", NULL},
    {"[\"\xf4\x90\x80\x80\"]", NULL},
    {"[\"\\n\xff\"]", NULL},
    {"[\"\xff\\n\"]", NULL},
    {"[\"a plain text that goes on for a while, and then \xff and more\"]", NULL},
    {"[\"tab\there\"]", NULL},
    {"[\"line\nfeed\"]", NULL},
    {"[\"open]", NULL},
    {"[\"open\\\"]", NULL},
    {"[\"open\\]", NULL},
    {"[\"a string that is long and open\\]", NULL},
    {"['single']", NULL},
    {"[\"]", NULL},
    {"[1]", NULL},
    {"[]", NULL},
};

START_TEST(strings_are_read_or_refused)
{
    struct guarded guarded = guarded_new(256);
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) {
        swage_arena arena;
        swage_str text = SWAGE_STR_INIT("untouched");
        swage_arena_init(&arena, 4096);
        bool good = read_one(&guarded, strings[i].json, strlen(strings[i].json), &arena, &text);
        ck_assert_msg(good == (strings[i].text != NULL), "%s", strings[i].json);
        if (good)
            ck_assert(swage_str_equal(text, swage_str_from(strings[i].text)));
        else
            ck_assert(swage_str_equal(text, SWAGE_STR("untouched")));
        swage_arena_done(&arena);
    }
    guarded_free(&guarded);
}
END_TEST

START_TEST(a_cut_string_is_refused_wherever_it_is_cut)
{
    struct guarded guarded = guarded_new(256);
    swage_arena arena;
    swage_arena_init(&arena, 1 << 20);
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) {
        size_t len = strlen(strings[i].json);
        /* Cut, and closed by the bracket that the reader insists on. */
        for (size_t cut = 1; cut + 1 < len; cut++) {
            char json[128];
            swage_str text;
            memcpy(json, strings[i].json, cut);
            json[cut] = ']';
            ck_assert_msg(!read_one(&guarded, json, cut + 1, &arena, &text), "%.*s", (int)cut + 1, json);
        }
    }
    swage_arena_done(&arena);
    guarded_free(&guarded);
}
END_TEST

START_TEST(u_0000_is_read_where_it_is_allowed)
{
    static const struct {
        const char *json;
        swage_str text; /* absent: refused */
    } table[] = {
        {"\"a\\u0000b\"]", SWAGE_STR_INIT("a\0b")},
        {"\"\\u0000\"]", SWAGE_STR_INIT("\0")},
        {"\"plain\", \"and more than a block\"]", SWAGE_STR_INIT("plain")},
        {"\"\\n\"]", SWAGE_STR_INIT("\n")},
        {"\"\"]", SWAGE_STR_INIT("")},
        {"\"a\\ud800\"]", {NULL, 0}},
        {"\"a]", {NULL, 0}},
        {"null]", {NULL, 0}},
    };
    swage_arena arena;
    struct guarded guarded = guarded_new(64);
    swage_arena_init(&arena, 4096);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        size_t len = strlen(table[i].json);
        swage_reader r = {.text = guarded_put(&guarded, table[i].json, len), .arena = &arena};
        r.end = r.text + len;
        swage_str text = {NULL, 0};
        const char *p = swage_read_string_nul(&r, r.text, &text);
        ck_assert_msg(swage_str_equal(text, table[i].text), "%s", table[i].json);
        ck_assert(!p == !text.ptr && (!p || p[-1] == '"'));
    }
    guarded_free(&guarded);
    swage_arena_done(&arena);
}
END_TEST

START_TEST(a_full_arena_refuses_only_what_must_be_unescaped)
{
    swage_str json = SWAGE_STR("[\"plain\",\"with \\n escape\"]");
    swage_arena arena;
    swage_reader r;
    swage_str text;
    swage_arena_init(&arena, 8);
    const char *p = swage_reader_open(&r, json, &arena);
    p = swage_read_string(&r, p + 1, &text);
    ck_assert_ptr_nonnull(p);
    ck_assert_ptr_nonnull(swage_arena_alloc(&arena, 16));
    ck_assert_ptr_null(swage_read_string(&r, p + 1, &text));
    ck_assert_int_eq(r.status, SWAGE_E_LIMIT);
    swage_arena_done(&arena);
}
END_TEST

START_TEST(unescaping_takes_no_more_than_the_result)
{
    swage_arena arena;
    swage_reader r;
    swage_str text;
    swage_str json = SWAGE_STR("[\"\\u0061\\u0061\\u0061\\u0061\"]");
    swage_arena_init(&arena, 4096);
    const char *p = swage_reader_open(&r, json, &arena);
    ck_assert_ptr_nonnull(swage_read_string(&r, p + 1, &text));
    ck_assert_uint_eq(text.len, 4);
    ck_assert_ptr_eq(swage_arena_alloc(&arena, 1), text.ptr + SWAGE_ARENA_ALIGN);
    swage_arena_done(&arena);
}
END_TEST

/* Reads the key at the start of the object `json`; the value must be 1, and the object closed behind it. */
static bool key_of(struct guarded *guarded, const char *json, size_t len, size_t size, swage_str *key, char *scratch)
{
    swage_reader r;
    int32_t value;
    const char *p = swage_reader_open(&r, swage_str_of(guarded_put(guarded, json, len), len), NULL);
    p = p ? swage_open(&r, p, '{') : NULL;
    p = p ? swage_read_key(&r, p, key, scratch, size) : NULL;
    p = p ? swage_read_int32(p, &value) : NULL;
    return p && swage_close(p, '}') == r.end;
}

static const struct {
    const char *json;
    swage_str key; /* ptr NULL: refused */
} keys[] = {
    {"{\"a\":1}", SWAGE_STR_INIT("a")},
    {"{\"\":1}", SWAGE_STR_INIT("")},
    {"{\"a\" \n\t\r : \n\t\r 1}", SWAGE_STR_INIT("a")},
    {"{ \"name\":1}", SWAGE_STR_INIT("name")},
    {"{\"na\\u006de\":1}", SWAGE_STR_INIT("name")},
    {"{\"a key of more than one block of bytes, as they come\":1}",
     SWAGE_STR_INIT("a key of more than one block of bytes, as they come")},
    {"{\"\\u0000\":1}", SWAGE_STR_INIT("\0")},
    {"{\"caf\xc3\xa9\":1}", SWAGE_STR_INIT("caf\xc3\xa9")},
    {"{\"a\",1}", {NULL, 0}},
    {"{\"a\"1}", {NULL, 0}},
    {"{\"a}", {NULL, 0}},
    {"{\"a\"}", {NULL, 0}},
    {"{\"a\":}", {NULL, 0}},
    {"{\"a\" }", {NULL, 0}},
    {"{\"a\": }", {NULL, 0}},
    {"{a:1}", {NULL, 0}},
    {"{}", {NULL, 0}},
    {"{ }", {NULL, 0}},
    {"{\"\\ud800\":1}", {NULL, 0}},
    {"{\"\\x\":1}", {NULL, 0}},
    {"{\"\xff\":1}", {NULL, 0}},
    {"{\"\x01\":1}", {NULL, 0}},
};

START_TEST(keys_are_read_or_refused)
{
    struct guarded guarded = guarded_new(256);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        swage_str key = {NULL, 0};
        char scratch[32];
        bool good = key_of(&guarded, keys[i].json, strlen(keys[i].json), sizeof scratch, &key, scratch);
        ck_assert_msg(good == (keys[i].key.ptr != NULL), "%s", keys[i].json);
        ck_assert(!good || swage_str_equal(key, keys[i].key));
    }
    guarded_free(&guarded);
}
END_TEST

START_TEST(a_cut_key_is_refused_wherever_it_is_cut)
{
    struct guarded guarded = guarded_new(256);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        size_t len = strlen(keys[i].json);
        for (size_t cut = 1; cut + 1 < len; cut++) {
            char json[128];
            char scratch[32];
            swage_str key;
            memcpy(json, keys[i].json, cut);
            json[cut] = '}';
            ck_assert_msg(!key_of(&guarded, json, cut + 1, sizeof scratch, &key, scratch), "%.*s", (int)cut + 1, json);
        }
    }
    guarded_free(&guarded);
}
END_TEST

START_TEST(a_key_that_does_not_fit_has_only_a_length)
{
    struct guarded guarded = guarded_new(256);
    const char json[] = "{\"na\\u006de\":1}";
    for (size_t size = 0; size < 4; size++) {
        swage_str key;
        char scratch[8];
        ck_assert(key_of(&guarded, json, strlen(json), size, &key, scratch));
        ck_assert_ptr_null(key.ptr);
        ck_assert_uint_eq(key.len, 4);
    }
    guarded_free(&guarded);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("string_read");
    tcase_add_test(tests, every_length_is_read_as_a_view);
    tcase_add_test(tests, every_place_of_an_escape_is_read);
    tcase_add_test(tests, every_byte_at_every_place_is_judged);
    tcase_add_test(tests, strings_are_read_or_refused);
    tcase_add_test(tests, a_cut_string_is_refused_wherever_it_is_cut);
    tcase_add_test(tests, u_0000_is_read_where_it_is_allowed);
    tcase_add_test(tests, a_full_arena_refuses_only_what_must_be_unescaped);
    tcase_add_test(tests, unescaping_takes_no_more_than_the_result);
    tcase_add_test(tests, keys_are_read_or_refused);
    tcase_add_test(tests, a_cut_key_is_refused_wherever_it_is_cut);
    tcase_add_test(tests, a_key_that_does_not_fit_has_only_a_length);
    Suite *suite = suite_create("string_read");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
