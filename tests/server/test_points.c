/* SPDX-License-Identifier: MIT */
/*
 * The numbered points of robustness 1 to 61 and 64, 76 to 78, 82 to 84 as raw requests to the HTTP/1 machine: what is
 * answered, and whether the connection ends; whole, a byte a segment, and cut at every byte (robustness 61). Points about
 * time, sockets and processes are held by the tests of those modules.
 */
#include "config.h"

#include "said.h"
#include "sample.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define H        "Host: a\r\n"
#define END      "\r\n\r\n"
#define LINE(x)  x "\r\n" H "\r\n"
#define FIELD(x) "GET / HTTP/1.1\r\n" H x END
#define HOST(x)  "GET / HTTP/1.1\r\nHost:" x END
#define LEN(x)   ECHO_HEAD "Content-Length:" x END
#define TE(x)    ECHO_HEAD "Transfer-Encoding:" x END "5\r\n[1,2]\r\n0\r\n\r\n"

/* Statuses in order; a 'c' behind the last: and the connection is closed. "": nothing, and it waits. "c": closed without
   a word. */
static const struct {
    int point;
    const char *expected;
    swage_str sent;
} points[] = {
#define CASE(point, expected, text) {point, expected, SWAGE_STR_INIT(text)}
    /* request line and target */
    CASE(1, "200", LINE("GET / HTTP/1.1")),
    CASE(2, "400c", LINE("GET  / HTTP/1.1")),
    CASE(2, "400c", LINE("GET /  HTTP/1.1")),
    CASE(3, "400c", LINE("GET\t/ HTTP/1.1")),
    CASE(4, "400c", LINE(" / HTTP/1.1")),
    CASE(5, "400c", LINE("GE(T / HTTP/1.1")),
    CASE(5, "400c", LINE("GE\xe9T / HTTP/1.1")),
    CASE(6, "501", LINE("FOO / HTTP/1.1")),
    CASE(6, "501 200", LINE("FOO / HTTP/1.1") GET("/")),
    CASE(6, "405", LINE("POST /big HTTP/1.1")),
    CASE(6, "501", LINE("get / HTTP/1.1")),
    CASE(6, "405", LINE("TRACE / HTTP/1.1")),
    CASE(8, "505c", LINE("GET / HTTP/2.0")),
    CASE(8, "505c", LINE("GET / HTTP/9.9")),
    CASE(8, "400c", LINE("GET / HTTP/1.10")),
    CASE(8, "400c", LINE("GET / http/1.1")),
    CASE(8, "400c", LINE("GET / HTTP/01.1")),
    CASE(8, "400c", LINE("GET / HTTP/-1.1")),
    CASE(8, "400c", LINE("GET / HTTP/1")),
    CASE(8, "400c", LINE("GET / HTTP/1.")),
    CASE(8, "400c", LINE("GET / HTTQ/1.1")),
    CASE(8, "400c", LINE("GET /")),
    CASE(9, "400c", LINE("GET / HTTP/1.1 ")),
    CASE(10, "400c", LINE("GET /a b HTTP/1.1")),
    CASE(12, "400c", LINE("GET /\x80 HTTP/1.1")),
    CASE(12, "400c", LINE("GET /\0 HTTP/1.1")),
    CASE(12, "400c", LINE("GET /\x7f HTTP/1.1")),
    CASE(12, "400c", LINE("GET /\x01 HTTP/1.1")),
    CASE(12, "400c", LINE("GET /\xc3\xa4 HTTP/1.1")),
    CASE(13, "400c", LINE("GET /a#frag HTTP/1.1")),
    CASE(14, "200", LINE("GET http://h/p HTTP/1.1")),
    CASE(14, "200", LINE("GET HTTP://h:80/p HTTP/1.1")),
    CASE(14, "400c", LINE("GET http:///p HTTP/1.1")),
    CASE(14, "400c", LINE("GET http://u@h/p HTTP/1.1")),
    CASE(15, "204", LINE("OPTIONS * HTTP/1.1")),
    CASE(15, "400c", LINE("GET * HTTP/1.1")),
    CASE(16, "501c", LINE("CONNECT h:443 HTTP/1.1")),
    CASE(17, "200", "\r\n" LINE("GET / HTTP/1.1")),
    CASE(17, "400c", "\r\n\r\n\r\n" LINE("GET / HTTP/1.1")),
    CASE(18, "404", LINE("GET /a/%zz HTTP/1.1")),
    CASE(18, "404", LINE("GET /a/%4 HTTP/1.1")),
    CASE(18, "400", LINE("GET /big?bytes=%zz HTTP/1.1")),
    CASE(20, "400", LINE("GET /big HTTP/1.1")),
    /* header section */
    CASE(21, "400c", "GET / HTTP/1.1" END),
    CASE(21, "200c", "GET / HTTP/1.0" END),
    CASE(22, "400c", FIELD("Host: a")),
    CASE(22, "400c", FIELD("Host: b")),
    CASE(23, "400c", HOST(" a b")),
    CASE(23, "400c", HOST(" a/b")),
    CASE(23, "400c", HOST(" u@h")),
    CASE(23, "400c", HOST(" h:port")),
    CASE(23, "400c", HOST(" [::1")),
    CASE(23, "400c", HOST(" h:80:80")),
    CASE(23, "400c", HOST(" h%")),
    CASE(23, "200", HOST(" [::1]:80")),
    CASE(23, "200", HOST(" h%41")),
    CASE(23, "200", HOST("")),
    CASE(24, "400c", FIELD("Name : v")),
    CASE(24, "400c", FIELD("Name\t: v")),
    CASE(25, "400c", "GET / HTTP/1.1\r\n Name: v\r\n" H "\r\n"),
    CASE(26, "400c", FIELD("A: b\r\n c")),
    CASE(26, "400c", FIELD("A: b\r\n\tc")),
    CASE(27, "400c", FIELD("NoColon")),
    CASE(28, "400c", FIELD(": v")),
    CASE(29, "400c", FIELD("Bad[x]: v")),
    CASE(29, "400c", FIELD("B\xc3\xa4" "d: v")),
    CASE(30, "400c", FIELD("A: b\0c")),
    CASE(30, "400c", FIELD("A: b\rc")),
    CASE(30, "400c", FIELD("A: b\nc")),
    CASE(31, "400c", FIELD("A: b\x07")),
    CASE(31, "400c", FIELD("A: b\x7f")),
    CASE(32, "200", FIELD("A: b\x80\xff")),
    CASE(33, "200", HOST("\tx")),
    CASE(33, "200", HOST(" \t x \t ")),
    CASE(34, "200", FIELD("A:")),
    CASE(34, "200", FIELD("A: ")),
    CASE(35, "400c", "GET / HTTP/1.1\nHost: a\n\n"),
    CASE(35, "400c", "GET / HTTP/1.1\r\nHost: a\n\r\n"),
    CASE(35, "400c", "GET / HTTP/1.1\r\nHost: a\r\n\n"),
    CASE(36, "400c", "GET / HTTP/1.1\rHost: a\r\r" END),
    CASE(36, "400c", "GET / HTTP/1.1\r\nHost: a\r\r\n"),
    CASE(39, "400c", ECHO_HEAD "Content-Type: application/json\r\nContent-Length: 5" END "[1,2]"),
    CASE(40, "200", FIELD("X-Unknown: v\r\nx-unknown: w")),
    CASE(40, "200", "POST /echo HTTP/1.1\r\nhOST: a\r\nCONTENT-type: application/json\r\ncontent-LENGTH: 5" END "[1,2]"),
    /* framing */
    CASE(41, "400c", LEN("+5") "[1,2]"),
    CASE(41, "400c", LEN("-5") "[1,2]"),
    CASE(41, "400c", LEN("-0")),
    CASE(41, "400c", LEN("0x5") "[1,2]"),
    CASE(41, "400c", LEN("5_0") "[1,2]"),
    CASE(41, "400c", LEN("\"5\"") "[1,2]"),
    CASE(41, "400c", LEN("5;1") "[1,2]"),
    CASE(41, "400c", LEN("5,6") "[1,2]"),
    CASE(41, "400c", LEN("")),
    CASE(41, "400c", LEN(" ")),
    CASE(41, "400c", LEN("5 5") "[1,2]"),
    CASE(41, "400c", LEN("1e1") "[1,2]"),
    CASE(41, "400c", LEN("\xd9\xa5") "[1,2]"),
    CASE(42, "400c", LEN("5, 5") "[1,2]"),
    CASE(42, "400c", ECHO_HEAD "Content-Length: 5\r\nContent-Length: 5" END "[1,2]"),
    CASE(43, "200", LEN(" 005") "[1,2]"),
    CASE(43, "200", LEN(" 0000000000000000000000000000005") "[1,2]"),
    CASE(44, "413c", LEN(" 9223372036854775808")),
    CASE(44, "413c", LEN(" 18446744073709551616")),
    CASE(44, "413c", LEN(" 18446744073709551621") "[1,2]"),
    CASE(44, "413c", LEN(" 100000000000000000000000000")),
    CASE(45, "413c", LEN(" 1048577")),
    CASE(46, "400c", ECHO_HEAD "Content-Length: 5\r\nTransfer-Encoding: chunked" END "5\r\n[1,2]\r\n0\r\n\r\n"),
    CASE(46, "400c", ECHO_HEAD "Transfer-Encoding: chunked\r\nContent-Length: 5" END "5\r\n[1,2]\r\n0\r\n\r\n"),
    CASE(47, "501c", TE(" gzip, chunked")),
    CASE(48, "400c", TE(" chunked, identity")),
    CASE(48, "400c", TE(" identity")),
    CASE(48, "400c", TE(" xchunked")),
    CASE(48, "400c", TE(" chunked, chunked")),
    CASE(48, "400c", TE("")),
    CASE(48, "400c", TE(" chunked\r\nTransfer-Encoding: chunked")),
    CASE(48, "200", TE(" Chunked")),
    CASE(49, "400c", "POST /echo HTTP/1.0\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked" END "0\r\n\r\n"),
    CASE(50, "400c", TE("\x0b" "chunked")),
    CASE(50, "400c", ECHO_HEAD "Transfer-Encoding : chunked" END "0\r\n\r\n"),
    CASE(50, "400c", ECHO_HEAD " Transfer-Encoding: chunked" END "0\r\n\r\n"),
    CASE(50, "400c", ECHO_HEAD "X: y\nTransfer-Encoding: chunked" END "0\r\n\r\n"),
    CASE(51, "400c", CHUNKED("0x5\r\n[1,2]\r\n0\r\n\r\n")),
    CASE(51, "400c", CHUNKED("+5\r\n[1,2]\r\n0\r\n\r\n")),
    CASE(51, "400c", CHUNKED("-1\r\n[1,2]\r\n0\r\n\r\n")),
    CASE(51, "400c", CHUNKED("5_\r\n[1,2]\r\n0\r\n\r\n")),
    CASE(51, "400c", CHUNKED(" 5\r\n[1,2]\r\n0\r\n\r\n")),
    CASE(51, "400c", CHUNKED("5 \r\n[1,2]\r\n0\r\n\r\n")),
    CASE(51, "400c", CHUNKED("g\r\n")),
    CASE(51, "400c", CHUNKED("\r\n[1,2]\r\n0\r\n\r\n")),
    CASE(51, "400c", CHUNKED("10000000000000000\r\n")),
    CASE(51, "400c", CHUNKED("FFFFFFFFFFFFFFFF\r\n")),
    CASE(53, "400c", CHUNKED("5\r\n[1,2]0\r\n\r\n")),
    CASE(53, "400c", CHUNKED("5\r\n[1,2]\n0\r\n\r\n")),
    CASE(53, "400c", CHUNKED("5\r\n[1,2]\r0\r\n\r\n")),
    CASE(53, "400c", CHUNKED("5\n[1,2]\r\n0\r\n\r\n")),
    CASE(54, "200", CHUNKED("5;a;b=c;d=\"e;f\"\r\n[1,2]\r\n0\r\n\r\n")),
    CASE(54, "400c", CHUNKED("5;\r\n[1,2]\r\n0\r\n\r\n")),
    CASE(54, "400c", CHUNKED("5;a=\"b\r\n[1,2]\r\n0\r\n\r\n")),
    CASE(55, "200 200", CHUNKED("5\r\n[1,2]\r\n0\r\nContent-Length: 7\r\nHost: b\r\nX: y\r\n\r\n") GET("/")),
    CASE(55, "400c", CHUNKED("5\r\n[1,2]\r\n0\r\nBad Name: y\r\n\r\n")),
    CASE(57, "200 200", ECHO("5", "[1,2]") GET("/")),
    CASE(57, "200 200", CHUNKED("5\r\n[1,2]\r\n0\r\n\r\n") GET("/")),
    CASE(58, "200 200", "GET / HTTP/1.1\r\n" H "Content-Length: 5" END "[1,2]" GET("/")),
    CASE(58, "200 200", "DELETE / HTTP/1.1\r\n" H "Transfer-Encoding: chunked" END "5\r\n[1,2]\r\n0\r\n\r\n" GET("/")),
    CASE(59, "200", "POST / HTTP/1.1\r\n" H "\r\n"),
    CASE(60, "", LEN(" 5") "[1,"),
    /* connections */
    CASE(64, "200c", "GET / HTTP/1.1\r\n" H "Connection: close" END GET("/")),
    CASE(64, "200c", "GET / HTTP/1.1\r\n" H "Connection: x, Close" END GET("/")),
    CASE(64, "200c", "GET / HTTP/1.0\r\n" H "\r\n" GET("/")),
    CASE(64, "200 200", "GET / HTTP/1.0\r\n" H "Connection: keep-alive" END GET("/")),
    CASE(64, "200 200", FIELD("Connection: Upgrade\r\nUpgrade: websocket") GET("/")),
    CASE(64, "200 200", "GET / HTTP/1.0\r\nConnection: Upgrade, keep-alive\r\nUpgrade: h2c" END GET("/")),
    CASE(68, "417c", ECHO_HEAD "Content-Length: 5\r\nExpect: x" END "[1,2]"),
    CASE(68, "413c", ECHO_HEAD "Content-Length: 9999999\r\nExpect: 100-continue" END),
    /* answers */
    CASE(83, "415", "POST /echo HTTP/1.1\r\n" H "Content-Type: text/plain\r\nContent-Length: 5" END "[1,2]"),
    CASE(83, "415", "POST /echo HTTP/1.1\r\n" H "Content-Length: 5" END "[1,2]"),
    CASE(83, "200", "POST /echo HTTP/1.1\r\n" H "Content-Type: Application/JSON; Charset=UTF-8\r\nContent-Length: 5" END "[1,2]"),
    CASE(83, "200", FIELD("Accept: text/html")),
    CASE(84, "415", ECHO_HEAD "Content-Encoding: gzip\r\nContent-Length: 5" END "[1,2]"),
    CASE(84, "200", ECHO_HEAD "Content-Encoding: identity\r\nContent-Length: 5" END "[1,2]"),
};

/* "200 400c": all that came back on this wire. */
static const char *verdict(void)
{
    static char text[64];
    struct wire_answer answer;
    size_t len = 0;
    text[0] = '\0';
    while (wire_next(&wire, false, &answer))
        len += (size_t)snprintf(text + len, sizeof text - len, "%s%d", len ? " " : "", answer.status);
    if (wire.is_closed)
        snprintf(text + len, sizeof text - len, "c");
    return text;
}

static void check_verdict(int at, const char *how, size_t cut)
{
    const char *found = verdict();
    ck_assert_msg(strcmp(found, points[at].expected) == 0, "point %d, case %d, %s %zu: '%s' and not '%s'", points[at].point, at,
                  how, cut, found, points[at].expected);
    ck_assert_uint_le(wire.env.live_count, points[at].expected[0] ? 0 : 1);
    wire_reset(&wire);
    sample_reset();
}

START_TEST(every_point_holds_however_it_is_cut)
{
    swage_str sent = points[_i].sent;
    wire_send(&wire, sent.ptr, sent.len);
    check_verdict(_i, "whole", 0);
    for (size_t at = 0; at < sent.len; at++)
        wire_send(&wire, sent.ptr + at, 1);
    check_verdict(_i, "byte by byte", 0);
    for (size_t cut = 1; cut < sent.len; cut++) {
        wire_send(&wire, sent.ptr, cut);
        wire_send(&wire, sent.ptr + cut, sent.len - cut);
        check_verdict(_i, "cut at", cut);
    }
}
END_TEST

/* --- points that need more than a text ---------------------------------------------------------------------------- */

static char *many(const char *before, const char *piece, size_t count, const char *after)
{
    size_t each = strlen(piece), len = strlen(before);
    char *text = malloc(len + count * each + strlen(after) + 1);
    memcpy(text, before, len);
    for (size_t i = 0; i < count; i++, len += each)
        memcpy(text + len, piece, each);
    strcpy(text + len, after);
    return text;
}

static const struct {
    int point;
    const char *expected, *before, *piece;
    size_t count;
    const char *after;
} long_points[] = {
    {7, "501c", "", "A", 100000, " / HTTP/1.1\r\nHost: a\r\n\r\n"},
    {11, "200", "GET /", "a", 8000, " HTTP/1.1\r\nHost: a\r\n\r\n"},
    {11, "414c", "GET /", "a", 65536, " HTTP/1.1\r\nHost: a\r\n\r\n"},
    {17, "400c", "", "\r\n", 1000, "GET / HTTP/1.1\r\nHost: a\r\n\r\n"},
    {37, "200", "GET / HTTP/1.1\r\nHost: a\r\n", "X: y\r\n", 99, "\r\n"},
    {37, "431c", "GET / HTTP/1.1\r\nHost: a\r\n", "X: y\r\n", 100, "\r\n"},
    {37, "200", "GET / HTTP/1.1\r\nHost: a\r\nX: ", "y", 8192, "\r\n\r\n"},
    {37, "431c", "GET / HTTP/1.1\r\nHost: a\r\nX: ", "y", 40000, "\r\n\r\n"},
    {38, "431c", "GET / HTTP/1.1\r\nHost: a\r\nX: ", "y", 8 << 20, "\r\n\r\n"},
    {52, "400c", ECHO_HEAD "Transfer-Encoding: chunked\r\n\r\n", "0", 1 << 20, "5\r\n[1,2]\r\n0\r\n\r\n"},
    {54, "400c", CHUNKED("5;"), "a", 5000, "\r\n[1,2]\r\n0\r\n\r\n"},
    {55, "431c", CHUNKED("5\r\n[1,2]\r\n0\r\nX: "), "y", 5000, "\r\n\r\n"},
    {56, "200", CHUNKED("1\r\n\"\r\n"), "1\r\na\r\n", 200000, "1\r\n\"\r\n0\r\n\r\n"},
};

/* In segments of what a read brings at most, so that nothing waits for what is never read. */
START_TEST(long_requests_are_bounded)
{
    char *text = many(long_points[_i].before, long_points[_i].piece, long_points[_i].count, long_points[_i].after);
    size_t len = strlen(text);
    for (size_t at = 0; at < len && !wire.is_closed; at += 16384)
        wire_send(&wire, text + at, len - at < 16384 ? len - at : 16384);
    const char *found = verdict();
    ck_assert_msg(strcmp(found, long_points[_i].expected) == 0, "point %d, case %d: '%s'", long_points[_i].point, _i, found);
    free(text);
}
END_TEST

/* robustness 6, 78 */
START_TEST(what_is_not_allowed_says_what_is)
{
    send_text(LINE("POST /big HTTP/1.1") LINE("OPTIONS /big HTTP/1.1") LINE("OPTIONS * HTTP/1.1"));
    for (int i = 0; i < 3; i++)
        ck_assert(contains(next_answer().head, "\r\nAllow: GET, HEAD"));
}
END_TEST

/* robustness 8 */
START_TEST(answers_are_of_our_version)
{
    send_text(LINE("GET / HTTP/1.2"));
    struct wire_answer answer = next_answer();
    ck_assert_int_eq(answer.status, 200);
    ck_assert(contains(answer.head, "HTTP/1.1 200"));
}
END_TEST

/* robustness 60 */
START_TEST(a_truncated_body_reaches_no_handler)
{
    send_text(LEN(" 5") "[1,");
    wire_end(&wire);
    expect_nothing();
    ck_assert(wire.is_closed);
    ck_assert_uint_eq(sample_calls(), 0);
    ck_assert_uint_eq(wire.env.live_count, 0);
}
END_TEST

/* robustness 76 */
START_TEST(head_is_get_without_the_body)
{
    char get[1024], head[1024];
    struct wire_answer answer;
    send_text(GET("/big?bytes=100"));
    answer = next_answer();
    snprintf(get, sizeof get, "%.*s", (int)answer.head.len, answer.head.ptr);
    send_text("HEAD /big?bytes=100 HTTP/1.1\r\nHost: a\r\n\r\n");
    ck_assert(wire_next(&wire, true, &answer));
    snprintf(head, sizeof head, "%.*s", (int)answer.head.len, answer.head.ptr);
    ck_assert_str_eq(get, head);
    ck_assert_uint_eq(answer.body.len, 0);
    expect_nothing();
    ck_assert(contains(answer.head, "\r\nContent-Length: 102\r\n"));
}
END_TEST

/* robustness 77 */
START_TEST(an_answer_without_content_has_no_length)
{
    send_text(GET("/empty"));
    struct wire_answer answer = next_answer();
    ck_assert_int_eq(answer.status, 204);
    ck_assert(!contains(answer.head, "Content-Length"));
    ck_assert(!contains(answer.head, "Transfer-Encoding"));
    ck_assert(!contains(answer.head, "Content-Type"));
    expect_nothing();
}
END_TEST

/* robustness 64 */
START_TEST(a_kept_connection_of_http10_says_so)
{
    send_text("GET / HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n");
    ck_assert(contains(next_answer().head, "\r\nConnection: keep-alive\r\n"));
}
END_TEST

/* robustness 81 */
START_TEST(refusals_are_problem_documents_of_bounded_length)
{
    char *text = many("GET /nowhere/", "%22<script>", 500, " HTTP/1.1\r\nHost: a\r\n\r\n");
    send_text(text);
    struct wire_answer answer = next_answer();
    ck_assert_uint_lt(answer.body.len, 1024);
    free(text);
    wire_reset(&wire);
    send_text(HOST(" a b"));
    answer = next_answer();
    ck_assert(contains(answer.head, "\r\nContent-Type: application/problem+json\r\n"));
    ck_assert(contains(answer.body, "\"status\":400"));
}
END_TEST

/* robustness 82 */
START_TEST(json_is_sent_without_a_charset_and_not_to_be_guessed_at)
{
    send_text(GET("/") HOST(" a b"));
    ck_assert(contains(next_answer().head, "\r\nContent-Type: application/json\r\n"));
    ck_assert(contains(next_answer().head, "\r\nX-Content-Type-Options: nosniff\r\n"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("points");
    TCase *tc = tcase_create("points");
    tcase_set_timeout(tc, 60);
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_loop_test(tc, every_point_holds_however_it_is_cut, 0, sizeof points / sizeof *points);
    tcase_add_loop_test(tc, long_requests_are_bounded, 0, sizeof long_points / sizeof *long_points);
    tcase_add_test(tc, what_is_not_allowed_says_what_is);
    tcase_add_test(tc, answers_are_of_our_version);
    tcase_add_test(tc, a_truncated_body_reaches_no_handler);
    tcase_add_test(tc, head_is_get_without_the_body);
    tcase_add_test(tc, an_answer_without_content_has_no_length);
    tcase_add_test(tc, a_kept_connection_of_http10_says_so);
    tcase_add_test(tc, refusals_are_problem_documents_of_bounded_length);
    tcase_add_test(tc, json_is_sent_without_a_charset_and_not_to_be_guessed_at);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
