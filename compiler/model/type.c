/* SPDX-License-Identifier: MIT */
/* Named types first, then their bounds, then arrays around them. A typedef gives a copy of its type, which further
   bounds may narrow but not widen. */
#include "config.h"

#include "model/type.h"

#include "model/c_name.h"
#include "model/declare.h"
#include "model/number.h"
#include "model/resolve.h"
#include "syntax/diagnostic.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct builtin {
    const char *name;
    enum model_kind kind;
    const char *c_type;
    struct model_array array;
};

static const struct builtin builtins[] = {
    {"bool", MODEL_BOOL, "bool", {"swage_bool_array", "bool", true, false}},
    {"int8", MODEL_INT8, "int8_t", {"swage_int8_array", "int8_t", true, false}},
    {"int16", MODEL_INT16, "int16_t", {"swage_int16_array", "int16_t", true, false}},
    {"int32", MODEL_INT32, "int32_t", {"swage_int32_array", "int32_t", true, false}},
    {"int64", MODEL_INT64, "int64_t", {"swage_int64_array", "int64_t", true, false}},
    {"uint8", MODEL_UINT8, "uint8_t", {"swage_uint8_array", "uint8_t", true, false}},
    {"uint16", MODEL_UINT16, "uint16_t", {"swage_uint16_array", "uint16_t", true, false}},
    {"uint32", MODEL_UINT32, "uint32_t", {"swage_uint32_array", "uint32_t", true, false}},
    {"uint64", MODEL_UINT64, "uint64_t", {"swage_uint64_array", "uint64_t", true, false}},
    {"float32", MODEL_FLOAT32, "float", {"swage_float32_array", "float", true, false}},
    {"float64", MODEL_FLOAT64, "double", {"swage_float64_array", "double", true, false}},
    {"string", MODEL_STRING, "swage_str", {"swage_str_array", "swage_str", true, false}},
};

static const char *const later[] = {"bytes", "email",    "uri",      "uuid",    "hostname", "ipv4", "ipv6", "date",
                                    "time",  "datetime", "duration", "decimal", "json",     "map",  "file", "Problem"};

static const struct builtin *find_builtin(const char *name)
{
    for (size_t i = 0; i < sizeof builtins / sizeof *builtins; i++)
        if (strcmp(builtins[i].name, name) == 0)
            return &builtins[i];
    return NULL;
}

static bool is_later(const char *name)
{
    for (size_t i = 0; i < sizeof later / sizeof *later; i++)
        if (strcmp(later[i], name) == 0)
            return true;
    return false;
}

bool type_is_builtin(const char *name)
{
    return find_builtin(name) != NULL || is_later(name);
}

/* ---- bounds ---- */

static const char *range_text(struct pool *pool, const struct ast_range *range)
{
    if (range->is_exact)
        return range->min.text;
    return pool_printf(pool, "%s..%s", range->has_min ? range->min.text : "", range->has_max ? range->max.text : "");
}

static void report_bound(const struct unit *unit, const struct ast_number *bound, enum number_fault fault,
                         const char *of)
{
    diagnose(unit->cx, &bound->at, DIAGNOSTIC_BAD_BOUNDS, "%s %s for %s", bound->text, number_fault_text(fault), of);
}

static bool report_order(const struct unit *unit, const struct ast_range *range)
{
    diagnose(unit->cx, &range->at, DIAGNOSTIC_BAD_BOUNDS, "no value is between %s and %s", range->min.text,
             range->max.text);
    return false;
}

static bool bound_signed(const struct unit *unit, struct model_type *type, const struct ast_range *range)
{
    enum number_fault low = NUMBER_FINE, high = NUMBER_FINE;
    int64_t min = type->min, max = type->max;
    if (range->has_min && (low = number_signed(&range->min, type->min, type->max, &min)) != NUMBER_FINE)
        report_bound(unit, &range->min, low, type->schema);
    if (range->has_max && (high = number_signed(&range->max, type->min, type->max, &max)) != NUMBER_FINE)
        report_bound(unit, &range->max, high, type->schema);
    if (low != NUMBER_FINE || high != NUMBER_FINE)
        return false;
    if (min > max)
        return report_order(unit, range);
    type->min = min;
    type->max = max;
    return true;
}

/* Also for lengths and counts, which are numbers of items in a size_t. */
static bool bound_between(const struct unit *unit, const struct ast_range *range, const char *of, uint64_t *least,
                          uint64_t *most)
{
    enum number_fault low = NUMBER_FINE, high = NUMBER_FINE;
    uint64_t min = *least, max = *most;
    if (range->has_min && (low = number_unsigned(&range->min, *least, *most, &min)) != NUMBER_FINE)
        report_bound(unit, &range->min, low, of);
    if (range->has_max && (high = number_unsigned(&range->max, *least, *most, &max)) != NUMBER_FINE)
        report_bound(unit, &range->max, high, of);
    if (low != NUMBER_FINE || high != NUMBER_FINE)
        return false;
    if (min > max)
        return report_order(unit, range);
    *least = min;
    *most = max;
    return true;
}

static bool bound_length(const struct unit *unit, struct model_type *type, const struct ast_range *range,
                         const char *of)
{
    /* A `most` of SIZE_MAX means that there is none; a length that is given stays below it. */
    uint64_t least = type->least, most = type->most == MODEL_UNBOUNDED ? MODEL_UNBOUNDED - 1 : type->most;
    if (!bound_between(unit, range, of, &least, &most))
        return false;
    type->least = (size_t)least;
    if (range->has_max)
        type->most = (size_t)most;
    return true;
}

static bool float_bound(const struct unit *unit, const struct model_type *type, const struct ast_number *bound,
                        double *out)
{
    enum number_fault fault = number_float(bound, type->kind, out);
    if (fault == NUMBER_FINE && type->has_low && *out < type->low)
        fault = NUMBER_TOO_SMALL;
    if (fault == NUMBER_FINE && type->has_high && *out > type->high)
        fault = NUMBER_TOO_LARGE;
    if (fault != NUMBER_FINE)
        report_bound(unit, bound, fault, type->schema);
    return fault == NUMBER_FINE;
}

static bool bound_float(const struct unit *unit, struct model_type *type, const struct ast_range *range)
{
    double low = type->low, high = type->high;
    bool low_is_fine = !range->has_min || float_bound(unit, type, &range->min, &low);
    if ((range->has_max && !float_bound(unit, type, &range->max, &high)) || !low_is_fine)
        return false;
    if (range->has_min && range->has_max && low > high)
        return report_order(unit, range);
    if (range->has_min) {
        type->has_low = true;
        type->low = low;
        type->low_text = number_float_literal(&unit->cx->pool, type->kind, low);
    }
    if (range->has_max) {
        type->has_high = true;
        type->high = high;
        type->high_text = number_float_literal(&unit->cx->pool, type->kind, high);
    }
    return true;
}

static bool bound(const struct unit *unit, struct model_type *type, const struct ast_range *range)
{
    if (number_is_signed(type->kind))
        return bound_signed(unit, type, range);
    if (number_is_unsigned(type->kind))
        return bound_between(unit, range, type->schema, &type->umin, &type->umax);
    if (number_is_float(type->kind))
        return bound_float(unit, type, range);
    if (type->kind == MODEL_STRING)
        return bound_length(unit, type, range, "the length of a string");
    diagnose(unit->cx, &range->at, DIAGNOSTIC_BAD_BOUNDS, "'%s' takes no bounds", type->schema);
    return false;
}

/* ---- named types ---- */

static struct model_type *make_builtin(const struct unit *unit, const struct builtin *builtin)
{
    struct model_type *type = pool_alloc(&unit->cx->pool, sizeof *type);
    type->kind = builtin->kind;
    type->schema = builtin->name;
    type->c_type = builtin->c_type;
    type->most = builtin->kind == MODEL_STRING ? MODEL_UNBOUNDED : 0;
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
                                          : pool_printf(&unit->cx->pool, "enum %s", enumeration->c_name);
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
    if (unit->is_open)
        return;
    diagnose(unit->cx, &name->at, DIAGNOSTIC_UNKNOWN_TYPE, "unknown type '%s'", name->text);
    const char *habit = suggest_type_habit(name->text, name->len);
    struct suggest suggest = SUGGEST_INIT(name->text, name->len);
    for (size_t i = 0; i < sizeof builtins / sizeof *builtins; i++)
        suggest_offer(&suggest, builtins[i].name);
    for (size_t i = 0; i < sizeof later / sizeof *later; i++)
        suggest_offer(&suggest, later[i]);
    resolve_offer(unit, &suggest);
    diagnose_suggestion(unit->cx, habit != NULL ? habit : suggest.best);
}

/* An enum or typedef has an error, or is BUSY because a cycle leads here; both were reported. */
static struct model_type *make_symbol(const struct unit *unit, struct symbol *symbol)
{
    if (symbol->state == SYMBOL_BAD)
        return NULL;
    switch (symbol->decl->kind) {
    case AST_DECL_STRUCT: return declare_is_written(symbol->decl) ? make_struct(unit, symbol) : NULL;
    case AST_DECL_ENUM: return make_enum(unit, symbol);
    case AST_DECL_TYPEDEF:
        return symbol->external != NULL ? make_extern(unit, symbol) : make_alias(unit, symbol);
    case AST_DECL_UNION: return make_union(unit, symbol);
    default: return NULL;
    }
}

static struct model_type *make_declared(const struct unit *unit, const struct ast_type *ast)
{
    struct symbol *symbol = resolve_find(unit, &ast->name);
    if (symbol == NULL) {
        report_unknown(unit, &ast->name);
        return NULL;
    }
    if (ast->arguments.count > 0) {
        diagnose(unit->cx, &ast->at, DIAGNOSTIC_NOT_YET, "the generator cannot write types with arguments yet");
        return NULL;
    }
    struct model_type *type = make_symbol(unit, symbol);
    if (type != NULL)
        type->schema = ast->name.text;
    return type;
}

static struct model_type *make_named(const struct unit *unit, const struct ast_type *ast)
{
    struct model_type *type;
    const struct builtin *builtin = find_builtin(ast->name.text);
    if (is_later(ast->name.text)) {
        diagnose(unit->cx, &ast->name.at, DIAGNOSTIC_NOT_YET, "the generator cannot write '%s' yet", ast->name.text);
        return NULL;
    }
    if (builtin != NULL && ast->arguments.count > 0) {
        diagnose(unit->cx, &ast->at, DIAGNOSTIC_BAD_TYPE, "'%s' takes no type arguments", builtin->name);
        return NULL;
    }
    type = builtin != NULL ? make_builtin(unit, builtin) : make_declared(unit, ast);
    if (type == NULL || ast->range == NULL)
        return type;
    if (!bound(unit, type, ast->range))
        return NULL;
    type->schema = pool_printf(&unit->cx->pool, "%s(%s)", ast->name.text, range_text(&unit->cx->pool, ast->range));
    return type;
}

/* ---- arrays ---- */

const struct model_array *type_array(const struct model_type *item)
{
    if (item->kind == MODEL_STRUCT)
        return item->structure->array;
    if (item->kind == MODEL_UNION)
        return item->choice->array;
    if (item->kind == MODEL_EXTERN)
        return item->external->array;
    if (item->kind == MODEL_ENUM)
        return item->enumeration->array;
    for (size_t i = 0; i < sizeof builtins / sizeof *builtins; i++)
        if (builtins[i].kind == item->kind)
            return &builtins[i].array;
    return NULL;
}

static struct model_type *make_fixed(const struct unit *unit, struct model_type *type, const struct ast_range *range)
{
    uint64_t count = 1, most = TYPE_FIXED_MAX;
    if (!bound_between(unit, range, "the count of a fixed array (1 to 65536)", &count, &most))
        return NULL;
    type->kind = MODEL_FIXED;
    type->c_type = type->item->c_type;
    type->least = type->most = (size_t)count;
    return type;
}

static struct model_type *make_varying(const struct unit *unit, struct model_type *type, const struct ast_type *ast)
{
    if (type->item->kind == MODEL_ARRAY || type->item->kind == MODEL_FIXED) {
        diagnose(unit->cx, &ast->at, DIAGNOSTIC_NOT_YET,
                 "the generator cannot write arrays of arrays yet; put a struct between");
        return NULL;
    }
    type->kind = MODEL_ARRAY;
    type->array = type_array(type->item);
    type->c_type = type->array->c_type;
    type->most = MODEL_UNBOUNDED;
    return ast->range == NULL || bound_length(unit, type, ast->range, "a count") ? type : NULL;
}

static const char *array_text(struct pool *pool, const struct ast_type *ast, const struct model_type *item)
{
    const char *range = ast->range == NULL ? "" : range_text(pool, ast->range);
    return pool_printf(pool, "%s[%s]", item->schema, range);
}

static struct model_type *make_array(const struct unit *unit, const struct ast_type *ast)
{
    struct model_type *item = type_make(unit, ast->element);
    if (item == NULL)
        return NULL;
    if (ast->element->is_nullable) {
        diagnose(unit->cx, &ast->element->at, DIAGNOSTIC_NOT_YET,
                 "the generator cannot write arrays with null in them yet");
        return NULL;
    }
    struct model_type *type = pool_alloc(&unit->cx->pool, sizeof *type);
    type->item = item;
    type->schema = array_text(&unit->cx->pool, ast, item);
    return ast->range != NULL && ast->range->is_exact ? make_fixed(unit, type, ast->range)
                                                      : make_varying(unit, type, ast);
}

struct model_type *type_make(const struct unit *unit, const struct ast_type *type)
{
    return type->kind == AST_TYPE_NAMED ? make_named(unit, type) : make_array(unit, type);
}
