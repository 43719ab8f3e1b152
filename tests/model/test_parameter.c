/* SPDX-License-Identifier: MIT */
/* Parameters of every source, spread structs, forms, and bodies that are patches. */
#include "config.h"

#include "desk.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct desk desk;

static void compile(const char *text)
{
    desk_open(&desk, text);
    ck_assert_msg(desk.model != NULL, "%s", desk.messages);
}

START_TEST(each_word_is_a_source)
{
    compile(
        "POST \"/{id}\" x(id: int32, query q: string[], header request_id?: uuid, cookie sid: string @name(\"S-1\"),"
        " query price?: decimal, query raw: bytes(..8) @hex);"
        "POST \"/f\" y(form name: string(1..9), form tags: string[..3], form on: bool = false);");
    static const struct {
        enum model_where where;
        const char *name;
        bool is_required;
    } rows[] = {
        {MODEL_IN_PATH, "id", true},    {MODEL_IN_QUERY, "q", false},     {MODEL_IN_HEADER, "request-id", false},
        {MODEL_IN_COOKIE, "S-1", true}, {MODEL_IN_QUERY, "price", false}, {MODEL_IN_QUERY, "raw", true},
    };
    const struct model_route *x = desk_route(&desk, "x"), *y = desk_route(&desk, "y");
    ck_assert_uint_eq(x->parameter_count, sizeof rows / sizeof *rows);
    for (size_t i = 0; i < x->parameter_count; i++) {
        ck_assert_int_eq(x->parameters[i].where, rows[i].where);
        ck_assert_str_eq(x->parameters[i].name.ptr, rows[i].name);
        ck_assert_msg(x->parameters[i].is_required == rows[i].is_required, "%s", rows[i].name);
    }
    ck_assert_str_eq(x->parameters[2].header, "Request-Id");
    ck_assert(!x->has_form && y->has_form);
    ck_assert_int_eq(y->parameters[2].where, MODEL_IN_FORM);
    ck_assert_ptr_nonnull(y->parameters[2].value);
    desk_close(&desk);
}
END_TEST

START_TEST(members_of_a_struct_are_spread)
{
    compile("struct Paging { /** How many. */ limit: int32(1..100) = 20; after?: string(..64); tags: string[]; }"
            "struct Trace { requestId: string; other: string @name(\"X_Other\"); }"
            "GET \"/\" x(query ...Paging, header ...Trace);");
    const struct model_route *x = desk_route(&desk, "x");
    ck_assert_uint_eq(x->parameter_count, 5);
    ck_assert_str_eq(x->parameters[0].name.ptr, "limit");
    ck_assert_int_eq(x->parameters[0].value->integer, 20);
    ck_assert(!x->parameters[0].is_required);
    ck_assert_int_eq(x->parameters[1].presence, MODEL_BY_POINTER);
    ck_assert(!x->parameters[2].is_required);
    ck_assert_str_eq(x->parameters[3].header, "Request-Id");
    ck_assert_str_eq(x->parameters[3].name.ptr, "request-id");
    ck_assert_str_eq(x->parameters[4].header, "X_Other");
    desk_close(&desk);
}
END_TEST

START_TEST(sources_give_what_they_can)
{
    static const struct desk_row rows[] = {
        {"@open enum E { e } extern typedef Mo = string(..9) @c(\"mo\"); POST \"/\" x(query e: E, cookie m: Mo);", ""},
        {"POST \"/\" x(cookie a: string[]);", "1:22 bad-parameter"},
        {"POST \"/\" x(query a: json);", "1:21 bad-parameter"},
        {"POST \"/\" x(query a: map<string>);", "1:21 bad-parameter"},
        {"POST \"/\" x(query a: (int8 | null)[]);", "1:21 bad-parameter"},
        {"POST \"/\" x(query a: string[][]);", "1:21 bad-parameter"},
        {"union U { a: int8; b: bool; } POST \"/\" x(query a: U);", "1:51 bad-parameter"},
        {"typedef No = string | null; POST \"/\" x(query a: No);", "1:49 bad-parameter"},
        {"POST \"/\" x(cookie a: string @name(\"a b\"));", "1:35 bad-name"},
        {"POST \"/\" x(cookie a: string @name(\"a;\"));", "1:35 bad-name"},
        {"POST \"/\" x(cookie a: string, query b: string @name(\"a\"), form c: string @name(\"a\"));", ""},
        {"POST \"/\" x(cookie a: string, cookie b: string @name(\"a\"));", "1:53 duplicate-member"},
        {"POST \"/\" x(form a: string, body: string);", "1:28 bad-parameter"},
        {"GET \"/\" x(form a: string);", "1:11 bad-parameter"},
        {"struct P { a: int8; } POST \"/\" x(...P);", "1:34 bad-parameter"},
        {"struct P { p: P[]; } POST \"/\" x(query ...P);", "1:42 bad-parameter"},
        {"struct P { p: int8 | null; } POST \"/\" x(query ...P);", "1:50 bad-parameter"},
        {"struct P { p: int8[]; } POST \"/\" x(header ...P);", "1:46 bad-parameter"},
        {"struct P { p: int8; } POST \"/\" x(query p: int8, query ...P);", "1:58 duplicate-member"},
        {"enum E { e } POST \"/\" x(query ...E);", "1:34 bad-type"},
        {"POST \"/\" x(query ...Nope);", "1:21 unknown-type"},
        {"struct G<T> { t: T; } POST \"/\" x(query ...G);", "1:43 bad-type"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(a_body_may_be_anything)
{
    compile("struct A { a: int8; } struct P = partial A; union U { a: A; b: int8; }"
            "PATCH \"/a\" pa(body: P); PUT \"/a\" pu(body: A); POST \"/u\" u(body: U); POST \"/m\" m(body: map<A>);"
            "POST \"/f\" f(body: int8[3]); POST \"/j\" j(body: json); POST \"/o\" o(body?: U);");
    ck_assert(desk_route(&desk, "pa")->is_merge_patch);
    ck_assert(!desk_route(&desk, "pu")->is_merge_patch);
    ck_assert_int_eq(desk_route(&desk, "u")->body->kind, MODEL_UNION);
    ck_assert_int_eq(desk_route(&desk, "m")->body->kind, MODEL_MAP);
    ck_assert_int_eq(desk_route(&desk, "f")->body->kind, MODEL_FIXED);
    ck_assert_int_eq(desk_route(&desk, "o")->body_presence, MODEL_BY_POINTER);
    desk_close(&desk);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("parameter");
    TCase *tcase = tcase_create("parameter");
    tcase_add_test(tcase, each_word_is_a_source);
    tcase_add_test(tcase, members_of_a_struct_are_spread);
    tcase_add_test(tcase, sources_give_what_they_can);
    tcase_add_test(tcase, a_body_may_be_anything);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
