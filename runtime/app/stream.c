/* SPDX-License-Identifier: MIT */
/*
 * Answers in pieces.
 *
 *     open ─→ send ─→ pieces ─push, on the loop's thread─→ sink          SWAGE_FULL when the sink is, or unread_max bytes wait
 *                        └─ from others: one mail for all that came ─┘
 *
 * Between open and end the claim to reply is REQUEST_STREAMING. All of a stream is under its lock, but for what only the
 * loop's thread touches: the sink and what is done to it. There is at most one mail on its way; while there is (is_posted)
 * the mail alone may end the stream, since whoever posts it still holds it.
 *
 *     is_broken   an item could not be encoded or written, or the handler gave up: the sink is told to abort
 *     is_silent   no more goes out although the handler has not ended it: to HEAD, or since the server ends
 *     is_ending   the handler has ended it, which is done when the pieces are with the sink
 *
 * After the first two the sink is let go of, as if the client had gone; the stream lives on until the handler ends it. While
 * the handler runs, sinks count on its return: only is_ending closes them then, all else waits for the mail.
 */
#include "config.h"

#include "app/accept.h"
#include "app/reply.h"
#include "app/stream.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#define STREAM_UNREAD ((size_t)256 * 1024)
#define STREAM_PIECES ((size_t)64 * 1024 * 1024)
#define STREAM_KEEP   ((size_t)16 * 1024) /* bytes of memory for pieces that a stream keeps while it has none */
#define STREAM_IDLE   ((size_t)4 * 1024)  /* ... and that a request keeps for its next stream */
#define STREAM_SLICE  4000 /* bytes the sink gets at a time: it is full soon after it should be, whatever came at once */

struct stream {
    struct swage_mail mail; /* first */
    swage_request *rq;
    pthread_mutex_t lock;
    swage_buffer pieces; /* encoded, and not with the sink yet */
    size_t unread_max;
    uintptr_t loop; /* the tag of the loop's thread; 0: not known */
    int status;
    int failure; /* why it is broken; 0: the handler wanted it */
    enum swage_stream_kind kind;
    const char *media;
    bool is_chosen;  /* there was more than one kind */
    bool is_own;     /* opened while the handler ran */
    bool is_started; /* the sink has the head */
    bool is_full;    /* the sink is */
    bool is_starved; /* sending has returned SWAGE_FULL since drain_fn was called */
    bool is_posted, is_broken, is_silent, is_ending;
    void (*drain_fn)(void *arg);
    void *drain_arg;
    void (*stop_fn)(void *arg);
    void *stop_arg;
};

static uintptr_t tag(void)
{
    return (uintptr_t)&request_running;
}

/* Whether this thread may use the sink. */
static bool is_here(const struct stream *s)
{
    return request_running == s->rq || s->loop == tag();
}

static bool takes_more(const struct stream *s)
{
    return !s->is_broken && !s->is_silent && !s->is_ending && !swage_request_gone(s->rq);
}

static bool has_room(const struct stream *s)
{
    return !s->is_full && s->pieces.len < s->unread_max;
}

/* --- to the sink, on the loop's thread, under the lock ------------------------------------------------------------ */

static void start(struct stream *s)
{
    swage_request *rq = s->rq;
    s->is_started = true;
    if (rq->env->has_loop)
        s->loop = tag();
    if (!rq->sink)
        return;
    s->failure = reply_start(rq, s->status, swage_str_from(s->media),
                             (s->kind == SWAGE_STREAM_EVENTS ? REPLY_EVENTS : 0) | (s->is_chosen ? REPLY_CHOSEN : 0));
    s->is_broken |= s->failure < 0;
    s->is_silent |= rq->head.method == SWAGE_METHOD_HEAD || (rq->env->is_stopping && s->kind == SWAGE_STREAM_EVENTS);
}

static void push(struct stream *s)
{
    swage_sink *sink = s->rq->sink;
    size_t at = 0;
    while (sink && !s->is_full && !s->is_broken && at < s->pieces.len) {
        size_t left = s->pieces.len - at, len = left < STREAM_SLICE ? left : STREAM_SLICE;
        int status = sink->ops->write(sink, s->pieces.ptr + at, len);
        s->is_full = status == SWAGE_FULL;
        if (status < 0 && status != SWAGE_FULL) {
            s->is_broken = true;
            s->failure = status;
        } else {
            at += len;
        }
    }
    swage_buffer_drop(&s->pieces, at);
    if (s->pieces.breaches > 0)
        reply_note_breach(s->rq);
    s->pieces.breaches = 0;
    if (!sink || s->pieces.len == 0)
        swage_buffer_clear(&s->pieces, STREAM_KEEP);
}

/* --- the end, on the loop's thread -------------------------------------------------------------------------------- */

static void close_sink(struct stream *s)
{
    swage_request *rq = s->rq;
    swage_sink *sink = rq->sink;
    rq->sink = NULL;
    atomic_store_explicit(&rq->gone, true, memory_order_relaxed);
    if (!s->is_broken) {
        sink->ops->end(sink);
        return;
    }
    if (s->failure < 0)
        reply_log(rq, "the stream was broken off", s->failure);
    sink->ops->abort(sink);
}

static void finish(struct stream *s)
{
    swage_request *rq = s->rq;
    swage_buffer_clear(&s->pieces, STREAM_IDLE);
    rq->is_answered = true;
    atomic_store_explicit(&rq->claim, REQUEST_REPLIED, memory_order_release);
    if (!rq->is_running)
        request_release(rq);
}

struct outlook {
    bool is_closing, is_over; /* the sink is to be closed; the stream has come to its end */
    void (*fn)(void *arg);    /* to be called */
    void *arg;
};

static struct outlook look(struct stream *s)
{
    const swage_request *rq = s->rq;
    bool is_done = s->is_ending && (s->pieces.len == 0 || !rq->sink), is_cut = s->is_broken || (s->is_silent && s->pieces.len == 0);
    struct outlook outlook = {.is_over = s->is_ending && !s->is_posted && (is_done || is_cut)};
    outlook.is_closing = rq->sink && (rq->is_running ? outlook.is_over : is_done || is_cut) && !s->is_posted;
    if (!s->is_starved || !has_room(s) || !takes_more(s) || !s->drain_fn)
        return outlook;
    s->is_starved = false;
    outlook.fn = s->drain_fn;
    outlook.arg = s->drain_arg;
    return outlook;
}

/* Hands on what waits, and does what follows from it. The stream may be gone afterwards. */
static void attend(struct stream *s)
{
    swage_request *rq = s->rq;
    pthread_mutex_lock(&s->lock);
    if (!s->is_started)
        start(s);
    push(s);
    struct outlook outlook = look(s);
    pthread_mutex_unlock(&s->lock);
    if (outlook.is_closing)
        close_sink(s);
    if (outlook.is_over)
        finish(s);
    else if (outlook.is_closing && rq->is_deferred)
        request_tell_gone(rq);
    else if (outlook.fn)
        outlook.fn(outlook.arg);
}

static void deliver(struct swage_mail *mail)
{
    struct stream *s = (struct stream *)(void *)mail; /* its first member */
    pthread_mutex_lock(&s->lock);
    s->is_posted = false;
    pthread_mutex_unlock(&s->lock);
    attend(s);
}

/* Under the lock: whether the caller has to post the mail when it has let go of that. */
static bool claim_mail(struct stream *s)
{
    bool is_mine = !s->is_posted;
    s->is_posted = true;
    return is_mine;
}

/* --- from adapters ------------------------------------------------------------------------------------------------ */

void swage_request_drained(swage_request *rq)
{
    struct stream *s = stream_of(rq);
    if (!s)
        return;
    pthread_mutex_lock(&s->lock);
    s->is_full = false;
    pthread_mutex_unlock(&s->lock);
    attend(s);
}

void swage_request_ping(swage_request *rq)
{
    struct stream *s = stream_of(rq);
    if (!s || s->kind != SWAGE_STREAM_EVENTS)
        return;
    pthread_mutex_lock(&s->lock);
    if (s->is_started && takes_more(s) && s->pieces.len == 0)
        swage_buffer_add(&s->pieces, ":\n\n", 3); /* without memory for it there is none */
    pthread_mutex_unlock(&s->lock);
    attend(s);
}

void swage_request_stop(swage_request *rq)
{
    struct stream *s = stream_of(rq);
    if (!s)
        return;
    pthread_mutex_lock(&s->lock);
    void (*fn)(void *arg) = s->stop_fn;
    void *arg = s->stop_arg;
    s->stop_fn = NULL;
    s->is_silent |= !fn && s->is_started && s->kind == SWAGE_STREAM_EVENTS;
    pthread_mutex_unlock(&s->lock);
    if (fn)
        fn(arg);
    else
        attend(s);
}

bool stream_goes_on(swage_request *rq, int returned)
{
    struct stream *s = rq->stream;
    pthread_mutex_lock(&s->lock);
    bool is_left = s->is_own && !s->is_ending && returned != SWAGE_LATER;
    s->is_broken |= is_left;
    s->is_ending |= is_left;
    pthread_mutex_unlock(&s->lock);
    if (!is_left)
        return true;
    if (rq->sink)
        reply_log(rq, "the handler returned without ending its stream", returned);
    rq->is_running = true; /* whoever calls us releases it */
    attend(s);
    rq->is_running = false;
    return !rq->is_answered;
}

void stream_tell_gone(swage_request *rq, void (*fn)(void *arg))
{
    struct stream *s = rq->stream;
    void *arg = rq->gone_arg;
    pthread_mutex_lock(&s->lock);
    if (!fn && s->is_starved) {
        fn = s->drain_fn;
        arg = s->drain_arg;
    }
    s->is_starved = false;
    bool is_ending = s->is_ending && !s->is_posted;
    pthread_mutex_unlock(&s->lock);
    if (is_ending)
        attend(s);
    else if (fn)
        fn(arg);
}

/* --- opening ------------------------------------------------------------------------------------------------------ */

static const char *media_of(unsigned kind)
{
    return kind == SWAGE_STREAM_EVENTS  ? "text/event-stream"
           : kind == SWAGE_STREAM_LINES ? "application/x-ndjson"
                                        : "application/octet-stream";
}

static unsigned quality(const swage_request *rq, const char *media)
{
    swage_str essence = swage_str_from(media);
    const char *parameters = strpbrk(media, "; ");
    if (parameters)
        essence.len = (size_t)(parameters - media);
    return accept_quality(rq->head.fields, rq->head.field_count, essence);
}

bool swage_stream_wanted(const swage_request *rq, unsigned kinds, const char *media)
{
    for (unsigned kind = SWAGE_STREAM_EVENTS; kind <= SWAGE_STREAM_BYTES; kind *= 2)
        if (kinds & kind && quality(rq, media ? media : media_of(kind)) > 0)
            return true;
    return false;
}

int swage_stream_unwanted(swage_request *rq, unsigned kinds, const char *media)
{
    char detail[192] = "The answer is", *at = detail + strlen(detail);
    for (unsigned kind = SWAGE_STREAM_EVENTS; kind <= SWAGE_STREAM_BYTES; kind *= 2)
        if (kinds & kind)
            at += snprintf(at, sizeof detail - (size_t)(at - detail), "%s %s", at[-1] == 's' ? "" : " or",
                           media ? media : media_of(kind));
    return swage_reply_problem(rq, 406, &(struct swage_problem){.detail = swage_str_from(detail)});
}

/* Of several the one that the client likes best; events before lines. */
static enum swage_stream_kind choose(const swage_request *rq, unsigned kinds)
{
    unsigned best = kinds & (0 - kinds);
    for (unsigned kind = best * 2; kind <= kinds; kind *= 2)
        if (kinds & kind && quality(rq, media_of(kind)) > quality(rq, media_of(best)))
            best = kind;
    return (enum swage_stream_kind)best;
}

static SWAGE_COLD struct stream *make(void)
{
    struct stream *s = calloc(1, sizeof *s);
    if (s && pthread_mutex_init(&s->lock, NULL)) {
        free(s);
        return NULL;
    }
    return s;
}

/* As after make(), with the lock and the pieces' memory of the request's stream before. */
static void reset(swage_request *rq, struct stream *s)
{
    const swage_env *env = rq->env;
    s->mail.run = deliver;
    s->rq = rq;
    s->pieces.max = env->piece_max ? env->piece_max : STREAM_PIECES;
    s->pieces.is_strict = env->strict_replies;
    s->pieces.breaches = rq->head_breaches;
    s->unread_max = env->unread_max ? env->unread_max : STREAM_UNREAD;
    s->loop = 0;
    s->failure = 0;
    s->is_own = request_running == rq;
    s->is_started = s->is_full = s->is_starved = false;
    s->is_posted = s->is_broken = s->is_silent = s->is_ending = false;
    s->drain_fn = s->stop_fn = NULL;
}

void stream_free(struct stream *s)
{
    if (!s)
        return;
    swage_buffer_done(&s->pieces);
    pthread_mutex_destroy(&s->lock);
    free(s);
}

/* The head goes out at once where this is the loop's thread; when that is all that goes out, the rest is the mail's. */
static int begin(struct stream *s)
{
    swage_env *env = s->rq->env;
    pthread_mutex_lock(&s->lock);
    if (s->is_own)
        start(s);
    int failure = s->failure;
    bool must_post = (!s->is_own || s->is_silent) && claim_mail(s);
    pthread_mutex_unlock(&s->lock);
    if (must_post)
        env->ops->post(env, &s->mail);
    return failure;
}

int swage_stream_open(swage_request *rq, int status, unsigned kinds, const char *media)
{
    if (swage_request_gone(rq))
        return swage_reply_empty(rq, status); /* which says so */
    if (!reply_claim(rq))
        return SWAGE_E_REPLIED;
    struct stream *s = rq->stream ? rq->stream : make();
    rq->stream = s;
    if (!s) {
        atomic_store_explicit(&rq->claim, 0, memory_order_release);
        swage_reply_problem(rq, 500, NULL);
        return SWAGE_E_NOMEM;
    }
    reset(rq, s);
    s->status = status;
    s->kind = choose(rq, kinds);
    s->is_chosen = (kinds & (kinds - 1)) != 0;
    s->media = media ? media : media_of(s->kind);
    atomic_store_explicit(&rq->claim, REQUEST_STREAMING, memory_order_release);
    int failure = begin(s);
    if (failure < 0)
        stream_break(rq);
    return failure;
}

/* --- sending ------------------------------------------------------------------------------------------------------ */

static bool is_line(swage_str text)
{
    return text.len == 0 || (!memchr(text.ptr, '\n', text.len) && !memchr(text.ptr, '\r', text.len) &&
                             !memchr(text.ptr, '\0', text.len));
}

/* The JSON of an item is to be one line. Its strings have no line ends; between values, where `json` has brought some
   along, a space is as good (RFC 8259 2). */
static void join_lines(char *bytes, size_t len)
{
    for (char *at = bytes, *end = bytes + len; at != end; at++)
        if (*at == '\n' || *at == '\r')
            *at = ' ';
}

static int add_field(swage_buffer *out, const char *name, swage_str value)
{
    int status = value.ptr ? swage_buffer_add_str(out, swage_str_from(name)) : SWAGE_OK;
    if (value.ptr && status == SWAGE_OK)
        status = swage_buffer_add_str(out, value);
    return value.ptr && status == SWAGE_OK ? swage_buffer_add(out, "\n", 1) : status;
}

/* What an event has in front of its data. */
static int add_event(swage_buffer *out, const struct swage_event *event)
{
    int status = SWAGE_OK;
    if (event)
        status = add_field(out, "event: ", event->name);
    if (event && status == SWAGE_OK)
        status = add_field(out, "id: ", event->id);
    if (event && status == SWAGE_OK && event->retry_ms > 0)
        status = swage_buffer_printf(out, "retry: %lu\n", (unsigned long)event->retry_ms);
    return status == SWAGE_OK ? swage_buffer_add(out, "data: ", 6) : status;
}

static int add_item(struct stream *s, const struct swage_event *event,
                    int (*encode)(const void *item, swage_buffer *buffer), const void *item)
{
    swage_buffer *out = &s->pieces;
    bool is_event = s->kind == SWAGE_STREAM_EVENTS;
    int status = is_event ? add_event(out, event) : SWAGE_OK;
    size_t from = out->len;
    if (status == SWAGE_OK)
        status = encode(item, out);
    if (status < 0 || s->kind == SWAGE_STREAM_BYTES)
        return status;
    join_lines(out->ptr + from, out->len - from);
    return swage_buffer_add(out, "\n\n", is_event ? 2 : 1);
}

/* Under the lock. What does not fit behind others may fit when these are gone. */
static int take(struct stream *s, const struct swage_event *event, int (*encode)(const void *item, swage_buffer *buffer),
                const void *item)
{
    size_t len = s->pieces.len;
    if (!takes_more(s))
        return SWAGE_GONE;
    int status = has_room(s) ? add_item(s, event, encode, item) : SWAGE_FULL;
    if (status >= 0)
        return SWAGE_OK;
    s->pieces.len = len;
    s->pieces.failed = SWAGE_OK;
    if (status == SWAGE_E_LIMIT && len > 0)
        status = SWAGE_FULL;
    s->is_starved |= status == SWAGE_FULL;
    if (status == SWAGE_FULL)
        return status;
    s->is_broken = true;
    s->failure = status;
    return status;
}

int swage_stream_send(swage_request *rq, const struct swage_event *event,
                      int (*encode)(const void *item, swage_buffer *buffer), const void *item)
{
    struct stream *s = stream_of(rq);
    if (!s)
        return SWAGE_E_REPLIED;
    if (event && (!is_line(event->name) || !is_line(event->id)))
        return SWAGE_E_ARGUMENT;
    swage_env *env = rq->env;
    pthread_mutex_lock(&s->lock);
    bool was_broken = s->is_broken;
    int status = take(s, event, encode, item);
    if (status == SWAGE_OK && is_here(s) && !s->is_posted)
        push(s);
    bool must_post = ((status == SWAGE_OK && !is_here(s)) || s->is_broken != was_broken) && claim_mail(s);
    pthread_mutex_unlock(&s->lock);
    if (must_post)
        env->ops->post(env, &s->mail);
    return status;
}

static int encode_bytes(const void *item, swage_buffer *buffer)
{
    const swage_bytes *bytes = item;
    return swage_buffer_add(buffer, (const char *)bytes->ptr, bytes->len);
}

int swage_stream_send_bytes(swage_request *rq, swage_bytes bytes)
{
    return swage_stream_send(rq, NULL, encode_bytes, &bytes);
}

/* --- ending ------------------------------------------------------------------------------------------------------- */

static int end(swage_request *rq, bool is_broken)
{
    struct stream *s = stream_of(rq);
    if (!s)
        return SWAGE_E_REPLIED;
    swage_env *env = rq->env;
    pthread_mutex_lock(&s->lock);
    int status = s->is_ending ? SWAGE_E_REPLIED : takes_more(s) ? SWAGE_OK : SWAGE_GONE;
    s->is_broken |= is_broken && status != SWAGE_E_REPLIED;
    s->is_ending = true;
    bool is_mine = status != SWAGE_E_REPLIED && is_here(s) && !s->is_posted;
    bool must_post = status != SWAGE_E_REPLIED && !is_mine && claim_mail(s);
    pthread_mutex_unlock(&s->lock);
    if (must_post)
        env->ops->post(env, &s->mail);
    else if (is_mine)
        attend(s);
    return status;
}

int swage_stream_end(swage_request *rq)
{
    return end(rq, false);
}

int stream_break(swage_request *rq)
{
    return end(rq, true);
}

/* --- what the handler asks for ------------------------------------------------------------------------------------ */

void swage_on_drain(swage_request *rq, void (*fn)(void *arg), void *arg)
{
    struct stream *s = stream_of(rq);
    if (!s)
        return;
    swage_env *env = rq->env;
    pthread_mutex_lock(&s->lock);
    s->drain_fn = fn;
    s->drain_arg = arg;
    /* The client may have read on between SWAGE_FULL and this call. */
    bool must_post = s->is_starved && has_room(s) && claim_mail(s);
    pthread_mutex_unlock(&s->lock);
    if (must_post)
        env->ops->post(env, &s->mail);
}

void swage_on_stop(swage_request *rq, void (*fn)(void *arg), void *arg)
{
    struct stream *s = stream_of(rq);
    if (!s)
        return;
    pthread_mutex_lock(&s->lock);
    s->stop_fn = fn;
    s->stop_arg = arg;
    pthread_mutex_unlock(&s->lock);
}
