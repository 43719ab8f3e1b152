/* SPDX-License-Identifier: MIT */
/* Which route a path leads to, and which methods are there, as the server finds them. */
#ifndef SWAGE_SAMPLE_REQUEST_PATH_H
#define SWAGE_SAMPLE_REQUEST_PATH_H

#include "model/model.h"
#include "sample/sheet.h"

#include <stdbool.h>
#include <stddef.h>

/* Escapes what needs it in a path, a query or a form. */
void request_escape(struct sheet *sheet, struct model_text text);

/* The path of a route with a text in place of each parameter; the sheet is not changed where one cannot stand in a path:
   it is empty, leads out of its segment, or the path leads to another route then. */
bool request_path(struct sheet *sheet, const struct model *model, const struct model_route *route,
                  const struct model_text *values);

/* A path that no route has. */
struct model_text request_nowhere(struct pool *pool, const struct model *model);

/* Whether the path of a route has this method, and "Allow: " with all that it has. */
bool request_has_method(const struct model *model, const struct model_route *route, const char *method);
const char *request_allow(struct pool *pool, const struct model *model, const struct model_route *route);

#endif
