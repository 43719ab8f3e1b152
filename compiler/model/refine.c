/* SPDX-License-Identifier: MIT */
/* One row an annotation. Like bounds they narrow what a typedef says and never widen it. */
#include "config.h"

#include "model/refine.h"

#include "model/annotation.h"
#include "model/number.h"
#include "model/pattern.h"
#include "model/range.h"
#include "model/resolve.h"
#include "model/type.h"
#include "syntax/diagnostic.h"

#include <stdlib.h>
#include <string.h>

static bool is_list(const struct model_type *type)
{
    return type->kind == MODEL_ARRAY || type->kind == MODEL_FIXED || type->kind == MODEL_MAP;
}

static bool is_integer(const struct model_type *type)
{
    return number_is_signed(type->kind) || number_is_unsigned(type->kind);
}

static bool is_number(const struct model_type *type)
{
    return is_integer(type) || number_is_float(type->kind) || type->kind == MODEL_DECIMAL;
}

static bool refuse(const struct unit *unit, const struct ast_annotation *annotation, const struct model_type *type,
                   const char *wanted)
{
    diagnose(unit->cx, &annotation->at, DIAGNOSTIC_MISPLACED_ANNOTATION, "'@%s' is for %s, not %s%s",
             annotation->name.text, wanted, type->schema,
             is_list(type) && strcmp(annotation->name.text, "unique") != 0
                 ? "; for what is in it, make a typedef of that with the annotation"
                 : "");
    return false;
}

static const struct ast_value *argument(const struct ast_annotation *annotation)
{
    return annotation->arguments.first->value;
}

/* ---- marks ---- */

static bool apply_string(const struct unit *unit, struct model_type *type, const struct ast_annotation *annotation)
{
    if (!is_number(type))
        return refuse(unit, annotation, type, "integers, floats and decimals");
    type->is_quoted = true;
    return true;
}

static bool apply_nul(const struct unit *unit, struct model_type *type, const struct ast_annotation *annotation)
{
    if (type->kind != MODEL_STRING || type->format != MODEL_FORMAT_NONE)
        return refuse(unit, annotation, type, "strings");
    type->allows_nul = true;
    return true;
}

static bool apply_secret(const struct unit *unit, struct model_type *type, const struct ast_annotation *annotation)
{
    (void)unit, (void)annotation;
    type->is_secret = true;
    return true;
}

static bool apply_unique(const struct unit *unit, struct model_type *type, const struct ast_annotation *annotation)
{
    bool is_array = type->kind == MODEL_ARRAY || type->kind == MODEL_FIXED;
    if (!is_array || type->item->is_file || (type->item->kind > MODEL_DECIMAL && type->item->kind != MODEL_ENUM))
        return refuse(unit, annotation, type, "arrays of bools, numbers, strings, bytes, decimals and enums");
    type->is_unique = true;
    return true;
}

/* What is not said is base64, also by a typedef. */
static bool apply_encoding(const struct unit *unit, struct model_type *type, const struct ast_annotation *annotation)
{
    enum model_encoding encoding = strcmp(annotation->name.text, "hex") == 0 ? MODEL_HEX : MODEL_BASE64URL;
    if (type->kind != MODEL_BYTES || type->is_file)
        return refuse(unit, annotation, type, "bytes");
    if (type->encoding != MODEL_BASE64 && type->encoding != encoding) {
        diagnose(unit->cx, &annotation->at, DIAGNOSTIC_BAD_ANNOTATION, "these bytes are @%s already",
                 type->encoding == MODEL_HEX ? "hex" : "base64url");
        return false;
    }
    type->encoding = encoding;
    return true;
}

static bool apply_pattern(const struct unit *unit, struct model_type *type, const struct ast_annotation *annotation)
{
    if (type->kind != MODEL_STRING)
        return refuse(unit, annotation, type, "strings and text formats");
    const struct model_pattern *pattern = pattern_compile(unit, &argument(annotation)->string);
    if (pattern == NULL)
        return false;
    size_t size = type->pattern_count * sizeof(*type->patterns);
    const struct model_pattern **list = pool_alloc(&unit->cx->pool, size + sizeof(*list));
    if (size > 0)
        memcpy(list, type->patterns, size);
    list[type->pattern_count++] = pattern;
    type->patterns = list;
    return true;
}

/* ---- open bounds ---- */

static bool apply_gt(const struct unit *unit, struct model_type *type, const struct ast_annotation *annotation)
{
    return is_number(type) ? range_above(unit, type, &argument(annotation)->number)
                           : refuse(unit, annotation, type, "numbers");
}

static bool apply_lt(const struct unit *unit, struct model_type *type, const struct ast_annotation *annotation)
{
    return is_number(type) ? range_below(unit, type, &argument(annotation)->number)
                           : refuse(unit, annotation, type, "numbers");
}

/* ---- steps ---- */

static bool report_step(const struct unit *unit, const struct ast_number *number, const char *fault)
{
    diagnose(unit->cx, &number->at, DIAGNOSTIC_BAD_BOUNDS, "%s %s", number->text, fault);
    return false;
}

static bool has_multiple_above(uint64_t least, uint64_t most, uint64_t step)
{
    uint64_t over = least % step;
    return over == 0 || most - least >= step - over;
}

/* Whether something is left; 0 is a multiple of everything. */
static bool has_multiple(const struct model_type *type, uint64_t step)
{
    if (number_is_unsigned(type->kind))
        return has_multiple_above(type->umin, type->umax, step);
    if (type->min > 0)
        return has_multiple_above((uint64_t)type->min, (uint64_t)type->max, step);
    return type->max >= 0 || has_multiple_above(-(uint64_t)type->max, -(uint64_t)type->min, step);
}

static bool step_of_integers(const struct unit *unit, struct model_type *type, const struct ast_number *number)
{
    uint64_t step, most = number_is_signed(type->kind) ? (uint64_t)INT64_MAX : UINT64_MAX;
    enum number_fault fault = number_unsigned(number, 1, most, &step);
    if (fault != NUMBER_FINE)
        return report_step(unit, number,
                           fault == NUMBER_FRACTION ? "is no integer" : "is no positive number of its kind");
    if (type->step != 0 && step % type->step != 0)
        return report_step(unit, number, "is no multiple of the one that the typedef says");
    if (!has_multiple(type, step))
        return report_step(unit, number, "has no multiple within the bounds");
    type->step = step;
    return true;
}

/* The digits without the point, and how many of them were behind it; zeros at the end do not count. */
static bool read_digits(const char *text, uint64_t most, uint64_t *digits, long *behind)
{
    const char *point = strchr(text, '.');
    size_t len = strcspn(text, "eE");
    while (point != NULL && text + len > point + 1 && text[len - 1] == '0')
        len--;
    *digits = 0;
    *behind = 0;
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '.')
            continue;
        *digits = *digits * 10 + (uint64_t)(text[i] - '0');
        *behind += point != NULL && text + i > point;
        if (*digits > most)
            return false;
    }
    return true;
}

/* A step is digits / 10^scale, both exact in a double and their quotient as well as a double may be. */
static bool read_step(const char *text, uint64_t *digits, uint64_t *scale)
{
    enum { SCALE_MAX = 15 };
    const uint64_t most = (UINT64_C(1) << 53) - 1;
    const char *exponent = strpbrk(text, "eE");
    long behind, power = exponent == NULL ? 0 : strtol(exponent + 1, NULL, 10);
    if (power < -SCALE_MAX || power > SCALE_MAX || !read_digits(text, most, digits, &behind))
        return false;
    for (power -= behind; power < 0 && *digits % 10 == 0 && *digits != 0; power++)
        *digits /= 10;
    for (; power > 0 && *digits <= most; power--)
        *digits *= 10;
    if (power < -SCALE_MAX || *digits > most)
        return false;
    for (*scale = 1; power < 0; power++)
        *scale *= 10;
    return true;
}

static bool step_of_floats(const struct unit *unit, struct model_type *type, const struct ast_number *number)
{
    struct pool *pool = &unit->cx->pool;
    uint64_t digits, scale;
    if (type->step_text != NULL)
        return report_step(unit, number, "is a second step; the typedef has one");
    if (number->text[0] == '-' || (number->text[1] | 0x20) == 'x')
        return report_step(unit, number, "is no positive decimal number");
    if (!read_step(number->text, &digits, &scale))
        return report_step(unit, number,
                           "has more digits than steps of floats may have: below 2^53, 15 behind the point");
    if (digits == 0)
        return report_step(unit, number, "is no positive decimal number");
    type->step_text = number->text;
    type->step_digits = number_float_literal(pool, MODEL_FLOAT64, (double)digits);
    type->step_scale = number_float_literal(pool, MODEL_FLOAT64, (double)scale);
    return true;
}

static bool apply_step(const struct unit *unit, struct model_type *type, const struct ast_annotation *annotation)
{
    const struct ast_number *number = &argument(annotation)->number;
    if (is_integer(type))
        return step_of_integers(unit, type, number);
    if (number_is_float(type->kind))
        return step_of_floats(unit, type, number);
    return refuse(unit, annotation, type, "integers and floats");
}

/* ---- all ---- */

struct refinement {
    const char *name;
    bool (*apply)(const struct unit *unit, struct model_type *type, const struct ast_annotation *annotation);
};

static const struct refinement refinements[] = {
    {"string", apply_string},    {"nul", apply_nul},      {"secret", apply_secret},
    {"unique", apply_unique},    {"hex", apply_encoding}, {"base64url", apply_encoding},
    {"pattern", apply_pattern},  {"gt", apply_gt},        {"lt", apply_lt},
    {"multiple_of", apply_step},
};

enum { REFINEMENTS = sizeof refinements / sizeof *refinements };

static const struct refinement *find(const char *name)
{
    for (size_t i = 0; i < REFINEMENTS; i++)
        if (strcmp(refinements[i].name, name) == 0)
            return &refinements[i];
    return NULL;
}

/* Steps come last: they are to have a multiple between the bounds. */
static bool apply_all(const struct unit *unit, struct model_type *type, const struct ast_annotation_list *list,
                      bool are_steps)
{
    bool is_fine = true;
    for (const struct ast_annotation *annotation = list->first; annotation != NULL; annotation = annotation->next) {
        const struct refinement *refinement = find(annotation->name.text);
        if (refinement != NULL && (refinement->apply == apply_step) == are_steps && annotation_is_fine(annotation))
            is_fine = refinement->apply(unit, type, annotation) && is_fine;
    }
    return is_fine;
}

/* A typedef's step may have lost its last multiple to the bounds here. */
static bool check_step(const struct unit *unit, const struct model_type *type, const struct place *at)
{
    if (type->step == 0 || has_multiple(type, type->step))
        return true;
    diagnose(unit->cx, at, DIAGNOSTIC_BAD_BOUNDS, "no multiple of the step is within these bounds");
    return false;
}

static struct model_type *refine(const struct unit *unit, struct model_type *type, const struct ast_type *ast,
                                 const struct ast_annotation_list *annotations)
{
    if (type == NULL || !apply_all(unit, type, annotations, false) || !apply_all(unit, type, annotations, true))
        return NULL;
    return check_step(unit, type, &ast->at) ? type : NULL;
}

struct model_type *refine_make(const struct unit *unit, const struct ast_type *ast,
                               const struct ast_annotation_list *annotations)
{
    return refine(unit, type_make(unit, ast), ast, annotations);
}

struct model_type *refine_make_form(const struct unit *unit, const struct ast_type *ast,
                                    const struct ast_annotation_list *annotations)
{
    return refine(unit, type_make_form(unit, ast), ast, annotations);
}
