/* SPDX-License-Identifier: MIT */
/* Chunked bodies, whole and in pieces: one verdict, one body, one end; and the body in one chunk is the same body. The first byte
   says how long the pieces are. */
#include "config.h"

#include "fuzz_check.h"
#include "http/chunked.h"
#include "http/framing.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { BODY_MAX = 2048, EXTRA_MAX = 64 };

struct outcome {
    int status; /* 0, or minus what the answer would be */
    bool is_done;
    size_t used, body_len;
    char body[BODY_MAX];
};

static void read_piece(struct http_chunked *chunked, const char *bytes, size_t len, struct outcome *out)
{
    for (size_t at = 0; at < len && !out->is_done && out->status == 0;) {
        swage_str piece;
        int64_t used = swage_http_chunked_read(chunked, bytes + at, len - at, &piece, &out->is_done);
        check(used != 0); /* or who reads on would read for ever */
        if (used < 0) {
            out->status = (int)used;
            return;
        }
        check(out->body_len + piece.len <= BODY_MAX);
        memcpy(out->body + out->body_len, piece.len > 0 ? piece.ptr : "", piece.len);
        out->body_len += piece.len;
        out->used += (size_t)used;
        at += (size_t)used;
    }
}

static void decode(const char *bytes, size_t len, size_t piece, struct outcome *out)
{
    struct http_chunked chunked;
    swage_http_chunked_init(&chunked, BODY_MAX, EXTRA_MAX);
    memset(out, 0, offsetof(struct outcome, body));
    for (size_t at = 0; at < len && !out->is_done && out->status == 0; at += piece)
        read_piece(&chunked, bytes + at, len - at < piece ? len - at : piece, out);
}

static bool is_same(const struct outcome *a, const struct outcome *b)
{
    return a->status == b->status && a->is_done == b->is_done && a->body_len == b->body_len &&
           memcmp(a->body, b->body, a->body_len) == 0;
}

/* Content-Length against a plain reading of digits. */
static void check_length(const char *bytes, size_t len)
{
    int64_t wanted = len == 0 ? -400 : 0;
    for (size_t i = 0; i < len && wanted != -400; i++) {
        if (bytes[i] < '0' || bytes[i] > '9')
            wanted = -400;
        else if (wanted != -413)
            wanted = wanted > (INT64_MAX - (bytes[i] - '0')) / 10 ? -413 : wanted * 10 + (bytes[i] - '0');
    }
    check(framing_length(swage_str_of(bytes, len)) == wanted);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct outcome whole, cut, again;
    char made[BODY_MAX + 32];
    if (size < 1)
        return 0;
    const char *bytes = (const char *)data + 1;
    decode(bytes, size - 1, size, &whole);
    decode(bytes, size - 1, (size_t)data[0] % 16 + 1, &cut);
    check(is_same(&whole, &cut) && (!whole.is_done || whole.used == cut.used));
    check_length(bytes, size - 1);
    if (!whole.is_done || whole.body_len == 0)
        return 0;
    int head = snprintf(made, sizeof made, "%zx\r\n", whole.body_len);
    memcpy(made + head, whole.body, whole.body_len);
    memcpy(made + head + whole.body_len, "\r\n0\r\n\r\n", 7);
    decode(made, (size_t)head + whole.body_len + 7, 1, &again);
    check(is_same(&whole, &again));
    return 0;
}
