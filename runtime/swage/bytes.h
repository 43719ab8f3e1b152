/* SPDX-License-Identifier: MIT */
/*
 * Bytes that are no text. On the wire they are a string in base64, base64url or hexadecimal digits (RFC 4648).
 */
#ifndef SWAGE_BYTES_H
#define SWAGE_BYTES_H

#include <swage/arena.h>
#include <swage/base.h>
#include <swage/string.h>

SWAGE_BEGIN_C

/* Lent bytes; ptr is NULL when they are absent. */
typedef struct swage_bytes {
    const unsigned char *ptr;
    size_t len;
} swage_bytes;

typedef struct swage_bytes_array {
    const swage_bytes *ptr;
    size_t len; /* items */
} swage_bytes_array;

enum swage_encoding {
    SWAGE_BASE64,    /* RFC 4648 4, with its padding */
    SWAGE_BASE64URL, /* RFC 4648 5, without padding; padding is taken too */
    SWAGE_HEX        /* RFC 4648 8, written in lower case, read in both */
};

/* The bytes of length `len` at `ptr`, lent. */
SWAGE_INLINE swage_bytes swage_bytes_of(const void *ptr, size_t len)
{
    swage_bytes bytes;
    bytes.ptr = (const unsigned char *)ptr;
    bytes.len = len;
    return bytes;
}

/* Whether both are the same bytes; absent ones equal only absent ones. */
SWAGE_INLINE bool swage_bytes_equal(swage_bytes a, swage_bytes b)
{
    return a.len == b.len && !a.ptr == !b.ptr && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* The same bytes in `arena`; {NULL, 0} for absent ones; NULL ptr also when the arena is full. */
SWAGE_API swage_bytes swage_bytes_copy(swage_bytes bytes, swage_arena *arena);

/* The length of the text of `len` bytes, at most SIZE_MAX. */
SWAGE_API size_t swage_bytes_text_len(enum swage_encoding encoding, size_t len);

/* Writes the text of `bytes` to `out`, which has room for swage_bytes_text_len(); no NUL. Returns its end. */
SWAGE_API char *swage_bytes_encode(enum swage_encoding encoding, swage_bytes bytes, char *out);

/* Reads text into `arena`. False when it is not in the encoding (unused bits that are not 0, wrong padding and white
   space are refused), or, with *out absent, when the arena is full. */
SWAGE_API bool swage_bytes_decode(enum swage_encoding encoding, swage_str text, swage_arena *arena, swage_bytes *out);

SWAGE_END_C

#endif
