/* SPDX-License-Identifier: MIT */
/*
 * The head of an HTTP/1.x request (RFC 9112 2 to 5) as a pure function over bytes: it keeps no state, so the verdict
 * does not depend on how the bytes arrived. Strict: no bare LF, no obs-fold, one valid Host, Content-Length and
 * Transfer-Encoding never together.
 *
 * A line is judged when its end has arrived; until then the head is partial, whatever the unfinished line holds. (Two
 * things are judged at once: a first byte that starts no request, and sizes over a limit.) Whoever feeds it calls again
 * when another LF has arrived: with the number of lines bounded the work stays linear in practice.
 */
#ifndef SWAGE_HTTP_HEAD_H
#define SWAGE_HTTP_HEAD_H

#include <swage/http.h>
#include <swage/string.h>

#define HTTP_FIELDS_MAX 100 /* header fields in one request: what a struct holds; the setting may be lower */

struct http_limits {
    size_t head_max;    /* bytes of request line and fields in all, less than 2^31: 431 above */
    size_t target_max;  /* bytes of the request target: 414 above */
    unsigned field_max; /* header fields, at most HTTP_FIELDS_MAX: 431 above */
};

struct http_head {
    uint64_t recalled;       /* repeat.c's: which of its heads this is, 0: none */
    const char *recalled_at; /* ... and where its bytes are */
    enum swage_method method;
    swage_str method_text;
    swage_str target;       /* as sent */
    swage_str authority;    /* of an absolute target, else of Host; absent in HTTP/1.0 without Host */
    swage_str path;         /* as sent, starts with '/'; "*" for OPTIONS *; an absolute target without a path has "/" */
    swage_str query;        /* behind '?', as sent; absent without '?' */
    swage_str content_type; /* absent without; twice is refused */
    int64_t length;         /* Content-Length, or -1 */
    bool is_http10;
    bool is_chunked;    /* Transfer-Encoding: chunked; then length is -1 */
    bool is_close;      /* the connection ends after the answer: Connection: close, or HTTP/1.0 without keep-alive */
    bool is_keep_alive; /* HTTP/1.0 that asked for keep-alive: the answer has to say so */
    bool is_expecting;  /* Expect: 100-continue (HTTP/1.1 only) */
    unsigned field_count;
    struct swage_field fields[HTTP_FIELDS_MAX]; /* all of them, in order; point into the bytes */
};

/*
 * Reads a head from the first `len` bytes at `bytes`. Returns its size in bytes (empty lines before it included, at
 * most one is allowed: RFC 9112 2.2) with `head` filled in; 0 when more bytes are needed; or minus the status code to
 * answer and close with: -400, -413, -414, -417, -431, -501, -505.
 */
int swage_http_head_parse(struct http_head *head, const char *bytes, size_t len, const struct http_limits *limits);

#endif
