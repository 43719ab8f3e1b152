/* SPDX-License-Identifier: MIT */
/*
 * Subset construction. A set holds the states of the NFA that read, ask for the end, or are FOUND; a set with FOUND
 * holds nothing else, as no byte can undo it. A search may begin at every byte: the start is in every set, but beyond
 * the first one no path leads through ^. Inside of a character nothing can begin there, as all that begins wants the
 * first byte of one.
 *
 * Whether a text that ends here matches is found when a set is made, by following $: the first set may follow ^ as
 * well, so that it and another one with the same states are two.
 *
 * States and the work are counted, so that a pattern is refused at the same point on every machine.
 */
#include "config.h"

#include "model/pattern_dfa.h"

#include "model/pattern.h"
#include "model/pattern_nfa.h"
#include "syntax/pool.h"

#include <stdlib.h>
#include <string.h>

struct subset {
    const uint32_t *items; /* sorted */
    uint32_t count, hash;
    bool accepts;
};

struct subsets {
    struct pool *pool;
    const struct pattern_nfa *nfa;
    struct subset *all;
    size_t count, cap;
    uint32_t *slots;   /* of an open-addressed table: numbers of subsets, plus one */
    size_t slot_count; /* a power of two */
    uint16_t *next;
    size_t class_count;
    uint8_t classes[256], bytes[256]; /* the class of a byte, and a byte of the class */
    /* the set that is being made */
    uint32_t *items, *stack;
    uint32_t item_count;
    uint32_t *marks, mark; /* of the states that have been there */
    size_t stored, work;
};

/* ---- classes ---- */

/* Bytes between which no edge begins or ends are one class. */
static void make_classes(struct subsets *s)
{
    bool begins[257] = {true};
    for (size_t i = 0; i < s->nfa->edge_count; i++) {
        begins[s->nfa->edges[i].low] = true;
        begins[s->nfa->edges[i].high + 1] = true;
    }
    for (unsigned byte = 0; byte < 256; byte++) {
        if (begins[byte])
            s->bytes[s->class_count++] = (uint8_t)byte;
        s->classes[byte] = (uint8_t)(s->class_count - 1);
    }
}

/* ---- closures ---- */

enum { AT_START = 1, AT_END = 2 };

static void begin(struct subsets *s)
{
    s->mark++;
    s->item_count = 0;
}

static void push(struct subsets *s, uint32_t state, size_t *depth)
{
    if (s->marks[state] == s->mark)
        return;
    s->marks[state] = s->mark;
    s->stack[(*depth)++] = state;
}

/* Adds what can be reached from `state` without reading. */
static void add_closure(struct subsets *s, uint32_t state, int where)
{
    size_t depth = 0;
    push(s, state, &depth);
    while (depth > 0) {
        uint32_t number = s->stack[--depth];
        const struct pattern_state *each = &s->nfa->states[number];
        s->work++;
        if (each->kind == PATTERN_FORK) {
            push(s, each->other, &depth);
            push(s, each->to, &depth);
        } else if (each->kind == PATTERN_AT_START) {
            if (where & AT_START)
                push(s, each->to, &depth);
        } else if (each->kind == PATTERN_AT_END && (where & AT_END)) {
            push(s, each->to, &depth);
        } else {
            s->items[s->item_count++] = number;
        }
    }
}

static bool has_found(const struct subsets *s, uint32_t *found)
{
    for (uint32_t i = 0; i < s->item_count; i++)
        if (s->nfa->states[s->items[i]].kind == PATTERN_FOUND) {
            *found = s->items[i];
            return true;
        }
    return false;
}

/* ---- sets ---- */

static int compare(const void *a, const void *b)
{
    const uint32_t *one = a, *two = b;
    return *one < *two ? -1 : *one > *two;
}

static uint32_t hash_of(const uint32_t *items, uint32_t count, bool accepts)
{
    uint32_t hash = 2166136261u + accepts;
    for (uint32_t i = 0; i < count; i++)
        hash = (hash ^ items[i]) * 16777619u;
    return hash ^ hash >> 15;
}

static void grow_slots(struct subsets *s)
{
    s->slot_count = s->slot_count == 0 ? 64 : 2 * s->slot_count;
    s->slots = pool_alloc(s->pool, s->slot_count * sizeof *s->slots);
    for (size_t i = 0; i < s->count; i++) {
        size_t slot = s->all[i].hash & (s->slot_count - 1);
        while (s->slots[slot] != 0)
            slot = (slot + 1) & (s->slot_count - 1);
        s->slots[slot] = (uint32_t)i + 1;
    }
}

static void grow(struct subsets *s)
{
    size_t cap = s->cap == 0 ? 32 : 2 * s->cap;
    struct subset *all = pool_alloc(s->pool, cap * sizeof *all);
    uint16_t *next = pool_alloc(s->pool, cap * s->class_count * sizeof *next);
    if (s->count > 0) {
        memcpy(all, s->all, s->count * sizeof *all);
        memcpy(next, s->next, s->count * s->class_count * sizeof *next);
    }
    s->all = all;
    s->next = next;
    s->cap = cap;
}

static uint16_t add_subset(struct subsets *s, const struct subset *made)
{
    if (s->count == s->cap)
        grow(s);
    uint32_t *items = pool_alloc(s->pool, made->count * sizeof *items);
    if (made->count > 0)
        memcpy(items, made->items, made->count * sizeof *items);
    s->all[s->count] = *made;
    s->all[s->count].items = items;
    s->stored += made->count;
    return (uint16_t)s->count++;
}

/* The number of the set that has been made, which may be there already. */
static uint16_t intern(struct subsets *s, bool accepts)
{
    if (s->slot_count < 2 * (s->count + 1))
        grow_slots(s);
    struct subset made = {s->items, s->item_count, hash_of(s->items, s->item_count, accepts), accepts};
    size_t slot = made.hash & (s->slot_count - 1);
    for (; s->slots[slot] != 0; slot = (slot + 1) & (s->slot_count - 1)) {
        const struct subset *other = &s->all[s->slots[slot] - 1];
        if (other->hash == made.hash && other->accepts == accepts && other->count == made.count &&
            (made.count == 0 || memcmp(other->items, made.items, made.count * sizeof *made.items) == 0))
            return (uint16_t)(s->slots[slot] - 1);
    }
    s->slots[slot] = (uint32_t)s->count + 1;
    return add_subset(s, &made);
}

/* Whether a text that ends in the set that has been made matches. The set is sorted and stays as it is. */
static bool accepts_end(struct subsets *s, int where)
{
    uint32_t count = s->item_count, ignored;
    s->mark++;
    for (uint32_t i = 0; i < count; i++)
        if (s->nfa->states[s->items[i]].kind == PATTERN_AT_END)
            add_closure(s, s->items[i], where | AT_END);
    bool accepts = has_found(s, &ignored);
    s->item_count = count;
    return accepts;
}

/* The number of the set whose states are in `items`. */
static uint16_t finish(struct subsets *s, int where)
{
    uint32_t found;
    if (has_found(s, &found)) {
        s->items[0] = found;
        s->item_count = 1;
        return intern(s, true);
    }
    qsort(s->items, s->item_count, sizeof *s->items, compare);
    return intern(s, accepts_end(s, where));
}

/* ---- the construction ---- */

static void step(struct subsets *s, const struct subset *from, uint8_t byte)
{
    for (uint32_t i = 0; i < from->count; i++) {
        const struct pattern_state *state = &s->nfa->states[from->items[i]];
        uint32_t edge = state->first_edge, end = edge + state->edge_count;
        while (edge < end && s->nfa->edges[edge].high < byte)
            edge++;
        s->work += state->edge_count + 1;
        if (edge < end && s->nfa->edges[edge].low <= byte)
            add_closure(s, s->nfa->edges[edge].to, 0);
    }
    add_closure(s, s->nfa->start, 0);
}

static bool is_found(const struct subsets *s, const struct subset *set)
{
    return set->count == 1 && s->nfa->states[set->items[0]].kind == PATTERN_FOUND;
}

static void follow(struct subsets *s, size_t number)
{
    for (size_t column = 0; column < s->class_count; column++) {
        struct subset from = s->all[number]; /* which moves when a set is added */
        uint16_t to = (uint16_t)number;
        if (!is_found(s, &from)) {
            begin(s);
            step(s, &from, s->bytes[column]);
            to = finish(s, 0);
        }
        s->next[number * s->class_count + column] = to;
    }
}

static void start(struct subsets *s)
{
    size_t room = 2 * s->nfa->count; /* accepts_end adds behind what is there */
    s->items = pool_alloc(s->pool, room * sizeof *s->items);
    s->stack = pool_alloc(s->pool, s->nfa->count * sizeof *s->stack);
    s->marks = pool_alloc(s->pool, s->nfa->count * sizeof *s->marks);
    make_classes(s);
    begin(s);
    add_closure(s, s->nfa->start, AT_START);
    finish(s, AT_START);
}

static struct pattern_dfa result(struct subsets *s)
{
    struct pattern_dfa dfa = {.state_count = s->count, .class_count = s->class_count, .next = s->next};
    dfa.classes = pool_alloc(s->pool, 256);
    memcpy(dfa.classes, s->classes, 256);
    dfa.accepts = pool_alloc(s->pool, s->count * sizeof *dfa.accepts);
    for (size_t i = 0; i < s->count; i++)
        dfa.accepts[i] = s->all[i].accepts;
    return dfa;
}

enum pattern_limit pattern_dfa_make(struct pool *pool, const struct pattern_nfa *nfa, struct pattern_dfa *out)
{
    struct subsets s = {.pool = pool, .nfa = nfa};
    start(&s);
    for (size_t number = 0; number < s.count; number++) {
        if (s.count > PATTERN_DFA_MAX)
            return PATTERN_TOO_MANY_STATES;
        if (s.stored > PATTERN_STORED_MAX || s.work > PATTERN_WORK_MAX)
            return PATTERN_TOO_MUCH_WORK;
        follow(&s, number);
    }
    *out = result(&s);
    return PATTERN_FITS;
}
