/* SPDX-License-Identifier: MIT */
/*
 * How long the JSON of a type can be, and how much memory reading it can take, from the bounds that the schema gives.
 * Lengths are bytes of text without white space; sums saturate at BOUNDS_NONE, which means that nothing bounds them.
 * doc/limits.md says how the numbers come about.
 */
#ifndef SWAGE_MODEL_BOUNDS_H
#define SWAGE_MODEL_BOUNDS_H

#include "model/model.h"
#include "syntax/pool.h"

#include <stddef.h>
#include <stdint.h>

#define BOUNDS_NONE SIZE_MAX

struct bounds_type {
    size_t least, largest; /* bytes of the shortest and the longest text, as the encoder writes it */
    size_t escaped;        /* of the longest text with every character of its strings and keys as \uXXXX: 12 bytes a
                              code point where it may be beyond U+FFFF, else 6 */
    size_t arena;          /* the most bytes that reading a value may take from the arena */
    size_t per_byte;       /* it takes at most this many for each byte of the text, however long that is */
    size_t size;           /* bytes of the C value, on machines with 64-bit pointers; BOUNDS_NONE with a type of the
                              user's in it */
    const char *why;       /* the member without which `largest` would be bounded: "User.name"; NULL when it is */
    const char *arena_why; /* the same of `arena` */
};

struct bounds;

/* Looks at all types of the models and of what they import. All memory is the pool's. */
struct bounds *bounds_new(struct pool *pool, const struct model *const *models, size_t count);

/* Of a type as it stands at some place in the models; `place` is what `why` calls it when it is itself to blame. */
struct bounds_type bounds_of(const struct bounds *bounds, const struct model_type *type, const char *place);

/* The most bytes that reading a value of the type may take from the arena when its text has at most `len` bytes. */
size_t bounds_arena(const struct bounds *bounds, const struct model_type *type, size_t len);

/* Where room for items grows by doubling, and for one allocation: the most that it may take from the arena. */
size_t bounds_items_arena(const struct bounds *bounds, const struct model_type *item, size_t count);
size_t bounds_alloc_arena(size_t size);

/* Size and alignment of the C variable that holds a value of the type. */
struct bounds_layout {
    size_t size, align;
};
struct bounds_layout bounds_layout(const struct bounds *bounds, const struct model_type *type);

/* Appends a variable to a struct that ends at `end`. */
struct bounds_layout bounds_append(struct bounds_layout end, struct bounds_layout next);

/* ---- sums that stop at BOUNDS_NONE ---- */

size_t bounds_sum(size_t a, size_t b);
size_t bounds_product(size_t a, size_t b);

#endif
