/* SPDX-License-Identifier: MIT */
/* The real server from start to end: flags, hooks, threads, signals. */
#include "config.h"

#include "live.h"
#include "sample.h"

#include <arpa/inet.h>
#include <check.h>
#include <errno.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static struct live_reader reader, other;

/* --- threads and signals ------------------------------------------------------------------------------------ */

START_TEST(connections_spread_over_threads)
{
    static struct live_reader clients[4];
    live_start("--threads 2");
    for (int i = 0; i < 4; i++) {
        live_open(&clients[i]);
        live_send(clients[i].fd, LIVE_GET("/"));
        live_expect(&clients[i], 200);
    }
    ck_assert_uint_eq(sample_threads(), 2);
    ck_assert_int_eq(live_stop(), 0);
    for (int i = 0; i < 4; i++)
        ck_assert(live_is_ended(&clients[i]));
}
END_TEST

/* robustness 74 */
START_TEST(sigterm_finishes_what_is_in_flight)
{
    live_start("");
    live_open(&reader);
    live_open(&other);
    live_send(other.fd, LIVE_GET("/"));
    live_expect(&other, 200);
    live_send(reader.fd, LIVE_GET("/late"));
    live_await_waiting(1);
    live_signal();
    ck_assert(live_is_ended(&other)); /* it was idle */
    sample_reply();
    ck_assert(live_expect(&reader, 200).says_close);
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
        live_open(&clients[i]);
        live_send(clients[i].fd, LIVE_GET("/late"));
        live_await_waiting(i + 1);
    }
    live_signal();
    live_sleep(50);
    for (int i = 0; i < 4; i++)
        sample_reply();
    for (int i = 0; i < 4; i++)
        ck_assert(live_expect(&clients[i], 200).says_close);
    ck_assert_int_eq(live_join(), 0);
}
END_TEST

/* robustness 74 */
START_TEST(the_grace_ends_the_waiting)
{
    live_start("--shutdown-grace 300ms");
    live_open(&reader);
    live_send(reader.fd, LIVE_GET("/late"));
    live_await_waiting(1);
    ck_assert_int_eq(live_stop(), 0);
    ck_assert(live_is_ended(&reader));
    ck_assert_int_eq(sample_reply(), SWAGE_GONE); /* too late, and without harm */
}
END_TEST

/* robustness 74 */
START_TEST(a_second_signal_ends_it_at_once)
{
    int ready[2];
    ck_assert_int_eq(pipe(ready), 0);
    pid_t child = fork();
    if (child == 0) {
        signal(SIGTERM, SIG_DFL); /* Check has a handler of its own */
        live_start("--shutdown-grace 3600");
        live_open(&reader);
        live_send(reader.fd, LIVE_GET("/late"));
        live_await_waiting(1);
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

/* --- loops and work ----------------------------------------------------------------------------------------------- */

static pthread_mutex_t hook_lock = PTHREAD_MUTEX_INITIALIZER;
static unsigned loops_started, loops_stopped, loops_that_start = 100;

static int start_loop(void *at, struct event_base *base, void **loop_state)
{
    ck_assert_ptr_eq(at, &state);
    ck_assert_ptr_nonnull(base);
    pthread_mutex_lock(&hook_lock);
    bool is_refused = loops_started >= loops_that_start;
    if (!is_refused) {
        loops_started++;
        *loop_state = base;
    }
    pthread_mutex_unlock(&hook_lock);
    return is_refused ? -1 : 0;
}

static void stop_loop(void *at, void *loop_state)
{
    ck_assert_ptr_eq(at, &state);
    ck_assert_ptr_nonnull(loop_state);
    pthread_mutex_lock(&hook_lock);
    loops_stopped++;
    pthread_mutex_unlock(&hook_lock);
}

static const struct swage_service looped = {
    .app = &sample_app, .state = &state, .start = start, .stop = stop, .loop_start = start_loop, .loop_stop = stop_loop};

START_TEST(each_loop_has_hooks_of_its_own)
{
    live_start_service(&looped, "--threads 3");
    ck_assert_uint_eq(loops_started, 3);
    live_open(&reader);
    live_send(reader.fd, LIVE_GET("/"));
    live_expect(&reader, 200);
    ck_assert_uint_eq(loops_stopped, 0);
    ck_assert_int_eq(live_stop(), 0);
    ck_assert_uint_eq(loops_stopped, 3);
    ck_assert_int_eq(stopped, 1);
}
END_TEST

START_TEST(a_loop_that_refuses_to_start_ends_the_program)
{
    loops_that_start = (unsigned)_i;
    ck_assert_int_eq(live_run(&looped, "--threads 3"), 1);
    ck_assert_uint_eq(loops_stopped, loops_started);
    ck_assert_int_eq(stopped, 1);
}
END_TEST

static bool are_working(void *arg)
{
    return sample_working() >= *(const unsigned *)arg;
}

START_TEST(work_is_done_beside_the_loop)
{
    unsigned one = 1;
    live_start("");
    live_open(&reader);
    live_open(&other);
    live_send(reader.fd, LIVE_GET("/work") LIVE_GET("/"));
    live_await(are_working, &one);
    live_send(other.fd, LIVE_GET("/"));
    live_expect(&other, 200); /* the loop is not held up */
    sample_let_work(1);
    ck_assert(swage_str_equal(live_expect(&reader, 200).body, SWAGE_STR("{\"n\":2}")));
    live_expect(&reader, 200);
    ck_assert_int_eq(live_stop(), 0);
}
END_TEST

START_TEST(more_work_than_may_wait_is_answered_by_503)
{
    static struct live_reader third;
    unsigned one = 1;
    live_start("--offload-threads 1 --offload-queue 1");
    live_open(&reader);
    live_open(&other);
    live_open(&third);
    live_send(reader.fd, LIVE_GET("/work"));
    live_await(are_working, &one);
    live_send(other.fd, LIVE_GET("/work"));
    live_sleep(50); /* it waits; nothing tells from outside */
    live_send(third.fd, LIVE_GET("/work"));
    live_expect(&third, 503);
    sample_let_work(2);
    live_expect(&reader, 200);
    live_expect(&other, 200);
    ck_assert_int_eq(live_stop(), 0);
}
END_TEST

START_TEST(the_end_waits_for_work)
{
    unsigned one = 1;
    live_start("--threads 2");
    live_open(&reader);
    live_send(reader.fd, LIVE_GET("/work"));
    live_await(are_working, &one);
    live_signal();
    live_sleep(50);
    sample_let_work(1);
    ck_assert(live_expect(&reader, 200).says_close);
    ck_assert_int_eq(live_join(), 0);
}
END_TEST

START_TEST(handlers_may_use_timers_of_their_own_on_the_loop)
{
    live_start("");
    live_open(&reader);
    live_send(reader.fd, LIVE_GET("/tick") LIVE_GET("/tick"));
    live_expect(&reader, 200);
    live_expect(&reader, 200);
    ck_assert_int_eq(live_stop(), 0);
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

int main(void)
{
    Suite *suite = suite_create("serve");
    TCase *tc = tcase_create("serve");
    tcase_set_timeout(tc, 120);
    tcase_add_test(tc, connections_spread_over_threads);
    tcase_add_test(tc, sigterm_finishes_what_is_in_flight);
    tcase_add_test(tc, sigterm_drains_all_threads);
    tcase_add_test(tc, the_grace_ends_the_waiting);
    tcase_add_test(tc, a_second_signal_ends_it_at_once);
    tcase_add_test(tc, hooks_run_around_the_serving);
    tcase_add_test(tc, each_loop_has_hooks_of_its_own);
    tcase_add_loop_test(tc, a_loop_that_refuses_to_start_ends_the_program, 0, 3);
    tcase_add_test(tc, work_is_done_beside_the_loop);
    tcase_add_test(tc, more_work_than_may_wait_is_answered_by_503);
    tcase_add_test(tc, the_end_waits_for_work);
    tcase_add_test(tc, handlers_may_use_timers_of_their_own_on_the_loop);
    tcase_add_test(tc, a_start_that_refuses_ends_the_program);
    tcase_add_test(tc, bad_flags_end_with_2_and_a_taken_port_with_1);
    tcase_add_test(tc, an_application_of_another_version_is_refused);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
