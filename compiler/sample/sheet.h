/* SPDX-License-Identifier: MIT */
/* A text that grows in a pool: documents are put together on it. One that gets longer than SAMPLE_BYTES_MAX is no text
   at all, and so is one that a missing part went into: who asks for it gets a NULL. */
#ifndef SWAGE_SAMPLE_SHEET_H
#define SWAGE_SAMPLE_SHEET_H

#include "model/model.h"
#include "syntax/pool.h"

#include <stdbool.h>
#include <stddef.h>

struct sheet {
    struct pool *pool;
    char *ptr;
    size_t len, cap;
    bool is_void; /* it got too long, or a part was missing */
};

#define SHEET_INIT(POOL) ((struct sheet){.pool = (POOL)})

void sheet_bytes(struct sheet *sheet, const char *ptr, size_t len);
void sheet_put(struct sheet *sheet, const char *text);
void sheet_repeat(struct sheet *sheet, const char *text, size_t count);

/* A part; its `ptr` is NULL when there is none, and then there is no whole either. */
void sheet_text(struct sheet *sheet, struct model_text text);

/* A string of JSON, escaped as the runtime's writer does. */
void sheet_string(struct sheet *sheet, struct model_text text);

/* What stands on it, with a NUL behind; NULL when it is void. The sheet is not to be written on any more. */
struct model_text sheet_done(struct sheet *sheet);

/* ---- texts of one piece ---- */

struct model_text sheet_of(const char *text);
struct model_text sheet_quote(struct pool *pool, struct model_text text);
struct model_text sheet_printf(struct pool *pool, const char *format, ...) POOL_PRINTF(2, 3);
bool sheet_equal(struct model_text a, struct model_text b);

#endif
