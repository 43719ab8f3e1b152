/* SPDX-License-Identifier: MIT */
/* Numbers that are the same in every run: for asking two independent functions whether they agree. */
#ifndef SWAGE_TESTS_VALIDATE_RANDOM_H
#define SWAGE_TESTS_VALIDATE_RANDOM_H

#include <stddef.h>
#include <stdint.h>

/* splitmix64, Steele et al. 2014. */
static inline uint64_t random_next(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

static inline size_t random_below(uint64_t *state, size_t limit)
{
    return (size_t)(random_next(state) >> 32) % limit;
}

#endif
