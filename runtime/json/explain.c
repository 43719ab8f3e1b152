/* SPDX-License-Identifier: MIT */
/*
 * Finding all faults of a document: objects and arrays, walked along their types. It recurses as deep as `depth`
 * allows.
 */
#include "config.h"

#include "json/explain.h"
#include "json/utf8.h"

#include <swage/explain.h>
#include <swage/read.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

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
    if (x->count == x->max)
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

bool explain_end(struct explain *x, enum swage_fault fault, const char *at, const char *detail)
{
    if (x->count == x->max && x->count > 0)
        x->count--;
    explain_add(x, fault, at, "%s", detail);
    return false;
}

/* --- objects ------------------------------------------------------------------------------------------------------ */

static bool read_value(struct explain *x, const struct swage_type *type, bool is_nullable);

/* Which members have been seen: a bit each, in place for all but vast structs. */
struct seen {
    uint64_t few[4];
    uint64_t *bits; /* `few`, or from calloc */
};

static bool seen_init(struct seen *seen, size_t count)
{
    memset(seen->few, 0, sizeof seen->few);
    seen->bits = seen->few;
    if (count > 64 * sizeof seen->few / sizeof *seen->few)
        seen->bits = calloc(count / 64 + 1, sizeof *seen->bits);
    return seen->bits != NULL;
}

static void seen_done(struct seen *seen)
{
    if (seen->bits != seen->few)
        free(seen->bits);
}

static bool was_seen(const struct seen *seen, size_t i)
{
    return seen->bits[i / 64] >> (i % 64) & 1;
}

/* The member of the key, from number `hint` on; `count` when it is not declared. */
static size_t find_member(const struct swage_type *type, const struct explain_text *key, size_t hint)
{
    for (size_t i = 0; i < type->count; i++) {
        size_t at = (hint + i) % type->count;
        if (explain_is(key, type->members[at].key))
            return at;
    }
    return type->count;
}

/* A member that is declared, from its value on. */
static bool read_known(struct explain *x, const struct swage_member *member, bool is_twice, const char *key)
{
    bool good;
    struct pointer_mark mark = pointer_to_member(&x->path, member->key);
    if (is_twice) {
        explain_add(x, SWAGE_FAULT_DUPLICATE, key, "this member stands here for the second time");
        good = explain_skip(x);
    } else {
        good = read_value(x, member->type, member->flags & SWAGE_MEMBER_NULLABLE);
    }
    pointer_back(&x->path, mark);
    return good;
}

static bool read_member(struct explain *x, const struct swage_type *type, struct seen *seen, size_t *hint)
{
    struct explain_text key;
    const char *at = x->p;
    if (!explain_key(x, &key))
        return false;
    size_t i = find_member(type, &key, *hint);
    if (i == type->count) {
        if (type->flags & SWAGE_TYPE_STRICT)
            explain_add(x, SWAGE_FAULT_UNKNOWN, at, "a member that is not declared");
        return explain_skip(x);
    }
    bool is_twice = was_seen(seen, i);
    seen->bits[i / 64] |= UINT64_C(1) << (i % 64);
    *hint = i + 1;
    return read_known(x, &type->members[i], is_twice, at);
}

/* Behind the closing brace. */
static void add_missing(struct explain *x, const struct swage_type *type, const struct seen *seen)
{
    for (size_t i = 0; i < type->count; i++) {
        const struct swage_member *member = &type->members[i];
        if (!(member->flags & SWAGE_MEMBER_REQUIRED) || was_seen(seen, i))
            continue;
        struct pointer_mark mark = pointer_to_member(&x->path, member->key);
        explain_add(x, SWAGE_FAULT_MISSING, x->p - 1, "expected %s, found nothing", explain_wanted(member->type));
        pointer_back(&x->path, mark);
    }
}

static bool read_members(struct explain *x, const struct swage_type *type, struct seen *seen)
{
    size_t hint = 0;
    bool more = !explain_take(x, '}');
    while (more)
        if (!read_member(x, type, seen, &hint) || !explain_next(x, '}', &more))
            return false;
    add_missing(x, type, seen);
    return true;
}

static bool read_struct(struct explain *x, const struct swage_type *type)
{
    struct seen seen;
    if (!explain_enter(x, 1))
        return false;
    if (!seen_init(&seen, type->count))
        return explain_end(x, SWAGE_FAULT_MEMORY, x->p, "there is no memory");
    bool good = read_members(x, type, &seen);
    seen_done(&seen);
    explain_leave(x, 1);
    return good;
}

/* --- arrays ------------------------------------------------------------------------------------------------------- */

static const char *items(size_t count)
{
    return count == 1 ? "item" : "items";
}

static bool read_item(struct explain *x, const struct swage_type *type, size_t index)
{
    if (index == type->most)
        explain_add(x, SWAGE_FAULT_TOO_MANY, x->p, "at most %zu %s", type->most, items(type->most));
    if (index >= type->most)
        return explain_skip(x);
    struct pointer_mark mark = pointer_to_item(&x->path, index);
    bool good = read_value(x, type->item, type->flags & SWAGE_MEMBER_NULLABLE);
    pointer_back(&x->path, mark);
    return good;
}

static bool read_array(struct explain *x, const struct swage_type *type)
{
    /* An array of scalars can hold nothing deep, and decoders do not count it. */
    unsigned levels = type->item->kind == SWAGE_KIND_STRUCT || type->item->kind == SWAGE_KIND_ARRAY;
    size_t count = 0;
    if (!explain_enter(x, levels))
        return false;
    bool more = !explain_take(x, ']');
    while (more)
        if (!read_item(x, type, count++) || !explain_next(x, ']', &more))
            return false;
    explain_leave(x, levels);
    if (count < type->least)
        explain_add(x, SWAGE_FAULT_TOO_FEW, x->p - 1, "at least %zu %s, found %zu", type->least, items(type->least),
                    count);
    return true;
}

/* --- values ------------------------------------------------------------------------------------------------------- */

static bool read_value(struct explain *x, const struct swage_type *type, bool is_nullable)
{
    const char *at = x->p;
    const char *found = explain_found(x);
    if (!found)
        return false;
    if (*at == 'n') {
        if (!explain_word(x, "null"))
            return false;
        if (!is_nullable)
            explain_add(x, SWAGE_FAULT_NULL, at, "expected %s, found null", explain_wanted(type));
        return true;
    }
    if (*at == '{' && type->kind == SWAGE_KIND_STRUCT)
        return read_struct(x, type);
    if (*at == '[' && type->kind == SWAGE_KIND_ARRAY)
        return read_array(x, type);
    return explain_scalar(x, type, found);
}

size_t swage_explain(swage_str json, const struct swage_type *type, unsigned depth, struct swage_error *faults,
                     size_t max)
{
    struct explain x = {.faults = faults, .max = max};
    if (!json.ptr)
        json = SWAGE_EMPTY;
    x.text = json.ptr;
    x.p = json.ptr;
    x.end = json.ptr + json.len;
    x.depth = depth < SWAGE_DEPTH_LIMIT ? depth : SWAGE_DEPTH_LIMIT;
    explain_space(&x);
    if (!read_value(&x, type, false))
        return x.count;
    explain_space(&x);
    if (x.p != x.end)
        explain_end(&x, SWAGE_FAULT_TRAILING, x.p, "more text behind the document");
    return x.count;
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
    if (swage_explain(json, type, SWAGE_DEPTH_MAX, found, 2) == 0)
        set_error(&found[0], SWAGE_FAULT_INVALID, swage_fault_title(SWAGE_FAULT_INVALID));
    *error = found[0];
    return SWAGE_E_INVALID;
}
