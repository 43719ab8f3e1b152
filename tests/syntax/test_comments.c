/* SPDX-License-Identifier: MIT */
/* Which doc comment belongs to what, how its text is cleaned, and that all comments are kept. */
#include "config.h"

#include "parsing.h"

static const struct {
    const char *comment, *text;
} cleaned[] = {
    {"/// one", "one"},
    {"///one", "one"},
    {"///   one  \t\r", "one"},
    {"/// one\n///\n/// two", "one\n\ntwo"},
    {"/// one\n///   indented\n/// two", "one\n  indented\ntwo"},
    {"  ///  one\n\t///  two", "one\ntwo"},
    {"///", ""},
    {"/** one */", "one"},
    {"/** one **/", "one"},
    {"/**\n * one\n *   two\n *\n * three\n */", "one\n  two\n\nthree"},
    {"/**\n   one\n     two\n   three\n */", "one\n  two\nthree"},
    {"/** one\n    two */", "one\ntwo"},
    {"/**\n   * item\n   text\n */", "* item\ntext"},
    {"/**\r\n * one\r\n * two\r\n */", "one\ntwo"},
    {"/** */", ""},
};

START_TEST(markers_and_common_indentation_are_removed)
{
    char text[512];
    snprintf(text, sizeof text, "%s\nstruct A { }", cleaned[_i].comment);
    struct parsing parsing = parsing_of_good(text);
    const struct ast_doc *doc = parsing.file->decls.first->doc;
    ck_assert_ptr_nonnull(doc);
    ck_assert_str_eq(doc->text, cleaned[_i].text);
    ck_assert_uint_eq(doc->len, strlen(cleaned[_i].text));
    parsing_done(&parsing);
}
END_TEST

START_TEST(a_doc_belongs_to_what_starts_behind_it)
{
    struct parsing parsing = parsing_of_good("/// the space\n"
                                             "namespace n;\n"
                                             "/// A\n"
                                             "@a\n"
                                             "struct A {\n"
                                             "    /// x\n"
                                             "    x: int32;\n"
                                             "    /// spread\n"
                                             "    ...B;\n"
                                             "}\n"
                                             "@a\n"
                                             "/// E\n"
                                             "enum E {\n"
                                             "    /** e */ e,\n"
                                             "    f,\n"
                                             "}\n"
                                             "/// route\n"
                                             "GET \"/\" r(\n"
                                             "    /// q\n"
                                             "    query q: int32,\n"
                                             ") ->\n"
                                             "    /// found\n"
                                             "    200 A,\n"
                                             "    /// not\n"
                                             "    404;\n");
    const struct ast_decl *decl = parsing.file->decls.first;
    ck_assert_str_eq(decl->doc->text, "the space");
    decl = decl->next;
    ck_assert_str_eq(decl->doc->text, "A");
    ck_assert_str_eq(decl->structure.members.first->doc->text, "x");
    ck_assert_str_eq(decl->structure.members.last->doc->text, "spread");
    decl = decl->next;
    ck_assert_str_eq(decl->doc->text, "E");
    ck_assert_str_eq(decl->enumeration.enumerators.first->doc->text, "e");
    ck_assert_ptr_null(decl->enumeration.enumerators.last->doc);
    decl = decl->next;
    ck_assert_str_eq(decl->doc->text, "route");
    ck_assert_str_eq(decl->route.parameters.first->doc->text, "q");
    ck_assert_str_eq(decl->route.responses.first->doc->text, "found");
    ck_assert_str_eq(decl->route.responses.last->doc->text, "not");
    parsing_done(&parsing);
}
END_TEST

static const struct {
    const char *text, *faults;
} strays[] = {
    {"/// far away\n\nstruct A { }", "1:1 stray-doc"},
    {"struct A { } /// behind\nstruct B { }", "1:14 stray-doc"},
    {"struct A {\n  x: int32; /// behind\n  y: int32;\n}", "2:13 stray-doc"},
    {"struct A { }\n/// at the end", "2:1 stray-doc"},
    {"/// first\n// between\n/// second\nstruct A { }", "1:1 stray-doc"},
    {"struct A { x:\n/// of a type\nint32; }", "2:1 stray-doc"},
    {"/// of nothing", "1:1 stray-doc"},
    {"//// a banner\n/*** another ***/\n// plain\n/**/\nstruct A { }", ""},
};

START_TEST(a_doc_that_describes_nothing_is_warned_of)
{
    char buf[256];
    struct parsing parsing = parsing_of(strays[_i].text);
    ck_assert_str_eq(parsing_faults(parsing.cx, buf, sizeof buf), strays[_i].faults);
    ck_assert_uint_eq(diagnostic_errors(parsing.cx), 0);
    parsing_done(&parsing);
}
END_TEST

START_TEST(a_trailing_doc_is_not_the_next_members)
{
    struct parsing parsing = parsing_of("struct A {\n  x: int32; /// of x\n  /// of y\n  y: int32;\n}");
    const struct ast_member *y = parsing.file->decls.first->structure.members.last;
    ck_assert_str_eq(y->doc->text, "of y");
    parsing_done(&parsing);
}
END_TEST

START_TEST(all_comments_are_kept_for_the_formatter)
{
    static const char text[] = "// a\nstruct /* b */ A { // c\n /// d\n /// e\n x: int32; }\n/** f\n */\nstruct B { }";
    static const char *const want[] = {"// a", "/* b */", "// c", "/// d", "/// e", "/** f\n */"};
    struct parsing parsing = parsing_of_good(text);
    ck_assert_uint_eq(parsing.file->comments.count, 6);
    size_t i = 0;
    for (const struct ast_comment *each = parsing.file->comments.first; each != NULL; each = each->next, i++) {
        ck_assert_uint_eq(each->at.end - each->at.first, strlen(want[i]));
        ck_assert_mem_eq(text + each->at.first, want[i], strlen(want[i]));
        ck_assert_int_eq(each->is_doc, i >= 3);
    }
    ck_assert_uint_eq(i, 6);
    parsing_done(&parsing);
}
END_TEST

static void add_tests(TCase *tests)
{
    tcase_add_loop_test(tests, markers_and_common_indentation_are_removed, 0, sizeof cleaned / sizeof *cleaned);
    tcase_add_test(tests, a_doc_belongs_to_what_starts_behind_it);
    tcase_add_loop_test(tests, a_doc_that_describes_nothing_is_warned_of, 0, sizeof strays / sizeof *strays);
    tcase_add_test(tests, a_trailing_doc_is_not_the_next_members);
    tcase_add_test(tests, all_comments_are_kept_for_the_formatter);
}

int main(void)
{
    return parsing_run("comments", add_tests);
}
