/* SPDX-License-Identifier: MIT */
/*
 * Thompson's construction, from behind: a node is built when it is known where its end leads to. Counts are written
 * out: x{2,4} is x x (x (x)?)?, x{2,} is x x+.
 *
 * A set of characters becomes a tree of bytes:
 *
 *     [a-zé]      61-7A -> next, C3 -> (A9 -> next)
 *     .           00-09, 0B-0C, 0E-7F -> next, C2-DF -> one, E2 -> ..., E0-E1 and E3-EF -> two, F0-FF -> three
 *     one         80-BF -> next        two    80-BF -> one        three   80-BF -> two
 *
 * As texts are UTF-8, what never stands in one (overlong forms, surrogates, F5) goes wherever its neighbours go.
 */
#include "config.h"

#include "model/pattern_nfa.h"

#include "model/pattern.h"
#include "model/pattern_tree.h"
#include "syntax/pool.h"

#include <string.h>

#define NOWHERE UINT32_MAX

static uint32_t build(struct pattern_nfa *nfa, const struct pattern_node *node, uint32_t next);

static bool is_full(const struct pattern_nfa *nfa)
{
    return nfa->count >= PATTERN_NFA_MAX;
}

/* ---- states and edges ---- */

static uint32_t add_state(struct pattern_nfa *nfa, const struct pattern_state *state)
{
    if (nfa->count == nfa->cap) {
        size_t cap = nfa->cap == 0 ? 32 : 2 * nfa->cap;
        struct pattern_state *states = pool_alloc(nfa->pool, cap * sizeof *states);
        if (nfa->count > 0)
            memcpy(states, nfa->states, nfa->count * sizeof *states);
        nfa->states = states;
        nfa->cap = cap;
    }
    nfa->states[nfa->count] = *state;
    return (uint32_t)nfa->count++;
}

static void add_edge(struct pattern_nfa *nfa, const struct pattern_edge *edge)
{
    if (nfa->edge_count == nfa->edge_cap) {
        size_t cap = nfa->edge_cap == 0 ? 64 : 2 * nfa->edge_cap;
        struct pattern_edge *edges = pool_alloc(nfa->pool, cap * sizeof *edges);
        if (nfa->edge_count > 0)
            memcpy(edges, nfa->edges, nfa->edge_count * sizeof *edges);
        nfa->edges = edges;
        nfa->edge_cap = cap;
    }
    nfa->edges[nfa->edge_count++] = *edge;
}

/* ---- sets ---- */

struct target {   /* where one byte leads to */
    bool is_moot; /* no text has this byte here */
    uint32_t to;  /* or NOWHERE */
};

struct set_builder {
    struct pattern_nfa *nfa;
    const struct pattern_set *set;
    uint32_t tails[4]; /* [n]: reads any n bytes of the rest of a character; [0] is what follows the set */
};

/* Joins neighbours that lead to one place to edges of a new state. */
static uint32_t add_targets(struct pattern_nfa *nfa, const struct target *targets, unsigned count, unsigned first_byte)
{
    struct pattern_state state = {.kind = PATTERN_READ, .first_edge = (uint32_t)nfa->edge_count};
    for (unsigned i = 0; i < count;) {
        unsigned first = i;
        uint32_t to = NOWHERE;
        bool is_known = false;
        for (; i < count; i++) {
            if (targets[i].is_moot)
                continue;
            if (is_known && targets[i].to != to)
                break;
            to = targets[i].to;
            is_known = true;
        }
        struct pattern_edge edge = {(uint8_t)(first_byte + first), (uint8_t)(first_byte + i - 1), to};
        if (to != NOWHERE)
            add_edge(nfa, &edge);
    }
    state.edge_count = (uint32_t)nfa->edge_count - state.first_edge;
    return add_state(nfa, &state);
}

static uint32_t tail(struct set_builder *b, unsigned more)
{
    if (more == 0 || b->tails[more] != NOWHERE)
        return b->tails[more];
    struct pattern_edge edge = {0x80, 0xbf, tail(b, more - 1)};
    struct pattern_state state = {.kind = PATTERN_READ, .first_edge = (uint32_t)b->nfa->edge_count, .edge_count = 1};
    add_edge(b->nfa, &edge);
    b->tails[more] = add_state(b->nfa, &state);
    return b->tails[more];
}

/* Where the rest of a character is read, `more` bytes, of which those of code points from `base` on are in question.
   `least` is the first that has as many bytes. */
static struct target block(struct set_builder *b, uint32_t base, unsigned more, uint32_t least)
{
    uint32_t size = UINT32_C(1) << (6 * more), last = base + size - 1;
    struct target targets[64];
    enum pattern_share share =
        pattern_set_share(b->set, base > least ? base : least, last < PATTERN_POINT_MAX ? last : PATTERN_POINT_MAX);
    if (share == PATTERN_MOOT)
        return (struct target){true, NOWHERE};
    if (share != PATTERN_SOME)
        return (struct target){false, share == PATTERN_ALL ? tail(b, more) : NOWHERE};
    for (unsigned i = 0; i < 64; i++)
        targets[i] = block(b, base + i * (size / 64), more - 1, least);
    return (struct target){false, add_targets(b->nfa, targets, 64, 0x80)};
}

static uint32_t build_set(struct pattern_nfa *nfa, const struct pattern_set *set, uint32_t next)
{
    struct set_builder b = {nfa, set, {next, NOWHERE, NOWHERE, NOWHERE}};
    struct target targets[256];
    for (unsigned i = 0; i < 256; i++) {
        if (i < 0x80)
            targets[i] = block(&b, i, 0, 0);
        else if (i < 0xc0)
            targets[i] = (struct target){false, NOWHERE}; /* no start of a character: keeps the rows of edges apart */
        else if (i < 0xe0)
            targets[i] = block(&b, (i & 0x1f) << 6, 1, 0x80);
        else if (i < 0xf0)
            targets[i] = block(&b, (i & 0x0f) << 12, 2, 0x800);
        else
            targets[i] = block(&b, (i & 0x0f) << 18, 3, 0x10000);
    }
    return add_targets(nfa, targets, 256, 0);
}

/* ---- the other nodes ---- */

static uint32_t build_choice(struct pattern_nfa *nfa, const struct pattern_node *choice, uint32_t next)
{
    uint32_t entry = build(nfa, choice->last, next);
    for (const struct pattern_node *part = choice->last->before; part != NULL && !is_full(nfa); part = part->before) {
        struct pattern_state fork = {.kind = PATTERN_FORK, .to = build(nfa, part, next), .other = entry};
        entry = add_state(nfa, &fork);
    }
    return entry;
}

/* One time or more, or none too: the way back is a fork behind the part. */
static uint32_t build_loop(struct pattern_nfa *nfa, const struct pattern_node *part, bool may_skip, uint32_t next)
{
    struct pattern_state state = {.kind = PATTERN_FORK, .to = next, .other = next};
    uint32_t fork = add_state(nfa, &state), entry = build(nfa, part, fork);
    nfa->states[fork].to = entry;
    return may_skip ? fork : entry;
}

/* What adds no state is empty, and empty however often it is repeated. */
static uint32_t build_repeat(struct pattern_nfa *nfa, const struct pattern_node *repeat, uint32_t next)
{
    const struct pattern_node *part = repeat->last;
    bool is_endless = repeat->most == PATTERN_MANY;
    uint32_t entry = is_endless ? build_loop(nfa, part, repeat->least == 0, next) : next;
    unsigned wanted = repeat->least - (is_endless && repeat->least > 0);
    for (unsigned i = repeat->least; !is_endless && i < repeat->most && !is_full(nfa); i++) {
        struct pattern_state fork = {.kind = PATTERN_FORK, .to = build(nfa, part, entry), .other = next};
        if (fork.to == entry)
            break;
        entry = add_state(nfa, &fork);
    }
    for (; wanted > 0 && !is_full(nfa); wanted--) {
        uint32_t before = build(nfa, part, entry);
        if (before == entry)
            break;
        entry = before;
    }
    return entry;
}

static uint32_t build_sequence(struct pattern_nfa *nfa, const struct pattern_node *sequence, uint32_t next)
{
    for (const struct pattern_node *part = sequence->last; part != NULL && !is_full(nfa); part = part->before)
        next = build(nfa, part, next);
    return next;
}

static uint32_t build(struct pattern_nfa *nfa, const struct pattern_node *node, uint32_t next)
{
    struct pattern_state anchor = {.kind = node->kind == PATTERN_START ? PATTERN_AT_START : PATTERN_AT_END, .to = next};
    if (is_full(nfa))
        return next;
    switch (node->kind) {
    case PATTERN_SET: return build_set(nfa, node->set, next);
    case PATTERN_SEQUENCE: return build_sequence(nfa, node, next);
    case PATTERN_CHOICE: return build_choice(nfa, node, next);
    case PATTERN_REPEAT: return build_repeat(nfa, node, next);
    case PATTERN_START:
    case PATTERN_END: break;
    }
    return add_state(nfa, &anchor);
}

bool pattern_nfa_make(struct pool *pool, const struct pattern_node *tree, struct pattern_nfa *out)
{
    struct pattern_nfa nfa = {.pool = pool};
    struct pattern_state found = {.kind = PATTERN_FOUND};
    nfa.start = build(&nfa, tree, add_state(&nfa, &found));
    if (is_full(&nfa))
        return false;
    *out = nfa;
    return true;
}
