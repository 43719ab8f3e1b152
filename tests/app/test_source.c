/* SPDX-License-Identifier: MIT */
/* Bodies that are there already, read piece by piece. */
#include "config.h"

#include "app/source.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static swage_buffer out;

/* An open file of these bytes, without a name. */
static int open_file(const char *text)
{
    char name[] = "/tmp/swage-source-XXXXXX";
    int fd = mkstemp(name);
    ck_assert_int_ge(fd, 0);
    unlink(name);
    ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    return fd;
}

static bool is_open(int fd)
{
    return fcntl(fd, F_GETFD) >= 0;
}

static void expect(const char *text)
{
    ck_assert_uint_eq(out.len, strlen(text));
    ck_assert_mem_eq(out.ptr, text, out.len);
}

static void set_up(void)
{
    swage_buffer_init(&out, 8);
}

static void tear_down(void)
{
    swage_buffer_done(&out);
}

START_TEST(it_is_read_in_pieces_and_closed_at_its_end)
{
    for (int i = 0; i < 2; i++) {
        int fd = i ? open_file("0123456789") : -1;
        struct swage_source source = {.bytes = i ? NULL : "0123456789", .fd = fd, .at = 2, .len = 7};
        swage_buffer_clear(&out, 0);
        ck_assert_int_eq(swage_source_read(&source, &out, 3), SWAGE_OK);
        expect("234");
        ck_assert_int_eq(swage_source_read(&source, &out, 0), SWAGE_OK);
        ck_assert(!i || is_open(fd));
        ck_assert_int_eq(swage_source_read(&source, &out, 100), SWAGE_OK);
        expect("2345678");
        ck_assert_uint_eq(source.len, 0);
        ck_assert(!i || !is_open(fd));
        swage_source_close(&source); /* once more is no harm */
    }
}
END_TEST

START_TEST(one_with_nothing_in_it_is_closed)
{
    int fd = open_file("");
    struct swage_source source = {.fd = fd};
    ck_assert_int_eq(swage_source_read(&source, &out, 100), SWAGE_OK);
    ck_assert_uint_eq(out.len, 0);
    ck_assert(!is_open(fd));
}
END_TEST

START_TEST(a_file_that_is_too_short_gives_nothing)
{
    int fd = open_file("0123");
    struct swage_source source = {.fd = fd, .len = 5};
    ck_assert_int_eq(swage_source_read(&source, &out, 5), SWAGE_E_SYSTEM);
    ck_assert_uint_eq(out.len, 0);
    ck_assert_uint_eq(source.len, 5);
    ck_assert(is_open(fd));
    swage_source_close(&source);
    ck_assert(!is_open(fd));
    ck_assert_uint_eq(source.len, 0);
}
END_TEST

START_TEST(what_cannot_be_read_says_so)
{
    int fd = open("/", O_RDONLY);
    struct swage_source source = {.fd = fd, .len = 5};
    ck_assert_int_eq(swage_source_read(&source, &out, 5), SWAGE_E_SYSTEM);
    ck_assert_int_eq(errno, EISDIR);
    swage_source_close(&source);
}
END_TEST

START_TEST(a_full_buffer_takes_no_more_and_is_as_it_was)
{
    int fd = open_file("0123456789");
    struct swage_source file = {.fd = fd, .len = 10}, bytes = {.bytes = "0123456789", .fd = -1, .len = 10};
    ck_assert_int_eq(swage_source_read(&file, &out, 9), SWAGE_E_LIMIT);
    ck_assert_int_eq(swage_source_read(&bytes, &out, 9), SWAGE_E_LIMIT);
    ck_assert_int_eq(out.failed, SWAGE_OK);
    ck_assert_uint_eq(out.len, 0);
    ck_assert_int_eq(swage_source_read(&file, &out, 8), SWAGE_OK);
    expect("01234567");
    swage_source_close(&file);
    swage_source_close(&bytes);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("source");
    TCase *tc = tcase_create("source");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, it_is_read_in_pieces_and_closed_at_its_end);
    tcase_add_test(tc, one_with_nothing_in_it_is_closed);
    tcase_add_test(tc, a_file_that_is_too_short_gives_nothing);
    tcase_add_test(tc, what_cannot_be_read_says_so);
    tcase_add_test(tc, a_full_buffer_takes_no_more_and_is_as_it_was);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
