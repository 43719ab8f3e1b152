/* SPDX-License-Identifier: MIT */
/*
 * Floats that are multiples of a decimal step (`@multiple_of(0.01)`): whether some whole n has digits / scale * n as a
 * neighbour that rounds to the value. 0.1 + 0.2 is no multiple of 0.1, 0.3 is.
 *
 * Nearly always n and its product are small, and one division, which rounds correctly, tells. Else it is told exactly, as it
 * is where doubles are evaluated with more precision than they have.
 * With value = m * 2^e and all else whole, the multiple has to lie within half a unit of m:
 *
 *     |n * digits / scale - m * 2^e| <= 2^e / 2        times scale / 2^(e - 2), as d * 2^shift = digits / 2^(e - 2):
 *     |n * d * 2^shift    - 4 m s|   <= 2 s            that is: the remainder of 4 m s, from below or from above
 */
#include "config.h"

#include "json/number.h"

#include <swage/read.h>

#include <float.h>

#define WHOLE_DOUBLE   9007199254740992.0 /* 2^53: up to it every whole number is a double */
#define WHOLE_QUOTIENT 1125899906842624.0 /* 2^50: below it a quotient of rounded numbers is less than a half off */

/* A finite number that is not negative: m * 2^e. */
struct parts {
    uint64_t m;
    int e;
};

static struct parts take_apart(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    int biased = (int)(bits >> 52);
    uint64_t fraction = bits & (((uint64_t)1 << 52) - 1);
    if (biased == 0)
        return (struct parts){fraction, -1074};
    return (struct parts){fraction | (uint64_t)1 << 52, biased - 1075};
}

/* Without the zeros at its end. */
static struct parts make_odd(struct parts number)
{
    int zeros = number.m ? __builtin_ctzll(number.m) : 0;
    return (struct parts){number.m >> zeros, number.e + zeros};
}

static bool is_less(struct number_wide a, struct number_wide b)
{
    return a.hi < b.hi || (a.hi == b.hi && a.lo < b.lo);
}

static struct number_wide subtract(struct number_wide a, struct number_wide b)
{
    return (struct number_wide){a.hi - b.hi - (a.lo < b.lo), a.lo - b.lo};
}

static struct number_wide shift_left(struct number_wide a, unsigned by)
{
    if (by == 0)
        return a;
    if (by >= 64)
        return (struct number_wide){a.lo << (by - 64), 0};
    return (struct number_wide){a.hi << by | a.lo >> (64 - by), a.lo << by};
}

/* The remainder of a * 2^zeros by `modulus`, which is below 2^127: bit by bit, from the highest. */
static struct number_wide remainder_of(struct number_wide a, int zeros, struct number_wide modulus)
{
    struct number_wide rest = {0, 0};
    for (int bit = 127; bit >= -zeros; bit--) {
        rest = shift_left(rest, 1);
        if (bit >= 0)
            rest.lo |= (bit >= 64 ? a.hi >> (bit - 64) : a.lo >> bit) & 1;
        if (!is_less(rest, modulus))
            rest = subtract(rest, modulus);
    }
    return rest;
}

/* Whether a multiple at `distance` from a number rounds to it, whose neighbour on that side is twice `half` away; a
   tie goes to the even one. */
static bool is_near(struct number_wide distance, struct number_wide half, bool even)
{
    return is_less(distance, half) || (even && !is_less(half, distance));
}

/* The same for all values, whatever their format. `even_gaps`: the number below the value is as far from it as the one
   above; else it is a power of two, and half as far. */
static bool is_multiple_exactly(struct parts value, bool even_gaps, double digits, double scale)
{
    struct parts d = make_odd(take_apart(digits));
    struct parts s = make_odd(take_apart(scale));
    int shift = d.e - s.e - value.e + 2; /* of d, against 4 m s */
    struct number_wide target = number_multiply(value.m * 4, s.m);
    struct number_wide modulus = {0, d.m};
    struct number_wide half = number_multiply(2, s.m);
    int zeros = 0;
    if (shift >= 0) {
        /* A step far above the value has no multiple near it but 0, and that is not nearest. */
        if (shift + 64 - __builtin_clzll(d.m) > 126)
            return false;
        modulus = shift_left(modulus, (unsigned)shift);
    } else {
        /* A step below half the gap to the next number always has one. */
        zeros = -shift;
        if (zeros > 53)
            return true;
        half = shift_left(half, (unsigned)zeros);
    }
    struct number_wide below = remainder_of(target, zeros, modulus);
    struct number_wide half_below = half;
    if (!even_gaps)
        half_below = (struct number_wide){half.hi >> 1, half.lo >> 1 | half.hi << 63};
    bool even = value.m % 2 == 0;
    return is_near(below, half_below, even) || is_near(subtract(modulus, below), half, even);
}

bool swage_is_multiple(double value, double digits, double scale)
{
    if (value < 0)
        value = -value;
    if (!(value <= DBL_MAX))
        return false;
    if (value == 0)
        return true;
    double quotient = value * scale / digits;
    if (FLT_EVAL_METHOD == 0 && quotient < WHOLE_QUOTIENT && scale <= WHOLE_DOUBLE) {
        double product = (double)(int64_t)(quotient + 0.5) * digits;
        if (product <= WHOLE_DOUBLE)
            return product / scale == value;
    }
    struct parts parts = take_apart(value);
    return is_multiple_exactly(parts, parts.m != (uint64_t)1 << 52 || parts.e == -1074, digits, scale);
}

bool swage_is_multiple_float32(float value, double digits, double scale)
{
    double wide = value < 0 ? -(double)value : (double)value;
    if (!(wide <= (double)FLT_MAX))
        return false;
    if (wide == 0)
        return true;
    struct parts parts = take_apart(wide);
    /* Its gaps are those of 24 bits, and of a subnormal 2^-149. */
    int drop = parts.e + 29 < -149 ? -149 - parts.e : 29;
    parts = (struct parts){parts.m >> drop, parts.e + drop};
    return is_multiple_exactly(parts, parts.m != (uint64_t)1 << 23 || parts.e == -149, digits, scale);
}
