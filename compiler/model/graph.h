/* SPDX-License-Identifier: MIT */
/* A directed graph and its strongly connected components: which declarations lead back to themselves, and in which
   order the others can stand. */
#ifndef SWAGE_MODEL_GRAPH_H
#define SWAGE_MODEL_GRAPH_H

#include "syntax/pool.h"

#include <stdbool.h>
#include <stddef.h>

struct graph_edge {
    struct graph_edge *next; /* of the same node, as added */
    size_t to;
    unsigned flags;
    const void *why; /* the caller's */
};

struct graph_node {
    struct graph_edge *first, *last;
    size_t component;
    size_t next_in_component; /* GRAPH_NONE: the last */
    size_t index, low;        /* Tarjan's */
    struct graph_edge *at;
    size_t caller;
    bool is_on_stack;
};

#define GRAPH_NONE ((size_t)-1)

struct graph {
    struct pool *pool;
    struct graph_node *nodes;
    size_t count;
    size_t *components; /* the lowest node of each; a component comes after all that its nodes lead to */
    size_t component_count;
};

void graph_init(struct graph *graph, struct pool *pool, size_t count);

void graph_add(struct graph *graph, size_t from, size_t to, unsigned flags, const void *why);

/* Finds the components along edges that have one of `flags`. Linear, without recursion. */
void graph_connect(struct graph *graph, unsigned flags);

/* After graph_connect: whether such edges lead from the node back to it. */
bool graph_is_cyclic(const struct graph *graph, size_t node, unsigned flags);

#endif
