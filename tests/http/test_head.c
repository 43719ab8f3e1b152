/* SPDX-License-Identifier: MIT */
/*
 * Heads of requests: every case is read whole, as every beginning of it, and with forbidden memory on either side. The
 * numbers are the points of the list of what a server must withstand.
 */
#include "http/head.h"

#include "guard.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#define TAKEN 1 /* as a verdict: all bytes are the head */

struct sample {
    int point;
    int verdict;
    const char *bytes;
    size_t len;
};

#define SAMPLE(point, verdict, text)           \
    {                                          \
        point, verdict, text, sizeof(text) - 1 \
    }
#define LINE(point, verdict, text)  SAMPLE(point, verdict, text "\r\nHost: a\r\n\r\n")
#define FIELD(point, verdict, text) SAMPLE(point, verdict, "POST / HTTP/1.1\r\nHost: a\r\n" text "\r\n\r\n")
#define COUNT(table)                (sizeof(table) / sizeof *(table))

static const struct http_limits usual = {.head_max = 32768, .target_max = 8192, .field_max = HTTP_FIELDS_MAX};

static int parse(const char *bytes, size_t len, const struct http_limits *limits)
{
    struct http_head head;
    memset(&head, 0xa5, sizeof head); /* nothing may rest on what was there */
    return swage_http_head_parse(&head, bytes, len, limits);
}

/* Reads the bytes whole and as every beginning; returns the verdict on the whole. */
static int judge(const char *bytes, size_t len, const struct http_limits *limits)
{
    int whole = parse(guard_behind(bytes, len), len, limits);
    ck_assert_int_eq(parse(guard_before(bytes, len), len, limits), whole);
    bool is_known = false;
    for (size_t cut = 0; cut <= len; cut++) {
        int verdict = parse(guard_behind(bytes, cut), cut, limits);
        if (verdict == 0 && !is_known)
            continue;
        is_known = true;
        ck_assert_msg(verdict == whole, "%d at %zu of %zu, %d for the whole: %s", verdict, cut, len, whole, bytes);
        ck_assert_int_eq(parse(guard_before(bytes, cut), cut, limits), whole);
    }
    ck_assert(is_known || whole == 0);
    return whole;
}

static void check_samples(const struct sample *samples, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct sample *s = &samples[i];
        int verdict = judge(s->bytes, s->len, &usual);
        int wanted = s->verdict == TAKEN ? (int)s->len : s->verdict;
        ck_assert_msg(verdict == wanted, "point %d: %d, wanted %d: %s", s->point, verdict, wanted, s->bytes);
    }
}

/* A text of `len` bytes: `before`, then as many `fill` as are wanted, then `after`. Free it. */
static char *stretch(const char *before, char fill, const char *after, size_t len)
{
    char *text = malloc(len + 1);
    ck_assert_ptr_nonnull(text);
    memset(text, fill, len);
    memcpy(text, before, strlen(before));
    memcpy(text + len - strlen(after), after, strlen(after) + 1);
    return text;
}

START_TEST(request_lines_are_judged)
{
    static const struct sample samples[] = {
        LINE(1, TAKEN, "GET / HTTP/1.1"),
        LINE(2, -400, "GET  / HTTP/1.1"),
        LINE(2, -400, "GET /  HTTP/1.1"),
        LINE(3, -400, "GET\t/ HTTP/1.1"),
        LINE(3, -400, "GET /\tHTTP/1.1"),
        LINE(4, -400, " / HTTP/1.1"),
        LINE(4, -400, "/ HTTP/1.1"),
        LINE(5, -400, "GE(T / HTTP/1.1"),
        LINE(5, -400, ":GET / HTTP/1.1"),
        LINE(5, -400, "G\0T / HTTP/1.1"),
        LINE(5, -400, "GET\xff / HTTP/1.1"),
        LINE(6, TAKEN, "FOO / HTTP/1.1"),
        LINE(6, TAKEN, "get / HTTP/1.1"),
        LINE(6, TAKEN, "!#$%&'*+-.^_`|~09azAZ / HTTP/1.1"),
        LINE(7, TAKEN, "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEF / HTTP/1.1"),
        LINE(7, -501, "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFG / HTTP/1.1"),
        LINE(8, TAKEN, "GET / HTTP/1.2"),
        LINE(8, TAKEN, "GET / HTTP/1.9"),
        LINE(8, -505, "GET / HTTP/2.0"),
        LINE(8, -505, "GET / HTTP/9.9"),
        LINE(8, -505, "GET / HTTP/0.9"),
        LINE(8, -400, "GET / HTTP/1.10"),
        LINE(8, -400, "GET / http/1.1"),
        LINE(8, -400, "GET / HTTP/01.1"),
        LINE(8, -400, "GET / HTTP/-1.1"),
        LINE(8, -400, "GET / HTTP/1,1"),
        LINE(8, -400, "GET / HTTP/1."),
        LINE(8, -400, "GET / HTTP/1"),
        LINE(8, -400, "GET / HTTP"),
        LINE(8, -400, "GET / ICE/1.0"),
        LINE(8, -400, "GET / "),
        LINE(8, -400, "GET /"),
        LINE(8, -400, "GET"),
        LINE(9, -400, "GET / HTTP/1.1 "),
        LINE(9, -400, "GET / HTTP/1.1\t"),
        LINE(10, -400, "GET /a b HTTP/1.1"),
        LINE(12, -400, "GET /\xc3\xa9 HTTP/1.1"),
        LINE(12, -400, "GET /\x80 HTTP/1.1"),
        LINE(12, -400, "GET /\xff HTTP/1.1"),
        LINE(12, -400, "GET /a\0b HTTP/1.1"),
        LINE(12, -400, "GET /\x7f HTTP/1.1"),
        LINE(12, -400, "GET /\x1f HTTP/1.1"),
        LINE(12, -400, "GET /?\x01 HTTP/1.1"),
        LINE(12, -400, "GET /?\x80 HTTP/1.1"),
        LINE(12, TAKEN, "GET /\"<>\\^`{|}~[]!$&'()*+,;=:@%zz HTTP/1.1"),
        LINE(13, -400, "GET /a#frag HTTP/1.1"),
        LINE(13, -400, "GET /a?b#frag HTTP/1.1"),
        LINE(13, -400, "GET # HTTP/1.1"),
        LINE(14, TAKEN, "GET http://h/p HTTP/1.1"),
        LINE(14, TAKEN, "GET HTTPS://h:8000 HTTP/1.1"),
        LINE(14, TAKEN, "GET http://[::1]:80?x HTTP/1.1"),
        LINE(14, -400, "GET http:///p HTTP/1.1"),
        LINE(14, -400, "GET http://?p HTTP/1.1"),
        LINE(14, -400, "GET http:// HTTP/1.1"),
        LINE(14, -400, "GET http:/p HTTP/1.1"),
        LINE(14, -400, "GET http://:80/ HTTP/1.1"),
        LINE(14, -400, "GET http://u@h/p HTTP/1.1"),
        LINE(14, -400, "GET http://u:p@h/p HTTP/1.1"),
        LINE(14, -400, "GET http://h:p/ HTTP/1.1"),
        LINE(14, -400, "GET ftp://h/p HTTP/1.1"),
        LINE(14, -400, "GET http?://h/p HTTP/1.1"),
        LINE(14, -400, "GET example.com/ HTTP/1.1"),
        LINE(14, -400, "GET ?x HTTP/1.1"),
        LINE(14, -400, "GET , HTTP/1.1"),
        LINE(15, TAKEN, "OPTIONS * HTTP/1.1"),
        LINE(15, -400, "GET * HTTP/1.1"),
        LINE(15, -400, "OPTIONS *? HTTP/1.1"),
        LINE(15, -400, "OPTIONS ** HTTP/1.1"),
        LINE(16, -501, "CONNECT h:443 HTTP/1.1"),
        LINE(16, -501, "CONNECT / HTTP/1.1"),
        LINE(17, TAKEN, "\r\nGET / HTTP/1.1"),
        LINE(17, -400, "\r\n\r\nGET / HTTP/1.1"),
        LINE(17, -400, "\nGET / HTTP/1.1"),
        LINE(17, -400, "\rGET / HTTP/1.1"),
        LINE(35, -400, "GET / HTTP/1.1\nX: y"),
        LINE(36, -400, "GET / HTTP/1.1\rX: y"),
        LINE(36, -400, "GET / HTTP/1.1\r\r"),
        SAMPLE(18, -400, "GET /\r\n"),
        SAMPLE(8, -400, "GET / HTTP/1.1\n"),
        SAMPLE(50, -400, "\x16\x03\x01\x02"),
        SAMPLE(122, -400, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    };
    check_samples(samples, COUNT(samples));
}
END_TEST

START_TEST(unfinished_heads_wait)
{
    static const struct sample samples[] = {
        SAMPLE(61, 0, ""),
        SAMPLE(61, 0, "\r"),
        SAMPLE(61, 0, "\r\n"),
        SAMPLE(61, 0, "G"),
        SAMPLE(61, 0, "GET "),
        SAMPLE(61, 0, "GET / HTTP/1.1\r"),
        SAMPLE(61, 0, "GET / HTTP/1.1\r\n"),
        SAMPLE(61, 0, "GET / HTTP/1.1\r\nHost: a\r\n"),
        SAMPLE(61, 0, "GET / HTTP/1.1\r\nHost: a\r\n\r"),
        SAMPLE(61, 0, "GET / HTTP/1.1\r\nHost: a\r\nX"),
        SAMPLE(61, 0, "GET / HTTP/1.1\r\nHost: a\r\nX: \t y"),
        SAMPLE(61, 0, "GET  nothing is said about a line before its end"),
        SAMPLE(61, 0, "GET / HTTP/1.1\r\n Host: a"),
    };
    check_samples(samples, COUNT(samples));
}
END_TEST

static int judge_host(const char *host)
{
    char text[256];
    int len = snprintf(text, sizeof text, "GET / HTTP/1.1\r\nHost: %s\r\n\r\n", host);
    int verdict = judge(text, (size_t)len, &usual);
    return verdict == len ? TAKEN : verdict;
}

START_TEST(hosts_are_judged)
{
    static const char *const good[] = {
        "a",
        "127.0.0.1:8000",
        "example.com",
        "EXAMPLE.com:80",
        "",
        "a-name-of-many-letters.example.com:65535",
        "h:",
        "h%41",
        "%C3%B1",
        "_a.b~c!$&'()*+,;=",
        "0.0.0.0=5000",
        "[::1]:80",
        "[::]",
        "[1::]",
        "[1:2:3:4:5:6:7:8]",
        "[::ffff:1.2.3.4]",
        "[::192.168.0.10]",
        "[::0.10.99.255]",
        "[1:2:3:4:5:6:1.2.3.4]",
        "[1::8]:",
        "[1:2:3:4:5:6:7::]",
        "[fe80::ABCD]",
    };
    static const char *const bad[] = {
        "a b",
        "a/b",
        "u@h",
        "h:port",
        "[::1",
        "h:80:80",
        ":80",
        "h:80a",
        "h:-1",
        "h:+1",
        "h: 80",
        "a?b",
        "a#b",
        "a\\b",
        "a,b c",
        "%4",
        "%4g",
        "%",
        "a\xff",
        "http://a",
        "a\tb",
        "[]",
        "[:]",
        "[:::]",
        "[1]",
        "[1::2::3]",
        "[1:2:3:4:5:6:7]",
        "[1:2:3:4:5:6:7:8:9]",
        "[1:2:3:4:5:6:7:8::]",
        "[::12345]",
        "[::g]",
        "[1:]",
        "[::1.2.3]",
        "[::1.2.3.256]",
        "[::1.2.3.04]",
        "[::1.2.3.00]",
        "[::1.2.3.4.5]",
        "[::1.2.3.4.]",
        "[::1.2..4]",
        "[::1.2.3.1000]",
        "[1.2.3.4::]",
        "[::1]x",
        "[::1]:x",
        "[::1]80",
        "::1",
        "[fe80::1%25eth0]",
        "[v1.x]",
        "[a]]",
        "[1:2:3:4:5:6:7:1.2.3.4]",
        "[:1]",
        "[1:::2]",
    };
    for (size_t i = 0; i < COUNT(good); i++)
        ck_assert_msg(judge_host(good[i]) == TAKEN, "point 23: %s", good[i]);
    for (size_t i = 0; i < COUNT(bad); i++)
        ck_assert_msg(judge_host(bad[i]) == -400, "point 23: %s", bad[i]);
}
END_TEST

START_TEST(hosts_in_targets_are_judged_likewise)
{
    ck_assert_int_eq(judge("GET http://[::1/ HTTP/1.1\r\nHost: a\r\n\r\n", 38, &usual), -400);
    ck_assert_int_eq(judge("GET http://a%4/ HTTP/1.1\r\nHost: a\r\n\r\n", 37, &usual), -400);
}
END_TEST

START_TEST(fields_are_judged)
{
    static const struct sample samples[] = {
        SAMPLE(21, -400, "GET / HTTP/1.1\r\n\r\n"),
        SAMPLE(21, -400, "GET http://h/ HTTP/1.1\r\nX: y\r\n\r\n"),
        SAMPLE(21, TAKEN, "GET / HTTP/1.0\r\n\r\n"),
        FIELD(22, -400, "Host: b"),
        FIELD(22, -400, "hOST: a"),
        SAMPLE(22, -400, "GET / HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n"),
        FIELD(24, -400, "Name : v"),
        FIELD(24, -400, "Name\t: v"),
        FIELD(24, -400, "Content-Length : 5"),
        SAMPLE(25, -400, "GET / HTTP/1.1\r\n Name: v\r\nHost: a\r\n\r\n"),
        SAMPLE(25, -400, "GET / HTTP/1.1\r\n\tHost: a\r\n\r\n"),
        FIELD(26, -400, "Name: v\r\n w"),
        FIELD(26, -400, "Name: v\r\n\tw"),
        FIELD(26, -400, "Name:\r\n v"),
        FIELD(26, -400, "Name: v\r\n "),
        FIELD(27, -400, "NoColon"),
        FIELD(27, -400, "A-name-without-a-colon-that-is-longer-than-two-blocks"),
        FIELD(28, -400, ": v"),
        FIELD(29, -400, "Bad[x]: v"),
        FIELD(29, -400, "Bad@: v"),
        FIELD(29, -400, "{: v"),
        FIELD(29, -400, "B\xc3\xa9: v"),
        FIELD(29, -400, "Bad\0: v"),
        FIELD(29, -400, "(Bad): v"),
        FIELD(29, TAKEN, "|~: v"),
        FIELD(29, TAKEN, "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ: v"),
        FIELD(30, -400, "Name: a\0b"),
        FIELD(30, -400, "Name: a\rb"),
        FIELD(30, -400, "Name: a\nb"),
        FIELD(30, -400, "Name: a\r\r"),
        FIELD(30, -400, "Name: a\n"),
        FIELD(30, -400, "Content\rLength: 3"),
        FIELD(31, -400, "Name: a\ab"),
        FIELD(31, -400, "Name: a\x7f"),
        FIELD(31, -400, "Name: \x1f"),
        FIELD(32, TAKEN, "Name: \x80\xff\xc3\xa9"),
        FIELD(33, TAKEN, "Name:\tv\t"),
        FIELD(33, TAKEN, "Name: \t v\tw \t "),
        FIELD(34, TAKEN, "Name:"),
        FIELD(34, TAKEN, "Name:   "),
        FIELD(35, -400, "Name: v\nOther: w"),
        FIELD(35, -400, "Name:\nOther: w"),
        SAMPLE(35, -400, "GET / HTTP/1.1\r\nHost: a\r\n\n"),
        SAMPLE(35, -400, "GET / HTTP/1.1\nHost: a\n\n"),
        SAMPLE(36, -400, "GET / HTTP/1.1\r\nHost: a\r\n\rX: y\r\n\r\n"),
        SAMPLE(36, -400, "GET / HTTP/1.1\r\nHost: a\r\nX: y\r\r\n\r\n"),
        FIELD(39, -400, "Content-Type: a/b\r\nContent-Type: a/b"),
        FIELD(39, -400, "Authorization: a\r\nauthorization: b"),
        FIELD(39, -400, "If-Match: a\r\nIf-Match: b"),
        FIELD(39, -400, "If-None-Match: a\r\nIf-None-Match: b"),
        FIELD(39, -400, "If-Modified-Since: a\r\nIf-Modified-Since: b"),
        FIELD(39, -400, "If-Unmodified-Since: a\r\nIf-Unmodified-Since: b"),
        FIELD(39, -400, "If-Range: a\r\nIf-Range: b"),
        FIELD(39, TAKEN,
              "If-Match: a\r\nIf-None-Match: a\r\nIf-Range: a\r\nIf-Modified-Since: a\r\nIf-Unmodified-Since: a\r\n"
              "Authorization: a\r\nContent-Type: a/b"),
        FIELD(40, TAKEN,
              "Hosd: a\r\nExpecd: x\r\nIf-Matcg: 1\r\nIf-Matcg: 1\r\nContent-Typf: a\r\nContent-Typf: a\r\n"
              "Content-Lengtg: x\r\nTransfer-Encodinh: x\r\nConnectioo: close\r\nAuthorizatioo: a\r\n"
              "Authorizatioo: a\r\nX-Host: b\r\nHost2: c"),
        FIELD(40, TAKEN, "host\x5f: b\r\n_ost: b\r\nContent_Length: x\r\nTransfer_Encoding: x"),
        FIELD(68, TAKEN, "Expect: 100-Continue"),
        FIELD(68, -417, "Expect: x"),
        FIELD(68, -417, "Expect:"),
        FIELD(68, -417, "expect: 100-continue, x"),
    };
    check_samples(samples, COUNT(samples));
}
END_TEST

START_TEST(body_lengths_are_judged)
{
    static const struct sample samples[] = {
        FIELD(41, -400, "Content-Length: +5"),
        FIELD(41, -400, "Content-Length: -5"),
        FIELD(41, -400, "Content-Length: -0"),
        FIELD(41, -400, "Content-Length: 0x5"),
        FIELD(41, -400, "Content-Length: 5_0"),
        FIELD(41, -400, "Content-Length: \"5\""),
        FIELD(41, -400, "Content-Length: 5;1"),
        FIELD(41, -400, "Content-Length: 5,6"),
        FIELD(41, -400, "Content-Length: "),
        FIELD(41, -400, "Content-Length: 5 5"),
        FIELD(41, -400, "Content-Length: 1e1"),
        FIELD(41, -400, "Content-Length: 5.0"),
        FIELD(41, -400, "Content-Length: \xd9\xa5"),
        FIELD(42, -400, "Content-Length: 5, 5"),
        FIELD(42, -400, "Content-Length: 5\r\nContent-Length: 5"),
        FIELD(42, -400, "Content-Length: 5\r\nCONTENT-LENGTH: 6"),
        FIELD(43, TAKEN, "Content-Length: 005"),
        FIELD(44, TAKEN, "Content-Length: 9223372036854775807"),
        FIELD(44, -413, "Content-Length: 9223372036854775808"),
        FIELD(44, -413, "Content-Length: 18446744073709551616"),
        FIELD(44, -413, "Content-Length: 18446744073709551621"),
        FIELD(44, -413, "Content-Length: 100000000000000000000000000"),
        FIELD(46, -400, "Content-Length: 5\r\nTransfer-Encoding: chunked"),
        FIELD(46, -400, "Transfer-Encoding: chunked\r\nContent-Length: 5"),
        FIELD(46, -400, "transfer-encoding: chunked\r\ncontent-length: 0"),
        FIELD(47, -501, "Transfer-Encoding: gzip, chunked"),
        FIELD(47, -501, "Transfer-Encoding: x-gzip,Deflate ,\tcompress, x-compress, CHUNKED"),
        FIELD(48, -400, "Transfer-Encoding: chunked, identity"),
        FIELD(48, -400, "Transfer-Encoding: identity"),
        FIELD(48, -400, "Transfer-Encoding: identity, chunked"),
        FIELD(48, -400, "Transfer-Encoding: xchunked"),
        FIELD(48, -400, "Transfer-Encoding: chunkedchunked"),
        FIELD(48, -400, "Transfer-Encoding: chunked, chunked"),
        FIELD(48, -400, "Transfer-Encoding: chunked, gzip"),
        FIELD(48, -400, "Transfer-Encoding: gzip"),
        FIELD(48, -400, "Transfer-Encoding: "),
        FIELD(48, -400, "Transfer-Encoding: ,chunked"),
        FIELD(48, -400, "Transfer-Encoding: chunked,"),
        FIELD(48, -400, "Transfer-Encoding: chunked;q=1"),
        FIELD(48, -400, "Transfer-Encoding: \"chunked\""),
        FIELD(48, -400, "Transfer-Encoding: chu nked"),
        FIELD(48, -400, "Transfer-Encoding: \vchunked"),
        FIELD(48, -400, "Transfer-Encoding: \x63hunked\x80"),
        FIELD(48, -400, "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"),
        FIELD(48, -400, "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity"),
        FIELD(48, TAKEN, "Transfer-Encoding: chunked"),
        FIELD(48, TAKEN, "TRANSFER-ENCODING:\tCHUNKED\t"),
        SAMPLE(49, -400, "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"),
    };
    check_samples(samples, COUNT(samples));
}
END_TEST

static void ck_text(swage_str text, const char *wanted)
{
    if (!wanted) {
        ck_assert_ptr_null(text.ptr);
        return;
    }
    ck_assert_ptr_nonnull(text.ptr);
    ck_assert_msg(swage_str_equal(text, swage_str_from(wanted)), "%.*s, wanted %s", (int)text.len, text.ptr, wanted);
}

/* Reads a head that must be good, from memory with a forbidden page behind it. */
static struct http_head *read_head(const char *text)
{
    static struct http_head head;
    memset(&head, 0xa5, sizeof head);
    int len = (int)strlen(text);
    const char *bytes = guard_behind(text, (size_t)len);
    ck_assert_msg(swage_http_head_parse(&head, bytes, (size_t)len, &usual) == len, "%s", text);
    return &head;
}

START_TEST(a_head_is_taken_apart)
{
    struct http_head *head = read_head("POST /user/%41?a=1&b=?%20 HTTP/1.1\r\n"
                                       "HOST:127.0.0.1:8000\r\n"
                                       "X-Long-Name-Of-More-Than-Sixteen-Bytes-1: \t with\tinner\ttabs \t\r\n"
                                       "content-TYPE: Application/JSON; charset=utf-8\r\n"
                                       "Content-Length: 0052\r\n"
                                       "Empty:\r\n"
                                       "Expect: 100-continue\r\n\r\n");
    ck_assert_int_eq(head->method, SWAGE_METHOD_POST);
    ck_text(head->method_text, "POST");
    ck_text(head->target, "/user/%41?a=1&b=?%20");
    ck_text(head->path, "/user/%41");
    ck_text(head->query, "a=1&b=?%20");
    ck_text(head->authority, "127.0.0.1:8000");
    ck_text(head->content_type, "Application/JSON; charset=utf-8");
    ck_assert_int_eq(head->length, 52);
    ck_assert(!head->is_http10 && !head->is_chunked && !head->is_close && !head->is_keep_alive && head->is_expecting);
    ck_assert_uint_eq(head->field_count, 6);
    ck_text(head->fields[0].name, "HOST");
    ck_text(head->fields[1].name, "X-Long-Name-Of-More-Than-Sixteen-Bytes-1");
    ck_text(head->fields[1].value, "with\tinner\ttabs");
    ck_text(head->fields[3].value, "0052");
    ck_text(head->fields[4].name, "Empty");
    ck_text(head->fields[4].value, "");
}
END_TEST

START_TEST(a_plain_head_says_so)
{
    struct http_head *head = read_head("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    ck_assert_int_eq(head->method, SWAGE_METHOD_GET);
    ck_text(head->path, "/");
    ck_text(head->query, NULL);
    ck_text(head->content_type, NULL);
    ck_assert_int_eq(head->length, -1);
    ck_assert(!head->is_http10 && !head->is_chunked && !head->is_close && !head->is_keep_alive && !head->is_expecting);
    ck_text(read_head("GET /? HTTP/1.1\r\nHost: a\r\n\r\n")->query, "");
    head = read_head("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n");
    ck_assert(head->is_chunked);
    ck_assert_int_eq(head->length, -1);
    ck_assert_int_eq(read_head("POST / HTTP/1.0\r\nContent-Length: 0\r\n\r\n")->length, 0);
}
END_TEST

START_TEST(methods_are_known)
{
    static const char *const names[SWAGE_METHODS + 1] = {"GET",   "HEAD",   "POST",    "PUT",
                                                         "PATCH", "DELETE", "OPTIONS", "TRACE"};
    for (unsigned i = 0; i <= SWAGE_METHOD_OTHER; i++) {
        char text[64];
        snprintf(text, sizeof text, "%s / HTTP/1.1\r\nHost: a\r\n\r\n", names[i]);
        struct http_head *head = read_head(text);
        ck_assert_uint_eq(head->method, i);
        ck_text(head->method_text, names[i]);
    }
    ck_assert_int_eq(read_head("POSTS / HTTP/1.0\r\n\r\n")->method, SWAGE_METHOD_OTHER);
    ck_assert_int_eq(read_head("GETS / HTTP/1.0\r\n\r\n")->method, SWAGE_METHOD_OTHER);
    ck_assert_int_eq(read_head("post / HTTP/1.0\r\n\r\n")->method, SWAGE_METHOD_OTHER);
    ck_assert_int_eq(read_head("P / HTTP/1.0\r\n\r\n")->method, SWAGE_METHOD_OTHER);
}
END_TEST

START_TEST(absolute_targets_name_their_host)
{
    static const struct {
        const char *target, *authority, *path, *query;
    } cases[] = {
        {"http://h/p", "h", "/p", NULL},      {"HTTP://h:80", "h:80", "/", NULL},
        {"https://h?x=/y", "h", "/", "x=/y"}, {"http://[::1]:8/a/b?c", "[::1]:8", "/a/b", "c"},
        {"http://h//", "h", "//", NULL},      {"/http://h/", "a", "/http://h/", NULL},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char text[128];
        snprintf(text, sizeof text, "GET %s HTTP/1.1\r\nHost: a\r\n\r\n", cases[i].target);
        struct http_head *head = read_head(text);
        ck_text(head->target, cases[i].target);
        ck_text(head->authority, cases[i].authority);
        ck_text(head->path, cases[i].path);
        ck_text(head->query, cases[i].query);
    }
    ck_text(read_head("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n")->path, "*");
    ck_text(read_head("GET / HTTP/1.0\r\n\r\n")->authority, NULL);
    ck_text(read_head("GET / HTTP/1.1\r\nHost:\r\n\r\n")->authority, "");
}
END_TEST

START_TEST(connections_close_when_asked)
{
    static const struct {
        const char *version, *fields;
        bool is_close, is_keep_alive;
    } cases[] = {
        {"1.1", "", false, false},
        {"1.1", "Connection: close\r\n", true, false},
        {"1.1", "Connection: Keep-Alive\r\n", false, false},
        {"1.1", "Connection: foo,\tCLOSE\t, bar\r\n", true, false},
        {"1.1", "Connection: foo\r\nConnection: close\r\n", true, false},
        {"1.1", "Connection: closed\r\n", false, false},
        {"1.1", "Connection: ,,\r\n", false, false},
        {"1.1", "Connection:\r\n", false, false},
        {"1.2", "Connection: keep-alive, close\r\n", true, false},
        {"1.0", "", true, false},
        {"1.0", "Connection: keep-alive\r\n", false, true},
        {"1.0", "Connection: keep-alive\r\nConnection: close\r\n", true, false},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char text[128];
        snprintf(text, sizeof text, "GET / HTTP/%s\r\nHost: a\r\n%s\r\n", cases[i].version, cases[i].fields);
        struct http_head *head = read_head(text);
        ck_assert_msg(head->is_close == cases[i].is_close && head->is_keep_alive == cases[i].is_keep_alive,
                      "point 64: %s", text);
        ck_assert_int_eq(head->is_http10, strcmp(cases[i].version, "1.0") == 0);
    }
}
END_TEST

START_TEST(http10_expects_nothing)
{
    ck_assert(!read_head("POST / HTTP/1.0\r\nExpect: 100-continue\r\n\r\n")->is_expecting); /* point 68 */
}
END_TEST

START_TEST(bytes_behind_the_head_are_left)
{
    struct http_head head;
    const char text[] = "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\nGET /next"; /* points 17 and 57 */
    ck_assert_int_eq(swage_http_head_parse(&head, text, sizeof text - 1, &usual), 29);
    ck_text(head.path, "/");
    /* What follows does not matter to the verdict, whatever it is. */
    ck_assert_int_eq(swage_http_head_parse(&head, "GET / HTTP/1.0\r\n\r\n\n\n\n", 21, &usual), 18);
}
END_TEST

START_TEST(long_targets_are_refused)
{
    /* Point 11. */
    for (int over = 0; over <= 1; over++) {
        char *text = stretch("GET /", 'x', " HTTP/1.1\r\nHost: a\r\n\r\n", 4 + 8192 + 22 + (size_t)over);
        int len = (int)strlen(text);
        ck_assert_int_eq(parse(text, (size_t)len, &usual), over ? -414 : len);
        /* It is known before the line ends. */
        ck_assert_int_eq(parse(text, 4 + 8193, &usual), over ? -414 : 0);
        ck_assert_int_eq(parse(text, 4 + 8192, &usual), 0);
        free(text);
    }
    char *text = stretch("GET /?", 'x', " HTTP/1.1\r\nHost: a\r\n\r\n", 9000);
    ck_assert_int_eq(parse(text, 9000, &usual), -414);
    free(text);
    struct http_limits small = {.head_max = 1000, .target_max = 20, .field_max = 5};
    judge("GET /123456789012345678 HTTP/1.0\r\n\r\n", 36, &small);
    ck_assert_int_eq(judge("GET /12345678901234567890 HTTP/1.0\r\n\r\n", 38, &small), -414);
    ck_assert_int_eq(judge("GET /1234\x80"
                           "56789012345678901234567890 HTTP/1.0\r\n\r\n",
                           49, &small),
                     -400);
}
END_TEST

START_TEST(long_heads_are_refused)
{
    /* Points 37 and 38: the limit counts all bytes of the head, the last included. */
    for (int over = 0; over <= 1; over++) {
        char *text = stretch("GET / HTTP/1.1\r\nHost: a\r\nX: ", 'x', "\r\n\r\n", 32768 + (size_t)over);
        ck_assert_int_eq(parse(text, strlen(text), &usual), over ? -431 : 32768);
        ck_assert_int_eq(parse(text, 32768, &usual), over ? -431 : 32768);
        ck_assert_int_eq(parse(text, 32767, &usual), 0);
        free(text);
    }
    static const char text[] = "GET / HTTP/1.1\r\nHost: a\r\nBad : x\r\nX: y\r\n\r\n";
    for (size_t most = 0; most < sizeof text; most++) {
        struct http_limits limits = {.head_max = most, .target_max = 100, .field_max = 100};
        /* The line that is wrong ends at byte 34. */
        ck_assert_int_eq(judge(text, sizeof text - 1, &limits), most < 34 ? -431 : -400);
    }
}
END_TEST

/* A head with `count` fields. */
static size_t write_fields(char *text, unsigned count)
{
    size_t len = (size_t)sprintf(text, "GET / HTTP/1.0\r\n");
    for (unsigned i = 0; i < count; i++)
        len += (size_t)sprintf(text + len, "X-%u: %u\r\n", i, i);
    return len + (size_t)sprintf(text + len, "\r\n");
}

START_TEST(many_fields_are_refused)
{
    char text[4096];
    struct http_limits limits = usual;
    for (unsigned most = 0; most <= HTTP_FIELDS_MAX + 10; most += most < 3 ? 1 : 97) { /* 0 to 3, 100, 197 */
        limits.field_max = most;
        unsigned held = most < HTTP_FIELDS_MAX ? most : HTTP_FIELDS_MAX;
        size_t len = write_fields(text, held);
        ck_assert_int_eq(judge(text, len, &limits), (int)len);
        len = write_fields(text, held + 1);
        ck_assert_int_eq(judge(text, len, &limits), -431); /* point 37 */
    }
    size_t len = write_fields(text, 100);
    struct http_head head;
    ck_assert_int_eq(swage_http_head_parse(&head, text, len, &usual), (int)len);
    ck_assert_uint_eq(head.field_count, 100);
    ck_text(head.fields[99].name, "X-99");
    ck_text(head.fields[99].value, "99");
}
END_TEST

START_TEST(long_methods_are_refused_with_their_line_or_a_full_head)
{
    char *text = stretch("G", 'G', " / HTTP/1.1\r\n", 102400); /* point 7 */
    ck_assert_int_eq(parse(text, 33, &usual), 0);
    ck_assert_int_eq(parse(text, usual.head_max - 1, &usual), 0);
    ck_assert_int_eq(parse(text, usual.head_max, &usual), -501);
    ck_assert_int_eq(parse(text, 102400, &usual), -501);
    free(text);
}
END_TEST

/* A small generator of numbers: the cases are the same in every run. */
static unsigned next_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(*state >> 33);
}

START_TEST(broken_heads_get_one_verdict)
{
    /* Points 50 and 61: whatever was changed in a head, all its beginnings agree with the whole. */
    static const char good[] = "POST /user?a=b HTTP/1.1\r\nHost: 127.0.0.1:8000\r\nX-Name-1: some value\r\n"
                               "Content-Type: application/json\r\nContent-Length: 52\r\nConnection: close\r\n\r\n";
    static const char odd[] = "\r\n\t :\0\x7f\x80 ,;*/#?[]@ABChttp015";
    uint64_t state = 1;
    int taken = 0, refused = 0;
    for (int i = 0; i < 3000; i++) {
        char text[sizeof good + 8];
        size_t len = sizeof good - 1;
        memcpy(text, good, len);
        for (unsigned changes = next_random(&state) % 3 + 1; changes > 0; changes--) {
            size_t at = next_random(&state) % len;
            switch (next_random(&state) % 3) {
            case 0: text[at] = odd[next_random(&state) % (sizeof odd - 1)]; break;
            case 1: memmove(text + at, text + at + 1, --len - at); break;
            default:
                memmove(text + at + 1, text + at, len++ - at);
                text[at] = odd[next_random(&state) % (sizeof odd - 1)];
            }
        }
        text[len] = '\0';
        int verdict = judge(text, len, &usual);
        taken += verdict > 0;
        refused += verdict < 0;
    }
    ck_assert_int_gt(taken, 300);
    ck_assert_int_gt(refused, 1000);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("head");
    TCase *tc = tcase_create("head");
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, request_lines_are_judged);
    tcase_add_test(tc, unfinished_heads_wait);
    tcase_add_test(tc, hosts_are_judged);
    tcase_add_test(tc, hosts_in_targets_are_judged_likewise);
    tcase_add_test(tc, fields_are_judged);
    tcase_add_test(tc, body_lengths_are_judged);
    tcase_add_test(tc, a_head_is_taken_apart);
    tcase_add_test(tc, a_plain_head_says_so);
    tcase_add_test(tc, methods_are_known);
    tcase_add_test(tc, absolute_targets_name_their_host);
    tcase_add_test(tc, connections_close_when_asked);
    tcase_add_test(tc, http10_expects_nothing);
    tcase_add_test(tc, bytes_behind_the_head_are_left);
    tcase_add_test(tc, long_targets_are_refused);
    tcase_add_test(tc, long_heads_are_refused);
    tcase_add_test(tc, many_fields_are_refused);
    tcase_add_test(tc, long_methods_are_refused_with_their_line_or_a_full_head);
    tcase_add_test(tc, broken_heads_get_one_verdict);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
