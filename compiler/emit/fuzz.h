/* SPDX-License-Identifier: MIT */
/*
 * What the parts of NAME_fuzz.c and NAME.dict share.
 *
 *     fuzz.c         the frame, the trials of types, and which there are
 *     fuzz_routes.c  stub handlers and trials of routes
 *     fuzz_seeds.c   inputs to start from
 *     fuzz_dict.c    the words of the schema
 */
#ifndef SWAGE_EMIT_FUZZ_H
#define SWAGE_EMIT_FUZZ_H

#include "emit/emitter.h"

/* The struct or union that a declaration is, as a type; false for others, which have no decoder. */
bool fuzz_object(const struct model_decl *decl, struct model_type *out);

/* The trials of routes, which emitter_find(e, route, "fuzz") names then. */
void fuzz_routes(struct emitter *e);

/* The table `seeds`. */
void fuzz_seeds(struct emitter *e);

#endif
