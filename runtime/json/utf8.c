/* SPDX-License-Identifier: MIT */
/*
 * Checking, counting and writing UTF-8 (RFC 3629).
 *
 *     U+0000..U+007F     0xxxxxxx
 *     U+0080..U+07FF     110xxxxx 10xxxxxx                     first byte C2..DF: C0 and C1 would be overlong
 *     U+0800..U+FFFF     1110xxxx 10xxxxxx 10xxxxxx            without the surrogates U+D800..U+DFFF
 *     U+10000..U+10FFFF  11110xxx 10xxxxxx 10xxxxxx 10xxxxxx
 *
 * Each sequence is loaded as one number whose marker bits are compared at once; text runs in one script, so the
 * branches on its length are well predicted.
 */
#include "config.h"

#include "json/utf8.h"

#include <swage/read.h>

#define ONES  UINT64_C(0x0101010101010101)
#define HIGHS UINT64_C(0x8080808080808080)

static uint64_t load_word(const char *at)
{
    uint64_t word;
    memcpy(&word, at, sizeof word);
    return word;
}

/* The first byte at or behind `p` that is not ASCII, or `end`. */
static const unsigned char *skip_ascii(const unsigned char *p, const unsigned char *end)
{
#if defined(SWAGE_SSE2)
    while (end - p >= 16) {
        unsigned high = (unsigned)_mm_movemask_epi8(_mm_loadu_si128((const __m128i *)(const void *)p));
        if (high)
            return p + __builtin_ctz(high);
        p += 16;
    }
#endif
    while (end - p >= 8 && !(load_word((const char *)p) & HIGHS))
        p += 8;
    while (p < end && *p < 0x80)
        p++;
    return p;
}

/* Behind the sequences of two bytes at `p`. */
static const unsigned char *skip_pairs(const unsigned char *p, const unsigned char *end)
{
    while (end - p >= 2 && p[0] >= 0xc2 && p[0] <= 0xdf && (p[1] & 0xc0) == 0x80)
        p += 2;
    return p;
}

static const unsigned char *skip_triples(const unsigned char *p, const unsigned char *end)
{
    while (end - p >= 3) {
        uint32_t bytes = (uint32_t)p[0] << 16 | (uint32_t)p[1] << 8 | p[2];
        if ((bytes & 0xf0c0c0) != 0xe08080)
            break;
        /* The four bits of the first byte and the upper bit of the second: 00000 is overlong, 11011 a surrogate. */
        uint32_t upper = (bytes >> 13 & 1) | (bytes >> 16 & 0xf) << 1;
        if (upper == 0 || upper == 0x1b)
            break;
        p += 3;
    }
    return p;
}

static const unsigned char *skip_quads(const unsigned char *p, const unsigned char *end)
{
    while (end - p >= 4) {
        uint32_t bytes = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
        if ((bytes & 0xf8c0c0c0) != 0xf0808080)
            break;
        /* The plane: 0 is overlong, and 16 is the last. */
        uint32_t plane = (bytes >> 20 & 3) | (bytes >> 24 & 7) << 2;
        if (plane == 0 || plane > 16)
            break;
        p += 4;
    }
    return p;
}

#if defined(SWAGE_SSE2)
/*
 * By the block, a bit for each of its bytes: where continuation bytes stand must be where the first bytes before them
 * want some. What is wrong with a first byte and the one behind it can only be so for a few first bytes.
 *
 *     e6 97 a5 | 41 | c3 a9          sequences
 *     1  .  .    .    1  .           first bytes of two bytes or more, and one to the left: a continuation
 *     1  .  .    .    .  .           of three or more: another one
 */
struct utf8_block {
    unsigned continuations;
    unsigned wanted; /* continuations, also behind the block */
    unsigned doubtful;
};

static inline struct utf8_block look_at_block(__m128i bytes, unsigned high, unsigned before)
{
    /* As signed numbers, continuation bytes are below all others, and first bytes rise with their sequence's length. */
    unsigned continuations = (unsigned)_mm_movemask_epi8(_mm_cmplt_epi8(bytes, _mm_set1_epi8((char)0xc0)));
    unsigned threes = (unsigned)_mm_movemask_epi8(_mm_cmpgt_epi8(bytes, _mm_set1_epi8((char)0xdf))) >> before & high;
    unsigned fours = (unsigned)_mm_movemask_epi8(_mm_cmpgt_epi8(bytes, _mm_set1_epi8((char)0xef))) >> before & high;
    __m128i c0 = _mm_cmpeq_epi8(_mm_and_si128(bytes, _mm_set1_epi8((char)0xfe)), _mm_set1_epi8((char)0xc0));
    __m128i e0 = _mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)0xe0));
    __m128i ed = _mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)0xed));
    unsigned doubtful = (unsigned)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(c0, e0), ed)) >> before;
    continuations >>= before;
    return (struct utf8_block){continuations, (high & ~continuations) << 1 | threes << 2 | fours << 3, doubtful | fours};
}

/* Whether the bytes at `at`, of which bits of `doubtful` are set, are first ones that the next byte goes with. */
static bool settle_doubts(const unsigned char *at, const unsigned char *end, unsigned doubtful)
{
    for (; doubtful; doubtful &= doubtful - 1) {
        const unsigned char *p = at + __builtin_ctz(doubtful);
        unsigned char next = end - p > 1 ? p[1] : 0;
        bool is_good = *p == 0xe0 ? next >= 0xa0
                     : *p == 0xed ? next < 0xa0
                     : *p == 0xf0 ? next >= 0x90
                     : *p == 0xf4 ? next < 0x90
                                  : *p > 0xf0 && *p < 0xf4;
        if (!is_good)
            return false;
    }
    return true;
}

/* Of a block or more, at the start of a sequence. */
static bool valid_by_block(const unsigned char *p, const unsigned char *end)
{
    unsigned wanted = 0; /* by the block before */
    for (; end - p >= 16; p += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)p);
        unsigned high = (unsigned)_mm_movemask_epi8(bytes);
        if (high == 0 && wanted == 0)
            continue;
        struct utf8_block block = look_at_block(bytes, high, 0);
        wanted |= block.wanted;
        if ((wanted & 0xffff) != block.continuations)
            return false;
        if (SWAGE_UNLIKELY(block.doubtful) && !settle_doubts(p, end, block.doubtful))
            return false;
        wanted >>= 16;
    }
    /* The last block of the text; what stands before `p` is shifted out. */
    unsigned before = (unsigned)(16 - (end - p));
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(end - 16));
    struct utf8_block block = look_at_block(bytes, (unsigned)_mm_movemask_epi8(bytes) >> before, before);
    return (wanted | block.wanted) == block.continuations && settle_doubts(p, end, block.doubtful);
}
#endif

bool swage_utf8_valid(swage_str text)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    const unsigned char *end = p + text.len;
#if defined(SWAGE_SSE2)
    if (end - p >= 16)
        return valid_by_block(p, end);
#endif
    while ((p = skip_ascii(p, end)) != end) {
        const unsigned char *start = p;
        if (*p < 0xe0)
            p = skip_pairs(p, end);
        else if (*p < 0xf0)
            p = skip_triples(p, end);
        else
            p = skip_quads(p, end);
        if (p == start)
            return false;
    }
    return true;
}

size_t utf8_sequence(const char *p, const char *end)
{
    const unsigned char *at = (const unsigned char *)p;
    const unsigned char *limit = (const unsigned char *)end;
    size_t len = *at < 0x80 ? 1 : *at < 0xe0 ? 2 : *at < 0xf0 ? 3 : 4;
    if (limit - at < (ptrdiff_t)len)
        return 0;
    switch (len) {
    case 1: return 1;
    case 2: return skip_pairs(at, at + 2) == at ? 0 : 2;
    case 3: return skip_triples(at, at + 3) == at ? 0 : 3;
    default: return skip_quads(at, at + 4) == at ? 0 : 4;
    }
}

size_t swage_utf8_count(swage_str text)
{
    const char *p = text.ptr;
    size_t left = text.len;
    size_t count = left; /* less the continuation bytes, 10xxxxxx */
    for (; left >= 8; left -= 8, p += 8) {
        uint64_t word = load_word(p);
        uint64_t continuations = (word >> 7) & ~(word >> 6) & ONES;
        count -= (size_t)((continuations * ONES) >> 56);
    }
    for (; left > 0; left--, p++)
        count -= ((unsigned char)*p & 0xc0) == 0x80;
    return count;
}

size_t utf8_put(char to[4], uint32_t point)
{
    if (point < 0x80) {
        to[0] = (char)point;
        return 1;
    }
    if (point < 0x800) {
        to[0] = (char)(0xc0 | point >> 6);
        to[1] = (char)(0x80 | (point & 0x3f));
        return 2;
    }
    if (point < 0x10000) {
        to[0] = (char)(0xe0 | point >> 12);
        to[1] = (char)(0x80 | (point >> 6 & 0x3f));
        to[2] = (char)(0x80 | (point & 0x3f));
        return 3;
    }
    to[0] = (char)(0xf0 | point >> 18);
    to[1] = (char)(0x80 | (point >> 12 & 0x3f));
    to[2] = (char)(0x80 | (point >> 6 & 0x3f));
    to[3] = (char)(0x80 | (point & 0x3f));
    return 4;
}
