/* SPDX-License-Identifier: MIT */
/*
 * Finding all faults of a document: any value along its type, and what is noted. It recurses as deep as `depth` allows.
 */
#include "config.h"

#include "json/explain.h"
#include "json/utf8.h"

#include <swage/explain.h>
#include <swage/read.h>

#include <stdarg.h>
#include <stdio.h>

#define TEXTS_MIN (64 * 1024) /* bytes that strings without escapes may take, and as many as the document has */

/* --- faults ------------------------------------------------------------------------------------------------------- */

/* Text that was cut to fit may end within a character: takes what there is of that away. */
static void end_at_character(char *text, size_t len)
{
    const char *p = text;
    const char *end = text + len;
    while (p != end) {
        size_t step = utf8_sequence(p, end);
        if (step == 0)
            break;
        p += step;
    }
    text[p - text] = '\0';
}

static void fill(struct explain *x, struct swage_error *error, enum swage_fault fault, const char *at)
{
    error->fault = fault;
    error->offset = (size_t)(at - x->text);
    memcpy(error->pointer, x->path.text, sizeof error->pointer);
}

void explain_add(struct explain *x, enum swage_fault fault, const char *at, const char *format, ...)
{
    x->found++;
    if (!explain_has_room(x))
        return;
    struct swage_error *error = &x->faults[x->count++];
    fill(x, error, fault, at);
    va_list args;
    va_start(args, format);
    int len = vsnprintf(error->detail, sizeof error->detail, format, args);
    va_end(args);
    size_t most = sizeof error->detail - 1;
    end_at_character(error->detail, len < 0 ? 0 : (size_t)len < most ? (size_t)len : most);
}

void explain_add_count(struct explain *x, enum swage_fault fault, const char *at, size_t limit, const char *unit,
                       size_t found)
{
    bool is_least = fault == SWAGE_FAULT_TOO_SHORT || fault == SWAGE_FAULT_TOO_FEW;
    const char *rule = is_least ? "at least" : "at most";
    const char *plural = limit == 1 ? "" : "s";
    if (x->is_secret || found == SIZE_MAX)
        explain_add(x, fault, at, "%s %zu %s%s", rule, limit, unit, plural);
    else
        explain_add(x, fault, at, "%s %zu %s%s, found %zu", rule, limit, unit, plural, found);
}

void explain_add_type(struct explain *x, enum swage_fault fault, const char *at, const char *wanted, const char *found)
{
    if (x->is_secret)
        explain_add(x, fault, at, "expected %s", wanted);
    else
        explain_add(x, fault, at, "expected %s, found %s", wanted, found);
}

bool explain_end(struct explain *x, enum swage_fault fault, const char *at, const char *detail)
{
    if (x->count == x->max && x->count > 0)
        x->count--;
    explain_add(x, fault, at, "%s", detail);
    return false;
}

bool explain_end_memory(struct explain *x, int failed)
{
    return explain_end(x, SWAGE_FAULT_MEMORY, x->p, swage_status_text(failed));
}

/* --- values ------------------------------------------------------------------------------------------------------- */

static bool read_null(struct explain *x, const struct swage_type *type, bool is_nullable)
{
    const char *at = x->p;
    if (!explain_word(x, "null"))
        return false;
    if (!is_nullable)
        explain_add_type(x, SWAGE_FAULT_NULL, at, explain_wanted(type), "null");
    return true;
}

/* A type of the user's: what its base allows, and then what its own reading says. */
static bool read_extern(struct explain *x, const struct swage_type *type)
{
    const char *start = x->p;
    size_t before = x->found;
    return explain_value(x, type->item, false) && explain_check(x, type, start, before, NULL);
}

/* A value that is not null, unless the type is any JSON. */
static bool read_value(struct explain *x, const struct swage_type *type, const char *found)
{
    switch (type->kind) {
    case SWAGE_KIND_STRUCT: return *x->p == '{' ? explain_struct(x, type, NULL) : explain_mismatch(x, type, found);
    case SWAGE_KIND_MAP: return *x->p == '{' ? explain_map(x, type) : explain_mismatch(x, type, found);
    case SWAGE_KIND_ARRAY: return *x->p == '[' ? explain_array(x, type) : explain_mismatch(x, type, found);
    case SWAGE_KIND_UNION: return explain_union(x, type, found);
    case SWAGE_KIND_EXTERN: return read_extern(x, type);
    case SWAGE_KIND_JSON: return explain_skip(x);
    default: return explain_scalar(x, type, found);
    }
}

bool explain_value(struct explain *x, const struct swage_type *type, bool is_nullable)
{
    const char *found = explain_found(x);
    if (!found)
        return false;
    bool was_secret = x->is_secret;
    x->is_secret = was_secret || type->flags & SWAGE_TYPE_SECRET;
    bool is_null = *x->p == 'n' && type->kind != SWAGE_KIND_JSON;
    bool good = is_null ? read_null(x, type, is_nullable) : read_value(x, type, found);
    x->is_secret = was_secret;
    return good;
}

bool explain_value_at(struct explain *x, const struct swage_type *type, bool is_nullable, bool is_secret)
{
    bool was_secret = x->is_secret;
    x->is_secret = was_secret || is_secret;
    bool good = explain_value(x, type, is_nullable);
    x->is_secret = was_secret;
    return good;
}

/* --- documents ---------------------------------------------------------------------------------------------------- */

static void search(struct explain *x, const struct swage_type *type)
{
    explain_space(x);
    if (!explain_value(x, type, false))
        return;
    explain_space(x);
    if (x->p != x->end)
        explain_end(x, SWAGE_FAULT_TRAILING, x->p, "more text behind the document");
}

size_t swage_explain_within(swage_str json, const struct swage_type *type, unsigned depth, size_t memory,
                            struct swage_error *faults, size_t max)
{
    struct explain x = {.faults = faults, .max = max};
    if (!json.ptr)
        json = SWAGE_EMPTY;
    x.text = json.ptr;
    x.p = json.ptr;
    x.end = json.ptr + json.len;
    x.depth = depth < SWAGE_DEPTH_LIMIT ? depth : SWAGE_DEPTH_LIMIT;
    /* Unescaped, or decoded from base64, no string takes more than it has in the text; but each is rounded up. */
    size_t spare = (SIZE_MAX - TEXTS_MIN) / (2 * SWAGE_ARENA_ALIGN);
    swage_arena_init(&x.texts, TEXTS_MIN + 2 * SWAGE_ARENA_ALIGN * (json.len < spare ? json.len : spare));
    swage_arena_init(&x.checks, memory);
    search(&x, type);
    swage_arena_done(&x.texts);
    swage_arena_done(&x.checks);
    return x.count;
}

size_t swage_explain(swage_str json, const struct swage_type *type, unsigned depth, struct swage_error *faults,
                     size_t max)
{
    return swage_explain_within(json, type, depth, SWAGE_EXPLAIN_MEMORY, faults, max);
}

/* --- the first fault, for decoders -------------------------------------------------------------------------------- */

static void set_error(struct swage_error *error, enum swage_fault fault, const char *detail)
{
    *error = (struct swage_error){.fault = fault};
    snprintf(error->detail, sizeof error->detail, "%s", detail);
}

enum swage_status swage_reader_explain(const swage_reader *r, swage_str json, const struct swage_type *type,
                                       struct swage_error *error)
{
    struct swage_error found[2]; /* the second, so that a fault of the text does not take the first one's place */
    if (r->status) {
        if (error)
            set_error(error, SWAGE_FAULT_MEMORY, swage_status_text(r->status));
        return (enum swage_status)r->status;
    }
    if (!error)
        return SWAGE_E_INVALID;
    unsigned depth = r->depth_max ? r->depth_max : SWAGE_DEPTH_MAX;
    size_t memory = r->arena ? r->arena->max : SWAGE_EXPLAIN_MEMORY;
    if (swage_explain_within(json, type, depth, memory, found, 2) == 0)
        set_error(&found[0], SWAGE_FAULT_INVALID, swage_fault_title(SWAGE_FAULT_INVALID));
    *error = found[0];
    return SWAGE_E_INVALID;
}
