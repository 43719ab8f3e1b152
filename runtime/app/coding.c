/* SPDX-License-Identifier: MIT */
/*
 * What an answer is stands in its head, so the head is read again:
 *
 *     HTTP/1.1 200 OK
 *     Content-Type: application/json     has to be text
 *     Vary: Origin, Accept-Encoding      gets its end, or is made
 *     Content-Encoding: gzip             is made
 *     Content-Length: 00                 is the last
 *
 * So nothing has to be kept while answers are made, and those that are not packed cost nothing.
 */
#include "config.h"

#include "app/accept.h"
#include "app/coding.h"
#include "http/field.h"
#include "http/octet.h"

#include <swage/error.h>

#include <stdlib.h>
#include <zlib.h>

/* Of JSON, levels 1 to 3 cost the same, and from 4 on half as much again for a twentieth of its bytes. */
#define LEVEL 3

#define CODED "Content-Encoding: gzip\r\n"
#define VARY  "Vary: Accept-Encoding\r\n"
#define MORE  ", Accept-Encoding"

void swage_coding_init(struct coding *coding, size_t min, size_t max)
{
    *coding = (struct coding){.min = min, .max = max};
    swage_buffer_init(&coding->packed, max);
}

void swage_coding_done(struct coding *coding)
{
    if (coding->stream)
        deflateEnd(coding->stream);
    free(coding->stream);
    coding->stream = NULL;
    swage_buffer_done(&coding->packed);
}

/* --- what the answer is ------------------------------------------------------------------------------------------- */

struct sight {
    swage_str media;
    const char *vary_end;  /* of the last field Vary; NULL without one */
    const char *length_at; /* where the line of its Content-Length begins */
    bool is_varied;        /* Vary says Accept-Encoding, or a star */
    bool is_fixed;         /* it must not be packed */
};

static bool starts_with(swage_str text, swage_str start)
{
    return text.len >= start.len && swage_field_is(swage_str_of(text.ptr, start.len), start);
}

static bool ends_with(swage_str text, swage_str end)
{
    return text.len >= end.len && swage_field_is(swage_str_of(text.ptr + text.len - end.len, end.len), end);
}

/* What gets shorter: text, JSON, XML. */
static bool is_text(swage_str media)
{
    static const swage_str ends[] = {SWAGE_STR_INIT("/json"), SWAGE_STR_INIT("+json"), SWAGE_STR_INIT("/xml"),
                                     SWAGE_STR_INIT("+xml")};
    const char *parameters = media.len > 0 ? memchr(media.ptr, ';', media.len) : NULL;
    if (parameters)
        media = octet_trim(swage_str_of(media.ptr, (size_t)(parameters - media.ptr)));
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ends_with(media, ends[i]))
            return true;
    return starts_with(media, SWAGE_STR("text/"));
}

static bool has_word(swage_str list, swage_str word)
{
    swage_str element;
    while (swage_list_next(&list, &element))
        if (swage_field_is(element, word))
            return true;
    return false;
}

static bool is_about_bytes(swage_str name)
{
    static const swage_str names[] = {SWAGE_STR_INIT("Content-Encoding"), SWAGE_STR_INIT("Content-Range"),
                                      SWAGE_STR_INIT("Content-Digest"), SWAGE_STR_INIT("Repr-Digest")};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (swage_field_is(name, names[i]))
            return true;
    return false;
}

static void see_vary(struct sight *sight, swage_str value)
{
    sight->vary_end = value.ptr + value.len;
    sight->is_varied |= has_word(value, SWAGE_STR("Accept-Encoding")) || has_word(value, SWAGE_STR("*"));
}

static void see_field(struct sight *sight, swage_str name, swage_str value)
{
    if (swage_field_is(name, SWAGE_STR("Content-Type")))
        sight->media = value;
    else if (swage_field_is(name, SWAGE_STR("Vary")))
        see_vary(sight, value);
    else if (swage_field_is(name, SWAGE_STR("ETag")))
        sight->is_fixed |= !starts_with(value, SWAGE_STR("W/"));
    else if (swage_field_is(name, SWAGE_STR("Cache-Control")))
        sight->is_fixed |= has_word(value, SWAGE_STR("no-transform"));
    else
        sight->is_fixed |= is_about_bytes(name);
}

/* Lines of our own making: "Name: value", CR and LF behind each, and an empty one. */
static struct sight look(const char *at, const char *body)
{
    struct sight sight = {.media = SWAGE_EMPTY};
    const char *end = body - 2;
    at = (const char *)memchr(at, '\n', (size_t)(end - at)) + 1; /* the status line */
    for (const char *next; at < end; at = next) {
        next = (const char *)memchr(at, '\n', (size_t)(end - at)) + 1;
        const char *colon = memchr(at, ':', (size_t)(next - at)), *value = colon + 2;
        sight.length_at = at;
        see_field(&sight, swage_str_of(at, (size_t)(colon - at)), swage_str_of(value, (size_t)(next - 2 - value)));
    }
    return sight;
}

/* RFC 9110 12.5.3: takes it, and does not like the bytes as they are better. */
static bool takes_gzip(const struct http_head *asked)
{
    unsigned packed = accept_coding(asked->fields, asked->field_count, SWAGE_STR("gzip"));
    return packed > 0 && packed >= accept_coding(asked->fields, asked->field_count, SWAGE_STR("identity"));
}

/* --- packing ------------------------------------------------------------------------------------------------------ */

static bool start(struct coding *coding)
{
    enum { GZIP = 16, MEMORY = 8 }; /* beside the size of the window; zlib's own default */
    if (coding->stream)
        return deflateReset(coding->stream) == Z_OK;
    z_stream *stream = calloc(1, sizeof *stream);
    if (!stream || deflateInit2(stream, LEVEL, Z_DEFLATED, MAX_WBITS + GZIP, MEMORY, Z_DEFAULT_STRATEGY) != Z_OK) {
        free(stream);
        return false;
    }
    coding->stream = stream;
    return true;
}

/* What is packed, with all that the head grows by, takes no more room than the body did. */
static bool pack(struct coding *coding, swage_str body)
{
    const size_t more = sizeof CODED VARY - 1;
    swage_buffer *packed = &coding->packed;
    swage_buffer_clear(packed, SIZE_MAX);
    if (body.len <= more || !start(coding) || !swage_reserve(packed, packed->ptr, body.len))
        return false;
    z_stream *stream = coding->stream;
    stream->next_in = (z_const unsigned char *)(uintptr_t)body.ptr;
    stream->avail_in = (unsigned)body.len;
    stream->next_out = (unsigned char *)packed->ptr;
    stream->avail_out = (unsigned)(body.len - more);
    if (deflate(stream, Z_FINISH) != Z_STREAM_END)
        return false;
    packed->len = (size_t)stream->total_out;
    return true;
}

/* Inserts `text` in front of `*at` in `out`, and moves the body's place along. Without room nothing changes. */
static void insert(swage_buffer *out, size_t at, swage_str text, size_t *body_at)
{
    size_t end = out->len;
    if (swage_buffer_add_str(out, text) != SWAGE_OK)
        return;
    memmove(out->ptr + at + text.len, out->ptr + at, end - at);
    memcpy(out->ptr + at, text.ptr, text.len);
    *body_at += text.len;
}

void swage_coding_apply(struct coding *coding, const struct http_head *asked, swage_buffer *out, size_t answer_at,
                        size_t *body_at)
{
    swage_str body = swage_str_of(out->ptr + *body_at, out->len - *body_at);
    struct sight sight = look(out->ptr + answer_at, body.ptr);
    if (sight.is_fixed || !is_text(sight.media))
        return;
    bool is_packed = takes_gzip(asked) && pack(coding, body);
    size_t length_at = (size_t)(sight.length_at - out->ptr), vary_at = length_at;
    if (sight.vary_end)
        vary_at = (size_t)(sight.vary_end - out->ptr);
    if (is_packed) {
        out->len = *body_at;
        insert(out, length_at, SWAGE_STR(CODED), body_at);
    }
    /* Where there is no room for it, whoever keeps the answer has one that all clients can read. */
    if (!sight.is_varied)
        insert(out, vary_at, sight.vary_end ? SWAGE_STR(MORE) : SWAGE_STR(VARY), body_at);
    if (is_packed)
        swage_buffer_add_str(out, (swage_str){coding->packed.ptr, coding->packed.len});
}
