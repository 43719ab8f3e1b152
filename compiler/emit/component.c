/* SPDX-License-Identifier: MIT */
/* Breadth first, so that chains of types of any length need no stack; only types without a name are walked by
   recursion, and those are as deep as the grammar lets them be. */
#include "config.h"

#include "emit/component.h"

#include <stdlib.h>
#include <string.h>

void components_init(struct components *all, struct pool *pool, const struct model *model)
{
    *all = (struct components){.pool = pool, .stem = model->stem, .by_type = NAME_MAP_INIT(pool)};
}

/* ---- which one ---- */

static bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool same_numbers(const struct model_type *a, const struct model_type *b)
{
    return a->min == b->min && a->max == b->max && a->umin == b->umin && a->umax == b->umax &&
           a->low_open == b->low_open && a->high_open == b->high_open && a->step == b->step &&
           same_text(a->low_text, b->low_text) && same_text(a->high_text, b->high_text) &&
           same_text(a->step_text, b->step_text);
}

/* Whether a place says nothing more than the typedef that it names. */
static bool is_as_named(const struct model_type *type)
{
    const struct model_type *named = type->alias->type;
    return same_numbers(type, named) && type->least == named->least && type->most == named->most &&
           type->format == named->format && type->encoding == named->encoding && type->is_quoted == named->is_quoted &&
           type->allows_nul == named->allows_nul && type->is_unique == named->is_unique &&
           type->is_secret == named->is_secret && type->pattern_count == named->pattern_count;
}

/* What a place refers to: `kind` and the member that belongs to it; false for none. */
static bool declared_by(const struct model_type *type, struct model_decl *out)
{
    *out = (struct model_decl){.structure = NULL};
    if (type->alias != NULL && is_as_named(type)) {
        out->kind = MODEL_DECL_TYPEDEF;
        out->alias = type->alias;
        return true;
    }
    switch (type->kind) {
    case MODEL_STRUCT:
        out->kind = MODEL_DECL_STRUCT;
        out->structure = type->structure;
        return true;
    case MODEL_UNION:
        out->kind = MODEL_DECL_UNION;
        out->choice = type->choice;
        return true;
    case MODEL_ENUM:
        out->kind = MODEL_DECL_ENUM;
        out->enumeration = type->enumeration;
        return true;
    case MODEL_EXTERN:
        out->kind = MODEL_DECL_EXTERN;
        out->external = type->external;
        return true;
    default: return false;
    }
}

struct model_type component_type(const struct model_decl *decl)
{
    struct model_type type = {.kind = MODEL_STRUCT, .structure = decl->structure};
    switch (decl->kind) {
    case MODEL_DECL_STRUCT: break;
    case MODEL_DECL_UNION: return (struct model_type){.kind = MODEL_UNION, .choice = decl->choice};
    case MODEL_DECL_ENUM: return (struct model_type){.kind = MODEL_ENUM, .enumeration = decl->enumeration};
    case MODEL_DECL_EXTERN:
        return (struct model_type){.kind = MODEL_EXTERN, .external = decl->external, .item = decl->external->base};
    case MODEL_DECL_TYPEDEF:
        type = *decl->alias->type;
        type.alias = decl->alias;
        break;
    }
    return type;
}

static const void *key_of(const struct model_decl *decl)
{
    switch (decl->kind) {
    case MODEL_DECL_STRUCT: return decl->structure;
    case MODEL_DECL_UNION: return decl->choice;
    case MODEL_DECL_ENUM: return decl->enumeration;
    case MODEL_DECL_TYPEDEF: return decl->alias;
    case MODEL_DECL_EXTERN: return decl->external;
    }
    return NULL;
}

static struct component *find(const struct components *all, const struct model_decl *decl)
{
    const void *key = key_of(decl);
    return name_map_find(&all->by_type, (const char *)&key, sizeof key);
}

const struct component *component_of(const struct components *all, const struct model_type *type)
{
    struct model_decl decl;
    return declared_by(type, &decl) ? find(all, &decl) : NULL;
}

/* ---- names ---- */

static const char *home_of(const struct model_decl *decl)
{
    switch (decl->kind) {
    case MODEL_DECL_STRUCT: return decl->structure->home;
    case MODEL_DECL_UNION: return decl->choice->home;
    case MODEL_DECL_ENUM: return decl->enumeration->home;
    case MODEL_DECL_TYPEDEF: return decl->alias->home;
    case MODEL_DECL_EXTERN: return decl->external->home;
    }
    return "";
}

static const char *own_name(const struct model_decl *decl)
{
    switch (decl->kind) {
    case MODEL_DECL_STRUCT: return decl->structure->name;
    case MODEL_DECL_UNION: return decl->choice->name;
    case MODEL_DECL_ENUM: return decl->enumeration->name;
    case MODEL_DECL_TYPEDEF: return decl->alias->name;
    case MODEL_DECL_EXTERN: return decl->external->name;
    }
    return "";
}

static const char *name_of(const struct components *all, const struct model_decl *decl)
{
    const char *home = home_of(decl);
    if (strcmp(home, all->stem) == 0)
        return own_name(decl);
    return pool_printf(all->pool, "%s.%s", home, own_name(decl));
}

const char *component_name(const struct components *all, const struct component *component, enum component_way way)
{
    bool is_split = component->differs && component->ways == (COMPONENT_READ | COMPONENT_WRITTEN);
    return is_split && way == COMPONENT_WRITTEN ? pool_printf(all->pool, "%s-Output", component->name)
                                                : component->name;
}

/* ---- what is reached ---- */

static struct component *add(struct components *all, const struct model_decl *decl)
{
    struct component *component = find(all, decl);
    const void *key = key_of(decl);
    if (component != NULL)
        return component;
    component = pool_alloc(all->pool, sizeof *component);
    *component = (struct component){.decl = *decl, .name = name_of(all, decl)};
    name_map_add(&all->by_type, pool_copy(all->pool, (const char *)&key, sizeof key), sizeof key, component);
    if (all->count == all->cap) {
        size_t size = all->cap * sizeof(*all->list);
        all->cap = all->cap * 2 + 16;
        all->list = pool_grow(all->pool, all->list, size, all->cap * sizeof(*all->list));
    }
    all->list[all->count++] = component;
    return component;
}

void components_use_decl(struct components *all, const struct model_decl *decl, enum component_way way)
{
    add(all, decl)->ways |= way;
}

/* Who is told of a type that stands somewhere within another. */
typedef void part_fn(void *arg, const struct model_decl *decl);

static void each_of_type(const struct model_type *type, part_fn *fn, void *arg)
{
    struct model_decl decl;
    if (declared_by(type, &decl)) {
        fn(arg, &decl);
        return;
    }
    if (type->key != NULL)
        each_of_type(type->key, fn, arg);
    if (type->item != NULL)
        each_of_type(type->item, fn, arg);
}

static void each_of_struct(const struct model_struct *structure, part_fn *fn, void *arg)
{
    for (size_t i = 0; i < structure->member_count; i++)
        each_of_type(structure->members[i].type, fn, arg);
}

/* Where the tag stands among the members of a variant these are written out beside it. */
static void each_of_union(const struct model_union *choice, part_fn *fn, void *arg)
{
    for (size_t i = 0; i < choice->variant_count; i++)
        if (choice->tagging == MODEL_TAG_INTERNAL)
            each_of_struct(choice->variants[i].type->structure, fn, arg);
        else
            each_of_type(choice->variants[i].type, fn, arg);
}

static void each_part(const struct model_decl *decl, part_fn *fn, void *arg)
{
    switch (decl->kind) {
    case MODEL_DECL_STRUCT: each_of_struct(decl->structure, fn, arg); break;
    case MODEL_DECL_UNION: each_of_union(decl->choice, fn, arg); break;
    case MODEL_DECL_TYPEDEF: each_of_type(decl->alias->type, fn, arg); break;
    case MODEL_DECL_ENUM:
    case MODEL_DECL_EXTERN: break; /* their bases are the language's own */
    }
}

struct use {
    struct components *all;
    unsigned ways;
};

static void use_part(void *arg, const struct model_decl *decl)
{
    const struct use *use = arg;
    add(use->all, decl)->ways |= use->ways;
}

void components_use(struct components *all, const struct model_type *type, enum component_way way)
{
    each_of_type(type, use_part, &(struct use){all, way});
}

/* One that was looked at may come to be used in the other way by one behind it. */
static bool walk_all(struct components *all)
{
    bool has_moved = false;
    for (size_t i = 0; i < all->count; i++) {
        struct component *component = all->list[i];
        unsigned ways = component->ways & ~component->walked;
        if (ways == 0)
            continue;
        has_moved = true;
        component->walked |= ways;
        each_part(&component->decl, use_part, &(struct use){all, ways});
    }
    return has_moved;
}

/* ---- which differ ---- */

/* Members with a default are always written, and those that are skipped never. */
static bool struct_differs(const struct model_struct *structure)
{
    return structure->has_defaults || structure->wire_count > structure->member_count;
}

static bool differs(const struct model_decl *decl)
{
    bool has_any = decl->kind == MODEL_DECL_STRUCT && struct_differs(decl->structure);
    bool has_members = decl->kind == MODEL_DECL_UNION && decl->choice->tagging == MODEL_TAG_INTERNAL;
    for (size_t i = 0; has_members && i < decl->choice->variant_count; i++)
        has_any = has_any || struct_differs(decl->choice->variants[i].type->structure);
    return has_any;
}

struct question {
    const struct components *all;
    bool differs;
};

static void ask_part(void *arg, const struct model_decl *decl)
{
    struct question *question = arg;
    question->differs = question->differs || find(question->all, decl)->differs;
}

/* Those found last are held by those found first: backwards most is settled at once. */
static bool settle(const struct components *all)
{
    bool has_moved = false;
    for (size_t i = all->count; i-- > 0;) {
        struct component *component = all->list[i];
        struct question question = {all, differs(&component->decl)};
        if (component->differs)
            continue;
        each_part(&component->decl, ask_part, &question);
        component->differs = question.differs;
        has_moved = has_moved || question.differs;
    }
    return has_moved;
}

static int compare(const void *a, const void *b)
{
    const struct component *const *left = a, *const *right = b;
    return strcmp((*left)->name, (*right)->name);
}

void components_finish(struct components *all)
{
    while (walk_all(all))
        continue;
    while (settle(all))
        continue;
    if (all->count > 0)
        qsort(all->list, all->count, sizeof(*all->list), compare);
}
