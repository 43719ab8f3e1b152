/* SPDX-License-Identifier: MIT */
/* What the server makes of a route: the part of `swage explain` that is about one. */
#ifndef SWAGE_COMMAND_EXPLAIN_ROUTE_H
#define SWAGE_COMMAND_EXPLAIN_ROUTE_H

#include "model/bounds.h"
#include "model/model.h"

#include <stdio.h>

void explain_route(struct pool *pool, const struct bounds *bounds, const struct model_route *route, FILE *out);

#endif
