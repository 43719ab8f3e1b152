/* SPDX-License-Identifier: MIT */
/* What a byte may be in HTTP (RFC 9110 5.6) and in URIs (RFC 3986 2): one table for all grammars that go byte by
   byte. */
#ifndef SWAGE_HTTP_OCTET_H
#define SWAGE_HTTP_OCTET_H

#include <swage/base.h>
#include <swage/string.h>

enum octet_class {
    OCTET_TOKEN = 1,    /* tchar */
    OCTET_VALUE = 2,    /* in a field value: visible, obs-text, SP, HTAB */
    OCTET_QUOTED = 4,   /* qdtext: in a quoted string without a backslash before it */
    OCTET_REG_NAME = 8, /* unreserved and sub-delims: in a host name, '%' apart */
    OCTET_HEX = 16,
    OCTET_DIGIT = 32
};

extern const unsigned char octet_classes[256];

SWAGE_INLINE bool octet_is(char c, unsigned classes)
{
    return (octet_classes[(unsigned char)c] & classes) != 0;
}

/* The value of a hexadecimal digit. */
SWAGE_INLINE unsigned octet_hex(char c)
{
    /* The letters have bit 6, and count from 1 in the low bits. */
    return ((unsigned)c & 15) + ((unsigned)c >> 6 & 1) * 9;
}

/* Space or tab: what may stand around values (OWS, RFC 9110 5.6.3). */
SWAGE_INLINE bool octet_is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Whether `text` has one byte or more and all are of `classes`. */
bool octet_all(swage_str text, unsigned classes);

/* `text` without the white space around it. */
swage_str octet_trim(swage_str text);

#endif
