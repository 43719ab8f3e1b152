/* SPDX-License-Identifier: MIT */
/* The arena of a compilation: alignment, large pieces, the maximum, and the way out when memory ends. */
#include "config.h"

#include "parsing.h"
#include "syntax/pool.h"

#include <setjmp.h>
#include <stdalign.h>
#include <stdint.h>

static jmp_buf exhausted;

static void leave(void *arg)
{
    ++*(int *)arg;
    longjmp(exhausted, 1);
}

START_TEST(allocations_are_zeroed_aligned_and_apart)
{
    int calls = 0;
    struct pool pool;
    pool_init(&pool, 1 << 20, leave, &calls);
    char *before = NULL;
    for (size_t size = 0; size < 300; size++) {
        char *piece = pool_alloc(&pool, size);
        ck_assert_uint_eq((uintptr_t)piece % alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            ck_assert_int_eq(piece[i], 0);
        memset(piece, 0xff, size);
        ck_assert(piece != before || size == 0);
        before = size > 0 ? piece : before;
    }
    ck_assert_int_eq(calls, 0);
    pool_done(&pool);
}
END_TEST

START_TEST(a_large_piece_leaves_the_current_block_in_use)
{
    int calls = 0;
    struct pool pool;
    pool_init(&pool, 8 << 20, leave, &calls);
    pool_alloc(&pool, 16);
    const char *ptr = pool.ptr;
    memset(pool_alloc(&pool, 3 << 20), 1, 3 << 20);
    ck_assert_ptr_eq(pool.ptr, ptr);
    pool_alloc(&pool, 16);
    ck_assert_ptr_eq(pool.ptr, ptr + 16);
    pool_done(&pool);
}
END_TEST

START_TEST(copies_and_formatted_text_end_in_nul)
{
    int calls = 0;
    struct pool pool;
    pool_init(&pool, 1 << 20, leave, &calls);
    ck_assert_str_eq(pool_copy(&pool, "abcdef", 3), "abc");
    ck_assert_str_eq(pool_copy(&pool, NULL, 0), "");
    ck_assert_str_eq(pool_printf(&pool, "%s-%d", "x", 42), "x-42");
    pool_done(&pool);
}
END_TEST

START_TEST(the_maximum_is_kept_and_reported)
{
    static int calls;
    static struct pool pool;
    calls = 0;
    pool_init(&pool, 100000, leave, &calls);
    if (setjmp(exhausted) == 0)
        for (;;)
            pool_alloc(&pool, 1000);
    ck_assert_int_eq(calls, 1);
    ck_assert_uint_le(pool.used, 100000);
    pool_done(&pool);
    ck_assert_uint_eq(pool.used, 0);
}
END_TEST

START_TEST(an_absurd_size_is_refused_and_does_not_wrap)
{
    static const size_t sizes[] = {SIZE_MAX, SIZE_MAX - 8, SIZE_MAX - 32, SIZE_MAX / 2};
    static int calls;
    static struct pool pool;
    calls = 0;
    pool_init(&pool, SIZE_MAX / 4, leave, &calls);
    if (setjmp(exhausted) == 0)
        pool_alloc(&pool, sizes[_i]);
    ck_assert_int_eq(calls, 1);
    pool_done(&pool);
}
END_TEST

static void run_out(struct compilation *cx, void *arg)
{
    (void)arg;
    cx->reached = (struct place){.file = source_from_text(cx, "big.swage", "x", 1), .line = 1, .col = 1, .end = 1};
    cx->pool.max = cx->pool.used;
    for (;;)
        pool_alloc(&cx->pool, 1000);
}

START_TEST(a_compilation_out_of_memory_says_so_where_it_stood)
{
    char buf[512];
    struct compilation *cx = compilation_new();
    ck_assert(!compilation_run(cx, run_out, NULL));
    ck_assert_uint_eq(diagnostic_errors(cx), 1);
    ck_assert_str_eq(parsing_faults(cx, buf, sizeof buf), "1:1 out-of-memory");
    ck_assert_ptr_nonnull(strstr(parsing_printed(cx, buf, sizeof buf), "big.swage:1:1: error: "));
    compilation_free(cx);
}
END_TEST

static void count_up(struct compilation *cx, void *arg)
{
    (void)cx;
    ++*(int *)arg;
}

START_TEST(a_compilation_that_ends_well_is_run_once)
{
    int calls = 0;
    struct compilation *cx = compilation_new();
    ck_assert(compilation_run(cx, count_up, &calls));
    ck_assert_int_eq(calls, 1);
    ck_assert_uint_eq(diagnostic_errors(cx), 0);
    compilation_free(cx);
    compilation_free(NULL);
}
END_TEST

static void add_tests(TCase *tests)
{
    tcase_add_test(tests, allocations_are_zeroed_aligned_and_apart);
    tcase_add_test(tests, a_large_piece_leaves_the_current_block_in_use);
    tcase_add_test(tests, copies_and_formatted_text_end_in_nul);
    tcase_add_test(tests, the_maximum_is_kept_and_reported);
    tcase_add_loop_test(tests, an_absurd_size_is_refused_and_does_not_wrap, 0, 4);
    tcase_add_test(tests, a_compilation_out_of_memory_says_so_where_it_stood);
    tcase_add_test(tests, a_compilation_that_ends_well_is_run_once);
}

int main(void)
{
    return parsing_run("pool", add_tests);
}
