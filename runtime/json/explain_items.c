/* SPDX-License-Identifier: MIT */
/* Arrays and maps: how many there are, what each is, and which stand twice. */
#include "config.h"

#include "json/explain.h"

/* Whether an object or array may lie within. Where none can, decoders do not count an array's own bracket. */
static bool holds_brackets(const struct swage_type *type)
{
    return type->kind == SWAGE_KIND_STRUCT || type->kind == SWAGE_KIND_ARRAY || type->kind == SWAGE_KIND_MAP ||
           type->kind == SWAGE_KIND_UNION || type->kind == SWAGE_KIND_JSON;
}

/* A value of an array or a map. */
static bool read_held(struct explain *x, const struct swage_type *type)
{
    return explain_value_at(x, type->item, type->flags & SWAGE_MEMBER_NULLABLE, type->flags & SWAGE_TYPE_SECRET_ITEMS);
}

static void add_too_many(struct explain *x, const struct swage_type *type, const char *at, const char *unit)
{
    explain_add_count(x, SWAGE_FAULT_TOO_MANY, at, type->most, unit, SIZE_MAX);
}

/* At the closing bracket, which was taken. */
static void check_few(struct explain *x, const struct swage_type *type, const char *unit, size_t count)
{
    if (count < type->least)
        explain_add_count(x, SWAGE_FAULT_TOO_FEW, x->p - 1, type->least, unit, count);
}

/* --- arrays ------------------------------------------------------------------------------------------------------- */

/* Looks whether the item from `at` to the cursor, which has no faults, has stood before. */
static bool check_unique(struct explain *x, const struct swage_type *type, const char *at, struct explain_set *seen)
{
    struct explain_identity identity;
    bool is_new;
    if (!explain_identify(x, type->item, swage_str_of(at, (size_t)(x->p - at)), &identity) ||
        !explain_set_add(x, seen, &identity, &is_new))
        return false;
    if (!is_new)
        explain_add(x, SWAGE_FAULT_UNIQUE, at, "the same item stands before; each may stand once");
    return true;
}

static bool read_known_item(struct explain *x, const struct swage_type *type, struct explain_set *seen)
{
    const char *at = x->p;
    size_t before = x->found;
    if (!read_held(x, type))
        return false;
    if (!(type->flags & SWAGE_TYPE_UNIQUE) || x->found != before || !explain_has_room(x))
        return true;
    return check_unique(x, type, at, seen);
}

static bool read_item(struct explain *x, const struct swage_type *type, size_t index, struct explain_set *seen)
{
    if (index == type->most)
        add_too_many(x, type, x->p, "item");
    if (index >= type->most)
        return explain_skip(x);
    struct pointer_mark mark = pointer_to_item(&x->path, index);
    bool good = read_known_item(x, type, seen);
    pointer_back(&x->path, mark);
    return good;
}

static bool read_items(struct explain *x, const struct swage_type *type, struct explain_set *seen)
{
    size_t count = 0;
    bool more = !explain_take(x, ']');
    while (more)
        if (!read_item(x, type, count++, seen) || !explain_next(x, ']', &more))
            return false;
    check_few(x, type, "item", count);
    return true;
}

bool explain_array(struct explain *x, const struct swage_type *type)
{
    struct explain_set seen = {.count = 0};
    unsigned levels = holds_brackets(type->item);
    if (!explain_enter(x, levels))
        return false;
    bool good = read_items(x, type, &seen);
    explain_set_done(&seen);
    explain_leave(x, levels);
    return good;
}

/* --- maps --------------------------------------------------------------------------------------------------------- */

/* The text of the key `text`, which shows at `at`, against its type. */
static bool check_key(struct explain *x, const struct swage_type *type, const char *at, const struct explain_text *text,
                      swage_str key)
{
    struct explain_number number;
    if (type->kind == SWAGE_KIND_STRING || type->kind == SWAGE_KIND_ENUM)
        return explain_check_chars(x, type, at, text);
    if (explain_number_in(key, &number))
        explain_check_number(x, type, at, &number);
    else
        explain_add(x, SWAGE_FAULT_TYPE, at, "expected a key that is %s", explain_wanted(type));
    return true;
}

/* Checks a key, and whether it has stood before: then `is_twice` is set. */
static bool check_member(struct explain *x, const struct swage_type *type, const char *at,
                         const struct explain_text *text, swage_str key, struct explain_set *seen, bool *is_twice)
{
    struct explain_identity identity;
    bool is_new = true;
    size_t before = x->found;
    if (!check_key(x, type->key, at, text, key))
        return false;
    if (x->found == before && explain_has_room(x)) {
        explain_identify_key(type->key, key, &identity);
        if (!explain_set_add(x, seen, &identity, &is_new))
            return false;
    }
    *is_twice = !is_new;
    return true;
}

/* One entry, whose key was read. Its pointer holds the key: what was sent, unless that is a secret. */
static bool read_entry(struct explain *x, const struct swage_type *type, const char *at,
                       const struct explain_text *text, struct explain_set *seen)
{
    bool is_twice, was_secret = x->is_secret;
    swage_str key;
    if (!explain_unescape(x, text, &key))
        return false;
    bool is_hidden = was_secret || type->key->flags & SWAGE_TYPE_SECRET || type->flags & SWAGE_TYPE_SECRET_KEYS;
    struct pointer_mark mark = is_hidden ? pointer_stop(&x->path) : pointer_to_member(&x->path, key);
    x->is_secret = is_hidden;
    bool good = check_member(x, type, at, text, key, seen, &is_twice);
    x->is_secret = was_secret;
    if (good)
        good = is_twice ? explain_twice(x, at) : read_held(x, type);
    pointer_back(&x->path, mark);
    return good;
}

static bool read_entries(struct explain *x, const struct swage_type *type, struct explain_set *seen)
{
    size_t count = 0;
    bool more = !explain_take(x, '}');
    while (more) {
        struct explain_text key;
        const char *at = x->p;
        if (!explain_key(x, &key))
            return false;
        if (count == type->most)
            add_too_many(x, type, at, "member");
        if (!(count++ < type->most ? read_entry(x, type, at, &key, seen) : explain_skip(x)))
            return false;
        if (!explain_next(x, '}', &more))
            return false;
    }
    check_few(x, type, "member", count);
    return true;
}

bool explain_map(struct explain *x, const struct swage_type *type)
{
    struct explain_set seen = {.count = 0};
    if (!explain_enter(x, 1))
        return false;
    bool good = read_entries(x, type, &seen);
    explain_set_done(&seen);
    explain_leave(x, 1);
    return good;
}
