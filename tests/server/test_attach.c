/* SPDX-License-Identifier: MIT */
/* A server on a loop of the program's own. Program and client are one thread: the client's sockets do not block. */
#include "config.h"

#include <swage/server.h>

#include "sample.h"

#include <arpa/inet.h>
#include <check.h>
#include <errno.h>
#include <event2/event.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static struct event_base *base;
static swage_server *server;
static int state;
static unsigned started, stopped, loops_started, loops_stopped, drained;

static int start(void *at, int argc, char **argv)
{
    ck_assert_ptr_eq(at, &state);
    ck_assert(argc <= 1 || strcmp(argv[1], "own") == 0);
    started++;
    return argc > 2 ? -1 : 0;
}

static void stop(void *at)
{
    ck_assert_ptr_eq(at, &state);
    stopped++;
}

static int start_loop(void *at, struct event_base *own, void **loop_state)
{
    (void)at;
    ck_assert_ptr_eq(own, base);
    *loop_state = &loops_started;
    loops_started++;
    return 0;
}

static void stop_loop(void *at, void *loop_state)
{
    (void)at;
    ck_assert_ptr_eq(loop_state, &loops_started);
    loops_stopped++;
}

static const struct swage_service service = {
    .app = &sample_app, .state = &state, .start = start, .stop = stop, .loop_start = start_loop, .loop_stop = stop_loop};

static swage_server *attach(const char *a, const char *b, const char *c)
{
    char *argv[] = {(char *)(uintptr_t) "program", (char *)(uintptr_t) "--quiet", (char *)(uintptr_t) "--listen=127.0.0.1:0",
                    (char *)(uintptr_t)a, (char *)(uintptr_t)b, (char *)(uintptr_t)c, NULL};
    int argc = 3;
    while (argv[argc])
        argc++;
    return swage_attach(base, argc, argv, &service);
}

static void set_up(void)
{
    signal(SIGPIPE, SIG_IGN);
    sample_reset();
    base = event_base_new();
}

static void tear_down(void)
{
    swage_detach(server);
    event_base_free(base);
}

static int open_client(void)
{
    int port = swage_server_port(server, 0);
    ck_assert_int_gt(port, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ck_assert_int_eq(connect(fd, (struct sockaddr *)&address, sizeof address), 0);
    return fd;
}

static void say(int fd, const char *text)
{
    ck_assert_int_eq(send(fd, text, strlen(text), 0), (ssize_t)strlen(text));
}

/* Turns the program's loop until something has come; "" at the end of the connection. */
static const char *hear(int fd)
{
    static char text[4096];
    ssize_t len = -1;
    for (int i = 0; i < 10000 && len < 0; i++) {
        event_base_loop(base, EVLOOP_NONBLOCK);
        len = recv(fd, text, sizeof text - 1, MSG_DONTWAIT);
        ck_assert(len >= 0 || errno == EAGAIN);
        if (len < 0)
            usleep(1000);
    }
    ck_assert_int_ge(len, 0);
    text[len] = '\0';
    return text;
}

static void drain_ends(void *arg)
{
    ck_assert_ptr_eq(arg, base);
    drained++;
    event_base_loopbreak(base);
}

START_TEST(a_program_with_a_loop_serves)
{
    server = attach(NULL, NULL, NULL);
    ck_assert_ptr_nonnull(server);
    int fd = open_client();
    for (int i = 0; i < 3; i++) {
        say(fd, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        ck_assert_ptr_nonnull(strstr(hear(fd), "200 OK"));
    }
    say(fd, "GET /tick HTTP/1.1\r\nHost: a\r\n\r\n");
    ck_assert_ptr_nonnull(strstr(hear(fd), "{\"n\":4}"));
    close(fd);
    ck_assert_int_eq(swage_server_port(server, 1), -1);
    ck_assert_uint_eq(started + loops_started, 2);
}
END_TEST

START_TEST(draining_answers_what_is_in_flight)
{
    server = attach(NULL, NULL, NULL);
    int fd = open_client();
    say(fd, "GET /late HTTP/1.1\r\nHost: a\r\n\r\n");
    while (sample_waiting() == 0)
        event_base_loop(base, EVLOOP_ONCE);
    swage_drain(server, drain_ends, base);
    event_base_loop(base, EVLOOP_NONBLOCK);
    ck_assert_uint_eq(drained, 0);
    sample_reply();
    event_base_dispatch(base); /* until drain_ends */
    ck_assert_uint_eq(drained, 1);
    ck_assert_ptr_nonnull(strstr(hear(fd), "Connection: close"));
    ck_assert_str_eq(hear(fd), "");
    close(fd);
    ck_assert_uint_eq(stopped, 0);
    swage_detach(server);
    server = NULL;
    ck_assert_uint_eq(stopped, 1);
    ck_assert_uint_eq(loops_stopped, 1);
}
END_TEST

START_TEST(the_grace_ends_the_draining)
{
    server = attach("--shutdown-grace=200ms", NULL, NULL);
    int fd = open_client();
    say(fd, "GET /late HTTP/1.1\r\nHost: a\r\n\r\n");
    while (sample_waiting() == 0)
        event_base_loop(base, EVLOOP_ONCE);
    swage_drain(server, drain_ends, base);
    event_base_dispatch(base);
    ck_assert_uint_eq(drained, 1);
    swage_detach(server);
    server = NULL;
    ck_assert_int_eq(sample_reply(), SWAGE_GONE);
    close(fd);
}
END_TEST

START_TEST(detaching_cuts_and_leaves_the_base_usable)
{
    server = attach(NULL, NULL, NULL);
    int fd = open_client();
    say(fd, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    hear(fd);
    swage_detach(server);
    ck_assert_int_eq(event_base_loop(base, EVLOOP_NONBLOCK), 1); /* nothing of ours is left */
    char byte;
    ck_assert_int_le(recv(fd, &byte, 1, 0), 0);
    close(fd);
    server = attach(NULL, NULL, NULL);
    fd = open_client();
    say(fd, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    ck_assert_ptr_nonnull(strstr(hear(fd), "200 OK"));
    close(fd);
}
END_TEST

START_TEST(what_cannot_be_served_is_refused)
{
    ck_assert_ptr_null(attach("--threads=2", NULL, NULL));
    ck_assert_ptr_null(attach("--nonsense", NULL, NULL));
    ck_assert_uint_eq(started, 0);
    ck_assert_ptr_null(attach("--listen=nonsense", NULL, NULL));
    ck_assert_uint_eq(started, 1);
    ck_assert_uint_eq(stopped, 1);
    ck_assert_ptr_null(attach("--", "own", "refuse"));
    ck_assert_uint_eq(stopped, 1);
    ck_assert_uint_eq(loops_started, 0);
}
END_TEST

START_TEST(a_base_without_edges_is_refused)
{
    struct event_config *config = event_config_new();
    event_config_avoid_method(config, "epoll");
    struct event_base *own = base;
    base = event_base_new_with_config(config);
    event_config_free(config);
    ck_assert_ptr_nonnull(base);
    ck_assert_ptr_null(attach(NULL, NULL, NULL));
    event_base_free(base);
    base = own;
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("attach");
    TCase *tc = tcase_create("attach");
    tcase_set_timeout(tc, 60);
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, a_program_with_a_loop_serves);
    tcase_add_test(tc, draining_answers_what_is_in_flight);
    tcase_add_test(tc, the_grace_ends_the_draining);
    tcase_add_test(tc, detaching_cuts_and_leaves_the_base_usable);
    tcase_add_test(tc, what_cannot_be_served_is_refused);
    tcase_add_test(tc, a_base_without_edges_is_refused);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
