/* SPDX-License-Identifier: MIT */
/* Values that a schema gives for a type: defaults, and what examples are made of. */
#ifndef SWAGE_MODEL_VALUE_H
#define SWAGE_MODEL_VALUE_H

#include "model/model.h"

#include <stdbool.h>

struct ast_value;
struct unit;

/* A value of a bool, number or string; false after a diagnostic. */
bool value_scalar(const struct unit *unit, const struct ast_value *ast, const struct model_type *type,
                  struct model_value *out);

/* A default, or NULL after a diagnostic. */
const struct model_value *value_default(const struct unit *unit, const struct ast_value *ast,
                                        const struct model_type *type, bool is_nullable);

/* "true", "a text", "an object": what a value is, for messages. */
const char *value_kind(const struct ast_value *ast);

/* "an integer", "a text", "one of the values of 'Role'": what a type wants. */
const char *value_wanted(const struct unit *unit, const struct model_type *type);

/* Unicode code points of UTF-8 text. */
size_t value_code_points(const char *text, size_t len);

#endif
