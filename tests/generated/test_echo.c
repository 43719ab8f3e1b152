/* SPDX-License-Identifier: MIT */
/* The example's own handlers over HTTP without a socket: exact answers for every segmentation, and no allocation. */
#include "config.h"

int example_main(int argc, char **argv);
#define main example_main /* the example as it stands, its main aside */
#include "../../examples/user.c"
#undef main

#include "../server/counted.h"
#include "../server/wire.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BODY   "{\"id\": 1, \"name\": \"user\", \"email\": \"user@email.com\"}"
#define ANSWER "{\"id\":1,\"name\":\"user\",\"email\":\"user@email.com\"}"

static struct wire wire;

static void set_up(void)
{
    wire_init(&wire, &user_app);
}

static void tear_down(void)
{
    wire_done(&wire);
}

static const char *request(const char *target, const char *body)
{
    static char text[2048];
    snprintf(text, sizeof text,
             "POST %s HTTP/1.1\r\nHost: localhost:8000\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s", target,
             strlen(body), body);
    return text;
}

static const char *chunked(const char *target)
{
    static char text[2048];
    snprintf(text, sizeof text,
             "POST %s HTTP/1.1\r\nHost: localhost:8000\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
             "10\r\n%.16s\r\n%zx\r\n%s\r\n0\r\n\r\n",
             target, BODY, strlen(BODY) - 16, &BODY[16]);
    return text;
}

/* Sends it cut at `at`, or whole for 0, or a byte at a time for -1. */
static void send_cut(const char *text, long at)
{
    size_t len = strlen(text);
    if (at >= 0) {
        wire_send(&wire, text, (size_t)at);
        wire_send(&wire, text + at, len - (size_t)at);
        return;
    }
    for (size_t i = 0; i < len; i++)
        wire_send(&wire, text + i, 1);
}

static void check_answer(const char *text, long at)
{
    struct wire_answer answer;
    ck_assert_msg(wire_next(&wire, false, &answer), "no answer to %s cut at %ld", text, at);
    ck_assert_int_eq(answer.status, 200);
    ck_assert_uint_eq(answer.body.len, strlen(ANSWER));
    ck_assert_mem_eq(answer.body.ptr, ANSWER, answer.body.len);
}

static const char *const targets[] = {"/", "/user"};

START_TEST(the_echo_is_exact_for_every_segmentation)
{
    const char *texts[] = {request(targets[_i], BODY), chunked(targets[_i])};
    for (size_t t = 0; t < 2; t++)
        for (long at = -1; at < (long)strlen(texts[t]); at++) {
            send_cut(texts[t], at);
            check_answer(texts[t], at);
        }
}
END_TEST

START_TEST(no_request_allocates_after_warm_up)
{
    const char *texts[] = {request(targets[_i], BODY), chunked(targets[_i])};
    for (size_t t = 0; t < 2; t++) {
        for (long at = -1; at < (long)strlen(texts[t]); at++) { /* the warm-up sees every cut once */
            send_cut(texts[t], at);
            check_answer(texts[t], at);
        }
        swage_buffer_clear(&wire.out, SIZE_MAX);
        wire.at = 0;
        for (long at = -1; at < (long)strlen(texts[t]); at++) {
            unsigned long before = counted_allocations();
            send_cut(texts[t], at);
            ck_assert_msg(counted_allocations() == before, "%lu allocations, cut at %ld", counted_allocations() - before, at);
            check_answer(texts[t], at);
        }
    }
}
END_TEST

START_TEST(a_wrong_body_is_refused_with_its_place)
{
    struct wire_answer answer;
    send_cut(request(targets[_i], "{\"id\":1,\"name\":7,\"email\":\"e\"}"), 0);
    ck_assert(wire_next(&wire, false, &answer));
    ck_assert_int_eq(answer.status, 422);
    char body[1024];
    snprintf(body, sizeof body, "%.*s", (int)answer.body.len, answer.body.ptr);
    ck_assert_ptr_nonnull(strstr(body, "\"pointer\":\"/name\""));
    ck_assert_ptr_nonnull(strstr(body, "\"code\":\"type\""));
}
END_TEST

START_TEST(a_thousand_pipelined_requests_are_answered_in_order)
{
    static char text[1000 * 300];
    size_t len = 0;
    for (int i = 0; i < 1000; i++) {
        char body[100];
        snprintf(body, sizeof body, "{\"id\":%d,\"name\":\"n\",\"email\":\"e\"}", i);
        len += (size_t)snprintf(text + len, sizeof text - len, "%s", request(targets[_i], body));
    }
    wire_send(&wire, text, len);
    for (int i = 0; i < 1000; i++) {
        struct wire_answer answer;
        char body[100];
        snprintf(body, sizeof body, "{\"id\":%d,\"name\":\"n\",\"email\":\"e\"}", i);
        ck_assert(wire_next(&wire, false, &answer));
        ck_assert_uint_eq(answer.body.len, strlen(body));
        ck_assert_mem_eq(answer.body.ptr, body, answer.body.len);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("echo");
    TCase *tests = tcase_create("echo");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, the_echo_is_exact_for_every_segmentation, 0, 2);
    tcase_add_loop_test(tests, no_request_allocates_after_warm_up, 0, 2);
    tcase_add_loop_test(tests, a_wrong_body_is_refused_with_its_place, 0, 2);
    tcase_add_loop_test(tests, a_thousand_pipelined_requests_are_answered_in_order, 0, 2);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
