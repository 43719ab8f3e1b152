/* SPDX-License-Identifier: MIT */
/*
 * Where runs of bytes end, 16 at a time: names, values and targets of a head are a few blocks long, so what counts is how few
 * steps a block takes.
 *
 *     name = scan_while(p, end, scan_plain)    →  the first byte that is no letter and no '-'
 *
 * Bit i of a mask is byte i of its block. Nothing outside of the bytes is read: the last block of a text is loaded so that it
 * ends where the text ends, which is why there must be SCAN_BLOCK bytes or more before `end`.
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

/* Bytes between `low` and `high`, both ASCII: as signed numbers the bytes from 0x80 on are below all of these. */
SWAGE_INLINE __m128i scan_between(scan_block block, char low, char high)
{
    return _mm_and_si128(_mm_cmpgt_epi8(block, _mm_set1_epi8((char)(low - 1))),
                         _mm_cmpgt_epi8(_mm_set1_epi8((char)(high + 1)), block));
}

SWAGE_INLINE __m128i scan_is(scan_block block, char c)
{
    return _mm_cmpeq_epi8(block, _mm_set1_epi8(c));
}

SWAGE_INLINE __m128i scan_is_letter(scan_block block)
{
    /* No byte that is not a letter becomes one by this bit. */
    return scan_between(_mm_or_si128(block, _mm_set1_epi8(0x20)), 'a', 'z');
}

SWAGE_INLINE unsigned scan_mask(__m128i hits)
{
    return (unsigned)_mm_movemask_epi8(hits);
}

/* What most field names are made of: letters and '-'. */
SWAGE_INLINE unsigned scan_plain(scan_block block)
{
    return scan_mask(_mm_or_si128(scan_is_letter(block), scan_is(block, '-')));
}

/* What may stand in a query: visible ASCII but '#'. In a path '?' may not either. */
SWAGE_INLINE unsigned scan_query(scan_block block)
{
    __m128i visible = scan_between(block, 0x21, 0x7e);
    return scan_mask(_mm_andnot_si128(scan_is(block, '#'), visible));
}

SWAGE_INLINE unsigned scan_path(scan_block block)
{
    __m128i stops = _mm_or_si128(scan_is(block, '#'), scan_is(block, '?'));
    return scan_mask(_mm_andnot_si128(stops, scan_between(block, 0x21, 0x7e)));
}

/* What may stand in a field value, HTAB apart: no controls, no DEL; bytes from 0x80 on may. */
SWAGE_INLINE unsigned scan_value(scan_block block)
{
    __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(block, _mm_set1_epi8(0x1f)), block);
    return ~scan_mask(_mm_or_si128(control, scan_is(block, 0x7f))) & 0xffff;
}

SWAGE_INLINE unsigned scan_digits(scan_block block)
{
    return scan_mask(scan_between(block, '0', '9'));
}

/* What most host names are made of: letters, digits, '-' and '.'. */
SWAGE_INLINE unsigned scan_host(scan_block block)
{
    /* '-' and '.' stand side by side in ASCII, and '/' and the digits follow. */
    __m128i mark = _mm_andnot_si128(scan_is(block, '/'), scan_between(block, '-', '9'));
    return scan_mask(_mm_or_si128(scan_is_letter(block), mark));
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

#define SCAN_FUNCTION(name, condition)              \
    SWAGE_INLINE unsigned name(scan_block block)    \
    {                                               \
        unsigned mask = 0;                          \
        for (unsigned i = 0; i < SCAN_BLOCK; i++) { \
            unsigned char c = block.bytes[i];       \
            mask |= (unsigned)(condition) << i;     \
        }                                           \
        return mask;                                \
    }
SCAN_FUNCTION(scan_plain, scan_is_letter(c) || c == '-')
SCAN_FUNCTION(scan_query, c > 0x20 && c < 0x7f && c != '#')
SCAN_FUNCTION(scan_path, c > 0x20 && c < 0x7f && c != '#' && c != '?')
SCAN_FUNCTION(scan_value, c >= 0x20 && c != 0x7f)
SCAN_FUNCTION(scan_digits, c >= '0' && c <= '9')
SCAN_FUNCTION(scan_host, scan_is_letter(c) || (c >= '-' && c <= '9' && c != '/'))
#undef SCAN_FUNCTION

#endif

/* The number of the lowest bit that is not set in a mask that has such a bit. */
SWAGE_INLINE unsigned scan_first_unset(unsigned mask)
{
#if defined(__GNUC__)
    return (unsigned)__builtin_ctz(~mask);
#else
    unsigned i = 0;
    while (mask >> i & 1)
        i++;
    return i;
#endif
}

/* The first byte from `p` on that `good` does not know; `end` without. SCAN_BLOCK bytes before `end` must be readable. */
SWAGE_INLINE const char *scan_while(const char *p, const char *end, unsigned (*good)(scan_block))
{
    while (SWAGE_LIKELY(end - p >= SCAN_BLOCK)) {
        unsigned mask = good(scan_load(p));
        if (SWAGE_LIKELY(mask != 0xffff))
            return p + scan_first_unset(mask);
        p += SCAN_BLOCK;
    }
    unsigned left = (unsigned)(end - p);
    unsigned mask = good(scan_load(end - SCAN_BLOCK)) >> (SCAN_BLOCK - left);
    unsigned run = scan_first_unset(mask);
    return run < left ? p + run : end;
}

#endif
