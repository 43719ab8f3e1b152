/* SPDX-License-Identifier: MIT */
/* Comparing bytes with words that are known when this is compiled: a load and a compare for every four or eight of
   them. */
#ifndef SWAGE_HTTP_KNOWN_H
#define SWAGE_HTTP_KNOWN_H

#include <swage/base.h>

#include <string.h>

SWAGE_INLINE uint16_t known_word2(const char *at)
{
    uint16_t word;
    memcpy(&word, at, sizeof word);
    return word;
}

SWAGE_INLINE uint32_t known_word4(const char *at)
{
    uint32_t word;
    memcpy(&word, at, sizeof word);
    return word;
}

SWAGE_INLINE uint64_t known_word8(const char *at)
{
    uint64_t word;
    memcpy(&word, at, sizeof word);
    return word;
}

/* Whether CRLF stands at `at`, before `end`, which has a byte before it. */
SWAGE_INLINE bool known_is_crlf(const char *at, const char *end)
{
    return at < end - 1 && known_word2(at) == known_word2("\r\n");
}

/* "HTTP/1.1" and the line's end: ten bytes. */
SWAGE_INLINE bool known_is_version11(const char *at)
{
    return known_word8(at) == known_word8("HTTP/1.1") && known_word2(at + 8) == known_word2("\r\n");
}

/* What differs from a word whose letters are lower-case; their case apart. Only letters have the bit next to that of
   case. */
SWAGE_INLINE uint32_t known_differ4(const char *at, const char *literal)
{
    uint32_t word = known_word4(literal);
    return (known_word4(at) | (word & UINT32_C(0x40404040)) >> 1) ^ word;
}

SWAGE_INLINE uint64_t known_differ8(const char *at, const char *literal)
{
    uint64_t word = known_word8(literal);
    return (known_word8(at) | (word & UINT64_C(0x4040404040404040)) >> 1) ^ word;
}

/*
 * Whether the `len` bytes at `at` are `literal`, which has as many (4 to 24) and consists of lower-case letters and of
 * bytes below '@', such as '-', ':' and space; letters in any case. The last word overlaps the one before it.
 */
SWAGE_INLINE bool known_is(const char *at, const char *literal, size_t len)
{
    if (len < 8)
        return (known_differ4(at, literal) | known_differ4(at + len - 4, literal + len - 4)) == 0;
    uint64_t differ = known_differ8(at, literal) | known_differ8(at + len - 8, literal + len - 8);
    if (len > 16)
        differ |= known_differ8(at + 8, literal + 8);
    return differ == 0;
}

/* Whether the four lower-case letters or '-' of `literal` stand at `at`. */
#define KNOWN_STARTS(at, literal) (known_differ4(at, "" literal) == 0)
#define KNOWN_IS(at, literal)     known_is(at, "" literal, sizeof(literal) - 1)

#endif
