/* SPDX-License-Identifier: MIT */
/* Files of fuzz harnesses: seeds are written, inputs are read and replayed. */
#include "config.h"

#include <swage/fuzz.h>

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { INPUT_MAX = 1 << 26, PATH_LEN = 4096 };

static int fail(const char *path)
{
    fprintf(stderr, "swage fuzz: %s: %s\n", path, strerror(errno));
    return 1;
}

/* ---- seeds ---- */

/* The number of an entry, as the first bytes of inputs have it; -1 when it was not chosen to be in the program. */
static int number_of(const struct swage_fuzz *fuzz, swage_fuzz_entry *entry, unsigned *count)
{
    int number = -1;
    for (*count = 0; fuzz->entries[*count]; ++*count)
        if (fuzz->entries[*count] == entry)
            number = (int)*count;
    return number;
}

static int write_seed(const char *path, unsigned number, unsigned count, swage_str input)
{
    FILE *file = fopen(path, "wb");
    if (!file)
        return fail(path);
    if (count > 256)
        putc((int)(number >> 8), file);
    if (count > 1)
        putc((int)(number & 0xff), file);
    fwrite(input.ptr, 1, input.len, file);
    bool is_bad = ferror(file) != 0;
    if (fclose(file) != 0 || is_bad)
        return fail(path);
    return 0;
}

static int write_seeds(const struct swage_fuzz *fuzz, const char *dir)
{
    char path[PATH_LEN];
    if (mkdir(dir, 0777) != 0 && errno != EEXIST)
        return fail(dir);
    int status = 0;
    for (size_t i = 0; fuzz->seeds[i].name && status == 0; i++) {
        unsigned count;
        int number = number_of(fuzz, fuzz->seeds[i].entry, &count);
        if (number < 0)
            continue;
        bool is_long = (size_t)snprintf(path, sizeof path, "%s/%s", dir, fuzz->seeds[i].name) >= sizeof path;
        errno = ENAMETOOLONG;
        status = is_long ? fail(dir) : write_seed(path, (unsigned)number, count, fuzz->seeds[i].input);
    }
    return status;
}

void swage_fuzz_start(const struct swage_fuzz *fuzz, int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "--write-seeds") == 0)
        exit(write_seeds(fuzz, argv[2]));
}

/* ---- replay ---- */

static int replay_stream(const struct swage_fuzz *fuzz, FILE *file, const char *path)
{
    swage_buffer text;
    char piece[BUFSIZ];
    size_t len;
    swage_buffer_init(&text, INPUT_MAX);
    while ((len = fread(piece, 1, sizeof piece, file)) > 0)
        swage_buffer_add(&text, piece, len);
    int status = ferror(file) || text.failed != SWAGE_OK ? fail(path) : 0;
    if (status == 0) {
        /* A copy of the very size, so that a sanitizer sees what is read behind it. */
        uint8_t *input = malloc(text.len > 0 ? text.len : 1);
        swage_fuzz_demand(input != NULL, "out of memory");
        if (text.len > 0)
            memcpy(input, text.ptr, text.len);
        swage_fuzz_run(fuzz, input, text.len);
        free(input);
    }
    swage_buffer_done(&text);
    return status;
}

static int replay_file(const struct swage_fuzz *fuzz, const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return fail(path);
    int status = replay_stream(fuzz, file, path);
    fclose(file);
    return status;
}

static int replay_folder(const struct swage_fuzz *fuzz, DIR *folder, const char *path, size_t *count)
{
    char name[PATH_LEN];
    int status = 0;
    for (const struct dirent *item; status == 0 && (item = readdir(folder));) {
        if (item->d_name[0] == '.')
            continue;
        if ((size_t)snprintf(name, sizeof name, "%s/%s", path, item->d_name) >= sizeof name)
            continue;
        status = replay_file(fuzz, name);
        ++*count;
    }
    return status;
}

static int replay(const struct swage_fuzz *fuzz, const char *path, size_t *count)
{
    DIR *folder = opendir(path);
    if (!folder) {
        ++*count;
        return replay_file(fuzz, path);
    }
    int status = replay_folder(fuzz, folder, path, count);
    closedir(folder);
    return status;
}

int swage_fuzz_main(const struct swage_fuzz *fuzz, int argc, char **argv)
{
    size_t count = 0;
    int status = 0;
    swage_fuzz_start(fuzz, argc, argv);
    if (argc < 2)
        return replay_stream(fuzz, stdin, "standard input");
    for (int i = 1; i < argc && status == 0; i++)
        status = replay(fuzz, argv[i], &count);
    if (status == 0)
        printf("%zu inputs\n", count);
    return status;
}
