/* SPDX-License-Identifier: MIT */
/* Settings from flags and variables. */
#include "config.h"

#include "server/options.h"
#include "server/origins.h"

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ARGUMENTS_MAX = 24 };

static struct options options;
static char *argv[ARGUMENTS_MAX + 1];
static char texts[1024];
static char printed[8192];

static void set_up(void)
{
    options = (struct options){.threads = 77}; /* untouched unless all is well */
}

static void tear_down(void)
{
    options_done(&options);
}

/* Splits at spaces. */
static int split(const char *line)
{
    int argc = 0;
    argv[argc++] = (char *)(uintptr_t) "program";
    snprintf(texts, sizeof texts, "%s", line);
    for (char *at = strtok(texts, " "); at && argc < ARGUMENTS_MAX; at = strtok(NULL, " "))
        argv[argc++] = at;
    argv[argc] = NULL;
    return argc;
}

/* Runs with what is written to `fd` in `printed`. */
static enum options_result read_printed(const char *line, int fd)
{
    FILE *file = tmpfile();
    int kept = dup(fd);
    fflush(stdout);
    options_done(&options);
    dup2(fileno(file), fd);
    enum options_result result = options_read(split(line), argv, &options);
    fflush(stdout);
    dup2(kept, fd);
    close(kept);
    rewind(file);
    printed[fread(printed, 1, sizeof printed - 1, file)] = '\0';
    fclose(file);
    return result;
}

static enum options_result read_line(const char *line)
{
    return read_printed(line, STDERR_FILENO);
}

START_TEST(defaults_hold_without_flags)
{
    ck_assert_int_eq(read_line(""), OPTIONS_RUN);
    ck_assert_uint_eq(options.listen_count, 1);
    ck_assert_str_eq(options.listen[0], "127.0.0.1:8000");
    ck_assert_uint_eq(options.threads, 1);
    ck_assert_uint_eq(options.idle_ms, 60000);
    ck_assert_uint_eq(options.body_max, 1048576);
    ck_assert_uint_eq(options.quiet, 0);
    ck_assert_int_eq(options.rest_count, 1);
}
END_TEST

START_TEST(flags_set_values)
{
    ck_assert_int_eq(read_line("--threads 4 --idle-timeout=500ms --write-timeout 2m --header-timeout 7 --body-max 64k "
                               "--answer-max=1g --quiet --strict-replies --listen :1 --listen=unix:/a"),
                     OPTIONS_RUN);
    ck_assert_uint_eq(options.threads, 4);
    ck_assert_uint_eq(options.idle_ms, 500);
    ck_assert_uint_eq(options.write_ms, 120000);
    ck_assert_uint_eq(options.header_ms, 7000);
    ck_assert_uint_eq(options.body_max, 65536);
    ck_assert_uint_eq(options.answer_max, 1024 * 1024 * 1024);
    ck_assert_uint_eq(options.quiet, 1);
    ck_assert_uint_eq(options.strict_replies, 1);
    ck_assert_uint_eq(options.listen_count, 2);
    ck_assert_str_eq(options.listen[0], ":1");
    ck_assert_str_eq(options.listen[1], "unix:/a");
}
END_TEST

START_TEST(variables_set_values_and_flags_win)
{
    setenv("SWAGE_LISTEN", ":9", 1);
    setenv("SWAGE_THREADS", "3", 1);
    setenv("SWAGE_IDLE_TIMEOUT", "5s", 1);
    setenv("SWAGE_QUIET", "1", 1);
    ck_assert_int_eq(read_line("--threads 2"), OPTIONS_RUN);
    ck_assert_str_eq(options.listen[0], ":9");
    ck_assert_uint_eq(options.threads, 2);
    ck_assert_uint_eq(options.idle_ms, 5000);
    ck_assert_uint_eq(options.quiet, 1);
    ck_assert_int_eq(read_line("--listen :1"), OPTIONS_RUN);
    ck_assert_uint_eq(options.listen_count, 1);
    ck_assert_str_eq(options.listen[0], ":1");
}
END_TEST

START_TEST(what_stands_behind_two_dashes_is_the_programs_own)
{
    ck_assert_int_eq(read_line("--threads 2 -- --threads file"), OPTIONS_RUN);
    ck_assert_int_eq(options.rest_count, 3);
    ck_assert_str_eq(argv[0], "program");
    ck_assert_str_eq(argv[1], "--threads");
    ck_assert_str_eq(argv[2], "file");
    ck_assert_ptr_null(argv[3]);
    ck_assert_uint_eq(options.threads, 2);
}
END_TEST

START_TEST(the_variable_for_addresses_may_name_several)
{
    setenv("SWAGE_LISTEN", ":1,[::1]:2,unix:/a", 1);
    ck_assert_int_eq(read_line(""), OPTIONS_RUN);
    ck_assert_uint_eq(options.listen_count, 3);
    ck_assert_str_eq(options.listen[1], "[::1]:2");
    ck_assert_str_eq(options.listen[2], "unix:/a");
    ck_assert_int_eq(read_line("--listen :9"), OPTIONS_RUN);
    ck_assert_uint_eq(options.listen_count, 1);
    setenv("SWAGE_LISTEN", ":1,:1,:1,:1,:1,:1,:1,:1,:1,:1,:1,:1,:1,:1,:1,:1,:1", 1);
    ck_assert_int_eq(read_line(""), OPTIONS_BAD);
}
END_TEST

START_TEST(what_is_printed_sets_the_same_again)
{
    ck_assert_int_eq(read_printed("--threads 3 --idle-timeout 90s --listen :1 --listen :2 --print-config --quiet", STDOUT_FILENO),
                     OPTIONS_DONE);
    ck_assert_uint_eq(options.threads, 77);
    ck_assert_ptr_nonnull(strstr(printed, "SWAGE_LISTEN=:1,:2\n"));
    unsigned count = 0;
    for (char *at = printed, *line; (line = strsep(&at, "\n")) != NULL && *line; count++)
        ck_assert_int_eq(putenv(strdup(line)), 0);
    ck_assert_int_eq(read_line(""), OPTIONS_RUN);
    ck_assert_uint_eq(options.threads, 3);
    ck_assert_uint_eq(options.idle_ms, 90000);
    ck_assert_uint_eq(options.quiet, 1);
    ck_assert_uint_eq(options.listen_count, 2);
#define X(field, flag, kind, value, least, most, help) count--;
    OPTIONS_LIST(X)
#undef X
#define X(field, flag, value, choices, help) count--;
    OPTIONS_TEXTS(X)
#undef X
    ck_assert_uint_eq(count, 1); /* and SWAGE_LISTEN */
}
END_TEST

START_TEST(texts_are_taken_as_they_are)
{
    setenv("SWAGE_LOG_LEVEL", "warning", 1);
    ck_assert_int_eq(read_line("--access-log=/tmp/x,y --access-log-format json"), OPTIONS_RUN);
    ck_assert_str_eq(options.access_log, "/tmp/x,y");
    ck_assert_str_eq(options.access_format, "json");
    ck_assert_str_eq(options.log_level, "warning");
    ck_assert_str_eq(options.error_log, "");
    setenv("SWAGE_LOG_LEVEL", "loud", 1);
    ck_assert_int_eq(read_line(""), OPTIONS_BAD);
}
END_TEST

static const struct {
    const char *line;
    const char *said;
} bad[] = {
    {"--threads 0", "--threads: expected 1 to 256, found \"0\""},
    {"--threads=257", "--threads: expected 1 to 256, found \"257\""},
    {"--threads x", "found \"x\""},
    {"--threads -1", "found \"-1\""},
    {"--threads 1k", "found \"1k\""},
    {"--threads=", "found \"\""},
    {"--body-max 18446744073709551615g", "found \"18446744073709551615g\""},
    {"--body-max 99999999999999999999", "found \"99999999999999999999\""},
    {"--idle-timeout 1h", "--idle-timeout: expected 100ms to 1440m, found \"1h\""},
    {"--threads", "--threads: a value is missing"},
    {"--listen", "--listen: a value is missing"},
    {"--access-log-format xml", "--access-log-format: expected text|json, found \"xml\""},
    {"--access-log-format=", "expected text|json"},
    {"--access-log-format=text|json", "expected text|json"},
    {"--cors-origins https://example.org/", "--cors-origins: \"https://example.org/\": behind the host of an origin"},
    {"--cors-origins https://a.org,,https://b.org", "--cors-origins: \"\": an origin is a scheme and a host"},
    {"--cors-origins *,https://a.org", "--cors-origins: \"*\": is every origin"},
    {"--cors-origins * --cors-credentials", "--cors-origins: \"*\": --cors-credentials is for origins that are named"},
    {"--log-level inf", "--log-level: expected error|warning|info"},
    {"--access-log", "--access-log: a value is missing"},
    {"--thread 3", "unknown argument \"--thread\""},
    {"--quiet=1", "unknown argument \"--quiet=1\""},
    {"file", "unknown argument \"file\""},
    {"-h", "unknown argument \"-h\""},
};

START_TEST(what_makes_no_sense_is_refused_with_a_word)
{
    ck_assert_int_eq(read_line(bad[_i].line), OPTIONS_BAD);
    ck_assert_msg(strstr(printed, bad[_i].said) != NULL, "%s", printed);
    ck_assert_uint_eq(options.threads, 77);
}
END_TEST

START_TEST(bad_variables_are_refused_by_name)
{
    setenv("SWAGE_MAX_CONNECTIONS", "many", 1);
    ck_assert_int_eq(read_line(""), OPTIONS_BAD);
    ck_assert_msg(strstr(printed, "SWAGE_MAX_CONNECTIONS: expected 1 to 1000000, found \"many\"") != NULL, "%s",
                  printed);
    unsetenv("SWAGE_MAX_CONNECTIONS");
    setenv("SWAGE_QUIET", "yes", 1);
    ck_assert_int_eq(read_line(""), OPTIONS_BAD);
}
END_TEST

START_TEST(too_many_addresses_are_refused)
{
    char line[1024] = "";
    for (int i = 0; i < 10; i++)
        strcat(line, "--listen :1 ");
    ck_assert_int_eq(read_line(line), OPTIONS_RUN);
    ck_assert_uint_eq(options.listen_count, 10);
    char *many[40];
    int argc = 0;
    many[argc++] = (char *)(uintptr_t) "program";
    for (int i = 0; i < OPTIONS_LISTEN_MAX + 1; i++)
        many[argc++] = (char *)(uintptr_t) "--listen=:1";
    many[argc] = NULL;
    ck_assert_int_eq(options_read(argc, many, &options), OPTIONS_BAD);
}
END_TEST

START_TEST(help_names_every_flag_and_default)
{
    ck_assert_int_eq(read_printed("--help", STDOUT_FILENO), OPTIONS_DONE);
#define X(field, flag, kind, value, least, most, help)       \
    ck_assert_msg(strstr(printed, "--" flag) != NULL, flag); \
    ck_assert_msg(strstr(printed, help) != NULL, help);
    OPTIONS_LIST(X)
#undef X
#define X(field, flag, value, choices, help)                 \
    ck_assert_msg(strstr(printed, "--" flag) != NULL, flag); \
    ck_assert_msg(strstr(printed, help) != NULL, help);
    OPTIONS_TEXTS(X)
#undef X
    ck_assert_ptr_nonnull(strstr(printed, "--listen"));
    ck_assert_ptr_nonnull(strstr(printed, "127.0.0.1:8000"));
    ck_assert_ptr_nonnull(strstr(printed, "10s"));
    ck_assert_ptr_nonnull(strstr(printed, "1m"));
    ck_assert_int_eq(read_printed("--version", STDOUT_FILENO), OPTIONS_DONE);
    ck_assert_int_eq(strncmp(printed, "swage ", 6), 0);
}
END_TEST

START_TEST(origins_are_cut_apart_and_have_a_most)
{
    struct origins origins;
    char text[2048] = "";
    ck_assert_int_eq(read_line("--cors-origins https://a.org,https://*.b.org:8443 --cors-credentials"), OPTIONS_RUN);
    ck_assert(origins_read(&origins, &options));
    ck_assert_uint_eq(origins.cors.origin_count, 2);
    ck_assert(swage_str_equal(origins.cors.origins[1], SWAGE_STR("https://*.b.org:8443")));
    ck_assert(origins.cors.has_credentials);
    for (int i = 0; i < ORIGINS_MAX; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%shttps://a%d.org", i > 0 ? "," : "", i);
    options.cors_origins = text;
    ck_assert(origins_read(&origins, &options));
    ck_assert_uint_eq(origins.cors.origin_count, ORIGINS_MAX);
    snprintf(text + strlen(text), sizeof text - strlen(text), ",https://one.more.org");
    ck_assert(!origins_read(&origins, &options));
    options.cors_origins = "";
    ck_assert(origins_read(&origins, &options));
    ck_assert_uint_eq(origins.cors.origin_count, 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("options");
    TCase *tc = tcase_create("options");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, defaults_hold_without_flags);
    tcase_add_test(tc, flags_set_values);
    tcase_add_test(tc, variables_set_values_and_flags_win);
    tcase_add_test(tc, the_variable_for_addresses_may_name_several);
    tcase_add_test(tc, what_is_printed_sets_the_same_again);
    tcase_add_test(tc, texts_are_taken_as_they_are);
    tcase_add_test(tc, what_stands_behind_two_dashes_is_the_programs_own);
    tcase_add_loop_test(tc, what_makes_no_sense_is_refused_with_a_word, 0, sizeof bad / sizeof *bad);
    tcase_add_test(tc, bad_variables_are_refused_by_name);
    tcase_add_test(tc, too_many_addresses_are_refused);
    tcase_add_test(tc, help_names_every_flag_and_default);
    tcase_add_test(tc, origins_are_cut_apart_and_have_a_most);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
