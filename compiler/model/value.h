/* SPDX-License-Identifier: MIT */
/* Values that a schema gives for a type: defaults, and what documents are made of. */
#ifndef SWAGE_MODEL_VALUE_H
#define SWAGE_MODEL_VALUE_H

#include "model/model.h"

#include <stdbool.h>

struct ast_value;
struct judge;
struct unit;

/* A value of a bool, number, string, bytes, decimal or JSON; false after a fault. */
bool value_scalar(struct judge *judge, const struct ast_value *ast, const struct model_type *type,
                  struct model_value *out);

/* A value of an enum as it stands in JSON: a STRING or an INTEGER. */
bool value_enum_text(struct judge *judge, const struct ast_value *ast, const struct model_type *type,
                     struct model_value *out);

/* Whether so many items are allowed; false after a fault. */
bool value_count(struct judge *judge, const struct ast_value *ast, const struct model_type *type, size_t count);

/* Whether no two values that @unique compares are equal; false after a fault at the second of two, by their places in
   `ast`. Values that are NULL are not compared. */
bool value_unique(struct judge *judge, const struct ast_value *ast, const struct model_type *item,
                  const struct model_value *const *values);

/* Says that a value is of the wrong kind; false. */
bool value_refuse(struct judge *judge, const struct ast_value *ast, const struct model_type *type);

/* "true", "a text", "an object": what a value is, for messages. */
const char *value_kind(const struct ast_value *ast);

/* Unicode code points of UTF-8 text. */
size_t value_code_points(const char *text, size_t len);

#endif
