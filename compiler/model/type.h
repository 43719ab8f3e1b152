/* SPDX-License-Identifier: MIT */
/* Types as they stand in a file, with every bound a number within its type. */
#ifndef SWAGE_MODEL_TYPE_H
#define SWAGE_MODEL_TYPE_H

#include "model/model.h"

#include <stdbool.h>
#include <stddef.h>

struct ast_type;
struct place;
struct unit;

enum {
    TYPE_MEMBERS_MAX = 1024, /* members of a struct, variants of a union, parameters of a route: each is a piece of one
                                function, of which gcc keeps about a mebibyte a member */
    TYPE_FIXED_MAX = 65536,  /* items of a fixed array, which lies in its struct */
    TYPE_STRUCT_MAX =
        1 << 20 /* bytes of a struct, all that it holds by value included: handlers keep them on the stack */
};

/* Whether the language has a type of this name, also one that the generator cannot write yet. */
bool type_is_builtin(const char *name);

/* Reports, at a member, that there are more than TYPE_MEMBERS_MAX ("a struct", "members"); false then. */
bool type_check_count(const struct unit *unit, size_t count, const struct place *at, const char *what,
                      const char *of);

/* The type, or NULL when it has an error: reported here, or already where a name that it uses is declared. Its own "|
   null" is the caller's to look at. */
struct model_type *type_make(const struct unit *unit, const struct ast_type *type);

/* The same where a form may hold it: files too, and arrays of them. */
struct model_type *type_make_form(const struct unit *unit, const struct ast_type *type);

/* Whether it is a file, or made of files. */
bool type_has_file(const struct model_type *type);

/* Whether there may be null where `type` was made from `ast`: this says so itself, or a typedef that it names. */
bool type_may_be_null(const struct ast_type *ast, const struct model_type *type);

/* The array struct that stands beside the declaration of such items or in the runtime, or NULL when there is none. */
const struct model_array *type_array(const struct model_type *item);

#endif
