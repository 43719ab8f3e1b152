/* SPDX-License-Identifier: MIT */
/*
 * A state here is a tuple of states, one of each automaton; those that can be reached are listed. Steps are whole
 * characters, so that lengths are code points. Row k of `ways` says of each state how many texts of k characters lead
 * from it to a match: with that the nth text is spelled without a wrong turn.
 */
#include "config.h"

#include "sample/matching.h"

#include "model/name_map.h"
#include "model/pattern.h"
#include "sample/sheet.h"

#include <string.h>

enum {
    STATES_MAX = 4096,     /* tuples */
    LETTERS_MAX = 512,     /* characters that texts are made of */
    ENTRIES_MAX = 1 << 18, /* of `ways` */
    WAYS_MAX = 1 << 30     /* as many, or more */
};

struct letter {
    char bytes[4];
    size_t len;
};

struct state {
    size_t number;         /* in the list */
    const uint16_t *tuple; /* [pattern_count] */
    uint16_t *next;        /* [letter_count] */
};

struct matching {
    struct pool *pool;
    const struct model_type *type;
    size_t missed; /* the pattern that must not match; SIZE_MAX: all have to */
    struct letter letters[LETTERS_MAX];
    size_t letter_count;
    struct state *states;
    size_t state_count;
    uint32_t **ways;
    size_t row_count, row_cap;
};

/* ---- characters ---- */

/* Whether all automata treat the characters alike wherever they are: their bytes are of the same classes. */
static bool is_alike(const struct model_type *type, const struct letter *a, const struct letter *b)
{
    if (a->len != b->len)
        return false;
    for (size_t i = 0; i < type->pattern_count; i++)
        for (size_t k = 0; k < a->len; k++)
            if (type->patterns[i]->classes[(unsigned char)a->bytes[k]] !=
                type->patterns[i]->classes[(unsigned char)b->bytes[k]])
                return false;
    return true;
}

static void add_letter(struct matching *matching, const struct letter *letter)
{
    if (matching->letter_count < LETTERS_MAX)
        matching->letters[matching->letter_count++] = *letter;
}

static void add_new(struct matching *matching, const struct letter *letter)
{
    for (size_t i = 0; i < matching->letter_count; i++)
        if (is_alike(matching->type, &matching->letters[i], letter))
            return;
    add_letter(matching, letter);
}

/* RFC 3629 4: which second bytes may follow. */
static bool may_follow(unsigned first, unsigned second)
{
    switch (first) {
    case 0xE0: return second >= 0xA0;
    case 0xED: return second < 0xA0;
    case 0xF0: return second >= 0x90;
    case 0xF4: return second < 0x90;
    default: return true;
    }
}

/* Whether a byte, in this place, is treated like the one before it: then it leads nowhere else. */
static bool is_like_before(const struct model_type *type, unsigned byte, unsigned least)
{
    for (size_t i = 0; i < type->pattern_count; i++)
        if (byte == least || type->patterns[i]->classes[byte] != type->patterns[i]->classes[byte - 1])
            return false;
    return true;
}

static void add_longer(struct matching *matching, struct letter *letter, size_t len)
{
    if (letter->len == len) {
        add_new(matching, letter);
        return;
    }
    unsigned first = (unsigned char)letter->bytes[0], least = 0x80;
    for (unsigned byte = 0x80; byte < 0xC0 && matching->letter_count < LETTERS_MAX; byte++) {
        if (letter->len == 1 && !may_follow(first, byte)) {
            least = byte + 1;
            continue;
        }
        if (is_like_before(matching->type, byte, least))
            continue;
        letter->bytes[letter->len++] = (char)byte;
        add_longer(matching, letter, len);
        letter->len--;
    }
}

/* The ASCII that people write first, then a character of each kind that is left. */
static void find_letters(struct matching *matching)
{
    static const char usual[] = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "-_. :/@#+*=,;!?()[]{}<>$%&'\"\\^`|~";
    struct letter letter = {.len = 1};
    for (const char *p = usual; *p != '\0'; p++) {
        letter.bytes[0] = *p;
        add_letter(matching, &letter);
    }
    for (unsigned byte = 1; byte < 0x80; byte++) {
        letter.bytes[0] = (char)byte;
        add_new(matching, &letter);
    }
    for (unsigned byte = 0xC2; byte < 0xF5; byte++) {
        letter = (struct letter){.bytes = {(char)byte}, .len = 1};
        if (byte == 0xC2 || byte == 0xE0 || byte == 0xF0 || !is_like_before(matching->type, byte, 0xC2) ||
            byte == 0xE1 || byte == 0xED || byte == 0xEE || byte == 0xF1 || byte == 0xF4)
            add_longer(matching, &letter, byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4);
    }
}

/* ---- states ---- */

static uint16_t step(const struct model_pattern *pattern, uint16_t state, const struct letter *letter)
{
    for (size_t i = 0; i < letter->len; i++)
        state = pattern->next[(size_t)state * pattern->class_count + pattern->classes[(unsigned char)letter->bytes[i]]];
    return state;
}

static struct state *add_state(struct matching *matching, const uint16_t *tuple)
{
    size_t size = matching->type->pattern_count * sizeof *tuple;
    uint16_t *mine = pool_alloc(matching->pool, size);
    struct state *state = &matching->states[matching->state_count];
    memcpy(mine, tuple, size);
    state->number = matching->state_count++;
    state->tuple = mine;
    state->next = pool_alloc(matching->pool, matching->letter_count * sizeof *state->next);
    return state;
}

/* Finds where a state goes; new ones are put into the list. */
static bool find_next(struct matching *matching, struct name_map *map, const struct state *state, size_t letter,
                      uint16_t *tuple)
{
    size_t width = matching->type->pattern_count;
    for (size_t i = 0; i < width; i++)
        tuple[i] = step(matching->type->patterns[i], state->tuple[i], &matching->letters[letter]);
    struct state *known = name_map_find(map, (const char *)tuple, width * sizeof *tuple);
    if (known == NULL) {
        if (matching->state_count == STATES_MAX)
            return false;
        known = add_state(matching, tuple);
        name_map_add(map, (const char *)known->tuple, width * sizeof *tuple, known);
    }
    state->next[letter] = (uint16_t)known->number;
    return true;
}

static bool find_states(struct matching *matching)
{
    size_t width = matching->type->pattern_count;
    struct name_map map = NAME_MAP_INIT(matching->pool);
    uint16_t *tuple = pool_alloc(matching->pool, width * sizeof *tuple);
    matching->states = pool_alloc(matching->pool, STATES_MAX * sizeof *matching->states);
    struct state *start = add_state(matching, tuple); /* zeros: all automata at their start */
    name_map_add(&map, (const char *)start->tuple, width * sizeof *tuple, start);
    for (size_t state = 0; state < matching->state_count; state++)
        for (size_t letter = 0; letter < matching->letter_count; letter++)
            if (!find_next(matching, &map, &matching->states[state], letter, tuple))
                return false;
    return true;
}

static bool accepts(const struct matching *matching, const struct state *state)
{
    for (size_t i = 0; i < matching->type->pattern_count; i++)
        if (matching->type->patterns[i]->accepts[state->tuple[i]] == (i == matching->missed))
            return false;
    return true;
}

static struct matching *matching_make(struct pool *pool, const struct model_type *type, size_t missed)
{
    struct matching *matching = pool_alloc(pool, sizeof *matching);
    matching->pool = pool;
    matching->type = type;
    matching->missed = missed;
    find_letters(matching);
    return find_states(matching) ? matching : NULL;
}

struct matching *matching_new(struct pool *pool, const struct model_type *type)
{
    return matching_make(pool, type, SIZE_MAX);
}

/* ---- ways ---- */

static uint32_t count_ways(const struct matching *matching, const struct state *state, const uint32_t *shorter)
{
    uint32_t sum = 0;
    for (size_t letter = 0; letter < matching->letter_count && sum < WAYS_MAX; letter++)
        sum += shorter[state->next[letter]];
    return sum < WAYS_MAX ? sum : WAYS_MAX;
}

static void add_row(struct matching *matching)
{
    size_t k = matching->row_count;
    if (k == matching->row_cap) {
        size_t cap = k == 0 ? 16 : 2 * k;
        uint32_t **rows = pool_alloc(matching->pool, cap * sizeof(*rows));
        if (k > 0)
            memcpy(rows, matching->ways, k * sizeof(*rows));
        matching->ways = rows;
        matching->row_cap = cap;
    }
    uint32_t *row = pool_alloc(matching->pool, matching->state_count * sizeof *row);
    for (size_t i = 0; i < matching->state_count; i++) {
        const struct state *state = &matching->states[i];
        row[i] = k == 0 ? accepts(matching, state) : count_ways(matching, state, matching->ways[k - 1]);
    }
    matching->ways[matching->row_count++] = row;
}

struct model_text matching_text(struct matching *matching, size_t points, size_t n)
{
    struct sheet sheet = SHEET_INIT(matching->pool);
    if (points >= ENTRIES_MAX / matching->state_count)
        return (struct model_text){NULL, 0};
    while (matching->row_count <= points)
        add_row(matching);
    if (matching->ways[points][0] <= n)
        return (struct model_text){NULL, 0};
    for (size_t state = 0, left = points; left > 0; left--) {
        const uint16_t *next = matching->states[state].next;
        const uint32_t *ways = matching->ways[left - 1];
        size_t letter = 0;
        while (ways[next[letter]] <= n)
            n -= ways[next[letter++]];
        sheet_bytes(&sheet, matching->letters[letter].bytes, matching->letters[letter].len);
        state = next[letter];
    }
    return sheet_done(&sheet);
}

struct model_text matching_miss(struct pool *pool, const struct model_type *type, size_t i, size_t points)
{
    struct matching *matching = matching_make(pool, type, i);
    struct model_text text = {NULL, 0};
    if (matching != NULL)
        text = matching_text(matching, points, 0);
    return text;
}

bool matching_all(const struct model_type *type, struct model_text text)
{
    for (size_t i = 0; i < type->pattern_count; i++)
        if (!pattern_matches(type->patterns[i], text.ptr, text.len))
            return false;
    return true;
}
