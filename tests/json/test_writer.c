/* SPDX-License-Identifier: MIT */
/* Writing: integers at every length, text of every byte and length, what escapes need beyond what was reserved. */
#include "config.h"

#include "guarded.h"

#include <swage/read.h>
#include <swage/write.h>

#include <check.h>
#include <inttypes.h>
#include <stdio.h>

static void check_unsigned(uint64_t value)
{
    char want[24];
    char got[SWAGE_MAX_UINT64 + SWAGE_SLACK];
    int len = snprintf(want, sizeof want, "%" PRIu64, value);
    char *end = swage_write_uint64(got, value);
    if (end - got != len || memcmp(got, want, (size_t)len) != 0)
        ck_abort_msg("%s", want);
}

static void check_signed(int64_t value)
{
    char want[24];
    char got[SWAGE_MAX_INT64 + SWAGE_SLACK];
    int len = snprintf(want, sizeof want, "%" PRId64, value);
    char *end = swage_write_int64(got, value);
    if (end - got != len || memcmp(got, want, (size_t)len) != 0)
        ck_abort_msg("%s", want);
}

START_TEST(integers_are_written_as_printf_does)
{
    for (uint64_t n = 0; n <= 1100000; n++)
        check_unsigned(n);
    for (uint64_t power = 1; power <= UINT64_MAX / 10; power *= 10)
        for (uint64_t times = 1; times <= 9; times++)
            for (uint64_t near = 0; near <= 2; near++)
                check_unsigned(power * times + near - 1);
    for (int bit = 0; bit < 64; bit++)
        for (uint64_t near = 0; near <= 2; near++)
            check_unsigned((UINT64_C(1) << bit) + near - 1);
    check_unsigned(UINT64_MAX);
    check_unsigned(10000000000000000000u);
}
END_TEST

START_TEST(signed_integers_are_written_as_printf_does)
{
    for (int64_t n = -20000; n <= 20000; n++)
        check_signed(n);
    for (int bit = 0; bit < 63; bit++)
        for (int64_t near = -1; near <= 1; near++) {
            check_signed((INT64_C(1) << bit) + near);
            check_signed(-(INT64_C(1) << bit) + near);
        }
    check_signed(INT64_MAX);
    check_signed(INT64_MIN);
}
END_TEST

START_TEST(booleans_and_pieces_are_written)
{
    char out[64];
    char *p = swage_write_bool(out, true);
    p = swage_write_bool(p, false);
    p = swage_put(p, "null", 4);
    ck_assert_int_eq(p - out, 13);
    ck_assert_mem_eq(out, "truefalsenull", 13);
}
END_TEST

/* Writes one text alone into a fresh buffer. Returns the status. */
static enum swage_status write_one(swage_buffer *buffer, swage_str text, size_t max)
{
    swage_buffer_init(buffer, max);
    char *p = swage_writer_open(buffer, text.len);
    if (p)
        p = swage_write_text(buffer, p, text);
    return swage_writer_close(buffer, p);
}

/* The escape of a byte by the plain definition; its length. */
static size_t escape(unsigned char byte, char *to)
{
    static const char special[] = "\"\"\\\\\bb\ff\nn\rr\tt";
    for (const char *p = special; *p; p += 2)
        if ((unsigned char)p[0] == byte)
            return (size_t)sprintf(to, "\\%c", p[1]);
    if (byte < 0x20)
        return (size_t)sprintf(to, "\\u%04x", byte);
    *to = (char)byte;
    return 1;
}

START_TEST(every_byte_at_every_place_is_written)
{
    struct guarded guarded = guarded_new(64);
    for (size_t len = 1; len <= 50; len++) {
        for (size_t at = 0; at < len; at++) {
            for (int byte = 0; byte < 128; byte++) {
                char want[64];
                char text[64];
                swage_buffer out;
                memset(text, 'x', len);
                memset(want, 'x', at);
                text[at] = (char)byte;
                size_t size = at + escape((unsigned char)byte, want + at);
                memset(want + size, 'x', len - at - 1);
                size += len - at - 1;
                ck_assert_int_eq(write_one(&out, swage_str_of(guarded_put(&guarded, text, len), len), size), SWAGE_OK);
                ck_assert_uint_eq(out.len, size);
                ck_assert_mem_eq(out.ptr, want, size);
                swage_buffer_done(&out);
            }
        }
    }
    guarded_free(&guarded);
}
END_TEST

START_TEST(text_that_is_not_utf8_is_refused)
{
    struct guarded guarded = guarded_new(64);
    for (size_t len = 1; len <= 50; len++) {
        for (size_t at = 0; at < len; at++) {
            char text[64];
            swage_buffer out;
            memset(text, 'x', len);
            text[at] = (char)0xe6;
            ck_assert_int_eq(write_one(&out, swage_str_of(guarded_put(&guarded, text, len), len), 100), SWAGE_E_VALUE);
            ck_assert_uint_eq(out.len, 0);
            swage_buffer_done(&out);
            if (len - at < 3)
                continue;
            memcpy(text + at, "\xe6\x97\xa5", 3);
            ck_assert_int_eq(write_one(&out, swage_str_of(guarded_put(&guarded, text, len), len), 100), SWAGE_OK);
            ck_assert_mem_eq(out.ptr, text, len);
            swage_buffer_done(&out);
        }
    }
    guarded_free(&guarded);
}
END_TEST

START_TEST(utf8_is_judged_over_escapes)
{
    swage_buffer out;
    ck_assert_int_eq(write_one(&out, SWAGE_STR("\"\xc3\xa9\"\xc3\xa9\""), 100), SWAGE_OK);
    ck_assert_mem_eq(out.ptr, "\\\"\xc3\xa9\\\"\xc3\xa9\\\"", 10);
    swage_buffer_done(&out);
    ck_assert_int_eq(write_one(&out, SWAGE_STR("\xc3\"\xa9 and more bytes than a block has"), 100), SWAGE_E_VALUE);
    swage_buffer_done(&out);
}
END_TEST

START_TEST(an_absent_text_is_unset_and_an_empty_one_is_not)
{
    swage_buffer out;
    ck_assert_int_eq(write_one(&out, swage_str_of(NULL, 0), 100), SWAGE_E_UNSET);
    swage_buffer_done(&out);
    ck_assert_int_eq(write_one(&out, SWAGE_EMPTY, 100), SWAGE_OK);
    ck_assert_uint_eq(out.len, 0);
    swage_buffer_done(&out);
}
END_TEST

START_TEST(escapes_stop_at_the_maximum)
{
    swage_buffer out;
    ck_assert_int_eq(write_one(&out, SWAGE_STR("\"\"\"\"\""), 10), SWAGE_OK);
    ck_assert_uint_eq(out.len, 10);
    swage_buffer_done(&out);
    ck_assert_int_eq(write_one(&out, SWAGE_STR("\"\"\"\"\""), 9), SWAGE_E_LIMIT);
    ck_assert_uint_eq(out.len, 0);
    swage_buffer_done(&out);
    ck_assert_int_eq(write_one(&out, SWAGE_STR("\x01\x02"), 12), SWAGE_OK);
    swage_buffer_done(&out);
    ck_assert_int_eq(write_one(&out, SWAGE_STR("\x01\x02"), 11), SWAGE_E_LIMIT);
    swage_buffer_done(&out);
}
END_TEST

/* One reservation for three texts of which each needs six times its room, and constants between them. */
static char *write_three(swage_buffer *buffer, char *p, swage_str text)
{
    p = swage_reserve(buffer, p, 3 * text.len + 8);
    for (int i = 0; p && i < 3; i++) {
        p = swage_put(p, "<", 1);
        p = swage_write_text(buffer, p, text);
        if (p)
            p = swage_put(p, ">", 1);
    }
    return p ? swage_put(p, "..", 2) : NULL;
}

START_TEST(what_is_promised_behind_an_escape_always_fits)
{
    for (size_t len = 0; len <= 600; len += 1 + len / 16) {
        char text[600];
        swage_buffer out;
        memset(text, '\x01', len);
        swage_buffer_init(&out, 3 * 6 * len + 8);
        char *p = write_three(&out, swage_writer_open(&out, 0), swage_str_of(text, len));
        ck_assert_int_eq(swage_writer_close(&out, p), SWAGE_OK);
        ck_assert_uint_eq(out.len, 3 * 6 * len + 8);
        ck_assert_uint_le(out.cap, out.max + SWAGE_SLACK);
        for (size_t i = 0; i < 3; i++) {
            const char *at = out.ptr + i * (6 * len + 2);
            ck_assert_int_eq(*at++, '<');
            for (size_t j = 0; j < len; j++, at += 6)
                ck_assert_mem_eq(at, "\\u0001", 6);
            ck_assert_int_eq(*at, '>');
        }
        ck_assert_mem_eq(out.ptr + out.len - 2, "..", 2);
        swage_buffer_done(&out);
    }
}
END_TEST

START_TEST(a_failed_encoding_leaves_what_stood_before)
{
    swage_buffer out;
    swage_buffer_init(&out, 100);
    ck_assert_int_eq(swage_buffer_add_str(&out, SWAGE_STR("before")), SWAGE_OK);
    char *p = swage_writer_open(&out, 20);
    p = swage_put(p, "half of it", 10);
    p = swage_write_text(&out, p, swage_str_of(NULL, 0));
    ck_assert_ptr_null(p);
    ck_assert_ptr_null(swage_reserve(&out, p, 5));
    ck_assert_int_eq(swage_writer_close(&out, p), SWAGE_E_UNSET);
    ck_assert_uint_eq(out.len, 6);
    ck_assert_mem_eq(out.ptr, "before", 6);
    p = swage_writer_open(&out, 5);
    ck_assert_int_eq(swage_writer_close(&out, swage_put(p, "after", 5)), SWAGE_OK);
    ck_assert_mem_eq(out.ptr, "beforeafter", 11);
    swage_buffer_done(&out);
}
END_TEST

START_TEST(the_first_failure_is_the_one_told)
{
    swage_buffer out;
    swage_buffer_init(&out, 100);
    swage_write_failed(&out, SWAGE_E_VALUE);
    swage_write_failed(&out, SWAGE_E_LIMIT);
    ck_assert_int_eq(swage_writer_close(&out, NULL), SWAGE_E_VALUE);
    swage_buffer_done(&out);
}
END_TEST

START_TEST(nul_is_a_breach_where_it_is_not_asked_for)
{
    swage_str text = {"a\0b", 3};
    swage_buffer out;
    swage_buffer_init(&out, 100);
    for (int strict = 0; strict < 2; strict++) {
        out.is_strict = strict;
        char *p = swage_write_text(&out, swage_writer_open(&out, text.len), text);
        ck_assert_int_eq(p == NULL, strict);
        ck_assert_uint_eq(out.breaches, 1);
        ck_assert_int_eq(swage_writer_close(&out, p), strict ? SWAGE_E_SCHEMA : SWAGE_OK);
        p = swage_write_text_nul(&out, swage_writer_open(&out, text.len), text);
        ck_assert_uint_eq(out.breaches, 1);
        ck_assert_int_eq(swage_writer_close(&out, p), SWAGE_OK);
    }
    ck_assert_uint_eq(out.len, 3 * 8);
    ck_assert_mem_eq(out.ptr, "a\\u0000ba\\u0000ba\\u0000b", 24);
    swage_buffer_done(&out);
}
END_TEST

START_TEST(what_was_written_reads_back)
{
    swage_arena arena;
    swage_arena_init(&arena, 1 << 20);
    for (size_t len = 1; len <= 100; len++) {
        char bytes[100];
        swage_buffer out;
        swage_reader r;
        swage_str text;
        for (size_t i = 0; i < len; i++)
            bytes[i] = (char)(1 + (i * 37 + len) % 127);
        swage_buffer_init(&out, 1000);
        char *p = swage_writer_open(&out, len + 4);
        p = swage_write_text(&out, swage_put(p, "[\"", 2), swage_str_of(bytes, len));
        ck_assert_int_eq(swage_writer_close(&out, swage_put(p, "\"]", 2)), SWAGE_OK);
        const char *at = swage_reader_open(&r, swage_str_of(out.ptr, out.len), &arena);
        at = swage_read_string(&r, at + 1, &text);
        ck_assert_ptr_eq(at, r.end - 1);
        ck_assert(swage_str_equal(text, swage_str_of(bytes, len)));
        swage_buffer_done(&out);
    }
    swage_arena_done(&arena);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("writer");
    tcase_set_timeout(tests, 30);
    tcase_add_test(tests, integers_are_written_as_printf_does);
    tcase_add_test(tests, signed_integers_are_written_as_printf_does);
    tcase_add_test(tests, booleans_and_pieces_are_written);
    tcase_add_test(tests, every_byte_at_every_place_is_written);
    tcase_add_test(tests, text_that_is_not_utf8_is_refused);
    tcase_add_test(tests, utf8_is_judged_over_escapes);
    tcase_add_test(tests, an_absent_text_is_unset_and_an_empty_one_is_not);
    tcase_add_test(tests, escapes_stop_at_the_maximum);
    tcase_add_test(tests, what_is_promised_behind_an_escape_always_fits);
    tcase_add_test(tests, a_failed_encoding_leaves_what_stood_before);
    tcase_add_test(tests, the_first_failure_is_the_one_told);
    tcase_add_test(tests, nul_is_a_breach_where_it_is_not_asked_for);
    tcase_add_test(tests, what_was_written_reads_back);
    Suite *suite = suite_create("writer");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
