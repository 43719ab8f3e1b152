/* SPDX-License-Identifier: MIT */
/* What the runtime's collector says of a document: the tables that generated code holds are made here from the model, so
   that a document of which nobody knows what is wrong, one that is to be refused, gets its verdict when it is compiled. */
#ifndef SWAGE_SAMPLE_COLLECT_H
#define SWAGE_SAMPLE_COLLECT_H

#include "model/model.h"
#include "syntax/pool.h"

#include <swage/error.h>
#include <swage/type.h>

#include <stddef.h>

/* The table of a type. Functions of the user's are not asked. */
const struct swage_type *collect_table(struct pool *pool, const struct model_type *type);

/* The first faults of a document, as swage_explain() gives them; returns how many there are, `max` at most. */
size_t collect(const struct swage_type *table, struct model_text json, struct swage_error *faults, size_t max);

#endif
