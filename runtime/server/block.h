/* SPDX-License-Identifier: MIT */
/*
 * Blocks of input: what connections read into and keep unfinished requests in, in a few sizes, pooled.
 *
 *     |struct block|....judged....|..not judged yet..|......free......|slack|
 *                  bytes          from               to               cap
 *
 * A pool belongs to one loop. A block has one owner at a time: the loop (which reads into it), a connection (whose
 * stash it is), or a request that is answered later (whose head and body lie in it).
 */
#ifndef SWAGE_SERVER_BLOCK_H
#define SWAGE_SERVER_BLOCK_H

#include <swage/base.h>

#define BLOCK_READ    65536 /* bytes that one recv may bring: on loopback larger reads save no time */
#define BLOCK_CLASSES 4

struct block {
    struct block *next;
    struct block_pool *pool;
    size_t cap;
    size_t from;
    size_t to;
    char bytes[];
};

struct block_pool {
    struct block *idle[BLOCK_CLASSES];
    unsigned idle_count[BLOCK_CLASSES];
};

void block_pool_init(struct block_pool *pool);
/* Frees the idle blocks. Blocks that are still owned must not be given back afterwards. */
void block_pool_done(struct block_pool *pool);

/* An empty block with room for at least `cap` bytes; NULL without memory. Blocks above the largest class are not
 * pooled. */
struct block *block_take(struct block_pool *pool, size_t cap);

/* Gives it back; NULL is fine. The second has the shape that swage_request_give wants. */
void block_give(struct block *block);
void block_give_arg(void *block);

/* Bytes that have not been judged yet. */
static inline size_t block_len(const struct block *block)
{
    return block->to - block->from;
}

/*
 * Appends to the block at `*block`, or to a new one when there is none; moves to a larger one when the bytes do not
 * fit. False without memory; nothing has changed then.
 */
bool block_append(struct block **block, struct block_pool *pool, const char *bytes, size_t len);

#endif
