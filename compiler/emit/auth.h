/* SPDX-License-Identifier: MIT */
/* Who is asking: what of it stands in which file. */
#ifndef SWAGE_EMIT_AUTH_H
#define SWAGE_EMIT_AUTH_H

#include "emit/emitter.h"

/* "swage_request *rq, swage_str token, struct account *identity": what a verifier takes. */
const char *auth_arguments(struct pool *pool, const struct model_scheme *scheme);

/* What the application's table has behind its handlers: ",\n.has_query_keys = true", or "". */
const char *auth_app_member(const struct model *model);

/* Whether NAME_routes.h needs <swage/jwt.h>. */
bool auth_has_jwt(const struct model *model);

/* Declarations of verifiers, and their places in the table of handlers. */
void emit_verifiers(struct emitter *e);
void emit_verifier_members(struct emitter *e);

/* The table's members with the user's functions. */
void emit_verifier_values(struct emitter *e);

/* The table of each scheme that a route asks for, with the function that calls its verifier; then what a route asks, which
   emitter_find(e, &route->auth, "asks") names. */
void emit_schemes(struct emitter *e);
void emit_auth_table(struct emitter *e, const struct model_route *route);

/* For generated suites and harnesses: verifiers that judge as swage_suite_verdict() does, and that table's members. */
void emit_test_verifiers(struct emitter *e);
void emit_test_verifier_members(struct emitter *e);

#endif
