/* SPDX-License-Identifier: MIT */
/* Paths into a tree: inserted segment by segment, then numbered breadth first. */
#include "config.h"

#include "emit/tree.h"

#include <string.h>

static int compare(const struct tree_node *node, const struct model_segment *segment)
{
    if (node->kind != (int)segment->kind)
        return node->kind < (int)segment->kind ? -1 : 1;
    if (node->kind != MODEL_LITERAL)
        return 0;
    if (node->text.len != segment->text.len)
        return node->text.len < segment->text.len ? -1 : 1;
    return memcmp(node->text.ptr, segment->text.ptr, node->text.len);
}

static struct tree_node *child(struct pool *pool, struct tree_node *parent, const struct model_segment *segment)
{
    struct tree_node **at = &parent->first;
    while (*at && compare(*at, segment) < 0)
        at = &(*at)->next;
    if (*at && compare(*at, segment) == 0)
        return *at;
    struct tree_node *node = pool_alloc(pool, sizeof *node);
    *node = (struct tree_node){.next = *at, .kind = (int)segment->kind, .text = segment->text};
    *at = node;
    parent->child_count++;
    return node;
}

static void insert(struct pool *pool, struct tree_node *root, const struct model_route *route)
{
    struct tree_node *node = root;
    for (size_t i = 0; i < route->segment_count; i++)
        node = child(pool, node, &route->segments[i]);
    const struct model_route **routes = pool_alloc(pool, (node->route_count + 1) * sizeof *routes);
    if (node->route_count > 0)
        memcpy(routes, node->routes, node->route_count * sizeof *routes);
    routes[node->route_count++] = route;
    node->routes = routes;
}

static void number(struct tree *tree)
{
    struct tree_node *last = tree->root;
    size_t nodes = 1, operations = 0;
    for (struct tree_node *node = tree->root; node; node = node->queue) {
        node->first_operation = operations;
        operations += node->route_count;
        node->first_child = nodes;
        for (struct tree_node *c = node->first; c; c = c->next) {
            c->number = nodes++;
            last->queue = c;
            last = c;
        }
    }
    tree->node_count = nodes;
}

void tree_build(struct tree *tree, struct pool *pool, const struct model *model)
{
    tree->root = pool_alloc(pool, sizeof *tree->root);
    *tree->root = (struct tree_node){.kind = MODEL_LITERAL};
    for (size_t i = 0; i < model->route_count; i++)
        insert(pool, tree->root, &model->routes[i]);
    number(tree);
}
