/* SPDX-License-Identifier: MIT */
/*
 * The life of a request: taken from the pool, fed, handed to its handler, released. See request.h for the whole
 * picture; the step between take and the body, swage_request_begin, is in admit.c.
 *
 * What a request costs beside its handler is here, so nothing is cleared that need not be (the head alone has 3 KiB),
 * and a request that goes back keeps its arena's blocks: as many as a body of 64 KiB took that came in pieces, 4 + 4 +
 * 8 + ... KiB as it doubled.
 */
#include "config.h"

#include "app/pieces.h"
#include "app/reply.h"
#include "app/request.h"
#include "app/stream.h"
#include "app/upload.h"

#include <stdlib.h>

#define ARENA_KEEP (192 * 1024)
#define BODY_FIRST 1024 /* bytes: the first allocation for a body that comes in pieces */
#define PAIR_RATE  128  /* bytes of the arena for each of a query, form or cookies: a pair of "&" takes 32 of a block, and
                           may leave as many unused; items of arrays, decoded names and values come on top */
#define LATE_MAX   (64 * 1024 * 1024)
#define LATE_KEEP  (16 * 1024)

_Thread_local swage_request *request_running;

/* --- the pool ----------------------------------------------------------------------------------------------------- */

static SWAGE_COLD swage_request *make(swage_env *env)
{
    swage_request *rq = malloc(sizeof *rq);
    if (!rq)
        return NULL;
    rq->mail.run = reply_deliver;
    rq->env = env;
    swage_arena_init(&rq->arena, env->arena_max);
    rq->arena_max = rq->arena.max;
    swage_arena_keep(&rq->arena, ARENA_KEEP);
    swage_buffer_init(&rq->late, LATE_MAX);
    rq->stream = NULL;
    rq->head.recalled = 0;
    return rq;
}

static SWAGE_COLD void free_request(swage_request *rq)
{
    swage_arena_done(&rq->arena);
    swage_buffer_done(&rq->late);
    stream_free(rq->stream);
    free(rq);
}

swage_request *swage_request_take(swage_env *env, const struct swage_app *app, swage_sink *sink)
{
    swage_request *rq = env->idle;
    if (SWAGE_LIKELY(rq != NULL)) {
        env->idle = rq->next_idle;
        env->idle_count--;
    } else {
        rq = make(env);
        if (!rq)
            return NULL;
    }
    env->live_count++;
    request_allow_all(rq);
    rq->app = app;
    rq->operation = NULL;
    rq->node = NULL;
    rq->sink = sink;
    rq->body = (swage_str){NULL, 0};
    rq->body_cap = 0;
    rq->dropped = 0;
    rq->capture_count = 0;
    rq->query.is_split = rq->form.is_split = rq->cookies.is_split = false;
    rq->is_running = rq->is_deferred = rq->is_answered = rq->is_over = false;
    rq->wants_piece = rq->is_body_open = rq->is_body_over = false;
    rq->held = 0;
    rq->gone_fn = NULL;
    rq->state = NULL;
    rq->identity = NULL;
    rq->has_extras = env->has_identities || env->cors || app->has_cors;
    atomic_store_explicit(&rq->claim, 0, memory_order_relaxed);
    atomic_store_explicit(&rq->gone, false, memory_order_relaxed);
    rq->reply_field_count = 0;
    rq->is_begun = false;
    rq->head_breaches = 0;
    rq->give_free = NULL;
    return rq;
}

/* A verifier that has replied itself gives no verdict any more. */
static SWAGE_COLD bool is_freed_by_reply(swage_request *rq)
{
    bool is_free = rq->held == REQUEST_VERIFYING &&
                   atomic_load_explicit(&rq->claim, memory_order_relaxed) == REQUEST_REPLIED;
    if (is_free)
        rq->held = 0;
    return is_free;
}

void request_release(swage_request *rq)
{
    swage_env *env = rq->env;
    if (SWAGE_UNLIKELY(rq->held != 0) && !is_freed_by_reply(rq)) {
        rq->is_over = true;
        return;
    }
    if (SWAGE_UNLIKELY(rq->give_free != NULL))
        rq->give_free(rq->give_arg);
    env->live_count--;
    if (SWAGE_UNLIKELY(env->idle_count >= env->idle_max)) {
        free_request(rq);
        return;
    }
    swage_arena_reset(&rq->arena);
    if (SWAGE_UNLIKELY(rq->late.ptr != NULL))
        swage_buffer_clear(&rq->late, LATE_KEEP);
    rq->next_idle = env->idle;
    env->idle = rq;
    env->idle_count++;
}

bool request_let_go(swage_request *rq, unsigned what)
{
    rq->held = (uint8_t)(rq->held & ~what);
    if (!rq->is_over)
        return true;
    request_release(rq);
    return false;
}

void swage_request_drop(swage_request *rq)
{
    request_release(rq);
}

void swage_env_done(swage_env *env)
{
    while (env->idle) {
        swage_request *rq = env->idle;
        env->idle = rq->next_idle;
        free_request(rq);
    }
    env->idle_count = 0;
}

void *swage_request_zero(swage_request *rq, size_t size)
{
    void *at = swage_arena_alloc(&rq->arena, size);
    return SWAGE_LIKELY(at != NULL) ? memset(at, 0, size) : NULL;
}

/* --- the body ----------------------------------------------------------------------------------------------------- */

static enum request_step refuse(swage_request *rq, int status, const char *detail)
{
    reply_refusal(rq, status, detail, NULL, 0);
    request_release(rq);
    return REQUEST_ANSWERED;
}

static enum request_step refuse_large(swage_request *rq)
{
    return refuse(rq, 413, "The body is larger than this route accepts.");
}

/* Room for a body of `need` bytes, and slack behind it; twice as much as there was, so that pieces of any size cost
   linear time. */
static bool grow_body(swage_request *rq, size_t need)
{
    size_t old = rq->body_cap ? rq->body_cap + SWAGE_SLACK : 0;
    size_t cap = rq->body_cap ? rq->body_cap * 2 : BODY_FIRST;
    if (cap > rq->body_max)
        cap = rq->body_max;
    if (cap < need)
        cap = need;
    char *ptr = swage_arena_grow(&rq->arena, (char *)(uintptr_t)rq->body.ptr, old, cap + SWAGE_SLACK);
    if (!ptr)
        return false;
    rq->body.ptr = ptr;
    rq->body_cap = cap;
    return true;
}

enum request_step swage_request_body(swage_request *rq, const char *bytes, size_t len)
{
    size_t have = rq->body.len + rq->dropped;
    if (len > rq->body_max - have)
        return refuse_large(rq);
    if (!request_takes_body(rq)) {
        rq->dropped += len;
        return REQUEST_GO_ON;
    }
    if (len == 0)
        return REQUEST_GO_ON;
    if (len > rq->body_cap - rq->body.len && !grow_body(rq, have + len))
        return rq->arena.failed == SWAGE_E_LIMIT ? refuse_large(rq) : refuse(rq, 500, NULL);
    memcpy((char *)(uintptr_t)rq->body.ptr + rq->body.len, bytes, len);
    rq->body.len += len;
    return REQUEST_GO_ON;
}

void swage_request_lend(swage_request *rq, const char *bytes, size_t len)
{
    rq->body = swage_str_of(bytes, len);
}

/* --- memory ------------------------------------------------------------------------------------------------------- */

void request_allow_all(swage_request *rq)
{
    rq->arena.max = rq->arena_max;
}

void request_allow_more(swage_request *rq, size_t len)
{
    size_t more = len < SIZE_MAX / PAIR_RATE ? len * PAIR_RATE : SIZE_MAX;
    if (rq->arena.max >= rq->arena_max || more > rq->arena_max - rq->arena.max)
        rq->arena.max = rq->arena_max;
    else
        rq->arena.max += more;
}

void request_limit_reading(swage_request *rq)
{
    size_t more = rq->operation->max_arena;
    if (SWAGE_LIKELY(more > 0))
        swage_arena_allow(&rq->arena, more, rq->arena_max);
}

/* --- the handler -------------------------------------------------------------------------------------------------- */

/* The handler returned without having handed the sink an answer. Whether one will come by mail. */
static bool await_reply(swage_request *rq, int returned)
{
    if (stream_of(rq)) {
        rq->is_deferred = stream_goes_on(rq, returned);
    } else if (!reply_is_claimed(rq) && returned == SWAGE_LATER) {
        rq->is_deferred = true;
    } else {
        /* Another thread may claim between the two questions: then its mail is on the way all the same. */
        rq->is_deferred = !reply_forgotten(rq, returned);
    }
    return rq->is_deferred;
}

/* It answers later. What it waits for meanwhile may have come while it ran. */
static SWAGE_COLD enum request_step defer(swage_request *rq)
{
    if (rq->wants_piece && !(rq->held & REQUEST_READING)) {
        pieces_ask(rq);
    } else if (swage_request_gone(rq)) {
        rq->held |= REQUEST_TELLING;
        request_tell_gone(rq);
        return request_let_go(rq, REQUEST_TELLING) ? REQUEST_LATER : REQUEST_ANSWERED;
    }
    return REQUEST_LATER;
}

/* It has no answer yet. A handler that waits for pieces of a body that is there gets one after the other. */
static SWAGE_COLD enum request_step settle_later(swage_request *rq, int returned)
{
    while (!rq->is_answered && await_reply(rq, returned)) {
        if (!pieces_are_ready(rq))
            return defer(rq);
        returned = pieces_pass(rq);
    }
    request_release(rq);
    return REQUEST_ANSWERED;
}

enum request_step request_settle(swage_request *rq, int returned)
{
    if (SWAGE_UNLIKELY(!rq->is_answered))
        return settle_later(rq, returned);
    request_release(rq);
    return REQUEST_ANSWERED;
}

static inline enum request_step end(swage_request *rq)
{
    if (SWAGE_UNLIKELY(rq->body.len > rq->body_max))
        return refuse_large(rq);
    swage_request *outer = request_running;
    request_running = rq;
    rq->is_running = true;
    request_limit_reading(rq);
    int returned = rq->operation->serve(rq, rq->app->handlers);
    rq->is_running = false;
    request_running = outer;
    return request_settle(rq, returned);
}

enum request_step swage_request_end(swage_request *rq)
{
    return end(rq);
}

/* Apart, so that the other is made part of who calls it. */
void request_end_late(swage_request *rq)
{
    end(rq);
}

int request_run(swage_request *rq, int (*handler)(void *arg), void *arg)
{
    swage_request *outer = request_running;
    request_running = rq;
    rq->is_running = true;
    int returned = handler(arg);
    rq->is_running = false;
    request_running = outer;
    return returned;
}

enum request_step swage_request_open(swage_request *rq)
{
    rq->is_body_open = true;
    return swage_request_end(rq);
}

void swage_request_give(swage_request *rq, void (*free_fn)(void *arg), void *arg)
{
    if (rq->give_free && upload_give(rq, free_fn, arg))
        return;
    rq->give_free = free_fn;
    rq->give_arg = arg;
}

void request_tell_gone(swage_request *rq)
{
    void (*fn)(void *arg) = rq->gone_fn;
    if (pieces_are_ready(rq)) {
        request_settle(rq, pieces_pass(rq));
    } else if (stream_of(rq)) {
        rq->gone_fn = NULL;
        stream_tell_gone(rq, fn);
    } else if (fn && !reply_is_claimed(rq)) {
        rq->gone_fn = NULL;
        fn(rq->gone_arg);
    }
}

void swage_request_abort(swage_request *rq)
{
    rq->sink = NULL;
    atomic_store_explicit(&rq->gone, true, memory_order_relaxed);
    if (rq->is_running)
        return;
    if (rq->is_deferred)
        request_tell_gone(rq);
    else
        request_release(rq);
}
