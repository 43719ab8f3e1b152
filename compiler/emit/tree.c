/* SPDX-License-Identifier: MIT */
/* Paths into a tree: sorted, so that what they have in common stands together, inserted segment by segment, and then
   numbered breadth first. */
#include "config.h"

#include "emit/tree.h"

#include <stdlib.h>
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

/* Segments arrive in order, so one that is there already is the last one. */
static struct tree_node *child(struct pool *pool, struct tree_node *parent, const struct model_segment *segment)
{
    if (parent->last && compare(parent->last, segment) == 0)
        return parent->last;
    struct tree_node *node = pool_alloc(pool, sizeof *node);
    *node = (struct tree_node){.kind = (int)segment->kind, .text = segment->text};
    if (parent->last)
        parent->last->next = node;
    else
        parent->first = node;
    parent->last = node;
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

static int compare_segments(const struct model_segment *a, const struct model_segment *b)
{
    const struct tree_node node = {.kind = (int)a->kind, .text = a->text};
    return compare(&node, b);
}

/* By segments, then in the schema's order, which is that of the addresses. */
static int compare_routes(const void *left, const void *right)
{
    const struct model_route *a = *(const struct model_route *const *)left,
                             *b = *(const struct model_route *const *)right;
    for (size_t i = 0; i < a->segment_count && i < b->segment_count; i++) {
        int order = compare_segments(&a->segments[i], &b->segments[i]);
        if (order != 0)
            return order;
    }
    if (a->segment_count != b->segment_count)
        return a->segment_count < b->segment_count ? -1 : 1;
    return a < b ? -1 : a > b;
}

static const struct model_route **sort(struct pool *pool, const struct model_route *routes, size_t count)
{
    const struct model_route **sorted = pool_alloc(pool, count * sizeof *sorted);
    for (size_t i = 0; i < count; i++)
        sorted[i] = &routes[i];
    qsort(sorted, count, sizeof *sorted, compare_routes);
    return sorted;
}

void tree_build(struct tree *tree, struct pool *pool, const struct model_route *routes, size_t count)
{
    const struct model_route **sorted = sort(pool, routes, count);
    tree->root = pool_alloc(pool, sizeof *tree->root);
    *tree->root = (struct tree_node){.kind = MODEL_LITERAL};
    for (size_t i = 0; i < count; i++)
        insert(pool, tree->root, sorted[i]);
    number(tree);
}
