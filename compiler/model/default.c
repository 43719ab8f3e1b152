/* SPDX-License-Identifier: MIT */
/* A default becomes a constant of C, so it is written as C would name it: enumerators by their names, numbers without
   quotes. What C has no constant for, a map with entries, a union or a type of the user's, is refused. */
#include "config.h"

#include "model/default.h"

#include "model/c_name.h"
#include "model/declare.h"
#include "model/enumeration.h"
#include "model/judge.h"
#include "model/model.h"
#include "model/resolve.h"
#include "model/value.h"
#include "syntax/diagnostic.h"
#include "syntax/suggest.h"

#include <string.h>

static const struct model_value *make(struct judge *judge, const struct ast_value *ast, const struct model_type *type,
                                      bool is_nullable);

static bool set_enum(struct judge *judge, const struct ast_value *ast, const struct model_type *type,
                     struct model_value *out)
{
    const struct model_enum *enumeration = type->enumeration;
    if (ast->kind == AST_VALUE_NAME) {
        out->kind = MODEL_VALUE_ENUM;
        out->enumerator = enumeration_find_name(enumeration, ast->name.text);
        if (out->enumerator != NULL)
            return true;
    }
    judge_fault(judge, &ast->at, "a default of '%s' is the name of one of its values", enumeration->name);
    struct suggest suggest = SUGGEST_INIT(ast->text, ast->len);
    if (ast->kind == AST_VALUE_STRING)
        suggest = SUGGEST_INIT(ast->string.text, ast->string.len);
    for (size_t i = 0; i < enumeration->enumerator_count; i++)
        suggest_offer(&suggest, enumeration->enumerators[i].name);
    judge_suggest(judge, suggest.best);
    return false;
}

/* ---- lists and maps ---- */

/* All items are looked at, so that all faults are found; those that are null have no value. */
static bool set_items(struct judge *judge, const struct ast_value *ast, const struct model_type *type,
                      struct model_value *out)
{
    bool is_maybe = type->item->kind == MODEL_MAYBE, is_fine = true;
    const struct model_type *item = is_maybe ? type->item->item : type->item;
    const struct model_value **list = pool_alloc(&judge->unit->cx->pool, ast->items.count * sizeof(*list));
    struct judge_step step = {.outer = judge->step};
    judge->step = &step;
    for (const struct ast_value *at = ast->items.first; at != NULL; at = at->next, step.index++) {
        bool is_null = is_maybe && at->kind == AST_VALUE_NULL;
        list[step.index] = is_null ? NULL : make(judge, at, item, false);
        is_fine = is_fine && (is_null || list[step.index] != NULL);
    }
    judge->step = step.outer;
    out->kind = MODEL_VALUE_LIST;
    out->items = list;
    out->item_count = step.index;
    return is_fine;
}

static bool set_list(struct judge *judge, const struct ast_value *ast, const struct model_type *type,
                     struct model_value *out)
{
    if (ast->kind != AST_VALUE_ARRAY)
        return value_refuse(judge, ast, type);
    if (!value_count(judge, ast, type, ast->items.count) || !set_items(judge, ast, type, out))
        return false;
    if (type->kind == MODEL_ARRAY && ast->items.count == 0)
        out->kind = MODEL_VALUE_EMPTY;
    return !type->is_unique || value_unique(judge, ast, type->item, out->items);
}

static bool set_map(struct judge *judge, const struct ast_value *ast, const struct model_type *type,
                    struct model_value *out)
{
    if (ast->kind != AST_VALUE_OBJECT)
        return value_refuse(judge, ast, type);
    if (ast->pairs.count > 0)
        return judge_fault(judge, &ast->at, "a default of a map is empty: {}");
    out->kind = MODEL_VALUE_EMPTY;
    return value_count(judge, ast, type, 0);
}

/* ---- structs ---- */

static size_t find_key(const struct model_struct *structure, const struct ast_string *key)
{
    size_t i = 0;
    while (i < structure->member_count && (structure->members[i].key.len != key->len ||
                                           memcmp(structure->members[i].key.ptr, key->text, key->len) != 0))
        i++;
    return i;
}

static bool refuse_key(struct judge *judge, const struct ast_pair *pair, const struct model_struct *structure)
{
    struct suggest suggest = SUGGEST_INIT(pair->key.text, pair->key.len);
    for (size_t i = 0; i < structure->member_count; i++)
        suggest_offer(&suggest, structure->members[i].key.ptr);
    judge_fault(judge, &pair->key.at, "'%s' has no '%s'", structure->name, pair->key.text);
    judge_suggest_text(judge, &pair->key.at, suggest.best);
    return false;
}

static bool set_member(struct judge *judge, const struct ast_pair *pair, const struct model_struct *structure,
                       const struct model_value **list)
{
    size_t i = find_key(structure, &pair->key);
    if (i == structure->member_count)
        return refuse_key(judge, pair, structure);
    if (list[i] != NULL)
        return judge_fault(judge, &pair->key.at, "'%s' stands here twice", pair->key.text);
    struct judge_step step = {.outer = judge->step, .key = pair->key.text, .len = pair->key.len};
    judge->step = &step;
    list[i] = make(judge, pair->value, structure->members[i].type, structure->members[i].is_nullable);
    judge->step = step.outer;
    return list[i] != NULL;
}

static bool is_complete(struct judge *judge, const struct ast_value *ast, const struct model_struct *structure,
                        const struct model_value *const *list)
{
    bool is_fine = true;
    for (size_t i = 0; i < structure->member_count; i++)
        if (list[i] == NULL && structure->members[i].is_required)
            is_fine = judge_fault(judge, &ast->at, "'%s' of '%s' is missing here", structure->members[i].key.ptr,
                                  structure->name);
    return is_fine;
}

static bool set_object(struct judge *judge, const struct ast_value *ast, const struct model_type *type,
                       struct model_value *out)
{
    const struct model_struct *structure = type->structure;
    if (ast->kind != AST_VALUE_OBJECT)
        return value_refuse(judge, ast, type);
    if (!declare_struct(resolve_owner(judge->unit->schema, structure)))
        return false;
    const struct model_value **list = pool_alloc(&judge->unit->cx->pool, structure->member_count * sizeof(*list));
    bool is_fine = true;
    for (const struct ast_pair *pair = ast->pairs.first; pair != NULL; pair = pair->next)
        is_fine = set_member(judge, pair, structure, list) && is_fine;
    out->kind = MODEL_VALUE_OBJECT;
    out->items = list;
    out->item_count = structure->member_count;
    return is_fine && is_complete(judge, ast, structure, list);
}

/* ---- all ---- */

static bool set(struct judge *judge, const struct ast_value *ast, const struct model_type *type,
                struct model_value *out)
{
    switch (type->kind) {
    case MODEL_ENUM: return set_enum(judge, ast, type, out);
    case MODEL_ARRAY:
    case MODEL_FIXED: return set_list(judge, ast, type, out);
    case MODEL_MAP: return set_map(judge, ast, type, out);
    case MODEL_STRUCT: return set_object(judge, ast, type, out);
    case MODEL_UNION: return judge_fault(judge, &ast->at, "'%s' is a union, which has no default", type->schema);
    case MODEL_EXTERN:
        return judge_fault(judge, &ast->at, "'%s' is a type of yours, which has no default", type->schema);
    default: return value_scalar(judge, ast, type, out);
    }
}

static bool is_short(const struct judge *judge, const struct ast_value *ast, const struct model_value *value)
{
    bool is_text = value->kind == MODEL_VALUE_STRING || value->kind == MODEL_VALUE_BYTES;
    if (!is_text || value->text.len <= C_TEXT_MAX)
        return true;
    diagnose(judge->unit->cx, &ast->at, DIAGNOSTIC_TOO_LARGE, "this text is longer than %d bytes", C_TEXT_MAX);
    return false;
}

static const struct model_value *make(struct judge *judge, const struct ast_value *ast, const struct model_type *type,
                                      bool is_nullable)
{
    struct model_value *value = pool_alloc(&judge->unit->cx->pool, sizeof *value);
    value->kind = MODEL_VALUE_NULL;
    if (ast->kind == AST_VALUE_NULL && is_nullable)
        return value;
    return set(judge, ast, type, value) && is_short(judge, ast, value) ? value : NULL;
}

const struct model_value *default_make(const struct unit *unit, const struct ast_value *ast,
                                       const struct model_type *type, bool is_nullable)
{
    struct judge judge = {.unit = unit};
    return make(&judge, ast, type, is_nullable);
}
