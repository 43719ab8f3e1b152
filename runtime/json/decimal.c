/* SPDX-License-Identifier: MIT */
/*
 * Decimals: numbers of RFC 8259 as they stand, of any size and precision, compared without ever becoming binary.
 *
 *     -0.00120e+7   is   - 0.12 * 10^5:   a sign, digits from the first that is not zero, and a magnitude
 *
 * The magnitude is a place (how far the point is from the first digit, at most the length of the text) and an exponent,
 * which is left as digits: two of them are subtracted digit by digit, and it is known early when they are too far
 * apart for the places to matter.
 */
#include "config.h"

#include <swage/read.h>
#include <swage/write.h>

struct decimal {
    bool negative;
    const char *first, *last;       /* digits and a point, from the first digit that is not zero; equal for zero */
    int64_t place;                  /* the value is 0.FIRST... * 10^(place + exponent) */
    bool exponent_negative;
    const char *exponent, *exponent_last; /* its digits, leading zeros among them */
};

/* Exponents that differ by this are apart, whatever the places are: these are below 2^32 each. */
#define FAR_APART ((int64_t)1 << 40)

static inline bool is_digit(char byte)
{
    return (unsigned)(unsigned char)byte - '0' <= 9;
}

/* --- grammar ------------------------------------------------------------------------------------------------------ */

/* Digits, one or more; NULL where there is none. */
static inline const char *scan_digits(const char *p, const char *end)
{
    const char *first = p;
    while (p < end && is_digit(*p))
        p++;
    return p > first ? p : NULL;
}

/* Behind the number at `p` (RFC 8259 6); NULL where there is none. */
static inline const char *scan(const char *p, const char *end)
{
    p += p < end && *p == '-';
    p = p < end && *p == '0' ? p + 1 : scan_digits(p, end);
    if (p && p < end && *p == '.')
        p = scan_digits(p + 1, end);
    if (p && p < end && (*p | 0x20) == 'e') {
        p++;
        p += p < end && (*p == '+' || *p == '-');
        p = scan_digits(p, end);
    }
    return p;
}

const char *swage_read_decimal(swage_reader *r, const char *p, swage_str *out)
{
    const char *first = p;
    p = scan(p, r->end);
    /* A number that ends with the text has no bracket behind it. */
    if (SWAGE_UNLIKELY(!p || p == r->end))
        return NULL;
    *out = swage_str_of(first, (size_t)(p - first));
    return p;
}

bool swage_text_decimal(swage_str text)
{
    return text.len > 0 && scan(text.ptr, text.ptr + text.len) == text.ptr + text.len;
}

char *swage_write_decimal(swage_buffer *buffer, char *p, swage_str text)
{
    if (SWAGE_UNLIKELY(!text.ptr))
        return swage_write_failed(buffer, SWAGE_E_UNSET);
    if (SWAGE_UNLIKELY(!swage_text_decimal(text)))
        return swage_write_failed(buffer, SWAGE_E_VALUE);
    memcpy(p, text.ptr, text.len);
    return p + text.len;
}

/* --- comparison --------------------------------------------------------------------------------------------------- */

/* Takes the digits and the point from `p` on. Returns what stands behind them. */
static const char *take_digits(const char *p, const char *end, struct decimal *d)
{
    int64_t before = 0, zeros = 0; /* digits before the point; leading zeros on both of its sides */
    bool behind = false;
    d->first = NULL;
    for (; p < end && (is_digit(*p) || *p == '.'); p++) {
        if (*p == '.') {
            behind = true;
            continue;
        }
        before += !behind;
        if (!d->first && *p != '0')
            d->first = p;
        zeros += !d->first;
    }
    d->last = p;
    d->first = d->first ? d->first : p;
    d->place = before - zeros;
    return p;
}

/* Takes a text of the grammar apart. */
static struct decimal take(swage_str text)
{
    const char *p = text.ptr;
    const char *end = p + text.len;
    struct decimal d = {.negative = text.len > 0 && *p == '-'};
    p = take_digits(p + d.negative, end, &d);
    p += p < end; /* the 'e' */
    d.exponent_negative = p < end && *p == '-';
    p += p < end && !is_digit(*p);
    d.exponent = p;
    d.exponent_last = end;
    return d;
}

/*
 * a's exponent less b's, or FAR_APART and more when it is that. The digits are taken from the highest to the lowest, of
 * the shorter exponent as if zeros stood before it; once the difference is large, no lower digits make it small again.
 */
static int64_t exponent_difference(const struct decimal *a, const struct decimal *b)
{
    int64_t a_len = a->exponent_last - a->exponent;
    int64_t b_len = b->exponent_last - b->exponent;
    int64_t difference = 0;
    for (int64_t left = a_len > b_len ? a_len : b_len; left > 0; left--) {
        int a_digit = left <= a_len ? a->exponent_last[-left] - '0' : 0;
        int b_digit = left <= b_len ? b->exponent_last[-left] - '0' : 0;
        difference = difference * 10 + (a->exponent_negative ? -a_digit : a_digit) -
                     (b->exponent_negative ? -b_digit : b_digit);
        if (difference > FAR_APART || difference < -FAR_APART)
            break;
    }
    return difference;
}

/* The digit at *p, past the point if that is there, or 0 behind the last one. */
static inline char next_digit(const char **p, const char *last)
{
    *p += *p < last && **p == '.';
    return *p < last ? *(*p)++ : '0';
}

static int compare_digits(const struct decimal *a, const struct decimal *b)
{
    const char *p = a->first;
    const char *q = b->first;
    while (p < a->last || q < b->last) {
        char left = next_digit(&p, a->last);
        char right = next_digit(&q, b->last);
        if (left != right)
            return left < right ? -1 : 1;
    }
    return 0;
}

/* Which of two numbers that are not zero is further from it. */
static int compare_magnitudes(const struct decimal *a, const struct decimal *b)
{
    int64_t difference = exponent_difference(a, b) + a->place - b->place;
    if (difference != 0)
        return difference < 0 ? -1 : 1;
    return compare_digits(a, b);
}

/* -1, 0 or 1. */
static int sign(const struct decimal *d)
{
    if (d->first == d->last)
        return 0;
    return d->negative ? -1 : 1;
}

int swage_decimal_compare(swage_str a, swage_str b)
{
    struct decimal left = take(a);
    struct decimal right = take(b);
    if (sign(&left) != sign(&right))
        return sign(&left) < sign(&right) ? -1 : 1;
    return sign(&left) * (sign(&left) ? compare_magnitudes(&left, &right) : 0);
}
