/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "emit/pack.h"

#include <assert.h>
#include <limits.h>
#include <zlib.h>

enum { WINDOW_GZIP = 15 + 16, MEMORY_MOST = 9, SYSTEM_UNKNOWN = 255 };

/* Where memory ends the pool does not return. */
static voidpf take(voidpf pool, uInt items, uInt size)
{
    return pool_alloc(pool, (size_t)items * size);
}

static void leave(voidpf pool, voidpf memory)
{
    (void)pool;
    (void)memory;
}

/* What is given in one piece and has room for all of it cannot fail. */
static size_t deflate_all(z_stream *stream, struct model_text text, char *out, size_t room)
{
    assert(text.len <= UINT_MAX && room <= UINT_MAX); /* a schema has at most 64 MiB */
    stream->next_in = (z_const Bytef *)(uintptr_t)text.ptr;
    stream->avail_in = (uInt)text.len;
    stream->next_out = (Bytef *)out;
    stream->avail_out = (uInt)room;
    int status = deflate(stream, Z_FINISH);
    assert(status == Z_STREAM_END);
    (void)status;
    return (size_t)stream->total_out;
}

struct model_text pack_gzip(struct pool *pool, struct model_text text)
{
    z_stream stream = {.zalloc = take, .zfree = leave, .opaque = pool};
    gz_header head = {.os = SYSTEM_UNKNOWN};
    int status = deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, WINDOW_GZIP, MEMORY_MOST, Z_DEFAULT_STRATEGY);
    assert(status == Z_OK);
    (void)status;
    deflateSetHeader(&stream, &head);
    size_t room = deflateBound(&stream, (uLong)text.len);
    char *out = pool_alloc(pool, room);
    size_t len = deflate_all(&stream, text, out, room);
    deflateEnd(&stream);
    return (struct model_text){out, len};
}

const char *pack_tag(struct pool *pool, struct model_text text)
{
    return pool_printf(pool, "%08lx-%zx", crc32_z(0, (const Bytef *)text.ptr, text.len), text.len);
}
