/* SPDX-License-Identifier: MIT */
/* What is found to be regrettable, where, and how it is allowed. */
#include "config.h"

#include "model/build.h"
#include "model/lint.h"
#include "syntax/compilation.h"
#include "syntax/diagnostic.h"
#include "syntax/parse.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "1:15 1:30": the places of the warnings, in order. */
static void check_places(const char *text, const char *wanted)
{
    char found[512] = "", *messages;
    size_t size, count;
    struct compilation *cx = compilation_new();
    const struct ast_file *file = parse_text(cx, "t.swage", text, strlen(text));
    ck_assert_ptr_nonnull(file);
    bool is_fine = model_build(cx, file, NULL) != NULL;
    count = lint_check(cx, file);
    FILE *out = open_memstream(&messages, &size);
    diagnostic_print(cx, out);
    fclose(out);
    ck_assert_msg(is_fine, "%s", messages);
    for (const char *at = messages; (at = strstr(at, "t.swage:")) != NULL; at += 8) {
        ck_assert_ptr_nonnull(strstr(at, "[unbounded]"));
        snprintf(found + strlen(found), sizeof found - strlen(found), "%s%.*s", *found ? " " : "",
                 (int)(strstr(at + 8, ": ") - at - 8), at + 8);
        ck_assert_uint_gt(count--, 0);
    }
    ck_assert_uint_eq(count, 0);
    ck_assert_msg(strcmp(found, wanted) == 0, "%s\nfound '%s' and not '%s':\n%s", text, found, wanted, messages);
    free(messages);
    compilation_free(cx);
}

static const struct {
    const char *text, *places;
} cases[] = {
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
    {"group \"/a\" @allow(\"unbounded\") { group \"/b\" { GET \"/\" f() -> string; } } GET \"/\" g() -> string;", "1:89"},
    {"struct A { a: bytes; b: bytes(..4); c: decimal; d: json; e: decimal @unbounded; f: json @unbounded; }",
     "1:15 1:40 1:52"},
    {"struct A { a: uri; b: uri(..9); c: email; d: uuid; e: datetime; f: duration; g: hostname; }",
     "1:15"},
    {"struct A { a: map<string(..3), int8>; b: map<string, int8>(..3); c: map<int8>(..3); d: map<string(..3), int8>(..3); }",
     "1:15 1:46 1:69"},
    {"struct A { a: int8[][..3]; b: (string | null)[..3]; c: string(..3)[..2][]; }",
     "1:19 1:32 1:72"},
    {"@open enum Ann { a } @open @allow(\"unbounded\") enum Bob { b } @open enum Kid : int8 { c = 1 }",
     "1:1"},
    {"union Ann { text: string; list: string(..3)[] @allow(\"unbounded\"); number: int8; }",
     "1:19"},
    {"struct Page<T> { items: T[]; } struct A { a: int8; } struct Pages = Page<A>;",
     "1:26"},
};

START_TEST(what_has_no_bound_is_found_where_it_stands)
{
    check_places(cases[_i].text, cases[_i].places);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("lint");
    TCase *tc = tcase_create("lint");
    tcase_add_loop_test(tc, what_has_no_bound_is_found_where_it_stands, 0, sizeof cases / sizeof *cases);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
