/* SPDX-License-Identifier: MIT */
/*
 * Doubles and floats from text.
 *
 *     -65.613616999999977e-2   is   - 65613616999999977 * 10^-17   with at most 19 digits in a word
 *
 * Three ways lead to the nearest value, each when the one before cannot tell:
 * - Up to 2^53 and powers of ten up to 10^22 are doubles themselves; one multiplication or division rounds correctly
 *   (Clinger 1990), in the rounding mode to nearest, which C starts with. Taken for up to 13 digits only: a limit at
 *   15 or 16 is a branch that nobody foretells among coordinates and results of calculations, and costs more than it
 *   saves.
 * - The digits times 128 bits of the power of ten: the product is known to be in an interval so narrow that hardly
 *   ever a point halfway between two doubles is in it (Eisel and Lemire 2020).
 * - Long integers, number_exact.c.
 * All take time linear in the length of the text: digits and exponents of any length are only counted.
 */
#include "config.h"

#include "number.h"
#include "powers.h"

#include <float.h>
#include <swage/read.h>

enum {
    DIGITS_IN_WORD = 19,
    CLINGER_BITS = 46,
    CLINGER_POWER = 22 /* 5^22 < 2^53 < 5^23 */
};

/* No text is as long as this is large, and sums of it with lengths of text do not overflow. */
#define EXPONENT_ENOUGH 100000000000000000

static const struct number_format float64_format = {53, -1074, 0x7ff0000000000000};
static const struct number_format float32_format = {24, -149, 0x7f800000};

/* --- grammar ------------------------------------------------------------------------------------------------------ */

SWAGE_INLINE bool is_digit(char c)
{
    return (unsigned)(unsigned char)c - '0' <= 9;
}

/* The bytes of `word`, digits less '0', that are above 9: the top bits of these, right up to the first of them. */
SWAGE_INLINE uint64_t find_end(uint64_t word)
{
    return ((word + 0x7676767676767676) | word) & 0x8080808080808080;
}

/* Eight digits less '0', the first one lowest, are joined to pairs, to fours, to one number. */
SWAGE_INLINE uint64_t join_digits(uint64_t word)
{
    word = (word * (10 * 0x100 + 1) >> 8) & 0x00ff00ff00ff00ff;
    word = (word * (100 * 0x10000 + 1) >> 16) & 0x0000ffff0000ffff;
    return word * (10000 * 0x100000000 + 1) >> 32;
}

/* Appends the digits at `p` to `value`, which overflows after 19 of them. Returns what stands behind. */
SWAGE_INLINE const char *scan_few(const char *p, const char *end, uint64_t *value)
{
    uint64_t v = *value;
    for (; p < end && is_digit(*p); p++)
        v = v * 10 + (uint64_t)(*p - '0');
    *value = v;
    return p;
}

/* The same for many digits. */
SWAGE_INLINE const char *scan_many(const char *p, const char *end, uint64_t *value)
{
    static const uint32_t power[8] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000};
    uint64_t v = *value;
    while (end - p >= 8) {
        uint64_t word = number_load(p) ^ 0x3030303030303030;
        uint64_t stop = find_end(word);
        if (stop) {
            unsigned count = (unsigned)__builtin_ctzll(stop) / 8;
            /* Zeros go before what there is; two shifts, as one of 64 is none. */
            *value = v * power[count] + join_digits(word << (56 - 8 * count) << 8);
            return p + count;
        }
        v = v * 100000000 + join_digits(word);
        p += 8;
    }
    *value = v;
    return scan_few(p, end, value);
}

/*
 * A point among the first eight bytes, which most numbers with a fraction have: it is squeezed out, and at most seven
 * digits are left. Returns what stands behind them, and the point; NULL where it is not so.
 *
 *     65.61361|6999999977     ->     6561361
 */
SWAGE_INLINE const char *scan_pointed(const char *p, const char *end, uint64_t *value, const char **point)
{
    if (end - p < 8)
        return NULL;
    uint64_t word = number_load(p) ^ 0x3030303030303030;
    uint64_t stop = find_end(word);
    unsigned before = (unsigned)__builtin_ctzll(stop | (uint64_t)1 << 63) / 8 * 8;
    if ((word >> before & 0xff) != ('.' ^ '0'))
        return NULL;
    uint64_t mask = ((uint64_t)1 << before) - 1;
    word = (word & mask) | (word >> 8 & ~mask);
    unsigned count = (unsigned)__builtin_ctzll(find_end(word) | (uint64_t)1 << 63) / 8;
    *value = join_digits(word << (56 - 8 * count) << 8);
    *point = p + before / 8;
    return p + count + 1;
}

/* The digits of an exponent that are more than fit in a word, be it for zeros in front. */
SWAGE_COLD static uint64_t limit_exponent(const char *p, const char *last)
{
    uint64_t value = 0;
    for (; p < last; p++)
        if (value < EXPONENT_ENOUGH)
            value = value * 10 + (uint64_t)(*p - '0');
    return value;
}

/* What stands behind the 'e': a sign and digits. */
static const char *scan_exponent(const char *p, const char *end, int64_t *out)
{
    bool negative = p < end && *p == '-';
    p += negative || (p < end && *p == '+');
    uint64_t value = 0;
    const char *last = scan_many(p, end, &value);
    if (SWAGE_UNLIKELY(last == p))
        return NULL;
    if (SWAGE_UNLIKELY(last - p > 17))
        value = limit_exponent(p, last);
    *out += negative ? -(int64_t)value : (int64_t)value;
    return last;
}

/* After more than 19 digits: takes only the first 19 that are significant. */
SWAGE_COLD static void cut_digits(struct number_decimal *number)
{
    const char *p = number->first;
    int taken = 0;
    number->digits = 0;
    for (; p < number->last; p++) {
        if (*p == '.')
            continue;
        if (taken < DIGITS_IN_WORD) {
            number->digits = number->digits * 10 + (uint64_t)(*p - '0');
            taken += number->digits != 0;
        } else {
            number->more |= *p != '0';
            number->exponent++;
        }
    }
}

/* An integer part, and a fraction if there is one; the exponent counts its digits. NULL where there are no such
   digits. */
SWAGE_INLINE const char *scan_digits(const char *p, const char *end, struct number_decimal *number)
{
    const char *point = NULL;
    const char *last = scan_pointed(p, end, &number->digits, &point);
    bool has_point = true;
    if (SWAGE_UNLIKELY(!last)) {
        point = scan_few(p, end, &number->digits);
        has_point = point < end && *point == '.';
        last = point + has_point;
    }
    number->exponent = 0;
    if (has_point) {
        last = scan_many(last, end, &number->digits); /* behind less than seven digits finds none, without a branch */
        number->exponent = point + 1 - last;
        if (SWAGE_UNLIKELY(number->exponent == 0))
            return NULL;
    }
    if (SWAGE_UNLIKELY(point == p || (*p == '0' && point > p + 1)))
        return NULL;
    number->first = p;
    number->last = last;
    if (SWAGE_UNLIKELY(last - p - has_point > DIGITS_IN_WORD))
        cut_digits(number);
    return last;
}

/* Reads along the grammar; NULL where the text is no number. */
SWAGE_INLINE const char *scan(const char *p, const char *end, struct number_decimal *number)
{
    number->negative = p < end && *p == '-';
    number->digits = 0;
    number->more = false;
    p = scan_digits(p + number->negative, end, number);
    if (SWAGE_UNLIKELY(!p))
        return NULL;
    if (p < end && (*p | 0x20) == 'e') {
        p = scan_exponent(p + 1, end, &number->exponent);
        if (SWAGE_UNLIKELY(!p))
            return NULL;
    }
    return p;
}

/* --- rounding ----------------------------------------------------------------------------------------------------- */

enum direction { DOWN, UP, UNSURE };

/* A value between n * 2^e and (n + 1) * 2^e, and which of them is the nearer one. */
struct estimate {
    uint64_t n;
    int e;
    enum direction direction;
};

/*
 * Estimates digits * 10^power. With the digits shifted to the top of a word,
 *
 *     digits * (significand + rest) = hi * 2^128 + lo * 2^64 + ...
 *                                     |  n  | low |   ...
 *                                            ^ half: the first bit of low
 *
 * one multiplication, by the upper word of the significand, leaves less than 1 of `hi` unknown, and the second one less
 * than 2 of `lo`. Only if that much could carry `low` to one half or beyond is the direction unsure.
 */
SWAGE_INLINE struct estimate estimate(uint64_t digits, int power, struct number_format format)
{
    const struct power *ten = &powers_ten[power - POWERS_LEAST];
    int shift = __builtin_clzll(digits);
    digits <<= shift;
    struct number_wide product = number_multiply(digits, ten->hi);
    int e = powers_log2(power) + 1 - shift; /* of the last bit of product.hi */
    int drop = (int)(product.hi >> 63) + 63 - format.bits;
    if (SWAGE_UNLIKELY(e + drop < format.least))
        drop = format.least - e;
    /* Below one half of the smallest subnormal for sure, or possibly above. */
    if (SWAGE_UNLIKELY(drop >= 64))
        return (struct estimate){0, format.least, drop > 65 ? DOWN : UNSURE};

    struct estimate result = {product.hi >> drop, e + drop, UNSURE};
    uint64_t half = (uint64_t)1 << (drop - 1);
    uint64_t low = product.hi & (half * 2 - 1);
    if (SWAGE_LIKELY(low - half + 1 > 1)) {
        result.direction = low > half ? UP : DOWN;
        return result;
    }
    uint64_t lo = product.lo + number_multiply(digits, ten->lo).hi;
    low += lo < product.lo;
    if (low > half || (low == half && lo > 0))
        result.direction = UP;
    else if (low < half && lo < UINT64_MAX)
        result.direction = DOWN;
    return result;
}

/* Which way to round where an estimate is unsure, or where digits were cut off. */
SWAGE_COLD static bool round_exactly(const struct number_decimal *number, const struct estimate *of)
{
    int order = number_compare(number, 2 * of->n + 1, of->e - 1);
    return order > 0 || (order == 0 && of->n % 2 == 1);
}

/* Where digits were cut off: it goes up only if both ends of what they can be do; between these is no more than one
   halfway point, above the n of the lower end. */
SWAGE_COLD static bool round_cut(const struct number_decimal *number, int power, struct number_format format,
                                 const struct estimate *of)
{
    struct estimate upper = estimate(number->digits + 1, power, format);
    if (upper.n == of->n && upper.e == of->e && upper.direction == of->direction && of->direction != UNSURE)
        return of->direction == UP;
    return round_exactly(number, of);
}

/* The bits of the nearest value, without a sign. Infinity where it is too large. */
SWAGE_INLINE uint64_t round_number(const struct number_decimal *number, struct number_format format)
{
    if (number->digits == 0 || number->exponent < POWERS_LEAST)
        return 0;
    if (number->exponent > POWERS_MOST)
        return format.inf;
    int power = (int)number->exponent;
    struct estimate result = estimate(number->digits, power, format);
    bool up = result.direction == UP;
    if (SWAGE_UNLIKELY(number->more))
        up = round_cut(number, power, format, &result);
    else if (SWAGE_UNLIKELY(result.direction == UNSURE))
        up = round_exactly(number, &result);
    /* The top bit of n, where n is no subnormal, counts the exponent up by one; so does a carry out of n. */
    uint64_t bits = ((uint64_t)(result.e - format.least) << (format.bits - 1)) + result.n + up;
    return bits < format.inf ? bits : format.inf;
}

/* Where digits and power of ten are doubles, and the arithmetic has no more precision than these. False for others,
   among them all whose digits were cut: 19 digits are more than 2^46. */
SWAGE_INLINE bool round_by_division(const struct number_decimal *number, double *out)
{
    static const double power[CLINGER_POWER + 1] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                    1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                    1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    int64_t exponent = number->exponent;
    if (FLT_EVAL_METHOD != 0 || number->digits >> CLINGER_BITS || exponent < -CLINGER_POWER || exponent > CLINGER_POWER)
        return false;
    double value = (double)number->digits;
    value = exponent < 0 ? value / power[-exponent] : value * power[exponent];
    *out = number->negative ? -value : value;
    return true;
}

/* --- doubles ------------------------------------------------------------------------------------------------------ */

enum {
    NEGATIVE = 1,
    MAY_END = 2 /* the text may end with the number: what follows it is not looked at without asking for the end */
};

/* Every number. */
SWAGE_COLD static const char *read_unusual(const char *p, const char *end, unsigned flags, double *out)
{
    struct number_decimal number;
    p = scan(p, end, &number);
    if (!p || (p == end && !(flags & MAY_END)))
        return NULL;
    if (round_by_division(&number, out))
        return p;
    uint64_t bits = round_number(&number, float64_format);
    if (bits == float64_format.inf)
        return NULL;
    bits |= (uint64_t)number.negative << 63;
    memcpy(out, &bits, sizeof bits);
    return p;
}

#if defined(SWAGE_SSE2)
/*
 * estimate() and round_number() for digits of which none was cut, 1 <= digits, and small negative powers of ten: what
 * results is no subnormal. False where it is unsure.
 */
SWAGE_INLINE bool round_usual(uint64_t digits, int power, bool negative, double *out)
{
    int shift = __builtin_clzll(digits);
    struct number_wide product = number_multiply(digits << shift, powers_ten[power - POWERS_LEAST].hi);
    int drop = (int)(product.hi >> 63) + 63 - 53;
    uint64_t half = (uint64_t)1 << (drop - 1);
    uint64_t low = product.hi & (half * 2 - 1);
    if (SWAGE_UNLIKELY(low - half + 1 <= 1))
        return false;
    int e = powers_log2(power) + 1 - shift + drop;
    uint64_t bits = ((uint64_t)(e + 1074) << 52) + (product.hi >> drop) + (low > half);
    bits |= (uint64_t)negative << 63;
    memcpy(out, &bits, sizeof bits);
    return true;
}

/* What is left of a number of which `digits` are the first 15, `before` of them before the point: `p` is behind these
   and the point, at a digit. Up to 19 digits. */
SWAGE_NOINLINE static const char *read_long(const char *p, const char *end, uint64_t digits, size_t before,
                                            unsigned flags, double *out)
{
    static const uint64_t power[] = {1, 10, 100, 1000, 10000};
    const char *start = p - 16 - (flags & NEGATIVE);
    if (SWAGE_UNLIKELY(end - p < 9))
        return read_unusual(start, end, flags, out);
    uint64_t word = number_load(p) ^ 0x3030303030303030;
    size_t more = (size_t)__builtin_ctzll(find_end(word) | (uint64_t)1 << 63) / 8;
    if (SWAGE_UNLIKELY(more > DIGITS_IN_WORD - 15 || (p[more] | 0x20) == 'e'))
        return read_unusual(start, end, flags, out);
    digits = digits * power[more] + join_digits(word << (64 - 8 * more));
    if (SWAGE_UNLIKELY(digits == 0 || !round_usual(digits, (int)before - 15 - (int)more, flags & NEGATIVE, out)))
        return read_unusual(start, end, flags, out);
    return p + more;
}

/* Sixteen digits, the first one lowest, as a number. */
SWAGE_INLINE uint64_t join_block(__m128i digits)
{
    __m128i pairs = _mm_srli_epi16(_mm_mullo_epi16(digits, _mm_set1_epi16(10 * 0x100 + 1)), 8);
    __m128i fours = _mm_madd_epi16(pairs, _mm_set1_epi32(1 << 16 | 100));
    __m128i eights = _mm_madd_epi16(_mm_packs_epi32(fours, fours), _mm_set1_epi32(1 << 16 | 10000));
    uint64_t both = (uint64_t)_mm_cvtsi128_si64(eights);
    return (both & UINT32_MAX) * 100000000 + (both >> 32);
}

/* The first `count` of 16 bytes. */
SWAGE_INLINE __m128i keep_first(size_t count)
{
    static const char kept[32] = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1};
    return _mm_loadu_si128((const __m128i *)(const void *)(kept + 16 - count));
}

/*
 * Most numbers have no exponent, and fifteen digits or a few more. A point is squeezed out, and zeros are put
 * behind the digits up to sixteen, which then are a number that is a double itself, as is the power of ten:
 *
 *     532.47,"tax":...     ->     5324700000000000 / 10^13
 */
SWAGE_INLINE const char *read_float64(const char *text, const char *end, unsigned flags, double *out)
{
    static const double scale[16] = {1e16, 1e15, 1e14, 1e13, 1e12, 1e11, 1e10, 1e9,
                                     1e8,  1e7,  1e6,  1e5,  1e4,  1e3,  1e2,  1e1};
    if (FLT_EVAL_METHOD != 0 || SWAGE_UNLIKELY(end - text < 18))
        return read_unusual(text, end, flags, out);
    bool negative = *text == '-';
    const char *p = text + negative;
    __m128i zeros = _mm_set1_epi8('0'), nines = _mm_set1_epi8(9);
    __m128i first = _mm_xor_si128(_mm_loadu_si128((const __m128i *)(const void *)p), zeros);
    unsigned others = ~(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_max_epu8(first, nines), nines));
    size_t before = (unsigned)__builtin_ctz(others), last = before;
    if (SWAGE_UNLIKELY(before - 1 > 12))
        return read_unusual(text, end, flags, out);
    if (*p == '0' && SWAGE_UNLIKELY(before > 1))
        return NULL;
    __m128i whole = keep_first(before);
    __m128i block = _mm_and_si128(whole, first);
    if (SWAGE_LIKELY(p[before] == '.')) {
        last = (unsigned)__builtin_ctz(others & (others - 1)); /* what ends the digits behind the point */
        if (SWAGE_UNLIKELY(last - before == 1))
            return NULL;
        __m128i second = _mm_xor_si128(_mm_loadu_si128((const __m128i *)(const void *)(p + 1)), zeros);
        second = _mm_and_si128(second, keep_first(last - 1));
        block = _mm_or_si128(block, _mm_andnot_si128(whole, second));
    }
    uint64_t digits = join_block(block);
    if (last == 16 && (unsigned)(unsigned char)p[16] - '0' <= 9)
        return read_long(p + 16, end, digits / 10, before, flags | negative, out);
    if (SWAGE_UNLIKELY((p[last] | 0x20) == 'e'))
        return read_unusual(text, end, flags, out);
    double value = (double)(int64_t)digits / scale[before];
    *out = negative ? -value : value;
    return p + last;
}
#else
SWAGE_INLINE const char *read_float64(const char *text, const char *end, unsigned flags, double *out)
{
    return read_unusual(text, end, flags, out);
}
#endif

const char *number_read_float64(const char *p, const char *end, double *out)
{
    return read_float64(p, end, MAY_END, out);
}

/* A text that ends with the number has no closing bracket: refused here, so that the caller may look at the cursor. */
const char *swage_read_float64(const swage_reader *r, const char *p, double *out)
{
    return read_float64(p, r->end, 0, out);
}

/* --- floats ------------------------------------------------------------------------------------------------------- */

SWAGE_INLINE const char *read_float32(const char *p, const char *end, float *out)
{
    struct number_decimal number;
    p = scan(p, end, &number);
    if (SWAGE_UNLIKELY(!p))
        return NULL;
    uint64_t wide = round_number(&number, float32_format);
    if (SWAGE_UNLIKELY(wide == float32_format.inf))
        return NULL;
    uint32_t bits = (uint32_t)wide | (uint32_t)number.negative << 31;
    memcpy(out, &bits, sizeof bits);
    return p;
}

const char *number_read_float32(const char *p, const char *end, float *out)
{
    return read_float32(p, end, out);
}

const char *swage_read_float32(const swage_reader *r, const char *p, float *out)
{
    float value;
    p = read_float32(p, r->end, &value);
    if (SWAGE_UNLIKELY(!p || p == r->end))
        return NULL;
    *out = value;
    return p;
}
