/* SPDX-License-Identifier: MIT */
/* Documents taken apart again: JSON that was made here, and so is JSON. */
#ifndef SWAGE_SAMPLE_PLAIN_H
#define SWAGE_SAMPLE_PLAIN_H

#include "model/model.h"
#include "syntax/pool.h"

#include <stdbool.h>
#include <stddef.h>

struct plain_member {
    struct model_text key, value; /* as they stand; keys without quotes */
};

/* The members of an object whose keys have no escapes, or the items of an array (without keys). At most `max`; false when
   there are more, or it is none, or white space stands around them: then nothing is to be made of it. */
bool plain_split(struct model_text json, struct plain_member *out, size_t max, size_t *count);

/* The text of a string: unescaped, UTF-8, without U+0000. False when it is none. */
bool plain_string(struct pool *pool, struct model_text json, struct model_text *out);

#endif
