/* SPDX-License-Identifier: MIT */
/* Schemes of authentication, and which of them each route asks for. */
#include "config.h"

#include "desk.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define ACCOUNT "struct Account { id: int64; scopes: string(..32)[..16]; } "

static struct desk desk;

static void compile(const char *text)
{
    desk_open(&desk, text);
    ck_assert_msg(desk.model != NULL, "%s", desk.messages);
}

static const struct model_auth *auth_of(const char *route)
{
    return &desk_route(&desk, route)->auth;
}

START_TEST(schemes_say_where_credentials_are)
{
    compile(ACCOUNT "namespace shop;"
                    "auth session: bearer -> Account; auth login: basic(realm = \"the desk\") -> Account;"
                    "auth head: api_key(header = \"X-Key\") -> Account; auth asked: api_key(query = \"key\") -> Account;"
                    "auth crumb: api_key(cookie = \"sid\") -> Account;");
    const struct model_scheme *list = desk.model->schemes;
    ck_assert_uint_eq(desk.model->scheme_count, 5);
    ck_assert_str_eq(list[0].name, "session");
    ck_assert_str_eq(list[0].c_name, "shop_auth_session");
    ck_assert_int_eq(list[0].kind, MODEL_SCHEME_BEARER);
    ck_assert_str_eq(list[0].realm, desk.model->stem);
    ck_assert_str_eq(list[0].identity->c_name, "shop_account");
    ck_assert_str_eq(list[0].scopes->name, "scopes");
    ck_assert_int_eq(list[1].kind, MODEL_SCHEME_BASIC);
    ck_assert_str_eq(list[1].realm, "the desk");
    static const enum model_where where[] = {MODEL_IN_HEADER, MODEL_IN_QUERY, MODEL_IN_COOKIE};
    static const char *const keys[] = {"X-Key", "key", "sid"};
    for (size_t i = 0; i < 3; i++) {
        ck_assert_int_eq(list[i + 2].kind, MODEL_SCHEME_KEY);
        ck_assert_int_eq(list[i + 2].where, where[i]);
        ck_assert_str_eq(list[i + 2].key.ptr, keys[i]);
    }
    desk_close(&desk);
}
END_TEST

START_TEST(a_jwt_says_what_it_has_to_be)
{
    compile(ACCOUNT "auth a: jwt(algorithms = [\"HS256\"]) -> Account;"
                    "auth b: jwt(algorithms = [\"RS256\", \"EdDSA\"], issuer = \"i\", audience = \"a\", leeway = 0) -> Account;");
    const struct model_scheme *a = &desk.model->schemes[0], *b = &desk.model->schemes[1];
    ck_assert_uint_eq(a->algorithms, MODEL_HS256);
    ck_assert_uint_eq(a->leeway, 60);
    ck_assert(a->issuer == NULL && a->audience == NULL);
    ck_assert_uint_eq(b->algorithms, MODEL_RS256 | MODEL_EDDSA);
    ck_assert_uint_eq(b->leeway, 0);
    ck_assert_str_eq(b->issuer, "i");
    ck_assert_str_eq(b->audience, "a");
    desk_close(&desk);
}
END_TEST

START_TEST(scopes_are_an_array_of_strings)
{
    static const struct {
        const char *members;
        bool has;
    } rows[] = {
        {"scopes: string(..9)[..4];", true},   {"scopes?: string[];", true},      {"scopes: Word[] | null;", true},
        {"scopes: string;", false},            {"scopes: int32[];", false},       {"scopes: (string | null)[];", false},
        {"scopes: string[2];", false},         {"Scopes: string[];", false},      {"", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[200];
        snprintf(text, sizeof text, "typedef Word = string(1..9); struct A { id: int8; %s } auth a: bearer -> A;",
                 rows[i].members);
        compile(text);
        ck_assert_msg((desk.model->schemes[0].scopes != NULL) == rows[i].has, "%s", text);
        desk_close(&desk);
    }
}
END_TEST

START_TEST(a_route_takes_the_innermost_auth)
{
    compile(ACCOUNT "auth a: bearer -> Account; auth b: basic -> Account; GET \"/\" opened() -> 204;"
                    "@auth(b, optional = true) GET \"/x\" own() -> 204;"
                    "group \"/g\" @auth(a, scopes = [\"read\", \"write\"]) { GET \"/1\" inherits() -> 204;"
                    " @auth(a) GET \"/2\" narrows() -> 204; @auth(none) GET \"/3\" frees() -> 204;"
                    " group \"/h\" { GET \"/4\" deep() -> 204; @auth(b) GET \"/5\" other() -> 204; }"
                    " group \"/i\" @auth(none) { GET \"/6\" freed() -> 204; @auth(b) GET \"/7\" again() -> 204; } }");
    const struct model_scheme *a = &desk.model->schemes[0], *b = &desk.model->schemes[1];
    ck_assert_ptr_null(auth_of("opened")->scheme);
    ck_assert_ptr_eq(auth_of("own")->scheme, b);
    ck_assert(auth_of("own")->is_optional);
    static const char *const scoped[] = {"inherits", "deep"}, *const freed[] = {"frees", "freed"};
    for (size_t i = 0; i < 2; i++) {
        ck_assert_ptr_eq(auth_of(scoped[i])->scheme, a);
        ck_assert_uint_eq(auth_of(scoped[i])->scope_count, 2);
        ck_assert_str_eq(auth_of(scoped[i])->scopes[1], "write");
        ck_assert(!auth_of(scoped[i])->is_optional);
        ck_assert_ptr_null(auth_of(freed[i])->scheme);
    }
    ck_assert_ptr_eq(auth_of("narrows")->scheme, a);
    ck_assert_uint_eq(auth_of("narrows")->scope_count, 0);
    ck_assert_ptr_eq(auth_of("other")->scheme, b);
    ck_assert_ptr_eq(auth_of("again")->scheme, b);
    desk_close(&desk);
}
END_TEST

START_TEST(one_wrong_auth_has_no_echo)
{
    static const struct desk_row rows[] = {
        {"auth a: bearer -> A; @auth(a, scopes = [\"x\"]) GET \"/\" x() -> 204;", "1:19 unknown-type"},
        {"struct A { a: nope; } auth a: bearer -> A; @auth(a, scopes = [\"x\"]) GET \"/\" x() -> 204;",
         "1:15 unknown-type"},
        {"@auth(a) GET \"/\" x() -> 204;", "1:7 unknown-scheme"},
        {"group \"/g\" @auth(a) { @auth(none) GET \"/\" x() -> 204; GET \"/y\" y() -> 204; }", "1:18 unknown-scheme"},
        {"struct A { a: int8; } auth a: jwt -> A; @auth(a) GET \"/\" x() -> 204;", "1:31 bad-auth"},
        {"struct A { a: int8; } auth a: bearer -> A; @auth(a) GET \"/\" x(header authorization: string) -> 204;", "1:70 name-collision"},
        {"struct A { a: int8; } auth a: api_key(header = \"X-K\") -> A; @auth(a) GET \"/\" x(header x_k: string) -> 204;",
         "1:87 name-collision"},
        {"struct A { a: int8; } auth a: api_key(query = \"K\") -> A; @auth(a) GET \"/\" x(query K: string, header j: string) -> 204;",
         "1:83 name-collision"},
        {"struct A { a: int8; } auth a: api_key(cookie = \"k\") -> A; @auth(a) GET \"/\" x(query k: string) -> 204;", ""},
        {"struct A<T> { a: T; } auth a: bearer -> A;", "1:41 bad-type"},
        {"struct A { a: int8; } auth x: bearer -> A; GET \"/\" auth_x() -> 204;", "1:52 name-collision"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("auth");
    TCase *tcase = tcase_create("auth");
    tcase_add_test(tcase, schemes_say_where_credentials_are);
    tcase_add_test(tcase, a_jwt_says_what_it_has_to_be);
    tcase_add_test(tcase, scopes_are_an_array_of_strings);
    tcase_add_test(tcase, a_route_takes_the_innermost_auth);
    tcase_add_test(tcase, one_wrong_auth_has_no_echo);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
