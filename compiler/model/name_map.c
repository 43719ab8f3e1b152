/* SPDX-License-Identifier: MIT */
/* Linear probing, at most half full. FNV-1a is enough: whoever writes the schema only slows their own compilation. */
#include "config.h"

#include "model/name_map.h"

#include <stdint.h>
#include <string.h>

enum { FIRST_CAP = 16 };

static size_t hash(const char *name, size_t len)
{
    uint64_t h = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < len; i++)
        h = (h ^ (unsigned char)name[i]) * UINT64_C(1099511628211);
    return (size_t)(h ^ h >> 32);
}

/* The slot that holds the name, or the free one where it belongs. */
static struct name_map_slot *seek(const struct name_map *map, const char *name, size_t len)
{
    for (size_t i = hash(name, len);; i++) {
        struct name_map_slot *slot = &map->slots[i & (map->cap - 1)];
        if (slot->name == NULL || (slot->len == len && memcmp(slot->name, name, len) == 0))
            return slot;
    }
}

static void grow(struct name_map *map)
{
    struct name_map old = *map;
    map->cap = old.cap == 0 ? FIRST_CAP : old.cap * 2;
    map->slots = pool_alloc(map->pool, map->cap * sizeof *map->slots);
    for (size_t i = 0; i < old.cap; i++)
        if (old.slots[i].name != NULL)
            *seek(map, old.slots[i].name, old.slots[i].len) = old.slots[i];
}

void *name_map_find(const struct name_map *map, const char *name, size_t len)
{
    return map->cap == 0 ? NULL : seek(map, name, len)->value;
}

void *name_map_add(struct name_map *map, const char *name, size_t len, void *value)
{
    if (map->count * 2 >= map->cap)
        grow(map);
    struct name_map_slot *slot = seek(map, name, len);
    if (slot->name == NULL) {
        *slot = (struct name_map_slot){.name = name, .len = len, .value = value};
        map->count++;
    }
    return slot->value;
}
