/* SPDX-License-Identifier: MIT */
/* What a route answers. */
#ifndef SWAGE_MODEL_RESPONSE_H
#define SWAGE_MODEL_RESPONSE_H

#include <stdbool.h>

struct ast_decl;
struct model_route;
struct unit;

struct ast_annotation_list;

/* The annotations of a route, and outwards those of its groups. */
struct response_scope {
    const struct response_scope *outer;
    const struct ast_annotation_list *annotations;
};

/* Fills in the route's responses, in the schema's order; 204 alone where none is declared; then those that @errors adds.
   With `has_name` their functions in C are claimed. False after a diagnostic. */
bool response_look(struct unit *unit, const struct ast_decl *decl, const struct response_scope *scope, bool has_name,
                   struct model_route *out);

#endif
