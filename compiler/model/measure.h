/* SPDX-License-Identifier: MIT */
/*
 * The parts of bounds.c: what one type takes when it is known what the structs and unions in it take.
 *
 *     bounds.c         all objects, each after those it holds; those that hold themselves again and again until nothing
 *                      changes
 *     measure_text.c   lengths of texts
 *     measure_arena.c  memory of reading
 *     layout.c         sizes of C's structs
 */
#ifndef SWAGE_MODEL_MEASURE_H
#define SWAGE_MODEL_MEASURE_H

#include "model/bounds.h"
#include "model/graph.h"
#include "model/name_map.h"

#include <stdbool.h>

struct measure_text {
    size_t least, largest, escaped;
};

/*
 * Reading a value takes at most rate * bytes of its text + need[rate] from the arena, for each rate of measure_rates.
 * The first rate is 0: its need is what the bounds alone allow.
 */
enum { MEASURE_RATES = 20 };
extern const unsigned measure_rates[MEASURE_RATES];

#define MEASURE_NONE    INT64_MAX /* nothing bounds it */
#define MEASURE_UNKNOWN INT64_MIN /* no value is known yet: of objects that hold themselves */

struct measure_object { /* a struct or union */
    const struct model_struct *structure;
    const struct model_union *choice;
    size_t number;  /* in the graph */
    bool is_cyclic; /* it may hold others of its own */
    struct measure_text text;
    struct bounds_layout layout;
    int64_t need[MEASURE_RATES];
    const char *why, *arena_why;
};

struct bounds {
    struct pool *pool;
    struct name_map by_pointer; /* from the bytes of a model's pointer to struct measure_object */
    struct measure_object **objects;
    size_t count, cap;
    struct graph graph; /* of the objects: what may be reached from what */
};

/* The object of a STRUCT or UNION. */
struct measure_object *measure_find(const struct bounds *bounds, const struct model_type *type);

struct measure_text measure_text(const struct bounds *bounds, const struct model_type *type);
struct measure_text measure_text_object(const struct bounds *bounds, const struct measure_object *object);

/* At measure_rates[rate]. */
int64_t measure_need_of(const struct bounds *bounds, const struct model_type *type, size_t rate);
int64_t measure_need_object(const struct bounds *bounds, const struct measure_object *object, size_t rate);

struct bounds_layout measure_layout_object(const struct bounds *bounds, const struct measure_object *object);

/* The most code points that a string of the type may have: its own bound, or that of its format. */
size_t measure_points(const struct model_type *type);

/* The most entries that a map may have: keys differ, so there are no more than enumerators where these are keys. */
size_t measure_entries(const struct model_type *map);

/* Bytes of one code point in UTF-8, and as an escape, at most. */
size_t measure_point_bytes(const struct model_type *type);
size_t measure_point_escape(const struct model_type *type);

/* Code points of a text. */
size_t measure_count(struct model_text text);

/* Characters of the text of `len` bytes in the type's encoding. */
size_t measure_digits(const struct model_type *type, size_t len);

#endif
