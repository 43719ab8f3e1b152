/* SPDX-License-Identifier: MIT */
/* What stands in place of a member or parameter that is not sent: name: T = value. */
#ifndef SWAGE_MODEL_DEFAULT_H
#define SWAGE_MODEL_DEFAULT_H

#include <stdbool.h>

struct ast_value;
struct model_type;
struct model_value;
struct unit;

/* The value, or NULL after a diagnostic. Structs that it needs are completed. */
const struct model_value *default_make(const struct unit *unit, const struct ast_value *ast,
                                       const struct model_type *type, bool is_nullable);

#endif
