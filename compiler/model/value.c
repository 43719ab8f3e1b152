/* SPDX-License-Identifier: MIT */
/* A value is checked against its type with all its bounds, by the rules of the decoder: what it puts in place of a
   missing key is as good as what it would have read. */
#include "config.h"

#include "model/value.h"

#include "model/enumeration.h"
#include "model/json_text.h"
#include "model/judge.h"
#include "model/number.h"
#include "model/pattern.h"
#include "model/resolve.h"
#include "model/wire.h"
#include "syntax/ast.h"
#include "syntax/suggest.h"

#include <stdlib.h>
#include <string.h>

/* ---- for messages ---- */

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

/* "an integer", "a text", "a value of 'Role'": what a type wants. */
static const char *wanted(const struct judge *judge, const struct model_type *type)
{
    bool is_text = type->is_quoted && judge->is_document;
    switch (type->kind) {
    case MODEL_BOOL: return "true or false";
    case MODEL_STRING: return "a text";
    case MODEL_BYTES: return "a text that stands for bytes";
    case MODEL_FLOAT32:
    case MODEL_FLOAT64:
    case MODEL_DECIMAL: return is_text ? "a number in quotes" : "a number";
    case MODEL_JSON: return "a JSON value";
    case MODEL_STRUCT:
    case MODEL_MAP: return "an object";
    case MODEL_UNION:
    case MODEL_ENUM: return pool_printf(&judge->unit->cx->pool, "a value of '%s'", type->schema);
    case MODEL_ARRAY:
    case MODEL_FIXED: return "an array";
    default: return is_text ? "an integer in quotes" : "an integer";
    }
}

size_t value_code_points(const char *text, size_t len)
{
    size_t count = 0;
    for (size_t i = 0; i < len; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

bool value_refuse(struct judge *judge, const struct ast_value *ast, const struct model_type *type)
{
    return judge_fault(judge, &ast->at, "%s is wanted here, not %s", wanted(judge, type), value_kind(ast));
}

static bool refuse_number(struct judge *judge, const struct ast_value *ast, const struct model_type *type,
                          const struct ast_number *number, enum number_fault fault)
{
    return judge_fault(judge, &ast->at, "%s %s for %s", number->text, number_fault_text(fault), type->schema);
}

static bool refuse_step(struct judge *judge, const struct ast_value *ast, const struct ast_number *number,
                        const char *step)
{
    return judge_fault(judge, &ast->at, "%s is no multiple of %s", number->text, step);
}

/* ---- numbers ---- */

/* RFC 8259 6 */
static bool is_json_number(const char *text)
{
    text += *text == '-';
    size_t whole = strspn(text, "0123456789");
    if (whole == 0 || (whole > 1 && *text == '0'))
        return false;
    text += whole;
    size_t digits = 1;
    if (*text == '.') {
        digits = strspn(text + 1, "0123456789");
        text += 1 + digits;
    }
    if (digits == 0 || *text == '\0' || (*text != 'e' && *text != 'E'))
        return digits > 0 && *text == '\0';
    text += text[1] == '+' || text[1] == '-' ? 2 : 1;
    return *text != '\0' && text[strspn(text, "0123456789")] == '\0';
}

/* The number that stands there, in quotes where JSON has them. */
static bool find_number(struct judge *judge, const struct ast_value *ast, const struct model_type *type,
                        struct ast_number *out)
{
    if (!judge->is_document || !type->is_quoted) {
        if (ast->kind != AST_VALUE_NUMBER)
            return value_refuse(judge, ast, type);
        *out = ast->number;
    } else {
        if (ast->kind != AST_VALUE_STRING)
            return value_refuse(judge, ast, type);
        const struct ast_string *string = &ast->string;
        *out = (struct ast_number){.at = ast->at, .text = string->text, .len = string->len};
        out->is_integer = strpbrk(string->text, ".eE") == NULL;
    }
    if (!judge->is_document || (strlen(out->text) == out->len && is_json_number(out->text)))
        return true;
    return judge_fault(judge, &ast->at, "'%s' is no number of JSON", out->text);
}

static bool signed_value(struct judge *judge, const struct ast_value *ast, const struct model_type *type,
                         const struct ast_number *number, struct model_value *out)
{
    enum number_fault fault = number_signed(number, type->min, type->max, &out->integer);
    out->kind = MODEL_VALUE_INTEGER;
    if (fault != NUMBER_FINE)
        return refuse_number(judge, ast, type, number, fault);
    uint64_t magnitude = out->integer < 0 ? -(uint64_t)out->integer : (uint64_t)out->integer;
    if (type->step == 0 || magnitude % type->step == 0)
        return true;
    return refuse_step(judge, ast, number, pool_printf(&judge->unit->cx->pool, "%ju", (uintmax_t)type->step));
}

/* In JSON -0 has a sign, which unsigned integers have not. */
static bool unsigned_value(struct judge *judge, const struct ast_value *ast, const struct model_type *type,
                           const struct ast_number *number, struct model_value *out)
{
    enum number_fault fault = number_unsigned(number, type->umin, type->umax, &out->unsign);
    out->kind = MODEL_VALUE_UNSIGNED;
    if (fault == NUMBER_FINE && judge->is_document && number->text[0] == '-')
        fault = NUMBER_TOO_SMALL;
    if (fault != NUMBER_FINE)
        return refuse_number(judge, ast, type, number, fault);
    if (type->step == 0 || out->unsign % type->step == 0)
        return true;
    return refuse_step(judge, ast, number, pool_printf(&judge->unit->cx->pool, "%ju", (uintmax_t)type->step));
}

static enum number_fault read_float(const struct ast_number *number, const struct model_type *type, double *out)
{
    enum number_fault fault = number_float(number, type->kind, out);
    if (fault != NUMBER_FINE)
        return fault;
    if (type->has_low && (*out < type->low || (*out == type->low && type->low_open)))
        return NUMBER_TOO_SMALL;
    if (type->has_high && (*out > type->high || (*out == type->high && type->high_open)))
        return NUMBER_TOO_LARGE;
    return NUMBER_FINE;
}

static bool float_value(struct judge *judge, const struct ast_value *ast, const struct model_type *type,
                        const struct ast_number *number, struct model_value *out)
{
    double value = 0;
    enum number_fault fault = read_float(number, type, &value);
    if (fault != NUMBER_FINE)
        return refuse_number(judge, ast, type, number, fault);
    if (type->step_text != NULL && !wire_is_multiple(value, type))
        return refuse_step(judge, ast, number, type->step_text);
    out->kind = MODEL_VALUE_FLOAT;
    out->c_float = number_float_literal(&judge->unit->cx->pool, type->kind, value);
    return true;
}

static bool decimal_value(struct judge *judge, const struct ast_value *ast, const struct model_type *type,
                          const struct ast_number *number, struct model_value *out)
{
    if (!is_json_number(number->text))
        return judge_fault(judge, &ast->at, "%s is no decimal number", number->text);
    if (type->low_text != NULL && wire_compare(number->text, type->low_text) < type->low_open)
        return refuse_number(judge, ast, type, number, NUMBER_TOO_SMALL);
    if (type->high_text != NULL && wire_compare(number->text, type->high_text) > -(int)type->high_open)
        return refuse_number(judge, ast, type, number, NUMBER_TOO_LARGE);
    out->kind = MODEL_VALUE_STRING;
    out->text = (struct model_text){number->text, number->len};
    return true;
}

static bool number_value(struct judge *judge, const struct ast_value *ast, const struct model_type *type,
                         struct model_value *out)
{
    struct ast_number number;
    if (!find_number(judge, ast, type, &number))
        return false;
    if (type->kind == MODEL_DECIMAL)
        return decimal_value(judge, ast, type, &number, out);
    if (number_is_float(type->kind))
        return float_value(judge, ast, type, &number, out);
    if (number_is_signed(type->kind))
        return signed_value(judge, ast, type, &number, out);
    return unsigned_value(judge, ast, type, &number, out);
}

/* ---- texts ---- */

static bool check_length(struct judge *judge, const struct ast_value *ast, const struct model_type *type, size_t length,
                         const char *what)
{
    if (length >= type->least && length <= type->most)
        return true;
    return judge_fault(judge, &ast->at, "%zu %s%s %s too %s for %s", length, what, length == 1 ? "" : "s",
                       length == 1 ? "is" : "are", length < type->least ? "few" : "many", type->schema);
}

static bool check_patterns(struct judge *judge, const struct ast_value *ast, const struct model_type *type)
{
    for (size_t i = 0; i < type->pattern_count; i++)
        if (!pattern_matches(type->patterns[i], ast->string.text, ast->string.len))
            return judge_fault(judge, &ast->at, "this does not match \"%s\"", type->patterns[i]->text);
    return true;
}

static bool string_value(struct judge *judge, const struct ast_value *ast, const struct model_type *type,
                         struct model_value *out)
{
    const struct ast_string *string = &ast->string;
    if (ast->kind != AST_VALUE_STRING)
        return value_refuse(judge, ast, type);
    if (!type->allows_nul && strlen(string->text) != string->len)
        return judge_fault(judge, &ast->at, "a string cannot hold U+0000, except with @nul");
    if (!check_length(judge, ast, type, value_code_points(string->text, string->len), "character"))
        return false;
    if (!wire_is_format(type->format, string->text, string->len))
        return judge_fault(judge, &ast->at, "this is no %s", type->schema);
    out->kind = MODEL_VALUE_STRING;
    out->text = (struct model_text){string->text, string->len};
    return check_patterns(judge, ast, type);
}

static bool bytes_value(struct judge *judge, const struct ast_value *ast, const struct model_type *type,
                        struct model_value *out)
{
    static const char *const encodings[] = {"base64", "base64url", "hexadecimal digits"};
    if (ast->kind != AST_VALUE_STRING)
        return value_refuse(judge, ast, type);
    if (!wire_decode(&judge->unit->cx->pool, type->encoding, ast->string.text, ast->string.len, &out->text))
        return judge_fault(judge, &ast->at, "this is no text in %s", encodings[type->encoding]);
    out->kind = MODEL_VALUE_BYTES;
    return check_length(judge, ast, type, out->text.len, "byte");
}

static bool json_value(struct judge *judge, const struct ast_value *ast, struct model_value *out)
{
    const struct ast_value *bad = json_text_check(ast);
    if (bad != NULL)
        return judge_fault(judge, &bad->at, "a JSON value is wanted here, not %s", value_kind(bad));
    out->kind = MODEL_VALUE_STRING;
    out->text = json_text(&judge->unit->cx->pool, ast);
    return true;
}

bool value_scalar(struct judge *judge, const struct ast_value *ast, const struct model_type *type,
                  struct model_value *out)
{
    switch (type->kind) {
    case MODEL_STRING: return string_value(judge, ast, type, out);
    case MODEL_BYTES: return bytes_value(judge, ast, type, out);
    case MODEL_JSON: return json_value(judge, ast, out);
    case MODEL_BOOL: break;
    default: return number_value(judge, ast, type, out);
    }
    if (ast->kind != AST_VALUE_BOOL)
        return value_refuse(judge, ast, type);
    out->kind = MODEL_VALUE_BOOL;
    out->boolean = ast->boolean;
    return true;
}

/* ---- enums ---- */

static bool has_number(const struct model_enum *enumeration, int64_t number)
{
    for (size_t i = 0; i < enumeration->enumerator_count; i++)
        if (enumeration->enumerators[i].number == number)
            return true;
    return false;
}

static bool enum_number(struct judge *judge, const struct ast_value *ast, const struct model_enum *enumeration,
                        struct model_value *out)
{
    struct model_value value = {.kind = MODEL_VALUE_NULL};
    if (!number_value(judge, ast, enumeration->base, &value))
        return false;
    bool is_large = value.kind == MODEL_VALUE_UNSIGNED && value.unsign > INT64_MAX;
    int64_t number = value.kind == MODEL_VALUE_INTEGER ? value.integer : (int64_t)value.unsign;
    if (!enumeration->is_open && (is_large || !has_number(enumeration, number)))
        return judge_fault(judge, &ast->at, "this is no number of '%s'", enumeration->name);
    *out = value;
    return true;
}

static bool enum_text(struct judge *judge, const struct ast_value *ast, const struct model_enum *enumeration)
{
    const struct ast_string *string = &ast->string;
    if (enumeration_find_text(enumeration, string->text, string->len) != NULL)
        return true;
    if (enumeration->is_open && strlen(string->text) == string->len)
        return true;
    judge_fault(judge, &ast->at, "this is no text of '%s'", enumeration->name);
    struct suggest suggest = SUGGEST_INIT(string->text, string->len);
    for (size_t i = 0; i < enumeration->enumerator_count; i++)
        suggest_offer(&suggest, enumeration->enumerators[i].text.ptr);
    judge_suggest_text(judge, &ast->at, suggest.best);
    return false;
}

bool value_enum_text(struct judge *judge, const struct ast_value *ast, const struct model_type *type,
                     struct model_value *out)
{
    const struct model_enum *enumeration = type->enumeration;
    if (enumeration->is_number)
        return ast->kind == AST_VALUE_NUMBER ? enum_number(judge, ast, enumeration, out)
                                             : value_refuse(judge, ast, type);
    if (ast->kind != AST_VALUE_STRING)
        return value_refuse(judge, ast, type);
    out->kind = MODEL_VALUE_STRING;
    out->text = (struct model_text){ast->string.text, ast->string.len};
    return enum_text(judge, ast, enumeration);
}

/* ---- lists ---- */

bool value_count(struct judge *judge, const struct ast_value *ast, const struct model_type *type, size_t count)
{
    return check_length(judge, ast, type, count, type->kind == MODEL_MAP ? "member" : "item");
}

struct numbered { /* an item and where it stands */
    const struct model_value *value;
    const struct ast_value *ast;
    size_t index;
    bool is_decimal;
};

static int order_texts(const struct model_text *a, const struct model_text *b)
{
    int order = memcmp(a->ptr, b->ptr, a->len < b->len ? a->len : b->len);
    return order != 0 ? order : (a->len > b->len) - (a->len < b->len);
}

static int order_floats(const char *a, const char *b)
{
    double x = strtod(a, NULL), y = strtod(b, NULL);
    return (x > y) - (x < y);
}

static int order_values(const struct numbered *a, const struct numbered *b)
{
    const struct model_value *x = a->value, *y = b->value;
    switch (x->kind) {
    case MODEL_VALUE_BOOL: return x->boolean - y->boolean;
    case MODEL_VALUE_INTEGER: return (x->integer > y->integer) - (x->integer < y->integer);
    case MODEL_VALUE_UNSIGNED: return (x->unsign > y->unsign) - (x->unsign < y->unsign);
    case MODEL_VALUE_FLOAT: return order_floats(x->c_float, y->c_float);
    case MODEL_VALUE_ENUM: return (x->enumerator > y->enumerator) - (x->enumerator < y->enumerator);
    default: return a->is_decimal ? wire_compare(x->text.ptr, y->text.ptr) : order_texts(&x->text, &y->text);
    }
}

static int order_numbered(const void *a, const void *b)
{
    const struct numbered *x = a, *y = b;
    int order = order_values(x, y);
    return order != 0 ? order : (x->index > y->index) - (x->index < y->index);
}

static bool refuse_twice(struct judge *judge, const struct numbered *second)
{
    const struct judge_step here = {.outer = judge->step, .index = second->index};
    judge->step = &here;
    judge_fault(judge, &second->ast->at, "the same stands before; each may stand once");
    judge->step = here.outer;
    return false;
}

bool value_unique(struct judge *judge, const struct ast_value *ast, const struct model_type *item,
                  const struct model_value *const *values)
{
    struct numbered *list = pool_alloc(&judge->unit->cx->pool, ast->items.count * sizeof *list);
    size_t count = 0, index = 0;
    for (const struct ast_value *at = ast->items.first; at != NULL; at = at->next, index++)
        if (values[index] != NULL)
            list[count++] = (struct numbered){values[index], at, index, item->kind == MODEL_DECIMAL};
    if (count > 1)
        qsort(list, count, sizeof *list, order_numbered);
    bool is_fine = true;
    for (size_t i = 1; i < count; i++)
        if (order_values(&list[i - 1], &list[i]) == 0)
            is_fine = refuse_twice(judge, &list[i]);
    return is_fine;
}
