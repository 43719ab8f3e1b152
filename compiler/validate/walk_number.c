/* SPDX-License-Identifier: MIT */
/* Numbers against what their types can hold, their bounds and steps. The texts are numbers of JSON. */
#include "config.h"

#include "validate/walk.h"

#include "syntax/pool.h"
#include "validate/figure.h"
#include "validate/floats.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- integers ---- */

static bool is_signed(const struct model_type *type)
{
    return type->kind >= MODEL_INT8 && type->kind <= MODEL_INT64;
}

/* What the kind can hold; false where the number is beyond it. */
static bool read_signed(enum model_kind kind, const char *text, int64_t *out)
{
    unsigned bits = 8U << (kind - MODEL_INT8);
    int64_t most = INT64_MAX >> (64 - bits);
    errno = 0;
    long long value = strtoll(text, NULL, 10);
    if (errno == ERANGE || value > most || value < -most - 1)
        return false;
    *out = value;
    return true;
}

/* -0 has a sign, too. */
static bool read_unsigned(enum model_kind kind, const char *text, uint64_t *out)
{
    unsigned bits = 8U << (kind - MODEL_UINT8);
    errno = 0;
    unsigned long long value = strtoull(text, NULL, 10);
    if (*text == '-' || errno == ERANGE || value > UINT64_MAX >> (64 - bits))
        return false;
    *out = value;
    return true;
}

static void check_step(struct walk *w, const struct model_type *type, uint64_t magnitude)
{
    if (type->step != 0 && magnitude % type->step != 0)
        findings_add(&w->findings, "multiple_of", "a multiple of %" PRIu64, type->step);
}

static void add_signed(struct walk *w, const char *code, const struct model_type *type)
{
    findings_add(&w->findings, code, "a number from %" PRId64 " to %" PRId64, type->min, type->max);
}

static void check_signed(struct walk *w, const struct model_type *type, const char *text)
{
    int64_t value;
    if (!read_signed(type->kind, text, &value)) {
        add_signed(w, "range", type);
        return;
    }
    if (value < type->min || value > type->max)
        add_signed(w, value < type->min ? "too_small" : "too_large", type);
    check_step(w, type, value < 0 ? 0 - (uint64_t)value : (uint64_t)value);
}

static void add_unsigned(struct walk *w, const char *code, const struct model_type *type)
{
    findings_add(&w->findings, code, "a number from %" PRIu64 " to %" PRIu64 ", without a sign", type->umin,
                 type->umax);
}

static void check_unsigned(struct walk *w, const struct model_type *type, const char *text)
{
    uint64_t value;
    if (!read_unsigned(type->kind, text, &value)) {
        add_unsigned(w, "range", type);
        return;
    }
    if (value < type->umin || value > type->umax)
        add_unsigned(w, value < type->umin ? "too_small" : "too_large", type);
    check_step(w, type, value);
}

static bool is_whole(const char *text)
{
    return strpbrk(text, ".eE") == NULL;
}

static void check_integer(struct walk *w, const struct model_type *type, const char *text)
{
    if (is_signed(type))
        check_signed(w, type, text);
    else
        check_unsigned(w, type, text);
}

/* ---- enums ---- */

static bool is_listed(const struct model_enum *numbers, const char *text)
{
    const struct model_type *base = numbers->base;
    int64_t value = 0;
    uint64_t positive = 0;
    if (is_signed(base) ? !read_signed(MODEL_INT64, text, &value) : !read_unsigned(MODEL_UINT64, text, &positive))
        return false;
    for (size_t i = 0; i < numbers->enumerator_count; i++) {
        int64_t number = numbers->enumerators[i].number;
        if (is_signed(base) ? number == value : (uint64_t)number == positive)
            return true;
    }
    return false;
}

static void check_enum(struct walk *w, const struct model_enum *numbers, const char *text)
{
    const char *list = "";
    if (numbers->is_open) {
        check_integer(w, numbers->base, text);
        return;
    }
    if (is_listed(numbers, text))
        return;
    for (size_t i = 0; i < numbers->enumerator_count && strlen(list) < VALIDATE_MESSAGE; i++)
        list = pool_printf(w->pool, "%s%s%" PRId64, list, i > 0 ? ", " : "", numbers->enumerators[i].number);
    findings_add(&w->findings, "enum", "one of %s", list);
}

/* ---- floats and decimals ---- */

/* `to_low` and `to_high`: less than, equal to or more than 0 as the number is to its bounds. */
static const char *judge(const struct model_type *type, int to_low, int to_high)
{
    if (to_low < 0 || (to_low == 0 && type->low_open))
        return "too_small";
    if (to_high > 0 || (to_high == 0 && type->high_open))
        return "too_large";
    return NULL;
}

/* "a number above 0 and of at most 9.5" */
static void add_bounds(struct walk *w, const char *code, const struct model_type *type)
{
    const char *low = type->low_text, *high = type->high_text;
    const char *least = type->low_open ? "above" : "of at least";
    const char *most = type->high_open ? "below" : "of at most";
    if (low == NULL)
        findings_add(&w->findings, code, "a number %s %s", most, high);
    else if (high == NULL)
        findings_add(&w->findings, code, "a number %s %s", least, low);
    else
        findings_add(&w->findings, code, "a number %s %s and %s %s", least, low, most, high);
}

static int compare(double a, double b)
{
    return (a > b) - (a < b);
}

static void check_float(struct walk *w, const struct model_type *type, const char *text)
{
    double value;
    if (!floats_read(type->kind, text, &value)) {
        findings_add(&w->findings, "range", "a number that is too large for its type");
        return;
    }
    const char *code =
        judge(type, type->has_low ? compare(value, type->low) : 1, type->has_high ? compare(value, type->high) : -1);
    if (code != NULL)
        add_bounds(w, code, type);
    if (type->step_text != NULL && !floats_is_multiple(w->pool, type->kind, value, type->step_text))
        findings_add(&w->findings, "multiple_of", "a multiple of %s", type->step_text);
}

static int compare_to(struct walk *w, const struct figure *number, const char *bound)
{
    struct figure figure;
    figure_read(&figure, w->pool, bound);
    return figure_compare(number, &figure);
}

static void check_decimal(struct walk *w, const struct model_type *type, const char *text)
{
    struct figure number;
    figure_read(&number, w->pool, text);
    int to_low = type->low_text != NULL ? compare_to(w, &number, type->low_text) : 1;
    int to_high = type->high_text != NULL ? compare_to(w, &number, type->high_text) : -1;
    const char *code = judge(type, to_low, to_high);
    if (code != NULL)
        add_bounds(w, code, type);
}

/* ---- all numbers ---- */

void walk_check_number(struct walk *w, const struct model_type *type, const char *text)
{
    if (type->kind == MODEL_FLOAT32 || type->kind == MODEL_FLOAT64)
        check_float(w, type, text);
    else if (type->kind == MODEL_DECIMAL)
        check_decimal(w, type, text);
    else if (!is_whole(text))
        findings_add(&w->findings, "type", "expected %s, found %s", walk_wanted(type),
                     w->is_secret ? "another number" : "a number with a fraction or an exponent");
    else if (type->kind == MODEL_ENUM)
        check_enum(w, type->enumeration, text);
    else
        check_integer(w, type, text);
}
