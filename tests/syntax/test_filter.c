/* SPDX-License-Identifier: MIT */
/* Marks around declarations in sound texts, repairs in broken ones. */
#include "config.h"

#include "tokens.h"

struct filter_case {
    const char *text, *tokens, *faults;
};

static const struct filter_case sound[] = {
    {"", "END", ""},
    {"namespace app;", "<< IDENT IDENT ; >> END", ""},
    {"struct A { x: b; }", "<< struct IDENT { IDENT : IDENT ; } >> END", ""},
    {"struct A { };", "<< struct IDENT { } ; >> END", ""},
    {"struct A { } struct B = C<D>;", "<< struct IDENT { } >> << struct IDENT = IDENT < IDENT > ; >> END", ""},
    {"extern typedef A = b;", "<< IDENT typedef IDENT = IDENT ; >> END", ""},
    {"import\n\"x\";\nimport \"y\";", "<< IDENT STRING ; >> << IDENT STRING ; >> END", ""},
    {"@a(b, {\"c\": [d]}) @e\nGET \"/\" f() -> 204;",
     "@ IDENT ( IDENT , { STRING : [ IDENT ] } ) @ IDENT << IDENT STRING IDENT ( ) -> INT ; >> END", ""},
    {"GET \"/\" f() -> 200 A { header b: c; }, 404;",
     "<< IDENT STRING IDENT ( ) -> INT IDENT { IDENT IDENT : IDENT ; } , INT ; >> END", ""},
    {"group \"/a\" @b { group \"/c\" { GET \"/\" f(); } }",
     "<< IDENT STRING @ IDENT G{ << IDENT STRING G{ << IDENT STRING IDENT ( ) ; >> } >> } >> END", ""},
    {"group \"/a\" { } ;", "<< IDENT STRING G{ } ; >> END", ""},
};

static const struct filter_case broken[] = {
    {"struct A { x: b;\nstruct B { }", "<< struct IDENT { IDENT : IDENT ; } >> << struct IDENT { } >> END",
     "1:10 unclosed-bracket"},
    {"struct A { x: b(1..;", "<< struct IDENT { IDENT : IDENT ( INT .. ) ; } >> END",
     "1:20 unclosed-bracket; 1:10 unclosed-bracket"},
    {"struct A { x: b[1; }", "<< struct IDENT { IDENT : IDENT [ INT ] ; } >> END", "1:18 unclosed-bracket"},
    {"struct A { x: b<c; }", "<< struct IDENT { IDENT : IDENT < IDENT > ; } >> END", "1:18 unclosed-bracket"},
    {"@a([1, 2)\nstruct A { }", "@ IDENT ( [ INT , INT ] ) << struct IDENT { } >> END", "1:9 unclosed-bracket"},
    {"@a({\"b\": 1)\nstruct A { }", "@ IDENT ( { STRING : INT } ) << struct IDENT { } >> END", "1:4 unclosed-bracket"},
    {"GET \"/\" f(a: b -> c;", "<< IDENT STRING IDENT ( IDENT : IDENT ) -> IDENT ; >> END", "1:15 unclosed-bracket"},
    {"GET \"/\" f() -> c\nGET \"/\" g();", "<< IDENT STRING IDENT ( ) -> IDENT ; >> << IDENT STRING IDENT ( ) ; >> END",
     "1:17 missing-separator"},
    {"typedef A = b\nnamespace c;", "<< typedef IDENT = IDENT ; >> << IDENT IDENT ; >> END", "1:14 missing-separator"},
    {"typedef A = b", "<< typedef IDENT = IDENT ; >> END", "1:14 missing-separator"},
    {"group \"/\" { GET \"/\" f() }", "<< IDENT STRING G{ << IDENT STRING IDENT ( ) ; >> } >> END",
     "1:24 missing-separator"},
    {"group \"/\" {\n  GET \"/\" f();\nstruct A { }",
     "<< IDENT STRING G{ << IDENT STRING IDENT ( ) ; >> } >> << struct IDENT { } >> END", "1:11 unclosed-bracket"},
    {"group \"/\"\n  GET \"/\" f();\n}", "<< IDENT STRING G{ << IDENT STRING IDENT ( ) ; >> } >> END", "1:10 syntax"},
    {"struct A x: b; }", "<< struct IDENT { IDENT : IDENT ; } >> END", "1:9 syntax"},
    {"struct A<T> x: b; }", "<< struct IDENT < IDENT > { IDENT : IDENT ; } >> END", "1:12 syntax"},
    {"enum A b, c }", "<< enum IDENT { IDENT , IDENT } >> END", "1:7 syntax"},
    {"enum A : int8 b = 1 }", "<< enum IDENT : IDENT { IDENT = INT } >> END", "1:14 syntax"},
    {"GET \"/\" f a: b);", "<< IDENT STRING IDENT ( IDENT : IDENT ) ; >> END", "1:10 syntax"},
    {"A { x: b; }", "<< struct IDENT { IDENT : IDENT ; } >> END", "1:1 syntax"},
    {"A { b, c }", "<< enum IDENT { IDENT , IDENT } >> END", "1:1 syntax"},
    {"@a(b @c\nstruct A { }", "@ IDENT ( IDENT ) @ IDENT << struct IDENT { } >> END", "1:5 unclosed-bracket"},
    {"group \"/\" @a(b { }", "<< IDENT STRING @ IDENT ( IDENT ) G{ } >> END", "1:15 unclosed-bracket"},
    {"GET \"/\" f() -> 200 A { header b: c; , 404;",
     "<< IDENT STRING IDENT ( ) -> INT IDENT { IDENT IDENT : IDENT ; } , INT ; >> END", "1:22 unclosed-bracket"},
    {"struct A {\n    x: b;\n@c\nstruct B { }",
     "<< struct IDENT { IDENT : IDENT ; } >> @ IDENT << struct IDENT { } >> END", "1:10 unclosed-bracket"},
};

static void check_case(const struct filter_case *given)
{
    char buf[1024];
    struct compilation *cx = compilation_new();
    struct parse *p = tokens_open(cx, given->text, strlen(given->text));
    tokens_list(p, filter_next, buf, sizeof buf);
    ck_assert_str_eq(buf, given->tokens);
    ck_assert_str_eq(parsing_faults(cx, buf, sizeof buf), given->faults);
    compilation_free(cx);
}

START_TEST(declarations_are_marked_and_nothing_else_changes)
{
    check_case(&sound[_i]);
}
END_TEST

START_TEST(what_is_missing_is_reported_once_and_put_in)
{
    check_case(&broken[_i]);
}
END_TEST

START_TEST(a_repair_stays_silent_while_the_grammar_recovers)
{
    static const char text[] = "typedef A = b\ntypedef C = d;";
    char buf[256];
    struct compilation *cx = compilation_new();
    struct parse *p = tokens_open(cx, text, sizeof text - 1);
    p->is_recovering = true;
    tokens_list(p, filter_next, buf, sizeof buf);
    ck_assert_str_eq(buf, "<< typedef IDENT = IDENT ; >> << typedef IDENT = IDENT ; >> END");
    ck_assert_uint_eq(diagnostic_errors(cx), 0);
    compilation_free(cx);
}
END_TEST

static void check_depth(size_t depth, const char *faults)
{
    static char text[4 * AST_DEPTH_MAX], buf[16 * AST_DEPTH_MAX];
    memset(text, '(', depth);
    memset(text + depth, ')', depth);
    struct compilation *cx = compilation_new();
    struct parse *p = tokens_open(cx, text, 2 * depth);
    tokens_list(p, filter_next, buf, sizeof buf);
    ck_assert_str_eq(parsing_faults(cx, buf, sizeof buf), faults);
    compilation_free(cx);
}

START_TEST(the_deepest_nesting_is_accepted_and_one_more_is_not)
{
    check_depth(AST_DEPTH_MAX, "");
    check_depth(AST_DEPTH_MAX + 1, "1:257 too-deep");
}
END_TEST

static void add_tests(TCase *tests)
{
    tcase_add_loop_test(tests, declarations_are_marked_and_nothing_else_changes, 0, sizeof sound / sizeof *sound);
    tcase_add_loop_test(tests, what_is_missing_is_reported_once_and_put_in, 0, sizeof broken / sizeof *broken);
    tcase_add_test(tests, a_repair_stays_silent_while_the_grammar_recovers);
    tcase_add_test(tests, the_deepest_nesting_is_accepted_and_one_more_is_not);
}

int main(void)
{
    return parsing_run("filter", add_tests);
}
