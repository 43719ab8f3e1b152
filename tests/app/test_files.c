/* SPDX-License-Identifier: MIT */
/*
 * Static files, without a server: what is found and what is not, what stands in front of it, and which part is sent.
 *
 *     POST /own                            a route
 *     /assets  files of the program        index.html, page.html, page.txt (packed as well)
 *     /        a folder                    what each test puts there
 */
#include "config.h"

#include <swage/app.h>

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- the application ---------------------------------------------------------------------------------------------- */

static const unsigned char packed[] = {0x1f, 0x8b, 0, 7};
#define BYTES(text) {(const unsigned char *)text, sizeof text - 1}
static const struct swage_file list[] = {
    {SWAGE_STR_INIT("index.html"), SWAGE_STR_INIT("\"i\""), BYTES("<p>index"), {NULL, 0}, {NULL, 0}},
    {SWAGE_STR_INIT("page.html"), SWAGE_STR_INIT("\"h\""), BYTES("<p>page"), {NULL, 0}, {NULL, 0}},
    {SWAGE_STR_INIT("page.txt"), SWAGE_STR_INIT("\"t\""), BYTES("0123456789"), SWAGE_STR_INIT("\"t-gzip\""), {packed, 4}},
};
static char folder_name[64];
static struct swage_files folder = {.folder = folder_name};
static const struct swage_files part = {.list = list, .count = 3};
static const struct swage_files nothing = {.list = NULL};
static const struct swage_files *mounts[] = {&folder, &folder, &part, &part, &nothing};

#define FILES {.name = "files", .method = SWAGE_METHOD_GET, .serve = swage_serve_files}
static const struct swage_operation operations[] = {FILES, FILES, FILES, FILES, FILES};
static const struct swage_node nodes[] = {
    {SWAGE_STR_INIT(""), 1, 4, 0, 0, SWAGE_NODE_LITERAL},       {SWAGE_STR_INIT(""), 0, 0, 0, 1, SWAGE_NODE_LITERAL},
    {SWAGE_STR_INIT("none"), 5, 1, 0, 0, SWAGE_NODE_LITERAL},   {SWAGE_STR_INIT("assets"), 6, 2, 0, 0, SWAGE_NODE_LITERAL},
    {SWAGE_STR_INIT(""), 0, 0, 1, 1, SWAGE_NODE_REST},          {SWAGE_STR_INIT(""), 0, 0, 4, 1, SWAGE_NODE_LITERAL},
    {SWAGE_STR_INIT(""), 0, 0, 2, 1, SWAGE_NODE_LITERAL},       {SWAGE_STR_INIT(""), 0, 0, 3, 1, SWAGE_NODE_REST}};
static const struct swage_app files = {
    .abi = SWAGE_ABI, .nodes = nodes, .operations = operations, .node_count = 8, .operation_count = 5, .handlers = mounts};

static int serve_own(swage_request *rq, const void *handlers)
{
    (void)handlers;
    return swage_reply_empty(rq, 204);
}

static const struct swage_operation own = {.name = "own", .path = "/own", .method = SWAGE_METHOD_POST, .serve = serve_own};
static const struct swage_node own_nodes[] = {{SWAGE_STR_INIT(""), 1, 1, 0, 0, SWAGE_NODE_LITERAL},
                                              {SWAGE_STR_INIT("own"), 0, 0, 0, 1, SWAGE_NODE_LITERAL}};
static const struct swage_app app = {
    .abi = SWAGE_ABI, .nodes = own_nodes, .operations = &own, .node_count = 2, .operation_count = 1, .files = &files};

/* --- questions and answers ---------------------------------------------------------------------------------------- */

static struct swage_collector out;

static void ask_with(const char *method, const char *path, const struct swage_field *fields, unsigned count)
{
    swage_collector_clear(&out);
    ck_assert_int_eq(swage_dispatch(&app, swage_str_from(method), swage_str_from(path), fields, count, (swage_str){NULL, 0},
                                    &out.sink),
                     SWAGE_OK);
    ck_assert(out.done && !out.aborted);
}

static void ask(const char *path)
{
    ask_with("GET", path, NULL, 0);
}

static void ask_field(const char *path, const char *name, const char *value)
{
    struct swage_field field = {swage_str_from(name), swage_str_from(value)};
    ask_with("GET", path, &field, 1);
}

static void ask_fields(const char *path, const char *name, const char *value, const char *other, const char *other_value)
{
    struct swage_field fields[] = {{swage_str_from(name), swage_str_from(value)},
                                   {swage_str_from(other), swage_str_from(other_value)}};
    ask_with("GET", path, fields, 2);
}

static void expect_field(const char *name, const char *value)
{
    swage_str found = swage_collector_header(&out, swage_str_from(name));
    if (value)
        ck_assert_msg(swage_str_equal(found, swage_str_from(value)), "%s: %.*s", name, (int)found.len, found.ptr);
    else
        ck_assert_msg(!found.ptr, "%s: %.*s", name, (int)found.len, found.ptr);
}

static void expect(int status, const char *body)
{
    ck_assert_msg(out.status == status, "%d: %.*s", out.status, (int)out.body.len, out.body.ptr);
    if (body)
        ck_assert_msg(swage_str_equal(swage_str_of(out.body.ptr ? out.body.ptr : "", out.body.len), swage_str_from(body)),
                      "%.*s", (int)out.body.len, out.body.ptr);
}

static void expect_refusal(int status)
{
    expect(status, NULL);
    expect_field("Content-Type", "application/problem+json");
    expect_field("ETag", NULL);
}

static const char *in_folder(const char *path)
{
    static char whole[512];
    snprintf(whole, sizeof whole, "%s/%s", folder_name, path);
    return whole;
}

static void put(const char *path, const char *text)
{
    FILE *file = fopen(in_folder(path), "w");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_ge(fputs(text, file), 0);
    ck_assert_int_eq(fclose(file), 0);
}

/* Descriptors that this process has open. */
static int count_open(void)
{
    int count = 0;
    for (int fd = 0; fd < 256; fd++)
        count += fcntl(fd, F_GETFD) >= 0;
    return count;
}

static int opened;

static void set_up(void)
{
    strcpy(folder_name, "/tmp/swage-files-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder_name));
    swage_collector_init(&out);
    opened = count_open();
}

static void tear_down(void)
{
    char command[128];
    ck_assert_int_eq(count_open(), opened);
    swage_collector_done(&out);
    snprintf(command, sizeof command, "rm -rf '%s'", folder_name);
    ck_assert_int_eq(system(command), 0);
}

/* --- files of the program ----------------------------------------------------------------------------------------- */

START_TEST(a_file_of_the_program_comes_with_its_tag)
{
    ask("/assets/page.txt");
    expect(200, "0123456789");
    expect_field("Content-Type", "text/plain; charset=utf-8");
    expect_field("ETag", "\"t\"");
    expect_field("Cache-Control", "no-cache");
    expect_field("Accept-Ranges", "bytes");
    expect_field("Vary", "Accept-Encoding");
    expect_field("X-Content-Type-Options", "nosniff");
    expect_field("Last-Modified", NULL);
    expect_field("Content-Encoding", NULL);
    ask("/assets/page.html");
    expect(200, "<p>page");
    expect_field("Content-Type", "text/html; charset=utf-8");
    expect_field("Vary", NULL);
}
END_TEST

START_TEST(it_comes_packed_to_whom_it_is_welcome)
{
    ask_field("/assets/page.txt", "Accept-Encoding", "br, gzip");
    ck_assert_int_eq(out.status, 200);
    ck_assert_uint_eq(out.body.len, sizeof packed);
    ck_assert_mem_eq(out.body.ptr, packed, sizeof packed);
    expect_field("Content-Encoding", "gzip");
    expect_field("ETag", "\"t-gzip\"");
    ask_field("/assets/page.html", "Accept-Encoding", "gzip"); /* that has no packed form */
    expect(200, "<p>page");
    expect_field("Content-Encoding", NULL);
    ask_fields("/assets/page.txt", "Accept-Encoding", "gzip", "Range", "bytes=0-1");
    ck_assert_int_eq(out.status, 206);
    ck_assert_mem_eq(out.body.ptr, packed, 2);
    expect_field("Content-Range", "bytes 0-1/4");
    expect_field("Content-Encoding", "gzip");
}
END_TEST

START_TEST(a_folder_is_its_index)
{
    ask("/assets/");
    expect(200, "<p>index");
    expect_field("Content-Type", "text/html; charset=utf-8");
    ask("/assets"); /* names nothing: links in the index would lead elsewhere from there */
    expect_refusal(404);
    ask("/none/"); /* which has no files at all */
    expect_refusal(404);
    ask("/");
    expect_refusal(404);
    put("index.html", "here");
    ask("/");
    expect(200, "here");
    ck_assert_int_eq(mkdir(in_folder("sub"), 0700), 0);
    ask("/sub/");
    expect_refusal(404);
    ask("/sub");
    expect_refusal(404);
    put("sub/index.html", "below");
    ask("/sub/");
    expect(200, "below");
}
END_TEST

START_TEST(other_methods_are_told_which_there_are)
{
    ask_with("POST", "/assets/page.txt", NULL, 0);
    expect_refusal(405);
    expect_field("Allow", "GET, HEAD, OPTIONS");
    ask_with("OPTIONS", "/assets/page.txt", NULL, 0);
    expect(204, "");
    expect_field("Allow", "GET, HEAD, OPTIONS");
    ask_with("HEAD", "/assets/page.txt", NULL, 0);
    expect(200, "");
    expect_field("ETag", "\"t\"");
}
END_TEST

START_TEST(routes_come_before_files)
{
    put("own", "a file");
    ask_with("POST", "/own", NULL, 0);
    expect(204, "");
    ask("/own");
    expect_refusal(405);
    expect_field("Allow", "POST, OPTIONS");
}
END_TEST

/* --- folders ------------------------------------------------------------------------------------------------------ */

START_TEST(a_file_of_a_folder_comes_with_its_time)
{
    struct timespec times[2] = {{784111777, 0}, {784111777, 0}};
    put("a.css", "p{}");
    ck_assert_int_eq(utimensat(AT_FDCWD, in_folder("a.css"), times, 0), 0);
    ask("/a.css");
    expect(200, "p{}");
    expect_field("Content-Type", "text/css; charset=utf-8");
    expect_field("Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT");
    expect_field("Cache-Control", "no-cache");
    expect_field("Vary", NULL);
    swage_str tag = swage_collector_header(&out, SWAGE_STR("ETag"));
    char text[64];
    snprintf(text, sizeof text, "%.*s", (int)tag.len, tag.ptr);
    ask_field("/a.css", "If-None-Match", text);
    expect(304, "");
    expect_field("ETag", text);
    put("a.css", "p{}"); /* the same bytes, now */
    ask_field("/a.css", "If-None-Match", text);
    expect(200, "p{}");
    put("empty", "");
    ask("/empty");
    expect(200, "");
    expect_field("Content-Type", "application/octet-stream");
}
END_TEST

START_TEST(a_time_to_come_is_not_told)
{
    struct timespec times[2] = {{INT64_C(2145916800), 0}, {INT64_C(2145916800), 0}};
    put("a.txt", "later");
    ck_assert_int_eq(utimensat(AT_FDCWD, in_folder("a.txt"), times, 0), 0);
    ask_field("/a.txt", "If-Modified-Since", "Fri, 01 Jan 2038 00:00:00 GMT");
    expect(200, "later");
    expect_field("Last-Modified", NULL);
}
END_TEST

/* robustness 19 */
START_TEST(nothing_outside_of_the_folder_is_reached)
{
    static const char *const paths[] = {
        "/../secret",       "/%2e%2e/secret",    "/.%2e/secret",  "/sub/../../secret", "/sub/%2e%2e/%2e%2e/secret",
        "/..%2fsecret",     "/..%2Fsecret",      "/%2e%2e%2fsecret", "/sub%2ffile",    "/sub%2Ffile",
        "/..%5csecret",     "/sub%5cfile",       "/sub\\file",    "/file%00",          "/file%00.txt",
        "//etc/passwd",     "/sub//file",        "/./file",       "/sub/./file",       "/.hidden",
        "/sub/.hidden",     "/.git/config",      "/%2ehidden",    "/link",             "/out/secret",
        "/within",          "/pipe",             "/sub",          "/file/",            "/file/x",
        "/%c0%ae%c0%ae/secret", "/missing",      "/%2e%2e",       "/..",               "/%",
        "/sub/..%c0%af..%c0%afsecret",
    };
    char outside[128];
    ck_assert_int_eq(mkdir(in_folder("root"), 0700), 0);
    ck_assert_int_eq(mkdir(in_folder("root/sub"), 0700), 0);
    ck_assert_int_eq(mkdir(in_folder("root/.git"), 0700), 0);
    put("secret", "secret");
    put("root/file", "file");
    put("root/sub/file", "file in sub");
    put("root/.hidden", "hidden");
    put("root/sub/.hidden", "hidden");
    put("root/.git/config", "hidden");
    snprintf(outside, sizeof outside, "%s", folder_name);
    ck_assert_int_eq(symlink("../secret", in_folder("root/link")), 0);
    ck_assert_int_eq(symlink(outside, in_folder("root/out")), 0);
    ck_assert_int_eq(symlink("file", in_folder("root/within")), 0);
    ck_assert_int_eq(mkfifo(in_folder("root/pipe"), 0600), 0);
    strcat(folder_name, "/root");
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        ask(paths[i]);
        ck_assert_msg(out.status == 404, "%s: %d", paths[i], out.status);
    }
    ask("/file");
    expect(200, "file");
    ask("/sub/file");
    expect(200, "file in sub");
    ask("/%66ile"); /* which is "file" */
    expect(200, "file");
    folder_name[strlen(folder_name) - 5] = '\0';
}
END_TEST

START_TEST(paths_have_a_longest)
{
    char path[2048] = "/";
    memset(path + 1, 'a', 255);
    put(path + 1, "long");
    ask(path);
    expect(200, "long");
    memset(path + 1, 'a', 256);
    ask(path);
    expect_refusal(404);
    for (size_t i = 1; i < 1500; i++)
        path[i] = i % 2 ? 'a' : '/';
    ask(path);
    expect_refusal(404);
    path[1499] = '\0';
    path[1013] = '\0'; /* with "/index.html" it would be one byte too many; and there is none */
    ask(path);
    expect_refusal(404);
}
END_TEST

START_TEST(a_folder_that_is_not_there_has_no_files)
{
    char *end = folder_name + strlen(folder_name);
    strcpy(end, "/no");
    ask("/file");
    expect_refusal(404);
    *end = '\0';
}
END_TEST

/* 64 MiB, as its own header says. */
START_TEST(what_a_collector_cannot_hold_is_cut)
{
    put("large", "");
    ck_assert_int_eq(truncate(in_folder("large"), (64 << 20) + 1), 0);
    swage_collector_clear(&out);
    swage_dispatch(&app, SWAGE_STR("GET"), SWAGE_STR("/large"), NULL, 0, (swage_str){NULL, 0}, &out.sink);
    ck_assert(out.aborted && !out.done);
    ask_with("HEAD", "/large", NULL, 0);
    expect(200, "");
    ask_field("/large", "Range", "bytes=67108864-");
    ck_assert_int_eq(out.status, 206);
    ck_assert_uint_eq(out.body.len, 1);
}
END_TEST

START_TEST(without_descriptors_the_answer_is_503)
{
    struct rlimit usual, few;
    int held[1024], count = 0;
    put("file", "file");
    ck_assert_int_eq(getrlimit(RLIMIT_NOFILE, &usual), 0);
    few = usual;
    few.rlim_cur = 128;
    ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &few), 0);
    while (count < 1024 && (held[count] = open("/dev/null", O_RDONLY)) >= 0)
        count++;
    ck_assert_int_lt(count, 1024);
    ask("/file");
    int status = out.status;
    close(held[--count]);
    ask("/file"); /* one is enough for the folder, not for what is in it */
    int with_one = out.status;
    while (count > 0)
        close(held[--count]);
    ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &usual), 0);
    ck_assert_int_eq(status, 503);
    ck_assert_int_eq(with_one, 503);
    ask("/file");
    expect(200, "file");
}
END_TEST

/* --- conditions --------------------------------------------------------------------------------------------------- */

static const struct {
    const char *name, *value;
    int status;
} conditions[] = {
    {"If-None-Match", "\"t\"", 304},
    {"If-None-Match", "W/\"t\"", 304},
    {"If-None-Match", "\"a\", \"t\"", 304},
    {"If-None-Match", "*", 304},
    {"If-None-Match", "\"u\"", 200},
    {"If-None-Match", "t", 200},
    {"If-Match", "\"t\"", 200},
    {"If-Match", "*", 200},
    {"If-Match", "\"a\", \"t\"", 200},
    {"If-Match", "W/\"t\"", 412},
    {"If-Match", "\"u\"", 412},
    {"If-Modified-Since", "Sun, 06 Nov 1994 08:49:37 GMT", 200}, /* nobody knows when it was */
    {"If-Unmodified-Since", "Sun, 06 Nov 1994 08:49:37 GMT", 200},
};

START_TEST(conditions_decide)
{
    ask_field("/assets/page.txt", conditions[_i].name, conditions[_i].value);
    ck_assert_msg(out.status == conditions[_i].status, "%s: %s: %d", conditions[_i].name, conditions[_i].value, out.status);
    if (out.status == 304) {
        expect(304, "");
        expect_field("ETag", "\"t\"");
        expect_field("Cache-Control", "no-cache");
        expect_field("Vary", "Accept-Encoding");
        expect_field("Content-Type", NULL);
    } else if (out.status == 412) {
        expect_refusal(412);
    }
}
END_TEST

static const struct {
    const char *name, *value;
    int status;
} times[] = {
    {"If-Modified-Since", "Sun, 06 Nov 1994 08:49:37 GMT", 304},
    {"If-Modified-Since", "Sun, 06 Nov 1994 08:49:38 GMT", 304},
    {"If-Modified-Since", "Sun, 06 Nov 1994 08:49:36 GMT", 200},
    {"If-Modified-Since", "Sunday, 06-Nov-94 08:49:37 GMT", 304},
    {"If-Modified-Since", "Sun Nov  6 08:49:37 1994", 304},
    {"If-Modified-Since", "yesterday", 200},
    {"If-Unmodified-Since", "Sun, 06 Nov 1994 08:49:37 GMT", 200},
    {"If-Unmodified-Since", "Sun, 06 Nov 1994 08:49:36 GMT", 412},
    {"If-Unmodified-Since", "yesterday", 200},
};

START_TEST(times_decide_where_they_are_known)
{
    struct timespec when[2] = {{784111777, 5}, {784111777, 5}};
    put("a.txt", "text");
    ck_assert_int_eq(utimensat(AT_FDCWD, in_folder("a.txt"), when, 0), 0);
    ask_field("/a.txt", times[_i].name, times[_i].value);
    ck_assert_msg(out.status == times[_i].status, "%s: %s: %d", times[_i].name, times[_i].value, out.status);
    /* RFC 9110 13.1.3, 13.1.4: a tag says more. */
    ask_fields("/a.txt", times[_i].name, times[_i].value, "If-None-Match", "\"u\"");
    ck_assert_int_eq(out.status, times[_i].status == 412 ? 412 : 200);
    ask_fields("/a.txt", times[_i].name, times[_i].value, "If-Match", "*");
    ck_assert_int_eq(out.status, times[_i].status == 304 ? 304 : 200);
}
END_TEST

START_TEST(a_time_that_stands_there_twice_is_none)
{
    struct timespec when[2] = {{784111777, 0}, {784111777, 0}};
    const char *date = "Sun, 06 Nov 1994 08:49:37 GMT";
    put("a.txt", "text");
    ck_assert_int_eq(utimensat(AT_FDCWD, in_folder("a.txt"), when, 0), 0);
    ask_fields("/a.txt", "If-Modified-Since", date, "If-Modified-Since", date);
    expect(200, "text");
}
END_TEST

/* --- ranges ------------------------------------------------------------------------------------------------------- */

static const struct {
    const char *range;
    int status;
    const char *body, *content_range;
} ranges[] = {
    {"bytes=0-3", 206, "0123", "bytes 0-3/10"},
    {"bytes=4-", 206, "456789", "bytes 4-9/10"},
    {"bytes=-2", 206, "89", "bytes 8-9/10"},
    {"bytes=0-99", 206, "0123456789", "bytes 0-9/10"},
    {"bytes=0-1,3-4", 200, "0123456789", NULL},
    {"lines=0-1", 200, "0123456789", NULL},
    {"bytes=3-1", 200, "0123456789", NULL},
    {"bytes=10-", 416, NULL, "bytes */10"},
    {"bytes=-0", 416, NULL, "bytes */10"},
};

START_TEST(a_range_is_what_is_sent)
{
    put("ten", "0123456789");
    for (int i = 0; i < 2; i++) {
        ask_field(i ? "/ten" : "/assets/page.txt", "Range", ranges[_i].range);
        expect(ranges[_i].status, ranges[_i].body);
        expect_field("Content-Range", ranges[_i].content_range);
        if (ranges[_i].status == 416)
            expect_refusal(416);
        else
            expect_field("Accept-Ranges", "bytes");
    }
}
END_TEST

START_TEST(a_range_is_for_get_alone_and_once)
{
    struct swage_field two[] = {{SWAGE_STR_INIT("Range"), SWAGE_STR_INIT("bytes=0-3")},
                                {SWAGE_STR_INIT("Range"), SWAGE_STR_INIT("bytes=0-3")}};
    ask_with("HEAD", "/assets/page.txt", two, 1);
    expect(200, "");
    expect_field("Content-Range", NULL);
    ask_with("GET", "/assets/page.txt", two, 2);
    expect(200, "0123456789");
}
END_TEST

static const struct {
    const char *value;
    int status;
} if_ranges[] = {
    {"\"t\"", 206},
    {"W/\"t\"", 200},
    {"\"u\"", 200},
    {"*", 200},
    {"Sun, 06 Nov 1994 08:49:37 GMT", 200},
};

START_TEST(if_range_wants_the_same_file)
{
    ask_fields("/assets/page.txt", "Range", "bytes=0-3", "If-Range", if_ranges[_i].value);
    ck_assert_msg(out.status == if_ranges[_i].status, "%s: %d", if_ranges[_i].value, out.status);
    ask_fields("/assets/page.txt", "Range", "bytes=99-", "If-Range", if_ranges[_i].value);
    ck_assert_int_eq(out.status, if_ranges[_i].status == 206 ? 416 : 200);
}
END_TEST

START_TEST(if_range_may_be_a_time)
{
    struct timespec when[2] = {{784111777, 0}, {784111777, 0}};
    put("a.txt", "text");
    ck_assert_int_eq(utimensat(AT_FDCWD, in_folder("a.txt"), when, 0), 0);
    ask_fields("/a.txt", "Range", "bytes=0-0", "If-Range", "Sun, 06 Nov 1994 08:49:37 GMT");
    expect(206, "t");
    ask_fields("/a.txt", "Range", "bytes=0-0", "If-Range", "Sun, 06 Nov 1994 08:49:38 GMT"); /* RFC 9110 13.1.5: exactly */
    expect(200, "text");
}
END_TEST

/* --- media types -------------------------------------------------------------------------------------------------- */

static const char *const media[][2] = {
    {"a.html", "text/html; charset=utf-8"}, {"a.HTML", "text/html; charset=utf-8"},
    {"a.min.js", "text/javascript; charset=utf-8"}, {"a.json", "application/json"},
    {"a.svg", "image/svg+xml; charset=utf-8"}, {"a.png", "image/png"}, {"a.woff2", "font/woff2"},
    {"a.wasm", "application/wasm"}, {"a.exe", "application/octet-stream"}, {"html", "application/octet-stream"},
    {"a.", "application/octet-stream"}, {"d.html/a", "application/octet-stream"},
};

START_TEST(names_tell_media_types)
{
    char path[64];
    ck_assert_int_eq(mkdir(in_folder("d.html"), 0700), 0);
    put(media[_i][0], "x");
    snprintf(path, sizeof path, "/%s", media[_i][0]);
    ask(path);
    expect(200, "x");
    expect_field("Content-Type", media[_i][1]);
}
END_TEST

#define COUNT(table) ((int)(sizeof table / sizeof *table))

int main(void)
{
    Suite *suite = suite_create("files");
    TCase *tc = tcase_create("files");
    tcase_set_timeout(tc, 60);
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, a_file_of_the_program_comes_with_its_tag);
    tcase_add_test(tc, it_comes_packed_to_whom_it_is_welcome);
    tcase_add_test(tc, a_folder_is_its_index);
    tcase_add_test(tc, other_methods_are_told_which_there_are);
    tcase_add_test(tc, routes_come_before_files);
    tcase_add_test(tc, a_file_of_a_folder_comes_with_its_time);
    tcase_add_test(tc, a_time_to_come_is_not_told);
    tcase_add_test(tc, nothing_outside_of_the_folder_is_reached);
    tcase_add_test(tc, paths_have_a_longest);
    tcase_add_test(tc, a_folder_that_is_not_there_has_no_files);
    tcase_add_test(tc, what_a_collector_cannot_hold_is_cut);
    tcase_add_test(tc, without_descriptors_the_answer_is_503);
    tcase_add_loop_test(tc, conditions_decide, 0, COUNT(conditions));
    tcase_add_loop_test(tc, times_decide_where_they_are_known, 0, COUNT(times));
    tcase_add_test(tc, a_time_that_stands_there_twice_is_none);
    tcase_add_loop_test(tc, a_range_is_what_is_sent, 0, COUNT(ranges));
    tcase_add_test(tc, a_range_is_for_get_alone_and_once);
    tcase_add_loop_test(tc, if_range_wants_the_same_file, 0, COUNT(if_ranges));
    tcase_add_test(tc, if_range_may_be_a_time);
    tcase_add_loop_test(tc, names_tell_media_types, 0, COUNT(media));
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
