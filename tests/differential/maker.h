/* SPDX-License-Identifier: MIT */
/* What the writers of a random schema hand to one another: memory, chance, counts, and the things declared so far. */
#ifndef TESTS_DIFFERENTIAL_MAKER_H
#define TESTS_DIFFERENTIAL_MAKER_H

#include "draw.h"
#include "kinds.h"
#include "syntax/pool.h"

#include <stdbool.h>
#include <stddef.h>

enum { MAKER_MEMBERS_MAX = 110 };

enum thing_kind { THING_STRUCT, THING_UNION, THING_ENUM, THING_TYPEDEF, THING_EXTERN, THING_GENERIC };

/* What JSON a type is, as far as a union without tags asks. */
enum shape { SHAPE_OBJECT, SHAPE_ARRAY, SHAPE_STRING, SHAPE_NUMBER, SHAPE_BOOL, SHAPE_ANY };

struct phrase {        /* a type where it is used */
    const char *type;  /* "int32(1..)" */
    const char *notes; /* " @string": what has to stand behind the member */
    const char *value; /* what goes as a default; NULL: nothing that is known */
    enum shape shape;
    bool is_nullable; /* a typedef of T | null: nothing may be added */
    bool is_plain;    /* arrays of it may be @unique */
    bool is_key;      /* maps may have it for a key */
};

struct thing_member {
    const char *name; /* in the schema */
    const char *wire; /* as between quotes in the schema */
    bool is_lent;     /* comes from a spread: pick and omit know it all the same */
};

struct thing { /* a declaration */
    enum thing_kind kind;
    const char *name;
    size_t file;
    const char *text;     /* of its declaration; NULL until it is written */
    struct phrase phrase; /* how others use it; `type` is the name without a namespace */
    struct thing_member members[MAKER_MEMBERS_MAX];
    size_t member_count;
    bool is_derived;
    bool is_partial;   /* or made from one */
    size_t parameters; /* of a generic struct */
};

struct maker {
    struct pool *pool;
    struct draw draw;
    size_t *counts; /* [KINDS] */
    struct thing *things;
    size_t thing_count;
    size_t self;           /* the thing that is being written: those before it are complete */
    const char *spaces[4]; /* the namespace of each file, NULL: none */
    size_t next_member;
};

static inline void maker_count(struct maker *maker, enum kind kind)
{
    maker->counts[kind]++;
}

/* The name of a thing as the file that is being written says it. */
const char *maker_name(struct maker *maker, const struct thing *thing);

#endif
