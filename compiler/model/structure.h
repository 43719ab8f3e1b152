/* SPDX-License-Identifier: MIT */
/* Structs and their members, those of spread structs in place. */
#ifndef SWAGE_MODEL_STRUCTURE_H
#define SWAGE_MODEL_STRUCTURE_H

#include "model/model.h"

#include <stdbool.h>

struct name_map;
struct symbol;
struct unit;

/* Checks the struct and fills in its model. False after an error: the members that are fine are in the model all the
   same. */
bool structure_look(struct symbol *symbol);

/* How C says that a value of this type is not there. */
enum model_presence structure_presence(const struct model_type *type, bool may_be_absent);

/* The type as it can be written in a C struct with members of these names. In C++ a member hides a type of its name
   from the members behind it, so `user_id user_id;` must be `int64_t user_id;`. */
const struct model_type *structure_unalias(const struct unit *unit, const struct name_map *c_names,
                                           const struct model_type *type);

#endif
