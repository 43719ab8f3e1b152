/* SPDX-License-Identifier: MIT */
/* Every allocation of every subcommand made to fail once, and every step of writing files: an exit status of 1 with words
   about it, nothing that leaks, and files either as they were or whole. SWAGE_TEST_VERBOSE shows how many there were. */
#include "config.h"

#include "faults.h"

#include "command/command.h"

#include <check.h>
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WORDS_MAX = 8, PATH_LEN = 256, TEXT_MAX = 64 << 10, COMMAND_MAX = 2048 };

static char folder[] = "/tmp/swage_faults_XXXXXX";
static char out_dir[PATH_LEN], log_path[PATH_LEN + 8], said[TEXT_MAX];

/* '$' is the schemas' folder, '%' the folder for what is written. */
static const struct run {
    const char *name;
    int (*command)(int count, char **args);
    const char *words[WORDS_MAX];
    int status;
} runs[] = {
    {"gen zoo", command_gen, {"-o", "%", "$/schemas/zoo.swage"}, COMMAND_FINE},
    {"gen shop, with a depfile", command_gen, {"-o", "%", "-MF", "%.d", "$/schemas/shop.swage"}, COMMAND_FINE},
    {"gen both", command_gen, {"-o", "%", "$/schemas/user.swage", "$/schemas/common.swage"}, COMMAND_FINE},
    {"gen errors", command_gen, {"-o", "%", "$/tests/command/errors/types.swage"}, COMMAND_FAILED},
    {"check zoo", command_check, {"$/schemas/zoo.swage"}, COMMAND_FINE},
    {"check errors", command_check, {"-I", "$", "$/tests/command/errors/syntax.swage"}, COMMAND_FAILED},
    {"check imports", command_check, {"$/tests/command/errors/imports.swage"}, COMMAND_FAILED},
    {"lint user", command_lint, {"$/schemas/user.swage", "--rule=all"}, COMMAND_FAILED},
    {"explain shop", command_explain, {"$/schemas/shop.swage"}, COMMAND_FINE},
    {"explain a route", command_explain, {"$/schemas/shop.swage", "put_item"}, COMMAND_FINE},
    {"dump shop", command_dump, {"$/schemas/shop.swage"}, COMMAND_FINE},
};

enum { RUNS = sizeof runs / sizeof *runs };

static char *replaced(const char *word)
{
    const char *with = word[0] == '$' ? getenv("SRCDIR") : word[0] == '%' ? out_dir : "";
    size_t size = strlen(with) + strlen(word) + 1;
    char *text = malloc(size);
    snprintf(text, size, "%s%s", with, word[0] == '$' || word[0] == '%' ? word + 1 : word);
    return text;
}

/* Both streams go to the log, whose text is then in `said`. */
static int run(const struct run *job, enum faults_kind kind, long nth)
{
    char *words[WORDS_MAX];
    int count = 0;
    for (; count < WORDS_MAX && job->words[count] != NULL; count++)
        words[count] = replaced(job->words[count]);
    fflush(stdout);
    fflush(stderr);
    int old_out = dup(1), old_err = dup(2);
    FILE *log = fopen(log_path, "w+");
    dup2(fileno(log), 1);
    dup2(fileno(log), 2);
    faults_set(kind, nth);
    int status = job->command(count, words);
    bool came = faults_came();
    faults_set(kind, -1);
    fflush(stdout);
    dup2(old_out, 1);
    dup2(old_err, 2);
    close(old_out);
    close(old_err);
    rewind(log);
    size_t len = fread(said, 1, TEXT_MAX - 1, log);
    said[len] = '\0';
    fclose(log);
    while (count > 0)
        free(words[--count]);
    return came ? -1 - status : status;
}

/* ---- files ---- */

static void clear(void)
{
    char command[COMMAND_MAX];
    snprintf(command, sizeof command, "rm -rf '%s' '%s.d'", out_dir, out_dir);
    ck_assert_int_eq(system(command), 0);
}

/* Files in the folder, or -1 when there is none; those with six characters behind their last dot are drafts. */
static int count_files(int *drafts)
{
    DIR *dir = opendir(out_dir);
    int count = 0;
    *drafts = 0;
    if (dir == NULL)
        return -1;
    for (const struct dirent *each; (each = readdir(dir)) != NULL;) {
        const char *dot = strrchr(each->d_name, '.');
        if (each->d_name[0] == '.')
            continue;
        count++;
        *drafts += dot != NULL && strlen(dot) == 7;
    }
    closedir(dir);
    return count;
}

/* What is there ends as generated files end: in a whole line. */
static void check_whole(void)
{
    char command[COMMAND_MAX];
    snprintf(command, sizeof command, "for f in '%s'/*; do [ ! -f \"$f\" ] || [ -z \"$(tail -c 1 \"$f\")\" ] || exit 1; done",
             out_dir);
    ck_assert_int_eq(system(command), 0);
}

/* ---- memory ---- */

static void tell(const struct run *job, const char *what, long count)
{
    if (getenv("SWAGE_TEST_VERBOSE") != NULL)
        printf("%s: %ld %s\n", job->name, count, what);
}

/* robustness 110, for the compiler */
START_TEST(each_allocation_may_fail)
{
    const struct run *job = &runs[_i];
    int drafts;
    clear();
    ck_assert_msg(run(job, FAULTS_MEMORY, -1) == job->status, "%s:\n%s", job->name, said);
    long nth = 0;
    for (;; nth++) {
        clear();
        int status = run(job, FAULTS_MEMORY, nth);
        if (status >= 0)
            break;
        bool is_told = strstr(said, "out of memory") != NULL || strstr(said, "more memory") != NULL ||
                       strstr(said, "Cannot allocate memory") != NULL;
        status = -1 - status;
        /* realpath may fail, and a path is then its own identity; whoever failed otherwise says so */
        ck_assert_msg((status == COMMAND_FAILED && is_told) || status == job->status, "%s, allocation %ld: %d\n%s", job->name,
                      nth, status, said);
        ck_assert_msg(status == job->status || count_files(&drafts) <= 0 || !is_told, "%s, allocation %ld", job->name, nth);
    }
    ck_assert_int_gt(nth, 3);
    tell(job, "allocations failed", nth);
    clear();
}
END_TEST

/* ---- files ---- */

START_TEST(each_step_of_writing_may_fail)
{
    const struct run *job = &runs[_i];
    int drafts;
    long nth = 0;
    for (;; nth++) {
        clear();
        int status = run(job, FAULTS_FILE, nth);
        if (status >= 0)
            break;
        ck_assert_int_eq(-1 - status, COMMAND_FAILED);
        ck_assert_msg(strstr(said, "No space left on device") != NULL, "%s", said);
        count_files(&drafts);
        ck_assert_int_eq(drafts, 0);
        check_whole();
    }
    ck_assert_int_gt(nth, 10);
    tell(job, "steps of writing failed", nth);
    clear();
}
END_TEST

START_TEST(a_folder_that_is_a_file_is_refused)
{
    const struct run into_file = {"file", command_gen, {"-o", "$/README.md", "$/schemas/user.swage"}, COMMAND_FAILED};
    ck_assert_int_eq(run(&into_file, FAULTS_FILE, -1), COMMAND_FAILED);
    ck_assert_ptr_nonnull(strstr(said, "cannot make the folder"));
}
END_TEST

/* A full disk, as the system has one. */
START_TEST(a_full_device_is_told)
{
    char command[COMMAND_MAX];
    const char *swage = getenv("SWAGE");
    if (swage == NULL || access("/dev/full", W_OK) != 0)
        return;
    static const char *const words[] = {"explain schemas/shop.swage", "dump schemas/shop.swage", "--help", "gen --help",
                                        "--version"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        snprintf(command, sizeof command, "cd '%s' && '%s' %s > /dev/full 2> '%s'", getenv("SRCDIR"), swage, words[i], log_path);
        ck_assert_msg(system(command) != 0, "%s", words[i]);
    }
}
END_TEST

int main(void)
{
    if (mkdtemp(folder) == NULL)
        return 1;
    snprintf(out_dir, sizeof out_dir, "%s/out", folder);
    snprintf(log_path, sizeof log_path, "%s/log", folder);
    Suite *suite = suite_create("faults");
    TCase *tests = tcase_create("faults");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, each_allocation_may_fail, 0, RUNS);
    tcase_add_loop_test(tests, each_step_of_writing_may_fail, 0, 3);
    tcase_add_test(tests, a_folder_that_is_a_file_is_refused);
    tcase_add_test(tests, a_full_device_is_told);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    char command[COMMAND_MAX];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command) == 0 && failed == 0 ? 0 : 1;
}
