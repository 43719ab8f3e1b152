/* SPDX-License-Identifier: MIT */
/* Percent escapes (RFC 3986 2.1) and query pairs. */
#include "config.h"

#include "http/url.h"

#include "http/octet.h"

static bool needs_decoding(swage_str text, bool plus)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] == '%' || (plus && text.ptr[i] == '+'))
            return true;
    return false;
}

/* The byte of the escape that starts at `from`; -1 for none and for %00. */
static int read_escape(const char *from, const char *end)
{
    if (end - from < 3 || !octet_is(from[1], OCTET_HEX) || !octet_is(from[2], OCTET_HEX))
        return -1;
    int byte = (int)(octet_hex(from[1]) << 4 | octet_hex(from[2]));
    return byte > 0 ? byte : -1;
}

bool swage_url_decode(swage_str text, bool plus, swage_arena *arena, swage_str *out)
{
    if (!needs_decoding(text, plus)) {
        *out = text;
        return true;
    }
    const char *end = text.ptr + text.len;
    char *decoded = swage_arena_alloc(arena, text.len), *to = decoded;
    if (!decoded)
        return false;
    for (const char *from = text.ptr; from < end; from++) {
        int byte = (unsigned char)*from;
        if (byte == '%') {
            if ((byte = read_escape(from, end)) < 0)
                return false;
            from += 2;
        } else if (plus && byte == '+') {
            byte = ' ';
        }
        *to++ = (char)byte;
    }
    *out = swage_str_of(decoded, (size_t)(to - decoded));
    return true;
}

/* Takes what stands before `byte` off `text`, and `byte` with it; all of it where there is none. */
static swage_str take_until(swage_str *text, char byte)
{
    const char *at = text->len > 0 ? memchr(text->ptr, byte, text->len) : NULL;
    swage_str taken = *text;
    if (!at) {
        *text = swage_str_of(text->ptr + text->len, 0);
        return taken;
    }
    taken.len = (size_t)(at - text->ptr);
    *text = swage_str_of(at + 1, text->len - taken.len - 1);
    return taken;
}

bool swage_url_next_pair(swage_str *query, swage_str *name, swage_str *value)
{
    while (query->len > 0) {
        swage_str pair = take_until(query, '&');
        if (pair.len == 0)
            continue;
        *name = take_until(&pair, '=');
        *value = pair;
        return true;
    }
    return false;
}
