/* SPDX-License-Identifier: MIT */
/* The text of a schema file, and places in it. A source lives as long as its compilation, so that every
   message can show the line it speaks of. Offsets and columns count bytes; lines and columns start at 1. */
#ifndef SWAGE_SYNTAX_SOURCE_H
#define SWAGE_SYNTAX_SOURCE_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct compilation;

enum { SOURCE_MAX = 64 << 20 }; /* bytes in one file; keeps every offset in an int, as flex needs */

struct source {
    struct source *next; /* in the compilation, in order of loading */
    const char *path;    /* as the user gave it */
    const char *text;    /* NUL-terminated; a byte order mark is not part of it */
    size_t len;
    uint32_t order;   /* 0 for the first that was loaded; messages are sorted by it */
    uint32_t skipped; /* bytes of the file in front of `text`: a byte order mark, or none */
};

/* A stretch of text: the bytes first to end - 1. `line` 0: the file as a whole; `file` NULL: nowhere. */
struct place {
    const struct source *file;
    uint32_t first, end;
    uint32_t line, col; /* of `first` */
};

/* Reads a file. NULL after a diagnostic when it cannot be read, is larger than SOURCE_MAX or has bytes that
   no schema may have (NUL, invalid UTF-8). `from` is the import that asked for it, or NULL. */
struct source *source_load(struct compilation *cx, const char *path, const struct place *from);

/* The same for what is left of an open file; `path` is what messages call it. */
struct source *source_read(struct compilation *cx, const char *path, FILE *file);

/* The same for text that is already in memory; it is copied. */
struct source *source_from_text(struct compilation *cx, const char *path, const char *text, size_t len);

/* The bytes of a file that is no schema, whatever they are, at most `most`. NULL after a diagnostic at `from`. */
const struct source *source_load_bytes(struct compilation *cx, const char *path, size_t most, const struct place *from);

/* Counts a folder among what was read: what is in it matters. */
void source_note(struct compilation *cx, const char *path);

/* The file as a whole. */
struct place source_place(const struct source *source);

/* The stretch of `len` bytes at `first`, its line and column counted from the start of the text. */
struct place source_locate(const struct source *source, size_t first, size_t len);

/* The line and column behind the last byte of the stretch, whose own line is known. */
void place_end(const struct place *place, uint32_t *line, uint32_t *col);

/* From the start of `first` to the end of `last`, both in one file. */
struct place place_span(const struct place *first, const struct place *last);

#endif
