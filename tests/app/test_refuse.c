/* SPDX-License-Identifier: MIT */
/* Refusals: every fault at once, with its place and code, and nothing of what was sent. */
#include "zoo.h"

#include <stdio.h>
#include <stdlib.h>

#define HEAD400 "400 {\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,"
#define HEAD422 "422 {\"type\":\"about:blank\",\"title\":\"Unprocessable Content\",\"status\":422,"

struct whole_case {
    const char *method, *target, *body, *answer;
};

static const struct whole_case whole_cases[] = {
    {"POST", "/user", "{\"id\":1,\"name\":\"\",\"email\":\"e\"}",
     HEAD422 "\"detail\":\"The request has 1 fault.\",\"errors\":["
             "{\"in\":\"body\",\"pointer\":\"/name\",\"code\":\"too_short\","
             "\"detail\":\"at least 1 character, found 0\"}]}"},
    {"POST", "/user", "",
     HEAD400 "\"detail\":\"The request has 1 fault.\",\"errors\":["
             "{\"in\":\"body\",\"pointer\":\"\",\"code\":\"missing\",\"detail\":\"this request needs a body\"}]}"},
    {"GET", "/filter?at=-1&at=2", NULL,
     HEAD400 "\"detail\":\"The request has 2 faults.\",\"errors\":["
             "{\"in\":\"query\",\"name\":\"at\",\"code\":\"duplicate\","
             "\"detail\":\"stands 2 times, and may stand once\"},"
             "{\"in\":\"query\",\"name\":\"on\",\"code\":\"missing\",\"detail\":\"this parameter is required\"}]}"},
};

START_TEST(the_answer_is_a_problem_document)
{
    const struct whole_case *c = &whole_cases[_i];
    ck_assert_str_eq(zoo_ask(&zoo_usual, c->method, c->target, c->body), c->answer);
}
END_TEST

struct fault_case {
    const char *method, *target, *body;
    int status;
    const char *faults; /* "in place code" for each, in order, joined by ", " */
};

#define USER "{\"id\":1,\"name\":\"n\",\"email\":\"e\"}"

static const struct fault_case fault_cases[] = {
    {"POST", "/user", "{\"id\":1,\"name\":\"n\"", 400, "body  syntax"},
    {"POST", "/user", "{\"id\":1,\"name\":\"n\"}", 422, "body /email missing"},
    {"POST", "/user", "{}", 422, "body /id missing, body /name missing, body /email missing"},
    {"POST", "/user", "[]", 422, "body  type"},
    {"POST", "/user", "1", 422, "body  type"},
    {"POST", "/user", "nonsense", 400, "body  syntax"},
    {"POST", "/user", USER "x", 400, "body  trailing"},
    {"POST", "/user", "{\"id\":1,\"name\":\"n\",\"email\":\"\xff\"}", 400, "body /email utf8"},
    {"POST", "/user", "{\"id\":\"1\",\"name\":null,\"email\":7}", 422,
     "body /id type, body /name null, body /email type"},
    {"POST", "/user", "{\"id\":2147483648,\"name\":\"123456789\",\"email\":\"e\"}", 422,
     "body /id range, body /name too_long"},
    {"POST", "/user", "{\"id\":1,\"id\":1,\"name\":\"n\",\"email\":\"e\"}", 422, "body /id duplicate"},
    {"POST", "/age", "256", 422, "body  range"},
    {"POST", "/age", "-1", 422, "body  range"},
    {"POST", "/age", "\"1\"", 422, "body  type"},
    {"POST", "/age", "1 2", 400, "body  trailing"},
    {"PUT", "/users/0", "", 400, "path id too_small"},
    {"PUT", "/users/x", "{}", 400, "path id type, body /id missing, body /name missing, body /email missing"},
    {"GET", "/users/0", NULL, 400, "path id too_small"},
    {"GET", "/users/2147483648", NULL, 400, "path id range"},
    {"GET", "/users/1.0", NULL, 400, "path id type"},
    {"GET", "/users/1%20", NULL, 400, "path id type"},
    {"GET", "/users/null", NULL, 400, "path id type"},
    {"GET", "/users/7?limit=", NULL, 400, "query limit type"},
    {"GET", "/users/7?limit=+1", NULL, 400, "query limit type"},
    {"GET", "/users/7?limit=1+", NULL, 400, "query limit type"},
    {"GET", "/users/7?limit=101", NULL, 400, "query limit too_large"},
    {"GET", "/users/7?limit=1&limit=1", NULL, 400, "query limit duplicate"},
    {"GET", "/users/7?limit=%zz", NULL, 400, "query limit escape"},
    {"GET", "/users/7?limit=%00", NULL, 400, "query limit escape"},
    {"GET", "/users/7?limit={}", NULL, 400, "query limit type"},
    {"GET", "/users/7?tag=", NULL, 400, "query tag too_short"},
    {"GET", "/users/7?tag=12345", NULL, 400, "query tag too_long"},
    {"GET", "/users/7?tag=a&tag=b&tag=c", NULL, 400, "query tag too_many"},
    {"GET", "/users/7?tag=a&tag=%ff", NULL, 400, "query tag utf8"},
    {"GET", "/users/7?sort=sideways", NULL, 400, "query sort enum"},
    {"GET", "/users/7?sort=up&sort=up", NULL, 400, "query sort duplicate"},
    {"GET", "/filter?at=1e400&on=yes", NULL, 400, "query at range, query on type"},
    {"GET", "/filter?at=-1&on=1", NULL, 400, "query at too_small, query on type"},
    {"GET", "/filter?at=1&on=true&pair=1", NULL, 400, "query pair too_few"},
    {"GET", "/filter?at=1&on=true&pair=1&pair=x&pair=2", NULL, 400, "query pair type, query pair too_many"},
    {"GET", "/filter?at=1&on=1", NULL, 400, "query on type"},
    {"GET", "/filter", NULL, 400, "query at missing, query on missing"},
    {"GET", "/users/x?limit=y&tag=&sort=z", NULL, 400,
     "path id type, query limit type, query tag too_short, query sort enum"},
};

/* The value of the next `key` behind `*at`, which is moved; NULL without one. */
static const char *next_value(const char **at, const char *key, char *value, size_t size)
{
    const char *found = strstr(*at, key);
    if (!found)
        return NULL;
    found += strlen(key);
    size_t len = strcspn(found, "\"");
    ck_assert_uint_lt(len, size);
    memcpy(value, found, len);
    value[len] = '\0';
    *at = found + len;
    return value;
}

/* "in place code, in place code" */
static void list_faults(const char *answer, char *list)
{
    const char *at = answer, *comma = "";
    char in[32], place[160], code[32];
    *list = '\0';
    while (next_value(&at, "{\"in\":\"", in, sizeof in)) {
        ck_assert_ptr_nonnull(
            next_value(&at, strcmp(in, "body") == 0 ? "\"pointer\":\"" : "\"name\":\"", place, sizeof place));
        ck_assert_ptr_nonnull(next_value(&at, "\"code\":\"", code, sizeof code));
        list += sprintf(list, "%s%s %s %s", comma, in, place, code);
        comma = ", ";
    }
}

START_TEST(every_fault_has_its_place_and_code)
{
    const struct fault_case *c = &fault_cases[_i];
    char list[4096];
    const char *answer = zoo_ask(&zoo_usual, c->method, c->target, c->body);
    ck_assert_int_eq(atoi(answer), c->status);
    list_faults(answer, list);
    ck_assert_str_eq(list, c->faults);
}
END_TEST

START_TEST(a_header_parameter_is_named_as_documents_write_it)
{
    struct desk desk;
    size_t body_max;
    desk_open(&desk, &zoo_usual);
    for (unsigned count = 1; count <= 2; count++) {
        swage_request *rq = desk_take(&desk, "GET", "/users/7", NULL, -1);
        rq->head.fields[0] = (struct swage_field){SWAGE_STR("REQUEST-ID"), SWAGE_STR("123456789")};
        rq->head.fields[1] = rq->head.fields[0];
        rq->head.field_count = count;
        ck_assert_int_eq(swage_request_begin(rq, &body_max), REQUEST_GO_ON);
        ck_assert_int_eq(swage_request_end(rq), REQUEST_ANSWERED);
        ck_assert_int_eq(desk.out.status, 400);
        zoo_contains(desk_body(&desk), count == 1
                                           ? "{\"in\":\"header\",\"name\":\"Request-Id\",\"code\":\"too_long\""
                                           : "{\"in\":\"header\",\"name\":\"Request-Id\",\"code\":\"duplicate\"");
    }
    desk_close(&desk);
}
END_TEST

START_TEST(what_was_sent_is_not_repeated)
{
    static const char *const targets[] = {"/users/SECRET", "/users/7?limit=SECRET", "/users/7?sort=SECRET",
                                          "/users/7?tag=SECRET", "/filter?at=SECRET&on=SECRET"};
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
        const char *answer = zoo_ask(&zoo_usual, "GET", targets[i], NULL);
        ck_assert_int_eq(atoi(answer), 400);
        ck_assert_ptr_null(strstr(answer, "SECRET"));
    }
    ck_assert_ptr_null(strstr(
        zoo_ask(&zoo_usual, "POST", "/user", "{\"id\":\"SECRET\",\"name\":\"SECRET SECRET\",\"email\":1}"), "SECRET"));
}
END_TEST

START_TEST(faults_are_bounded_in_number)
{
    char target[1024] = "/users/7?tag=12345";
    for (int i = 0; i < 99; i++)
        strcat(target, "&tag=");
    const char *answer = zoo_ask(&zoo_usual, "GET", target, NULL);
    unsigned count = 0;
    for (const char *at = answer; (at = strstr(at, "{\"in\"")); at++)
        count++;
    ck_assert_uint_eq(count, 32);
    zoo_contains(answer, "32 faults or more");
}
END_TEST

/* A decoder that refuses what its table does not. */
static int refuse_all(swage_request *rq, const void *handlers)
{
    (void)handlers;
    return swage_refuse(rq);
}

START_TEST(a_refusal_without_a_reason_is_still_one)
{
    static const struct swage_operation operation = {
        .name = "refuse", .path = "/", .method = SWAGE_METHOD_POST, .serve = refuse_all, .body = &swage_type_uint8};
    static const struct swage_node nodes[] = {{SWAGE_STR_INIT(""), 1, 1, 0, 0, SWAGE_NODE_LITERAL},
                                              {SWAGE_STR_INIT(""), 2, 0, 0, 1, SWAGE_NODE_LITERAL}};
    struct swage_app app = {
        .abi = SWAGE_ABI, .name = "refuse", .nodes = nodes, .operations = &operation, .node_count = 2, .operation_count = 1};
    struct swage_field json = {SWAGE_STR("Content-Type"), SWAGE_STR("application/json")};
    struct swage_collector out;
    swage_collector_init(&out);
    swage_dispatch(&app, SWAGE_STR("POST"), SWAGE_STR("/"), &json, 1, SWAGE_STR("7"), &out.sink);
    ck_assert_int_eq(out.status, 400);
    ck_assert_int_eq(swage_buffer_add(&out.body, "", 1), SWAGE_OK);
    zoo_contains(out.body.ptr, "\"code\":\"invalid\"");
    swage_collector_done(&out);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("refuse");
    TCase *tests = tcase_create("refuse");
    tcase_add_loop_test(tests, the_answer_is_a_problem_document, 0, sizeof whole_cases / sizeof *whole_cases);
    tcase_add_loop_test(tests, every_fault_has_its_place_and_code, 0, sizeof fault_cases / sizeof *fault_cases);
    tcase_add_test(tests, a_header_parameter_is_named_as_documents_write_it);
    tcase_add_test(tests, what_was_sent_is_not_repeated);
    tcase_add_test(tests, faults_are_bounded_in_number);
    tcase_add_test(tests, a_refusal_without_a_reason_is_still_one);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
