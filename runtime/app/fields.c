/* SPDX-License-Identifier: MIT */
/*
 * Header fields of replies: those that handlers add, and those that schemas declare.
 *
 *     swage_reply_begin ─claimed→ {"location":"/users/7","sid":"abc"} in rq->late ─swage_reply_fields→ rq->reply_fields
 *
 * Generated code writes what the schema declares as it writes all else, so that bounds are held to in the same way. What
 * stands in `late` is an encoder's own text: it is taken apart, and not checked again.
 */
#include "config.h"

#include "app/reply.h"
#include "http/field.h"
#include "http/response.h"
#include "json/unescape.h"

#include <string.h>

/* Whether the server makes the field itself. */
static bool is_reserved(swage_str name)
{
    static const swage_str names[] = {SWAGE_STR_INIT("Content-Type"),      SWAGE_STR_INIT("Content-Length"),
                                      SWAGE_STR_INIT("Transfer-Encoding"), SWAGE_STR_INIT("Connection"),
                                      SWAGE_STR_INIT("Keep-Alive"),        SWAGE_STR_INIT("Date")};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (swage_field_is(name, names[i]))
            return true;
    return false;
}

int swage_reply_header(swage_request *rq, swage_str name, swage_str value)
{
    if (!swage_http_field_ok(name, value) || is_reserved(name))
        return SWAGE_E_ARGUMENT;
    if (reply_is_claimed(rq))
        return SWAGE_E_REPLIED;
    if (rq->reply_field_count == REQUEST_FIELD_MAX)
        return SWAGE_E_LIMIT;
    char *copy = swage_arena_alloc(swage_request_arena(rq), name.len + value.len);
    if (!copy)
        return swage_arena_failure(&rq->arena, name.len + value.len);
    memcpy(copy, name.ptr, name.len);
    if (value.len > 0)
        memcpy(copy + name.len, value.ptr, value.len);
    rq->reply_fields[rq->reply_field_count++] =
        (struct swage_field){swage_str_of(copy, name.len), swage_str_of(copy + name.len, value.len)};
    return SWAGE_OK;
}

/* --- what schemas declare ------------------------------------------------------------------------------------------ */

/* RFC 6265 4.1.1: cookie-octet. */
static bool is_cookie_value(swage_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c <= ' ' || c > '~' || c == '"' || c == ',' || c == ';' || c == '\\')
            return false;
    }
    return true;
}

/* Behind the value at `at`: a string, or a word that ends with ',' or '}'. */
static const char *value_end(const char *at)
{
    if (*at != '"')
        return at + strcspn(at, ",}");
    for (at++; *at != '"'; at++)
        at += *at == '\\';
    return at + 1;
}

/* The text that a value stands for, in front of which and behind which there is room. */
static swage_str value_text(const char *at, const char *end, char *to)
{
    size_t len = (size_t)(end - at);
    if (*at == '"')
        return swage_str_of(to, unescape_text(at + 1, end - 1, true, to, len));
    memcpy(to, at, len);
    return swage_str_of(to, len);
}

static int add_field(swage_request *rq, const struct swage_reply_field *field, const char *at, const char *end)
{
    size_t before = field->attributes ? field->name.len + 1 : 0, behind = field->attributes ? strlen(field->attributes) : 0;
    size_t size = before + (size_t)(end - at) + behind;
    if (rq->reply_field_count == REQUEST_FIELD_MAX)
        return SWAGE_E_LIMIT;
    char *room = swage_arena_alloc(swage_request_arena(rq), size);
    if (!room)
        return swage_arena_failure(&rq->arena, size);
    swage_str name = field->name, value = value_text(at, end, room + before);
    if (!swage_http_field_ok(name, value) || (field->attributes && !is_cookie_value(value)))
        return SWAGE_E_VALUE;
    if (field->attributes) {
        memcpy(room, name.ptr, name.len);
        room[name.len] = '=';
        memcpy(room + before + value.len, field->attributes, behind);
        value = swage_str_of(room, before + value.len + behind);
        name = SWAGE_STR("Set-Cookie");
    }
    rq->reply_fields[rq->reply_field_count++] = (struct swage_field){name, value};
    return SWAGE_OK;
}

/* Behind `"key":` where it stands at `at`, else NULL. */
static const char *behind_key(const char *at, swage_str key)
{
    bool is_it = at[0] == '"' && strncmp(at + 1, key.ptr, key.len) == 0 && at[1 + key.len] == '"';
    return is_it ? at + key.len + 3 : NULL;
}

static int add_fields(swage_request *rq, const struct swage_reply_field *fields, size_t count)
{
    int status = swage_buffer_add(&rq->late, "", 1);
    const char *at = status == SWAGE_OK ? rq->late.ptr + 1 : NULL;
    for (size_t i = 0; i < count && status == SWAGE_OK; i++) {
        const char *value = behind_key(at, fields[i].key);
        if (!value)
            continue;
        const char *end = value_end(value);
        status = add_field(rq, &fields[i], value, end);
        at = end + 1;
    }
    return status;
}

int swage_reply_fields(swage_request *rq, const struct swage_reply_field *fields, size_t count, int encoded)
{
    if (!reply_is_begun(rq))
        return SWAGE_E_REPLIED;
    int status = encoded < 0 ? encoded : add_fields(rq, fields, count);
    rq->head_breaches = rq->late.breaches;
    swage_buffer_clear(&rq->late, SIZE_MAX);
    if (status == SWAGE_OK)
        return SWAGE_OK;
    swage_reply_open(rq, 500);
    return swage_reply_close(rq, status);
}
