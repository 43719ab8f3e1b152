/* SPDX-License-Identifier: MIT */
/* What a file describes as OpenAPI 3.1, and single types of it as JSON Schema 2020-12. The same model gives the same
   bytes. */
#ifndef SWAGE_EMIT_OPENAPI_H
#define SWAGE_EMIT_OPENAPI_H

#include "emit/component.h"
#include "model/model.h"
#include "syntax/pool.h"

#include <stdbool.h>

/* With `is_tight` without any white space between tokens. */
struct model_text openapi_document(struct pool *pool, const struct model *model, bool is_tight);

/* A declared type and all that it is made of: as it is read, or as it is written. */
struct model_text openapi_type(struct pool *pool, const struct model *model, const struct model_decl *decl,
                               enum component_way way);

#endif
