/* SPDX-License-Identifier: MIT */
/* The bounds of a type, (1..64) and [0..16]: numbers within what the type allows already. */
#ifndef SWAGE_MODEL_RANGE_H
#define SWAGE_MODEL_RANGE_H

#include "model/model.h"
#include "syntax/pool.h"

#include <stdbool.h>
#include <stdint.h>

struct ast_number;
struct ast_range;
struct unit;

/* As a schema says it: "1..64", "3". */
const char *range_text(struct pool *pool, const struct ast_range *range);

/* Narrows a type by the bounds that stand behind its name. False after a diagnostic. */
bool range_apply(const struct unit *unit, struct model_type *type, const struct ast_range *range);

/* Narrows a number to what is above or below one, which is not allowed itself. False after a diagnostic. */
bool range_above(const struct unit *unit, struct model_type *type, const struct ast_number *number);
bool range_below(const struct unit *unit, struct model_type *type, const struct ast_number *number);

/* Narrows the number of items, bytes or characters; `of` is what it is the number of. False after a diagnostic. */
bool range_length(const struct unit *unit, struct model_type *type, const struct ast_range *range, const char *of);

/* Narrows a number that lies between *least and *most. False after a diagnostic. */
bool range_between(const struct unit *unit, const struct ast_range *range, const char *of, uint64_t *least,
                   uint64_t *most);

#endif
