/* SPDX-License-Identifier: MIT */
/* The automaton with its choices made. */
#ifndef SWAGE_MODEL_PATTERN_DFA_H
#define SWAGE_MODEL_PATTERN_DFA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pattern_nfa;
struct pool;

struct pattern_dfa {
    size_t state_count, class_count;
    uint8_t *classes; /* [256] */
    uint16_t *next;   /* [state_count * class_count]; 0 is the start, and from it every state can be reached */
    bool *accepts;    /* [state_count] */
};

/* Which limit an automaton ran into. */
enum pattern_limit { PATTERN_FITS, PATTERN_TOO_MANY_STATES, PATTERN_TOO_MUCH_WORK };

/* Subset construction; `out` only when it fits. */
enum pattern_limit pattern_dfa_make(struct pool *pool, const struct pattern_nfa *nfa, struct pattern_dfa *out);

/* The smallest automaton that accepts the same, with as few classes of bytes as that needs: states and classes are
   numbered as they are met from the start, in the order of bytes. */
void pattern_minimise(struct pool *pool, const struct pattern_dfa *dfa, struct pattern_dfa *out);

#endif
