/* SPDX-License-Identifier: MIT */
/*
 * Whether items stand twice (`@unique`, keys of maps), in n log n steps whatever they are.
 *
 * Few items are compared with one another. Many are merged, as numbers of items in the arena, in runs of twice the
 * length each round; neighbours in the end were compared on the way, so the first two that are equal end it.
 */
#include "config.h"

#include <swage/read.h>

#define FEW 12 /* 66 comparisons at most, and no memory */

/* --- items -------------------------------------------------------------------------------------------------------- */

#define COMPARE(name, type)                              \
    int swage_compare_##name(const void *a, const void *b) \
    {                                                    \
        const type *left = a;                            \
        const type *right = b;                           \
        return (*left > *right) - (*left < *right);      \
    }
COMPARE(bool, bool)
COMPARE(int8, int8_t)
COMPARE(int16, int16_t)
COMPARE(int32, int32_t)
COMPARE(int64, int64_t)
COMPARE(uint8, uint8_t)
COMPARE(uint16, uint16_t)
COMPARE(uint32, uint32_t)
COMPARE(uint64, uint64_t)
COMPARE(float32, float) /* -0 is 0; decoded numbers are no NaN */
COMPARE(float64, double)

/* By length first: that settles most. Absent before empty. */
static int compare_memory(const void *a, size_t a_len, const void *b, size_t b_len)
{
    if (a_len != b_len)
        return a_len < b_len ? -1 : 1;
    if (!a || !b)
        return (a != NULL) - (b != NULL);
    return memcmp(a, b, a_len);
}

int swage_compare_str(const void *a, const void *b)
{
    const swage_str *left = a;
    const swage_str *right = b;
    return compare_memory(left->ptr, left->len, right->ptr, right->len);
}

int swage_compare_bytes(const void *a, const void *b)
{
    const swage_bytes *left = a;
    const swage_bytes *right = b;
    return compare_memory(left->ptr, left->len, right->ptr, right->len);
}

int swage_compare_decimal(const void *a, const void *b)
{
    const swage_str *left = a;
    const swage_str *right = b;
    if (!left->ptr || !right->ptr)
        return (left->ptr != NULL) - (right->ptr != NULL);
    return swage_decimal_compare(*left, *right);
}

/* --- arrays ------------------------------------------------------------------------------------------------------- */

typedef int compare_items(const void *a, const void *b);

struct items {
    const char *at;
    size_t count, size;
    compare_items *compare;
};

static inline int order(const struct items *items, size_t a, size_t b)
{
    return items->compare(items->at + a * items->size, items->at + b * items->size);
}

static bool are_few_unique(const struct items *items)
{
    for (size_t i = 1; i < items->count; i++)
        for (size_t j = 0; j < i; j++)
            if (order(items, i, j) == 0)
                return false;
    return true;
}

/* Whether the items ascend: then they are unique at the price of one look at each. */
static bool do_ascend(const struct items *items)
{
    for (size_t i = 1; i < items->count; i++)
        if (order(items, i - 1, i) >= 0)
            return false;
    return true;
}

/* Merges the runs from `a` to `b` and from `b` to `end` into `to`. False where two are equal. */
static bool merge(const struct items *items, const uint32_t *a, const uint32_t *b, const uint32_t *end, uint32_t *to)
{
    const uint32_t *a_end = b;
    while (a < a_end && b < end) {
        int less = order(items, *a, *b);
        if (less == 0)
            return false;
        *to++ = less < 0 ? *a++ : *b++;
    }
    if (a < a_end)
        memcpy(to, a, (size_t)(a_end - a) * sizeof *to);
    else if (b < end)
        memcpy(to, b, (size_t)(end - b) * sizeof *to);
    return true;
}

/* Merges all runs of length `run`, the last of which may be shorter. */
static bool merge_all(const struct items *items, const uint32_t *from, size_t run, uint32_t *to)
{
    for (size_t at = 0; at < items->count;) {
        size_t left = items->count - at;
        size_t first = left < run ? left : run;
        size_t second = left - first < run ? left - first : run;
        if (!merge(items, from + at, from + at + first, from + at + first + second, to + at))
            return false;
        at += first + second;
    }
    return true;
}

/* Sorts with two lists of numbers at `list`. */
static bool are_many_unique(const struct items *items, uint32_t *list)
{
    uint32_t *from = list;
    uint32_t *to = list + items->count;
    for (size_t i = 0; i < items->count; i++)
        from[i] = (uint32_t)i;
    for (size_t run = 1; run < items->count; run *= 2) {
        if (!merge_all(items, from, run, to))
            return false;
        uint32_t *swap = from;
        from = to;
        to = swap;
    }
    return true;
}

bool swage_unique(swage_reader *r, const void *items, size_t count, size_t size, compare_items *compare)
{
    struct items all = {items, count, size, compare};
    if (SWAGE_LIKELY(count <= FEW))
        return are_few_unique(&all);
    if (do_ascend(&all))
        return true;
    size_t bytes = count <= UINT32_MAX && count <= SIZE_MAX / 8 ? count * 2 * sizeof(uint32_t) : SIZE_MAX;
    uint32_t *list = swage_arena_alloc(r->arena, bytes);
    if (!list) {
        r->status = swage_arena_failure(r->arena, bytes);
        return false;
    }
    bool are_unique = are_many_unique(&all, list);
    swage_arena_trim(r->arena, list, bytes, 0);
    return are_unique;
}
