/* SPDX-License-Identifier: MIT */
/* Comparing bytes with words that are known when this is compiled: a load and a compare for every four or eight of them. */
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

SWAGE_INLINE bool known_is_crlf(const char *at)
{
    return known_word2(at) == known_word2("\r\n");
}

/* "HTTP/1.1" and the line's end: ten bytes. */
SWAGE_INLINE bool known_is_version11(const char *at)
{
    return known_word8(at) == known_word8("HTTP/1.1") && known_is_crlf(at + 8);
}

/* The differences between words, letters' case apart. In a token this bit makes no other byte a lower-case letter or '-'. */
SWAGE_INLINE uint32_t known_differ4(const char *a, const char *b)
{
    return (known_word4(a) | UINT32_C(0x20202020)) ^ known_word4(b);
}

SWAGE_INLINE uint64_t known_differ8(const char *a, const char *b)
{
    return (known_word8(a) | UINT64_C(0x2020202020202020)) ^ known_word8(b);
}

/*
 * Whether the token of `len` bytes at `name` is `literal`, which has as many (4 to 24) and consists of lower-case letters and
 * '-'; any case. The last word overlaps the one before it.
 */
SWAGE_INLINE bool known_is(const char *name, const char *literal, size_t len)
{
    if (len < 8)
        return (known_differ4(name, literal) | known_differ4(name + len - 4, literal + len - 4)) == 0;
    uint64_t differ = known_differ8(name, literal) | known_differ8(name + len - 8, literal + len - 8);
    if (len > 16)
        differ |= known_differ8(name + 8, literal + 8);
    return differ == 0;
}

#define KNOWN_IS(name, literal) known_is(name, "" literal, sizeof(literal) - 1)

#endif
