/* SPDX-License-Identifier: MIT */
/* Answers and bodies in pieces, over the HTTP/1 machine and over sockets. */
#include "config.h"

#include "../sanitizers.h"
#include "live.h"
#include "said.h"

#include <swage/stream.h>

#include <check.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

/* --- the application: it streams numbers, as many as it is told, and takes bodies --------------------------------- */

static struct source {
    swage_request *rq;
    int next, most;
    size_t sent;
    bool is_open;
} source;
static atomic_int full_count, gone_count, drain_count, open_count;
static unsigned kinds;
static int width; /* of a number, with spaces before it */

static int encode_number(const void *item, swage_buffer *out)
{
    const int *number = item;
    return *number < 0 ? SWAGE_E_VALUE : swage_buffer_printf(out, "{\"n\":%*d}", width, *number);
}

static int send_rest(void)
{
    int status = SWAGE_OK;
    while (source.next < source.most && (status = swage_stream_send(source.rq, NULL, encode_number, &source.next)) == SWAGE_OK)
        source.next++;
    if (status == SWAGE_FULL) {
        atomic_fetch_add(&full_count, 1);
        return SWAGE_LATER;
    }
    source.is_open = false;
    return swage_stream_end(source.rq);
}

static void on_drain(void *arg)
{
    (void)arg;
    atomic_fetch_add(&drain_count, 1);
    send_rest();
}

static void on_gone(void *arg)
{
    (void)arg;
    source.is_open = false;
    swage_stream_end(source.rq);
    atomic_fetch_add(&gone_count, 1);
}

/* GET /?N: N numbers, or without N a stream that waits. */
static int serve_numbers(swage_request *rq, const void *handlers)
{
    (void)handlers;
    int status = swage_stream_open(rq, 200, kinds, NULL);
    if (status != SWAGE_OK)
        return status;
    swage_str query = swage_request_query(rq);
    source = (struct source){.rq = rq, .most = query.ptr ? atoi(query.ptr) : 0, .is_open = true};
    swage_on_drain(rq, on_drain, NULL);
    swage_on_gone(rq, on_gone, NULL);
    atomic_fetch_add(&open_count, 1);
    return query.ptr ? send_rest() : SWAGE_LATER;
}

static struct upload {
    swage_request *rq;
    uint64_t received;
    unsigned hash, calls;
    int last_status;
    bool is_paused, is_slow, is_echo;
    uint64_t enough; /* bytes after which it answers */
} upload;

static int read_piece(void *arg, const struct swage_piece *piece)
{
    (void)arg;
    upload.calls++;
    upload.last_status = piece->status;
    if (piece->status != SWAGE_OK) {
        atomic_fetch_add(&gone_count, 1);
        return swage_abandon(upload.rq);
    }
    for (size_t i = 0; i < piece->bytes.len; i++)
        upload.hash = upload.hash * 31 + piece->bytes.ptr[i];
    upload.received += piece->bytes.len;
    if (upload.is_echo)
        swage_stream_send_bytes(upload.rq, piece->bytes);
    if (piece->is_last && upload.is_echo)
        return swage_stream_end(upload.rq);
    if (piece->is_last || upload.received >= upload.enough) {
        swage_buffer *out = swage_reply_open(upload.rq, 200);
        return swage_reply_close(upload.rq, out ? swage_buffer_printf(out, "{\"bytes\":%llu,\"hash\":%u}",
                                                                      (unsigned long long)upload.received, upload.hash)
                                                : 0);
    }
    upload.is_paused = upload.is_slow;
    return upload.is_slow ? SWAGE_LATER : swage_body_read(upload.rq, read_piece, NULL);
}

static int serve_upload(swage_request *rq, const void *handlers)
{
    (void)handlers;
    bool is_slow = upload.is_slow, is_echo = upload.is_echo;
    upload = (struct upload){.rq = rq, .is_slow = is_slow, .is_echo = is_echo, .is_paused = is_slow, .enough = upload.enough};
    if (is_echo && swage_stream_open(rq, 200, SWAGE_STREAM_BYTES, NULL) != SWAGE_OK)
        return SWAGE_GONE;
    if (upload.enough == 0)
        return swage_reply_empty(rq, 204);
    return is_slow ? SWAGE_LATER : swage_body_read(rq, read_piece, NULL);
}

static const struct swage_operation operations[] = {
    {.name = "numbers", .path = "/", .method = SWAGE_METHOD_GET, .serve = serve_numbers},
    {.name = "store", .path = "/", .method = SWAGE_METHOD_POST, .serve = serve_upload, .media = SWAGE_TAKES_PIECES}};
static const struct swage_node nodes[] = {
    {.children = 1, .child_count = 1}, {.text = SWAGE_STR_INIT(""), .operation_count = 2, .kind = SWAGE_NODE_LITERAL}};
static const struct swage_app app = {
    .abi = SWAGE_ABI, .name = "streams", .nodes = nodes, .operations = operations, .node_count = 2, .operation_count = 2};

static void forget(void)
{
    source = (struct source){0};
    upload = (struct upload){.enough = UINT64_MAX};
    atomic_store(&full_count, 0);
    atomic_store(&gone_count, 0);
    atomic_store(&drain_count, 0);
    atomic_store(&open_count, 0);
    kinds = SWAGE_STREAM_LINES;
    width = 0;
}

static void open_wire(void)
{
    forget();
    set_up();
    wire.host.app = &app;
    wire.env.has_loop = true;
}

static unsigned hash_of(const char *bytes, size_t len)
{
    unsigned hash = 0;
    for (size_t i = 0; i < len; i++)
        hash = hash * 31 + (unsigned char)bytes[i];
    return hash;
}

/* --- answers over the machine ------------------------------------------------------------------------------------- */

START_TEST(numbers_go_out_in_chunks_and_the_connection_goes_on)
{
    send_text(GET("/?3") GET("/?2"));
    struct wire_answer answer = next_answer();
    ck_assert(contains(answer.head, "\r\nContent-Type: application/x-ndjson\r\n"));
    ck_assert_uint_eq(answer.body.len, 24);
    ck_assert_mem_eq(answer.body.ptr, "{\"n\":0}\n{\"n\":1}\n{\"n\":2}\n", 24);
    expect_answer(200, "{\"n\":0}\n{\"n\":1}\n");
    ck_assert(!wire.is_closed);
}
END_TEST

START_TEST(a_slow_reader_gets_all_and_holds_little)
{
    size_t most = 0;
    wire.output_taken = 1000;
    wire.host.output_high = 10000;
    send_text(GET("/?100000") GET("/?1"));
    for (int turns = 0; source.is_open || wire.http1; turns++) {
        ck_assert_int_lt(turns, 10000);
        if (wire.http1)
            most = wire.http1->out.cap > most ? wire.http1->out.cap : most;
        wire_run_mail(&wire);
    }
    ck_assert_int_gt(atomic_load(&full_count), 100);
    ck_assert_int_eq(atomic_load(&full_count), atomic_load(&drain_count));
    ck_assert_uint_lt(most, 64000);
    struct wire_answer answer = next_answer();
    const char *at = answer.body.ptr;
    for (int i = 0; i < 100000; i++) {
        char line[32];
        int len = snprintf(line, sizeof line, "{\"n\":%d}\n", i);
        ck_assert_mem_eq(at, line, (size_t)len);
        at += len;
    }
    ck_assert_ptr_eq(at, answer.body.ptr + answer.body.len);
    expect_answer(200, "{\"n\":0}\n");
}
END_TEST

START_TEST(head_gets_the_head_of_a_stream)
{
    struct wire_answer answer;
    send_text("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n" GET("/?1"));
    wire_run_mail(&wire);
    ck_assert(wire_next(&wire, true, &answer));
    ck_assert(contains(answer.head, "\r\nTransfer-Encoding: chunked\r\n"));
    ck_assert_int_eq(atomic_load(&gone_count), 1); /* nobody waits for numbers */
    expect_answer(200, "{\"n\":0}\n");
}
END_TEST

START_TEST(http10_reads_to_the_end)
{
    send_text("GET /?2 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    struct wire_answer answer = next_answer();
    ck_assert(answer.says_close);
    ck_assert(!contains(answer.head, "chunked"));
    ck_assert_uint_eq(answer.body.len, 16);
    ck_assert(wire.is_closed && !wire.is_cut);
}
END_TEST

START_TEST(an_error_in_the_middle_cuts_the_connection)
{
    int bad = -1;
    struct wire_answer answer;
    send_text(_i ? "GET / HTTP/1.0\r\n\r\n" : GET("/"));
    ck_assert_int_eq(swage_stream_send(source.rq, NULL, encode_number, &source.next), SWAGE_OK);
    ck_assert_int_eq(swage_stream_send(source.rq, NULL, encode_number, &bad), SWAGE_E_VALUE);
    wire_run_mail(&wire);
    ck_assert(wire.is_closed && wire.is_cut);
    ck_assert_int_eq(atomic_load(&gone_count), 1);
    ck_assert(_i || !wire_next(&wire, false, &answer)); /* there is no last chunk */
}
END_TEST

START_TEST(a_client_that_goes_is_noticed_and_the_request_ends)
{
    send_text(GET("/"));
    ck_assert_uint_eq(wire.env.live_count, 1);
    wire_reset(&wire);
    ck_assert_int_eq(atomic_load(&gone_count), 1);
    ck_assert_uint_eq(wire.env.live_count, 0);
}
END_TEST

/* --- bodies over the machine -------------------------------------------------------------------------------------- */

#define UPLOAD(framing, body) "POST / HTTP/1.1\r\nHost: a\r\n" framing "\r\n\r\n" body

static void expect_upload(const char *body)
{
    char wanted[64];
    snprintf(wanted, sizeof wanted, "{\"bytes\":%zu,\"hash\":%u}", strlen(body), hash_of(body, strlen(body)));
    expect_answer(200, wanted);
}

static const char *const uploads[][2] = {
    {UPLOAD("Content-Length: 11", "hello world"), "hello world"},
    {UPLOAD("Transfer-Encoding: chunked", "6\r\nhello \r\n5;x=y\r\nworld\r\n0\r\nA: b\r\n\r\n"), "hello world"},
    {UPLOAD("Content-Length: 0", ""), ""},
    {UPLOAD("Transfer-Encoding: chunked", "0\r\n\r\n"), ""},
};

START_TEST(a_body_is_the_same_however_it_is_cut)
{
    const char *text = uploads[_i][0], *body = uploads[_i][1];
    size_t len = strlen(text);
    for (size_t cut = 0; cut < len; cut++) {
        wire_send(&wire, text, cut);
        wire_send(&wire, text + cut, len - cut);
        send_text(GET("/?1"));
        expect_upload(body);
        expect_answer(200, "{\"n\":0}\n");
    }
    for (size_t i = 0; i < len; i++)
        wire_send(&wire, text + i, 1);
    expect_upload(body);
    ck_assert(!wire.is_closed);
}
END_TEST

/* All at once: the body, and the next request behind it. */
START_TEST(a_slow_handler_stops_the_reading)
{
    static char text[300000];
    size_t head = (size_t)snprintf(text, sizeof text, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n");
    memset(text + head, 'x', 200000);
    memcpy(text + head + 200000, GET("/?1"), strlen(GET("/?1")));
    upload.is_slow = true;
    wire_send(&wire, text, head + 200000 + strlen(GET("/?1")));
    ck_assert(upload.is_paused);
    size_t waiting = wire.waiting.len;
    ck_assert_uint_gt(waiting, 100000); /* not read: the client's TCP has to wait */
    for (unsigned i = 0; upload.is_paused; i++) {
        ck_assert_uint_lt(i, 20);
        ck_assert_uint_eq(upload.calls, i);
        upload.is_paused = false;
        ck_assert_int_eq(swage_body_read(upload.rq, read_piece, NULL), SWAGE_LATER);
        wire_run_mail(&wire);
    }
    ck_assert_uint_eq(upload.received, 200000);
    next_answer();
    expect_answer(200, "{\"n\":0}\n");
}
END_TEST

START_TEST(a_client_that_expects_a_word_gets_it_at_the_first_pull)
{
    upload.is_slow = true;
    send_text("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
    ck_assert_uint_eq(wire.out.len, 0);
    ck_assert_int_eq(swage_body_read(upload.rq, read_piece, NULL), SWAGE_LATER);
    wire_run_mail(&wire);
    ck_assert_int_eq(next_answer().status, 100);
    upload.is_slow = false;
    send_text("hello");
    expect_upload("hello");
    ck_assert(!wire.is_closed);
}
END_TEST

START_TEST(a_client_that_is_refused_before_gets_no_word)
{
    upload.enough = 0;
    send_text("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
    struct wire_answer answer = next_answer();
    ck_assert_int_eq(answer.status, 204);
    ck_assert(answer.says_close);
    ck_assert(wire.is_closed);
}
END_TEST

START_TEST(an_early_reply_drops_a_short_rest_and_closes_on_a_long_one)
{
    char head[128];
    static char body[65537];
    memset(body, 'x', sizeof body - 1);
    for (int i = 0; i < 3; i++) { /* at the head, and at the first piece */
        size_t len = 60000;
        upload.enough = (uint64_t)i;
        snprintf(head, sizeof head, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: %zu\r\n\r\n", len);
        send_text(head);
        wire_send(&wire, body, 1);
        if (i == 2)
            wire_send(&wire, body, 1);
        ck_assert(!next_answer().says_close);
        wire_send(&wire, body, len - (i == 2 ? 2 : 1));
        send_text(GET("/?1"));
        expect_answer(200, "{\"n\":0}\n");
    }
    upload.enough = 1;
    send_text("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\nx");
    ck_assert(next_answer().says_close);
    ck_assert(wire.is_closed && wire.is_dirty && !wire.is_cut);
}
END_TEST

START_TEST(a_late_reply_does_so_too)
{
    upload.is_slow = true;
    send_text(UPLOAD("Content-Length: 10", "hello"));
    ck_assert_int_eq(swage_reply_empty(upload.rq, 204), SWAGE_OK);
    wire_run_mail(&wire);
    ck_assert_int_eq(next_answer().status, 204);
    send_text("world" GET("/?1"));
    expect_answer(200, "{\"n\":0}\n");
    send_text(UPLOAD("Transfer-Encoding: chunked", "5\r\nhel"));
    ck_assert_int_eq(swage_reply_empty(upload.rq, 204), SWAGE_OK);
    wire_run_mail(&wire);
    ck_assert(next_answer().says_close);
    ck_assert(wire.is_closed);
}
END_TEST

START_TEST(faults_within_a_body_are_answered_and_told)
{
    static const struct {
        const char *text;
        int status;
    } faults[] = {
        {UPLOAD("Transfer-Encoding: chunked", "5\r\nhello\r\nx\r\n"), 400},
        {UPLOAD("Transfer-Encoding: chunked", "5\r\nhello\r\n200000\r\n"), 413}, /* body_max is 1 MiB */
    };
    for (int i = 0; i < 2; i++) {
        forget();
        wire_reset(&wire);
        send_text(faults[i].text);
        ck_assert_int_eq(next_answer().status, faults[i].status);
        ck_assert_int_eq(upload.last_status, SWAGE_GONE);
        ck_assert_uint_eq(upload.received, 5);
        ck_assert(wire.is_closed);
        ck_assert_uint_eq(wire.env.live_count, 0);
    }
}
END_TEST

START_TEST(the_end_of_the_client_within_a_body_is_told)
{
    upload.is_slow = _i;
    send_text(UPLOAD("Content-Length: 10", "hello"));
    wire_end(&wire);
    if (_i) { /* what has come is given out before */
        ck_assert_uint_eq(upload.received, 0);
        upload.is_slow = false;
        swage_body_read(upload.rq, read_piece, NULL);
        wire_run_mail(&wire);
    }
    ck_assert_uint_eq(upload.received, 5);
    ck_assert_int_eq(upload.last_status, SWAGE_GONE);
    ck_assert(wire.is_closed);
    expect_nothing();
    ck_assert_uint_eq(wire.env.live_count, 0);
}
END_TEST

START_TEST(a_body_may_be_answered_while_it_comes)
{
    upload.is_echo = true;
    send_text(UPLOAD("Content-Length: 11", "hello "));
    ck_assert(contains(swage_str_of(wire.out.ptr, wire.out.len), "\r\n6\r\nhello \r\n"));
    send_text("world" GET("/?1"));
    struct wire_answer answer = next_answer();
    ck_assert_uint_eq(answer.body.len, 11);
    ck_assert_mem_eq(answer.body.ptr, "hello world", 11);
    expect_answer(200, "{\"n\":0}\n");
    /* A fault comes too late for another answer. */
    send_text(UPLOAD("Transfer-Encoding: chunked", "5\r\nhello\r\nx\r\n"));
    ck_assert(!wire_next(&wire, false, &answer));
    ck_assert(wire.is_closed && wire.is_cut);
    ck_assert_int_eq(upload.last_status, SWAGE_GONE);
}
END_TEST

/* --- over sockets ------------------------------------------------------------------------------------------------- */

static const struct swage_service service = {.app = &app};

static bool is_true(void *count)
{
    return atomic_load((atomic_int *)count) > 0;
}

static void read_all(int fd, const char *end, size_t *len, char *bytes, size_t size)
{
    ssize_t got;
    while (*len < size && (got = recv(fd, bytes + *len, size - *len, 0)) > 0) {
        *len += (size_t)got;
        if (end && *len >= strlen(end) && memcmp(bytes + *len - strlen(end), end, strlen(end)) == 0)
            return;
    }
}

/* How many bytes come, to the end of the last chunk; 0 when that does not come. */
static size_t count_all(int fd)
{
    static char bytes[1 << 16];
    size_t len = 0, kept = 0;
    ssize_t got;
    while ((got = recv(fd, bytes + kept, sizeof bytes - kept, 0)) > 0) {
        kept += (size_t)got;
        len += (size_t)got;
        if (kept >= 5 && memcmp(bytes + kept - 5, "0\r\n\r\n", 5) == 0)
            return len;
        if (kept == sizeof bytes) {
            memcpy(bytes, bytes + kept - 5, 5);
            kept = 5;
        }
    }
    return 0;
}

START_TEST(a_hundred_thousand_events_take_bounded_memory)
{
    struct rusage before, after;
    forget();
    kinds = SWAGE_STREAM_EVENTS;
    width = 240;
    live_start_service(&service, "--unread-max 64k");
    int fd = live_connect();
    getrusage(RUSAGE_SELF, &before);
    live_send(fd, LIVE_GET("/?100000"));
    live_await(is_true, &full_count); /* the client reads nothing yet */
    ck_assert_uint_gt(count_all(fd), 25000000); /* "data: {"n":...}\n\n" of 254 bytes */
    getrusage(RUSAGE_SELF, &after);
    ck_assert_int_gt(atomic_load(&full_count), 100);
    ck_assert_int_eq(atomic_load(&full_count), atomic_load(&drain_count));
    if (!HAS_ADDRESS_SANITIZER) /* which keeps what was freed */
        ck_assert_int_lt(after.ru_maxrss - before.ru_maxrss, 16384); /* kibibytes, valgrind's own included */
    close(fd);
    ck_assert_int_eq(live_stop(), 0);
}
END_TEST

START_TEST(silence_is_broken_by_comments)
{
    char bytes[4096] = "";
    size_t len = 0;
    forget();
    kinds = SWAGE_STREAM_EVENTS;
    live_start_service(&service, "--stream-ping 100ms --handler-timeout 200ms");
    int fd = live_connect();
    live_send(fd, LIVE_GET("/"));
    for (int i = 0; i < 3; i++) { /* longer than a handler has that has not begun to answer */
        read_all(fd, "3\r\n:\n\n\r\n", &len, bytes, sizeof bytes - 1);
        ck_assert_uint_gt(len, 0);
    }
    ck_assert(strstr(bytes, "200 OK"));
    close(fd);
    ck_assert_int_eq(live_stop(), 0);
}
END_TEST

START_TEST(a_client_that_takes_nothing_is_cut)
{
    forget();
    live_start_service(&service, "--write-timeout 300ms --unread-max 4k");
    int fd = live_connect(), small = 4096;
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    live_send(fd, LIVE_GET("/?1000000000"));
    live_await(is_true, &gone_count);
    close(fd);
    ck_assert_int_eq(live_stop(), 0);
}
END_TEST

START_TEST(the_servers_end_is_the_end_of_events)
{
    char bytes[4096] = "";
    size_t len = 0;
    forget();
    kinds = SWAGE_STREAM_EVENTS;
    live_start_service(&service, "--shutdown-grace 20s");
    int fd = live_connect();
    live_send(fd, LIVE_GET("/"));
    live_await(is_true, &open_count);
    live_sleep(50);
    ck_assert_int_eq(live_stop(), 0);
    read_all(fd, NULL, &len, bytes, sizeof bytes - 1);
    ck_assert_uint_gt(len, 5);
    ck_assert_mem_eq(bytes + len - 5, "0\r\n\r\n", 5);
    ck_assert_int_eq(atomic_load(&gone_count), 1);
    close(fd);
}
END_TEST

START_TEST(a_reset_is_told)
{
    forget();
    live_start_service(&service, "");
    int fd = live_connect();
    live_send(fd, LIVE_GET("/"));
    live_await(is_true, &open_count);
    struct linger none = {.l_onoff = 1};
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &none, sizeof none);
    close(fd);
    live_await(is_true, &gone_count);
    ck_assert_int_eq(live_stop(), 0);
}
END_TEST

START_TEST(a_large_upload_passes_through)
{
    static char block[1 << 16];
    char head[128];
    struct wire_answer answer;
    static struct live_reader reader;
    forget();
    memset(block, 'y', sizeof block);
    live_start_service(&service, "--body-max 64m --request-memory 64k");
    live_open(&reader);
    snprintf(head, sizeof head, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: %zu\r\n\r\n", sizeof block * 200);
    live_send(reader.fd, head);
    for (int i = 0; i < 200; i++)
        ck_assert_int_eq(send(reader.fd, block, sizeof block, MSG_NOSIGNAL), (ssize_t)sizeof block);
    answer = live_expect(&reader, 200);
    ck_assert(contains(answer.body, "{\"bytes\":13107200,"));
    close(reader.fd);
    ck_assert_int_eq(live_stop(), 0);
}
END_TEST

/* robustness 57: each piece comes soon enough, all of them do not. */
START_TEST(a_body_that_trickles_runs_out_of_its_time)
{
    static struct live_reader reader;
    forget();
    live_start_service(&service, "--body-timeout 400ms");
    live_open(&reader);
    live_send(reader.fd, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n");
    for (int i = 0; i < 8 && upload.last_status == SWAGE_OK; i++) {
        send(reader.fd, "x", 1, MSG_NOSIGNAL);
        live_sleep(100);
    }
    live_expect(&reader, 408);
    ck_assert_int_eq(upload.last_status, SWAGE_GONE);
    close(reader.fd);
    ck_assert_int_eq(live_stop(), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("streams");
    TCase *tc = tcase_create("machine");
    tcase_set_timeout(tc, 60);
    tcase_add_checked_fixture(tc, open_wire, tear_down);
    tcase_add_test(tc, numbers_go_out_in_chunks_and_the_connection_goes_on);
    tcase_add_test(tc, a_slow_reader_gets_all_and_holds_little);
    tcase_add_test(tc, head_gets_the_head_of_a_stream);
    tcase_add_test(tc, http10_reads_to_the_end);
    tcase_add_loop_test(tc, an_error_in_the_middle_cuts_the_connection, 0, 2);
    tcase_add_test(tc, a_client_that_goes_is_noticed_and_the_request_ends);
    tcase_add_loop_test(tc, a_body_is_the_same_however_it_is_cut, 0, 4);
    tcase_add_test(tc, a_slow_handler_stops_the_reading);
    tcase_add_test(tc, a_client_that_expects_a_word_gets_it_at_the_first_pull);
    tcase_add_test(tc, a_client_that_is_refused_before_gets_no_word);
    tcase_add_test(tc, an_early_reply_drops_a_short_rest_and_closes_on_a_long_one);
    tcase_add_test(tc, a_late_reply_does_so_too);
    tcase_add_test(tc, faults_within_a_body_are_answered_and_told);
    tcase_add_loop_test(tc, the_end_of_the_client_within_a_body_is_told, 0, 2);
    tcase_add_test(tc, a_body_may_be_answered_while_it_comes);
    suite_add_tcase(suite, tc);
    TCase *sockets = tcase_create("sockets");
    tcase_set_timeout(sockets, 60);
    tcase_add_test(sockets, a_hundred_thousand_events_take_bounded_memory);
    tcase_add_test(sockets, silence_is_broken_by_comments);
    tcase_add_test(sockets, a_client_that_takes_nothing_is_cut);
    tcase_add_test(sockets, the_servers_end_is_the_end_of_events);
    tcase_add_test(sockets, a_reset_is_told);
    tcase_add_test(sockets, a_large_upload_passes_through);
    tcase_add_test(sockets, a_body_that_trickles_runs_out_of_its_time);
    suite_add_tcase(suite, sockets);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
