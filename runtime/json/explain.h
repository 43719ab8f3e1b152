/* SPDX-License-Identifier: MIT */
/*
 * The search for all faults of a document, as its parts share it:
 *
 *     explain.c          any value along its type's table, and what is noted of it
 *     explain_object.c   structs, and what their check functions say
 *     explain_items.c    arrays and maps
 *     explain_union.c    unions
 *     explain_unique.c   which values are equal: @unique, and the keys of maps
 *     explain_value.c    values that are no object or array against their types, and the words of the faults
 *     explain_text.c     strings: lengths, formats, patterns, encodings
 *     explain_number.c   numbers
 *     explain_scan.c     the text alone: strings, numbers, and values that nobody asked for
 *
 * Functions that read return false when a fault of the text has ended the search; else the cursor is behind what was
 * read.
 */
#ifndef JSON_EXPLAIN_H
#define JSON_EXPLAIN_H

#include "json/pointer.h"

#include <swage/arena.h>
#include <swage/error.h>
#include <swage/type.h>

struct explain {
    const char *text, *p, *end;
    unsigned depth; /* how many more objects and arrays may be opened */
    bool is_secret; /* the value at work, or one around it, is */
    struct pointer path;
    struct swage_error *faults;
    size_t count, max;
    size_t found;       /* faults in all, also those for which there was no room */
    swage_arena texts;  /* strings without their escapes, for as long as the search takes */
    swage_arena checks; /* what check functions take, each from its beginning */
};

/* A string of the text: its inside, escapes as they stand. */
struct explain_text {
    const char *start, *quote;
    size_t points; /* code points */
    bool has_nul;
};

/* A number of the text. */
struct explain_number {
    swage_str text;
    bool negative;
    bool whole;         /* neither fraction nor exponent */
    bool vast;          /* whole, and above 64 bits */
    uint64_t magnitude; /* of a whole number that is not vast */
};

/* Notes a fault at `at`; the path says of which value. The search goes on. */
void explain_add(struct explain *x, enum swage_fault fault, const char *at, const char *format, ...) SWAGE_PRINTF(4, 5);

/* The same for a length or count that is beyond a limit: "at least 2 items, found 1". `unit` is one of them; `found` is
   not told when it is SIZE_MAX, or the value secret. */
void explain_add_count(struct explain *x, enum swage_fault fault, const char *at, size_t limit, const char *unit,
                       size_t found);

/* The same for a value of another type: "expected an integer, found a string". */
void explain_add_type(struct explain *x, enum swage_fault fault, const char *at, const char *wanted, const char *found);

/* Notes a fault of the text at `at`, which ends the search: returns false. */
bool explain_end(struct explain *x, enum swage_fault fault, const char *at, const char *detail);

/* The same where there is no memory, or the arena is full that `failed` is of. */
bool explain_end_memory(struct explain *x, int failed);

/* Whether another fault would still be noted: else what costs more than reading on need not be done. */
static inline bool explain_has_room(const struct explain *x)
{
    return x->count < x->max;
}

/* --- explain.c ---------------------------------------------------------------------------------------------------- */

/* The value at the cursor, which should be of `type`. */
bool explain_value(struct explain *x, const struct swage_type *type, bool is_nullable);

/* The same where the place says whether it is a secret, too. */
bool explain_value_at(struct explain *x, const struct swage_type *type, bool is_nullable, bool is_secret);

/* --- explain_object.c --------------------------------------------------------------------------------------------- */

/* The tag of an internal union, which stands among the members of its variant. */
struct explain_tag {
    swage_str key;
    const char *from, *to; /* the first member of that key, from its quote to behind its value; NULL before it came */
};

/* The object at the cursor. `tag` may be NULL. */
bool explain_struct(struct explain *x, const struct swage_type *type, struct explain_tag *tag);

/* Runs the type's check, if it has one, on the value from `start` to the cursor, unless that had faults: there were
   `before` when it began. `tag` is left out of its text and may be NULL. */
bool explain_check(struct explain *x, const struct swage_type *type, const char *start, size_t before,
                   const struct explain_tag *tag);

/* A key that comes again: notes it, and skips the value. */
bool explain_twice(struct explain *x, const char *key);

/* --- explain_items.c ---------------------------------------------------------------------------------------------- */

/* The array, or object, at the cursor. */
bool explain_array(struct explain *x, const struct swage_type *type);
bool explain_map(struct explain *x, const struct swage_type *type);

/* --- explain_union.c ---------------------------------------------------------------------------------------------- */

/* The value at the cursor, which `found` names. */
bool explain_union(struct explain *x, const struct swage_type *type, const char *found);

/* --- explain_unique.c --------------------------------------------------------------------------------------------- */

/* A value in a form in which equal ones are the same. */
struct explain_identity {
    enum { EXPLAIN_NULL, EXPLAIN_BITS, EXPLAIN_TEXT, EXPLAIN_DECIMAL } kind;
    uint64_t bits;
    swage_str text;
};

/* Values that have been seen. Starts as zeros. */
struct explain_set {
    struct explain_identity *items;
    size_t count, cap;
};

/* The identity of the scalar `json`, which has no faults as a value of `type`. False when the search has ended. */
bool explain_identify(struct explain *x, const struct swage_type *type, swage_str json, struct explain_identity *out);

/* The same for the text of a map's key. */
void explain_identify_key(const struct swage_type *type, swage_str key, struct explain_identity *out);

/* Sets `is_new` when the value was not in the set; it is from now on. Each takes log² n comparisons, whatever the values
   are. False when the search has ended. */
bool explain_set_add(struct explain *x, struct explain_set *set, const struct explain_identity *value, bool *is_new);
void explain_set_done(struct explain_set *set);

/* --- explain_scan.c ----------------------------------------------------------------------------------------------- */

void explain_space(struct explain *x);

/* Whether `byte` stands at the cursor; then it is stepped over. */
bool explain_take(struct explain *x, char byte);

/* What kind of value starts at the cursor, such as "a string"; NULL (and the search ended) when none does. */
const char *explain_found(struct explain *x);

/* Whether the value at the cursor, of which there is one, is a number. */
bool explain_at_number(const struct explain *x);

bool explain_string(struct explain *x, struct explain_text *text);
bool explain_number(struct explain *x, struct explain_number *number);
bool explain_word(struct explain *x, const char *word);

/* Whether `text` is exactly a number. */
bool explain_number_in(swage_str text, struct explain_number *number);

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

/* The string without escapes: a view of the text where it has none. False when the search has ended. */
bool explain_unescape(struct explain *x, const struct explain_text *string, swage_str *out);

/* --- explain_value.c ---------------------------------------------------------------------------------------------- */

/* What a type wants to find, such as "an integer". */
const char *explain_wanted(const struct swage_type *type);

/* Whether a number of the type is a string on the wire. */
static inline bool explain_is_quoted(const struct swage_type *type)
{
    return type->flags & SWAGE_TYPE_QUOTED;
}

/* A value of another type than `type`: notes it and skips it. */
bool explain_mismatch(struct explain *x, const struct swage_type *type, const char *found);

/* A value that should be of the scalar type `type`, and is not null. */
bool explain_scalar(struct explain *x, const struct swage_type *type, const char *found);

/* A list of what is allowed, growing in a field that may be too short for it. */
struct explain_list {
    char text[sizeof((struct swage_error *)NULL)->detail];
    size_t len;
};

/* Adds an item between two `quote`s, behind `joint` unless it is the first. */
void explain_list_add(struct explain_list *list, const char *joint, const char *quote, swage_str item);
bool explain_list_has_room(const struct explain_list *list);

/* --- explain_text.c ----------------------------------------------------------------------------------------------- */

/* The string at the cursor against a type of kind STRING, BYTES or ENUM. */
bool explain_chars(struct explain *x, const struct swage_type *type);

/* The string `text`, which begins at `at`, against a type of kind STRING or ENUM. */
bool explain_check_chars(struct explain *x, const struct swage_type *type, const char *at,
                         const struct explain_text *text);

/* --- explain_number.c --------------------------------------------------------------------------------------------- */

/* The number at the cursor, or the string there that should hold one. */
bool explain_digits(struct explain *x, const struct swage_type *type);

/* A number, which shows at `at`, against the type. */
void explain_check_number(struct explain *x, const struct swage_type *type, const char *at,
                          const struct explain_number *number);

#endif
