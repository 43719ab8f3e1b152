/* SPDX-License-Identifier: MIT */
/*
 * C text under construction. What is written reads like what comes out: lines without indentation, which is taken from the
 * braces: a line that starts with '}' steps out, one that ends with '{' steps in, labels stand one step out.
 *
 *     text_add(t, "for (size_t i = 0; i < %zu; i++) {\n"
 *                 "total += a[i];\n"
 *                 "}\n", count);
 */
#ifndef SWAGE_EMIT_TEXT_H
#define SWAGE_EMIT_TEXT_H

#include "model/model.h"
#include "syntax/pool.h"

#include <stdbool.h>
#include <stddef.h>

struct text {
    struct pool *pool;
    char *ptr;
    size_t len, cap;
    int indent;
};

void text_init(struct text *t, struct pool *pool);

/* Appends lines. Every line that `format` begins it also ends. */
void text_add(struct text *t, const char *format, ...) POOL_PRINTF(2, 3);

/* Appends bytes as they are: for texts that are no lines of code. */
void text_bytes(struct text *t, const char *bytes, size_t len);

/* The schema's words as a comment, on one line where it fits; nothing for NULL. They cannot end it early. */
void text_doc(struct text *t, const char *doc);

/* "/" "* --- name ---- *" "/" with an empty line before and behind. */
void text_banner(struct text *t, const char *name);

/* A C string literal with these bytes, quotes included. */
const char *text_literal(struct pool *pool, const char *ptr, size_t len);

/* The bytes as the inside of a JSON string. */
struct model_text text_json(struct pool *pool, const char *ptr, size_t len);

#endif
