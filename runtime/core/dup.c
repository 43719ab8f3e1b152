/* SPDX-License-Identifier: MIT */
/*
 * Deep copies in one block. The copy is made twice: once into an arena, to learn how much it takes, and once into the block
 * that is given away. Generated code then needs no function that only counts.
 */
#include "config.h"

#include <swage/arena.h>

#include <stdlib.h>

static size_t rounded(size_t size)
{
    return (size + SWAGE_ARENA_ALIGN - 1) & ~(size_t)(SWAGE_ARENA_ALIGN - 1);
}

/* What a copy takes at most: whole blocks of a first one, or SIZE_MAX when that failed. */
static size_t measure(const void *in, void *room,
                      enum swage_status (*copy)(const void *in, swage_arena *arena, void *out))
{
    swage_arena arena;
    swage_arena_init(&arena, SIZE_MAX / 4);
    size_t taken = copy(in, &arena, room) == SWAGE_OK ? swage_arena_taken(&arena) : SIZE_MAX;
    swage_arena_done(&arena);
    return taken;
}

void *swage_dup(const void *in, size_t size, enum swage_status (*copy)(const void *in, swage_arena *arena, void *out))
{
    swage_arena arena;
    size_t head = rounded(size);
    void *room = malloc(head);
    size_t taken = room ? measure(in, room, copy) : SIZE_MAX;
    free(room);
    if (taken > SIZE_MAX / 4)
        return NULL;
    char *block = malloc(head + taken);
    if (!block)
        return NULL;
    swage_arena_init(&arena, 0); /* no blocks of its own: it gives out the end of this one */
    arena.next = block + head;
    arena.end = block + head + taken;
    if (copy(in, &arena, block) == SWAGE_OK)
        return block;
    free(block);
    return NULL;
}
