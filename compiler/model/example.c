/* SPDX-License-Identifier: MIT */
/* The decoder's own rules on the tree of a JSON value, and one more: a key that the struct does not declare is a slip
   here. Values nest no deeper than AST_DEPTH_MAX, so this may recurse. */
#include "config.h"

#include "model/example.h"

#include "model/annotation.h"
#include "model/enumeration.h"
#include "model/number.h"
#include "model/resolve.h"
#include "model/value.h"
#include "syntax/diagnostic.h"
#include "syntax/suggest.h"

#include <string.h>

struct example {
    struct example *next;
    const struct ast_value *value;
    const struct model_type *type;
    bool is_nullable;
};

void example_keep(struct unit *unit, const struct ast_annotation_list *list, const struct model_type *type,
                  bool is_nullable)
{
    for (const struct ast_annotation *a = list->first; a != NULL; a = a->next) {
        if (strcmp(a->name.text, "example") != 0 || a->arguments.count != 1)
            continue;
        struct example *example = pool_alloc(&unit->cx->pool, sizeof *example);
        *example = (struct example){.value = a->arguments.first->value, .type = type, .is_nullable = is_nullable};
        if (unit->last_example == NULL)
            unit->examples = example;
        else
            unit->last_example->next = example;
        unit->last_example = example;
    }
}

static void check(const struct unit *unit, const struct ast_value *ast, const struct model_type *type,
                  bool is_nullable);

static void report_kind(const struct unit *unit, const struct ast_value *ast, const struct model_type *type)
{
    diagnose(unit->cx, &ast->at, DIAGNOSTIC_BAD_VALUE, "%s is wanted here, not %s", value_wanted(unit, type),
             value_kind(ast));
}

/* ---- enums ---- */

static bool has_number(const struct model_enum *enumeration, const struct ast_number *number)
{
    int64_t value;
    if (number_signed(number, INT32_MIN, INT32_MAX, &value) != NUMBER_FINE)
        return false;
    for (size_t i = 0; i < enumeration->enumerator_count; i++)
        if (enumeration->enumerators[i].number == value)
            return true;
    return false;
}

static void check_enum(const struct unit *unit, const struct ast_value *ast, const struct model_enum *enumeration)
{
    bool is_text = ast->kind == AST_VALUE_STRING && !enumeration->is_number;
    if (is_text && enumeration_find_text(enumeration, ast->string.text, ast->string.len) != NULL)
        return;
    if (ast->kind == AST_VALUE_NUMBER && enumeration->is_number && has_number(enumeration, &ast->number))
        return;
    diagnose(unit->cx, &ast->at, DIAGNOSTIC_BAD_VALUE, "this is no %s of '%s'",
             enumeration->is_number ? "number" : "text", enumeration->name);
    if (!is_text)
        return;
    struct suggest suggest = SUGGEST_INIT(ast->string.text, ast->string.len);
    for (size_t i = 0; i < enumeration->enumerator_count; i++)
        suggest_offer(&suggest, enumeration->enumerators[i].text.ptr);
    diagnose_suggestion(unit->cx, suggest.best);
}

/* ---- arrays and structs ---- */

static void check_array(const struct unit *unit, const struct ast_value *ast, const struct model_type *type)
{
    if (ast->kind != AST_VALUE_ARRAY) {
        report_kind(unit, ast, type);
        return;
    }
    if (ast->items.count < type->least || ast->items.count > type->most)
        diagnose(unit->cx, &ast->at, DIAGNOSTIC_BAD_VALUE, "%zu items are too %s for %s", ast->items.count,
                 ast->items.count < type->least ? "few" : "many", type->schema);
    for (const struct ast_value *item = ast->items.first; item != NULL; item = item->next)
        check(unit, item, type->item, false);
}

static void report_key(const struct unit *unit, const struct ast_pair *pair, const struct model_struct *structure)
{
    diagnose(unit->cx, &pair->key.at, DIAGNOSTIC_BAD_VALUE, "'%s' has no '%s'", structure->name, pair->key.text);
    struct suggest suggest = SUGGEST_INIT(pair->key.text, pair->key.len);
    for (size_t i = 0; i < structure->member_count; i++)
        suggest_offer(&suggest, structure->members[i].key.ptr);
    diagnose_suggestion(unit->cx, suggest.best);
}

/* Enters the keys; a key that stands twice is reported, and its first value counts. */
static struct name_map map_pairs(const struct unit *unit, const struct ast_pair_list *pairs)
{
    struct name_map map = NAME_MAP_INIT(&unit->cx->pool);
    for (struct ast_pair *pair = pairs->first; pair != NULL; pair = pair->next)
        if (name_map_add(&map, pair->key.text, pair->key.len, pair) != pair)
            diagnose(unit->cx, &pair->key.at, DIAGNOSTIC_BAD_VALUE, "'%s' stands here twice", pair->key.text);
    return map;
}

static void check_keys(const struct unit *unit, const struct ast_pair_list *pairs, const struct model_struct *structure)
{
    struct name_map map = NAME_MAP_INIT(&unit->cx->pool);
    bool is_there = true;
    for (size_t i = 0; i < structure->member_count; i++)
        name_map_add(&map, structure->members[i].key.ptr, structure->members[i].key.len, &is_there);
    for (const struct ast_pair *pair = pairs->first; pair != NULL; pair = pair->next)
        if (name_map_find(&map, pair->key.text, pair->key.len) == NULL)
            report_key(unit, pair, structure);
}

static void check_struct(const struct unit *unit, const struct ast_value *ast, const struct model_type *type)
{
    const struct model_struct *structure = type->structure;
    if (ast->kind != AST_VALUE_OBJECT) {
        report_kind(unit, ast, type);
        return;
    }
    check_keys(unit, &ast->pairs, structure);
    struct name_map map = map_pairs(unit, &ast->pairs);
    for (size_t i = 0; i < structure->member_count; i++) {
        const struct model_member *member = &structure->members[i];
        const struct ast_pair *pair = name_map_find(&map, member->key.ptr, member->key.len);
        if (pair != NULL)
            check(unit, pair->value, member->type, member->is_nullable);
        else if (member->is_required)
            diagnose(unit->cx, &ast->at, DIAGNOSTIC_BAD_VALUE, "'%s' of '%s' is missing here", member->key.ptr,
                     structure->name);
    }
}

static void check(const struct unit *unit, const struct ast_value *ast, const struct model_type *type, bool is_nullable)
{
    struct model_value ignored;
    if (ast->kind == AST_VALUE_NULL && is_nullable)
        return;
    switch (type->kind) {
    case MODEL_STRUCT: check_struct(unit, ast, type); break;
    case MODEL_ENUM: check_enum(unit, ast, type->enumeration); break;
    case MODEL_ARRAY:
    case MODEL_FIXED: check_array(unit, ast, type); break;
    default: value_scalar(unit, ast, type, &ignored); break;
    }
}

void example_check(struct unit *unit)
{
    for (const struct example *example = unit->examples; example != NULL; example = example->next)
        check(unit, example->value, example->type, example->is_nullable);
}
