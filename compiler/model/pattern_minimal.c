/* SPDX-License-Identifier: MIT */
/*
 * Hopcroft's minimisation, in n log n steps for a class: blocks of states that have not been told apart yet are split by
 * whether a byte leads into a certain block. States stand in one array, a block is a stretch of it:
 *
 *     states  [ 4 1 | 0 3 2 | 5 ]      blocks 0, 1, 2
 *                     ^ those that lead into the splitting block are moved to the front of theirs
 */
#include "config.h"

#include "model/pattern_dfa.h"

#include "syntax/pool.h"

#include <string.h>

struct block {
    uint32_t first, end;
    uint32_t moved; /* states at its front that lead into the splitting block */
};

struct minimal {
    const struct pattern_dfa *dfa;
    uint32_t *states, *places; /* the states in blocks, and where each stands */
    uint32_t *block_of;        /* [state] */
    struct block *blocks;
    uint32_t block_count;
    uint32_t *touched, touched_count; /* blocks with moved states */
    uint32_t *heads, *sources;        /* [class * (state_count + 1) + state]: where those begin that lead there */
    uint32_t *waiting, waiting_count; /* block * class_count + column, each once, to split others by */
    uint32_t *splitters;              /* the states of the splitting block, which may itself be split */
};

/* ---- the way back ---- */

/* By class and target, sorted by counting. */
static void make_sources(struct minimal *m)
{
    size_t states = m->dfa->state_count, classes = m->dfa->class_count;
    for (size_t column = 0; column < classes; column++) {
        uint32_t *heads = m->heads + column * (states + 1), *sources = m->sources + column * states;
        for (size_t i = 0; i < states; i++)
            heads[m->dfa->next[i * classes + column] + 1]++;
        for (size_t i = 0; i < states; i++)
            heads[i + 1] += heads[i];
        for (size_t i = states; i-- > 0;) /* heads are ends while they are filled, and heads again afterwards */
            sources[--heads[m->dfa->next[i * classes + column] + 1]] = (uint32_t)i;
        memmove(heads, heads + 1, states * sizeof *heads);
        heads[states] = (uint32_t)states;
    }
}

/* ---- blocks ---- */

static void add_block(struct minimal *m, uint32_t first, uint32_t end)
{
    if (first == end)
        return;
    for (uint32_t i = first; i < end; i++) {
        m->places[m->states[i]] = i;
        m->block_of[m->states[i]] = m->block_count;
    }
    m->blocks[m->block_count++] = (struct block){first, end, 0};
}

/* Those that accept, and those that do not. */
static void make_blocks(struct minimal *m)
{
    uint32_t front = 0, back = (uint32_t)m->dfa->state_count, count = back;
    for (uint32_t i = 0; i < count; i++)
        m->states[m->dfa->accepts[i] ? front++ : --back] = i;
    add_block(m, 0, front);
    add_block(m, front, count);
}

static void enqueue(struct minimal *m, uint32_t block, size_t column)
{
    m->waiting[m->waiting_count++] = (uint32_t)(block * m->dfa->class_count + column);
}

static void move_front(struct minimal *m, uint32_t state)
{
    struct block *block = &m->blocks[m->block_of[state]];
    uint32_t place = m->places[state], front = block->first + block->moved;
    uint32_t other = m->states[front];
    if (block->moved++ == 0)
        m->touched[m->touched_count++] = m->block_of[state];
    m->states[place] = other;
    m->places[other] = place;
    m->states[front] = state;
    m->places[state] = front;
}

/* The smaller half becomes the new block: waiting for it is enough, or for both where the whole one waits. */
static void split(struct minimal *m, uint32_t number)
{
    struct block *block = &m->blocks[number];
    uint32_t border = block->first + block->moved, added = m->block_count;
    bool is_front_smaller = block->moved <= block->end - border;
    uint32_t first = is_front_smaller ? block->first : border, end = is_front_smaller ? border : block->end;
    block->moved = 0;
    if (border == block->end)
        return;
    if (is_front_smaller)
        block->first = border;
    else
        block->end = border;
    add_block(m, first, end);
    for (size_t column = 0; column < m->dfa->class_count; column++)
        enqueue(m, added, column);
}

static void split_by(struct minimal *m, uint32_t pair)
{
    size_t states = m->dfa->state_count, column = pair % m->dfa->class_count;
    const struct block *block = &m->blocks[pair / m->dfa->class_count];
    const uint32_t *heads = m->heads + column * (states + 1), *sources = m->sources + column * states;
    uint32_t count = block->end - block->first;
    memcpy(m->splitters, m->states + block->first, count * sizeof *m->splitters);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = heads[m->splitters[i]]; k < heads[m->splitters[i] + 1]; k++)
            move_front(m, sources[k]);
    for (uint32_t i = 0; i < m->touched_count; i++)
        split(m, m->touched[i]);
    m->touched_count = 0;
}

static void partition(struct minimal *m)
{
    make_sources(m);
    make_blocks(m);
    for (uint32_t block = 0; block < m->block_count; block++)
        for (size_t column = 0; column < m->dfa->class_count; column++)
            enqueue(m, block, column);
    while (m->waiting_count > 0) {
        m->waiting_count--;
        split_by(m, m->waiting[m->waiting_count]);
    }
}

/* ---- the result ---- */

static void number_states(const struct minimal *m, struct pattern_dfa *out)
{
    const struct pattern_dfa *dfa = m->dfa;
    size_t classes = dfa->class_count;
    uint32_t *order = m->touched, *numbers = m->places, count = 1; /* of blocks; both are done with */
    memset(numbers, 0xff, dfa->state_count * sizeof *numbers);
    order[0] = m->block_of[0];
    numbers[order[0]] = 0;
    for (uint32_t i = 0; i < count; i++) {
        const uint16_t *row = dfa->next + m->states[m->blocks[order[i]].first] * classes;
        out->accepts[i] = dfa->accepts[m->states[m->blocks[order[i]].first]];
        for (size_t column = 0; column < classes; column++) {
            uint32_t block = m->block_of[row[column]];
            if (numbers[block] == UINT32_MAX) {
                numbers[block] = count;
                order[count++] = block;
            }
            out->next[i * classes + column] = (uint16_t)numbers[block];
        }
    }
    out->state_count = count;
}

static bool are_alike(const struct pattern_dfa *dfa, size_t one, size_t two)
{
    for (size_t i = 0; i < dfa->state_count; i++)
        if (dfa->next[i * dfa->class_count + one] != dfa->next[i * dfa->class_count + two])
            return false;
    return true;
}

/* Classes that no state tells apart become one; the tables are rewritten in place. */
static void join_classes(struct pattern_dfa *dfa)
{
    size_t kept[256], count = 0;
    uint8_t numbers[256];
    for (size_t column = 0; column < dfa->class_count; column++) {
        size_t same = 0;
        while (same < count && !are_alike(dfa, kept[same], column))
            same++;
        if (same == count)
            kept[count++] = column;
        numbers[column] = (uint8_t)same;
    }
    for (size_t i = 0; i < dfa->state_count; i++)
        for (size_t column = 0; column < count;
             column++) /* kept[column] >= class: nothing is read that was written over */
            dfa->next[i * count + column] = dfa->next[i * dfa->class_count + kept[column]];
    for (size_t byte = 0; byte < 256; byte++)
        dfa->classes[byte] = numbers[dfa->classes[byte]];
    dfa->class_count = count;
}

static void *numbers(struct pool *pool, size_t count)
{
    return pool_alloc(pool, count * sizeof(uint32_t));
}

void pattern_minimise(struct pool *pool, const struct pattern_dfa *dfa, struct pattern_dfa *out)
{
    size_t states = dfa->state_count, classes = dfa->class_count;
    struct minimal m = {
        .dfa = dfa,
        .states = numbers(pool, states),
        .places = numbers(pool, states),
        .block_of = numbers(pool, states),
        .blocks = pool_alloc(pool, states * sizeof *m.blocks),
        .touched = numbers(pool, states),
        .heads = numbers(pool, classes * (states + 1)),
        .sources = numbers(pool, classes * states),
        .waiting = numbers(pool, classes * states),
        .splitters = numbers(pool, states),
    };
    struct pattern_dfa small = {.class_count = classes};
    partition(&m);
    small.classes = pool_alloc(pool, 256);
    small.next = pool_alloc(pool, m.block_count * classes * sizeof *small.next);
    small.accepts = pool_alloc(pool, m.block_count * sizeof *small.accepts);
    memcpy(small.classes, dfa->classes, 256);
    number_states(&m, &small);
    join_classes(&small);
    *out = small;
}
