/* SPDX-License-Identifier: MIT */
/* Broken schemas: where each fault is reported, under which code, and in which words. */
#include "config.h"

#include "parsing.h"

static const struct {
    const char *text;
    const char *faults;
    const char *words; /* that the first message has in it, or NULL */
} cases[] = {
    /* C's habits */
    {"struct A { int32 age; }", "1:12 name-first", "the name comes first: 'age: int32'"},
    {"struct A { int age; }", "1:12 name-first", "the name comes first: 'age: int32'"},
    {"struct A { char *name; x: b; }", "1:12 name-first", "'name: string'"},
    {"struct A { User owner; }", "1:12 name-first", "'owner: User'"},
    {"struct A { name string; }", "1:17 syntax", "missing ':': 'name: string'"},
    {"GET \"/\" f(body User);", "1:16 syntax", "missing ':': 'body: User'"},
    {"GET \"/\" f(a: b, int32 limit) -> A;", "1:17 name-first", "'limit: int32'"},
    /* separators */
    {"struct A {\n  a: int32\n  b: int32;\n}", "2:11 missing-separator", "missing ';'"},
    {"struct A { a: int32 }", "1:20 missing-separator", "missing ';'"},
    {"struct A { a: int32, b: int32; }", "1:20 missing-separator", "';' stands here, not ','"},
    {"enum A { a b }", "1:11 missing-separator", "missing ','"},
    {"enum A { a; b }", "1:11 missing-separator", "',' stands here, not ';'"},
    {"typedef A = b\nstruct B { }", "1:14 missing-separator", "missing ';'"},
    {"namespace a\nstruct B { }", "1:12 missing-separator", NULL},
    {"GET \"/\" f() -> 200 A\nGET \"/g\" g();", "1:21 missing-separator", NULL},
    {"GET \"/\" f() -> 200 A 404 B;", "1:22 syntax", "unexpected '404'"},
    {"GET \"/\" f(a: b\n  c: d);", "1:15 missing-separator", "missing ','"},
    {"struct A { a: b c: d; }", "1:16 missing-separator", NULL},
    {"struct A { a: b name(\"x\"); c: d; }", "1:17 syntax", "unexpected 'name'"},
    /* brackets */
    {"struct A { a: b;\nstruct B { }", "1:10 unclosed-bracket", "this '{' is not closed"},
    {"struct A { a: b(1..64; c: d; }", "1:22 unclosed-bracket", "missing ')'"},
    {"struct A { a: b[1..64; c: d; }", "1:22 unclosed-bracket", "missing ']'"},
    {"struct A { a: b; } }", "1:20 syntax", "unexpected '}'"},
    {"GET \"/\" f(a: b -> C;", "1:15 unclosed-bracket", "missing ')'"},
    {"group \"/\" { GET \"/\" f();", "1:11 unclosed-bracket", NULL},
    {"GET \"/\" f() -> 201 {\n  header a: b;\n;\nGET \"/g\" g();", "3:1 syntax; 1:20 unclosed-bracket", NULL},
    {"struct A { a: b", "1:10 unclosed-bracket; 1:16 missing-separator", NULL},
    /* words */
    {"GTE \"/x\" f();", "1:1 unknown-word", "unknown method 'GTE'"},
    {"TRACE \"/x\" f();", "1:1 unknown-word", "there are GET"},
    {"improt \"x\";", "1:1 unknown-word", "expected 'import', found 'improt'"},
    {"namespce a;", "1:1 unknown-word", "expected 'namespace'"},
    {"grup \"/\" { }", "1:1 unknown-word", "expected 'group'"},
    {"auht a: bearer -> B;", "1:1 unknown-word", "expected 'auth'"},
    {"auth a: baerer -> B;", "1:9 unknown-word", "unknown kind of authentication"},
    {"extren typedef A = b;", "1:1 unknown-word", "expected 'extern'"},
    {"GET \"/\" f(qurey a: b);", "1:11 unknown-word", "unknown source of a parameter 'qurey'"},
    {"GET \"/\" f(path a: b);", "1:11 unknown-word", "there are query"},
    {"GET \"/\" f() -> 200 A { haeder a: b; };", "1:24 unknown-word", NULL},
    {"GET \"/\" f() -> sream A;", "1:16 unknown-word", "expected 'stream'"},
    {"struct A = partail B;", "1:12 unknown-word", NULL},
    {"struct A = omti B(c);", "1:12 unknown-word", NULL},
    {"struct A = partial B(c);", "1:12 unknown-word", "omit"},
    {"struct A { struct: int32; b: c; }", "1:12 syntax", "'struct' is a reserved word and no name"},
    {"enum A { true, b }", "1:10 syntax", "'true' is a reserved word and no name"},
    {"User { id: int32; name: string; }", "1:1 syntax", "missing 'struct', 'enum' or 'union'"},
    /* places */
    {"struct A { @name(\"x\") a: b; c: d; }", "1:12 misplaced-annotation", "behind a member"},
    {"GET \"/\" f(@name(\"x\") a: b) -> A;", "1:11 misplaced-annotation", NULL},
    {"namespace a; namespace b;", "1:14 duplicate-declaration", "a file has one namespace"},
    {"group \"/\" { struct A { } }", "1:13 misplaced-declaration", "only routes and groups"},
    {"group \"/\" { group \"/\" { import \"x\"; } }", "1:25 misplaced-declaration", NULL},
    {"struct A { a: (b | null) | null; }", "1:28 double-null", NULL},
    {"struct A { a: stream bytes; b: c; }", "1:22 syntax", NULL},
    {"struct A { a: b[2](3); c: d; }", "1:19 syntax", NULL},
    /* values */
    {"@a([1,])\nstruct A { }", "1:7 syntax", "unexpected ']'"},
    {"@a({\"b\": 1,})\nstruct A { }", "1:12 syntax", "unexpected '}'"},
    {"@a({b: 1})\nstruct A { }", "1:5 syntax", "unexpected 'b', expected string"},
    {"@a(1 2)\nstruct A { }", "1:6 syntax", NULL},
    {"@a(\"\\q\")\nstruct A { a: b c; }", "1:5 bad-string; 2:17 syntax", NULL},
    {"@a(..)\nstruct A { }", "1:6 syntax", NULL},
    {"struct A { a: b = ; c: d; }", "1:19 syntax", "unexpected ';'"},
    /* several in one run */
    {"struct A { a b; c: d(; e f; }\nstruct { g: h; }\nenum E { x y }\nGET \"/\" f(a b);",
     "1:12 name-first; 1:22 unclosed-bracket; 1:24 name-first; 2:8 syntax; 3:11 missing-separator; 4:14 syntax", NULL},
    {"}", "1:1 syntax", NULL},
    {"@", "1:2 syntax", NULL},
    {"@a", "1:3 syntax", NULL},
    {"GET", "1:4 missing-separator", NULL},
};

START_TEST(faults_are_reported_where_they_are)
{
    char faults[512];
    struct parsing parsing = parsing_of(cases[_i].text);
    ck_assert_ptr_nonnull(parsing.file);
    parsing_faults(parsing.cx, faults, sizeof faults);
    if (strcmp(faults, cases[_i].faults) != 0)
        ck_abort_msg("%s\n  gives %s\n  wanted %s", cases[_i].text, faults, cases[_i].faults);
    if (cases[_i].words != NULL && strstr(parsing.cx->diagnostics.first->message, cases[_i].words) == NULL)
        ck_abort_msg("%s\n  says: %s\n  wanted: %s", cases[_i].text, parsing.cx->diagnostics.first->message,
                     cases[_i].words);
    parsing_done(&parsing);
}
END_TEST

START_TEST(a_typo_gets_a_suggestion)
{
    static const char *const typos[][2] = {
        {"GTE \"/\" f();", "GET"},         {"get \"/\" f();", "GET"},     {"GET \"/\" f(haeder a: b);", "header"},
        {"auth a: bearr -> B;", "bearer"}, {"nmaespace a;", "namespace"}, {"struct A = patrial B;", "partial"},
        {"struct A = pcik B(c);", "pick"},
    };
    struct parsing parsing = parsing_of(typos[_i][0]);
    ck_assert_uint_eq(diagnostic_errors(parsing.cx), 1);
    ck_assert_str_eq(parsing.cx->diagnostics.first->suggestion, typos[_i][1]);
    parsing_done(&parsing);
}
END_TEST

START_TEST(what_stands_around_a_fault_is_still_read)
{
    struct parsing parsing = parsing_of("struct A { a: b; c d; e: f; }\nGET \"/\" f(x y) -> Z;\nstruct B { }\n");
    ck_assert_uint_eq(diagnostic_errors(parsing.cx), 2);
    const struct ast_decl *first = parsing.file->decls.first, *last = parsing.file->decls.last;
    ck_assert_str_eq(first->name.text, "A");
    ck_assert_uint_eq(first->structure.members.count, 2);
    ck_assert_str_eq(last->name.text, "B");
    parsing_done(&parsing);
}
END_TEST

static void add_tests(TCase *tests)
{
    tcase_add_loop_test(tests, faults_are_reported_where_they_are, 0, sizeof cases / sizeof *cases);
    tcase_add_loop_test(tests, a_typo_gets_a_suggestion, 0, 7);
    tcase_add_test(tests, what_stands_around_a_fault_is_still_read);
}

int main(void)
{
    return parsing_run("complain", add_tests);
}
