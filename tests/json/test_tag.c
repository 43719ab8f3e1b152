/* SPDX-License-Identifier: MIT */
/* Tags of unions at every place of their object, and keys of maps. */
#include "config.h"

#include "guarded.h"

#include <swage/read.h>

#include <check.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static swage_arena arena;
static struct guarded guarded;

static void begin(void)
{
    swage_arena_init(&arena, 1 << 16);
    guarded = guarded_new(65536);
}

static void finish(void)
{
    guarded_free(&guarded);
    swage_arena_done(&arena);
}

static swage_reader reader(const char *json, size_t len)
{
    swage_reader r = {.text = guarded_put(&guarded, json, len), .arena = &arena, .depth = SWAGE_DEPTH_MAX};
    r.end = r.text + len;
    return r;
}

/* The tag "kind" of the object; absent where there is none. */
static swage_str find(const char *json, size_t len)
{
    swage_reader r = reader(json, len);
    swage_str tag = {NULL, 0};
    const char *p = swage_find_tag(&r, r.text, "\"kind\":", 7, SWAGE_STR("kind"), &tag);
    ck_assert(!p || p == r.text);
    ck_assert(!p == !tag.ptr);
    ck_assert_uint_eq(r.depth, SWAGE_DEPTH_MAX);
    return tag;
}

static const struct {
    const char *json, *tag;
} objects[] = {
    {"{\"kind\":\"card\"}", "card"},
    {"{ \"kind\" : \"card\" , \"a\": 1}", "card"},
    {"{\"kind\":\"\"}", ""},
    {"{\"a\":1,\"kind\":\"card\"}", "card"},
    {"{\"a\":[1,{\"kind\":\"no\"}],\"b\":{\"kind\":\"no\"},\n\"kind\": \"card\"}", "card"},
    {"{\"a\":\"\\\"kind\\\":\\\"no\\\"\",\"kind\":\"card\"}", "card"},
    {"{\"k\\u0069nd\":\"card\"}", "card"},
    {"{\"kind\":\"c\\u0061rd\"}", "card"},
    {"{\"kinds\":1,\"kin\":2,\"Kind\":3,\"kind\\u0000\":4,\"kind\":\"card\"}", "card"},
    {"{\"\":\"\",\"kind\":\"card\"}", "card"},
    {"{\"kind\":\"a\",\"kind\":\"b\"}", "a"},
    {"{\"kind\":\"card\",,}", "card"}, /* what stands behind it is the decoder's matter */
    {"{}", NULL},
    {"{ }", NULL},
    {"{\"a\":1}", NULL},
    {"{\"a\":{\"kind\":\"no\"}}", NULL},
    {"{\"kind\":1}", NULL},
    {"{\"kind\":null}", NULL},
    {"{\"kind\":[\"card\"]}", NULL},
    {"{\"kind\"}", NULL},
    {"{\"kind\":}", NULL},
    {"{\"a\":tru,\"kind\":\"card\"}", NULL},
    {"{\"a\":1 \"kind\":\"card\"}", NULL},
    {"{\"a\":1,}", NULL},
    {"{\"a\":\"\xff\",\"kind\":\"card\"}", NULL},
    {"{,\"kind\":\"card\"}", NULL},
    {"{\"kind\":\"card\\u0000\"}", NULL},
    {"[\"kind\",\"card\"]", NULL},
    {"[]", NULL},
};

START_TEST(a_tag_is_found_wherever_it_stands)
{
    for (size_t i = 0; i < sizeof objects / sizeof *objects; i++) {
        swage_str tag = find(objects[i].json, strlen(objects[i].json));
        ck_assert_msg(swage_str_equal(tag, swage_str_from(objects[i].tag)), "%s", objects[i].json);
    }
}
END_TEST

START_TEST(a_tag_is_found_behind_any_number_of_members)
{
    char json[16384];
    for (int before = 0; before < 300; before++) {
        size_t len = 1;
        json[0] = '{';
        for (int i = 0; i < before; i++)
            len += (size_t)snprintf(json + len, sizeof json - len, "\"member%d\":[%d,{}], ", i, i);
        len += (size_t)snprintf(json + len, sizeof json - len, "\"kind\":\"v%d\",\"z\":1}", before);
        char wanted[16];
        snprintf(wanted, sizeof wanted, "v%d", before);
        ck_assert(swage_str_equal(find(json, len), swage_str_from(wanted)));
    }
}
END_TEST

/* robustness 101 */
START_TEST(an_object_that_is_cut_off_is_read_within_its_bounds)
{
    for (size_t i = 0; i < sizeof objects / sizeof *objects; i++) {
        size_t whole = strlen(objects[i].json);
        for (size_t len = 1; len < whole; len++) {
            char json[128];
            memcpy(json, objects[i].json, len);
            json[len] = '}';
            find(json, len + 1);
            json[len] = ']';
            find(json, len + 1);
        }
    }
}
END_TEST

/* robustness 87 */
START_TEST(what_is_too_deep_before_a_tag_is_refused)
{
    char json[512];
    for (int depth = SWAGE_DEPTH_MAX - 1; depth <= SWAGE_DEPTH_MAX + 1; depth++) {
        int len = snprintf(json, sizeof json, "{\"a\":%.*s%.*s,\"kind\":\"x\"}", depth,
                           "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", depth,
                           "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]");
        ck_assert_int_eq(find(json, (size_t)len).ptr != NULL, depth <= SWAGE_DEPTH_MAX);
    }
}
END_TEST

START_TEST(a_key_longer_than_the_scratch_is_compared_all_the_same)
{
    char key[300], json[700], literal[310];
    memset(key, 'k', sizeof key);
    int literal_len = snprintf(literal, sizeof literal, "\"%.*s\":", 300, key);
    int len = snprintf(json, sizeof json, "{\"%.*sx\":1,\"\\u006b%.*s\":\"tag\"}", 299, key, 299, key);
    swage_reader r = reader(json, (size_t)len);
    swage_str tag;
    ck_assert_ptr_nonnull(swage_find_tag(&r, r.text, literal, (size_t)literal_len, swage_str_of(key, 300), &tag));
    ck_assert(swage_str_equal(tag, SWAGE_STR("tag")));
}
END_TEST

START_TEST(a_tag_with_escapes_stops_at_the_arena_s_maximum)
{
    swage_arena small;
    swage_arena_init(&small, 16);
    static const char json[] = "{\"a\":1,\"kind\":\"\\u0061123456789012345678\"}";
    swage_reader r = reader(json, sizeof json - 1);
    r.arena = &small;
    swage_str tag;
    ck_assert_ptr_null(swage_find_tag(&r, r.text, "\"kind\":", 7, SWAGE_STR("kind"), &tag));
    ck_assert_int_eq(r.status, SWAGE_E_LIMIT);
    swage_arena_done(&small);
}
END_TEST

/* --- keys --------------------------------------------------------------------------------------------------------- */

static const struct {
    const char *json;
    swage_str key; /* absent: refused */
    bool only_nul; /* refused where U+0000 may not be */
} keys[] = {
    {"\"a\":1}", SWAGE_STR_INIT("a"), false},
    {"\"\":1}", SWAGE_STR_INIT(""), false},
    {"\"a\" \n:  1}", SWAGE_STR_INIT("a"), false},
    {"\"__proto__\":1, \"a\":2}", SWAGE_STR_INIT("__proto__"), false},
    {"\"\\u00e9\\n\":1}", SWAGE_STR_INIT("\xc3\xa9\n"), false},
    {"\"a key of more than one block\":1}", SWAGE_STR_INIT("a key of more than one block"), false},
    {"\"a\\u0000b\":1}", SWAGE_STR_INIT("a\0b"), true},
    {"\"a\"}", {NULL, 0}, false},
    {"\"a\" 1}", {NULL, 0}, false},
    {"\"a}", {NULL, 0}, false},
    {"a:1}", {NULL, 0}, false},
    {"1:1}", {NULL, 0}, false},
    {"\"\\ud800\":1}", {NULL, 0}, false},
    {"\"\xff\":1}", {NULL, 0}, false},
    {"}", {NULL, 0}, false},
};

START_TEST(keys_of_maps_are_read_with_their_colon)
{
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        swage_reader r = reader(keys[i].json, strlen(keys[i].json));
        swage_str key = {NULL, 0};
        const char *p = swage_read_map_key_nul(&r, r.text, &key);
        ck_assert_msg(swage_str_equal(key, keys[i].key), "%s", keys[i].json);
        ck_assert(p ? *p == '1' : !key.ptr);
        key = (swage_str){NULL, 0};
        p = swage_read_map_key(&r, r.text, &key);
        ck_assert(!p == (!keys[i].key.ptr || keys[i].only_nul));
        ck_assert(p ? *p == '1' && swage_str_equal(key, keys[i].key) : !key.ptr);
    }
}
END_TEST

START_TEST(integers_are_keys_when_nothing_stands_around_them)
{
    static const struct {
        swage_str text;
        bool is_signed, is_unsigned;
    } table[] = {
        {SWAGE_STR_INIT("0"), true, true},
        {SWAGE_STR_INIT("-1"), true, false},
        {SWAGE_STR_INIT("9223372036854775807"), true, true},
        {SWAGE_STR_INIT("-9223372036854775808"), true, false},
        {SWAGE_STR_INIT("9223372036854775808"), false, true},
        {SWAGE_STR_INIT("18446744073709551615"), false, true},
        {SWAGE_STR_INIT("18446744073709551616"), false, false},
        {SWAGE_STR_INIT("-9223372036854775809"), false, false},
        {SWAGE_STR_INIT("000000000000000000001"), false, false},
        {SWAGE_STR_INIT(""), false, false},
        {SWAGE_STR_INIT("-"), false, false},
        {SWAGE_STR_INIT("01"), false, false},
        {SWAGE_STR_INIT("+1"), false, false},
        {SWAGE_STR_INIT(" 1"), false, false},
        {SWAGE_STR_INIT("1 "), false, false},
        {SWAGE_STR_INIT("1.0"), false, false},
        {SWAGE_STR_INIT("1e2"), false, false},
        {SWAGE_STR_INIT("1\0"), false, false},
        {SWAGE_STR_INIT("1]"), false, false},
        {{NULL, 0}, false, false},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        swage_str text = table[i].text;
        if (text.ptr)
            text.ptr = guarded_put(&guarded, text.ptr, text.len);
        int64_t number = 77;
        uint64_t natural = 77;
        ck_assert_msg(swage_key_int64(text, INT64_MIN, INT64_MAX, &number) == table[i].is_signed, "%zu", i);
        ck_assert_msg(swage_key_uint64(text, 0, UINT64_MAX, &natural) == table[i].is_unsigned, "%zu", i);
        ck_assert(table[i].is_signed ? number == strtoll(table[i].text.ptr, NULL, 10) : number == 77);
        ck_assert(table[i].is_unsigned ? natural == strtoull(table[i].text.ptr, NULL, 10) : natural == 77);
    }
}
END_TEST

START_TEST(keys_are_held_to_their_bounds)
{
    int64_t number;
    uint64_t natural;
    ck_assert(swage_key_int64(SWAGE_STR("-5"), -5, 5, &number));
    ck_assert(swage_key_int64(SWAGE_STR("5"), -5, 5, &number));
    ck_assert(!swage_key_int64(SWAGE_STR("-6"), -5, 5, &number));
    ck_assert(!swage_key_int64(SWAGE_STR("6"), -5, 5, &number));
    ck_assert(swage_key_uint64(SWAGE_STR("3"), 3, 5, &natural));
    ck_assert(!swage_key_uint64(SWAGE_STR("2"), 3, 5, &natural));
    ck_assert(!swage_key_uint64(SWAGE_STR("6"), 3, 5, &natural));
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("tag");
    tcase_add_checked_fixture(tests, begin, finish);
    tcase_add_test(tests, a_tag_is_found_wherever_it_stands);
    tcase_add_test(tests, a_tag_is_found_behind_any_number_of_members);
    tcase_add_test(tests, an_object_that_is_cut_off_is_read_within_its_bounds);
    tcase_add_test(tests, what_is_too_deep_before_a_tag_is_refused);
    tcase_add_test(tests, a_key_longer_than_the_scratch_is_compared_all_the_same);
    tcase_add_test(tests, a_tag_with_escapes_stops_at_the_arena_s_maximum);
    tcase_add_test(tests, keys_of_maps_are_read_with_their_colon);
    tcase_add_test(tests, integers_are_keys_when_nothing_stands_around_them);
    tcase_add_test(tests, keys_are_held_to_their_bounds);
    Suite *suite = suite_create("tag");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
