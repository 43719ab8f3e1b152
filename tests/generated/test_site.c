/* SPDX-License-Identifier: MIT */
/* Static files, made from schemas/site.swage, in process: those of schemas/site/, and those of a folder. */
#include "config.h"

#include "site_routes.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

static struct swage_collector answer;

static int first_word(const struct site_first_word_params *in, struct site_first_word_reply *out)
{
    struct site_word word = {.text = SWAGE_STR("swage")};
    (void)in;
    return site_first_word_200(out, &word);
}

static const struct site_handlers handlers = {.site_first_word = first_word};

static void ask(const char *method, const char *target, const char *coding)
{
    struct swage_app app = site_app_with(&handlers);
    struct swage_field field = {SWAGE_STR("Accept-Encoding"), swage_str_from(coding ? coding : "")};
    swage_collector_clear(&answer);
    ck_assert_int_eq(swage_dispatch(&app, swage_str_from(method), swage_str_from(target), &field, coding ? 1 : 0,
                                    (swage_str){NULL, 0}, &answer.sink),
                     SWAGE_OK);
    ck_assert(answer.done);
}

static void expect_field(const char *name, const char *value)
{
    swage_str found = swage_collector_header(&answer, swage_str_from(name));
    ck_assert_msg(swage_str_equal(found, swage_str_from(value)), "%s: %.*s", name, (int)found.len, found.ptr);
}

static void expect(int status, const char *body)
{
    ck_assert_int_eq(answer.status, status);
    ck_assert_msg(swage_str_equal(swage_str_of(answer.body.ptr ? answer.body.ptr : "", answer.body.len), swage_str_from(body)),
                  "%.*s", (int)answer.body.len, answer.body.ptr);
}

/* What stands in schemas/site/. */
static swage_str read_source(const char *name)
{
    static char text[4096];
    char path[1024];
    snprintf(path, sizeof path, "%s/schemas/site/%s", getenv("SRCDIR"), name);
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    size_t len = fread(text, 1, sizeof text, file);
    fclose(file);
    return swage_str_of(text, len);
}

static void set_up(void)
{
    swage_collector_init(&answer);
}

static void tear_down(void)
{
    swage_collector_done(&answer);
}

static const char *const files[][3] = {
    {"/index.html", "index.html", "text/html; charset=utf-8"},
    {"/", "index.html", "text/html; charset=utf-8"},
    {"/css/site.css", "css/site.css", "text/css; charset=utf-8"},
    {"/css-notes.txt", "css-notes.txt", "text/plain; charset=utf-8"},
    {"/none.txt", "none.txt", "text/plain; charset=utf-8"},
};

START_TEST(every_file_of_the_folder_is_in_the_program)
{
    ask("GET", files[_i][0], NULL);
    swage_str text = read_source(files[_i][1]);
    ck_assert_int_eq(answer.status, 200);
    ck_assert_uint_eq(answer.body.len, text.len);
    ck_assert(text.len == 0 || memcmp(answer.body.ptr, text.ptr, text.len) == 0);
    expect_field("Content-Type", files[_i][2]);
    expect_field("Cache-Control", "no-cache");
}
END_TEST

START_TEST(what_is_packed_is_what_was_there)
{
    char plain[4096];
    ask("GET", "/", "gzip");
    swage_str text = read_source("index.html");
    expect_field("Content-Encoding", "gzip");
    ck_assert_uint_lt(answer.body.len, text.len);
    z_stream stream = {.next_in = (unsigned char *)answer.body.ptr, .avail_in = (unsigned)answer.body.len,
                       .next_out = (unsigned char *)plain, .avail_out = sizeof plain};
    ck_assert_int_eq(inflateInit2(&stream, MAX_WBITS + 16), Z_OK);
    ck_assert_int_eq(inflate(&stream, Z_FINISH), Z_STREAM_END);
    ck_assert_uint_eq(stream.total_out, text.len);
    ck_assert_mem_eq(plain, text.ptr, text.len);
    inflateEnd(&stream);
    ask("GET", "/css/site.css", "gzip"); /* too short to become shorter */
    ck_assert_ptr_null(swage_collector_header(&answer, SWAGE_STR("Content-Encoding")).ptr);
}
END_TEST

START_TEST(routes_and_documents_come_first)
{
    ask("GET", "/words/first", NULL);
    expect(200, "{\"text\":\"swage\"}");
    ask("POST", "/words/first", NULL);
    ck_assert_int_eq(answer.status, 405);
    expect_field("Allow", "GET, HEAD, OPTIONS");
    ask("GET", "/words/second", NULL);
    ck_assert_int_eq(answer.status, 404);
    expect_field("Content-Type", "application/problem+json");
    ask("GET", "/openapi.json", NULL);
    expect_field("Content-Type", "application/json");
    ck_assert_ptr_null(memmem(answer.body.ptr, answer.body.len, "uploads", 7)); /* files are no part of the document */
}
END_TEST

START_TEST(a_folder_is_looked_for_from_where_the_program_runs)
{
    char name[] = "/tmp/swage-site-XXXXXX", before[1024];
    ck_assert_ptr_nonnull(getcwd(before, sizeof before));
    ck_assert_ptr_nonnull(mkdtemp(name));
    ask("GET", "/uploads/a.txt", NULL);
    ck_assert_int_eq(answer.status, 404);
    ck_assert_int_eq(chdir(name), 0);
    ck_assert_int_eq(mkdir("uploads", 0700), 0);
    FILE *file = fopen("uploads/a.txt", "w");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_ge(fputs("sent", file), 0);
    ck_assert_int_eq(fclose(file), 0);
    ask("GET", "/uploads/a.txt", NULL);
    expect(200, "sent");
    expect_field("Cache-Control", "max-age=60");
    ask("GET", "/caf%C3%A9/a.txt", NULL);
    expect(200, "sent");
    expect_field("Cache-Control", "no-cache");
    ask("GET", "/uploads/", NULL);
    ck_assert_int_eq(answer.status, 404); /* no list of what is there */
    ck_assert_int_eq(remove("uploads/a.txt") | rmdir("uploads") | chdir(before) | rmdir(name), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("site");
    TCase *tc = tcase_create("site");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_loop_test(tc, every_file_of_the_folder_is_in_the_program, 0, (int)(sizeof files / sizeof *files));
    tcase_add_test(tc, what_is_packed_is_what_was_there);
    tcase_add_test(tc, routes_and_documents_come_first);
    tcase_add_test(tc, a_folder_is_looked_for_from_where_the_program_runs);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
