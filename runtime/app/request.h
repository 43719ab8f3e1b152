/* SPDX-License-Identifier: MIT */
/*
 * A request in progress, from the first byte of its head to the moment its memory goes back.
 *
 *     swage_request_take ─head parsed into rq->head→ _begin ─(_body)*→ _end ─handler→ reply ─→ released to env's pool
 *
 * Lifetime. Between take and release the request owns its bytes: rq->head and the body point either into memory lent by
 * the adapter for the time of a call, or into the arena. An adapter that lent its read buffer gives it over with
 * swage_request_give() when _end returned REQUEST_LATER. A request is released on the loop's thread when its handler
 * has returned and it has been replied to, whichever comes last.
 *
 * Threads. All of this runs on the loop's thread but for the reply functions, which may be called from any thread once
 * the handler has said (or is about to say) SWAGE_LATER. Who replies is decided by one compare-and-swap:
 *
 *     claim   0 ──(opening it: the thread's tag)──→ tag ──(reply_close)──→ REQUEST_REPLIED
 *
 * - The running handler, on its own stack (`request_running` is this request), encodes straight into the sink.
 * - Any other claimant encodes into `late` and posts the request as mail; the loop hands it to the sink. What a
 *   claimant writes (status, media, out, late, encoded) is read by the loop only after the mail; posting orders the
 *   two. Having posted, it touches the request no more.
 * - Who makes the fields of the head (fields.c) takes the claim before, and opens the reply with it.
 * - Who does not get the claim reads nothing but `claim`, and closing changes nothing unless the tag is its own.
 * - When the handler returns and nobody claimed, its return value counts. When somebody did, the mail is on its way,
 *   and the request is deferred whatever the handler returned. The 500 for a handler without a reply takes the claim
 *   like all others.
 * - A verdict on credentials that comes late (auth.c) has the claim as REQUEST_VERIFIED on its way to the loop, which gives
 *   it back.
 * - A stream (stream.c) has the claim as REQUEST_STREAMING until it is ended; what others may do with it is under its
 *   lock.
 * - The client's going away (swage_request_abort, on the loop's thread) only cuts the sink off and sets `gone`. The
 *   mail that comes sooner or later finds no sink and releases.
 */
#ifndef SWAGE_APP_REQUEST_H
#define SWAGE_APP_REQUEST_H

#include <stdatomic.h>

#include <swage/app.h>

#include "app/pairs.h"
#include "http/head.h"

/* Something to be done on the loop's thread; part of the object it is about, so that sending needs no memory. */
struct swage_mail {
    struct swage_mail *next;
    void (*run)(struct swage_mail *mail);
};

typedef struct swage_env swage_env;

struct swage_env_ops {
    /* From any thread: has mail->run(mail) called on the loop's thread soon, after all that the caller wrote before.
       Not from within post itself, and not while swage_request_end() is on the stack for the request that the mail
       is part of. */
    void (*post)(swage_env *env, struct swage_mail *mail);
    /* On the loop's thread, something for the log: level 0 error, 1 warning, 2 info. One line without its end. */
    void (*log)(swage_env *env, int level, const char *line);
    /* On the loop's thread: has work->run(work) called on another, soon. False when too many wait already. NULL: there are
       no other threads. */
    bool (*offload)(swage_env *env, struct swage_mail *work);
};

/* The surroundings of requests, one a loop: what is not the sink's. */
struct swage_env {
    const struct swage_env_ops *ops;
    const struct swage_app *beside; /* answers paths that the application has not; or NULL */
    void *state;         /* the application's: swage_state() */
    void *loop_state;    /* swage_loop_state() */
    struct event_base *base; /* swage_request_loop() */
    size_t body_max;     /* bytes of a request body where a route sets no smaller maximum */
    size_t arena_max;    /* bytes of one request's arena */
    size_t unread_max;   /* bytes of a stream that may wait for the sink; 0: STREAM_UNREAD */
    size_t piece_max;    /* bytes of these and one more piece; 0: STREAM_PIECES */
    bool has_loop;       /* one thread runs all mail, and the sinks are its own */
    bool is_stopping;    /* the server ends: no more streams without an end */
    bool has_identities; /* requests get ids: see identity.h */
    const struct swage_cors *cors; /* of all routes, in place of their own; or NULL */
    uint64_t chance;     /* state of what they are made of; 0: not yet */
    struct upload_space *space; /* for files in forms; NULL: as much as the disk has */
    bool strict_replies; /* a reply outside of its schema's bounds is answered by 500; else it is sent and counted */
    struct swage_breaches *breaches; /* where it is counted; may be NULL */
    swage_request *idle; /* requests for reuse */
    unsigned idle_count, idle_max;
    unsigned live_count; /* requests taken and not yet released */
};

#define REQUEST_REPLIED   1  /* `claim` when the reply is made; tags are addresses, and larger */
#define REQUEST_STREAMING 2  /* ... while it is a stream that has not been ended */
#define REQUEST_VERIFIED  3  /* ... while the verdict on its credentials is on its way */
#define REQUEST_OFFLOADED 1  /* in `held`: `work` is on its way through another thread */
#define REQUEST_READING   2  /* ... the mail that brings a piece of the body is on its way */
#define REQUEST_TELLING   4  /* ... the handler is being told something, and may end it */
#define REQUEST_VERIFYING 8  /* ... whoever asks for it is being found out */
#define REQUEST_FIELD_MAX 16 /* header fields that swage_reply_header adds to one reply */

struct swage_request {
    struct swage_mail mail;
    const struct swage_app *app;
    const struct swage_operation *operation; /* NULL before _begin found one */
    const struct swage_node *node; /* of a path that has not the method which is asked for; else NULL */
    swage_sink *sink;                        /* NULL once the client has gone */
    swage_env *env;
    swage_request *next_idle;
    swage_arena arena;
    size_t arena_max; /* bytes it may take in all; while the request is read its operation may allow less */

    swage_str body;  /* lent or in the arena */
    size_t body_cap; /* bytes allocated for the body in the arena, without slack; 0 when lent */
    size_t body_max; /* bytes it may have */
    size_t dropped;  /* bytes received of a body that the operation does not take, or given to it in pieces */
    swage_str captures[SWAGE_CAPTURES_MAX];
    unsigned capture_count;
    struct pairs query, form, cookies; /* each from the first question for one of them on */
    bool has_extras;  /* its answers get more fields in their heads: ids, or what CORS asks for */
    bool is_running;  /* the handler is on the stack */
    bool is_deferred; /* it has returned, and the reply comes by mail */
    bool is_answered; /* the sink has the whole answer, or was told to abort */
    bool is_over;      /* it is to be released when nothing holds it any more */
    bool wants_piece;  /* of the body: see pieces.c */
    bool is_body_open; /* the adapter has more of it to give */
    bool is_body_over; /* the last piece was given */
    uint8_t held;      /* what is on its way and comes back to it: it lives until then */

    _Atomic uintptr_t claim;
    _Atomic bool gone; /* the client has gone, or the deadline has passed */
    int status;        /* of the reply, and what the claimant's encoder returned */
    int encoded;
    swage_buffer *out; /* where the reply in progress is encoded to; NULL when that could not be had */
    swage_str media;   /* of a late reply */
    swage_buffer late; /* its body; before that, of any reply, what its head's fields are made of */
    bool is_begun;     /* whoever has the claim has not opened the reply yet, and fills in the fields of its head */
    unsigned head_breaches; /* of the fields: they count with those of the body */
    unsigned reply_field_count;
    struct swage_field reply_fields[REQUEST_FIELD_MAX];

    struct {
        struct swage_mail mail;
        void (*run)(void *arg);
        int (*done)(void *arg);
        void *arg;
    } work; /* what was offloaded */
    struct {
        struct swage_mail mail;
        int (*fn)(void *arg, const struct swage_piece *piece);
        void *arg;
        const struct swage_piece *piece;
    } reading;             /* while `wants_piece` */
    struct {
        struct swage_mail mail;
        void *identity; /* what the verifier fills in; NULL: nobody asks */
        int verdict;    /* in the mail */
        bool is_waiting; /* all of the body is there */
    } auth;             /* for operations with `auth`, from their begin on */
    struct stream *stream; /* in use while `claim` is REQUEST_STREAMING; kept for the next one */
    void (*gone_fn)(void *arg); /* see swage_on_gone */
    void *gone_arg;
    void *state; /* swage_request_state() */
    struct identity *identity; /* NULL without one */

    void (*give_free)(void *arg); /* frees what the adapter gave over */
    void *give_arg;
    struct http_head head;
};

/* A request from the pool, or a new one; its head is for the adapter to fill in. NULL without memory. */
swage_request *swage_request_take(swage_env *env, const struct swage_app *app, swage_sink *sink);

/* Puts one back that was taken and whose head never came to be. */
void swage_request_drop(swage_request *rq);

enum request_step {
    REQUEST_ANSWERED, /* the sink has its whole answer, and the request is released: do not touch it again. The rest of
                         the body, if any, is for the adapter to read and drop, or to close on */
    REQUEST_GO_ON,    /* the next step may come */
    REQUEST_LATER     /* the handler will reply later, or wants a piece of the body; the sink will be called */
};

/*
 * rq->head is filled in: finds the route and refuses what can be refused without the body (404, 405 with Allow, 413 by
 * Content-Length, 415, 501), answers OPTIONS. `*body_max` gets the most bytes that the body may have.
 */
enum request_step swage_request_begin(swage_request *rq, size_t *body_max);

/*
 * What _begin found for a head depends on its bytes alone. An adapter that sees the same head again may keep what it found, where
 * the path has no parameters, is one of the application's own, and nobody is asked for (swage_request_found is NULL for others),
 * and put it back instead.
 */
const struct swage_operation *swage_request_found(const swage_request *rq, const struct swage_app *app, size_t *body_max);
void swage_request_begin_again(swage_request *rq, const struct swage_operation *found, size_t body_max);

/*
 * After _begin of an operation that asks for credentials: whether it is still being found out who has them. The sink's `pull`
 * is called when that is known and all is well. Until then no piece of the body should come, since nobody may want it; an
 * adapter that has the whole body calls _lend and _end as ever.
 */
static inline bool swage_request_is_verifying(const swage_request *rq)
{
    return (rq->held & REQUEST_VERIFYING) != 0;
}

/* A piece of the body. It is copied into the arena, which grows with what was received. More than body_max is
   answered by 413. */
enum request_step swage_request_body(swage_request *rq, const char *bytes, size_t len);

/* The whole body at once instead, lent until _end has returned (or, with REQUEST_LATER, given over). */
void swage_request_lend(swage_request *rq, const char *bytes, size_t len);

/* The body is complete: decode, handler, reply. */
enum request_step swage_request_end(swage_request *rq);

/*
 * For an operation that takes its body in pieces, instead of all this: calls the handler while the body is still to come.
 * After REQUEST_LATER, and whenever the sink's `pull` was called: the next piece may come when swage_request_wants_piece().
 * Bytes are lent for the call; the last piece may be empty. (_lend and _end do as well, when the body is there.)
 */
static inline bool swage_request_takes_pieces(const swage_request *rq)
{
    return (rq->operation->media & SWAGE_TAKES_PIECES) != 0;
}
enum request_step swage_request_open(swage_request *rq);
enum request_step swage_request_piece(swage_request *rq, const char *bytes, size_t len, bool is_last);
static inline bool swage_request_wants_piece(const swage_request *rq)
{
    return rq->wants_piece;
}

/*
 * While an answer goes out in pieces: its sink, which was full, is so no more; it has been silent for some time; the server
 * is about to end. Each may end the answer.
 */
void swage_request_drained(swage_request *rq);
void swage_request_ping(swage_request *rq);
void swage_request_stop(swage_request *rq);

/*
 * All three steps for a request that is there as a whole: `target` in origin form, or "*" for OPTIONS; a body of {NULL, 0}
 * is none. What is passed in is lent until the request is released. Never REQUEST_GO_ON.
 */
enum request_step swage_request_whole(swage_request *rq, swage_str method, swage_str target,
                                      const struct swage_field *fields, unsigned field_count, swage_str body);

/* After REQUEST_LATER: `free_fn(arg)` is called on the loop's thread when the request's memory is no longer needed. */
void swage_request_give(swage_request *rq, void (*free_fn)(void *arg), void *arg);

/*
 * The client has gone (or the request's deadline has passed and the adapter answered it): the sink is not called any
 * more. Before _end the request is released; from within the sink, while the handler runs, _end releases it; after
 * REQUEST_LATER it lives on until it is replied to, with SWAGE_GONE.
 */
void swage_request_abort(swage_request *rq);

/* Frees the pool. Requests that are still live must not be. */
void swage_env_done(swage_env *env);

/* --- between the files of this folder ----------------------------------------------------------------------------- */

/* The request whose handler is on this thread's stack, or NULL. Its address is the thread's tag. */
extern _Thread_local swage_request *request_running;

/* Whether the operation reads a body of any kind. */
static inline bool request_takes_body(const swage_request *rq)
{
    return rq->operation->body || rq->operation->media & (SWAGE_TAKES_FORM | SWAGE_TAKES_PIECES);
}

/* From now on the arena may take as much as the server allows: reading is over. */
void request_allow_all(swage_request *rq);

/* What was received is there: it may become what the schema lets it become. */
void request_limit_reading(swage_request *rq);

/* While reading: `len` bytes of a query, of a form or of cookies are split into pairs, for which the operation's own
   limit has no room. */
void request_allow_more(swage_request *rq, size_t len);

/* Runs `handler(arg)` as the request's handler: what it replies on this thread goes straight to the sink. */
int request_run(swage_request *rq, int (*handler)(void *arg), void *arg);

/* As swage_request_end, for one whose end was waited with. */
void request_end_late(swage_request *rq) SWAGE_COLD;

/* After the handler returned: releases the request when it has been answered, or answers for it when it will not be. */
enum request_step request_settle(swage_request *rq, int returned);

/* The handler answers later, and its client has gone: tells it, if it has asked for that. */
void request_tell_gone(swage_request *rq);

/* What held it has come back. False when it was over, and is released. */
bool request_let_go(swage_request *rq, unsigned what);

/* The request's memory goes back to the pool. On the loop's thread. */
void request_release(swage_request *rq);

#endif
