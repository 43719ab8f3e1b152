/* SPDX-License-Identifier: MIT */
/* Objects in such an order that what one holds comes before it. Those that may hold others of their own are looked at
   again until nothing changes, each time knowing values that are one level deeper; what then still grows has no bound. */
#include "config.h"

#include "model/bounds.h"

#include "model/measure.h"

#include <string.h>

size_t bounds_sum(size_t a, size_t b)
{
    return a > BOUNDS_NONE - b ? BOUNDS_NONE : a + b;
}

size_t bounds_product(size_t a, size_t b)
{
    if (a == 0 || b == 0)
        return 0;
    return a > BOUNDS_NONE / b ? BOUNDS_NONE : a * b;
}

/* ---- objects ---- */

static const void *pointer_of(const struct model_type *type)
{
    return type->kind == MODEL_STRUCT ? (const void *)type->structure : type->choice;
}

struct measure_object *measure_find(const struct bounds *bounds, const struct model_type *type)
{
    const void *pointer = pointer_of(type);
    return name_map_find(&bounds->by_pointer, (const char *)&pointer, sizeof pointer);
}

static void grow(struct bounds *bounds)
{
    size_t cap = bounds->cap == 0 ? 64 : bounds->cap * 2;
    struct measure_object **objects = pool_alloc(bounds->pool, cap * sizeof *objects);
    if (bounds->count > 0)
        memcpy(objects, bounds->objects, bounds->count * sizeof *objects);
    bounds->objects = objects;
    bounds->cap = cap;
}

static void add_object(struct bounds *bounds, const struct model_struct *structure, const struct model_union *choice)
{
    const void **key = pool_alloc(bounds->pool, sizeof *key);
    *key = structure != NULL ? (const void *)structure : choice;
    if (name_map_find(&bounds->by_pointer, (const char *)key, sizeof *key) != NULL)
        return;
    struct measure_object *object = pool_alloc(bounds->pool, sizeof *object);
    object->structure = structure;
    object->choice = choice;
    object->number = bounds->count;
    name_map_add(&bounds->by_pointer, (const char *)key, sizeof *key, object);
    if (bounds->count == bounds->cap)
        grow(bounds);
    bounds->objects[bounds->count++] = object;
}

/* The object in the type, if there is one: types hold types in a line, but for keys, which hold nothing. */
static const struct model_type *innermost(const struct model_type *type)
{
    while (type->item != NULL && type->kind != MODEL_EXTERN)
        type = type->item;
    return type->kind == MODEL_STRUCT || type->kind == MODEL_UNION ? type : NULL;
}

static void add_type(struct bounds *bounds, const struct model_type *type)
{
    const struct model_type *inner = type == NULL ? NULL : innermost(type);
    if (inner != NULL)
        add_object(bounds, inner->kind == MODEL_STRUCT ? inner->structure : NULL,
                   inner->kind == MODEL_UNION ? inner->choice : NULL);
}

static size_t part_count(const struct measure_object *object)
{
    return object->structure != NULL ? object->structure->wire_count : object->choice->variant_count;
}

static const struct model_type *part_type(const struct measure_object *object, size_t i)
{
    return object->structure != NULL ? object->structure->wire[i].type : object->choice->variants[i].type;
}

static void add_model(struct bounds *bounds, const struct model *model)
{
    for (size_t i = 0; i < model->decl_count; i++) {
        const struct model_decl *decl = &model->decls[i];
        if (decl->kind == MODEL_DECL_STRUCT || decl->kind == MODEL_DECL_UNION)
            add_object(bounds, decl->structure, decl->choice);
        else if (decl->kind == MODEL_DECL_TYPEDEF)
            add_type(bounds, decl->alias->type);
    }
    for (size_t i = 0; i < model->route_count; i++) {
        add_type(bounds, model->routes[i].body);
        for (size_t k = 0; k < model->routes[i].response_count; k++)
            add_type(bounds, model->routes[i].responses[k].body);
    }
}

/* All that can be reached, and how. */
static void connect(struct bounds *bounds)
{
    for (size_t i = 0; i < bounds->count; i++)
        for (size_t k = 0; k < part_count(bounds->objects[i]); k++)
            add_type(bounds, part_type(bounds->objects[i], k));
    graph_init(&bounds->graph, bounds->pool, bounds->count);
    for (size_t i = 0; i < bounds->count; i++)
        for (size_t k = 0; k < part_count(bounds->objects[i]); k++) {
            const struct model_type *inner = innermost(part_type(bounds->objects[i], k));
            if (inner != NULL)
                graph_add(&bounds->graph, i, measure_find(bounds, inner)->number, 1, NULL);
        }
    graph_connect(&bounds->graph, 1);
}

/* ---- who is to blame ---- */

/* The member without which the type would be bounded; NULL when it is. */
static const char *find_why(const struct bounds *bounds, const struct model_type *type, const char *place)
{
    if (measure_text(bounds, type).largest != BOUNDS_NONE)
        return NULL;
    if (type->kind == MODEL_STRUCT || type->kind == MODEL_UNION)
        return measure_find(bounds, type)->why;
    bool is_list = type->kind == MODEL_ARRAY || type->kind == MODEL_FIXED || type->kind == MODEL_MAP;
    if (is_list || type->kind == MODEL_MAYBE) {
        const char *why = find_why(bounds, type->item, place);
        return why != NULL ? why : place;
    }
    return place;
}

static const char *find_arena_why(const struct bounds *bounds, const struct model_type *type, const char *place)
{
    if (measure_need_of(bounds, type, 0) != MEASURE_NONE)
        return NULL;
    if (type->kind == MODEL_STRUCT || type->kind == MODEL_UNION)
        return measure_find(bounds, type)->arena_why;
    if (type->item != NULL && type->kind != MODEL_EXTERN) {
        const char *why = find_arena_why(bounds, type->item, place);
        return why != NULL ? why : place;
    }
    return place;
}

static const char *part_place(const struct bounds *bounds, const struct measure_object *object, size_t i)
{
    if (object->structure != NULL)
        return pool_printf(bounds->pool, "%s.%s", object->structure->name, object->structure->wire[i].key.ptr);
    return pool_printf(bounds->pool, "%s.%s", object->choice->name, object->choice->variants[i].tag.ptr);
}

static bool is_in_component(const struct bounds *bounds, const struct measure_object *object, const struct model_type *type)
{
    const struct model_type *inner = innermost(type);
    const struct graph_node *nodes = bounds->graph.nodes;
    return inner != NULL && nodes[measure_find(bounds, inner)->number].component == nodes[object->number].component;
}

/* Of what holds itself the member through which it does. */
static void blame(const struct bounds *bounds, struct measure_object *object)
{
    bool is_endless = object->text.largest == BOUNDS_NONE, takes_all = object->need[0] == MEASURE_NONE;
    for (size_t i = 0; i < part_count(object); i++) {
        const struct model_type *type = part_type(object, i);
        bool closes = object->is_cyclic && is_in_component(bounds, object, type);
        const char *place = part_place(bounds, object, i);
        if (is_endless && object->why == NULL)
            object->why = closes ? place : find_why(bounds, type, place);
        if (takes_all && object->arena_why == NULL)
            object->arena_why = closes ? place : find_arena_why(bounds, type, place);
    }
}

/* ---- all objects ---- */

/* Texts get shorter while more values are known, layouts larger. Whether anything did. */
static bool measure_again(const struct bounds *bounds, struct measure_object *object)
{
    struct measure_object before = *object;
    object->layout = measure_layout_object(bounds, object);
    object->text = measure_text_object(bounds, object);
    if (object->is_cyclic)
        object->text.largest = object->text.escaped = BOUNDS_NONE;
    for (size_t i = 0; i < MEASURE_RATES; i++)
        object->need[i] = measure_need_object(bounds, object, i);
    return object->text.least != before.text.least || object->layout.size != before.layout.size ||
           memcmp(object->need, before.need, sizeof before.need) != 0;
}

static bool measure_round(const struct bounds *bounds, size_t first)
{
    bool has_changed = false;
    for (size_t at = first; at != GRAPH_NONE; at = bounds->graph.nodes[at].next_in_component)
        has_changed |= measure_again(bounds, bounds->objects[at]);
    return has_changed;
}

/* After as many rounds as there are objects every value is known that holds none of its own kind. What changes in the
   round behind them does so because such values make it larger, and larger again without end. */
static bool give_up(const struct bounds *bounds, size_t first)
{
    int64_t before[MEASURE_RATES];
    bool has_changed = false;
    for (size_t at = first; at != GRAPH_NONE; at = bounds->graph.nodes[at].next_in_component) {
        struct measure_object *object = bounds->objects[at];
        memcpy(before, object->need, sizeof before);
        measure_again(bounds, object);
        for (size_t i = 0; i < MEASURE_RATES; i++)
            if (object->need[i] != before[i]) {
                object->need[i] = MEASURE_NONE;
                has_changed = true;
            }
    }
    return has_changed;
}

static void measure_component(const struct bounds *bounds, size_t first)
{
    size_t count = 0;
    for (size_t at = first; at != GRAPH_NONE; at = bounds->graph.nodes[at].next_in_component) {
        struct measure_object *object = bounds->objects[at];
        object->is_cyclic = graph_is_cyclic(&bounds->graph, at, 1);
        object->text = (struct measure_text){BOUNDS_NONE, BOUNDS_NONE, BOUNDS_NONE};
        object->layout = (struct bounds_layout){0, 1};
        for (size_t i = 0; i < MEASURE_RATES; i++)
            object->need[i] = MEASURE_UNKNOWN;
        count++;
    }
    bool has_changed = true;
    for (size_t round = 0; round <= count && has_changed; round++)
        has_changed = measure_round(bounds, first) && bounds->objects[first]->is_cyclic;
    for (size_t round = 0; round <= count && has_changed; round++)
        has_changed = give_up(bounds, first);
    for (size_t at = first; at != GRAPH_NONE; at = bounds->graph.nodes[at].next_in_component)
        blame(bounds, bounds->objects[at]);
}

struct bounds *bounds_new(struct pool *pool, const struct model *const *models, size_t count)
{
    struct bounds *bounds = pool_alloc(pool, sizeof *bounds);
    bounds->pool = pool;
    bounds->by_pointer = NAME_MAP_INIT(pool);
    for (size_t i = 0; i < count; i++)
        add_model(bounds, models[i]);
    connect(bounds);
    for (size_t i = 0; i < bounds->graph.component_count; i++)
        measure_component(bounds, bounds->graph.components[i]);
    return bounds;
}

/* ---- answers ---- */

/* The smallest rate that pays for everything. */
static size_t rate_of(const struct bounds *bounds, const struct model_type *type)
{
    for (size_t i = 0; i < MEASURE_RATES; i++)
        if (measure_need_of(bounds, type, i) <= 0)
            return measure_rates[i];
    return BOUNDS_NONE;
}

size_t bounds_arena(const struct bounds *bounds, const struct model_type *type, size_t len)
{
    size_t least = BOUNDS_NONE;
    for (size_t i = 0; i < MEASURE_RATES; i++) {
        int64_t need = measure_need_of(bounds, type, i);
        size_t more = need == MEASURE_NONE ? BOUNDS_NONE : need > 0 ? (size_t)need : 0;
        size_t taken = bounds_sum(bounds_product(measure_rates[i], len), more);
        least = taken < least ? taken : least;
    }
    return least;
}

struct bounds_type bounds_of(const struct bounds *bounds, const struct model_type *type, const char *place)
{
    struct measure_text text = measure_text(bounds, type);
    int64_t need = measure_need_of(bounds, type, 0);
    return (struct bounds_type){.least = text.least,
                                .largest = text.largest,
                                .escaped = text.escaped,
                                .arena = need == MEASURE_NONE ? BOUNDS_NONE : need > 0 ? (size_t)need : 0,
                                .per_byte = rate_of(bounds, type),
                                .size = bounds_layout(bounds, type).size,
                                .why = find_why(bounds, type, place),
                                .arena_why = find_arena_why(bounds, type, place)};
}
