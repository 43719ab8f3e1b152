/* SPDX-License-Identifier: MIT */
/* Faults are where the runtime's collector finds them: a missing member where it should be, too many items at their
   array, an unknown key at its object. Values nest no deeper than AST_DEPTH_MAX, so this may recurse. */
#include "config.h"

#include "model/document.h"

#include "model/judge.h"
#include "model/model.h"
#include "model/resolve.h"
#include "model/union.h"
#include "model/value.h"
#include "model/wire.h"
#include "syntax/suggest.h"

#include <string.h>

static bool is_text(const struct model_text *text, const struct ast_string *string)
{
    return text->len == string->len && memcmp(text->ptr, string->text, text->len) == 0;
}

static void check_at(struct judge *judge, const struct ast_string *key, const struct ast_value *ast,
                     const struct model_type *type, bool is_nullable)
{
    struct judge_step step = {.outer = judge->step, .key = key->text, .len = key->len};
    judge->step = &step;
    document_check(judge, ast, type, is_nullable);
    judge->step = step.outer;
}

static void fault_at(struct judge *judge, const struct model_text *key, const struct place *at, const char *message)
{
    struct judge_step step = {.outer = judge->step, .key = key->ptr, .len = key->len};
    judge->step = &step;
    judge_fault(judge, at, "%s", message);
    judge->step = step.outer;
}

/* ---- arrays ---- */

/* What @unique compares; NULL after a fault. */
static const struct model_value *check_item(struct judge *judge, const struct ast_value *ast,
                                            const struct model_type *type)
{
    struct model_value *value = pool_alloc(&judge->unit->cx->pool, sizeof *value);
    bool is_fine =
        type->kind == MODEL_ENUM ? value_enum_text(judge, ast, type, value) : value_scalar(judge, ast, type, value);
    return is_fine ? value : NULL;
}

static void check_array(struct judge *judge, const struct ast_value *ast, const struct model_type *type)
{
    if (ast->kind != AST_VALUE_ARRAY) {
        value_refuse(judge, ast, type);
        return;
    }
    value_count(judge, ast, type, ast->items.count);
    const struct model_value **values = pool_alloc(&judge->unit->cx->pool, ast->items.count * sizeof(*values));
    struct judge_step step = {.outer = judge->step};
    judge->step = &step;
    for (const struct ast_value *item = ast->items.first; item != NULL; item = item->next, step.index++) {
        if (type->is_unique)
            values[step.index] = check_item(judge, item, type->item);
        else
            document_check(judge, item, type->item, false);
    }
    judge->step = step.outer;
    if (type->is_unique)
        value_unique(judge, ast, type->item, values);
}

/* ---- objects ---- */

/* Enters the keys; a key that stands twice is a fault, and its first value counts. */
static struct name_map map_pairs(struct judge *judge, const struct ast_pair_list *pairs)
{
    struct name_map map = NAME_MAP_INIT(&judge->unit->cx->pool);
    for (struct ast_pair *pair = pairs->first; pair != NULL; pair = pair->next) {
        if (name_map_add(&map, pair->key.text, pair->key.len, pair) == pair)
            continue;
        struct judge_step step = {.outer = judge->step, .key = pair->key.text, .len = pair->key.len};
        judge->step = &step;
        judge_fault(judge, &pair->key.at, "'%s' stands here twice", pair->key.text);
        judge->step = step.outer;
    }
    return map;
}

/* The member whose key is most like this one, or NULL. */
static const char *nearest_key(const struct ast_pair *pair, const struct model_struct *structure)
{
    struct suggest suggest = SUGGEST_INIT(pair->key.text, pair->key.len);
    for (size_t i = 0; i < structure->wire_count; i++)
        suggest_offer(&suggest, structure->wire[i].key.ptr);
    return suggest.best;
}

static void refuse_key(struct judge *judge, const struct ast_pair *pair, const struct model_struct *structure)
{
    if (judge->is_silent && !structure->is_strict)
        return;
    judge_fault(judge, &pair->key.at, "'%s' has no '%s'", structure->name, pair->key.text);
    judge_suggest_text(judge, &pair->key.at, nearest_key(pair, structure));
}

/* Whether a key that the struct has not was told to be this member's misspelt: that it is missing is the same mistake. */
static bool is_misspelt(const struct judge *judge, const struct ast_pair_list *pairs, const struct model_struct *structure,
                        const char *key)
{
    for (const struct ast_pair *pair = pairs->first; pair != NULL && !judge->is_silent; pair = pair->next)
        if (nearest_key(pair, structure) == key && strcmp(pair->key.text, key) != 0)
            return true;
    return false;
}

/* `tag` is the key of the union that the object is of, or NULL. */
static void check_keys(struct judge *judge, const struct ast_pair_list *pairs, const struct model_struct *structure,
                       const struct model_text *tag)
{
    struct name_map map = NAME_MAP_INIT(&judge->unit->cx->pool);
    bool is_there = true;
    for (size_t i = 0; i < structure->wire_count; i++)
        name_map_add(&map, structure->wire[i].key.ptr, structure->wire[i].key.len, &is_there);
    for (const struct ast_pair *pair = pairs->first; pair != NULL; pair = pair->next)
        if (name_map_find(&map, pair->key.text, pair->key.len) == NULL && (tag == NULL || !is_text(tag, &pair->key)))
            refuse_key(judge, pair, structure);
}

static void check_members(struct judge *judge, const struct ast_value *ast, const struct model_struct *structure,
                          const struct model_text *tag)
{
    check_keys(judge, &ast->pairs, structure, tag);
    struct name_map map = map_pairs(judge, &ast->pairs);
    for (size_t i = 0; i < structure->wire_count; i++) {
        const struct model_member *member = &structure->wire[i];
        const struct ast_pair *pair = name_map_find(&map, member->key.ptr, member->key.len);
        if (pair != NULL)
            check_at(judge, &pair->key, pair->value, member->type, member->is_nullable);
        else if (member->is_required && !is_misspelt(judge, &ast->pairs, structure, member->key.ptr))
            fault_at(
                judge, &member->key, &ast->at,
                pool_printf(&judge->unit->cx->pool, "'%s' of '%s' is missing here", member->key.ptr, structure->name));
    }
}

static void check_struct(struct judge *judge, const struct ast_value *ast, const struct model_type *type,
                         const struct model_text *tag)
{
    if (ast->kind == AST_VALUE_OBJECT)
        check_members(judge, ast, type->structure, tag);
    else
        value_refuse(judge, ast, type);
}

/* ---- maps ---- */

/* A key is a text, which may be that of a number. */
static void check_key(struct judge *judge, const struct ast_pair *pair, const struct model_type *key)
{
    struct ast_value text = {.at = pair->key.at, .kind = AST_VALUE_STRING, .string = pair->key};
    struct model_type quoted = *key;
    struct model_value ignored;
    quoted.is_quoted = true;
    if (key->kind == MODEL_ENUM)
        value_enum_text(judge, &text, key, &ignored);
    else
        value_scalar(judge, &text, &quoted, &ignored);
}

static void check_map(struct judge *judge, const struct ast_value *ast, const struct model_type *type)
{
    if (ast->kind != AST_VALUE_OBJECT) {
        value_refuse(judge, ast, type);
        return;
    }
    value_count(judge, ast, type, ast->pairs.count);
    map_pairs(judge, &ast->pairs);
    for (const struct ast_pair *pair = ast->pairs.first; pair != NULL; pair = pair->next) {
        struct judge_step step = {.outer = judge->step, .key = pair->key.text, .len = pair->key.len};
        judge->step = &step;
        check_key(judge, pair, type->key);
        document_check(judge, pair->value, type->item, false);
        judge->step = step.outer;
    }
}

/* ---- unions ---- */

static const struct ast_pair *find_pair(const struct ast_value *ast, const struct model_text *key)
{
    for (const struct ast_pair *pair = ast->pairs.first; pair != NULL; pair = pair->next)
        if (is_text(key, &pair->key))
            return pair;
    return NULL;
}

static const struct model_variant *find_variant(const struct model_union *choice, const struct ast_string *tag)
{
    for (size_t i = 0; i < choice->variant_count; i++)
        if (is_text(&choice->variants[i].tag, tag))
            return &choice->variants[i];
    return NULL;
}

static void suggest_tag(const struct judge *judge, const struct model_union *choice, const struct ast_string *tag)
{
    struct suggest suggest = SUGGEST_INIT(tag->text, tag->len);
    for (size_t i = 0; i < choice->variant_count; i++)
        suggest_offer(&suggest, choice->variants[i].tag.ptr);
    judge_suggest_text(judge, &tag->at, suggest.best);
}

/* The variant that the tag in the object names; NULL after a fault. */
static const struct model_variant *find_tagged(struct judge *judge, const struct ast_value *ast,
                                               const struct model_union *choice)
{
    const struct ast_pair *pair = find_pair(ast, &choice->tag_key);
    const struct model_variant *variant = NULL;
    struct pool *pool = &judge->unit->cx->pool;
    if (pair == NULL) {
        fault_at(judge, &choice->tag_key, &ast->at,
                 pool_printf(pool, "'%s' of '%s' is missing here", choice->tag_key.ptr, choice->name));
        return NULL;
    }
    if (pair->value->kind == AST_VALUE_STRING)
        variant = find_variant(choice, &pair->value->string);
    if (variant == NULL)
        fault_at(judge, &choice->tag_key, &pair->value->at, pool_printf(pool, "this is no tag of '%s'", choice->name));
    if (variant == NULL && pair->value->kind == AST_VALUE_STRING)
        suggest_tag(judge, choice, &pair->value->string);
    return variant;
}

static void check_adjacent(struct judge *judge, const struct ast_value *ast, const struct model_union *choice)
{
    const struct model_variant *variant = find_tagged(judge, ast, choice);
    const struct ast_pair *content = find_pair(ast, &choice->content_key);
    map_pairs(judge, &ast->pairs);
    for (const struct ast_pair *pair = ast->pairs.first; pair != NULL && !judge->is_silent; pair = pair->next)
        if (!is_text(&choice->tag_key, &pair->key) && !is_text(&choice->content_key, &pair->key))
            judge_fault(judge, &pair->key.at, "'%s' has no '%s'", choice->name, pair->key.text);
    if (content == NULL)
        fault_at(
            judge, &choice->content_key, &ast->at,
            pool_printf(&judge->unit->cx->pool, "'%s' of '%s' is missing here", choice->content_key.ptr, choice->name));
    else if (variant != NULL)
        check_at(judge, &content->key, content->value, variant->type, false);
}

static void check_external(struct judge *judge, const struct ast_value *ast, const struct model_union *choice)
{
    const struct ast_pair *pair = ast->pairs.first;
    const struct model_variant *variant = pair == NULL ? NULL : find_variant(choice, &pair->key);
    if (variant == NULL || pair->next != NULL)
        judge_fault(judge, &ast->at, "'%s' has exactly one member, which is one of its tags", choice->name);
    if (variant == NULL && pair != NULL)
        suggest_tag(judge, choice, &pair->key);
    if (variant != NULL)
        check_at(judge, &pair->key, pair->value, variant->type, false);
}

static bool json_of(const struct ast_value *ast, enum model_json *out)
{
    switch (ast->kind) {
    case AST_VALUE_OBJECT: *out = MODEL_JSON_OBJECT; return true;
    case AST_VALUE_ARRAY: *out = MODEL_JSON_ARRAY; return true;
    case AST_VALUE_STRING: *out = MODEL_JSON_STRING; return true;
    case AST_VALUE_NUMBER: *out = MODEL_JSON_NUMBER; return true;
    case AST_VALUE_BOOL: *out = MODEL_JSON_BOOL; return true;
    default: return false;
    }
}

static void check_untagged(struct judge *judge, const struct ast_value *ast, const struct model_type *type)
{
    const struct model_union *choice = type->choice;
    enum model_json json;
    for (size_t i = 0; json_of(ast, &json) && i < choice->variant_count; i++)
        if (choice->variants[i].json == json) {
            document_check(judge, ast, choice->variants[i].type, false);
            return;
        }
    value_refuse(judge, ast, type);
}

static void check_internal(struct judge *judge, const struct ast_value *ast, const struct model_union *choice)
{
    const struct model_variant *variant = find_tagged(judge, ast, choice);
    if (variant != NULL)
        check_struct(judge, ast, variant->type, &choice->tag_key);
}

static void check_union(struct judge *judge, const struct ast_value *ast, const struct model_type *type)
{
    if (type->choice->tagging == MODEL_TAG_NONE)
        check_untagged(judge, ast, type);
    else if (ast->kind != AST_VALUE_OBJECT)
        value_refuse(judge, ast, type);
    else if (type->choice->tagging == MODEL_TAG_INTERNAL)
        check_internal(judge, ast, type->choice);
    else if (type->choice->tagging == MODEL_TAG_ADJACENT)
        check_adjacent(judge, ast, type->choice);
    else
        check_external(judge, ast, type->choice);
}

/* ---- all ---- */

void document_check(struct judge *judge, const struct ast_value *ast, const struct model_type *type, bool is_nullable)
{
    struct model_value ignored;
    if (ast->kind == AST_VALUE_NULL && is_nullable)
        return;
    switch (type->kind) {
    case MODEL_STRUCT: check_struct(judge, ast, type, NULL); break;
    case MODEL_UNION: check_union(judge, ast, type); break;
    case MODEL_ENUM: value_enum_text(judge, ast, type, &ignored); break;
    case MODEL_EXTERN: document_check(judge, ast, type->item, false); break;
    case MODEL_ARRAY:
    case MODEL_FIXED: check_array(judge, ast, type); break;
    case MODEL_MAP: check_map(judge, ast, type); break;
    case MODEL_MAYBE: document_check(judge, ast, type->item, true); break;
    default: value_scalar(judge, ast, type, &ignored); break;
    }
}

/* ---- functions of the user's ---- */

/* Structs and unions hold one another in cycles. */
static bool has_checks(struct name_map *seen, const struct model_type *type)
{
    while (type->item != NULL && type->kind != MODEL_EXTERN)
        type = type->item;
    if (type->kind == MODEL_EXTERN)
        return true;
    const void *object = type->kind == MODEL_STRUCT  ? (const void *)type->structure
                         : type->kind == MODEL_UNION ? (const void *)type->choice
                                                     : NULL;
    if (object == NULL)
        return false;
    const void **key = pool_alloc(seen->pool, sizeof(*key));
    *key = object;
    if (name_map_add(seen, (const char *)key, sizeof(*key), key) != key)
        return false;
    if (type->kind == MODEL_STRUCT && type->structure->check_count > 0)
        return true;
    for (size_t i = 0; type->kind == MODEL_STRUCT && i < type->structure->member_count; i++)
        if (has_checks(seen, type->structure->members[i].type))
            return true;
    for (size_t i = 0; type->kind == MODEL_UNION && i < type->choice->variant_count; i++)
        if (has_checks(seen, type->choice->variants[i].type))
            return true;
    return false;
}

bool document_has_checks(const struct judge *judge, const struct model_type *type)
{
    struct name_map seen = NAME_MAP_INIT(&judge->unit->cx->pool);
    return has_checks(&seen, type);
}
