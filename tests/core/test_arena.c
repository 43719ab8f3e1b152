/* SPDX-License-Identifier: MIT */
/* Arenas: maximum, reuse without malloc, growth in place. */
#include "config.h"

#include <swage/arena.h>
#include <swage/error.h>

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define KIB ((size_t)1024)

static bool is_aligned(const void *at)
{
    return (uintptr_t)at % SWAGE_ARENA_ALIGN == 0;
}

START_TEST(allocations_are_aligned_and_apart)
{
    swage_arena arena;
    unsigned char *at[200];
    swage_arena_init(&arena, 1024 * KIB);
    for (size_t i = 0; i < 200; i++) {
        at[i] = swage_arena_alloc(&arena, i);
        ck_assert_ptr_nonnull(at[i]);
        ck_assert(is_aligned(at[i]));
        memset(at[i], (int)i, i);
    }
    for (size_t i = 0; i < 200; i++)
        for (size_t j = 0; j < i; j++)
            ck_assert_uint_eq(at[i][j], i);
    swage_arena_done(&arena);
}
END_TEST

START_TEST(nothing_is_taken_before_the_first_allocation)
{
    swage_arena arena;
    swage_arena_init(&arena, 1024);
    ck_assert_uint_eq(swage_arena_taken(&arena), 0);
    ck_assert_ptr_nonnull(swage_arena_alloc(&arena, 0));
    ck_assert_uint_eq(swage_arena_taken(&arena), 0);
    ck_assert_ptr_nonnull(swage_arena_alloc(&arena, 1));
    ck_assert_uint_eq(swage_arena_taken(&arena), 1024);
    swage_arena_done(&arena);
}
END_TEST

START_TEST(all_of_the_maximum_can_be_had_and_no_more)
{
    static const size_t maxima[] = {16, 1000, 4096, 5000, 100000};
    for (size_t i = 0; i < sizeof maxima / sizeof *maxima; i++) {
        swage_arena arena;
        swage_arena_init(&arena, maxima[i]);
        ck_assert_ptr_nonnull(swage_arena_alloc(&arena, maxima[i]));
        ck_assert_ptr_null(swage_arena_alloc(&arena, 16));
        ck_assert_int_eq(swage_arena_failure(&arena, 16), SWAGE_E_LIMIT);
        swage_arena_reset(&arena);
        ck_assert_ptr_null(swage_arena_alloc(&arena, maxima[i] + 16));
        ck_assert_uint_le(swage_arena_taken(&arena), (maxima[i] + 15) / 16 * 16);
        swage_arena_done(&arena);
    }
}
END_TEST

START_TEST(small_allocations_stop_at_the_maximum)
{
    swage_arena arena;
    size_t total = 0;
    swage_arena_init(&arena, 100 * KIB);
    while (swage_arena_alloc(&arena, 48))
        total += 48;
    ck_assert_uint_le(total, 100 * KIB);
    ck_assert_uint_gt(total, 99 * KIB);
    ck_assert_uint_le(swage_arena_taken(&arena), 100 * KIB);
    swage_arena_done(&arena);
}
END_TEST

START_TEST(vast_sizes_are_refused)
{
    static const size_t sizes[] = {SIZE_MAX, SIZE_MAX - 15, SIZE_MAX - 16, SIZE_MAX / 2};
    swage_arena arena;
    swage_arena_init(&arena, 64 * KIB);
    char *some = swage_arena_alloc(&arena, 10);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        ck_assert_ptr_null(swage_arena_alloc(&arena, sizes[i]));
        ck_assert_ptr_null(swage_arena_grow(&arena, some, 10, sizes[i]));
        ck_assert_ptr_null(swage_arena_zero(&arena, sizes[i]));
    }
    swage_arena_done(&arena);
}
END_TEST

START_TEST(an_arena_without_bound_says_when_memory_is_out)
{
    swage_arena arena;
    swage_arena_init(&arena, SIZE_MAX);
    ck_assert_int_eq(swage_arena_failure(&arena, 1), SWAGE_E_NOMEM);
    swage_arena_done(&arena);
}
END_TEST

/* What one request takes: small, large, small again. */
static void use(swage_arena *arena)
{
    for (int i = 0; i < 100; i++)
        ck_assert_ptr_nonnull(swage_arena_alloc(arena, 100));
    ck_assert_ptr_nonnull(swage_arena_alloc(arena, 20 * KIB));
    for (int i = 0; i < 100; i++)
        ck_assert_ptr_nonnull(swage_arena_alloc(arena, 100));
}

START_TEST(the_same_use_after_a_reset_takes_nothing_more)
{
    swage_arena arena;
    swage_arena_init(&arena, 1024 * KIB);
    swage_arena_keep(&arena, 1024 * KIB);
    use(&arena);
    size_t taken = swage_arena_taken(&arena);
    for (int i = 0; i < 10; i++) {
        swage_arena_reset(&arena);
        ck_assert_uint_eq(swage_arena_taken(&arena), taken);
        use(&arena);
        ck_assert_uint_eq(swage_arena_taken(&arena), taken);
    }
    swage_arena_done(&arena);
}
END_TEST

START_TEST(a_reset_keeps_no_more_than_it_may)
{
    swage_arena arena;
    swage_arena_init(&arena, 1024 * KIB);
    use(&arena);
    swage_arena_reset(&arena);
    ck_assert_uint_le(swage_arena_taken(&arena), 16 * KIB);
    ck_assert_uint_ge(swage_arena_taken(&arena), 4 * KIB);
    swage_arena_keep(&arena, 0);
    swage_arena_reset(&arena);
    ck_assert_uint_eq(swage_arena_taken(&arena), 0);
    swage_arena_done(&arena);
}
END_TEST

START_TEST(spare_blocks_make_way_for_a_large_one)
{
    swage_arena arena;
    swage_arena_init(&arena, 32 * KIB);
    swage_arena_keep(&arena, 32 * KIB);
    for (int i = 0; i < 250; i++)
        ck_assert_ptr_nonnull(swage_arena_alloc(&arena, 100));
    swage_arena_reset(&arena);
    ck_assert_ptr_nonnull(swage_arena_alloc(&arena, 32 * KIB));
    ck_assert_uint_eq(swage_arena_taken(&arena), 32 * KIB);
    swage_arena_done(&arena);
}
END_TEST

START_TEST(a_large_allocation_leaves_the_block_at_work_in_use)
{
    swage_arena arena;
    swage_arena_init(&arena, 1024 * KIB);
    char *first = swage_arena_alloc(&arena, 16);
    ck_assert_ptr_nonnull(swage_arena_alloc(&arena, 50 * KIB));
    ck_assert_ptr_eq(swage_arena_alloc(&arena, 16), first + 16);
    swage_arena_done(&arena);
}
END_TEST

START_TEST(the_top_grows_in_place_and_others_are_copied)
{
    swage_arena arena;
    swage_arena_init(&arena, 1024 * KIB);
    char *low = swage_arena_alloc(&arena, 20);
    memcpy(low, "twenty bytes of text", 20);
    ck_assert_ptr_eq(swage_arena_grow(&arena, low, 20, 200), low);
    char *top = swage_arena_alloc(&arena, 16);
    ck_assert_ptr_eq(top, low + 208);
    char *moved = swage_arena_grow(&arena, low, 200, 400);
    ck_assert_ptr_ne(moved, low);
    ck_assert_mem_eq(moved, "twenty bytes of text", 20);
    ck_assert_ptr_eq(swage_arena_grow(&arena, top, 16, 8), top);
    char *far = swage_arena_grow(&arena, moved, 400, 9000);
    ck_assert_mem_eq(far, "twenty bytes of text", 20);
    ck_assert_ptr_nonnull(swage_arena_grow(&arena, NULL, 0, 10));
    swage_arena_done(&arena);
}
END_TEST

START_TEST(a_failed_growth_leaves_the_old_one_valid)
{
    swage_arena arena;
    swage_arena_init(&arena, 4 * KIB);
    char *at = swage_arena_alloc(&arena, 100);
    memset(at, 'x', 100);
    ck_assert_ptr_null(swage_arena_grow(&arena, at, 100, 5 * KIB));
    for (int i = 0; i < 100; i++)
        ck_assert_int_eq(at[i], 'x');
    ck_assert_ptr_eq(swage_arena_grow(&arena, at, 100, 4 * KIB), at);
    swage_arena_done(&arena);
}
END_TEST

START_TEST(only_the_top_is_trimmed)
{
    swage_arena arena;
    swage_arena_init(&arena, 64 * KIB);
    char *low = swage_arena_alloc(&arena, 160);
    char *top = swage_arena_alloc(&arena, 160);
    swage_arena_trim(&arena, low, 160, 0);
    ck_assert_ptr_eq(swage_arena_alloc(&arena, 1), top + 160);
    swage_arena_trim(&arena, top + 160, 1, 0);
    swage_arena_trim(&arena, top, 160, 17);
    ck_assert_ptr_eq(swage_arena_alloc(&arena, 1), top + 32);
    swage_arena_trim(&arena, NULL, 0, 0);
    swage_arena_done(&arena);
}
END_TEST

START_TEST(zeroed_memory_is_zero_after_a_reset)
{
    swage_arena arena;
    swage_arena_init(&arena, 64 * KIB);
    memset(swage_arena_alloc(&arena, 1000), 0xff, 1000);
    swage_arena_reset(&arena);
    const char *zeros = swage_arena_zero(&arena, 1000);
    for (int i = 0; i < 1000; i++)
        ck_assert_int_eq(zeros[i], 0);
    swage_arena_done(&arena);
}
END_TEST

START_TEST(an_allowance_begins_where_the_blocks_in_use_end)
{
    swage_arena arena;
    swage_arena_init(&arena, 1024 * KIB);
    ck_assert_ptr_nonnull(swage_arena_alloc(&arena, 4 * KIB));
    swage_arena_allow(&arena, 8 * KIB, 1024 * KIB);
    ck_assert_ptr_null(swage_arena_alloc(&arena, 8 * KIB + 1));
    ck_assert_int_eq(arena.failed, SWAGE_E_LIMIT);
    ck_assert_ptr_nonnull(swage_arena_alloc(&arena, 8 * KIB));
    ck_assert_ptr_null(swage_arena_alloc(&arena, 1));
    ck_assert_uint_eq(swage_arena_taken(&arena), 12 * KIB);
    swage_arena_allow(&arena, SIZE_MAX, 1024 * KIB);
    ck_assert_ptr_null(swage_arena_alloc(&arena, 1012 * KIB + 1));
    ck_assert_ptr_nonnull(swage_arena_alloc(&arena, 1012 * KIB));
    swage_arena_done(&arena);
}
END_TEST

/* What it holds is more than it may take: nothing is taken, and nothing is given up. */
START_TEST(less_may_be_allowed_than_there_is)
{
    swage_arena arena;
    swage_arena_init(&arena, 1024 * KIB);
    char *kept = swage_arena_alloc(&arena, 64 * KIB);
    ck_assert_ptr_nonnull(kept);
    memset(kept, 'x', 64 * KIB);
    swage_arena_allow(&arena, 8 * KIB, 16 * KIB);
    ck_assert_ptr_null(swage_arena_alloc(&arena, 1));
    ck_assert_ptr_null(swage_arena_alloc(&arena, 8 * KIB));
    ck_assert_int_eq(arena.failed, SWAGE_E_LIMIT);
    ck_assert_int_eq(kept[64 * KIB - 1], 'x');
    swage_arena_allow(&arena, 8 * KIB, 1024 * KIB);
    ck_assert_ptr_nonnull(swage_arena_alloc(&arena, 8 * KIB));
    swage_arena_done(&arena);
}
END_TEST

START_TEST(blocks_that_a_reset_kept_are_no_part_of_an_allowance)
{
    swage_arena arena;
    swage_arena_init(&arena, 1024 * KIB);
    swage_arena_keep(&arena, 64 * KIB);
    for (int i = 0; i < 8; i++)
        ck_assert_ptr_nonnull(swage_arena_alloc(&arena, 4 * KIB));
    swage_arena_reset(&arena);
    ck_assert_uint_eq(swage_arena_taken(&arena), 32 * KIB);
    swage_arena_allow(&arena, 128 * KIB, 1024 * KIB);
    ck_assert_ptr_nonnull(swage_arena_alloc(&arena, 128 * KIB)); /* the spare blocks make way */
    ck_assert_ptr_null(swage_arena_alloc(&arena, 1));
    swage_arena_done(&arena);
}
END_TEST

START_TEST(an_arena_of_its_own_is_freed_with_all_in_it)
{
    swage_arena *arena = swage_arena_new(64 * KIB);
    ck_assert_ptr_nonnull(arena);
    use(arena);
    swage_arena_free(arena);
    swage_arena_free(NULL);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("arena");
    tcase_add_test(tests, allocations_are_aligned_and_apart);
    tcase_add_test(tests, nothing_is_taken_before_the_first_allocation);
    tcase_add_test(tests, all_of_the_maximum_can_be_had_and_no_more);
    tcase_add_test(tests, small_allocations_stop_at_the_maximum);
    tcase_add_test(tests, vast_sizes_are_refused);
    tcase_add_test(tests, an_arena_without_bound_says_when_memory_is_out);
    tcase_add_test(tests, the_same_use_after_a_reset_takes_nothing_more);
    tcase_add_test(tests, a_reset_keeps_no_more_than_it_may);
    tcase_add_test(tests, spare_blocks_make_way_for_a_large_one);
    tcase_add_test(tests, a_large_allocation_leaves_the_block_at_work_in_use);
    tcase_add_test(tests, the_top_grows_in_place_and_others_are_copied);
    tcase_add_test(tests, a_failed_growth_leaves_the_old_one_valid);
    tcase_add_test(tests, only_the_top_is_trimmed);
    tcase_add_test(tests, zeroed_memory_is_zero_after_a_reset);
    tcase_add_test(tests, an_allowance_begins_where_the_blocks_in_use_end);
    tcase_add_test(tests, less_may_be_allowed_than_there_is);
    tcase_add_test(tests, blocks_that_a_reset_kept_are_no_part_of_an_allowance);
    tcase_add_test(tests, an_arena_of_its_own_is_freed_with_all_in_it);
    Suite *suite = suite_create("arena");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
