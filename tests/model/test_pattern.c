/* SPDX-License-Identifier: MIT */
/* Patterns: what is accepted, what is refused and where, and that every automaton says what pattern_oracle.c says. */
#include "config.h"

#include "model/c_name.h"
#include "model/model.h"
#include "model/pattern.h"
#include "model/resolve.h"
#include "pattern_oracle.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define COUNT(ARRAY) (sizeof(ARRAY) / sizeof *(ARRAY))

enum { TEXT_MAX = 400 };

/* ---- a compilation ---- */

struct bench {
    struct compilation *cx;
    struct schema schema;
    struct unit unit;
};

static void open_bench(struct bench *bench)
{
    bench->cx = compilation_new();
    ck_assert_ptr_nonnull(bench->cx);
    schema_init(&bench->schema, bench->cx, NULL);
    bench->unit = (struct unit){.cx = bench->cx, .schema = &bench->schema};
}

static void close_bench(struct bench *bench)
{
    compilation_free(bench->cx);
}

/* The pattern as it stands in a schema: in quotes, each backslash twice. */
static const struct model_pattern *compile(struct bench *bench, const char *pattern)
{
    char *text = pool_alloc(&bench->cx->pool, 2 * strlen(pattern) + 3), *out = text;
    *out++ = '"';
    for (const char *p = pattern; *p != '\0'; p++) {
        if (*p == '\\')
            *out++ = '\\';
        *out++ = *p;
    }
    *out++ = '"';
    size_t len = (size_t)(out - text);
    const struct source *source = source_from_text(bench->cx, "t.swage", text, len);
    struct ast_string string = {source_locate(source, 0, len), pattern, strlen(pattern)};
    return pattern_compile(&bench->unit, &string);
}

static const struct diagnostic *last_message(const struct bench *bench)
{
    return bench->cx->diagnostics.last;
}

/* ---- what matches ---- */

struct row {
    const char *pattern;
    const char *yes[6], *no[6]; /* up to NULL */
};

static void check_row(const struct row *row)
{
    struct bench bench;
    open_bench(&bench);
    const struct model_pattern *pattern = compile(&bench, row->pattern);
    ck_assert_msg(pattern != NULL, "%s: %s", row->pattern, pattern ? "" : last_message(&bench)->message);
    ck_assert_str_eq(pattern->text, row->pattern);
    for (size_t i = 0; i < COUNT(row->yes) && row->yes[i] != NULL; i++)
        ck_assert_msg(pattern_matches(pattern, row->yes[i], strlen(row->yes[i])), "%s: not '%s'", row->pattern,
                      row->yes[i]);
    for (size_t i = 0; i < COUNT(row->no) && row->no[i] != NULL; i++)
        ck_assert_msg(!pattern_matches(pattern, row->no[i], strlen(row->no[i])), "%s: '%s'", row->pattern, row->no[i]);
    close_bench(&bench);
}

static void check_rows(const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        check_row(&rows[i]);
}

START_TEST(a_match_may_begin_and_end_anywhere)
{
    static const struct row rows[] = {
        {"b", {"b", "abc", "xxb"}, {"", "a", "B"}},
        {"^b", {"b", "bc"}, {"ab", ""}},
        {"b$", {"b", "ab"}, {"ba", "b\n", ""}},
        {"^b$", {"b"}, {"ab", "ba", "bb", "", "b\n"}},
        {"^$", {""}, {"a", "\n"}},
        {"$^", {""}, {"a", "\n"}},
        {"^^a$$", {"a"}, {"aa", ""}},
        {"a$|^b", {"a", "xa", "b", "bx"}, {"ax", "xb", ""}},
        {"(^|,)a(,|$)", {"a", "a,b", "b,a", "b,a,c"}, {"ba", "b,ab", ""}},
        {"(^a|b)c", {"ac", "xbc", "bc"}, {"xac", "c"}},
        {"^(a|$)", {"", "a", "ab"}, {"b"}},
        {"x(^a|b$)", {"xb", "xxb"}, {"xa", "xbx"}},
        {"(?:^)*a", {"a", "ba"}, {"b"}},
    };
    check_rows(rows, COUNT(rows));
}
END_TEST

START_TEST(repeats_are_counted)
{
    static const struct row rows[] = {
        {"^a*$", {"", "a", "aaaa"}, {"b", "ab"}},
        {"^a+$", {"a", "aaaa"}, {"", "ab"}},
        {"^a?$", {"", "a"}, {"aa"}},
        {"^a{3}$", {"aaa"}, {"aa", "aaaa"}},
        {"^a{2,}$", {"aa", "aaaaa"}, {"a", ""}},
        {"^a{2,4}$", {"aa", "aaa", "aaaa"}, {"a", "aaaaa"}},
        {"^a{0,2}$", {"", "a", "aa"}, {"aaa"}},
        {"^a{0}b$", {"b"}, {"ab", ""}},
        {"^a{0,}$", {"", "aaa"}, {"b"}},
        {"^a{01,02}$", {"a", "aa"}, {"", "aaa"}},
        {"^(ab){2}$", {"abab"}, {"ab", "aabb", "ababab"}},
        {"^(?:a{2}){3}$", {"aaaaaa"}, {"aaaaa", "aaaaaaa"}},
        {"^(?:a|bc){2,3}$", {"aa", "abc", "bca", "bcbcbc"}, {"a", "bc", "aaaa"}},
        {"^(a?){2}$", {"", "a", "aa"}, {"aaa"}},
        {"^(a*)*$", {"", "aaa"}, {"b"}},
        {"^(a*)+b$", {"b", "aab"}, {"a"}},
        {"^()*a$", {"a"}, {""}},
        {"^(?:(?:(?:(?:(?:){1000}){1000}){1000}){1000}){1000}a$", {"a"}, {"", "b"}},
        {"^\303\251{2}$", {"\303\251\303\251"}, {"\303\251", "\303\251\251"}},
    };
    check_rows(rows, COUNT(rows));
}
END_TEST

START_TEST(lazy_repeats_match_the_same)
{
    static const struct row rows[] = {
        {"^a*?$", {"", "aaa"}, {"b"}},
        {"^a+?b$", {"ab", "aab"}, {"b"}},
        {"^a\?\?b$", {"b", "ab"}, {"aab"}},
        {"^a{2}?$", {"aa"}, {"a", "", "aaa"}},
        {"^a{1,2}?b$", {"ab", "aab"}, {"b", "aaab"}},
        {"^a{1,}?$", {"a", "aaa"}, {""}},
    };
    check_rows(rows, COUNT(rows));
}
END_TEST

START_TEST(alternatives_may_be_empty)
{
    static const struct row rows[] = {
        {"^(a|b|cd)$", {"a", "b", "cd"}, {"c", "ab", ""}},
        {"^(a|)$", {"", "a"}, {"aa"}},
        {"^(|a)b$", {"b", "ab"}, {"a"}},
        {"^(||a)$", {"", "a"}, {"aa"}},
        {"^()$", {""}, {"a"}},
        {"^(?:)$", {""}, {"a"}},
        {"^a|b$", {"ax", "xb"}, {"xa", "bx"}},
    };
    check_rows(rows, COUNT(rows));
}
END_TEST

START_TEST(classes_hold_what_they_say)
{
    static const struct row rows[] = {
        {"^[abc]$", {"a", "b", "c"}, {"d", "", "ab", "A"}},
        {"^[a-c]$", {"a", "b", "c"}, {"d", "`", "B"}},
        {"^[^a-c]$", {"d", "A", "\n", "\303\251", "\360\237\230\200"}, {"a", "b", "c", "", "dd"}},
        {"^[^]$", {"a", "\n", "\342\200\250", "\364\217\277\277"}, {"", "aa"}},
        {"^([]|a)$", {"a"}, {"", "]"}},
        {"^[]*$", {""}, {"a"}},
        {"^[-a]$", {"-", "a"}, {"b"}},
        {"^[a-]$", {"-", "a"}, {"b"}},
        {"^[-]$", {"-"}, {"a"}},
        {"^[--]$", {"-"}, {"a", "--"}},
        {"^[---]$", {"-"}, {"a"}},
        {"^[^-]$", {"a"}, {"-"}},
        {"^[+--]$", {"+", ",", "-"}, {".", "*"}},
        {"^[a-c-e]$", {"a", "c", "-", "e"}, {"d"}},
        {"^[a\\-c]$", {"a", "-", "c"}, {"b"}},
        {"^[\\d-]$", {"0", "9", "-"}, {"a"}},
        {"^[-\\d]$", {"0", "-"}, {"a"}},
        {"^[\\]]$", {"]"}, {"\\", "["}},
        {"^[[]$", {"["}, {"]"}},
        {"^[{}()*+?.|$^]$", {"{", "}", "(", "*", "|", "^"}, {"a", ""}},
        {"^[\\^a]$", {"^", "a"}, {"b"}},
        {"^[a^]$", {"^", "a"}, {"b"}},
        {"^[^^]$", {"a"}, {"^"}},
        {"^[\\b]$", {"\b"}, {"b"}},
        {"^[\\w.]$", {"a", "Z", "_", "5", "."}, {"-", "\303\251"}},
        {"^[^\\w]$", {"-", "\303\251"}, {"a"}},
        {"^[\\W\\d]$", {"-", "5"}, {"a", "_"}},
        {"^[\\S\\s]$", {"a", " "}, {""}},
        {"^[^\\S\\s]*$", {""}, {"a", " "}},
        {"^[\\u{0}-\\u{10FFFF}]$", {"a", "\303\251"}, {""}},
        {"^[\\uD7FF-\\uE000]$", {"\355\237\277", "\356\200\200"}, {"a", "\356\200\201"}},
        {"^[^\\u0000-\\uD7FF]$", {"\356\200\200", "\360\237\230\200"}, {"a", "\355\237\277"}},
        {"^[\360\237\230\200-\360\237\230\202]$",
         {"\360\237\230\200", "\360\237\230\201", "\360\237\230\202"},
         {"\360\237\230\203"}},
        {"^[aab-da-c]$", {"a", "b", "c", "d"}, {"e"}},
    };
    check_rows(rows, COUNT(rows));
}
END_TEST

START_TEST(escapes_stand_for_characters)
{
    static const struct row rows[] = {
        {"^\\n\\t\\r\\f\\v$", {"\n\t\r\f\v"}, {"ntrfv"}},
        {"^\\x41\\u0042\\u{43}\\u{000044}$", {"ABCD"}, {"abcd"}},
        {"^\\uD83D\\uDE00$", {"\360\237\230\200"}, {"\360\237\230\201"}},
        {"^\\ud83d\\ude00$", {"\360\237\230\200"}, {""}},
        {"^\\u{1F600}$", {"\360\237\230\200"}, {"\360\237\230\201"}},
        {"^\\xe9$", {"\303\251"}, {"\351"}},
        {"^\\cA\\cj\\cZ$", {"\1\12\32"}, {"AjZ"}},
        {"^\\^\\$\\\\\\.\\*\\+\\?\\(\\)\\[\\]\\{\\}\\|\\/$", {"^$\\.*+?()[]{}|/"}, {""}},
        {"^/-,:\"#&~@%!$", {"/-,:\"#&~@%!"}, {""}},
        {"^\\d\\D$", {"0a", "9-", "5\303\251"}, {"00", "a0", "0"}},
        {"^\\w\\W$", {"a-", "_\303\251", "Z\n"}, {"ab", "--"}},
        {"^\\s\\S$", {" a", "\302\240a", "\357\273\277\303\251", "\343\200\200."}, {"aa", "  "}},
    };
    check_rows(rows, COUNT(rows));
    struct bench bench;
    open_bench(&bench);
    const struct model_pattern *zero = compile(&bench, "^\\0[\\0]$");
    ck_assert(pattern_matches(zero, "\0\0", 2));
    ck_assert(!pattern_matches(zero, "\0", 1));
    close_bench(&bench);
}
END_TEST

START_TEST(dot_is_every_code_point_but_ends_of_lines)
{
    static const struct row rows[] = {
        {"^.$",
         {"a", "\t", "\303\251", "\342\202\254", "\360\237\230\200", "\302\205"},
         {"", "\n", "\r", "\342\200\250", "\342\200\251", "aa"}},
        {"^.{2}$", {"a\303\251", "\360\237\230\200\342\202\254"}, {"\303\251", "\360\237\230\200", "abc"}},
        {"^a.c$", {"abc", "a\342\200\247c", "a\342\200\252c"}, {"ac", "a\nc"}},
    };
    check_rows(rows, COUNT(rows));
}
END_TEST

START_TEST(patterns_of_the_world_work)
{
    static const struct row rows[] = {
        {"^[0-9]+$", {"0", "4111111111111111"}, {"", "1a", "\331\240"}},
        {"^[a-z][a-z0-9_]{0,29}$", {"a", "user_1"}, {"", "1a", "A", "abcdefghijabcdefghijabcdefghijk"}},
        {"^#(?:[0-9a-fA-F]{3}){1,2}$", {"#fff", "#00FF7f"}, {"#ffff", "fff", "#ggg"}},
        {"^\\+[1-9]\\d{1,14}$", {"+12", "+491234567890"}, {"+0123", "12", "+1234567890123456"}},
        {"^(?:[A-Z]{2}\\d{2}[A-Z0-9]{11,30})$", {"DE89370400440532013000"}, {"DE8937040044", "de89370400440532013000"}},
        {"^(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}$",
         {"0.0.0.0", "255.255.255.255"},
         {"256.1.1.1", "1.1.1", "1.1.1.1.1"}},
        {"^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(?:-[\\da-z.-]+)?$",
         {"1.0.0", "0.10.3-rc.1"},
         {"1.0", "01.0.0", "1.0.0-"}},
        {"\\.(?:png|jpe?g)$", {"a.png", ".jpg", "x.jpeg"}, {"png", "a.png.txt", "a.jpng"}},
    };
    check_rows(rows, COUNT(rows));
}
END_TEST

/* ---- what is refused ---- */

struct refusal {
    const char *pattern;
    const char *blamed;  /* as it stands in the schema; NULL: all of it */
    const char *message; /* a part of it */
};

/* The text under the carets. */
static void check_refusal(const struct refusal *refusal, enum diagnostic_code code)
{
    struct bench bench;
    open_bench(&bench);
    const struct model_pattern *pattern = compile(&bench, refusal->pattern);
    ck_assert_msg(pattern == NULL, "%s is accepted", refusal->pattern);
    ck_assert_uint_eq(diagnostic_errors(bench.cx), 1);
    const struct diagnostic *message = last_message(&bench);
    const struct place *at = &message->place;
    char blamed[TEXT_MAX];
    const char *wanted = refusal->blamed != NULL ? refusal->blamed : at->file->text;
    snprintf(blamed, sizeof blamed, "%.*s", (int)(at->end - at->first), at->file->text + at->first);
    ck_assert_uint_eq(at->col, at->first + 1);
    ck_assert_msg(strcmp(blamed, wanted) == 0, "%s: blames %s", refusal->pattern, blamed);
    ck_assert_msg(strstr(message->message, refusal->message) != NULL, "%s: %s", refusal->pattern, message->message);
    ck_assert_int_eq(message->code, code);
    close_bench(&bench);
}

static void check_refusals(const struct refusal *refusals, size_t count)
{
    for (size_t i = 0; i < count; i++)
        check_refusal(&refusals[i], DIAGNOSTIC_BAD_PATTERN);
}

START_TEST(what_is_not_regular_is_explained)
{
    static const struct refusal refusals[] = {
        {"a(?=b)", "(?", "look-around"},
        {"a(?!b)", "(?", "look-around"},
        {"(?<=a)b", "(?", "look-around"},
        {"(?<!a)b", "(?", "look-around"},
        {"(a)\\1", "\\\\1", "back-reference"},
        {"(a)[\\1]", "\\\\1", "back-reference"},
        {"(?<year>\\d+)", "(?", "needs no name"},
        {"\\k<year>", "\\\\k", "reference to a named group"},
        {"(?i:a)", "(?", "no flags"},
        {"(?", "(?", "only ':'"},
        {"a\\b", "\\\\b", "both sides"},
        {"\\Ba", "\\\\B", "both sides"},
        {"[\\B]", "\\\\B", "both sides"},
        {"\\p{L}", "\\\\p", "write the ranges"},
        {"[\\P{Lu}]", "\\\\P", "write the ranges"},
    };
    check_refusals(refusals, COUNT(refusals));
}
END_TEST

START_TEST(syntax_is_that_of_the_u_flag)
{
    static const struct refusal refusals[] = {
        {"*a", "*", "nothing to repeat"},
        {"a|+b", "+", "nothing to repeat"},
        {"(?:?)", "?", "nothing to repeat"},
        {"a**", "*", "nothing to repeat"},
        {"a*??", "?", "nothing to repeat"},
        {"a{2}{3}", "{", "nothing to repeat"},
        {"^*", "^*", "a place"},
        {"a$?", "$?", "a place"},
        {"a^{2}", "^{", "a place"},
        {"{", "{", "nothing to repeat"},
        {"a{", "{", "a count is"},
        {"a{}", "{", "a count is"},
        {"a{,5}", "{", "a count is"},
        {"a{1", "{1", "a count is"},
        {"a{1,x}", "{1,", "a count is"},
        {"a{ 1}", "{", "a count is"},
        {"a{-1}", "{", "a count is"},
        {"a{3,2}", "{3,2}", "larger than the second"},
        {"a}", "}", "nothing is open"},
        {"a]", "]", "nothing is open"},
        {"[]a]", "]", "nothing is open"},
        {"a)", ")", "nothing is open"},
        {"(a))b", ")", "nothing is open"},
        {"x(a", "(", "no ')'"},
        {"(a(b)", "(", "no ')'"},
        {"x[a", "[", "no ']'"},
        {"[", "[", "no ']'"},
        {"[^", "[", "no ']'"},
        {"[a\\]", "[", "no ']'"},
        {"[a-", "[", "no ']'"},
        {"[b-a]", "b-a", "ends before it begins"},
        {"[a--]", "a--", "ends before it begins"},
        {"[\\d-z]", "\\\\d-z", "from one character to another"},
        {"[a-\\w]", "a-\\\\w", "from one character to another"},
        {"a\\", "\\\\", "a backslash at the end"},
        {"\\a", "\\\\a", "unknown escape"},
        {"\\-", "\\\\-", "itself outside of brackets"},
        {"\\\"", "\\\\\"", "unknown escape"},
        {"\\_", "\\\\_", "unknown escape"},
        {"[\\a]", "\\\\a", "unknown escape"},
        {"\\\303\251", "\\\\\303\251", "unknown escape"},
        {"\\01", "\\\\01", "octal"},
        {"[\\00]", "\\\\00", "octal"},
        {"\\x4", "\\\\x4", "two hexadecimal digits"},
        {"\\xg0", "\\\\x", "two hexadecimal digits"},
        {"\\u12", "\\\\u12", "four hexadecimal digits"},
        {"\\u{}", "\\\\u{", "'}' follow"},
        {"\\u{12", "\\\\u{12", "'}' follow"},
        {"\\u{110000}", "\\\\u{110000}", "U+10FFFF"},
        {"\\u{FFFFFFFFFFFFFFFFFF}", "\\\\u{FFFFFFFFFFFFFFFFFF}", "U+10FFFF"},
        {"\\uD83D", "\\\\uD83D", "half of a surrogate pair"},
        {"\\uDE00\\uD83D", "\\\\uDE00", "half of a surrogate pair"},
        {"\\uD83D\\u0041", "\\\\uD83D", "half of a surrogate pair"},
        {"\\u{D83D}\\u{DE00}", "\\\\u{D83D}", "half of a surrogate pair"},
        {"[\\uD800-\\uDFFF]", "\\\\uD800", "half of a surrogate pair"},
        {"\\c", "\\\\c", "a letter follows"},
        {"\\c1", "\\\\c", "a letter follows"},
        {"\303\251\360\237\230\200[b-a]", "b-a", "ends before it begins"},
    };
    check_refusals(refusals, COUNT(refusals));
}
END_TEST

START_TEST(what_matches_nothing_is_refused)
{
    static const char *const patterns[] = {
        "[]", "a^b", "a$b", "a[]|b[]", "([]a)+", "[^\\d\\D]", "[^\\u0000-\\uD7FF\\uE000-\\u{10FFFF}]",
    };
    for (size_t i = 0; i < COUNT(patterns); i++) {
        struct refusal refusal = {patterns[i], NULL, "no text matches"};
        check_refusal(&refusal, DIAGNOSTIC_BAD_PATTERN);
    }
}
END_TEST

START_TEST(what_matches_everything_is_warned_of)
{
    static const char *const patterns[] = {"", "a*", "[a-z]*", "^", "$", ".*", "a|", "(?:a{0,3}){5}", "^.*", "[^]*$"};
    for (size_t i = 0; i < COUNT(patterns); i++) {
        struct bench bench;
        open_bench(&bench);
        const struct model_pattern *pattern = compile(&bench, patterns[i]);
        ck_assert_ptr_nonnull(pattern);
        ck_assert_msg(last_message(&bench) != NULL, "%s", patterns[i]);
        ck_assert_int_eq(last_message(&bench)->code, DIAGNOSTIC_IDLE_PATTERN);
        ck_assert_uint_eq(bench.cx->diagnostics.warning_count, 1);
        ck_assert_uint_eq(diagnostic_errors(bench.cx), 0);
        ck_assert(pattern_matches(pattern, "", 0) && pattern_matches(pattern, "\n", 1));
        compile(&bench, patterns[i]); /* each place is told */
        ck_assert_uint_eq(bench.cx->diagnostics.warning_count, 2);
        close_bench(&bench);
    }
}
END_TEST

START_TEST(places_are_found_behind_escapes_of_the_schema)
{
    static const struct {
        const char *raw, *text;
        uint32_t col, len;
    } cases[] = {
        {"\"\\n[b-a]\"", "\n[b-a]", 5, 3},
        {"\"\\u00e9[b-a]\"", "\303\251[b-a]", 9, 3},
        {"\"\\u20AC\\u0041[b-a]\"", "\342\202\254A[b-a]", 15, 3},
        {"\"\\ud83d\\ude00[b-a]\"", "\360\237\230\200[b-a]", 15, 3},
        {"\"[\\u0062-a]\"", "[b-a]", 3, 8},
        {"\"\\u005ba\"", "[a", 2, 6},
        {"\"\\\\q\"", "\\q", 2, 3},
        {"\"a\\u0000b\"", "a", 3, 6}, /* the NUL is part of the text */
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct bench bench;
        open_bench(&bench);
        const struct source *source = source_from_text(bench.cx, "t.swage", cases[i].raw, strlen(cases[i].raw));
        bool has_nul = i + 1 == COUNT(cases);
        const char *text = has_nul ? "a\0b" : cases[i].text;
        struct ast_string string = {source_locate(source, 0, strlen(cases[i].raw)), text, has_nul ? 3 : strlen(text)};
        ck_assert_ptr_null(pattern_compile(&bench.unit, &string));
        ck_assert_uint_eq(last_message(&bench)->place.col, cases[i].col);
        ck_assert_uint_eq(last_message(&bench)->place.end - last_message(&bench)->place.first, cases[i].len);
        close_bench(&bench);
    }
}
END_TEST

START_TEST(text_that_is_not_utf8_is_refused)
{
    static const char *const patterns[] = {
        "\200",       "a\303",   "\303(", "\340\200\200", "\355\240\200", "\364\220\200\200", "\370\210\200\200\200",
        "[\300\200]", "[a-\377]"};
    for (size_t i = 0; i < COUNT(patterns); i++) {
        struct bench bench;
        open_bench(&bench);
        struct ast_string string = {.text = patterns[i], .len = strlen(patterns[i])};
        ck_assert_ptr_null(pattern_compile(&bench.unit, &string));
        ck_assert_str_eq(last_message(&bench)->message, "a pattern is UTF-8");
        close_bench(&bench);
    }
}
END_TEST

/* ---- limits ---- */

static void check_too_large(const char *pattern, const char *blamed, const char *message)
{
    struct refusal refusal = {pattern, blamed, message};
    check_refusal(&refusal, DIAGNOSTIC_PATTERN_TOO_LARGE);
}

static void check_explosion(const char *pattern, const char *message)
{
    check_too_large(pattern, NULL, message);
}

START_TEST(counts_end_at_a_thousand)
{
    static const struct row rows[] = {{"^a{1000}$", {NULL}, {"", "a"}}, {"^a{0,1000}$", {"", "a"}, {"b"}}};
    check_rows(rows, COUNT(rows));
    check_too_large("a{1001}", "{1001}", "at most 1000");
    check_too_large("a{0,1001}", "{0,1001}", "at most 1000");
    check_too_large("a{1001,}", "{1001,}", "at most 1000");
    check_too_large("a{99999999999999999999}", "{99999999999999999999}", "at most 1000");
    check_too_large("a{65535,}", "{65535,}", "at most 1000");
    check_too_large("a{0,65535}", "{0,65535}", "at most 1000");
}
END_TEST

START_TEST(groups_nest_a_hundred_deep)
{
    for (int depth = PATTERN_DEPTH_MAX; depth <= PATTERN_DEPTH_MAX + 1; depth++) {
        char text[TEXT_MAX] = "";
        struct bench bench;
        memset(text, '(', (size_t)depth);
        text[depth] = 'a';
        memset(text + depth + 1, ')', (size_t)depth);
        open_bench(&bench);
        const struct model_pattern *pattern = compile(&bench, text);
        ck_assert_int_eq(pattern != NULL, depth == PATTERN_DEPTH_MAX);
        if (pattern == NULL) {
            ck_assert_uint_eq(last_message(&bench)->place.first, 1 + PATTERN_DEPTH_MAX);
            ck_assert_str_eq(last_message(&bench)->message, "groups are nested deeper than 100");
        }
        close_bench(&bench);
    }
}
END_TEST

START_TEST(texts_end_where_literals_of_c_end)
{
    for (size_t len = C_TEXT_MAX; len <= C_TEXT_MAX + 1; len++) {
        char *text = calloc(1, len + 1);
        struct bench bench;
        memset(text, 'a', len);
        open_bench(&bench);
        const struct model_pattern *pattern = compile(&bench, text);
        ck_assert_int_eq(pattern != NULL, len == C_TEXT_MAX);
        if (pattern == NULL)
            ck_assert_int_eq(last_message(&bench)->code, DIAGNOSTIC_PATTERN_TOO_LARGE);
        close_bench(&bench);
        free(text);
    }
}
END_TEST

START_TEST(what_explodes_is_refused_and_explained)
{
    static const struct row rows[] = {
        {"a[ab]{8}$", {"abbbbbbbb", "xabababababa", "aaaaaaaaa"}, {"bbbbbbbbb", "abbbbbbb", "aaaaaaaaac"}},
        {"^.{0,1000}$", {"", "abc"}, {"\n"}},
    };
    check_rows(rows, COUNT(rows));
    check_explosion("a[ab]{20}$", "more than 8192 states");
    check_explosion("^(a|b)*a(a|b){40}$", "more than 8192 states");
    check_explosion("(?:a.*){1000}", "multiply");
    check_explosion("^((a?){100}){100}$", "multiply");
    check_explosion("^((a{1000}){1000}){1000}$", "more than 65536 states");
    check_explosion("(((a|b|){1000}){1000}){1000}", "more than 65536 states");
    check_explosion("^(?:[a-f]\\n[x-z]\\n1\\nG\\n-|.{1,1000})$", "128 KiB");
}
END_TEST

/* robustness 99 */
START_TEST(nested_repeats_are_linear)
{
    static const char *const patterns[] = {"(a+)+$", "^(a+)+$", "^(a|aa)+$", "^(a*)*$", "^(a?){30}a{30}$", "(x+x+)+y"};
    enum { LONG = 1000 * 1000 };
    char *text = malloc(LONG + 1);
    memset(text, 'a', LONG);
    text[LONG] = '!';
    for (size_t i = 0; i < COUNT(patterns); i++) {
        struct bench bench;
        open_bench(&bench);
        const struct model_pattern *pattern = compile(&bench, patterns[i]);
        clock_t begun = clock();
        ck_assert(!pattern_matches(pattern, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", 31));
        clock_t done = clock();
        ck_assert(!pattern_matches(pattern, text, LONG + 1));
        clock_t all_done = clock();
        ck_assert_double_lt((double)(done - begun) / CLOCKS_PER_SEC, 0.001);
        ck_assert_double_lt((double)(all_done - done) / CLOCKS_PER_SEC, 0.5);
        close_bench(&bench);
    }
    free(text);
}
END_TEST

/* ---- automata ---- */

/* Whether every way from a state says the same. */
static bool is_decided(const struct model_pattern *pattern, size_t state)
{
    bool *seen = calloc(pattern->state_count, 1), is_same = true;
    size_t *list = calloc(pattern->state_count, sizeof *list), count = 1;
    list[0] = state;
    seen[state] = true;
    for (size_t i = 0; i < count; i++) {
        is_same = is_same && pattern->accepts[list[i]] == pattern->accepts[state];
        for (size_t k = 0; k < pattern->class_count; k++) {
            size_t to = pattern->next[list[i] * pattern->class_count + k];
            if (!seen[to])
                list[count++] = to;
            seen[to] = true;
        }
    }
    free(list);
    free(seen);
    return is_same;
}

static bool leads_to_itself(const struct model_pattern *pattern, size_t state)
{
    for (size_t k = 0; k < pattern->class_count; k++)
        if (pattern->next[state * pattern->class_count + k] != state)
            return false;
    return true;
}

/* Moore's way: states that accept alike are told apart by where they lead, round after round. Returns how many there
   are. */
static size_t distinguish(const struct model_pattern *pattern)
{
    size_t count = pattern->state_count, classes = pattern->class_count, found = 0, before;
    size_t *group = calloc(count, sizeof *group), *next = calloc(count, sizeof *next);
    for (size_t i = 0; i < count; i++)
        group[i] = pattern->accepts[i];
    do {
        before = found;
        found = 0;
        for (size_t i = 0; i < count; i++) {
            size_t same = 0;
            for (bool is_same = false; same < i; same++) {
                is_same = group[same] == group[i];
                for (size_t k = 0; k < classes && is_same; k++)
                    is_same = group[pattern->next[same * classes + k]] == group[pattern->next[i * classes + k]];
                if (is_same)
                    break;
            }
            next[i] = same < i ? next[same] : found++;
        }
        memcpy(group, next, count * sizeof *group);
    } while (found != before);
    free(group);
    free(next);
    return found;
}

static size_t distinct_classes(const struct model_pattern *pattern)
{
    size_t found = 0;
    for (size_t k = 0; k < pattern->class_count; k++) {
        bool is_new = true;
        for (size_t other = 0; other < k && is_new; other++) {
            bool is_same = true;
            for (size_t i = 0; i < pattern->state_count && is_same; i++)
                is_same =
                    pattern->next[i * pattern->class_count + k] == pattern->next[i * pattern->class_count + other];
            is_new = !is_same;
        }
        found += is_new;
    }
    return found;
}

static void check_automaton(const struct model_pattern *pattern)
{
    bool uses_class[256] = {false};
    for (int i = 0; i < 256; i++) {
        ck_assert_uint_lt(pattern->classes[i], pattern->class_count);
        uses_class[pattern->classes[i]] = true;
    }
    for (size_t k = 0; k < pattern->class_count; k++)
        ck_assert(uses_class[k]);
    for (size_t i = 0; i < pattern->state_count * pattern->class_count; i++)
        ck_assert_uint_lt(pattern->next[i], pattern->state_count);
    if (pattern->state_count > 60) /* what follows is slow */
        return;
    for (size_t i = 0; i < pattern->state_count; i++)
        if (is_decided(pattern, i) != leads_to_itself(pattern, i))
            ck_abort_msg("%s: state %zu", pattern->text, i);
    ck_assert_msg(distinguish(pattern) == pattern->state_count, "%s is not minimal", pattern->text);
    ck_assert_msg(distinct_classes(pattern) == pattern->class_count, "%s has too many classes", pattern->text);
}

START_TEST(automata_are_as_small_as_can_be)
{
    static const struct {
        const char *pattern;
        size_t states, classes;
    } cases[] = {
        {"", 1, 1},
        {"a", 2, 2},
        {"^a", 3, 2},
        {"^[0-9]+$", 3, 2},
        {"(a+)+$", 2, 2},
        {"^(a|aa|aaa)$", 5, 2},
        {"^(?:abc|xbc)$", 5, 4},
        {"^[a-zA-Z]{1,64}$", 66, 2},
        /* doc/patterns.md */
        {"^(\\w+)@(\\w+\\.)+\\w{2,}$", 8, 4},
        {"^[a-z][a-z0-9_]{0,29}$", 32, 3},
        {"^.*$", 7, 9},
        {"^.{1,255}$", 1532, 9},
        {"^[^]$", 6, 6}, /* 00-7F, 80-C1, C2-DF, E0-EF, F0-FF; the start, three tails, the end, never */
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct bench bench;
        open_bench(&bench);
        const struct model_pattern *pattern = compile(&bench, cases[i].pattern);
        ck_assert_msg(pattern->state_count == cases[i].states && pattern->class_count == cases[i].classes,
                      "%s: %zu states, %zu classes", cases[i].pattern, pattern->state_count, pattern->class_count);
        check_automaton(pattern);
        close_bench(&bench);
    }
}
END_TEST

START_TEST(same_text_has_the_same_automaton)
{
    struct bench bench, other;
    open_bench(&bench);
    open_bench(&other);
    const struct model_pattern *one = compile(&bench, "^(a|\303\251+b?)[^x]{3}$");
    ck_assert_ptr_eq(one, compile(&bench, "^(a|\303\251+b?)[^x]{3}$"));
    ck_assert_ptr_ne(one, compile(&bench, "^(a|\303\251+b?)[^x]{4}$"));
    const struct model_pattern *again = compile(&other, "^(a|\303\251+b?)[^x]{3}$");
    ck_assert_uint_eq(one->state_count, again->state_count);
    ck_assert_uint_eq(one->class_count, again->class_count);
    ck_assert_mem_eq(one->classes, again->classes, 256);
    ck_assert_mem_eq(one->accepts, again->accepts, one->state_count * sizeof *one->accepts);
    ck_assert_mem_eq(one->next, again->next, one->state_count * one->class_count * sizeof *one->next);
    close_bench(&bench);
    close_bench(&other);
}
END_TEST

/* ---- against the oracle ---- */

static size_t put_point(char *out, uint32_t point)
{
    if (point < 0x80) {
        out[0] = (char)point;
        return 1;
    }
    size_t more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    static const unsigned char leads[] = {0, 0xc0, 0xe0, 0xf0};
    out[0] = (char)(leads[more] | point >> (6 * more));
    for (size_t i = 1; i <= more; i++)
        out[i] = (char)(0x80 | (point >> (6 * (more - i)) & 0x3f));
    return more + 1;
}

static void compare(const struct model_pattern *pattern, const uint32_t *points, size_t count)
{
    char text[4 * ORACLE_TEXT_MAX];
    size_t len = 0;
    for (size_t i = 0; i < count; i++)
        len += put_point(text + len, points[i]);
    enum oracle_answer wanted = oracle_match(pattern->text, points, count);
    ck_assert_int_ne(wanted, ORACLE_TOO_LONG);
    if (pattern_matches(pattern, text, len) != (wanted == ORACLE_YES))
        ck_abort_msg("'%s' and '%.*s': wanted %d", pattern->text, (int)len, text, wanted);
}

static void compare_point(const struct model_pattern *pattern, uint32_t point)
{
    bool is_surrogate = point >= 0xd800 && point <= 0xdfff;
    if (!is_surrogate && point <= 0x10ffff)
        compare(pattern, &point, 1);
}

START_TEST(sets_agree_with_the_oracle_on_code_points)
{
    static const char *const patterns[] = {
        "^.$",
        "^\\d$",
        "^\\D$",
        "^\\w$",
        "^\\W$",
        "^\\s$",
        "^\\S$",
        "^[^\\s\\d]$",
        "^[\\u{80}-\\u{7FF}]$",
        "^[^\\x7f-\\u0800]$",
        "^[\\u0800-\\uFFFF]$",
        "^[\\uD7FF-\\uE000]$",
        "^[\\u{10000}-\\u{10FFFF}]$",
        "^[^\\uFFFF-\\u{10000}]$",
        "^[\\u0fff-\\u1001\\u{3ffff}-\\u{40001}\\u{fffff}-\\u{100000}\\u20ac]$",
        "^[^\\u{F0000}-\\u{10FFFE}a-z]$",
    };
    for (size_t i = 0; i < COUNT(patterns); i++) {
        struct bench bench;
        open_bench(&bench);
        const struct model_pattern *pattern = compile(&bench, patterns[i]);
        ck_assert_ptr_nonnull(pattern);
        for (uint32_t point = 0; point < 0x3100; point++)
            compare_point(pattern, point);
        for (uint32_t point = 0x3100; point <= 0x10ffff; point += 997)
            compare_point(pattern, point);
        for (uint32_t border = 0x4000; border <= 0x110000; border += 0x800)
            for (uint32_t point = border - 2; point <= border + 2; point++)
                compare_point(pattern, point);
        close_bench(&bench);
    }
}
END_TEST

static const uint32_t alphabet[] = {'a', 'b', 'c',    '\n', 0xe9, 0x20ac,   0x1f600, '0',
                                    ' ', '-', 0x2028, 'A',  0xfc, 0x10ffff, 0x1f601, 0};

static void compare_all(const struct model_pattern *pattern, uint32_t *points, size_t count, size_t most)
{
    compare(pattern, points, count);
    for (size_t i = 0; i < 7 && count < most; i++) {
        points[count] = alphabet[i];
        compare_all(pattern, points, count + 1, most);
    }
}

START_TEST(short_texts_agree_with_the_oracle)
{
    static const char *const patterns[] = {
        "a",
        "^a",
        "a$",
        "^a$",
        "^$",
        "^a|b$",
        "(^|b)a",
        "a(b|$)",
        "^(ab|a)(bc|c)?$",
        "^(a|b)*a(a|b)$",
        "(a+)+$",
        "^a{2,3}$",
        "^(a|\303\251){2}$",
        "^.{2}$",
        "^[^a]{2}$",
        "[^a-c]\303\251",
        "\360\237\230\200+$",
        "^(?:a|\342\202\254|\303\251b)+$",
        "^\\w*\\W\\w*$",
        "a.c",
        "a[^]c",
        "^(a?b?c?){2}$",
        "^(a{2}|b{3})*$",
        "^((a|b)c?)+$",
        "\\n$",
        "^(a*b)*$|^c",
        "(a|ab)(c|bcd)$",
        "^(?:^a|b)+$",
        "(?:a|$)b|$",
        "^[\303\251-\342\202\254]",
        "a.*b.*c",
        "^(|a|aa)$",
        "^(.|\\n)[^]$",
        "b{2}?a??$",
    };
    for (size_t i = 0; i < COUNT(patterns); i++) {
        uint32_t points[4];
        struct bench bench;
        open_bench(&bench);
        const struct model_pattern *pattern = compile(&bench, patterns[i]);
        ck_assert_msg(pattern != NULL, "%s", patterns[i]);
        check_automaton(pattern);
        compare_all(pattern, points, 0, COUNT(points));
        close_bench(&bench);
    }
}
END_TEST

/* ---- patterns made up ---- */

struct dice {
    uint64_t state;
};

static uint32_t roll(struct dice *dice, uint32_t below)
{
    dice->state = dice->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(dice->state >> 33) % below;
}

struct made {
    char text[TEXT_MAX];
    size_t len;
    struct dice *dice;
};

static void put(struct made *made, const char *text)
{
    size_t len = strlen(text);
    ck_assert_uint_lt(made->len + len, sizeof made->text);
    memcpy(made->text + made->len, text, len + 1);
    made->len += len;
}

static void put_one_of(struct made *made, const char *const *texts, size_t count)
{
    put(made, texts[roll(made->dice, (uint32_t)count)]);
}

static void put_class(struct made *made)
{
    static const char *const items[] = {"a",
                                        "b",
                                        "a-c",
                                        "\\d",
                                        "\\s",
                                        "\\W",
                                        "\303\251",
                                        "\303\251-\342\202\254",
                                        "\\u{1F600}",
                                        "\\n",
                                        "-",
                                        "0-9",
                                        "\\u2028-\\u{1F600}"};
    put(made, roll(made->dice, 3) == 0 ? "[^" : "[");
    for (uint32_t count = roll(made->dice, 4); count > 0; count--) {
        size_t before = made->len;
        put_one_of(made, items, COUNT(items));
        if (strcmp(made->text + before, "-") == 0) /* where it is itself: at the end */
            break;
    }
    put(made, "]");
}

static void put_choice(struct made *made, int depth);

static void put_item(struct made *made, int depth)
{
    static const char *const characters[] = {
        "a",   "b",   "c",   "a",   "b", "\303\251",       "\342\202\254", "\360\237\230\200", ".",   "\\d",  "\\w",
        "\\s", "\\S", "\\W", "\\n", "-", "\\uD83D\\uDE00", "\\xe9",        "\\u20ac",          "\\0", "\\x41"};
    uint32_t what = roll(made->dice, depth > 0 ? 10 : 6);
    if (what < 5) {
        put_one_of(made, characters, COUNT(characters));
    } else if (what < 6) {
        put_class(made);
    } else {
        put(made, what < 8 ? "(" : "(?:");
        put_choice(made, depth - 1);
        put(made, ")");
    }
}

static void put_sequence(struct made *made, int depth)
{
    static const char *const counts[] = {"*", "+", "?", "{2}", "{0,2}", "{1,}", "{2,3}", "*?", "+?", "{0}", "{3,}"};
    for (uint32_t count = roll(made->dice, 5); count > 0; count--) {
        uint32_t what = roll(made->dice, 16);
        if (what == 0) {
            put(made, roll(made->dice, 2) == 0 ? "^" : "$");
            continue;
        }
        put_item(made, depth);
        if (what < 6)
            put_one_of(made, counts, COUNT(counts));
    }
}

static void put_choice(struct made *made, int depth)
{
    put_sequence(made, depth);
    for (uint32_t more = roll(made->dice, 3); more > 1; more--) {
        put(made, "|");
        put_sequence(made, depth);
    }
}

static void make_pattern(struct made *made, struct dice *dice)
{
    *made = (struct made){.dice = dice};
    do {
        made->len = 0;
        put(made, roll(dice, 3) > 0 ? "^(?:" : "(?:");
        put_choice(made, 2);
        put(made, roll(dice, 3) > 0 ? ")$" : ")");
    } while (made->len > 100);
}

/* Returns how many texts matched. */
static size_t compare_random(const struct model_pattern *pattern, struct dice *dice, int texts)
{
    size_t matched = 0;
    for (; texts > 0; texts--) {
        uint32_t points[12];
        size_t count = roll(dice, COUNT(points) + 1), letters = roll(dice, 2) == 0 ? 3 : COUNT(alphabet);
        for (size_t i = 0; i < count; i++)
            points[i] = alphabet[roll(dice, (uint32_t)letters)];
        compare(pattern, points, count);
        matched += oracle_match(pattern->text, points, count) == ORACLE_YES;
    }
    return matched;
}

/* It is too large, or no text matches. Whether it is too large. */
static bool check_random_refusal(const struct bench *bench, const char *text)
{
    const struct diagnostic *message = last_message(bench);
    if (message->code == DIAGNOSTIC_PATTERN_TOO_LARGE)
        return true;
    ck_assert_msg(strcmp(message->message, "no text matches this pattern") == 0, "%s: %s", text, message->message);
    ck_assert_int_eq(oracle_match(text, alphabet, COUNT(alphabet)), ORACLE_NO);
    ck_assert_int_eq(oracle_match(text, alphabet, 0), ORACLE_NO);
    return false;
}

START_TEST(random_patterns_agree_with_the_oracle)
{
    enum { PATTERNS = 3000, TEXTS = 16 };
    struct dice dice = {20240229};
    size_t accepted = 0, matched = 0, exploded = 0;
    for (int i = 0; i < PATTERNS; i++) {
        struct made made;
        struct bench bench;
        make_pattern(&made, &dice);
        open_bench(&bench);
        const struct model_pattern *pattern = compile(&bench, made.text);
        if (pattern != NULL) {
            accepted++;
            check_automaton(pattern);
            matched += compare_random(pattern, &dice, TEXTS);
        } else {
            exploded += check_random_refusal(&bench, made.text);
        }
        close_bench(&bench);
    }
    ck_assert_uint_gt(accepted, PATTERNS / 2);
    ck_assert_uint_lt(exploded, PATTERNS / 100);
    ck_assert_uint_gt(matched, accepted * TEXTS / 10);
    ck_assert_uint_lt(matched, accepted * TEXTS * 9 / 10);
}
END_TEST

/* ---- memory ---- */

struct attempt {
    struct bench bench;
    const struct model_pattern *pattern;
};

static void attempt(struct compilation *cx, void *arg)
{
    struct attempt *a = arg;
    struct ast_string string = {.text = "^(\\w+|\303\251{1,20})@[^a]{1,40}$",
                                .len = strlen("^(\\w+|\303\251{1,20})@[^a]{1,40}$")};
    schema_init(&a->bench.schema, cx, NULL);
    a->bench.unit = (struct unit){.cx = cx, .schema = &a->bench.schema};
    a->pattern = pattern_compile(&a->bench.unit, &string);
}

START_TEST(the_end_of_memory_is_a_message)
{
    size_t refused = 0;
    for (size_t max = 0; max < 4 << 20; max = max * 3 / 2 + 4096) {
        struct attempt a = {.pattern = NULL};
        a.bench.cx = compilation_new();
        a.bench.cx->pool.max = max;
        bool is_done = compilation_run(a.bench.cx, attempt, &a);
        ck_assert_int_eq(is_done, a.pattern != NULL);
        ck_assert_int_eq(is_done, diagnostic_errors(a.bench.cx) == 0);
        refused += !is_done;
        close_bench(&a.bench);
    }
    ck_assert_uint_gt(refused, 3);
}
END_TEST

static TCase *meaning(void)
{
    TCase *tcase = tcase_create("meaning");
    tcase_add_test(tcase, a_match_may_begin_and_end_anywhere);
    tcase_add_test(tcase, repeats_are_counted);
    tcase_add_test(tcase, lazy_repeats_match_the_same);
    tcase_add_test(tcase, alternatives_may_be_empty);
    tcase_add_test(tcase, classes_hold_what_they_say);
    tcase_add_test(tcase, escapes_stand_for_characters);
    tcase_add_test(tcase, dot_is_every_code_point_but_ends_of_lines);
    tcase_add_test(tcase, patterns_of_the_world_work);
    tcase_add_test(tcase, nested_repeats_are_linear);
    return tcase;
}

static TCase *refusals(void)
{
    TCase *tcase = tcase_create("refusals");
    tcase_add_test(tcase, what_is_not_regular_is_explained);
    tcase_add_test(tcase, syntax_is_that_of_the_u_flag);
    tcase_add_test(tcase, what_matches_nothing_is_refused);
    tcase_add_test(tcase, what_matches_everything_is_warned_of);
    tcase_add_test(tcase, places_are_found_behind_escapes_of_the_schema);
    tcase_add_test(tcase, text_that_is_not_utf8_is_refused);
    tcase_add_test(tcase, counts_end_at_a_thousand);
    tcase_add_test(tcase, groups_nest_a_hundred_deep);
    tcase_add_test(tcase, texts_end_where_literals_of_c_end);
    tcase_add_test(tcase, what_explodes_is_refused_and_explained);
    tcase_add_test(tcase, the_end_of_memory_is_a_message);
    return tcase;
}

static TCase *automata(void)
{
    TCase *tcase = tcase_create("automata");
    tcase_add_test(tcase, automata_are_as_small_as_can_be);
    tcase_add_test(tcase, same_text_has_the_same_automaton);
    tcase_add_test(tcase, sets_agree_with_the_oracle_on_code_points);
    tcase_add_test(tcase, short_texts_agree_with_the_oracle);
    tcase_add_test(tcase, random_patterns_agree_with_the_oracle);
    return tcase;
}

int main(void)
{
    Suite *suite = suite_create("pattern");
    suite_add_tcase(suite, meaning());
    suite_add_tcase(suite, refusals());
    suite_add_tcase(suite, automata());
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
