/* SPDX-License-Identifier: MIT */
/* Names to things. */
#include "config.h"

#include "model/name_map.h"

#include <check.h>
#include <stdlib.h>

static struct pool pool;

static void open_pool(void)
{
    pool_init(&pool, (size_t)64 << 20, NULL, NULL);
}

static void close_pool(void)
{
    pool_done(&pool);
}

START_TEST(an_empty_map_has_nothing)
{
    struct name_map map = NAME_MAP_INIT(&pool);
    ck_assert_ptr_null(name_map_find(&map, "a", 1));
    ck_assert_ptr_null(name_map_find(&map, "", 0));
}
END_TEST

START_TEST(the_first_under_a_name_stays)
{
    struct name_map map = NAME_MAP_INIT(&pool);
    int first, second;
    ck_assert_ptr_eq(name_map_add(&map, "name", 4, &first), &first);
    ck_assert_ptr_eq(name_map_add(&map, "name", 4, &second), &first);
    ck_assert_ptr_eq(name_map_find(&map, "name", 4), &first);
    ck_assert_uint_eq(map.count, 1);
}
END_TEST

START_TEST(names_are_bytes_with_a_length)
{
    struct name_map map = NAME_MAP_INIT(&pool);
    int a, b, c;
    name_map_add(&map, "x\0y", 3, &a);
    name_map_add(&map, "x\0z", 3, &b);
    name_map_add(&map, "x", 1, &c);
    ck_assert_ptr_eq(name_map_find(&map, "x\0y", 3), &a);
    ck_assert_ptr_eq(name_map_find(&map, "x\0z", 3), &b);
    ck_assert_ptr_eq(name_map_find(&map, "x", 1), &c);
    ck_assert_ptr_null(name_map_find(&map, "x\0", 2));
}
END_TEST

START_TEST(many_names_are_found_again)
{
    enum { MANY = 50000 };
    struct name_map map = NAME_MAP_INIT(&pool);
    char *values = pool_alloc(&pool, MANY);
    for (int i = 0; i < MANY; i++)
        name_map_add(&map, pool_printf(&pool, "%05d", i), 5, &values[i]);
    for (int i = 0; i < MANY; i++)
        ck_assert_ptr_eq(name_map_find(&map, pool_printf(&pool, "%05d", i), 5), &values[i]);
    ck_assert_uint_eq(map.count, MANY);
    ck_assert_ptr_null(name_map_find(&map, "99999", 5));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("name_map");
    TCase *tcase = tcase_create("name_map");
    tcase_add_checked_fixture(tcase, open_pool, close_pool);
    tcase_add_test(tcase, an_empty_map_has_nothing);
    tcase_add_test(tcase, the_first_under_a_name_stays);
    tcase_add_test(tcase, names_are_bytes_with_a_length);
    tcase_add_test(tcase, many_names_are_found_again);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
