/* SPDX-License-Identifier: MIT */
/* Routes and groups of a file. */
#ifndef SWAGE_MODEL_ROUTE_H
#define SWAGE_MODEL_ROUTE_H

struct model;
struct unit;

/* Checks all routes, groups' ones included, and fills them into the model in the schema's order. */
void route_look(struct unit *unit, struct model *out);

#endif
