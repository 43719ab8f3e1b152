/* SPDX-License-Identifier: MIT */
/* @cors: whose scripts browsers may let in. */
#ifndef SWAGE_MODEL_CORS_H
#define SWAGE_MODEL_CORS_H

#include "model/model.h"

struct response_scope;
struct unit;

/* What the @cors of a route or group says, or NULL; without one what is said `around` it. Reports what is wrong with it. */
const struct model_cors *cors_look(const struct unit *unit, const struct response_scope *scope, const struct model_cors *around);

/* What the namespace of the file says, around everything. */
const struct model_cors *cors_of_file(const struct unit *unit);

#endif
