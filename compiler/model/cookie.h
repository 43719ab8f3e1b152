/* SPDX-License-Identifier: MIT */
/* What a browser is told of a cookie that a response sends (RFC 6265 4.1.2). */
#ifndef SWAGE_MODEL_COOKIE_H
#define SWAGE_MODEL_COOKIE_H

#include <stdbool.h>

struct ast_annotation_list;
struct place;
struct unit;

/* `*out` becomes what stands behind the value of cookie `name`: "; Path=/; HttpOnly". Without @path that is "/": what
   browsers take by themselves is the folder of the route's path. `at` is where the cookie stands. False after a
   diagnostic. */
bool cookie_look(struct unit *unit, const struct ast_annotation_list *list, const struct place *at, const char *name,
                 const char **out);

#endif
