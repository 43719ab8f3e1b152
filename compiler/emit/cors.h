/* SPDX-License-Identifier: MIT */
/* In NAME_routes.c: what browsers are told of routes when the scripts of other origins ask (CORS). */
#ifndef SWAGE_EMIT_CORS_H
#define SWAGE_EMIT_CORS_H

#include "emit/emitter.h"

/* The policies of all routes. */
void emit_cors(struct emitter *e);

/* The members of a route's operation that are about it. */
void emit_cors_members(struct emitter *e, const struct model_route *route);

/* A line of the application: "has_cors", or nothing. */
const char *cors_app_member(const struct model *model);

#endif
