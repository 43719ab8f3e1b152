/* SPDX-License-Identifier: MIT */
/* Routes as operations of OpenAPI, with the answers that come by themselves. */
#ifndef SWAGE_EMIT_OPERATION_H
#define SWAGE_EMIT_OPERATION_H

#include "emit/schema.h"
#include "model/model.h"

/* A path that several routes may share, which call its parameters what the first one does. */
struct named_path {
    const struct model_route *route; /* the first */
    bool has_plus; /* "{rest+}" has to be told from the "{x}" of another path */
};

/* A member of a path's object. */
void operation_write(struct schema *s, const struct model *model, const struct model_route *route,
                     const struct named_path *named);

/* A member of "schemas": what every refusal has for a body. */
void operation_problem(struct schema *s);

/* "responses" of the components: those answers that routes of this file refer to. */
void operation_responses(struct schema *s, const struct model *model);

#endif
