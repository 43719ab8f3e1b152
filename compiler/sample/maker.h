/* SPDX-License-Identifier: MIT */
/* What documents are made with: memory, and what was found out about the types on the way. */
#ifndef SWAGE_SAMPLE_MAKER_H
#define SWAGE_SAMPLE_MAKER_H

#include "model/model.h"
#include "model/name_map.h"
#include "syntax/pool.h"

#include <stdbool.h>
#include <stddef.h>

struct maker {
    struct pool *pool;
    struct name_map ranks;     /* of structs and unions: see rank.c */
    struct name_map matchings; /* of types with patterns, to struct matching */
    struct name_map smalls;    /* of structs and unions, to struct model_text */
};

/* For documents of this type. */
void maker_init(struct maker *maker, struct pool *pool, const struct model_type *type);

/* ---- rank.c ---- */

enum { RANK_NEVER = 1 << 30 };

/* How deep the shallowest value of a struct or union is in itself: what has a value is made of what has a lower rank.
   RANK_NEVER: it has none that ends. */
void rank_all(struct maker *maker, const struct model_type *type);
unsigned rank_of(const struct maker *maker, const struct model_type *type);

/* ---- pick.c, pick_number.c, pick_text.c: values ---- */

/*
 * The `n`th value of a type (from 0), as JSON; the first is as small as it may be. Those of a scalar are all different;
 * its `ptr` is NULL when there are no more, or when they are too hard to find. Of other types each is the first.
 */
struct model_text pick(struct maker *maker, const struct model_type *type, size_t n);

/* The same as the key of a map, in quotes. */
struct model_text pick_key(struct maker *maker, const struct model_type *type, size_t n);

struct model_text pick_integer(struct maker *maker, const struct model_type *type, size_t n);
struct model_text pick_float(struct maker *maker, const struct model_type *type, size_t n);
struct model_text pick_decimal(struct maker *maker, const struct model_type *type, size_t n);
struct model_text pick_string(struct maker *maker, const struct model_type *type, size_t n);
struct model_text pick_bytes(struct maker *maker, const struct model_type *type, size_t n);

/* In quotes when the type has them. */
struct model_text pick_quoted(struct maker *maker, const struct model_type *type, struct model_text number);

/* A float as the runtime writes it. */
struct model_text pick_float_text(struct pool *pool, enum model_kind kind, double value);

/* Whether a finite float is within the bounds of its type, and a multiple of its step. */
bool pick_float_fits(const struct model_type *type, double value);

/* The value of a number that takes the most characters; NULL: of other types, or where none is found. */
struct model_text pick_widest(struct maker *maker, const struct model_type *type);

/* The text, without quotes, of exactly so many code points, that a type of strings takes; NULL: none is known. */
struct model_text pick_of_length(struct maker *maker, const struct model_type *type, size_t points);

/* The text of `len` bytes in the type's encoding, in quotes. */
struct model_text pick_encoded(struct pool *pool, enum model_encoding encoding, const unsigned char *bytes, size_t len);

/* ---- small.c: whole documents ---- */

/* The document of a struct, a union or a container; `n` tells the items of arrays apart where they have to differ. */
struct model_text small_of(struct maker *maker, const struct model_type *type);
struct model_text small_full(struct maker *maker, const struct model_type *type);

/* An array or a map of `count` items. */
struct model_text small_list(struct maker *maker, const struct model_type *type, size_t count);

#endif
