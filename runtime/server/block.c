/* SPDX-License-Identifier: MIT */
/*
 * Blocks of input in classes of sizes; each class keeps a few idle ones, so that memory taken in a burst goes back.
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
    unsigned class = 0;
    while (class < BLOCK_CLASSES && classes[class].cap < cap)
        class++;
    return class;
}

void block_pool_init(struct block_pool *pool)
{
    *pool = (struct block_pool){0};
}

void block_pool_done(struct block_pool *pool)
{
    for (unsigned class = 0; class < BLOCK_CLASSES; class++) {
        for (struct block *block = pool->idle[class], *next; block; block = next) {
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
    unsigned class = class_of(cap);
    if (class == BLOCK_CLASSES)
        return make(pool, cap);
    struct block *block = pool->idle[class];
    if (!block)
        return make(pool, classes[class].cap);
    pool->idle[class] = block->next;
    pool->idle_count[class]--;
    block->from = block->to = 0;
    return block;
}

void block_give(struct block *block)
{
    if (!block)
        return;
    struct block_pool *pool = block->pool;
    unsigned class = class_of(block->cap);
    if (class == BLOCK_CLASSES || pool->idle_count[class] >= classes[class].keep) {
        free(block);
        return;
    }
    block->next = pool->idle[class];
    pool->idle[class] = block;
    pool->idle_count[class]++;
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
