/* SPDX-License-Identifier: MIT */
/* A default is checked against its type with all its bounds, so that what the decoder puts in place of a missing key
   is as good as what it would have read. */
#include "config.h"

#include "model/value.h"

#include "model/c_name.h"
#include "model/enumeration.h"
#include "model/number.h"
#include "model/resolve.h"
#include "syntax/ast.h"
#include "syntax/diagnostic.h"
#include "syntax/suggest.h"

#include <string.h>

const char *value_kind(const struct ast_value *ast)
{
    switch (ast->kind) {
    case AST_VALUE_NULL: return "null";
    case AST_VALUE_BOOL: return ast->boolean ? "true" : "false";
    case AST_VALUE_NUMBER: return ast->number.text;
    case AST_VALUE_STRING: return "a text";
    case AST_VALUE_NAME: return "a name";
    case AST_VALUE_RANGE: return "a range";
    case AST_VALUE_ARRAY: return "an array";
    case AST_VALUE_OBJECT: return "an object";
    }
    return "a value";
}

const char *value_wanted(const struct unit *unit, const struct model_type *type)
{
    switch (type->kind) {
    case MODEL_BOOL: return "true or false";
    case MODEL_STRING: return "a text";
    case MODEL_STRUCT: return "an object";
    case MODEL_ENUM: return pool_printf(&unit->cx->pool, "a value of '%s'", type->enumeration->name);
    case MODEL_ARRAY:
    case MODEL_FIXED: return "an array";
    default: return number_is_float(type->kind) ? "a number" : "an integer";
    }
}

size_t value_code_points(const char *text, size_t len)
{
    size_t count = 0;
    for (size_t i = 0; i < len; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

static bool report_kind(const struct unit *unit, const struct ast_value *ast, const struct model_type *type)
{
    diagnose(unit->cx, &ast->at, DIAGNOSTIC_BAD_VALUE, "%s is wanted here, not %s", value_wanted(unit, type),
             value_kind(ast));
    return false;
}

static bool report_number(const struct unit *unit, const struct ast_value *ast, const struct model_type *type,
                          enum number_fault fault)
{
    diagnose(unit->cx, &ast->at, DIAGNOSTIC_BAD_VALUE, "%s %s for %s", ast->number.text, number_fault_text(fault),
             type->schema);
    return false;
}

/* ---- scalars ---- */

static enum number_fault read_float(const struct ast_number *number, const struct model_type *type, double *out)
{
    enum number_fault fault = number_float(number, type->kind, out);
    if (fault == NUMBER_FINE && type->has_low && *out < type->low)
        return NUMBER_TOO_SMALL;
    if (fault == NUMBER_FINE && type->has_high && *out > type->high)
        return NUMBER_TOO_LARGE;
    return fault;
}

static bool scalar_number(const struct unit *unit, const struct ast_value *ast, const struct model_type *type,
                          struct model_value *out)
{
    enum number_fault fault;
    double value = 0;
    if (ast->kind != AST_VALUE_NUMBER)
        return report_kind(unit, ast, type);
    if (number_is_signed(type->kind)) {
        out->kind = MODEL_VALUE_INTEGER;
        fault = number_signed(&ast->number, type->min, type->max, &out->integer);
    } else if (number_is_unsigned(type->kind)) {
        out->kind = MODEL_VALUE_UNSIGNED;
        fault = number_unsigned(&ast->number, type->umin, type->umax, &out->unsign);
    } else {
        out->kind = MODEL_VALUE_FLOAT;
        fault = read_float(&ast->number, type, &value);
        if (fault == NUMBER_FINE)
            out->c_float = number_float_literal(&unit->cx->pool, type->kind, value);
    }
    return fault == NUMBER_FINE || report_number(unit, ast, type, fault);
}

static bool scalar_string(const struct unit *unit, const struct ast_value *ast, const struct model_type *type,
                          struct model_value *out)
{
    if (ast->kind != AST_VALUE_STRING)
        return report_kind(unit, ast, type);
    size_t length = value_code_points(ast->string.text, ast->string.len);
    const char *fault = length < type->least ? "short" : length > type->most ? "long" : NULL;
    if (fault != NULL)
        diagnose(unit->cx, &ast->at, DIAGNOSTIC_BAD_VALUE, "a text of %zu characters is too %s for %s", length, fault,
                 type->schema);
    else if (strlen(ast->string.text) != ast->string.len)
        diagnose(unit->cx, &ast->at, DIAGNOSTIC_BAD_VALUE, "a string cannot hold U+0000");
    else {
        out->kind = MODEL_VALUE_STRING;
        out->text = (struct model_text){ast->string.text, ast->string.len};
        return true;
    }
    return false;
}

static bool is_later(const struct model_type *type)
{
    return type->format != MODEL_FORMAT_NONE || (type->kind > MODEL_STRING && type->kind != MODEL_ENUM);
}

bool value_scalar(const struct unit *unit, const struct ast_value *ast, const struct model_type *type,
                  struct model_value *out)
{
    if (is_later(type)) {
        diagnose(unit->cx, &ast->at, DIAGNOSTIC_NOT_YET, "the generator cannot write a value of %s yet", type->schema);
        return false;
    }
    if (type->kind == MODEL_STRING)
        return scalar_string(unit, ast, type, out);
    if (type->kind != MODEL_BOOL)
        return scalar_number(unit, ast, type, out);
    if (ast->kind != AST_VALUE_BOOL)
        return report_kind(unit, ast, type);
    out->kind = MODEL_VALUE_BOOL;
    out->boolean = ast->boolean;
    return true;
}

/* ---- defaults ---- */

static bool default_enum(const struct unit *unit, const struct ast_value *ast, const struct model_type *type,
                         struct model_value *out)
{
    const struct model_enum *enumeration = type->enumeration;
    if (ast->kind == AST_VALUE_NAME) {
        out->kind = MODEL_VALUE_ENUM;
        out->enumerator = enumeration_find_name(enumeration, ast->name.text);
        if (out->enumerator != NULL)
            return true;
    }
    diagnose(unit->cx, &ast->at, DIAGNOSTIC_BAD_VALUE, "a default of '%s' is the name of one of its values",
             enumeration->name);
    struct suggest suggest = SUGGEST_INIT(ast->text, ast->len);
    if (ast->kind == AST_VALUE_STRING)
        suggest = SUGGEST_INIT(ast->string.text, ast->string.len);
    for (size_t i = 0; i < enumeration->enumerator_count; i++)
        suggest_offer(&suggest, enumeration->enumerators[i].name);
    diagnose_suggestion(unit->cx, suggest.best);
    return false;
}

static bool default_array(const struct unit *unit, const struct ast_value *ast, const struct model_type *type,
                          struct model_value *out)
{
    if (ast->kind != AST_VALUE_ARRAY)
        return report_kind(unit, ast, type);
    if (ast->items.count > 0) {
        diagnose(unit->cx, &ast->at, DIAGNOSTIC_NOT_YET,
                 "the generator cannot write defaults of arrays with items yet");
        return false;
    }
    if (type->least > 0) {
        diagnose(unit->cx, &ast->at, DIAGNOSTIC_BAD_VALUE, "an empty array is too short for %s", type->schema);
        return false;
    }
    out->kind = MODEL_VALUE_EMPTY;
    return true;
}

static bool default_of(const struct unit *unit, const struct ast_value *ast, const struct model_type *type,
                       struct model_value *out)
{
    switch (type->kind) {
    case MODEL_ENUM: return default_enum(unit, ast, type, out);
    case MODEL_ARRAY: return default_array(unit, ast, type, out);
    case MODEL_STRUCT:
    case MODEL_FIXED:
        diagnose(unit->cx, &ast->at, DIAGNOSTIC_NOT_YET, "the generator cannot write a default of %s yet",
                 type->schema);
        return false;
    default: return value_scalar(unit, ast, type, out);
    }
}

static bool is_too_long(const struct unit *unit, const struct ast_value *ast, const struct model_value *value)
{
    if (value->kind != MODEL_VALUE_STRING || value->text.len <= C_TEXT_MAX)
        return false;
    diagnose(unit->cx, &ast->at, DIAGNOSTIC_TOO_LARGE, "this text is longer than %d bytes", C_TEXT_MAX);
    return true;
}

const struct model_value *value_default(const struct unit *unit, const struct ast_value *ast,
                                        const struct model_type *type, bool is_nullable)
{
    struct model_value *value = pool_alloc(&unit->cx->pool, sizeof *value);
    if (ast->kind == AST_VALUE_NULL && is_nullable) {
        value->kind = MODEL_VALUE_NULL;
        return value;
    }
    return default_of(unit, ast, type, value) && !is_too_long(unit, ast, value) ? value : NULL;
}
