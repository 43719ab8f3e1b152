/* SPDX-License-Identifier: MIT */
/* From a document that is accepted to what an encoder makes of it: members in the schema's order with their defaults,
   no white space, texts with the escapes that they need, numbers as short as they can be. */
#ifndef SWAGE_SAMPLE_REWRITE_H
#define SWAGE_SAMPLE_REWRITE_H

#include "model/model.h"
#include "syntax/pool.h"

#include <stdbool.h>
#include <stddef.h>

struct rewritten {
    struct model_text encoded; /* ptr NULL: longer than SAMPLE_BYTES_MAX */
    unsigned depth;            /* how deep objects and arrays are in one another, as decoders count */
    bool asks_user;            /* a function of the user's has a say in it */
};

/* `json` is a document of the type, without faults. */
void rewrite(struct pool *pool, const struct model_type *type, struct model_text json, struct rewritten *out);

/* Whether values of the type may come before a function of the user's. */
bool rewrite_asks_user(struct pool *pool, const struct model_type *type);

/* Whether brackets may stand in a value of the type: of arrays of others decoders do not count their own. */
bool rewrite_has_brackets(const struct model_type *type);

#endif
