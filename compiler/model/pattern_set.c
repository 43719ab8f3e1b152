/* SPDX-License-Identifier: MIT */
/* Ranges in an array that grows. */
#include "config.h"

#include "model/pattern_set.h"

#include "syntax/pool.h"

#include <stdlib.h>
#include <string.h>

enum { SURROGATE_FIRST = 0xd800, SURROGATE_LAST = 0xdfff };

bool pattern_is_surrogate(uint32_t point)
{
    return point >= SURROGATE_FIRST && point <= SURROGATE_LAST;
}

/* Takes surrogates from the ends; false when nothing is left. */
static bool clip(struct pattern_range *range)
{
    if (pattern_is_surrogate(range->first))
        range->first = SURROGATE_LAST + 1;
    if (pattern_is_surrogate(range->last))
        range->last = SURROGATE_FIRST - 1;
    return range->first <= range->last;
}

void pattern_set_add(struct pattern_set *set, struct pool *pool, uint32_t first, uint32_t last)
{
    struct pattern_range range = {first, last};
    if (!clip(&range))
        return;
    if (set->count == set->cap) {
        size_t cap = set->cap == 0 ? 4 : 2 * set->cap;
        struct pattern_range *ranges = pool_alloc(pool, cap * sizeof *ranges);
        if (set->count > 0)
            memcpy(ranges, set->ranges, set->count * sizeof *ranges);
        set->ranges = ranges;
        set->cap = cap;
    }
    set->ranges[set->count++] = range;
}

void pattern_set_add_all(struct pattern_set *set, struct pool *pool, const struct pattern_set *other)
{
    for (size_t i = 0; i < other->count; i++)
        pattern_set_add(set, pool, other->ranges[i].first, other->ranges[i].last);
}

static int compare(const void *a, const void *b)
{
    const struct pattern_range *one = a, *two = b;
    if (one->first != two->first)
        return one->first < two->first ? -1 : 1;
    return one->last < two->last ? -1 : one->last > two->last;
}

/* The character behind `point`. */
static uint32_t after(uint32_t point)
{
    return point + 1 == SURROGATE_FIRST ? SURROGATE_LAST + 1 : point + 1;
}

void pattern_set_finish(struct pattern_set *set)
{
    if (set->count == 0)
        return;
    qsort(set->ranges, set->count, sizeof *set->ranges, compare);
    struct pattern_range *last = set->ranges;
    for (size_t i = 1; i < set->count; i++) {
        const struct pattern_range *range = &set->ranges[i];
        if (range->first > after(last->last))
            *++last = *range;
        else if (range->last > last->last)
            last->last = range->last;
    }
    set->count = (size_t)(last - set->ranges) + 1;
}

void pattern_set_invert(struct pattern_set *set, struct pool *pool)
{
    struct pattern_set others = {0};
    uint32_t first = 0;
    for (size_t i = 0; i < set->count; i++) {
        if (set->ranges[i].first > first)
            pattern_set_add(&others, pool, first, set->ranges[i].first - 1);
        first = set->ranges[i].last + 1;
    }
    if (first <= PATTERN_POINT_MAX)
        pattern_set_add(&others, pool, first, PATTERN_POINT_MAX);
    *set = others;
}

enum pattern_share pattern_set_share(const struct pattern_set *set, uint32_t first, uint32_t last)
{
    struct pattern_range asked = {first, last};
    if (first > last || !clip(&asked))
        return PATTERN_MOOT;
    for (size_t i = 0; i < set->count && set->ranges[i].first <= asked.last; i++) {
        if (set->ranges[i].last < asked.first)
            continue;
        bool is_all = set->ranges[i].first <= asked.first && asked.last <= set->ranges[i].last;
        return is_all ? PATTERN_ALL : PATTERN_SOME;
    }
    return PATTERN_NONE;
}
