/* SPDX-License-Identifier: MIT */
/* Named types first, then their bounds, then arrays and maps around them. A typedef gives a copy of its type, which
   further bounds may narrow but not widen. */
#include "config.h"

#include "model/type.h"

#include "model/builtin.h"
#include "model/container.h"
#include "model/declare.h"
#include "model/generic.h"
#include "model/number.h"
#include "model/range.h"
#include "model/resolve.h"
#include "syntax/diagnostic.h"

#include <string.h>

bool type_is_builtin(const char *name)
{
    return builtin_is_name(name);
}

bool type_check_count(const struct unit *unit, size_t count, const struct place *at, const char *what,
                      const char *of)
{
    if (count <= TYPE_MEMBERS_MAX)
        return true;
    diagnose(unit->cx, at, DIAGNOSTIC_TOO_LARGE, "%s has at most %d %s", what, TYPE_MEMBERS_MAX, of);
    return false;
}

bool type_may_be_null(const struct ast_type *ast, const struct model_type *type)
{
    return ast->is_nullable || (type->alias != NULL && type->alias->is_nullable);
}

static struct model_type *make_map(const struct unit *unit, const struct ast_type *ast);

static struct model_type *make(const struct unit *unit, const struct ast_type *type);

/* ---- named types ---- */

static struct model_type *make_builtin(const struct unit *unit, const struct builtin *builtin)
{
    struct model_type *type = pool_alloc(&unit->cx->pool, sizeof *type);
    type->kind = builtin->kind;
    type->format = builtin->format;
    type->schema = builtin->name;
    type->c_type = builtin->c_type;
    type->most = builtin->kind == MODEL_STRING || builtin->kind == MODEL_BYTES ? MODEL_UNBOUNDED : 0;
    type->is_file = strcmp(builtin->name, "file") == 0;
    number_borders(builtin->kind, type);
    return type;
}

static struct model_type *make_struct(const struct unit *unit, const struct symbol *symbol)
{
    struct model_type *type = pool_alloc(&unit->cx->pool, sizeof *type);
    type->kind = MODEL_STRUCT;
    type->structure = symbol->structure;
    type->c_type = pool_printf(&unit->cx->pool, "struct %s", symbol->structure->c_name);
    return type;
}

static struct model_type *make_enum(const struct unit *unit, struct symbol *symbol)
{
    const struct model_enum *enumeration = symbol->enumeration;
    if (!declare_enum(symbol))
        return NULL;
    struct model_type *type = pool_alloc(&unit->cx->pool, sizeof *type);
    type->kind = MODEL_ENUM;
    type->enumeration = enumeration;
    type->c_type = enumeration->is_number ? enumeration->base->c_type
                                          : pool_printf(&unit->cx->pool, "%s %s",
                                                        enumeration->is_open ? "struct" : "enum", enumeration->c_name);
    return type;
}

static struct model_type *make_alias(const struct unit *unit, struct symbol *symbol)
{
    if (!declare_typedef(symbol))
        return NULL;
    struct model_type *type = pool_alloc(&unit->cx->pool, sizeof *type);
    *type = *symbol->alias->type;
    type->alias = symbol->alias;
    if (type->kind != MODEL_FIXED)
        type->c_type = symbol->alias->c_name;
    return type;
}

static struct model_type *make_union(const struct unit *unit, const struct symbol *symbol)
{
    struct model_type *type = pool_alloc(&unit->cx->pool, sizeof *type);
    type->kind = MODEL_UNION;
    type->choice = symbol->choice;
    type->c_type = pool_printf(&unit->cx->pool, "struct %s", symbol->choice->c_name);
    return type;
}

static struct model_type *make_extern(const struct unit *unit, struct symbol *symbol)
{
    if (!declare_extern(symbol))
        return NULL;
    struct model_type *type = pool_alloc(&unit->cx->pool, sizeof *type);
    type->kind = MODEL_EXTERN;
    type->external = symbol->external;
    type->item = symbol->external->base;
    type->c_type = symbol->external->c_type;
    return type;
}

static void report_unknown(const struct unit *unit, const struct ast_qname *name)
{
    struct suggest suggest = SUGGEST_INIT(name->text, name->len);
    builtin_offer(&suggest);
    resolve_report_unknown(unit, name, "type", &suggest, suggest_type_habit(name->text, name->len));
}

/* An enum or typedef has an error, or is BUSY because a cycle leads here; both were reported. */
static struct model_type *make_symbol(const struct unit *unit, struct symbol *symbol)
{
    if (symbol->state == SYMBOL_BAD)
        return NULL;
    switch (symbol->decl->kind) {
    case AST_DECL_STRUCT: return make_struct(unit, symbol);
    case AST_DECL_ENUM: return make_enum(unit, symbol);
    case AST_DECL_TYPEDEF: return symbol->external != NULL ? make_extern(unit, symbol) : make_alias(unit, symbol);
    case AST_DECL_UNION: return make_union(unit, symbol);
    default: return NULL;
    }
}

static struct model_type *make_argument(const struct binding *binding)
{
    return binding->type == NULL ? NULL : type_make(binding->unit, binding->type);
}

static struct model_type *make_declared(const struct unit *unit, const struct ast_type *ast)
{
    const struct binding *binding = generic_find(unit, &ast->name);
    if (binding != NULL)
        return make_argument(binding);
    struct symbol *symbol = resolve_find(unit, &ast->name);
    if (symbol == NULL) {
        report_unknown(unit, &ast->name);
        return NULL;
    }
    if (!generic_check_use(unit, ast, symbol))
        return NULL;
    struct model_type *type = make_symbol(unit, symbol);
    if (type != NULL)
        type->schema = ast->name.text;
    return type;
}

/* Bounds narrow the type and stand in its text. */
static struct model_type *narrow(const struct unit *unit, struct model_type *type, const struct ast_range *range)
{
    if (range == NULL)
        return type;
    if (!range_apply(unit, type, range))
        return NULL;
    struct pool *pool = &unit->cx->pool;
    type->schema = pool_printf(pool, "%s(%s)", type->schema, range_text(pool, range));
    return type;
}

static struct model_type *make_named(const struct unit *unit, const struct ast_type *ast)
{
    const struct builtin *builtin = builtin_find(ast->name.text);
    if (strcmp(ast->name.text, "map") == 0)
        return make_map(unit, ast);
    if (strcmp(ast->name.text, "Problem") == 0) {
        diagnose(unit->cx, &ast->name.at, DIAGNOSTIC_BAD_TYPE,
                 "'Problem' is a whole answer, '404 Problem', and stands nowhere else");
        return NULL;
    }
    if (builtin != NULL && ast->arguments.count > 0) {
        diagnose(unit->cx, &ast->at, DIAGNOSTIC_BAD_TYPE, "'%s' takes no type arguments", builtin->name);
        return NULL;
    }
    struct model_type *type = builtin != NULL ? make_builtin(unit, builtin) : make_declared(unit, ast);
    if (type != NULL && type->kind == MODEL_JSON && ast->is_nullable) {
        diagnose(unit->cx, &ast->at, DIAGNOSTIC_BAD_TYPE, "'json' holds null itself: leave out the '| null'");
        return NULL;
    }
    return type == NULL ? NULL : narrow(unit, type, ast->range);
}

/* ---- types made from others ---- */

const struct model_array *type_array(const struct model_type *item)
{
    return container_array(item);
}

/* What an array or map is made of; where it may be null a MAYBE of it. */
static struct model_type *make_item(const struct unit *unit, const struct ast_type *ast)
{
    struct model_type *type = make(unit, ast);
    if (type == NULL || !type_may_be_null(ast, type))
        return type;
    struct model_type *maybe = pool_alloc(&unit->cx->pool, sizeof *maybe);
    maybe->item = type;
    maybe->schema = ast->is_nullable ? pool_printf(&unit->cx->pool, "%s | null", type->schema) : type->schema;
    container_set_maybe(unit, &ast->at, maybe);
    return maybe;
}

bool type_has_file(const struct model_type *type)
{
    while (!type->is_file && type->kind != MODEL_EXTERN && type->item != NULL)
        type = type->item;
    return type->is_file;
}

static bool check_no_file(const struct unit *unit, const struct ast_type *ast, const struct model_type *type)
{
    if (type_has_file(type))
        diagnose(unit->cx, &ast->at, DIAGNOSTIC_BAD_TYPE,
                 "a file is what a form may hold: 'form picture: file(..1048576)', or 'file(..1048576)[..4]'");
    return !type_has_file(type);
}

static bool check_key(const struct unit *unit, const struct ast_type *ast, const struct model_type *key)
{
    bool is_number = number_is_signed(key->kind) || number_is_unsigned(key->kind);
    bool is_enum = key->kind == MODEL_ENUM && !key->enumeration->is_number && !key->enumeration->is_open;
    if (type_may_be_null(ast, key))
        diagnose(unit->cx, &ast->at, DIAGNOSTIC_BAD_TYPE, "a key of a map is never null");
    else if (key->kind != MODEL_STRING && !is_number && !is_enum)
        diagnose(unit->cx, &ast->at, DIAGNOSTIC_BAD_TYPE,
                 "a key of a map is a string, a text format, an integer or a value of an enum of texts that is not "
                 "open, not %s",
                 key->schema);
    else
        return true;
    return false;
}

static struct model_type *make_key(const struct unit *unit, const struct ast_type *ast)
{
    static const struct ast_type text = {.kind = AST_TYPE_NAMED,
                                         .name = {.text = "string", .len = 6, .last = "string"}};
    struct model_type *key = type_make(unit, ast == NULL ? &text : ast);
    if (key == NULL || (ast != NULL && !check_key(unit, ast, key)))
        return NULL;
    key->is_quoted = false; /* keys are texts anyway */
    return key;
}

static struct model_type *make_map(const struct unit *unit, const struct ast_type *ast)
{
    const struct ast_type *first = ast->arguments.first;
    if (ast->arguments.count != 1 && ast->arguments.count != 2) {
        diagnose(unit->cx, &ast->at, DIAGNOSTIC_BAD_TYPE, "a map says of what: map<T>, or map<K, T>");
        return NULL;
    }
    struct model_type *type = pool_alloc(&unit->cx->pool, sizeof *type);
    struct model_type *key = make_key(unit, first->next == NULL ? NULL : first);
    type->key = key;
    type->item = make_item(unit, first->next == NULL ? first : first->next);
    if (type->key == NULL || type->item == NULL || !check_no_file(unit, ast, type->item))
        return NULL;
    type->schema = first->next == NULL
                       ? pool_printf(&unit->cx->pool, "map<%s>", type->item->schema)
                       : pool_printf(&unit->cx->pool, "map<%s, %s>", type->key->schema, type->item->schema);
    type->most = MODEL_UNBOUNDED;
    container_set_map(unit, &ast->at, type);
    return narrow(unit, type, ast->range);
}

static struct model_type *make_fixed(const struct unit *unit, struct model_type *type, const struct ast_range *range)
{
    uint64_t count = 1, most = TYPE_FIXED_MAX;
    if (!range_between(unit, range, "the count of a fixed array (1 to 65536)", &count, &most))
        return NULL;
    type->kind = MODEL_FIXED;
    type->c_type = type->item->c_type;
    type->least = type->most = (size_t)count;
    return type;
}

static struct model_type *make_varying(const struct unit *unit, struct model_type *type, const struct ast_type *ast)
{
    type->most = MODEL_UNBOUNDED;
    container_set_array(unit, &ast->at, type);
    return ast->range == NULL || range_length(unit, type, ast->range, "a count") ? type : NULL;
}

static struct model_type *make_array(const struct unit *unit, const struct ast_type *ast)
{
    struct pool *pool = &unit->cx->pool;
    struct model_type *item = make_item(unit, ast->element);
    if (item == NULL)
        return NULL;
    struct model_type *type = pool_alloc(pool, sizeof *type);
    type->item = item;
    const char *of = ast->element->is_nullable ? pool_printf(pool, "(%s)", item->schema) : item->schema;
    type->schema = pool_printf(pool, "%s[%s]", of, ast->range == NULL ? "" : range_text(pool, ast->range));
    return ast->range != NULL && ast->range->is_exact ? make_fixed(unit, type, ast->range)
                                                      : make_varying(unit, type, ast);
}

static struct model_type *make(const struct unit *unit, const struct ast_type *type)
{
    return type->kind == AST_TYPE_NAMED ? make_named(unit, type) : make_array(unit, type);
}

struct model_type *type_make(const struct unit *unit, const struct ast_type *type)
{
    struct model_type *made = make(unit, type);
    return made != NULL && check_no_file(unit, type, made) ? made : NULL;
}

struct model_type *type_make_form(const struct unit *unit, const struct ast_type *type)
{
    return make(unit, type);
}
