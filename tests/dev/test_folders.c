/* SPDX-License-Identifier: MIT */
/* Which changes count, in which folders; and how many folders there may be. */
#include "config.h"

#include "dev/folders.h"

#include <check.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char root[] = "/tmp/test_folders.XXXXXX";
static struct folders folders;

static void write_file(const char *path)
{
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs("text", file);
    fclose(file);
}

static void set_up(void)
{
    strcpy(root + strlen(root) - 6, "XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(root));
    ck_assert_int_eq(chdir(root), 0);
    mkdir("here", 0777);
    mkdir("here/src", 0777);
    mkdir("here/build", 0777);
    mkdir("here/.git", 0777);
    mkdir("alone", 0777);
    mkdir("alone/below", 0777);
    ck_assert(folders_init(&folders));
    ck_assert(folders_add_tree(&folders, "here"));
    ck_assert(folders_add(&folders, "alone"));
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *at)
{
    (void)info, (void)kind, (void)at;
    return remove(path);
}

static void tear_down(void)
{
    folders_done(&folders);
    nftw(root, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

/* The path that is told, NULL when nothing is. */
static const char *read_change(void)
{
    static char changed[PATH_MAX];
    return folders_read(&folders, changed) ? changed : NULL;
}

static const struct {
    const char *path;
    bool counts;
} files[] = {
    {"here/a.c", true},           {"here/src/a.swage", true},
    {"here/Makefile", true},      {"here/src/data", true},
    {"alone/common.swage", true}, {"here/build/a.c", false},
    {"here/.git/index", false},   {"alone/below/a.swage", false},
    {"here/.a.c.swp", false},     {"here/a.c~", false},
    {"here/#a.c#", false},        {"here/4913", false},
    {"here/a.o", false},          {"here/a.d", false},
    {"here/sedAb3xYz", false},    {"here/sedate.c", true},
    {"here/a.log", false},
};

START_TEST(sources_count_and_nothing_else)
{
    write_file(files[_i].path);
    const char *changed = read_change();
    if (files[_i].counts)
        ck_assert_str_eq(changed, files[_i].path);
    else
        ck_assert_ptr_null(changed);
    ck_assert_ptr_null(read_change());
}
END_TEST

START_TEST(removed_and_renamed_files_count)
{
    write_file("here/a.c");
    read_change();
    rename("here/a.c", "here/src/b.c");
    ck_assert_str_eq(read_change(), "here/src/b.c");
    link("here/src/b.c", "here/c.c");
    ck_assert_str_eq(read_change(), "here/c.c");
    unlink("here/src/b.c");
    ck_assert_str_eq(read_change(), "here/src/b.c");
}
END_TEST

START_TEST(folders_that_appear_are_watched_with_what_is_below)
{
    mkdir("made", 0777);
    mkdir("made/below", 0777);
    rename("made", "here/made");
    ck_assert_str_eq(read_change(), "here/made");
    write_file("here/made/below/a.c");
    ck_assert_str_eq(read_change(), "here/made/below/a.c");
}
END_TEST

START_TEST(a_folder_that_moved_is_told_by_its_new_name)
{
    rename("here/src", "here/sources");
    read_change();
    write_file("here/sources/a.c");
    ck_assert_str_eq(read_change(), "here/sources/a.c");
}
END_TEST

START_TEST(a_folder_that_is_gone_is_forgotten)
{
    size_t before = folders.count;
    rmdir("here/src");
    ck_assert_str_eq(read_change(), "here/src");
    ck_assert_uint_eq(folders.count, before - 1);
    ck_assert(folders_add_tree(&folders, "here/none"));
    ck_assert_uint_eq(folders.count, before - 1);
}
END_TEST

START_TEST(a_folder_is_watched_once)
{
    size_t before = folders.count;
    ck_assert(folders_add(&folders, "here/src/../src"));
    ck_assert(folders_add_tree(&folders, "here"));
    ck_assert_uint_eq(folders.count, before);
    /* ... and as a tree when it was asked for as one. */
    ck_assert(folders_add_tree(&folders, "alone"));
    ck_assert_uint_eq(folders.count, before + 1);
}
END_TEST

START_TEST(more_folders_than_the_most_are_refused)
{
    char path[64];
    while (folders.count < FOLDERS_MAX) {
        snprintf(path, sizeof path, "alone/%zu", folders.count);
        mkdir(path, 0777);
        if (!folders_add(&folders, path))
            return; /* the system permits less */
    }
    ck_assert(!folders_add(&folders, "alone/below"));
    ck_assert_uint_eq(folders.count, FOLDERS_MAX);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("folders");
    TCase *tcase = tcase_create("folders");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_loop_test(tcase, sources_count_and_nothing_else, 0, (int)(sizeof files / sizeof *files));
    tcase_add_test(tcase, removed_and_renamed_files_count);
    tcase_add_test(tcase, folders_that_appear_are_watched_with_what_is_below);
    tcase_add_test(tcase, a_folder_that_moved_is_told_by_its_new_name);
    tcase_add_test(tcase, a_folder_that_is_gone_is_forgotten);
    tcase_add_test(tcase, a_folder_is_watched_once);
    tcase_add_test(tcase, more_folders_than_the_most_are_refused);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
