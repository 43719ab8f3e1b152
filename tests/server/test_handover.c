/* SPDX-License-Identifier: MIT */
/* What a supervisor leaves to itself across execve. */
#include "config.h"

#include "server/handover.h"

#include <check.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static struct handover_slot left[2], taken[4];

static int open_listening(void)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ck_assert_int_eq(listen(fd, 1), 0);
    return fd;
}

static void fill(void)
{
    for (int i = 0; i < 2; i++) {
        left[i] = (struct handover_slot){.pid = i ? 0 : 4711, .control = i ? -1 : open("/dev/null", O_RDONLY | O_CLOEXEC)};
        for (int k = 0; k <= i; k++)
            ck_assert_int_eq(sockets_take(&left[i].sockets, open_listening(), true), SWAGE_OK);
    }
}

START_TEST(what_is_left_is_taken)
{
    fill();
    ck_assert(handover_leave(left, 2));
    ck_assert_int_eq(fcntl(left[0].control, F_GETFD), 0);
    ck_assert_int_eq(fcntl(left[1].sockets.items[1].fd, F_GETFD), 0);
    ck_assert_uint_eq(handover_take(taken, 4), 2);
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(taken[i].pid, left[i].pid);
        ck_assert_int_eq(taken[i].control, left[i].control);
        ck_assert_uint_eq(taken[i].sockets.count, (unsigned)i + 1);
        ck_assert_int_eq(taken[i].sockets.items[i].fd, left[i].sockets.items[i].fd);
        ck_assert(!taken[i].sockets.items[i].is_single);
        ck_assert_int_eq(fcntl(left[i].sockets.items[i].fd, F_GETFD), FD_CLOEXEC);
    }
    ck_assert_int_eq(fcntl(left[0].control, F_GETFD), FD_CLOEXEC);
    ck_assert_ptr_null(getenv(HANDOVER_NAME));
    ck_assert_uint_eq(handover_take(taken, 4), 0);
}
END_TEST

START_TEST(what_could_not_be_executed_is_kept)
{
    fill();
    ck_assert(handover_leave(left, 2));
    handover_keep(left, 2);
    ck_assert_int_eq(fcntl(left[0].control, F_GETFD), FD_CLOEXEC);
    ck_assert_ptr_null(getenv(HANDOVER_NAME));
}
END_TEST

START_TEST(no_more_is_taken_than_there_is_room_for)
{
    fill();
    ck_assert(handover_leave(left, 2));
    ck_assert_uint_eq(handover_take(taken, 1), 1);
}
END_TEST

static const char *const wrong[] = {"", ";", "/", ";1", ";1/2", ";1/2/", ";1/2/x", ";1/2/3,", ";-2/2/3", ";99999999999999999999/1/1", ";1/-1/999"};

START_TEST(nonsense_is_refused)
{
    char text[128];
    snprintf(text, sizeof text, "%ld%s", (long)getpid(), wrong[_i]);
    setenv(HANDOVER_NAME, text, 1);
    ck_assert_uint_eq(handover_take(taken, 4), 0);
    ck_assert_ptr_null(getenv(HANDOVER_NAME));
}
END_TEST

START_TEST(what_was_left_to_another_process_is_not_taken)
{
    char text[128];
    fill();
    snprintf(text, sizeof text, "%ld;1/-1/%d", (long)getppid(), left[0].sockets.items[0].fd);
    setenv(HANDOVER_NAME, text, 1);
    ck_assert_uint_eq(handover_take(taken, 4), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("handover");
    TCase *tc = tcase_create("handover");
    tcase_add_test(tc, what_is_left_is_taken);
    tcase_add_test(tc, what_could_not_be_executed_is_kept);
    tcase_add_test(tc, no_more_is_taken_than_there_is_room_for);
    tcase_add_loop_test(tc, nonsense_is_refused, 0, sizeof wrong / sizeof *wrong);
    tcase_add_test(tc, what_was_left_to_another_process_is_not_taken);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
