/* SPDX-License-Identifier: MIT */
/* Connections of the real server over loopback: what they serve, survive and are cut off for. */
#include "config.h"

#include "counted.h"
#include "live.h"
#include "sample.h"

#include "server/connection.h"

#include <check.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static struct live_reader reader, other;

static void reset_and_close(int fd)
{
    struct linger none = {.l_onoff = 1, .l_linger = 0};
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &none, sizeof none);
    close(fd);
}

/* --- serving ------------------------------------------------------------------------------------------------------ */

START_TEST(connections_are_kept)
{
    live_start("");
    live_open(&reader);
    for (int i = 0; i < 100; i++) {
        live_send(reader.fd, LIVE_ECHO);
        struct wire_answer answer = live_expect(&reader, 200);
        ck_assert_uint_eq(answer.body.len, 5);
        ck_assert_mem_eq(answer.body.ptr, "[1,2]", 5);
    }
    ck_assert_int_eq(live_stop(), 0);
    ck_assert(live_is_ended(&reader));
}
END_TEST

START_TEST(all_answers_of_a_read_leave_in_one_write)
{
    live_start("");
    live_open(&reader);
    live_send(reader.fd, LIVE_GET("/") LIVE_GET("/") LIVE_ECHO LIVE_GET("/") LIVE_GET("/") LIVE_GET("/") LIVE_GET("/")
                             LIVE_GET("/"));
    live_expect(&reader, 200);
    size_t first = reader.last_read;
    for (int i = 1; i < 8; i++)
        live_expect(&reader, 200);
    ck_assert_uint_eq(reader.last_read, first);
    ck_assert_uint_eq(reader.at, reader.len);
    live_stop();
}
END_TEST

static void *send_many(void *arg)
{
    int fd = *(int *)arg;
    static const char one[] = LIVE_GET("/");
    size_t len = 10000 * (sizeof one - 1);
    char *all = malloc(len);
    for (size_t i = 0; i < 10000; i++)
        memcpy(all + i * (sizeof one - 1), one, sizeof one - 1);
    for (size_t at = 0; at < len;) {
        ssize_t sent = send(fd, all + at, len - at, MSG_NOSIGNAL);
        if (sent <= 0)
            break;
        at += (size_t)sent;
    }
    free(all);
    return NULL;
}

/* robustness 62 */
START_TEST(ten_thousand_requests_in_one_write_are_answered_in_order)
{
    live_start("");
    live_open(&reader);
    pthread_t thread;
    pthread_create(&thread, NULL, send_many, &reader.fd);
    for (int i = 1; i <= 10000; i++) {
        char wanted[32];
        int len = snprintf(wanted, sizeof wanted, "{\"n\":%d}", i);
        struct wire_answer answer = live_expect(&reader, 200);
        ck_assert_uint_eq(answer.body.len, (size_t)len);
        ck_assert_mem_eq(answer.body.ptr, wanted, (size_t)len);
    }
    pthread_join(thread, NULL);
    live_stop();
}
END_TEST

/* robustness 61 */
START_TEST(a_request_may_arrive_byte_by_byte)
{
    live_start("");
    live_open(&reader);
    for (const char *at = LIVE_ECHO; *at; at++) {
        char byte[2] = {*at, '\0'};
        live_send(reader.fd, byte);
        if ((at - reader.bytes) % 16 == 0)
            live_sleep(1);
    }
    live_expect(&reader, 200);
    live_stop();
}
END_TEST

START_TEST(a_large_body_arrives_whole)
{
    enum { LEN = 900000 };
    live_start("");
    live_open(&reader);
    char head[256];
    snprintf(head, sizeof head,
             "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n", LEN);
    live_send(reader.fd, head);
    char *body = malloc(LEN + 1);
    for (int i = 0; i < LEN; i++)
        body[i] = (char)('a' + i % 26);
    body[LEN] = '\0';
    live_send(reader.fd, body);
    struct wire_answer answer = live_expect(&reader, 200);
    ck_assert_uint_eq(answer.body.len, LEN);
    ck_assert_mem_eq(answer.body.ptr, body, LEN);
    free(body);
    live_stop();
}
END_TEST

/* robustness 65 */
START_TEST(a_half_closed_client_gets_its_answer)
{
    live_start("");
    live_open(&reader);
    live_send(reader.fd, LIVE_GET("/") LIVE_GET("/late"));
    shutdown(reader.fd, SHUT_WR);
    live_expect(&reader, 200);
    live_await_waiting(1);
    sample_reply();
    live_expect(&reader, 200);
    ck_assert(live_is_ended(&reader));
    live_stop();
}
END_TEST

START_TEST(a_deferred_answer_is_followed_by_what_waited_behind_it)
{
    live_start("");
    live_open(&reader);
    live_send(reader.fd, LIVE_GET("/") LIVE_GET("/late") LIVE_GET("/") LIVE_ECHO);
    live_expect(&reader, 200);
    live_await_waiting(1);
    ck_assert_uint_eq(sample_calls(), 1);
    sample_reply();
    live_expect(&reader, 200);
    live_expect(&reader, 200);
    live_expect(&reader, 200);
    live_stop();
}
END_TEST

static bool is_gone(void *arg)
{
    (void)arg;
    return sample_is_gone();
}

/* robustness 65 */
START_TEST(a_handler_learns_that_its_client_reset_the_connection)
{
    live_start("");
    int fd = live_connect();
    live_send(fd, LIVE_GET("/late"));
    live_await_waiting(1);
    ck_assert(!sample_is_gone());
    reset_and_close(fd);
    live_await(is_gone, NULL);
    ck_assert_int_eq(sample_reply(), SWAGE_GONE);
    ck_assert_int_eq(live_stop(), 0);
}
END_TEST

/* robustness 66 */
START_TEST(resets_at_any_stage_do_no_harm)
{
    static const char *const stages[] = {
        "", "GE", LIVE_GET("/"), LIVE_GET("/big?bytes=1000000"), LIVE_GET("/late"), LIVE_ECHO "POST", "x\r\n\r\n"};
    live_start("");
    for (int round = 0; round < 40; round++) {
        int fd = live_connect();
        live_send(fd, stages[round % 7]);
        if (round % 3 == 0)
            live_sleep(2);
        reset_and_close(fd);
    }
    while (sample_waiting())
        sample_reply();
    live_open(&reader);
    live_send(reader.fd, LIVE_GET("/"));
    live_expect(&reader, 200);
    live_sleep(50);
    while (sample_waiting()) /* those that had not been read yet */
        sample_reply();
    ck_assert_int_eq(live_stop(), 0);
}
END_TEST

/* robustness 67 */
START_TEST(a_refusal_reaches_a_client_that_still_sends)
{
    enum { LEN = 10 << 20 };
    live_start("");
    live_open(&reader);
    live_send(reader.fd,
              "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10485760\r\nContent-Type: application/json\r\n\r\n");
    char *many = malloc(LEN);
    memset(many, 'x', LEN);
    for (size_t at = 0; at < LEN;) {
        ssize_t sent = send(reader.fd, many + at, LEN - at, MSG_NOSIGNAL);
        ck_assert_msg(sent > 0, "the connection broke after %zu bytes: %s", at, strerror(errno));
        at += (size_t)sent;
    }
    free(many);
    struct wire_answer answer = live_expect(&reader, 413);
    ck_assert(answer.says_close);
    ck_assert(live_is_ended(&reader));
    live_stop();
}
END_TEST

START_TEST(a_slow_reader_gets_everything)
{
    live_start("");
    live_open(&reader);
    for (int i = 0; i < 200; i++)
        live_send(reader.fd, LIVE_GET("/big?bytes=100000"));
    for (int i = 0; i < 200; i++) {
        if (i % 20 == 0)
            live_sleep(20); /* more than the kernel holds for us is waiting */
        ck_assert_uint_eq(live_expect(&reader, 200).body.len, 100002);
    }
    live_stop();
}
END_TEST

START_TEST(a_request_allocates_nothing_after_the_first_time)
{
    live_start("");
    live_open(&reader);
    unsigned long before = 0;
    counted_set(false); /* the server's thread is what counts */
    for (int i = 0; i < 60; i++) {
        if (i == 20)
            before = counted_allocations();
        live_send(reader.fd, LIVE_GET("/") LIVE_ECHO);
        live_expect(&reader, 200);
        live_expect(&reader, 200);
        live_send(reader.fd, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Le");
        live_sleep(i < 5 ? 10 : 1);
        live_send(reader.fd, "ngth: 5\r\n\r\n[1");
        live_sleep(i < 5 ? 10 : 1);
        live_send(reader.fd, ",2]");
        live_expect(&reader, 200);
        live_send(reader.fd, LIVE_GET("/late"));
        live_await_waiting(1);
        sample_reply();
        live_expect(&reader, 200);
    }
    ck_assert_uint_gt(before, 0);
    ck_assert_uint_eq(counted_allocations(), before);
    live_stop();
}
END_TEST

START_TEST(an_idle_connection_costs_its_structure)
{
    ck_assert_uint_le(sizeof(struct connection), 208); /* 248 with libevent's map entry for its descriptor */
}
END_TEST

/* --- deadlines ---------------------------------------------------------------------------------------------------- */

/* robustness 70 */
START_TEST(a_head_that_does_not_end_is_answered_by_408)
{
    live_start("--header-timeout 300ms");
    live_open(&reader);
    for (int i = 0; i < 200; i++) { /* trickling does not help */
        if (send(reader.fd, &"GET / HTTP/1.1\r\nX: aaaaaaaaaaaaaaaaaaaaaa"[i < 30 ? i : 29], 1, MSG_NOSIGNAL) < 0)
            break;
        char byte;
        if (recv(reader.fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) > 0)
            break;
        ck_assert_int_lt(i, 199);
        live_sleep(50);
    }
    struct wire_answer answer = live_expect(&reader, 408);
    ck_assert(answer.says_close);
    live_stop();
}
END_TEST

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Deadlines are counted in ticks, of which the first may be nearly over. */
START_TEST(no_deadline_is_early)
{
    live_start("--header-timeout 100ms");
    for (int i = 0; i < 8; i++) {
        live_open(&reader);
        live_sleep(13 * i);
        double start = seconds();
        live_send(reader.fd, "GET / HT");
        live_expect(&reader, 408);
        ck_assert_double_ge(seconds() - start, 0.1);
    }
    live_stop();
}
END_TEST

/* robustness 72: how much later the others' answers come is bench/echo's to say; here they come at all, and no slow one is
   waited for. */
START_TEST(five_hundred_slow_clients_hold_nobody_up)
{
    enum { SLOW = 500, BUSY = 200 };
    static int slow[SLOW];
    static const char head[] = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n[1,2";
    struct rlimit limit;
    ck_assert_int_eq(getrlimit(RLIMIT_NOFILE, &limit), 0); /* both ends are of this process */
    limit.rlim_cur = limit.rlim_max < 4096 ? limit.rlim_max : 4096;
    ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &limit), 0);
    live_start("--header-timeout 600s --body-timeout 600s");
    for (int i = 0; i < SLOW; i++) {
        slow[i] = live_connect();
        send(slow[i], head, 1 + (size_t)i % (sizeof head - 2), MSG_NOSIGNAL); /* cut anywhere in head or body */
    }
    live_open(&reader);
    for (int i = 0; i < BUSY; i++) {
        live_send(reader.fd, LIVE_ECHO);
        live_expect(&reader, 200);
    }
    for (int i = 0; i < SLOW; i++) {
        char byte;
        ck_assert_int_eq(recv(slow[i], &byte, 1, MSG_DONTWAIT), -1); /* and nothing was said to them */
        close(slow[i]);
    }
    close(reader.fd);
    live_stop();
}
END_TEST

/* robustness 71 */
START_TEST(a_body_that_does_not_come_is_answered_by_408)
{
    live_start("--body-timeout 300ms");
    live_open(&reader);
    live_send(reader.fd, LIVE_POST("5") "[1");
    ck_assert(live_expect(&reader, 408).says_close);
    ck_assert_uint_eq(sample_calls(), 0);
    live_stop();
}
END_TEST

/* robustness 69 */
START_TEST(an_idle_connection_is_closed)
{
    live_start("--idle-timeout 300ms");
    live_open(&reader);
    live_open(&other);
    live_send(reader.fd, LIVE_GET("/"));
    live_expect(&reader, 200);
    ck_assert(live_is_ended(&reader));
    ck_assert(live_is_ended(&other)); /* it has never sent anything */
    live_stop();
}
END_TEST

START_TEST(use_postpones_the_idle_deadline)
{
    live_start("--idle-timeout 600ms");
    live_open(&reader);
    for (int i = 0; i < 10; i++) {
        live_send(reader.fd, LIVE_GET("/"));
        live_expect(&reader, 200);
        live_sleep(150);
    }
    ck_assert(live_is_ended(&reader));
    live_stop();
}
END_TEST

/* robustness 63 */
START_TEST(a_client_that_takes_nothing_is_cut_off)
{
    live_start("--write-timeout 300ms");
    live_open(&reader);
    for (int i = 0; i < 100; i++)
        live_send(reader.fd, LIVE_GET("/big?bytes=1000000"));
    live_sleep(1500);
    size_t total = 0;
    char bytes[65536];
    for (ssize_t got; (got = recv(reader.fd, bytes, sizeof bytes, 0)) > 0;)
        total += (size_t)got;
    ck_assert_uint_lt(total, 100 * 1000000); /* the server had not kept the rest for it */
    live_stop();
}
END_TEST

START_TEST(a_client_that_lingers_is_cut_off)
{
    live_start("--linger-timeout 300ms");
    live_open(&reader);
    live_send(reader.fd, "x\r\n\r\n");
    live_expect(&reader, 400);
    ck_assert(live_is_ended(&reader)); /* our side of it; the server waits for the client's */
    for (int i = 0;; i++) {
        ck_assert_int_lt(i, 200);
        if (send(reader.fd, "x", 1, MSG_NOSIGNAL) < 0)
            break;
        live_sleep(50);
    }
    live_stop();
}
END_TEST

START_TEST(a_handler_that_takes_too_long_is_answered_for_by_504)
{
    live_start("--handler-timeout 300ms");
    live_open(&reader);
    live_send(reader.fd, LIVE_GET("/late") LIVE_GET("/"));
    ck_assert(!live_expect(&reader, 504).says_close);
    live_expect(&reader, 200); /* it goes on with what waited behind */
    ck_assert(sample_is_gone());
    ck_assert_int_eq(sample_reply(), SWAGE_GONE);
    live_send(reader.fd, LIVE_GET("/late"));
    live_await_waiting(1);
    ck_assert_int_eq(sample_reply(), SWAGE_OK);
    live_expect(&reader, 200);
    ck_assert_int_eq(live_stop(), 0);
}
END_TEST

START_TEST(a_connection_has_as_many_requests_as_it_may)
{
    live_start("--max-requests 3");
    live_open(&reader);
    live_send(reader.fd, LIVE_GET("/"));
    ck_assert(!live_expect(&reader, 200).says_close);
    live_send(reader.fd, LIVE_GET("/"));
    ck_assert(!live_expect(&reader, 200).says_close);
    live_send(reader.fd, LIVE_GET("/") LIVE_GET("/"));
    ck_assert(live_expect(&reader, 200).says_close);
    ck_assert(live_is_ended(&reader));
    live_stop();
}
END_TEST

/* At 100 bytes for each second more, 50 bytes every 100 ms keep it alive beyond its 300 ms. */
/* robustness 71 */
START_TEST(a_body_that_keeps_its_rate_has_time)
{
    live_start("--body-timeout 300ms --body-rate 100");
    live_open(&reader);
    live_send(reader.fd, LIVE_POST("502") "\"");
    for (int i = 0; i < 10; i++) {
        live_sleep(100);
        live_send(reader.fd, "12345678901234567890123456789012345678901234567890");
    }
    live_send(reader.fd, "\"");
    live_expect(&reader, 200);
    live_stop();
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("connection");
    TCase *tc = tcase_create("connection");
    tcase_set_timeout(tc, 120);
    tcase_add_test(tc, connections_are_kept);
    tcase_add_test(tc, all_answers_of_a_read_leave_in_one_write);
    tcase_add_test(tc, ten_thousand_requests_in_one_write_are_answered_in_order);
    tcase_add_test(tc, a_request_may_arrive_byte_by_byte);
    tcase_add_test(tc, a_large_body_arrives_whole);
    tcase_add_test(tc, a_half_closed_client_gets_its_answer);
    tcase_add_test(tc, a_deferred_answer_is_followed_by_what_waited_behind_it);
    tcase_add_test(tc, a_handler_learns_that_its_client_reset_the_connection);
    tcase_add_test(tc, resets_at_any_stage_do_no_harm);
    tcase_add_test(tc, a_refusal_reaches_a_client_that_still_sends);
    tcase_add_test(tc, a_slow_reader_gets_everything);
    tcase_add_test(tc, a_request_allocates_nothing_after_the_first_time);
    tcase_add_test(tc, an_idle_connection_costs_its_structure);
    tcase_add_test(tc, a_head_that_does_not_end_is_answered_by_408);
    tcase_add_test(tc, no_deadline_is_early);
    tcase_add_test(tc, five_hundred_slow_clients_hold_nobody_up);
    tcase_add_test(tc, a_body_that_does_not_come_is_answered_by_408);
    tcase_add_test(tc, an_idle_connection_is_closed);
    tcase_add_test(tc, use_postpones_the_idle_deadline);
    tcase_add_test(tc, a_client_that_takes_nothing_is_cut_off);
    tcase_add_test(tc, a_client_that_lingers_is_cut_off);
    tcase_add_test(tc, a_handler_that_takes_too_long_is_answered_for_by_504);
    tcase_add_test(tc, a_connection_has_as_many_requests_as_it_may);
    tcase_add_test(tc, a_body_that_keeps_its_rate_has_time);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
