/* SPDX-License-Identifier: MIT */
/* Sets of code points, as the classes of patterns are. A finished set is sorted, its ranges neither touch nor overlap.
   Surrogates are no characters: whether a range goes across them says nothing, and no range begins or ends there. */
#ifndef SWAGE_MODEL_PATTERN_SET_H
#define SWAGE_MODEL_PATTERN_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PATTERN_POINT_MAX = 0x10ffff };

struct pool;

struct pattern_range {
    uint32_t first, last;
};

struct pattern_set {
    struct pattern_range *ranges; /* in the pool */
    size_t count, cap;
};

void pattern_set_add(struct pattern_set *set, struct pool *pool, uint32_t first, uint32_t last);
void pattern_set_add_all(struct pattern_set *set, struct pool *pool, const struct pattern_set *other);

/* Sorts and joins what was added. */
void pattern_set_finish(struct pattern_set *set);

/* Every other code point. The set is finished, before and afterwards. */
void pattern_set_invert(struct pattern_set *set, struct pool *pool);

bool pattern_is_surrogate(uint32_t point);

/* How the code points `first` to `last`, surrogates left out, lie to a finished set. */
enum pattern_share {
    PATTERN_NONE, /* none of them is in it */
    PATTERN_SOME,
    PATTERN_ALL,
    PATTERN_MOOT /* there are none */
};
enum pattern_share pattern_set_share(const struct pattern_set *set, uint32_t first, uint32_t last);

#endif
