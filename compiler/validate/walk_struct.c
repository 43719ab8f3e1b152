/* SPDX-License-Identifier: MIT */
/* The members of an object in the order of the text, and then, in the order of the schema, those that are missing. */
#include "config.h"

#include "validate/walk.h"

#include "syntax/pool.h"
#include "validate/jsontree.h"

#include <json-c/json.h>

struct members {
    const struct model_struct *structure;
    const struct model_text *tag; /* may be NULL */
    bool *seen;                   /* of each member */
    bool has_tag;
};

static bool walk_tag(struct walk *w, struct members *members, struct json_object *value)
{
    if (!members->has_tag) {
        members->has_tag = true;
        return walk_over(w, value); /* whether it is good was seen when the variant was found */
    }
    struct findings_mark mark = findings_into_member(&w->findings, *members->tag);
    bool is_good = walk_twice(w, value);
    findings_back(&w->findings, mark);
    return is_good;
}

static bool walk_known(struct walk *w, const struct model_member *member, bool is_twice, struct json_object *value)
{
    struct findings_mark mark = findings_into_member(&w->findings, member->key);
    bool was_secret = w->is_secret;
    w->is_secret = was_secret || member->type->is_secret;
    bool is_good = is_twice ? walk_twice(w, value) : walk_value(w, member->type, value, member->is_nullable);
    w->is_secret = was_secret;
    findings_back(&w->findings, mark);
    return is_good;
}

static bool walk_member(struct walk *w, struct members *members, struct model_text key, struct json_object *value)
{
    const struct model_struct *structure = members->structure;
    if (members->tag != NULL && walk_is_text(key, *members->tag))
        return walk_tag(w, members, value);
    size_t i = 0;
    while (i < structure->wire_count && !walk_is_text(key, structure->wire[i].key))
        i++;
    if (i < structure->wire_count) {
        bool is_twice = members->seen[i];
        members->seen[i] = true;
        return walk_known(w, &structure->wire[i], is_twice, value);
    }
    if (structure->is_strict)
        findings_add(&w->findings, "unknown", "a member that is not declared");
    return walk_over(w, value);
}

static void add_missing(struct walk *w, const struct members *members)
{
    for (size_t i = 0; i < members->structure->wire_count; i++) {
        const struct model_member *member = &members->structure->wire[i];
        if (members->seen[i] || !member->is_required)
            continue;
        struct findings_mark mark = findings_into_member(&w->findings, member->key);
        findings_add(&w->findings, "missing", "expected %s, found nothing", walk_wanted(member->type));
        findings_back(&w->findings, mark);
    }
}

bool walk_struct(struct walk *w, const struct model_struct *structure, struct json_object *object,
                 const struct model_text *tag)
{
    struct members members = {.structure = structure, .tag = tag};
    if (!walk_enter(w, 1))
        return false;
    members.seen = pool_alloc(w->pool, structure->wire_count * sizeof *members.seen);
    json_object_object_foreach(object, key, value)
    {
        if (!walk_member(w, &members, jsontree_key(w->pool, key), value))
            return false;
    }
    if (jsontree_is_cut(object))
        return walk_end(w);
    add_missing(w, &members);
    walk_leave(w, 1);
    return true;
}
