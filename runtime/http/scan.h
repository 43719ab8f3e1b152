/* SPDX-License-Identifier: MIT */
/*
 * Where runs of bytes end, 16 at a time: names, values and targets of a head are a few blocks long, so what counts is
 * how few steps a block takes.
 *
 *     colon = scan_plain(p, end)    →  the first byte that is no letter and no '-'
 *
 * Bit i of a mask is byte i of its block, set where a run ends. Nothing outside of the bytes is read: the last block of
 * a text is loaded so that it ends where the text ends, which is why there must be SCAN_BLOCK bytes or more before
 * `end`.
 */
#ifndef SWAGE_HTTP_SCAN_H
#define SWAGE_HTTP_SCAN_H

#include <swage/base.h>

#include <string.h>

#define SCAN_BLOCK 16

#if defined(SWAGE_SSE2)
#include <emmintrin.h>

typedef __m128i scan_block;

SWAGE_INLINE scan_block scan_load(const char *at)
{
    return _mm_loadu_si128((const __m128i *)(const void *)at);
}

SWAGE_INLINE __m128i scan_is(scan_block block, char c)
{
    return _mm_cmpeq_epi8(block, _mm_set1_epi8(c));
}

/* Bytes from `low` to `high`, both ASCII: moved up so that `high` becomes the largest signed number, all others are
   smaller. */
SWAGE_INLINE __m128i scan_between(scan_block block, char low, char high)
{
    __m128i moved = _mm_add_epi8(block, _mm_set1_epi8((char)(0x7f - high)));
    return _mm_cmpgt_epi8(moved, _mm_set1_epi8((char)(0x7e - (high - low))));
}

SWAGE_INLINE __m128i scan_letter(scan_block block)
{
    /* No byte that is not a letter becomes one by this bit. */
    return scan_between(_mm_or_si128(block, _mm_set1_epi8(0x20)), 'a', 'z');
}

SWAGE_INLINE unsigned scan_mask(__m128i stops)
{
    return (unsigned)_mm_movemask_epi8(stops);
}

/* The mask of all bytes that are not in `good`. */
SWAGE_INLINE unsigned scan_not(__m128i good)
{
    return scan_mask(good) ^ 0xffff;
}

/* What most field names are made of: letters and '-'. */
SWAGE_INLINE unsigned scan_not_plain(scan_block block)
{
    return scan_not(_mm_or_si128(scan_letter(block), scan_is(block, '-')));
}

/* What may stand in a query: visible ASCII but '#'. In a path '?' may not either. */
SWAGE_INLINE unsigned scan_not_query(scan_block block)
{
    return scan_not(_mm_andnot_si128(scan_is(block, '#'), scan_between(block, 0x21, 0x7e)));
}

SWAGE_INLINE unsigned scan_not_path(scan_block block)
{
    __m128i marks = _mm_or_si128(scan_is(block, '#'), scan_is(block, '?'));
    return scan_not(_mm_andnot_si128(marks, scan_between(block, 0x21, 0x7e)));
}

/* What may stand in a field value, HTAB apart: no controls, no DEL; bytes from 0x80 on may. */
SWAGE_INLINE unsigned scan_not_value(scan_block block)
{
    __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(block, _mm_set1_epi8(0x1f)), block);
    return scan_mask(_mm_or_si128(control, scan_is(block, 0x7f)));
}

/* What stands between quotes as it is: printable ASCII but the quote and the backslash. */
SWAGE_INLINE unsigned scan_not_quoted(scan_block block)
{
    __m128i marks = _mm_or_si128(scan_is(block, '"'), scan_is(block, '\\'));
    return scan_not(_mm_andnot_si128(marks, scan_between(block, 0x20, 0x7e)));
}

SWAGE_INLINE unsigned scan_not_digit(scan_block block)
{
    return scan_not(scan_between(block, '0', '9'));
}

/* What most host names are made of: letters, digits, '-' and '.'. */
SWAGE_INLINE unsigned scan_not_host(scan_block block)
{
    /* '-' and '.' stand side by side in ASCII, and '/' and the digits follow. */
    __m128i mark = _mm_andnot_si128(scan_is(block, '/'), scan_between(block, '-', '9'));
    return scan_not(_mm_or_si128(scan_letter(block), mark));
}

#else /* the same, byte by byte */

typedef struct scan_block {
    unsigned char bytes[SCAN_BLOCK];
} scan_block;

SWAGE_INLINE scan_block scan_load(const char *at)
{
    scan_block block;
    memcpy(block.bytes, at, SCAN_BLOCK);
    return block;
}

SWAGE_INLINE bool scan_is_letter(unsigned char c)
{
    return (unsigned char)((c | 0x20) - 'a') < 26;
}

#define SCAN_CLASS(name, condition)                 \
    SWAGE_INLINE unsigned name(scan_block block)    \
    {                                               \
        unsigned mask = 0;                          \
        for (unsigned i = 0; i < SCAN_BLOCK; i++) { \
            unsigned char c = block.bytes[i];       \
            mask |= (unsigned)(condition) << i;     \
        }                                           \
        return mask;                                \
    }
SCAN_CLASS(scan_not_plain, !scan_is_letter(c) && c != '-')
SCAN_CLASS(scan_not_query, !(c >= 0x21 && c <= 0x7e) || c == '#')
SCAN_CLASS(scan_not_path, !(c >= 0x21 && c <= 0x7e) || c == '#' || c == '?')
SCAN_CLASS(scan_not_value, c < 0x20 || c == 0x7f)
SCAN_CLASS(scan_not_quoted, !(c >= 0x20 && c <= 0x7e) || c == '"' || c == '\\')
SCAN_CLASS(scan_not_digit, !(c >= '0' && c <= '9'))
SCAN_CLASS(scan_not_host, !scan_is_letter(c) && (c < '-' || c > '9' || c == '/'))
#undef SCAN_CLASS

#endif

/* The number of the lowest bit in a mask that has one. */
SWAGE_INLINE unsigned scan_lowest(unsigned mask)
{
#if defined(__GNUC__)
    return (unsigned)__builtin_ctz(mask);
#else
    unsigned i = 0;
    while (!(mask >> i & 1))
        i++;
    return i;
#endif
}

/* From `p` on in a loop, and the last block. */
SWAGE_INLINE const char *scan_blocks(const char *p, const char *end, unsigned (*stops)(scan_block))
{
    for (; p <= end - SCAN_BLOCK; p += SCAN_BLOCK) {
        unsigned mask = stops(scan_load(p));
        if (mask)
            return p + scan_lowest(mask);
    }
    unsigned mask = stops(scan_load(end - SCAN_BLOCK)) >> (SCAN_BLOCK - (end - p));
    return mask ? p + scan_lowest(mask) : end;
}

/*
 * scan_NAME(p, end): the first byte from `p` on where scan_not_NAME has a bit; `end` without. Most runs end in their
 * first block, which is looked at in place; the loop has a function of its own, or its constants would be loaded all
 * the same.
 */
#define SCAN_FUNCTION(name)                                                                             \
    SCAN_APART const char *scan_##name##_on(const char *p, const char *end)                             \
    {                                                                                                   \
        return scan_blocks(p, end, scan_not_##name);                                                    \
    }                                                                                                   \
                                                                                                        \
    SWAGE_INLINE const char *scan_##name(const char *p, const char *end)                                \
    {                                                                                                   \
        if (SWAGE_UNLIKELY(p > end - SCAN_BLOCK))                                                       \
            return scan_##name##_on(p, end);                                                            \
        unsigned mask = scan_not_##name(scan_load(p));                                                  \
        return SWAGE_LIKELY(mask != 0) ? p + scan_lowest(mask) : scan_##name##_on(p + SCAN_BLOCK, end); \
    }

#if defined(__GNUC__)
#define SCAN_APART static __attribute__((noinline, unused))
#else
#define SCAN_APART static
#endif
SCAN_FUNCTION(plain)
SCAN_FUNCTION(path)
SCAN_FUNCTION(query)
SCAN_FUNCTION(value)
SCAN_FUNCTION(host)
SCAN_FUNCTION(digit)

#endif
