/* SPDX-License-Identifier: MIT */
/*
 * Comparing a decimal number with a binary one, exactly, in integers of bounded length.
 *
 *     digits * 10^x   against   odd * 2^y     is, by the powers of two and five,
 *     digits * 5^x * 2^(x - y)   against   odd       with each negative power moved to the other side
 *
 * How long they get: the point halfway between two doubles has at most 767 significant digits, so of the digits behind
 * the 768th only matters whether all are 0; one more digit stands for them. 10^769 has 2,555 bits. The exponent goes
 * down to -342 of the table less 750 digits that the reader did not count; odd * 5^1092 has 2,600 bits. As both sides
 * are near to each other, neither is much above that. Shifts by 64 more at most, where a number is far below the least
 * subnormal.
 */
#include "config.h"

#include "number.h"

#include <assert.h>

enum {
    DIGITS_THAT_MATTER = 768,
    LIMBS = 96 /* 3,072 bits */
};

struct integer {
    int count; /* limbs in use; the last one is not 0 */
    uint32_t limb[LIMBS];
};

static void append(struct integer *n, uint32_t limb)
{
    if (limb == 0)
        return;
    assert(n->count < LIMBS);
    n->limb[n->count++] = limb;
}

/* n * factor + more */
static void scale(struct integer *n, uint32_t factor, uint32_t more)
{
    uint64_t carry = more;
    for (int i = 0; i < n->count; i++) {
        carry += (uint64_t)n->limb[i] * factor;
        n->limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
    append(n, (uint32_t)carry);
}

static void scale_by_fives(struct integer *n, int64_t power)
{
    const uint32_t five_to_13 = 1220703125;
    for (; power >= 13; power -= 13)
        scale(n, five_to_13, 0);
    for (; power > 0; power--)
        scale(n, 5, 0);
}

static void shift(struct integer *n, int64_t bits)
{
    int words = (int)(bits / 32);
    scale(n, (uint32_t)1 << bits % 32, 0);
    assert(n->count + words <= LIMBS);
    memmove(n->limb + words, n->limb, (size_t)n->count * sizeof n->limb[0]);
    memset(n->limb, 0, (size_t)words * sizeof n->limb[0]);
    n->count += words;
}

static int compare(const struct integer *a, const struct integer *b)
{
    if (a->count != b->count)
        return a->count < b->count ? -1 : 1;
    for (int i = a->count - 1; i >= 0; i--)
        if (a->limb[i] != b->limb[i])
            return a->limb[i] < b->limb[i] ? -1 : 1;
    return 0;
}

/* The digits of a number from `p` on, without the point, as far as they matter; returns how many were taken. */
static int64_t take_digits(const char *p, const char *last, struct integer *out)
{
    int64_t taken = 0;
    uint32_t chunk = 0, power = 1;
    bool rest = false;
    for (; p < last; p++) {
        if (*p == '.')
            continue;
        if (taken == DIGITS_THAT_MATTER) {
            rest |= *p != '0';
            continue;
        }
        chunk = chunk * 10 + (uint32_t)(*p - '0');
        power *= 10;
        taken++;
        if (power == 1000000000) {
            scale(out, power, chunk);
            chunk = 0;
            power = 1;
        }
    }
    scale(out, power, chunk);
    if (!rest)
        return taken;
    scale(out, 10, 1);
    return taken + 1;
}

int number_compare(const struct number_decimal *number, uint64_t odd, int exponent)
{
    struct integer left = {.count = 0};
    const char *first = number->first;
    while (*first == '0' || *first == '.')
        first++;
    int64_t taken = take_digits(first, number->last, &left);

    /* number->exponent belongs to the digits that number->digits holds. */
    int64_t held = 0;
    for (uint64_t digits = number->digits; digits > 0; digits /= 10)
        held++;
    int64_t power = number->exponent + held - taken;

    struct integer right = {.count = odd >> 32 ? 2 : 1, .limb = {(uint32_t)odd, (uint32_t)(odd >> 32)}};
    scale_by_fives(power < 0 ? &right : &left, power < 0 ? -power : power);
    int64_t twos = power - exponent;
    shift(twos < 0 ? &right : &left, twos < 0 ? -twos : twos);
    return compare(&left, &right);
}
