/* SPDX-License-Identifier: MIT */
/*
 * Chunked bodies: every case is read whole, byte by byte and cut at every byte, each part with forbidden memory behind
 * it. The numbers are the points of the list of what a server must withstand.
 */
#include "http/chunked.h"

#include "guard.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BODY_MAX  4096
#define EXTRA_MAX 64

struct outcome {
    int verdict; /* bytes consumed when the end was found, 0 when it was not, or minus a status code */
    size_t body_len;
    char body[BODY_MAX];
};

struct sample {
    int point;
    int verdict;
    const char *bytes;
    size_t len;
    const char *body;
};

#define WHOLE 1 /* as a verdict: all bytes are the body */
#define GOOD(point, bytes, body)                     \
    {                                                \
        point, WHOLE, bytes, sizeof(bytes) - 1, body \
    }
#define BAD(point, verdict, bytes)                     \
    {                                                  \
        point, verdict, bytes, sizeof(bytes) - 1, NULL \
    }
#define COUNT(table) (sizeof(table) / sizeof *(table))

/* Feeds `len` bytes. Returns false when nothing more is to be fed; outcome->verdict counts what was consumed till
   then. */
static bool feed(struct http_chunked *chunked, const char *bytes, size_t len, struct outcome *outcome)
{
    char *at = guard_behind(bytes, len);
    for (size_t used = 0; used < len;) {
        swage_str piece;
        bool done;
        int64_t read = swage_http_chunked_read(chunked, at + used, len - used, &piece, &done);
        if (read < 0) {
            outcome->verdict = (int)read;
            return false;
        }
        ck_assert_int_gt(read, 0);
        ck_assert_uint_le((size_t)read, len - used);
        if (piece.len > 0) {
            ck_assert_ptr_eq(piece.ptr + piece.len, at + used + read);
            memcpy(outcome->body + outcome->body_len, piece.ptr, piece.len);
            outcome->body_len += piece.len;
        }
        used += (size_t)read;
        outcome->verdict += (int)read;
        if (done)
            return false;
    }
    return true;
}

/* Reads the bytes with a cut every `step` bytes from byte `first` on. */
static struct outcome decode(const char *bytes, size_t len, size_t first, size_t step, uint64_t body_max)
{
    struct http_chunked chunked;
    struct outcome outcome = {0};
    swage_http_chunked_init(&chunked, body_max, EXTRA_MAX);
    size_t at = 0, end = first < len ? first : len;
    while (feed(&chunked, bytes + at, end - at, &outcome)) {
        if (end == len) {
            outcome.verdict = 0;
            break;
        }
        at = end;
        end = len - at < step ? len : at + step;
    }
    return outcome;
}

static void ck_same(const struct outcome *one, const struct outcome *other, const char *bytes)
{
    ck_assert_msg(one->verdict == other->verdict, "point 61: %d and %d: %s", one->verdict, other->verdict, bytes);
    ck_assert_uint_eq(one->body_len, other->body_len);
    ck_assert(memcmp(one->body, other->body, one->body_len) == 0);
}

/* Decodes in all ways and returns what all of them came to. */
static struct outcome judge(const char *bytes, size_t len, uint64_t body_max)
{
    struct outcome whole = decode(bytes, len, len, len, body_max);
    struct outcome bytewise = decode(bytes, len, 1, 1, body_max);
    ck_same(&whole, &bytewise, bytes);
    for (size_t cut = 0; cut <= len; cut++) {
        struct outcome other = decode(bytes, len, cut, len, body_max);
        ck_same(&whole, &other, bytes);
    }
    return whole;
}

static void check_samples(const struct sample *samples, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct sample *s = &samples[i];
        struct outcome outcome = judge(s->bytes, s->len, BODY_MAX);
        int wanted = s->verdict == WHOLE ? (int)s->len : s->verdict;
        ck_assert_msg(outcome.verdict == wanted, "point %d: %d, wanted %d: %s", s->point, outcome.verdict, wanted,
                      s->bytes);
        if (s->body) {
            ck_assert_uint_eq(outcome.body_len, strlen(s->body));
            ck_assert(memcmp(outcome.body, s->body, outcome.body_len) == 0);
        }
    }
}

START_TEST(chunks_make_a_body)
{
    static const struct sample samples[] = {
        GOOD(51, "0\r\n\r\n", ""),
        GOOD(51, "5\r\nhello\r\n0\r\n\r\n", "hello"),
        GOOD(51, "5\r\nhello\r\n6\r\n world\r\n000\r\n\r\n", "hello world"),
        GOOD(51, "A\r\n0123456789\r\na\r\n0123456789\r\n0\r\n\r\n", "01234567890123456789"),
        GOOD(51, "1e\r\nall your base are belong to us\r\n0\r\n\r\n", "all your base are belong to us"),
        GOOD(52, "0000000000000005\r\nhello\r\n0000000000000000\r\n\r\n", "hello"),
        GOOD(51, "7\r\n\r\n0\r\n\r\n\r\n0\r\n\r\n", "\r\n0\r\n\r\n"),
    };
    check_samples(samples, COUNT(samples));
}
END_TEST

START_TEST(chunk_sizes_are_judged)
{
    static const struct sample samples[] = {
        BAD(51, -400, "0x5\r\nhello\r\n0\r\n\r\n"),
        BAD(51, -400, "+5\r\nhello\r\n0\r\n\r\n"),
        BAD(51, -400, "-1\r\n"),
        BAD(51, -400, "5_\r\nhello\r\n0\r\n\r\n"),
        BAD(51, -400, " 5\r\nhello\r\n0\r\n\r\n"),
        BAD(51, -400, "5 \r\nhello\r\n0\r\n\r\n"),
        BAD(51, -400, "5\t\r\nhello\r\n0\r\n\r\n"),
        BAD(51, -400, "g\r\n"),
        BAD(51, -400, "\r\n"),
        BAD(51, -400, ";a\r\n"),
        BAD(51, -400, "10000000000000000\r\n"),
        BAD(51, -400, "FFFFFFFFFFFFFFFF\r\n"),
        BAD(51, -400, "8000000000000000\r\n"),
        BAD(51, -413, "7fffffffffffffff\r\n"),
        BAD(51, -413, "fffffffffffffff\r\n"),
        BAD(52, -400, "00000000000000005\r\n"),
        BAD(51, -400, "\xd9\xa5\r\n"),
        BAD(51, -400, "5\0\r\nhello\r\n"),
    };
    check_samples(samples, COUNT(samples));
}
END_TEST

START_TEST(line_ends_of_chunks_are_strict)
{
    static const struct sample samples[] = {
        BAD(53, -400, "5\r\nhello0\r\n\r\n"),
        BAD(53, -400, "5\r\nhello\n0\r\n\r\n"),
        BAD(53, -400, "5\r\nhello\r0\r\n\r\n"),
        BAD(53, -400, "5\r\nhello!\r\n0\r\n\r\n"),
        BAD(53, -400, "5\nhello\r\n0\r\n\r\n"),
        BAD(53, -400, "5\rhello\r\n0\r\n\r\n"),
        BAD(53, -400, "5\r\r\nhello\r\n0\r\n\r\n"),
        BAD(53, -400, "3\r\nfoo\r\n\r\n"),
        BAD(53, -400, "0\n\n"),
        BAD(53, -400, "0\r\n\n"),
        BAD(53, -400, "0\r\n\r\r"),
        BAD(53, 0, "0\r\n\r"),
        BAD(53, 0, "0\r\n"),
        BAD(60, 0, "5\r\nhell"),
        BAD(60, 0, ""),
    };
    check_samples(samples, COUNT(samples));
}
END_TEST

START_TEST(extensions_are_checked_and_dropped)
{
    static const struct sample samples[] = {
        GOOD(54, "1;a;b=c;d=\"e;f\"\r\nx\r\n0;a\r\n\r\n", "x"),
        GOOD(54, "1;a=\"\\\"\\\\\t \x80\"\r\nx\r\n0\r\n\r\n", "x"),
        GOOD(54, "1;a=\"\"\r\nx\r\n0\r\n\r\n", "x"),
        GOOD(54, "1 ; a = b ;c\t=\t\"d\" ;e\r\nx\r\n0\r\n\r\n", "x"),
        BAD(54, -400, "1;\r\nx\r\n0\r\n\r\n"),
        BAD(54, -400, "1;;a\r\nx\r\n0\r\n\r\n"),
        BAD(54, -400, "1;a=\r\nx\r\n0\r\n\r\n"),
        BAD(54, -400, "1;=b\r\nx\r\n0\r\n\r\n"),
        BAD(54, -400, "1;a b\r\nx\r\n0\r\n\r\n"),
        BAD(54, -400, "1;a \r\nx\r\n0\r\n\r\n"),
        BAD(54, -400, "1;a=b \r\nx\r\n0\r\n\r\n"),
        BAD(54, -400, "1;a=\"b\" \r\nx\r\n0\r\n\r\n"),
        BAD(54, -400, "1;a=\"b\"c\r\nx\r\n0\r\n\r\n"),
        BAD(54, -400, "1;a=\"b\r\nx\r\n0\r\n\r\n"),
        BAD(54, -400, "1;a=\"b\\\r\n\"\r\nx\r\n0\r\n\r\n"),
        BAD(54, -400, "1;a=\"\x7f\"\r\nx\r\n0\r\n\r\n"),
        BAD(54, -400, "1;a=b=c\r\nx\r\n0\r\n\r\n"),
        BAD(54, -400, "1;a\nx\r\n0\r\n\r\n"),
        BAD(54, -400, "1;a\0\r\nx\r\n0\r\n\r\n"),
        BAD(54, -400, "1;a\x80\r\nx\r\n0\r\n\r\n"),
        BAD(54, -400, "1 a\r\nx\r\n0\r\n\r\n"),
        BAD(54, -400, "3 \n  \r\nfoo\r\n0\r\n\r\n"),
        BAD(54, -400, "5\r\r;ABCD\r\n34\r\n"),
    };
    check_samples(samples, COUNT(samples));
}
END_TEST

START_TEST(trailers_are_checked_and_dropped)
{
    static const struct sample samples[] = {
        GOOD(55, "1\r\nx\r\n0\r\nVary: *\r\nContent-Length: 9\r\nHost:\r\n\r\n", "x"),
        GOOD(55, "0\r\na:\t\x80\t\r\n\r\n", ""),
        BAD(55, -400, "0\r\nNoColon\r\n\r\n"),
        BAD(55, -400, "0\r\n: v\r\n\r\n"),
        BAD(55, -400, "0\r\na : v\r\n\r\n"),
        BAD(55, -400, "0\r\n a: v\r\n\r\n"),
        BAD(55, -400, "0\r\na: v\r\n w\r\n\r\n"),
        BAD(55, -400, "0\r\na: v\n\r\n"),
        BAD(55, -400, "0\r\na: v\rb\r\n\r\n"),
        BAD(55, -400, "0\r\na: \0\r\n\r\n"),
        BAD(55, -400, "0\r\na: \x7f\r\n\r\n"),
        BAD(55, -400,
            "0\r\na: \x7f"
            "0\r\n\r\n"),
        BAD(55, -400,
            "0\r\na\x7f"
            "0\r\n\r\n"),
        BAD(55, -400, "0\r\na[]: v\r\n\r\n"),
        BAD(55, -400, "0\r\n5\r\nhello\r\n0\r\n\r\n"),
    };
    check_samples(samples, COUNT(samples));
}
END_TEST

START_TEST(extensions_and_trailers_are_bounded_together)
{
    char text[512];
    for (int over = 0; over <= 1; over++) {
        /* ';' and the name count; the line's end does not. */
        int len = snprintf(text, sizeof text, "1;%0*d\r\nx\r\n0\r\n\r\n", EXTRA_MAX - 1 + over, 0);
        ck_assert_int_eq(judge(text, (size_t)len, BODY_MAX).verdict, over ? -400 : len);
        len = snprintf(text, sizeof text, "1;%0*d\r\nx\r\n1;%0*d\r\nx\r\n0\r\n\r\n", 31, 0, EXTRA_MAX - 33 + over, 0);
        ck_assert_int_eq(judge(text, (size_t)len, BODY_MAX).verdict, over ? -400 : len);
        /* Of a trailer all but the LF counts. */
        len = snprintf(text, sizeof text, "0\r\na:%0*d\r\n\r\n", EXTRA_MAX - 3 + over, 0);
        ck_assert_int_eq(judge(text, (size_t)len, BODY_MAX).verdict, over ? -431 : len);
        len = snprintf(text, sizeof text, "0;%0*d\r\na:%0*d\r\n\r\n", 31, 0, EXTRA_MAX - 35 + over, 0);
        ck_assert_int_eq(judge(text, (size_t)len, BODY_MAX).verdict, over ? -431 : len);
    }
}
END_TEST

START_TEST(bodies_are_bounded)
{
    /* Point 102: exactly the limit is taken; one more is refused at the size that passes it. */
    static const char text[] = "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n";
    ck_assert_int_eq(judge(text, sizeof text - 1, 11).verdict, (int)sizeof text - 1);
    ck_assert_int_eq(judge(text, sizeof text - 1, 10).verdict, -413);
    ck_assert_int_eq(judge(text, sizeof "5\r\nhello\r\n6\r\n" - 1, 10).verdict, -413);
    ck_assert_int_eq(judge(text, sizeof text - 1, 0).verdict, -413);
    ck_assert_int_eq(judge("0\r\n\r\n", 5, 0).verdict, 5);
    /* No sum wraps. */
    struct http_chunked chunked;
    swage_str piece;
    bool done;
    swage_http_chunked_init(&chunked, UINT64_MAX, EXTRA_MAX);
    ck_assert_int_eq(swage_http_chunked_read(&chunked, "7fffffffffffffff\r\nx", 19, &piece, &done), 19);
    chunked.left = 0;
    for (int i = 0; i < 2; i++) {
        chunked.state = 0;
        chunked.left = 0;
        int64_t read = swage_http_chunked_read(&chunked, "7fffffffffffffff\r\n", 18, &piece, &done);
        ck_assert_int_eq(read, i == 0 ? 18 : -413);
    }
}
END_TEST

START_TEST(bytes_behind_the_body_are_left)
{
    static const char text[] = "1\r\nx\r\n0\r\n\r\nGET / HTTP/1.1\r\n"; /* point 57 */
    ck_assert_int_eq(judge(text, sizeof text - 1, BODY_MAX).verdict, 11);
    struct http_chunked chunked;
    swage_str piece;
    bool done;
    swage_http_chunked_init(&chunked, BODY_MAX, EXTRA_MAX);
    ck_assert_int_eq(swage_http_chunked_read(&chunked, "0\r\n\r\n", 5, &piece, &done), 5);
    ck_assert(done);
    ck_assert_int_eq(swage_http_chunked_read(&chunked, "GET", 3, &piece, &done), 0);
    ck_assert(done);
}
END_TEST

START_TEST(many_small_chunks_are_read)
{
    enum { CHUNKS = 200000 }; /* point 56 */
    char *text = malloc(CHUNKS * 6 + 5);
    ck_assert_ptr_nonnull(text);
    for (size_t i = 0; i < CHUNKS; i++)
        memcpy(text + i * 6, "1\r\nx\r\n", 6);
    memcpy(text + CHUNKS * 6, "0\r\n\r\n", 5);
    struct http_chunked chunked;
    swage_http_chunked_init(&chunked, CHUNKS, 0);
    size_t at = 0, body = 0;
    for (bool done = false; !done;) {
        swage_str piece;
        int64_t read = swage_http_chunked_read(&chunked, text + at, CHUNKS * 6 + 5 - at, &piece, &done);
        ck_assert_int_gt(read, 0);
        at += (size_t)read;
        body += piece.len;
    }
    ck_assert_uint_eq(body, CHUNKS);
    ck_assert_uint_eq(at, CHUNKS * 6 + 5);
    free(text);
}
END_TEST

START_TEST(broken_bodies_get_one_verdict)
{
    static const char good[] = "5;a=\"b\";c\r\nhello\r\n06\r\n world\r\n0\r\nVary: *\r\n\r\n";
    static const char odd[] = "\r\n\t ;=\"\\:\0\x7f\x80"
                              "0159afAFgx";
    uint64_t state = 7;
    int taken = 0, refused = 0;
    for (int i = 0; i < 5000; i++) {
        char text[sizeof good];
        memcpy(text, good, sizeof good);
        for (int changes = 0; changes <= i % 2; changes++) {
            state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            text[(state >> 33) % (sizeof good - 1)] = odd[(state >> 50) % (sizeof odd - 1)];
        }
        int verdict = judge(text, sizeof good - 1, BODY_MAX).verdict;
        taken += verdict > 0;
        refused += verdict < 0;
    }
    ck_assert_int_gt(taken, 300);
    ck_assert_int_gt(refused, 2000);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("chunked");
    TCase *tc = tcase_create("chunked");
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, chunks_make_a_body);
    tcase_add_test(tc, chunk_sizes_are_judged);
    tcase_add_test(tc, line_ends_of_chunks_are_strict);
    tcase_add_test(tc, extensions_are_checked_and_dropped);
    tcase_add_test(tc, trailers_are_checked_and_dropped);
    tcase_add_test(tc, extensions_and_trailers_are_bounded_together);
    tcase_add_test(tc, bodies_are_bounded);
    tcase_add_test(tc, bytes_behind_the_body_are_left);
    tcase_add_test(tc, many_small_chunks_are_read);
    tcase_add_test(tc, broken_bodies_get_one_verdict);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
