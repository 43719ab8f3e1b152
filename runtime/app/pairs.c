/* SPDX-License-Identifier: MIT */
/* Splitting queries, forms and cookies into pairs in the arena. */
#include "config.h"

#include "app/pairs.h"
#include "http/field.h"
#include "http/octet.h"
#include "http/url.h"

static size_t count_bytes(swage_str text, char byte)
{
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++)
        count += text.ptr[i] == byte;
    return count;
}

/* Room for `count` pairs; what does not fit into the arena stays an empty list. */
static bool reserve(struct pairs *pairs, size_t count, swage_arena *arena)
{
    pairs->is_split = true;
    pairs->count = 0;
    pairs->list = count > 0 ? swage_arena_alloc(arena, count * sizeof *pairs->list) : NULL;
    return pairs->list != NULL;
}

/* --- queries ------------------------------------------------------------------------------------------------------ */

/* Decoded, or absent when an escape is bad or the arena full. */
static swage_str decode(swage_str text, swage_arena *arena)
{
    swage_str decoded = {NULL, 0};
    if (swage_url_decode(text, true, arena, &decoded))
        return decoded;
    return (swage_str){NULL, 0};
}

void pairs_split_query(struct pairs *pairs, swage_str query, swage_arena *arena)
{
    swage_str name, value;
    if (!reserve(pairs, query.len > 0 ? count_bytes(query, '&') + 1 : 0, arena))
        return;
    while (swage_url_next_pair(&query, &name, &value))
        pairs->list[pairs->count++] = (struct swage_field){decode(name, arena), decode(value, arena)};
}

/* --- cookies ------------------------------------------------------------------------------------------------------ */

/* RFC 6265 4.1.1: a value may stand in quotes, which are not part of what was meant. */
static swage_str unquote(swage_str value)
{
    bool is_quoted = value.len >= 2 && value.ptr[0] == '"' && value.ptr[value.len - 1] == '"';
    return is_quoted ? swage_str_of(value.ptr + 1, value.len - 2) : value;
}

/* RFC 6265 5.4: name=value; name=value. A piece without '=' is no cookie. */
static void split_cookies(struct pairs *pairs, swage_str text)
{
    while (text.len > 0) {
        const char *semicolon = memchr(text.ptr, ';', text.len);
        size_t len = semicolon ? (size_t)(semicolon - text.ptr) : text.len;
        size_t gone = semicolon ? len + 1 : len;
        swage_str piece = octet_trim(swage_str_of(text.ptr, len));
        const char *equals = piece.len > 0 ? memchr(piece.ptr, '=', piece.len) : NULL;
        text = swage_str_of(text.ptr + gone, text.len - gone);
        if (!equals)
            continue;
        swage_str name = swage_str_of(piece.ptr, (size_t)(equals - piece.ptr));
        swage_str value = swage_str_of(equals + 1, piece.len - name.len - 1);
        pairs->list[pairs->count++] = (struct swage_field){octet_trim(name), unquote(octet_trim(value))};
    }
}

void pairs_split_cookies(struct pairs *pairs, const struct swage_field *fields, unsigned field_count,
                         swage_arena *arena)
{
    const swage_str cookie = SWAGE_STR("Cookie");
    size_t count = 0;
    for (unsigned i = 0; i < field_count; i++)
        if (swage_field_is(fields[i].name, cookie))
            count += count_bytes(fields[i].value, ';') + 1;
    if (!reserve(pairs, count, arena))
        return;
    /* A client sends one field; on the way they may have become several (RFC 9113 8.2.3). */
    for (unsigned i = 0; i < field_count; i++)
        if (swage_field_is(fields[i].name, cookie))
            split_cookies(pairs, fields[i].value);
}

/* --- asking ------------------------------------------------------------------------------------------------------- */

bool pairs_next(const struct pairs *pairs, const swage_arena *arena, swage_str name, unsigned *at, swage_str *value)
{
    for (unsigned i = *at; i < pairs->count; i++) {
        if (!swage_str_equal(pairs->list[i].name, name))
            continue;
        *at = i + 1;
        *value = pairs->list[i].value;
        return true;
    }
    if (SWAGE_LIKELY(arena->failed == SWAGE_OK) || *at > pairs->count)
        return false;
    *at = pairs->count + 1;
    *value = (swage_str){NULL, 0};
    return true;
}
