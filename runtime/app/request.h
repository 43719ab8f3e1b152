/* SPDX-License-Identifier: MIT */
/*
 * A request in progress, from the first byte of its head to the moment its memory goes back.
 *
 *     swage_request_take ─head parsed into rq->head→ _begin ─(_body)*→ _end ─handler→ reply ─→ released to env's pool
 *
 * Lifetime. Between take and release the request owns its bytes: rq->head and the body point either into memory lent by the
 * adapter for the time of a call, or into the arena. An adapter that lent its read buffer gives it over with
 * swage_request_give() when _end returned SWAGE_LATER.
 *
 * Threads. All of this runs on the loop's thread but for the reply functions, which may be called from any thread once the
 * handler has said (or is about to say) SWAGE_LATER. `claim` decides who replies: one compare-and-swap. A reply from another
 * thread, or after the handler returned, is encoded into `late` and mailed to the loop, which hands it to the sink.
 */
#ifndef SWAGE_APP_REQUEST_H
#define SWAGE_APP_REQUEST_H

#include <stdatomic.h>

#include <swage/app.h>

#include "http/head.h"

/* Something to be done on the loop's thread; part of the object it is about, so that sending needs no memory. */
struct swage_mail {
    struct swage_mail *next;
    void (*run)(struct swage_mail *mail);
};

typedef struct swage_env swage_env;

struct swage_env_ops {
    /* From any thread: has mail->run(mail) called on the loop's thread soon. */
    void (*post)(swage_env *env, struct swage_mail *mail);
    /* Something for the log: level 0 error, 1 warning, 2 info. One line without its end. */
    void (*log)(swage_env *env, int level, const char *line);
};

/* The surroundings of requests, one a loop: what is not the sink's. */
struct swage_env {
    const struct swage_env_ops *ops;
    void *state;           /* the application's: swage_state() */
    size_t body_max;       /* bytes of a request body where a route sets no smaller maximum */
    size_t arena_max;      /* bytes of one request's arena */
    swage_request *idle;   /* requests for reuse */
    unsigned idle_count, idle_max;
    unsigned live_count;   /* requests taken and not yet released */
};

enum request_claim { REQUEST_OPEN, REQUEST_CLAIMED, REQUEST_MAILED }; /* not replied; a reply is being made; it is in the mail */

struct swage_request {
    struct swage_mail mail;
    const struct swage_app *app;
    const struct swage_operation *operation; /* NULL before _begin found one */
    swage_sink *sink;                        /* NULL once the client has gone */
    swage_env *env;
    swage_request *next_idle;
    swage_arena arena;
    swage_str body;          /* lent or in the arena */
    size_t body_cap;         /* bytes allocated for the body in the arena; 0 when lent */
    swage_str captures[SWAGE_CAPTURES_MAX];
    unsigned capture_count;
    _Atomic int claim;       /* enum request_claim */
    _Atomic bool gone;       /* the client has gone, or the deadline has passed */
    bool is_running;         /* the handler is on the stack */
    bool is_deferred;        /* it returned SWAGE_LATER */
    bool is_answered;        /* the sink has the whole answer */
    int status;              /* of the reply */
    struct swage_field reply_fields[16]; /* swage_reply_header */
    unsigned reply_field_count;
    swage_buffer late;       /* the body of a reply that goes by mail */
    swage_buffer *out;       /* where the reply in progress is encoded to */
    void (*give_free)(void *arg); /* frees what the adapter gave over */
    void *give_arg;
    struct http_head head;
};

/* A request from the pool, or a new one; its head is for the adapter to fill in. NULL without memory. */
swage_request *swage_request_take(swage_env *env, const struct swage_app *app, swage_sink *sink);

/* Puts one back that was taken and whose head never came to be. */
void swage_request_drop(swage_request *rq);

enum request_step {
    REQUEST_ANSWERED, /* the sink has its whole answer, and the request is released: do not touch it again. The rest of the
                         body, if any, is for the adapter to read and drop, or to close on */
    REQUEST_GO_ON,    /* the next step may come */
    REQUEST_LATER     /* the handler will reply later; the sink will be called */
};

/*
 * rq->head is filled in: finds the route and refuses what can be refused without the body (404, 405 with Allow, 413 by
 * Content-Length, 415, 501), answers OPTIONS. `*body_max` gets the most bytes that the body may have.
 */
enum request_step swage_request_begin(swage_request *rq, size_t *body_max);

/* A piece of the body. It is copied into the arena, which grows with what was received. More than body_max is answered by 413. */
enum request_step swage_request_body(swage_request *rq, const char *bytes, size_t len);

/* The whole body at once instead, lent until _end has returned (or, with SWAGE_LATER, given over). */
void swage_request_lend(swage_request *rq, const char *bytes, size_t len);

/* The body is complete: decode, handler, reply. */
enum request_step swage_request_end(swage_request *rq);

/* After REQUEST_LATER: `free_fn(arg)` is called on the loop's thread when the request's memory is no longer needed. */
void swage_request_give(swage_request *rq, void (*free_fn)(void *arg), void *arg);

/* The client has gone (or the request's deadline has passed and the adapter answered it). Before _end the request is released;
   after REQUEST_LATER it lives on until it is replied to, with SWAGE_GONE. */
void swage_request_abort(swage_request *rq);

/* Frees the pool. Requests that are still live must not be. */
void swage_env_done(swage_env *env);

#endif
