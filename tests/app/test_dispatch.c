/* SPDX-License-Identifier: MIT */
/* Whole requests in process. */
#include "zoo.h"

#include <stdlib.h>

static struct swage_collector out;
static struct zoo_handlers handlers;
static struct swage_app app;

static void set_up(void)
{
    swage_collector_init(&out);
    handlers = zoo_usual;
    app = zoo_app_with(&handlers);
}

static void tear_down(void)
{
    swage_collector_done(&out);
}

static const struct swage_field json = {SWAGE_STR_INIT("Content-Type"), SWAGE_STR_INIT("application/json")};
static const char user_json[] = "{\"id\":1,\"name\":\"user\",\"email\":\"user@email.com\"}";

static int post_user(void)
{
    return swage_dispatch(&app, SWAGE_STR("POST"), SWAGE_STR("/user"), &json, 1, swage_str_from(user_json), &out.sink);
}

struct ask_case {
    const char *method, *target, *body, *answer;
};

static const struct ask_case ask_cases[] = {
    {"POST", "/user", " {\"id\" : 1, \"name\":\"a\", \"email\":\"b\"} ",
     "200 {\"id\":1,\"name\":\"a\",\"email\":\"b\"}"},
    {"POST", "/age", "7", "200 7"},
    {"POST", "/age", " 255 ", "200 255"},
    {"GET", "/users/7", NULL, "200 {\"id\":7,\"name\":\"Ann\",\"email\":\"a@b.c\"}"},
    {"HEAD", "/users/7", NULL, "200 "},
    {"PUT", "/users/7", NULL, "204 "},
    {"PUT", "/users/7", "", "204 "},
    {"PUT", "/users/7", user_json, "204 "},
    {"GET", "/files/a/b", NULL, "204 "},
    {"OPTIONS", "/files/a/b", NULL, "204 "},
    {"OPTIONS", "*", NULL, "204 "},
    {"GET", "/filter?at=1e2&on=false", NULL, "204 "},
    {"GET", "/filter?at=1e2&on=false&pair=1&pair=2", NULL, "204 "},
};

START_TEST(a_request_is_answered)
{
    const struct ask_case *c = &ask_cases[_i];
    ck_assert_str_eq(zoo_ask(&zoo_usual, c->method, c->target, c->body), c->answer);
}
END_TEST

START_TEST(a_target_that_is_no_path_is_400)
{
    static const char *const targets[] = {"",     "user",   "*",         "http://h/user", "/a b",
                                          "/a#b", "/a\x7f", "/\xc3\xa4", "/a\n"};
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++)
        ck_assert_msg(atoi(zoo_ask(&zoo_usual, "GET", targets[i], NULL)) == 400, "%s", targets[i]);
}
END_TEST

START_TEST(too_many_fields_are_431)
{
    struct swage_field fields[HTTP_FIELDS_MAX + 1];
    for (unsigned i = 0; i <= HTTP_FIELDS_MAX; i++)
        fields[i] = json;
    swage_dispatch(&app, SWAGE_STR("GET"), SWAGE_STR("/users/7"), fields, HTTP_FIELDS_MAX + 1, (swage_str){NULL, 0},
                   &out.sink);
    ck_assert_int_eq(out.status, 431);
    swage_collector_clear(&out);
    swage_dispatch(&app, SWAGE_STR("GET"), SWAGE_STR("/users/7"), fields, HTTP_FIELDS_MAX, (swage_str){NULL, 0},
                   &out.sink);
    ck_assert_int_eq(out.status, 200);
}
END_TEST

START_TEST(fields_are_found_in_any_case)
{
    struct swage_field fields[] = {{SWAGE_STR("content-TYPE"), SWAGE_STR("text/plain")},
                                   {SWAGE_STR("request-id"), SWAGE_STR("123456789")}};
    swage_dispatch(&app, SWAGE_STR("POST"), SWAGE_STR("/user"), fields, 1, swage_str_from(user_json), &out.sink);
    ck_assert_int_eq(out.status, 415);
    swage_collector_clear(&out);
    swage_dispatch(&app, SWAGE_STR("GET"), SWAGE_STR("/users/7"), fields, 2, (swage_str){NULL, 0}, &out.sink);
    ck_assert_int_eq(out.status, 400);
}
END_TEST

static int check_state(const struct zoo_params *in, struct zoo_reply *reply)
{
    ck_assert_ptr_null(swage_state(in->rq));
    return zoo_reply_nothing(reply);
}

START_TEST(there_is_no_state)
{
    handlers.create_user = check_state;
    ck_assert_int_eq(post_user(), SWAGE_OK);
    ck_assert_int_eq(out.status, 204);
}
END_TEST

/* --- later -------------------------------------------------------------------------------------------------------- */

static const struct zoo_params *kept_in;
static struct zoo_reply *kept_out;

static int keep(const struct zoo_params *in, struct zoo_reply *reply)
{
    kept_in = in;
    kept_out = reply;
    return SWAGE_LATER;
}

START_TEST(a_deferred_reply_has_arrived_when_its_function_returns)
{
    handlers.create_user = keep;
    for (int i = 0; i < 3; i++) {
        swage_collector_clear(&out);
        ck_assert_int_eq(post_user(), SWAGE_OK);
        ck_assert(!out.done);
        ck_assert_int_eq(zoo_reply_user(kept_out, 200, &kept_in->body), SWAGE_OK);
        ck_assert(out.done);
        ck_assert_int_eq(out.status, 200);
        ck_assert_uint_eq(out.body.len, sizeof user_json - 1);
        ck_assert_mem_eq(out.body.ptr, user_json, out.body.len);
    }
}
END_TEST

START_TEST(many_may_be_deferred_at_once)
{
    enum { MANY = 20 };
    struct swage_collector outs[MANY];
    struct zoo_reply *replies[MANY];
    handlers.create_user = keep;
    for (int i = 0; i < MANY; i++) {
        swage_collector_init(&outs[i]);
        swage_dispatch(&app, SWAGE_STR("POST"), SWAGE_STR("/user"), &json, 1, swage_str_from(user_json), &outs[i].sink);
        replies[i] = kept_out;
    }
    for (int i = MANY; i-- > 0;) {
        ck_assert(!outs[i].done);
        ck_assert_int_eq(i % 2 ? zoo_reply_nothing(replies[i]) : swage_abandon(replies[i]->rq), SWAGE_OK);
        ck_assert_int_eq(outs[i].status, i % 2 ? 204 : 500);
        swage_collector_done(&outs[i]);
    }
}
END_TEST

static pthread_t thread;
static bool is_joined;
static int thread_status;

static void *reply_from_thread(void *arg)
{
    (void)arg;
    thread_status = zoo_reply_user(kept_out, 200, &kept_in->body);
    return NULL;
}

static int hand_over(const struct zoo_params *in, struct zoo_reply *reply)
{
    keep(in, reply);
    ck_assert_int_eq(pthread_create(&thread, NULL, reply_from_thread, NULL), 0);
    if (is_joined)
        pthread_join(thread, NULL);
    return SWAGE_LATER;
}

START_TEST(another_thread_may_reply)
{
    handlers.create_user = hand_over;
    is_joined = _i;
    for (int i = 0; i < 300; i++) {
        swage_collector_clear(&out);
        thread_status = 42;
        ck_assert_int_eq(post_user(), SWAGE_OK);
        if (is_joined)
            ck_assert(out.done); /* the reply came first, and the dispatching thread handed it to the sink */
        else
            pthread_join(thread, NULL);
        ck_assert(out.done);
        ck_assert_int_eq(out.status, 200);
        ck_assert_int_eq(thread_status, SWAGE_OK);
    }
}
END_TEST

START_TEST(a_reply_that_came_early_leaves_nothing_behind)
{
    is_joined = true;
    for (int i = 0; i < 3; i++) {
        handlers.create_user = hand_over;
        swage_collector_clear(&out);
        ck_assert_int_eq(post_user(), SWAGE_OK);
        ck_assert(out.done);
        handlers.create_user = keep;
        swage_collector_clear(&out);
        ck_assert_int_eq(post_user(), SWAGE_OK);
        ck_assert(!out.done);
        ck_assert_int_eq(zoo_reply_nothing(kept_out), SWAGE_OK);
        ck_assert_int_eq(out.status, 204);
    }
}
END_TEST

static void *dispatch_many(void *arg)
{
    struct swage_collector mine;
    (void)arg;
    swage_collector_init(&mine);
    for (int i = 0; i < 500; i++) {
        swage_collector_clear(&mine);
        swage_dispatch(&app, SWAGE_STR("POST"), SWAGE_STR("/user"), &json, 1, swage_str_from(user_json), &mine.sink);
        if (mine.status != 200 || mine.body.len != sizeof user_json - 1)
            break;
    }
    bool is_good = mine.status == 200;
    swage_collector_done(&mine);
    return is_good ? &app : NULL;
}

START_TEST(threads_may_dispatch_at_once)
{
    pthread_t threads[4];
    for (int i = 0; i < 4; i++)
        ck_assert_int_eq(pthread_create(&threads[i], NULL, dispatch_many, NULL), 0);
    for (int i = 0; i < 4; i++) {
        void *result;
        pthread_join(threads[i], &result);
        ck_assert_ptr_nonnull(result);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("dispatch");
    TCase *tests = tcase_create("dispatch");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, a_request_is_answered, 0, sizeof ask_cases / sizeof *ask_cases);
    tcase_add_test(tests, a_target_that_is_no_path_is_400);
    tcase_add_test(tests, too_many_fields_are_431);
    tcase_add_test(tests, fields_are_found_in_any_case);
    tcase_add_test(tests, there_is_no_state);
    tcase_add_test(tests, a_deferred_reply_has_arrived_when_its_function_returns);
    tcase_add_test(tests, many_may_be_deferred_at_once);
    tcase_add_loop_test(tests, another_thread_may_reply, 0, 2);
    tcase_add_test(tests, a_reply_that_came_early_leaves_nothing_behind);
    tcase_add_test(tests, threads_may_dispatch_at_once);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
