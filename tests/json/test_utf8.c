/* SPDX-License-Identifier: MIT */
/* UTF-8: every code point, every short sequence against the plain definition, and every place in a text. */
#include "config.h"

#include "guarded.h"
#include "json/utf8.h"

#include <swage/read.h>

#include <check.h>
#include <stdlib.h>

/* RFC 3629 3 as it stands there: decode, then ask whether the number has that length. Returns the length, 0 for
   none. */
static size_t sequence(const unsigned char *p, size_t len)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t size = *p < 0x80 ? 1 : *p < 0xc0 ? 0 : *p < 0xe0 ? 2 : *p < 0xf0 ? 3 : *p < 0xf8 ? 4 : 0;
    if (size == 0 || size > len)
        return 0;
    if (size == 1)
        return 1;
    uint32_t point = *p & (0xffu >> (size + 1));
    for (size_t i = 1; i < size; i++) {
        if (p[i] >> 6 != 2)
            return 0;
        point = point << 6 | (p[i] & 0x3f);
    }
    bool good = point >= least[size] && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
    return good ? size : 0;
}

static bool is_valid(const unsigned char *p, size_t len)
{
    while (len > 0) {
        size_t size = sequence(p, len);
        if (size == 0)
            return false;
        p += size;
        len -= size;
    }
    return true;
}

static void check_same(const unsigned char *bytes, size_t len)
{
    const char *text = (const char *)bytes;
    /* The failure itself tells which: ck_assert in a loop of millions would be slow. */
    if (swage_utf8_valid(swage_str_of(text, len)) != is_valid(bytes, len))
        ck_abort_msg("valid differs at %02x %02x %02x %02x of %zu", bytes[0], bytes[1], bytes[2], bytes[3], len);
    if (utf8_sequence(text, text + len) != sequence(bytes, len))
        ck_abort_msg("sequence differs at %02x %02x %02x %02x of %zu", bytes[0], bytes[1], bytes[2], bytes[3], len);
}

START_TEST(every_code_point_is_written_and_accepted)
{
    for (uint32_t point = 0; point <= 0x10ffff; point++) {
        char bytes[4];
        size_t len = utf8_put(bytes, point);
        bool is_surrogate = point >= 0xd800 && point <= 0xdfff;
        if (swage_utf8_valid(swage_str_of(bytes, len)) == is_surrogate)
            ck_abort_msg("U+%04X", point);
        if (swage_utf8_count(swage_str_of(bytes, len)) != 1)
            ck_abort_msg("count of U+%04X", point);
    }
}
END_TEST

START_TEST(every_sequence_up_to_three_bytes_is_judged_as_defined)
{
    unsigned char bytes[4] = {0};
    for (uint32_t n = 0; n < 1 << 24; n++) {
        bytes[0] = (unsigned char)(n >> 16);
        bytes[1] = (unsigned char)(n >> 8);
        bytes[2] = (unsigned char)n;
        /* After a byte below 0x80 the rest was judged before. */
        if (bytes[0] < 0x80)
            n |= 0xffff;
        check_same(bytes, 1);
        check_same(bytes, 2);
        check_same(bytes, 3);
    }
}
END_TEST

START_TEST(every_kind_of_four_bytes_is_judged_as_defined)
{
    static const unsigned char last[] = {0x00, 0x7f, 0x80, 0x90, 0xbf, 0xc0, 0xff};
    unsigned char bytes[4];
    for (uint32_t n = 0xef0000; n < 1 << 24; n++) {
        bytes[0] = (unsigned char)(n >> 16);
        bytes[1] = (unsigned char)(n >> 8);
        bytes[2] = (unsigned char)n;
        for (size_t i = 0; i < sizeof last; i++) {
            bytes[3] = last[i];
            check_same(bytes, 4);
        }
    }
}
END_TEST

/* The kinds of bytes: at both sides of every limit that RFC 3629 4 sets. */
static const unsigned char kinds[] = {0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0,
                                      0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff};

/* Every four kinds in a row, across every border of a block and at the end of the text. */
START_TEST(every_kind_of_bytes_is_judged_at_every_place_in_blocks)
{
    struct guarded guarded = guarded_new(64);
    uint32_t count = sizeof kinds;
    for (size_t len = 17; len <= 35; len += 3) {
        unsigned char *text = (unsigned char *)guarded_put(&guarded, "....................................", len);
        size_t place = len == 17 ? 13 : len % 2 ? 14 : len - 4;
        for (uint32_t n = 0; n < count * count * count * count; n++) {
            text[place] = kinds[n / count / count / count];
            text[place + 1] = kinds[n / count / count % count];
            text[place + 2] = kinds[n / count % count];
            text[place + 3] = kinds[n % count];
            if (swage_utf8_valid(swage_str_of((const char *)text, len)) != is_valid(text, len))
                ck_abort_msg("differs for %u of %zu", n, len);
        }
    }
    guarded_free(&guarded);
}
END_TEST

static const char *const pieces[] = {"a", "\xc3\xa9", "\xe6\x97\xa5", "\xf0\x9f\x98\x80"};

/* Fills `len` bytes with whole characters of the piece, and ASCII at the end. */
static void fill(char *to, size_t len, const char *piece)
{
    size_t size = strlen(piece);
    memset(to, 'z', len);
    for (size_t at = 0; at + size <= len; at += size)
        memcpy(to + at, piece, size);
}

START_TEST(one_bad_byte_is_found_at_every_place)
{
    struct guarded guarded = guarded_new(128);
    char text[96];
    for (size_t piece = 0; piece < 4; piece++) {
        for (size_t len = 0; len <= sizeof text; len++) {
            fill(text, len, pieces[piece]);
            char *at = guarded_put(&guarded, text, len);
            ck_assert(swage_utf8_valid(swage_str_of(at, len)));
            for (size_t bad = 0; bad < len; bad++) {
                char was = at[bad];
                at[bad] = (char)0xff;
                ck_assert(!swage_utf8_valid(swage_str_of(at, len)));
                at[bad] = was;
            }
        }
    }
    guarded_free(&guarded);
}
END_TEST

START_TEST(a_character_cut_at_the_end_is_refused)
{
    struct guarded guarded = guarded_new(128);
    for (size_t piece = 1; piece < 4; piece++) {
        for (size_t before = 0; before < 64; before++) {
            char text[72];
            size_t size = strlen(pieces[piece]);
            memset(text, 'a', before);
            memcpy(text + before, pieces[piece], size);
            for (size_t cut = 1; cut < size; cut++) {
                char *at = guarded_put(&guarded, text, before + cut);
                ck_assert(!swage_utf8_valid(swage_str_of(at, before + cut)));
            }
            char *whole = guarded_put(&guarded, text, before + size);
            ck_assert(swage_utf8_valid(swage_str_of(whole, before + size)));
        }
    }
    guarded_free(&guarded);
}
END_TEST

START_TEST(characters_are_counted_not_bytes)
{
    struct guarded guarded = guarded_new(512);
    for (size_t piece = 0; piece < 4; piece++) {
        for (size_t count = 0; count < 100; count++) {
            char text[400];
            size_t size = strlen(pieces[piece]);
            for (size_t i = 0; i < count; i++)
                memcpy(text + i * size, pieces[piece], size);
            char *at = guarded_put(&guarded, text, count * size);
            ck_assert_uint_eq(swage_utf8_count(swage_str_of(at, count * size)), count);
            ck_assert(swage_within(swage_str_of(at, count * size), count, count));
            ck_assert(!swage_within(swage_str_of(at, count * size), count + 1, SIZE_MAX));
            ck_assert(count == 0 || !swage_within(swage_str_of(at, count * size), 0, count - 1));
        }
    }
    guarded_free(&guarded);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("utf8");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, every_code_point_is_written_and_accepted);
    tcase_add_test(tests, every_sequence_up_to_three_bytes_is_judged_as_defined);
    tcase_add_test(tests, every_kind_of_four_bytes_is_judged_as_defined);
    tcase_add_test(tests, every_kind_of_bytes_is_judged_at_every_place_in_blocks);
    tcase_add_test(tests, one_bad_byte_is_found_at_every_place);
    tcase_add_test(tests, a_character_cut_at_the_end_is_refused);
    tcase_add_test(tests, characters_are_counted_not_bytes);
    Suite *suite = suite_create("utf8");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
