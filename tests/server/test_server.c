/* SPDX-License-Identifier: MIT */
/* The real server over loopback. */
#include "config.h"

#include "counted.h"
#include "live.h"
#include "sample.h"

#include "server/connection.h"

#include <check.h>
#include <errno.h>
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#define GET(path) "GET " path " HTTP/1.1\r\nHost: a\r\n\r\n"
#define ECHO      "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n[1,2]"

static struct live_reader reader, other;

static void read_from(struct live_reader *from, int fd)
{
    from->fd = fd;
    from->at = from->len = 0;
}

static struct wire_answer expect_from(struct live_reader *from, int status)
{
    struct wire_answer answer;
    ck_assert_msg(live_answer(from, &answer), "no answer; %zu bytes: %.*s", from->len,
                  (int)(from->len < 200 ? from->len : 200), from->bytes);
    ck_assert_int_eq(answer.status, status);
    return answer;
}

static struct wire_answer expect(int status)
{
    return expect_from(&reader, status);
}

static void open_client(void)
{
    read_from(&reader, live_connect());
}

static bool is_waiting(void *arg)
{
    return sample_waiting() == *(unsigned *)arg;
}

static void await_waiting(unsigned count)
{
    live_await(is_waiting, &count);
}

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
    open_client();
    for (int i = 0; i < 100; i++) {
        live_send(reader.fd, ECHO);
        struct wire_answer answer = expect(200);
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
    open_client();
    live_send(reader.fd, GET("/") GET("/") ECHO GET("/") GET("/") GET("/") GET("/") GET("/"));
    expect(200);
    size_t first = reader.last_read;
    for (int i = 1; i < 8; i++)
        expect(200);
    ck_assert_uint_eq(reader.last_read, first);
    ck_assert_uint_eq(reader.at, reader.len);
    live_stop();
}
END_TEST

static void *send_many(void *arg)
{
    int fd = *(int *)arg;
    static const char one[] = GET("/");
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

START_TEST(ten_thousand_requests_in_one_write_are_answered_in_order)
{
    live_start("");
    open_client();
    pthread_t thread;
    pthread_create(&thread, NULL, send_many, &reader.fd);
    for (int i = 1; i <= 10000; i++) {
        char wanted[32];
        int len = snprintf(wanted, sizeof wanted, "{\"n\":%d}", i);
        struct wire_answer answer = expect(200);
        ck_assert_uint_eq(answer.body.len, (size_t)len);
        ck_assert_mem_eq(answer.body.ptr, wanted, (size_t)len);
    }
    pthread_join(thread, NULL);
    live_stop();
}
END_TEST

START_TEST(a_request_may_arrive_byte_by_byte)
{
    live_start("");
    open_client();
    for (const char *at = ECHO; *at; at++) {
        char byte[2] = {*at, '\0'};
        live_send(reader.fd, byte);
        if ((at - reader.bytes) % 16 == 0)
            live_sleep(1);
    }
    expect(200);
    live_stop();
}
END_TEST

START_TEST(a_large_body_arrives_whole)
{
    enum { LEN = 900000 };
    live_start("");
    open_client();
    char head[256];
    snprintf(head, sizeof head,
             "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n", LEN);
    live_send(reader.fd, head);
    char *body = malloc(LEN + 1);
    for (int i = 0; i < LEN; i++)
        body[i] = (char)('a' + i % 26);
    body[LEN] = '\0';
    live_send(reader.fd, body);
    struct wire_answer answer = expect(200);
    ck_assert_uint_eq(answer.body.len, LEN);
    ck_assert_mem_eq(answer.body.ptr, body, LEN);
    free(body);
    live_stop();
}
END_TEST

START_TEST(a_half_closed_client_gets_its_answer)
{
    live_start("");
    open_client();
    live_send(reader.fd, GET("/") GET("/late"));
    shutdown(reader.fd, SHUT_WR);
    expect(200);
    await_waiting(1);
    sample_reply();
    expect(200);
    ck_assert(live_is_ended(&reader));
    live_stop();
}
END_TEST

START_TEST(a_deferred_answer_is_followed_by_what_waited_behind_it)
{
    live_start("");
    open_client();
    live_send(reader.fd, GET("/") GET("/late") GET("/") ECHO);
    expect(200);
    await_waiting(1);
    ck_assert_uint_eq(sample_calls(), 1);
    sample_reply();
    expect(200);
    expect(200);
    expect(200);
    live_stop();
}
END_TEST

static bool is_gone(void *arg)
{
    (void)arg;
    return sample_is_gone();
}

START_TEST(a_handler_learns_that_its_client_reset_the_connection)
{
    live_start("");
    int fd = live_connect();
    live_send(fd, GET("/late"));
    await_waiting(1);
    ck_assert(!sample_is_gone());
    reset_and_close(fd);
    live_await(is_gone, NULL);
    ck_assert_int_eq(sample_reply(), SWAGE_GONE);
    ck_assert_int_eq(live_stop(), 0);
}
END_TEST

START_TEST(resets_at_any_stage_do_no_harm)
{
    static const char *const stages[] = {"",           "GE",        GET("/"),   GET("/big?bytes=1000000"),
                                         GET("/late"), ECHO "POST", "x\r\n\r\n"};
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
    open_client();
    live_send(reader.fd, GET("/"));
    expect(200);
    live_sleep(50);
    while (sample_waiting()) /* those that had not been read yet */
        sample_reply();
    ck_assert_int_eq(live_stop(), 0);
}
END_TEST

START_TEST(a_refusal_reaches_a_client_that_still_sends)
{
    enum { LEN = 10 << 20 };
    live_start("");
    open_client();
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
    struct wire_answer answer = expect(413);
    ck_assert(answer.says_close);
    ck_assert(live_is_ended(&reader));
    live_stop();
}
END_TEST

START_TEST(a_slow_reader_gets_everything)
{
    live_start("");
    open_client();
    for (int i = 0; i < 200; i++)
        live_send(reader.fd, GET("/big?bytes=100000"));
    for (int i = 0; i < 200; i++) {
        if (i % 20 == 0)
            live_sleep(20); /* more than the kernel holds for us is waiting */
        ck_assert_uint_eq(expect(200).body.len, 100002);
    }
    live_stop();
}
END_TEST

/* --- deadlines ---------------------------------------------------------------------------------------------------- */

START_TEST(a_head_that_does_not_end_is_answered_by_408)
{
    live_start("--header-timeout 300ms");
    open_client();
    for (int i = 0; i < 200; i++) { /* trickling does not help */
        if (send(reader.fd, &"GET / HTTP/1.1\r\nX: aaaaaaaaaaaaaaaaaaaaaa"[i < 30 ? i : 29], 1, MSG_NOSIGNAL) < 0)
            break;
        char byte;
        if (recv(reader.fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) > 0)
            break;
        ck_assert_int_lt(i, 199);
        live_sleep(50);
    }
    struct wire_answer answer = expect(408);
    ck_assert(answer.says_close);
    live_stop();
}
END_TEST

START_TEST(a_body_that_does_not_come_is_answered_by_408)
{
    live_start("--body-timeout 300ms");
    open_client();
    live_send(reader.fd,
              "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n[1");
    ck_assert(expect(408).says_close);
    ck_assert_uint_eq(sample_calls(), 0);
    live_stop();
}
END_TEST

START_TEST(an_idle_connection_is_closed)
{
    live_start("--idle-timeout 300ms");
    open_client();
    read_from(&other, live_connect());
    live_send(reader.fd, GET("/"));
    expect(200);
    ck_assert(live_is_ended(&reader));
    ck_assert(live_is_ended(&other)); /* it has never sent anything */
    live_stop();
}
END_TEST

START_TEST(use_postpones_the_idle_deadline)
{
    live_start("--idle-timeout 600ms");
    open_client();
    for (int i = 0; i < 10; i++) {
        live_send(reader.fd, GET("/"));
        expect(200);
        live_sleep(150);
    }
    ck_assert(live_is_ended(&reader));
    live_stop();
}
END_TEST

START_TEST(a_client_that_takes_nothing_is_cut_off)
{
    live_start("--write-timeout 300ms");
    open_client();
    for (int i = 0; i < 100; i++)
        live_send(reader.fd, GET("/big?bytes=1000000"));
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
    open_client();
    live_send(reader.fd, "x\r\n\r\n");
    expect(400);
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

/* --- limits ------------------------------------------------------------------------------------------------------- */

START_TEST(one_connection_too_many_is_answered_by_503)
{
    live_start("--max-connections 2");
    open_client();
    read_from(&other, live_connect());
    live_send(reader.fd, GET("/"));
    live_send(other.fd, GET("/"));
    expect(200);
    expect_from(&other, 200);
    struct live_reader *third = malloc(sizeof *third);
    read_from(third, live_connect());
    ck_assert(expect_from(third, 503).says_close);
    ck_assert(live_is_ended(third));
    close(third->fd);
    close(other.fd);
    for (int i = 0;; i++) { /* a place becomes free when the server has seen the end */
        ck_assert_int_lt(i, 1000);
        read_from(third, live_connect());
        live_send(third->fd, GET("/"));
        struct wire_answer answer;
        ck_assert(live_answer(third, &answer));
        close(third->fd);
        if (answer.status == 200)
            break;
        live_sleep(5);
    }
    free(third);
    live_stop();
}
END_TEST

static double cpu_seconds(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void set_descriptors(rlim_t most)
{
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = most;
    ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &limit), 0);
}

START_TEST(without_descriptors_accepting_pauses_and_recovers)
{
    struct rlimit before;
    getrlimit(RLIMIT_NOFILE, &before);
    live_start("");
    int spare = dup(0), fill;
    set_descriptors((rlim_t)spare + 60);
    while ((fill = dup(0)) >= 0)
        continue;
    close(spare); /* for the client */
    open_client();
    live_send(reader.fd, GET("/"));
    struct wire_answer answer;
    double start = cpu_seconds();
    bool is_told = live_answer(&reader, &answer);
    ck_assert(!is_told || answer.status == 503);
    live_sleep(1000);
    ck_assert(cpu_seconds() - start < 0.5); /* it does not spin */
    set_descriptors(before.rlim_cur);
    read_from(&reader, live_connect());
    live_send(reader.fd, GET("/"));
    expect(200);
    live_stop();
}
END_TEST

START_TEST(a_request_allocates_nothing_after_the_first_time)
{
    live_start("");
    open_client();
    unsigned long before = 0;
    counted_set(false); /* the server's thread is what counts */
    for (int i = 0; i < 60; i++) {
        if (i == 20)
            before = counted_allocations();
        live_send(reader.fd, GET("/") ECHO);
        expect(200);
        expect(200);
        live_send(reader.fd, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Le");
        live_sleep(i < 5 ? 10 : 1);
        live_send(reader.fd, "ngth: 5\r\n\r\n[1");
        live_sleep(i < 5 ? 10 : 1);
        live_send(reader.fd, ",2]");
        expect(200);
        live_send(reader.fd, GET("/late"));
        await_waiting(1);
        sample_reply();
        expect(200);
    }
    ck_assert_uint_gt(before, 0);
    ck_assert_uint_eq(counted_allocations(), before);
    live_stop();
}
END_TEST

START_TEST(an_idle_connection_costs_its_structure)
{
    ck_assert_uint_le(sizeof(struct connection), 216); /* 256 with libevent's map entry for its descriptor */
}
END_TEST

/* --- threads, sockets, signals ------------------------------------------------------------------------------------ */

START_TEST(connections_spread_over_threads)
{
    static struct live_reader clients[4];
    live_start("--threads 2");
    for (int i = 0; i < 4; i++) {
        read_from(&clients[i], live_connect());
        live_send(clients[i].fd, GET("/"));
        expect_from(&clients[i], 200);
    }
    ck_assert_uint_eq(sample_threads(), 2);
    ck_assert_int_eq(live_stop(), 0);
    for (int i = 0; i < 4; i++)
        ck_assert(live_is_ended(&clients[i]));
}
END_TEST

static const char *socket_path(void)
{
    static char path[64];
    snprintf(path, sizeof path, "/tmp/swage-test-%d.sock", (int)getpid());
    return path;
}

static const char *unix_flags(void)
{
    static char flags[128];
    snprintf(flags, sizeof flags, "--listen unix:%s", socket_path());
    return flags;
}

START_TEST(a_unix_socket_serves_and_is_removed)
{
    live_start(unix_flags());
    ck_assert_ptr_nonnull(strstr(live_said(), "listening on unix:/tmp/"));
    read_from(&reader, live_connect_unix(socket_path()));
    live_send(reader.fd, GET("/"));
    expect(200);
    ck_assert_int_eq(live_stop(), 0);
    ck_assert_int_eq(access(socket_path(), F_OK), -1);
}
END_TEST

START_TEST(a_unix_socket_left_behind_is_replaced_and_a_live_one_is_not)
{
    static const struct swage_service service = {.app = &sample_app};
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s", socket_path());
    int left = socket(AF_UNIX, SOCK_STREAM, 0);
    ck_assert_int_eq(bind(left, (struct sockaddr *)&address, sizeof address), 0);
    ck_assert_int_eq(listen(left, 1), 0);
    ck_assert_int_eq(live_run(&service, unix_flags()), 1);
    ck_assert_ptr_nonnull(strstr(live_said(), "Address already in use"));
    close(left);
    live_start(unix_flags());
    ck_assert_int_eq(live_stop(), 0);
    int file = open(socket_path(), O_CREAT | O_WRONLY, 0600); /* no socket: not ours to remove */
    close(file);
    ck_assert_int_eq(live_run(&service, unix_flags()), 1);
    ck_assert_int_eq(unlink(socket_path()), 0);
}
END_TEST

START_TEST(several_addresses_are_listened_on)
{
    char flags[192];
    snprintf(flags, sizeof flags, "--listen unix:%s --listen 127.0.0.1:0", socket_path());
    live_start(flags);
    int fd = live_connect_unix(socket_path());
    read_from(&reader, fd);
    live_send(fd, GET("/"));
    expect(200);
    live_stop();
}
END_TEST

START_TEST(sigterm_finishes_what_is_in_flight)
{
    live_start("");
    open_client();
    read_from(&other, live_connect());
    live_send(other.fd, GET("/"));
    expect_from(&other, 200);
    live_send(reader.fd, GET("/late"));
    await_waiting(1);
    live_signal();
    ck_assert(live_is_ended(&other)); /* it was idle */
    sample_reply();
    ck_assert(expect(200).says_close);
    ck_assert(live_is_ended(&reader));
    ck_assert_int_eq(live_join(), 0);
    errno = 0;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)live_port())};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ck_assert_int_eq(connect(fd, (struct sockaddr *)&address, sizeof address), -1);
    close(fd);
}
END_TEST

START_TEST(sigterm_drains_all_threads)
{
    static struct live_reader clients[4];
    live_start("--threads 3");
    for (unsigned i = 0; i < 4; i++) {
        read_from(&clients[i], live_connect());
        live_send(clients[i].fd, GET("/late"));
        await_waiting(i + 1);
    }
    live_signal();
    live_sleep(50);
    for (int i = 0; i < 4; i++)
        sample_reply();
    for (int i = 0; i < 4; i++)
        ck_assert(expect_from(&clients[i], 200).says_close);
    ck_assert_int_eq(live_join(), 0);
}
END_TEST

START_TEST(the_grace_ends_the_waiting)
{
    live_start("--shutdown-grace 300ms");
    open_client();
    live_send(reader.fd, GET("/late"));
    await_waiting(1);
    ck_assert_int_eq(live_stop(), 0);
    ck_assert(live_is_ended(&reader));
    ck_assert_int_eq(sample_reply(), SWAGE_GONE); /* too late, and without harm */
}
END_TEST

START_TEST(a_second_signal_ends_it_at_once)
{
    int ready[2];
    ck_assert_int_eq(pipe(ready), 0);
    pid_t child = fork();
    if (child == 0) {
        signal(SIGTERM, SIG_DFL); /* Check has a handler of its own */
        live_start("--shutdown-grace 3600");
        open_client();
        live_send(reader.fd, GET("/late"));
        await_waiting(1);
        ck_assert_int_eq(write(ready[1], "x", 1), 1);
        live_join();
        _exit(0);
    }
    char byte;
    ck_assert_int_eq(read(ready[0], &byte, 1), 1);
    int status = 0;
    kill(child, SIGTERM);
    for (int i = 0; i < 100 && waitpid(child, &status, WNOHANG) == 0; i++) {
        live_sleep(100); /* until the first has been handled, more of them may fall into one */
        kill(child, SIGTERM);
    }
    ck_assert(WIFSIGNALED(status));
    ck_assert_int_eq(WTERMSIG(status), SIGTERM);
}
END_TEST

/* --- starting ----------------------------------------------------------------------------------------------------- */

static int state, start_result, stopped;
static char started_with[64];

static int start(void *at, int argc, char **argv)
{
    ck_assert_ptr_eq(at, &state);
    snprintf(started_with, sizeof started_with, "%d %s", argc, argc > 1 ? argv[1] : "");
    return start_result;
}

static void stop(void *at)
{
    ck_assert_ptr_eq(at, &state);
    stopped++;
}

static const struct swage_service hooked = {.app = &sample_app, .state = &state, .start = start, .stop = stop};

START_TEST(hooks_run_around_the_serving)
{
    live_start_service(&hooked, "--threads 2 -- own");
    ck_assert_str_eq(started_with, "2 own");
    ck_assert_int_eq(stopped, 0);
    ck_assert_int_eq(live_stop(), 0);
    ck_assert_int_eq(stopped, 1);
}
END_TEST

START_TEST(a_start_that_refuses_ends_the_program)
{
    start_result = -1;
    ck_assert_int_eq(live_run(&hooked, ""), 1);
    ck_assert_int_eq(stopped, 0);
}
END_TEST

START_TEST(bad_flags_end_with_2_and_a_taken_port_with_1)
{
    static const struct swage_service service = {.app = &sample_app};
    ck_assert_int_eq(live_run(&service, "--threads none"), 2);
    ck_assert_int_eq(live_run(&service, "--listen nonsense"), 1);
    ck_assert_ptr_nonnull(strstr(live_said(), "expected HOST:PORT"));
    live_start("");
    char flags[64];
    snprintf(flags, sizeof flags, "--listen 127.0.0.1:%d", live_port());
    struct swage_service another = service;
    pid_t child = fork();
    if (child == 0)
        _exit(live_run(&another, flags));
    int status;
    waitpid(child, &status, 0);
    ck_assert_int_eq(WEXITSTATUS(status), 1);
    live_stop();
}
END_TEST

START_TEST(an_application_of_another_version_is_refused)
{
    struct swage_app old = sample_app;
    old.abi = SWAGE_ABI + 1;
    struct swage_service service = {.app = &old};
    ck_assert_int_eq(live_run(&service, ""), 1);
}
END_TEST

static Suite *suite(void)
{
    Suite *suite = suite_create("server");
    TCase *tc = tcase_create("server");
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
    tcase_add_test(tc, a_head_that_does_not_end_is_answered_by_408);
    tcase_add_test(tc, a_body_that_does_not_come_is_answered_by_408);
    tcase_add_test(tc, an_idle_connection_is_closed);
    tcase_add_test(tc, use_postpones_the_idle_deadline);
    tcase_add_test(tc, a_client_that_takes_nothing_is_cut_off);
    tcase_add_test(tc, a_client_that_lingers_is_cut_off);
    tcase_add_test(tc, one_connection_too_many_is_answered_by_503);
    tcase_add_test(tc, without_descriptors_accepting_pauses_and_recovers);
    tcase_add_test(tc, a_request_allocates_nothing_after_the_first_time);
    tcase_add_test(tc, an_idle_connection_costs_its_structure);
    tcase_add_test(tc, connections_spread_over_threads);
    tcase_add_test(tc, a_unix_socket_serves_and_is_removed);
    tcase_add_test(tc, a_unix_socket_left_behind_is_replaced_and_a_live_one_is_not);
    tcase_add_test(tc, several_addresses_are_listened_on);
    tcase_add_test(tc, sigterm_finishes_what_is_in_flight);
    tcase_add_test(tc, sigterm_drains_all_threads);
    tcase_add_test(tc, the_grace_ends_the_waiting);
    tcase_add_test(tc, a_second_signal_ends_it_at_once);
    tcase_add_test(tc, hooks_run_around_the_serving);
    tcase_add_test(tc, a_start_that_refuses_ends_the_program);
    tcase_add_test(tc, bad_flags_end_with_2_and_a_taken_port_with_1);
    tcase_add_test(tc, an_application_of_another_version_is_refused);
    suite_add_tcase(suite, tc);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
