/* SPDX-License-Identifier: MIT */
/*
 * Arenas: blocks from malloc, given out front to back.
 *
 *     newest ─→ [block]──→[block]──→ ...     in use; next..end is the free end of one of them
 *     spare  ─→ [block]──→[block]──→ ...     kept by a reset, oldest first
 *
 * The first block has 4 KiB, each further one as much as all before it, and what does not fit in that gets a block of
 * its own size. Spare blocks are looked through in the order of their making, so that the same sequence of allocations
 * after a reset finds the same blocks again and malloc is not called.
 */
#include "config.h"

#include <swage/arena.h>
#include <swage/error.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_MIN    4096    /* one page: a small request needs no second block */
#define BLOCK_MAX    1048576 /* beyond this doubling would only waste */
#define KEEP_DEFAULT 16384

struct swage_arena_block {
    struct swage_arena_block *next;
    size_t size; /* bytes at `bytes` */
    _Alignas(SWAGE_ARENA_ALIGN) char bytes[];
};

/* Where an arena without blocks points: nothing fits in it, but it is not NULL. */
static _Alignas(SWAGE_ARENA_ALIGN) char no_bytes[SWAGE_ARENA_ALIGN];

/* Rounds up to the alignment; saturates at the largest multiple of it. */
static size_t round_up(size_t size)
{
    size_t mask = SWAGE_ARENA_ALIGN - 1;
    return size > SIZE_MAX - mask ? SIZE_MAX & ~mask : (size + mask) & ~mask;
}

static void free_blocks(struct swage_arena_block *block)
{
    while (block) {
        struct swage_arena_block *next = block->next;
        free(block);
        block = next;
    }
}

static void point_nowhere(swage_arena *arena)
{
    arena->next = no_bytes;
    arena->end = no_bytes;
    arena->newest = NULL;
}

void swage_arena_init(swage_arena *arena, size_t max)
{
    point_nowhere(arena);
    arena->spare = NULL;
    arena->taken = 0;
    arena->max = round_up(max);
    arena->keep = KEEP_DEFAULT;
    arena->failed = SWAGE_OK;
}

void swage_arena_done(swage_arena *arena)
{
    free_blocks(arena->newest);
    free_blocks(arena->spare);
    swage_arena_init(arena, arena->max);
}

swage_arena *swage_arena_new(size_t max)
{
    swage_arena *arena = malloc(sizeof *arena);
    if (arena)
        swage_arena_init(arena, max);
    return arena;
}

void swage_arena_free(swage_arena *arena)
{
    if (!arena)
        return;
    swage_arena_done(arena);
    free(arena);
}

void swage_arena_keep(swage_arena *arena, size_t keep)
{
    arena->keep = keep;
}

/* The list of blocks, newest first, turned around and put in front of `tail`. */
static struct swage_arena_block *turn_around(struct swage_arena_block *block, struct swage_arena_block *tail)
{
    while (block) {
        struct swage_arena_block *next = block->next;
        block->next = tail;
        tail = block;
        block = next;
    }
    return tail;
}

/* Turns blocks into spare ones, and lets go of those beyond what may be kept. */
static SWAGE_COLD void sort_out(swage_arena *arena)
{
    struct swage_arena_block **link = &arena->spare;
    arena->spare = turn_around(arena->newest, arena->spare);
    point_nowhere(arena);
    arena->taken = 0;
    arena->failed = SWAGE_OK;
    while (*link) {
        struct swage_arena_block *block = *link;
        if (block->size <= arena->keep - arena->taken) {
            arena->taken += block->size;
            link = &block->next;
        } else {
            *link = block->next;
            free(block);
        }
    }
}

void swage_arena_reset(swage_arena *arena)
{
    struct swage_arena_block *only = arena->newest;
    if (!only && !arena->spare) {
        arena->failed = SWAGE_OK;
        return;
    }
    if (SWAGE_UNLIKELY(!only || only->next || arena->spare || only->size > arena->keep)) {
        sort_out(arena);
        return;
    }
    /* The usual case: one block was enough. It stays the one at work. */
    arena->next = only->bytes;
    arena->failed = SWAGE_OK;
}

/* Takes the first spare block with room for `size` bytes out of the list, or returns NULL. */
static struct swage_arena_block *take_spare(swage_arena *arena, size_t size)
{
    for (struct swage_arena_block **link = &arena->spare; *link; link = &(*link)->next) {
        struct swage_arena_block *block = *link;
        if (block->size >= size) {
            *link = block->next;
            return block;
        }
    }
    return NULL;
}

/* Gives the spare blocks, none of which was large enough, back to the system. */
static void drop_spare(swage_arena *arena)
{
    for (struct swage_arena_block *block = arena->spare; block; block = block->next)
        arena->taken -= block->size;
    free_blocks(arena->spare);
    arena->spare = NULL;
}

/* What new blocks may take. Less may be allowed than it holds already: see swage_arena_allow. */
static size_t left_of(const swage_arena *arena)
{
    return arena->max > arena->taken ? arena->max - arena->taken : 0;
}

/* How large a new block for `size` bytes is; 0 when the maximum forbids one. */
static size_t block_size(const swage_arena *arena, size_t size)
{
    size_t left = left_of(arena);
    size_t usual = arena->taken < BLOCK_MIN ? BLOCK_MIN : arena->taken;
    if (size > left)
        return 0;
    if (usual > BLOCK_MAX)
        usual = BLOCK_MAX;
    if (usual < size)
        return size;
    return usual < left ? usual : left;
}

static struct swage_arena_block *make_block(swage_arena *arena, size_t size)
{
    if (size > left_of(arena))
        drop_spare(arena);
    size = block_size(arena, size);
    if (size == 0 || size > SIZE_MAX - sizeof(struct swage_arena_block))
        return NULL;
    struct swage_arena_block *block = malloc(sizeof *block + size);
    if (block) {
        block->size = size;
        arena->taken += size;
    }
    return block;
}

/* Notes why `size` bytes could not be had. */
static void *fail(swage_arena *arena, size_t size)
{
    arena->failed = swage_arena_failure(arena, size);
    return NULL;
}

void *swage_arena_more(swage_arena *arena, size_t size)
{
    if (size > arena->max)
        return fail(arena, size);
    size = round_up(size);
    struct swage_arena_block *block = take_spare(arena, size);
    if (!block)
        block = make_block(arena, size);
    if (!block)
        return fail(arena, size);
    block->next = arena->newest;
    arena->newest = block;
    /* Work goes on where more room is left: behind a large allocation that may be the block before. */
    if (block->size - size >= (size_t)(arena->end - arena->next)) {
        arena->next = block->bytes + size;
        arena->end = block->bytes + block->size;
    }
    return block->bytes;
}

void *swage_arena_zero(swage_arena *arena, size_t size)
{
    void *at = swage_arena_alloc(arena, size);
    return at ? memset(at, 0, size) : NULL;
}

/* Whether the allocation of `size` bytes at `at` is the last one given out of the block at work. */
static bool is_on_top(const swage_arena *arena, const char *at, size_t size)
{
    return at && at + round_up(size) == arena->next;
}

void *swage_arena_grow(swage_arena *arena, void *old, size_t old_size, size_t size)
{
    if (size > arena->max)
        return fail(arena, size);
    if (is_on_top(arena, old, old_size) && size <= (size_t)(arena->end - (char *)old)) {
        arena->next = (char *)old + round_up(size);
        return old;
    }
    if (old && size <= old_size)
        return old;
    void *at = swage_arena_alloc(arena, size);
    if (at && old_size > 0)
        memcpy(at, old, old_size);
    return at;
}

void swage_arena_trim(swage_arena *arena, void *at, size_t old_size, size_t size)
{
    assert(size <= old_size);
    if (is_on_top(arena, at, old_size))
        arena->next = (char *)at + round_up(size);
}

/* Bytes of the blocks that a reset kept and nothing uses yet. */
static size_t spare_of(const swage_arena *arena)
{
    size_t spare = 0;
    for (const struct swage_arena_block *block = arena->spare; block; block = block->next)
        spare += block->size;
    return spare;
}

void swage_arena_allow(swage_arena *arena, size_t more, size_t most)
{
    size_t used = arena->taken - spare_of(arena);
    size_t max = round_up(most);
    arena->max = used < max && round_up(more) < max - used ? used + round_up(more) : max;
}

size_t swage_arena_taken(const swage_arena *arena)
{
    return arena->taken;
}

int swage_arena_failure(const swage_arena *arena, size_t size)
{
    size_t used = arena->taken - spare_of(arena);
    return used > arena->max || size > arena->max - used ? SWAGE_E_LIMIT : SWAGE_E_NOMEM;
}
