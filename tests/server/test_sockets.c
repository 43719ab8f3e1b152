/* SPDX-License-Identifier: MIT */
/* Listening sockets: several sets of one address, and sockets that were handed over. */
#include "config.h"

#include "server/sockets.h"

#include <arpa/inet.h>
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static struct options options;
static struct sockets sets[3];

static void set_up(void)
{
    options_init(&options);
    options.listen[0] = "127.0.0.1:0";
    options.is_listen_default = false;
    memset(sets, 0, sizeof sets);
}

static void tear_down(void)
{
    for (unsigned i = 0; i < 3; i++) {
        sockets_unlink(&sets[i]);
        sockets_close(&sets[i]);
    }
}

static uint16_t port_of(const struct bound *bound)
{
    return ntohs(((const struct sockaddr_in *)(const void *)&bound->address.at)->sin_port);
}

static int connect_to(const struct bound *bound)
{
    int fd = socket(bound->address.at.ss_family, SOCK_STREAM, 0);
    ck_assert_int_eq(connect(fd, (const struct sockaddr *)&bound->address.at, bound->address.len), 0);
    return fd;
}

static bool has_come(int fd)
{
    struct pollfd poll_fd = {.fd = fd, .events = POLLIN};
    return poll(&poll_fd, 1, 0) == 1;
}

START_TEST(sets_share_an_address_and_not_their_queues)
{
    ck_assert_int_eq(sockets_open(sets, 3, &options), SWAGE_OK);
    ck_assert_int_ne(port_of(&sets[0].items[0]), 0);
    ck_assert_int_eq(port_of(&sets[0].items[0]), port_of(&sets[2].items[0]));
    int clients[64];
    unsigned come = 0;
    for (int i = 0; i < 64; i++)
        clients[i] = connect_to(&sets[0].items[0]);
    for (int i = 0; i < 3; i++)
        come += has_come(sets[i].items[0].fd);
    ck_assert_uint_gt(come, 1); /* 64 connections that all fell to one would be a chance of 3^-63 */
    for (int i = 0; i < 64; i++)
        close(clients[i]);
}
END_TEST

START_TEST(a_unix_socket_is_one_for_all_sets)
{
    char path[64], text[80];
    struct stat status;
    snprintf(path, sizeof path, "/tmp/test_sockets.%ld", (long)getpid());
    snprintf(text, sizeof text, "unix:%s", path);
    options.listen[0] = text;
    ck_assert_int_eq(sockets_open(sets, 2, &options), SWAGE_OK);
    ck_assert_int_ne(sets[0].items[0].fd, sets[1].items[0].fd);
    int client = connect_to(&sets[0].items[0]);
    ck_assert(has_come(sets[0].items[0].fd));
    ck_assert(has_come(sets[1].items[0].fd));
    close(client);
    ck_assert_int_eq(stat(path, &status), 0);
    sockets_unlink(&sets[0]);
    ck_assert_int_eq(stat(path, &status), -1);
}
END_TEST

START_TEST(what_took_the_place_of_a_path_is_left_alone)
{
    char path[64], text[80];
    snprintf(path, sizeof path, "/tmp/test_sockets.%ld", (long)getpid());
    snprintf(text, sizeof text, "unix:%s", path);
    options.listen[0] = text;
    ck_assert_int_eq(sockets_open(sets, 1, &options), SWAGE_OK);
    unlink(path);
    close(open(path, O_CREAT | O_WRONLY, 0600));
    sockets_unlink(&sets[0]);
    ck_assert_int_eq(unlink(path), 0);
}
END_TEST

static int open_listening(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    ck_assert_int_eq(listen(fd, 1), 0);
    return fd;
}

START_TEST(a_descriptor_may_be_named)
{
    char text[32];
    int fd = open_listening();
    snprintf(text, sizeof text, "fd:%d", fd);
    options.listen[0] = text;
    ck_assert_int_eq(sockets_open(sets, 2, &options), SWAGE_OK);
    ck_assert_int_eq(sets[0].items[0].fd, fd);
    ck_assert_int_ne(fcntl(fd, F_GETFL) & O_NONBLOCK, 0);
    ck_assert_int_ne(fcntl(fd, F_GETFD) & FD_CLOEXEC, 0);
    ck_assert_int_ne(port_of(&sets[0].items[0]), 0);
}
END_TEST

static const char *const wrong[] = {"fd:", "fd:x", "fd:1x", "fd:999", "fd:-1", "fd:99999999999999999999", "fd:0"};

START_TEST(descriptors_that_do_not_listen_are_refused)
{
    options.listen[0] = wrong[_i];
    ck_assert_int_lt(sockets_open(sets, 1, &options), 0);
    ck_assert_uint_eq(sets[0].count, 0);
}
END_TEST

/* In a child: the descriptors have to be 3 and 4, and the variables name the process. */
static int take_handed(const char *pid, const char *count)
{
    int first = open_listening(), second = open_listening();
    dup2(first, 103);
    dup2(second, 104);
    dup2(103, 3);
    dup2(104, 4);
    close(5);
    setenv("LISTEN_PID", pid, 1);
    setenv("LISTEN_FDS", count, 1);
    options_init(&options);
    options.listen[0] = "127.0.0.1:0";
    if (sockets_open(sets, 1, &options) != SWAGE_OK)
        return 1;
    if (sets[0].count != 2 || sets[0].items[1].fd != 4)
        return 2;
    return getenv("LISTEN_FDS") ? 3 : 0;
}

static int in_child(bool is_ours, const char *count)
{
    pid_t child = fork();
    if (child == 0) {
        char pid[16];
        snprintf(pid, sizeof pid, "%ld", (long)(is_ours ? getpid() : getppid()));
        _exit(take_handed(pid, count));
    }
    int status;
    waitpid(child, &status, 0);
    return WEXITSTATUS(status);
}

START_TEST(a_service_manager_hands_sockets_over)
{
    ck_assert_int_eq(in_child(true, "2"), 0);
    ck_assert_int_eq(in_child(false, "2"), 2); /* meant for another process: bound as ever */
    ck_assert_int_eq(in_child(true, "3"), 1);  /* 5 is no socket */
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("sockets");
    TCase *tc = tcase_create("sockets");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, sets_share_an_address_and_not_their_queues);
    tcase_add_test(tc, a_unix_socket_is_one_for_all_sets);
    tcase_add_test(tc, what_took_the_place_of_a_path_is_left_alone);
    tcase_add_test(tc, a_descriptor_may_be_named);
    tcase_add_loop_test(tc, descriptors_that_do_not_listen_are_refused, 0, sizeof wrong / sizeof *wrong);
    tcase_add_test(tc, a_service_manager_hands_sockets_over);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
