/* SPDX-License-Identifier: MIT */
/*
 * Two mappings, made once: [bytes][forbidden page] and [forbidden page][bytes].
 */
#define _GNU_SOURCE /* MAP_ANONYMOUS */

#include "guard.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define PAGE 65536 /* a multiple of every page size there is */

static char *map_guarded(size_t forbidden_at)
{
    char *map = mmap(NULL, GUARD_MAX + PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (map == MAP_FAILED || mprotect(map + forbidden_at, PAGE, PROT_NONE) != 0)
        abort();
    return map;
}

char *guard_behind(const char *bytes, size_t len)
{
    static char *map;
    if (!map)
        map = map_guarded(GUARD_MAX);
    if (len > GUARD_MAX)
        abort();
    return len > 0 ? memcpy(map + GUARD_MAX - len, bytes, len) : map + GUARD_MAX;
}

char *guard_before(const char *bytes, size_t len)
{
    static char *map;
    if (!map)
        map = map_guarded(0);
    if (len > GUARD_MAX)
        abort();
    return len > 0 ? memcpy(map + PAGE, bytes, len) : map + PAGE;
}
