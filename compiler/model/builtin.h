/* SPDX-License-Identifier: MIT */
/* The types that the language has by itself, but for map and its like, which are made from others. */
#ifndef SWAGE_MODEL_BUILTIN_H
#define SWAGE_MODEL_BUILTIN_H

#include "model/model.h"

#include <stdbool.h>

struct suggest;

struct builtin {
    const char *name; /* "string", "email" */
    enum model_kind kind;
    enum model_format format;
    const char *c_type;
    const char *word; /* in names of C structs made from it: "str" of swage_str_map */
};

/* The type of that name, or NULL. */
const struct builtin *builtin_find(const char *name);

/* A type of this kind; BOOL to JSON. */
const struct builtin *builtin_of(enum model_kind kind);

/* The runtime's struct of arrays of a kind, BOOL to JSON. */
const struct model_array *builtin_array(enum model_kind kind);

/* Whether the language has a type of this name, also one that is no struct builtin. */
bool builtin_is_name(const char *name);

/* That of files. */
const struct model_array *builtin_file_array(void);

/* Offers all names. */
void builtin_offer(struct suggest *suggest);

#endif
