/* SPDX-License-Identifier: MIT */
/*
 * Looking for the end of plain text in a JSON string, sixteen or eight bytes at a time: the one loop that reading,
 * skipping and writing of strings share. Nothing outside of the text is ever loaded.
 */
#ifndef JSON_SCAN_H
#define JSON_SCAN_H

#include <swage/read.h>

#include <string.h>

/* Whether a byte cannot stand for itself in a string (RFC 8259 7). */
static inline bool scan_is_special(unsigned char byte)
{
    return byte == '"' || byte == '\\' || byte < 0x20;
}

#if defined(SWAGE_SSE2)
/* Of the 16 bytes at `at` one bit each: the special ones returned, those that are not ASCII in `high`. */
static inline unsigned scan_block(const char *at, unsigned *high)
{
    __m128i block = _mm_loadu_si128((const __m128i *)(const void *)at);
    __m128i quote = _mm_cmpeq_epi8(block, _mm_set1_epi8('"'));
    __m128i slash = _mm_cmpeq_epi8(block, _mm_set1_epi8('\\'));
    __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(block, _mm_set1_epi8(0x1f)), block);
    *high = (unsigned)_mm_movemask_epi8(block);
    return (unsigned)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(quote, slash), control));
}
#else
/* Whether one of the 8 bytes at `at` is special; `high` when one is not ASCII. */
static inline bool scan_word(const char *at, bool *high)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    const uint64_t tops = UINT64_C(0x8080808080808080);
    uint64_t word;
    memcpy(&word, at, sizeof word);
    uint64_t quote = word ^ ones * '"';
    uint64_t slash = word ^ ones * '\\';
    uint64_t found = ((quote - ones) & ~quote) | ((slash - ones) & ~slash) | ((word - ones * 0x20) & ~word);
    *high = (word & tops) != 0;
    return (found & tops) != 0;
}
#endif

/*
 * The first special byte at or behind `p`, or `end`. All from `text` to `end` may be read. `high`, when it is NULL
 * before, is set to a place at or before the first byte that is not ASCII, at the start of a character.
 */
static inline const char *scan_plain(const char *text, const char *p, const char *end, const char **high)
{
#if defined(SWAGE_SSE2)
    while (p != end) {
        unsigned upper;
        unsigned special;
        if (SWAGE_LIKELY(end - p >= 16)) {
            special = scan_block(p, &upper);
        } else if (end - text >= 16) {
            /* The last block of the text; what stands before `p` is shifted out. */
            unsigned before = (unsigned)(16 - (end - p));
            special = scan_block(end - 16, &upper) >> before;
            upper >>= before;
        } else {
            break;
        }
        /* Below the lowest bit of `special` all bits of this are set; without one, all. */
        unsigned plain = (special - 1) & ~special;
        if ((upper & plain) && !*high)
            *high = p;
        if (special)
            return p + __builtin_ctz(special);
        p = end - p >= 16 ? p + 16 : end;
    }
#else
    bool upper;
    (void)text;
    while (end - p >= 8 && !scan_word(p, &upper)) {
        if (upper && !*high)
            *high = p;
        p += 8;
    }
#endif
    for (; p != end && !scan_is_special((unsigned char)*p); p++)
        if ((unsigned char)*p >= 0x80 && !*high)
            *high = p;
    return p;
}

/* The first byte at or behind `p` that ends plain ASCII, or a place before it. All from `text` to `end` may be read. */
static inline const char *scan_ascii(const char *text, const char *p, const char *end)
{
#if defined(SWAGE_SSE2)
    while (end - p >= 16) {
        unsigned stops = swage_stops(p);
        if (stops)
            return p + __builtin_ctz(stops);
        p += 16;
    }
    if (p != end && end - text >= 16) {
        /* The last block of the text; what stands before `p` is shifted out. */
        unsigned stops = swage_stops(end - 16) >> (unsigned)(16 - (end - p));
        return stops ? p + __builtin_ctz(stops) : end;
    }
#endif
    (void)text;
    (void)end;
    return p;
}

/*
 * The closing quote of the string that starts at `p`, less than a block before `end`, where it is plain ASCII; else
 * NULL, which says nothing. What swage_plain() must leave out: looked for in the last block of the text.
 */
static inline const char *scan_near_end(const char *text, const char *p, const char *end)
{
#if defined(SWAGE_SSE2)
    if (end - p <= 16 && end - text >= 16 && *p == '"') {
        unsigned stops = swage_stops(end - 16) >> (unsigned)(17 - (end - p));
        const char *quote = stops ? p + 1 + (unsigned)__builtin_ctz(stops) : p;
        return quote != p && *quote == '"' ? quote : NULL;
    }
#endif
    (void)text;
    (void)p;
    (void)end;
    return NULL;
}

#endif
