/* SPDX-License-Identifier: MIT */
/* Types, values and examples as JSON: what several members of the document are made of. Private to this folder. */
#ifndef SWAGE_DUMP_SHAPE_H
#define SWAGE_DUMP_SHAPE_H

#include "dump/part.h"

/* A type at one place, with its bounds. Declared types are named, with the stem of the file that has them. */
struct json_object *shape_type(struct part_maker *m, const struct model_type *type);

/* A value as it stands on the wire; NULL, an item that is null, gives NULL. */
struct json_object *shape_value(struct part_maker *m, const struct model_value *value, const struct model_type *type);

/* "name", "home" */
void shape_put_name(struct part_maker *m, struct json_object *to, const char *name, const char *home);

/* "default", where there is one. */
void shape_put_default(struct part_maker *m, struct json_object *to, const struct model_value *value,
                       const struct model_type *type);

/* "examples" and "rejects", where there are any. */
void shape_put_examples(struct part_maker *m, struct json_object *to, const struct model_examples *examples);

/* "c_presence" */
void shape_put_presence(struct part_maker *m, struct json_object *to, enum model_presence presence);

#endif
