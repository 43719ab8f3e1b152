/* SPDX-License-Identifier: MIT */
/*
 * A random schema: one to three files with every construct of the language, one construct a line, so that lines can be
 * taken away one by one when a case is made small.
 *
 *     struct schema schema;
 *     schema_draw(&schema, &pool, 7, 25);     the files are schema.files[i], the last one imports the others
 *
 * It is meant to be right: a schema that the compiler refuses is a fault of one of the two.
 */
#ifndef TESTS_DIFFERENTIAL_SCHEMA_H
#define TESTS_DIFFERENTIAL_SCHEMA_H

#include "kinds.h"
#include "syntax/pool.h"

#include <stddef.h>
#include <stdint.h>

enum { SCHEMA_FILES_MAX = 3, SCHEMA_THINGS = 25 };

/* The seeds of make check: so few schemas, of SCHEMA_THINGS each, have every construct. */
enum { SCHEMA_FIXED_SEED = 121, SCHEMA_FIXED_COUNT = 5 };

struct schema_file {
    const char *name; /* "base.swage" */
    const char *text;
};

struct schema {
    struct schema_file files[SCHEMA_FILES_MAX]; /* those that are imported first */
    size_t file_count;
    size_t counts[KINDS]; /* how often each kind was written */
};

/* `things`: declarations in all files, at least 4. All text is the pool's. */
void schema_draw(struct schema *out, struct pool *pool, uint64_t seed, size_t things);

/* What a kind is called: "map by enum". */
const char *schema_kind_name(enum kind kind);

#endif
