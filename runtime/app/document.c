/* SPDX-License-Identifier: MIT */
/*
 * Documents that are part of the program. Two representations of each, as it is and packed with gzip, have a tag each
 * (RFC 9110 8.8.3.3); whoever has one is answered by 304 alone.
 */
#include "config.h"

#include "app/accept.h"
#include "app/reply.h"
#include "http/field.h"

/* Weakly, as If-None-Match has it (RFC 9110 13.1.2): W/ in front makes no difference. */
static bool is_tag(swage_str sent, swage_str tag)
{
    if (sent.len > 2 && sent.ptr[0] == 'W' && sent.ptr[1] == '/')
        sent = swage_str_of(sent.ptr + 2, sent.len - 2);
    return swage_str_equal(sent, tag) || swage_str_equal(sent, SWAGE_STR("*"));
}

static bool has_tag(const struct http_head *head, swage_str tag)
{
    swage_str name = SWAGE_STR("If-None-Match"), element;
    for (unsigned at = swage_field_find(head->fields, head->field_count, 0, name); at < head->field_count;
         at = swage_field_find(head->fields, head->field_count, at + 1, name)) {
        swage_str list = head->fields[at].value;
        while (swage_list_next(&list, &element))
            if (is_tag(element, tag))
                return true;
    }
    return false;
}

static int add_pieces(swage_buffer *out, const struct swage_document *document)
{
    int status = SWAGE_OK;
    for (size_t i = 0; i < document->piece_count && status == SWAGE_OK; i++)
        status = swage_buffer_add_str(out, document->pieces[i]);
    return status;
}

static int add_body(swage_buffer *out, const struct swage_document *document, bool is_packed)
{
    if (is_packed)
        return swage_buffer_add(out, (const char *)document->packed.ptr, document->packed.len);
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

int swage_serve_document(swage_request *rq, const void *document)
{
    const struct swage_document *of = document;
    bool is_packed = accept_coding(rq->head.fields, rq->head.field_count, SWAGE_STR("gzip")) > 0;
    swage_str tag = is_packed ? of->packed_tag : of->tag;
    bool is_known = has_tag(&rq->head, tag);
    add_fields(rq, tag, is_packed && !is_known);
    if (is_known)
        return swage_reply_empty(rq, 304);
    swage_buffer *out = swage_reply_open_media(rq, 200, of->media);
    return swage_reply_close(rq, out ? add_body(out, of, is_packed) : SWAGE_OK);
}
