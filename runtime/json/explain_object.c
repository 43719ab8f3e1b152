/* SPDX-License-Identifier: MIT */
/*
 * Objects of structs: which members there are, which are missing, and what the struct's check functions say of those
 * that are in order.
 */
#include "config.h"

#include "json/explain.h"

#include <swage/faults.h>

#include <stdlib.h>

/* --- members ------------------------------------------------------------------------------------------------------ */

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

bool explain_twice(struct explain *x, const char *key)
{
    explain_add(x, SWAGE_FAULT_DUPLICATE, key, "this member stands here for the second time");
    return explain_skip(x);
}

/* A member that is declared, from its value on. */
static bool read_known(struct explain *x, const struct swage_member *member, bool is_twice, const char *key)
{
    struct pointer_mark mark = pointer_to_member(&x->path, member->key);
    bool was_secret = x->is_secret;
    x->is_secret = was_secret || member->flags & SWAGE_TYPE_SECRET;
    bool good =
        is_twice ? explain_twice(x, key) : explain_value(x, member->type, member->flags & SWAGE_MEMBER_NULLABLE);
    x->is_secret = was_secret;
    pointer_back(&x->path, mark);
    return good;
}

/* The union's tag, from its value on. Whether that is good was seen before. */
static bool read_tag(struct explain *x, struct explain_tag *tag, const char *key)
{
    if (tag->from) {
        struct pointer_mark mark = pointer_to_member(&x->path, tag->key);
        bool good = explain_twice(x, key);
        pointer_back(&x->path, mark);
        return good;
    }
    if (!explain_skip(x))
        return false;
    tag->from = key;
    tag->to = x->p;
    return true;
}

static bool read_member(struct explain *x, const struct swage_type *type, struct seen *seen, size_t *hint,
                        struct explain_tag *tag)
{
    struct explain_text key;
    const char *at = x->p;
    if (!explain_key(x, &key))
        return false;
    if (tag && explain_is(&key, tag->key))
        return read_tag(x, tag, at);
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
        explain_add_type(x, SWAGE_FAULT_MISSING, x->p - 1, explain_wanted(member->type), "nothing");
        pointer_back(&x->path, mark);
    }
}

static bool read_members(struct explain *x, const struct swage_type *type, struct seen *seen, struct explain_tag *tag)
{
    size_t hint = 0;
    bool more = !explain_take(x, '}');
    while (more)
        if (!read_member(x, type, seen, &hint, tag) || !explain_next(x, '}', &more))
            return false;
    add_missing(x, type, seen);
    return true;
}

bool explain_struct(struct explain *x, const struct swage_type *type, struct explain_tag *tag)
{
    struct seen seen;
    const char *start = x->p;
    size_t before = x->found;
    if (!explain_enter(x, 1))
        return false;
    if (!seen_init(&seen, type->count))
        return explain_end_memory(x, SWAGE_E_NOMEM);
    bool good = read_members(x, type, &seen, tag);
    seen_done(&seen);
    explain_leave(x, 1);
    return good && explain_check(x, type, start, before, tag);
}

/* --- checks ------------------------------------------------------------------------------------------------------- */

/* What struct swage_faults points at. */
struct findings {
    struct explain *x;
    const char *at; /* the value that is checked */
};

void swage_fault_add(struct swage_faults *faults, const char *pointer, const char *detail)
{
    struct findings *findings = faults->list;
    faults->count++;
    if (!findings)
        return;
    struct explain *x = findings->x;
    struct pointer_mark mark = pointer_to_below(&x->path, pointer ? pointer : "");
    explain_add(x, SWAGE_FAULT_CHECK, findings->at, "%s", detail ? detail : "");
    pointer_back(&x->path, mark);
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
}

/* Blanks the member from `from` to `to`, and the comma on one side of it. */
static void blank(char *from, char *to)
{
    memset(from, ' ', (size_t)(to - from));
    while (is_space(*to))
        to++;
    while (is_space(from[-1]))
        from--;
    if (*to == ',')
        *to = ' ';
    else if (from[-1] == ',')
        from[-1] = ' ';
}

/* The object without the union's tag, which its struct may not know. */
static swage_str without_tag(struct explain *x, swage_str json, const struct explain_tag *tag)
{
    char *copy = swage_arena_alloc(&x->checks, json.len);
    if (!copy)
        return (swage_str){NULL, 0};
    memcpy(copy, json.ptr, json.len);
    blank(copy + (tag->from - json.ptr), copy + (tag->to - json.ptr));
    return swage_str_of(copy, json.len);
}

bool explain_check(struct explain *x, const struct swage_type *type, const char *start, size_t before,
                   const struct explain_tag *tag)
{
    if (!type->check || x->found != before || !explain_has_room(x))
        return true;
    swage_str json = swage_str_of(start, (size_t)(x->p - start));
    if (tag && tag->from)
        json = without_tag(x, json, tag);
    struct findings findings = {x, start};
    struct swage_faults faults = {.list = &findings};
    if (json.ptr)
        type->check(json, &x->checks, &faults);
    int failed = x->checks.failed;
    swage_arena_reset(&x->checks);
    return failed ? explain_end_memory(x, failed) : true;
}
