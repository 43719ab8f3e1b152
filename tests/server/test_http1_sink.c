/* SPDX-License-Identifier: MIT */
/* Answers of HTTP/1, whole and in pieces, as bytes. */
#include "config.h"

#include "said.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- whole answers ------------------------------------------------------------------------------------------------ */

START_TEST(a_request_is_answered_with_a_whole_head)
{
    send_text(GET("/"));
    static const char wanted[] = "HTTP/1.1 200 OK\r\n";
    ck_assert_mem_eq(wire.out.ptr, wanted, sizeof wanted - 1);
    struct wire_answer answer = next_answer();
    ck_assert(contains(answer.head, "\r\nContent-Type: application/json\r\n"));
    ck_assert(contains(answer.head, "\r\nContent-Length: 7\r\n"));
    ck_assert(contains(answer.head, "\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"));
    ck_assert(!contains(answer.head, "Connection"));
    ck_assert_ptr_null(wire.http1); /* idle connections own none */
    ck_assert(!wire.is_closed);
}
END_TEST

START_TEST(the_guess_of_the_length_never_shows)
{
    static const unsigned sizes[] = {8, 97, 98, 997, 998, 99998, 3, 0, 1000000, 1};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        char request[128], field[64];
        snprintf(request, sizeof request, "GET /big?bytes=%u HTTP/1.1\r\nHost: a\r\n\r\n", sizes[i]);
        snprintf(field, sizeof field, "\r\nContent-Length: %u\r\n", sizes[i] + 2);
        send_text(request);
        struct wire_answer answer = next_answer();
        ck_assert_msg(contains(answer.head, field), "%.*s", (int)answer.head.len, answer.head.ptr);
        ck_assert_uint_eq(answer.body.len, sizes[i] + 2);
        ck_assert_int_eq(answer.body.ptr[0], '"');
        ck_assert_int_eq(answer.body.ptr[answer.body.len - 1], '"');
    }
}
END_TEST

START_TEST(head_is_answered_as_get_without_the_body)
{
    static const char text[] = "HEAD /big?bytes=98 HTTP/1.1\r\nHost: a\r\n\r\n";
    send_text(text);
    struct wire_answer answer;
    ck_assert(wire_next(&wire, true, &answer));
    ck_assert_int_eq(answer.status, 200);
    ck_assert(contains(answer.head, "\r\nContent-Length: 100\r\n"));
    expect_nothing();
    send_text("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n" GET("/"));
    ck_assert(wire_next(&wire, true, &answer));
    expect_answer(200, "{\"n\":3}");
    expect_nothing();
}
END_TEST

START_TEST(an_answer_without_a_body_has_no_length)
{
    send_text(GET("/empty") GET("/"));
    struct wire_answer answer = next_answer();
    ck_assert_int_eq(answer.status, 204);
    ck_assert(!contains(answer.head, "Content-Length"));
    ck_assert(!contains(answer.head, "Transfer-Encoding"));
    expect_answer(200, "{\"n\":1}");
}
END_TEST

/* --- answers in pieces -------------------------------------------------------------------------------------------- */

static enum { STREAM_WHOLE, STREAM_OPEN } stream_mode;
static int64_t stream_length;
static swage_sink *stream_sink;

static int serve_stream(swage_request *rq, const void *handlers)
{
    (void)handlers;
    struct swage_answer answer = {
        .status = 200, .media = SWAGE_STR_INIT("text/plain"), .is_head = rq->head.method == SWAGE_METHOD_HEAD};
    const struct swage_sink_ops *sink = rq->sink->ops;
    stream_sink = rq->sink;
    ck_assert_int_eq(sink->start(rq->sink, &answer, stream_length), 0);
    ck_assert_int_eq(sink->write(rq->sink, "hello ", 6), 0);
    ck_assert_int_eq(sink->write(rq->sink, "", 0), 0);
    if (stream_mode == STREAM_WHOLE) {
        ck_assert_int_eq(sink->write(rq->sink, "world", 5), 0);
        ck_assert_int_eq(sink->end(rq->sink), 0);
    } else {
        sink->abort(rq->sink);
    }
    rq->is_answered = true;
    return 0;
}

static const struct swage_operation stream_operations[] = {
    {.name = "stream", .path = "/", .method = SWAGE_METHOD_GET, .serve = serve_stream}};
static const struct swage_node stream_nodes[] = {
    {.children = 1, .child_count = 1}, {.text = SWAGE_STR_INIT(""), .operation_count = 1, .kind = SWAGE_NODE_LITERAL}};
static const struct swage_app stream_app = {.abi = SWAGE_ABI,
                                            .name = "stream",
                                            .nodes = stream_nodes,
                                            .operations = stream_operations,
                                            .node_count = 2,
                                            .operation_count = 1};

START_TEST(a_stream_is_chunked)
{
    wire.host.app = &stream_app;
    stream_mode = STREAM_WHOLE;
    stream_length = -1;
    send_text(GET("/") GET("/"));
    struct wire_answer answer;
    static const char tail[] = "\r\n\r\n6\r\nhello \r\n5\r\nworld\r\n0\r\n\r\n";
    ck_assert(contains(swage_str_of(wire.out.ptr, wire.out.len), tail));
    for (int i = 0; i < 2; i++) {
        answer = next_answer();
        ck_assert(contains(answer.head, "\r\nTransfer-Encoding: chunked\r\n"));
        ck_assert(!contains(answer.head, "Content-Length"));
        ck_assert_mem_eq(answer.body.ptr, "hello world", 11);
    }
    ck_assert(!wire.is_closed);
}
END_TEST

START_TEST(a_stream_of_known_length_is_sent_as_it_is)
{
    wire.host.app = &stream_app;
    stream_mode = STREAM_WHOLE;
    stream_length = 11;
    send_text(GET("/"));
    struct wire_answer answer = next_answer();
    ck_assert(contains(answer.head, "\r\nContent-Length: 11\r\n"));
    ck_assert_mem_eq(answer.body.ptr, "hello world", 11);
    send_text("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
    ck_assert(wire_next(&wire, true, &answer));
    expect_nothing();
}
END_TEST

START_TEST(a_stream_to_http10_ends_with_the_connection)
{
    wire.host.app = &stream_app;
    stream_mode = STREAM_WHOLE;
    stream_length = -1;
    send_text("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    struct wire_answer answer = next_answer();
    ck_assert(answer.says_close);
    ck_assert(!contains(answer.head, "Transfer-Encoding"));
    ck_assert_uint_eq(answer.body.len, 11);
    ck_assert(wire.is_closed && !wire.is_cut);
}
END_TEST

START_TEST(an_aborted_stream_does_not_look_whole)
{
    wire.host.app = &stream_app;
    stream_mode = STREAM_OPEN;
    stream_length = _i ? 11 : -1;
    send_text(GET("/"));
    struct wire_answer answer;
    ck_assert(!wire_next(&wire, false, &answer));
    ck_assert(wire.is_closed && wire.is_cut);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("http1_sink");
    TCase *tc = tcase_create("http1_sink");
    tcase_set_timeout(tc, 120);
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, a_request_is_answered_with_a_whole_head);
    tcase_add_test(tc, the_guess_of_the_length_never_shows);
    tcase_add_test(tc, head_is_answered_as_get_without_the_body);
    tcase_add_test(tc, an_answer_without_a_body_has_no_length);
    tcase_add_test(tc, a_stream_is_chunked);
    tcase_add_test(tc, a_stream_of_known_length_is_sent_as_it_is);
    tcase_add_test(tc, a_stream_to_http10_ends_with_the_connection);
    tcase_add_loop_test(tc, an_aborted_stream_does_not_look_whole, 0, 2);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
