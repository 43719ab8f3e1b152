/* SPDX-License-Identifier: MIT */
/*
 * Which declared types a document of schemas speaks of, and under which names.
 *
 * A type that is read and written is two schemas where they differ: a member with a default may be missing from what is
 * read and never is from what is written. Then "Item" is what is read and "Item-Output" what is written; a type that goes
 * one way only has its own name. Types of other files have that in front: "common.Address".
 */
#ifndef SWAGE_EMIT_COMPONENT_H
#define SWAGE_EMIT_COMPONENT_H

#include "model/model.h"
#include "model/name_map.h"
#include "syntax/pool.h"

#include <stdbool.h>
#include <stddef.h>

enum component_way { COMPONENT_READ = 1, COMPONENT_WRITTEN = 2 };

struct component {
    struct model_decl decl;
    const char *name;
    unsigned ways;   /* enum component_way, or-ed */
    unsigned walked; /* those whose parts were looked at */
    bool differs;    /* what is written is not what is read */
};

struct components {
    struct pool *pool;
    const char *stem; /* of the file whose own types have no prefix */
    struct name_map by_type; /* to struct component, under the address of what the type declares */
    struct component **list;
    size_t count, cap;
};

void components_init(struct components *all, struct pool *pool, const struct model *model);

/* A type stands somewhere in what is read, or written. */
void components_use(struct components *all, const struct model_type *type, enum component_way way);

/* The same of a declaration itself. */
void components_use_decl(struct components *all, const struct model_decl *decl, enum component_way way);

/* After the last use: all that is reached from there is found, and sorted by name. */
void components_finish(struct components *all);

/* The declared type that a place refers to; NULL for one that stands there as it is: a type of the language's own, or a
   typedef that is narrowed at this place. */
const struct component *component_of(const struct components *all, const struct model_type *type);

/* "Item", "Item-Output" */
const char *component_name(const struct components *all, const struct component *component, enum component_way way);

/* A declaration as the type of a place. */
struct model_type component_type(const struct model_decl *decl);

#endif
