/* SPDX-License-Identifier: MIT */
/* Bytes as text: one text for each value, as the runtime has it. */
#include "config.h"

#include "bench.h"
#include "random.h"
#include "validate/octets.h"

#include <string.h>
#include <swage/arena.h>
#include <swage/bytes.h>

static struct model_text text_of(const char *text)
{
    return (struct model_text){text, strlen(text)};
}

START_TEST(each_value_has_its_text)
{
    static const struct {
        enum model_encoding encoding;
        const char *bytes, *text;
    } rows[] = {
        /* RFC 4648 10 */
        {MODEL_BASE64, "", ""},
        {MODEL_BASE64, "f", "Zg=="},
        {MODEL_BASE64, "fo", "Zm8="},
        {MODEL_BASE64, "foo", "Zm9v"},
        {MODEL_BASE64, "foobar", "Zm9vYmFy"},
        {MODEL_BASE64URL, "f", "Zg"},
        {MODEL_BASE64URL, "fo", "Zm8"},
        {MODEL_BASE64, "\xfb\xff", "+/8="},
        {MODEL_BASE64URL, "\xfb\xff", "-_8"},
        {MODEL_HEX, "foo\xff", "666f6fff"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct model_text bytes, wanted = text_of(rows[i].bytes);
        ck_assert_str_eq(octets_encode(&bench_pool, rows[i].encoding, wanted).ptr, rows[i].text);
        ck_assert(octets_decode(&bench_pool, rows[i].encoding, text_of(rows[i].text), &bytes));
        ck_assert_uint_eq(bytes.len, wanted.len);
        ck_assert_mem_eq(bytes.ptr, wanted.ptr, bytes.len);
    }
}
END_TEST

START_TEST(other_texts_are_refused)
{
    static const struct {
        enum model_encoding encoding;
        const char *text;
    } rows[] = {
        {MODEL_BASE64, "Zg"},    {MODEL_BASE64, "Zg="},    {MODEL_BASE64, "Zg==="},  {MODEL_BASE64, "===="},
        {MODEL_BASE64, "Zh=="},  {MODEL_BASE64, "Zm9="},   {MODEL_BASE64, "Zm9v\n"}, {MODEL_BASE64, "Z=g="},
        {MODEL_BASE64, "-_8="},  {MODEL_BASE64URL, "+/8"}, {MODEL_BASE64URL, "Zg="}, {MODEL_BASE64URL, "Z"},
        {MODEL_BASE64URL, "Zh"}, {MODEL_HEX, "0"},         {MODEL_HEX, "0g"},        {MODEL_HEX, "0x"},
        {MODEL_HEX, "00=="},
    };
    struct model_text bytes;
    for (size_t i = 0; i < COUNT(rows); i++)
        ck_assert_msg(!octets_decode(&bench_pool, rows[i].encoding, text_of(rows[i].text), &bytes), "%s", rows[i].text);
    ck_assert(octets_decode(&bench_pool, MODEL_BASE64URL, text_of("Zg=="), &bytes));
    ck_assert(octets_decode(&bench_pool, MODEL_HEX, text_of("fFAa"), &bytes));
    ck_assert(!octets_decode(&bench_pool, MODEL_HEX, (struct model_text){"\0\0", 2}, &bytes));
}
END_TEST

START_TEST(the_runtime_reads_the_same)
{
    static const enum swage_encoding encodings[] = {
        [MODEL_BASE64] = SWAGE_BASE64, [MODEL_BASE64URL] = SWAGE_BASE64URL, [MODEL_HEX] = SWAGE_HEX};
    static const char letters[] = "AAAQQgwZ0129aAfF+/-_== ";
    uint64_t state = 4;
    size_t accepted = 0;
    swage_arena *arena = swage_arena_new(1 << 16);
    for (int i = 0; i < 100000; i++) {
        char text[12];
        struct model_text own = {text, random_below(&state, sizeof text)};
        swage_bytes theirs;
        for (size_t k = 0; k < own.len; k++)
            text[k] = letters[random_below(&state, sizeof letters - 1)];
        enum model_encoding encoding = (enum model_encoding)(i % 3);
        bool is_good = swage_bytes_decode(encodings[encoding], swage_str_of(text, own.len), arena, &theirs);
        struct model_text bytes;
        ck_assert_msg(octets_decode(&bench_pool, encoding, own, &bytes) == is_good, "%.*s", (int)own.len, text);
        if (is_good)
            ck_assert(bytes.len == theirs.len && memcmp(bytes.ptr, theirs.ptr, bytes.len) == 0);
        accepted += is_good;
        swage_arena_reset(arena);
    }
    ck_assert_uint_gt(accepted, 1000);
    swage_arena_free(arena);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("octets");
    tcase_add_test(tests, each_value_has_its_text);
    tcase_add_test(tests, other_texts_are_refused);
    tcase_add_test(tests, the_runtime_reads_the_same);
    return bench_run("octets", tests);
}
