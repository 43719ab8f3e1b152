/* SPDX-License-Identifier: MIT */
/* Unions, their variants, and what tells these apart. */
#ifndef SWAGE_MODEL_UNION_H
#define SWAGE_MODEL_UNION_H

#include "model/model.h"

#include <stdbool.h>

struct ast_decl;
struct symbol;

/* How the declaration says that variants are told apart; nothing is reported. Known before the union is looked at,
   since a union's JSON depends on it. */
enum model_tagging union_tagging(const struct ast_decl *decl);

/* Checks the union and fills in its model. False after an error. */
bool union_look(struct symbol *symbol);

/* What JSON values of this type are; false when that depends on the value. */
bool union_json(const struct model_type *type, enum model_json *out);

#endif
