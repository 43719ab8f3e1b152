/* SPDX-License-Identifier: MIT */
/* Bump allocation in blocks that double up to a mebibyte. Text is packed without alignment. */
#include "config.h"

#include "syntax/pool.h"

#include <assert.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 16 << 10, LARGEST_BLOCK = 1 << 20 };

struct pool_block {
    struct pool_block *next;
    size_t size; /* with this header */
    max_align_t data[];
};

void pool_init(struct pool *pool, size_t max, void (*exhausted)(void *arg), void *arg)
{
    *pool = (struct pool){.max = max, .exhausted = exhausted, .arg = arg};
}

void pool_done(struct pool *pool)
{
    struct pool_block *block = pool->blocks;
    while (block != NULL) {
        struct pool_block *next = block->next;
        free(block);
        block = next;
    }
    pool->blocks = NULL;
    pool->ptr = pool->end = NULL;
    pool->used = 0;
}

static void give_up(struct pool *pool)
{
    pool->exhausted(pool->arg);
    abort(); /* it returned, and nobody checks for NULL */
}

static struct pool_block *new_block(struct pool *pool, size_t size)
{
    if (size < sizeof(struct pool_block) || size > pool->max || pool->used > pool->max - size)
        give_up(pool);
    struct pool_block *block = malloc(size);
    if (block == NULL)
        give_up(pool);
    block->size = size;
    block->next = pool->blocks;
    pool->blocks = block;
    pool->used += size;
    return block;
}

/* What is larger than a block gets one of its own, below the current one, which stays in use. */
static char *take_large(struct pool *pool, size_t size)
{
    struct pool_block *current = pool->blocks;
    struct pool_block *block = new_block(pool, sizeof *block + size); /* wraps below the header only for absurd sizes */
    if (current != NULL) {
        pool->blocks = current;
        block->next = current->next;
        current->next = block;
    }
    return (char *)block->data;
}

static size_t next_size(const struct pool *pool)
{
    if (pool->blocks == NULL)
        return FIRST_BLOCK;
    return pool->used < LARGEST_BLOCK ? pool->used : LARGEST_BLOCK;
}

static char *take(struct pool *pool, size_t size, size_t align)
{
    size_t gap = (align - (uintptr_t)pool->ptr % align) % align;
    if (pool->ptr == NULL || size > (size_t)(pool->end - pool->ptr) || gap > (size_t)(pool->end - pool->ptr) - size) {
        size_t block_size = next_size(pool);
        if (size > block_size / 4)
            return take_large(pool, size);
        struct pool_block *block = new_block(pool, block_size);
        pool->ptr = (char *)block->data;
        pool->end = (char *)block + block_size;
        gap = 0;
    }
    char *start = pool->ptr + gap;
    pool->ptr = start + size;
    return start;
}

void *pool_alloc(struct pool *pool, size_t size)
{
    return memset(take(pool, size, alignof(max_align_t)), 0, size);
}

/* The link to the block that holds nothing but what begins at `start`, or NULL. */
static struct pool_block **find_own(struct pool *pool, const void *start, size_t size)
{
    struct pool_block **at = &pool->blocks;
    while (*at != NULL && (const void *)(*at)->data != start)
        at = &(*at)->next;
    return *at != NULL && (*at)->size == sizeof **at + size ? at : NULL;
}

void *pool_grow(struct pool *pool, void *old, size_t old_size, size_t size)
{
    struct pool_block **at = old_size > LARGEST_BLOCK ? find_own(pool, old, old_size) : NULL;
    if (at == NULL) {
        void *fresh = take(pool, size, alignof(max_align_t));
        return old_size == 0 ? fresh : memcpy(fresh, old, old_size);
    }
    if (size > pool->max || pool->used - old_size > pool->max - size)
        give_up(pool);
    struct pool_block *block = realloc(*at, sizeof *block + size);
    if (block == NULL)
        give_up(pool);
    block->size = sizeof *block + size;
    pool->used += size - old_size;
    *at = block;
    return block->data;
}

char *pool_copy(struct pool *pool, const char *ptr, size_t len)
{
    if (len == SIZE_MAX)
        give_up(pool);
    char *copy = take(pool, len + 1, 1);
    if (len > 0)
        memcpy(copy, ptr, len);
    copy[len] = '\0';
    return copy;
}

char *pool_vprintf(struct pool *pool, const char *format, va_list args)
{
    assert(format != NULL);
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    assert(len >= 0);
    char *text = take(pool, (size_t)len + 1, 1);
    vsnprintf(text, (size_t)len + 1, format, again);
    va_end(again);
    return text;
}

char *pool_printf(struct pool *pool, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = pool_vprintf(pool, format, args);
    va_end(args);
    return text;
}
