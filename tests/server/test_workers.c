/* SPDX-License-Identifier: MIT */
/* The supervisor and its workers. The program under test is this one: called "serve" it is the sample server. */
#include "config.h"

#include <swage/server.h>

#include "faulty.h"
#include "sample.h"

#include <arpa/inet.h>
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE_MS = 20000, ARGUMENTS_MAX = 16 };

static pid_t program;
static int said_fd, port;
static char said[65536];
static size_t said_len;

/* --- the program -------------------------------------------------------------------------------------------------- */

static int start(void *state, int argc, char **argv)
{
    (void)state;
    return argc > 1 && strcmp(argv[1], "refuse") == 0 ? -1 : 0;
}

static void reload(void *state)
{
    (void)state;
    fputs("reloaded\n", stderr); /* no assertion: nothing of Check's is set up in this process */
}

static const struct swage_service service = {.app = &sample_app, .start = start, .reload = reload};

/* --- around it ---------------------------------------------------------------------------------------------------- */

static void sleep_ms(int ms)
{
    struct timespec time = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L};
    nanosleep(&time, NULL);
}

/* Reads on in what it says; false when it has ended. */
static bool hear_more(void)
{
    struct pollfd fd = {.fd = said_fd, .events = POLLIN};
    ck_assert_msg(poll(&fd, 1, PATIENCE_MS) == 1, "nothing more was said behind: %s", said);
    ssize_t got = read(said_fd, said + said_len, sizeof said - 1 - said_len);
    said_len += got > 0 ? (size_t)got : 0;
    said[said_len] = '\0';
    return got > 0;
}

/* Reads what it says until `text` stands in it, from the start or from `from` on. */
static const char *await_said(const char *text, size_t from)
{
    const char *found;
    while (!(found = strstr(said + from, text)))
        ck_assert_msg(hear_more(), "it ended without '%s': %s", text, said);
    return found;
}

static void execute(const char *flags, int out)
{
    char text[1024], *argv[ARGUMENTS_MAX + 1];
    int argc = 0;
    snprintf(text, sizeof text, "serve %s", flags);
    for (char *at = strtok(text, " "); at && argc < ARGUMENTS_MAX; at = strtok(NULL, " "))
        argv[argc++] = at;
    argv[argc] = NULL;
    dup2(out, STDERR_FILENO);
    signal(SIGTERM, SIG_DFL);                /* Check has a handler of its own */
    execve("/proc/self/exe", argv, environ); /* execv is what the program does, and may be made to fail */
    _exit(127);
}

static void begin(const char *flags)
{
    int pipes[2];
    ck_assert_int_eq(pipe2(pipes, O_CLOEXEC), 0);
    said_len = 0;
    said[0] = '\0';
    program = fork();
    if (program == 0)
        execute(flags, pipes[1]);
    close(pipes[1]);
    said_fd = pipes[0];
}

static void begin_on_any_port(const char *flags)
{
    char all[512];
    snprintf(all, sizeof all, "--listen=127.0.0.1:0 %s", flags);
    begin(all);
}

static void begin_serving(const char *flags)
{
    begin_on_any_port(flags);
    port = atoi(await_said("http://127.0.0.1:", 0) + strlen("http://127.0.0.1:"));
    ck_assert_int_gt(port, 0);
}

static int await_exit(void)
{
    int status;
    for (int i = 0; waitpid(program, &status, WNOHANG) == 0; i++) {
        ck_assert_int_lt(i, PATIENCE_MS / 10);
        sleep_ms(10);
    }
    program = 0;
    return status;
}

static void end(int number, int status)
{
    kill(program, number);
    int found = await_exit();
    ck_assert(WIFEXITED(found));
    ck_assert_int_eq(WEXITSTATUS(found), status);
}

static void tear_down(void)
{
    if (program > 0) {
        kill(program, SIGKILL);
        waitpid(program, NULL, 0);
    }
}

static int try_connect(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    struct timeval wait = {.tv_sec = PATIENCE_MS / 1000};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) == 0)
        return fd;
    close(fd);
    return -1;
}

static void send_get(int fd, const char *path)
{
    char text[128];
    int len = snprintf(text, sizeof text, "GET %s HTTP/1.1\r\nHost: a\r\n\r\n", path);
    ck_assert_int_eq(send(fd, text, (size_t)len, MSG_NOSIGNAL), len);
}

/* The answer to what was sent, whole in one piece; "" when there is none. */
static const char *receive(int fd)
{
    static _Thread_local char text[2048];
    ssize_t got = recv(fd, text, sizeof text - 1, 0);
    text[got > 0 ? got : 0] = '\0';
    return text;
}

/* Who answers on a connection of its own; 0 when nobody does. */
static pid_t ask_pid(void)
{
    int fd = try_connect();
    if (fd < 0)
        return 0;
    send_get(fd, "/pid");
    const char *found = strstr(receive(fd), "{\"pid\":");
    close(fd);
    return found ? (pid_t)atol(found + 7) : 0;
}

/* The processes that answer a hundred connections. */
static unsigned ask_pids(pid_t *pids, unsigned max)
{
    unsigned count = 0;
    for (int i = 0; i < 100; i++) {
        pid_t pid = ask_pid();
        unsigned k = 0;
        ck_assert_int_gt(pid, 0);
        while (k < count && pids[k] != pid)
            k++;
        if (k == count && count < max)
            pids[count++] = pid;
    }
    return count;
}

/* --- tests -------------------------------------------------------------------------------------------------------- */

START_TEST(workers_share_the_connections)
{
    pid_t pids[8];
    begin_serving("--workers 3 --threads 2");
    ck_assert_uint_eq(ask_pids(pids, 8), 3);
    for (int i = 0; i < 3; i++)
        ck_assert_int_ne(pids[i], program);
    end(SIGTERM, 0);
    ck_assert_int_eq(try_connect(), -1);
}
END_TEST

START_TEST(a_request_in_flight_is_answered_at_the_end)
{
    begin_serving("--workers 2");
    int fd = try_connect();
    send_get(fd, "/tick"); /* answered 10 ms later */
    end(SIGINT, 0);
    const char *answer = receive(fd);
    ck_assert_msg(strstr(answer, "200 OK") != NULL, "%s", answer);
    ck_assert_ptr_nonnull(strstr(answer, "Connection: close"));
    ck_assert_str_eq(receive(fd), "");
    close(fd);
}
END_TEST

/* robustness 114: connections that the dead one left wait in TIME_WAIT and FIN_WAIT on its port. */
START_TEST(who_was_killed_under_load_listens_again_at_once)
{
    static const char *const flags[] = {"", "--workers 2"};
    char again[128];
    int fds[20];
    begin_serving(flags[_i]);
    for (int i = 0; i < 20; i++) {
        fds[i] = try_connect();
        ck_assert_int_ge(fds[i], 0);
        send_get(fds[i], i % 2 ? "/tick" : "/pid");
    }
    pid_t killed = program;
    kill(program, SIGKILL);
    ck_assert(WIFSIGNALED(await_exit()));
    snprintf(again, sizeof again, "--listen=127.0.0.1:%d %s", port, flags[_i]);
    begin(again);
    await_said("http://127.0.0.1:", 0);
    for (int i = 0; i < 20; i++)
        close(fds[i]);
    pid_t found = 0;
    for (int i = 0; i < 100 && found == 0; i++) /* a connection may have met a worker that went with the killed one */
        found = ask_pid();
    ck_assert_int_gt(found, 0);
    ck_assert_int_ne(found, killed);
    end(SIGTERM, 0);
}
END_TEST

START_TEST(a_worker_that_crashes_is_replaced_and_nobody_waits_for_it)
{
    pid_t before[8], after[8];
    begin_serving("--workers 2");
    ck_assert_uint_eq(ask_pids(before, 8), 2);
    int other = try_connect();
    send_get(other, "/pid");
    pid_t kept = (pid_t)atol(strstr(receive(other), "{\"pid\":") + 7);
    pid_t lost = before[0] == kept ? before[1] : before[0];
    kill(lost, SIGKILL);
    /* Half of these come into the queue of the one that is away. */
    for (int i = 0; i < 40; i++)
        ck_assert_int_gt(ask_pid(), 0);
    send_get(other, "/pid"); /* the others' connections go on */
    ck_assert_ptr_nonnull(strstr(receive(other), "200 OK"));
    await_said("was ended by signal 9", 0);
    await_said("is started again in 100 ms", 0);
    for (int i = 0;; i++) {
        ck_assert_int_lt(i, 200);
        if (ask_pids(after, 8) == 2 && after[0] != lost && after[1] != lost)
            break;
        sleep_ms(20);
    }
    close(other);
    end(SIGTERM, 0);
}
END_TEST

static size_t size_of(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 ? (size_t)status.st_size : 0;
}

/* The folder of the log has gone; a reload finds it when it is back. */
START_TEST(a_worker_that_is_replaced_serves_without_its_access_log)
{
    char folder[] = "/tmp/test_workers_XXXXXX", path[64], flags[128];
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/access", folder);
    snprintf(flags, sizeof flags, "--workers 1 --access-log %s", path);
    begin_serving(flags);
    pid_t lost = ask_pid();
    unlink(path);
    rmdir(folder);
    kill(lost, SIGKILL);
    await_said("is started again", 0);
    pid_t found = ask_pid();
    ck_assert_int_gt(found, 0);
    ck_assert_ptr_nonnull(strstr(await_said("cannot open", 0), path));
    ck_assert_int_eq(mkdir(folder, 0700), 0);
    kill(program, SIGHUP);
    await_said("reloaded", 0);
    ck_assert_int_eq(ask_pid(), found);
    end(SIGTERM, 0);
    ck_assert_uint_gt(size_of(path), 0);
    unlink(path);
    rmdir(folder);
}
END_TEST

START_TEST(a_crash_again_and_again_is_tried_more_seldom)
{
    pid_t pids[8];
    begin_serving("--workers 1");
    for (int i = 0; i < 3; i++) {
        static const char *const words[] = {"again in 100 ms", "again in 200 ms", "again in 400 ms"};
        kill(ask_pid(), SIGKILL);
        await_said(words[i], 0);
        ck_assert_uint_eq(ask_pids(pids, 8), 1); /* it waits in the queue until somebody is there */
    }
    end(SIGTERM, 0);
}
END_TEST

START_TEST(a_start_that_refuses_ends_the_supervisor)
{
    begin("--listen=127.0.0.1:0 --workers 2 -- refuse");
    int status = await_exit();
    ck_assert(WIFEXITED(status));
    ck_assert_int_eq(WEXITSTATUS(status), 1);
    await_said("did not come to serve", 0);
}
END_TEST

START_TEST(addresses_that_cannot_be_bound_end_the_supervisor)
{
    begin("--listen=127.0.0.1:99999 --workers 2");
    int status = await_exit();
    ck_assert_int_eq(WEXITSTATUS(status), 1);
}
END_TEST

START_TEST(a_second_signal_ends_all_at_once)
{
    begin_serving("--workers 2 --shutdown-grace 3600");
    int fd = try_connect();
    send_get(fd, "/late");
    sleep_ms(100);
    kill(program, SIGTERM);
    sleep_ms(300);
    ck_assert_int_eq(waitpid(program, NULL, WNOHANG), 0);
    kill(program, SIGTERM);
    int status = await_exit();
    ck_assert(WIFSIGNALED(status));
    ck_assert_int_eq(WTERMSIG(status), SIGTERM);
    ck_assert_str_eq(receive(fd), "");
    close(fd);
}
END_TEST

START_TEST(workers_end_when_their_supervisor_has_died)
{
    pid_t pids[8];
    begin_serving("--workers 2");
    ck_assert_uint_eq(ask_pids(pids, 8), 2);
    kill(program, SIGKILL);
    await_exit();
    for (int i = 0; try_connect() >= 0 && i < PATIENCE_MS / 10; i++)
        sleep_ms(10);
    ck_assert_int_eq(try_connect(), -1);
}
END_TEST

START_TEST(sighup_reaches_all_workers)
{
    begin_serving("--workers 2");
    kill(program, SIGHUP);
    size_t first = (size_t)(await_said("reloaded", 0) - said);
    await_said("reloaded", first + 1);
    end(SIGTERM, 0);
}
END_TEST

/* --- rolling over ------------------------------------------------------------------------------------------------- */

static _Atomic bool is_asking;
static _Atomic unsigned asked, failed;

static void *keep_asking(void *arg)
{
    (void)arg;
    while (is_asking) {
        asked++;
        failed += ask_pid() == 0;
    }
    return NULL;
}

/* robustness 114 */
START_TEST(sigusr2_rolls_the_workers_over_and_no_request_fails)
{
    pid_t before[8], after[8];
    pthread_t clients[2];
    begin_serving("--workers 2");
    ck_assert_uint_eq(ask_pids(before, 8), 2);
    is_asking = true;
    for (int i = 0; i < 2; i++)
        pthread_create(&clients[i], NULL, keep_asking, NULL);
    size_t from = 0;
    for (int i = 0; i < 3; i++) {
        kill(program, SIGUSR2);
        from = (size_t)(await_said("all workers are of the new program", from) - said) + 1;
    }
    sleep_ms(200); /* the old ones end */
    is_asking = false;
    for (int i = 0; i < 2; i++)
        pthread_join(clients[i], NULL);
    ck_assert_uint_gt(asked, 10);
    ck_assert_msg(failed == 0, "%u of %u failed: %s", failed, asked, said);
    ck_assert_uint_eq(ask_pids(after, 8), 2);
    for (int i = 0; i < 4; i++)
        ck_assert_int_ne(before[i / 2], after[i % 2]);
    end(SIGTERM, 0);
    ck_assert_int_eq(try_connect(), -1);
}
END_TEST

/* Wherever in the roll it comes: nobody is started who does not hear of it. */
START_TEST(an_end_while_workers_roll_over_reaches_all)
{
    for (int i = 0; i < 20; i++) {
        begin_serving("--workers 3 --shutdown-grace 100ms");
        kill(program, SIGUSR2);
        await_said("anew", 0);
        sleep_ms(i);
        end(SIGTERM, 0);
        while (hear_more())
            continue;
        close(said_fd);
        ck_assert_msg(!strstr(said, "are killed"), "%s", said);
    }
}
END_TEST

/* A second SIGTERM would end it at once. */
START_TEST(a_worker_that_drains_for_its_successor_is_told_once)
{
    static const char head[] =
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n[1";
    begin_serving("--workers 1");
    int fd = try_connect();
    send_get(fd, "/pid"); /* it is the old one's */
    ck_assert_ptr_nonnull(strstr(receive(fd), "{\"pid\":"));
    ck_assert_int_eq(send(fd, head, sizeof head - 1, MSG_NOSIGNAL), sizeof head - 1);
    sleep_ms(20);
    kill(program, SIGUSR2);
    await_said("all workers are of the new program", 0);
    sleep_ms(20);
    kill(program, SIGTERM);
    sleep_ms(20);
    ck_assert_int_eq(send(fd, ",2]", 3, MSG_NOSIGNAL), 3);
    ck_assert_ptr_nonnull(strstr(receive(fd), "\r\n\r\n[1,2]"));
    ck_assert_int_eq(await_exit(), 0);
    close(fd);
}
END_TEST

START_TEST(without_a_supervisor_sigusr2_is_answered_by_a_word)
{
    begin_serving("");
    kill(program, SIGUSR2);
    await_said("SIGUSR2 is for a supervisor", 0);
    kill(program, SIGHUP);
    await_said("reloaded", 0);
    ck_assert_int_eq(ask_pid(), program);
    end(SIGTERM, 0);
}
END_TEST

/* --- service managers and Unix sockets ---------------------------------------------------------------------------- */

static int open_notifications(char path[64])
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    snprintf(path, 64, "/tmp/test_workers.%ld", (long)getpid());
    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    ck_assert_int_eq(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
    setenv("NOTIFY_SOCKET", path, 1);
    return fd;
}

START_TEST(a_service_manager_is_told)
{
    char path[64];
    int fd = open_notifications(path);
    begin_serving(_i ? "--workers 2" : "");
    ck_assert_str_eq(receive(fd), "READY=1");
    end(SIGTERM, 0);
    ck_assert_str_eq(receive(fd), "STOPPING=1");
    unlink(path);
    close(fd);
}
END_TEST

START_TEST(a_unix_socket_serves_all_workers_and_is_removed_at_the_end)
{
    char path[64], flags[128];
    struct stat status;
    snprintf(path, sizeof path, "/tmp/test_workers.%ld", (long)getpid());
    snprintf(flags, sizeof flags, "--listen=unix:%s --workers 2", path);
    begin(flags);
    await_said("listening on unix:", 0);
    kill(program, SIGUSR2); /* its path is still known afterwards */
    await_said("all workers are of the new program", 0);
    ck_assert_int_eq(stat(path, &status), 0);
    end(SIGTERM, 0);
    ck_assert_int_eq(stat(path, &status), -1);
}
END_TEST

/* --- the system fails it ------------------------------------------------------------------------------------------ */

/* robustness 111. waitpid that does not wait, and kill of a child, fail in no other ways. */
static const struct {
    enum faulty_call call;
    const char *name;
    int errors[4];
} faults[] = {
    {FAULTY_EXECV, "execv", {ENOENT, ENOMEM}},
    {FAULTY_FORK, "fork", {EAGAIN, ENOMEM}},
    {FAULTY_KILL, "kill", {ESRCH}},
    {FAULTY_MMAP, "mmap", {ENOMEM}},
    {FAULTY_POLL, "poll", {EINTR, ENOMEM}},
    {FAULTY_READ, "read", {EINTR}},
    {FAULTY_RECV, "recv", {EINTR, ECONNRESET}},
    {FAULTY_SEND, "send", {EPIPE, ENOBUFS}},
    {FAULTY_SIGNALFD, "signalfd", {EMFILE}},
    {FAULTY_SOCKETPAIR, "socketpair", {EMFILE, ENOMEM}},
    {FAULTY_THREAD, "pthread_create", {EAGAIN}},
    {FAULTY_WAITPID, "waitpid", {EINTR}},
    {FAULTY_BIND, "bind", {EADDRINUSE}},
    {FAULTY_EVENTFD, "eventfd", {EMFILE}},
    {FAULTY_LISTEN, "listen", {EADDRINUSE}},
    {FAULTY_OPEN, "open", {EMFILE}},
    {FAULTY_SETSOCKOPT, "setsockopt", {ENOMEM}},
    {FAULTY_SOCKET, "socket", {EMFILE}},
    {FAULTY_TIMERFD, "timerfd_create", {EMFILE}},
};

/* Whether one of them has been said; false when it has ended without. */
static bool is_said(const char *const *texts)
{
    for (;;) {
        for (const char *const *text = texts; *text; text++)
            if (strstr(said, *text))
                return true;
        if (!hear_more())
            return false;
    }
}

static pid_t ask_until_answered(void)
{
    pid_t found = 0;
    for (int i = 0; i < PATIENCE_MS / 10 && found == 0; i++) {
        found = ask_pid();
        if (found == 0)
            sleep_ms(10);
    }
    ck_assert_msg(found > 0, "nobody answers: %s", said);
    return found;
}

/* A start, an upgrade, a crash, a reload and an end. A start or an upgrade may fail, and then there is nobody left. */
static void live_on(bool has_kill)
{
    static const char *const starts[] = {"http://127.0.0.1:", NULL};
    static const char *const upgrades[] = {"all workers are of the new program", "cannot execute",
                                           "cannot start worker", "predecessors stay", NULL};
    begin_on_any_port("--workers 2 --threads 2 --metrics --shutdown-grace 100ms");
    bool is_serving = is_said(starts);
    if (is_serving) {
        port = atoi(strstr(said, starts[0]) + strlen(starts[0]));
        kill(program, SIGUSR2);
        is_serving = is_said(upgrades);
    }
    if (is_serving) {
        kill(ask_until_answered(), SIGKILL);
        ask_until_answered();
        kill(program, SIGHUP);
        ask_until_answered();
        kill(program, SIGTERM);
    }
    int status = await_exit();
    ck_assert(WIFEXITED(status));
    ck_assert_int_eq(WEXITSTATUS(status), is_serving ? 0 : 1);
    while (hear_more()) /* as long as one of its processes is left */
        continue;
    close(said_fd);
    ck_assert_msg(!has_kill || !strstr(said, "are killed"), "a worker was not told to end: %s", said);
}

START_TEST(a_system_call_that_fails_stops_no_worker_for_long)
{
    unsigned places = 0;
    faulty_share();
    for (const int *error = faults[_i].errors; *error; error++) {
        for (int nth = 0;; nth++) {
            faulty_arm(faults[_i].call, *error, nth);
            live_on(faults[_i].call != FAULTY_KILL);
            if (!faulty_disarm())
                break;
            places++;
        }
    }
    ck_assert_uint_gt(places, 0);
    printf("%s: %u places\n", faults[_i].name, places);
    fflush(stdout);
}
END_TEST

int main(int argc, char **argv)
{
    if (argc > 0 && strcmp(argv[0], "serve") == 0)
        return swage_serve_with(argc, argv, &service);
    Suite *suite = suite_create("workers");
    TCase *tc = tcase_create("workers");
    tcase_set_timeout(tc, 120);
    tcase_add_checked_fixture(tc, NULL, tear_down);
    tcase_add_test(tc, workers_share_the_connections);
    tcase_add_test(tc, a_request_in_flight_is_answered_at_the_end);
    tcase_add_test(tc, a_worker_that_crashes_is_replaced_and_nobody_waits_for_it);
    tcase_add_test(tc, a_worker_that_is_replaced_serves_without_its_access_log);
    tcase_add_test(tc, a_crash_again_and_again_is_tried_more_seldom);
    tcase_add_test(tc, a_start_that_refuses_ends_the_supervisor);
    tcase_add_test(tc, addresses_that_cannot_be_bound_end_the_supervisor);
    tcase_add_test(tc, a_second_signal_ends_all_at_once);
    tcase_add_test(tc, workers_end_when_their_supervisor_has_died);
    tcase_add_loop_test(tc, who_was_killed_under_load_listens_again_at_once, 0, 2);
    tcase_add_test(tc, sighup_reaches_all_workers);
    tcase_add_test(tc, sigusr2_rolls_the_workers_over_and_no_request_fails);
    tcase_add_test(tc, an_end_while_workers_roll_over_reaches_all);
    tcase_add_test(tc, a_worker_that_drains_for_its_successor_is_told_once);
    tcase_add_test(tc, without_a_supervisor_sigusr2_is_answered_by_a_word);
    tcase_add_loop_test(tc, a_service_manager_is_told, 0, 2);
    tcase_add_test(tc, a_unix_socket_serves_all_workers_and_is_removed_at_the_end);
    tcase_add_loop_test(tc, a_system_call_that_fails_stops_no_worker_for_long, 0, sizeof faults / sizeof *faults);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failures = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}
