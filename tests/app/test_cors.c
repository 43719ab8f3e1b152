/* SPDX-License-Identifier: MIT */
/* What browsers are told that ask for the scripts of other origins: by the server's flags, and by a route's own policy. */
#include "zoo.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static struct desk desk;
static const swage_str flag_origins[] = {SWAGE_STR_INIT("https://app.example.org"), SWAGE_STR_INIT("https://*.example.com")};
static const swage_str all[] = {SWAGE_STR_INIT("*")};
static const struct swage_cors of_all = {.origins = all, .origin_count = 1}, of_nobody = {.origins = NULL};
static struct swage_cors flags;
static struct swage_operation operations[16];

static void set_up(void)
{
    desk_open(&desk, &zoo_usual);
    ck_assert_uint_le(desk.app.operation_count, 16);
    memcpy(operations, desk.app.operations, desk.app.operation_count * sizeof *operations);
    desk.app.operations = operations;
    flags = (struct swage_cors){.origins = flag_origins, .origin_count = 2, .has_credentials = true, .max_age = "60"};
    desk.env.cors = &flags;
}

static void tear_down(void)
{
    desk_close(&desk);
}

static struct swage_operation *operation(const char *name)
{
    for (unsigned i = 0; i < desk.app.operation_count; i++)
        if (strcmp(operations[i].name, name) == 0)
            return &operations[i];
    ck_abort_msg("no %s", name);
}

static void ask(const char *method, const char *target, const char *origin, const char *wanted)
{
    size_t body_max;
    swage_request *rq = desk_take(&desk, method, target, NULL, -1);
    if (origin)
        rq->head.fields[rq->head.field_count++] = (struct swage_field){SWAGE_STR("Origin"), swage_str_from(origin)};
    if (wanted)
        rq->head.fields[rq->head.field_count++] =
            (struct swage_field){SWAGE_STR("Access-Control-Request-Method"), swage_str_from(wanted)};
    if (swage_request_begin(rq, &body_max) == REQUEST_GO_ON)
        swage_request_end(rq);
    ck_assert(desk.out.done);
}

static void expect(const char *name, const char *value)
{
    swage_str found = swage_collector_header(&desk.out, swage_str_from(name));
    if (value)
        ck_assert_msg(swage_str_equal(found, swage_str_from(value)), "%s: %.*s", name, (int)found.len, found.len ? found.ptr : "");
    else
        ck_assert_msg(found.ptr == NULL, "%s: %.*s", name, (int)found.len, found.len ? found.ptr : "");
}

START_TEST(an_origin_that_is_let_in_is_told_so)
{
    ask("GET", "/users/7", "https://app.example.org", NULL);
    ck_assert_int_eq(desk.out.status, 200);
    expect("Access-Control-Allow-Origin", "https://app.example.org");
    expect("Access-Control-Allow-Credentials", "true");
    expect("Vary", "Origin");
    expect("Access-Control-Max-Age", NULL);
    ask("HEAD", "/users/7", "https://a.b.example.com", NULL);
    expect("Access-Control-Allow-Origin", "https://a.b.example.com");
}
END_TEST

START_TEST(others_are_told_nothing_but_that_it_depends)
{
    static const char *const origins[] = {NULL, "https://example.org", "http://app.example.org", "null", ""};
    for (size_t i = 0; i < sizeof origins / sizeof *origins; i++) {
        ask("GET", "/users/7", origins[i], NULL);
        ck_assert_int_eq(desk.out.status, 200);
        expect("Access-Control-Allow-Origin", NULL);
        expect("Access-Control-Allow-Credentials", NULL);
        expect("Vary", "Origin");
    }
}
END_TEST

START_TEST(refusals_are_for_such_scripts_too)
{
    ask("GET", "/nowhere", "https://app.example.org", NULL);
    ck_assert_int_eq(desk.out.status, 404);
    expect("Access-Control-Allow-Origin", "https://app.example.org");
    ask("DELETE", "/users/7", "https://app.example.org", NULL);
    ck_assert_int_eq(desk.out.status, 405);
    expect("Access-Control-Allow-Origin", "https://app.example.org");
    ask("GET", "/users/x", "https://app.example.org", NULL);
    ck_assert_int_eq(desk.out.status, 400);
    expect("Access-Control-Allow-Origin", "https://app.example.org");
}
END_TEST

START_TEST(a_preflight_is_told_what_may_be_asked)
{
    operation("put_user")->cors_requests = "Content-Type, X-Key";
    operation("put_user")->cors_answers = "Location";
    ask("OPTIONS", "/users/7", "https://app.example.org", "PUT");
    ck_assert_int_eq(desk.out.status, 204);
    expect("Allow", "GET, HEAD, PUT, OPTIONS");
    expect("Access-Control-Allow-Origin", "https://app.example.org");
    expect("Access-Control-Allow-Credentials", "true");
    expect("Access-Control-Allow-Methods", "GET, HEAD, PUT, OPTIONS");
    expect("Access-Control-Allow-Headers", "Content-Type, X-Key");
    expect("Access-Control-Expose-Headers", NULL);
    expect("Access-Control-Max-Age", "60");
    ask("OPTIONS", "/users/7", "https://app.example.org", "HEAD");
    expect("Access-Control-Allow-Methods", "GET, HEAD, PUT, OPTIONS");
    expect("Access-Control-Allow-Headers", NULL);
}
END_TEST

START_TEST(a_preflight_that_does_not_hold_is_a_question_like_others)
{
    static const struct {
        const char *origin, *method;
    } cases[] = {{"https://evil.test", "PUT"}, {NULL, "PUT"}, {"https://app.example.org", "DELETE"},
                 {"https://app.example.org", "put"}, {"https://app.example.org", NULL}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ask("OPTIONS", "/users/7", cases[i].origin, cases[i].method);
        ck_assert_int_eq(desk.out.status, 204);
        expect("Allow", "GET, HEAD, PUT, OPTIONS");
        expect("Access-Control-Allow-Methods", NULL);
        expect("Access-Control-Max-Age", NULL);
    }
}
END_TEST

START_TEST(what_everybody_may_have_is_the_same_for_all)
{
    desk.env.cors = NULL;
    desk.app.has_cors = true;
    operation("get_user")->cors = &of_all;
    operation("get_user")->cors_answers = "X-Total";
    ask("GET", "/users/7", "https://whoever.test", NULL);
    expect("Access-Control-Allow-Origin", "*");
    expect("Access-Control-Expose-Headers", "X-Total");
    expect("Vary", NULL);
    ask("OPTIONS", "/users/7", "https://whoever.test", "PUT"); /* which has no policy */
    expect("Access-Control-Allow-Methods", NULL);
    expect("Access-Control-Allow-Origin", NULL);
    ask("GET", "/nowhere", "https://whoever.test", NULL);
    expect("Access-Control-Allow-Origin", NULL);
}
END_TEST

START_TEST(flags_stand_in_place_of_the_schema_but_for_none)
{
    desk.app.has_cors = true;
    operation("get_user")->cors = &of_all;
    operation("put_user")->cors = &of_nobody;
    ask("GET", "/users/7", "https://whoever.test", NULL);
    expect("Access-Control-Allow-Origin", NULL);
    ask("GET", "/users/7", "https://app.example.org", NULL);
    expect("Access-Control-Allow-Origin", "https://app.example.org");
    ask("OPTIONS", "/users/7", "https://app.example.org", "PUT");
    expect("Access-Control-Allow-Origin", NULL);
    expect("Access-Control-Allow-Methods", NULL);
    expect("Vary", NULL);
}
END_TEST

START_TEST(without_a_policy_nothing_is_said)
{
    desk.env.cors = NULL;
    ask("OPTIONS", "/users/7", "https://app.example.org", "PUT");
    expect("Access-Control-Allow-Origin", NULL);
    expect("Vary", NULL);
    ask("GET", "/users/7", "https://app.example.org", NULL);
    expect("Access-Control-Allow-Origin", NULL);
    expect("Vary", NULL);
}
END_TEST

static int serve_packed(swage_request *rq, const void *handlers)
{
    (void)handlers;
    ck_assert_int_eq(swage_reply_header(rq, SWAGE_STR("vary"), SWAGE_STR("Accept-Encoding")), SWAGE_OK);
    return swage_reply_empty(rq, 204);
}

static unsigned count_varies(void)
{
    unsigned count = 0;
    for (size_t i = 0; i + 5 < desk.out.head.len; i++)
        count += strncasecmp(desk.out.head.ptr + i, "vary:", 5) == 0;
    return count;
}

START_TEST(what_an_answer_depends_on_is_one_list)
{
    static const char *const origins[] = {NULL, "https://app.example.org"};
    for (size_t i = 0; i < sizeof origins / sizeof *origins; i++) {
        for (unsigned k = 0; k < desk.app.operation_count; k++)
            operations[k].serve = serve_packed;
        ask("GET", "/users/7", origins[i], NULL);
        ck_assert_int_eq(desk.out.status, 204);
        expect("Vary", "Accept-Encoding, Origin");
        ck_assert_uint_eq(count_varies(), 1);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("cors");
    TCase *tc = tcase_create("cors");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, an_origin_that_is_let_in_is_told_so);
    tcase_add_test(tc, others_are_told_nothing_but_that_it_depends);
    tcase_add_test(tc, refusals_are_for_such_scripts_too);
    tcase_add_test(tc, a_preflight_is_told_what_may_be_asked);
    tcase_add_test(tc, a_preflight_that_does_not_hold_is_a_question_like_others);
    tcase_add_test(tc, what_everybody_may_have_is_the_same_for_all);
    tcase_add_test(tc, flags_stand_in_place_of_the_schema_but_for_none);
    tcase_add_test(tc, without_a_policy_nothing_is_said);
    tcase_add_test(tc, what_an_answer_depends_on_is_one_list);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
