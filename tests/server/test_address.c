/* SPDX-License-Identifier: MIT */
/* Addresses from text and back. */
#include "config.h"

#include "server/address.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS "0123456789"

static struct address found[8];
static const char *why;

static const struct {
    const char *text;
    const char *back; /* NULL: refused */
} texts[] = {
    {"127.0.0.1:8000", "http://127.0.0.1:8000"},
    {"0.0.0.0:0", "http://0.0.0.0:0"},
    {"[::1]:8000", "http://[::1]:8000"},
    {"[::]:80", "http://[::]:80"},
    {"127.0.0.1:http", "http://127.0.0.1:80"},
    {"unix:/run/app.sock", "unix:/run/app.sock"},
    {"unix:app.sock", "unix:app.sock"},
    {"", NULL},
    {"8000", NULL},
    {"127.0.0.1", NULL},
    {"127.0.0.1:", NULL},
    {"127.0.0.1:x", NULL},
    {"127.0.0.1:65535", "http://127.0.0.1:65535"},
    {"127.0.0.1:65536", NULL},
    {"127.0.0.1:4294967376", NULL},
    {"::1:8000", NULL},
    {"[::1:8000", NULL},
    {"unix:", NULL},
    {"unix:/" DIGITS DIGITS DIGITS DIGITS DIGITS DIGITS DIGITS DIGITS DIGITS DIGITS DIGITS, NULL},
};

START_TEST(addresses_are_read_and_written)
{
    char back[ADDRESS_TEXT_MAX];
    why = NULL;
    unsigned count = address_parse(texts[_i].text, found, 8, &why);
    if (!texts[_i].back) {
        ck_assert_uint_eq(count, 0);
        ck_assert_ptr_nonnull(why);
        return;
    }
    ck_assert_uint_eq(count, 1);
    address_text(&found[0], back);
    ck_assert_str_eq(back, texts[_i].back);
}
END_TEST

START_TEST(a_port_alone_is_every_address)
{
    unsigned count = address_parse(":8000", found, 8, &why);
    ck_assert_uint_ge(count, 1);
    for (unsigned i = 0; i < count; i++) {
        char back[ADDRESS_TEXT_MAX];
        address_text(&found[i], back);
        ck_assert(strcmp(back, "http://0.0.0.0:8000") == 0 || strcmp(back, "http://[::]:8000") == 0);
    }
}
END_TEST

START_TEST(only_unix_sockets_have_a_path)
{
    ck_assert_uint_eq(address_parse("unix:/a", found, 1, &why), 1);
    ck_assert_str_eq(address_path(&found[0]), "/a");
    ck_assert_uint_eq(address_parse("127.0.0.1:1", found, 1, &why), 1);
    ck_assert_ptr_null(address_path(&found[0]));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("address");
    TCase *tc = tcase_create("address");
    tcase_add_loop_test(tc, addresses_are_read_and_written, 0, sizeof texts / sizeof *texts);
    tcase_add_test(tc, a_port_alone_is_every_address);
    tcase_add_test(tc, only_unix_sockets_have_a_path);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
