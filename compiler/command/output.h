/* SPDX-License-Identifier: MIT */
/* Files on the disk. What has its text already is left alone, time included; the rest is written beside its place
   first and put there at the end, so that nobody sees half a file and a full disk leaves everything as it was. */
#ifndef SWAGE_COMMAND_OUTPUT_H
#define SWAGE_COMMAND_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

enum { OUTPUT_DRAFT_MORE = sizeof ".XXXXXX" };

struct output {
    const char *path;
    const char *text;
    size_t len;
    bool keeps_mode; /* the file that is there lends its mode; else it is what the umask leaves */
    char *draft; /* the caller's room for the path and OUTPUT_DRAFT_MORE bytes: its name while it is being written */
};

/* Makes the folder and those above it. False after a message on stderr. */
bool output_make_dir(const char *dir);

/* Writes all files or none, as far as the system lets us. False after a message on stderr. */
bool output_write_all(struct output *outputs, size_t count);

#endif
