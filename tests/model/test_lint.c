/* SPDX-License-Identifier: MIT */
/* What is found to be regrettable, where, and how it is allowed. */
#include "config.h"

#include "model/build.h"
#include "model/lint.h"
#include "model/model.h"
#include "syntax/compilation.h"
#include "syntax/diagnostic.h"
#include "syntax/parse.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* "1:15 1:30": the places of the warnings, in order, when this rule is looked for and no other. */
static void check_places(const char *rule, const char *text, const char *wanted)
{
    char found[512] = "";
    const struct diagnostic *sorted[DIAGNOSTIC_KEEP_MAX + 1];
    size_t used = 0, count;
    enum diagnostic_code code;
    ck_assert_msg(diagnostic_code_find(rule, &code) && lint_is_rule(code), "%s", rule);
    struct lint_choice choice = {.is_on[0] = false};
    choice.is_on[code] = true;
    struct compilation *cx = compilation_new();
    const struct ast_file *file = parse_text(cx, "t.swage", text, strlen(text));
    ck_assert_ptr_nonnull(file);
    const struct model *model = model_build(cx, file, NULL);
    if (model == NULL)
        diagnostic_print(cx, stderr);
    ck_assert_msg(model != NULL, "%s", text);
    count = lint_check(cx, file, model, &choice);
    ck_assert_uint_eq(count, cx->diagnostics.warning_count);
    size_t total = diagnostic_sort(cx, sorted);
    for (size_t i = 0; i < total; i++) {
        ck_assert_int_eq(sorted[i]->code, code);
        used += (size_t)snprintf(found + used, sizeof found - used, "%s%u:%u", used > 0 ? " " : "",
                                 (unsigned)sorted[i]->place.line, (unsigned)sorted[i]->place.col);
    }
    ck_assert_msg(strcmp(found, wanted) == 0, "%s: %s\nfound '%s' and not '%s'", rule, text, found, wanted);
    compilation_free(cx);
}

static const struct {
    const char *text, *places;
} bounds[] = {
    {"struct A { a: string(..5); b: int64; c: float64; d: bool[..3]; e: bool[3]; f: string(5); }", ""},
    {"struct A { a: string; }", "1:15"},
    {"struct A { a: string(1..); }", "1:15"},
    {"struct A { a: int8[]; }", "1:19"},
    {"struct A { a: int8[1..]; }", "1:19"},
    {"struct A { a: string[]; }", "1:15 1:21"},
    {"struct A { a: string []; }", "1:15 1:22"},
    {"struct A { a: string[] | null; b?: string | null; }", "1:15 1:21 1:36"},
    {"typedef Name = string; struct A { a: Name; b: Name; }", "1:16"}, /* once, where it is declared */
    {"typedef Name = string @unbounded; struct A { a: Name; b: Name[]; }", "1:62"},
    {"struct A { a: string @unbounded; b: string; }", "1:37"},
    {"struct A { a: string[] @unbounded; }", ""},
    {"@unbounded struct A { a: string; b: int8[]; } struct B { c: string; }", "1:61"},
    {"@allow(\"unbounded\") struct A { a: string; b: int8[]; } struct B { c: string; }", "1:70"},
    {"struct A { a: string @allow(\"unbounded\"); b: string @allow(\"stray-doc\"); }", "1:46"},
    {"@allow(\"unbounded\") namespace n; struct A { a: string; b: int8[]; }", ""},
    {"namespace n; struct A { a: string; }", "1:28"},
    {"struct A { a: int8; } GET \"/{x}\" f(x: string, query y: int8[], header z?: string(..5)) -> string;",
     "1:39 1:60 1:91"},
    {"POST \"/\" f(body: string) -> string[..3], 201 string(..4)[];", "1:18 1:29 1:57"},
    {"POST \"/\" f(body: string @unbounded) -> string @unbounded, 201 string;", "1:63"},
    {"@allow(\"unbounded\") POST \"/\" f(body: string) -> string; GET \"/\" g() -> string;", "1:72"},
    {"group \"/a\" @allow(\"unbounded\") { group \"/b\" { GET \"/\" f() -> string; } } GET \"/\" g() -> string;",
     "1:89"},
    {"POST \"/\" f(body: stream bytes) -> stream bytes, 404 bytes; struct A { a: string; } GET \"/\" g() -> stream A;",
     "1:53 1:74"},
    {"struct A { a: bytes; b: bytes(..4); c: decimal; d: json; e: decimal @unbounded; f: json @unbounded; }",
     "1:15 1:40 1:52"},
    {"struct A { a: uri; b: uri(..9); c: email; d: uuid; e: datetime; f: duration; g: hostname; }", "1:15"},
    {"struct A { a: map<string(..3), int8>; b: map<string, int8>(..3); c: map<int8>(..3); d: map<string(..3), int8>(..3); }",
     "1:15 1:46 1:69"},
    {"struct A { a: int8[][..3]; b: (string | null)[..3]; c: string(..3)[..2][]; }", "1:19 1:32 1:72"},
    {"@open enum Ann { a } @open @allow(\"unbounded\") enum Bob { b } @open enum Kid : int8 { c = 1 }", "1:1"},
    {"union Ann { text: string; list: string(..3)[] @allow(\"unbounded\"); number: int8; }", "1:19"},
    {"struct Page<T> { items: T[]; } struct A { a: int8; } struct Pages = Page<A>;", "1:26"},
};

START_TEST(what_has_no_bound_is_found_where_it_stands)
{
    check_places("unbounded", bounds[_i].text, bounds[_i].places);
}
END_TEST

static const struct {
    const char *rule, *text, *places;
} cases[] = {
    {"big-integer", "struct A { a: int64; b: uint64[..3]; c: int32; d: map<string(..3), int64>; }", "1:15 1:25 1:68"},
    {"big-integer", "struct A { a: int64 @string; b: map<int64, int8>; c: uint64(..9007199254740991); }", ""},
    {"big-integer", "struct A { a: int64(0..9007199254740992); b: int64(..5); c: int64(-5..0x1fffffffffffff); }",
     "1:15 1:46"},
    {"big-integer", "typedef Id = int64; struct A { a: Id; } GET \"/{x}\" f(x: int64, query y: int64) -> uint64;",
     "1:14 1:83"},
    {"float-id", "struct A { id: float64; itemId: decimal; parent_id: float32; idea: float64; valid: float64; }",
     "1:16 1:33 1:53"},
    {"float-id", "struct A { id: int32; item_id: string; }", ""},
    {"loose-format",
     "struct A { email: string(..9); site_url: string; createdAt?: string; birth_date: string | null; }",
     "1:19 1:42 1:62 1:82"},
    {"loose-format", "struct A { email: email; url: uri; at: string; emails: string[]; look: string; update: string; }",
     ""},
    {"loose-format", "struct A { uuid: string @pattern(\"^[0-9a-f]+$\"); }", ""},
    {"three-states", "struct A { a?: int8 | null; b: int8 | null; c?: int8; d: int8 | null = null; }", "1:12"},
    {"null-bool", "struct A { a: bool | null; b: bool; c?: bool; d: int8 | null; }", "1:15"},
    {"null-list", "struct A { a: int8[] | null; b: map<int8> | null; c: int8[]; d?: int8[]; }", "1:15 1:33"},
    {"plain-secret", "struct A { password: string; access_token: string; apiKey: bytes; newPassword?: string; }",
     "1:12 1:30 1:52 1:67"},
    {"plain-secret",
     "struct A { password: string @secret; has_password: bool; next_token: string; key: string; secrets: int8; }", ""},
    {"plain-secret",
     "typedef Secret = string @secret; struct A { password: Secret; } POST \"/\" f(form password: string);", "1:81"},
    {"secret-in-url", "GET \"/{token}\" f(token: string, query password: string, header api_key: string) -> 404;",
     "1:18 1:39"},
    {"secret-in-url", "struct A { a: int8; } auth a: api_key(query = \"k\") -> A; auth b: api_key(header = \"K\") -> A;", "1:39"},
    {"secret-in-url", "GET \"/{id}\" f(id: string, query page_token: string, cookie token: string) -> 404;", ""},
    {"type-name",
     "struct ab { a: int8; } enum Ab_c { x } typedef xyZ = int8; union U { a: int8; } struct HTTPError { a: int8; }",
     "1:8 1:29 1:48"},
    {"member-name", "struct A { a_b: int8; c_d: int8; eF: int8; id: int8; }", "1:34"},
    {"member-name", "struct A { aB: int8; cD: int8; } struct B { e_f: int8; ID: int8; Ab: int8; }", "1:45 1:56 1:66"},
    {"member-name", "struct A { id: int8; name: int8; Value: int8; }", "1:34"},
    {"member-name", "struct A { aB: int8; c_d: int8; }", "1:22"}, /* the first one decides */
    {"member-name", "struct A { a_b: int8 @name(\"aB\"); cD: int8; eF: int8; g_h: int8 @name(\"g_h\"); }", "1:71"},
    {"member-name", "struct A { id: int8; a_b: int8; ab2: int8; c_d: int8; }", ""},
    {"parameter-name",
     "GET \"/\" f(query a_b: int8, query cD: int8, header X: int8, query e_f: int8); struct A { cD: int8; }", "1:34"},
    {"enumerator-name", "enum A { one_two, three, fourFive, SIX } enum B { ONE, TWO } enum C { red, GREEN = \"g\" }",
     "1:26 1:36"},
    {"enumerator-name", "enum A { ONE, two, THREE }", "1:15"},
    {"route-name", "GET \"/\" getAll(); GET \"/a\" get_all2(); GET \"/b\" List();", "1:9 1:49"},
    {"path-name", "GET \"/fooBar/a_b/{a_b}/c-d/v1.2\" f(a_b: int8);", "1:7 1:14"},
    {"path-name", "group \"/Admin\" { GET \"/x\" f(); }", "1:9"},
    {"path-slash", "GET \"/\" a(); GET \"/a/\" b(); GET \"/c\" d();", "1:21"},
    {"path-slash", "group \"/a\" { GET \"/\" b(); GET \"\" c(); }", "1:19"},
    {"path-verb", "GET \"/getUsers\" a(); POST \"/users/create\" b(); GET \"/getaways\" c(); POST \"/update-all\" d();",
     "1:7 1:35 1:76"},
    {"path-plural", "GET \"/user/{id}\" a(id: int8); GET \"/users/{id}/post/{post_id}\" b(id: int8, post_id: int8);",
     "1:7 1:48"},
    {"path-plural",
     "group \"/item\" { GET \"/{id}\" a(id: int8); } GET \"/news/{id}\" b(id: int8); GET \"/year/{year}\" c(year: int8);",
     "1:9"},
    {"unsafe-get",
     "GET \"/\" delete_all(); GET \"/a\" settings(); POST \"/b\" delete_b(); HEAD \"/c\" setX(); GET \"/d\" update();",
     "1:1 1:66"},
    {"create-status",
     "struct A { a: int8; } POST \"/\" create_a(body: A) -> A; POST \"/b\" create_b(body: A) -> 201 A;", "1:53"},
    {"create-status",
     "struct A { a: int8; } POST \"/\" create_a(body: A) -> A, 201 A; POST \"/b\" find(body: A) -> A; POST \"/c\" create_c(body: A);",
     ""},
    {"no-limit",
     "GET \"/\" a() -> int8[]; GET \"/b\" b(query limit: int8) -> int8[]; GET \"/c\" c() -> int8[..100]; POST \"/d\" d() -> int8[];",
     "1:16"},
    {"no-limit",
     "struct P { items: int8[..5000]; next?: int8; } GET \"/\" a() -> P; GET \"/b\" b(query pageSize: int8) -> P; typedef Longs = int8[]; GET \"/c\" c() -> Longs, 404 Longs;",
     "1:63 1:145"},
    {"no-limit",
     "struct G { a: int8; } struct Paging { n: int8; } GET \"/\" a(query ...Paging) -> int8[]; struct U { a: int8; b: int8; c: int8; d: int8[]; } GET \"/u\" u() -> U;",
     ""},
    {"no-error-response",
     "GET \"/{a}\" f(a: int8) -> int8; GET \"/a/{a}\" g(a: int8) -> int8, 404; GET \"/c\" h() -> int8;", "1:12"},
    {"no-error-response", "@errors(404) group \"/g\" { GET \"/{a}\" f(a: int8) -> int8; }", ""},
    {"no-success-response", "GET \"/\" f() -> 404, 500; GET \"/a\" g() -> 302, 404; GET \"/b\" h();", "1:9"},
    {"patch-whole",
     "struct A { a: int8; b: int8; } struct B = partial A; PATCH \"/\" f(body: A); PATCH \"/b\" g(body: B); PUT \"/c\" h(body: A);",
     "1:72"},
    {"patch-whole",
     "struct A { a: int8; b?: int8; } struct B { a: int8; } PATCH \"/\" f(body: A); PATCH \"/b\" g(body: B);", ""},
    {"bare-deprecated",
     "@deprecated struct A { a: int8 @deprecated; b: int8 @deprecated(\"use a\"); } enum E { x @deprecated }",
     "1:1 1:32 1:88"},
    {"bare-deprecated", "GET \"/\" f(query a: int8 @deprecated) -> int8 @deprecated;", "1:25 1:46"},
    {"unused-type", "struct A { a: B; } struct B { a: int8; } struct C { a: int8; } GET \"/\" f() -> A;", "1:49"},
    {"unused-type",
     "struct A { a: int8; } struct P = partial A; enum E { x } POST \"/\" f(body: P[], query e: E); struct S { ...S2; } struct S2 { a: int8; }",
     "1:100"},
    {"unused-type", "struct A { a: B; } struct B { a: int8; }", ""}, /* types for others */
    {"twin-structs", "struct A { a: int8; b?: int8; c: string(..3); } struct B { a: int8; b?: int8; c: string(..3); }",
     "1:56"},
    {"twin-structs",
     "struct A { a: int8; b: int8; c: int8; } struct B { a: int8; b?: int8; c: int8; } struct C { a: int8; b: int8; c: int16; }",
     ""},
    {"twin-structs", "struct A { a: int8; b: int8; } struct B { a: int8; b: int8; }", ""},
    {"no-doc",
     "struct A { a: int8; }\n/// Of note.\nstruct B { a: int8; }\n@summary(\"all\") GET \"/\" f(); GET \"/g\" g();",
     "1:8 4:39"},
    {"no-example",
     "struct A { a: int8; } @example({\"a\": 1}) struct B { a: int8; } POST \"/\" f(body: A); POST \"/b\" g(body: B); struct C { a: int8; }",
     "1:8"},
    {"bare-list", "struct A { a: int8[]; } GET \"/\" f() -> int8[]; GET \"/b\" g() -> A, 404 int8[];", "1:40"},
    {"delete-body",
     "DELETE \"/\" f() -> int8; DELETE \"/b\" g(); DELETE \"/c\" h() -> 204, 404 int8; GET \"/d\" i() -> int8;",
     "1:19"},
};

START_TEST(a_rule_finds_what_it_says_and_nothing_else)
{
    check_places(cases[_i].rule, cases[_i].text, cases[_i].places);
}
END_TEST

START_TEST(a_namespace_allows_all_that_is_in_it)
{
    char text[512];
    snprintf(text, sizeof text, "@allow(\"%s\") namespace n; %s", cases[_i].rule, cases[_i].text);
    check_places(cases[_i].rule, text, "");
}
END_TEST

START_TEST(every_rule_has_a_case)
{
    for (int i = 0; i < DIAGNOSTIC_CODE_COUNT; i++) {
        const char *name = diagnostic_code_name((enum diagnostic_code)i);
        bool is_found = !lint_is_rule((enum diagnostic_code)i) || strcmp(name, "unbounded") == 0 ||
                        strcmp(name, "unused-import") == 0; /* tests/command/lint.sh */
        for (size_t k = 0; k < sizeof cases / sizeof *cases && !is_found; k++)
            is_found = strcmp(cases[k].rule, name) == 0 && cases[k].places[0] != '\0';
        ck_assert_msg(is_found, "%s", name);
    }
}
END_TEST

static const struct {
    const char *text, *places;
} allowed[] = {
    {"struct A { email: string @allow(\"loose-format\"); url: string; }", "1:55"},
    {"@allow(\"loose-format\") struct A { email: string; } struct B { url: string; }", "1:68"},
    {"@allow(\"big-integer\", \"loose-format\") struct A { email: string; }", ""},
    {"group \"/a\" @allow(\"loose-format\") { GET \"/\" f(query url: string); } GET \"/\" g(query url: string);",
     "1:90"},
    {"@allow(\"loose-format\") GET \"/\" f(query url: string); GET \"/b\" g(query url: string);", "1:76"},
    {"@allow(\"big-integer\") struct A { email: string; }", "1:41"},
};

START_TEST(a_thing_allows_for_itself)
{
    check_places("loose-format", allowed[_i].text, allowed[_i].places);
}
END_TEST

/* A file of a megabyte, with something to say about each line. */
START_TEST(much_is_looked_at_in_a_breath)
{
    enum { LINES = 40000 };
    struct lint_choice choice = {.is_on[0] = false};
    size_t size = LINES * 32 + 16, used = 0;
    char *text = malloc(size);
    used += (size_t)snprintf(text, size, "struct A {\n");
    for (int i = 0; i < LINES; i++)
        used += (size_t)snprintf(text + used, size - used, "  m%dAt?: uint64 [] | null;\n", i);
    used += (size_t)snprintf(text + used, size - used, "}\n");
    for (int i = 0; i < DIAGNOSTIC_CODE_COUNT; i++)
        choice.is_on[i] = lint_is_rule((enum diagnostic_code)i);
    struct compilation *cx = compilation_new();
    const struct ast_file *file = parse_text(cx, "t.swage", text, used);
    const struct model model = {.file = "t.swage"}; /* which lint asks for imports only */
    clock_t begin = clock();
    ck_assert_uint_gt(lint_check(cx, file, &model, &choice), 3 * LINES);
    ck_assert_int_lt((clock() - begin) / CLOCKS_PER_SEC, 5);
    ck_assert_uint_eq(cx->diagnostics.kept, DIAGNOSTIC_KEEP_MAX);
    ck_assert_uint_eq(cx->diagnostics.first->place.line, 1); /* no-doc */
    compilation_free(cx);
    free(text);
}
END_TEST

START_TEST(most_rules_are_usual)
{
    struct lint_choice choice = lint_usual();
    ck_assert(choice.is_on[DIAGNOSTIC_UNBOUNDED] && choice.is_on[DIAGNOSTIC_TWIN_STRUCTS]);
    ck_assert(!choice.is_on[DIAGNOSTIC_NO_DOC] && !choice.is_on[DIAGNOSTIC_DELETE_BODY]);
    ck_assert(!choice.is_on[DIAGNOSTIC_SYNTAX] && !lint_is_rule(DIAGNOSTIC_STRAY_DOC));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("lint");
    TCase *tc = tcase_create("lint");
    tcase_add_loop_test(tc, what_has_no_bound_is_found_where_it_stands, 0, sizeof bounds / sizeof *bounds);
    tcase_add_loop_test(tc, a_rule_finds_what_it_says_and_nothing_else, 0, sizeof cases / sizeof *cases);
    tcase_add_loop_test(tc, a_namespace_allows_all_that_is_in_it, 0, sizeof cases / sizeof *cases);
    tcase_add_test(tc, every_rule_has_a_case);
    tcase_add_loop_test(tc, a_thing_allows_for_itself, 0, sizeof allowed / sizeof *allowed);
    tcase_add_test(tc, much_is_looked_at_in_a_breath);
    tcase_add_test(tc, most_rules_are_usual);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
