/* SPDX-License-Identifier: MIT */
/*
 * Unions. Where the tag may stand anywhere in the object that is searched first, as decoders do, by a reader of its own
 * that notes nothing; what is wrong with the text is found when the object is read.
 */
#include "config.h"

#include "json/explain.h"

/* --- variants ----------------------------------------------------------------------------------------------------- */

static const struct swage_member *find_variant(const struct swage_type *type, const struct explain_text *tag)
{
    for (size_t i = 0; i < type->count; i++)
        if (explain_is(tag, type->members[i].key))
            return &type->members[i];
    return NULL;
}

static void list_tags(const struct swage_type *type, struct explain_list *list)
{
    list->len = 0;
    for (size_t i = 0; i < type->count && explain_list_has_room(list); i++)
        explain_list_add(list, ", ", "\"", type->members[i].key);
}

/* A value of a variant's type, at the pointer of member `key`. */
static bool read_variant(struct explain *x, const struct swage_member *variant, swage_str key)
{
    struct pointer_mark mark = pointer_to_member(&x->path, key);
    bool good = explain_value_at(x, variant->type, variant->flags & SWAGE_MEMBER_NULLABLE, variant->flags & SWAGE_TYPE_SECRET);
    pointer_back(&x->path, mark);
    return good;
}

static void add_at_member(struct explain *x, swage_str key, enum swage_fault fault, const char *at, const char *detail)
{
    struct pointer_mark mark = pointer_to_member(&x->path, key);
    explain_add(x, fault, at, "%s", detail);
    pointer_back(&x->path, mark);
}

/* --- tags --------------------------------------------------------------------------------------------------------- */

enum search { TAG_FOUND, TAG_MISSING, TAG_BROKEN };

/* Searches the object at the cursor for its tag: `at` is where its value stands, whatever that is. */
static enum search find_tag(const struct explain *x, swage_str key, const char **at)
{
    struct explain probe = {.text = x->text, .p = x->p, .end = x->end, .depth = x->depth};
    struct explain_text found;
    /* The object's own bracket is not counted: content that stands before the tag may be no level either. */
    if (x->depth == 0 || !explain_enter(&probe, 0))
        return TAG_BROKEN;
    bool more = !explain_take(&probe, '}');
    while (more) {
        if (!explain_key(&probe, &found))
            return TAG_BROKEN;
        if (explain_is(&found, key)) {
            *at = probe.p;
            return TAG_FOUND;
        }
        if (!explain_skip(&probe) || !explain_next(&probe, '}', &more))
            return TAG_BROKEN;
    }
    return TAG_MISSING;
}

/* The variant that the tag's value at `at` names, or NULL. */
static const struct swage_member *variant_at(const struct explain *x, const struct swage_type *type, const char *at)
{
    struct explain probe = {.text = x->text, .p = at, .end = x->end};
    struct explain_text tag;
    return explain_string(&probe, &tag) ? find_variant(type, &tag) : NULL;
}

/* The tag's value at `at` names no variant. A fault of the text itself is left to who reads it. */
static void add_bad_tag(struct explain *x, const struct swage_type *type, const char *at)
{
    struct explain probe = {.text = x->text, .p = at, .end = x->end};
    struct explain_list tags;
    struct pointer_mark mark = pointer_to_member(&x->path, type->tag);
    const char *found = explain_found(&probe);
    list_tags(type, &tags);
    if (found && *at == '"' && explain_skip(&probe))
        explain_add(x, SWAGE_FAULT_ENUM, at, "one of %s", tags.text);
    else if (found && *at != '"')
        explain_add_type(x, *at == 'n' ? SWAGE_FAULT_NULL : SWAGE_FAULT_TYPE, at, "a string", found);
    pointer_back(&x->path, mark);
}

/* Behind the closing brace. */
static void add_missing_tag(struct explain *x, const struct swage_type *type)
{
    char detail[sizeof((struct explain_list *)NULL)->text + 16] = "one of ";
    struct explain_list tags;
    list_tags(type, &tags);
    strcat(detail, tags.text);
    add_at_member(x, type->tag, SWAGE_FAULT_MISSING, x->p - 1, detail);
}

/* --- the tag among the variant's members -------------------------------------------------------------------------- */

static bool read_internal(struct explain *x, const struct swage_type *type)
{
    struct explain_tag tag = {.key = type->tag};
    const struct swage_member *variant = NULL;
    const char *at = NULL;
    enum search search = find_tag(x, type->tag, &at);
    if (search == TAG_FOUND)
        variant = variant_at(x, type, at);
    if (variant) {
        bool was_secret = x->is_secret;
        x->is_secret = was_secret || (variant->type->flags | variant->flags) & SWAGE_TYPE_SECRET;
        bool good = explain_struct(x, variant->type, &tag);
        x->is_secret = was_secret;
        return good;
    }
    if (search == TAG_FOUND)
        add_bad_tag(x, type, at);
    if (!explain_skip(x))
        return false;
    if (search == TAG_MISSING)
        add_missing_tag(x, type);
    return true;
}

/* --- tag and content side by side --------------------------------------------------------------------------------- */

struct adjacent {
    const struct swage_type *type;
    const struct swage_member *variant; /* NULL when the tag names none */
    bool has_tag, has_content;
};

static bool read_twice(struct explain *x, swage_str key, const char *at)
{
    struct pointer_mark mark = pointer_to_member(&x->path, key);
    bool good = explain_twice(x, at);
    pointer_back(&x->path, mark);
    return good;
}

static bool read_beside(struct explain *x, struct adjacent *adjacent)
{
    const struct swage_type *type = adjacent->type;
    struct explain_text key;
    const char *at = x->p;
    if (!explain_key(x, &key))
        return false;
    if (explain_is(&key, type->tag)) {
        if (adjacent->has_tag)
            return read_twice(x, type->tag, at);
        adjacent->has_tag = true;
        if (!adjacent->variant)
            add_bad_tag(x, type, x->p);
    } else if (explain_is(&key, type->content)) {
        if (adjacent->has_content)
            return read_twice(x, type->content, at);
        adjacent->has_content = true;
        if (adjacent->variant)
            return read_variant(x, adjacent->variant, type->content);
    }
    return explain_skip(x);
}

static bool read_adjacent(struct explain *x, const struct swage_type *type)
{
    struct adjacent adjacent = {.type = type};
    const char *tag = NULL;
    enum search search = find_tag(x, type->tag, &tag);
    if (search == TAG_FOUND)
        adjacent.variant = variant_at(x, type, tag);
    if (!explain_enter(x, 1))
        return false;
    bool more = !explain_take(x, '}');
    while (more)
        if (!read_beside(x, &adjacent) || !explain_next(x, '}', &more))
            return false;
    if (!adjacent.has_tag)
        add_missing_tag(x, type);
    if (!adjacent.has_content)
        add_at_member(x, type->content, SWAGE_FAULT_MISSING, x->p - 1, "expected a value, found nothing");
    explain_leave(x, 1);
    return true;
}

/* --- one member, whose key is the tag ----------------------------------------------------------------------------- */

static void add_other_than_one(struct explain *x, const struct swage_type *type, const char *at)
{
    struct explain_list tags;
    list_tags(type, &tags);
    explain_add(x, SWAGE_FAULT_VARIANT, at, "exactly one member, which is one of %s", tags.text);
}

static bool read_only(struct explain *x, const struct swage_type *type)
{
    struct explain_text key;
    const char *at = x->p;
    if (!explain_key(x, &key))
        return false;
    const struct swage_member *variant = find_variant(type, &key);
    if (variant)
        return read_variant(x, variant, variant->key);
    add_other_than_one(x, type, at);
    return explain_skip(x);
}

/* Members behind the first: the fault is that there is one, unless there was another. */
static bool read_surplus(struct explain *x, const struct swage_type *type, bool is_known)
{
    struct explain_text key;
    bool more = true;
    while (more) {
        const char *at = x->p;
        if (!explain_key(x, &key))
            return false;
        if (!is_known)
            add_other_than_one(x, type, at);
        is_known = true;
        if (!explain_skip(x) || !explain_next(x, '}', &more))
            return false;
    }
    return true;
}

static bool read_external(struct explain *x, const struct swage_type *type)
{
    bool more = false;
    size_t before = x->found;
    if (!explain_enter(x, 1))
        return false;
    if (explain_take(x, '}'))
        add_other_than_one(x, type, x->p - 1);
    else if (!read_only(x, type) || !explain_next(x, '}', &more))
        return false;
    if (more && !read_surplus(x, type, x->found != before))
        return false;
    explain_leave(x, 1);
    return true;
}

/* --- no tag ------------------------------------------------------------------------------------------------------- */

/* Whether a value that starts with `first` can be of the type. */
static bool starts_with(const struct swage_type *type, char first)
{
    bool is_number = first == '-' || (first >= '0' && first <= '9');
    switch (type->kind) {
    case SWAGE_KIND_BOOL: return first == 't' || first == 'f';
    case SWAGE_KIND_STRING:
    case SWAGE_KIND_BYTES:
    case SWAGE_KIND_ENUM: return first == '"';
    case SWAGE_KIND_STRUCT:
    case SWAGE_KIND_MAP: return first == '{';
    case SWAGE_KIND_ARRAY: return first == '[';
    case SWAGE_KIND_EXTERN: return starts_with(type->item, first);
    case SWAGE_KIND_JSON: return true;
    case SWAGE_KIND_UNION: break;
    default: return explain_is_quoted(type) ? first == '"' : is_number;
    }
    if (type->tagging != SWAGE_TAG_NONE)
        return first == '{';
    for (size_t i = 0; i < type->count; i++)
        if (starts_with(type->members[i].type, first))
            return true;
    return false;
}

static bool read_untagged(struct explain *x, const struct swage_type *type, const char *found)
{
    struct explain_list wanted = {.len = 0};
    for (size_t i = 0; i < type->count; i++)
        if (starts_with(type->members[i].type, *x->p))
            return explain_value_at(x, type->members[i].type, false, type->members[i].flags & SWAGE_TYPE_SECRET);
    for (size_t i = 0; i < type->count && explain_list_has_room(&wanted); i++)
        explain_list_add(&wanted, " or ", "", swage_str_from(explain_wanted(type->members[i].type)));
    explain_add_type(x, SWAGE_FAULT_VARIANT, x->p, wanted.text, found);
    return explain_skip(x);
}

bool explain_union(struct explain *x, const struct swage_type *type, const char *found)
{
    if (type->tagging == SWAGE_TAG_NONE)
        return read_untagged(x, type, found);
    if (*x->p != '{')
        return explain_mismatch(x, type, found);
    switch (type->tagging) {
    case SWAGE_TAG_INTERNAL: return read_internal(x, type);
    case SWAGE_TAG_ADJACENT: return read_adjacent(x, type);
    default: return read_external(x, type);
    }
}
