/* SPDX-License-Identifier: MIT */
/* The end of plain text: every byte at every place of every length, against the page that cannot be read. */
#include "config.h"

#include "guarded.h"
#include "json/scan.h"

#include <check.h>

static const char *plain_end(const char *p, const char *end)
{
    while (p != end && *p != '"' && *p != '\\' && (unsigned char)*p >= 0x20)
        p++;
    return p;
}

START_TEST(every_byte_is_known_for_what_it_is)
{
    struct guarded guarded = guarded_new(64);
    for (size_t len = 1; len <= 40; len++) {
        char *at = guarded_put(&guarded, "                                        ", len);
        for (size_t place = 0; place < len; place++) {
            for (int byte = 0; byte < 256; byte++) {
                const char *high = NULL;
                at[place] = (char)byte;
                const char *found = scan_plain(at, at, at + len, &high);
                ck_assert_ptr_eq(found, plain_end(at, at + len));
                ck_assert_int_eq(high != NULL, byte >= 0x80);
                ck_assert(!high || high <= at + place);
            }
            at[place] = ' ';
        }
    }
    guarded_free(&guarded);
}
END_TEST

#if defined(SWAGE_SSE2)
#define EARLY_MAX 16
#else
#define EARLY_MAX 64
#endif

/* scan_ascii() may stop early, but not behind a byte that is not plain; by blocks only where not one is left. */
START_TEST(plain_ascii_ends_at_every_other_byte)
{
    struct guarded guarded = guarded_new(64);
    for (size_t len = 1; len <= 40; len++) {
        char *at = guarded_put(&guarded, "                                        ", len);
        for (size_t place = 0; place < len; place++) {
            for (int byte = 0; byte < 256; byte++) {
                bool is_plain = byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
                at[place] = (char)byte;
                for (size_t from = 0; from <= place; from += 7) {
                    const char *found = scan_ascii(at, at + from, at + len);
                    const char *wanted = is_plain ? at + len : at + place;
                    bool is_early = found < wanted && wanted - found < EARLY_MAX && !scan_is_special((unsigned char)*found);
                    ck_assert(found == wanted || is_early);
                }
            }
            at[place] = ' ';
        }
    }
    guarded_free(&guarded);
}
END_TEST

START_TEST(bytes_before_the_start_do_not_count)
{
    static const char bytes[] = "\"\"\"\"\xff\xff\xff\xff\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"plain text";
    const size_t len = sizeof bytes - 1;
    struct guarded guarded = guarded_new(64);
    const char *text = guarded_put(&guarded, bytes, len);
    for (size_t from = len - 10; from <= len; from++) {
        const char *high = NULL;
        ck_assert_ptr_eq(scan_plain(text, text + from, text + len, &high), text + len);
        ck_assert_ptr_null(high);
    }
    guarded_free(&guarded);
}
END_TEST

START_TEST(bytes_behind_the_end_of_plain_text_do_not_count)
{
    char text[] = "ten bytes.\"\xff\xff\xff\xff\xff and more bytes than a block";
    const char *high = NULL;
    ck_assert_ptr_eq(scan_plain(text, text, text + sizeof text - 1, &high), text + 10);
    ck_assert_ptr_null(high);
}
END_TEST

START_TEST(the_first_byte_that_is_not_ascii_is_kept)
{
    char text[64];
    memset(text, 'a', sizeof text);
    text[20] = (char)0xc3;
    text[21] = (char)0xa9;
    text[50] = (char)0xc3;
    text[51] = (char)0xa9;
    const char *high = NULL;
    ck_assert_ptr_eq(scan_plain(text, text, text + sizeof text, &high), text + sizeof text);
    ck_assert(high >= text && high <= text + 20);
    const char *first = high;
    scan_plain(text, text + 40, text + sizeof text, &high);
    ck_assert_ptr_eq(high, first);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("scan");
    tcase_add_test(tests, every_byte_is_known_for_what_it_is);
    tcase_add_test(tests, plain_ascii_ends_at_every_other_byte);
    tcase_add_test(tests, bytes_before_the_start_do_not_count);
    tcase_add_test(tests, bytes_behind_the_end_of_plain_text_do_not_count);
    tcase_add_test(tests, the_first_byte_that_is_not_ascii_is_kept);
    Suite *suite = suite_create("scan");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
