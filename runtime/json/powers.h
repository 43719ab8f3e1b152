/* SPDX-License-Identifier: MIT */
/*
 * The powers of ten that reading and writing of numbers share.
 *
 *     10^k = (significand + rest) * 2^(powers_log2(k) - 127),    2^127 <= significand < 2^128,    0 <= rest < 1
 *
 * The rest is 0 where 0 <= k <= 55, because 5^55 still has 128 bits, and never else.
 * The table costs 10.7 KB; powers.c is made by powers.py.
 */
#ifndef JSON_POWERS_H
#define JSON_POWERS_H

#include <stdint.h>

enum {
    POWERS_LEAST = -342, /* less makes 0 of any 64-bit significand: 2^64 * 10^-343 is below half of the least double */
    POWERS_MOST = 324,   /* what it takes to make an integer of the least double, 5e-324 */
    POWERS_EXACT = 55
};

struct power {
    uint64_t hi, lo;
};

extern const struct power powers_ten[POWERS_MOST - POWERS_LEAST + 1];

/* floor(log2(10^k)), right for |k| <= 642. Relies on the arithmetic shift that gcc and clang make of negative
   numbers. */
static inline int powers_log2(int k)
{
    return (k * 217706) >> 16;
}

#endif
