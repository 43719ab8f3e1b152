/* SPDX-License-Identifier: MIT */
/*
 * Numbers against their bounds and steps: integers, floats, decimals, and the numbers of enums. They may stand in
 * strings.
 */
#include "config.h"

#include "json/explain.h"
#include "json/number.h"

#include <swage/read.h>
#include <swage/write.h>

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

/* --- integers ----------------------------------------------------------------------------------------------------- */

static unsigned width(const struct swage_type *type)
{
    return type->bits ? type->bits : 64;
}

static bool holds_signed(const struct swage_type *type, const struct explain_number *number)
{
    uint64_t half = UINT64_C(1) << (width(type) - 1); /* one above the largest that the C type holds */
    return !number->vast && number->magnitude < half + number->negative;
}

/* -0 is none. */
static bool holds_unsigned(const struct swage_type *type, const struct explain_number *number)
{
    return !number->vast && !number->negative && number->magnitude <= UINT64_MAX >> (64 - width(type));
}

static void check_step(struct explain *x, const struct swage_type *type, const char *at,
                       const struct explain_number *number)
{
    if (type->step != 0 && number->magnitude % type->step != 0)
        explain_add(x, SWAGE_FAULT_MULTIPLE_OF, at, "a multiple of %" PRIu64, type->step);
}

static void check_signed(struct explain *x, const struct swage_type *type, const char *at,
                         const struct explain_number *number)
{
    bool holds = holds_signed(type, number);
    /* Of a number that 64 bits do not hold only the side counts. */
    int64_t value = number->negative ? INT64_MIN : INT64_MAX;
    if (!number->vast && number->magnitude <= INT64_MAX)
        value = number->negative ? -(int64_t)number->magnitude : (int64_t)number->magnitude;
    enum swage_fault fault = !holds              ? SWAGE_FAULT_RANGE
                             : value < type->min ? SWAGE_FAULT_TOO_SMALL
                             : value > type->max ? SWAGE_FAULT_TOO_LARGE
                                                 : SWAGE_FAULT_NONE;
    if (fault != SWAGE_FAULT_NONE)
        explain_add(x, fault, at, "a number from %" PRId64 " to %" PRId64, type->min, type->max);
    if (holds)
        check_step(x, type, at, number);
}

static void check_unsigned(struct explain *x, const struct swage_type *type, const char *at,
                           const struct explain_number *number)
{
    bool holds = holds_unsigned(type, number);
    enum swage_fault fault = !holds                           ? SWAGE_FAULT_RANGE
                             : number->magnitude < type->umin ? SWAGE_FAULT_TOO_SMALL
                             : number->magnitude > type->umax ? SWAGE_FAULT_TOO_LARGE
                                                              : SWAGE_FAULT_NONE;
    if (fault != SWAGE_FAULT_NONE)
        explain_add(x, fault, at, "a number from %" PRIu64 " to %" PRIu64 "%s", type->umin, type->umax,
                    number->negative ? ", without a sign" : "");
    if (holds)
        check_step(x, type, at, number);
}

/* --- enums -------------------------------------------------------------------------------------------------------- */

static bool is_number(const struct explain_number *number, int64_t value)
{
    uint64_t magnitude = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    return number->magnitude == magnitude && (number->negative == (value < 0) || value == 0);
}

static bool is_listed(const struct swage_type *type, const struct explain_number *number)
{
    for (size_t i = 0; i < type->count; i++)
        if (is_number(number, type->numbers[i]))
            return true;
    return false;
}

static void check_enum(struct explain *x, const struct swage_type *type, const char *at,
                       const struct explain_number *number)
{
    struct explain_list allowed = {.len = 0};
    bool holds = type->umax ? holds_unsigned(type, number) : holds_signed(type, number);
    bool is_open = type->flags & SWAGE_TYPE_OPEN;
    if (holds && (is_open || is_listed(type, number)))
        return;
    if (is_open) {
        explain_add(x, SWAGE_FAULT_RANGE, at, "a number of %u bits%s", width(type), type->umax ? ", without a sign" : "");
        return;
    }
    for (size_t i = 0; i < type->count && explain_list_has_room(&allowed); i++) {
        char digits[24];
        int len = snprintf(digits, sizeof digits, "%" PRId64, type->numbers[i]);
        explain_list_add(&allowed, ", ", "", swage_str_of(digits, (size_t)len));
    }
    explain_add(x, SWAGE_FAULT_ENUM, at, "one of %s", allowed.text);
}

static void check_whole(struct explain *x, const struct swage_type *type, const char *at,
                        const struct explain_number *number)
{
    if (!number->whole)
        explain_add_type(x, SWAGE_FAULT_TYPE, at, explain_wanted(type), "a number with a fraction or an exponent");
    else if (type->kind == SWAGE_KIND_ENUM_NUMBER)
        check_enum(x, type, at, number);
    else if (type->kind == SWAGE_KIND_INTEGER)
        check_signed(x, type, at, number);
    else
        check_unsigned(x, type, at, number);
}

/* --- bounds of other numbers -------------------------------------------------------------------------------------- */

/* Says between which bounds a number must lie; an empty one is none. */
static void add_bounds(struct explain *x, enum swage_fault fault, const char *at, const struct swage_type *type,
                       const char *low, const char *high)
{
    bool is_above = type->flags & SWAGE_TYPE_ABOVE;
    bool is_below = type->flags & SWAGE_TYPE_BELOW;
    const char *least = is_above ? "above" : "of at least";
    const char *most = is_below ? "below" : "of at most";
    if (!*low)
        explain_add(x, fault, at, "a number %s %s", most, high);
    else if (!*high)
        explain_add(x, fault, at, "a number %s %s", least, low);
    else if (!is_above && !is_below)
        explain_add(x, fault, at, "a number from %s to %s", low, high);
    else
        explain_add(x, fault, at, "a number %s %s and %s %s", least, low, is_below ? "below" : "at most", high);
}

/* Which bound a number misses: `to_low` and `to_high` are less than, equal to or more than 0 as it is to them. */
static enum swage_fault judge(const struct swage_type *type, int to_low, int to_high)
{
    if (to_low < 0 || (to_low == 0 && type->flags & SWAGE_TYPE_ABOVE))
        return SWAGE_FAULT_TOO_SMALL;
    if (to_high > 0 || (to_high == 0 && type->flags & SWAGE_TYPE_BELOW))
        return SWAGE_FAULT_TOO_LARGE;
    return SWAGE_FAULT_NONE;
}

/* --- floats ------------------------------------------------------------------------------------------------------- */

typedef char float_text[SWAGE_MAX_FLOAT64 + SWAGE_SLACK];

/* A float in words, as short as its type has it; the point is a point in every locale. Empty for an infinite one. */
static void put_float(const struct swage_type *type, double value, float_text out)
{
    swage_buffer none;
    char *end = out;
    swage_buffer_init(&none, 0);
    if (isfinite(value))
        end = type->kind == SWAGE_KIND_FLOAT32 ? swage_write_float32(&none, out, (float)value)
                                               : swage_write_float64(&none, out, value);
    *(end ? end : out) = '\0';
}

/* The value as the type holds it; false when it is none of its finite ones. */
static bool to_float(const struct swage_type *type, swage_str text, double *value)
{
    const char *end = text.ptr + text.len;
    float narrow;
    if (type->kind == SWAGE_KIND_FLOAT64)
        return number_read_float64(text.ptr, end, value) != NULL;
    if (!number_read_float32(text.ptr, end, &narrow))
        return false;
    *value = (double)narrow;
    return true;
}

static int compare(double a, double b)
{
    return (a > b) - (a < b);
}

static bool is_multiple(const struct swage_type *type, double value)
{
    if (type->kind == SWAGE_KIND_FLOAT32)
        return swage_is_multiple_float32((float)value, type->step_digits, type->step_scale);
    return swage_is_multiple(value, type->step_digits, type->step_scale);
}

static void check_multiple(struct explain *x, const struct swage_type *type, const char *at, double value)
{
    float_text step;
    if (type->step_scale <= 0 || is_multiple(type, value))
        return;
    put_float(type, type->step_digits / type->step_scale, step);
    explain_add(x, SWAGE_FAULT_MULTIPLE_OF, at, "a multiple of %s", step);
}

static void check_float(struct explain *x, const struct swage_type *type, const char *at, swage_str text)
{
    double value;
    float_text low, high;
    if (!to_float(type, text, &value)) {
        explain_add(x, SWAGE_FAULT_RANGE, at, "a number that is too large for its type");
        return;
    }
    enum swage_fault fault = judge(type, compare(value, type->low), compare(value, type->high));
    if (fault != SWAGE_FAULT_NONE) {
        put_float(type, type->low, low);
        put_float(type, type->high, high);
        add_bounds(x, fault, at, type, low, high);
    }
    check_multiple(x, type, at, value);
}

/* --- decimals ----------------------------------------------------------------------------------------------------- */

/* A bound as it stands in the schema; empty when there is none. */
static const char *put_decimal(swage_str bound, float_text out)
{
    snprintf(out, sizeof(float_text), "%.*s", bound.len < sizeof(float_text) ? (int)bound.len : (int)sizeof(float_text),
             bound.ptr ? bound.ptr : "");
    return out;
}

static void check_decimal(struct explain *x, const struct swage_type *type, const char *at, swage_str text)
{
    static const swage_str none[2];
    const swage_str *bounds = type->words ? type->words : none;
    float_text low, high;
    int to_low = bounds[0].ptr ? swage_decimal_compare(text, bounds[0]) : 1;
    int to_high = bounds[1].ptr ? swage_decimal_compare(text, bounds[1]) : -1;
    enum swage_fault fault = judge(type, to_low, to_high);
    if (fault != SWAGE_FAULT_NONE)
        add_bounds(x, fault, at, type, put_decimal(bounds[0], low), put_decimal(bounds[1], high));
}

/* --- all numbers -------------------------------------------------------------------------------------------------- */

void explain_check_number(struct explain *x, const struct swage_type *type, const char *at,
                          const struct explain_number *number)
{
    if (type->kind == SWAGE_KIND_FLOAT32 || type->kind == SWAGE_KIND_FLOAT64)
        check_float(x, type, at, number->text);
    else if (type->kind == SWAGE_KIND_DECIMAL)
        check_decimal(x, type, at, number->text);
    else
        check_whole(x, type, at, number);
}

/* A number in a string stands there as it is, without escapes: so decoders read it. */
static bool read_quoted(struct explain *x, const struct swage_type *type)
{
    struct explain_text text;
    struct explain_number number;
    const char *at = x->p;
    if (!explain_string(x, &text))
        return false;
    if (explain_number_in(swage_str_of(text.start, (size_t)(text.quote - text.start)), &number))
        explain_check_number(x, type, at, &number);
    else
        explain_add_type(x, SWAGE_FAULT_TYPE, at, explain_wanted(type), "another string");
    return true;
}

bool explain_digits(struct explain *x, const struct swage_type *type)
{
    struct explain_number number;
    const char *at = x->p;
    if (explain_is_quoted(type))
        return read_quoted(x, type);
    if (!explain_number(x, &number))
        return false;
    explain_check_number(x, type, at, &number);
    return true;
}
