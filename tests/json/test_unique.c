/* SPDX-License-Identifier: MIT */
/* Whether items stand twice, against looking at all pairs, and never in quadratic time. */
#include "config.h"

#include "mutation.h"

#include <swage/read.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

static swage_arena arena;
static swage_reader r;
static size_t comparisons;

static void begin(void)
{
    swage_arena_init(&arena, 16 << 20);
    r = (swage_reader){.arena = &arena};
    comparisons = 0;
}

static void finish(void)
{
    swage_arena_done(&arena);
}

static int count_and_compare(const void *a, const void *b)
{
    comparisons++;
    return swage_compare_int32(a, b);
}

static bool naive(const int32_t *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < i; j++)
            if (items[i] == items[j])
                return false;
    return true;
}

START_TEST(random_items_are_unique_when_no_pair_is_equal)
{
    int32_t items[100];
    uint64_t state = 4;
    unsigned unique = 0;
    for (int i = 0; i < 20000; i++) {
        size_t count = mutation_below(&state, 100);
        size_t values = 1 + mutation_below(&state, mutation_below(&state, 2) ? 200 : 20000);
        for (size_t k = 0; k < count; k++)
            items[k] = (int32_t)mutation_below(&state, values);
        bool wanted = naive(items, count);
        unique += wanted;
        ck_assert_int_eq(swage_unique(&r, items, count, sizeof *items, swage_compare_int32), wanted);
        ck_assert_int_eq(r.status, 0);
    }
    ck_assert_uint_gt(unique, 5000);
    ck_assert_uint_lt(unique, 19000);
}
END_TEST

START_TEST(one_pair_is_found_wherever_it_stands)
{
    enum { COUNT = 40 };
    int32_t items[COUNT];
    for (int i = 0; i < COUNT; i++) {
        for (int j = 0; j < i; j++) {
            for (int k = 0; k < COUNT; k++)
                items[k] = (k * 7) % 41;
            ck_assert(swage_unique(&r, items, COUNT, sizeof *items, swage_compare_int32));
            items[i] = items[j];
            ck_assert(!swage_unique(&r, items, COUNT, sizeof *items, swage_compare_int32));
        }
    }
}
END_TEST

/* robustness 98 */
START_TEST(a_hundred_thousand_items_take_n_log_n_comparisons_in_any_order)
{
    enum { COUNT = 100000 };
    int32_t *items = malloc(COUNT * sizeof *items);
    uint64_t state = 8;
    for (int shape = 0; shape < 6; shape++) {
        for (int32_t i = 0; i < COUNT; i++) {
            switch (shape) {
            case 0: items[i] = i; break;                              /* ascending */
            case 1: items[i] = -i; break;                             /* descending */
            case 2: items[i] = i % 2 ? i : -i; break;                 /* outwards */
            case 3: items[i] = (int32_t)((int64_t)i * 61 % 100003); break;
            case 4: items[i] = i < COUNT / 2 ? 2 * i : 2 * (i - COUNT / 2) + 1; break; /* two that interlace */
            default: items[i] = i; break;
            }
        }
        for (size_t i = COUNT - 1; shape == 5 && i > 0; i--) {
            size_t j = mutation_below(&state, i + 1);
            int32_t swap = items[i];
            items[i] = items[j];
            items[j] = swap;
        }
        comparisons = 0;
        ck_assert(swage_unique(&r, items, COUNT, sizeof *items, count_and_compare));
        ck_assert_uint_lt(comparisons, COUNT * 18u); /* log2 is below 17 */
        items[COUNT - 1] = items[0];
        ck_assert(!swage_unique(&r, items, COUNT, sizeof *items, count_and_compare));
    }
    free(items);
}
END_TEST

/* robustness 96: keys whose multiplicative hashes are all the same; nothing is hashed. */
START_TEST(keys_that_collide_take_no_more_comparisons_than_others)
{
    enum { BITS = 14, COUNT = 1 << BITS };
    struct entry {
        swage_str key;
        int value;
    } *entries = calloc(COUNT, sizeof *entries);
    char *texts = malloc(COUNT * 2 * BITS);
    for (size_t i = 0; i < COUNT; i++) {
        for (size_t bit = 0; bit < BITS; bit++)
            memcpy(texts + (i * BITS + bit) * 2, i >> bit & 1 ? "BB" : "Aa", 2); /* h * 31: "Aa" and "BB" are one */
        entries[i].key = swage_str_of(texts + i * 2 * BITS, 2 * BITS);
    }
    ck_assert(swage_unique(&r, entries, COUNT, sizeof *entries, swage_compare_str));
    entries[COUNT - 1].key = entries[1].key;
    ck_assert(!swage_unique(&r, entries, COUNT, sizeof *entries, swage_compare_str));
    free(texts);
    free(entries);
}
END_TEST

/* robustness 97 */
START_TEST(one_key_fifty_thousand_times_ends_at_once)
{
    enum { COUNT = 50000 };
    int32_t *items = calloc(COUNT, sizeof *items);
    ck_assert(!swage_unique(&r, items, COUNT, sizeof *items, count_and_compare));
    ck_assert_uint_lt(comparisons, 10);
    free(items);
}
END_TEST

START_TEST(the_arena_gets_its_memory_back)
{
    int32_t items[1000];
    for (int32_t i = 0; i < 1000; i++)
        items[i] = -i;
    char *before = swage_arena_alloc(&arena, 16);
    for (int i = 0; i < 1000; i++)
        ck_assert(swage_unique(&r, items, 1000, sizeof *items, swage_compare_int32));
    items[999] = 0;
    ck_assert(!swage_unique(&r, items, 1000, sizeof *items, swage_compare_int32));
    ck_assert_uint_le(swage_arena_taken(&arena), 4 * 8000); /* not a thousand times 8000 */
    ck_assert_ptr_nonnull(before);
}
END_TEST

START_TEST(a_full_arena_is_no_verdict)
{
    int32_t items[1000];
    swage_arena small;
    for (int32_t i = 0; i < 1000; i++)
        items[i] = -i;
    swage_arena_init(&small, 8000); /* 8 bytes for each item */
    swage_reader full = {.arena = &small};
    ck_assert(swage_unique(&full, items, 1000, sizeof *items, swage_compare_int32));
    ck_assert_int_eq(full.status, SWAGE_OK);
    swage_arena_done(&small);
    swage_arena_init(&small, 7984);
    ck_assert(!swage_unique(&full, items, 1000, sizeof *items, swage_compare_int32));
    ck_assert_int_eq(full.status, SWAGE_E_LIMIT);
    swage_arena_done(&small);
}
END_TEST

/* --- items -------------------------------------------------------------------------------------------------------- */

#define CHECK_ORDER(name, type, ...)                                                                        \
    do {                                                                                                    \
        const type ascending[] = {__VA_ARGS__};                                                             \
        for (size_t i = 0; i < sizeof ascending / sizeof *ascending; i++)                                   \
            for (size_t j = 0; j < sizeof ascending / sizeof *ascending; j++) {                             \
                int order = swage_compare_##name(&ascending[i], &ascending[j]);                             \
                ck_assert_msg((order > 0) - (order < 0) == (i > j) - (i < j), #name " %zu %zu", i, j);       \
            }                                                                                               \
    } while (0)

START_TEST(items_are_ordered_by_their_values)
{
    CHECK_ORDER(bool, bool, false, true);
    CHECK_ORDER(int8, int8_t, INT8_MIN, -1, 0, INT8_MAX);
    CHECK_ORDER(int16, int16_t, INT16_MIN, -1, 0, INT16_MAX);
    CHECK_ORDER(int32, int32_t, INT32_MIN, -1, 0, INT32_MAX);
    CHECK_ORDER(int64, int64_t, INT64_MIN, -1, 0, INT64_MAX);
    CHECK_ORDER(uint8, uint8_t, 0, 1, UINT8_MAX);
    CHECK_ORDER(uint16, uint16_t, 0, 1, UINT16_MAX);
    CHECK_ORDER(uint32, uint32_t, 0, 1, UINT32_MAX);
    CHECK_ORDER(uint64, uint64_t, 0, 1, UINT64_MAX);
    CHECK_ORDER(float32, float, -1e38f, -1, 0, 1e-45f, 1);
    CHECK_ORDER(float64, double, -1e308, -1, 0, 5e-324, 1);
    CHECK_ORDER(str, swage_str, {NULL, 0}, SWAGE_STR_INIT(""), SWAGE_STR_INIT("b"), SWAGE_STR_INIT("a\0"),
                SWAGE_STR_INIT("aa"), SWAGE_STR_INIT("\xff\xff"));
    CHECK_ORDER(bytes, swage_bytes, {NULL, 0}, {(const unsigned char *)"", 0}, {(const unsigned char *)"b", 1},
                {(const unsigned char *)"aa", 2});
    CHECK_ORDER(decimal, swage_str, {NULL, 0}, SWAGE_STR_INIT("-10"), SWAGE_STR_INIT("9"), SWAGE_STR_INIT("1e1"),
                SWAGE_STR_INIT("10.1"));
}
END_TEST

START_TEST(numbers_are_equal_by_value)
{
    const double zeros[] = {0.0, -0.0};
    const float floats[] = {0.0f, -0.0f};
    const swage_str decimals[] = {SWAGE_STR_INIT("1"), SWAGE_STR_INIT("1.0"), SWAGE_STR_INIT("10e-1")};
    ck_assert(!swage_unique(&r, zeros, 2, sizeof *zeros, swage_compare_float64));
    ck_assert(!swage_unique(&r, floats, 2, sizeof *floats, swage_compare_float32));
    ck_assert(!swage_unique(&r, decimals, 2, sizeof *decimals, swage_compare_decimal));
    ck_assert(!swage_unique(&r, decimals + 1, 2, sizeof *decimals, swage_compare_decimal));
    ck_assert(swage_unique(&r, decimals, 2, sizeof *decimals, swage_compare_str));
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("unique");
    tcase_add_checked_fixture(tests, begin, finish);
    tcase_add_test(tests, random_items_are_unique_when_no_pair_is_equal);
    tcase_add_test(tests, one_pair_is_found_wherever_it_stands);
    tcase_add_test(tests, a_hundred_thousand_items_take_n_log_n_comparisons_in_any_order);
    tcase_add_test(tests, keys_that_collide_take_no_more_comparisons_than_others);
    tcase_add_test(tests, one_key_fifty_thousand_times_ends_at_once);
    tcase_add_test(tests, the_arena_gets_its_memory_back);
    tcase_add_test(tests, a_full_arena_is_no_verdict);
    tcase_add_test(tests, items_are_ordered_by_their_values);
    tcase_add_test(tests, numbers_are_equal_by_value);
    Suite *suite = suite_create("unique");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
