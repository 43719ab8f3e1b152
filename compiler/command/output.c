/* SPDX-License-Identifier: MIT */
/* Drafts lie beside their files: rename() works within one file system. */
#include "config.h"

#include "command/output.h"

#include "syntax/pool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool complain(const char *what, const char *path)
{
    fprintf(stderr, "swage: cannot %s '%s': %s\n", what, path, strerror(errno));
    return false;
}

struct output output_make(struct pool *pool, const char *dir, const char *name, const char *text, size_t len)
{
    size_t dir_len = strlen(dir);
    const char *slash = dir_len > 0 && dir[dir_len - 1] == '/' ? "" : "/";
    struct output output = {.path = name, .text = text, .len = len};
    if (strcmp(dir, ".") != 0)
        output.path = pool_printf(pool, "%s%s%s", dir, slash, name);
    output.draft = pool_alloc(pool, strlen(output.path) + OUTPUT_DRAFT_MORE);
    return output;
}

/* ---- folders ---- */

static bool is_dir(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* Somebody else may make it at the same time. */
static bool make_one(const char *path)
{
    if (mkdir(path, 0777) == 0 || (errno == EEXIST && is_dir(path)))
        return true;
    return complain("make the folder", path);
}

bool output_make_dir(const char *dir)
{
    char *path = strdup(dir);
    bool is_made = path != NULL || complain("make the folder", dir);
    for (char *slash = path; is_made && slash != NULL;) {
        slash = strchr(slash + 1, '/');
        if (slash != NULL)
            *slash = '\0';
        is_made = is_dir(path) || make_one(path);
        if (slash != NULL)
            *slash = '/';
    }
    free(path);
    return is_made;
}

/* ---- one file ---- */

static bool has_text(FILE *file, const struct output *output)
{
    char piece[4096];
    size_t at = 0, got;
    while ((got = fread(piece, 1, sizeof piece, file)) > 0) {
        if (got > output->len - at || memcmp(piece, output->text + at, got) != 0)
            return false;
        at += got;
    }
    return at == output->len && !ferror(file);
}

static bool is_up_to_date(const struct output *output)
{
    FILE *file = fopen(output->path, "rb");
    if (file == NULL)
        return false;
    bool is_same = has_text(file, output);
    fclose(file);
    return is_same;
}

static bool write_all(int fd, const char *text, size_t len)
{
    while (len > 0) {
        ssize_t put = write(fd, text, len);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        text += put;
        len -= (size_t)put;
    }
    return true;
}

/* mkstemp makes files that only their owner may read. */
static bool set_mode(const struct output *output, int fd)
{
    struct stat info;
    if (output->keeps_mode && stat(output->path, &info) == 0)
        return fchmod(fd, info.st_mode & 07777) == 0;
    mode_t mask = umask(0);
    umask(mask);
    return fchmod(fd, 0666 & ~mask) == 0;
}

static bool write_draft(struct output *output)
{
    sprintf(output->draft, "%s.XXXXXX", output->path);
    int fd = mkstemp(output->draft);
    if (fd < 0) {
        output->draft[0] = '\0';
        return complain("write", output->path);
    }
    bool is_written = write_all(fd, output->text, output->len) && set_mode(output, fd);
    int error = errno;
    if (close(fd) == 0 && is_written)
        return true;
    errno = is_written ? errno : error;
    return complain("write", output->path);
}

/* ---- all ---- */

static void drop_drafts(struct output *outputs, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (outputs[i].draft[0] != '\0')
            unlink(outputs[i].draft);
}

/* A link is refused where something has come to stand meanwhile; rename() would replace it. */
static bool put_in_place(const struct output *output)
{
    if (!output->is_new)
        return rename(output->draft, output->path) == 0 || complain("write", output->path);
    return (link(output->draft, output->path) == 0 && unlink(output->draft) == 0) || complain("write", output->path);
}

bool output_write_all(struct output *outputs, size_t count)
{
    bool is_fine = true;
    for (size_t i = 0; i < count; i++)
        outputs[i].draft[0] = '\0';
    for (size_t i = 0; is_fine && i < count; i++)
        is_fine = (!outputs[i].is_new && is_up_to_date(&outputs[i])) || write_draft(&outputs[i]);
    for (size_t i = 0; is_fine && i < count; i++) {
        if (outputs[i].draft[0] == '\0')
            continue;
        is_fine = put_in_place(&outputs[i]);
        if (is_fine)
            outputs[i].draft[0] = '\0';
    }
    if (!is_fine)
        drop_drafts(outputs, count);
    return is_fine;
}
