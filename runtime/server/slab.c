/* SPDX-License-Identifier: MIT */
/* Slabs: the list keeps those with room at its front, so that taking looks at the first one only. */
#include "config.h"

#include "server/slab.h"

#include <stdlib.h>

void slab_pool_init(struct slab_pool *pool, size_t item_size)
{
    *pool = (struct slab_pool){.item_size = item_size};
}

void slab_pool_done(struct slab_pool *pool)
{
    for (struct slab *slab = pool->first, *next; slab; slab = next) {
        next = slab->next;
        free(slab);
    }
    pool->first = NULL;
}

static void unlink_slab(struct slab *slab)
{
    *slab->link = slab->next;
    if (slab->next)
        slab->next->link = slab->link;
}

static void link_at(struct slab **place, struct slab *slab)
{
    slab->next = *place;
    slab->link = place;
    if (slab->next)
        slab->next->link = &slab->next;
    *place = slab;
}

static struct slab *add_slab(struct slab_pool *pool)
{
    struct slab *slab = malloc(sizeof *slab + SLAB_ITEMS * pool->item_size);
    if (!slab)
        return NULL;
    slab->used = 0;
    link_at(&pool->first, slab);
    return slab;
}

/* A slab that has become full goes behind the others that have room. */
static void move_back(struct slab *slab)
{
    struct slab *last = slab;
    while (last->next && ~last->next->used)
        last = last->next;
    if (last == slab)
        return;
    unlink_slab(slab);
    link_at(&last->next, slab);
}

void *slab_take(struct slab_pool *pool, unsigned *number)
{
    struct slab *slab = pool->first;
    if (!slab || !~slab->used)
        slab = add_slab(pool);
    if (!slab)
        return NULL;
    *number = (unsigned)__builtin_ctzll(~slab->used);
    slab->used |= (uint64_t)1 << *number;
    void *item = slab->items + *number * pool->item_size;
    if (!~slab->used)
        move_back(slab);
    return item;
}

void slab_give(struct slab_pool *pool, void *item, unsigned number)
{
    struct slab *slab = (struct slab *)(void *)((char *)item - number * pool->item_size - offsetof(struct slab, items));
    bool was_full = !~slab->used;
    slab->used &= ~((uint64_t)1 << number);
    if (was_full) {
        unlink_slab(slab);
        link_at(&pool->first, slab);
    }
    /* One empty slab stays, so that a connection that comes and goes costs no malloc. */
    struct slab *other = slab == pool->first ? slab->next : pool->first;
    if (slab->used == 0 && other && ~other->used) {
        unlink_slab(slab);
        free(slab);
    }
}

void slab_each(struct slab_pool *pool, void (*each)(void *item))
{
    /* Giving an item back may free its slab or move it to the front, where its bits that are left have been seen. */
    for (struct slab *slab = pool->first, *next; slab; slab = next) {
        next = slab->next;
        uint64_t left = slab->used;
        while (left) {
            unsigned number = (unsigned)__builtin_ctzll(left);
            left &= left - 1;
            each(slab->items + number * pool->item_size);
        }
    }
}
