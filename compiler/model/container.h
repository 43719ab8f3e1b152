/* SPDX-License-Identifier: MIT */
/* Types that are made from others by brackets, map<> and | null, and the structs that C has for them:

       string[][]           struct swage_str_array_array      Tag[2][]             struct tag_2_array
       map<Tag>             struct tag_map                    map<int64, string>   struct swage_str_map_by_int64
       (int32 | null)[]     struct swage_int32_maybe_array of struct swage_int32_maybe
       (Tag | null)[]       struct tag_ptr_array of const struct tag *

   A name says what it is made from, so that each file which uses one comes to the same; two that would share a name are
   an error. */
#ifndef SWAGE_MODEL_CONTAINER_H
#define SWAGE_MODEL_CONTAINER_H

#include "model/model.h"

#include <stdbool.h>

struct place;
struct unit;

/* Each makes `type`, whose item, bounds and text are there, one of its kind, as it stands at `at`. */
void container_set_array(const struct unit *unit, const struct place *at, struct model_type *type);
void container_set_map(const struct unit *unit, const struct place *at, struct model_type *type);
void container_set_maybe(const struct unit *unit, const struct place *at, struct model_type *type);

/* The array struct that stands beside the declaration of such items or in the runtime, or NULL when there is none. */
const struct model_array *container_array(const struct model_type *item);

/* Claims the names of all that the checked declarations and routes of the file use. */
void container_claim_all(struct unit *unit);

#endif
