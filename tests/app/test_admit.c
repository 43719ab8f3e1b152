/* SPDX-License-Identifier: MIT */
/* What is refused or answered before the body: paths, methods, lengths, media. */
#include "zoo.h"

#include <stdlib.h>

static struct desk desk;

static void set_up(void)
{
    desk_open(&desk, &zoo_usual);
}

static void tear_down(void)
{
    desk_close(&desk);
}

/* What _begin says to a request with a head alone: its status, or 0 when it may go on. */
static int begin(const char *method, const char *target, const char *media, int64_t length, const char *coding)
{
    size_t body_max;
    swage_request *rq = desk_take(&desk, method, target, media, length);
    if (coding)
        rq->head.fields[rq->head.field_count++] =
            (struct swage_field){SWAGE_STR("content-encoding"), swage_str_from(coding)};
    if (swage_request_begin(rq, &body_max) == REQUEST_ANSWERED) {
        ck_assert(desk.out.done);
        return desk.out.status;
    }
    swage_request_abort(rq);
    return 0;
}

struct route_case {
    const char *method, *target;
    int status; /* 0: it goes on */
    const char *allow;
};

static const struct route_case route_cases[] = {
    {"POST", "/user", 0, NULL},
    {"POST", "/user?x=1", 0, NULL},
    {"GET", "/users/7", 0, NULL},
    {"HEAD", "/users/7", 0, NULL},
    {"GET", "/files/a/b/c", 0, NULL},
    {"OPTIONS", "/files/a", 0, NULL},
    {"POST", "/", 404, NULL},
    {"POST", "/nowhere", 404, NULL},
    {"POST", "/user/", 404, NULL},
    {"POST", "//user", 404, NULL},
    {"GET", "/files", 404, NULL},
    {"GET", "/users", 404, NULL},
    {"OPTIONS", "/users", 404, NULL},
    {"FOO", "/nowhere", 404, NULL},
    {"GET", "/user", 405, "POST, OPTIONS"},
    {"HEAD", "/user", 405, "POST, OPTIONS"},
    {"DELETE", "/users/7", 405, "GET, HEAD, PUT, OPTIONS"},
    {"PATCH", "/files/a", 405, "GET, HEAD, OPTIONS"},
    {"TRACE", "/user", 405, "POST, OPTIONS"},
    {"QUERY", "/users/7", 405, "GET, HEAD, PUT, OPTIONS"},
    {"trace", "/user", 501, NULL},
    {"FOO", "/user", 501, NULL},
    {"post", "/user", 501, NULL},
    {"OPTIONS", "/user", 204, "POST, OPTIONS"},
    {"OPTIONS", "/users/7", 204, "GET, HEAD, PUT, OPTIONS"},
    {"OPTIONS", "*", 204, "GET, HEAD, POST, PUT, OPTIONS"},
};

START_TEST(the_route_is_found_or_the_answer_says_why_not)
{
    const struct route_case *c = &route_cases[_i];
    ck_assert_int_eq(begin(c->method, c->target, NULL, -1, NULL), c->status);
    swage_str allow = swage_collector_header(&desk.out, SWAGE_STR("Allow"));
    ck_assert(swage_str_equal(allow, swage_str_from(c->allow)));
    if (c->status == 204)
        ck_assert_uint_eq(desk.out.body.len, 0);
    else if (c->status && strcmp(c->method, "HEAD") != 0)
        zoo_contains(desk_body(&desk), "{\"type\":\"about:blank\",\"title\":\"");
}
END_TEST

struct media_case {
    const char *media; /* NULL: no Content-Type */
    const char *coding;
    int64_t length;
    int status;
};

static const struct media_case media_cases[] = {
    {"application/json", NULL, 10, 0},
    {"Application/JSON", NULL, 10, 0},
    {"application/json; charset=utf-8", NULL, 10, 0},
    {"application/json;charset=UTF-8", NULL, 10, 0},
    {"application/problem+json", NULL, 10, 0},
    {"application/merge-patch+json", NULL, 10, 415},
    {"application/vnd.a+JSON; charset=utf-8", NULL, 10, 0},
    {"application/json; charset=latin1", NULL, 10, 415},
    {"application/x+json; charset=utf-16", NULL, 10, 415},
    {"application/jsonp", NULL, 10, 415},
    {"application/jso", NULL, 10, 415},
    {"application/+json", NULL, 10, 415},
    {"text/x+json", NULL, 10, 415},
    {"+json", NULL, 10, 415},
    {"text/json", NULL, 10, 415},
    {"text/plain", NULL, 10, 415},
    {"", NULL, 10, 415},
    {NULL, NULL, 10, 415},
    {NULL, NULL, 0, 0},
    {NULL, NULL, -1, 0},
    {"text/plain", NULL, 0, 0},
    {"application/json", "identity", 10, 0},
    {"application/json", "Identity", 10, 0},
    {"application/json", "gzip", 10, 415},
    {"application/json", "", 10, 415},
    {"application/json", "gzip", 0, 0},
    {"application/json", NULL, 100000, 0},
    {"application/json", NULL, 100001, 413},
    {"application/json", NULL, INT64_MAX, 413},
};

START_TEST(a_body_is_json_and_not_too_long)
{
    const struct media_case *c = &media_cases[_i];
    ck_assert_int_eq(begin("POST", "/user", c->media, c->length, c->coding), c->status);
}
END_TEST

static const struct {
    const char *method, *path, *field;
    int status;
} part_cases[] = {
    {"PUT", "/users/7", "Content-Range", 400},  {"PUT", "/users/7", "CONTENT-RANGE", 400},
    {"PUT", "/users/7", "Content-Ranges", 0},   {"PUT", "/users/7", "Range", 0},
    {"POST", "/user", "Content-Range", 0},      {"POST", "/user", "Range", 0},
    {"GET", "/users/7", "Range", 0},            {"GET", "/users/7", "If-Range", 0}};

START_TEST(a_part_is_not_taken_for_the_whole)
{
    size_t body_max;
    swage_request *rq = desk_take(&desk, part_cases[_i].method, part_cases[_i].path, "application/json", 10);
    rq->head.fields[rq->head.field_count++] =
        (struct swage_field){swage_str_from(part_cases[_i].field), SWAGE_STR("bytes 0-9/20")};
    enum request_step step = swage_request_begin(rq, &body_max);
    ck_assert_int_eq(step, part_cases[_i].status ? REQUEST_ANSWERED : REQUEST_GO_ON);
    if (step == REQUEST_GO_ON)
        swage_request_abort(rq);
    else
        ck_assert_int_eq(desk.out.status, part_cases[_i].status);
}
END_TEST

START_TEST(a_route_may_ask_which_part_it_is)
{
    static const struct swage_param params[] = {{.where = SWAGE_IN_HEADER, .name = SWAGE_STR_INIT("Content-Range")}};
    size_t body_max;
    swage_request *rq = desk_take(&desk, "PUT", "/users/7", "application/json", 10);
    struct swage_operation operations[8];
    ck_assert_uint_le(desk.app.operation_count, 8);
    memcpy(operations, desk.app.operations, desk.app.operation_count * sizeof *operations);
    for (unsigned i = 0; i < desk.app.operation_count; i++) {
        operations[i].params = params;
        operations[i].param_count = 1;
    }
    desk.app.operations = operations;
    rq->head.fields[rq->head.field_count++] = (struct swage_field){SWAGE_STR("Content-Range"), SWAGE_STR("bytes 0-9/20")};
    ck_assert_int_eq(swage_request_begin(rq, &body_max), REQUEST_GO_ON);
    swage_request_abort(rq);
}
END_TEST

START_TEST(a_chunked_body_needs_its_media_too)
{
    size_t body_max;
    swage_request *rq = desk_take(&desk, "POST", "/user", NULL, -1);
    rq->head.is_chunked = true;
    ck_assert_int_eq(swage_request_begin(rq, &body_max), REQUEST_ANSWERED);
    ck_assert_int_eq(desk.out.status, 415);
}
END_TEST

START_TEST(the_route_may_set_a_smaller_limit_than_the_server)
{
    ck_assert_int_eq(begin("POST", "/small", "application/json", 64, NULL), 0);
    ck_assert_int_eq(begin("POST", "/small", "application/json", 65, NULL), 413);
    desk.env.body_max = 10;
    ck_assert_int_eq(begin("POST", "/small", "application/json", 11, NULL), 413);
}
END_TEST

START_TEST(a_body_that_nobody_takes_may_be_anything_but_endless)
{
    ck_assert_int_eq(begin("GET", "/users/7", "text/plain", 10, "gzip"), 0);
    ck_assert_int_eq(begin("GET", "/users/7", NULL, 100001, NULL), 413);
}
END_TEST

START_TEST(the_answer_to_head_has_no_body)
{
    ck_assert_int_eq(desk_ask(&desk, "HEAD", "/users/7", NULL, 0), REQUEST_ANSWERED);
    ck_assert_int_eq(desk.out.status, 200);
    ck_assert(desk.out.is_head);
    ck_assert_uint_eq(desk.out.body.len, 0);
    ck_assert(
        swage_str_equal(swage_collector_header(&desk.out, SWAGE_STR("Content-Type")), SWAGE_STR("application/json")));
    ck_assert_int_eq(desk_ask(&desk, "GET", "/users/7", NULL, 0), REQUEST_ANSWERED);
    ck_assert(!desk.out.is_head);
    ck_assert_uint_gt(desk.out.body.len, 0);
}
END_TEST

START_TEST(a_path_that_decodes_to_more_than_the_arena_holds_is_414)
{
    desk.env.arena_max = 16;
    ck_assert_int_eq(begin("GET", "/files/%61aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", NULL, -1, NULL), 414);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("admit");
    TCase *tests = tcase_create("begin");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, the_route_is_found_or_the_answer_says_why_not, 0,
                        sizeof route_cases / sizeof *route_cases);
    tcase_add_loop_test(tests, a_body_is_json_and_not_too_long, 0, sizeof media_cases / sizeof *media_cases);
    tcase_add_loop_test(tests, a_part_is_not_taken_for_the_whole, 0, sizeof part_cases / sizeof *part_cases);
    tcase_add_test(tests, a_route_may_ask_which_part_it_is);
    tcase_add_test(tests, a_chunked_body_needs_its_media_too);
    tcase_add_test(tests, the_route_may_set_a_smaller_limit_than_the_server);
    tcase_add_test(tests, a_body_that_nobody_takes_may_be_anything_but_endless);
    tcase_add_test(tests, the_answer_to_head_has_no_body);
    tcase_add_test(tests, a_path_that_decodes_to_more_than_the_arena_holds_is_414);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
