/* SPDX-License-Identifier: MIT */
/* A name is a stem with what was made of it behind: "tag", "tag_map", "tag_map_array". Without a declaration at its
   root the stem is the runtime's word for a type, and the whole gets the runtime's prefix. */
#include "config.h"

#include "model/container.h"

#include "model/builtin.h"
#include "model/c_name.h"
#include "model/claim.h"
#include "model/resolve.h"

#include <string.h>

struct container { /* and where it is written */
    struct model_container made;
    struct place at;
};

/* ---- stems ---- */

static bool is_pointed_at(const struct model_type *type)
{
    return type->kind == MODEL_STRUCT || type->kind == MODEL_UNION;
}

/* What may be null and cannot say so itself. */
static bool is_boxed(const struct model_type *item)
{
    return item->kind <= MODEL_FLOAT64 || item->kind == MODEL_ENUM || item->kind == MODEL_EXTERN ||
           item->kind == MODEL_FIXED;
}

static const struct builtin *builtin_behind(const struct model_type *type)
{
    if (type->kind == MODEL_ENUM && type->enumeration->is_number)
        return builtin_of(type->enumeration->base->kind);
    return type->kind <= MODEL_JSON ? builtin_of(type->kind) : NULL;
}

static bool is_builtin(const struct model_type *type)
{
    while (type->kind != MODEL_EXTERN && type->item != NULL)
        type = type->item;
    return builtin_behind(type) != NULL;
}

static const char *stem(struct pool *pool, const struct model_type *type);

/* Texts of all kinds are one kind of key in C. */
static const char *map_stem(struct pool *pool, const struct model_type *type)
{
    const char *item = stem(pool, type->item);
    if (type->key->kind == MODEL_STRING)
        return pool_printf(pool, "%s_map", item);
    return pool_printf(pool, "%s_map_by_%s", item, stem(pool, type->key));
}

static const char *maybe_stem(struct pool *pool, const struct model_type *item)
{
    if (is_pointed_at(item))
        return pool_printf(pool, "%s_ptr", stem(pool, item));
    return is_boxed(item) ? pool_printf(pool, "%s_maybe", stem(pool, item)) : stem(pool, item);
}

static const char *stem(struct pool *pool, const struct model_type *type)
{
    const struct builtin *builtin = builtin_behind(type);
    if (builtin != NULL)
        return builtin->word;
    switch (type->kind) {
    case MODEL_STRUCT: return type->structure->c_name;
    case MODEL_UNION: return type->choice->c_name;
    case MODEL_ENUM: return type->enumeration->c_name;
    case MODEL_EXTERN: return type->external->c_name;
    case MODEL_FIXED: return pool_printf(pool, "%s_%zu", stem(pool, type->item), type->most);
    case MODEL_MAP: return map_stem(pool, type);
    case MODEL_MAYBE: return maybe_stem(pool, type->item);
    default: return pool_printf(pool, "%s_array", stem(pool, type->item));
    }
}

static const char *name_of(struct pool *pool, const struct model_type *type)
{
    return pool_printf(pool, "%s%s", is_builtin(type) ? "swage_" : "", stem(pool, type));
}

/* ---- containers ---- */

/* The type without the names of typedefs, which not every file that has the container has too. */
static const struct model_type *plain(struct pool *pool, const struct model_type *type)
{
    const struct model_type *item = type->item == NULL ? NULL : plain(pool, type->item);
    if (type->alias == NULL && item == type->item)
        return type;
    struct model_type *copy = pool_alloc(pool, sizeof *copy);
    *copy = *type;
    copy->item = item;
    for (; copy->alias != NULL; copy->alias = copy->alias->type->alias)
        copy->c_type = copy->alias->type->c_type;
    if (copy->kind == MODEL_FIXED || (copy->kind == MODEL_MAYBE && !is_boxed(item) && !is_pointed_at(item)))
        copy->c_type = item->c_type;
    return copy;
}

static const struct model_container *make(const struct unit *unit, const struct place *at,
                                          const struct model_type *type, const struct model_container *as)
{
    struct pool *pool = &unit->cx->pool;
    struct container *container = pool_alloc(pool, sizeof *container);
    container->made = *as;
    container->made.c_name = name_of(pool, type);
    container->made.c_guard =
        pool_printf(pool, "SWAGE_HAS_%s", c_name_upper(pool, container->made.c_name, strlen(container->made.c_name)));
    container->made.item = plain(pool, type->item);
    container->made.key = type->key == NULL ? NULL : plain(pool, type->key);
    container->at = *at;
    return &container->made;
}

static const struct model_array *declared_array(const struct model_type *item)
{
    switch (item->kind) {
    case MODEL_STRUCT: return item->structure->array;
    case MODEL_UNION: return item->choice->array;
    case MODEL_ENUM: return item->enumeration->array;
    case MODEL_EXTERN:
    case MODEL_ARRAY:
    case MODEL_FIXED:
    case MODEL_MAP:
    case MODEL_MAYBE: return NULL;
    default: return item->is_file ? builtin_file_array() : builtin_array(item->kind);
    }
}

const struct model_array *container_array(const struct model_type *item)
{
    bool says_null = item->kind == MODEL_MAYBE && !is_boxed(item->item) && !is_pointed_at(item->item);
    return declared_array(says_null ? item->item : item);
}

static const struct model_array *derived_array(struct pool *pool, const struct model_container *container)
{
    struct model_array *array = pool_alloc(pool, sizeof *array);
    array->c_type = pool_printf(pool, "struct %s", container->c_name);
    array->c_item = container->item->c_type;
    array->is_derived = true;
    return array;
}

void container_set_array(const struct unit *unit, const struct place *at, struct model_type *type)
{
    static const struct model_container as = {.kind = MODEL_CONTAINER_ARRAY};
    type->kind = MODEL_ARRAY;
    type->array = container_array(type->item);
    if (type->array == NULL) {
        type->container = make(unit, at, type, &as);
        type->array = derived_array(&unit->cx->pool, type->container);
    }
    type->c_type = type->array->c_type;
}

void container_set_map(const struct unit *unit, const struct place *at, struct model_type *type)
{
    static const struct model_container as = {.kind = MODEL_CONTAINER_MAP};
    type->kind = MODEL_MAP;
    type->container = make(unit, at, type, &as);
    type->c_type = pool_printf(&unit->cx->pool, "struct %s", type->container->c_name);
}

void container_set_maybe(const struct unit *unit, const struct place *at, struct model_type *type)
{
    static const struct model_container as = {.kind = MODEL_CONTAINER_BOX};
    struct pool *pool = &unit->cx->pool;
    type->kind = MODEL_MAYBE;
    if (is_boxed(type->item)) {
        type->container = make(unit, at, type, &as);
        type->c_type = pool_printf(pool, "struct %s", type->container->c_name);
    } else if (is_pointed_at(type->item)) {
        type->c_type = pool_printf(pool, "const %s *", plain(pool, type->item)->c_type);
    } else {
        type->c_type = type->item->c_type;
    }
}

/* ---- claims ---- */

/* What tells containers apart that would be called the same. */
static const char *signature(struct pool *pool, const struct model_container *container)
{
    static const char *const kinds[] = {"array of", "map of", "box around"};
    const struct model_type *item = container->item;
    const char *key = container->key == NULL ? "" : container->key->c_type;
    const char *count = "";
    for (; item->kind == MODEL_FIXED; item = item->item)
        count = pool_printf(pool, "%s[%zu]", count, item->most);
    return pool_printf(pool, "the %s %s%s%s%s", kinds[container->kind], container->item->c_type, count,
                       *key == '\0' ? "" : " by ", key);
}

static void claim_container(struct unit *unit, const struct model_container *made, unsigned where)
{
    static const char *const entries[] = {"_entry", NULL}, *const functions[] = {"_find", NULL};
    const struct container *container = (const struct container *)(const void *)made;
    const char *what = signature(&unit->cx->pool, made);
    where |= CLAIM_SHARED;
    claim(unit, made->c_name, C_TAG | where, &container->at, what);
    if (made->kind != MODEL_CONTAINER_MAP)
        return;
    claim_endings(unit, made->c_name, entries, C_TAG | where, &container->at, what);
    claim_endings(unit, made->c_name, functions, C_TAG | C_ORDINARY | where, &container->at, what);
}

static void claim_type(struct unit *unit, const struct model_type *type, unsigned where)
{
    for (; type != NULL; type = type->kind == MODEL_EXTERN ? NULL : type->item)
        if (type->container != NULL)
            claim_container(unit, type->container, where);
}

static void claim_symbol(struct unit *unit, const struct symbol *symbol)
{
    if (symbol->alias != NULL)
        claim_type(unit, symbol->alias->type, 0);
    for (size_t i = 0; symbol->structure != NULL && i < symbol->structure->member_count; i++)
        claim_type(unit, symbol->structure->members[i].type, 0);
    for (size_t i = 0; symbol->choice != NULL && i < symbol->choice->variant_count; i++)
        claim_type(unit, symbol->choice->variants[i].type, 0);
}

static void claim_route(struct unit *unit, const struct model_route *route)
{
    for (size_t i = 0; i < route->parameter_count; i++)
        claim_type(unit, route->parameters[i].type, CLAIM_PRIVATE);
    claim_type(unit, route->body, CLAIM_PRIVATE);
    for (size_t i = 0; i < route->response_count; i++)
        claim_type(unit, route->responses[i].body, CLAIM_PRIVATE);
}

void container_claim_all(struct unit *unit)
{
    for (const struct symbol *symbol = unit->symbols; symbol != NULL; symbol = symbol->next)
        if (symbol->state == SYMBOL_DONE)
            claim_symbol(unit, symbol);
    for (size_t i = 0; i < unit->model->route_count; i++)
        claim_route(unit, &unit->model->routes[i]);
}
