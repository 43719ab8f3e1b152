/* SPDX-License-Identifier: MIT */
/* A pattern as a tree, and the reading of it. Greedy or lazy, captured or not: a tree only says which texts match. */
#ifndef SWAGE_MODEL_PATTERN_TREE_H
#define SWAGE_MODEL_PATTERN_TREE_H

#include "model/pattern_set.h"
#include "syntax/diagnostic.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PATTERN_MANY = UINT16_MAX }; /* a `most` without end */

enum pattern_kind {
    PATTERN_SET,      /* one character of a set */
    PATTERN_SEQUENCE, /* its parts one after another; without parts the empty text */
    PATTERN_CHOICE,   /* one of its parts */
    PATTERN_REPEAT,   /* its part, least to most times */
    PATTERN_START,    /* ^ */
    PATTERN_END       /* $ */
};

struct pattern_node {
    enum pattern_kind kind;
    struct pattern_node *before; /* the part before it in the same node */
    struct pattern_node *last;   /* SEQUENCE, CHOICE: its parts, from behind, as automata are built; REPEAT: its part */
    const struct pattern_set *set;
    unsigned least, most;
};

/* Why a pattern is refused, and the bytes of it that are to blame. */
struct pattern_fault {
    enum diagnostic_code code;
    size_t first, len;
    const char *message;
};

struct pattern_reader {
    struct pool *pool;
    const char *text, *ptr, *end;
    unsigned depth; /* of groups around `ptr` */
    struct pattern_fault *fault;
};

/* The tree of a text, or NULL and the fault. */
const struct pattern_node *pattern_parse(struct pool *pool, const char *text, size_t len, struct pattern_fault *fault);

/* What the parts of the reading say of a fault from `from` up to the reading position; false, so that it can be
   returned. */
bool pattern_refuse(struct pattern_reader *r, const char *from, const char *message);

/* The character at the reading position, which is before the end; goes behind it. */
bool pattern_read_point(struct pattern_reader *r, uint32_t *point);

/* What \ begins, outside of a class; `set` is finished. */
bool pattern_read_escape(struct pattern_reader *r, struct pattern_set *set);

/* [a-z], from its bracket; `set` is finished. */
bool pattern_read_class(struct pattern_reader *r, struct pattern_set *set);

/* What . means. */
void pattern_add_dot(struct pattern_set *set, struct pool *pool);

#endif
