/* SPDX-License-Identifier: MIT */
/* Ranks are lowered until none changes: a struct is one above the highest that it needs, a union one above its lowest
   variant. Types hold one another in cycles, so the list of them is made first. */
#include "config.h"

#include "sample/maker.h"

#include <string.h>

struct ranked {
    struct ranked *next;
    const struct model_type *type;
    unsigned rank;
};

static const void *object_of(const struct model_type *type)
{
    return type->kind == MODEL_STRUCT  ? (const void *)type->structure
           : type->kind == MODEL_UNION ? (const void *)type->choice
                                       : NULL;
}

static struct ranked *find(const struct maker *maker, const void *object)
{
    return name_map_find(&maker->ranks, (const char *)&object, sizeof object);
}

struct search {
    struct maker *maker;
    struct ranked *first, *last;
};

static void add(struct search *search, const struct model_type *type)
{
    while (type->item != NULL)
        type = type->item;
    const void *object = object_of(type);
    if (object == NULL || find(search->maker, object) != NULL)
        return;
    struct ranked *ranked = pool_alloc(search->maker->pool, sizeof *ranked);
    const void **key = pool_alloc(search->maker->pool, sizeof(*key));
    *ranked = (struct ranked){.type = type, .rank = RANK_NEVER};
    *key = object;
    name_map_add(&search->maker->ranks, (const char *)key, sizeof(*key), ranked);
    if (search->last == NULL)
        search->first = ranked;
    else
        search->last->next = ranked;
    search->last = ranked;
}

static void add_parts(struct search *search, const struct model_type *type)
{
    for (size_t i = 0; type->kind == MODEL_STRUCT && i < type->structure->member_count; i++)
        add(search, type->structure->members[i].type);
    for (size_t i = 0; type->kind == MODEL_UNION && i < type->choice->variant_count; i++)
        add(search, type->choice->variants[i].type);
}

unsigned rank_of(const struct maker *maker, const struct model_type *type)
{
    while (type->item != NULL) {
        if (type->kind == MODEL_MAYBE || ((type->kind == MODEL_ARRAY || type->kind == MODEL_MAP) && type->least == 0))
            return 0;
        type = type->item;
    }
    const void *object = object_of(type);
    const struct ranked *ranked = object == NULL ? NULL : find(maker, object);
    return ranked == NULL ? 0 : ranked->rank;
}

static unsigned above(unsigned rank)
{
    return rank == RANK_NEVER ? RANK_NEVER : rank + 1;
}

static unsigned look(const struct maker *maker, const struct model_type *type)
{
    unsigned rank = type->kind == MODEL_STRUCT ? 0 : RANK_NEVER;
    for (size_t i = 0; type->kind == MODEL_STRUCT && i < type->structure->member_count; i++) {
        const struct model_member *member = &type->structure->members[i];
        unsigned part = member->is_required && !member->is_nullable ? rank_of(maker, member->type) : 0;
        rank = part > rank ? part : rank;
    }
    for (size_t i = 0; type->kind == MODEL_UNION && i < type->choice->variant_count; i++) {
        unsigned part = rank_of(maker, type->choice->variants[i].type);
        rank = part < rank ? part : rank;
    }
    return above(rank);
}

void rank_all(struct maker *maker, const struct model_type *type)
{
    struct search search = {.maker = maker};
    bool is_changed = true;
    add(&search, type);
    for (const struct ranked *ranked = search.first; ranked != NULL; ranked = ranked->next)
        add_parts(&search, ranked->type);
    while (is_changed) {
        is_changed = false;
        for (struct ranked *ranked = search.first; ranked != NULL; ranked = ranked->next) {
            unsigned rank = look(maker, ranked->type);
            is_changed |= rank != ranked->rank;
            ranked->rank = rank;
        }
    }
}
