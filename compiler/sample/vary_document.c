/* SPDX-License-Identifier: MIT */
/* Whole documents: what is no JSON, what stands around them, and types that hold themselves as deep as they may. */
#include "config.h"

#include "sample/vary.h"

#include "sample/rewrite.h"
#include "sample/sheet.h"

#include <string.h>

/* ---- text ---- */

void vary_syntax(const struct spot *root, const struct model_type *type)
{
    static const char *const nothing[] = {"", " ", "\n\t\r ", "?", "nul", "}", "]", ",", ":", "//", "'a'"};
    static const char *const before[] = {"\xef\xbb\xbf", "\f", "/**/", ",", "\v", "\xa0"};
    static const char *const behind[] = {" x", " {}", ",", " ]", "}", "\f", " //", "\"\"", "\xff"};
    struct pool *pool = root->list->maker->pool;
    struct model_text small = pick(root->list->maker, type, 0);
    for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++)
        spot_refuse(root, "no_json", sheet_of(nothing[i]), "syntax");
    if (small.ptr == NULL)
        return;
    spot_accept(root, "spaced", spot_spread(pool, small_full(root->list->maker, type)));
    spot_accept(root, "space_around", sheet_printf(pool, " \t\r\n%s\r\n\t ", small.ptr));
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        spot_refuse(root, "something_before", sheet_printf(pool, "%s%s", before[i], small.ptr), "syntax");
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++)
        spot_refuse(root, "something_behind", sheet_printf(pool, "%s%s", small.ptr, behind[i]), "trailing");
    spot_refuse(root, "twice", sheet_printf(pool, "%s %s", small.ptr, small.ptr), "trailing");
    spot_refuse(root, "nul_behind", (struct model_text){pool_copy(pool, small.ptr, small.len), small.len + 1},
                "trailing");
}

/* ---- depth ---- */

enum { DEPTH = 64 }; /* SWAGE_DEPTH_MAX */

struct walk { /* from a type to itself */
    const void *goal;
    struct name_map seen;
    struct spot over; /* the place of the first object or array that is too deep */
    unsigned levels;
    bool is_over;
};

static const void *object_of(const struct model_type *type)
{
    return type->kind == MODEL_STRUCT  ? (const void *)type->structure
           : type->kind == MODEL_UNION ? (const void *)type->choice
                                       : NULL;
}

static bool walk_to(struct walk *walk, const struct spot *spot, const struct model_type *type, struct spot *out);

static void step(struct walk *walk, const struct spot *spot)
{
    if (++walk->levels == DEPTH + 1) {
        walk->over = *spot;
        walk->is_over = true;
    }
}

static bool walk_item(struct walk *walk, const struct spot *spot, const struct model_type *type, struct spot *out)
{
    struct maker *maker = spot->list->maker;
    struct sheet before = SHEET_INIT(maker->pool), after = SHEET_INIT(maker->pool);
    struct model_text key = {NULL, 0};
    if (type->most == 0)
        return false;
    sheet_put(&before, type->kind == MODEL_MAP ? "{" : "[");
    if (type->kind == MODEL_MAP) {
        key = pick_key(maker, type->key, 0);
        sheet_text(&before, key);
        sheet_put(&before, ":");
    }
    for (size_t i = 1; i < type->least; i++) {
        sheet_put(&after, ",");
        if (type->kind == MODEL_MAP) {
            sheet_text(&after, pick_key(maker, type->key, i));
            sheet_put(&after, ":");
        }
        sheet_text(&after, pick(maker, type->item, 0));
    }
    sheet_put(&after, type->kind == MODEL_MAP ? "}" : "]");
    struct spot inside = spot_inside(spot, sheet_done(&before), sheet_done(&after), "");
    if (type->kind != MODEL_MAP)
        spot_to_item(&inside, 0);
    else if (key.ptr == NULL || spot->is_secret || type->key->is_secret)
        inside.is_cut = true;
    else
        spot_to_member(&inside, (struct model_text){pool_copy(maker->pool, key.ptr + 1, key.len - 2), key.len - 2});
    step(walk, spot);
    if (walk_to(walk, &inside, type->item, out))
        return true;
    walk->levels--;
    return false;
}

static struct spot member_spot(const struct spot *spot, const struct model_struct *structure, const char *head,
                               size_t at)
{
    struct maker *maker = spot->list->maker;
    struct sheet before = SHEET_INIT(maker->pool), after = SHEET_INIT(maker->pool);
    sheet_put(&before, "{");
    sheet_put(&before, head);
    sheet_put(&before, *head == '\0' ? "" : ",");
    sheet_string(&before, structure->wire[at].key);
    sheet_put(&before, ":");
    for (size_t i = 0; i < structure->wire_count; i++) {
        const struct model_member *member = &structure->wire[i];
        if (i == at || !member->is_required)
            continue;
        sheet_put(&after, ",");
        sheet_string(&after, member->key);
        sheet_put(&after, ":");
        sheet_text(&after, member->is_nullable ? sheet_of("null") : pick(maker, member->type, 0));
    }
    sheet_put(&after, "}");
    struct spot inside = spot_inside(spot, sheet_done(&before), sheet_done(&after), "");
    spot_to_member(&inside, structure->wire[at].key);
    return inside;
}

static bool walk_members(struct walk *walk, const struct spot *spot, const struct model_struct *structure,
                         const char *head, struct spot *out)
{
    step(walk, spot);
    for (size_t i = 0; i < structure->wire_count; i++) {
        struct spot inside;
        const struct model_type *type = structure->wire[i].type;
        while (type->item != NULL)
            type = type->item;
        if (object_of(type) == NULL)
            continue;
        inside = member_spot(spot, structure, head, i);
        if (walk_to(walk, &inside, structure->wire[i].type, out))
            return true;
    }
    walk->levels--;
    return false;
}

static bool walk_variant(struct walk *walk, const struct spot *spot, const struct model_union *choice,
                         const struct model_variant *variant, struct spot *out)
{
    struct pool *pool = spot->list->maker->pool;
    const char *tag = sheet_quote(pool, variant->tag).ptr;
    const char *key = choice->tag_key.ptr == NULL ? NULL : sheet_quote(pool, choice->tag_key).ptr;
    struct spot inside;
    if (choice->tagging == MODEL_TAG_NONE)
        return walk_to(walk, spot, variant->type, out);
    if (choice->tagging == MODEL_TAG_INTERNAL)
        return walk_members(walk, spot, variant->type->structure, pool_printf(pool, "%s:%s", key, tag), out);
    if (choice->tagging == MODEL_TAG_ADJACENT) {
        const char *content = sheet_quote(pool, choice->content_key).ptr;
        inside = spot_inside(spot, sheet_printf(pool, "{%s:%s,%s:", key, tag, content), sheet_of("}"), "");
        spot_to_member(&inside, choice->content_key);
    } else {
        inside = spot_inside(spot, sheet_printf(pool, "{%s:", tag), sheet_of("}"), "");
        spot_to_member(&inside, variant->tag);
    }
    step(walk, spot);
    if (walk_to(walk, &inside, variant->type, out))
        return true;
    walk->levels--;
    return false;
}

/* Each declared type is gone into once; `out` is the place of the goal. */
static bool walk_to(struct walk *walk, const struct spot *spot, const struct model_type *type, struct spot *out)
{
    const void *object = object_of(type);
    if (object != NULL && object == walk->goal) {
        *out = *spot;
        return true;
    }
    if (type->kind == MODEL_MAYBE)
        return walk_to(walk, spot, type->item, out);
    if (type->kind == MODEL_ARRAY || type->kind == MODEL_FIXED || type->kind == MODEL_MAP)
        return walk_item(walk, spot, type, out);
    if (object == NULL)
        return false;
    const void **key = pool_alloc(spot->list->maker->pool, sizeof(*key));
    *key = object;
    if (name_map_add(&walk->seen, (const char *)key, sizeof(*key), key) != key)
        return false;
    if (type->kind == MODEL_STRUCT)
        return walk_members(walk, spot, type->structure, "", out);
    for (size_t i = 0; i < type->choice->variant_count; i++)
        if (walk_variant(walk, spot, type->choice, &type->choice->variants[i], out))
            return true;
    return false;
}

/* From the goal around to itself. */
static bool go_around(struct walk *walk, struct spot *spot, const struct model_type *type)
{
    struct spot next;
    bool is_found = false;
    walk->seen = NAME_MAP_INIT(spot->list->maker->pool);
    if (type->kind == MODEL_STRUCT)
        is_found = walk_members(walk, spot, type->structure, "", &next);
    for (size_t i = 0; type->kind == MODEL_UNION && i < type->choice->variant_count && !is_found; i++)
        is_found = walk_variant(walk, spot, type->choice, &type->choice->variants[i], &next);
    if (is_found)
        *spot = next;
    return is_found && spot->before.ptr != NULL && spot->after.ptr != NULL;
}

/* Whether the document with `json` in this place is one that the runtime goes into. */
static bool is_deep_enough(const struct spot *spot, struct model_text json)
{
    struct pool *pool = spot->list->maker->pool;
    struct rewritten rewritten;
    struct model_text all = sheet_printf(pool, "%s%s%s", spot->before.ptr, json.ptr, spot->after.ptr);
    rewrite(pool, spot->list->type, all, &rewritten);
    return rewritten.depth <= DEPTH;
}

void vary_depth(const struct spot *root, const struct model_type *type)
{
    struct walk walk = {.goal = object_of(type)};
    struct spot spot = *root, deepest = *root;
    struct model_text small = pick(root->list->maker, type, 0);
    if (walk.goal == NULL || small.ptr == NULL)
        return;
    while (!walk.is_over && go_around(&walk, &spot, type)) {
        if (is_deep_enough(&spot, small))
            deepest = spot;
        if (spot_level(&spot) == 0)
            return;
    }
    if (!walk.is_over)
        return;
    deepest.what = spot.what = root->what;
    spot_accept(&deepest, "deepest", small);
    memcpy(spot.pointer, walk.over.pointer, sizeof spot.pointer);
    spot.pointer_len = walk.over.pointer_len;
    spot_refuse(&spot, "too_deep", small, "depth");
}
