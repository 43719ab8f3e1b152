/* SPDX-License-Identifier: MIT */
/* Paths of routes: split at the slashes, percent-decoded, parameters told from literals. */
#ifndef SWAGE_MODEL_PATH_H
#define SWAGE_MODEL_PATH_H

#include "model/model.h"
#include "syntax/source.h"

#include <stdbool.h>
#include <stddef.h>

struct ast_string;
struct unit;

struct path_segment {
    struct path_segment *next;
    struct model_segment made;
    struct place at;
    bool is_taken; /* some parameter of the route is it */
};

struct path {
    const char *text; /* all pieces one after the other */
    struct path_segment *first, *last;
    size_t count;
};

/* Appends the path of a group, or that of a route (which ends it). False after a diagnostic. */
bool path_add_group(const struct unit *unit, struct path *path, const struct ast_string *text);
bool path_add_route(const struct unit *unit, struct path *path, const struct ast_string *text);

/* The {x} or {x+} of that name, or NULL. `capture` gets its number. */
struct path_segment *path_find(const struct path *path, const char *name, size_t *capture);

/* One text for all paths that match the same requests. */
const char *path_shape(const struct unit *unit, const struct path *path);

#endif
