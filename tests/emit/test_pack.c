/* SPDX-License-Identifier: MIT */
/* gzip of a document: what comes out of it again, and the same bytes each time. */
#include "config.h"

#include "emit/pack.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

static struct pool pool;

static void exhausted(void *arg)
{
    (void)arg;
    abort();
}

static void set_up(void)
{
    pool_init(&pool, 64 << 20, exhausted, NULL);
}

static void tear_down(void)
{
    pool_done(&pool);
}

static struct model_text text_of(size_t len)
{
    static const char words[] = "{\"type\":\"object\",\"required\":[\"id\"]}";
    char *text = pool_alloc(&pool, len + 1);
    for (size_t i = 0; i < len; i++)
        text[i] = words[(i * i + i / 7) % (sizeof words - 1)];
    return (struct model_text){text, len};
}

static void expect_back(struct model_text packed, struct model_text text)
{
    char *back = pool_alloc(&pool, text.len + 1);
    z_stream stream = {.next_in = (z_const Bytef *)(uintptr_t)packed.ptr, .avail_in = (uInt)packed.len,
                       .next_out = (Bytef *)back, .avail_out = (uInt)text.len + 1};
    ck_assert_int_eq(inflateInit2(&stream, 15 + 16), Z_OK); /* gzip and nothing else */
    ck_assert_int_eq(inflate(&stream, Z_FINISH), Z_STREAM_END);
    ck_assert_uint_eq(stream.total_out, text.len);
    ck_assert_uint_eq(stream.avail_in, 0);
    ck_assert_mem_eq(back, text.ptr, text.len);
    inflateEnd(&stream);
}

START_TEST(what_was_packed_comes_out_again)
{
    static const size_t lengths[] = {0, 1, 100, 70000, 1000000};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        struct model_text text = text_of(lengths[i]), packed = pack_gzip(&pool, text), again = pack_gzip(&pool, text);
        expect_back(packed, text);
        ck_assert_uint_eq(packed.len, again.len); /* no time of the day, no system */
        ck_assert_mem_eq(packed.ptr, again.ptr, packed.len);
    }
}
END_TEST

START_TEST(a_tag_tells_texts_apart)
{
    ck_assert_str_eq(pack_tag(&pool, (struct model_text){"123456789", 9}), "cbf43926-9");
    ck_assert_str_ne(pack_tag(&pool, (struct model_text){"123456788", 9}), "cbf43926-9");
    ck_assert_str_eq(pack_tag(&pool, (struct model_text){"", 0}), "00000000-0");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("pack");
    TCase *tc = tcase_create("pack");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, what_was_packed_comes_out_again);
    tcase_add_test(tc, a_tag_tells_texts_apart);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
