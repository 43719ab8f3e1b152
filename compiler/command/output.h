/* SPDX-License-Identifier: MIT */
/* Files on the disk. What has its text already is left alone, time included; the rest is written beside its place
   first and put there at the end, so that nobody sees half a file and a full disk leaves everything as it was. */
#ifndef SWAGE_COMMAND_OUTPUT_H
#define SWAGE_COMMAND_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

struct pool;

enum { OUTPUT_DRAFT_MORE = sizeof ".XXXXXX" };

struct output {
    const char *path;
    const char *text;
    size_t len;
    bool keeps_mode; /* the file that is there lends its mode; else it is what the umask leaves */
    bool is_new;     /* nothing may stand at its path: what does stays, and that is an error */
    char *draft; /* the caller's room for the path and OUTPUT_DRAFT_MORE bytes: its name while it is being written */
};

/* For `name` in `dir`, with room for its draft. The text is lent. */
struct output output_make(struct pool *pool, const char *dir, const char *name, const char *text, size_t len);

/* Makes the folder and those above it. False after a message on stderr. */
bool output_make_dir(const char *dir);

/* Writes all files or none, as far as the system lets us. False after a message on stderr. */
bool output_write_all(struct output *outputs, size_t count);

#endif
