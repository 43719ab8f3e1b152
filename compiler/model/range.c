/* SPDX-License-Identifier: MIT */
/* A bound that is given lies within those that are there: typedefs are narrowed and never widened. */
#include "config.h"

#include "model/range.h"

#include "model/number.h"
#include "model/resolve.h"
#include "model/wire.h"
#include "syntax/diagnostic.h"

const char *range_text(struct pool *pool, const struct ast_range *range)
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

/* ---- integers and lengths ---- */

static bool apply_signed(const struct unit *unit, struct model_type *type, const struct ast_range *range)
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

bool range_between(const struct unit *unit, const struct ast_range *range, const char *of, uint64_t *least,
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

bool range_length(const struct unit *unit, struct model_type *type, const struct ast_range *range, const char *of)
{
    /* A `most` of SIZE_MAX means that there is none; a length that is given stays below it. */
    uint64_t least = type->least, most = type->most == MODEL_UNBOUNDED ? MODEL_UNBOUNDED - 1 : type->most;
    if (!range_between(unit, range, of, &least, &most))
        return false;
    type->least = (size_t)least;
    if (range->has_max)
        type->most = (size_t)most;
    return true;
}

/* ---- floats ---- */

static bool is_below(const struct model_type *type, double value)
{
    return type->has_low && (value < type->low || (value == type->low && type->low_open));
}

static bool is_above(const struct model_type *type, double value)
{
    return type->has_high && (value > type->high || (value == type->high && type->high_open));
}

static bool float_bound(const struct unit *unit, const struct model_type *type, const struct ast_number *bound,
                        double *out)
{
    double value = 0;
    enum number_fault fault = number_float(bound, type->kind, &value);
    if (fault == NUMBER_FINE && is_below(type, value))
        fault = NUMBER_TOO_SMALL;
    if (fault == NUMBER_FINE && is_above(type, value))
        fault = NUMBER_TOO_LARGE;
    if (fault != NUMBER_FINE) {
        report_bound(unit, bound, fault, type->schema);
        return false;
    }
    *out = value;
    return true;
}

/* What is given here is allowed itself. */
static bool apply_float(const struct unit *unit, struct model_type *type, const struct ast_range *range)
{
    double low = type->low, high = type->high;
    bool low_is_fine = !range->has_min || float_bound(unit, type, &range->min, &low);
    if ((range->has_max && !float_bound(unit, type, &range->max, &high)) || !low_is_fine)
        return false;
    if (range->has_min && range->has_max && low > high)
        return report_order(unit, range);
    if (range->has_min) {
        type->has_low = true;
        type->low_open = false;
        type->low = low;
        type->low_text = number_float_literal(&unit->cx->pool, type->kind, low);
    }
    if (range->has_max) {
        type->has_high = true;
        type->high_open = false;
        type->high = high;
        type->high_text = number_float_literal(&unit->cx->pool, type->kind, high);
    }
    return true;
}

/* ---- decimals ---- */

static bool is_decimal(const struct unit *unit, const struct ast_number *number)
{
    bool is_hex = (number->text[number->text[0] == '-' ? 2 : 1] | 0x20) == 'x';
    if (is_hex)
        diagnose(unit->cx, &number->at, DIAGNOSTIC_BAD_BOUNDS, "%s is no decimal number", number->text);
    return !is_hex;
}

/* Whether the bound is within those that are there. */
static bool check_decimal(const struct unit *unit, const struct model_type *type, const struct ast_number *bound)
{
    if (!is_decimal(unit, bound))
        return false;
    enum number_fault fault = NUMBER_FINE;
    if (type->low_text != NULL && wire_compare(bound->text, type->low_text) < type->low_open)
        fault = NUMBER_TOO_SMALL;
    else if (type->high_text != NULL && wire_compare(bound->text, type->high_text) > -(int)type->high_open)
        fault = NUMBER_TOO_LARGE;
    if (fault != NUMBER_FINE)
        report_bound(unit, bound, fault, type->schema);
    return fault == NUMBER_FINE;
}

static bool apply_decimal(const struct unit *unit, struct model_type *type, const struct ast_range *range)
{
    bool low_is_fine = !range->has_min || check_decimal(unit, type, &range->min);
    if ((range->has_max && !check_decimal(unit, type, &range->max)) || !low_is_fine)
        return false;
    if (range->has_min && range->has_max && wire_compare(range->min.text, range->max.text) > 0)
        return report_order(unit, range);
    if (range->has_min) {
        type->low_text = range->min.text;
        type->low_open = false;
    }
    if (range->has_max) {
        type->high_text = range->max.text;
        type->high_open = false;
    }
    return true;
}

/* ---- open bounds ---- */

static bool report_empty(const struct unit *unit, const struct model_type *type, const struct ast_number *number,
                         bool is_low)
{
    diagnose(unit->cx, &number->at, DIAGNOSTIC_BAD_BOUNDS, "nothing of %s is %s %s", type->schema,
             is_low ? "above" : "below", number->text);
    return false;
}

static bool open_signed(const struct unit *unit, struct model_type *type, const struct ast_number *number, bool is_low)
{
    int64_t value;
    enum number_fault fault = number_signed(number, type->min, type->max, &value);
    if (fault != NUMBER_FINE)
        report_bound(unit, number, fault, type->schema);
    else if (value == (is_low ? type->max : type->min))
        return report_empty(unit, type, number, is_low);
    else if (is_low)
        type->min = value + 1;
    else
        type->max = value - 1;
    return fault == NUMBER_FINE;
}

static bool open_unsigned(const struct unit *unit, struct model_type *type, const struct ast_number *number,
                          bool is_low)
{
    uint64_t value;
    enum number_fault fault = number_unsigned(number, type->umin, type->umax, &value);
    if (fault != NUMBER_FINE)
        report_bound(unit, number, fault, type->schema);
    else if (value == (is_low ? type->umax : type->umin))
        return report_empty(unit, type, number, is_low);
    else if (is_low)
        type->umin = value + 1;
    else
        type->umax = value - 1;
    return fault == NUMBER_FINE;
}

static bool open_float(const struct unit *unit, struct model_type *type, const struct ast_number *number, bool is_low)
{
    double value;
    if (!float_bound(unit, type, number, &value))
        return false;
    if (is_low ? type->has_high && value == type->high : type->has_low && value == type->low)
        return report_empty(unit, type, number, is_low);
    const char *text = number_float_literal(&unit->cx->pool, type->kind, value);
    if (is_low) {
        type->has_low = type->low_open = true;
        type->low = value;
        type->low_text = text;
    } else {
        type->has_high = type->high_open = true;
        type->high = value;
        type->high_text = text;
    }
    return true;
}

static bool open_decimal(const struct unit *unit, struct model_type *type, const struct ast_number *number, bool is_low)
{
    const char *other = is_low ? type->high_text : type->low_text;
    if (!check_decimal(unit, type, number))
        return false;
    if (other != NULL && wire_compare(number->text, other) == 0)
        return report_empty(unit, type, number, is_low);
    if (is_low) {
        type->low_text = number->text;
        type->low_open = true;
    } else {
        type->high_text = number->text;
        type->high_open = true;
    }
    return true;
}

static bool open_bound(const struct unit *unit, struct model_type *type, const struct ast_number *number, bool is_low)
{
    if (number_is_signed(type->kind))
        return open_signed(unit, type, number, is_low);
    if (number_is_unsigned(type->kind))
        return open_unsigned(unit, type, number, is_low);
    if (number_is_float(type->kind))
        return open_float(unit, type, number, is_low);
    return open_decimal(unit, type, number, is_low);
}

bool range_above(const struct unit *unit, struct model_type *type, const struct ast_number *number)
{
    return open_bound(unit, type, number, true);
}

bool range_below(const struct unit *unit, struct model_type *type, const struct ast_number *number)
{
    return open_bound(unit, type, number, false);
}

/* ---- all ---- */

bool range_apply(const struct unit *unit, struct model_type *type, const struct ast_range *range)
{
    if (number_is_signed(type->kind))
        return apply_signed(unit, type, range);
    if (number_is_unsigned(type->kind))
        return range_between(unit, range, type->schema, &type->umin, &type->umax);
    if (number_is_float(type->kind))
        return apply_float(unit, type, range);
    switch (type->kind) {
    case MODEL_STRING: return range_length(unit, type, range, "the length of a string");
    case MODEL_BYTES: return range_length(unit, type, range, "a number of bytes");
    case MODEL_MAP: return range_length(unit, type, range, "the number of entries of a map");
    case MODEL_DECIMAL: return apply_decimal(unit, type, range);
    default: break;
    }
    diagnose(unit->cx, &range->at, DIAGNOSTIC_BAD_BOUNDS, "'%s' takes no bounds", type->schema);
    return false;
}
