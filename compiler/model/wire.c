/* SPDX-License-Identifier: MIT */
/* Calls, and nothing else. */
#include "config.h"

#include "model/wire.h"

#include <swage/arena.h>
#include <swage/bytes.h>
#include <swage/format.h>
#include <swage/read.h>

#include <stdlib.h>
#include <string.h>

int wire_compare(const char *a, const char *b)
{
    return swage_decimal_compare(swage_str_from(a), swage_str_from(b));
}

bool wire_is_multiple(double value, const struct model_type *type)
{
    return swage_is_multiple(value, strtod(type->step_digits, NULL), strtod(type->step_scale, NULL));
}

bool wire_is_format(enum model_format format, const char *text, size_t len)
{
    static bool (*const checks[])(swage_str text) = {
        [MODEL_FORMAT_EMAIL] = swage_is_email,       [MODEL_FORMAT_URI] = swage_is_uri,
        [MODEL_FORMAT_UUID] = swage_is_uuid,         [MODEL_FORMAT_HOSTNAME] = swage_is_hostname,
        [MODEL_FORMAT_IPV4] = swage_is_ipv4,         [MODEL_FORMAT_IPV6] = swage_is_ipv6,
        [MODEL_FORMAT_DATE] = swage_is_date,         [MODEL_FORMAT_TIME] = swage_is_time,
        [MODEL_FORMAT_DATETIME] = swage_is_datetime, [MODEL_FORMAT_DURATION] = swage_is_duration,
    };
    return format == MODEL_FORMAT_NONE || checks[format](swage_str_of(text, len));
}

/* Bytes are never longer than their text. */
bool wire_decode(struct pool *pool, enum model_encoding encoding, const char *text, size_t len, struct model_text *out)
{
    static const enum swage_encoding encodings[] = {
        [MODEL_BASE64] = SWAGE_BASE64, [MODEL_BASE64URL] = SWAGE_BASE64URL, [MODEL_HEX] = SWAGE_HEX};
    char *room = pool_alloc(pool, len + 1); /* first, as the pool may not return */
    swage_arena *arena = swage_arena_new(2 * len + 4096);
    swage_bytes bytes = {(const unsigned char *)room, 0}; /* NULL when the arena has no more */
    bool is_fine = arena != NULL && swage_bytes_decode(encodings[encoding], swage_str_of(text, len), arena, &bytes);
    bool has_ended = arena == NULL || bytes.ptr == NULL;
    if (is_fine && !has_ended)
        memcpy(room, bytes.ptr, bytes.len);
    swage_arena_free(arena);
    if (has_ended)
        pool->exhausted(pool->arg);
    if (is_fine)
        *out = (struct model_text){room, bytes.len};
    return is_fine;
}
