/* SPDX-License-Identifier: MIT */
/* The field Authorization, and what Basic has in it. */
#include "http/credentials.h"

#include "guard.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static const struct row {
    const char *field;
    enum credentials found;
    const char *token;
} rows[] = {
    {"Bearer abc", CREDENTIALS_FINE, "abc"},
    {"bEARER abc", CREDENTIALS_FINE, "abc"},
    {"Bearer   a", CREDENTIALS_FINE, "a"},
    {"Bearer AZaz09-._~+/", CREDENTIALS_FINE, "AZaz09-._~+/"},
    {"Bearer a==", CREDENTIALS_FINE, "a=="},
    {"Bearer =", CREDENTIALS_BAD, NULL},
    {"Bearer a=b", CREDENTIALS_BAD, NULL},
    {"Bearer a b", CREDENTIALS_BAD, NULL},
    {"Bearer a ", CREDENTIALS_BAD, NULL},
    {"Bearer a,b", CREDENTIALS_BAD, NULL},
    {"Bearer \"a\"", CREDENTIALS_BAD, NULL},
    {"Bearer token=\"a\"", CREDENTIALS_BAD, NULL},
    {"Bearer a\tb", CREDENTIALS_BAD, NULL},
    {"Bearer \xc3\xa4", CREDENTIALS_BAD, NULL},
    {"Bearer", CREDENTIALS_BAD, NULL},
    {"Bearer ", CREDENTIALS_BAD, NULL},
    {"Bearer\ta", CREDENTIALS_OTHER, NULL},
    {"Bearers a", CREDENTIALS_OTHER, NULL},
    {"Beare", CREDENTIALS_OTHER, NULL},
    {" Bearer a", CREDENTIALS_OTHER, NULL},
    {"Basic abc", CREDENTIALS_OTHER, NULL},
    {"", CREDENTIALS_OTHER, NULL},
};

START_TEST(credentials_are_a_scheme_and_a_token)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t len = strlen(rows[i].field);
        swage_str token = {NULL, 0};
        enum credentials found =
            credentials_read(swage_str_of(guard_behind(rows[i].field, len), len), SWAGE_STR("Bearer"), &token);
        ck_assert_msg(found == rows[i].found, "%s: %d", rows[i].field, found);
        ck_assert_msg(rows[i].token ? swage_str_equal(token, swage_str_from(rows[i].token)) : !token.ptr, "%s",
                      rows[i].field);
    }
}
END_TEST

START_TEST(a_truncated_field_is_what_is_left_of_it)
{
    static const char field[] = "Bearer ab==";
    for (size_t len = 0; len < sizeof field; len++) {
        swage_str token = {NULL, 0};
        enum credentials wanted = len < 6 ? CREDENTIALS_OTHER : len < 8 ? CREDENTIALS_BAD : CREDENTIALS_FINE;
        ck_assert_int_eq(credentials_read(swage_str_of(guard_behind(field, len), len), SWAGE_STR("Bearer"), &token), wanted);
        ck_assert_uint_eq(token.len, len < 8 ? 0 : len - 7);
    }
}
END_TEST

START_TEST(each_byte_of_a_token_is_one_that_may_stand_in_it)
{
    static const char fine[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/";
    for (int byte = 0; byte < 256; byte++) {
        char field[] = "Bearer abc";
        swage_str token;
        field[8] = (char)byte;
        bool is_fine = byte != 0 && strchr(fine, byte);
        ck_assert_msg(credentials_read(swage_str_of(field, 10), SWAGE_STR("Bearer"), &token) ==
                          (is_fine ? CREDENTIALS_FINE : CREDENTIALS_BAD),
                      "byte %d", byte);
    }
}
END_TEST

START_TEST(a_login_is_divided_at_the_first_colon)
{
    static const struct {
        const char *pair, *name, *password;
    } cases[] = {{"user:pass", "user", "pass"}, {"user:a:b", "user", "a:b"}, {":", "", ""},
                 {":x", "", "x"},               {"x:", "x", ""},             {"\xc3\xa4:\xe2\x82\xac", "\xc3\xa4", "\xe2\x82\xac"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        swage_str name, password;
        size_t len = strlen(cases[i].pair);
        ck_assert(credentials_divide(swage_str_of(guard_behind(cases[i].pair, len), len), &name, &password));
        ck_assert(swage_str_equal(name, swage_str_from(cases[i].name)));
        ck_assert(swage_str_equal(password, swage_str_from(cases[i].password)));
    }
}
END_TEST

START_TEST(a_login_without_a_colon_or_with_controls_is_none)
{
    static const char *const cases[] = {"", "user", "a\tb:c", "a:b\n", "\x7f:", "a:\x01"};
    swage_str name, password;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(!credentials_divide(swage_str_from(cases[i]), &name, &password), "%s", cases[i]);
    ck_assert(!credentials_divide(swage_str_of("a:\0b", 4), &name, &password));
    ck_assert(!credentials_divide((swage_str){NULL, 0}, &name, &password));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("credentials");
    TCase *tcase = tcase_create("credentials");
    tcase_add_test(tcase, credentials_are_a_scheme_and_a_token);
    tcase_add_test(tcase, a_truncated_field_is_what_is_left_of_it);
    tcase_add_test(tcase, each_byte_of_a_token_is_one_that_may_stand_in_it);
    tcase_add_test(tcase, a_login_is_divided_at_the_first_colon);
    tcase_add_test(tcase, a_login_without_a_colon_or_with_controls_is_none);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
