/* SPDX-License-Identifier: MIT */
/* "did you mean": the nearest of some names to a word that is none of them. */
#ifndef SWAGE_SYNTAX_SUGGEST_H
#define SWAGE_SYNTAX_SUGGEST_H

#include <stddef.h>

/* The best name so far; start with SUGGEST_INIT(word, len) and offer every name that could have been meant. */
struct suggest {
    const char *word;
    size_t len;
    const char *best; /* NULL: none is near */
    size_t distance;  /* of `best`; 0 when none */
};

#define SUGGEST_INIT(TEXT, LEN) ((struct suggest){.word = (TEXT), .len = (LEN)})

/* Takes `name` (kept by reference, NUL-terminated) when it is nearer than the best so far. */
void suggest_offer(struct suggest *suggest, const char *name);

/* The nearest in a NULL-terminated list, or NULL. */
const char *suggest_nearest(const char *word, size_t len, const char *const *names);

/* The type that a habit from another language means: "int" is int32, "String" string; or NULL. */
const char *suggest_type_habit(const char *word, size_t len);

#endif
