/* SPDX-License-Identifier: MIT */
/*
 * URIs (RFC 3986), with their scheme. Each part is cut off where the grammar ends it, and then looked through for what
 * may not stand in it.
 *
 *     foo://user@example.com:8042/over/there?name=ferret#nose
 *     |   authority          |port|path     |query       |fragment
 */
#include "config.h"

#include "json/format.h"

#include <swage/format.h>

#define PORT_NONE (-1)
#define PORT_MOST 65535

static const swage_str absent = {NULL, 0};

static swage_str between(const char *first, const char *last)
{
    return swage_str_of(first, (size_t)(last - first));
}

/* What stands behind characters of `class` and percent escapes (RFC 3986 2.1). */
static inline const char *skip(const char *p, const char *end, enum format_class class)
{
    for (;;) {
        while (p < end && format_is(*p, class))
            p++;
        if (p == end || *p != '%')
            return p;
        if (end - p < 3 || !format_is(p[1], FORMAT_HEX) || !format_is(p[2], FORMAT_HEX))
            return p;
        p += 3;
    }
}

/* --- authority ---------------------------------------------------------------------------------------------------- */

/* RFC 3986 3.2.1: as a registered name, and colons. */
static bool is_userinfo(const char *p, const char *end)
{
    while ((p = skip(p, end, FORMAT_NAME)) < end && *p == ':')
        p++;
    return p == end;
}

/* RFC 3986 3.2.2: IPvFuture, "v1.fe80::a+en1". */
static bool is_future(const char *p, const char *end)
{
    if (p == end || (*p | 0x20) != 'v')
        return false;
    const char *first = ++p;
    while (p < end && format_is(*p, FORMAT_HEX))
        p++;
    if (p == first || end - p < 2 || *p++ != '.')
        return false;
    while (p < end && (format_is(*p, FORMAT_NAME) || *p == ':'))
        p++;
    return p == end;
}

/* An address in brackets. Returns what stands behind it, or NULL. */
static const char *read_literal(const char *p, const char *end)
{
    const char *close = memchr(p, ']', (size_t)(end - p));
    if (!close || (!swage_is_ipv6(between(p + 1, close)) && !is_future(p + 1, close)))
        return NULL;
    return close + 1;
}

/* What stands behind the host: nothing, or a colon and digits, which may be none. */
static bool read_port(const char *p, const char *end, int *port)
{
    *port = PORT_NONE;
    if (p == end)
        return true;
    if (*p++ != ':')
        return false;
    for (; p < end; p++) {
        if (*p < '0' || *p > '9')
            return false;
        int value = (*port == PORT_NONE ? 0 : *port) * 10 + (*p - '0');
        *port = value <= PORT_MOST ? value : PORT_MOST + 1;
    }
    return true;
}

/* RFC 3986 3.2, from `p` to `end`. */
static bool read_authority(const char *p, const char *end, struct swage_uri *uri)
{
    const char *at = p < end ? memchr(p, '@', (size_t)(end - p)) : NULL;
    if (at) {
        if (!is_userinfo(p, at))
            return false;
        uri->userinfo = between(p, at);
        p = at + 1;
    }
    const char *behind = p < end && *p == '[' ? read_literal(p, end) : skip(p, end, FORMAT_NAME);
    if (!behind)
        return false;
    uri->host = between(p, behind);
    return read_port(behind, end, &uri->port);
}

/* --- the whole ---------------------------------------------------------------------------------------------------- */

/* A letter, and then letters, digits, "+", "-" and ".", and a colon. Returns the colon, or NULL. */
static const char *read_scheme(const char *p, const char *end)
{
    if (p == end || !format_is(*p, FORMAT_ALNUM) || *p <= '9')
        return NULL;
    while (p < end && format_is(*p, FORMAT_SCHEME))
        p++;
    return p < end && *p == ':' ? p : NULL;
}

/* Where the authority ends (RFC 3986 3.2). */
static const char *find_slash(const char *p, const char *end)
{
    while (p < end && *p != '/' && *p != '?' && *p != '#')
        p++;
    return p;
}

static const char *read_path(const char *p, const char *end)
{
    while ((p = skip(p, end, FORMAT_PATH)) < end && *p == '/')
        p++;
    return p;
}

/* Query or fragment, where `mark` stands at `p`. Returns what is behind it. */
static const char *read_part(const char *p, const char *end, char mark, swage_str *part)
{
    if (p == end || *p != mark)
        return p;
    const char *last = skip(p + 1, end, FORMAT_QUERY);
    *part = between(p + 1, last);
    return last;
}

bool swage_uri_parse(swage_str text, struct swage_uri *out)
{
    struct swage_uri uri = {absent, absent, absent, absent, absent, absent, PORT_NONE};
    if (text.len == 0)
        return false;
    const char *end = text.ptr + text.len;
    const char *p = read_scheme(text.ptr, end);
    if (!p)
        return false;
    uri.scheme = between(text.ptr, p++);
    if (end - p >= 2 && p[0] == '/' && p[1] == '/') {
        const char *slash = find_slash(p + 2, end);
        if (!read_authority(p + 2, slash, &uri))
            return false;
        p = slash;
    }
    const char *path = p;
    p = read_path(p, end);
    uri.path = between(path, p);
    p = read_part(p, end, '?', &uri.query);
    p = read_part(p, end, '#', &uri.fragment);
    if (p != end)
        return false;
    *out = uri;
    return true;
}

bool swage_is_uri(swage_str text)
{
    struct swage_uri uri;
    return swage_uri_parse(text, &uri);
}
