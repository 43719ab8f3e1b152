/* SPDX-License-Identifier: MIT */
/*
 * Bytes that grow up to a maximum.
 *
 *     swage_buffer out;
 *     swage_buffer_init(&out, 1 << 20);
 *     status = user_encode(&user, &out);
 *     fwrite(out.ptr, 1, out.len, stdout);
 *     swage_buffer_done(&out);
 *
 * The capacity always has SWAGE_SLACK bytes behind what was asked for, so that writers may store whole words and SIMD
 * blocks past the end of what they mean.
 */
#ifndef SWAGE_BUFFER_H
#define SWAGE_BUFFER_H

#include <swage/base.h>
#include <swage/string.h>

SWAGE_BEGIN_C

#define SWAGE_SLACK 32

typedef struct swage_buffer {
    char *ptr;      /* NULL before the first byte */
    size_t len;     /* bytes written */
    size_t cap;     /* bytes allocated, slack included; never more than max + SWAGE_SLACK */
    size_t max;     /* bytes that may ever be written */
    char *promised; /* for encoders: the end of what the last reservation covers */
    int failed;     /* for encoders: why the encoding at work failed, an enum swage_status; 0 while good */
    bool is_strict; /* for encoders: a value outside of its schema's bounds fails; set it after init */
    unsigned breaches; /* for encoders: how many such values were written since init or clear */
} swage_buffer;

/* An empty buffer that holds at most `max` bytes. Takes no memory yet. */
SWAGE_API void swage_buffer_init(swage_buffer *buffer, size_t max);

/* Frees the bytes; the buffer is as after init. */
SWAGE_API void swage_buffer_done(swage_buffer *buffer);

/* Empties it and keeps its memory, at most `keep` bytes of it. */
SWAGE_API void swage_buffer_clear(swage_buffer *buffer, size_t keep);

/* Appends. Returns an enum swage_status: 0, SWAGE_E_LIMIT or SWAGE_E_NOMEM; on failure nothing was appended. */
SWAGE_API int swage_buffer_add(swage_buffer *buffer, const char *bytes, size_t len);
SWAGE_API int swage_buffer_add_str(swage_buffer *buffer, swage_str text);
SWAGE_API int swage_buffer_printf(swage_buffer *buffer, const char *format, ...) SWAGE_PRINTF(2, 3);

/* Takes the first `len` bytes (at most all) away; the rest moves to the front. */
SWAGE_API void swage_buffer_drop(swage_buffer *buffer, size_t len);

/* For swage_reserve: makes room for `more` bytes at cursor `at`, which lies in the buffer, or is NULL while it has no
   memory; any other NULL comes from a failure before and stays one. */
SWAGE_API char *swage_buffer_more(swage_buffer *buffer, char *at, size_t more);

/*
 *     |....written....|piece|.....promised to the pieces behind it.....|..slack..|
 *                     at    +extra                             promised
 *
 * For a piece that turns out longer than was reserved for it: room for `extra` bytes beyond what is promised;
 * `promised` moves along. Returns the cursor, moved where the buffer moved, or NULL (and `failed` set).
 */
SWAGE_API char *swage_buffer_widen(swage_buffer *buffer, char *at, size_t extra);

/*
 * For encoders, which write at a cursor beyond `len` and set `len` when all went well: room for `more` bytes at `at`,
 * and slack. Returns the cursor, moved where the buffer moved, or NULL (and `failed` set). What is reserved is the
 * longest that may come, and `max` bounds it too: a buffer for a given text wants a maximum some bytes above the text's
 * length.
 */
SWAGE_INLINE char *swage_reserve(swage_buffer *buffer, char *at, size_t more)
{
    if (SWAGE_UNLIKELY(!at || more > buffer->cap - SWAGE_SLACK - (size_t)(at - buffer->ptr)))
        return swage_buffer_more(buffer, at, more);
    buffer->promised = at + more;
    return at;
}

SWAGE_END_C

#endif
