/* SPDX-License-Identifier: MIT */
/* Walks down a document along a pointer, one object or array a step. */
#include "config.h"

#include "test/find.h"

#include <swage/read.h>

#include <stdlib.h>
#include <string.h>

/* The next token of a pointer, behind its slash: moved behind it; unescaped into the arena (RFC 6901 4). */
static bool next_token(const char **pointer, swage_arena *arena, swage_str *out)
{
    const char *from = *pointer + 1;
    size_t len = strcspn(from, "/"), at = 0;
    char *token = swage_arena_alloc(arena, len + 1);
    if (**pointer != '/' || !token)
        return false;
    for (size_t i = 0; i < len; i++, at++) {
        bool is_escape = from[i] == '~' && (from[i + 1] == '0' || from[i + 1] == '1');
        token[at] = !is_escape ? from[i] : from[i + 1] == '0' ? '~' : '/';
        i += is_escape;
    }
    token[at] = '\0';
    *out = swage_str_of(token, at);
    *pointer = from + len;
    return true;
}

/* In the object that stands at `p`: the cursor at the value of `key`, or NULL. */
static const char *to_member(swage_reader *r, const char *p, swage_str key)
{
    swage_str found;
    p = swage_open(r, p, '{');
    if (!p || *p == '}')
        return NULL;
    do {
        if (!(p = swage_read_map_key_nul(r, p, &found)) || swage_str_equal(found, key))
            return p;
        p = swage_skip(r, p);
    } while (p && swage_comma(r, &p));
    return NULL;
}

/* In the array that stands at `p`: the cursor at the item of that number, or NULL. */
static const char *to_item(swage_reader *r, const char *p, swage_str number)
{
    char *end;
    unsigned long left = strtoul(number.ptr, &end, 10);
    p = swage_open(r, p, '[');
    if (!p || *p == ']' || number.len == 0 || *end != '\0')
        return NULL;
    for (; left > 0; left--)
        if (!(p = swage_skip(r, p)) || !swage_comma(r, &p))
            return NULL;
    return p;
}

swage_str find_value(swage_str json, const char *pointer, swage_arena *arena)
{
    const swage_str none = {NULL, 0};
    swage_reader r;
    swage_str token, value;
    const char *p = swage_reader_wrap(&r, json, arena), *end;
    r.depth = SWAGE_DEPTH_LIMIT;
    if (!p || !(end = swage_skip(&r, p)) || !swage_reader_unwrap(&r, end))
        return none;
    while (*pointer) {
        if (!next_token(&pointer, arena, &token))
            return none;
        p = *p == '{' ? to_member(&r, p, token) : *p == '[' ? to_item(&r, p, token) : NULL;
        if (!p)
            return none;
    }
    return swage_read_json(&r, p, &value) ? value : none;
}
