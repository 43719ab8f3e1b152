/* SPDX-License-Identifier: MIT */
/* One arena for one compilation: sources, tokens, trees and messages are bumped from it and freed at once.
   Nothing that allocates here checks for NULL: when memory ends, or the maximum is reached, the pool calls
   its `exhausted` function, which must not return (compilation.c leaves through one longjmp). */
#ifndef SWAGE_SYNTAX_POOL_H
#define SWAGE_SYNTAX_POOL_H

#include <stdarg.h>
#include <stddef.h>

#if defined(__GNUC__)
#define POOL_PRINTF(FORMAT, FIRST) __attribute__((format(printf, FORMAT, FIRST)))
#else
#define POOL_PRINTF(FORMAT, FIRST)
#endif

struct pool_block;

struct pool {
    struct pool_block *blocks; /* newest first */
    char *ptr, *end;           /* the free part of the newest block */
    size_t used, max;          /* bytes taken from malloc, and how many may be */
    void (*exhausted)(void *arg);
    void *arg;
};

/* Allocates nothing yet. `exhausted` must not return. */
void pool_init(struct pool *pool, size_t max, void (*exhausted)(void *arg), void *arg);

/* Frees every allocation; harmless on a pool that never allocated. */
void pool_done(struct pool *pool);

/* `size` zeroed bytes, aligned for any object; never NULL, also for 0. */
void *pool_alloc(struct pool *pool, size_t size);

/* The bytes of `old`, which pool_alloc or pool_grow gave for `old_size` bytes, with room for `size`; what is new is not
   zeroed. Large ones are moved without leaving the old ones behind. `old` may be NULL. */
void *pool_grow(struct pool *pool, void *old, size_t old_size, size_t size);

/* A copy of `len` bytes with a NUL behind it. */
char *pool_copy(struct pool *pool, const char *ptr, size_t len);

char *pool_printf(struct pool *pool, const char *format, ...) POOL_PRINTF(2, 3);
char *pool_vprintf(struct pool *pool, const char *format, va_list args) POOL_PRINTF(2, 0);

#endif
