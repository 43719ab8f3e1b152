/* SPDX-License-Identifier: MIT */
/* What the collector of the runtime says of a document. The tables that generated code holds are made here as well, so
   that a document that is to be refused, of which the schema does not say why, has its verdict when it is compiled. */
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
