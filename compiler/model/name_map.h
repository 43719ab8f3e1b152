/* SPDX-License-Identifier: MIT */
/* Names to things, in the compilation's pool: an open-addressed table that only grows. Names are bytes and are kept
   by reference. */
#ifndef SWAGE_MODEL_NAME_MAP_H
#define SWAGE_MODEL_NAME_MAP_H

#include "syntax/pool.h"

#include <stddef.h>

struct name_map_slot {
    const char *name; /* NULL: free */
    size_t len;
    void *value;
};

struct name_map {
    struct pool *pool;
    struct name_map_slot *slots;
    size_t count;
    size_t cap; /* a power of two, or 0 */
};

#define NAME_MAP_INIT(POOL) ((struct name_map){.pool = (POOL)})

/* What was added under the name, or NULL. */
void *name_map_find(const struct name_map *map, const char *name, size_t len);

/* Adds `value` (not NULL) unless the name is there. Returns what stands under the name now. */
void *name_map_add(struct name_map *map, const char *name, size_t len, void *value);

#endif
