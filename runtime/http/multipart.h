/* SPDX-License-Identifier: MIT */
/*
 * Forms as browsers send them with files, multipart/form-data (RFC 7578, RFC 2046 5.1), piece by piece:
 *
 *     struct multipart m;
 *     if (!multipart_init(&m, content_type))  // no boundary
 *     for (at = bytes; (event = multipart_next(&m, &at, end)) != MULTIPART_MORE;)
 *         PART: m.name, m.filename, m.media   DATA: m.data, any number of times   END: of the part
 *         DONE: the last boundary             BAD: m.fault
 *
 * A part whose bytes come at once is one piece of data, or none when it is empty. What stands in front of the first boundary and
 * behind the last one is read and dropped.
 */
#ifndef SWAGE_HTTP_MULTIPART_H
#define SWAGE_HTTP_MULTIPART_H

#include <swage/string.h>

#define MULTIPART_BOUNDARY_MAX 70   /* characters: RFC 2046 5.1.1 */
#define MULTIPART_HEAD_MAX     4096 /* bytes of the head of a part */

enum multipart_event {
    MULTIPART_MORE, /* all was looked at */
    MULTIPART_PART,
    MULTIPART_DATA,
    MULTIPART_END,
    MULTIPART_DONE,
    MULTIPART_BAD
};

enum multipart_state {
    MULTIPART_IN_PREAMBLE,
    MULTIPART_IN_DATA,
    MULTIPART_BEHIND_BOUNDARY,
    MULTIPART_IN_HEAD,
    MULTIPART_IN_EPILOGUE,
    MULTIPART_BROKEN
};

struct multipart {
    enum multipart_state state;
    bool is_open;         /* a part is, and MULTIPART_END is still to come */
    char delimiter[4 + MULTIPART_BOUNDARY_MAX]; /* CR LF "--" and the boundary */
    size_t delimiter_len;
    size_t matched;       /* how much of the delimiter ended the bytes before */
    char tail[2];         /* what stands behind a boundary, until it is known what it is */
    size_t tail_len;
    bool is_padded;       /* and it is white space */
    char head[MULTIPART_HEAD_MAX];
    size_t head_len;
    swage_str name;       /* of the part, in `head`, decoded; until the next part */
    swage_str filename;   /* as it was sent, decoded; absent: the part is no file */
    swage_str media;      /* its Content-Type; absent: text/plain */
    swage_str data;       /* lent, as the bytes are */
    const char *fault;
};

/* Takes the boundary from a Content-Type. False when there is none that may be. */
bool multipart_init(struct multipart *m, swage_str content_type);

/* What comes next in [*at, end); `*at` is moved behind what was looked at. After BAD it is always BAD. */
enum multipart_event multipart_next(struct multipart *m, const char **at, const char *end);

/* With all bytes looked at: whether the last boundary was among them. */
static inline bool multipart_is_done(const struct multipart *m)
{
    return m->state == MULTIPART_IN_EPILOGUE;
}

#endif
