/* SPDX-License-Identifier: MIT */
/* Tarjan's algorithm with its own stacks: a schema may have a hundred thousand structs in a chain. Within a component
   nodes stand in ascending order, so that what comes out follows the schema where it may. */
#include "config.h"

#include "model/graph.h"

#include <stdlib.h>

struct walk {
    struct graph *graph;
    unsigned flags;
    size_t *stack, depth; /* nodes whose component is not closed */
    size_t clock;
};

void graph_init(struct graph *graph, struct pool *pool, size_t count)
{
    *graph = (struct graph){.pool = pool, .count = count};
    graph->nodes = pool_alloc(pool, count * sizeof *graph->nodes);
    graph->components = pool_alloc(pool, count * sizeof *graph->components);
}

void graph_add(struct graph *graph, size_t from, size_t to, unsigned flags, const void *why)
{
    struct graph_node *node = &graph->nodes[from];
    struct graph_edge *edge = pool_alloc(graph->pool, sizeof *edge);
    *edge = (struct graph_edge){.to = to, .flags = flags, .why = why};
    if (node->last == NULL)
        node->first = edge;
    else
        node->last->next = edge;
    node->last = edge;
}

static void enter(struct walk *walk, size_t at, size_t caller)
{
    struct graph_node *node = &walk->graph->nodes[at];
    node->index = node->low = ++walk->clock;
    node->at = node->first;
    node->caller = caller;
    node->is_on_stack = true;
    walk->stack[walk->depth++] = at;
}

static int ascending(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return (x > y) - (x < y);
}

/* Everything above the root on the stack is its component. */
static void close_component(struct walk *walk, size_t root)
{
    struct graph *graph = walk->graph;
    size_t first = walk->depth;
    while (walk->stack[--first] != root)
        continue;
    qsort(walk->stack + first, walk->depth - first, sizeof *walk->stack, ascending);
    for (size_t i = first; i < walk->depth; i++) {
        struct graph_node *node = &graph->nodes[walk->stack[i]];
        node->is_on_stack = false;
        node->component = graph->component_count;
        node->next_in_component = i + 1 < walk->depth ? walk->stack[i + 1] : GRAPH_NONE;
    }
    graph->components[graph->component_count++] = walk->stack[first];
    walk->depth = first;
}

static void leave(struct walk *walk, size_t at)
{
    const struct graph_node *node = &walk->graph->nodes[at];
    if (node->caller != GRAPH_NONE) {
        struct graph_node *caller = &walk->graph->nodes[node->caller];
        if (node->low < caller->low)
            caller->low = node->low;
    }
    if (node->low == node->index)
        close_component(walk, at);
}

static void visit(struct walk *walk, size_t root)
{
    enter(walk, root, GRAPH_NONE);
    for (size_t at = root; at != GRAPH_NONE;) {
        struct graph_node *node = &walk->graph->nodes[at];
        const struct graph_edge *edge = node->at;
        if (edge == NULL) {
            leave(walk, at);
            at = node->caller;
            continue;
        }
        node->at = edge->next;
        struct graph_node *target = &walk->graph->nodes[edge->to];
        if ((edge->flags & walk->flags) == 0)
            continue;
        if (target->index == 0) {
            enter(walk, edge->to, at);
            at = edge->to;
        } else if (target->is_on_stack && target->index < node->low) {
            node->low = target->index;
        }
    }
}

void graph_connect(struct graph *graph, unsigned flags)
{
    struct walk walk = {.graph = graph, .flags = flags};
    walk.stack = pool_alloc(graph->pool, graph->count * sizeof *walk.stack);
    graph->component_count = 0;
    for (size_t i = 0; i < graph->count; i++)
        graph->nodes[i].index = 0;
    for (size_t i = 0; i < graph->count; i++)
        if (graph->nodes[i].index == 0)
            visit(&walk, i);
}

bool graph_is_cyclic(const struct graph *graph, size_t node, unsigned flags)
{
    const struct graph_node *of = &graph->nodes[node];
    if (graph->components[of->component] != node || of->next_in_component != GRAPH_NONE)
        return true;
    for (const struct graph_edge *edge = of->first; edge != NULL; edge = edge->next)
        if (edge->to == node && (edge->flags & flags) != 0)
            return true;
    return false;
}
