/* SPDX-License-Identifier: MIT */
/* Schemes of authentication, and what routes ask of their clients. */
#ifndef SWAGE_MODEL_AUTH_H
#define SWAGE_MODEL_AUTH_H

#include "model/model.h"

struct response_scope;
struct unit;

/* Checks every `auth` declaration of the file and fills them into the model, in the schema's order. Before the routes. */
void auth_declare(struct unit *unit, struct model *out);

/* What the @auth of a route or group says; without one what is asked `around` it, which is NULL outside of groups. */
struct model_auth auth_look(const struct unit *unit, const struct response_scope *scope, const struct model_auth *around);

#endif
