/* SPDX-License-Identifier: MIT */
/*
 * UTF-8 (RFC 3629) within json/: one code point. Checking and counting are public, in <swage/read.h>.
 */
#ifndef JSON_UTF8_H
#define JSON_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* Writes code point `point`, which is no surrogate and at most U+10FFFF; returns its length, 1 to 4 bytes. */
size_t utf8_put(char to[4], uint32_t point);

/* The length of the character at `p`, which is before `end`: 1 to 4 bytes; 0 where it is not UTF-8 or cut by `end`. */
size_t utf8_sequence(const char *p, const char *end);

#endif
