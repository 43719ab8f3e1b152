/* SPDX-License-Identifier: MIT */
/* Documents of structs, unions and containers: the smallest there are, and full ones, which are cut where they would
   come back to a type that they are in, or get too deep; where that is too large all the same they are cut sooner. */
#include "config.h"

#include "sample/maker.h"
#include "sample/sample.h"
#include "sample/sheet.h"

enum { FULL_DEPTH = 6, FULL_ITEMS = 3, FULL_BYTES = 1 << 16 };

static const struct model_text none = {NULL, 0};

struct full { /* what a full document is in; NULL: it is a small one */
    const struct full *outer;
    const void *object;
    unsigned depth;
};

struct draft {
    struct maker *maker;
    struct sheet sheet;
    const struct full *full;
};

static struct model_text make(struct maker *maker, const struct model_type *type, const struct full *full);

static const void *object_of(const struct model_type *type)
{
    return type->kind == MODEL_STRUCT  ? (const void *)type->structure
           : type->kind == MODEL_UNION ? (const void *)type->choice
                                       : NULL;
}

static bool is_within(const struct full *full, const void *object)
{
    while (full != NULL && full->object != object)
        full = full->outer;
    return full != NULL;
}

/* Whether a value of the type would lead back to one around it. */
static bool leads_back(const struct full *full, const struct model_type *type)
{
    while (type->item != NULL)
        type = type->item;
    return object_of(type) != NULL && (is_within(full, object_of(type)) || full->depth >= FULL_DEPTH);
}

/* ---- structs ---- */

static bool is_wanted(const struct draft *draft, const struct model_member *member)
{
    return member->is_required || (draft->full != NULL && !leads_back(draft->full, member->type));
}

static struct model_text member_value(const struct draft *draft, const struct model_member *member)
{
    bool may_end = member->is_nullable && (draft->full == NULL || leads_back(draft->full, member->type));
    if (may_end)
        return sheet_of("null");
    for (size_t i = 0; i < member->examples.count; i++)
        if (draft->full != NULL && !member->examples.items[i].is_reject)
            return member->examples.items[i].json;
    return make(draft->maker, member->type, draft->full);
}

static void put_member(struct draft *draft, const struct model_text *key, struct model_text value, const char **comma)
{
    sheet_put(&draft->sheet, *comma);
    sheet_string(&draft->sheet, *key);
    sheet_put(&draft->sheet, ":");
    sheet_text(&draft->sheet, value);
    *comma = ",";
}

static void put_members(struct draft *draft, const struct model_struct *structure, const char **comma)
{
    for (size_t i = 0; i < structure->member_count && !draft->sheet.is_void; i++)
        if (is_wanted(draft, &structure->members[i]))
            put_member(draft, &structure->members[i].key, member_value(draft, &structure->members[i]), comma);
}

static void put_struct(struct draft *draft, const struct model_type *type)
{
    const char *comma = "";
    sheet_put(&draft->sheet, "{");
    put_members(draft, type->structure, &comma);
    sheet_put(&draft->sheet, "}");
}

/* ---- unions ---- */

static void put_internal(struct draft *draft, const struct model_union *choice, const struct model_variant *variant)
{
    const char *comma = "";
    struct full self = {.outer = draft->full, .object = variant->type->structure};
    sheet_put(&draft->sheet, "{");
    put_member(draft, &choice->tag_key, sheet_quote(draft->maker->pool, variant->tag), &comma);
    if (draft->full != NULL) {
        self.depth = draft->full->depth + 1;
        draft->full = &self;
    }
    put_members(draft, variant->type->structure, &comma);
    draft->full = draft->full == &self ? self.outer : draft->full;
    sheet_put(&draft->sheet, "}");
}

static void put_variant(struct draft *draft, const struct model_union *choice, const struct model_variant *variant)
{
    const char *comma = "";
    if (choice->tagging == MODEL_TAG_INTERNAL) {
        put_internal(draft, choice, variant);
        return;
    }
    struct model_text value = make(draft->maker, variant->type, draft->full);
    if (choice->tagging == MODEL_TAG_NONE) {
        sheet_text(&draft->sheet, value);
        return;
    }
    sheet_put(&draft->sheet, "{");
    if (choice->tagging == MODEL_TAG_ADJACENT) {
        put_member(draft, &choice->tag_key, sheet_quote(draft->maker->pool, variant->tag), &comma);
        put_member(draft, &choice->content_key, value, &comma);
    } else {
        put_member(draft, &variant->tag, value, &comma);
    }
    sheet_put(&draft->sheet, "}");
}

/* The first of those that end soonest; a full document has the first that does not lead back. */
static const struct model_variant *choose(const struct draft *draft, const struct model_union *choice)
{
    const struct model_variant *best = &choice->variants[0];
    for (size_t i = 0; i < choice->variant_count; i++) {
        const struct model_variant *variant = &choice->variants[i];
        if (draft->full != NULL && !leads_back(draft->full, variant->type))
            return variant;
        if (rank_of(draft->maker, variant->type) < rank_of(draft->maker, best->type))
            best = variant;
    }
    return best;
}

/* ---- containers ---- */

static struct model_text item_at(struct draft *draft, const struct model_type *list, size_t i)
{
    const struct model_type *item = list->item->kind == MODEL_MAYBE ? list->item->item : list->item;
    bool is_scalar = item->item == NULL && object_of(item) == NULL;
    if (list->is_unique)
        return pick(draft->maker, list->item, i);
    if (draft->full == NULL)
        return make(draft->maker, list->item, NULL);
    if (list->item->kind == MODEL_MAYBE && (i == 1 || leads_back(draft->full, item)))
        return sheet_of("null");
    if (i > 0 && !is_scalar)
        return make(draft->maker, item, NULL);
    struct model_text text = i > 0 ? pick(draft->maker, item, i) : none;
    return text.ptr != NULL ? text : make(draft->maker, item, draft->full);
}

static void put_list(struct draft *draft, const struct model_type *type, size_t count)
{
    sheet_put(&draft->sheet, type->kind == MODEL_MAP ? "{" : "[");
    for (size_t i = 0; i < count && !draft->sheet.is_void; i++) {
        sheet_put(&draft->sheet, i > 0 ? "," : "");
        if (type->kind == MODEL_MAP) {
            sheet_text(&draft->sheet, pick_key(draft->maker, type->key, i));
            sheet_put(&draft->sheet, ":");
        }
        sheet_text(&draft->sheet, item_at(draft, type, i));
    }
    sheet_put(&draft->sheet, type->kind == MODEL_MAP ? "}" : "]");
}

/* How many a full one has: as many as there are different keys or items, where they have to differ. */
static size_t full_count(struct draft *draft, const struct model_type *type)
{
    size_t count = type->least > FULL_ITEMS ? type->least : FULL_ITEMS;
    if (count > type->most)
        count = type->most;
    if (leads_back(draft->full, type))
        return type->least;
    while (type->kind == MODEL_MAP && count > type->least && pick_key(draft->maker, type->key, count - 1).ptr == NULL)
        count--;
    while (type->is_unique && count > type->least && pick(draft->maker, type->item, count - 1).ptr == NULL)
        count--;
    return count;
}

/* ---- all ---- */

static struct model_text make_within(struct maker *maker, const struct model_type *type, const struct full *full)
{
    struct draft draft = {.maker = maker, .sheet = SHEET_INIT(maker->pool), .full = full};
    if (type->kind == MODEL_STRUCT)
        put_struct(&draft, type);
    else if (type->kind == MODEL_UNION)
        put_variant(&draft, type->choice, choose(&draft, type->choice));
    else
        put_list(&draft, type, full == NULL ? type->least : full_count(&draft, type));
    return sheet_done(&draft.sheet);
}

/* A full document has another value than a small one, where there is one. */
static struct model_text make_scalar(struct maker *maker, const struct model_type *type, bool is_full)
{
    struct model_text text = is_full && type->kind != MODEL_EXTERN ? pick(maker, type, 1) : none;
    return text.ptr == NULL ? pick(maker, type, 0) : text;
}

static struct model_text make(struct maker *maker, const struct model_type *type, const struct full *full)
{
    bool is_list = type->kind == MODEL_ARRAY || type->kind == MODEL_FIXED || type->kind == MODEL_MAP;
    if (rank_of(maker, type) == RANK_NEVER)
        return none;
    if (type->kind == MODEL_MAYBE && full != NULL)
        return make(maker, type->item, full);
    if (!is_list && object_of(type) == NULL)
        return make_scalar(maker, type, full != NULL);
    if (full == NULL)
        return small_of(maker, type);
    if (is_list)
        return make_within(maker, type, full);
    struct full self = {.outer = full, .object = object_of(type), .depth = full->depth + 1};
    bool is_back = leads_back(full, type);
    return is_back ? small_of(maker, type) : make_within(maker, type, &self);
}

struct model_text small_of(struct maker *maker, const struct model_type *type)
{
    const void **key = pool_alloc(maker->pool, sizeof(*key));
    *key = object_of(type) == NULL ? (const void *)type : object_of(type);
    const struct model_text *known = name_map_find(&maker->smalls, (const char *)key, sizeof(*key));
    if (known != NULL)
        return *known;
    if (rank_of(maker, type) == RANK_NEVER)
        return none;
    struct model_text *text = pool_alloc(maker->pool, sizeof *text);
    *text = make_within(maker, type, NULL);
    name_map_add(&maker->smalls, (const char *)key, sizeof(*key), text);
    return *text;
}

struct model_text small_full(struct maker *maker, const struct model_type *type)
{
    struct full top = {.depth = 0};
    struct model_text text = none;
    for (; top.depth < FULL_DEPTH && (text.ptr == NULL || text.len > FULL_BYTES); top.depth++)
        text = make(maker, type, &top);
    return text;
}

struct model_text small_list(struct maker *maker, const struct model_type *type, size_t count)
{
    struct draft draft = {.maker = maker, .sheet = SHEET_INIT(maker->pool)};
    put_list(&draft, type, count);
    return sheet_done(&draft.sheet);
}

struct model_text sample_small(struct pool *pool, const struct model_type *type, bool is_full)
{
    struct maker maker;
    maker_init(&maker, pool, type);
    return is_full ? small_full(&maker, type) : pick(&maker, type, 0);
}
