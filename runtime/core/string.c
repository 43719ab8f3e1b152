/* SPDX-License-Identifier: MIT */
/*
 * Texts with a length, as copies in an arena.
 */
#include "config.h"

#include <swage/string.h>

swage_str swage_str_copy(swage_str text, swage_arena *arena)
{
    char *copy = text.ptr && text.len < SIZE_MAX ? swage_arena_alloc(arena, text.len + 1) : NULL;
    if (!copy)
        return swage_str_of(NULL, 0);
    if (text.len > 0)
        memcpy(copy, text.ptr, text.len);
    copy[text.len] = '\0';
    return swage_str_of(copy, text.len);
}

char *swage_cstr(swage_str text, swage_arena *arena)
{
    if (!text.ptr || (text.len > 0 && memchr(text.ptr, '\0', text.len)))
        return NULL;
    char *copy = swage_arena_alloc(arena, text.len + 1);
    if (!copy)
        return NULL;
    if (text.len > 0)
        memcpy(copy, text.ptr, text.len);
    copy[text.len] = '\0';
    return copy;
}
