/* SPDX-License-Identifier: MIT */
/* The plain transport over a pair of sockets. */
#include "config.h"

#include "server/transport.h"

#include <check.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int pair[2];
static struct transport *const plain = &transport_plain;

static void set_up(void)
{
    ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair), 0);
}

static void tear_down(void)
{
    close(pair[0]);
    close(pair[1]);
}

START_TEST(bytes_arrive)
{
    char bytes[8];
    ck_assert_int_eq(plain->write(plain, pair[0], "abc", 3), 3);
    ck_assert_int_eq(plain->read(plain, pair[1], bytes, sizeof bytes), 3);
    ck_assert_mem_eq(bytes, "abc", 3);
    ck_assert_uint_eq(plain->pending(plain), 0);
}
END_TEST

START_TEST(an_empty_socket_says_again_and_what_it_waits_for)
{
    char bytes[8];
    ck_assert_int_eq(plain->read(plain, pair[1], bytes, sizeof bytes), TRANSPORT_AGAIN);
    ck_assert_int_eq(plain->wants(plain, TRANSPORT_READABLE), TRANSPORT_READABLE);
}
END_TEST

START_TEST(a_full_socket_takes_a_part_and_then_says_again)
{
    static char many[1 << 20];
    ssize_t total = 0, sent;
    while ((sent = plain->write(plain, pair[0], many, sizeof many)) > 0)
        total += sent;
    ck_assert_int_eq(sent, TRANSPORT_AGAIN);
    ck_assert_int_gt(total, 0);
    ck_assert_int_eq(plain->wants(plain, TRANSPORT_WRITABLE), TRANSPORT_WRITABLE);
    size_t queued = transport_queued(pair[0]);
    ck_assert_uint_gt(queued, 0);
    ck_assert_int_gt(plain->read(plain, pair[1], many, sizeof many), 0);
    ck_assert_uint_lt(transport_queued(pair[0]), queued);
}
END_TEST

START_TEST(shutdown_ends_one_direction)
{
    char bytes[8];
    ck_assert_int_eq(plain->shutdown(plain, pair[0]), 0);
    ck_assert_int_eq(plain->read(plain, pair[1], bytes, sizeof bytes), 0);
    ck_assert_int_eq(plain->write(plain, pair[1], "x", 1), 1);
    ck_assert_int_eq(plain->read(plain, pair[0], bytes, sizeof bytes), 1);
}
END_TEST

START_TEST(a_dead_peer_fails_without_a_signal)
{
    char bytes[8];
    signal(SIGPIPE, SIG_DFL);
    close(pair[1]);
    pair[1] = -1;
    ck_assert_int_eq(plain->write(plain, pair[0], "x", 1), TRANSPORT_FAILED);
    ck_assert_int_eq(plain->read(plain, pair[0], bytes, sizeof bytes), 0);
    ck_assert_int_eq(plain->read(plain, -1, bytes, sizeof bytes), TRANSPORT_FAILED);
    ck_assert_int_eq(plain->shutdown(plain, -1), TRANSPORT_FAILED);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("transport");
    TCase *tc = tcase_create("transport");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, bytes_arrive);
    tcase_add_test(tc, an_empty_socket_says_again_and_what_it_waits_for);
    tcase_add_test(tc, a_full_socket_takes_a_part_and_then_says_again);
    tcase_add_test(tc, shutdown_ends_one_direction);
    tcase_add_test(tc, a_dead_peer_fails_without_a_signal);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
