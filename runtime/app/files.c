/* SPDX-License-Identifier: MIT */
/*
 * Static files: those of a folder, and those that are part of the program.
 *
 *     path ─name_file→ its name below the folder ─find→ what would be sent ─conditions→ 304, 412 ─Range→ 200, 206, 416
 *
 * Where a path leads is judged by its text before anything is opened, and again by the walk: folder by folder, each opened
 * below the one before, and never through a symbolic link, so that nothing outside of the folder is reached whatever
 * somebody puts into it. There is one way on all kernels, unlike openat2.
 */
#include "config.h"

#include "app/accept.h"
#include "app/condition.h"
#include "app/media.h"
#include "app/reply.h"
#include "app/source.h"
#include "http/date.h"
#include "http/field.h"
#include "http/range.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define PATH_MOST 1024 /* bytes of a file's path below its folder */
#define NAME_MOST 255  /* bytes of one segment: no file system has longer names */
#define TAG_MOST  64   /* three numbers of 16 digits, quotes and dashes */

struct file { /* what would be sent */
    struct swage_source source;
    struct condition_state state;
    swage_str cache;
    bool is_packed;
    bool is_varied; /* another Accept-Encoding would have had another one */
    char tag[TAG_MOST];
};

/* --- paths -------------------------------------------------------------------------------------------------------- */

/* RFC 3986 2.2: a slash that is escaped divides nothing, and no file has one in its name. */
static bool has_escaped_slash(swage_str path)
{
    for (size_t i = 0; i + 2 < path.len; i++)
        if (path.ptr[i] == '%' && path.ptr[i + 1] == '2' && (path.ptr[i + 2] | 0x20) == 'f')
            return true;
    return false;
}

/* No "..", nor what is hidden, nor what another system would take for a slash. */
static bool is_segment(const char *ptr, size_t len)
{
    return len > 0 && len <= NAME_MOST && ptr[0] != '.' && !memchr(ptr, '\\', len) && !memchr(ptr, '\0', len);
}

static bool is_path(const char *path)
{
    for (;;) {
        size_t len = strcspn(path, "/");
        if (!is_segment(path, len))
            return false;
        if (path[len] == '\0')
            return true;
        path += len + 1;
    }
}

/* "css/site.css"; of a folder its index. False where nothing can be. */
static bool name_file(const swage_request *rq, char path[PATH_MOST])
{
    swage_str below = rq->capture_count > 0 ? rq->captures[rq->capture_count - 1] : SWAGE_EMPTY;
    swage_str index = SWAGE_STR("index.html");
    if (below.len + index.len >= PATH_MOST || has_escaped_slash(rq->head.path))
        return false;
    memcpy(path, below.ptr, below.len);
    path[below.len] = '\0';
    if (strlen(path) != below.len)
        return false;
    if (below.len == 0 || below.ptr[below.len - 1] == '/')
        memcpy(path + below.len, index.ptr, index.len + 1);
    return is_path(path);
}

/* --- files of a folder -------------------------------------------------------------------------------------------- */

/* The descriptor of what `path` leads to below the open folder, which is closed, or -1. */
static int walk(int folder, const char *path)
{
    while (folder >= 0) {
        char name[NAME_MOST + 1];
        size_t len = strcspn(path, "/");
        bool is_last = path[len] == '\0';
        memcpy(name, path, len);
        name[len] = '\0';
        /* Whoever opens a pipe waits for its other end, but for O_NONBLOCK. */
        int flags = is_last ? O_RDONLY | O_NONBLOCK | O_NOCTTY : O_RDONLY | O_DIRECTORY;
        int next = openat(folder, name, flags | O_NOFOLLOW | O_CLOEXEC), why = errno;
        close(folder);
        errno = why;
        if (next < 0 || is_last)
            return next;
        folder = next;
        path += len + 1;
    }
    return -1;
}

/* Only who replaces a file within one tick of its file system's clock, by one of the same length, in place, is not seen. */
static void write_tag(struct file *file, const struct stat *status)
{
    int len = snprintf(file->tag, TAG_MOST, "\"%" PRIx64 "-%" PRIx64 "-%" PRIx64 "\"", (uint64_t)status->st_size,
                       (uint64_t)status->st_mtim.tv_sec * 1000000000 + (uint64_t)status->st_mtim.tv_nsec,
                       (uint64_t)status->st_ino);
    file->state.tag = swage_str_of(file->tag, (size_t)len);
}

/* 0, or what to answer. */
static int open_file(const char *folder, const char *path, struct file *file)
{
    struct stat status;
    int fd = walk(open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC), path);
    if (fd < 0)
        return errno == EMFILE || errno == ENFILE || errno == ENOMEM ? 503 : 404;
    if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
        close(fd);
        return 404;
    }
    file->source = (struct swage_source){.fd = fd, .len = (uint64_t)status.st_size};
    write_tag(file, &status);
    /* RFC 9110 8.8.2.1: what is of the future says nothing. */
    if (status.st_mtim.tv_sec <= time(NULL))
        file->state.modified = status.st_mtim.tv_sec;
    return 0;
}

/* --- files of the program ----------------------------------------------------------------------------------------- */

static int compare_paths(const void *key, const void *item)
{
    swage_str path = *(const swage_str *)key, other = ((const struct swage_file *)item)->path;
    int order = memcmp(path.ptr, other.ptr, path.len < other.len ? path.len : other.len);
    return order != 0 ? order : path.len < other.len ? -1 : path.len > other.len;
}

static int find_file(const swage_request *rq, const struct swage_files *files, const char *path, struct file *file)
{
    swage_str key = swage_str_from(path);
    const struct swage_file *found =
        files->count > 0 ? bsearch(&key, files->list, files->count, sizeof *files->list, compare_paths) : NULL;
    if (!found)
        return 404;
    file->is_varied = found->packed.len > 0;
    file->is_packed =
        file->is_varied && accept_coding(rq->head.fields, rq->head.field_count, SWAGE_STR("gzip")) > 0;
    swage_bytes bytes = file->is_packed ? found->packed : found->bytes;
    file->source = (struct swage_source){.bytes = (const char *)bytes.ptr, .fd = -1, .len = bytes.len};
    file->state.tag = file->is_packed ? found->packed_tag : found->tag;
    return 0;
}

/* --- answers ------------------------------------------------------------------------------------------------------ */

static int refuse(swage_request *rq, int status, const char *detail)
{
    return swage_reply_problem(rq, status, &(struct swage_problem){.detail = swage_str_from(detail)});
}

static void add_fields(swage_request *rq, const struct file *file)
{
    swage_reply_header(rq, SWAGE_STR("ETag"), file->state.tag);
    swage_reply_header(rq, SWAGE_STR("Cache-Control"), file->cache);
    if (file->is_varied)
        swage_reply_header(rq, SWAGE_STR("Vary"), SWAGE_STR("Accept-Encoding"));
    if (file->state.modified != CONDITION_NO_TIME) {
        struct http_date date = HTTP_DATE_INIT;
        swage_http_date_set(&date, file->state.modified);
        swage_reply_header(rq, SWAGE_STR("Last-Modified"), swage_str_of(date.text, HTTP_DATE_LEN));
    }
}

/* "bytes 0-99/1000"; of nothing that is there "bytes *" and the size. */
static void add_range(swage_request *rq, const struct swage_source *source, uint64_t size, bool is_there)
{
    char text[80];
    if (is_there)
        snprintf(text, sizeof text, "bytes %" PRIu64 "-%" PRIu64 "/%" PRIu64, source->at, source->at + source->len - 1, size);
    else
        snprintf(text, sizeof text, "bytes */%" PRIu64, size);
    swage_reply_header(rq, SWAGE_STR("Content-Range"), swage_str_from(text));
}

/* RFC 9110 14.2: for GET alone, and once. */
static enum http_range read_range(const swage_request *rq, struct file *file)
{
    swage_str name = SWAGE_STR("Range");
    const struct http_head *head = &rq->head;
    unsigned at = swage_field_find(head->fields, head->field_count, 0, name);
    if (at == head->field_count || head->method != SWAGE_METHOD_GET ||
        swage_field_find(head->fields, head->field_count, at + 1, name) < head->field_count ||
        !condition_is_same(head, &file->state))
        return HTTP_RANGE_ALL;
    return swage_http_range_read(head->fields[at].value, file->source.len, &file->source.at, &file->source.len);
}

static int send_file(swage_request *rq, const char *path, struct file *file)
{
    uint64_t size = file->source.len;
    enum http_range range = read_range(rq, file);
    if (range == HTTP_RANGE_NONE) {
        swage_source_close(&file->source);
        add_range(rq, &file->source, size, false);
        return refuse(rq, 416, "Nothing of the range is there.");
    }
    add_fields(rq, file);
    swage_reply_header(rq, SWAGE_STR("Accept-Ranges"), SWAGE_STR("bytes"));
    swage_reply_header(rq, SWAGE_STR("X-Content-Type-Options"), SWAGE_STR("nosniff"));
    if (file->is_packed)
        swage_reply_header(rq, SWAGE_STR("Content-Encoding"), SWAGE_STR("gzip"));
    if (range == HTTP_RANGE_ONE)
        add_range(rq, &file->source, size, true);
    return reply_send(rq, range == HTTP_RANGE_ONE ? 206 : 200, media_of_file(swage_str_from(path)), &file->source);
}

static int answer(swage_request *rq, const char *path, struct file *file)
{
    enum condition condition = condition_check(&rq->head, &file->state);
    if (condition == CONDITION_SEND)
        return send_file(rq, path, file);
    swage_source_close(&file->source);
    if (condition == CONDITION_FAILED)
        return refuse(rq, 412, "The file is another one than the request wants.");
    add_fields(rq, file);
    return swage_reply_empty(rq, 304);
}

int swage_serve_files(swage_request *rq, const void *files)
{
    const struct swage_files *from = ((const struct swage_files *const *)files)[rq->operation - rq->app->operations];
    struct file file = {.state.modified = CONDITION_NO_TIME, .cache = from->cache.ptr ? from->cache : SWAGE_STR("no-cache")};
    char path[PATH_MOST];
    int status = 404;
    if (name_file(rq, path))
        status = from->folder ? open_file(from->folder, path, &file) : find_file(rq, from, path, &file);
    if (status == 0)
        return answer(rq, path, &file);
    return refuse(rq, status, status == 404 ? "There is no such file." : "Too many files are open.");
}
