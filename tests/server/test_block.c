/* SPDX-License-Identifier: MIT */
/* Blocks of input and their pool. */
#include "config.h"

#include "server/block.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct block_pool pool;

static void set_up(void)
{
    block_pool_init(&pool);
}

static void tear_down(void)
{
    block_pool_done(&pool);
}

START_TEST(a_block_has_the_room_that_was_asked_for)
{
    static const size_t sizes[] = {0, 1, 2048, 2049, 8192, 8193, 32768, BLOCK_READ, BLOCK_READ + 32768, 1 << 20};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct block *block = block_take(&pool, sizes[i]);
        ck_assert_uint_ge(block->cap, sizes[i]);
        ck_assert_uint_eq(block_len(block), 0);
        memset(block->bytes, 'x', block->cap);
        block_give(block);
    }
}
END_TEST

START_TEST(a_block_that_was_given_back_is_taken_again)
{
    struct block *block = block_take(&pool, 100);
    block->to = 50;
    block_give_arg(block);
    struct block *again = block_take(&pool, 2000);
    ck_assert_ptr_eq(again, block);
    ck_assert_uint_eq(block_len(again), 0);
    block_give(again);
    block_give(NULL);
}
END_TEST

START_TEST(the_pool_keeps_no_more_than_its_bound)
{
    enum { MANY = 100 };
    static const size_t sizes[] = {1, 8192, 32768, BLOCK_READ, 1 << 20};
    struct block *blocks[MANY];
    size_t kept = 0;
    for (int i = 0; i < MANY; i++)
        blocks[i] = block_take(&pool, sizes[i % 5]);
    for (int i = 0; i < MANY; i++)
        block_give(blocks[i]);
    for (int i = 0; i < BLOCK_CLASSES; i++)
        for (struct block *block = pool.idle[i]; block; block = block->next)
            kept += block->cap;
    ck_assert_uint_gt(kept, 0);
    ck_assert_uint_le(kept, 736 * 1024); /* doc/server.md */
}
END_TEST

START_TEST(appending_keeps_what_was_not_judged_in_order)
{
    struct block *block = NULL;
    size_t total = 0, judged = 0;
    for (int i = 0; i < 3000; i++) {
        char piece[100];
        memset(piece, 'a' + i % 26, sizeof piece);
        ck_assert(block_append(&block, &pool, piece, 1 + (size_t)i % 100));
        total += 1 + (size_t)i % 100;
        if (i % 7 == 0 && block_len(block) > 30) {
            block->from += 30;
            judged += 30;
        }
        ck_assert_uint_eq(block_len(block), total - judged);
    }
    ck_assert_int_eq(block->bytes[block->to - 1], 'a' + 2999 % 26);
    block_give(block);
}
END_TEST

START_TEST(room_at_the_front_is_used_before_a_larger_block)
{
    struct block *block = NULL;
    char bytes[1500] = {'x'};
    ck_assert(block_append(&block, &pool, bytes, sizeof bytes));
    struct block *first = block;
    block->from = 1000;
    bytes[0] = 'y';
    ck_assert(block_append(&block, &pool, bytes, sizeof bytes));
    ck_assert_ptr_eq(block, first);
    ck_assert_uint_eq(block_len(block), 2000);
    ck_assert_int_eq(block->bytes[block->from + 500], 'y');
    ck_assert(block_append(&block, &pool, bytes, sizeof bytes));
    ck_assert_uint_ge(block->cap, 3500);
    ck_assert_uint_eq(block_len(block), 3500);
    block_give(block);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("block");
    TCase *tc = tcase_create("block");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, a_block_has_the_room_that_was_asked_for);
    tcase_add_test(tc, a_block_that_was_given_back_is_taken_again);
    tcase_add_test(tc, the_pool_keeps_no_more_than_its_bound);
    tcase_add_test(tc, appending_keeps_what_was_not_judged_in_order);
    tcase_add_test(tc, room_at_the_front_is_used_before_a_larger_block);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
