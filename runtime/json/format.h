/* SPDX-License-Identifier: MIT */
/*
 * What a character may be in the grammars of RFC 3986 and RFC 5321: one table, a bit for each class.
 */
#ifndef JSON_FORMAT_H
#define JSON_FORMAT_H

#include <stdbool.h>

enum format_class {
    FORMAT_ALNUM = 0x01,  /* letters and digits */
    FORMAT_HEX = 0x02,    /* hexadecimal digits */
    FORMAT_SCHEME = 0x04, /* RFC 3986 3.1: in a scheme, behind its first letter */
    FORMAT_NAME = 0x08,   /* RFC 3986 3.2.2: unreserved and sub-delims, which a registered name has */
    FORMAT_PATH = 0x10,   /* RFC 3986 3.3: pchar */
    FORMAT_QUERY = 0x20,  /* RFC 3986 3.4 */
    FORMAT_ATOM = 0x40,   /* RFC 5322 3.2.3: atext */
    FORMAT_QUOTED = 0x80  /* RFC 5321 4.1.2: qtextSMTP */
};

extern const unsigned char format_classes[256];

static inline bool format_is(char byte, enum format_class class)
{
    return (format_classes[(unsigned char)byte] & class) != 0;
}

/* The value of a hexadecimal digit; 16 for what is none. */
static inline unsigned format_hex(char byte)
{
    if (!format_is(byte, FORMAT_HEX))
        return 16;
    return ((unsigned char)byte & 15u) + (byte >= 'A' ? 9 : 0);
}

#endif
