/* SPDX-License-Identifier: MIT */
/*
 * Documents that are part of the program. Two representations of each, as it is and packed with gzip, have a tag each
 * (RFC 9110 8.8.3.3); whoever has one is answered by 304 alone.
 */
#include "config.h"

#include "app/accept.h"
#include "app/condition.h"
#include "app/reply.h"

#include <zlib.h>

static int add_pieces(swage_buffer *out, const struct swage_document *document)
{
    int status = SWAGE_OK;
    for (size_t i = 0; i < document->piece_count && status == SWAGE_OK; i++)
        status = swage_buffer_add_str(out, document->pieces[i]);
    return status;
}

enum { UNPACKED_MAX = 16384 }; /* bytes at a time */

/* Appends what the rest of the packed bytes says. */
static int add_rest(swage_buffer *out, z_stream *stream)
{
    char bytes[UNPACKED_MAX];
    int inflated = Z_OK, status = SWAGE_OK;
    while (inflated == Z_OK && status == SWAGE_OK) {
        stream->next_out = (unsigned char *)bytes;
        stream->avail_out = sizeof bytes;
        inflated = inflate(stream, Z_NO_FLUSH);
        status = swage_buffer_add(out, bytes, sizeof bytes - stream->avail_out);
    }
    if (status == SWAGE_OK && inflated != Z_STREAM_END)
        return inflated == Z_MEM_ERROR ? SWAGE_E_NOMEM : SWAGE_E_VALUE;
    return status;
}

static int add_unpacked(swage_buffer *out, swage_bytes packed)
{
    enum { GZIP = 16 }; /* beside the size of the window */
    z_stream stream = {.next_in = (z_const unsigned char *)(uintptr_t)packed.ptr, .avail_in = (unsigned)packed.len};
    if (inflateInit2(&stream, MAX_WBITS + GZIP) != Z_OK)
        return SWAGE_E_NOMEM;
    int status = add_rest(out, &stream);
    inflateEnd(&stream);
    return status;
}

static int add_body(swage_buffer *out, const struct swage_document *document, bool is_packed)
{
    if (is_packed)
        return swage_buffer_add(out, (const char *)document->packed.ptr, document->packed.len);
    if (document->piece_count == 0 && document->packed.len > 0)
        return add_unpacked(out, document->packed);
    return add_pieces(out, document);
}

/* Caches may keep it as long as they ask whether it is still the same. */
static void add_fields(swage_request *rq, swage_str tag, bool is_packed)
{
    swage_reply_header(rq, SWAGE_STR("ETag"), tag);
    swage_reply_header(rq, SWAGE_STR("Cache-Control"), SWAGE_STR("no-cache"));
    swage_reply_header(rq, SWAGE_STR("Vary"), SWAGE_STR("Accept-Encoding"));
    if (is_packed)
        swage_reply_header(rq, SWAGE_STR("Content-Encoding"), SWAGE_STR("gzip"));
}

int swage_serve_document(swage_request *rq, const void *documents)
{
    const struct swage_document *const *all = documents, *of = all[rq->operation - rq->app->operations];
    bool is_packed = of->packed.len > 0 && accept_coding(rq->head.fields, rq->head.field_count, SWAGE_STR("gzip")) > 0;
    swage_str tag = is_packed ? of->packed_tag : of->tag;
    bool is_known = condition_knows(&rq->head, tag);
    add_fields(rq, tag, is_packed && !is_known);
    if (is_known)
        return swage_reply_empty(rq, 304);
    swage_buffer *out = swage_reply_open_media(rq, 200, of->media);
    return swage_reply_close(rq, out ? add_body(out, of, is_packed) : SWAGE_OK);
}
