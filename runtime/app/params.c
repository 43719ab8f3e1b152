/* SPDX-License-Identifier: MIT */
/*
 * What a request holds, for handlers and for the generated code that reads it: parameters from the path, the query, the
 * head and the form, their texts as values, the body, and the request itself.
 *
 * Query, cookies and form are split and decoded once, at the first question, into pairs in the arena.
 */
#include "config.h"

#include "app/request.h"
#include "http/field.h"
#include "json/number.h"

/* --- the request -------------------------------------------------------------------------------------------------- */

swage_arena *swage_request_arena(swage_request *rq)
{
    request_allow_all(rq);
    return &rq->arena;
}

swage_arena *swage_params_arena(swage_request *rq)
{
    return &rq->arena;
}

swage_str swage_request_method(const swage_request *rq)
{
    return rq->head.method_text;
}

swage_str swage_request_path(const swage_request *rq)
{
    return rq->head.path;
}

swage_str swage_request_query(const swage_request *rq)
{
    return rq->head.query;
}

swage_str swage_request_header(const swage_request *rq, swage_str name)
{
    unsigned at = swage_field_find(rq->head.fields, rq->head.field_count, 0, name);
    return at < rq->head.field_count ? rq->head.fields[at].value : (swage_str){NULL, 0};
}

swage_str swage_request_body_text(const swage_request *rq)
{
    return rq->body;
}

void *swage_state(const swage_request *rq)
{
    return rq->env->state;
}

/* --- parameters --------------------------------------------------------------------------------------------------- */

swage_str swage_path_param(swage_request *rq, unsigned capture)
{
    return capture < rq->capture_count ? rq->captures[capture] : (swage_str){NULL, 0};
}

bool swage_query_param(swage_request *rq, swage_str name, unsigned *at, swage_str *value)
{
    if (!rq->query.is_split) {
        request_allow_more(rq, rq->head.query.len);
        pairs_split_query(&rq->query, rq->head.query, &rq->arena);
    }
    return pairs_next(&rq->query, &rq->arena, name, at, value);
}

bool swage_form_param(swage_request *rq, swage_str name, unsigned *at, swage_str *value)
{
    if (!rq->form.is_split) {
        request_allow_more(rq, rq->body.len);
        if (swage_media_is(rq->head.content_type, SWAGE_STR(SWAGE_MEDIA_MULTIPART)))
            pairs_split_multipart(&rq->form, swage_body_text(rq), rq->head.content_type, &rq->arena);
        else
            pairs_split_query(&rq->form, rq->body, &rq->arena);
    }
    return pairs_next(&rq->form, &rq->arena, name, at, value);
}

/* Bytes of all Cookie fields. */
static size_t count_cookies(const struct http_head *head)
{
    size_t len = 0;
    for (unsigned i = 0; i < head->field_count; i++)
        if (swage_field_is(head->fields[i].name, SWAGE_STR("Cookie")))
            len += head->fields[i].value.len;
    return len;
}

bool swage_cookie_param(swage_request *rq, swage_str name, unsigned *at, swage_str *value)
{
    if (!rq->cookies.is_split) {
        request_allow_more(rq, count_cookies(&rq->head));
        pairs_split_cookies(&rq->cookies, rq->head.fields, rq->head.field_count, &rq->arena);
    }
    return pairs_next(&rq->cookies, &rq->arena, name, at, value);
}

unsigned swage_header_param(const swage_request *rq, swage_str name, swage_str *value)
{
    const struct http_head *head = &rq->head;
    unsigned count = 0;
    *value = (swage_str){NULL, 0};
    for (unsigned i = 0; i < head->field_count; i++) {
        if (head->fields[i].name.len != name.len || !swage_field_is(head->fields[i].name, name))
            continue;
        if (count++ == 0)
            *value = head->fields[i].value;
    }
    return count;
}

/* --- texts as values ---------------------------------------------------------------------------------------------- */

static bool is_word(swage_str text, const char *word, size_t len)
{
    return text.len == len && memcmp(text.ptr, word, len) == 0;
}

bool swage_text_bool(swage_str text, bool *out)
{
    bool is_true = is_word(text, "true", 4);
    if (!is_true && !is_word(text, "false", 5))
        return false;
    *out = is_true;
    return true;
}

/* Maps have numbers for keys in the same way. */
bool swage_text_int64(swage_str text, int64_t min, int64_t max, int64_t *out)
{
    return swage_key_int64(text, min, max, out);
}

bool swage_text_uint64(swage_str text, uint64_t min, uint64_t max, uint64_t *out)
{
    return swage_key_uint64(text, min, max, out);
}

bool swage_text_float64(swage_str text, double *out)
{
    double value;
    if (text.len == 0 || number_read_float64(text.ptr, text.ptr + text.len, &value) != text.ptr + text.len)
        return false;
    *out = value;
    return true;
}

bool swage_text_float32(swage_str text, float *out)
{
    float value;
    if (text.len == 0 || number_read_float32(text.ptr, text.ptr + text.len, &value) != text.ptr + text.len)
        return false;
    *out = value;
    return true;
}

bool swage_text_string(swage_str text, size_t least, size_t most)
{
    return text.ptr && (text.len == 0 || !memchr(text.ptr, '\0', text.len)) && swage_utf8_valid(text) &&
           swage_within(text, least, most);
}

/* --- the body ----------------------------------------------------------------------------------------------------- */

const char *swage_body_open(swage_request *rq, swage_reader *r)
{
    return swage_reader_open(r, rq->body, &rq->arena);
}

const char *swage_body_wrap(swage_request *rq, swage_reader *r)
{
    return swage_reader_wrap(r, rq->body, &rq->arena);
}

swage_str swage_body_text(swage_request *rq)
{
    return rq->body.ptr ? rq->body : SWAGE_EMPTY;
}

bool swage_has_body(const swage_request *rq)
{
    return rq->body.len > 0;
}
