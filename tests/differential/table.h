/* SPDX-License-Identifier: MIT */
/* The C beside the generated code of some files: the table of their codecs, and what users write themselves, which is
   as plain as it can be. */
#ifndef TESTS_DIFFERENTIAL_TABLE_H
#define TESTS_DIFFERENTIAL_TABLE_H

#include "model/model.h"
#include "syntax/pool.h"

#include <stddef.h>

/* table.c */
const char *table_text(struct pool *pool, const struct model *const *models, size_t count);

/* A header that extern typedefs name: structs that hold the value as it was read. */
const char *table_header(struct pool *pool, const struct model *const *models, size_t count, const char *header);

#endif
