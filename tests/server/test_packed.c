/* SPDX-License-Identifier: MIT */
/* Answers packed with gzip, over the HTTP/1 machine and over sockets: lengths, what comes behind them, and memory. */
#include "config.h"

#include "counted.h"
#include "live.h"
#include "said.h"
#include "sample.h"

#include "app/coding.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define FROM_GZIP       " HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n"
#define GET_GZIP(path)  "GET " path FROM_GZIP
#define ENCODED         "\r\nContent-Encoding: gzip\r\n"
#define VARIED          "\r\nVary: Accept-Encoding\r\n"

static struct coding coding;

static void open_packing(void)
{
    set_up();
    swage_coding_init(&coding, 200, 20000);
    wire.host.coding = &coding;
}

static void close_packing(void)
{
    tear_down();
    swage_coding_done(&coding);
}

/* As /big has them. */
static char digit(size_t at)
{
    return (char)('0' + at % 64 % 10);
}

/* The answer's body, unpacked, is the JSON text of `len` digits. */
static void expect_unpacked(const struct wire_answer *answer, size_t len)
{
    static char text[1 << 16];
    z_stream stream = {.next_in = (z_const unsigned char *)(uintptr_t)answer->body.ptr,
                       .avail_in = (unsigned)answer->body.len,
                       .next_out = (unsigned char *)text,
                       .avail_out = sizeof text};
    ck_assert_msg(contains(answer->head, ENCODED), "%.*s", (int)answer->head.len, answer->head.ptr);
    ck_assert(contains(answer->head, VARIED));
    ck_assert_int_eq(inflateInit2(&stream, MAX_WBITS + 16), Z_OK);
    ck_assert_int_eq(inflate(&stream, Z_FINISH), Z_STREAM_END);
    ck_assert_uint_eq(stream.total_out, len + 2);
    ck_assert_int_eq(text[0], '"');
    ck_assert_int_eq(text[len + 1], '"');
    for (size_t i = 0; i < len; i++)
        ck_assert_int_eq(text[i + 1], digit(i));
    inflateEnd(&stream);
}

static void expect_plain(size_t len)
{
    struct wire_answer answer = next_answer();
    ck_assert(!contains(answer.head, "gzip"));
    ck_assert_uint_eq(answer.body.len, len);
}

/* Lengths are those of what is sent, whatever number of digits was guessed. */
START_TEST(packed_answers_stand_between_others)
{
    static const char text[] = GET_GZIP("/big?bytes=9000") GET("/big?bytes=9000") GET_GZIP("/") GET_GZIP("/big?bytes=300")
        GET_GZIP("/empty") GET_GZIP("/big?bytes=30000") GET_GZIP("/big?bytes=20");
    for (size_t step = 1; step <= sizeof text - 1; step += sizeof text - 2) {
        for (size_t at = 0; at < sizeof text - 1; at += step)
            wire_send(&wire, text + at, step);
        struct wire_answer answer = next_answer();
        expect_unpacked(&answer, 9000);
        answer = next_answer();
        ck_assert(contains(answer.head, VARIED));
        ck_assert(!contains(answer.head, ENCODED));
        ck_assert_uint_eq(answer.body.len, 9002);
        expect_plain(strlen("{\"n\":3}"));
        answer = next_answer();
        expect_unpacked(&answer, 300);
        ck_assert_int_eq(next_answer().status, 204);
        expect_plain(30002);
        expect_plain(22);
        expect_nothing();
        ck_assert_ptr_null(wire.http1);
        sample_reset();
    }
}
END_TEST

/* RFC 9110 9.3.2. */
START_TEST(head_has_the_head_of_get)
{
    send_text(GET_GZIP("/big?bytes=9000") "HEAD /big?bytes=9000" FROM_GZIP GET("/"));
    struct wire_answer got = next_answer(), asked;
    ck_assert(wire_next(&wire, true, &asked));
    ck_assert(contains(asked.head, ENCODED));
    ck_assert_uint_eq(asked.head.len, got.head.len);
    ck_assert_mem_eq(asked.head.ptr, got.head.ptr, got.head.len);
    ck_assert_int_eq(next_answer().status, 200);
    expect_nothing();
}
END_TEST

/* The fields of the request are there still when it is answered by mail. */
START_TEST(late_answers_are_packed_too)
{
    char text[1024], body[602];
    for (size_t i = 0; i < 599; i++)
        body[i + 1] = digit(i);
    body[0] = body[600] = '"';
    body[601] = '\0';
    snprintf(text, sizeof text,
             "POST /late HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\nContent-Type: application/json\r\n"
             "Content-Length: %zu\r\n\r\n%s",
             strlen(body), body);
    for (size_t step = 1; step <= strlen(text); step += strlen(text) - 1) {
        for (size_t at = 0; at < strlen(text); at += step)
            wire_send(&wire, text + at, step);
        ck_assert_uint_eq(sample_waiting(), 1);
        sample_reply();
        wire_run_mail(&wire);
        struct wire_answer answer = next_answer();
        expect_unpacked(&answer, strlen(body) - 2);
    }
}
END_TEST

START_TEST(old_clients_may_ask_for_it)
{
    send_text("GET /big?bytes=1000 HTTP/1.0\r\nAccept-Encoding: gzip\r\n\r\n");
    struct wire_answer answer = next_answer();
    expect_unpacked(&answer, 1000);
    ck_assert(wire.is_closed);
}
END_TEST

START_TEST(streams_are_sent_as_they_are)
{
    send_text(GET_GZIP("/numbers?count=100") GET_GZIP("/big?bytes=1000"));
    struct wire_answer answer = next_answer();
    ck_assert(!contains(answer.head, "gzip"));
    ck_assert_uint_gt(answer.body.len, 200);
    answer = next_answer();
    expect_unpacked(&answer, 1000);
}
END_TEST

/* What the server itself says, before there is a request, is short; and it must not look for one. */
START_TEST(refusals_are_left_as_they_are)
{
    swage_coding_init(&coding, 1, 20000);
    send_text("GET / HTTP/1.1\r\nAccept-Encoding: gzip\r\nAccept-Encoding gzip\r\n\r\n");
    struct wire_answer answer = next_answer();
    ck_assert_int_eq(answer.status, 400);
    ck_assert(!contains(answer.head, "Encoding"));
}
END_TEST

static void ask_quietly(const char *text)
{
    send_text(text);
    wire.out.len = wire.at = 0;
}

START_TEST(nothing_is_allocated_after_the_first_time)
{
    unsigned long before = 0;
    for (int round = 0; round < 5; round++) {
        ask_quietly(GET_GZIP("/big?bytes=12000") GET_GZIP("/big?bytes=900"));
        if (round == 0)
            before = counted_allocations();
    }
    unsigned long after = counted_allocations();
    ck_assert_uint_gt(before, 0);
    ck_assert_uint_eq(after, before);
}
END_TEST

/* Whichever allocation fails, the answer comes, packed or not. */
START_TEST(without_memory_answers_are_not_packed)
{
    unsigned packed = 0, unpacked = 0;
    ask_quietly(GET_GZIP("/big?bytes=5000") GET("/big?bytes=5000")); /* all others have what they need */
    for (long nth = 0; packed == 0; nth++) {
        ck_assert_int_lt(nth, 100);
        swage_coding_done(&coding);
        counted_fail(nth);
        send_text(GET_GZIP("/big?bytes=5000"));
        bool has_failed = counted_has_failed();
        counted_fail(-1);
        struct wire_answer answer = next_answer();
        if (contains(answer.head, ENCODED))
            expect_unpacked(&answer, 5000);
        else
            ck_assert_uint_eq(answer.body.len, 5002);
        *(has_failed ? &unpacked : &packed) += 1;
        wire.out.len = wire.at = 0;
    }
    ck_assert_uint_ge(unpacked, 2); /* the compressor's state, and room for what it makes */
}
END_TEST

/* --- the real server ---------------------------------------------------------------------------------------------- */

static struct live_reader reader;

static const struct {
    const char *flags;
    bool is_packed;
} servers[] = {
    {"", false},
    {"--gzip-min-size 0", false},
    {"--gzip-min-size 1k", true},
    {"--gzip-min-size 5002", true},
    {"--gzip-min-size 5003", false},
    {"--gzip-min-size 1k --gzip-max-size 5002", true},
    {"--gzip-min-size 1k --gzip-max-size 5001", false},
    {"--gzip-min-size 1k --threads 2 --metrics --access-log /dev/null", true},
};

START_TEST(flags_say_what_is_packed)
{
    live_start(servers[_i].flags);
    live_open(&reader);
    live_send(reader.fd, GET_GZIP("/big?bytes=5000"));
    struct wire_answer answer = live_expect(&reader, 200);
    if (servers[_i].is_packed) {
        expect_unpacked(&answer, 5000);
    } else {
        ck_assert(!contains(answer.head, "ncoding"));
        ck_assert_uint_eq(answer.body.len, 5002);
    }
    ck_assert_int_eq(live_stop(), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("packed");
    TCase *tc = tcase_create("machine");
    tcase_add_checked_fixture(tc, open_packing, close_packing);
    tcase_add_test(tc, packed_answers_stand_between_others);
    tcase_add_test(tc, head_has_the_head_of_get);
    tcase_add_test(tc, late_answers_are_packed_too);
    tcase_add_test(tc, old_clients_may_ask_for_it);
    tcase_add_test(tc, streams_are_sent_as_they_are);
    tcase_add_test(tc, refusals_are_left_as_they_are);
    tcase_add_test(tc, nothing_is_allocated_after_the_first_time);
    tcase_add_test(tc, without_memory_answers_are_not_packed);
    suite_add_tcase(suite, tc);
    tc = tcase_create("server");
    tcase_set_timeout(tc, 60);
    tcase_add_loop_test(tc, flags_say_what_is_packed, 0, sizeof servers / sizeof *servers);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
