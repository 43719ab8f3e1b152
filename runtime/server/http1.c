/* SPDX-License-Identifier: MIT */
/*
 * The input side of HTTP/1: what bytes mean where they stand. Each step takes what it can from the input and says
 * whether another step may follow; when none may, what is left is stashed.
 */
#include "config.h"

#include "server/http1.h"

#include "app/source.h"

#include <stdlib.h>
#include <string.h>

/* --- machines ----------------------------------------------------------------------------------------------------- */

static struct http1 *make(struct http1_host *host)
{
    struct http1 *http1 = calloc(1, sizeof *http1);
    if (!http1)
        return NULL;
    http1->sink.ops = &http1_sink_ops;
    http1->host = host;
    swage_buffer_init(&http1->out, host->output_high + host->answer_max);
    return http1;
}

struct http1 *http1_take(struct http1_host *host, void *owner)
{
    struct http1 *http1 = host->idle;
    if (http1) {
        host->idle = http1->next_idle;
        host->idle_count--;
    } else {
        http1 = make(host);
        if (!http1)
            return NULL;
    }
    http1->owner = owner;
    http1->served = 0;
    return http1;
}

void http1_note_end(struct http1 *http1, int status)
{
    if (SWAGE_LIKELY(!http1->host->note))
        return;
    http1->host->note(http1, status);
    http1->flags.is_begun = false;
    http1->begun_ns = 0;
}

/* Nobody will answer what is in progress, if anything is. */
static void abort_request(struct http1 *http1)
{
    if (!http1->rq)
        return;
    http1_note_end(http1, 0);
    swage_request_abort(http1->rq);
    http1->rq = NULL;
}

/* As after make(), with the output's memory kept. */
static void reset(struct http1 *http1)
{
    swage_buffer_clear(&http1->out, HTTP1_OUTPUT_KEEP);
    http1->sent = 0;
    http1->rq = NULL;
    http1->stash = NULL;
    http1->state = HTTP1_HEAD;
    http1->left = http1->received = 0;
    http1->flags = (struct http1_flags){0};
}

void http1_release(struct http1 *http1)
{
    if (!http1)
        return;
    abort_request(http1);
    if (SWAGE_UNLIKELY(http1->source.len > 0))
        swage_source_close(&http1->source);
    block_give(http1->stash);
    struct http1_host *host = http1->host;
    if (host->idle_count >= HTTP1_IDLE_MAX) {
        swage_buffer_done(&http1->out);
        free(http1);
        return;
    }
    reset(http1);
    http1->next_idle = host->idle;
    host->idle = http1;
    host->idle_count++;
}

void http1_host_done(struct http1_host *host)
{
    for (struct http1 *http1 = host->idle, *next; http1; http1 = next) {
        next = http1->next_idle;
        swage_buffer_done(&http1->out);
        free(http1);
    }
    host->idle = NULL;
    host->idle_count = 0;
}

/* --- what it holds ------------------------------------------------------------------------------------------------ */

static size_t unsent(const struct http1 *http1)
{
    return http1->out.len - http1->sent;
}

static bool is_full(const struct http1 *http1)
{
    return unsent(http1) >= http1->host->output_high;
}

size_t http1_output(const struct http1 *http1, const char **bytes)
{
    size_t len = unsent(http1);
    *bytes = len > 0 ? http1->out.ptr + http1->sent : NULL;
    return len;
}

void http1_sent(struct http1 *http1, size_t len)
{
    http1->sent += len;
    if (http1->sent == http1->out.len) {
        http1->out.len = http1->sent = 0;
        if (SWAGE_UNLIKELY(http1->out.cap > http1->host->output_high))
            swage_buffer_done(&http1->out);
    } else if (http1->sent > http1->host->output_high / 2) {
        swage_buffer_drop(&http1->out, http1->sent); /* seldom, so that bytes are not moved again and again */
        http1->sent = 0;
    }
}

/* No input is judged before something else has happened. */
static bool is_busy(const struct http1 *http1)
{
    return http1->state == HTTP1_DEFERRED || http1->state == HTTP1_FEEDING || http1->state == HTTP1_CLOSING;
}

bool http1_wants_input(const struct http1 *http1)
{
    if (http1->flags.is_ended || is_full(http1))
        return false;
    if (http1->state == HTTP1_HEAD)
        return !http1->stash || http1->flags.is_partial;
    return !is_busy(http1) && !http1->flags.is_paused;
}

/* Half of it has to go, so that pieces come in bundles. */
static bool is_drained(const struct http1 *http1)
{
    return http1->flags.is_choked && unsent(http1) <= http1->host->output_high / 2;
}

static bool has_input(const struct http1 *http1)
{
    if (!http1->stash || http1->flags.is_partial || is_full(http1))
        return false;
    return !is_busy(http1) && !http1->flags.is_paused;
}

bool http1_has_work(const struct http1 *http1)
{
    return is_drained(http1) || has_input(http1);
}

bool http1_is_idle(const struct http1 *http1)
{
    return http1->state == HTTP1_HEAD && !http1->stash && !http1->flags.is_ended && http1->out.len == 0;
}

bool http1_is_in_head(const struct http1 *http1)
{
    return http1->state == HTTP1_HEAD && http1->stash;
}

/* --- from request to request -------------------------------------------------------------------------------------- */

static void close_input(struct http1 *http1, bool is_dirty)
{
    http1->state = HTTP1_CLOSING;
    http1->flags.is_dirty |= is_dirty && !http1->flags.is_ended;
}

static void note_request(struct http1 *http1, const struct http_head *head)
{
    http1->flags.is_http10 = head->is_http10;
    http1->flags.is_asked_close = head->is_close;
    http1->served++;
    http1->flags.is_last = head->is_close || http1->host->is_draining || http1->served == http1->host->requests_max;
    http1->received = 0;
    http1->flags.has_begun = true;
}

/* The answer was the last, or stands for it until all of it is sent. */
static SWAGE_COLD void end_last(struct http1 *http1)
{
    if (http1->flags.is_feeding && !http1->flags.is_cut)
        http1->state = HTTP1_FEEDING;
    else
        close_input(http1, http1->flags.is_body_open || !http1->flags.is_asked_close);
}

/* The request has its answer and is gone: the next may follow, when the body of this one has come to its end. */
void http1_answered(struct http1 *http1)
{
    http1->rq = NULL;
    if (http1->flags.is_last || http1->flags.is_cut)
        end_last(http1);
    else if (!http1->flags.is_body_open)
        http1->state = HTTP1_HEAD;
    else if (http1->flags.is_pieces) {
        http1->flags.is_paused = false;
        http1->state = HTTP1_DRAIN_LENGTH; /* after an open chunked body the connection ends */
    }
}

/* In place of whoever was to answer, and will find that the client has gone. */
static void answer_instead(struct http1 *http1, int status, const char *detail)
{
    swage_request *rq = http1->rq;
    if (http1->flags.is_streaming || http1_write_problem(http1, status, detail) != SWAGE_OK) {
        http1->flags.is_streaming = false;
        http1->flags.is_cut = true;
        http1_note_end(http1, 0);
    }
    http1->rq = NULL;
    if (rq)
        swage_request_abort(rq);
}

void http1_refuse(struct http1 *http1, int status, const char *detail)
{
    if (http1->state == HTTP1_DRAIN_LENGTH || http1->state == HTTP1_DRAIN_CHUNKED) {
        close_input(http1, true); /* the request has its answer; there is no second one */
        return;
    }
    http1->flags.is_last = true;
    answer_instead(http1, status, detail);
    close_input(http1, true);
}

void http1_expire(struct http1 *http1)
{
    answer_instead(http1, 504, NULL);
    http1_answered(http1);
}

/* A fault of framing: what follows in the input cannot be told from the body of something. */
static bool refuse(struct http1 *http1, int status)
{
    http1_refuse(http1, status, NULL);
    return false;
}

/* After swage_request_end. What the request is made of lies in `in` when it is lent. */
static bool finish(struct http1 *http1, enum request_step step)
{
    http1->flags.is_body_open = false;
    if (step == REQUEST_LATER) {
        http1->state = HTTP1_DEFERRED;
        return false;
    }
    http1_answered(http1);
    return http1->state == HTTP1_HEAD;
}

/* --- heads -------------------------------------------------------------------------------------------------------- */

static SWAGE_COLD void note_begin(struct http1 *http1, size_t bytes)
{
    http1->begun_ns = *http1->host->now_ns;
    http1->bytes_in = bytes;
}

static SWAGE_NOINLINE enum request_step find_new(struct http1 *http1, size_t *body_max)
{
    struct http1_host *host = http1->host;
    enum request_step step = swage_request_begin(http1->rq, body_max);
    if (step == REQUEST_GO_ON && host->repeat.misses == 0)
        host->found = swage_request_found(http1->rq, host->app, &host->found_max);
    return step;
}

/* As swage_request_begin. For the head that came before as well, what it led to is known. */
SWAGE_INLINE enum request_step find(struct http1 *http1, size_t *body_max)
{
    struct http1_host *host = http1->host;
    if (SWAGE_UNLIKELY(host->found == NULL))
        return find_new(http1, body_max);
    swage_request_begin_again(http1->rq, host->found, host->found_max);
    *body_max = host->found_max;
    return REQUEST_GO_ON;
}

SWAGE_INLINE enum request_step begin(struct http1 *http1, size_t *body_max)
{
    enum request_step step = find(http1, body_max);
    if (SWAGE_UNLIKELY(http1->host->notes_begin) && step == REQUEST_GO_ON) {
        http1->host->note(http1, HTTP1_BEGAN);
        http1->flags.is_begun = true;
    }
    return step;
}

/* A request that is whole in the input: nothing is copied. */
static bool serve_whole(struct http1 *http1, struct block *in, size_t head_len, size_t body_len)
{
    swage_request *rq = http1->rq;
    const char *body = in->bytes + in->from + head_len;
    size_t body_max;
    in->from += head_len + body_len;
    enum request_step step = begin(http1, &body_max);
    if (step == REQUEST_GO_ON) {
        if (body_len > 0)
            swage_request_lend(rq, body, body_len);
        step = swage_request_end(rq);
    }
    if (step == REQUEST_LATER) {
        swage_request_give(rq, block_give_arg, in);
        http1->flags.is_given = true;
    }
    return finish(http1, step);
}

/* The bytes of the head move to where they may stay until the body has come; false when the arena has no room. */
static bool keep_head(struct http1 *http1, const char *bytes, size_t len)
{
    swage_request *rq = http1->rq;
    char *kept = swage_arena_alloc(&rq->arena, len);
    if (!kept)
        return false;
    memcpy(kept, bytes, len);
    return swage_http_head_parse(&rq->head, kept, len, &http1->host->limits) == (int)len;
}

/* Answered from the head alone: a body that is short is dropped, for a long one the connection ends. */
static bool drop_body(struct http1 *http1)
{
    bool is_chunked = http1->state == HTTP1_BODY_CHUNKED;
    http1_answered(http1);
    if (http1->state == HTTP1_CLOSING)
        return false;
    http1->state = is_chunked ? HTTP1_DRAIN_CHUNKED : HTTP1_DRAIN_LENGTH;
    if (is_chunked)
        swage_http_chunked_init(&http1->chunked, HTTP1_DRAIN_MAX, http1->host->extra_max);
    return true;
}

/* RFC 9110 10.1.1: the client waits for a word before it sends the body; none is needed when some of it has come. */
static int invite_body(struct http1 *http1)
{
    static const char text[] = "HTTP/1.1 100 Continue\r\n\r\n";
    return swage_buffer_add(&http1->out, text, sizeof text - 1);
}

/* --- bodies that the handler takes in pieces ---------------------------------------------------------------------- */

/* An answer that comes now is the connection's last when too much of the body would have to be dropped behind it. */
static void judge_rest(struct http1 *http1)
{
    struct http1_flags *flags = &http1->flags;
    bool is_long = http1->state == HTTP1_BODY_CHUNKED || http1->left > HTTP1_DRAIN_MAX || flags->is_expecting;
    if (!flags->is_streaming) /* its head has said so already */
        flags->is_last = flags->was_last || (flags->is_body_open && is_long);
}

/* The handler wants a piece, and none of the body has come. */
static bool invite_piece(struct http1 *http1)
{
    if (!http1->flags.is_expecting)
        return true;
    http1->flags.is_expecting = false;
    judge_rest(http1);
    return http1->flags.is_streaming || invite_body(http1) == SWAGE_OK; /* a final status has been sent: that will do */
}

/* After the handler had its turn. */
static bool go_on(struct http1 *http1, const struct block *in, enum request_step step)
{
    if (step == REQUEST_ANSWERED)
        return http1->flags.is_body_open ? drop_body(http1) : finish(http1, step);
    http1->flags.is_paused = http1->flags.is_body_open && !swage_request_wants_piece(http1->rq);
    if (!http1->flags.is_body_open)
        return finish(http1, step);
    if (http1->flags.is_paused)
        return false;
    if (block_len(in) > 0)
        return true;
    return invite_piece(http1) || refuse(http1, 503);
}

static bool begin_pieces(struct http1 *http1, const struct block *in, bool is_expecting)
{
    http1->flags.is_pieces = true;
    http1->flags.is_paused = false;
    http1->flags.is_expecting = is_expecting && block_len(in) == 0;
    http1->flags.was_last = http1->flags.is_last;
    judge_rest(http1);
    return go_on(http1, in, swage_request_open(http1->rq));
}

static bool pass_piece(struct http1 *http1, const struct block *in, const char *bytes, size_t len)
{
    http1->received += len;
    http1->flags.is_expecting = false;
    judge_rest(http1);
    return go_on(http1, in, swage_request_piece(http1->rq, bytes, len, !http1->flags.is_body_open));
}

static bool pass_length(struct http1 *http1, struct block *in)
{
    size_t len = block_len(in) < http1->left ? block_len(in) : (size_t)http1->left;
    const char *bytes = in->bytes + in->from;
    in->from += len;
    http1->left -= len;
    http1->flags.is_body_open = http1->left > 0;
    return pass_piece(http1, in, bytes, len);
}

static bool pass_chunked(struct http1 *http1, struct block *in)
{
    swage_str piece;
    bool is_done = false;
    int64_t len = swage_http_chunked_read(&http1->chunked, in->bytes + in->from, block_len(in), &piece, &is_done);
    if (len < 0)
        return refuse(http1, (int)-len);
    in->from += (size_t)len;
    http1->flags.is_body_open = !is_done;
    if (piece.len == 0 && !is_done)
        return len > 0;
    return pass_piece(http1, in, piece.ptr, piece.len);
}

/* Who asks is still being found out: the body waits, and so does the client that waits for a word. */
static bool await_verdict(struct http1 *http1, const struct block *in, bool is_expecting)
{
    http1->flags.is_pieces = http1->flags.is_paused = http1->flags.is_verifying = true;
    http1->flags.is_expecting = is_expecting && block_len(in) == 0;
    http1->flags.was_last = http1->flags.is_last;
    judge_rest(http1);
    return false;
}

/* As begin_body goes on, out of turn. */
static void go_on_verified(struct http1 *http1)
{
    static const struct block none;
    bool is_expecting = http1->flags.is_expecting;
    http1->flags.is_verifying = http1->flags.is_pieces = http1->flags.is_paused = http1->flags.is_expecting = false;
    http1->flags.is_last = http1->flags.was_last;
    http1->flags.is_running = true;
    if (swage_request_takes_pieces(http1->rq))
        begin_pieces(http1, http1->stash ? http1->stash : &none, is_expecting);
    else if (is_expecting && invite_body(http1) != SWAGE_OK)
        refuse(http1, 503);
    http1->flags.is_running = false;
}

void http1_pull(struct http1 *http1)
{
    if (http1->flags.is_running)
        return; /* whoever called the handler looks */
    if (http1->flags.is_verifying) {
        go_on_verified(http1);
    } else {
        http1->flags.is_paused = false;
        if (!http1->stash && !invite_piece(http1))
            refuse(http1, 503);
    }
    http1->host->wake(http1);
}

/* --- bodies that are collected ------------------------------------------------------------------------------------ */

/* A request whose body is not whole yet. */
static bool begin_body(struct http1 *http1, struct block *in, size_t head_len)
{
    swage_request *rq = http1->rq;
    if (!keep_head(http1, in->bytes + in->from, head_len))
        return refuse(http1, 503);
    in->from += head_len;
    bool is_chunked = rq->head.is_chunked, is_expecting = rq->head.is_expecting;
    http1->state = is_chunked ? HTTP1_BODY_CHUNKED : HTTP1_BODY_LENGTH;
    http1->left = is_chunked ? 0 : (uint64_t)rq->head.length;
    http1->body_ticks = HTTP1_TICKS_NEW;
    http1->flags.is_body_open = true;
    http1->flags.is_pieces = http1->flags.is_verifying = false;
    /* Whether the client will send a body that was refused while it waits for our word cannot be known. */
    bool was_last = http1->flags.is_last;
    http1->flags.is_last |= is_expecting || http1->left > HTTP1_DRAIN_MAX;
    size_t body_max;
    enum request_step step = begin(http1, &body_max);
    if (step != REQUEST_GO_ON)
        return drop_body(http1);
    http1->flags.is_last = was_last;
    if (is_chunked)
        swage_http_chunked_init(&http1->chunked, body_max, http1->host->extra_max);
    if (SWAGE_UNLIKELY(swage_request_is_verifying(rq)))
        return await_verdict(http1, in, is_expecting);
    if (SWAGE_UNLIKELY(swage_request_takes_pieces(rq)))
        return begin_pieces(http1, in, is_expecting);
    if (is_expecting && block_len(in) == 0 && invite_body(http1) != SWAGE_OK)
        return refuse(http1, 503);
    return true;
}

static bool take_head(struct http1 *http1, struct block *in, size_t head_len)
{
    const struct http_head *head = &http1->rq->head;
    size_t body_len = head->length > 0 ? (size_t)head->length : 0;
    bool is_whole = !head->is_chunked && body_len <= block_len(in) - head_len;
    note_request(http1, head);
    if (SWAGE_UNLIKELY(http1->host->note != NULL))
        note_begin(http1, head_len + (is_whole ? body_len : 0));
    if (is_whole)
        return serve_whole(http1, in, head_len, body_len);
    return begin_body(http1, in, head_len);
}

/* The head is not whole. An empty line before the request is not counted as a line of it. */
static bool await_head(struct http1 *http1, const char *bytes, size_t len)
{
    http1->flags.is_partial = true;
    http1->flags.has_line = len > 2 && memchr(bytes + 2, '\n', len - 2) != NULL;
    return false;
}

static bool read_head(struct http1 *http1, struct block *in)
{
    struct http1_host *host = http1->host;
    const char *bytes = in->bytes + in->from;
    http1->flags.is_partial = false;
    http1->rq = swage_request_take(host->env, host->app, &http1->sink);
    if (!http1->rq)
        return refuse(http1, 503);
    int len = swage_http_repeat_parse(&host->repeat, &http1->rq->head, bytes, block_len(in), &host->limits);
    if (host->repeat.misses > 0)
        host->found = NULL;
    if (len > 0)
        return take_head(http1, in, (size_t)len);
    swage_request_drop(http1->rq);
    http1->rq = NULL;
    return len < 0 ? refuse(http1, -len) : await_head(http1, bytes, block_len(in));
}

/* --- bodies ------------------------------------------------------------------------------------------------------- */

/* A piece of the body for the request in progress. When that is answered at it, and much may follow, the connection
 * ends. */
static enum request_step take_piece(struct http1 *http1, const char *bytes, size_t len)
{
    if (len == 0)
        return REQUEST_GO_ON;
    bool was_last = http1->flags.is_last;
    http1->flags.is_last |=
        http1->flags.is_body_open && (http1->state == HTTP1_BODY_CHUNKED || http1->left > HTTP1_DRAIN_MAX);
    http1->received += len;
    enum request_step step = swage_request_body(http1->rq, bytes, len);
    if (step == REQUEST_GO_ON)
        http1->flags.is_last = was_last;
    return step;
}

static bool read_length(struct http1 *http1, struct block *in)
{
    if (SWAGE_UNLIKELY(http1->flags.is_pieces))
        return pass_length(http1, in);
    size_t len = block_len(in) < http1->left ? block_len(in) : (size_t)http1->left;
    const char *bytes = in->bytes + in->from;
    in->from += len;
    http1->left -= len;
    http1->flags.is_body_open = http1->left > 0;
    enum request_step step = take_piece(http1, bytes, len);
    if (step != REQUEST_GO_ON)
        return http1->flags.is_body_open ? drop_body(http1) : finish(http1, step);
    return http1->left == 0 && finish(http1, swage_request_end(http1->rq));
}

static bool read_chunked(struct http1 *http1, struct block *in)
{
    if (SWAGE_UNLIKELY(http1->flags.is_pieces))
        return pass_chunked(http1, in);
    swage_str piece;
    bool is_done = false;
    int64_t len = swage_http_chunked_read(&http1->chunked, in->bytes + in->from, block_len(in), &piece, &is_done);
    if (len < 0)
        return refuse(http1, (int)-len);
    in->from += (size_t)len;
    http1->flags.is_body_open = !is_done;
    enum request_step step = take_piece(http1, piece.ptr, piece.len);
    if (step != REQUEST_GO_ON)
        return is_done ? finish(http1, step) : drop_body(http1);
    if (is_done)
        return finish(http1, swage_request_end(http1->rq));
    return len > 0;
}

/* The rest of a body that nobody wants. */
static bool drain_length(struct http1 *http1, struct block *in)
{
    size_t len = block_len(in) < http1->left ? block_len(in) : (size_t)http1->left;
    in->from += len;
    http1->left -= len;
    if (http1->left > 0)
        return false;
    http1->flags.is_body_open = false;
    http1->state = HTTP1_HEAD;
    return true;
}

static bool drain_chunked(struct http1 *http1, struct block *in)
{
    swage_str piece;
    bool is_done = false;
    int64_t len = swage_http_chunked_read(&http1->chunked, in->bytes + in->from, block_len(in), &piece, &is_done);
    if (len < 0) {
        return refuse(http1, (int)-len);
    }
    in->from += (size_t)len;
    if (is_done) {
        http1->flags.is_body_open = false;
        http1->state = HTTP1_HEAD;
    }
    return is_done || len > 0;
}

/* --- the machine -------------------------------------------------------------------------------------------------- */

/* A step; false when no other may follow. */
static SWAGE_NOINLINE bool step_body(struct http1 *http1, struct block *in)
{
    switch (http1->state) {
    case HTTP1_BODY_LENGTH: return read_length(http1, in);
    case HTTP1_BODY_CHUNKED: return read_chunked(http1, in);
    case HTTP1_DRAIN_LENGTH: return drain_length(http1, in);
    case HTTP1_DRAIN_CHUNKED: return drain_chunked(http1, in);
    case HTTP1_HEAD:
    case HTTP1_DEFERRED:
    case HTTP1_FEEDING:
    case HTTP1_CLOSING: break;
    }
    return false;
}

static inline bool step(struct http1 *http1, struct block *in, unsigned *budget)
{
    if (SWAGE_UNLIKELY(http1->state != HTTP1_HEAD))
        return step_body(http1, in);
    if (*budget == 0 || is_full(http1))
        return false;
    if (SWAGE_UNLIKELY(--*budget % HTTP1_RELIEVE == 0))
        http1->host->relieve(http1);
    return read_head(http1, in);
}

/* The peer sends no more: what is partial will never be whole, and is not answered (RFC 9112 8). */
static void end_if_starved(struct http1 *http1)
{
    if (!http1->flags.is_ended || is_busy(http1) || http1_has_work(http1) || http1->flags.is_paused)
        return;
    if (http1->stash && !http1->flags.is_partial)
        return; /* the output is too full for the requests that are left */
    abort_request(http1);
    close_input(http1, false);
}

static void run(struct http1 *http1, struct block *in, unsigned budget)
{
    http1->flags.is_running = true;
    http1->flags.is_given = false;
    while (block_len(in) > 0 && step(http1, in, &budget))
        continue;
    http1->flags.is_running = false;
}

/* A partial head is looked at again when it may have become whole or too large: with a line's end, and above the
 * limits. */
static bool is_worth_a_look(struct http1 *http1, const char *bytes, size_t len)
{
    const struct http_limits *limits = &http1->host->limits;
    size_t stashed = block_len(http1->stash);
    if (memchr(bytes, '\n', len))
        return true;
    return stashed > limits->head_max || (!http1->flags.has_line && stashed > limits->target_max);
}

/* Gives a stash back that has been used up or goes unread. */
static void settle_stash(struct http1 *http1)
{
    if (http1->stash && (block_len(http1->stash) == 0 || http1->state == HTTP1_CLOSING)) {
        http1->flags.is_dirty |= http1->state == HTTP1_CLOSING && block_len(http1->stash) > 0 && !http1->flags.is_ended;
        block_give(http1->stash);
        http1->stash = NULL;
        http1->flags.is_partial = http1->flags.has_line = false;
    }
}

/* Keeps what is left of `in`; without memory for it the connection cannot go on behind the request in progress. */
static void stash_rest(struct http1 *http1, struct block *in)
{
    size_t len = block_len(in);
    if (len == 0)
        return;
    if (http1->state == HTTP1_CLOSING) {
        http1->flags.is_dirty |= !http1->flags.is_ended;
        return;
    }
    if (block_append(&http1->stash, http1->host->blocks, in->bytes + in->from, len))
        return;
    if (http1->state == HTTP1_DEFERRED)
        http1->flags.is_last = true;
    else if (http1->state == HTTP1_FEEDING)
        http1->flags.was_last = true;
    else
        refuse(http1, 503);
}

/* Judges the stash; it may be given over to a request, and what is left of it is copied then. */
static void run_stash(struct http1 *http1, unsigned budget)
{
    struct block *in = http1->stash;
    run(http1, in, budget);
    if (http1->flags.is_given) {
        http1->stash = NULL;
        stash_rest(http1, in);
    }
    settle_stash(http1);
}

/* Input behind a stash: joins it. */
static void receive_more(struct http1 *http1, struct block *in, unsigned budget)
{
    size_t len = block_len(in);
    const char *bytes = in->bytes + in->from;
    in->from = in->to;
    if (!block_append(&http1->stash, http1->host->blocks, bytes, len)) {
        refuse(http1, 503);
        settle_stash(http1);
    } else if (http1->state == HTTP1_HEAD && (!http1->flags.is_partial || is_worth_a_look(http1, bytes, len))) {
        run_stash(http1, budget);
    }
}

void http1_receive(struct http1 *http1, struct block **block, unsigned budget)
{
    struct block *in = *block;
    if (http1->stash) {
        receive_more(http1, in, budget);
        return;
    }
    run(http1, in, budget);
    stash_rest(http1, in);
    if (http1->flags.is_given)
        *block = NULL;
}

/* The rest of a body that is there already. */
static SWAGE_COLD void go_on_feeding(struct http1 *http1)
{
    http1_feed(http1);
    if (http1->source.len > 0)
        return;
    http1->flags.is_feeding = false;
    http1->flags.is_last = http1->flags.was_last || http1->host->is_draining;
    http1_answered(http1);
}

/* The client has read on: so may whoever sends pieces. */
static void drain(struct http1 *http1)
{
    http1->flags.is_choked = false;
    if (http1->flags.is_feeding)
        go_on_feeding(http1);
    if (http1->rq && http1->flags.is_streaming)
        swage_request_drained(http1->rq);
}

void http1_ping(struct http1 *http1)
{
    bool is_silent = http1->heard == http1->bytes_out;
    if (is_silent && http1->rq && http1->flags.is_streaming)
        swage_request_ping(http1->rq);
    http1->heard = http1->bytes_out;
}

void http1_stop(struct http1 *http1)
{
    if (http1->rq && http1->flags.is_streaming)
        swage_request_stop(http1->rq);
}

void http1_resume(struct http1 *http1, unsigned budget)
{
    if (is_drained(http1))
        drain(http1);
    if (has_input(http1))
        run_stash(http1, budget);
    end_if_starved(http1);
}

void http1_end_input(struct http1 *http1)
{
    http1->flags.is_ended = true;
    end_if_starved(http1);
}
