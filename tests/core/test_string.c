/* SPDX-License-Identifier: MIT */
/* Texts: literals, equality, copies. */
#include "config.h"

#include <swage/string.h>

#include <check.h>

static const swage_str with_nul = SWAGE_STR_INIT("a\0b");

START_TEST(literals_have_their_length)
{
    ck_assert_uint_eq(SWAGE_STR("Ann").len, 3);
    ck_assert_uint_eq(with_nul.len, 3);
    ck_assert_uint_eq(SWAGE_EMPTY.len, 0);
    ck_assert_ptr_nonnull(SWAGE_EMPTY.ptr);
    ck_assert_uint_eq(swage_str_from("four").len, 4);
    ck_assert_ptr_null(swage_str_from(NULL).ptr);
}
END_TEST

START_TEST(texts_are_equal_by_bytes_and_absent_ones_to_each_other)
{
    const swage_str absent = {NULL, 0};
    ck_assert(swage_str_equal(SWAGE_STR("ab"), swage_str_of("abc", 2)));
    ck_assert(!swage_str_equal(SWAGE_STR("ab"), SWAGE_STR("ac")));
    ck_assert(!swage_str_equal(SWAGE_STR("ab"), SWAGE_STR("abc")));
    ck_assert(!swage_str_equal(with_nul, SWAGE_STR("a\0c")));
    ck_assert(swage_str_equal(SWAGE_EMPTY, swage_str_of("x", 0)));
    ck_assert(swage_str_equal(absent, absent));
    ck_assert(!swage_str_equal(absent, SWAGE_EMPTY));
}
END_TEST

START_TEST(a_copy_has_the_same_bytes_and_a_nul)
{
    swage_arena arena;
    swage_arena_init(&arena, 4096);
    swage_str copy = swage_str_copy(with_nul, &arena);
    ck_assert_ptr_ne(copy.ptr, with_nul.ptr);
    ck_assert(swage_str_equal(copy, with_nul));
    ck_assert_int_eq(copy.ptr[3], '\0');
    ck_assert_ptr_nonnull(swage_str_copy(SWAGE_EMPTY, &arena).ptr);
    ck_assert_ptr_null(swage_str_copy(swage_str_from(NULL), &arena).ptr);
    swage_arena_done(&arena);
}
END_TEST

START_TEST(a_full_arena_gives_an_absent_copy)
{
    swage_arena arena;
    swage_arena_init(&arena, 16);
    swage_str copy = swage_str_copy(SWAGE_STR("sixteen bytes!!!"), &arena);
    ck_assert_ptr_null(copy.ptr);
    ck_assert_uint_eq(copy.len, 0);
    ck_assert_ptr_null(swage_cstr(SWAGE_STR("sixteen bytes!!!"), &arena));
    ck_assert_ptr_nonnull(swage_cstr(SWAGE_STR("fifteen bytes!!"), &arena));
    swage_arena_done(&arena);
}
END_TEST

START_TEST(a_c_string_has_no_nul_inside)
{
    swage_arena arena;
    swage_arena_init(&arena, 4096);
    ck_assert_str_eq(swage_cstr(swage_str_of("Anna", 3), &arena), "Ann");
    ck_assert_str_eq(swage_cstr(SWAGE_EMPTY, &arena), "");
    ck_assert_ptr_null(swage_cstr(with_nul, &arena));
    ck_assert_ptr_null(swage_cstr(swage_str_from(NULL), &arena));
    swage_arena_done(&arena);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("string");
    tcase_add_test(tests, literals_have_their_length);
    tcase_add_test(tests, texts_are_equal_by_bytes_and_absent_ones_to_each_other);
    tcase_add_test(tests, a_copy_has_the_same_bytes_and_a_nul);
    tcase_add_test(tests, a_full_arena_gives_an_absent_copy);
    tcase_add_test(tests, a_c_string_has_no_nul_inside);
    Suite *suite = suite_create("string");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
