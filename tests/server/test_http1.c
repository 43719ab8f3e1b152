/* SPDX-License-Identifier: MIT */
/* HTTP/1 in memory: what goes in whole, byte by byte and cut at every byte gives the same answers. */
#include "config.h"

#include "counted.h"
#include "said.h"
#include "sample.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- requests ----------------------------------------------------------------------------------------------------- */

static const struct {
    const char *bytes;
    const char *bodies[4]; /* of the answers, in order */
} scripts[] = {
    {GET("/"), {"{\"n\":1}"}},
    {GET("/") GET("/a") GET("/b"), {"{\"n\":1}", "{\"n\":2}", "{\"n\":3}"}},
    {ECHO("5", "[1,2]"), {"[1,2]"}},
    {ECHO("5", "[1,2]") ECHO("2", "{}") GET("/"), {"[1,2]", "{}", "{\"n\":3}"}},
    {CHUNKED("3\r\n[1,\r\n2\r\n2]\r\n0\r\n\r\n"), {"[1,2]"}},
    {CHUNKED("5;a=b;c=\"d;e\"\r\n[1,2]\r\n0\r\nX: y\r\n\r\n") GET("/"), {"[1,2]", "{\"n\":2}"}},
    {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc" GET("/"), {"{\"n\":1}", "{\"n\":2}"}},
    {"DELETE / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n" GET("/"),
     {"{\"n\":1}", "{\"n\":2}"}},
    {"\r\n" GET("/"), {"{\"n\":1}"}},
    {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n" GET("/"), {"{\"n\":1}", "{\"n\":2}"}},
    {"POST / HTTP/1.1\r\nHost: a\r\n\r\n" GET("/"), {"{\"n\":1}", "{\"n\":2}"}},
    {GET("/big?bytes=8") GET("/big?bytes=98") GET("/"), {"\"01234567\"", NULL}},
};

static void send_cut(const char *bytes, size_t len, size_t cut)
{
    wire_send(&wire, bytes, cut);
    wire_send(&wire, bytes + cut, len - cut);
}

static void check_script(int i)
{
    for (int n = 0; n < 4 && scripts[i].bodies[n]; n++)
        expect_answer(200, scripts[i].bodies[n]);
    ck_assert(!wire.is_closed);
}

START_TEST(requests_are_answered_alike_however_they_are_cut)
{
    const char *bytes = scripts[_i].bytes;
    size_t len = strlen(bytes);
    wire_send(&wire, bytes, len);
    check_script(_i);
    char *whole = malloc(wire.out.len);
    size_t whole_len = wire.out.len;
    memcpy(whole, wire.out.ptr, whole_len);
    for (size_t cut = 0; cut <= len + 1; cut++) {
        sample_reset();
        wire_reset(&wire);
        wire.host.digits = 2;
        if (cut <= len)
            send_cut(bytes, len, cut);
        for (size_t at = 0; cut > len && at < len; at++)
            wire_send(&wire, bytes + at, 1);
        ck_assert_uint_eq(wire.out.len, whole_len);
        ck_assert_mem_eq(wire.out.ptr, whole, whole_len);
        ck_assert_ptr_null(wire.http1);
    }
    free(whole);
}
END_TEST

/* robustness 62 */
START_TEST(ten_thousand_pipelined_requests_are_answered_in_order)
{
    static const char one[] = GET("/");
    size_t len = 10000 * (sizeof one - 1);
    char *all = malloc(len);
    for (size_t i = 0; i < 10000; i++)
        memcpy(all + i * (sizeof one - 1), one, sizeof one - 1);
    wire.budget = 64;
    wire_send(&wire, all, len);
    free(all);
    for (int i = 1; i <= 10000; i++) {
        char body[32];
        snprintf(body, sizeof body, "{\"n\":%d}", i);
        expect_answer(200, body);
    }
    expect_nothing();
    ck_assert_uint_ge(wire.relieved, 10000 / 64); /* nobody else had to wait for all of them */
}
END_TEST

/* --- keeping and closing ------------------------------------------------------------------------------------------ */

static const struct {
    const char *bytes;
    bool is_closed;
    const char *field; /* in the answer */
} endings[] = {
    {"GET / HTTP/1.1\r\nHost: a\r\n\r\n", false, NULL},
    {"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", true, "\r\nConnection: close\r\n"},
    {"GET / HTTP/1.1\r\nHost: a\r\nConnection: x, Close\r\n\r\n", true, "\r\nConnection: close\r\n"},
    {"GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\n\r\n", false, NULL},
    {"GET / HTTP/1.0\r\n\r\n", true, "\r\nConnection: close\r\n"},
    {"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", false, "\r\nConnection: keep-alive\r\n"},
};

START_TEST(connections_are_kept_as_the_request_says)
{
    send_text(endings[_i].bytes);
    struct wire_answer answer = next_answer();
    ck_assert_int_eq(answer.status, 200);
    ck_assert_int_eq(wire.is_closed, endings[_i].is_closed);
    ck_assert(!wire.is_dirty);
    if (endings[_i].field)
        ck_assert(contains(answer.head, endings[_i].field));
}
END_TEST

START_TEST(nothing_is_processed_after_close)
{
    send_text("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" GET("/"));
    expect_answer(200, "{\"n\":1}");
    expect_nothing();
    ck_assert(wire.is_closed);
    ck_assert(wire.is_dirty); /* what was not read would make the close a reset */
    ck_assert_uint_eq(sample_calls(), 1);
}
END_TEST

START_TEST(a_server_that_drains_says_close)
{
    wire.host.is_draining = true;
    send_text(GET("/"));
    ck_assert(next_answer().says_close);
    ck_assert(wire.is_closed);
}
END_TEST

/* robustness 65 */
START_TEST(half_closed_clients_get_their_answers)
{
    send_text(GET("/") GET("/"));
    wire_end(&wire);
    expect_answer(200, "{\"n\":1}");
    expect_answer(200, "{\"n\":2}");
    ck_assert(wire.is_closed);
}
END_TEST

static const char *const unfinished[] = {
    "G",
    "GET / HTTP/1.1\r\nHost: a\r\n",
    ECHO("5", "[1,2"),
    CHUNKED("5\r\n[1,2]\r\n0\r\n"),
    CHUNKED("5\r\n[1"),
    ECHO("5", ""),
};

START_TEST(what_the_end_cuts_off_is_not_handled)
{
    send_text(unfinished[_i]);
    expect_nothing();
    ck_assert(!wire.is_closed);
    wire_end(&wire);
    ck_assert(wire.is_closed);
    ck_assert_uint_eq(sample_calls(), 0);
    ck_assert_uint_eq(wire.env.live_count, 0);
}
END_TEST

/* --- refusals ----------------------------------------------------------------------------------------------------- */

static const struct {
    const char *bytes;
    int status;
} refusals[] = {
    {"GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"GET / HTTP/1.1\r\n\r\n", 400},
    {"GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400},
    {"GET / HTTP/1.1\r\nHost: a\r\nName : v\r\n\r\n", 400},
    {"GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
    {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\nabcde", 400},
    {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
    {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501},
    {"POST / HTTP/1.1\r\nHost: a\r\nExpect: tea\r\n\r\n", 417},
    {CHUNKED("g\r\n"), 400},
    {CHUNKED("5\r\n[1,2]x\r\n0\r\n\r\n"), 400},
    {CHUNKED("FFFFFFFFFFFFFFFF\r\n"), 400},
    {CHUNKED("200000\r\n"), 413},
};

static void check_refusal(int status)
{
    struct wire_answer answer = next_answer();
    ck_assert_int_eq(answer.status, status);
    ck_assert(answer.says_close);
    ck_assert(contains(answer.head, "\r\nContent-Type: application/problem+json\r\n"));
    ck_assert(contains(answer.body, "\"title\":"));
    expect_nothing();
    ck_assert(wire.is_closed);
    ck_assert(wire.is_dirty);
}

START_TEST(bad_framing_is_answered_once_and_closed)
{
    const char *bytes = refusals[_i].bytes;
    size_t len = strlen(bytes);
    wire_send(&wire, bytes, len);
    check_refusal(refusals[_i].status);
    for (size_t cut = 1; cut < len; cut++) {
        wire_reset(&wire);
        send_cut(bytes, len, cut);
        check_refusal(refusals[_i].status);
    }
    wire_reset(&wire);
    for (size_t at = 0; at < len; at++)
        wire_send(&wire, bytes + at, 1);
    check_refusal(refusals[_i].status);
}
END_TEST

/* A head of `len` bytes that never ends. */
static char *endless(const char *start, size_t len)
{
    char *bytes = malloc(len);
    memset(bytes, 'a', len);
    memcpy(bytes, start, strlen(start));
    return bytes;
}

static const struct {
    const char *start;
    size_t len;
    int status;
} large[] = {
    {"GET /", 20000, 414},
    {"GET / HTTP/1.1\r\nHost: a\r\nX: ", 40000, 431},
};

START_TEST(heads_over_the_limit_are_refused_before_they_end)
{
    char *bytes = endless(large[_i].start, large[_i].len);
    wire_send(&wire, bytes, large[_i].len);
    check_refusal(large[_i].status);
    wire_reset(&wire);
    for (size_t at = 0; at < large[_i].len && !wire.is_closed; at++)
        wire_send(&wire, bytes + at, 1);
    check_refusal(large[_i].status);
    free(bytes);
}
END_TEST

START_TEST(a_short_body_nobody_wants_is_dropped)
{
    static const char text[] =
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\n";
    send_text(text);
    struct wire_answer answer = next_answer();
    ck_assert_int_eq(answer.status, 415);
    ck_assert(!answer.says_close);
    send_text("he");
    send_text("llo" GET("/"));
    expect_answer(200, "{\"n\":1}");
    ck_assert(!wire.is_closed);
}
END_TEST

START_TEST(a_chunked_body_nobody_wants_is_dropped_within_a_bound)
{
    static const char text[] =
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n";
    send_text(text);
    ck_assert_int_eq(next_answer().status, 415);
    send_text("3\r\nabc\r\n0\r\n\r\n" GET("/"));
    expect_answer(200, "{\"n\":1}");
    send_text(text);
    ck_assert_int_eq(next_answer().status, 415);
    send_text("10001\r\n");
    expect_nothing();
    ck_assert(wire.is_closed);
}
END_TEST

START_TEST(a_long_body_nobody_wants_ends_the_connection)
{
    send_text("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 100000\r\n\r\n");
    struct wire_answer answer = next_answer();
    ck_assert_int_eq(answer.status, 415);
    ck_assert(answer.says_close);
    ck_assert(wire.is_closed && wire.is_dirty);
}
END_TEST

START_TEST(a_body_above_the_limit_is_refused_from_the_head)
{
    send_text(ECHO_HEAD "Expect: 100-continue\r\nContent-Length: 1048577\r\n\r\n");
    ck_assert_int_eq(next_answer().status, 413);
    expect_nothing();
    ck_assert(wire.is_closed);
}
END_TEST

/* --- robustness 102: the body's limit, to the byte ------------------------------------------------------------------ */

enum { BODY_LIMIT = 100 };

/* A JSON array of `len` bytes. */
static const char *array_of(size_t len)
{
    static char text[BODY_LIMIT + 2];
    memset(text, ' ', sizeof text);
    text[0] = '[';
    text[len - 1] = ']';
    text[len] = '\0';
    return text;
}

/* The request in one piece, or its head and then its body in pieces of `piece` bytes. */
static void send_length(size_t len, size_t piece)
{
    char text[512];
    int size = snprintf(text, sizeof text, ECHO_HEAD "Content-Length: %zu\r\n\r\n", len);
    if (piece == 0)
        snprintf(text + size, sizeof text - (size_t)size, "%s", array_of(len));
    send_text(text);
    for (size_t at = 0; piece > 0 && at < len && !wire.is_closed; at += piece)
        wire_send(&wire, array_of(len) + at, piece < len - at ? piece : len - at);
}

/* In chunks of `piece` bytes; of the chunk that passes the limit only the header is sent. */
static void send_chunks(size_t len, size_t piece)
{
    send_text(CHUNKED(""));
    for (size_t at = 0; at < len; at += piece) {
        char text[256];
        size_t part = piece < len - at ? piece : len - at;
        snprintf(text, sizeof text, "%zx\r\n", part);
        send_text(text);
        if (at + part > BODY_LIMIT)
            return;
        snprintf(text, sizeof text, "%.*s\r\n", (int)part, array_of(len) + at);
        send_text(text);
    }
    send_text("0\r\n\r\n");
}

static const struct {
    bool is_chunked;
    size_t piece;
} ways[] = {{false, 0}, {false, 1}, {false, 50}, {false, 100}, {true, 1}, {true, 50}, {true, 99}, {true, 200}};

static void check_limit(int way)
{
    for (size_t len = BODY_LIMIT - 1; len <= BODY_LIMIT + 1; len++) {
        (ways[way].is_chunked ? send_chunks : send_length)(len, ways[way].piece);
        struct wire_answer answer = next_answer();
        ck_assert_int_eq(answer.status, len <= BODY_LIMIT ? 200 : 413);
        if (len <= BODY_LIMIT)
            ck_assert(answer.body.len == len);
        expect_nothing();
        wire_reset(&wire);
    }
}

START_TEST(a_body_at_the_servers_limit_is_taken_and_one_byte_more_is_413)
{
    wire.env.body_max = BODY_LIMIT;
    check_limit(_i);
}
END_TEST

START_TEST(a_body_at_the_routes_own_limit_is_taken_and_one_byte_more_is_413)
{
    struct swage_operation operations[32];
    struct swage_app app = sample_app;
    ck_assert_uint_le(app.operation_count, 32);
    memcpy(operations, app.operations, app.operation_count * sizeof *operations);
    for (unsigned i = 0; i < app.operation_count; i++)
        operations[i].max_body = BODY_LIMIT;
    app.operations = operations;
    wire.host.app = &app;
    check_limit(_i);
    wire.host.app = &sample_app;
    wire.host.found = NULL;
}
END_TEST

/* With the head alone, and with the header of the chunk: nothing of what exceeds is waited for. */
START_TEST(the_answer_comes_before_the_body)
{
    wire.env.body_max = BODY_LIMIT;
    send_text(ECHO_HEAD "Content-Length: 101\r\n\r\n");
    ck_assert_int_eq(next_answer().status, 413);
    wire_reset(&wire);
    send_text(ECHO_HEAD "Content-Length: 100\r\n\r\n");
    expect_nothing();
    wire_reset(&wire);
    send_text(CHUNKED("64\r\n"));
    expect_nothing();
    wire_send(&wire, array_of(BODY_LIMIT), BODY_LIMIT);
    send_text("\r\n1\r\n");
    ck_assert_int_eq(next_answer().status, 413);
    ck_assert(wire.is_closed);
    wire_reset(&wire);
    send_text(CHUNKED("65\r\n"));
    ck_assert_int_eq(next_answer().status, 413);
}
END_TEST

/* robustness 68 */
START_TEST(continue_is_said_before_the_body_is_awaited)
{
    send_text(ECHO_HEAD "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n");
    ck_assert_int_eq(next_answer().status, 100);
    expect_nothing();
    send_text("[1,2]" GET("/"));
    expect_answer(200, "[1,2]");
    expect_answer(200, "{\"n\":2}");
    send_text(ECHO_HEAD "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n[1,2]");
    expect_answer(200, "[1,2]"); /* it was there already */
    send_text(
        "POST /echo HTTP/1.0\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
    expect_nothing();
}
END_TEST

/* robustness 68 */
START_TEST(continue_is_not_said_for_what_is_refused)
{
    send_text(
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: a/b\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
    struct wire_answer answer = next_answer();
    ck_assert_int_eq(answer.status, 415);
    ck_assert(answer.says_close); /* whether a body follows cannot be known */
    ck_assert(wire.is_closed);
}
END_TEST

START_TEST(a_deadline_is_answered_by_408)
{
    send_text("GET / HTTP/1.1\r\nHo");
    http1_refuse(wire.http1, 408, "the request head took too long");
    wire_run_mail(&wire);
    check_refusal(408);
    wire_reset(&wire);
    send_text(ECHO("5", "[1"));
    http1_refuse(wire.http1, 408, NULL);
    wire_run_mail(&wire);
    check_refusal(408);
    ck_assert_uint_eq(wire.env.live_count, 0);
}
END_TEST

START_TEST(a_request_is_not_answered_twice)
{
    static const char *const framings[] = {"Content-Length: 5", "Transfer-Encoding: chunked"};
    for (int i = 0; i < 2; i++) {
        char text[256];
        snprintf(text, sizeof text, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: a/b\r\n%s\r\n\r\n", framings[i]);
        wire_reset(&wire);
        send_text(text);
        ck_assert_int_eq(next_answer().status, 415);
        http1_refuse(wire.http1, 408, NULL); /* the rest of the body took too long */
        wire_run_mail(&wire);
        expect_nothing();
        ck_assert(wire.is_closed && wire.is_dirty);
    }
    wire_reset(&wire);
    send_text("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: a/b\r\nTransfer-Encoding: chunked\r\n\r\nx");
    ck_assert_int_eq(next_answer().status, 415);
    expect_nothing();
    ck_assert(wire.is_closed);
}
END_TEST

/* --- answers that come later -------------------------------------------------------------------------------------- */

/* Another connection overwrites what the loop's blocks held. */
static void scribble(void)
{
    struct block *blocks[4];
    for (int i = 0; i < 4; i++) {
        blocks[i] = block_take(&wire.blocks, i % 2 ? 2048 : BLOCK_READ);
        memset(blocks[i]->bytes, '#', blocks[i]->cap);
    }
    for (int i = 0; i < 4; i++)
        block_give(blocks[i]);
}

#define LATE "POST /late HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n[1,2]"

START_TEST(a_deferred_request_keeps_its_bytes_and_its_place)
{
    static const char text[] = GET("/") LATE GET("/");
    size_t len = sizeof text - 1;
    for (size_t cut = 0; cut <= len; cut++) {
        wire_reset(&wire);
        sample_reset();
        send_cut(text, len, cut);
        expect_answer(200, "{\"n\":1}"); /* finished answers do not wait */
        expect_nothing();
        ck_assert_uint_eq(sample_waiting(), 1);
        scribble();
        ck_assert_int_eq(sample_reply(), 0);
        wire_run_mail(&wire);
        expect_answer(200, "[1,2]");
        expect_answer(200, "{\"n\":3}");
        expect_nothing();
        ck_assert_uint_eq(wire.env.live_count, 0);
    }
}
END_TEST

START_TEST(nothing_is_read_while_an_answer_is_awaited)
{
    send_text(GET("/late"));
    ck_assert(!http1_wants_input(wire.http1));
    send_text(GET("/"));
    expect_nothing();
    ck_assert_uint_eq(sample_calls(), 0);
    sample_reply();
    wire_run_mail(&wire);
    expect_answer(200, "{\"late\":1}");
    expect_answer(200, "{\"n\":2}");
}
END_TEST

START_TEST(a_deferred_request_outlives_its_client)
{
    send_text(LATE);
    wire_reset(&wire);
    ck_assert_uint_eq(wire.env.live_count, 1);
    scribble();
    ck_assert_int_eq(sample_reply(), SWAGE_GONE);
    wire_run_mail(&wire);
    ck_assert_uint_eq(wire.env.live_count, 0);
}
END_TEST

START_TEST(a_deferred_answer_reaches_a_half_closed_client)
{
    send_text(GET("/late"));
    wire_end(&wire);
    ck_assert(!wire.is_closed);
    sample_reply();
    wire_run_mail(&wire);
    expect_answer(200, "{\"late\":1}");
    ck_assert(wire.is_closed);
}
END_TEST

/* --- bounds ------------------------------------------------------------------------------------------------------- */

/* robustness 63 */
START_TEST(requests_are_not_taken_while_the_output_is_not)
{
    wire.output_taken = 0;
    char all[200 * 64];
    size_t len = 0;
    for (int i = 0; i < 200; i++)
        len += (size_t)sprintf(all + len, "GET /big?bytes=10000 HTTP/1.1\r\nHost: a\r\n\r\n");
    struct block *block = block_take(&wire.blocks, BLOCK_READ);
    memcpy(block->bytes, all, len);
    block->to = len;
    wire.http1 = http1_take(&wire.host, &wire);
    http1_receive(wire.http1, &block, 1000);
    block_give(block);
    const char *bytes;
    size_t output = http1_output(wire.http1, &bytes);
    ck_assert_uint_ge(output, WIRE_OUTPUT_HIGH);
    ck_assert_uint_le(output, WIRE_OUTPUT_HIGH + 11000);
    ck_assert(!http1_wants_input(wire.http1) && !http1_has_work(wire.http1));
    wire.output_taken = 1000;
    wire_run_mail(&wire); /* it reads on, a little at a time */
    for (int i = 0; i < 200; i++)
        ck_assert_uint_eq(next_answer().body.len, 10002);
    expect_nothing();
}
END_TEST

START_TEST(a_budget_cuts_the_slice_and_loses_nothing)
{
    wire.budget = 1;
    send_text(GET("/") GET("/") ECHO("5", "[1,2]") GET("/") LATE GET("/"));
    expect_answer(200, "{\"n\":1}");
    expect_answer(200, "{\"n\":2}");
    expect_answer(200, "[1,2]");
    expect_answer(200, "{\"n\":4}");
    expect_nothing();
    sample_reply();
    wire_run_mail(&wire);
    expect_answer(200, "[1,2]");
    expect_answer(200, "{\"n\":6}");
}
END_TEST

static void answer_all(const char *text, bool byte_by_byte)
{
    size_t len = strlen(text), step = byte_by_byte ? 1 : len;
    for (size_t at = 0; at < len; at += step)
        wire_send(&wire, text + at, step);
    if (sample_waiting()) {
        sample_reply();
        wire_run_mail(&wire);
    }
    counted_set(false);
    ck_assert_ptr_null(wire.http1);
    counted_set(true);
    wire.out.len = wire.at = 0;
}

START_TEST(nothing_is_allocated_after_the_first_time)
{
    static const char *const texts[] = {
        GET("/"),
        GET("/") GET("/"),
        ECHO("5", "[1,2]"),
        CHUNKED("5\r\n[1,2]\r\n0\r\n\r\n"),
        LATE,
        LATE GET("/"),
        GET("/big?bytes=9000"),
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: a/b\r\nContent-Length: 2\r\n\r\n{}",
    };
    unsigned long before = 0;
    for (int round = 0; round < 3; round++) {
        if (round == 1)
            before = counted_allocations();
        for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
            answer_all(texts[i], false);
            answer_all(texts[i], true);
        }
    }
    unsigned long after = counted_allocations();
    ck_assert_uint_gt(before, 0); /* it does count */
    ck_assert_uint_eq(after, before);
}
END_TEST

/* Its own buffers have memory before anything fails. */
static void prepare_wire(void)
{
    static const char zeros[65536];
    wire_init(&wire, &sample_app);
    ck_assert_int_eq(swage_buffer_add(&wire.out, zeros, sizeof zeros), 0);
    ck_assert_int_eq(swage_buffer_add(&wire.waiting, zeros, sizeof zeros), 0);
    wire_reset(&wire);
}

/* Sends a text; true when a connection that is still open has answered all of its `wanted` requests. */
static bool is_orderly(const char *text, bool byte_by_byte, unsigned wanted)
{
    size_t len = strlen(text), step = byte_by_byte ? 1 : len;
    for (size_t at = 0; at < len; at += step)
        wire_send(&wire, text + at, step);
    while (sample_waiting()) {
        sample_reply();
        wire_run_mail(&wire);
    }
    unsigned count = 0;
    for (struct wire_answer answer; wire_next(&wire, false, &answer);) {
        count++;
        if (answer.status != 200 && answer.status != 413 && answer.status != 415 && answer.status < 500)
            return false;
    }
    bool is_closed = wire.is_closed;
    wire_reset(&wire);
    return is_closed || count == wanted;
}

START_TEST(an_allocation_that_fails_does_no_harm)
{
    static const struct {
        const char *text;
        unsigned answers;
    } mix[] = {
        {GET("/"), 1},
        {GET("/") ECHO("5", "[1,2]") GET("/"), 3},
        {CHUNKED("5\r\n[1,2]\r\n0\r\n\r\n"), 1},
        {LATE GET("/"), 2},
        {GET("/big?bytes=30000"), 1},
        {"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: a/b\r\nContent-Length: 2\r\n\r\n{}" GET("/nothing"), 2},
    };
    bool has_failed = true;
    long nth = 0;
    wire_done(&wire);
    for (; has_failed; nth++) {
        bool is_good = true;
        prepare_wire();
        counted_fail(nth);
        for (size_t i = 0; i < 2 * sizeof mix / sizeof *mix; i++)
            is_good &= is_orderly(mix[i / 2].text, i % 2, mix[i / 2].answers);
        has_failed = counted_has_failed();
        counted_fail(-1);
        wire_done(&wire);
        ck_assert_msg(is_good, "allocation %ld", nth);
        ck_assert_uint_eq(wire.env.live_count, 0);
    }
    ck_assert_int_gt(nth, 10);
    wire_init(&wire, &sample_app);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("http1");
    TCase *tc = tcase_create("http1");
    tcase_set_timeout(tc, 120);
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_loop_test(tc, requests_are_answered_alike_however_they_are_cut, 0, sizeof scripts / sizeof *scripts);
    tcase_add_test(tc, ten_thousand_pipelined_requests_are_answered_in_order);
    tcase_add_loop_test(tc, connections_are_kept_as_the_request_says, 0, sizeof endings / sizeof *endings);
    tcase_add_test(tc, nothing_is_processed_after_close);
    tcase_add_test(tc, a_server_that_drains_says_close);
    tcase_add_test(tc, half_closed_clients_get_their_answers);
    tcase_add_loop_test(tc, what_the_end_cuts_off_is_not_handled, 0, sizeof unfinished / sizeof *unfinished);
    tcase_add_loop_test(tc, bad_framing_is_answered_once_and_closed, 0, sizeof refusals / sizeof *refusals);
    tcase_add_loop_test(tc, heads_over_the_limit_are_refused_before_they_end, 0, sizeof large / sizeof *large);
    tcase_add_test(tc, a_short_body_nobody_wants_is_dropped);
    tcase_add_test(tc, a_chunked_body_nobody_wants_is_dropped_within_a_bound);
    tcase_add_test(tc, a_long_body_nobody_wants_ends_the_connection);
    tcase_add_test(tc, a_body_above_the_limit_is_refused_from_the_head);
    tcase_add_loop_test(tc, a_body_at_the_servers_limit_is_taken_and_one_byte_more_is_413, 0, sizeof ways / sizeof *ways);
    tcase_add_loop_test(tc, a_body_at_the_routes_own_limit_is_taken_and_one_byte_more_is_413, 0,
                        sizeof ways / sizeof *ways);
    tcase_add_test(tc, the_answer_comes_before_the_body);
    tcase_add_test(tc, continue_is_said_before_the_body_is_awaited);
    tcase_add_test(tc, continue_is_not_said_for_what_is_refused);
    tcase_add_test(tc, a_deadline_is_answered_by_408);
    tcase_add_test(tc, a_request_is_not_answered_twice);
    tcase_add_test(tc, a_deferred_request_keeps_its_bytes_and_its_place);
    tcase_add_test(tc, nothing_is_read_while_an_answer_is_awaited);
    tcase_add_test(tc, a_deferred_request_outlives_its_client);
    tcase_add_test(tc, a_deferred_answer_reaches_a_half_closed_client);
    tcase_add_test(tc, requests_are_not_taken_while_the_output_is_not);
    tcase_add_test(tc, a_budget_cuts_the_slice_and_loses_nothing);
    tcase_add_test(tc, nothing_is_allocated_after_the_first_time);
    tcase_add_test(tc, an_allocation_that_fails_does_no_harm);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
