/* SPDX-License-Identifier: MIT */
/* Patterns: that PCRE2 is asked what the schema means, and that automata answer alike. */
#include "config.h"

#include "bench.h"
#include "model/pattern.h"
#include "model/resolve.h"
#include "random.h"
#include "syntax/compilation.h"
#include "validate/matcher.h"

#include <stdio.h>
#include <string.h>

static struct model_text text_of(const char *text)
{
    return (struct model_text){text, strlen(text)};
}

START_TEST(what_differs_between_the_dialects_is_translated)
{
    static const char *const pairs[][2] = {
        {"a", "\\x{61}"},
        {"\303\251\360\237\230\200", "\\x{e9}\\x{1f600}"},
        {"^a$", "\\A\\x{61}\\z"},
        {".", "[^\\x{a}\\x{d}\\x{2028}\\x{2029}]"},
        {"(a|b)?", "(?:\\x{61}|\\x{62})?"},
        {"(?:a)", "(?:\\x{61})"},
        {"a{2,3}?", "\\x{61}{2,3}?"},
        {"[]", "(?!)"},
        {"[^]", "[\\x{0}-\\x{10ffff}]"},
        {"[a-c-]", "[\\x{61}-\\x{63}\\x{2d}]"},
        {"[^\\d[:]", "[^\\d\\x{5b}\\x{3a}]"},
        {"\\uD83D\\uDE00\\u{41}\\x42\\cA\\0", "\\x{1f600}\\x{41}\\x{42}\\x{1}\\x{0}"},
        {"\\v\\n\\/\\.", "\\x{b}\\x{a}\\x{2f}\\x{2e}"},
        {"[\\b\\-]", "[\\x{8}\\x{2d}]"},
        {"\\w\\D", "\\w\\D"},
    };
    for (size_t i = 0; i < COUNT(pairs); i++)
        ck_assert_str_eq(matcher_translate(&bench_pool, pairs[i][0]), pairs[i][1]);
}
END_TEST

START_TEST(texts_match_as_the_manual_says)
{
    static const struct {
        const char *pattern, *text;
        bool is_match;
    } rows[] = {
        {"[a-z]+", "123 a!", true},
        {"^[a-z]+$", "a\n", false},
        {".", "\n", false},
        {".", "\342\200\250", false},
        {".", "\302\205", true},
        {".", "\v", true},
        {"\\s", "\342\200\250", true},
        {"\\s", "\302\205", false},
        {"\\s", "\357\273\277", true},
        {"\\S", "\357\273\277", false},
        {"\\S", "\302\205", true},
        {"\\d", "\331\240", false},
        {"\\w", "\303\251", false},
        {"^.{2}$", "\303\251\360\237\230\200", true},
        {"\\v", "\n", false},
        {"[]", "", false},
        {"a|[]", "a", true},
        {"[^]", "\n", true},
        {"(?:^)*a", "ba", true},
        {"[[:alpha:]]", ":]", true},
        {"$^", "", true},
        {"^(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", false},
    };
    struct matcher *matcher = matcher_new();
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct model_pattern *pattern = pool_alloc(&bench_pool, sizeof *pattern);
        pattern->text = rows[i].pattern;
        enum matcher_verdict verdict = matcher_check(matcher, &bench_pool, pattern, text_of(rows[i].text));
        ck_assert_msg((int)verdict == (rows[i].is_match ? MATCHER_MATCHES : MATCHER_FAILS), "%s on '%s'",
                      rows[i].pattern, rows[i].text);
    }
    struct model_pattern nul = {.text = "^a\\0b$"};
    ck_assert_int_eq(matcher_check(matcher, &bench_pool, &nul, (struct model_text){"a\0b", 3}), MATCHER_MATCHES);
    ck_assert_int_eq(matcher_check(matcher, &bench_pool, &nul, (struct model_text){"a\0c", 3}), MATCHER_FAILS);
    matcher_free(matcher);
}
END_TEST

START_TEST(what_is_too_large_for_pcre2_is_said)
{
    struct matcher *matcher = matcher_new();
    struct model_pattern vast = {.text = "(?:(?:(?:abc){900}){900}){900}"};
    for (int i = 0; i < 2; i++)
        ck_assert_int_eq(matcher_check(matcher, &bench_pool, &vast, text_of("a")), MATCHER_TOO_LARGE);
    matcher_free(matcher);
}
END_TEST

/* ---- random ones ---- */

static void draw(uint64_t *state, char *to, unsigned depth)
{
    static const char *const atoms[] = {"a",   "b",   ".",        "[ab]",    "[^a]",     "\\d",
                                        "\\s", "\\w", "\\W",      "[^]",     "\303\251", "\\n",
                                        "^",   "$",   "[a-c\\d]", "\\u00e9", "[^\\s1]",  "[\\S]"};
    static const char *const counts[] = {"*", "+", "?", "{2}", "{1,2}", "{0,}", "*?", "+?"};
    to += strlen(to);
    if (depth == 0 || random_below(state, 3) == 0) {
        const char *atom = atoms[random_below(state, COUNT(atoms))];
        bool is_anchor = *atom == '^' || *atom == '$';
        sprintf(to, "%s%s", atom,
                is_anchor || random_below(state, 2) ? "" : counts[random_below(state, COUNT(counts))]);
        return;
    }
    size_t kind = random_below(state, 3);
    strcat(to, kind == 0 ? "" : "(");
    draw(state, to, depth - 1);
    strcat(to, kind == 2 ? "|" : "");
    draw(state, to, depth - 1);
    strcat(to, kind == 0 ? "" : ")");
    if (kind != 0 && random_below(state, 3) == 0)
        strcat(to, counts[random_below(state, COUNT(counts))]);
}

static const struct model_pattern *compile(struct compilation *cx, struct unit *unit, const char *pattern)
{
    char *quoted = pool_printf(&cx->pool, "\"%s\"", pattern);
    const struct source *source = source_from_text(cx, "t.swage", quoted, strlen(quoted));
    struct ast_string string = {source_locate(source, 0, strlen(quoted)),
                                pool_copy(&cx->pool, pattern, strlen(pattern)), strlen(pattern)};
    return pattern_compile(unit, &string);
}

START_TEST(automata_answer_alike)
{
    static const char *const pieces[] = {"a", "b", "1", " ", "\n", "\303\251", "-", "\360\237\230\200"};
    uint64_t state = 20;
    struct compilation *cx = compilation_new();
    struct schema schema;
    struct matcher *matcher = matcher_new();
    size_t asked = 0;
    schema_init(&schema, cx, NULL);
    struct unit unit = {.cx = cx, .schema = &schema};
    for (int i = 0; i < 600; i++) {
        char text[4096] = "";
        draw(&state, text, 3);
        const struct model_pattern *pattern = compile(cx, &unit, text);
        for (int k = 0; pattern != NULL && k < 30; k++) {
            char subject[64] = "";
            for (size_t n = random_below(&state, 6); n > 0; n--)
                strcat(subject, pieces[random_below(&state, COUNT(pieces))]);
            bool is_match = pattern_matches(pattern, subject, strlen(subject));
            enum matcher_verdict verdict = matcher_check(matcher, &bench_pool, pattern, text_of(subject));
            ck_assert_msg((int)verdict == (is_match ? MATCHER_MATCHES : MATCHER_FAILS), "%s on '%s': %d", text, subject,
                          (int)verdict);
            asked++;
        }
    }
    ck_assert_uint_gt(asked, 10000);
    matcher_free(matcher);
    compilation_free(cx);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("matcher");
    tcase_add_test(tests, what_differs_between_the_dialects_is_translated);
    tcase_add_test(tests, texts_match_as_the_manual_says);
    tcase_add_test(tests, what_is_too_large_for_pcre2_is_said);
    tcase_add_test(tests, automata_answer_alike);
    return bench_run("matcher", tests);
}
