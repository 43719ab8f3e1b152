/* SPDX-License-Identifier: MIT */
/*
 * The model as one JSON document, for editors, tests and other tools: doc/dump.md says what its members mean. The same
 * models give the same bytes; what is added later changes no member that is there, and what cannot be read as before
 * gets another DUMP_VERSION.
 */
#ifndef SWAGE_DUMP_DUMP_H
#define SWAGE_DUMP_DUMP_H

#include "model/bounds.h"
#include "model/model.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { DUMP_VERSION = 1 };

/* What has to be found out with the pool's memory before; then nothing but the document's own is taken. */
struct dump_file {
    const struct model *model;
    const struct bounds_type *bounds; /* of model->decls, one each; of structs and unions */
};

/* The bounds of these models' declarations, by model. */
const struct dump_file *dump_prepare(struct pool *pool, const struct model *const *models, size_t count);

/* False when there is no memory or `out` takes no more. */
bool dump_write(const struct dump_file *files, size_t count, FILE *out);

#endif
