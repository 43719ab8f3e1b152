/* SPDX-License-Identifier: MIT */
/*
 * JSON under construction, in the order in which it is written: commas and lines are made here, nesting is the caller's.
 *
 *     leaf_open(p, '{');
 *     leaf_put(p, "name", "Ann");
 *     leaf_key(p, "tags");
 *     leaf_row(p);                 an array on one line
 *     leaf_string(p, "a");
 *     leaf_close(p);
 *     leaf_close(p);               {"name": "Ann", "tags": ["a"]}
 */
#ifndef SWAGE_EMIT_LEAF_H
#define SWAGE_EMIT_LEAF_H

#include "emit/text.h"
#include "model/model.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LEAF_DEPTH = 1024 }; /* brackets in one another: a type's own are AST_DEPTH_MAX at most, with two objects each */

struct leaf {
    struct text text;
    bool is_tight; /* no white space at all */
    size_t depth;
    bool has_items[LEAF_DEPTH]; /* of each bracket that is open */
    char ends[LEAF_DEPTH];      /* what closes it */
    size_t row;                      /* from this depth on all is on one line; 0: it is not */
};

void leaf_init(struct leaf *p, struct pool *pool, bool is_tight);

void leaf_open(struct leaf *p, char bracket);
void leaf_row(struct leaf *p);
void leaf_close(struct leaf *p);
void leaf_key(struct leaf *p, const char *key);
void leaf_key_text(struct leaf *p, struct model_text key);

/* ---- values ---- */

void leaf_string(struct leaf *p, const char *text);
void leaf_text(struct leaf *p, struct model_text text);
void leaf_raw(struct leaf *p, struct model_text json); /* JSON as it stands */
void leaf_int(struct leaf *p, int64_t value);
void leaf_uint(struct leaf *p, uint64_t value);

/* ---- members; what is not there leaves none: NULL, false ---- */

void leaf_put(struct leaf *p, const char *key, const char *text);
void leaf_put_flag(struct leaf *p, const char *key, bool value);
void leaf_put_int(struct leaf *p, const char *key, int64_t value);
void leaf_put_uint(struct leaf *p, const char *key, uint64_t value);
void leaf_put_raw(struct leaf *p, const char *key, struct model_text json);

#endif
