/* SPDX-License-Identifier: MIT */
/* What encoders write for a member that was not there: its default. */
#ifndef SWAGE_SAMPLE_STANDARD_H
#define SWAGE_SAMPLE_STANDARD_H

#include "model/model.h"
#include "syntax/pool.h"

/* The JSON of a default of this type. */
struct model_text standard_json(struct pool *pool, const struct model_type *type, const struct model_value *value);

#endif
