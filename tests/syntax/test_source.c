/* SPDX-License-Identifier: MIT */
/* Loading files: what is accepted, and what is refused at which place. */
#include "config.h"

#include "parsing.h"
#include "syntax/source.h"

#include <stdlib.h>

struct text_case {
    const char *text;
    size_t len;
    const char *faults;
};

#define TEXT(LITERAL, FAULTS)               \
    {                                       \
        LITERAL, sizeof LITERAL - 1, FAULTS \
    }

static const struct text_case texts[] = {
    TEXT("", ""),
    TEXT("// \xc3\xa4 \xe2\x82\xac \xf0\x9f\x98\x80 \xf4\x8f\xbf\xbf\n", ""),
    TEXT("\xef\xbb\xbfstruct", ""), /* a byte order mark */
    TEXT("a\n b\0c", "2:3 bad-encoding"),
    TEXT("a\nb \xc3(", "2:3 bad-encoding"),
    TEXT("\xc0\xaf", "1:1 bad-encoding"),         /* overlong slash */
    TEXT("\xe0\x80\xaf", "1:1 bad-encoding"),     /* overlong in three */
    TEXT("\xed\xa0\x80", "1:1 bad-encoding"),     /* a surrogate */
    TEXT("\xf4\x90\x80\x80", "1:1 bad-encoding"), /* above U+10FFFF */
    TEXT("\x80", "1:1 bad-encoding"),
    TEXT("\xff\xfes\0t\0", "1:1 bad-encoding"), /* UTF-16 */
    TEXT("abc\xe2\x82", "1:4 bad-encoding"),    /* cut off by the end */
};

START_TEST(text_is_utf8_without_nul)
{
    const struct text_case *given = &texts[_i];
    char buf[256];
    struct compilation *cx = compilation_new();
    struct source *source = source_from_text(cx, "t.swage", given->text, given->len);
    ck_assert_str_eq(parsing_faults(cx, buf, sizeof buf), given->faults);
    ck_assert_int_eq(source != NULL, given->faults[0] == '\0');
    compilation_free(cx);
}
END_TEST

START_TEST(a_byte_order_mark_is_no_part_of_the_text)
{
    struct compilation *cx = compilation_new();
    struct source *source = source_from_text(cx, "t.swage", "\xef\xbb\xbfx", 4);
    ck_assert_uint_eq(source->len, 1);
    ck_assert_str_eq(source->text, "x");
    compilation_free(cx);
}
END_TEST

/* A file of `len` bytes, all alike; its name is written to `path`. */
static void write_file(char *path, size_t len)
{
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    FILE *file = fdopen(fd, "wb");
    ck_assert_ptr_nonnull(file);
    char chunk[4096];
    memset(chunk, ' ', sizeof chunk);
    for (size_t left = len; left > 0;) {
        size_t part = left < sizeof chunk ? left : sizeof chunk;
        ck_assert_uint_eq(fwrite(chunk, 1, part, file), part);
        left -= part;
    }
    ck_assert_int_eq(fclose(file), 0);
}

static void check_size(size_t len, const char *faults)
{
    char path[] = "source_test_XXXXXX", buf[256];
    write_file(path, len);
    struct compilation *cx = compilation_new();
    struct source *source = source_load(cx, path, NULL);
    remove(path);
    ck_assert_str_eq(parsing_faults(cx, buf, sizeof buf), faults);
    if (faults[0] == '\0') {
        ck_assert_uint_eq(source->len, len);
        ck_assert_int_eq(source->text[len], '\0');
        ck_assert_str_eq(source->path, path);
    }
    compilation_free(cx);
}

START_TEST(files_of_any_size_up_to_the_maximum_are_read_whole)
{
    static const size_t sizes[] = {0, 1, 65535, 65536, 65537, 1000000, SOURCE_MAX};
    check_size(sizes[_i], "");
}
END_TEST

START_TEST(a_file_above_the_maximum_is_refused)
{
    check_size((size_t)SOURCE_MAX + 1, "0:0 file-too-large");
}
END_TEST

START_TEST(a_missing_file_is_reported_by_its_name)
{
    char buf[512];
    struct compilation *cx = compilation_new();
    ck_assert_ptr_null(source_load(cx, "no/such.swage", NULL));
    parsing_printed(cx, buf, sizeof buf);
    ck_assert_ptr_eq(strstr(buf, "no/such.swage: error: cannot read 'no/such.swage': "), buf);
    ck_assert_ptr_nonnull(strstr(buf, "[unreadable-file]"));
    compilation_free(cx);
}
END_TEST

START_TEST(a_folder_is_no_file)
{
    char buf[256];
    struct compilation *cx = compilation_new();
    ck_assert_ptr_null(source_load(cx, ".", NULL));
    ck_assert_str_eq(parsing_faults(cx, buf, sizeof buf), "0:0 unreadable-file");
    compilation_free(cx);
}
END_TEST

START_TEST(a_missing_import_is_reported_where_it_is_asked_for)
{
    char buf[256];
    struct compilation *cx = compilation_new();
    struct source *importer = source_from_text(cx, "a.swage", "\n  import", 9);
    struct place from = source_locate(importer, 3, 6);
    ck_assert_ptr_null(source_load(cx, "no/such.swage", &from));
    ck_assert_str_eq(parsing_faults(cx, buf, sizeof buf), "2:3 unreadable-file");
    compilation_free(cx);
}
END_TEST

START_TEST(columns_count_bytes_from_one)
{
    struct compilation *cx = compilation_new();
    struct source *source = source_from_text(cx, "t.swage", "a\n\t\xc3\xa4x\r\n\nz", 10);
    struct place place = source_locate(source, 5, 1);
    ck_assert_uint_eq(place.line, 2);
    ck_assert_uint_eq(place.col, 4);
    place = source_locate(source, 9, 1);
    ck_assert_uint_eq(place.line, 4);
    ck_assert_uint_eq(place.col, 1);
    compilation_free(cx);
}
END_TEST

static void add_tests(TCase *tests)
{
    tcase_add_loop_test(tests, text_is_utf8_without_nul, 0, sizeof texts / sizeof *texts);
    tcase_add_test(tests, a_byte_order_mark_is_no_part_of_the_text);
    tcase_add_loop_test(tests, files_of_any_size_up_to_the_maximum_are_read_whole, 0, 7);
    tcase_add_test(tests, a_file_above_the_maximum_is_refused);
    tcase_add_test(tests, a_missing_file_is_reported_by_its_name);
    tcase_add_test(tests, a_folder_is_no_file);
    tcase_add_test(tests, a_missing_import_is_reported_where_it_is_asked_for);
    tcase_add_test(tests, columns_count_bytes_from_one);
}

int main(void)
{
    return parsing_run("source", add_tests);
}
