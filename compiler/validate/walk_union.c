/* SPDX-License-Identifier: MIT */
/* Unions. The variant is found first, wherever the tag stands; then the object is walked in its order. */
#include "config.h"

#include "validate/walk.h"

#include "syntax/pool.h"
#include "validate/jsontree.h"

#include <json-c/json.h>
#include <string.h>

static const struct model_variant *find_variant(const struct model_union *choice, struct model_text tag)
{
    for (size_t i = 0; i < choice->variant_count; i++)
        if (walk_is_text(choice->variants[i].tag, tag))
            return &choice->variants[i];
    return NULL;
}

/* '"card", "transfer"' */
static const char *list_tags(struct pool *pool, const struct model_union *choice)
{
    const char *list = "";
    for (size_t i = 0; i < choice->variant_count && strlen(list) < VALIDATE_MESSAGE; i++)
        list = pool_printf(pool, "%s%s\"%s\"", list, i > 0 ? ", " : "", choice->variants[i].tag.ptr);
    return list;
}

static void add_at(struct walk *w, struct model_text key, const char *code, const char *message)
{
    struct findings_mark mark = findings_into_member(&w->findings, key);
    findings_add(&w->findings, code, "%s", message);
    findings_back(&w->findings, mark);
}

/* ---- tags ---- */

enum search { TAG_FOUND, TAG_MISSING, TAG_BROKEN /* the text breaks before it, or is too deep there */ };

/* Content that stands before the tag may be an array that is no level: so the object's own bracket is not counted. */
static enum search find_tag(const struct walk *w, struct pool *pool, struct model_text tag, struct json_object *object,
                            struct json_object **out)
{
    if (w != NULL && w->depth == 0)
        return TAG_BROKEN;
    json_object_object_foreach(object, key, value)
    {
        if (walk_is_text(jsontree_key(pool, key), tag)) {
            *out = value;
            return TAG_FOUND;
        }
        if (jsontree_is_cut(value) || (w != NULL && jsontree_height(value) > w->depth))
            return TAG_BROKEN;
    }
    return jsontree_is_cut(object) ? TAG_BROKEN : TAG_MISSING;
}

static const struct model_variant *variant_of(const struct model_union *choice, struct json_object *tag)
{
    bool is_text = jsontree_kind(tag) == JSONTREE_STRING && !jsontree_is_cut(tag);
    return is_text ? find_variant(choice, jsontree_text(tag)) : NULL;
}

/* The tag is there and names no variant. Where the text breaks in it nobody knows what it would have been. */
static void add_bad_tag(struct walk *w, const struct model_union *choice, struct json_object *tag)
{
    enum jsontree_kind kind = jsontree_kind(tag);
    if (kind == JSONTREE_NOTHING || (kind == JSONTREE_STRING && jsontree_is_cut(tag)))
        return;
    if (kind == JSONTREE_STRING)
        add_at(w, choice->tag_key, "enum", pool_printf(w->pool, "one of %s", list_tags(w->pool, choice)));
    else
        add_at(w, choice->tag_key, kind == JSONTREE_NULL ? "null" : "type",
               w->is_secret ? "expected a string" : pool_printf(w->pool, "expected a string, found %s", walk_found(tag)));
}

static void add_missing_tag(struct walk *w, const struct model_union *choice)
{
    add_at(w, choice->tag_key, "missing", pool_printf(w->pool, "one of %s", list_tags(w->pool, choice)));
}

static bool walk_content(struct walk *w, const struct model_variant *variant, struct model_text key,
                         struct json_object *value)
{
    struct findings_mark mark = findings_into_member(&w->findings, key);
    bool is_good = walk_value(w, variant->type, value, false);
    findings_back(&w->findings, mark);
    return is_good;
}

/* ---- {"kind": "card", "number": "..."} ---- */

static bool walk_internal(struct walk *w, const struct model_union *choice, struct json_object *object)
{
    struct json_object *tag = NULL;
    enum search search = find_tag(w, w->pool, choice->tag_key, object, &tag);
    const struct model_variant *variant = search == TAG_FOUND ? variant_of(choice, tag) : NULL;
    if (variant != NULL) {
        bool was_secret = w->is_secret;
        w->is_secret = was_secret || variant->type->is_secret;
        bool is_good = walk_struct(w, variant->type->structure, object, &choice->tag_key);
        w->is_secret = was_secret;
        return is_good;
    }
    if (search == TAG_FOUND)
        add_bad_tag(w, choice, tag);
    if (!walk_over(w, object))
        return false;
    if (search == TAG_MISSING)
        add_missing_tag(w, choice);
    return true;
}

/* ---- {"kind": "card", "value": ...} ---- */

struct adjacent {
    const struct model_union *choice;
    const struct model_variant *variant; /* NULL: the tag names none */
    bool has_tag, has_content;
};

static bool walk_second(struct walk *w, struct model_text key, struct json_object *value)
{
    struct findings_mark mark = findings_into_member(&w->findings, key);
    bool is_good = walk_twice(w, value);
    findings_back(&w->findings, mark);
    return is_good;
}

static bool walk_beside(struct walk *w, struct adjacent *adjacent, struct model_text key, struct json_object *value)
{
    const struct model_union *choice = adjacent->choice;
    if (walk_is_text(key, choice->tag_key)) {
        if (adjacent->has_tag)
            return walk_second(w, key, value);
        adjacent->has_tag = true;
        if (adjacent->variant == NULL)
            add_bad_tag(w, choice, value);
    } else if (walk_is_text(key, choice->content_key)) {
        if (adjacent->has_content)
            return walk_second(w, key, value);
        adjacent->has_content = true;
        if (adjacent->variant != NULL)
            return walk_content(w, adjacent->variant, key, value);
    }
    return walk_over(w, value);
}

static bool walk_adjacent(struct walk *w, const struct model_union *choice, struct json_object *object)
{
    struct adjacent adjacent = {.choice = choice};
    struct json_object *tag = NULL;
    if (find_tag(w, w->pool, choice->tag_key, object, &tag) == TAG_FOUND)
        adjacent.variant = variant_of(choice, tag);
    if (!walk_enter(w, 1))
        return false;
    json_object_object_foreach(object, key, value)
    {
        if (!walk_beside(w, &adjacent, jsontree_key(w->pool, key), value))
            return false;
    }
    if (jsontree_is_cut(object))
        return walk_end(w);
    if (!adjacent.has_tag)
        add_missing_tag(w, choice);
    if (!adjacent.has_content)
        add_at(w, choice->content_key, "missing", "expected a value, found nothing");
    walk_leave(w, 1);
    return true;
}

/* ---- {"card": ...} ---- */

static void add_other_than_one(struct walk *w, const struct model_union *choice)
{
    findings_add(&w->findings, "variant", "exactly one member, which is one of %s", list_tags(w->pool, choice));
}

static bool walk_first(struct walk *w, const struct model_union *choice, struct model_text key,
                       struct json_object *value)
{
    const struct model_variant *variant = find_variant(choice, key);
    if (variant != NULL)
        return walk_content(w, variant, key, value);
    add_other_than_one(w, choice);
    return walk_over(w, value);
}

/* That there is another member is said where it begins, unless something is wrong with the first. */
static bool walk_external(struct walk *w, const struct model_union *choice, struct json_object *object)
{
    size_t before = w->findings.found, count = 0;
    if (!walk_enter(w, 1))
        return false;
    json_object_object_foreach(object, key, value)
    {
        if (count == 1 && w->findings.found == before)
            add_other_than_one(w, choice);
        bool is_good = count++ == 0 ? walk_first(w, choice, jsontree_key(w->pool, key), value) : walk_over(w, value);
        if (!is_good)
            return false;
    }
    if (jsontree_is_cut(object))
        return walk_end(w);
    if (count == 0)
        add_other_than_one(w, choice);
    walk_leave(w, 1);
    return true;
}

/* ---- no tag ---- */

/* Whether a value of this kind can be of the type. */
static bool can_be(const struct model_type *type, enum jsontree_kind kind)
{
    switch (type->kind) {
    case MODEL_BOOL: return kind == JSONTREE_BOOL;
    case MODEL_STRING:
    case MODEL_BYTES: return kind == JSONTREE_STRING;
    case MODEL_ENUM: return kind == (type->enumeration->is_number ? JSONTREE_NUMBER : JSONTREE_STRING);
    case MODEL_STRUCT:
    case MODEL_MAP: return kind == JSONTREE_OBJECT;
    case MODEL_ARRAY:
    case MODEL_FIXED: return kind == JSONTREE_ARRAY;
    case MODEL_EXTERN:
    case MODEL_MAYBE: return can_be(type->item, kind);
    case MODEL_JSON: return true;
    case MODEL_UNION: break;
    default: return kind == (type->is_quoted ? JSONTREE_STRING : JSONTREE_NUMBER);
    }
    if (type->choice->tagging != MODEL_TAG_NONE)
        return kind == JSONTREE_OBJECT;
    for (size_t i = 0; i < type->choice->variant_count; i++)
        if (can_be(type->choice->variants[i].type, kind))
            return true;
    return false;
}

static const struct model_variant *variant_by_kind(const struct model_union *choice, enum jsontree_kind kind)
{
    for (size_t i = 0; i < choice->variant_count; i++)
        if (can_be(choice->variants[i].type, kind))
            return &choice->variants[i];
    return NULL;
}

static bool walk_untagged(struct walk *w, const struct model_union *choice, struct json_object *value)
{
    const struct model_variant *variant = variant_by_kind(choice, jsontree_kind(value));
    if (variant != NULL)
        return walk_value(w, variant->type, value, false);
    const char *wanted = "";
    for (size_t i = 0; i < choice->variant_count && strlen(wanted) < VALIDATE_MESSAGE; i++)
        wanted = pool_printf(w->pool, "%s%s%s", wanted, i > 0 ? " or " : "", walk_wanted(choice->variants[i].type));
    if (w->is_secret)
        findings_add(&w->findings, "variant", "expected %s", wanted);
    else
        findings_add(&w->findings, "variant", "expected %s, found %s", wanted, walk_found(value));
    return walk_over(w, value);
}

bool walk_union(struct walk *w, const struct model_union *choice, const struct model_type *type,
                struct json_object *value)
{
    if (choice->tagging == MODEL_TAG_NONE)
        return walk_untagged(w, choice, value);
    if (jsontree_kind(value) != JSONTREE_OBJECT)
        return walk_mismatch(w, type, value);
    switch (choice->tagging) {
    case MODEL_TAG_INTERNAL: return walk_internal(w, choice, value);
    case MODEL_TAG_ADJACENT: return walk_adjacent(w, choice, value);
    default: return walk_external(w, choice, value);
    }
}

/* ---- of good values ---- */

static const struct model_variant *only_member(struct pool *pool, const struct model_union *choice,
                                               struct json_object *object, struct json_object **content)
{
    json_object_object_foreach(object, key, value)
    {
        *content = value;
        return find_variant(choice, jsontree_key(pool, key));
    }
    return NULL;
}

const struct model_variant *walk_variant(struct pool *pool, const struct model_union *choice, struct json_object *value,
                                         struct json_object **content)
{
    struct json_object *tag = NULL;
    *content = value;
    if (choice->tagging == MODEL_TAG_NONE)
        return variant_by_kind(choice, jsontree_kind(value));
    if (choice->tagging == MODEL_TAG_EXTERNAL)
        return only_member(pool, choice, value, content);
    find_tag(NULL, pool, choice->tag_key, value, &tag);
    if (choice->tagging == MODEL_TAG_ADJACENT)
        find_tag(NULL, pool, choice->content_key, value, content);
    return variant_of(choice, tag);
}
