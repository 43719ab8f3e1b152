/* SPDX-License-Identifier: MIT */
/*
 * The chunked transfer coding (RFC 9112 7.1), read incrementally: bytes in, pieces of the body out, in place.
 * The verdict does not depend on how the bytes are cut.
 */
#ifndef SWAGE_HTTP_CHUNKED_H
#define SWAGE_HTTP_CHUNKED_H

#include <swage/base.h>
#include <swage/string.h>

struct http_chunked {
    uint64_t left;    /* bytes of the current chunk still to come */
    uint64_t total;   /* bytes of body so far, the announced rest of the current chunk included */
    uint64_t max;     /* above: -413, at the chunk header that passes it */
    size_t extra;     /* bytes of chunk extensions and trailers so far */
    size_t extra_max; /* above: -431 for trailers, -400 for extensions */
    int state;
    unsigned digits;
};

void swage_http_chunked_init(struct http_chunked *chunked, uint64_t body_max, size_t extra_max);

/*
 * Reads on at `bytes`. Sets `piece` to the next piece of body within them (may be empty) and returns how many bytes
 * were consumed (piece included); call again while it is > 0 and not all is consumed. `*done` is set with the final
 * CRLF of the trailer section; bytes behind it are not consumed. Returns minus a status code (-400, -413, -431) when
 * the framing is broken.
 */
int64_t swage_http_chunked_read(struct http_chunked *chunked, const char *bytes, size_t len, swage_str *piece,
                                bool *done);

#endif
