/* SPDX-License-Identifier: MIT */
/*
 * Connections stand in slabs of 64, so that an idle one costs its size and nothing for malloc's sake, and so that all
 * of them can be gone through without a list. Memory of a slab is not touched before it is used; an empty one goes back
 * when another has room.
 */
#ifndef SWAGE_SERVER_SLAB_H
#define SWAGE_SERVER_SLAB_H

#include <swage/base.h>

#define SLAB_ITEMS 64 /* bits of its map */

struct slab {
    struct slab *next, **link; /* all slabs of a pool, those with room first */
    uint64_t used;             /* a bit an item */
    _Alignas(16) char items[];
};

struct slab_pool {
    struct slab *first;
    size_t item_size;
};

void slab_pool_init(struct slab_pool *pool, size_t item_size);
void slab_pool_done(struct slab_pool *pool);

/* An item, not zeroed, and its number in its slab, which the caller keeps; NULL without memory. */
void *slab_take(struct slab_pool *pool, unsigned *number);
void slab_give(struct slab_pool *pool, void *item, unsigned number);

/* Calls `each` for every item in use; it may give that item back, but take none. */
void slab_each(struct slab_pool *pool, void (*each)(void *item));

#endif
