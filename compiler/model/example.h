/* SPDX-License-Identifier: MIT */
/* @example, which is a document that the generated decoder takes, and @reject, which is one that it refuses. */
#ifndef SWAGE_MODEL_EXAMPLE_H
#define SWAGE_MODEL_EXAMPLE_H

#include "model/model.h"

#include <stdbool.h>

struct ast_annotation_list;
struct unit;

/* Those annotations of the list, for the model. */
struct model_examples example_list(const struct unit *unit, const struct ast_annotation_list *list);

/* Keeps those annotations of the list until all types are complete. */
void example_keep(struct unit *unit, const struct ast_annotation_list *list, const struct model_type *type,
                  bool is_nullable);

/* Checks those that were kept; the types are complete and have no errors. */
void example_check(struct unit *unit);

#endif
