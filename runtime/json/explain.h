/* SPDX-License-Identifier: MIT */
/*
 * The search for all faults of a document, as its parts share it:
 *
 *     explain.c         objects and arrays along the type's table
 *     explain_value.c   strings, numbers and booleans against their types, and the words of the faults
 *     explain_scan.c    the text alone: strings, numbers, and values that nobody asked for
 *
 * Functions that read return false when a fault of the text has ended the search; else the cursor is behind what was
 * read.
 */
#ifndef JSON_EXPLAIN_H
#define JSON_EXPLAIN_H

#include "json/pointer.h"

#include <swage/error.h>
#include <swage/type.h>

struct explain {
    const char *text, *p, *end;
    unsigned depth; /* how many more objects and arrays may be opened */
    struct pointer path;
    struct swage_error *faults;
    size_t count, max;
};

/* A string of the text: its inside, escapes as they stand. */
struct explain_text {
    const char *start, *quote;
    size_t points; /* code points */
    bool has_nul;
};

/* A number of the text. */
struct explain_number {
    const char *start;
    bool negative;
    bool whole;         /* neither fraction nor exponent */
    bool vast;          /* whole, and above 64 bits */
    uint64_t magnitude; /* of a whole number that is not vast */
};

/* Notes a fault at `at`; the path says of which value. The search goes on. */
void explain_add(struct explain *x, enum swage_fault fault, const char *at, const char *format, ...) SWAGE_PRINTF(4, 5);

/* Notes a fault of the text at `at`, which ends the search: returns false. */
bool explain_end(struct explain *x, enum swage_fault fault, const char *at, const char *detail);

/* --- explain_scan.c ----------------------------------------------------------------------------------------------- */

void explain_space(struct explain *x);

/* Whether `byte` stands at the cursor; then it is stepped over. */
bool explain_take(struct explain *x, char byte);

/* What kind of value starts at the cursor, such as "a string"; NULL (and the search ended) when none does. */
const char *explain_found(struct explain *x);

bool explain_string(struct explain *x, struct explain_text *text);
bool explain_number(struct explain *x, struct explain_number *number);
bool explain_word(struct explain *x, const char *word);

/* Steps into the object or array at the cursor, counting depth, and out again (the bracket was taken). */
bool explain_enter(struct explain *x, unsigned levels);
void explain_leave(struct explain *x, unsigned levels);

/* Reads a key and its colon. */
bool explain_key(struct explain *x, struct explain_text *key);

/* Behind a member or item: sets `more` when a comma stands here, else takes `close`. */
bool explain_next(struct explain *x, char close, bool *more);

/* Any value. */
bool explain_skip(struct explain *x);

/* Whether the string, unescaped, is `text`. */
bool explain_is(const struct explain_text *string, swage_str text);

/* --- explain_value.c ---------------------------------------------------------------------------------------------- */

/* What a type wants to find, such as "an integer". */
const char *explain_wanted(const struct swage_type *type);

/* A value that should be of the scalar type `type`, and is not null. */
bool explain_scalar(struct explain *x, const struct swage_type *type, const char *found);

#endif
