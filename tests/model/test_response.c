/* SPDX-License-Identifier: MIT */
/* Problems, @errors of routes and groups, and @max_body. */
#include "config.h"

#include "desk.h"

#include <check.h>
#include <stdlib.h>

static struct desk desk;

static void compile(const char *text)
{
    desk_open(&desk, text);
    ck_assert_msg(desk.model != NULL, "%s", desk.messages);
}

START_TEST(problems_have_no_body_of_their_own)
{
    compile("GET \"/\" x() -> int8, 404 Problem, 503 Problem;");
    const struct model_route *x = desk_route(&desk, "x");
    ck_assert_uint_eq(x->response_count, 3);
    ck_assert(!x->responses[0].is_problem && x->responses[1].is_problem && x->responses[2].is_problem);
    ck_assert_ptr_null(x->responses[1].body);
    ck_assert_str_eq(x->responses[1].c_name, "x_404");
    desk_close(&desk);
}
END_TEST

START_TEST(errors_of_groups_come_after_those_of_the_route)
{
    compile("group \"/a\" @errors(401, 404) { group \"/b\" @errors(403) {"
            "  @errors(404, 409) GET \"/\" x() -> int8; GET \"/y\" y() -> 204, 401 Problem; } }");
    static const int of_x[] = {200, 404, 409, 403, 401}, of_y[] = {204, 401, 403, 404};
    const struct model_route *x = desk_route(&desk, "x"), *y = desk_route(&desk, "y");
    ck_assert_uint_eq(x->response_count, sizeof of_x / sizeof *of_x);
    for (size_t i = 0; i < x->response_count; i++) {
        ck_assert_int_eq(x->responses[i].status, of_x[i]);
        ck_assert(x->responses[i].is_problem == (i > 0));
    }
    ck_assert_uint_eq(y->response_count, sizeof of_y / sizeof *of_y);
    for (size_t i = 0; i < y->response_count; i++)
        ck_assert_int_eq(y->responses[i].status, of_y[i]);
    desk_close(&desk);
}
END_TEST

START_TEST(statuses_of_errors_stand_once)
{
    static const struct desk_row rows[] = {
        {"@errors(404) GET \"/\" x();", ""},
        {"@errors(404) GET \"/\" x() -> 404 Problem;", "1:9 bad-response"},
        {"@errors(404, 404) GET \"/\" x();", "1:14 name-collision"},
        {"@errors(399) GET \"/\" x();", "1:9 bad-annotation"},
        {"@errors(600) GET \"/\" x();", "1:9 bad-annotation"},
        {"@errors(\"404\") GET \"/\" x();", "1:9 bad-annotation"},
        {"@errors(a = 404) GET \"/\" x();", "1:9 bad-annotation"},
        {"@errors(404) struct A { a: int8; }", "1:1 misplaced-annotation"},
        {"GET \"/\" x() -> 201 Problem;", "1:20 bad-response"},
        {"GET \"/\" x() -> 404 Problem | null;", "1:20 bad-response"},
        {"GET \"/\" x() -> 404 Problem[];", "1:20 bad-type"},
        {"struct A { p: Problem; }", "1:15 bad-type"},
        {"struct Problem { a: int8; }", "1:8 reserved-name"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(what_a_status_does_not_have_is_refused)
{
    static const struct desk_row rows[] = {
        {"GET \"/\" x() -> 204 int8;", "1:20 bad-response"},  {"GET \"/\" x() -> 205 int8;", "1:20 bad-response"},
        {"GET \"/\" x() -> 304 int8;", "1:20 bad-response"},  {"HEAD \"/\" x() -> 200 int8;", "1:21 bad-response"},
        {"GET \"/\" x() -> 200 int8, 204, 205, 304;", ""},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(streams_have_items_of_any_type)
{
    static const struct desk_row rows[] = {
        {"GET \"/\" x() -> stream int8;", ""},
        {"GET \"/\" x() -> stream json, 404 Problem;", ""},
        {"GET \"/\" x() -> stream string(..4)[2][..3];", ""},
        {"GET \"/\" x() -> stream map<bytes>;", ""},
        {"struct A { a: int8; } GET \"/\" x() -> stream A[]; GET \"/y\" y() -> stream A[];", ""},
        {"typedef Tt = int8 | null; GET \"/\" x() -> stream Tt;", "1:49 bad-response"},
        {"GET \"/\" x() -> stream int8, 201 stream int8;", "1:29 bad-response"},
        {"GET \"/\" x() -> 404 stream int8;", "1:27 bad-response"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(streams_may_be_of_one_media_type)
{
    static const struct desk_row rows[] = {
        {"GET \"/\" x() -> stream int8 @media(\"text/event-stream\");", ""},
        {"GET \"/\" x() -> stream int8 @media(\"application/x-ndjson\");", ""},
        {"GET \"/\" x() -> stream int8 @media(\"application/json\");", "1:28 bad-response"},
        {"GET \"/\" x() -> stream bytes @media(\"text/csv; charset=utf-8;header=present\");", ""},
        {"GET \"/\" x() -> stream bytes @media(\"text/csv;\");", "1:36 bad-annotation"},
        {"GET \"/\" x() -> stream bytes @media(\"text/csv; a=\");", "1:36 bad-annotation"},
        {"GET \"/\" x() -> stream bytes @media(\"text\");", "1:36 bad-annotation"},
        {"GET \"/\" x() -> stream bytes @media(\"text/\");", "1:36 bad-annotation"},
        {"GET \"/\" x() -> stream bytes @media(\"/csv\");", "1:36 bad-annotation"},
        {"GET \"/\" x() -> stream bytes @media(\"te xt/csv\");", "1:36 bad-annotation"},
        {"GET \"/\" x() -> stream bytes @media(\"text/*\");", "1:36 bad-annotation"},
        {"GET \"/\" x() -> stream bytes @media(\"text/csv\\r\\nX: y\");", "1:36 bad-annotation"},
        {"GET \"/\" x() -> stream bytes @media(\"text/csv\\u0000\");", "1:36 bad-annotation"},
        {"GET \"/\" x() -> stream bytes @media(1);", "1:29 bad-annotation"},
        {"POST \"/\" x(body: stream bytes @media(\"text/csv\"));", ""},
        {"POST \"/\" x(body: stream bytes @media(\"text/csv; a=b\"));", "1:38 bad-annotation"},
        {"POST \"/\" x(body: stream bytes @media(\"text/*\"));", ""},
        {"POST \"/\" x(body: stream bytes @media(\"*/*\"));", ""},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(what_is_no_json_is_a_string_or_bytes)
{
    static const struct desk_row rows[] = {
        {"POST \"/\" x(body: string @media(\"text/csv\"));", ""},
        {"POST \"/\" x(body?: bytes(..9) @media(\"*/*\"));", ""},
        {"POST \"/\" x(body: email @media(\"text/plain\"));", ""},
        {"POST \"/\" x(body: int8 @media(\"text/csv\"));", "1:30 bad-annotation"},
        {"POST \"/\" x(body: string[] @media(\"text/csv\"));", "1:34 bad-annotation"},
        {"POST \"/\" x(body: string | null @media(\"text/csv\"));", "1:12 bad-parameter"},
        {"POST \"/\" x(body: bytes @hex @media(\"image/png\"));", "1:24 bad-annotation"},
        {"POST \"/\" x(body: bytes @base64url @media(\"image/png\"));", "1:24 bad-annotation"},
        {"POST \"/\" x(body: bytes @example(\"AA==\") @media(\"image/png\"));", "1:24 bad-annotation"},
        {"POST \"/\" x(body: string @example(\"a\") @media(\"text/csv\"));", ""},
        {"POST \"/\" x(body: bytes @media(\"*/png\"));", "1:31 bad-annotation"},
        {"POST \"/\" x(body: bytes @media(\"im*ge/*\"));", "1:31 bad-annotation"},
        {"POST \"/\" x(body: bytes @media(\"image/p*\"));", "1:31 bad-annotation"},
        {"struct A { a: int8; } POST \"/\" x(body: A @media(\"application/vnd.a+json\"));", ""},
        {"struct A { a: int8; } POST \"/\" x(body: A @media(\"Application/JSON\"));", ""},
        {"struct A { a: int8; } POST \"/\" x(body: A @media(\"application/xml\"));", "1:49 bad-annotation"},
        {"GET \"/\" x() -> string @media(\"text/csv; header=present\");", ""},
        {"GET \"/\" x() -> bytes @media(\"image/png\"), 404 string @media(\"text/plain\");", ""},
        {"GET \"/\" x() -> bytes @media(\"image/*\");", "1:29 bad-annotation"},
        {"GET \"/\" x() -> int8 @media(\"text/csv\");", "1:28 bad-annotation"},
        {"GET \"/\" x() -> int8 @media(\"application/vnd.a+json; v=1\");", ""},
        {"GET \"/\" x() -> 204 @media(\"text/csv\");", "1:20 bad-response"},
        {"GET \"/\" x() -> 404 Problem @media(\"text/csv\");", "1:28 bad-response"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(a_body_that_is_no_json_may_have_the_bytes_of_its_largest_text)
{
    static const struct {
        const char *type;
        size_t len;
    } cases[] = {{"string(..10)", 40}, {"bytes(..10)", 10}, {"bytes(0)", 1}, {"uuid", 36}, {"bytes", 1 << 20}, {"string", 1 << 20}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char schema[128];
        snprintf(schema, sizeof schema, "POST \"/\" x(body: %s @media(\"text/plain\"));", cases[i].type);
        compile(schema);
        size_t most = desk_route(&desk, "x")->max_body;
        ck_assert_msg(most == cases[i].len, "%s: %zu", cases[i].type, most);
        desk_close(&desk);
    }
}
END_TEST

START_TEST(media_types_have_a_longest)
{
    char schema[256];
    for (int len = 127; len <= 128; len++) {
        snprintf(schema, sizeof schema, "GET \"/\" x() -> stream bytes @media(\"text/%0*d\");", len - 5, 0);
        const struct desk_row rows[] = {{schema, len == 127 ? "" : "1:36 bad-annotation"}};
        DESK_CHECK_ROWS(rows);
    }
}
END_TEST

START_TEST(responses_send_headers_and_cookies)
{
    compile("POST \"/\" x() -> 201 { header location: uri; header retryAfter?: uint32;"
            "\n/// Who it is.\ncookie sid?: string @name(\"SID\") @max_age(60) @secure @http_only @same_site(\"lax\");"
            "  cookie tag: int8 @path(\"/a\") @domain(\"example.com\") @same_site(\"strict\") @max_age(0); }, 204, 404 Problem;");
    const struct model_response *made = desk_route(&desk, "x")->responses;
    ck_assert_uint_eq(made[0].field_count, 4);
    ck_assert_str_eq(made[0].c_head, "x_201_head");
    ck_assert(made[0].has_bits && made[1].field_count == 0 && made[1].c_head == NULL && made[2].field_count == 0);
    const struct model_parameter *fields = made[0].fields;
    ck_assert_str_eq(fields[0].header, "Location");
    ck_assert(fields[0].where == MODEL_IN_HEADER && fields[0].is_required && fields[0].attributes == NULL);
    ck_assert_str_eq(fields[1].header, "Retry-After");
    ck_assert_str_eq(fields[1].c_name, "retry_after");
    ck_assert(!fields[1].is_required && fields[1].presence == MODEL_BY_HAS);
    ck_assert(fields[2].where == MODEL_IN_COOKIE && fields[2].presence == MODEL_BY_POINTER);
    ck_assert_str_eq(fields[2].name.ptr, "SID");
    ck_assert_str_eq(fields[2].doc, "Who it is.");
    ck_assert_str_eq(fields[2].attributes, "; Path=/; Max-Age=60; Secure; HttpOnly; SameSite=Lax");
    ck_assert_str_eq(fields[3].attributes, "; Path=/a; Domain=example.com; Max-Age=0; SameSite=Strict");
    desk_close(&desk);
}
END_TEST

#define SENT(FIELDS) "GET \"/\" x() -> 201 {" FIELDS "};"

START_TEST(what_responses_cannot_send_is_refused)
{
    static const struct desk_row rows[] = {
        {SENT("header a: int8; cookie a_: int8;"), ""},
        {SENT("header a: int8; header A_: int8 @name(\"A\");"), "1:59 duplicate-member"},
        {SENT("header a: int8; cookie a: int8;"), "1:44 duplicate-member"},
        {SENT("header a: int8[];"), "1:31 bad-parameter"},
        {SENT("header a: json;"), "1:31 bad-parameter"},
        {SENT("header a: int8 | null;"), "1:31 bad-parameter"},
        {SENT("header a: int8 = 1;"), "1:21 bad-response"},
        {SENT("query a: int8;"), "1:21 bad-response"},
        {SENT("form a: int8;"), "1:21 bad-response"},
        {SENT("header content_length: int8;"), "1:21 bad-response"},
        {SENT("header a: int8 @name(\"Set-Cookie\");"), "1:21 bad-response"},
        {SENT("header a: int8 @name(\"DATE\");"), "1:21 bad-response"},
        {SENT("header a: int8 @name(\"a b\");"), "1:42 bad-name"},
        {SENT("cookie a: int8 @name(\"a;b\");"), "1:42 bad-name"},
        {SENT("header a?: int8; cookie has: int8;"), "1:45 name-collision"},
        {SENT("header a: int8 @secure;"), "1:36 misplaced-annotation"},
        {"GET \"/\" x(cookie a: int8 @secure) -> 201;", "1:26 misplaced-annotation"},
        {"struct x_201_head { a: int8; } " SENT("header a: int8;"), "1:47 name-collision"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

#define COOKIE(NAME, ATTRIBUTES) "GET \"/\" x() -> 201 { cookie a: int8 @name(\"" NAME "\") " ATTRIBUTES "; };"

START_TEST(attributes_of_cookies_are_what_browsers_take)
{
    static const struct desk_row rows[] = {
        {COOKIE("a", "@path(\"/a/b\")"), ""},
        {COOKIE("a", "@path(\"a\")"), "1:54 bad-annotation"},
        {COOKIE("a", "@path(\"\")"), "1:54 bad-annotation"},
        {COOKIE("a", "@path(\"/;\")"), "1:54 bad-annotation"},
        {COOKIE("a", "@path(\"/\\u0000\")"), "1:54 bad-annotation"},
        {COOKIE("a", "@path(\"/\", \"/\")"), "1:48 bad-annotation"},
        {COOKIE("a", "@domain(\".example.com\")"), "1:56 bad-annotation"},
        {COOKIE("a", "@domain(\"exa mple\")"), "1:56 bad-annotation"},
        {COOKIE("a", "@max_age(2147483647)"), ""},
        {COOKIE("a", "@max_age(2147483648)"), "1:57 bad-annotation"},
        {COOKIE("a", "@max_age(-1)"), "1:57 bad-annotation"},
        {COOKIE("a", "@max_age(1.5)"), "1:57 bad-annotation"},
        {COOKIE("a", "@max_age(\"1\")"), "1:48 bad-annotation"},
        {COOKIE("a", "@same_site(\"Lax\")"), "1:59 bad-annotation"},
        {COOKIE("a", "@same_site(\"none\")"), "1:59 bad-annotation"},
        {COOKIE("a", "@same_site(\"none\") @secure"), ""},
        {COOKIE("a", "@secure @secure"), "1:56 bad-annotation"},
        {COOKIE("__Secure-a", ""), "1:22 bad-annotation"},
        {COOKIE("__secure-a", "@secure"), ""},
        {COOKIE("__Host-a", "@secure"), ""},
        {COOKIE("__Host-a", ""), "1:22 bad-annotation"},
        {COOKIE("__Host-a", "@secure @path(\"/\")"), ""},
        {COOKIE("__Host-a", "@secure @path(\"/a\")"), "1:22 bad-annotation"},
        {COOKIE("__Host-a", "@secure @domain(\"a.b\")"), "1:22 bad-annotation"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

START_TEST(headers_and_cookies_of_a_response_have_a_most)
{
    for (int count = 16; count <= 17; count++) {
        char schema[1024];
        int len = snprintf(schema, sizeof schema, "GET \"/\" x() -> 201 {");
        for (int i = 0; i < count; i++)
            len += snprintf(schema + len, sizeof schema - (size_t)len, " header a%02d: int8;", i);
        snprintf(schema + len, sizeof schema - (size_t)len, " };");
        const struct desk_row rows[] = {{schema, count == 16 ? "" : "1:22 too-large"}};
        DESK_CHECK_ROWS(rows);
    }
}
END_TEST

START_TEST(paths_of_cookies_have_a_longest)
{
    for (int len = 1024; len <= 1025; len++) {
        char schema[1200];
        snprintf(schema, sizeof schema, "GET \"/\" x() -> 201 { cookie a: int8 @path(\"/%0*d\"); };", len - 1, 0);
        const struct desk_row rows[] = {{schema, len == 1024 ? "" : "1:43 bad-annotation"}};
        DESK_CHECK_ROWS(rows);
    }
}
END_TEST

START_TEST(the_innermost_limit_of_a_body_counts)
{
    compile("group \"/a\" @max_body(100) { group \"/b\" { POST \"/x\" x(body: string);"
            "  @max_body(200) POST \"/y\" y(body: string); } } POST \"/z\" z(body: int8);");
    ck_assert_uint_eq(desk_route(&desk, "x")->max_body, 100);
    ck_assert_uint_eq(desk_route(&desk, "y")->max_body, 200);
    ck_assert_uint_gt(desk_route(&desk, "z")->max_body, 200);
    desk_close(&desk);
}
END_TEST

START_TEST(limits_of_bodies_are_bytes)
{
    static const struct desk_row rows[] = {
        {"@max_body(1) POST \"/\" x(body: int8);", ""},
        {"@max_body(0) POST \"/\" x(body: int8);", "1:11 bad-annotation"},
        {"@max_body(1.5) POST \"/\" x(body: int8);", "1:11 bad-annotation"},
        {"@max_body(-1) POST \"/\" x(body: int8);", "1:11 bad-annotation"},
        {"@max_body(\"1M\") POST \"/\" x(body: int8);", "1:1 bad-annotation"},
        {"@max_body POST \"/\" x(body: int8);", "1:1 bad-annotation"},
    };
    DESK_CHECK_ROWS(rows);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("response");
    TCase *tcase = tcase_create("response");
    tcase_add_test(tcase, problems_have_no_body_of_their_own);
    tcase_add_test(tcase, errors_of_groups_come_after_those_of_the_route);
    tcase_add_test(tcase, statuses_of_errors_stand_once);
    tcase_add_test(tcase, what_a_status_does_not_have_is_refused);
    tcase_add_test(tcase, streams_have_items_of_any_type);
    tcase_add_test(tcase, streams_may_be_of_one_media_type);
    tcase_add_test(tcase, what_is_no_json_is_a_string_or_bytes);
    tcase_add_test(tcase, a_body_that_is_no_json_may_have_the_bytes_of_its_largest_text);
    tcase_add_test(tcase, media_types_have_a_longest);
    tcase_add_test(tcase, responses_send_headers_and_cookies);
    tcase_add_test(tcase, what_responses_cannot_send_is_refused);
    tcase_add_test(tcase, attributes_of_cookies_are_what_browsers_take);
    tcase_add_test(tcase, headers_and_cookies_of_a_response_have_a_most);
    tcase_add_test(tcase, paths_of_cookies_have_a_longest);
    tcase_add_test(tcase, the_innermost_limit_of_a_body_counts);
    tcase_add_test(tcase, limits_of_bodies_are_bytes);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
