/* SPDX-License-Identifier: MIT */
/*
 * Whole answers packed with gzip (RFC 9110 8.4.1.3), after they were made and before they are sent. One a loop: the state of
 * the compressor and the room for what it makes are kept from answer to answer, so that none allocates after the largest.
 */
#ifndef SWAGE_APP_CODING_H
#define SWAGE_APP_CODING_H

#include <swage/buffer.h>

#include "http/head.h"

struct coding {
    size_t min, max; /* bytes of the bodies that are packed: no shorter, no longer ones */
    struct z_stream_s *stream; /* NULL before the first answer */
    swage_buffer packed;
};

#define CODING_MEMORY (272 * 1024) /* bytes of the compressor's state; beside it, at most `max` of what it makes */

/* Takes no memory yet. `min` is at least 1, and `max` has no more than 32 bits. */
void swage_coding_init(struct coding *coding, size_t min, size_t max);
void swage_coding_done(struct coding *coding);

/* Whether a body of `len` bytes may be packed at all. */
static inline bool swage_coding_fits(const struct coding *coding, size_t len)
{
    return len >= coding->min && len <= coding->max;
}

/*
 * The answer from `answer_at` to the end of `out`: its body begins at `*body_at` and fits, and the last field of its head is
 * its Content-Length, which the caller sets (again) afterwards. Where it could be packed it gets a `Vary` that says so; where
 * `asked`, the head of its request, takes gzip it is packed as well. Moves the body by what the head has grown.
 *
 * Left as they are: what is not text; what has a Content-Encoding, a Content-Range or a digest; what says
 * `Cache-Control: no-transform`; and what has a strong tag, which promises the same bytes to all (RFC 9110 8.8.1). So is
 * every answer for which there is no memory, and one that would not get shorter.
 */
void swage_coding_apply(struct coding *coding, const struct http_head *asked, swage_buffer *out, size_t answer_at,
                        size_t *body_at);

#endif
