/* SPDX-License-Identifier: MIT */
/* The automaton that a tree says, over bytes, with its choices still open. */
#ifndef SWAGE_MODEL_PATTERN_NFA_H
#define SWAGE_MODEL_PATTERN_NFA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pool;
struct pattern_node;

struct pattern_edge {
    uint8_t low, high; /* bytes, both included */
    uint32_t to;
};

struct pattern_state {
    enum {
        PATTERN_READ,     /* one byte, by an edge; edges do not overlap */
        PATTERN_FORK,     /* nothing, to `to` or `other` */
        PATTERN_AT_START, /* nothing, to `to`, where the text begins */
        PATTERN_AT_END,   /* the same where it ends */
        PATTERN_FOUND
    } kind;
    uint32_t first_edge, edge_count;
    uint32_t to, other;
};

struct pattern_nfa {
    struct pool *pool;
    struct pattern_state *states;
    struct pattern_edge *edges;
    size_t count, cap, edge_count, edge_cap;
    uint32_t start;
};

/* False when it would have more than PATTERN_NFA_MAX states. */
bool pattern_nfa_make(struct pool *pool, const struct pattern_node *tree, struct pattern_nfa *out);

#endif
