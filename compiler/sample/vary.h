/* SPDX-License-Identifier: MIT */
/* What can stand in a place, right and wrong: each function adds its samples to the spot's list. */
#ifndef SWAGE_SAMPLE_VARY_H
#define SWAGE_SAMPLE_VARY_H

#include "model/model.h"
#include "sample/spot.h"

#include <stdbool.h>

/* A value of the type, which may be null where `is_nullable` says so; then null is a sample of its own. */
void vary(const struct spot *spot, const struct model_type *type, bool is_nullable);

/* What the type itself makes of its own kind of JSON. */
void vary_within(const struct spot *spot, const struct model_type *type);

/* The same, with but a few: enough to see that the type is asked at all. */
void vary_little(const struct spot *spot, const struct model_type *type, bool is_nullable);

void vary_number(const struct spot *spot, const struct model_type *type);
void vary_enum_number(const struct spot *spot, const struct model_type *type);
void vary_string(const struct spot *spot, const struct model_type *type);
void vary_bytes(const struct spot *spot, const struct model_type *type);
void vary_word(const struct spot *spot, const struct model_type *type);
void vary_json(const struct spot *spot);
void vary_list(const struct spot *spot, const struct model_type *type);
void vary_map(const struct spot *spot, const struct model_type *type);
void vary_struct(const struct spot *spot, const struct model_type *type);
void vary_union(const struct spot *spot, const struct model_type *type);

/* The members of a struct, and those that it does not know, in an object that has `head` in front of them: "", or the
   tag of the union `choice` whose variant it is (NULL: of none). */
void vary_members(const struct spot *spot, const struct model_struct *structure, const struct model_union *choice,
                  const char *head);

/* A key, in quotes, that neither of them has; either may be NULL. */
const char *vary_stranger(struct pool *pool, const struct model_struct *structure, const struct model_union *choice);

/* Of a whole document: white space, and what is no JSON. */
void vary_syntax(const struct spot *root, const struct model_type *type);

/* Documents of a type that may hold itself, as deep as the runtime goes and one deeper. */
void vary_depth(const struct spot *root, const struct model_type *type);

/* ---- verdicts ---- */

/* The fault of a number of JSON, or of a text, as a value of the type; NULL: none. */
const char *vary_number_fault(const struct model_type *type, struct model_text number);
const char *vary_string_fault(const struct model_type *type, struct model_text text);

/* The number that comes next in the last digit; it has no exponent. */
struct model_text vary_nudge(struct pool *pool, const char *number, bool is_up);

#endif
