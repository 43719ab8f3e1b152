/* SPDX-License-Identifier: MIT */
/* Answers in pieces, as the rest of the folder sees them. All of it on the loop's thread. */
#ifndef SWAGE_APP_STREAM_H
#define SWAGE_APP_STREAM_H

#include "app/request.h"

/* The stream that is open, or NULL. From any thread. */
static inline struct stream *stream_of(const swage_request *rq)
{
    uintptr_t claim = atomic_load_explicit(&((swage_request *)(uintptr_t)rq)->claim, memory_order_acquire);
    return claim == REQUEST_STREAMING ? rq->stream : NULL;
}

/* After the handler returned with an open stream: whether that goes on. One that was left open is broken off. */
bool stream_goes_on(swage_request *rq, int returned);

/* The client has gone: calls `fn` (with rq->gone_arg), or else whoever waits for the client to read on. */
void stream_tell_gone(swage_request *rq, void (*fn)(void *arg));

/* Frees what a request keeps for its streams; NULL is fine. */
void stream_free(struct stream *stream);

/* swage_stream_end, for an answer that is not to look whole. */
int stream_break(swage_request *rq);

#endif
