/* SPDX-License-Identifier: MIT */
/*
 * A tree of JSON along a type of the model, as the files that walk it share it:
 *
 *     walk.c          any value along any type
 *     walk_struct.c   structs
 *     walk_items.c    arrays and maps
 *     walk_union.c    unions
 *     walk_scalar.c   values that are no object or array, and the words of messages
 *     walk_number.c   numbers
 *     identity.c      which values are equal: @unique, and the keys of maps
 *
 * Functions that walk return false when the text breaks where they are, or is nested too deeply: that is the last fault
 * of a document, and the walk is over.
 */
#ifndef SWAGE_VALIDATE_WALK_H
#define SWAGE_VALIDATE_WALK_H

#include "model/model.h"
#include "validate/findings.h"

#include <stdbool.h>

struct grammar;
struct json_object;
struct jsontree;
struct matcher;
struct pool;

#define WALK_DEPTH 64 /* doc/json.md: objects and arrays in one another */

struct walk {
    struct pool *pool; /* of the document */
    const struct jsontree *tree;
    struct grammar *grammar;
    struct matcher *matcher;
    struct findings findings;
    unsigned depth;      /* how many more objects and arrays may be opened */
    bool is_secret;      /* the value at hand, or one around it, is: messages say nothing of it */
    const char *failure; /* why the document cannot be judged; set before the pool is exhausted */
};

/* ---- walk.c ---- */

bool walk_value(struct walk *w, const struct model_type *type, struct json_object *value, bool is_nullable);

/* A value that nobody asks for: only its text and its depth count. */
bool walk_over(struct walk *w, struct json_object *value);

/* Ends the walk where the text breaks. */
bool walk_end(struct walk *w);

/* Into the brackets of a value and out again. An array whose items can hold no bracket is 0 levels, others are 1. */
bool walk_enter(struct walk *w, unsigned levels);
void walk_leave(struct walk *w, unsigned levels);

/* Leaves by the pool's way out; does not return. */
void walk_fail(struct walk *w, const char *failure);

/* A value of another type: says so, and walks over it. */
bool walk_mismatch(struct walk *w, const struct model_type *type, struct json_object *value);

/* A member that stands again: says so, and walks over it. */
bool walk_twice(struct walk *w, struct json_object *value);

/* ---- walk_struct.c ---- */

/* An object. `tag` is the key of the union that it is a variant of, which stands among its members; or NULL. */
bool walk_struct(struct walk *w, const struct model_struct *structure, struct json_object *object,
                 const struct model_text *tag);

/* ---- walk_items.c ---- */

bool walk_array(struct walk *w, const struct model_type *type, struct json_object *array);
bool walk_map(struct walk *w, const struct model_type *type, struct json_object *object);

/* ---- walk_union.c ---- */

bool walk_union(struct walk *w, const struct model_union *choice, const struct model_type *type,
                struct json_object *value);

/* The variant of a whole value without faults; `content` is what it has of it. */
const struct model_variant *walk_variant(struct pool *pool, const struct model_union *choice, struct json_object *value,
                                         struct json_object **content);

/* ---- walk_scalar.c ---- */

/* What a type wants to find, such as "an integer", and what a value is, such as "a string". */
const char *walk_wanted(const struct model_type *type);
const char *walk_found(struct json_object *value);

bool walk_scalar(struct walk *w, const struct model_type *type, struct json_object *value);

/* The text of a string, or of a key, of type STRING or of a text ENUM. */
void walk_check_text(struct walk *w, const struct model_type *type, struct model_text text);

/* ---- walk_number.c ---- */

/* A number against its type; `text` is one. */
void walk_check_number(struct walk *w, const struct model_type *type, const char *text);

bool walk_is_integer(const struct model_type *type);

/* ---- identity.c ---- */

/* A text that is the same for equal values of a scalar type. The value has no faults. */
struct model_text identity_of(struct pool *pool, const struct model_type *type, struct json_object *value);
struct model_text identity_of_key(struct pool *pool, const struct model_type *type, struct model_text key);

/* ---- texts ---- */

static inline bool walk_is_text(struct model_text a, struct model_text b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (a.ptr[i] != b.ptr[i])
            return false;
    return true;
}

#endif
