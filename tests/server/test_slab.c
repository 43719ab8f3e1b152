/* SPDX-License-Identifier: MIT */
/* Slabs: items, their numbers, and slabs that come and go. */
#include "config.h"

#include "server/slab.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

enum { ITEMS = 5 * SLAB_ITEMS, SIZE = 48 };

static struct slab_pool pool;
static struct {
    unsigned char *at;
    unsigned number;
} items[ITEMS];

static void take(int i)
{
    items[i].at = slab_take(&pool, &items[i].number);
    ck_assert_ptr_nonnull(items[i].at);
    ck_assert_uint_eq((uintptr_t)items[i].at % 16, 0);
    memset(items[i].at, i & 0xff, SIZE);
}

static void give(int i)
{
    for (int k = 0; k < SIZE; k++)
        ck_assert_int_eq(items[i].at[k], i & 0xff); /* nobody else had it */
    slab_give(&pool, items[i].at, items[i].number);
    items[i].at = NULL;
}

static unsigned count_slabs(void)
{
    unsigned count = 0;
    for (struct slab *slab = pool.first; slab; slab = slab->next)
        count++;
    return count;
}

static unsigned seen;

static void see(void *item)
{
    (void)item;
    seen++;
}

static unsigned count_items(void)
{
    seen = 0;
    slab_each(&pool, see);
    return seen;
}

static void set_up(void)
{
    slab_pool_init(&pool, SIZE);
}

static void tear_down(void)
{
    slab_pool_done(&pool);
}

START_TEST(items_do_not_overlap)
{
    for (int i = 0; i < ITEMS; i++)
        take(i);
    ck_assert_uint_eq(count_slabs(), 5);
    ck_assert_uint_eq(count_items(), ITEMS);
    for (int i = 0; i < ITEMS; i++)
        give(i);
    ck_assert_uint_eq(count_items(), 0);
}
END_TEST

START_TEST(empty_slabs_go_back_but_one)
{
    for (int i = 0; i < ITEMS; i++)
        take(i);
    for (int i = ITEMS - 1; i >= 0; i--)
        give(i);
    ck_assert_uint_eq(count_slabs(), 1);
    take(0);
    give(0);
    ck_assert_uint_eq(count_slabs(), 1);
}
END_TEST

START_TEST(holes_are_filled_before_a_slab_is_added)
{
    for (int i = 0; i < ITEMS; i++)
        take(i);
    for (int i = 0; i < ITEMS; i += 3)
        give(i);
    for (int i = 0; i < ITEMS; i += 3)
        take(i);
    ck_assert_uint_eq(count_slabs(), 5);
    for (int i = 0; i < ITEMS; i++)
        give(i);
}
END_TEST

START_TEST(any_order_of_taking_and_giving_holds)
{
    uint32_t seed = 7;
    unsigned held = 0;
    for (int round = 0; round < 20000; round++) {
        seed = seed * 1664525 + 1013904223;
        int i = (int)(seed >> 8) % ITEMS;
        held += items[i].at ? -1u : 1u;
        items[i].at ? give(i) : take(i);
        if (round % 1000 == 0)
            ck_assert_uint_eq(count_items(), held);
    }
    for (int i = 0; i < ITEMS; i++)
        if (items[i].at)
            give(i);
    ck_assert_uint_le(count_slabs(), 1);
}
END_TEST

static void give_back(void *item)
{
    for (int i = 0; i < ITEMS; i++) {
        if (items[i].at == item) {
            give(i);
            seen++;
            return;
        }
    }
}

START_TEST(items_may_be_given_back_while_all_are_gone_through)
{
    for (int i = 0; i < ITEMS; i++)
        take(i);
    seen = 0;
    slab_each(&pool, give_back);
    ck_assert_uint_eq(seen, ITEMS);
    ck_assert_uint_eq(count_items(), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("slab");
    TCase *tc = tcase_create("slab");
    tcase_set_timeout(tc, 60);
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, items_do_not_overlap);
    tcase_add_test(tc, empty_slabs_go_back_but_one);
    tcase_add_test(tc, holes_are_filled_before_a_slab_is_added);
    tcase_add_test(tc, any_order_of_taking_and_giving_holds);
    tcase_add_test(tc, items_may_be_given_back_while_all_are_gone_through);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
