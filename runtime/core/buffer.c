/* SPDX-License-Identifier: MIT */
/*
 * Buffers that grow by doubling up to a maximum, always with SWAGE_SLACK bytes behind what was asked for.
 */
#include "config.h"

#include <swage/buffer.h>
#include <swage/error.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define CAP_MIN 256 /* the first allocation: most answers of small services fit */

void swage_buffer_init(swage_buffer *buffer, size_t max)
{
    /* The capacity is `max` and the slack, and must not wrap. */
    size_t most = SIZE_MAX / 2 - SWAGE_SLACK;
    *buffer = (swage_buffer){.max = max < most ? max : most};
}

void swage_buffer_done(swage_buffer *buffer)
{
    free(buffer->ptr);
    swage_buffer_init(buffer, buffer->max);
}

void swage_buffer_clear(swage_buffer *buffer, size_t keep)
{
    if (buffer->cap > keep) {
        bool is_strict = buffer->is_strict;
        swage_buffer_done(buffer);
        buffer->is_strict = is_strict;
        return;
    }
    buffer->len = 0;
    buffer->promised = NULL;
    buffer->failed = SWAGE_OK;
    buffer->breaches = 0;
}

/* Makes the capacity fit `need` bytes and the slack. Returns a status. */
static int grow(swage_buffer *buffer, size_t need)
{
    if (need > buffer->max)
        return SWAGE_E_LIMIT;
    if (need + SWAGE_SLACK <= buffer->cap)
        return SWAGE_OK;
    size_t cap = buffer->cap < CAP_MIN / 2 ? CAP_MIN : buffer->cap * 2;
    if (cap < need + SWAGE_SLACK)
        cap = need + SWAGE_SLACK;
    if (cap > buffer->max + SWAGE_SLACK)
        cap = buffer->max + SWAGE_SLACK;
    char *ptr = realloc(buffer->ptr, cap);
    if (!ptr)
        return SWAGE_E_NOMEM;
    buffer->ptr = ptr;
    buffer->cap = cap;
    return SWAGE_OK;
}

int swage_buffer_add(swage_buffer *buffer, const char *bytes, size_t len)
{
    if (len > buffer->max - buffer->len)
        return SWAGE_E_LIMIT;
    if (len == 0)
        return SWAGE_OK;
    int status = grow(buffer, buffer->len + len);
    if (status)
        return status;
    memcpy(buffer->ptr + buffer->len, bytes, len);
    buffer->len += len;
    return SWAGE_OK;
}

int swage_buffer_add_str(swage_buffer *buffer, swage_str text)
{
    return swage_buffer_add(buffer, text.ptr, text.len);
}

int swage_buffer_printf(swage_buffer *buffer, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len < 0)
        return SWAGE_E_ARGUMENT;
    if ((size_t)len > buffer->max - buffer->len)
        return SWAGE_E_LIMIT;
    int status = grow(buffer, buffer->len + (size_t)len);
    if (status)
        return status;
    va_start(args, format);
    /* The NUL it ends with lies in the slack. */
    vsnprintf(buffer->ptr + buffer->len, (size_t)len + 1, format, args);
    va_end(args);
    buffer->len += (size_t)len;
    return SWAGE_OK;
}

void swage_buffer_drop(swage_buffer *buffer, size_t len)
{
    if (len >= buffer->len) {
        buffer->len = 0;
        return;
    }
    if (len == 0)
        return;
    buffer->len -= len;
    memmove(buffer->ptr, buffer->ptr + len, buffer->len);
}

/* Notes the failure of the encoding at work. */
static char *fail(swage_buffer *buffer, int status)
{
    if (!buffer->failed)
        buffer->failed = status;
    return NULL;
}

char *swage_buffer_more(swage_buffer *buffer, char *at, size_t more)
{
    if (!at && (buffer->ptr || buffer->failed))
        return NULL;
    size_t used = at ? (size_t)(at - buffer->ptr) : 0;
    if (more > buffer->max || used > buffer->max - more)
        return fail(buffer, SWAGE_E_LIMIT);
    int status = grow(buffer, used + more);
    if (status)
        return fail(buffer, status);
    buffer->promised = buffer->ptr + used + more;
    return buffer->ptr + used;
}

char *swage_buffer_widen(swage_buffer *buffer, char *at, size_t extra)
{
    size_t used = (size_t)(at - buffer->ptr);
    size_t promised = (size_t)(buffer->promised - buffer->ptr);
    if (extra > buffer->max || promised > buffer->max - extra)
        return fail(buffer, SWAGE_E_LIMIT);
    int status = grow(buffer, promised + extra);
    if (status)
        return fail(buffer, status);
    buffer->promised = buffer->ptr + promised + extra;
    return buffer->ptr + used;
}
