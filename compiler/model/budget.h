/* SPDX-License-Identifier: MIT */
/* What a request of a route may bring and take: the limits that go into the table of routes. */
#ifndef SWAGE_MODEL_BUDGET_H
#define SWAGE_MODEL_BUDGET_H

#include "model/bounds.h"

#define BUDGET_BODY_DEFAULT ((size_t)1 << 20) /* bytes of a body where neither @max_body nor the bounds say less */

/* Sets max_body, where @max_body did not, and max_arena of all routes. */
void budget_model(const struct bounds *bounds, struct model *model);

/* Bytes of the struct that a handler's `in` and `out` are in. */
size_t budget_call(const struct bounds *bounds, const struct model_route *route);

#endif
