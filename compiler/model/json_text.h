/* SPDX-License-Identifier: MIT */
/* The text of a JSON value of the schema, as short as it can be. */
#ifndef SWAGE_MODEL_JSON_TEXT_H
#define SWAGE_MODEL_JSON_TEXT_H

#include "model/model.h"
#include "syntax/pool.h"

struct ast_value;

/* What in the value is no JSON: a name, a range, a hexadecimal number; NULL: nothing. */
const struct ast_value *json_text_check(const struct ast_value *ast);

/* The text of a value without such. */
struct model_text json_text(struct pool *pool, const struct ast_value *ast);

#endif
