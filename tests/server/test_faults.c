/* SPDX-License-Identifier: MIT */
/*
 * The live server when the system fails it: each system call and each allocation, one at a time, over a mix of requests.
 * A client gets a right answer, a refusal, or the end of its connection; the next one is served as ever.
 *
 * Not made up: a recv or send that says EAGAIN or takes less than all while there is more room. The server goes by what
 * epoll(7) promises of edges, that such a call has emptied or filled the socket; slow clients show those.
 */
#include "config.h"

#include "counted.h"
#include "faulty.h"
#include "live.h"
#include "sample.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static struct live_reader reader;

/* --- the mix ------------------------------------------------------------------------------------------------------ */

/* The next answer: as it ought to be, a refusal, or none because the connection has ended. */
static bool is_fine(const char *body)
{
    struct wire_answer answer;
    if (!live_answer(&reader, &answer))
        return true;
    if (answer.status >= 500)
        return true;
    return answer.status == 200 && (!body || swage_str_equal(answer.body, swage_str_from(body)));
}

/* The server may have closed already. */
static void try_send(const char *text)
{
    size_t len = strlen(text);
    ssize_t sent = send(reader.fd, text, len, MSG_NOSIGNAL);
    (void)sent;
}

static bool ask_simply(void)
{
    try_send(LIVE_GET("/"));
    return is_fine(NULL);
}

static bool ask_in_pieces(void)
{
    try_send(LIVE_POST("5") "[1");
    live_sleep(2);
    try_send(",2]");
    return is_fine("[1,2]");
}

static bool ask_in_a_row(void)
{
    try_send(LIVE_GET("/") LIVE_ECHO LIVE_GET("/"));
    return is_fine(NULL) && is_fine("[1,2]") && is_fine(NULL);
}

static bool ask_for_much(void)
{
    struct wire_answer answer;
    try_send(LIVE_GET("/big?bytes=500000"));
    return !live_answer(&reader, &answer) || answer.status >= 500 ||
           (answer.status == 200 && answer.body.len == 500002);
}

static bool ask_wrongly(void)
{
    struct wire_answer answer;
    try_send("x\r\n\r\n");
    bool is_right = !live_answer(&reader, &answer) || answer.status == 400 || answer.status >= 500;
    shutdown(reader.fd, SHUT_WR);
    return is_right && live_is_ended(&reader);
}

static bool has_ended(void)
{
    char byte;
    ssize_t got = recv(reader.fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return got >= 0 || errno != EAGAIN;
}

static void *reply(void *arg)
{
    sample_reply();
    return arg;
}

/* A reply from another thread than the loop's, and than the one that is spared. */
static bool ask_for_later(void)
{
    try_send(LIVE_GET("/late"));
    while (sample_waiting() == 0 && !has_ended())
        live_sleep(1);
    pthread_t thread;
    if (sample_waiting() > 0 && pthread_create(&thread, NULL, reply, NULL) == 0)
        pthread_join(thread, NULL);
    return is_fine(NULL);
}

/* Two works at most run; a permit that nobody took because its request failed is the next one's. */
static bool ask_for_work(void)
{
    sample_let_work(1);
    try_send(LIVE_GET("/work"));
    return is_fine(NULL);
}

enum { NUMBERS = 2000 }; /* more than --unread-max, so that the stream has to wait for its drain */

static bool is_fine_stream(const char *before, const char *after)
{
    static char wanted[NUMBERS * 32];
    size_t len = 0;
    for (int i = 0; i < NUMBERS; i++)
        len += (size_t)snprintf(wanted + len, sizeof wanted - len, "%s{\"n\":%d}%s", before, i, after);
    return is_fine(wanted);
}

static bool ask_for_lines(void)
{
    try_send("GET /numbers?count=2000 HTTP/1.1\r\nHost: a\r\nAccept: application/x-ndjson\r\n\r\n");
    return is_fine_stream("", "\n");
}

static bool ask_for_events(void)
{
    try_send("GET /numbers?count=2000 HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\n\r\n");
    return is_fine_stream("data: ", "\n\n");
}

/* Leaves in the middle of a stream. */
static bool ask_and_leave(void)
{
    struct linger none = {.l_onoff = 1};
    char byte;
    try_send(LIVE_GET("/numbers?count=1000000"));
    ssize_t got = recv(reader.fd, &byte, 1, 0);
    (void)got;
    setsockopt(reader.fd, SOL_SOCKET, SO_LINGER, &none, sizeof none);
    return true;
}

#define PIECES(framing, body) "POST /pieces HTTP/1.1\r\nHost: a\r\n" framing "\r\n\r\n" body

static bool return_pieces(void)
{
    try_send(PIECES("Content-Length: 11", "hello "));
    live_sleep(2);
    try_send("world" PIECES("Transfer-Encoding: chunked", "6\r\nhello \r\n"));
    live_sleep(2);
    try_send("5\r\nworld\r\n0\r\n\r\n" LIVE_GET("/"));
    return is_fine("hello world") && is_fine("hello world") && is_fine(NULL);
}

static bool (*const mix[])(void) = {ask_simply,     ask_in_pieces, ask_in_a_row, ask_for_much,
                                    ask_wrongly,    ask_for_later, ask_for_work, ask_for_lines,
                                    ask_for_events, return_pieces, ask_and_leave};

/* With everything on. */
#define FLAGS "--metrics --access-log /dev/null --unread-max 4k --offload-threads 2 --handler-timeout 5"

static char path[64]; /* "": TCP */

static void start_over(bool is_unix, const char *flags)
{
    char all[512];
    path[0] = '\0';
    if (is_unix)
        snprintf(path, sizeof path, "/tmp/test_faults.%ld", (long)getpid());
    snprintf(all, sizeof all, "%s%s " FLAGS " %s", is_unix ? "--listen=unix:" : "", path, flags);
    live_start(all);
}

static void open_reader(void)
{
    if (!path[0]) {
        live_open(&reader);
        return;
    }
    live_read_from(&reader, live_connect_unix(path));
    ck_assert_int_ge(reader.fd, 0);
}

static void run_mix(const char *what, int error, int nth)
{
    for (size_t i = 0; i < sizeof mix / sizeof *mix; i++) {
        open_reader();
        bool is_good = mix[i]();
        close(reader.fd);
        ck_assert_msg(is_good, "%s %d (%s), request %zu", what, nth, strerror(error), i);
    }
}

static void expect_service(void)
{
    open_reader();
    live_send(reader.fd, LIVE_ECHO);
    ck_assert(swage_str_equal(live_expect(&reader, 200).body, SWAGE_STR("[1,2]")));
    close(reader.fd);
}

/* --- system calls ------------------------------------------------------------------------------------------------- */

/* robustness 111 */
static const struct {
    enum faulty_call call;
    const char *name;
    int errors[8];
} faults[] = {
    {FAULTY_RECV, "recv", {EINTR, ECONNRESET, ETIMEDOUT, ENOMEM}},
    {FAULTY_SEND, "send", {EINTR, EPIPE, ECONNRESET, ENOBUFS, ENOMEM}},
    {FAULTY_EPOLL_WAIT, "epoll_wait", {EINTR}},
    {FAULTY_EPOLL_CTL, "epoll_ctl", {ENOMEM, ENOSPC}},
    {FAULTY_WRITE, "write", {EINTR}},
    {FAULTY_SHUTDOWN, "shutdown", {ENOTCONN, ENOBUFS}},
    /* The last, as it is done over TCP alone: it is the same there, and the server pauses each time. */
    {FAULTY_ACCEPT, "accept4", {EINTR, ECONNABORTED, EPROTO, EMFILE, ENFILE, ENOBUFS, ENOMEM}},
};

START_TEST(a_system_call_that_fails_does_no_harm)
{
    unsigned places = 0;
    bool is_unix = (size_t)_i >= sizeof faults / sizeof *faults;
    size_t at = (size_t)_i % (sizeof faults / sizeof *faults);
    start_over(is_unix, "--idle-timeout 20 --linger-timeout 1");
    for (const int *error = faults[at].errors; *error; error++) {
        for (int nth = 0;; nth++) {
            faulty_arm(faults[at].call, *error, nth);
            run_mix(faults[at].name, *error, nth);
            if (!faulty_disarm())
                break;
            expect_service();
            places++;
        }
    }
    ck_assert_int_eq(live_stop(), 0);
    ck_assert_uint_gt(places, 0);
    printf("%s%s: %u places\n", faults[at].name, is_unix ? ", Unix socket" : "", places);
    fflush(stdout);
}
END_TEST

/* --- allocations -------------------------------------------------------------------------------------------------- */

/* robustness 110 */
START_TEST(an_allocation_that_fails_does_no_harm)
{
    bool has_failed = true;
    int nth = 0;
    for (; has_failed; nth++) { /* a new server each time, so that nothing has been allocated before */
        counted_set(false);
        start_over(_i == 1, "");
        counted_fail(nth);
        run_mix("allocation", ENOMEM, nth);
        has_failed = counted_has_failed();
        counted_fail(-1);
        expect_service();
        ck_assert_int_eq(live_stop(), 0);
    }
    ck_assert_int_gt(nth, 10);
    printf("allocations%s: %d places\n", _i ? ", Unix socket" : "", nth - 1);
    fflush(stdout);
}
END_TEST

static int end_at_once(void *state, struct event_base *base, void **loop_state)
{
    (void)state, (void)base, (void)loop_state;
    kill(getpid(), SIGTERM);
    return 0;
}

START_TEST(a_start_without_memory_is_refused)
{
    static const struct swage_service service = {.app = &sample_app, .loop_start = end_at_once};
    bool has_failed = true;
    int nth = 0;
    for (; has_failed; nth++) {
        counted_fail(nth);
        int status = live_run(
            &service, "--threads 2 --metrics --max-per-address 9 --access-log /dev/null --access-log-except big");
        has_failed = counted_has_failed();
        counted_fail(-1);
        ck_assert_msg(status == 0 || (has_failed && (status == 1 || status == 2)), "allocation %d: %d", nth, status);
    }
    ck_assert_int_gt(nth, 5);
}
END_TEST

static const struct {
    enum faulty_call call;
    const char *name;
    int errors[4];
} starts[] = {
    {FAULTY_BIND, "bind", {EADDRINUSE, EACCES, EADDRNOTAVAIL}},
    {FAULTY_EPOLL_CTL, "epoll_ctl", {ENOMEM, ENOSPC}},
    {FAULTY_EVENTFD, "eventfd", {EMFILE, ENOMEM}},
    {FAULTY_GETSOCKNAME, "getsockname", {ENOBUFS}},
    {FAULTY_LISTEN, "listen", {EADDRINUSE}},
    {FAULTY_MMAP, "mmap", {ENOMEM}},
    {FAULTY_OPEN, "open", {EACCES, EMFILE, ENOSPC}},
    {FAULTY_SETSOCKOPT, "setsockopt", {ENOPROTOOPT, ENOMEM}},
    {FAULTY_SOCKET, "socket", {EMFILE, EAFNOSUPPORT}},
    {FAULTY_THREAD, "pthread_create", {EAGAIN}},
    {FAULTY_TIMERFD, "timerfd_create", {EMFILE}},
    {FAULTY_TIMERFD_SET, "timerfd_settime", {EINVAL}},
};

static unsigned count_descriptors(void)
{
    unsigned count = 0;
    for (int fd = 0; fd < 256; fd++)
        count += fcntl(fd, F_GETFD) >= 0;
    return count;
}

/* It serves although something failed, or refuses, says why, and holds on to nothing. */
START_TEST(a_start_that_a_system_call_fails_is_refused)
{
    static const struct swage_service service = {.app = &sample_app, .loop_start = end_at_once};
    char flags[256];
    unsigned places = 0, refusals = 0;
    snprintf(flags, sizeof flags,
             "--listen 127.0.0.1:0 --listen unix:/tmp/test_faults.%ld --threads 2 --metrics --max-per-address 9 --offload-threads 1 "
             "--access-log /dev/null",
             (long)getpid());
    live_run(&service, flags); /* what is made once stays */
    unsigned before = count_descriptors();
    for (const int *error = starts[_i].errors; *error; error++) {
        bool has_failed = true;
        for (int nth = 0; has_failed; nth++) {
            faulty_arm(starts[_i].call, *error, nth);
            faulty_spare_nobody();
            int status = live_run(&service, flags);
            has_failed = faulty_disarm();
            ck_assert_msg(status == 0 || (has_failed && (status == 1 || status == 2) && *live_said()),
                          "%s %d (%s): %d, %s", starts[_i].name, nth, strerror(*error), status, live_said());
            ck_assert_msg(count_descriptors() == before, "%s %d (%s): %u descriptors, not %u", starts[_i].name, nth,
                          strerror(*error), count_descriptors(), before);
            places += has_failed;
            refusals += status != 0;
        }
    }
    ck_assert_uint_gt(places, 0);
    printf("%s: %u places, %u refusals\n", starts[_i].name, places, refusals);
    fflush(stdout);
}
END_TEST

/* --- the clock ---------------------------------------------------------------------------------------------------- */

static bool is_date_of(void *hour)
{
    char wanted[16];
    struct tm tm;
    time_t now = time(NULL) + *(const int *)hour * 3600;
    gmtime_r(&now, &tm);
    strftime(wanted, sizeof wanted, " %H:%M", &tm);
    live_send(reader.fd, LIVE_GET("/"));
    swage_str head = live_expect(&reader, 200).head;
    char *date = memmem(head.ptr, head.len, "\r\nDate: ", 8);
    ck_assert_ptr_nonnull(date);
    return memmem(date, 40, wanted, strlen(wanted)) != NULL;
}

/* robustness 113 */
START_TEST(a_wall_clock_that_jumps_moves_the_date_and_no_deadline)
{
    static struct live_reader slow;
    static const int hours[] = {1, -1, 5, 0};
    live_start("--header-timeout 1s --idle-timeout 30m");
    live_open(&reader);
    live_open(&slow);
    for (size_t i = 0; i < sizeof hours / sizeof *hours; i++) {
        int hour = hours[i];
        faulty_set_wall(hour * 3600L);
        live_await(is_date_of, &hour); /* over a connection that an hour without a request would have ended */
    }
    live_send(slow.fd, "GET / HT");
    faulty_set_wall(-3600);
    live_expect(&slow, 408);
    live_read_from(&slow, live_connect());
    live_send(slow.fd, "GET / HT");
    faulty_set_wall(3600);
    live_send(slow.fd, "TP/1.1\r\nHost: a\r\n\r\n");
    live_expect(&slow, 200);
    close(slow.fd);
    close(reader.fd);
    ck_assert_int_eq(live_stop(), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("faults");
    TCase *tc = tcase_create("faults");
    tcase_set_timeout(tc, 120);
    tcase_add_loop_test(tc, a_system_call_that_fails_does_no_harm, 0, 2 * sizeof faults / sizeof *faults - 1);
    tcase_add_loop_test(tc, an_allocation_that_fails_does_no_harm, 0, 2);
    tcase_add_test(tc, a_start_without_memory_is_refused);
    tcase_add_loop_test(tc, a_start_that_a_system_call_fails_is_refused, 0, sizeof starts / sizeof *starts);
    tcase_add_test(tc, a_wall_clock_that_jumps_moves_the_date_and_no_deadline);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
