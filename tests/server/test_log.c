/* SPDX-License-Identifier: MIT */
/* Lines on standard error. */
#include "config.h"

#include "server/log.h"

#include <check.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int ends[2], kept;
static char text[4096];

static void set_up(void)
{
    kept = dup(STDERR_FILENO);
    ck_assert_int_eq(pipe(ends), 0);
    dup2(ends[1], STDERR_FILENO);
    close(ends[1]);
    log_set_level(LOG_INFO);
}

static void tear_down(void)
{
    dup2(kept, STDERR_FILENO);
    close(kept);
    close(ends[0]);
}

/* What has been written so far. */
static const char *written(void)
{
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    ssize_t len = read(ends[0], text, sizeof text - 1);
    text[len > 0 ? len : 0] = '\0';
    return text;
}

START_TEST(a_line_says_how_bad_it_is)
{
    log_line(LOG_ERROR, "a %d", 1);
    log_line(LOG_WARNING, "b");
    log_line(LOG_INFO, "c");
    ck_assert_str_eq(written(), "swage: error: a 1\nswage: warning: b\nswage: c\n");
}
END_TEST

START_TEST(lines_above_the_level_are_dropped)
{
    log_set_level(LOG_ERROR);
    log_line(LOG_INFO, "a");
    log_line(LOG_WARNING, "b");
    log_line(LOG_ERROR, "c");
    ck_assert_str_eq(written(), "swage: error: c\n");
}
END_TEST

START_TEST(control_characters_cannot_forge_a_line)
{
    log_line(LOG_INFO, "a\nswage: error: b\r\x1b[2J\x7f");
    ck_assert_str_eq(written(), "swage: a?swage: error: b??[2J?\n");
}
END_TEST

START_TEST(a_long_line_is_cut)
{
    char line[3000];
    memset(line, 'x', sizeof line);
    line[sizeof line - 1] = '\0';
    log_line(LOG_INFO, "%s", line);
    const char *out = written();
    ck_assert_uint_le(strlen(out), LOG_LINE_MAX);
    ck_assert_uint_gt(strlen(out), LOG_LINE_MAX - 10);
    ck_assert_int_eq(out[strlen(out) - 1], '\n');
}
END_TEST

START_TEST(a_line_that_cannot_be_written_is_lost_and_nothing_else)
{
    signal(SIGPIPE, SIG_IGN);
    close(ends[0]);
    log_line(LOG_ERROR, "to nobody"); /* EPIPE */
    int full = open("/dev/full", O_WRONLY);
    dup2(full, STDERR_FILENO);
    log_line(LOG_ERROR, "to a full disk"); /* ENOSPC */
    close(STDERR_FILENO);
    log_line(LOG_ERROR, "to nothing"); /* EBADF */
    close(full);
    ends[0] = open("/dev/null", O_RDONLY);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("log");
    TCase *tc = tcase_create("log");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, a_line_says_how_bad_it_is);
    tcase_add_test(tc, lines_above_the_level_are_dropped);
    tcase_add_test(tc, control_characters_cannot_forge_a_line);
    tcase_add_test(tc, a_long_line_is_cut);
    tcase_add_test(tc, a_line_that_cannot_be_written_is_lost_and_nothing_else);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
