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
        {"GET \"/\" x() -> 404 Problem[];", "1:20 not-yet"},
        {"struct A { p: Problem; }", "1:15 not-yet"},
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
        {"POST \"/\" x(body: int8 @media(\"text/csv\"));", "1:23 not-yet"},
        {"GET \"/\" x() -> int8 @media(\"text/csv\");", "1:21 not-yet"},
    };
    DESK_CHECK_ROWS(rows);
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
    tcase_add_test(tcase, media_types_have_a_longest);
    tcase_add_test(tcase, the_innermost_limit_of_a_body_counts);
    tcase_add_test(tcase, limits_of_bodies_are_bytes);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
