/* SPDX-License-Identifier: MIT */
/* JSON Pointers: steps there and back, what is escaped, and what is cut. */
#include "config.h"

#include "json/pointer.h"

#include <check.h>

START_TEST(steps_are_made_and_taken_back)
{
    struct pointer at = {.len = 0};
    struct pointer_mark root = pointer_to_member(&at, SWAGE_STR("pets"));
    ck_assert_str_eq(at.text, "/pets");
    struct pointer_mark pets = pointer_to_item(&at, 30);
    pointer_to_member(&at, SWAGE_STR("age"));
    ck_assert_str_eq(at.text, "/pets/30/age");
    pointer_back(&at, pets);
    ck_assert_str_eq(at.text, "/pets");
    pointer_back(&at, root);
    ck_assert_str_eq(at.text, "");
}
END_TEST

START_TEST(tilde_and_slash_are_escaped)
{
    struct pointer at = {.len = 0};
    pointer_to_member(&at, SWAGE_STR("a/b~c~1"));
    pointer_to_member(&at, SWAGE_STR(""));
    ck_assert_str_eq(at.text, "/a~1b~0c~01/");
}
END_TEST

START_TEST(a_long_pointer_is_cut_at_a_character)
{
    static const char *const ends[] = {"\xc3\xa9", "\xe6\x97\xa5", "\xf0\x9f\x98\x80", "~", "/"};
    const size_t most = sizeof((struct pointer *)NULL)->text - 1;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t size = i < 3 ? strlen(ends[i]) : 2;
        for (size_t before = most - 8; before < most; before++) {
            struct pointer at = {.len = 0};
            char key[160];
            memset(key, 'k', before - 1);
            memcpy(key + before - 1, ends[i], strlen(ends[i]));
            pointer_to_member(&at, swage_str_of(key, before - 1 + strlen(ends[i])));
            bool fits = before + size <= most;
            ck_assert_uint_eq(strlen(at.text), fits ? before + size : before);
            ck_assert_int_eq(at.cut, !fits);
        }
    }
}
END_TEST

START_TEST(nothing_is_appended_behind_a_cut)
{
    struct pointer at = {.len = 0};
    struct pointer_mark marks[60];
    for (size_t i = 0; i < 60; i++)
        marks[i] = pointer_to_member(&at, i % 2 ? SWAGE_STR("x") : SWAGE_STR("seven77"));
    size_t len = strlen(at.text);
    ck_assert_uint_le(len, sizeof at.text - 1);
    ck_assert_uint_ge(len, sizeof at.text - 9);
    pointer_to_item(&at, 1);
    ck_assert_uint_eq(strlen(at.text), len);
    for (size_t i = 60; i > 2; i--)
        pointer_back(&at, marks[i - 1]);
    ck_assert_str_eq(at.text, "/seven77/x");
    pointer_to_item(&at, 1);
    ck_assert_str_eq(at.text, "/seven77/x/1");
}
END_TEST

START_TEST(a_pointer_of_somebody_else_is_appended_as_it_stands)
{
    static const struct {
        const char *below, *whole;
    } cases[] = {{"", "/a"}, {"/b~1c/0", "/a/b~1c/0"}, {"b", "/a"}, {"/x\xff/y", "/a/x"}, {"/\xe6\x97\xa5", "/a/\xe6\x97\xa5"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pointer at = {.len = 0};
        pointer_to_member(&at, SWAGE_STR("a"));
        struct pointer_mark mark = pointer_to_below(&at, cases[i].below);
        ck_assert_str_eq(at.text, cases[i].whole);
        pointer_back(&at, mark);
        ck_assert_str_eq(at.text, "/a");
    }
}
END_TEST

START_TEST(a_pointer_that_stopped_goes_nowhere_until_it_is_taken_back)
{
    struct pointer at = {.len = 0};
    pointer_to_member(&at, SWAGE_STR("a"));
    struct pointer_mark mark = pointer_stop(&at);
    struct pointer_mark inner = pointer_to_item(&at, 1);
    pointer_to_below(&at, "/b");
    ck_assert_str_eq(at.text, "/a");
    pointer_back(&at, inner);
    pointer_to_member(&at, SWAGE_STR("c"));
    ck_assert_str_eq(at.text, "/a");
    pointer_back(&at, mark);
    pointer_to_member(&at, SWAGE_STR("c"));
    ck_assert_str_eq(at.text, "/a/c");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("pointer");
    tcase_add_test(tests, steps_are_made_and_taken_back);
    tcase_add_test(tests, tilde_and_slash_are_escaped);
    tcase_add_test(tests, a_pointer_of_somebody_else_is_appended_as_it_stands);
    tcase_add_test(tests, a_pointer_that_stopped_goes_nowhere_until_it_is_taken_back);
    tcase_add_test(tests, a_long_pointer_is_cut_at_a_character);
    tcase_add_test(tests, nothing_is_appended_behind_a_cut);
    Suite *suite = suite_create("pointer");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
