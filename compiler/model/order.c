/* SPDX-License-Identifier: MIT */
/* Nodes are the file's structs, unions, enums and typedefs; imported ones are complete before the file begins. An edge
   says how:

       BEFORE   C must have seen the other one: enums, typedefs, what is held by value
       HOLDS    one of these has one of the others in it, whatever else: by value, or in an array of at least one
       ARRAY    C must have seen its array struct, or some container that points at it
       POINTS   C only has to know that there is one
       NEEDS    as HOLDS, but of a union with several variants one of these may do without */
#include "config.h"

#include "model/order.h"

#include "model/c_name.h"
#include "model/declare.h"
#include "model/graph.h"
#include "model/model.h"
#include "model/number.h"
#include "model/resolve.h"
#include "model/structure.h"
#include "model/type.h"
#include "syntax/diagnostic.h"

#include <string.h>

enum { CYCLE_NOTES_MAX = 16 }; /* nobody follows a longer way */

enum edge { BEFORE = 1, HOLDS = 2, ARRAY = 4, POINTS = 8, ANY = 15, NEEDS = 16 };

struct look {
    struct unit *unit;
    struct graph graph;
    struct symbol **symbols; /* by node */
    struct name_map nodes;   /* from the bytes of a pointer to a model's object to size_t, the node */
};

/* ---- the graph ---- */

static void add(struct look *look, size_t from, const void *const *object, unsigned flags,
                const struct model_member *why)
{
    const size_t *to = name_map_find(&look->nodes, (const char *)object, sizeof *object);
    if (to != NULL)
        graph_add(&look->graph, from, *to, flags, why);
}

/* How a type is reached from the declaration that uses it. */
struct way {
    size_t from;
    const struct model_member *why; /* NULL: from a typedef or a union */
    enum {
        POINTED,  /* C only mentions it */
        COMPLETE, /* C points at fixed arrays of it, whose size it wants to know */
        INLINE    /* it lies in the declaration */
    } how;
    unsigned certain;  /* HOLDS and NEEDS, where a value of the declaration has at least one of these */
    unsigned pointing; /* the edge of what is POINTED: ARRAY or POINTS */
};

static void add_type(struct look *look, struct way way, const struct model_type *type);

static void add_object(struct look *look, const struct way *way, const void *object, unsigned flags)
{
    if (object != NULL)
        add(look, way->from, &object, flags, way->why);
}

static void add_named(struct look *look, const struct way *way, const void *object)
{
    unsigned how = way->how == POINTED ? way->pointing : way->how == COMPLETE ? BEFORE : BEFORE | HOLDS;
    add_object(look, way, object, how | way->certain);
}

/* The items of an array or map, which C points at. Entries of maps stand behind all declarations. */
static void add_items(struct look *look, struct way way, const struct model_type *type)
{
    way.certain = type->least > 0 ? way.certain : 0;
    way.how = type->kind == MODEL_ARRAY && type->item->kind == MODEL_FIXED ? COMPLETE : POINTED;
    way.pointing = ARRAY;
    add_type(look, way, type->item);
}

/* What may be null is pointed at when it is a struct or union; a fixed array lies in a box, which stands in front of
   what uses it. */
static void add_maybe(struct look *look, struct way way, const struct model_type *type)
{
    way.certain = 0;
    if (type->item->kind == MODEL_STRUCT || type->item->kind == MODEL_UNION)
        way.how = POINTED;
    else if (type->item->kind == MODEL_FIXED && way.how == POINTED)
        way.how = COMPLETE;
    way.pointing = ARRAY;
    add_type(look, way, type->item);
}

/* Names of typedefs, enums and the like stand in C wherever the type is used. */
static void add_type(struct look *look, struct way way, const struct model_type *type)
{
    add_object(look, &way, type->alias, BEFORE);
    switch (type->kind) {
    case MODEL_ENUM: add_object(look, &way, type->enumeration, BEFORE); break;
    case MODEL_EXTERN: add_object(look, &way, type->external, BEFORE); break;
    case MODEL_STRUCT: add_named(look, &way, type->structure); break;
    case MODEL_UNION: add_named(look, &way, type->choice); break;
    case MODEL_FIXED: add_type(look, way, type->item); break;
    case MODEL_MAYBE: add_maybe(look, way, type); break;
    case MODEL_ARRAY: add_items(look, way, type); break;
    case MODEL_MAP:
        add_type(look, (struct way){.from = way.from, .why = way.why}, type->key);
        add_items(look, way, type);
        break;
    default: break;
    }
}

static void add_member(struct look *look, size_t from, const struct model_member *member)
{
    struct way way = {.from = from, .why = member, .pointing = POINTS};
    way.certain = member->is_optional || member->is_nullable ? 0 : HOLDS | NEEDS;
    way.how = member->is_pointer ? POINTED : INLINE;
    add_type(look, way, member->type);
}

/* Of several variants one may end what another goes on with. */
static void add_variant(struct look *look, size_t from, const struct model_union *choice,
                        const struct model_variant *variant)
{
    struct way way = {.from = from, .pointing = POINTS};
    way.certain = choice->variant_count == 1 ? HOLDS | NEEDS : NEEDS;
    way.how = variant->is_pointer ? POINTED : INLINE;
    add_type(look, way, variant->type);
}

static void add_alias(struct look *look, size_t from, const struct model_type *type)
{
    struct way way = {.from = from, .pointing = POINTS};
    way.how = type->kind == MODEL_FIXED ? INLINE : POINTED;
    add_type(look, way, type);
}

static void add_edges(struct look *look, size_t node)
{
    const struct symbol *symbol = look->symbols[node];
    if (symbol->alias != NULL)
        add_alias(look, node, symbol->alias->type);
    if (symbol->external != NULL)
        add_alias(look, node, symbol->external->base);
    for (size_t i = 0; symbol->structure != NULL && i < symbol->structure->member_count; i++)
        add_member(look, node, &symbol->structure->members[i]);
    for (size_t i = 0; symbol->choice != NULL && i < symbol->choice->variant_count; i++)
        add_variant(look, node, symbol->choice, &symbol->choice->variants[i]);
}

static bool has_node(const struct symbol *symbol)
{
    if (symbol->structure != NULL && !declare_is_written(symbol->decl))
        return false;
    if (symbol->structure != NULL || symbol->choice != NULL) /* also one with errors: the members that it has count */
        return symbol->state != SYMBOL_NEW;
    return symbol->state == SYMBOL_DONE;
}

static const void *const *object_of(const struct symbol *symbol, struct pool *pool)
{
    const void **object = pool_alloc(pool, sizeof *object);
    *object = symbol->structure != NULL  ? (const void *)symbol->structure
              : symbol->choice != NULL   ? (const void *)symbol->choice
              : symbol->alias != NULL    ? (const void *)symbol->alias
              : symbol->external != NULL ? (const void *)symbol->external
                                         : (const void *)symbol->enumeration;
    return object;
}

static void build_graph(struct look *look, struct unit *unit)
{
    struct pool *pool = &unit->cx->pool;
    size_t count = 0;
    *look = (struct look){.unit = unit, .nodes = NAME_MAP_INIT(pool)};
    for (const struct symbol *symbol = unit->symbols; symbol != NULL; symbol = symbol->next)
        count += has_node(symbol);
    graph_init(&look->graph, pool, count);
    look->symbols = pool_alloc(pool, count * sizeof(*look->symbols));
    size_t *numbers = pool_alloc(pool, count * sizeof *numbers), node = 0;
    for (struct symbol *symbol = unit->symbols; symbol != NULL; symbol = symbol->next) {
        if (!has_node(symbol))
            continue;
        numbers[node] = node;
        look->symbols[node] = symbol;
        name_map_add(&look->nodes, (const char *)object_of(symbol, pool), sizeof(void *), &numbers[node]);
        node++;
    }
    for (node = 0; node < count; node++)
        add_edges(look, node);
}

/* ---- endless structs ---- */

/* Where the schema says this member; for one that came by a spread, the struct; for what has no members, itself. */
static const struct place *place_of(const struct look *look, size_t node, const struct model_member *member)
{
    const struct ast_decl *decl = look->symbols[node]->decl;
    if (member == NULL || decl->kind != AST_DECL_STRUCT)
        return &decl->name.at;
    for (const struct ast_member *ast = decl->structure.members.first; ast != NULL; ast = ast->next)
        if (ast->spread == NULL &&
            strcmp(
                c_name_safe(&look->unit->cx->pool, c_name_snake(&look->unit->cx->pool, ast->name.text, ast->name.len)),
                member->c_name) == 0)
            return &ast->name.at;
    return &decl->name.at;
}

static const struct graph_edge *edge_within(const struct graph *graph, size_t node, unsigned flags)
{
    const struct graph_edge *edge = graph->nodes[node].first;
    while ((edge->flags & flags) == 0 || graph->nodes[edge->to].component != graph->nodes[node].component)
        edge = edge->next;
    return edge;
}

struct cycle { /* one that may not be */
    unsigned flags;
    const char *front, *back; /* the message, around the name of what it begins with */
};

static const struct cycle endless = {
    HOLDS, "every",
    "would hold another one; let the cycle pass through '?', '| null', a union, or an array or map that "
    "may be empty"};
static const struct cycle too_early = {
    BEFORE, "in C an array of fixed arrays, or of what may be null, wants to know the size of",
    "before that is known; put a struct around the fixed array"};

/* Following any edge that stays in the component closes a cycle sooner or later. */
static void report_cycle(const struct look *look, size_t start, const struct cycle *cycle)
{
    const unsigned flags = cycle->flags;
    struct compilation *cx = look->unit->cx;
    bool *was_here = pool_alloc(&cx->pool, look->graph.count * sizeof *was_here);
    size_t node = start;
    for (; !was_here[node]; node = edge_within(&look->graph, node, flags)->to)
        was_here[node] = true;
    const struct graph_edge *edge = edge_within(&look->graph, node, flags);
    diagnose(cx, place_of(look, node, edge->why), DIAGNOSTIC_ENDLESS_TYPE, "%s '%s' %s", cycle->front,
             look->symbols[node]->decl->name.text, cycle->back);
    size_t notes = 0;
    for (size_t at = edge->to; at != node && notes < CYCLE_NOTES_MAX; at = edge->to, notes++) {
        edge = edge_within(&look->graph, at, flags);
        diagnose_note(cx, place_of(look, at, edge->why), "by way of '%s'", look->symbols[at]->decl->name.text);
    }
}

static bool check_cycles(struct look *look, const struct cycle *cycle)
{
    bool is_fine = true;
    graph_connect(&look->graph, cycle->flags);
    for (size_t i = 0; i < look->graph.component_count; i++)
        if (graph_is_cyclic(&look->graph, look->graph.components[i], cycle->flags)) {
            report_cycle(look, look->graph.components[i], cycle);
            is_fine = false;
        }
    return is_fine;
}

/* ---- unions that never end ---- */

struct ends { /* which declarations have a value that ends */
    const struct look *look;
    bool *is_ending; /* by node */
};

/* All that a struct needs must end; of a union one variant, which may need nothing. What has errors may not have all
   that it could end by. */
static bool ends(const struct ends *ends, size_t node)
{
    const struct model_union *choice = ends->look->symbols[node]->choice;
    size_t needs = 0, ending = 0;
    if (ends->look->symbols[node]->state != SYMBOL_DONE)
        return true;
    for (const struct graph_edge *edge = ends->look->graph.nodes[node].first; edge != NULL; edge = edge->next) {
        needs += (edge->flags & NEEDS) != 0;
        ending += (edge->flags & NEEDS) != 0 && ends->is_ending[edge->to];
    }
    return choice == NULL ? ending == needs : ending > 0 || needs < choice->variant_count;
}

/* Marks what ends in a component, again and again until no more does; the union that keeps the rest from it, or
   GRAPH_NONE. */
static size_t find_endless(const struct ends *of, size_t component)
{
    const struct graph *graph = &of->look->graph;
    size_t endless_union = GRAPH_NONE;
    for (bool is_new = true; is_new;) {
        is_new = false;
        endless_union = GRAPH_NONE;
        for (size_t at = graph->components[component]; at != GRAPH_NONE; at = graph->nodes[at].next_in_component) {
            if (!of->is_ending[at] && ends(of, at))
                of->is_ending[at] = is_new = true;
            if (!of->is_ending[at] && endless_union == GRAPH_NONE && of->look->symbols[at]->choice != NULL)
                endless_union = at;
        }
    }
    return endless_union;
}

/* What was reported counts as ending, so that what needs it is not reported too. */
static bool check_ends(struct look *look)
{
    struct ends of = {.look = look, .is_ending = pool_alloc(&look->unit->cx->pool, look->graph.count)};
    bool is_fine = true;
    graph_connect(&look->graph, NEEDS);
    for (size_t i = 0; i < look->graph.component_count; i++) {
        size_t node = find_endless(&of, i);
        for (size_t at = look->graph.components[i]; at != GRAPH_NONE; at = look->graph.nodes[at].next_in_component)
            of.is_ending[at] = true;
        if (node == GRAPH_NONE)
            continue;
        const struct ast_name *name = &look->symbols[node]->decl->name;
        diagnose(look->unit->cx, &name->at, DIAGNOSTIC_ENDLESS_TYPE,
                 "each variant of '%s' would hold another one; let one of them do without", name->text);
        is_fine = false;
    }
    return is_fine;
}

/* ---- sizes ---- */

enum { EXTERN_SIZE = 64 }; /* what the user's types are taken for: nobody tells the compiler */

static size_t size_of(const struct look *look, const struct model_type *type);

static size_t size_of_enum(const struct look *look, const struct model_enum *enumeration)
{
    return enumeration->is_number ? size_of(look, enumeration->base) : enumeration->is_open ? 24 : 4;
}

/* A pointer, a text or array, or a box around a value. */
static size_t size_of_maybe(const struct look *look, const struct model_type *item)
{
    switch (structure_presence(item, true)) {
    case MODEL_BY_POINTER: return 16;
    default: return 8 + size_of(look, item);
    }
}

static size_t size_of_object(const struct look *look, const void *object)
{
    const size_t *size = name_map_find(&look->unit->schema->sizes, (const char *)&object, sizeof object);
    return size == NULL ? 0 : *size;
}

static size_t size_of(const struct look *look, const struct model_type *type)
{
    switch (type->kind) {
    case MODEL_BOOL:
    case MODEL_INT8:
    case MODEL_UINT8: return 1;
    case MODEL_INT16:
    case MODEL_UINT16: return 2;
    case MODEL_INT32:
    case MODEL_UINT32:
    case MODEL_FLOAT32: return 4;
    case MODEL_INT64:
    case MODEL_UINT64:
    case MODEL_FLOAT64: return 8;
    case MODEL_STRING:
    case MODEL_BYTES:
    case MODEL_DECIMAL:
    case MODEL_JSON:
    case MODEL_MAP:
    case MODEL_ARRAY: return 16;
    case MODEL_EXTERN: return EXTERN_SIZE;
    case MODEL_ENUM: return size_of_enum(look, type->enumeration);
    case MODEL_MAYBE: return size_of_maybe(look, type->item);
    case MODEL_STRUCT: return size_of_object(look, type->structure);
    case MODEL_UNION: return size_of_object(look, type->choice);
    case MODEL_FIXED: break;
    }
    size_t item = size_of(look, type->item);
    return item > 0 && type->least > TYPE_STRUCT_MAX / item ? TYPE_STRUCT_MAX + 1 : type->least * item;
}

static size_t in_words(size_t size)
{
    return (size + 7) / 8 * 8;
}

/* An upper bound: every member takes whole words. */
static size_t measure_struct(const struct look *look, const struct model_struct *structure)
{
    size_t sum = 0;
    for (size_t i = 0; i < structure->member_count && sum <= TYPE_STRUCT_MAX; i++)
        sum += structure->members[i].is_pointer ? 8 : in_words(size_of(look, structure->members[i].type));
    return sum;
}

static size_t measure_union(const struct look *look, const struct model_union *choice)
{
    size_t most = 8;
    for (size_t i = 0; i < choice->variant_count; i++) {
        size_t size = choice->variants[i].is_pointer ? 8 : in_words(size_of(look, choice->variants[i].type));
        most = size > most ? size : most;
    }
    return 8 + most;
}

/* What is too large counts as nothing where others hold it: one message is enough. */
static bool check_size(struct look *look, struct symbol *symbol)
{
    struct pool *pool = &look->unit->cx->pool;
    size_t *size = pool_alloc(pool, sizeof *size);
    *size = symbol->structure != NULL ? measure_struct(look, symbol->structure) : measure_union(look, symbol->choice);
    bool is_fine = *size <= TYPE_STRUCT_MAX;
    if (!is_fine) {
        diagnose(look->unit->cx, &symbol->decl->name.at, DIAGNOSTIC_TOO_LARGE,
                 "'%s' would be larger than %d bytes with all that it holds by value", symbol->decl->name.text,
                 TYPE_STRUCT_MAX);
        *size = 0;
    }
    name_map_add(&look->unit->schema->sizes, (const char *)object_of(symbol, pool), sizeof(void *), size);
    return is_fine;
}

bool order_check(struct unit *unit)
{
    struct look look;
    bool is_fine = true;
    build_graph(&look, unit);
    if (!check_cycles(&look, &endless))
        return false;
    /* Without cycles each component is one node, and those it holds come before it. */
    for (size_t i = 0; i < look.graph.component_count; i++) {
        struct symbol *symbol = look.symbols[look.graph.components[i]];
        if (symbol->structure != NULL || symbol->choice != NULL)
            is_fine = check_size(&look, symbol) && is_fine;
    }
    return check_cycles(&look, &too_early) && check_ends(&look) && is_fine;
}

/* ---- C's order ---- */

struct sequence {
    size_t *nodes; /* in order */
    size_t count;
    size_t *position; /* by node; GRAPH_NONE: not there yet */
};

static bool is_next(const struct graph_edge *edge, const struct graph *graph, size_t from,
                    const struct sequence *sequence)
{
    bool is_inside = graph->nodes[edge->to].component == graph->nodes[from].component;
    return is_inside && (edge->flags & BEFORE) != 0 && sequence->position[edge->to] == GRAPH_NONE && edge->to != from;
}

/* Appends the node behind all that must be before it; only its own component can still lack. The BEFORE edges have no
   cycles. */
static void append(struct sequence *sequence, struct graph *graph, size_t root)
{
    graph->nodes[root].caller = GRAPH_NONE;
    graph->nodes[root].at = graph->nodes[root].first;
    for (size_t at = root; at != GRAPH_NONE;) {
        struct graph_node *node = &graph->nodes[at];
        struct graph_edge *edge = node->at;
        if (edge == NULL) {
            sequence->position[at] = sequence->count;
            sequence->nodes[sequence->count++] = at;
            at = node->caller;
            continue;
        }
        node->at = edge->next;
        if (!is_next(edge, graph, at, sequence))
            continue;
        graph->nodes[edge->to].caller = at;
        graph->nodes[edge->to].at = graph->nodes[edge->to].first;
        at = edge->to;
    }
}

static struct sequence sequence_of(struct look *look)
{
    struct graph *graph = &look->graph;
    struct sequence sequence = {.nodes = pool_alloc(graph->pool, graph->count * sizeof *sequence.nodes),
                                .position = pool_alloc(graph->pool, graph->count * sizeof *sequence.position)};
    for (size_t i = 0; i < graph->count; i++)
        sequence.position[i] = GRAPH_NONE;
    for (size_t i = 0; i < graph->component_count; i++)
        for (size_t at = graph->components[i]; at != GRAPH_NONE; at = graph->nodes[at].next_in_component)
            if (sequence.position[at] == GRAPH_NONE)
                append(&sequence, graph, at);
    return sequence;
}

static void forward(const struct symbol *symbol)
{
    if (symbol->structure != NULL)
        symbol->structure->needs_forward = true;
    else
        symbol->choice->needs_forward = true;
}

static void mark(struct look *look, const struct sequence *sequence, size_t node)
{
    struct symbol *symbol = look->symbols[node];
    if (symbol->structure != NULL)
        symbol->structure->is_recursive = graph_is_cyclic(&look->graph, node, ANY);
    if (symbol->choice != NULL)
        symbol->choice->is_recursive = graph_is_cyclic(&look->graph, node, ANY);
    for (const struct graph_edge *edge = look->graph.nodes[node].first; edge != NULL; edge = edge->next) {
        bool is_later = sequence->position[edge->to] > sequence->position[node];
        bool is_own_array = edge->to == node && (edge->flags & ARRAY) != 0;
        if ((is_later || is_own_array) && (edge->flags & (ARRAY | POINTS)) != 0)
            forward(look->symbols[edge->to]);
    }
}

static struct model_decl decl_of(const struct symbol *symbol)
{
    struct model_decl decl = {.structure = symbol->structure,
                              .enumeration = symbol->enumeration,
                              .alias = symbol->alias,
                              .choice = symbol->choice,
                              .external = symbol->external};
    decl.kind = symbol->structure != NULL  ? MODEL_DECL_STRUCT
                : symbol->choice != NULL   ? MODEL_DECL_UNION
                : symbol->external != NULL ? MODEL_DECL_EXTERN
                : symbol->alias != NULL    ? MODEL_DECL_TYPEDEF
                                           : MODEL_DECL_ENUM;
    return decl;
}

void order_decls(struct unit *unit)
{
    struct look look;
    build_graph(&look, unit);
    graph_connect(&look.graph, ANY);
    struct sequence sequence = sequence_of(&look);
    struct model_decl *decls = pool_alloc(&unit->cx->pool, sequence.count * sizeof *decls);
    for (size_t i = 0; i < sequence.count; i++) {
        mark(&look, &sequence, sequence.nodes[i]);
        decls[i] = decl_of(look.symbols[sequence.nodes[i]]);
    }
    unit->model->decls = decls;
    unit->model->decl_count = sequence.count;
}
