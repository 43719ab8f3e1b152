/* SPDX-License-Identifier: MIT */
/* Who looks at the values of a schema: where in a document it is, and what becomes of the faults that it finds. They
   are errors of the schema, or only kept, for a document that is to be refused. */
#ifndef SWAGE_MODEL_JUDGE_H
#define SWAGE_MODEL_JUDGE_H

#include "syntax/pool.h"

#include <stdbool.h>
#include <stddef.h>

struct place;
struct unit;

struct judge_step { /* from a value into one that it holds */
    const struct judge_step *outer;
    const char *key; /* a member's; NULL: an item's */
    size_t len;
    size_t index;
};

struct judge_fault {
    struct judge_fault *next;
    const char *pointer; /* RFC 6901 */
};

struct judge {
    const struct unit *unit;
    bool is_document;              /* values stand as they do in JSON; else as in defaults, where enums are names */
    bool is_silent;                /* faults are kept and not reported */
    const struct judge_step *step; /* NULL: at the whole value */
    struct judge_fault *first, *last;
    size_t count; /* of faults, kept or reported */
};

/* A fault of the value where the judge is, which stands at `at`. Returns false. */
bool judge_fault(struct judge *judge, const struct place *at, const char *format, ...) POOL_PRINTF(3, 4);

/* What the value that was at fault may have been meant to be; NULL: nobody knows. */
void judge_suggest(const struct judge *judge, const char *name);

/* The same of a text between quotes, which stands at `at`. */
void judge_suggest_text(const struct judge *judge, const struct place *at, const char *text);

#endif
