/* SPDX-License-Identifier: MIT */
/*
 * Blocks of input in classes of sizes; each kind keeps a few idle ones, so that memory taken in a burst goes back.
 */
#include "config.h"

#include "server/block.h"

#include <swage/buffer.h>

#include <stdlib.h>
#include <string.h>

/* A partial head of a usual request; a large one; the largest one by default; a read and a partial head before it. */
static const struct {
    size_t cap;
    unsigned keep; /* idle blocks: 32 KiB, 64 KiB, 128 KiB and 512 KiB in all */
} classes[BLOCK_CLASSES] = {{2048, 16}, {8192, 8}, {32768, 4}, {BLOCK_READ + 32768, 5}};

static unsigned class_of(size_t cap)
{
    unsigned kind = 0;
    while (kind < BLOCK_CLASSES && classes[kind].cap < cap)
        kind++;
    return kind;
}

void block_pool_init(struct block_pool *pool)
{
    *pool = (struct block_pool){0};
}

void block_pool_done(struct block_pool *pool)
{
    for (unsigned kind = 0; kind < BLOCK_CLASSES; kind++) {
        for (struct block *block = pool->idle[kind], *next; block; block = next) {
            next = block->next;
            free(block);
        }
    }
    block_pool_init(pool);
}

static struct block *make(struct block_pool *pool, size_t cap)
{
    /* The slack is for readers that load whole words past the last byte. */
    struct block *block = malloc(sizeof *block + cap + SWAGE_SLACK);
    if (!block)
        return NULL;
    *block = (struct block){.pool = pool, .cap = cap};
    return block;
}

struct block *block_take(struct block_pool *pool, size_t cap)
{
    unsigned kind = class_of(cap);
    if (kind == BLOCK_CLASSES)
        return make(pool, cap);
    struct block *block = pool->idle[kind];
    if (!block)
        return make(pool, classes[kind].cap);
    pool->idle[kind] = block->next;
    pool->idle_count[kind]--;
    block->from = block->to = 0;
    return block;
}

void block_give(struct block *block)
{
    if (!block)
        return;
    struct block_pool *pool = block->pool;
    unsigned kind = class_of(block->cap);
    if (kind == BLOCK_CLASSES || pool->idle_count[kind] >= classes[kind].keep) {
        free(block);
        return;
    }
    block->next = pool->idle[kind];
    pool->idle[kind] = block;
    pool->idle_count[kind]++;
}

void block_give_arg(void *block)
{
    block_give(block);
}

/* Makes room for `len` more bytes behind those not judged yet. */
static bool make_room(struct block **block, struct block_pool *pool, size_t len)
{
    struct block *old = *block;
    size_t kept = old ? block_len(old) : 0;
    if (old && kept + len <= old->cap) {
        memmove(old->bytes, old->bytes + old->from, kept);
    } else {
        struct block *more = block_take(pool, kept + len);
        if (!more)
            return false;
        if (kept)
            memcpy(more->bytes, old->bytes + old->from, kept);
        block_give(old);
        *block = more;
    }
    (*block)->from = 0;
    (*block)->to = kept;
    return true;
}

bool block_append(struct block **block, struct block_pool *pool, const char *bytes, size_t len)
{
    struct block *at = *block;
    if (!at || len > at->cap - at->to) {
        if (!make_room(block, pool, len))
            return false;
        at = *block;
    }
    memcpy(at->bytes + at->to, bytes, len);
    at->to += len;
    return true;
}
