/* SPDX-License-Identifier: MIT */
/* A value as generated encoders write it: doc/json.md, "Written". Of an extern typedef the base is written as it was
   read, since only the user's functions know better. */
#ifndef SWAGE_VALIDATE_CANONICAL_H
#define SWAGE_VALIDATE_CANONICAL_H

struct json_object;
struct model_type;
struct writing;

/* `value` has no faults as one of the type, or is null where that may be. */
void canonical_write(struct writing *out, const struct model_type *type, struct json_object *value);

#endif
