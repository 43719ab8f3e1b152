/* SPDX-License-Identifier: MIT */
/* Any value along any type. It recurses as deep as the tree is, which is not deep. */
#include "config.h"

#include "validate/walk.h"

#include "syntax/pool.h"
#include "validate/jsontree.h"

#include <json-c/json.h>

/* ---- ends ---- */

void walk_fail(struct walk *w, const char *failure)
{
    w->failure = failure;
    w->pool->exhausted(w->pool->arg);
}

bool walk_end(struct walk *w)
{
    findings_end(&w->findings, w->tree->code, w->tree->detail);
    return false;
}

static bool end_at_depth(struct walk *w)
{
    findings_end(&w->findings, "depth", "objects and arrays are nested too deeply");
    return false;
}

bool walk_enter(struct walk *w, unsigned levels)
{
    if (w->depth < levels)
        return end_at_depth(w);
    w->depth -= levels;
    return true;
}

void walk_leave(struct walk *w, unsigned levels)
{
    w->depth += levels;
}

/* Reading ends at the first fault of the text, so what is in the tree stands before it. */
bool walk_over(struct walk *w, struct json_object *value)
{
    if (jsontree_height(value) > w->depth)
        return end_at_depth(w);
    return jsontree_is_cut(value) ? walk_end(w) : true;
}

/* ---- faults that all types have ---- */

static void add_other(struct walk *w, const char *code, const struct model_type *type, struct json_object *value)
{
    if (w->is_secret)
        findings_add(&w->findings, code, "expected %s", walk_wanted(type));
    else
        findings_add(&w->findings, code, "expected %s, found %s", walk_wanted(type), walk_found(value));
}

bool walk_mismatch(struct walk *w, const struct model_type *type, struct json_object *value)
{
    add_other(w, "type", type, value);
    return walk_over(w, value);
}

bool walk_twice(struct walk *w, struct json_object *value)
{
    findings_add(&w->findings, "duplicate", "this member stands here for the second time");
    return walk_over(w, value);
}

static bool walk_null(struct walk *w, const struct model_type *type, struct json_object *value, bool is_nullable)
{
    if (jsontree_is_cut(value))
        return walk_end(w);
    if (!is_nullable)
        add_other(w, "null", type, value);
    return true;
}

/* ---- values ---- */

/* One that is not null, unless the type is any JSON. */
static bool walk_typed(struct walk *w, const struct model_type *type, struct json_object *value)
{
    enum jsontree_kind kind = jsontree_kind(value);
    bool is_object = kind == JSONTREE_OBJECT, is_array = kind == JSONTREE_ARRAY;
    switch (type->kind) {
    case MODEL_STRUCT: return is_object ? walk_struct(w, type->structure, value, NULL) : walk_mismatch(w, type, value);
    case MODEL_MAP: return is_object ? walk_map(w, type, value) : walk_mismatch(w, type, value);
    case MODEL_ARRAY:
    case MODEL_FIXED: return is_array ? walk_array(w, type, value) : walk_mismatch(w, type, value);
    case MODEL_UNION: return walk_union(w, type->choice, type, value);
    case MODEL_EXTERN: return walk_value(w, type->item, value, false);
    case MODEL_JSON: return walk_over(w, value);
    default: return walk_scalar(w, type, value);
    }
}

bool walk_value(struct walk *w, const struct model_type *type, struct json_object *value, bool is_nullable)
{
    enum jsontree_kind kind = jsontree_kind(value);
    if (kind == JSONTREE_NOTHING)
        return walk_end(w);
    if (type->kind == MODEL_MAYBE)
        return walk_value(w, type->item, value, true);
    bool was_secret = w->is_secret;
    w->is_secret = was_secret || type->is_secret;
    bool is_null = kind == JSONTREE_NULL && type->kind != MODEL_JSON;
    bool is_good = is_null ? walk_null(w, type, value, is_nullable) : walk_typed(w, type, value);
    w->is_secret = was_secret;
    return is_good;
}
