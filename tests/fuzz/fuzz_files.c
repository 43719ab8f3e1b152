/* SPDX-License-Identifier: MIT */
/*
 * Requests for static files: lines of path, Range, If-Range, If-Modified-Since and If-None-Match. Nothing outside of the folder
 * is ever sent, a piece is as long as its Content-Range says and the piece that it says, and a date that is read is written and
 * read again the same.
 */
#include "config.h"

#include "fuzz_check.h"
#include "http/date.h"

#include <swage/app.h>

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { LINES = 5, FILE_LEN = 26 };

static const char letters[] = "abcdefghijklmnopqrstuvwxyz", secret[] = "SECRET";
static const struct swage_file list[] = {
    {SWAGE_STR_INIT("f"), SWAGE_STR_INIT("\"t\""), {(const unsigned char *)letters, FILE_LEN}, {NULL, 0}, {NULL, 0}}};
static char root[64], inside[80];
static struct swage_files folder = {.folder = inside};
static const struct swage_files part = {.list = list, .count = 1};
static const struct swage_files *const mounts[] = {&folder, &folder, &part};
static const struct swage_operation operations[] = {
    {.name = "files", .method = SWAGE_METHOD_GET, .serve = swage_serve_files},
    {.name = "files", .method = SWAGE_METHOD_GET, .serve = swage_serve_files},
    {.name = "files", .method = SWAGE_METHOD_GET, .serve = swage_serve_files}};
static const struct swage_node nodes[] = {
    {SWAGE_STR_INIT(""), 1, 3, 0, 0, SWAGE_NODE_LITERAL}, {SWAGE_STR_INIT(""), 0, 0, 0, 1, SWAGE_NODE_LITERAL},
    {SWAGE_STR_INIT("p"), 4, 1, 0, 0, SWAGE_NODE_LITERAL}, {SWAGE_STR_INIT(""), 0, 0, 1, 1, SWAGE_NODE_REST},
    {SWAGE_STR_INIT(""), 0, 0, 2, 1, SWAGE_NODE_REST}};
static const struct swage_app app = {
    .abi = SWAGE_ABI, .nodes = nodes, .operations = operations, .node_count = 5, .operation_count = 3, .handlers = mounts};

static void put(const char *name, const char *text)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", root, name);
    FILE *file = fopen(path, "w");
    check(file && fputs(text, file) >= 0 && fclose(file) == 0);
}

static void remove_all(void)
{
    static const char *const names[] = {"in/d/f", "in/d", "in/f", "in/.f", "in/out", "in", "secret"};
    char path[128];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", root, names[i]);
        remove(path);
    }
    rmdir(root);
}

static void make_all(void)
{
    char path[128];
    strcpy(root, "/tmp/swage-fuzz-XXXXXX");
    check(mkdtemp(root) != NULL);
    snprintf(inside, sizeof inside, "%s/in", root);
    snprintf(path, sizeof path, "%s/in/d", root);
    check(mkdir(inside, 0700) == 0 && mkdir(path, 0700) == 0);
    put("secret", secret);
    put("in/.f", secret);
    put("in/f", letters);
    put("in/d/f", letters);
    snprintf(path, sizeof path, "%s/in/out", root);
    check(symlink("..", path) == 0);
    atexit(remove_all);
}

static swage_str take_line(swage_str *rest)
{
    const char *end = memchr(rest->ptr, '\n', rest->len);
    size_t len = end ? (size_t)(end - rest->ptr) : rest->len;
    swage_str line = swage_str_of(rest->ptr, len);
    *rest = swage_str_of(rest->ptr + len, rest->len - len);
    if (end)
        *rest = swage_str_of(rest->ptr + 1, rest->len - 1);
    return line;
}

static void check_date(swage_str text)
{
    struct http_date date = HTTP_DATE_INIT;
    int64_t once, twice;
    if (!swage_http_date_read(text, &once))
        return;
    swage_http_date_set(&date, once);
    check(swage_http_date_read(swage_str_of(date.text, HTTP_DATE_LEN), &twice));
    check(once == twice || once == INT64_C(253402300800)); /* the leap second behind the last date that can be written */
}

static void check_answer(const struct swage_collector *out)
{
    char range[64] = "";
    uint64_t first = 0, last = FILE_LEN - 1;
    swage_str field = swage_collector_header(out, SWAGE_STR("Content-Range"));
    check(out->done && !out->aborted);
    check(out->body.len == 0 || !memmem(out->body.ptr, out->body.len, secret, sizeof secret - 1));
    if (out->status != 200 && out->status != 206)
        return;
    check((out->status == 206) == (field.ptr != NULL));
    if (field.ptr) {
        snprintf(range, sizeof range, "%.*s", (int)field.len, field.ptr);
        check(sscanf(range, "bytes %" SCNu64 "-%" SCNu64 "/26", &first, &last) == 2);
    }
    check(first <= last && last < FILE_LEN && out->body.len == last - first + 1);
    check(memcmp(out->body.ptr, letters + first, out->body.len) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[LINES] = {NULL, "Range", "If-Range", "If-Modified-Since", "If-None-Match"};
    struct swage_field fields[LINES];
    struct swage_collector out;
    swage_str rest = swage_str_of((const char *)data, size), path;
    unsigned count = 0;
    if (root[0] == '\0')
        make_all();
    path = take_line(&rest);
    for (unsigned i = 1; i < LINES; i++) {
        swage_str value = take_line(&rest);
        check_date(value);
        if (value.len > 0)
            fields[count++] = (struct swage_field){swage_str_from(names[i]), value};
    }
    swage_collector_init(&out);
    check(swage_dispatch(&app, SWAGE_STR("GET"), path, fields, count, (swage_str){NULL, 0}, &out.sink) == SWAGE_OK);
    check_answer(&out);
    swage_collector_done(&out);
    return 0;
}
