/* SPDX-License-Identifier: MIT */
/* Splitting queries, forms and cookies into pairs in the arena. */
#include "config.h"

#include "app/pairs.h"
#include "http/field.h"
#include "http/multipart.h"
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
    pairs->fault = NULL;
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

/* --- multipart ---------------------------------------------------------------------------------------------------- */

/* The next part that begins, with all of its value; false at the end, and when there is a fault. */
static bool next_part(struct pairs *pairs, struct multipart *m, const char **at, const char *end, swage_str *value)
{
    enum multipart_event event;
    bool is_there = false;
    *value = SWAGE_EMPTY;
    while ((event = multipart_next(m, at, end)) != MULTIPART_MORE && event != MULTIPART_END) {
        if (event == MULTIPART_BAD) {
            pairs->fault = m->fault;
            return false;
        }
        is_there |= event == MULTIPART_PART;
        if (event == MULTIPART_DATA)
            *value = m->data;
    }
    if (event == MULTIPART_MORE && !multipart_is_done(m))
        pairs->fault = "the last boundary is missing";
    else if (is_there && m->media.ptr && !swage_media_in(m->media, SWAGE_STR("*/*"), true))
        pairs->fault = "texts are in UTF-8";
    return is_there && !pairs->fault;
}

/* How many parts there are; all of it was looked at, and every fault found. */
static size_t count_parts(struct pairs *pairs, struct multipart *m, swage_str body)
{
    const char *at = body.ptr;
    size_t count = 0;
    swage_str value;
    while (next_part(pairs, m, &at, body.ptr + body.len, &value))
        count++;
    return pairs->fault ? 0 : count;
}

void pairs_split_multipart(struct pairs *pairs, swage_str body, swage_str content_type, swage_arena *arena)
{
    struct multipart m;
    const char *at = body.ptr;
    swage_str value;
    pairs->fault = NULL;
    size_t count = multipart_init(&m, content_type) ? count_parts(pairs, &m, body) : 0;
    const char *fault = multipart_init(&m, content_type) ? pairs->fault : "the Content-Type has no boundary";
    bool has_room = reserve(pairs, count, arena);
    pairs->fault = fault;
    while (has_room && next_part(pairs, &m, &at, body.ptr + body.len, &value))
        pairs->list[pairs->count++] = (struct swage_field){swage_str_copy(m.name, arena), value};
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
    if (SWAGE_LIKELY(arena->failed == SWAGE_OK && !pairs->fault) || *at > pairs->count)
        return false;
    *at = pairs->count + 1;
    *value = (swage_str){NULL, 0};
    return true;
}
