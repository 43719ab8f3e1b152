/* SPDX-License-Identifier: MIT */
/*
 * Memory that is freed all at once.
 *
 *     swage_arena *arena = swage_arena_new(1 << 20);
 *     status = user_decode(json, arena, &user, &error);
 *     ...
 *     swage_arena_free(arena);
 *
 * Two facts: nothing that came from an arena is freed alone, and an arena never gives out more than the maximum it was
 * made with. An arena belongs to one thread at a time. A request has one of its own: swage_request_arena().
 */
#ifndef SWAGE_ARENA_H
#define SWAGE_ARENA_H

#include <swage/base.h>
#include <swage/error.h>

SWAGE_BEGIN_C

typedef struct swage_arena swage_arena;

/* The insides stand here only so that swage_arena_alloc can be inline; leave them alone. */
struct swage_arena {
    char *next;                       /* the first free byte of the block at work, aligned to SWAGE_ARENA_ALIGN */
    char *end;                        /* one past that block */
    struct swage_arena_block *newest; /* the blocks in use, newest first */
    struct swage_arena_block *spare;  /* blocks kept over a reset, in the order in which they were made */
    size_t taken;                     /* bytes of all blocks, the spare ones too */
    size_t max;                       /* bytes it may take in all */
    size_t keep;                      /* bytes it may keep over a reset */
    int failed;                       /* why an allocation failed since the last reset, an enum swage_status; or 0 */
};

#define SWAGE_ARENA_ALIGN 16 /* as malloc on the machines served; the size of one SIMD block */

/* A new arena that holds at most `max` bytes (rounded up to the alignment; a few bytes of its own per block come on
   top). NULL when there is no memory. Free it. */
SWAGE_API swage_arena *swage_arena_new(size_t max);

/* Frees the arena and all that came from it. NULL is fine. */
SWAGE_API void swage_arena_free(swage_arena *arena);

/* The same for an arena that stands in memory of the caller's; no memory is taken before the first allocation. */
SWAGE_API void swage_arena_init(swage_arena *arena, size_t max);
SWAGE_API void swage_arena_done(swage_arena *arena);

/* Takes back all that came from it. Blocks of up to `keep` bytes in all stay for the next use (16 KiB unless set). */
SWAGE_API void swage_arena_reset(swage_arena *arena);
SWAGE_API void swage_arena_keep(swage_arena *arena, size_t keep);

/* For swage_arena_alloc: takes a new block. */
SWAGE_API void *swage_arena_more(swage_arena *arena, size_t size);

/* `size` bytes (not zeroed, aligned to 16; not NULL for 0), or NULL when the arena is full or there is no memory. */
SWAGE_INLINE void *swage_arena_alloc(swage_arena *arena, size_t size)
{
    char *at = arena->next;
    if (SWAGE_UNLIKELY(size > (size_t)(arena->end - at)))
        return swage_arena_more(arena, size);
    /* Blocks end on the alignment, so rounding up never passes the end. */
    arena->next = at + ((size + SWAGE_ARENA_ALIGN - 1) & ~(size_t)(SWAGE_ARENA_ALIGN - 1));
    return at;
}

/* `size` zeroed bytes. */
SWAGE_API void *swage_arena_zero(swage_arena *arena, size_t size);

/*
 * Makes the allocation at `old` of `old_size` bytes one of `size` bytes: in place when it is the newest and its block
 * has room, else as a copy. `old` may be NULL with 0. NULL when that is not possible; `old` stays valid then.
 */
SWAGE_API void *swage_arena_grow(swage_arena *arena, void *old, size_t old_size, size_t size);

/* Gives the end of the newest allocation back: it now has `size` bytes. Nothing happens when it is not the newest. */
SWAGE_API void swage_arena_trim(swage_arena *arena, void *at, size_t old_size, size_t size);

/* A copy of `size` bytes at `in` that `copy` makes deep, as generated copy functions do, in one block of memory for
   free(); NULL when there is none. For generated code: `user_dup`. */
SWAGE_API void *swage_dup(const void *in, size_t size,
                          enum swage_status (*copy)(const void *in, swage_arena *arena, void *out));

/* From now on it may take `more` bytes beyond the blocks in use, but not more than `most` in all. What it holds stays,
   and so may what a reset kept. */
SWAGE_API void swage_arena_allow(swage_arena *arena, size_t more, size_t most);

/* Bytes of all blocks it holds now. */
SWAGE_API size_t swage_arena_taken(const swage_arena *arena);

/* After an allocation of `size` bytes failed: SWAGE_E_LIMIT when the maximum forbids it, else SWAGE_E_NOMEM. */
SWAGE_API int swage_arena_failure(const swage_arena *arena, size_t size);

SWAGE_END_C

#endif
