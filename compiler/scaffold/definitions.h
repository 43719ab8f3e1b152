/* SPDX-License-Identifier: MIT */
/*
 * The functions that a C file defines: what stands at the outermost level with a body behind its parameters. Comments,
 * strings and preprocessor lines are skipped, and so are bodies; what macros would make of it is not known here.
 */
#ifndef SWAGE_SCAFFOLD_DEFINITIONS_H
#define SWAGE_SCAFFOLD_DEFINITIONS_H

#include <stdbool.h>
#include <stddef.h>

struct pool;

struct definition {
    const char *name;
    size_t line;
    bool is_handler; /* it takes a struct NAME_params */
};

struct definitions {
    const struct definition *items; /* in order */
    size_t count;
};

/* Any text will do: what is no C defines something else or nothing. The names are the pool's. */
struct definitions definitions_find(struct pool *pool, const char *text, size_t len);

#endif
