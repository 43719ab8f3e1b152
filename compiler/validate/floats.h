/* SPDX-License-Identifier: MIT */
/* Floats by the C library's own conversions, which round correctly whatever the text. */
#ifndef SWAGE_VALIDATE_FLOATS_H
#define SWAGE_VALIDATE_FLOATS_H

#include "model/model.h"

#include <stdbool.h>

struct pool;

/* The nearest value of the kind, FLOAT32 or FLOAT64, to a number. False when that is infinite. */
bool floats_read(enum model_kind kind, const char *text, double *out);

/* The shortest text that reads back as a finite value of the kind, with the point where ECMA-262 has it; "-0.0". */
const char *floats_write(struct pool *pool, enum model_kind kind, double value);

/* Whether a whole number of steps, exact in decimal, has a finite value of the kind as its nearest. `step` is a
   positive number with at most 16 digits. */
bool floats_is_multiple(struct pool *pool, enum model_kind kind, double value, const char *step);

#endif
