/* SPDX-License-Identifier: MIT */
/*
 * JSON text (RFC 8259) as a tree of json-c, with what json-c's own parser would lose: the text of numbers, members that
 * stand twice, where each value begins and ends, and, when the text breaks off, all that stood before.
 *
 *     {"a": 1.50, "b": [tru          root: object, cut
 *                                     "a": number, its text 1.50
 *                                     "b": array, cut, whose first item is a cut boolean
 *
 * At most one place is wrong, as reading ends there; it lies in the last value of each value around it. Numbers are
 * json-c doubles, which are for show: their text counts. `null` is a NULL pointer, as json-c has it.
 */
#ifndef SWAGE_VALIDATE_JSONTREE_H
#define SWAGE_VALIDATE_JSONTREE_H

#include "model/model.h"

#include <stdbool.h>
#include <stddef.h>

struct json_object;
struct pool;

/* Brackets in one another. Readers bound them to 64 themselves and need not count an array's own when no bracket may
   stand in it; what is deeper by more than that is not built. */
#define JSONTREE_DEPTH 65

enum jsontree_kind {
    JSONTREE_NOTHING, /* no value starts here */
    JSONTREE_NULL,
    JSONTREE_BOOL,
    JSONTREE_NUMBER,
    JSONTREE_STRING,
    JSONTREE_ARRAY,
    JSONTREE_OBJECT
};

/* What is known of every value but a whole null. */
struct jsontree_span {
    enum jsontree_kind kind; /* of a cut value: what its first byte promised */
    const char *begin, *end; /* of its text */
    unsigned height;         /* 0 for scalars, else brackets in one another, its own among them */
    bool is_cut;             /* the text breaks in it */
    const char *number;      /* of whole numbers: the text, NUL-terminated */
};

struct jsontree {
    struct json_object *root;
    const char *code;   /* of what is wrong with the text: syntax, utf8, depth or trailing; NULL: nothing */
    const char *detail; /* for people */
    struct pool *pool;
};

/* Reads the text, which has to outlive the tree; of no length it may be NULL. The tree is done with jsontree_done()
   before its pool, also when the pool is exhausted while it is read. */
void jsontree_read(struct jsontree *out, struct pool *pool, const char *text, size_t len);
void jsontree_done(struct jsontree *tree);

/* NULL for a whole null. */
const struct jsontree_span *jsontree_span(struct json_object *value);

enum jsontree_kind jsontree_kind(struct json_object *value);
bool jsontree_is_cut(struct json_object *value);
unsigned jsontree_height(struct json_object *value);

/* The text of a string. */
struct model_text jsontree_text(struct json_object *string);

/* A key of json-c's ends with NUL, so U+0000 in it is kept as the bytes C0 80, which no UTF-8 has: takes that back. */
struct model_text jsontree_key(struct pool *pool, const char *key);

/* Whether the bytes are exactly a number (RFC 8259 6). */
bool jsontree_is_number(const char *text, size_t len);

#endif
