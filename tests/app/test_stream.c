/* SPDX-License-Identifier: MIT */
/* Answers in pieces: what they look like, who is told when they cannot go on, and how they end. */
#include "config.h"

#include "zoo.h"

#include <sched.h>
#include <stdio.h>
#include <stdlib.h>

static struct desk desk;

/* A sink that is full when so many bytes wait in it. */
static struct line {
    swage_sink sink;
    swage_buffer bytes;
    size_t taken, high; /* of the bytes, by the client */
    int status, starts, ends, aborts, pulls;
    int write_status;
    char media[64];
    char cache[64], vary[64];
} line;

static int start_line(swage_sink *sink, const struct swage_answer *answer, int64_t length)
{
    (void)sink;
    ck_assert_int_eq(length, -1);
    line.starts++;
    line.status = answer->status;
    snprintf(line.media, sizeof line.media, "%.*s", (int)answer->media.len, answer->media.ptr);
    for (unsigned i = 0; i < answer->field_count; i++)
        if (swage_str_equal(answer->fields[i].name, SWAGE_STR("Cache-Control")))
            snprintf(line.cache, sizeof line.cache, "%.*s", (int)answer->fields[i].value.len, answer->fields[i].value.ptr);
        else if (swage_str_equal(answer->fields[i].name, SWAGE_STR("Vary")))
            snprintf(line.vary, sizeof line.vary, "%.*s", (int)answer->fields[i].value.len, answer->fields[i].value.ptr);
    return SWAGE_OK;
}

static int write_line(swage_sink *sink, const char *bytes, size_t len)
{
    (void)sink;
    if (line.write_status)
        return line.write_status;
    ck_assert_int_eq(swage_buffer_add(&line.bytes, bytes, len), SWAGE_OK);
    return line.bytes.len - line.taken >= line.high ? SWAGE_FULL : SWAGE_OK;
}

static int end_line(swage_sink *sink)
{
    (void)sink;
    line.ends++;
    return SWAGE_OK;
}

static void abort_line(swage_sink *sink)
{
    (void)sink;
    line.aborts++;
}

static void pull_line(swage_sink *sink)
{
    (void)sink;
    line.pulls++;
}

static const struct swage_sink_ops line_ops = {
    .start = start_line, .write = write_line, .end = end_line, .abort = abort_line, .pull = pull_line};

static void expect_bytes(const char *wanted)
{
    ck_assert_uint_eq(line.bytes.len, strlen(wanted));
    if (*wanted)
        ck_assert_mem_eq(line.bytes.ptr, wanted, line.bytes.len);
}

/* The client reads all that there is. */
static void drain(swage_request *rq)
{
    line.taken = line.bytes.len;
    swage_request_drained(rq);
}

/* --- the application ---------------------------------------------------------------------------------------------- */

static int (*handler)(swage_request *rq);
static swage_request *kept;
static unsigned kinds;

static int serve(swage_request *rq, const void *handlers)
{
    (void)handlers;
    kept = rq;
    return handler(rq);
}

static const struct swage_operation operations[] = {
    {.name = "watch", .path = "/", .method = SWAGE_METHOD_GET, .serve = serve}};
static const struct swage_node nodes[] = {
    {.children = 1, .child_count = 1}, {.text = SWAGE_STR_INIT(""), .operation_count = 1, .kind = SWAGE_NODE_LITERAL}};

static void set_up(void)
{
    desk_open(&desk, NULL);
    desk.env.has_loop = true;
    desk.env.unread_max = 1000;
    desk.env.piece_max = 3000;
    desk.app = (struct swage_app){.abi = SWAGE_ABI, .nodes = nodes, .operations = operations, .node_count = 2, .operation_count = 1};
    line = (struct line){.sink = {&line_ops}, .high = SIZE_MAX};
    swage_buffer_init(&line.bytes, 16 << 20);
    kinds = SWAGE_STREAM_EVENTS | SWAGE_STREAM_LINES;
}

static void tear_down(void)
{
    swage_buffer_done(&line.bytes);
    desk_close(&desk);
}

/* Asks with this Accept, or none. */
static enum request_step ask_as(const char *method, const char *accept, int (*fn)(swage_request *rq))
{
    size_t body_max;
    handler = fn;
    desk.log_count = 0;
    swage_request *rq = desk_take(&desk, method, "/", NULL, -1);
    rq->sink = &line.sink;
    rq->head.field_count = accept ? 1 : 0;
    rq->head.fields[0] = (struct swage_field){SWAGE_STR("Accept"), swage_str_from(accept)};
    ck_assert_int_eq(swage_request_begin(rq, &body_max), REQUEST_GO_ON);
    return swage_request_end(rq);
}

static enum request_step ask(int (*fn)(swage_request *rq))
{
    return ask_as("GET", NULL, fn);
}

static int encode_text(const void *item, swage_buffer *out)
{
    const char *text = item;
    return *text == '!' ? SWAGE_E_UNSET : swage_buffer_add(out, text, strlen(text));
}

static int send_text(swage_request *rq, const char *text)
{
    return swage_stream_send(rq, NULL, encode_text, text);
}

static int open_stream(swage_request *rq)
{
    return swage_stream_open(rq, 200, kinds, NULL);
}

/* Opens, and goes on later. */
static int open_and_wait(swage_request *rq)
{
    ck_assert_int_eq(open_stream(rq), SWAGE_OK);
    return SWAGE_LATER;
}

/* --- what it looks like ------------------------------------------------------------------------------------------- */

static int send_two(swage_request *rq)
{
    const struct swage_event event = {SWAGE_STR("price"), SWAGE_STR("7"), 1500};
    ck_assert_int_eq(open_stream(rq), SWAGE_OK);
    ck_assert_int_eq(swage_stream_send(rq, &event, encode_text, "{\"a\":1}"), SWAGE_OK);
    ck_assert_int_eq(send_text(rq, "{\"a\":\n2\r\n}"), SWAGE_OK);
    return swage_stream_end(rq);
}

START_TEST(events_have_names_ids_and_data_of_one_line)
{
    ck_assert_int_eq(ask(send_two), REQUEST_ANSWERED);
    ck_assert_str_eq(line.media, "text/event-stream");
    ck_assert_str_eq(line.cache, "no-store");
    expect_bytes("event: price\nid: 7\nretry: 1500\ndata: {\"a\":1}\n\ndata: {\"a\": 2  }\n\n");
    ck_assert_int_eq(line.ends, 1);
    ck_assert_int_eq(line.aborts, 0);
    ck_assert_uint_eq(desk.log_count, 0);
}
END_TEST

START_TEST(lines_are_lines)
{
    ck_assert_int_eq(ask_as("GET", "application/x-ndjson", send_two), REQUEST_ANSWERED);
    ck_assert_str_eq(line.media, "application/x-ndjson");
    ck_assert_str_eq(line.cache, "");
    expect_bytes("{\"a\":1}\n{\"a\": 2  }\n");
}
END_TEST

START_TEST(the_client_chooses)
{
    static const char *const cases[][2] = {{NULL, "text/event-stream"},
                                           {"*/*", "text/event-stream"},
                                           {"application/json, application/*;q=0.5", "application/x-ndjson"},
                                           {"text/event-stream;q=0.4, application/x-ndjson;q=0.5", "application/x-ndjson"}};
    ask_as("GET", cases[_i][0], send_two);
    ck_assert_str_eq(line.media, cases[_i][1]);
    ck_assert_str_eq(line.vary, "Accept");
}
END_TEST

START_TEST(one_kind_alone_is_no_choice)
{
    kinds = SWAGE_STREAM_LINES;
    ask_as("GET", "text/event-stream", send_two);
    ck_assert_str_eq(line.media, "application/x-ndjson");
    ck_assert_str_eq(line.vary, "");
}
END_TEST

static int refuse_unwanted(swage_request *rq)
{
    ck_assert(!swage_stream_wanted(rq, kinds, NULL));
    rq->sink = &desk.out.sink;
    return swage_stream_unwanted(rq, kinds, NULL);
}

START_TEST(what_nobody_accepts_is_406)
{
    ck_assert_int_eq(ask_as("GET", "text/html", refuse_unwanted), REQUEST_ANSWERED);
    ck_assert_int_eq(desk.out.status, 406);
    zoo_contains(desk_body(&desk), "The answer is text/event-stream or application/x-ndjson");
}
END_TEST

static int send_bytes(swage_request *rq)
{
    ck_assert_int_eq(swage_stream_open(rq, 201, SWAGE_STREAM_BYTES, "text/csv"), SWAGE_OK);
    ck_assert_int_eq(swage_stream_send_bytes(rq, (swage_bytes){(const unsigned char *)"a\nb\0", 4}), SWAGE_OK);
    ck_assert_int_eq(swage_stream_send_bytes(rq, (swage_bytes){NULL, 0}), SWAGE_OK);
    return swage_stream_end(rq);
}

START_TEST(bytes_go_out_as_they_are)
{
    ck_assert_int_eq(ask(send_bytes), REQUEST_ANSWERED);
    ck_assert_int_eq(line.status, 201);
    ck_assert_str_eq(line.media, "text/csv");
    ck_assert_uint_eq(line.bytes.len, 4);
    ck_assert_mem_eq(line.bytes.ptr, "a\nb\0", 4);
}
END_TEST

static int send_bad_events(swage_request *rq)
{
    static const swage_str bad[] = {SWAGE_STR_INIT("a\nb"), SWAGE_STR_INIT("\r"), {"a\0b", 3}};
    ck_assert_int_eq(open_stream(rq), SWAGE_OK);
    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(swage_stream_send(rq, &(struct swage_event){.name = bad[i]}, encode_text, "1"), SWAGE_E_ARGUMENT);
        ck_assert_int_eq(swage_stream_send(rq, &(struct swage_event){.id = bad[i]}, encode_text, "1"), SWAGE_E_ARGUMENT);
    }
    ck_assert_int_eq(send_text(rq, "2"), SWAGE_OK);
    return swage_stream_end(rq);
}

START_TEST(names_and_ids_cannot_smuggle_lines)
{
    ck_assert_int_eq(ask(send_bad_events), REQUEST_ANSWERED);
    expect_bytes("data: 2\n\n");
}
END_TEST

START_TEST(pings_are_comments_for_events_alone)
{
    ck_assert_int_eq(ask_as("GET", _i ? "application/x-ndjson" : NULL, open_and_wait), REQUEST_LATER);
    swage_request_ping(kept);
    expect_bytes(_i ? "" : ":\n\n");
    ck_assert_int_eq(swage_stream_end(kept), SWAGE_OK);
    ck_assert_int_eq(line.ends, 1);
}
END_TEST

/* --- back-pressure ------------------------------------------------------------------------------------------------ */

static int drained;

static void count_drain(void *arg)
{
    ck_assert_ptr_eq(arg, &drained);
    drained++;
}

START_TEST(what_is_not_read_is_not_taken)
{
    kinds = SWAGE_STREAM_LINES;
    line.high = 10;
    drained = 0;
    ck_assert_int_eq(ask(open_and_wait), REQUEST_LATER);
    swage_on_drain(kept, count_drain, &drained);
    ck_assert_int_eq(send_text(kept, "12345678"), SWAGE_OK);
    ck_assert_int_eq(send_text(kept, "9"), SWAGE_OK);
    ck_assert_int_eq(send_text(kept, "no"), SWAGE_FULL);
    ck_assert_int_eq(send_text(kept, "no"), SWAGE_FULL);
    expect_bytes("12345678\n9\n");
    ck_assert_int_eq(drained, 0);
    drain(kept);
    ck_assert_int_eq(drained, 1);
    drain(kept);
    ck_assert_int_eq(drained, 1); /* nobody has been refused since */
    ck_assert_int_eq(send_text(kept, "yes"), SWAGE_OK);
    ck_assert_int_eq(swage_stream_end(kept), SWAGE_OK);
    expect_bytes("12345678\n9\nyes\n");
    ck_assert_int_eq(line.ends, 1);
}
END_TEST

START_TEST(who_asks_late_is_told_all_the_same)
{
    kinds = SWAGE_STREAM_LINES;
    line.high = 2;
    drained = 0;
    ck_assert_int_eq(ask(open_and_wait), REQUEST_LATER);
    ck_assert_int_eq(send_text(kept, "12345678"), SWAGE_OK);
    ck_assert_int_eq(send_text(kept, "no"), SWAGE_FULL);
    drain(kept);
    swage_on_drain(kept, count_drain, &drained);
    ck_assert_int_eq(drained, 0);
    ck_assert_uint_eq(desk_run_mail(&desk), 1);
    ck_assert_int_eq(drained, 1);
    ck_assert_int_eq(swage_stream_end(kept), SWAGE_OK);
}
END_TEST

/* What is in the pieces when it ends goes out before the end. */
START_TEST(the_end_waits_for_the_client)
{
    char large[9000];
    memset(large, 'x', sizeof large - 1);
    large[sizeof large - 1] = '\0';
    kinds = SWAGE_STREAM_LINES;
    desk.env.piece_max = 20000;
    line.high = 10;
    ck_assert_int_eq(ask(open_and_wait), REQUEST_LATER);
    ck_assert_int_eq(send_text(kept, large), SWAGE_OK);
    ck_assert_int_eq(swage_stream_end(kept), SWAGE_OK);
    ck_assert_int_eq(swage_stream_end(kept), SWAGE_E_REPLIED);
    ck_assert_int_eq(send_text(kept, "2"), SWAGE_GONE);
    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(line.ends, i > 1);
        ck_assert_uint_eq(desk.env.live_count, i < 2);
        if (i < 2)
            drain(kept);
    }
    ck_assert_uint_eq(line.bytes.len, 9000);
}
END_TEST

START_TEST(an_item_above_the_limit_breaks_the_stream_and_one_that_has_no_room_does_not)
{
    char large[2000];
    memset(large, 'x', sizeof large - 1);
    large[sizeof large - 1] = '\0';
    kinds = SWAGE_STREAM_LINES;
    desk.env.unread_max = 2500;
    desk.env.piece_max = _i ? 1500 : 3000;
    line.high = 1;
    ck_assert_int_eq(ask(open_and_wait), REQUEST_LATER);
    if (_i) {
        ck_assert_int_eq(send_text(kept, large), SWAGE_E_LIMIT);
        desk_run_mail(&desk);
        ck_assert_int_eq(line.aborts, 1);
        ck_assert_int_eq(swage_stream_end(kept), SWAGE_GONE);
        return;
    }
    ck_assert_int_eq(send_text(kept, large), SWAGE_OK);
    ck_assert_int_eq(send_text(kept, large), SWAGE_FULL);
    ck_assert_int_eq(swage_stream_end(kept), SWAGE_OK);
    ck_assert_int_eq(line.ends, 1);
}
END_TEST

/* --- other threads ------------------------------------------------------------------------------------------------ */

enum { ITEMS = 20000 };

static int wait_outside(swage_request *rq)
{
    (void)rq;
    return SWAGE_LATER;
}

static void *produce(void *arg)
{
    swage_request *rq = arg;
    char text[32];
    ck_assert_int_eq(swage_stream_open(rq, 200, SWAGE_STREAM_LINES, NULL), SWAGE_OK);
    for (int i = 0; i < ITEMS; i++) {
        snprintf(text, sizeof text, "%d", i);
        int status;
        while ((status = send_text(rq, text)) == SWAGE_FULL)
            sched_yield();
        ck_assert_int_eq(status, SWAGE_OK);
    }
    ck_assert_int_eq(swage_stream_end(rq), SWAGE_OK);
    return NULL;
}

START_TEST(another_thread_sends_in_order_and_within_bounds)
{
    pthread_t thread;
    size_t most = 0;
    line.high = 1000;
    ck_assert_int_eq(ask(wait_outside), REQUEST_LATER);
    ck_assert_int_eq(pthread_create(&thread, NULL, produce, kept), 0);
    while (desk.env.live_count > 0) {
        desk_run_mail(&desk);
        size_t waiting = line.bytes.len - line.taken;
        most = waiting > most ? waiting : most;
        if (desk.env.live_count > 0)
            drain(kept);
    }
    pthread_join(thread, NULL);
    ck_assert_int_eq(line.ends, 1);
    ck_assert_uint_le(most, 1000 + 3000);
    const char *at = line.bytes.ptr;
    for (int i = 0; i < ITEMS; i++) {
        char *end;
        ck_assert_int_eq(strtol(at, &end, 10), i);
        at = end + 1;
    }
    ck_assert_ptr_eq(at, line.bytes.ptr + line.bytes.len);
}
END_TEST

/* --- ends --------------------------------------------------------------------------------------------------------- */

static int told;

static void count_gone(void *arg)
{
    (void)arg;
    told++;
}

START_TEST(a_client_that_has_gone_is_told_of_once)
{
    told = drained = 0;
    line.high = 2;
    ck_assert_int_eq(ask(open_and_wait), REQUEST_LATER);
    if (_i == 0)
        swage_on_gone(kept, count_gone, NULL);
    swage_on_drain(kept, count_drain, &drained);
    ck_assert_int_eq(send_text(kept, "1"), SWAGE_OK);
    ck_assert_int_eq(send_text(kept, "2"), SWAGE_FULL);
    swage_request_abort(kept);
    ck_assert_int_eq(told, _i == 0);
    ck_assert_int_eq(drained, _i == 1); /* who waits for a drain would wait for ever */
    ck_assert_int_eq(send_text(kept, "3"), SWAGE_GONE);
    ck_assert_uint_eq(desk.env.live_count, 1);
    ck_assert_int_eq(swage_stream_end(kept), SWAGE_GONE);
    ck_assert_int_eq(line.ends + line.aborts, 0);
}
END_TEST

static void end_it(void *arg)
{
    (void)arg;
    told++;
    ck_assert_int_eq(swage_stream_end(kept), SWAGE_GONE);
}

START_TEST(the_stream_may_be_ended_when_that_is_told)
{
    told = 0;
    ck_assert_int_eq(ask(open_and_wait), REQUEST_LATER);
    swage_on_gone(kept, end_it, NULL);
    swage_request_abort(kept);
    ck_assert_int_eq(told, 1);
}
END_TEST

START_TEST(an_ending_stream_does_not_outlive_its_client)
{
    char large[9000];
    memset(large, 'x', sizeof large - 1);
    large[sizeof large - 1] = '\0';
    desk.env.piece_max = 20000;
    line.high = 10;
    ck_assert_int_eq(ask(open_and_wait), REQUEST_LATER);
    ck_assert_int_eq(send_text(kept, large), SWAGE_OK);
    ck_assert_int_eq(swage_stream_end(kept), SWAGE_OK);
    ck_assert_uint_eq(desk.env.live_count, 1);
    swage_request_abort(kept);
}
END_TEST

static int send_broken(swage_request *rq)
{
    ck_assert_int_eq(open_stream(rq), SWAGE_OK);
    ck_assert_int_eq(send_text(rq, "1"), SWAGE_OK);
    ck_assert_int_eq(send_text(rq, "!"), SWAGE_E_UNSET);
    ck_assert_int_eq(send_text(rq, "2"), SWAGE_GONE);
    return swage_stream_end(rq);
}

static int send_broken_later(swage_request *rq)
{
    ck_assert_int_eq(open_stream(rq), SWAGE_OK);
    ck_assert_int_eq(send_text(rq, "1"), SWAGE_OK);
    ck_assert_int_eq(send_text(rq, "!"), SWAGE_E_UNSET);
    return SWAGE_LATER;
}

START_TEST(an_item_that_cannot_be_encoded_breaks_the_answer_off)
{
    told = 0;
    ck_assert_int_eq(ask(_i ? send_broken_later : send_broken), REQUEST_LATER);
    if (_i)
        swage_on_gone(kept, count_gone, NULL);
    ck_assert_uint_eq(desk_run_mail(&desk), 1);
    ck_assert_int_eq(told, _i);
    ck_assert_int_eq(line.aborts, 1);
    ck_assert_int_eq(line.ends, 0);
    expect_bytes("data: 1\n\n");
    ck_assert_uint_eq(desk.log_count, 1);
    zoo_contains(desk.log, "0 watch: the stream was broken off: a value that must be set is not");
    if (_i)
        ck_assert_int_eq(swage_stream_end(kept), SWAGE_GONE);
}
END_TEST

START_TEST(a_sink_that_fails_breaks_it_too)
{
    ck_assert_int_eq(ask(open_and_wait), REQUEST_LATER);
    line.write_status = SWAGE_E_NOMEM;
    ck_assert_int_eq(send_text(kept, "1"), SWAGE_OK);
    desk_run_mail(&desk);
    ck_assert_int_eq(line.aborts, 1);
    ck_assert_int_eq(swage_stream_end(kept), SWAGE_GONE);
}
END_TEST

static int open_and_forget(swage_request *rq)
{
    return open_stream(rq);
}

START_TEST(a_stream_left_open_is_broken_off)
{
    ck_assert_int_eq(ask(open_and_forget), REQUEST_ANSWERED);
    ck_assert_int_eq(line.aborts, 1);
    zoo_contains(desk.log, "the handler returned without ending its stream");
}
END_TEST

static int open_and_abandon(swage_request *rq)
{
    ck_assert_int_eq(open_stream(rq), SWAGE_OK);
    ck_assert_int_eq(send_text(rq, "1"), SWAGE_OK);
    return swage_abandon(rq);
}

START_TEST(an_abandoned_stream_does_not_look_whole)
{
    ck_assert_int_eq(ask(_i ? open_and_wait : open_and_abandon), _i ? REQUEST_LATER : REQUEST_ANSWERED);
    if (_i)
        ck_assert_int_eq(swage_abandon(kept), SWAGE_OK);
    ck_assert_int_eq(line.aborts, 1);
    ck_assert_int_eq(line.ends, 0);
    ck_assert_uint_eq(desk.log_count, 0);
}
END_TEST

START_TEST(a_head_is_all_that_head_gets)
{
    told = 0;
    ck_assert_int_eq(ask_as("HEAD", NULL, open_and_wait), REQUEST_LATER);
    swage_on_gone(kept, count_gone, NULL);
    ck_assert_int_eq(send_text(kept, "1"), SWAGE_GONE);
    ck_assert_uint_eq(desk_run_mail(&desk), 1);
    ck_assert_int_eq(told, 1);
    ck_assert_int_eq(line.starts, 1);
    ck_assert_int_eq(line.ends, 1);
    expect_bytes("");
    ck_assert_int_eq(swage_stream_end(kept), SWAGE_GONE);
}
END_TEST

static int open_and_reply(swage_request *rq)
{
    ck_assert_int_eq(open_stream(rq), SWAGE_OK);
    ck_assert_int_eq(open_stream(rq), SWAGE_E_REPLIED);
    ck_assert_int_eq(swage_reply_problem(rq, 500, NULL), SWAGE_E_REPLIED);
    ck_assert_int_eq(swage_reply_header(rq, SWAGE_STR("A"), SWAGE_STR("b")), SWAGE_E_REPLIED);
    ck_assert_int_eq(swage_stream_end(rq), SWAGE_OK);
    ck_assert_int_eq(swage_stream_end(rq), SWAGE_E_REPLIED);
    return send_text(rq, "1");
}

START_TEST(there_is_one_reply)
{
    ck_assert_int_eq(ask(open_and_reply), REQUEST_ANSWERED);
    ck_assert_int_eq(line.ends, 1);
}
END_TEST

static int open_when_gone(swage_request *rq)
{
    rq->sink = NULL;
    atomic_store(&rq->gone, true);
    ck_assert_int_eq(open_stream(rq), SWAGE_GONE);
    return SWAGE_GONE;
}

START_TEST(nothing_is_opened_for_who_has_gone)
{
    ck_assert_int_eq(ask(open_when_gone), REQUEST_ANSWERED);
    ck_assert_int_eq(line.starts, 0);
}
END_TEST

/* --- the server ends ---------------------------------------------------------------------------------------------- */

static void say_goodbye(void *arg)
{
    (void)arg;
    ck_assert_int_eq(send_text(kept, "\"bye\""), SWAGE_OK);
    ck_assert_int_eq(swage_stream_end(kept), SWAGE_OK);
}

START_TEST(events_end_with_the_server_and_lists_do_not)
{
    told = 0;
    kinds = _i ? SWAGE_STREAM_LINES : SWAGE_STREAM_EVENTS;
    ck_assert_int_eq(ask(open_and_wait), REQUEST_LATER);
    swage_on_gone(kept, count_gone, NULL);
    swage_request_stop(kept);
    ck_assert_int_eq(line.ends, _i == 0);
    ck_assert_int_eq(told, _i == 0);
    ck_assert_int_eq(send_text(kept, "1"), _i ? SWAGE_OK : SWAGE_GONE);
    ck_assert_int_eq(swage_stream_end(kept), _i ? SWAGE_OK : SWAGE_GONE);
    ck_assert_int_eq(line.ends, 1);
    ck_assert_int_eq(line.aborts, 0);
}
END_TEST

START_TEST(who_asks_may_say_goodbye)
{
    ck_assert_int_eq(ask(open_and_wait), REQUEST_LATER);
    swage_on_stop(kept, say_goodbye, NULL);
    swage_request_stop(kept);
    expect_bytes("data: \"bye\"\n\n");
    ck_assert_int_eq(line.ends, 1);
}
END_TEST

START_TEST(what_waits_goes_out_before_the_server_ends_it)
{
    char large[9000];
    memset(large, 'x', sizeof large - 1);
    large[sizeof large - 1] = '\0';
    desk.env.piece_max = 20000;
    line.high = 10;
    ck_assert_int_eq(ask(open_and_wait), REQUEST_LATER);
    ck_assert_int_eq(send_text(kept, large), SWAGE_OK);
    swage_request_stop(kept);
    ck_assert_int_eq(line.ends, 0);
    for (int i = 0; i < 3 && line.ends == 0; i++)
        drain(kept);
    ck_assert_int_eq(line.ends, 1);
    ck_assert_uint_eq(line.bytes.len, 9000 - 1 + 8);
    ck_assert_int_eq(swage_stream_end(kept), SWAGE_GONE);
}
END_TEST

START_TEST(events_that_begin_then_are_only_heads)
{
    desk.env.is_stopping = true;
    ck_assert_int_eq(ask(open_and_wait), REQUEST_LATER);
    desk_run_mail(&desk);
    ck_assert_int_eq(line.ends, 1);
    ck_assert_int_eq(swage_stream_end(kept), SWAGE_GONE);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("stream");
    TCase *tc = tcase_create("stream");
    tcase_set_timeout(tc, 60);
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, events_have_names_ids_and_data_of_one_line);
    tcase_add_test(tc, lines_are_lines);
    tcase_add_loop_test(tc, the_client_chooses, 0, 4);
    tcase_add_test(tc, one_kind_alone_is_no_choice);
    tcase_add_test(tc, what_nobody_accepts_is_406);
    tcase_add_test(tc, bytes_go_out_as_they_are);
    tcase_add_test(tc, names_and_ids_cannot_smuggle_lines);
    tcase_add_loop_test(tc, pings_are_comments_for_events_alone, 0, 2);
    tcase_add_test(tc, what_is_not_read_is_not_taken);
    tcase_add_test(tc, who_asks_late_is_told_all_the_same);
    tcase_add_test(tc, the_end_waits_for_the_client);
    tcase_add_loop_test(tc, an_item_above_the_limit_breaks_the_stream_and_one_that_has_no_room_does_not, 0, 2);
    tcase_add_test(tc, another_thread_sends_in_order_and_within_bounds);
    tcase_add_loop_test(tc, a_client_that_has_gone_is_told_of_once, 0, 2);
    tcase_add_test(tc, the_stream_may_be_ended_when_that_is_told);
    tcase_add_test(tc, an_ending_stream_does_not_outlive_its_client);
    tcase_add_loop_test(tc, an_item_that_cannot_be_encoded_breaks_the_answer_off, 0, 2);
    tcase_add_test(tc, a_sink_that_fails_breaks_it_too);
    tcase_add_test(tc, a_stream_left_open_is_broken_off);
    tcase_add_loop_test(tc, an_abandoned_stream_does_not_look_whole, 0, 2);
    tcase_add_test(tc, a_head_is_all_that_head_gets);
    tcase_add_test(tc, there_is_one_reply);
    tcase_add_test(tc, nothing_is_opened_for_who_has_gone);
    tcase_add_loop_test(tc, events_end_with_the_server_and_lists_do_not, 0, 2);
    tcase_add_test(tc, who_asks_may_say_goodbye);
    tcase_add_test(tc, what_waits_goes_out_before_the_server_ends_it);
    tcase_add_test(tc, events_that_begin_then_are_only_heads);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
