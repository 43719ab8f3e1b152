/* SPDX-License-Identifier: MIT */
/*
 * Strings, numbers and booleans of a refused document against what their types allow, and how that is said to people.
 */
#include "config.h"

#include "json/explain.h"
#include "json/number.h"

#include <swage/write.h>

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

const char *explain_wanted(const struct swage_type *type)
{
    switch (type->kind) {
    case SWAGE_KIND_BOOL: return "a boolean";
    case SWAGE_KIND_INTEGER:
    case SWAGE_KIND_UNSIGNED:
    case SWAGE_KIND_ENUM_NUMBER: return "an integer";
    case SWAGE_KIND_FLOAT32:
    case SWAGE_KIND_FLOAT64:
    case SWAGE_KIND_DECIMAL: return "a number";
    case SWAGE_KIND_STRING:
    case SWAGE_KIND_BYTES:
    case SWAGE_KIND_ENUM: return "a string";
    case SWAGE_KIND_STRUCT:
    case SWAGE_KIND_MAP: return "an object";
    case SWAGE_KIND_ARRAY: return "an array";
    case SWAGE_KIND_UNION:
    case SWAGE_KIND_EXTERN:
    case SWAGE_KIND_JSON: break;
    }
    return "a value";
}

/* --- strings ------------------------------------------------------------------------------------------------------ */

static const char *characters(size_t count)
{
    return count == 1 ? "character" : "characters";
}

static void check_length(struct explain *x, const struct swage_type *type, const char *at,
                         const struct explain_text *text)
{
    if (text->has_nul)
        explain_add(x, SWAGE_FAULT_NUL, at, "U+0000 is not allowed in a string");
    else if (text->points < type->least)
        explain_add(x, SWAGE_FAULT_TOO_SHORT, at, "at least %zu %s, found %zu", type->least, characters(type->least),
                    text->points);
    else if (text->points > type->most)
        explain_add(x, SWAGE_FAULT_TOO_LONG, at, "at most %zu %s, found %zu", type->most, characters(type->most),
                    text->points);
}

/* A list of what is allowed, growing in a field that may be too short for it. */
struct list {
    char text[sizeof((struct swage_error *)NULL)->detail];
    size_t len;
};

static void list_add(struct list *list, const char *quote, swage_str item)
{
    int len = snprintf(list->text + list->len, sizeof list->text - list->len, "%s%s%.*s%s", list->len ? ", " : "",
                       quote, (int)(item.len < sizeof list->text ? item.len : sizeof list->text), item.ptr, quote);
    list->len += (size_t)len;
    if (list->len > sizeof list->text - 1)
        list->len = sizeof list->text - 1;
}

static bool list_has_room(const struct list *list)
{
    return list->len < sizeof list->text - 1;
}

static void check_word(struct explain *x, const struct swage_type *type, const char *at,
                       const struct explain_text *text)
{
    struct list allowed = {.len = 0};
    for (size_t i = 0; i < type->count; i++)
        if (explain_is(text, type->words[i]))
            return;
    for (size_t i = 0; i < type->count && list_has_room(&allowed); i++)
        list_add(&allowed, "\"", type->words[i]);
    explain_add(x, SWAGE_FAULT_ENUM, at, "one of %s", allowed.text);
}

static bool read_text(struct explain *x, const struct swage_type *type)
{
    struct explain_text text;
    const char *at = x->p;
    if (!explain_string(x, &text))
        return false;
    if (type->kind == SWAGE_KIND_ENUM)
        check_word(x, type, at, &text);
    else
        check_length(x, type, at, &text);
    return true;
}

/* --- integers ----------------------------------------------------------------------------------------------------- */

static unsigned width(const struct swage_type *type)
{
    return type->bits ? type->bits : 64;
}

static void check_signed(struct explain *x, const struct swage_type *type, const struct explain_number *number)
{
    uint64_t half = UINT64_C(1) << (width(type) - 1); /* one above the largest that the C type holds */
    bool holds = !number->vast && number->magnitude < half + number->negative;
    /* Of a number that 64 bits do not hold only the side counts. */
    int64_t value = number->negative ? INT64_MIN : INT64_MAX;
    if (!number->vast && number->magnitude <= INT64_MAX)
        value = number->negative ? -(int64_t)number->magnitude : (int64_t)number->magnitude;
    if (holds && value >= type->min && value <= type->max)
        return;
    enum swage_fault fault = !holds              ? SWAGE_FAULT_RANGE
                             : value < type->min ? SWAGE_FAULT_TOO_SMALL
                                                 : SWAGE_FAULT_TOO_LARGE;
    explain_add(x, fault, number->start, "a number from %" PRId64 " to %" PRId64, type->min, type->max);
}

static void check_unsigned(struct explain *x, const struct swage_type *type, const struct explain_number *number)
{
    uint64_t largest = UINT64_MAX >> (64 - width(type));
    bool holds = !number->vast && !number->negative && number->magnitude <= largest;
    if (holds && number->magnitude >= type->umin && number->magnitude <= type->umax)
        return;
    enum swage_fault fault = !holds                          ? SWAGE_FAULT_RANGE
                             : number->magnitude < type->umin ? SWAGE_FAULT_TOO_SMALL
                                                              : SWAGE_FAULT_TOO_LARGE;
    explain_add(x, fault, number->start, "a number from %" PRIu64 " to %" PRIu64 "%s", type->umin, type->umax,
                number->negative ? ", without a sign" : "");
}

static bool is_number(const struct explain_number *number, int64_t value)
{
    uint64_t magnitude = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    return !number->vast && number->magnitude == magnitude && (number->negative == (value < 0) || value == 0);
}

static void check_number(struct explain *x, const struct swage_type *type, const struct explain_number *number)
{
    struct list allowed = {.len = 0};
    for (size_t i = 0; i < type->count; i++)
        if (is_number(number, type->numbers[i]))
            return;
    for (size_t i = 0; i < type->count && list_has_room(&allowed); i++) {
        char digits[24];
        int len = snprintf(digits, sizeof digits, "%" PRId64, type->numbers[i]);
        list_add(&allowed, "", swage_str_of(digits, (size_t)len));
    }
    explain_add(x, SWAGE_FAULT_ENUM, number->start, "one of %s", allowed.text);
}

static bool read_integer(struct explain *x, const struct swage_type *type)
{
    struct explain_number number;
    if (!explain_number(x, &number))
        return false;
    if (!number.whole)
        explain_add(x, SWAGE_FAULT_TYPE, number.start,
                    "expected an integer, found a number with a fraction or an exponent");
    else if (type->kind == SWAGE_KIND_ENUM_NUMBER)
        check_number(x, type, &number);
    else if (type->kind == SWAGE_KIND_INTEGER)
        check_signed(x, type, &number);
    else
        check_unsigned(x, type, &number);
    return true;
}

/* --- floats ------------------------------------------------------------------------------------------------------- */

/* A bound in words; the point is a point in every locale. */
static void put_bound(char out[SWAGE_MAX_FLOAT64 + SWAGE_SLACK], double bound)
{
    swage_buffer none;
    swage_buffer_init(&none, 0);
    char *end = swage_write_float64(&none, out, bound);
    *(end ? end : out) = '\0';
}

/* Says between which bounds a float must lie; one that is infinite is none. */
static void add_bounds(struct explain *x, enum swage_fault fault, const char *at, const struct swage_type *type)
{
    char low[SWAGE_MAX_FLOAT64 + SWAGE_SLACK];
    char high[SWAGE_MAX_FLOAT64 + SWAGE_SLACK];
    put_bound(low, type->low);
    put_bound(high, type->high);
    if (isinf(type->low))
        explain_add(x, fault, at, "a number of at most %s", high);
    else if (isinf(type->high))
        explain_add(x, fault, at, "a number of at least %s", low);
    else
        explain_add(x, fault, at, "a number from %s to %s", low, high);
}

/* The value as the type holds it; false when it is none of its finite ones. */
static bool to_float(const struct swage_type *type, const char *start, const char *end, double *value)
{
    float narrow;
    if (type->kind == SWAGE_KIND_FLOAT64)
        return number_read_float64(start, end, value) != NULL;
    if (!number_read_float32(start, end, &narrow))
        return false;
    *value = (double)narrow;
    return true;
}

static bool read_float(struct explain *x, const struct swage_type *type)
{
    struct explain_number number;
    double value;
    if (!explain_number(x, &number))
        return false;
    if (!to_float(type, number.start, x->p, &value))
        explain_add(x, SWAGE_FAULT_RANGE, number.start, "a number that is too large for its type");
    else if (value < type->low)
        add_bounds(x, SWAGE_FAULT_TOO_SMALL, number.start, type);
    else if (value > type->high)
        add_bounds(x, SWAGE_FAULT_TOO_LARGE, number.start, type);
    return true;
}

/* --- all scalars -------------------------------------------------------------------------------------------------- */

static bool mismatch(struct explain *x, const struct swage_type *type, const char *found)
{
    explain_add(x, SWAGE_FAULT_TYPE, x->p, "expected %s, found %s", explain_wanted(type), found);
    return explain_skip(x);
}

bool explain_scalar(struct explain *x, const struct swage_type *type, const char *found)
{
    bool at_number = *x->p == '-' || (*x->p >= '0' && *x->p <= '9');
    switch (type->kind) {
    case SWAGE_KIND_BOOL: return *x->p == 't' || *x->p == 'f' ? explain_skip(x) : mismatch(x, type, found);
    case SWAGE_KIND_STRING:
    case SWAGE_KIND_ENUM: return *x->p == '"' ? read_text(x, type) : mismatch(x, type, found);
    case SWAGE_KIND_FLOAT32:
    case SWAGE_KIND_FLOAT64: return at_number ? read_float(x, type) : mismatch(x, type, found);
    case SWAGE_KIND_INTEGER:
    case SWAGE_KIND_UNSIGNED:
    case SWAGE_KIND_ENUM_NUMBER: return at_number ? read_integer(x, type) : mismatch(x, type, found);
    default: return mismatch(x, type, found);
    }
}
