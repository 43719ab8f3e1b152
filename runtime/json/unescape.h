/* SPDX-License-Identifier: MIT */
/*
 * Escapes in JSON strings (RFC 8259 7), read within the bounds of the text.
 */
#ifndef JSON_UNESCAPE_H
#define JSON_UNESCAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UNESCAPE_BAD SIZE_MAX

/* Reads the escape whose backslash stands at `p`, both halves of a surrogate pair at once. Returns the cursor behind
   it; NULL where it is none, is cut by `end`, or is a surrogate alone. */
const char *unescape_one(const char *p, const char *end, uint32_t *point);

/*
 * Unescapes the inside of a string, from `p` to `end`, into the `size` bytes at `to`. Returns the length of the result,
 * of which nothing usable was written when it is above `size`; UNESCAPE_BAD for a bad escape, or for U+0000 unless
 * `nul` allows it.
 */
size_t unescape_text(const char *p, const char *end, bool nul, char *to, size_t size);

#endif
