/* SPDX-License-Identifier: MIT */
/*
 * The head of the request before. Clients that keep a connection send the same head again and again, byte for byte:
 * then one comparison takes the place of parsing. The verdict on a head depends on its bytes alone, so the answer is
 * the same.
 *
 * Only good heads are remembered, one a loop, and only those that fit. Where heads keep differing the comparison ends
 * at the first bytes that differ, and few of them are remembered.
 */
#ifndef SWAGE_HTTP_REPEAT_H
#define SWAGE_HTTP_REPEAT_H

#include "http/head.h"

#define HTTP_REPEAT_MAX    1024 /* bytes of a head that is remembered */
#define HTTP_REPEAT_FIELDS 24   /* and its fields */

struct http_repeat {
    size_t len;      /* of the head; 0: none is remembered */
    unsigned misses; /* since the last hit; 0: the last head was the one that is remembered */
    char bytes[HTTP_REPEAT_MAX];
    struct http_head head; /* points into bytes */
    uint64_t number;       /* of heads that were remembered so far */
};

/*
 * As swage_http_head_parse, with the same result. `limits` are the same in every call. A head that is filled in here
 * again and again is given no other http_repeat, and was zero, or parsed, before the first time: where what it holds is
 * this very head at these very bytes, as when each request is read into the same buffer, nothing is moved.
 */
int swage_http_repeat_parse(struct http_repeat *repeat, struct http_head *head, const char *bytes, size_t len,
                            const struct http_limits *limits);

#endif
