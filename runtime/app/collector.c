/* SPDX-License-Identifier: MIT */
/* A sink that keeps what it gets: the head as lines, the body as it is. */
#include "config.h"

#include "app/source.h"
#include "http/field.h"

#include <swage/app.h>

#define HEAD_MAX (1024 * 1024)
#define BODY_MAX (64 * 1024 * 1024)

static struct swage_collector *of(swage_sink *sink)
{
    return (struct swage_collector *)sink; /* its first member */
}

static void drop_answer(struct swage_collector *collector)
{
    collector->status = 0;
    collector->is_head = false;
    swage_buffer_clear(&collector->head, SIZE_MAX);
    swage_buffer_clear(&collector->body, SIZE_MAX);
}

static int add_line(swage_buffer *head, swage_str name, swage_str value)
{
    size_t start = head->len;
    int status = swage_buffer_add_str(head, name);
    if (!status)
        status = swage_buffer_add(head, ": ", 2);
    if (!status)
        status = swage_buffer_add_str(head, value);
    if (!status)
        status = swage_buffer_add(head, "\r\n", 2);
    if (status)
        head->len = start;
    return status;
}

/* Keeps the head of an answer; only one may be in progress. */
static int take_head(struct swage_collector *collector, const struct swage_answer *answer)
{
    if (collector->status != 0)
        return SWAGE_E_REPLIED;
    drop_answer(collector);
    int status = answer->media.ptr ? add_line(&collector->head, SWAGE_STR("Content-Type"), answer->media) : SWAGE_OK;
    for (unsigned i = 0; i < answer->field_count && !status; i++)
        status = add_line(&collector->head, answer->fields[i].name, answer->fields[i].value);
    if (status)
        return status;
    collector->status = answer->status;
    collector->is_head = answer->is_head;
    return SWAGE_OK;
}

static swage_buffer *open_answer(swage_sink *sink, const struct swage_answer *answer)
{
    struct swage_collector *collector = of(sink);
    return take_head(collector, answer) ? NULL : &collector->body;
}

static int end_answer(swage_sink *sink)
{
    struct swage_collector *collector = of(sink);
    if (collector->is_head)
        collector->body.len = 0;
    collector->done = true;
    return SWAGE_OK;
}

static int close_answer(swage_sink *sink, bool keep)
{
    if (keep)
        return end_answer(sink);
    drop_answer(of(sink));
    return SWAGE_OK;
}

static int start_answer(swage_sink *sink, const struct swage_answer *answer, int64_t length)
{
    (void)length;
    return take_head(of(sink), answer);
}

static int write_piece(swage_sink *sink, const char *bytes, size_t len)
{
    return swage_buffer_add(&of(sink)->body, bytes, len);
}

static int send_answer(swage_sink *sink, const struct swage_answer *answer, const struct swage_source *source)
{
    struct swage_collector *collector = of(sink);
    struct swage_source rest = *source;
    int status = take_head(collector, answer);
    if (!status && !answer->is_head && source->len <= BODY_MAX)
        status = swage_source_read(&rest, &collector->body, (size_t)source->len);
    swage_source_close(&rest);
    if (!status && collector->body.len < source->len && !answer->is_head)
        status = SWAGE_E_LIMIT;
    return status ? status : end_answer(sink);
}

static void abort_answer(swage_sink *sink)
{
    of(sink)->aborted = true;
}

static const struct swage_sink_ops ops = {.open = open_answer,
                                          .close = close_answer,
                                          .start = start_answer,
                                          .write = write_piece,
                                          .end = end_answer,
                                          .abort = abort_answer,
                                          .send = send_answer};

void swage_collector_init(struct swage_collector *collector)
{
    *collector = (struct swage_collector){.sink = {&ops}};
    swage_buffer_init(&collector->head, HEAD_MAX);
    swage_buffer_init(&collector->body, BODY_MAX);
}

void swage_collector_done(struct swage_collector *collector)
{
    swage_buffer_done(&collector->head);
    swage_buffer_done(&collector->body);
}

void swage_collector_clear(struct swage_collector *collector)
{
    drop_answer(collector);
    collector->done = collector->aborted = false;
}

swage_str swage_collector_header(const struct swage_collector *collector, swage_str name)
{
    swage_str rest = swage_str_of(collector->head.ptr, collector->head.len);
    while (rest.len > 0) {
        /* Names hold no colon, values no line feed. */
        const char *colon = memchr(rest.ptr, ':', rest.len);
        const char *end = memchr(colon, '\n', rest.len - (size_t)(colon - rest.ptr));
        if (swage_field_is(swage_str_of(rest.ptr, (size_t)(colon - rest.ptr)), name))
            return swage_str_of(colon + 2, (size_t)(end - colon) - 3);
        rest.len -= (size_t)(end + 1 - rest.ptr);
        rest.ptr = end + 1;
    }
    return (swage_str){NULL, 0};
}
