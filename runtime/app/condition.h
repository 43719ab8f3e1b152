/* SPDX-License-Identifier: MIT */
/* Requests that depend on what their client has already (RFC 9110 13). */
#ifndef SWAGE_APP_CONDITION_H
#define SWAGE_APP_CONDITION_H

#include "http/head.h"

#define CONDITION_NO_TIME INT64_MIN

struct condition_state { /* of what would be sent */
    swage_str tag;       /* with its quotes, strong */
    int64_t modified;    /* when, Unix time; CONDITION_NO_TIME: that is not known */
};

enum condition {
    CONDITION_SEND,
    CONDITION_KNOWN, /* 304: the client has it */
    CONDITION_FAILED /* 412: the client wanted another */
};

/* Whether an If-None-Match of the request names the tag. */
bool condition_knows(const struct http_head *head, swage_str tag);

/* What becomes of a GET or HEAD, by all conditions but If-Range, in the order of RFC 9110 13.2.2. */
enum condition condition_check(const struct http_head *head, const struct condition_state *state);

/* Whether a Range may be looked at: there is no If-Range, or it is about this state. */
bool condition_is_same(const struct http_head *head, const struct condition_state *state);

#endif
