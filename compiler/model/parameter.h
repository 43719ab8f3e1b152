/* SPDX-License-Identifier: MIT */
/* Parameters of a route, and its body. */
#ifndef SWAGE_MODEL_PARAMETER_H
#define SWAGE_MODEL_PARAMETER_H

#include "model/model.h"

#include <stdbool.h>

struct ast_decl;
struct ast_member_list;
struct path;
struct place;
struct unit;

/* Fills in the route's parameters and body. `path` is NULL when it has an error: then nothing is said about what
   should be in it. False after a diagnostic. */
bool parameter_look(struct unit *unit, const struct ast_decl *decl, const struct path *path, struct model_route *out);

/* Fills in the fields of a response. False after a diagnostic. */
bool parameter_look_sent(struct unit *unit, const struct ast_member_list *members, struct model_response *out);

/* Whether what stands in a header, a cookie, the query or a form can be called so. False after a diagnostic. */
bool parameter_check_wire_name(const struct unit *unit, enum model_where where, const struct model_text *name,
                               const struct place *at);

#endif
