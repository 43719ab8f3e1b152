/* SPDX-License-Identifier: MIT */
/* Parameters of a route, and its body. */
#ifndef SWAGE_MODEL_PARAMETER_H
#define SWAGE_MODEL_PARAMETER_H

#include "model/model.h"

#include <stdbool.h>

struct ast_decl;
struct path;
struct unit;

/* Fills in the route's parameters and body. `path` is NULL when it has an error: then nothing is said about what
   should be in it. False after a diagnostic. */
bool parameter_look(struct unit *unit, const struct ast_decl *decl, const struct path *path, struct model_route *out);

#endif
