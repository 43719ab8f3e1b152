/* SPDX-License-Identifier: MIT */
/*
 * Random documents of a type, made from the model: at its bounds more often than elsewhere, members in any order, keys
 * escaped, white space anywhere. A careful one is right but where chance has it otherwise (a pattern and a length that
 * hardly go together); a sloppy one has a value here and there that is out of bounds, of another type, missing
 * or twice.
 */
#ifndef TESTS_DIFFERENTIAL_DOCUMENT_H
#define TESTS_DIFFERENTIAL_DOCUMENT_H

#include "draw.h"
#include "model/model.h"

#include <swage/swage.h>

struct document { /* one that is being written */
    struct draw *draw;
    swage_buffer *out;
    unsigned sloppiness; /* percent of the places where something is wrong; 0: careful */
    bool has_space;
    unsigned lavish; /* how deep there is more than has to be */
    unsigned depth;  /* while it is written */
};

/* Adds a value of the type. */
void document_write(struct document *document, const struct model_type *type);

/* Any JSON at all, `depth` deep at most. */
void document_write_any(struct document *document, unsigned depth);

/* ---- for its own files ---- */

void document_put(struct document *document, const char *text);
void document_printf(struct document *document, const char *format, ...) SWAGE_PRINTF(2, 3);
bool document_slips(struct document *document); /* whether to be wrong here */

/* A count within bounds, or one beside them. */
size_t document_count(struct document *document, size_t least, size_t most);

/* Scalars and texts; the quotes around them are theirs. */
void document_write_integer(struct document *document, const struct model_type *type);
void document_write_float(struct document *document, const struct model_type *type);
void document_write_decimal(struct document *document, const struct model_type *type);
void document_write_string(struct document *document, const struct model_type *type);
void document_write_bytes(struct document *document, const struct model_type *type);

/* A text as JSON, some characters escaped though they need not be. */
void document_write_text(struct document *document, struct model_text text);

#endif
