/* SPDX-License-Identifier: MIT */
/* From a model to the text of the files that are written from it. Nothing here touches the file system, and nothing can
   fail: what cannot be written was refused before there was a model. */
#ifndef SWAGE_EMIT_EMIT_H
#define SWAGE_EMIT_EMIT_H

#include <stddef.h>

struct pool;
struct model;

enum emit_what {
    EMIT_TYPES = 1, /* NAME.h, NAME.c */
    EMIT_ROUTES = 2, /* NAME_routes.h, NAME_routes.c, NAME_app.c */
    EMIT_TESTS = 4,  /* NAME_check.c */
    EMIT_FUZZ = 8,   /* NAME_fuzz.c, NAME.dict */
    EMIT_OPENAPI = 16, /* NAME.openapi.json */
    EMIT_DOCS = 32     /* the same within NAME_routes.c, where there are routes, to be served */
};

struct emit_output {
    const char *name; /* "user.h": no folder */
    const char *text; /* `len` bytes and a NUL */
    size_t len;
};

struct emit_outputs {
    struct emit_output *items;
    size_t count;
};

/* All files of `what`, always the same set for the same flags. The text is the pool's. */
void emit_files(struct pool *pool, const struct model *model, unsigned what, struct emit_outputs *out);

#endif
