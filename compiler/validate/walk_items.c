/* SPDX-License-Identifier: MIT */
/* Arrays and maps: how many there are, what each is, and which stand twice. */
#include "config.h"

#include "validate/walk.h"

#include "model/name_map.h"
#include "syntax/pool.h"
#include "validate/jsontree.h"

#include <json-c/json.h>

static void add_many(struct walk *w, const struct model_type *type, const char *unit)
{
    findings_add(&w->findings, "too_many", "at most %zu %s%s", type->most, unit, type->most == 1 ? "" : "s");
}

static void check_few(struct walk *w, const struct model_type *type, size_t count, const char *unit)
{
    const char *plural = type->least == 1 ? "" : "s";
    if (count >= type->least)
        return;
    if (w->is_secret)
        findings_add(&w->findings, "too_few", "at least %zu %s%s", type->least, unit, plural);
    else
        findings_add(&w->findings, "too_few", "at least %zu %s%s, found %zu", type->least, unit, plural, count);
}

/* Whether the identity is new among those that were seen; it is one of them from now on. */
static bool is_new(struct name_map *seen, struct model_text identity)
{
    static char first, again;
    void *known = name_map_find(seen, identity.ptr, identity.len);
    name_map_add(seen, identity.ptr, identity.len, known == NULL ? &first : &again);
    return known == NULL;
}

/* ---- arrays ---- */

/* Whether an object or array can stand in a value of the type. */
static bool holds_brackets(const struct model_type *type)
{
    switch (type->kind) {
    case MODEL_MAYBE: return holds_brackets(type->item);
    case MODEL_STRUCT:
    case MODEL_UNION:
    case MODEL_ARRAY:
    case MODEL_FIXED:
    case MODEL_MAP:
    case MODEL_JSON: return true;
    default: return false;
    }
}

static bool walk_item(struct walk *w, const struct model_type *type, struct json_object *item, struct name_map *seen)
{
    size_t before = w->findings.found;
    if (!walk_value(w, type->item, item, false))
        return false;
    if (!type->is_unique || w->findings.found != before || !findings_has_room(&w->findings))
        return true;
    if (!is_new(seen, identity_of(w->pool, type->item, item)))
        findings_add(&w->findings, "unique", "the same item stands before; each may stand once");
    return true;
}

static bool walk_items(struct walk *w, const struct model_type *type, struct json_object *array)
{
    struct name_map seen = NAME_MAP_INIT(w->pool);
    size_t count = json_object_array_length(array);
    for (size_t i = 0; i < count; i++) {
        struct json_object *item = json_object_array_get_idx(array, i);
        if (i == type->most)
            add_many(w, type, "item");
        if (i >= type->most) {
            if (!walk_over(w, item))
                return false;
            continue;
        }
        struct findings_mark mark = findings_into_item(&w->findings, i);
        if (!walk_item(w, type, item, &seen))
            return false;
        findings_back(&w->findings, mark);
    }
    if (jsontree_is_cut(array))
        return walk_end(w);
    check_few(w, type, count, "item");
    return true;
}

bool walk_array(struct walk *w, const struct model_type *type, struct json_object *array)
{
    unsigned levels = holds_brackets(type->item);
    if (!walk_enter(w, levels) || !walk_items(w, type, array))
        return false;
    walk_leave(w, levels);
    return true;
}

/* ---- maps ---- */

static void check_key(struct walk *w, const struct model_type *type, struct model_text key)
{
    if (type->kind == MODEL_STRING || type->kind == MODEL_ENUM)
        walk_check_text(w, type, key);
    else if (jsontree_is_number(key.ptr, key.len))
        walk_check_number(w, type, pool_copy(w->pool, key.ptr, key.len));
    else
        findings_add(&w->findings, "type", "expected a key that is %s", walk_wanted(type));
}

/* Whether the key, which is checked, stood before. One with a fault is not compared. */
static bool is_twice(struct walk *w, const struct model_type *type, struct model_text key, struct name_map *seen)
{
    size_t before = w->findings.found;
    bool was_secret = w->is_secret;
    w->is_secret = was_secret || type->is_secret;
    check_key(w, type, key);
    w->is_secret = was_secret;
    if (w->findings.found != before || !findings_has_room(&w->findings))
        return false;
    return !is_new(seen, identity_of_key(w->pool, type, key));
}

static bool walk_entry(struct walk *w, const struct model_type *type, struct model_text key, struct json_object *value,
                       struct name_map *seen)
{
    bool is_hidden = w->is_secret || type->key->is_secret;
    struct findings_mark mark =
        is_hidden ? findings_into_secret(&w->findings) : findings_into_member(&w->findings, key);
    bool is_good = is_twice(w, type->key, key, seen) ? walk_twice(w, value) : walk_value(w, type->item, value, false);
    findings_back(&w->findings, mark);
    return is_good;
}

static bool walk_entries(struct walk *w, const struct model_type *type, struct json_object *object)
{
    struct name_map seen = NAME_MAP_INIT(w->pool);
    size_t count = 0;
    json_object_object_foreach(object, key, value)
    {
        if (count == type->most)
            add_many(w, type, "member");
        bool is_good =
            count++ < type->most ? walk_entry(w, type, jsontree_key(w->pool, key), value, &seen) : walk_over(w, value);
        if (!is_good)
            return false;
    }
    if (jsontree_is_cut(object))
        return walk_end(w);
    check_few(w, type, count, "member");
    return true;
}

bool walk_map(struct walk *w, const struct model_type *type, struct json_object *object)
{
    if (!walk_enter(w, 1) || !walk_entries(w, type, object))
        return false;
    walk_leave(w, 1);
    return true;
}
