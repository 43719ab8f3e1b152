/* SPDX-License-Identifier: MIT */
/* What generated decoders find right and wrong, by the runtime's functions: defaults and examples are held to nothing
   else. */
#ifndef SWAGE_MODEL_WIRE_H
#define SWAGE_MODEL_WIRE_H

#include "model/model.h"
#include "syntax/pool.h"

#include <stdbool.h>
#include <stddef.h>

/* Of two numbers as JSON has them: less than, equal to or more than 0 as `a` is to `b`. */
int wire_compare(const char *a, const char *b);

/* Whether a number is a multiple of a type's step, which it has. */
bool wire_is_multiple(double value, const struct model_type *type);

/* Whether the bytes are a text in a format; all are in that of NONE. */
bool wire_is_format(enum model_format format, const char *text, size_t len);

/* The bytes that the text stands for. False when it is not in the encoding. */
bool wire_decode(struct pool *pool, enum model_encoding encoding, const char *text, size_t len, struct model_text *out);

#endif
