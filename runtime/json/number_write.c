/* SPDX-License-Identifier: MIT */
/*
 * The shortest text of doubles and floats, the nearest to the value among the shortest; laid out as ECMAScript does
 * (ECMA-262, Number::toString): 1, 0.5, 1e+21, 5e-7. Negative zero is -0.0, which other readers too take for a float.
 *
 * A value is c * 2^e, and reads back from what is nearer to it than to its neighbours. Scaled by a power of ten so that
 * neighbours are at least 1 and less than 10 apart,
 *
 *     ---|---------|----+----|-----+---|---------|---     + the borders, half a gap from the value V
 *                  s    |    V     |   t                  | integers, s = floor(V)
 *
 * one of the two integers next to V always lies between the borders, and of the multiples of 10 at most one, which is
 * then the shorter text. (Raffaello Giulietti's Schubfach is built on this.) One product of c with 128 bits of the
 * power gives V to about 2^-64. What is nearer than that to a border or a tie, and powers of two, whose lower
 * neighbour is only half as far, go the longer way with three products rounded to odd.
 */
#include "config.h"

#include "number.h"
#include "powers.h"

#include <float.h>
#include <swage/write.h>

#if defined(__x86_64__)
#include <emmintrin.h>
#endif

enum { DIGITS = 17 };

/* A finite value c * 2^e. */
struct binary {
    uint64_t c;
    int e;
    bool uneven; /* the neighbour below is nearer than the one above */
};

/* digits * 10^exponent */
struct decimal {
    uint64_t digits;
    int exponent;
};

/* --- the shortest digits ------------------------------------------------------------------------------------------ */

/* floor(log10(2^e)), and floor(log10(3/4 * 2^e)), for all e of doubles. */
SWAGE_INLINE int gap_log10(int e)
{
    return (e * 315653) >> 20;
}

SWAGE_INLINE int uneven_gap_log10(int e)
{
    return (e * 315653 - 131237) >> 20;
}

/* a * g / 2^128 rounded to odd: whether it is below, at or above an integer can still be told after rounding. The power
   is too large by less than 1 of its last bit, which times `a`, less than 2^60, does not reach the fraction. */
static uint64_t multiply_to_odd(struct power g, uint64_t a)
{
    struct number_wide high = number_multiply(a, g.hi);
    uint64_t fraction = high.lo + number_multiply(a, g.lo).hi;
    high.hi += fraction < high.lo;
    return high.hi | (fraction > 0);
}

/* The way that works for all. V and the borders are taken times 4, so that borders and ties are integers. */
SWAGE_COLD static struct decimal shorten_slowly(struct binary v)
{
    int k = v.uneven ? uneven_gap_log10(v.e) : gap_log10(v.e);
    struct power g = powers_ten[-k - POWERS_LEAST];
    if (-k < 0 || -k > POWERS_EXACT) {
        g.lo++;
        g.hi += g.lo == 0;
    }
    int shift = v.e + powers_log2(-k) + 1;
    uint64_t odd = v.c % 2;
    uint64_t value = multiply_to_odd(g, 4 * v.c << shift);
    uint64_t least = multiply_to_odd(g, (4 * v.c - (v.uneven ? 1 : 2)) << shift) + odd;
    uint64_t most = multiply_to_odd(g, (4 * v.c + 2) << shift) - odd;

    uint64_t s = value / 4;
    uint64_t ten = s / 10 * 10;
    if (least <= 4 * ten)
        return (struct decimal){ten, k};
    if (4 * ten + 40 <= most)
        return (struct decimal){ten + 10, k};
    bool has_s = least <= 4 * s, has_next = 4 * s + 4 <= most;
    if (has_s != has_next)
        return (struct decimal){s + has_next, k};
    uint64_t tie = 4 * s + 2;
    return (struct decimal){s + (value > tie || (value == tie && s % 2 == 1)), k};
}

/* Whether a and b are no more than 2 apart. */
SWAGE_INLINE bool is_near(uint64_t a, uint64_t b)
{
    return a - b + 2 <= 4;
}

/* The usual way. `above` and `half_gap` are distances in units of 2^-60. */
SWAGE_INLINE struct decimal shorten(struct binary v)
{
    int k = gap_log10(v.e);
    const struct power *g = &powers_ten[-k - POWERS_LEAST];
    int shift = v.e + powers_log2(-k); /* the gap is between 2^shift and 2^(shift + 1), and 1 and 10: 0 to 3 */
    uint64_t c = v.c << (shift + 1);
    struct number_wide high = number_multiply(c, g->hi);
    uint64_t fraction = high.lo + number_multiply(c, g->lo).hi;
    uint64_t s = high.hi + (fraction < high.lo);
    uint64_t ten = s / 10 * 10;

    const uint64_t next = (uint64_t)10 << 60;
    uint64_t above = (s - ten) << 60 | fraction >> 4;
    uint64_t half_gap = g->hi >> (4 - shift);
    bool unsure = is_near(above, half_gap) || is_near(next - above, half_gap) || is_near(fraction, (uint64_t)1 << 63);
    if (SWAGE_UNLIKELY(unsure || v.uneven))
        return shorten_slowly(v);
    bool up = next - above < half_gap;
    bool near_ten = above < half_gap || up;
    uint64_t nearest = s + (fraction >> 63);
    ten += up ? 10 : 0;
    return (struct decimal){near_ten ? ten : nearest, k};
}

/* --- digits as text ----------------------------------------------------------------------------------------------- */

/* DIGITS digits as text, in words whose lowest byte comes first. */
struct text {
    uint64_t first;      /* one digit */
    uint64_t head, tail; /* eight each */
    int len;             /* without trailing zeros; at least 1 */
};

/* Eight digits each: split into two fours, four pairs, eight digits, the second half of each in the upper part of
   its lane. */
#if defined(SWAGE_SSE2)
SWAGE_INLINE void spread_digits(uint32_t a, uint32_t b, uint64_t *head, uint64_t *tail)
{
    __m128i n = _mm_set_epi64x((long long)b, (long long)a);
    __m128i high = _mm_srli_epi64(_mm_mul_epu32(n, _mm_set1_epi64x(3518437209)), 45); /* / 10000 */
    __m128i low = _mm_sub_epi32(n, _mm_mul_epu32(high, _mm_set1_epi64x(10000)));
    __m128i fours = _mm_or_si128(high, _mm_slli_epi64(low, 32));
    high = _mm_srli_epi16(_mm_mulhi_epu16(fours, _mm_set1_epi16(5243)), 3); /* / 100 */
    low = _mm_sub_epi16(fours, _mm_mullo_epi16(high, _mm_set1_epi16(100)));
    __m128i pairs = _mm_or_si128(high, _mm_slli_epi32(low, 16));
    high = _mm_mulhi_epu16(pairs, _mm_set1_epi16(6554)); /* / 10 */
    low = _mm_sub_epi16(pairs, _mm_mullo_epi16(high, _mm_set1_epi16(10)));
    __m128i digits = _mm_or_si128(high, _mm_slli_epi16(low, 8));
    *head = (uint64_t)_mm_cvtsi128_si64(digits);
    *tail = (uint64_t)_mm_cvtsi128_si64(_mm_unpackhi_epi64(digits, digits));
}
#else
SWAGE_INLINE uint64_t spread_eight(uint32_t n)
{
    uint64_t high = (uint64_t)n * 3518437209 >> 45; /* n / 10000 */
    uint64_t fours = high | (n - high * 10000) << 32;
    high = (fours * 5243 >> 19) & 0x0000007f0000007f; /* / 100 */
    uint64_t pairs = high | (fours - high * 100) << 16;
    high = (pairs * 103 >> 10) & 0x000f000f000f000f; /* / 10 */
    return high | (pairs - high * 10) << 8;
}

SWAGE_INLINE void spread_digits(uint32_t a, uint32_t b, uint64_t *head, uint64_t *tail)
{
    *head = spread_eight(a);
    *tail = spread_eight(b);
}
#endif

SWAGE_INLINE int count_significant(uint64_t head, uint64_t tail)
{
    if (SWAGE_LIKELY(tail))
        return DIGITS - (int)((unsigned)__builtin_clzll(tail) / 8);
    return head ? DIGITS - 8 - (int)((unsigned)__builtin_clzll(head) / 8) : 1;
}

/* `digits` has exactly DIGITS digits. */
SWAGE_INLINE struct text spell(uint64_t digits)
{
    const uint64_t zeros = 0x3030303030303030;
    uint64_t nine = digits / 100000000;
    uint64_t first = nine / 100000000;
    uint64_t head, tail;
    spread_digits((uint32_t)(nine - first * 100000000), (uint32_t)(digits - nine * 100000000), &head, &tail);
    int len = count_significant(head, tail);
    return (struct text){first | '0', head | zeros, tail | zeros, len};
}

/* All digits; what is behind `len` is overwritten by what follows. */
SWAGE_INLINE void put_digits(char *p, const struct text *t)
{
    *p = (char)t->first;
    number_store(p + 1, t->head);
    number_store(p + 9, t->tail);
}

/* An integer, or a point among the digits: `point` digits before it, 1 to 21. */
SWAGE_INLINE char *put_plain(char *p, const struct text *t, int point)
{
    if (point >= t->len) {
        put_digits(p, t);
        memcpy(p + DIGITS, "0000", 4);
        return p + point;
    }
    if (SWAGE_LIKELY(point < 8)) {
        /* All digits a byte further, then the first seven and the point over them. */
        put_digits(p + 1, t);
        uint64_t word = t->head << 8 | t->first;
        uint64_t before = ((uint64_t)1 << 8 * point) - 1;
        number_store(p, (word & before) | (uint64_t)'.' << 8 * point | (word & ~before) << 8);
    } else {
        put_digits(p, t);
        memmove(p + point + 1, p + point, (size_t)(DIGITS - point));
        p[point] = '.';
    }
    return p + t->len + 1;
}

/* d.ddde-324 */
SWAGE_INLINE char *put_scientific(char *p, const struct text *t, int exponent)
{
    put_digits(p + 1, t);
    p[0] = p[1];
    p[1] = '.';
    p += t->len > 1 ? t->len + 1 : 1;
    *p++ = 'e';
    *p++ = exponent < 0 ? '-' : '+';
    unsigned n = (unsigned)(exponent < 0 ? -exponent : exponent);
    /* Three digits, without the zeros in front: no branches, as lengths of exponents are hard to foretell. */
    uint64_t word = ('0' + n / 100) | ('0' + n / 10 % 10) << 8 | ('0' + n % 10) << 16;
    int len = 1 + (n >= 10) + (n >= 100);
    number_store(p, word >> 8 * (3 - len));
    return p + len;
}

/* Where the point goes is ECMA-262's: up to 21 digits before it, up to 5 zeros behind it, an exponent else. */
SWAGE_INLINE char *put_decimal(char *p, struct decimal d)
{
    const uint64_t least = 10000000000000000;
    /* Every other double has a digit less: not worth a branch that is hard to foretell. */
    unsigned is_short = d.digits < least;
    d.digits *= 1 + 9 * is_short;
    d.exponent -= (int)is_short;
    while (SWAGE_UNLIKELY(d.digits < least)) {
        d.digits *= 10;
        d.exponent--;
    }
    struct text t = spell(d.digits);
    int point = d.exponent + DIGITS;
    if (point >= 1 && point <= 21)
        return put_plain(p, &t, point);
    if (point > 21 || point < -5)
        return put_scientific(p, &t, point - 1);
    memcpy(p, "0.000000", 8);
    p += 2 - point;
    put_digits(p, &t);
    return p + t.len;
}

/* --- values ------------------------------------------------------------------------------------------------------- */

SWAGE_INLINE bool is_integer(struct binary v)
{
    return 0u - (unsigned)v.e <= (unsigned)__builtin_ctzll(v.c); /* a positive e is large here */
}

SWAGE_INLINE char *put_zero(char *p, bool negative)
{
    memcpy(p, negative ? "-0.0" : "0\0\0", 4);
    return p + (negative ? 4 : 1);
}

/*
 * Amounts, coordinates, measurements: no more than seven digits before and eight behind the point. Of decimals with up
 * to 15 digits no two read back as the same double, so that one which reads back as this is the shortest, but for zeros
 * at its end. Digits and power of ten are doubles themselves, the division rounds correctly. NULL for every other
 * value, which says nothing.
 */
SWAGE_INLINE char *put_short(char *p, double value)
{
    const double scale = 1e8;
    if (FLT_EVAL_METHOD != 0 || !(value >= 1e-6 && value < 1e7))
        return NULL;
    uint64_t n = (uint64_t)(int64_t)(value * scale + 0.5);
    if ((double)(int64_t)n / scale != value)
        return NULL;
    uint64_t head, tail;
    uint64_t whole = n / 100000000;
    spread_digits((uint32_t)whole, (uint32_t)(n - whole * 100000000), &head, &tail);
    unsigned skipped = (unsigned)__builtin_ctzll(head | (uint64_t)1 << 56) / 8; /* zeros in front, but for the last */
    number_store(p, (head | 0x3030303030303030) >> 8 * skipped);
    p += 8 - skipped;
    *p = '.';
    number_store(p + 1, tail | 0x3030303030303030);
    return p + 9 - (unsigned)__builtin_clzll(tail) / 8;
}

SWAGE_INLINE char *put_magnitude(char *p, struct binary v)
{
    if (is_integer(v))
        return swage_write_uint64(p, v.c >> -v.e);
    return put_decimal(p, shorten(v));
}

char *swage_write_float64(swage_buffer *buffer, char *p, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    bool negative = bits >> 63;
    int exponent = (int)(bits >> 52 & 0x7ff);
    uint64_t fraction = bits & 0xfffffffffffff;
    if (SWAGE_UNLIKELY(exponent == 0x7ff))
        return swage_write_failed(buffer, SWAGE_E_VALUE);
    if (bits << 1 == 0)
        return put_zero(p, negative);
    *p = '-';
    p += negative;
    if (SWAGE_UNLIKELY(exponent == 0))
        return put_magnitude(p, (struct binary){fraction, -1074, false});
    struct binary v = {fraction | (uint64_t)1 << 52, exponent - 1075, fraction == 0 && exponent > 1};
    if (is_integer(v))
        return swage_write_uint64(p, v.c >> -v.e);
    char *end = put_short(p, negative ? -value : value);
    return end ? end : put_decimal(p, shorten(v));
}

char *swage_write_float32(swage_buffer *buffer, char *p, float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    bool negative = bits >> 31;
    int exponent = (int)(bits >> 23 & 0xff);
    uint32_t fraction = bits & 0x7fffff;
    if (SWAGE_UNLIKELY(exponent == 0xff))
        return swage_write_failed(buffer, SWAGE_E_VALUE);
    if (bits << 1 == 0)
        return put_zero(p, negative);
    *p = '-';
    p += negative;
    if (SWAGE_UNLIKELY(exponent == 0))
        return put_magnitude(p, (struct binary){fraction, -149, false});
    struct binary v = {fraction | (uint32_t)1 << 23, exponent - 150, fraction == 0 && exponent > 1};
    return put_magnitude(p, v);
}
