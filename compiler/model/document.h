/* SPDX-License-Identifier: MIT */
/* Whole JSON documents of the schema, @example and @reject, by the decoder's own rules. */
#ifndef SWAGE_MODEL_DOCUMENT_H
#define SWAGE_MODEL_DOCUMENT_H

#include <stdbool.h>

struct ast_value;
struct judge;
struct model_type;

/* Finds every fault of a document of this type, which is complete. A key that a struct does not declare is one under
   @strict, and a slip, to be reported, elsewhere. */
void document_check(struct judge *judge, const struct ast_value *ast, const struct model_type *type, bool is_nullable);

/* Whether a document of this type may come before a @check function. */
bool document_has_checks(const struct judge *judge, const struct model_type *type);

#endif
