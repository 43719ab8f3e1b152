/* SPDX-License-Identifier: MIT */
/* Numbers of a schema as values of C types; whoever asks reports what does not fit. */
#ifndef SWAGE_MODEL_NUMBER_H
#define SWAGE_MODEL_NUMBER_H

#include "model/model.h"
#include "syntax/pool.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ast_number;

enum number_fault { NUMBER_FINE, NUMBER_FRACTION, NUMBER_TOO_SMALL, NUMBER_TOO_LARGE };

/* An integer between min and max; a fraction or an exponent is a fault, whatever its value is. */
enum number_fault number_signed(const struct ast_number *number, int64_t min, int64_t max, int64_t *out);
enum number_fault number_unsigned(const struct ast_number *number, uint64_t min, uint64_t max, uint64_t *out);

/* The nearest value of FLOAT32 or FLOAT64. */
enum number_fault number_float(const struct ast_number *number, enum model_kind kind, double *out);

/* "is no integer", "is too small", "is too large" */
const char *number_fault_text(enum number_fault fault);

/* A C literal that reads back as exactly this value: "0.5", "0.5f". */
const char *number_float_literal(struct pool *pool, enum model_kind kind, double value);

/* The borders of an integer kind: signed ones in min and max, unsigned ones in umin and umax; others get zeros. */
void number_borders(enum model_kind kind, struct model_type *out);

bool number_is_signed(enum model_kind kind);
bool number_is_unsigned(enum model_kind kind);
bool number_is_float(enum model_kind kind);

#endif
