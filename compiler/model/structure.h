/* SPDX-License-Identifier: MIT */
/* Structs and their members, those of spread structs in place. */
#ifndef SWAGE_MODEL_STRUCTURE_H
#define SWAGE_MODEL_STRUCTURE_H

#include "model/model.h"

#include <stdbool.h>

struct ast_decl;
struct ast_qname;
struct name_map;
struct symbol;
struct unit;

/* Checks the struct and fills in its model. False after an error: the members that are fine are in the model all the
   same. */
bool structure_look(struct symbol *symbol);

/* The same for a struct that is made from `generic`, whose members' types mean in `names` what they say; or for that
   generic itself, of which what mentions its parameters is not known. */
bool structure_instance(struct symbol *symbol, const struct unit *names, const struct ast_decl *generic);

/* The same for a struct with members that were made from those of `from`. */
bool structure_derive(struct symbol *symbol, const struct model_struct *from, const struct model_member *members,
                      size_t count);

/* The struct that a name means where a struct has to stand, which is to be `what` ("spread"); NULL after a
   diagnostic. */
struct symbol *structure_find(const struct unit *unit, const struct ast_qname *name, const char *what);

/* How C says that a value of this type is not there. */
enum model_presence structure_presence(const struct model_type *type, bool may_be_absent);

/* The type as it can be written in a C struct with members of these names. In C++ a member hides a type of its name
   from the members behind it, so `user_id user_id;` must be `int64_t user_id;`. */
const struct model_type *structure_unalias(const struct unit *unit, const struct name_map *c_names,
                                           const struct model_type *type);

#endif
