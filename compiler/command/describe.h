/* SPDX-License-Identifier: MIT */
/* What the model says, in words for people. All texts are the pool's. */
#ifndef SWAGE_COMMAND_DESCRIBE_H
#define SWAGE_COMMAND_DESCRIBE_H

#include "model/model.h"
#include "syntax/pool.h"

#include <stdbool.h>

/* "1 to 64 characters, matches ^[a-z]+$": what a value has to be; "" when its type says it all. */
const char *describe_rule(struct pool *pool, const struct model_type *type);

/* "required", "optional or null", "default 20". */
const char *describe_presence(struct pool *pool, bool is_required, bool is_nullable, const struct model_value *value,
                              const struct model_type *type);

/* A name of the wire, as it stands in JSON but without quotes: nothing in it can disturb a terminal. */
const char *describe_name(struct pool *pool, struct model_text name);

/* "4096", or "no bound". */
const char *describe_bytes(struct pool *pool, size_t bytes);

#endif
