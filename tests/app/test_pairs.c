/* SPDX-License-Identifier: MIT */
/* Queries, forms and cookies: how they are split, and what is asked of them. */
#include "app/pairs.h"

#include <check.h>
#include <stdlib.h>

static swage_arena arena;
static struct pairs pairs;

static void set_up(void)
{
    swage_arena_init(&arena, 4096);
    pairs = (struct pairs){.count = 0};
}

static void tear_down(void)
{
    swage_arena_done(&arena);
}

/* All values of `name`, each behind a bar; "-" for one that is absent. */
static const char *values(const char *name)
{
    static char text[512];
    unsigned at = 0;
    swage_str value;
    text[0] = '\0';
    while (pairs_next(&pairs, &arena, swage_str_from(name), &at, &value)) {
        strcat(text, value.ptr ? "|" : "|-");
        if (value.len > 0)
            strncat(text, value.ptr, value.len);
    }
    return text;
}

struct split_case {
    const char *text, *name, *values;
};

static const struct split_case query_cases[] = {
    {"a=1&b=2&a=3", "a", "|1|3"}, {"a=1&b=2&a=3", "b", "|2"}, {"a=1", "c", ""},      {"", "a", ""},
    {"a", "a", "|"},              {"a=x+y%20z", "a", "|x y z"}, {"a=%zz", "a", "|-"}, {"%61=1", "a", "|1"},
    {"a=%00", "a", "|-"},         {"&&a=1&", "a", "|1"},        {"a==1", "a", "|=1"},
};

START_TEST(queries_and_forms_are_split_and_decoded)
{
    const struct split_case *c = &query_cases[_i];
    pairs_split_query(&pairs, swage_str_from(c->text), &arena);
    ck_assert(pairs.is_split);
    ck_assert_str_eq(values(c->name), c->values);
}
END_TEST

#define PART(name, value) "--b\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n" value "\r\n"

static void split_parts(const char *content_type, const char *body)
{
    pairs_split_multipart(&pairs, swage_str_from(body), swage_str_from(content_type), &arena);
    ck_assert(pairs.is_split);
}

START_TEST(forms_in_parts_are_split)
{
    split_parts("multipart/form-data; boundary=b", PART("a", "1&2=%41+") PART("c", "") PART("a%22", "x\r\n--c") PART("a", "3") "--b--");
    ck_assert_ptr_null(pairs.fault);
    ck_assert_str_eq(values("a"), "|1&2=%41+|3");
    ck_assert_str_eq(values("c"), "|");
    ck_assert_str_eq(values("a\""), "|x\r\n--c");
    ck_assert_str_eq(values("d"), "");
    split_parts("multipart/form-data; boundary=b", "--b--");
    ck_assert_ptr_null(pairs.fault);
    ck_assert_str_eq(values("a"), "");
    split_parts("multipart/form-data; boundary=b",
                "--b\r\nContent-Disposition: form-data; name=a; filename=f\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\n1\r\n--b--");
    ck_assert_str_eq(values("a"), "|1");
}
END_TEST

START_TEST(of_a_form_that_cannot_be_read_nothing_is_known)
{
    static const struct {
        const char *content_type, *body, *fault;
    } cases[] = {
        {"multipart/form-data", "--b--", "the Content-Type has no boundary"},
        {"multipart/form-data; boundary=b", "", "the last boundary is missing"},
        {"multipart/form-data; boundary=b", PART("a", "1"), "the last boundary is missing"},
        {"multipart/form-data; boundary=b", PART("a", "1") "--b\r\n\r\n", "a part has a Content-Disposition"},
        {"multipart/form-data; boundary=b",
         "--b\r\nContent-Disposition: form-data; name=a\r\nContent-Type: text/plain; charset=latin1\r\n\r\n1\r\n--b--",
         "texts are in UTF-8"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        split_parts(cases[i].content_type, cases[i].body);
        ck_assert_str_eq(pairs.fault, cases[i].fault);
        ck_assert_uint_eq(pairs.count, 0);
        ck_assert_str_eq(values("a"), "|-");
        ck_assert_str_eq(values("z"), "|-");
    }
    pairs_split_query(&pairs, SWAGE_STR("a=1"), &arena);
    ck_assert_str_eq(values("a"), "|1");
}
END_TEST

static const struct split_case cookie_cases[] = {
    {"a=1; b=2", "a", "|1"},
    {"a=1; b=2", "b", "|2"},
    {"a=1;b=2;c=3", "c", "|3"},
    {"a=1; a=2", "a", "|1|2"},
    {"A=1", "a", ""},
    {"a=\"1 2\"", "a", "|1 2"},
    {"a=\"", "a", "|\""},
    {"a=\"\"", "a", "|"},
    {"a=\"1", "a", "|\"1"},
    {"a=", "a", "|"},
    {"a", "a", ""},
    {"=1", "", "|1"},
    {" ; ;a=1 ;", "a", "|1"},
    {"a=x=y", "a", "|x=y"},
    {"a=%41+b", "a", "|%41+b"},
    {"", "a", ""},
    {"ab=1", "a", ""},
};

START_TEST(cookies_are_taken_as_they_stand)
{
    const struct split_case *c = &cookie_cases[_i];
    const struct swage_field fields[] = {{SWAGE_STR("Cook"), SWAGE_STR("a=no")},
                                         {SWAGE_STR("cOOKIE"), swage_str_from(c->text)}};
    pairs_split_cookies(&pairs, fields, 2, &arena);
    ck_assert_str_eq(values(c->name), c->values);
}
END_TEST

START_TEST(several_cookie_fields_are_one_list)
{
    const struct swage_field fields[] = {{SWAGE_STR("Cookie"), SWAGE_STR("a=1; b=2")},
                                         {SWAGE_STR("Host"), SWAGE_STR("a=no")},
                                         {SWAGE_STR("Cookie"), SWAGE_STR("a=3;")}};
    pairs_split_cookies(&pairs, fields, 3, &arena);
    ck_assert_str_eq(values("a"), "|1|3");
    ck_assert_str_eq(values("b"), "|2");
}
END_TEST

START_TEST(a_head_without_cookies_takes_no_memory)
{
    pairs_split_cookies(&pairs, NULL, 0, &arena);
    pairs_split_query(&pairs, SWAGE_STR(""), &arena);
    ck_assert(pairs.is_split);
    ck_assert_str_eq(values("a"), "");
    ck_assert_uint_eq(swage_arena_taken(&arena), 0);
}
END_TEST

START_TEST(pairs_for_which_there_is_no_memory_are_not_taken_for_missing)
{
    const struct swage_field field = {SWAGE_STR("Cookie"), SWAGE_STR("a=1; b=2")};
    swage_arena_done(&arena);
    swage_arena_init(&arena, 16);
    pairs_split_cookies(&pairs, &field, 1, &arena);
    ck_assert_str_eq(values("a"), "|-");
    ck_assert_str_eq(values("other"), "|-");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("pairs");
    TCase *tests = tcase_create("pairs");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, queries_and_forms_are_split_and_decoded, 0, sizeof query_cases / sizeof *query_cases);
    tcase_add_test(tests, forms_in_parts_are_split);
    tcase_add_test(tests, of_a_form_that_cannot_be_read_nothing_is_known);
    tcase_add_loop_test(tests, cookies_are_taken_as_they_stand, 0, sizeof cookie_cases / sizeof *cookie_cases);
    tcase_add_test(tests, several_cookie_fields_are_one_list);
    tcase_add_test(tests, a_head_without_cookies_takes_no_memory);
    tcase_add_test(tests, pairs_for_which_there_is_no_memory_are_not_taken_for_missing);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
