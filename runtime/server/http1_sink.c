/* SPDX-License-Identifier: MIT */
/*
 * The output side of HTTP/1: answers as bytes. Content-Length, Transfer-Encoding, Connection and Date are made here and
 * nowhere else. A whole answer is encoded straight into the output behind its head, whose Content-Length is filled in
 * afterwards; one in pieces is chunked, or, for HTTP/1.0, ends with the connection.
 */
#include "config.h"

#include "server/http1.h"

#include "app/problem.h"
#include "app/source.h"

#include <stdio.h>

#define CHUNK_FRAME 32 /* bytes at most around a chunk, and the last chunk */

/* The sink is the machine's first member. */
static struct http1 *machine_of(swage_sink *sink)
{
    return (struct http1 *)(void *)sink;
}

/* RFC 9110 6.4.1: these have no body, and RFC 9112 6 allows neither of the two length fields. */
static bool has_no_body(int status)
{
    return status < 200 || status == 204 || status == 304;
}

static enum http_connection connection_field(const struct http1 *http1)
{
    if (http1->flags.is_last)
        return HTTP_CONNECTION_CLOSE;
    return http1->flags.is_http10 ? HTTP_CONNECTION_KEEP_ALIVE : HTTP_CONNECTION_NONE;
}

/* What became of the answer in progress when that is not within a step of the input: the owner goes on. */
static void settle(struct http1 *http1, bool is_over)
{
    if (http1->flags.is_running)
        return;
    if (is_over)
        http1_answered(http1);
    http1->host->wake(http1);
}

static void take_back(struct http1 *http1)
{
    http1->out.len = http1->answer_at;
    http1->out.failed = SWAGE_OK;
    http1->flags.is_open = false;
}

/* 200 with JSON and no more to say. */
static bool is_plain(const struct http1 *http1, const struct swage_answer *answer)
{
    swage_str json = SWAGE_STR(SWAGE_MEDIA_JSON);
    return answer->status == 200 && answer->field_count == 0 && !http1->flags.is_last && !http1->flags.is_http10 &&
           answer->media.len == json.len && memcmp(answer->media.ptr, json.ptr, json.len) == 0;
}

static int write_plain(struct http1 *http1)
{
    struct http1_host *host = http1->host;
    http1->answer_at = http1->out.len;
    int status = swage_http_response_plain(&host->plain, &http1->out, host->date, http1->digits);
    if (status != SWAGE_OK)
        take_back(http1);
    http1->body_at = http1->out.len;
    return status;
}

static int write_head(struct http1 *http1, const struct swage_answer *answer, bool has_length, bool is_chunked)
{
    struct http1_host *host = http1->host;
    struct http_response response = {.status = answer->status,
                                     .connection = connection_field(http1),
                                     .date = host->date,
                                     .media = answer->media,
                                     .fields = answer->fields,
                                     .field_count = answer->field_count,
                                     .is_chunked = is_chunked,
                                     .has_length = has_length};
    http1->answer_at = http1->out.len;
    int status = swage_http_response_head(&http1->out, &response, http1->digits);
    if (status != SWAGE_OK)
        take_back(http1);
    http1->body_at = http1->out.len;
    return status;
}

/* --- whole answers ------------------------------------------------------------------------------------------------ */

static SWAGE_COLD int write_other(struct http1 *http1, const struct swage_answer *answer)
{
    bool has_length = !has_no_body(answer->status);
    http1->digits = has_length ? http1->host->digits : 0;
    http1->flags.is_mute = answer->is_head || !has_length;
    return write_head(http1, answer, has_length, false);
}

SWAGE_INLINE int open_answer(struct http1 *http1, const struct swage_answer *answer)
{
    http1->flags.is_last |= http1->host->is_draining;
    http1->flags.is_mute = answer->is_head;
    http1->digits = http1->host->digits;
    http1->status = answer->status;
    int status = SWAGE_LIKELY(is_plain(http1, answer)) ? write_plain(http1) : write_other(http1, answer);
    http1->flags.is_open = status == SWAGE_OK;
    return status;
}

SWAGE_INLINE int close_answer(struct http1 *http1)
{
    size_t end = http1->body_at;
    if (http1->digits) {
        int digits = swage_http_response_length(&http1->out, http1->body_at, http1->digits, http1->out.len - end);
        if (digits < 0) {
            take_back(http1);
            return digits;
        }
        end += (size_t)digits - http1->digits;
        http1->host->digits = (unsigned)digits;
    }
    /* RFC 9110 9.3.2: the head of an answer to HEAD is that of GET, Content-Length included. */
    if (http1->flags.is_mute)
        http1->out.len = end;
    http1->flags.is_open = false;
    http1->bytes_out = http1->out.len - http1->answer_at;
    http1_note_end(http1, http1->status);
    return SWAGE_OK;
}

static swage_buffer *sink_open(swage_sink *sink, const struct swage_answer *answer)
{
    struct http1 *http1 = machine_of(sink);
    if (http1->flags.is_open || http1->flags.is_streaming || open_answer(http1, answer) != SWAGE_OK)
        return NULL;
    return &http1->out;
}

static SWAGE_COLD void pack_answer(struct http1 *http1)
{
    if (http1->digits > 0)
        swage_coding_apply(http1->host->coding, &http1->rq->head, &http1->out, http1->answer_at, &http1->body_at);
}

static int sink_close(swage_sink *sink, bool keep)
{
    struct http1 *http1 = machine_of(sink);
    if (!keep) {
        take_back(http1);
        return SWAGE_OK;
    }
    const struct coding *coding = http1->host->coding;
    if (SWAGE_UNLIKELY(coding != NULL) && swage_coding_fits(coding, http1->out.len - http1->body_at))
        pack_answer(http1);
    int status = close_answer(http1);
    if (status < 0) {
        http1->flags.is_cut = true; /* the request is over, and its client would wait for ever */
        http1_note_end(http1, 0);
    }
    settle(http1, true);
    return status;
}

int http1_write_problem(struct http1 *http1, int status, const char *detail)
{
    static const struct swage_field nosniff = {SWAGE_STR_INIT("X-Content-Type-Options"), SWAGE_STR_INIT("nosniff")};
    struct swage_answer answer = {
        .status = status, .media = SWAGE_STR_INIT("application/problem+json"), .fields = &nosniff, .field_count = 1};
    struct swage_problem problem = {.detail = swage_str_from(detail)};
    int result = open_answer(http1, &answer);
    if (result == SWAGE_OK)
        result = swage_problem_write(&http1->out, status, &problem);
    if (result < 0 && http1->flags.is_open)
        take_back(http1);
    return result < 0 ? result : close_answer(http1);
}

/* --- answers in pieces -------------------------------------------------------------------------------------------- */

static int sink_start(swage_sink *sink, const struct swage_answer *answer, int64_t length)
{
    struct http1 *http1 = machine_of(sink);
    if (http1->flags.is_open || http1->flags.is_streaming)
        return SWAGE_E_REPLIED;
    bool has_body = !has_no_body(answer->status), has_length = has_body && length >= 0;
    http1->flags.is_chunked_out = has_body && !has_length && !http1->flags.is_http10;
    http1->flags.is_last |= http1->host->is_draining || (has_body && !has_length && http1->flags.is_http10);
    http1->promised = has_length ? length : -1;
    http1->status = answer->status;
    http1->flags.is_mute = answer->is_head || !has_body;
    http1->digits = 1;
    for (int64_t rest = length; has_length && rest > 9; rest /= 10)
        http1->digits++;
    int status = write_head(http1, answer, has_length, http1->flags.is_chunked_out);
    if (status == SWAGE_OK && has_length)
        status = swage_http_response_length(&http1->out, http1->body_at, http1->digits, (uint64_t)length);
    if (status < 0)
        return status;
    http1->flags.is_streaming = true;
    http1->flags.is_choked = false;
    http1->bytes_out = http1->out.len - http1->answer_at;
    http1->heard = 0;
    settle(http1, false);
    return SWAGE_OK;
}

static int add_chunk(swage_buffer *out, const char *bytes, size_t len)
{
    int status = swage_buffer_printf(out, "%zx\r\n", len);
    if (status == SWAGE_OK)
        status = swage_buffer_add(out, bytes, len);
    return status == SWAGE_OK ? swage_buffer_add(out, "\r\n", 2) : status;
}

/* What was sent lies in front of the rest until it is worth moving that; or until its room is needed. */
static void make_room(struct http1 *http1, size_t len)
{
    if (http1->sent == 0 || len + CHUNK_FRAME <= http1->out.max - http1->out.len)
        return;
    swage_buffer_drop(&http1->out, http1->sent);
    http1->sent = 0;
}

static int add_piece(struct http1 *http1, const char *bytes, size_t len)
{
    make_room(http1, len);
    size_t start = http1->out.len;
    int status =
        http1->flags.is_chunked_out ? add_chunk(&http1->out, bytes, len) : swage_buffer_add(&http1->out, bytes, len);
    if (status != SWAGE_OK)
        http1->out.len = start;
    http1->bytes_out += http1->out.len - start;
    return status;
}

static int sink_write(swage_sink *sink, const char *bytes, size_t len)
{
    struct http1 *http1 = machine_of(sink);
    if (!http1->flags.is_streaming || (http1->promised >= 0 && len > (uint64_t)http1->promised))
        return SWAGE_E_ARGUMENT;
    if (len == 0)
        return SWAGE_OK; /* an empty chunk would be the last one */
    int status = http1->flags.is_mute ? SWAGE_OK : add_piece(http1, bytes, len);
    if (status != SWAGE_OK)
        return status;
    if (http1->promised >= 0)
        http1->promised -= (int64_t)len;
    http1->flags.is_choked = http1->out.len - http1->sent >= http1->host->output_high;
    settle(http1, false);
    return http1->flags.is_choked ? SWAGE_FULL : SWAGE_OK;
}

static void sink_abort(swage_sink *sink)
{
    struct http1 *http1 = machine_of(sink);
    if (http1->flags.is_open)
        take_back(http1);
    http1->flags.is_streaming = false;
    http1->flags.is_cut = true;
    http1_note_end(http1, 0);
    settle(http1, true);
}

static int sink_end(swage_sink *sink)
{
    struct http1 *http1 = machine_of(sink);
    if (!http1->flags.is_streaming)
        return SWAGE_E_ARGUMENT;
    int status = http1->promised > 0 && !http1->flags.is_mute ? SWAGE_E_ARGUMENT : SWAGE_OK;
    if (status == SWAGE_OK && http1->flags.is_chunked_out && !http1->flags.is_mute)
        status = swage_buffer_add(&http1->out, "0\r\n\r\n", 5);
    if (status != SWAGE_OK) {
        sink_abort(sink);
        return status;
    }
    http1->flags.is_streaming = false;
    http1_note_end(http1, http1->status);
    settle(http1, true);
    return SWAGE_OK;
}

/* --- bodies that are there already -------------------------------------------------------------------------------- */

/* The body is shorter than its head has said. */
static void cut_source(struct http1 *http1, int status)
{
    struct swage_env *env = http1->host->env;
    char line[128];
    snprintf(line, sizeof line, "a file could not be sent to its end: %s (%d)", swage_status_text(status), status);
    env->ops->log(env, 1, line);
    swage_source_close(&http1->source);
    http1->flags.is_cut = true;
}

void http1_feed(struct http1 *http1)
{
    size_t waiting = http1->out.len - http1->sent, high = http1->host->output_high;
    size_t room = waiting < high ? high - waiting : 0;
    make_room(http1, room);
    int status = swage_source_read(&http1->source, &http1->out, room);
    if (status < 0)
        cut_source(http1, status);
    http1->flags.is_choked = http1->source.len > 0;
}

/* No other answer comes before the rest of it is sent. */
static void begin_feeding(struct http1 *http1)
{
    http1->flags.is_feeding = true;
    http1->flags.was_last = http1->flags.is_last;
    http1->flags.is_last = true;
}

static int sink_send(swage_sink *sink, const struct swage_answer *answer, const struct swage_source *source)
{
    struct http1 *http1 = machine_of(sink);
    struct swage_source rest = *source;
    int status = sink_start(sink, answer, (int64_t)source->len);
    if (status < 0 || http1->flags.is_mute)
        swage_source_close(&rest);
    if (status < 0)
        return status;
    http1->flags.is_streaming = false;
    http1->bytes_out += rest.len;
    http1->source = rest;
    http1_feed(http1);
    if (http1->source.len > 0)
        begin_feeding(http1);
    http1_note_end(http1, http1->flags.is_cut ? 0 : http1->status);
    settle(http1, true);
    return SWAGE_OK;
}

static void sink_pull(swage_sink *sink)
{
    http1_pull(machine_of(sink));
}

const struct swage_sink_ops http1_sink_ops = {sink_open, sink_close, sink_start, sink_write,
                                              sink_end,  sink_abort, sink_pull,  sink_send};
