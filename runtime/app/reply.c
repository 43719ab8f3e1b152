/* SPDX-License-Identifier: MIT */
/*
 * Replies: who may make one, and on which way it goes out.
 *
 *     open  ─claimed by the running handler─→ the sink's buffer ─close→ sent
 *           ─claimed by anybody else───────→ rq->late ─close→ mail ─loop→ the sink's buffer ─→ sent, released
 *           ─claimed already───────────────→ NULL ─close→ SWAGE_E_REPLIED
 *
 * Replies in pieces are in stream.c.
 *
 * request.h says why this is right between threads.
 */
#include "config.h"

#include "app/breaches.h"
#include "app/cors.h"
#include "app/identity.h"
#include "app/problem.h"
#include "app/reply.h"
#include "app/source.h"
#include "app/stream.h"
#include "http/field.h"

#include <stdio.h>

#define LOG_LINE_MAX     256
#define VARY_MAX         256 /* bytes of a list of what an answer depends on */
#define REPLY_FIELDS_MAX (REQUEST_FIELD_MAX + IDENTITY_FIELDS + CORS_FIELDS + 2) /* and one for refusals, or two for streams */

/* A number that no other thread has. */
static uintptr_t tag(void)
{
    return (uintptr_t)&request_running;
}

static uintptr_t claimant(const swage_request *rq)
{
    return atomic_load_explicit(&((swage_request *)(uintptr_t)rq)->claim, memory_order_acquire);
}

static bool claim(swage_request *rq)
{
    uintptr_t nobody = 0;
    return atomic_compare_exchange_strong_explicit(&rq->claim, &nobody, tag(), memory_order_acq_rel,
                                                   memory_order_relaxed);
}

/* The claim is this thread's, and was taken for the fields of the head. */
static SWAGE_COLD bool go_on(swage_request *rq)
{
    bool is_begun = reply_is_begun(rq);
    if (is_begun)
        rq->is_begun = false;
    return is_begun;
}

void reply_log(swage_request *rq, const char *what, int status)
{
    char line[LOG_LINE_MAX];
    snprintf(line, sizeof line, "%s: %s: %s (%d)", rq->operation->name, what, swage_status_text(status), status);
    rq->env->ops->log(rq->env, 0, line);
}

/* The reply that stands in `out` was sent although its schema does not allow it. */
void reply_note_breach(swage_request *rq)
{
    char line[LOG_LINE_MAX];
    if (!rq->env->breaches || rq->app == rq->env->beside || !swage_breaches_add(rq->env->breaches, rq->operation))
        return;
    snprintf(line, sizeof line, "%s: a reply is outside of its schema's bounds; --strict-replies has such answered by 500",
             rq->operation->name);
    rq->env->ops->log(rq->env, 1, line);
}

/* Before a reply is encoded into the buffer. */
static void watch(const swage_request *rq, swage_buffer *out)
{
    out->is_strict = rq->env->strict_replies;
    out->breaches = rq->head_breaches;
}

/* --- into the sink, on the loop's thread -------------------------------------------------------------------------- */

struct heading { /* of an answer with more fields than most have */
    struct swage_field fields[REPLY_FIELDS_MAX];
    unsigned count;
    char vary[VARY_MAX];
};

/* One list of what the answer depends on, not a line for each (RFC 9110 12.5.5); a second line where it is very long. */
static void add_vary(struct heading *h, swage_str name)
{
    unsigned at = swage_field_find(h->fields, h->count, 0, SWAGE_STR("Vary"));
    swage_str there = at < h->count ? h->fields[at].value : SWAGE_STR("");
    if (at == h->count || there.len + 2 + name.len > sizeof h->vary) {
        h->fields[h->count++] = (struct swage_field){SWAGE_STR("Vary"), name};
        return;
    }
    memmove(h->vary, there.ptr, there.len);
    memcpy(h->vary + there.len, ", ", 2);
    memcpy(h->vary + there.len + 2, name.ptr, name.len);
    h->fields[at].value = swage_str_of(h->vary, there.len + 2 + name.len);
}

/* Fields that most answers have not: ids first. */
static void gather(swage_request *rq, const struct swage_answer *answer, struct heading *h)
{
    h->count = answer->field_count < REQUEST_FIELD_MAX ? answer->field_count : REQUEST_FIELD_MAX;
    for (unsigned i = 0; i < h->count; i++)
        h->fields[i] = answer->fields[i];
    if (rq->identity)
        h->count += identity_fields(rq, h->fields + h->count);
    if (!rq->env->cors && !rq->app->has_cors)
        return;
    bool varies;
    h->count += cors_fields(rq, h->fields + h->count, &varies);
    if (varies)
        add_vary(h, SWAGE_STR("Origin"));
}

/* Then what keeps browsers from taking a refusal, in which there may be words of the client's, for a page. */
static SWAGE_COLD swage_buffer *open_other(swage_request *rq, struct swage_answer *answer)
{
    struct heading h;
    gather(rq, answer, &h);
    if (answer->status >= 400 && answer->media.ptr)
        h.fields[h.count++] = (struct swage_field){SWAGE_STR("X-Content-Type-Options"), SWAGE_STR("nosniff")};
    answer->fields = h.fields;
    answer->field_count = h.count;
    return rq->sink->ops->open(rq->sink, answer);
}

static swage_buffer *open_sink(swage_request *rq, int status, swage_str media, const struct swage_field *fields,
                               unsigned field_count)
{
    struct swage_answer answer = {status, media, fields, field_count, rq->head.method == SWAGE_METHOD_HEAD};
    rq->status = status;
    if (SWAGE_UNLIKELY(rq->has_extras || status >= 400))
        return open_other(rq, &answer);
    return rq->sink->ops->open(rq->sink, &answer);
}

/* Whether the handler has said that itself. */
static bool has_added(const swage_request *rq, swage_str name)
{
    return swage_field_find(rq->reply_fields, rq->reply_field_count, 0, name) < rq->reply_field_count;
}

int reply_start(swage_request *rq, int status, swage_str media, unsigned kinds)
{
    struct heading h;
    struct swage_answer answer = {status, media, rq->reply_fields, rq->reply_field_count, rq->head.method == SWAGE_METHOD_HEAD};
    rq->status = status;
    gather(rq, &answer, &h);
    if (kinds & REPLY_EVENTS && !has_added(rq, SWAGE_STR("Cache-Control")))
        h.fields[h.count++] = (struct swage_field){SWAGE_STR("Cache-Control"), SWAGE_STR("no-store")};
    if (kinds & REPLY_CHOSEN && !has_added(rq, SWAGE_STR("Vary")))
        add_vary(&h, SWAGE_STR("Accept"));
    answer.fields = h.fields;
    answer.field_count = h.count;
    return rq->sink->ops->start(rq->sink, &answer, -1);
}

/* Nothing can be answered. */
static int give_up(swage_request *rq)
{
    rq->is_answered = true;
    if (!rq->sink)
        return SWAGE_GONE;
    rq->sink->ops->abort(rq->sink);
    return SWAGE_E_NOMEM;
}

static void send_problem(swage_request *rq, int status, const struct swage_problem *problem,
                         const struct swage_field *fields, unsigned field_count)
{
    swage_buffer *out = rq->sink ? open_sink(rq, status, SWAGE_STR(REPLY_MEDIA_PROBLEM), fields, field_count) : NULL;
    if (!out || !rq->sink) {
        give_up(rq);
        return;
    }
    if (swage_problem_write(out, status, problem) < 0) {
        rq->sink->ops->close(rq->sink, false);
        give_up(rq);
        return;
    }
    rq->is_answered = true;
    rq->sink->ops->close(rq->sink, true);
}

int reply_send(swage_request *rq, int status, swage_str media, struct swage_source *source)
{
    struct heading h;
    struct swage_answer answer = {status, media, rq->reply_fields, rq->reply_field_count, rq->head.method == SWAGE_METHOD_HEAD};
    if (!claim(rq) || !rq->sink) {
        swage_source_close(source);
        return SWAGE_E_REPLIED;
    }
    gather(rq, &answer, &h);
    answer.fields = h.fields;
    answer.field_count = h.count;
    rq->status = status;
    rq->is_answered = true;
    atomic_store_explicit(&rq->claim, REQUEST_REPLIED, memory_order_release);
    int sent = rq->sink->ops->send(rq->sink, &answer, source);
    return sent < 0 && rq->sink ? give_up(rq) : sent;
}

/* The answer that was begun cannot be ended: 500 takes its place. */
static void take_back(swage_request *rq, int encoded)
{
    rq->sink->ops->close(rq->sink, false);
    reply_log(rq, "the reply could not be encoded", encoded);
    send_problem(rq, 500, NULL, NULL, 0);
}

static int close_direct(swage_request *rq, int encoded)
{
    atomic_store_explicit(&rq->claim, REQUEST_REPLIED, memory_order_release);
    /* The sink may have found, while it was opened, that the client has gone. */
    if (SWAGE_UNLIKELY(!rq->out || !rq->sink))
        return give_up(rq);
    if (SWAGE_UNLIKELY(encoded < 0)) {
        take_back(rq, encoded);
        return encoded;
    }
    if (SWAGE_UNLIKELY(rq->out->breaches > 0))
        reply_note_breach(rq);
    rq->is_answered = true;
    return rq->sink->ops->close(rq->sink, true);
}

void reply_refusal(swage_request *rq, int status, const char *detail, const struct swage_field *fields,
                   unsigned field_count)
{
    rq->is_running = true; /* whoever calls us releases it, should the sink find that the client has gone */
    send_problem(rq, status, &(struct swage_problem){.detail = swage_str_from(detail)}, fields, field_count);
}

void reply_bare(swage_request *rq, int status, const struct swage_field *fields, unsigned field_count)
{
    rq->is_running = true;
    if (!open_sink(rq, status, (swage_str){NULL, 0}, fields, field_count) || !rq->sink) {
        give_up(rq);
        return;
    }
    rq->is_answered = true;
    rq->sink->ops->close(rq->sink, true);
}

bool reply_claim(swage_request *rq)
{
    return claim(rq) || go_on(rq);
}

bool reply_is_claimed(const swage_request *rq)
{
    return claimant(rq) != 0;
}

bool reply_forgotten(swage_request *rq, int returned)
{
    bool is_mine = claimant(rq) == tag();
    if (is_mine && !rq->is_begun) {
        /* The handler opened its reply and never closed it. */
        close_direct(rq, SWAGE_E_ARGUMENT);
        return true;
    }
    if (!is_mine && !claim(rq)) /* one that was begun and not opened is none */
        return false;
    atomic_store_explicit(&rq->claim, REQUEST_REPLIED, memory_order_release);
    if (!rq->sink)
        return true;
    reply_log(rq, "the handler returned without a reply", returned);
    send_problem(rq, 500, NULL, NULL, 0);
    return true;
}

/* --- by mail ------------------------------------------------------------------------------------------------------ */

static swage_buffer *open_late(swage_request *rq, int status, swage_str media)
{
    rq->status = status;
    rq->media = media;
    rq->out = atomic_load_explicit(&rq->gone, memory_order_relaxed) ? NULL : &rq->late;
    watch(rq, &rq->late);
    return rq->out;
}

static int close_late(swage_request *rq, int encoded)
{
    swage_env *env = rq->env;
    bool is_gone = !rq->out || atomic_load_explicit(&rq->gone, memory_order_relaxed);
    rq->encoded = encoded < 0 ? encoded : SWAGE_OK;
    atomic_store_explicit(&rq->claim, REQUEST_REPLIED, memory_order_release);
    env->ops->post(env, &rq->mail);
    /* From here on the request may be somebody else's. */
    return is_gone ? SWAGE_GONE : encoded < 0 ? encoded : SWAGE_OK;
}

/* Hands the sink what stands in `late`. Returns why it could not. */
static int send_late(swage_request *rq)
{
    swage_buffer *out = open_sink(rq, rq->status, rq->media, rq->reply_fields, rq->reply_field_count);
    if (!out || !rq->sink)
        return give_up(rq);
    if (rq->late.breaches > 0)
        reply_note_breach(rq);
    int status = swage_buffer_add(out, rq->late.ptr, rq->late.len);
    if (status < 0) {
        take_back(rq, status);
        return status;
    }
    rq->is_answered = true;
    return rq->sink->ops->close(rq->sink, true);
}

void reply_deliver(struct swage_mail *mail)
{
    swage_request *rq = (swage_request *)mail; /* its first member */
    if (rq->sink && rq->encoded < 0) {
        reply_log(rq, "the reply could not be encoded", rq->encoded);
        send_problem(rq, 500, NULL, NULL, 0);
    } else if (rq->sink) {
        send_late(rq);
    }
    request_release(rq);
}

/* --- for handlers and generated code ------------------------------------------------------------------------------ */

static inline swage_buffer *open_reply(swage_request *rq, int status, swage_str media)
{
    if (SWAGE_UNLIKELY(!claim(rq) && !go_on(rq)))
        return NULL;
    if (SWAGE_UNLIKELY(request_running != rq))
        return open_late(rq, status, media);
    rq->out = rq->sink ? open_sink(rq, status, media, rq->reply_fields, rq->reply_field_count) : NULL;
    if (SWAGE_LIKELY(rq->out != NULL))
        watch(rq, rq->out);
    return rq->out;
}

swage_buffer *swage_reply_begin(swage_request *rq)
{
    if (!claim(rq))
        return NULL;
    rq->is_begun = true;
    swage_buffer_clear(&rq->late, SIZE_MAX);
    watch(rq, &rq->late);
    return &rq->late;
}

bool reply_is_begun(const swage_request *rq)
{
    return claimant(rq) == tag() && rq->is_begun;
}

swage_buffer *swage_reply_open_media(swage_request *rq, int status, swage_str media)
{
    return open_reply(rq, status, media);
}

swage_buffer *swage_reply_open(swage_request *rq, int status)
{
    return open_reply(rq, status, SWAGE_STR(SWAGE_MEDIA_JSON));
}

int swage_reply_close(swage_request *rq, int encoded)
{
    if (SWAGE_UNLIKELY(claimant(rq) != tag()))
        return SWAGE_E_REPLIED;
    return SWAGE_LIKELY(request_running == rq) ? close_direct(rq, encoded) : close_late(rq, encoded);
}

int swage_reply_empty(swage_request *rq, int status)
{
    open_reply(rq, status, (swage_str){NULL, 0});
    return swage_reply_close(rq, SWAGE_OK);
}

int swage_reply_problem(swage_request *rq, int status, const struct swage_problem *problem)
{
    if (status < 400 || status > 599)
        return SWAGE_E_ARGUMENT;
    swage_buffer *out = open_reply(rq, status, SWAGE_STR(REPLY_MEDIA_PROBLEM));
    return swage_reply_close(rq, out ? swage_problem_write(out, status, problem) : SWAGE_OK);
}

int swage_abandon(swage_request *rq)
{
    int status = stream_of(rq) ? stream_break(rq) : swage_reply_problem(rq, 500, NULL);
    return status == SWAGE_GONE ? SWAGE_OK : status;
}

int swage_unhandled(swage_request *rq)
{
    return swage_reply_problem(rq, 501, &(struct swage_problem){.detail = SWAGE_STR("This route has no handler.")});
}

bool swage_request_gone(const swage_request *rq)
{
    return atomic_load_explicit(&((swage_request *)(uintptr_t)rq)->gone, memory_order_relaxed);
}
