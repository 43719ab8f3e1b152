/* SPDX-License-Identifier: MIT */
/* What is collected, in which order it is printed, and how much of a line is shown. */
#include "config.h"

#include "parsing.h"
#include "syntax/diagnostic.h"

#include <stdlib.h>

static struct compilation *cx;
static struct source *source;
static char printed[65536];

static void set_up(void)
{
    static const char text[] = "struct User {\n\tname: strng;\n    \xc3\xa4 \xe2\x82\xac x: y;\r\n}\n";
    cx = compilation_new();
    source = source_from_text(cx, "user.swage", text, sizeof text - 1);
}

static void tear_down(void)
{
    compilation_free(cx);
}

static struct place find(const char *word)
{
    return source_locate(source, (size_t)(strstr(source->text, word) - source->text), strlen(word));
}

START_TEST(a_message_shows_its_line_and_what_it_means)
{
    struct place at = find("strng"), user = find("User");
    diagnose(cx, &at, DIAGNOSTIC_UNKNOWN_TYPE, "unknown type '%s'", "strng");
    diagnose_suggestion(cx, "string");
    diagnose_note(cx, &user, "in '%s'", "User");
    ck_assert_str_eq(parsing_printed(cx, printed, sizeof printed),
                     "user.swage:2:8: error: unknown type 'strng'; did you mean 'string'? [unknown-type]\n"
                     "    2 | \tname: strng;\n"
                     "      | \t      ^~~~~\n"
                     "user.swage:1:8: note: in 'User'\n"
                     "    1 | struct User {\n"
                     "      |        ^~~~\n");
}
END_TEST

START_TEST(the_caret_stands_below_characters_not_bytes)
{
    struct place at = find("x: y");
    diagnose(cx, &at, DIAGNOSTIC_SYNTAX, "here");
    ck_assert_str_eq(parsing_printed(cx, printed, sizeof printed), "user.swage:3:12: error: here [syntax]\n"
                                                                   "    3 |     \xc3\xa4 \xe2\x82\xac x: y;\n"
                                                                   "      |         ^~~~\n");
}
END_TEST

START_TEST(messages_are_sorted_by_file_and_place)
{
    struct source *second = source_from_text(cx, "b.swage", "abc", 3);
    struct place late = source_locate(second, 1, 1), early = source_locate(second, 0, 1), first = find("strng");
    diagnose(cx, &late, DIAGNOSTIC_SYNTAX, "third");
    diagnose(cx, &early, DIAGNOSTIC_SYNTAX, "second");
    diagnose(cx, &first, DIAGNOSTIC_SYNTAX, "first");
    parsing_printed(cx, printed, sizeof printed);
    const char *one = strstr(printed, "first"), *two = strstr(printed, "second"), *three = strstr(printed, "third");
    ck_assert(one != NULL && two != NULL && three != NULL);
    ck_assert(one < two && two < three);
}
END_TEST

START_TEST(one_place_says_the_same_once)
{
    struct place at = find("strng"), other = find("name");
    diagnose(cx, &at, DIAGNOSTIC_UNKNOWN_TYPE, "one");
    diagnose(cx, &at, DIAGNOSTIC_UNKNOWN_TYPE, "two");
    diagnose_note(cx, &other, "goes with the one that was dropped");
    diagnose(cx, &at, DIAGNOSTIC_SYNTAX, "an echo of the first");
    ck_assert_uint_eq(diagnostic_errors(cx), 1);
    ck_assert_ptr_null(cx->diagnostics.first->notes);
    diagnose(cx, &at, DIAGNOSTIC_NAME_FIRST, "something else");
    ck_assert_uint_eq(diagnostic_errors(cx), 2);
}
END_TEST

START_TEST(warnings_are_no_errors)
{
    struct place at = find("User");
    diagnose(cx, &at, DIAGNOSTIC_STRAY_DOC, "well");
    ck_assert_uint_eq(diagnostic_errors(cx), 0);
    ck_assert_uint_eq(cx->diagnostics.warning_count, 1);
    ck_assert_ptr_nonnull(strstr(parsing_printed(cx, printed, sizeof printed), ": warning: well [stray-doc]"));
}
END_TEST

START_TEST(a_place_without_a_line_prints_the_file_alone)
{
    struct place whole = source_place(source), nowhere = {.file = NULL};
    diagnose(cx, &whole, DIAGNOSTIC_UNREADABLE_FILE, "whole");
    diagnose(cx, &nowhere, DIAGNOSTIC_OUT_OF_MEMORY, "nowhere");
    ck_assert_str_eq(parsing_printed(cx, printed, sizeof printed), "swage: error: nowhere [out-of-memory]\n"
                                                                   "user.swage: error: whole [unreadable-file]\n"
                                                                   "swage: 2 errors\n");
}
END_TEST

static void check_marks(const char *text, const char *from, const char *to, const char *wanted)
{
    const char *first = strstr(text, from), *last = strstr(first, to);
    struct source *marked = source_from_text(cx, "t", text, strlen(text));
    struct place at = source_locate(marked, (size_t)(first - text), (size_t)(last - first) + strlen(to));
    diagnose(cx, &at, DIAGNOSTIC_SYNTAX, "here");
    parsing_printed(cx, printed, sizeof printed);
    ck_assert_str_eq(strchr(printed, '\n') + 1, wanted);
}

static const struct {
    const char *text, *from, *to, *wanted;
} marked[] = {
    {"\xe6\xbc\xa2\xe5\xad\x97 x;", "x", "x", "    1 | \xe6\xbc\xa2\xe5\xad\x97 x;\n      |      ^\n"},
    {"a \xe6\xbc\xa2\xe5\xad\x97;", "\xe6\xbc\xa2", "\xad\x97", "    1 | a \xe6\xbc\xa2\xe5\xad\x97;\n      |   ^~~~\n"},
    {"u\xcc\x88u\xcc\x88 xyz", "xyz", "xyz", "    1 | u\xcc\x88u\xcc\x88 xyz\n      |    ^~~\n"},
    {"u\xcc\x88u\xcc\x88 xyz", "u", "z", "    1 | u\xcc\x88u\xcc\x88 xyz\n      | ^~~~~~\n"},
    {"a\tbc\td", "bc", "d", "    1 | a\tbc\td\n      |  \t^~\t~\n"},
    {"a\xe2\x80\xae" "b c", "b", "b", "    1 | a?b c\n      |   ^\n"},
    {"a {\r\n  b\r\n}\r\n", "{", "b", "    1 | a {\n      |   ^\n    2 |   b\n      |   ~\n"},
    {"a {\n  b\n  cd } e", "{", "}", "    1 | a {\n      |   ^\n  ... |\n    3 |   cd } e\n      |   ~~~~\n"},
    {"a b\n\n\n", "b", "\n\n", "    1 | a b\n      |   ^\n"},
};

START_TEST(marks_stand_below_what_they_mean)
{
    check_marks(marked[_i].text, marked[_i].from, marked[_i].to, marked[_i].wanted);
}
END_TEST

START_TEST(the_last_line_counts)
{
    struct place at = find("User"), other = find("name"), third = find("x: y");
    diagnose(cx, &at, DIAGNOSTIC_STRAY_DOC, "one");
    ck_assert_ptr_null(strstr(parsing_printed(cx, printed, sizeof printed), "swage: "));
    diagnose(cx, &other, DIAGNOSTIC_STRAY_DOC, "two");
    ck_assert_ptr_nonnull(strstr(parsing_printed(cx, printed, sizeof printed), "\nswage: 2 warnings\n"));
    diagnose(cx, &third, DIAGNOSTIC_SYNTAX, "three");
    ck_assert_ptr_nonnull(strstr(parsing_printed(cx, printed, sizeof printed), "\nswage: 1 error, 2 warnings\n"));
}
END_TEST

START_TEST(colours_are_put_around_the_same_text)
{
    char *coloured, *plain = printed;
    size_t size;
    struct place at = find("strng"), user = find("User");
    diagnose(cx, &at, DIAGNOSTIC_UNKNOWN_TYPE, "unknown type '%s'", "strng");
    diagnose_note(cx, &user, "in '%s'", "User");
    diagnose(cx, &user, DIAGNOSTIC_STRAY_DOC, "well");
    FILE *out = open_memstream(&coloured, &size);
    diagnostic_write(cx, DIAGNOSTIC_COLOURS, out);
    fclose(out);
    ck_assert_ptr_nonnull(strstr(coloured, "\033[1muser.swage:2:8: \033[0m\033[1;31merror: \033[0m\033[1munknown"));
    ck_assert_ptr_nonnull(strstr(coloured, "\033[1;35mwarning: \033[0m"));
    ck_assert_ptr_nonnull(strstr(coloured, "\033[1;36mnote: \033[0m"));
    ck_assert_ptr_nonnull(strstr(coloured, "\033[1;32m^~~~~\033[0m\n"));
    parsing_printed(cx, printed, sizeof printed);
    for (const char *c = coloured; *c != '\0'; c++)
        if (*c == '\033')
            c = strchr(c, 'm');
        else
            ck_assert_int_eq(*c, *plain++);
    ck_assert_int_eq(*plain, '\0');
    free(coloured);
}
END_TEST

START_TEST(a_million_characters_are_not_printed)
{
    size_t len = 1000000;
    char *text = malloc(len);
    ck_assert_ptr_nonnull(text);
    memset(text, 'a', len);
    struct source *wide = source_from_text(cx, "wide.swage", text, len);
    static const size_t places[] = {0, 10, 500000, 999999};
    struct place at = {.file = wide, .first = (uint32_t)places[_i], .end = (uint32_t)len, .line = 1, .col = 1};
    diagnose(cx, &at, DIAGNOSTIC_SYNTAX, "here");
    parsing_printed(cx, printed, sizeof printed);
    ck_assert_uint_lt(strlen(printed), 600);
    ck_assert_int_eq(strstr(printed, "| ...a") != NULL, places[_i] > 100);
    ck_assert_int_eq(strstr(printed, "a...\n") != NULL, places[_i] < len - 100);
    free(text);
}
END_TEST

START_TEST(a_cut_line_keeps_its_characters_whole)
{
    char text[3000];
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = "\xe2\x82\xac"[i % 3];
    struct source *wide = source_from_text(cx, "wide.swage", text, sizeof text);
    struct place at = {.file = wide, .first = 1500, .end = 1503, .line = 1, .col = 1501};
    diagnose(cx, &at, DIAGNOSTIC_SYNTAX, "here");
    parsing_printed(cx, printed, sizeof printed);
    struct compilation *again = compilation_new();
    ck_assert_ptr_nonnull(source_from_text(again, "printed", printed, strlen(printed)));
    compilation_free(again);
}
END_TEST

static void parse_much(struct compilation *compilation, void *arg)
{
    struct place at = find("name");
    (void)arg;
    compilation->reached = at;
    for (;;)
        pool_alloc(&compilation->pool, 4096);
}

START_TEST(where_memory_ends_is_told_without_any)
{
    cx->pool.max = 1 << 20;
    ck_assert(!compilation_run(cx, parse_much, NULL));
    ck_assert_str_eq(parsing_printed(cx, printed, sizeof printed),
                     "user.swage:2:2: error: the compilation needs more memory than there is or than it may take "
                     "[out-of-memory]\n"
                     "    2 | \tname: strng;\n"
                     "      | \t^~~~\n");
}
END_TEST

START_TEST(control_characters_do_not_reach_the_terminal)
{
    struct source *odd = source_from_text(cx, "odd.swage", "a\x1b[31mb\x7f", 8);
    struct place at = source_locate(odd, 1, 1);
    diagnose(cx, &at, DIAGNOSTIC_BAD_CHARACTER, "found %s", "\x1b[2J");
    parsing_printed(cx, printed, sizeof printed);
    ck_assert_ptr_null(strchr(printed, 0x1b));
    ck_assert_ptr_null(strchr(printed, 0x7f));
}
END_TEST

START_TEST(many_messages_are_cut_and_the_rest_is_counted)
{
    char text[5001];
    memset(text, '\n', sizeof text);
    struct source *many = source_from_text(cx, "many.swage", text, 5000);
    for (uint32_t i = 0; i < 5000; i++) {
        struct place at = {.file = many, .first = i, .end = i + 1, .line = i + 1, .col = 1};
        diagnose(cx, &at, DIAGNOSTIC_SYNTAX, "number %u", (unsigned)i);
    }
    ck_assert_uint_eq(diagnostic_errors(cx), 5000);
    parsing_printed(cx, printed, sizeof printed);
    ck_assert_ptr_nonnull(strstr(printed, "number 99 "));
    ck_assert_ptr_null(strstr(printed, "number 100 "));
    ck_assert_ptr_nonnull(strstr(printed, "swage: 4900 more messages are not shown\n"));
}
END_TEST

START_TEST(codes_are_kebab_case_unlike_and_explained)
{
    for (int i = 0; i < DIAGNOSTIC_CODE_COUNT; i++) {
        const char *name = diagnostic_code_name((enum diagnostic_code)i);
        ck_assert_uint_eq(strspn(name, "abcdefghijklmnopqrstuvwxyz-"), strlen(name));
        ck_assert_uint_gt(strlen(diagnostic_code_summary((enum diagnostic_code)i)), 10);
        for (int k = 0; k < i; k++)
            ck_assert_str_ne(name, diagnostic_code_name((enum diagnostic_code)k));
        enum diagnostic_code found;
        ck_assert(diagnostic_code_find(name, &found) && (int)found == i);
        ck_assert(!diagnostic_code_find("no-such-code", &found));
    }
}
END_TEST

static void add_tests(TCase *tests)
{
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, a_message_shows_its_line_and_what_it_means);
    tcase_add_test(tests, the_caret_stands_below_characters_not_bytes);
    tcase_add_test(tests, messages_are_sorted_by_file_and_place);
    tcase_add_test(tests, one_place_says_the_same_once);
    tcase_add_test(tests, warnings_are_no_errors);
    tcase_add_test(tests, a_place_without_a_line_prints_the_file_alone);
    tcase_add_loop_test(tests, marks_stand_below_what_they_mean, 0, sizeof marked / sizeof *marked);
    tcase_add_test(tests, the_last_line_counts);
    tcase_add_test(tests, colours_are_put_around_the_same_text);
    tcase_add_loop_test(tests, a_million_characters_are_not_printed, 0, 4);
    tcase_add_test(tests, a_cut_line_keeps_its_characters_whole);
    tcase_add_test(tests, where_memory_ends_is_told_without_any);
    tcase_add_test(tests, control_characters_do_not_reach_the_terminal);
    tcase_add_test(tests, many_messages_are_cut_and_the_rest_is_counted);
    tcase_add_test(tests, codes_are_kebab_case_unlike_and_explained);
}

int main(void)
{
    return parsing_run("diagnostic", add_tests);
}
