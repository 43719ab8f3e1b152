/* SPDX-License-Identifier: MIT */
/* What a route answers. */
#ifndef SWAGE_MODEL_RESPONSE_H
#define SWAGE_MODEL_RESPONSE_H

#include <stdbool.h>

struct ast_decl;
struct model_route;
struct unit;

/* Fills in the route's responses, in the schema's order; 204 alone where none is declared. With `has_name` their
   functions in C are claimed. False after a diagnostic. */
bool response_look(struct unit *unit, const struct ast_decl *decl, bool has_name, struct model_route *out);

#endif
