/* SPDX-License-Identifier: MIT */
/* Nodes are the file's structs, enums and typedefs; imported ones are complete before the file begins. An edge says
   how:

       BEFORE   C must have seen the other one: enums, typedefs, structs held by value
       HOLDS    one of these has one of the others in it, whatever else: by value, or in an array of at least one
       ARRAY    C must have seen its array struct
       POINTS   C only has to know that there is one */
#include "config.h"

#include "model/order.h"

#include "model/c_name.h"
#include "model/declare.h"
#include "model/graph.h"
#include "model/model.h"
#include "model/number.h"
#include "model/resolve.h"
#include "model/type.h"
#include "syntax/diagnostic.h"

#include <string.h>

enum { CYCLE_NOTES_MAX = 16 }; /* nobody follows a longer way */

enum edge { BEFORE = 1, HOLDS = 2, ARRAY = 4, POINTS = 8, ANY = 15 };

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

static void add_struct(struct look *look, size_t from, const struct model_type *type, unsigned flags,
                       const struct model_member *why)
{
    const void *object = type->structure;
    add(look, from, &object, flags, why);
}

static void add_aliases(struct look *look, size_t from, const struct model_type *type)
{
    const void *object = type->alias;
    if (object != NULL)
        add(look, from, &object, BEFORE, NULL);
    object = type->kind == MODEL_ENUM ? type->enumeration : NULL;
    if (object != NULL)
        add(look, from, &object, BEFORE, NULL);
}

/* `type` as a member or the right side of a typedef. */
static void add_type(struct look *look, size_t from, const struct model_type *type, const struct model_member *member)
{
    bool is_typedef = member == NULL;
    bool is_certain = !is_typedef && !member->is_optional && !member->is_nullable;
    bool is_inside = false;
    add_aliases(look, from, type);
    for (; type->kind == MODEL_FIXED; type = type->item, is_inside = true)
        add_aliases(look, from, type->item);
    if (type->kind == MODEL_ARRAY) {
        unsigned holds = type->least > 0 && (is_certain || is_inside) ? HOLDS : 0;
        add_aliases(look, from, type->item);
        if (type->item->kind == MODEL_STRUCT)
            add_struct(look, from, type->item, ARRAY | holds, member);
    } else if (type->kind == MODEL_STRUCT) {
        bool is_by_value = is_inside || (!is_typedef && !member->is_pointer);
        add_struct(look, from, type, is_by_value ? BEFORE | HOLDS : POINTS, member);
    }
}

static void add_edges(struct look *look, size_t node)
{
    const struct symbol *symbol = look->symbols[node];
    if (symbol->alias != NULL)
        add_type(look, node, symbol->alias->type, NULL);
    for (size_t i = 0; symbol->structure != NULL && i < symbol->structure->member_count; i++)
        add_type(look, node, symbol->structure->members[i].type, &symbol->structure->members[i]);
}

static bool has_node(const struct symbol *symbol)
{
    if (symbol->structure != NULL) /* also one with errors: the members that it has count */
        return symbol->state != SYMBOL_NEW;
    return symbol->state == SYMBOL_DONE;
}

static const void *const *object_of(const struct symbol *symbol, struct pool *pool)
{
    const void **object = pool_alloc(pool, sizeof *object);
    *object = symbol->structure != NULL ? (const void *)symbol->structure
              : symbol->alias != NULL   ? (const void *)symbol->alias
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

/* Where the schema says this member; for one that came by a spread, the struct. */
static const struct place *place_of(const struct look *look, size_t node, const struct model_member *member)
{
    const struct ast_decl *decl = look->symbols[node]->decl;
    for (const struct ast_member *ast = decl->structure.members.first; ast != NULL; ast = ast->next)
        if (ast->spread == NULL &&
            strcmp(
                c_name_safe(&look->unit->cx->pool, c_name_snake(&look->unit->cx->pool, ast->name.text, ast->name.len)),
                member->c_name) == 0)
            return &ast->name.at;
    return &decl->name.at;
}

static const struct graph_edge *edge_within(const struct graph *graph, size_t node)
{
    const struct graph_edge *edge = graph->nodes[node].first;
    while ((edge->flags & HOLDS) == 0 || graph->nodes[edge->to].component != graph->nodes[node].component)
        edge = edge->next;
    return edge;
}

/* Following any edge that stays in the component closes a cycle sooner or later. */
static void report_cycle(const struct look *look, size_t start)
{
    struct compilation *cx = look->unit->cx;
    bool *was_here = pool_alloc(&cx->pool, look->graph.count * sizeof *was_here);
    size_t node = start;
    for (; !was_here[node]; node = edge_within(&look->graph, node)->to)
        was_here[node] = true;
    const char *name = look->symbols[node]->decl->name.text;
    const struct graph_edge *edge = edge_within(&look->graph, node);
    diagnose(
        cx, place_of(look, node, edge->why), DIAGNOSTIC_ENDLESS_TYPE,
        "every '%s' would hold another one; let the cycle pass through '?', '| null' or an array that may be empty",
        name);
    size_t notes = 0;
    for (size_t at = edge->to; at != node && notes < CYCLE_NOTES_MAX; at = edge->to, notes++) {
        edge = edge_within(&look->graph, at);
        diagnose_note(cx, place_of(look, at, edge->why), "by way of '%s'", look->symbols[at]->decl->name.text);
    }
}

static bool check_cycles(struct look *look)
{
    bool is_fine = true;
    graph_connect(&look->graph, HOLDS);
    for (size_t i = 0; i < look->graph.component_count; i++)
        if (graph_is_cyclic(&look->graph, look->graph.components[i], HOLDS)) {
            report_cycle(look, look->graph.components[i]);
            is_fine = false;
        }
    return is_fine;
}

/* ---- sizes ---- */

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t size_of(const struct look *look, const struct model_type *type)
{
    const size_t *size;
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
    case MODEL_MAYBE:
    case MODEL_UNION:
    case MODEL_EXTERN:
    case MODEL_ARRAY: return 16;
    case MODEL_ENUM: return type->enumeration->is_number ? size_of(look, type->enumeration->base) : 4;
    case MODEL_FIXED:
    case MODEL_STRUCT: break;
    }
    if (type->kind == MODEL_FIXED)
        return least(type->least * size_of(look, type->item), TYPE_STRUCT_MAX + 1); /* the product stays below 2^37 */
    size = name_map_find(&look->unit->schema->sizes, (const char *)&type->structure, sizeof type->structure);
    return size == NULL ? 0 : *size;
}

/* An upper bound: every member takes whole words. */
static size_t measure(const struct look *look, const struct model_struct *structure)
{
    size_t sum = 0;
    for (size_t i = 0; i < structure->member_count && sum <= TYPE_STRUCT_MAX; i++)
        sum += structure->members[i].is_pointer ? 8 : (size_of(look, structure->members[i].type) + 7) / 8 * 8;
    return sum;
}

/* What is too large counts as nothing where others hold it: one message is enough. */
static bool check_size(struct look *look, struct symbol *symbol)
{
    struct pool *pool = &look->unit->cx->pool;
    size_t *size = pool_alloc(pool, sizeof *size);
    *size = measure(look, symbol->structure);
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
    if (!check_cycles(&look))
        return false;
    /* Without cycles each component is one node, and those it holds come before it. */
    for (size_t i = 0; i < look.graph.component_count; i++) {
        struct symbol *symbol = look.symbols[look.graph.components[i]];
        if (symbol->structure != NULL)
            is_fine = check_size(&look, symbol) && is_fine;
    }
    return is_fine;
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

static void mark(struct look *look, const struct sequence *sequence, size_t node)
{
    struct symbol *symbol = look->symbols[node];
    if (symbol->structure != NULL)
        symbol->structure->is_recursive = graph_is_cyclic(&look->graph, node, ANY);
    for (const struct graph_edge *edge = look->graph.nodes[node].first; edge != NULL; edge = edge->next) {
        bool is_later = sequence->position[edge->to] > sequence->position[node];
        bool is_own_array = edge->to == node && (edge->flags & ARRAY) != 0;
        if ((is_later || is_own_array) && (edge->flags & (ARRAY | POINTS)) != 0)
            look->symbols[edge->to]->structure->needs_forward = true;
    }
}

static struct model_decl decl_of(const struct symbol *symbol)
{
    struct model_decl decl = {
        .structure = symbol->structure, .enumeration = symbol->enumeration, .alias = symbol->alias};
    decl.kind = symbol->structure != NULL ? MODEL_DECL_STRUCT
                : symbol->alias != NULL   ? MODEL_DECL_TYPEDEF
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
