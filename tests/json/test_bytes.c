/* SPDX-License-Identifier: MIT */
/* Bytes as text: the RFC's own vectors, one text for each value, random round trips, and within JSON. */
#include "config.h"

#include "guarded.h"
#include "mutation.h"

#include <swage/bytes.h>
#include <swage/read.h>
#include <swage/write.h>

#include <check.h>
#include <stdlib.h>

/* RFC 4648 10; base64url does not differ in these but for the padding. */
static const struct {
    const char *bytes, *base64, *base64url, *hex;
} vectors[] = {
    {"", "", "", ""},
    {"f", "Zg==", "Zg", "66"},
    {"fo", "Zm8=", "Zm8", "666f"},
    {"foo", "Zm9v", "Zm9v", "666f6f"},
    {"foob", "Zm9vYg==", "Zm9vYg", "666f6f62"},
    {"fooba", "Zm9vYmE=", "Zm9vYmE", "666f6f6261"},
    {"foobar", "Zm9vYmFy", "Zm9vYmFy", "666f6f626172"},
    {"\xfb\xff\xbf", "+/+/", "-_-_", "fbffbf"},
};

static swage_arena arena;
static struct guarded guarded;

static void begin(void)
{
    swage_arena_init(&arena, 1 << 20);
    guarded = guarded_new(8192);
}

static void finish(void)
{
    guarded_free(&guarded);
    swage_arena_done(&arena);
}

static void check_pair(enum swage_encoding encoding, const char *bytes, const char *text)
{
    char out[64];
    swage_bytes in = swage_bytes_of(bytes, strlen(bytes));
    size_t len = strlen(text);
    ck_assert_uint_eq(swage_bytes_text_len(encoding, in.len), len);
    ck_assert_ptr_eq(swage_bytes_encode(encoding, in, out), out + len);
    ck_assert_mem_eq(out, text, len);
    swage_bytes back;
    ck_assert(swage_bytes_decode(encoding, swage_str_of(guarded_put(&guarded, text, len), len), &arena, &back));
    ck_assert(swage_bytes_equal(back, in));
}

START_TEST(the_vectors_of_the_rfc_hold)
{
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        check_pair(SWAGE_BASE64, vectors[i].bytes, vectors[i].base64);
        check_pair(SWAGE_BASE64URL, vectors[i].bytes, vectors[i].base64url);
        check_pair(SWAGE_HEX, vectors[i].bytes, vectors[i].hex);
    }
}
END_TEST

static const struct {
    enum swage_encoding encoding;
    const char *text;
    bool good;
} texts[] = {
    {SWAGE_BASE64, "Zg==", true},
    {SWAGE_BASE64, "Zg", false},      /* padding is missing */
    {SWAGE_BASE64, "Zg=", false},
    {SWAGE_BASE64, "Zg===", false},
    {SWAGE_BASE64, "Zh==", false},    /* RFC 4648 3.5: a bit that is not used is set */
    {SWAGE_BASE64, "Zm9=", false},
    {SWAGE_BASE64, "Z===", false},
    {SWAGE_BASE64, "====", false},
    {SWAGE_BASE64, "=", false},
    {SWAGE_BASE64, "Zg==Zg==", false},
    {SWAGE_BASE64, "Zm=v", false},
    {SWAGE_BASE64, "Zm9v\n", false},
    {SWAGE_BASE64, "Zm9v Zm9v", false},
    {SWAGE_BASE64, " Zm9v", false},
    {SWAGE_BASE64, "-_-_", false},
    {SWAGE_BASE64, "Zm9\xff", false},
    {SWAGE_BASE64, "Z", false},
    {SWAGE_BASE64URL, "Zg==", true},
    {SWAGE_BASE64URL, "Zm8=", true},
    {SWAGE_BASE64URL, "Zg=", false},
    {SWAGE_BASE64URL, "Zm8==", false},
    {SWAGE_BASE64URL, "Zh", false},
    {SWAGE_BASE64URL, "Z", false},
    {SWAGE_BASE64URL, "Zm9vY", false},
    {SWAGE_BASE64URL, "+/+/", false},
    {SWAGE_BASE64URL, "==", false},
    {SWAGE_BASE64URL, "====", false},
    {SWAGE_HEX, "00fFAa", true},
    {SWAGE_HEX, "0", false},
    {SWAGE_HEX, "0g", false},
    {SWAGE_HEX, "g0", false},
    {SWAGE_HEX, "0x00", false},
    {SWAGE_HEX, "00 00", false},
    {SWAGE_HEX, "0/", false},
    {SWAGE_HEX, "0:", false},
    {SWAGE_HEX, "@0", false},
    {SWAGE_HEX, "`0", false},
};

START_TEST(there_is_one_text_for_each_value)
{
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        size_t len = strlen(texts[i].text);
        swage_bytes out = swage_bytes_of("", 0);
        swage_str text = swage_str_of(guarded_put(&guarded, texts[i].text, len), len);
        ck_assert_msg(swage_bytes_decode(texts[i].encoding, text, &arena, &out) == texts[i].good, "%s", texts[i].text);
        ck_assert_ptr_nonnull(out.ptr);
    }
    swage_bytes out;
    ck_assert(!swage_bytes_decode(SWAGE_BASE64, swage_str_of(NULL, 0), &arena, &out));
}
END_TEST

/* Every character at every place of a group. */
START_TEST(only_the_characters_of_the_alphabet_are_digits)
{
    static const char *const digits[] = {
        [SWAGE_BASE64] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
        [SWAGE_BASE64URL] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
        [SWAGE_HEX] = "0123456789abcdefABCDEF",
    };
    for (int encoding = SWAGE_BASE64; encoding <= SWAGE_HEX; encoding++) {
        for (int byte = 0; byte < 256; byte++) {
            for (size_t place = 0; place < 8; place++) {
                char text[8] = "00000000";
                swage_bytes out;
                text[place] = (char)byte;
                bool good = byte != 0 && strchr(digits[encoding], byte);
                if (encoding != SWAGE_HEX && byte == '=' && place == 7)
                    good = true; /* "000=": the last two bits of the third digit are 0, as that is 52 */
                ck_assert_msg(swage_bytes_decode((enum swage_encoding)encoding, swage_str_of(text, 8), &arena, &out) ==
                                  good,
                              "%d %d %zu", encoding, byte, place);
                swage_arena_reset(&arena);
            }
        }
    }
}
END_TEST

START_TEST(random_bytes_come_back)
{
    static unsigned char bytes[600];
    static char text[1300];
    uint64_t state = 9;
    for (int i = 0; i < 20000; i++) {
        enum swage_encoding encoding = (enum swage_encoding)mutation_below(&state, 3);
        size_t len = mutation_below(&state, mutation_below(&state, 20) ? 40 : sizeof bytes);
        for (size_t k = 0; k < len; k++)
            bytes[k] = (unsigned char)mutation_random(&state);
        swage_bytes in = swage_bytes_of(bytes, len);
        size_t text_len = swage_bytes_text_len(encoding, len);
        ck_assert_ptr_eq(swage_bytes_encode(encoding, in, text), text + text_len);
        swage_bytes out;
        const char *copy = guarded_put(&guarded, text, text_len);
        ck_assert(swage_bytes_decode(encoding, swage_str_of(copy, text_len), &arena, &out));
        ck_assert(swage_bytes_equal(in, out));
        swage_arena_reset(&arena);
    }
}
END_TEST

START_TEST(lengths_saturate)
{
    ck_assert_uint_eq(swage_bytes_text_len(SWAGE_HEX, SIZE_MAX), SIZE_MAX);
    ck_assert_uint_eq(swage_bytes_text_len(SWAGE_BASE64, SIZE_MAX), SIZE_MAX);
    ck_assert_uint_eq(swage_bytes_text_len(SWAGE_BASE64URL, SIZE_MAX), SIZE_MAX);
    ck_assert_uint_eq(swage_bytes_text_len(SWAGE_HEX, SIZE_MAX / 2), SIZE_MAX - 1);
}
END_TEST

START_TEST(bytes_are_copied_and_absent_ones_stay_absent)
{
    swage_bytes copy = swage_bytes_copy(swage_bytes_of("a\0b", 3), &arena);
    ck_assert(swage_bytes_equal(copy, swage_bytes_of("a\0b", 3)));
    ck_assert_ptr_nonnull(swage_bytes_copy(swage_bytes_of("", 0), &arena).ptr);
    ck_assert_ptr_null(swage_bytes_copy(swage_bytes_of(NULL, 0), &arena).ptr);
    swage_arena small;
    swage_arena_init(&small, 16);
    ck_assert_ptr_null(swage_bytes_copy(swage_bytes_of(vectors, 17), &small).ptr);
    swage_arena_done(&small);
}
END_TEST

START_TEST(a_full_arena_leaves_bytes_absent)
{
    swage_arena small;
    swage_arena_init(&small, 16);
    swage_bytes out = swage_bytes_of("", 0);
    ck_assert(!swage_bytes_decode(SWAGE_HEX, SWAGE_STR("0000000000000000000000000000000000"), &small, &out));
    ck_assert_ptr_null(out.ptr);
    swage_arena_done(&small);
}
END_TEST

/* --- within JSON -------------------------------------------------------------------------------------------------- */

static const struct {
    enum swage_encoding encoding;
    const char *json;
    const char *bytes; /* NULL: refused */
} strings[] = {
    {SWAGE_BASE64, "\"Zm9vYmFy\"]", "foobar"},
    {SWAGE_BASE64, "\"\"]", ""},
    {SWAGE_BASE64, "\"Zm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFy\", 1, 2]", "foobarfoobarfoobarfoobar"},
    {SWAGE_BASE64, "\"+\\/+\\/\"]", "\xfb\xff\xbf"},
    {SWAGE_BASE64, "\"\\u005a\\u0067==\"]", "f"},
    {SWAGE_HEX, "\"66\\u0036F\"]", "fo"},
    {SWAGE_BASE64, "\"Zm9v\\n\"]", NULL},
    {SWAGE_BASE64, "\"Zm9v\\u0000\"]", NULL},
    {SWAGE_BASE64, "\"Zm9v\\x\"]", NULL},
    {SWAGE_BASE64, "\"Zm9v\xc3\xa9\"]", NULL},
    {SWAGE_BASE64, "\"Zm9v\x01\"]", NULL},
    {SWAGE_BASE64, "\"Zm9\"]", NULL},
    {SWAGE_BASE64, "Zm9v]", NULL},
    {SWAGE_BASE64, "null]", NULL},
    {SWAGE_BASE64, "1234]", NULL},
};

START_TEST(strings_are_read_as_bytes)
{
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) {
        size_t len = strlen(strings[i].json);
        swage_bytes out = swage_bytes_of(NULL, 0);
        swage_reader r = {.text = guarded_put(&guarded, strings[i].json, len), .arena = &arena};
        r.end = r.text + len;
        const char *p = swage_read_bytes(&r, r.text, strings[i].encoding, &out);
        ck_assert_msg((p != NULL) == (strings[i].bytes != NULL), "%s", strings[i].json);
        ck_assert_int_eq(r.status, 0);
        if (!p)
            continue;
        ck_assert_ptr_eq(p, strrchr(strings[i].json, '"') - strings[i].json + 1 + r.text);
        ck_assert(swage_bytes_equal(out, swage_bytes_of(strings[i].bytes, strlen(strings[i].bytes))));
    }
}
END_TEST

/* robustness 101 */
START_TEST(a_string_that_is_cut_off_is_refused)
{
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) {
        const char *last = strrchr(strings[i].json, '"');
        for (size_t len = 1; last && len <= (size_t)(last - strings[i].json); len++) {
            swage_bytes out;
            swage_reader r = {.text = guarded_put(&guarded, strings[i].json, len), .arena = &arena};
            r.end = r.text + len;
            ck_assert_ptr_null(swage_read_bytes(&r, r.text, strings[i].encoding, &out));
        }
    }
}
END_TEST

START_TEST(reading_stops_at_the_arena_s_maximum)
{
    swage_arena small;
    swage_arena_init(&small, 16);
    swage_str json = SWAGE_STR("\"000000000000000000000000000000000000\"]");
    swage_reader r = {.text = json.ptr, .end = json.ptr + json.len, .arena = &small};
    swage_bytes out;
    ck_assert_ptr_null(swage_read_bytes(&r, json.ptr, SWAGE_HEX, &out));
    ck_assert_int_eq(r.status, SWAGE_E_LIMIT);
    swage_arena_done(&small);
}
END_TEST

START_TEST(what_is_decoded_takes_no_more_of_the_arena_than_it_needs)
{
    swage_str json = SWAGE_STR("\"Zm9vYmFyZm9vYmFyZm9vYg==\"]");
    swage_reader r = {.text = json.ptr, .end = json.ptr + json.len, .arena = &arena};
    swage_bytes out;
    ck_assert_ptr_nonnull(swage_read_bytes(&r, json.ptr, SWAGE_BASE64, &out));
    ck_assert_uint_eq(out.len, 16);
    ck_assert_ptr_eq(swage_arena_alloc(&arena, 1), out.ptr + 16);
}
END_TEST

START_TEST(bytes_are_written_or_the_reason_noted)
{
    swage_buffer buffer;
    swage_buffer_init(&buffer, 64);
    char *p = swage_writer_open(&buffer, 8);
    p = swage_write_bytes(&buffer, p, SWAGE_BASE64, swage_bytes_of("fooba", 5));
    ck_assert_int_eq(swage_writer_close(&buffer, p), SWAGE_OK);
    ck_assert(swage_str_equal(swage_str_of(buffer.ptr, buffer.len), SWAGE_STR("Zm9vYmE=")));
    p = swage_write_bytes(&buffer, swage_writer_open(&buffer, 0), SWAGE_HEX, swage_bytes_of(NULL, 0));
    ck_assert_int_eq(swage_writer_close(&buffer, p), SWAGE_E_UNSET);
    swage_buffer_done(&buffer);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("bytes");
    tcase_add_checked_fixture(tests, begin, finish);
    tcase_add_test(tests, the_vectors_of_the_rfc_hold);
    tcase_add_test(tests, there_is_one_text_for_each_value);
    tcase_add_test(tests, only_the_characters_of_the_alphabet_are_digits);
    tcase_add_test(tests, random_bytes_come_back);
    tcase_add_test(tests, lengths_saturate);
    tcase_add_test(tests, bytes_are_copied_and_absent_ones_stay_absent);
    tcase_add_test(tests, a_full_arena_leaves_bytes_absent);
    tcase_add_test(tests, strings_are_read_as_bytes);
    tcase_add_test(tests, a_string_that_is_cut_off_is_refused);
    tcase_add_test(tests, reading_stops_at_the_arena_s_maximum);
    tcase_add_test(tests, what_is_decoded_takes_no_more_of_the_arena_than_it_needs);
    tcase_add_test(tests, bytes_are_written_or_the_reason_noted);
    Suite *suite = suite_create("bytes");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
