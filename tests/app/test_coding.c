/* SPDX-License-Identifier: MIT */
/* RFC 9110 8.4, 12.5.3, 12.5.5: which answers are packed, what their heads say then, and that nothing of them is lost. */
#include "config.h"

#include "app/coding.h"

#include <swage/error.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define STATUS "HTTP/1.1 200 OK\r\n"
#define DATE   "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
#define JSON   "Content-Type: application/json\r\n"
#define VARY   "Vary: Accept-Encoding\r\n"
#define CODED  "Content-Encoding: gzip\r\n"
#define LENGTH "Content-Length: 00\r\n"

enum { MIN = 100, MAX = 5000, EARLIER = 7 };

static struct coding coding;
static swage_buffer out;
static swage_str head, body; /* of the answer as it would be sent */

static void set_up(void)
{
    swage_coding_init(&coding, MIN, MAX);
    swage_buffer_init(&out, 1 << 20);
}

static void tear_down(void)
{
    swage_coding_done(&coding);
    swage_buffer_done(&out);
}

/* Text that packs well: "abc...yzabc...". */
static void write_body(char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        bytes[i] = (char)('a' + i % 26);
}

/* Behind an answer that was made before. */
static void apply(const char *accepted, const char *fields, const char *bytes, size_t len)
{
    struct http_head asked = {.field_count = accepted ? 1 : 0};
    asked.fields[0] = (struct swage_field){SWAGE_STR("Accept-Encoding"), swage_str_from(accepted ? accepted : "")};
    swage_buffer_clear(&out, SIZE_MAX);
    ck_assert_int_eq(swage_buffer_add(&out, "earlier", EARLIER), SWAGE_OK);
    ck_assert_int_eq(swage_buffer_printf(&out, STATUS "%s" LENGTH "\r\n", fields), SWAGE_OK);
    size_t body_at = out.len;
    ck_assert_int_eq(swage_buffer_add(&out, bytes, len), SWAGE_OK);
    if (swage_coding_fits(&coding, len))
        swage_coding_apply(&coding, &asked, &out, EARLIER, &body_at);
    ck_assert_mem_eq(out.ptr, "earlier", EARLIER);
    head = swage_str_of(out.ptr + EARLIER, body_at - EARLIER);
    body = swage_str_of(out.ptr + body_at, out.len - body_at);
}

static void apply_letters(const char *accepted, const char *fields, size_t len)
{
    static char letters[2 * MAX];
    write_body(letters, len);
    apply(accepted, fields, letters, len);
}

static void expect_head(const char *wanted)
{
    ck_assert_msg(head.len == strlen(wanted) && memcmp(head.ptr, wanted, head.len) == 0, "%.*s", (int)head.len, head.ptr);
}

static void expect_letters(size_t len)
{
    char letters[2 * MAX];
    write_body(letters, len);
    ck_assert_uint_eq(body.len, len);
    ck_assert_mem_eq(body.ptr, letters, len);
}

/* What the body says once it is unpacked. */
static void expect_packed_letters(size_t len)
{
    static char text[2 * MAX];
    z_stream stream = {.next_in = (z_const unsigned char *)(uintptr_t)body.ptr, .avail_in = (unsigned)body.len};
    stream.next_out = (unsigned char *)text;
    stream.avail_out = sizeof text;
    ck_assert_int_eq(inflateInit2(&stream, MAX_WBITS + 16), Z_OK);
    ck_assert_int_eq(inflate(&stream, Z_FINISH), Z_STREAM_END);
    ck_assert_uint_eq(stream.avail_in, 0);
    ck_assert_uint_lt(body.len, len);
    body = swage_str_of(text, stream.total_out);
    inflateEnd(&stream);
    expect_letters(len);
}

START_TEST(what_the_client_takes_is_packed)
{
    apply_letters("gzip", DATE JSON, 1000);
    expect_head(STATUS DATE JSON VARY CODED LENGTH "\r\n");
    expect_packed_letters(1000);
}
END_TEST

/* Its state is used again, also after an answer that it could not make shorter. */
START_TEST(answers_follow_each_other)
{
    for (size_t len = MIN; len <= MAX; len += 700) {
        char noise[MIN];
        apply_letters("gzip", JSON, len);
        expect_packed_letters(len);
        for (size_t i = 0; i < sizeof noise; i++)
            noise[i] = (char)(i * i * 73 + i * 151 + len);
        apply("gzip", JSON, noise, sizeof noise);
        ck_assert_uint_eq(body.len, sizeof noise);
        ck_assert_mem_eq(body.ptr, noise, sizeof noise);
        expect_head(STATUS JSON VARY LENGTH "\r\n");
    }
}
END_TEST

/* Whoever keeps an answer for others has to know that they might get another one. */
static const struct {
    const char *accepted;
    bool is_packed;
} clients[] = {
    {NULL, false},
    {"", false},
    {"br, deflate", false},
    {"gzip;q=0, *", false},
    {"gzip;q=0.5, identity", false},
    {"gzip;q=0.2, *;q=0.3", false},
    {"GZip", true},
    {"br, gzip;q=0.1", true},
    {"*", true},
    {"gzip, identity;q=0.5", true},
    {"gzip, identity;q=0", true},
};

START_TEST(the_client_chooses)
{
    apply_letters(clients[_i].accepted, JSON, MIN);
    if (clients[_i].is_packed) {
        expect_head(STATUS JSON VARY CODED LENGTH "\r\n");
        expect_packed_letters(MIN);
    } else {
        expect_head(STATUS JSON VARY LENGTH "\r\n");
        expect_letters(MIN);
    }
}
END_TEST

START_TEST(sizes_are_bounded_on_both_sides)
{
    static const size_t lens[] = {0, 1, MIN - 1, MAX + 1, 2 * MAX};
    for (size_t i = 0; i < sizeof lens / sizeof *lens; i++) {
        apply_letters("gzip", JSON, lens[i]);
        expect_head(STATUS JSON LENGTH "\r\n");
        expect_letters(lens[i]);
    }
    apply_letters("gzip", JSON, MIN);
    expect_packed_letters(MIN);
    apply_letters("gzip", JSON, MAX);
    expect_packed_letters(MAX);
}
END_TEST

/* What is packed never takes more room than what was not, so that it cannot fail for want of room. */
START_TEST(the_shortest_are_not_made_longer)
{
    swage_coding_init(&coding, 1, MAX);
    for (size_t len = 1; len < MIN; len++) {
        char text[MIN];
        memset(text, '1', len);
        apply("gzip", JSON, text, len);
        if (head.len == sizeof STATUS JSON VARY LENGTH + 1) {
            ck_assert_uint_eq(body.len, len);
            ck_assert_mem_eq(body.ptr, text, len);
        } else {
            ck_assert_uint_eq(head.len, sizeof STATUS JSON VARY CODED LENGTH + 1);
            ck_assert_uint_le(head.len + body.len, sizeof STATUS JSON LENGTH + 1 + len);
        }
    }
    expect_head(STATUS JSON VARY CODED LENGTH "\r\n"); /* the last one was worth it */
}
END_TEST

static const char *const fixed[] = {
    "",
    DATE,
    "Content-Type: image/png\r\n",
    "Content-Type: application/octet-stream\r\n",
    "Content-Type: application/jsonish\r\n",
    "Content-Type: json\r\n",
    "Content-Type: text\r\n",
    JSON "Content-Encoding: br\r\n",
    JSON "content-range: bytes 0-99/200\r\n",
    JSON "Content-Digest: sha-256=:AAAA:\r\n",
    JSON "Repr-Digest: sha-256=:AAAA:\r\n",
    JSON "ETag: \"strong\"\r\n",
    JSON "Cache-Control: private, No-Transform\r\n",
    "ETag: \"strong\"\r\n" VARY JSON,
};

START_TEST(what_must_not_change_does_not)
{
    char wanted[256];
    snprintf(wanted, sizeof wanted, STATUS "%s" LENGTH "\r\n", fixed[_i]);
    apply_letters("gzip", fixed[_i], 1000);
    expect_head(wanted);
    expect_letters(1000);
}
END_TEST

static const struct {
    const char *fields, *wanted;
} varied[] = {
    {"Content-Type: text/plain\r\n", "Content-Type: text/plain\r\n" VARY CODED},
    {"Content-Type: TEXT/CSV; charset=utf-8\r\n", "Content-Type: TEXT/CSV; charset=utf-8\r\n" VARY CODED},
    {"Content-Type: application/problem+json\r\n", "Content-Type: application/problem+json\r\n" VARY CODED},
    {"Content-Type: application/JSON ; a=b\r\n", "Content-Type: application/JSON ; a=b\r\n" VARY CODED},
    {"Content-Type: image/svg+xml\r\n", "Content-Type: image/svg+xml\r\n" VARY CODED},
    {"Content-Type: application/xml\r\n", "Content-Type: application/xml\r\n" VARY CODED},
    {JSON "ETag: W/\"weak\"\r\n", JSON "ETag: W/\"weak\"\r\n" VARY CODED},
    {JSON "Cache-Control: no-store\r\n", JSON "Cache-Control: no-store\r\n" VARY CODED},
    {JSON "Vary: Origin\r\nX-A: b\r\n", JSON "Vary: Origin, Accept-Encoding\r\nX-A: b\r\n" CODED},
    {JSON "Vary: A\r\nvary: B\r\n", JSON "Vary: A\r\nvary: B, Accept-Encoding\r\n" CODED},
    {JSON "Vary: Origin, accept-encoding\r\n", JSON "Vary: Origin, accept-encoding\r\n" CODED},
    {JSON "Vary: Accept-Encoding\r\nVary: B\r\n", JSON "Vary: Accept-Encoding\r\nVary: B\r\n" CODED},
    {JSON "Vary: *\r\n", JSON "Vary: *\r\n" CODED},
};

START_TEST(text_is_packed_and_vary_says_so_once)
{
    char wanted[256];
    snprintf(wanted, sizeof wanted, STATUS "%s" LENGTH "\r\n", varied[_i].wanted);
    apply_letters("gzip", varied[_i].fields, 1000);
    expect_head(wanted);
    expect_packed_letters(1000);
}
END_TEST

/* Not a byte more fits into the output: what others can read as well stays as it is, and what is packed fits. */
START_TEST(a_full_output_is_no_failure)
{
    swage_buffer_init(&out, EARLIER + sizeof STATUS JSON LENGTH + 1 + 1000);
    apply_letters(NULL, JSON, 1000);
    expect_head(STATUS JSON LENGTH "\r\n");
    expect_letters(1000);
    apply_letters("gzip", JSON, 1000);
    expect_head(STATUS JSON VARY CODED LENGTH "\r\n");
    expect_packed_letters(1000);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("coding");
    TCase *tc = tcase_create("coding");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, what_the_client_takes_is_packed);
    tcase_add_test(tc, answers_follow_each_other);
    tcase_add_loop_test(tc, the_client_chooses, 0, sizeof clients / sizeof *clients);
    tcase_add_test(tc, sizes_are_bounded_on_both_sides);
    tcase_add_test(tc, the_shortest_are_not_made_longer);
    tcase_add_loop_test(tc, what_must_not_change_does_not, 0, sizeof fixed / sizeof *fixed);
    tcase_add_loop_test(tc, text_is_packed_and_vary_says_so_once, 0, sizeof varied / sizeof *varied);
    tcase_add_test(tc, a_full_output_is_no_failure);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
