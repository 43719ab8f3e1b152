/* SPDX-License-Identifier: MIT */
/*
 * The steps that a peer defines before it includes the functions of shapes.py, and those that follow from them.
 *
 *     node                                      a value of the parsed document
 *     struct state { swage_arena *arena; ... }
 *     text_open(c, text, &root), text_close(c)  parse; what remains to be checked at the end
 *     struct members { node value; ... }        members_open, members_next, members_good, key_is, key_text
 *     struct items { size_t hint; ... }         items_open, items_next, items_good; hint: how many, or 0
 *     is_null, read_bool, read_int64, read_uint64, read_float64, read_string
 *
 * and for output either new_*, set and push, which make a document, and text_write; or put_*, open_* and close_*
 * between text_begin and text_end.
 */
#ifndef DOM_H
#define DOM_H

#include <stdlib.h>
#include <string.h>

#include "native.h"

#define READ_SIGNED(bits)                                                                              \
    static inline bool read_int##bits(struct state *c, node v, int##bits##_t *out)                     \
    {                                                                                                  \
        int64_t value;                                                                                 \
        if (!read_int64(c, v, &value) || value < INT##bits##_MIN || value > INT##bits##_MAX)           \
            return false;                                                                              \
        *out = (int##bits##_t)value;                                                                   \
        return true;                                                                                   \
    }
#define READ_UNSIGNED(bits)                                                                            \
    static inline bool read_uint##bits(struct state *c, node v, uint##bits##_t *out)                   \
    {                                                                                                  \
        uint64_t value;                                                                                \
        if (!read_uint64(c, v, &value) || value > UINT##bits##_MAX)                                    \
            return false;                                                                              \
        *out = (uint##bits##_t)value;                                                                  \
        return true;                                                                                   \
    }
READ_SIGNED(32)
READ_UNSIGNED(8)
#undef READ_SIGNED
#undef READ_UNSIGNED

enum { ARENA_MAX = 64 << 20 };

static inline swage_arena *new_arena(void)
{
    swage_arena *arena = swage_arena_new(ARENA_MAX);
    if (!arena)
        abort();
    swage_arena_keep(arena, ARENA_MAX);
    return arena;
}

/* Keys of maps, with a NUL behind them, until the arena is reset. */
static inline swage_str string_key(struct state *c, swage_str key)
{
    return swage_str_copy(key, c->arena);
}

static inline swage_str int64_key(struct state *c, int64_t key)
{
    char *text = (char *)swage_arena_alloc(c->arena, SWAGE_MAX_INT64 + 1);
    char *end = swage_write_int64(text, key);
    *end = '\0';
    return swage_str_of(text, (size_t)(end - text));
}

#endif
