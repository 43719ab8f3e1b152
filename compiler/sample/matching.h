/* SPDX-License-Identifier: MIT */
/* Texts for patterns: the automata of all patterns of a type run side by side, and words are spelled along the ways
   that still lead to a match. */
#ifndef SWAGE_SAMPLE_MATCHING_H
#define SWAGE_SAMPLE_MATCHING_H

#include "model/model.h"
#include "syntax/pool.h"

#include <stdbool.h>
#include <stddef.h>

struct matching;

/* The automata of a type with patterns; NULL when they are too large for one another. */
struct matching *matching_new(struct pool *pool, const struct model_type *type);

/* The `n`th text (from 0) of `points` code points that all patterns match; NULL when there is none. */
struct model_text matching_text(struct matching *matching, size_t points, size_t n);

/* A text of `points` code points that pattern `i` alone does not match (the others do where that can be); NULL. */
struct model_text matching_miss(struct pool *pool, const struct model_type *type, size_t i, size_t points);

/* Whether all patterns match. */
bool matching_all(const struct model_type *type, struct model_text text);

#endif
