/* SPDX-License-Identifier: MIT */
/* Names of a schema as C has them. */
#include "config.h"

#include "model/c_name.h"
#include "model/c_words.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(ARRAY) (sizeof(ARRAY) / sizeof *(ARRAY))

static struct pool pool;

static void open_pool(void)
{
    pool_init(&pool, (size_t)1 << 20, NULL, NULL);
}

static void close_pool(void)
{
    pool_done(&pool);
}

START_TEST(words_are_parted_at_capitals)
{
    static const struct {
        const char *name, *snake;
    } cases[] = {
        {"createdAt", "created_at"},
        {"HTTPError", "http_error"},
        {"userID", "user_id"},
        {"ID", "id"},
        {"User", "user"},
        {"x", "x"},
        {"X", "x"},
        {"a_b", "a_b"},
        {"aB", "a_b"},
        {"a__B", "a__b"},
        {"OAuth2Token", "o_auth2_token"},
        {"utf8Text", "utf8_text"},
        {"HTTP2Server", "http2_server"},
        {"ALL_CAPS", "all_caps"},
        {"_id", "_id"},
        {"", ""},
        {"a-b.c", "a_b_c"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        ck_assert_str_eq(c_name_snake(&pool, cases[i].name, strlen(cases[i].name)), cases[i].snake);
}
END_TEST

START_TEST(constants_are_the_same_in_capitals)
{
    ck_assert_str_eq(c_name_upper(&pool, "createdAt", 9), "CREATED_AT");
    ck_assert_str_eq(c_name_upper(&pool, "GUEST", 5), "GUEST");
}
END_TEST

START_TEST(namespaces_become_prefixes)
{
    ck_assert_str_eq(c_name_prefix(&pool, NULL), "");
    ck_assert_str_eq(c_name_prefix(&pool, "shop"), "shop_");
    ck_assert_str_eq(c_name_prefix(&pool, "a.b"), "a_b_");
}
END_TEST

START_TEST(words_of_the_language_get_an_underscore)
{
    static const char *const taken[] = {"int",      "class", "nullptr", "typeof", "co_await", "and",
                                        "errno",    "stdin", "assert",  "unix",   "linux",    "major",
                                        "requires", "bool",  "int32_t", "xor_eq", "alignas",  "while"};
    static const char *const open[] = {"user", "id", "has", "integer", "errno_", "sun"};
    for (size_t i = 0; i < COUNT(taken); i++) {
        const char *safe = c_name_safe(&pool, taken[i]);
        ck_assert_uint_eq(strlen(safe), strlen(taken[i]) + 1);
        ck_assert_int_eq(safe[strlen(taken[i])], '_');
    }
    for (size_t i = 0; i < COUNT(open); i++)
        ck_assert_str_eq(c_name_safe(&pool, open[i]), open[i]);
}
END_TEST

START_TEST(names_with_two_underscores_or_one_and_a_capital_are_reserved)
{
    ck_assert(c_name_is_reserved("__v"));
    ck_assert(c_name_is_reserved("_Bool"));
    ck_assert(!c_name_is_reserved("_id"));
    ck_assert(!c_name_is_reserved("v__"));
}
END_TEST

START_TEST(names_of_the_libraries_have_owners)
{
    static const struct {
        const char *name;
        unsigned space;
        const char *owner;
    } cases[] = {
        {"send", C_ORDINARY, "POSIX"},
        {"read", C_ORDINARY, "POSIX"},
        {"abort", C_ORDINARY, "ISO C"},
        {"main", C_ORDINARY, "ISO C"},
        {"printf", C_ORDINARY, "ISO C"},
        {"stat", C_TAG, "POSIX"},
        {"tm", C_TAG, "ISO C"},
        {"event", C_TAG, "libevent or json-c"},
        {"event_new", C_ORDINARY, "libevent or json-c"},
        {"json_object_get", C_ORDINARY, "a system library"},
        {"pthread_create", C_ORDINARY, "a system library"},
        {"EXIT_SUCCESS", C_ORDINARY, "ISO C"},
        {"LOG_INFO", C_ORDINARY, "POSIX"},
        {"PATH_MAX", C_ORDINARY, "POSIX"},
        {"arena", C_TYPEDEF, "generated code"},
        {"q", C_TYPEDEF, "generated code"},
        {"handlers", C_ORDINARY, "generated code"},
        {"send", C_TAG, NULL},
        {"stat", C_ORDINARY, "POSIX"},
        {"user", C_TAG | C_ORDINARY | C_TYPEDEF, NULL},
        {"arena", C_ORDINARY, NULL},
        {"event", C_ORDINARY, NULL},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *owner = c_word_owner(cases[i].name, cases[i].space);
        if (cases[i].owner == NULL)
            ck_assert_msg(owner == NULL, "%s has the owner %s", cases[i].name, owner);
        else
            ck_assert_pstr_eq(owner, cases[i].owner);
    }
}
END_TEST

START_TEST(headers_of_the_system_are_known)
{
    ck_assert(c_word_is_header("string"));
    ck_assert(c_word_is_header("time"));
    ck_assert(c_word_is_header("aio"));
    ck_assert(c_word_is_header("wordexp"));
    ck_assert(!c_word_is_header("user"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("c_name");
    TCase *tcase = tcase_create("c_name");
    tcase_add_checked_fixture(tcase, open_pool, close_pool);
    tcase_add_test(tcase, words_are_parted_at_capitals);
    tcase_add_test(tcase, constants_are_the_same_in_capitals);
    tcase_add_test(tcase, namespaces_become_prefixes);
    tcase_add_test(tcase, words_of_the_language_get_an_underscore);
    tcase_add_test(tcase, names_with_two_underscores_or_one_and_a_capital_are_reserved);
    tcase_add_test(tcase, names_of_the_libraries_have_owners);
    tcase_add_test(tcase, headers_of_the_system_are_known);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
