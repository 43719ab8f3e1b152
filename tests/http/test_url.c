/* SPDX-License-Identifier: MIT */
/* Percent escapes and query pairs (points 18 and 20 of what a server must withstand). */
#include "http/url.h"

#include "guard.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static swage_arena *arena;

static void make_arena(void)
{
    arena = swage_arena_new(1 << 20);
    ck_assert_ptr_nonnull(arena);
}

static void free_arena(void)
{
    swage_arena_free(arena);
}

/* Decodes from memory with a forbidden page behind it. */
static bool decode(const char *text, bool plus, swage_str *out)
{
    size_t len = strlen(text);
    return swage_url_decode(swage_str_of(guard_behind(text, len), len), plus, arena, out);
}

START_TEST(escapes_become_bytes)
{
    static const struct {
        bool plus;
        const char *text, *decoded;
    } cases[] = {
        {false, "", ""},
        {false, "plain", "plain"},
        {false, "%41", "A"},
        {false, "a%20b", "a b"},
        {false, "%2f%2F", "//"},
        {false, "%25", "%"},
        {false, "%2541", "%41"},
        {false, "a+b", "a+b"},
        {true, "a+b", "a b"},
        {true, "+", " "},
        {true, "%2B", "+"},
        {true, "a%20b+c", "a b c"},
        {false, "%c3%A9", "\xc3\xa9"},
        {false, "%fF%01", "\xff\x01"},
        {false, "%0a", "\n"},
        {false, "\xff", "\xff"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        swage_str out;
        ck_assert_msg(decode(cases[i].text, cases[i].plus, &out), "%s", cases[i].text);
        ck_assert_msg(swage_str_equal(out, swage_str_from(cases[i].decoded)), "%s: %.*s", cases[i].text, (int)out.len,
                      out.ptr);
    }
}
END_TEST

START_TEST(every_byte_is_decoded)
{
    for (unsigned byte = 1; byte < 256; byte++) {
        char text[8];
        swage_str out;
        for (int upper = 0; upper < 2; upper++) {
            snprintf(text, sizeof text, upper ? "%%%02X" : "%%%02x", byte);
            ck_assert(decode(text, false, &out));
            ck_assert(out.len == 1 && (unsigned char)out.ptr[0] == byte);
        }
    }
}
END_TEST

/* robustness 18 */
START_TEST(bad_escapes_are_refused)
{
    static const char *const cases[] = {"%",   "a%",    "%4",   "a%4", "%zz", "%4g",   "%g4",
                                        "%00", "a%00b", "%%41", "%-1", "% 1", "%4%41", "%+1"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        swage_str out = SWAGE_STR("untouched");
        ck_assert_msg(!decode(cases[i], true, &out), "%s", cases[i]);
        ck_assert(swage_str_equal(out, SWAGE_STR("untouched")));
    }
}
END_TEST

START_TEST(text_without_escapes_stays_where_it_is)
{
    swage_str text = SWAGE_STR("plain+text"), out;
    ck_assert(swage_url_decode(text, false, NULL, &out));
    ck_assert_ptr_eq(out.ptr, text.ptr);
    ck_assert(swage_url_decode(swage_str_of(NULL, 0), true, NULL, &out));
    ck_assert_ptr_null(out.ptr);
}
END_TEST

START_TEST(a_full_arena_refuses)
{
    static char text[70000] = "%41";
    swage_arena *small = swage_arena_new(4096);
    swage_str out;
    memset(text + 3, 'a', sizeof text - 3);
    ck_assert(!swage_url_decode(swage_str_of(text, sizeof text), false, small, &out));
    ck_assert(swage_url_decode(swage_str_of(text, 100), false, small, &out));
    ck_assert_uint_eq(out.len, 98);
    swage_arena_free(small);
}
END_TEST

/* Writes the pairs of a query as "name=value;". */
static void split(const char *text, char *out)
{
    size_t len = strlen(text);
    swage_str query = swage_str_of(guard_behind(text, len), len), name, value;
    *out = '\0';
    while (swage_url_next_pair(&query, &name, &value)) {
        ck_assert_ptr_nonnull(name.ptr);
        ck_assert_ptr_nonnull(value.ptr);
        out += sprintf(out, "%.*s=%.*s;", (int)name.len, name.ptr, (int)value.len, value.ptr);
    }
}

START_TEST(queries_are_split)
{
    static const struct {
        const char *query, *pairs;
    } cases[] = {
        {"", ""},
        {"a=1", "a=1;"},
        {"a=1&b=2", "a=1;b=2;"},
        {"a=1&a=2", "a=1;a=2;"},
        {"a", "a=;"},
        {"a=", "a=;"},
        {"=1", "=1;"},
        {"=", "=;"},
        {"&", ""},
        {"&&a=1&&&b&", "a=1;b=;"},
        {"a=1=2", "a=1=2;"},
        {"a=%26&b=%3D+", "a=%26;b=%3D+;"},
        {"a=1;b=2", "a=1;b=2;"}, /* one pair: only '&' divides */
        {"a?b=c/d", "a?b=c/d;"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char pairs[128];
        split(cases[i].query, pairs);
        ck_assert_str_eq(pairs, cases[i].pairs);
    }
}
END_TEST

START_TEST(an_absent_query_has_no_pairs)
{
    swage_str query = {NULL, 0}, name, value;
    ck_assert(!swage_url_next_pair(&query, &name, &value));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("url");
    TCase *tc = tcase_create("url");
    tcase_add_checked_fixture(tc, make_arena, free_arena);
    tcase_add_test(tc, escapes_become_bytes);
    tcase_add_test(tc, every_byte_is_decoded);
    tcase_add_test(tc, bad_escapes_are_refused);
    tcase_add_test(tc, text_without_escapes_stays_where_it_is);
    tcase_add_test(tc, a_full_arena_refuses);
    tcase_add_test(tc, queries_are_split);
    tcase_add_test(tc, an_absent_query_has_no_pairs);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
