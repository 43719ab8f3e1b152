/* SPDX-License-Identifier: MIT */
/* What a schema leaves to its user, as functions that do nothing yet: they compile without a warning, handlers answer
   501, verifiers deny, checks find nothing, types of the user's are refused. */
#ifndef SWAGE_EMIT_STUBS_H
#define SWAGE_EMIT_STUBS_H

#include "model/model.h"

#include <stdbool.h>
#include <stddef.h>

struct pool;

struct stub {
    const char *name; /* of the function */
    const char *text; /* its definition with the schema's words before it */
};

struct stubs {
    const struct stub *items; /* types of the user's, checks, verifiers, handlers, each in the schema's order */
    size_t count;
};

/* Those of the file itself: what it imports has its own. */
struct stubs stubs_make(struct pool *pool, const struct model *model);

/* NAME_handlers.c: all of them. */
const char *stubs_file(struct pool *pool, const struct model *model, const struct stubs *stubs);

/* NAME_main.c: a program that serves the routes. */
const char *stubs_main(struct pool *pool, const struct model *model);

#endif
