/* SPDX-License-Identifier: MIT */
/* Structs with type parameters, and the structs that are made from them: struct UserPage = Page<User>. */
#ifndef SWAGE_MODEL_GENERIC_H
#define SWAGE_MODEL_GENERIC_H

#include <stdbool.h>

struct ast_qname;
struct ast_type;
struct binding;
struct symbol;
struct unit;

/* Checks a struct with type parameters as far as that is possible before these stand for something. */
bool generic_look(struct symbol *symbol);

/* Checks a struct that is made from one and fills in its model. False after an error. */
bool generic_look_instance(struct symbol *symbol);

/* What a name stands for when it is a type parameter in `unit`, or NULL. */
const struct binding *generic_find(const struct unit *unit, const struct ast_qname *name);

/* Whether a use of `symbol` as a type needs no other name: false after a diagnostic for Page<User> and for arguments
   where none belong. */
bool generic_check_use(const struct unit *unit, const struct ast_type *ast, const struct symbol *symbol);

#endif
