/* SPDX-License-Identifier: MIT */
/* Skipping: every rule of the grammar, exact depth, every cut, and the same verdict as the collector of faults. */
#include "config.h"

#include "guarded.h"
#include "mutation.h"

#include <swage/explain.h>
#include <swage/read.h>

#include <check.h>
#include <stdlib.h>

/* Skips the only item of the array `[json]`, which ends at the guard. */
static bool skips(struct guarded *guarded, const char *json, size_t len, unsigned depth)
{
    swage_reader r = {0};
    char *text = guarded_put(guarded, "", 0) - len - 2;
    text[0] = '[';
    memmove(text + 1, json, len);
    text[len + 1] = ']';
    const char *p = swage_reader_open(&r, swage_str_of(text, len + 2), NULL);
    r.depth = depth;
    p = swage_skip(&r, swage_space(p + 1));
    return p && swage_reader_unwrap(&r, p) == r.end;
}

static const char *const good[] = {
    "null",
    "true",
    "false",
    "0",
    "-0",
    "1",
    "-12",
    "0.5",
    "10.25",
    "1e5",
    "1E+5",
    "-0.1e-05",
    "0e0",
    "123456789012345678901234567890",
    "1e999999999",
    "\"\"",
    "\"text\"",
    "\"a text of more than one block, plain as can be\"",
    "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\"",
    "\"\\u0000\"",
    "\"caf\xc3\xa9 \xe6\x97\xa5 \xf0\x9f\x98\x80\"",
    "\"\x7f\"",
    "[]",
    "[ ]",
    "{}",
    "{ }",
    "[[],{},[{}]]",
    "[1,2 , 3\n,\t4]",
    "{\"a\":1,\"b\" : [ true , null ] , \"c\":{\"d\":\"e\"}}",
    "{\"\":\"\",\"\":\"\"}",
    "{\"a key of more than one block of bytes\":\"and a value of more than one\"}",
    "{\"\\u0000\":{\"\\\"\":[]}}",
    "[[[[[[[[]]]]]]]]",
};

static const char *const bad[] = {
    "",
    " ",
    "nul",
    "nulL",
    "nullx",
    "True",
    "tru",
    "truefalse",
    "fals",
    "NaN",
    "Infinity",
    "-Infinity",
    "+1",
    "-",
    "--1",
    "-a",
    "01",
    "-01",
    "00",
    "1.",
    ".5",
    "1.e5",
    "1e",
    "1e+",
    "1e-",
    "1e5.5",
    "1.5.5",
    "0x10",
    "1 2",
    "'a'",
    "\"",
    "\"a",
    "\"\\\"",
    "\"\\",
    "\"\\a\"",
    "\"\\u12\"",
    "\"\\u12g4\"",
    "\"\\ud800\"",
    "\"\\udc00\"",
    "\"\\ud800\\u0041\"",
    "\"\x01\"",
    "\"\n\"",
    "\"\t\"",
    "\"a text of more than one block, and then\ta tab\"",
    "\"\xff\"",
    "\"\xc3\"",
    "\"\xc0\xaf\"",
    "\"\xed\xa0\x80\"",
    "\"a text of more than one block, and then \xf5\x80\x80\x80\"",
    "[",
    "]",
    "[1",
    "[1,",
    "[1,]",
    "[,1]",
    "[,]",
    "[1,,2]",
    "[1 2]",
    "[1}",
    "[}",
    "{",
    "}",
    "{]",
    "{\"a\":1]",
    "{\"a\"}",
    "{\"a\":}",
    "{\"a\":1,}",
    "{,}",
    "{,\"a\":1}",
    "{\"a\":1,,\"b\":2}",
    "{\"a\" 1}",
    "{\"a\":1 \"b\":2}",
    "{a:1}",
    "{1:1}",
    "{null:1}",
    "{\"a\"::1}",
    "{\"a\":1}}",
    "[]]",
    "{} {}",
    "[[]",
    "[{]}",
    "[1]x",
    "\xef\xbb\xbf[]",
    "[\v1]",
    "[1\f]",
    "[\xc2\xa0]",
    "1/**/",
    "[]//",
    "#",
};

START_TEST(all_of_the_grammar_is_skipped)
{
    struct guarded guarded = guarded_new(256);
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        ck_assert_msg(skips(&guarded, good[i], strlen(good[i]), 64), "%s", good[i]);
    guarded_free(&guarded);
}
END_TEST

START_TEST(what_is_not_json_is_not_skipped)
{
    struct guarded guarded = guarded_new(256);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ck_assert_msg(!skips(&guarded, bad[i], strlen(bad[i]), 64), "%s", bad[i]);
    guarded_free(&guarded);
}
END_TEST

/* A number that is cut may still be one; all else is not. */
START_TEST(a_cut_value_is_not_skipped)
{
    struct guarded guarded = guarded_new(256);
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        bool is_number = good[i][0] == '-' || (good[i][0] >= '0' && good[i][0] <= '9');
        for (size_t cut = 0; cut < strlen(good[i]); cut++)
            ck_assert_msg(is_number || !skips(&guarded, good[i], cut, 64), "%.*s", (int)cut, good[i]);
    }
    guarded_free(&guarded);
}
END_TEST

START_TEST(depth_is_exact)
{
    static const unsigned limits[] = {0, 1, 2, 63, 64, 65, 500, SWAGE_DEPTH_LIMIT};
    struct guarded guarded = guarded_new(8192);
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        char nested[2 * SWAGE_DEPTH_LIMIT + 2];
        for (unsigned deep = limits[i]; deep <= limits[i] + 1; deep++) {
            memset(nested, '[', deep);
            memset(nested + deep, ']', deep);
            ck_assert_int_eq(skips(&guarded, nested, (size_t)2 * deep, limits[i]), deep > 0 && deep <= limits[i]);
        }
    }
    guarded_free(&guarded);
}
END_TEST

START_TEST(depth_never_passes_what_skipping_can_keep)
{
    struct guarded guarded = guarded_new(8192);
    char nested[2 * (SWAGE_DEPTH_LIMIT + 1)];
    memset(nested, '[', SWAGE_DEPTH_LIMIT + 1);
    memset(nested + SWAGE_DEPTH_LIMIT + 1, ']', SWAGE_DEPTH_LIMIT + 1);
    ck_assert(!skips(&guarded, nested, sizeof nested, UINT32_MAX));
    guarded_free(&guarded);
}
END_TEST

START_TEST(siblings_do_not_add_to_depth)
{
    struct guarded guarded = guarded_new(256);
    ck_assert(skips(&guarded, "[[],[],{},{\"a\":[]},[[]]]", 24, 3));
    ck_assert(!skips(&guarded, "[[],[],{},{\"a\":[]},[[]]]", 24, 2));
    guarded_free(&guarded);
}
END_TEST

START_TEST(a_million_brackets_are_refused_at_once)
{
    const size_t len = 1000000;
    struct guarded guarded = guarded_new(len + 2);
    char *open = malloc(len);
    memset(open, '[', len);
    ck_assert(!skips(&guarded, open, len, 64));
    for (size_t i = 0; i + 5 <= len; i += 5)
        memcpy(open + i, "{\"\":[", 5);
    ck_assert(!skips(&guarded, open, len, 64));
    free(open);
    guarded_free(&guarded);
}
END_TEST

START_TEST(long_values_take_no_stack)
{
    const size_t len = 1 << 20;
    struct guarded guarded = guarded_new(len + 2);
    char *text = malloc(len);
    memset(text, '7', len);
    ck_assert(skips(&guarded, text, len, 0));
    text[1] = 'e';
    ck_assert(skips(&guarded, text, len, 0));
    text[0] = '"';
    text[len - 1] = '"';
    ck_assert(skips(&guarded, text, len, 0));
    memset(text, '[', 1);
    for (size_t i = 1; i < len - 1; i += 2)
        memcpy(text + i, "1,", 2);
    text[len - 2] = '1';
    text[len - 1] = ']';
    ck_assert(skips(&guarded, text, len, 1));
    free(text);
    guarded_free(&guarded);
}
END_TEST

START_TEST(the_last_bracket_is_never_consumed)
{
    swage_reader r;
    const char *p = swage_reader_open(&r, SWAGE_STR("{\"a\":[1]"), NULL);
    ck_assert_ptr_null(swage_skip(&r, p + 5));
    ck_assert_ptr_null(swage_skip(&r, p));
    p = swage_reader_open(&r, SWAGE_STR("{\"a\":[1]}"), NULL);
    ck_assert_ptr_eq(swage_skip(&r, p + 5), r.end - 1);
    ck_assert_ptr_null(swage_skip(&r, p));
}
END_TEST

/* The two know nothing of each other: an array without items in its type makes the collector skip whatever stands
   there. */
static bool collector_skips(const char *json, size_t len)
{
    static const struct swage_type item = {.kind = SWAGE_KIND_BOOL};
    static const struct swage_type none = {.kind = SWAGE_KIND_ARRAY, .item = &item, .most = 0};
    struct swage_error faults[2];
    size_t count = swage_explain(swage_str_of(json, len), &none, 64, faults, 2);
    return count == 0 || !swage_is_text_fault(faults[count - 1].fault);
}

START_TEST(the_collector_agrees_on_what_is_json)
{
    struct guarded guarded = guarded_new(512);
    uint64_t state = 0x5eed;
    size_t accepted = 0;
    for (int round = 0; round < 300000; round++) {
        char json[256];
        const char *from = good[mutation_below(&state, sizeof good / sizeof *good)];
        size_t len = strlen(from);
        memcpy(json, from, len);
        len = mutation_apply(&state, json, len, sizeof json);
        bool is_skipped = skips(&guarded, json, len, 64);
        accepted += is_skipped;
        if (is_skipped != collector_skips(guarded.map + guarded.size - len - 1, len))
            ck_abort_msg("%d: %.*s", is_skipped, (int)len, json);
    }
    ck_assert_uint_gt(accepted, 30000);
    guarded_free(&guarded);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("skip");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, all_of_the_grammar_is_skipped);
    tcase_add_test(tests, what_is_not_json_is_not_skipped);
    tcase_add_test(tests, a_cut_value_is_not_skipped);
    tcase_add_test(tests, depth_is_exact);
    tcase_add_test(tests, depth_never_passes_what_skipping_can_keep);
    tcase_add_test(tests, siblings_do_not_add_to_depth);
    tcase_add_test(tests, a_million_brackets_are_refused_at_once);
    tcase_add_test(tests, long_values_take_no_stack);
    tcase_add_test(tests, the_last_bracket_is_never_consumed);
    tcase_add_test(tests, the_collector_agrees_on_what_is_json);
    Suite *suite = suite_create("skip");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
