/* SPDX-License-Identifier: MIT */
/* The paths of all routes as one tree, a node a segment, numbered as the runtime's table wants it. */
#ifndef SWAGE_EMIT_TREE_H
#define SWAGE_EMIT_TREE_H

#include "model/model.h"
#include "syntax/pool.h"

struct tree_node {
    struct tree_node *next;  /* among its siblings: literals by (length, bytes), then the parameter, then the rest */
    struct tree_node *first, *last; /* its children */
    struct tree_node *queue; /* the next in order of number */
    int kind;                /* of model_segment */
    struct model_text text;  /* of a literal */
    const struct model_route **routes; /* that end here, in the schema's order */
    size_t route_count;
    size_t number;         /* the root is 0; children of one node are consecutive */
    size_t first_child, child_count;
    size_t first_operation; /* number among all routes, in the order of nodes */
};

struct tree {
    struct tree_node *root; /* head of the queue */
    size_t node_count;
};

void tree_build(struct tree *tree, struct pool *pool, const struct model_route *routes, size_t count);

#endif
