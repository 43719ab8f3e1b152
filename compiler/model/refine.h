/* SPDX-License-Identifier: MIT */
/* Annotations that say more of a type where it stands: @pattern, @gt, @unique, @string. They belong to the type as a
   whole; what is meant for the items of an array stands on a typedef of the item. */
#ifndef SWAGE_MODEL_REFINE_H
#define SWAGE_MODEL_REFINE_H

#include "model/model.h"

struct ast_annotation_list;
struct ast_type;
struct unit;

/* type_make(), and what the annotations say, which were checked before. NULL after a diagnostic. */
struct model_type *refine_make(const struct unit *unit, const struct ast_type *ast,
                               const struct ast_annotation_list *annotations);

/* The same of what a form may hold, files too. */
struct model_type *refine_make_form(const struct unit *unit, const struct ast_type *ast,
                                    const struct ast_annotation_list *annotations);

#endif
