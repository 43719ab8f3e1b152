/* SPDX-License-Identifier: MIT */
/* The real server's sockets: limits, shortage, Unix paths, several addresses. */
#include "config.h"

#include "live.h"
#include "sample.h"

#include "server/listener.h"

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

static struct live_reader reader, other;

/* --- limits ------------------------------------------------------------------------------------------------------- */

/* robustness 75 */
START_TEST(one_connection_too_many_is_answered_by_503)
{
    live_start("--max-connections 2");
    live_open(&reader);
    live_open(&other);
    live_send(reader.fd, LIVE_GET("/"));
    live_send(other.fd, LIVE_GET("/"));
    live_expect(&reader, 200);
    live_expect(&other, 200);
    struct live_reader *third = malloc(sizeof *third);
    live_open(third);
    ck_assert(live_expect(third, 503).says_close);
    ck_assert(live_is_ended(third));
    close(third->fd);
    close(other.fd);
    for (int i = 0;; i++) { /* a place becomes free when the server has seen the end */
        ck_assert_int_lt(i, 1000);
        live_open(third);
        live_send(third->fd, LIVE_GET("/"));
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

/* More than are answered at once: the others wait for theirs. */
START_TEST(whoever_comes_to_a_full_server_is_answered_by_503)
{
    enum { CROWD = 2 * LISTENER_EXTRA + 5 };
    static int crowd[CROWD];
    live_start("--max-connections 1 --threads 2");
    live_open(&reader);
    live_send(reader.fd, LIVE_GET("/"));
    live_expect(&reader, 200);
    for (int i = 0; i < CROWD; i++)
        crowd[i] = live_connect();
    for (int i = 0; i < CROWD; i++) {
        live_read_from(&other, crowd[i]);
        ck_assert(live_expect(&other, 503).says_close);
        ck_assert(live_is_ended(&other));
        close(other.fd);
    }
    live_send(reader.fd, LIVE_GET("/"));
    live_expect(&reader, 200);
    live_stop();
}
END_TEST

START_TEST(one_connection_too_many_of_an_address_is_answered_by_503)
{
    live_start("--max-per-address 1 --threads 2");
    live_open(&reader);
    live_send(reader.fd, LIVE_GET("/"));
    live_expect(&reader, 200);
    live_open(&other);
    ck_assert(live_expect(&other, 503).says_close);
    ck_assert(live_is_ended(&other));
    close(reader.fd);
    for (int i = 0;; i++) { /* its place becomes free when the server has seen the end */
        struct wire_answer answer;
        ck_assert_int_lt(i, 1000);
        live_open(&reader);
        live_send(reader.fd, LIVE_GET("/"));
        ck_assert(live_answer(&reader, &answer));
        close(reader.fd);
        if (answer.status == 200)
            break;
        live_sleep(5);
    }
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

/* Whether the request was sent while its connection was certainly still there: half of the pause after which that is closed. On
   a machine that has much to do it may be late. */
static bool is_told_in_time(void)
{
    struct timespec before, after;
    struct wire_answer answer;
    clock_gettime(CLOCK_MONOTONIC, &before);
    live_open(&reader);
    ssize_t sent = send(reader.fd, LIVE_GET("/"), sizeof LIVE_GET("/") - 1, MSG_NOSIGNAL);
    clock_gettime(CLOCK_MONOTONIC, &after);
    double seconds = (double)(after.tv_sec - before.tv_sec) + (double)(after.tv_nsec - before.tv_nsec) / 1e9;
    if (sent < 0 || seconds > LISTENER_PAUSE_MS / 2000.0)
        return false;
    bool is_told = live_answer(&reader, &answer);
    if (is_told)
        ck_assert_int_eq(answer.status, 503);
    else
        ck_assert_ptr_nonnull(getenv("VALGRIND_SECONDS")); /* which closes for us what it has no number for */
    return true;
}

/* robustness 73 */
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
    double start = cpu_seconds();
    while (!is_told_in_time())
        close(reader.fd);
    live_sleep(1000);
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(reader.fd, SOL_SOCKET, SO_ERROR, &error, &size);
    if (!getenv("VALGRIND_SECONDS"))
        ck_assert_int_eq(error, 0); /* it was not reset, although its request was not waited for */
    ck_assert(cpu_seconds() - start < 0.5); /* it does not spin */
    set_descriptors(before.rlim_cur);
    live_open(&reader);
    live_send(reader.fd, LIVE_GET("/"));
    live_expect(&reader, 200);
    live_stop();
}
END_TEST

/* --- paths and addresses ------------------------------------------------------------------------------------------ */

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
    live_read_from(&reader, live_connect_unix(socket_path()));
    live_send(reader.fd, LIVE_GET("/"));
    live_expect(&reader, 200);
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
    live_read_from(&reader, fd);
    live_send(fd, LIVE_GET("/"));
    live_expect(&reader, 200);
    live_stop();
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("listener");
    TCase *tc = tcase_create("listener");
    tcase_set_timeout(tc, 120);
    tcase_add_test(tc, one_connection_too_many_is_answered_by_503);
    tcase_add_test(tc, whoever_comes_to_a_full_server_is_answered_by_503);
    tcase_add_test(tc, one_connection_too_many_of_an_address_is_answered_by_503);
    tcase_add_test(tc, without_descriptors_accepting_pauses_and_recovers);
    tcase_add_test(tc, a_unix_socket_serves_and_is_removed);
    tcase_add_test(tc, a_unix_socket_left_behind_is_replaced_and_a_live_one_is_not);
    tcase_add_test(tc, several_addresses_are_listened_on);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
