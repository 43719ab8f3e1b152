/* SPDX-License-Identifier: MIT */
/* Numbers: integers from 0 up and then down, as far as their bounds and steps allow; of others those that are found
   first. */
#include "config.h"

#include "sample/maker.h"
#include "sample/sheet.h"

#include "model/wire.h"

#include <swage/buffer.h>
#include <swage/write.h>

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct model_text none = {NULL, 0};

/* ---- integers ---- */

struct span { /* of magnitudes, multiples of a step */
    uint64_t first, count, step;
};

static struct span span_of(uint64_t least, uint64_t most, uint64_t step)
{
    struct span span = {.step = step == 0 ? 1 : step};
    uint64_t rest = least % span.step, more = rest == 0 ? 0 : span.step - rest;
    if (least > most || more > most - least)
        return span;
    span.first = least + more;
    span.count = (most - span.first) / span.step;
    span.count += span.count < UINT64_MAX;
    return span;
}

static uint64_t magnitude(int64_t value)
{
    return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

static bool is_signed(const struct model_type *type)
{
    return type->kind >= MODEL_INT8 && type->kind <= MODEL_INT64;
}

static struct span span_above(const struct model_type *type)
{
    if (!is_signed(type))
        return span_of(type->umin, type->umax, type->step);
    if (type->max < 0)
        return (struct span){.step = 1};
    return span_of(type->min < 0 ? 0 : (uint64_t)type->min, (uint64_t)type->max, type->step);
}

static struct span span_below(const struct model_type *type)
{
    if (!is_signed(type) || type->min >= 0)
        return (struct span){.step = 1};
    return span_of(type->max < 0 ? magnitude(type->max) : 1, magnitude(type->min), type->step);
}

struct model_text pick_integer(struct maker *maker, const struct model_type *type, size_t n)
{
    struct span above = span_above(type), below = span_below(type);
    bool is_above = n < above.count;
    const struct span *span = is_above ? &above : &below;
    uint64_t at = is_above ? n : n - above.count;
    if (at >= span->count)
        return none;
    struct model_text text =
        sheet_printf(maker->pool, "%s%" PRIu64, is_above ? "" : "-", span->first + at * span->step);
    return pick_quoted(maker, type, text);
}

/* ---- floats ---- */

struct model_text pick_float_text(struct pool *pool, enum model_kind kind, double value)
{
    char text[SWAGE_MAX_FLOAT64 + SWAGE_SLACK];
    swage_buffer unused;
    swage_buffer_init(&unused, 0);
    const char *end = kind == MODEL_FLOAT32 ? swage_write_float32(&unused, text, (float)value)
                                            : swage_write_float64(&unused, text, value);
    return end == NULL ? none : (struct model_text){pool_copy(pool, text, (size_t)(end - text)), (size_t)(end - text)};
}

bool pick_float_fits(const struct model_type *type, double value)
{
    if (type->has_low && (value < type->low || (value == type->low && type->low_open)))
        return false;
    if (type->has_high && (value > type->high || (value == type->high && type->high_open)))
        return false;
    return type->step_text == NULL || wire_is_multiple(value, type);
}

/* 0, 1, -1, 2, -2 and so on from the whole number next to 0 that the bounds allow; then fractions between them. */
static double float_at(const struct model_type *type, size_t i)
{
    enum { WHOLE = 4096, PARTS = 4096 };
    double scale = type->step_text == NULL ? 1 : strtod(type->step_scale, NULL);
    double digits = type->step_text == NULL ? 1 : strtod(type->step_digits, NULL);
    double from = 0;
    if (type->has_low && type->low > 0)
        from = ceil(type->low * scale / digits);
    if (type->has_high && type->high < 0)
        from = floor(type->high * scale / digits);
    double whole = from + (i % 2 == 0 ? -(double)(i / 2) : (double)(i / 2 + 1));
    if (i < WHOLE)
        return whole * digits / scale;
    double low = type->has_low ? type->low : type->high - fmax(fabs(type->high), 1);
    double high = type->has_high ? type->high : low + fmax(fabs(low), 1);
    return low + (high - low) * ((double)(i - WHOLE) / PARTS);
}

struct model_text pick_float(struct maker *maker, const struct model_type *type, size_t n)
{
    enum { TRIES = 8192 };
    for (size_t i = 0; i < TRIES; i++) {
        double value = float_at(type, i);
        if (type->kind == MODEL_FLOAT32)
            value = (double)(float)value;
        if (pick_float_fits(type, value + 0.0) && n-- == 0)
            return pick_quoted(maker, type, pick_float_text(maker->pool, type->kind, value + 0.0));
    }
    return none;
}

/* ---- decimals ---- */

static bool decimal_fits(const struct model_type *type, const char *text)
{
    if (type->low_text != NULL && wire_compare(text, type->low_text) < type->low_open)
        return false;
    return type->high_text == NULL || wire_compare(text, type->high_text) <= -(int)type->high_open;
}

/* Whole numbers next to 0, then the bounds, then the bounds with more digits behind them. */
static const char *decimal_at(struct pool *pool, const struct model_type *type, size_t i)
{
    enum { WHOLE = 2048 };
    const char *low = type->low_text == NULL ? "0" : type->low_text;
    const char *high = type->high_text == NULL ? "0" : type->high_text;
    if (i < WHOLE)
        return pool_printf(pool, i % 2 == 0 ? "%zu" : "-%zu", (i + 1) / 2);
    const char *bound = i % 2 == 0 ? low : high;
    if (i < WHOLE + 2 || strpbrk(bound, "eE") != NULL)
        return bound;
    static const char zeros[] = "0000000000000000";
    const char *fine = zeros + (i / 2) % sizeof zeros; /* as far from the bound as a decimal is from the next one */
    return pool_printf(pool, "%s%s%s%zu1", bound, strchr(bound, '.') == NULL ? "." : "", fine, i);
}

struct model_text pick_decimal(struct maker *maker, const struct model_type *type, size_t n)
{
    enum { TRIES = 4096 };
    for (size_t i = 0; i < TRIES; i++) {
        const char *text = decimal_at(maker->pool, type, i);
        bool is_old = i > 2048 && strpbrk(text, "eE") != NULL;
        if (!is_old && decimal_fits(type, text) && n-- == 0)
            return pick_quoted(maker, type, sheet_of(text));
    }
    return none;
}

/* ---- the longest ---- */

static struct model_text longer(struct model_text a, struct model_text b)
{
    return b.len > a.len ? b : a;
}

static struct model_text widest_integer(struct pool *pool, const struct model_type *type)
{
    if (type->step > 1)
        return none;
    if (!is_signed(type))
        return sheet_printf(pool, "%" PRIu64, type->umax);
    return longer(sheet_printf(pool, "%" PRId64, type->max), sheet_printf(pool, "%" PRId64, type->min));
}

/* Those of which the runtime's writer makes the most, if they are within the bounds. */
static struct model_text widest_float(struct pool *pool, const struct model_type *type)
{
    static const double wide[] = {-1.2345678901234567e-6, 1.2345678901234567e-6, -1e20, -99999998430674944512.0, 1e20};
    struct model_text best = none;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
        double value = type->kind == MODEL_FLOAT32 ? (double)(float)wide[i] : wide[i];
        if (pick_float_fits(type, value))
            best = longer(best, pick_float_text(pool, type->kind, value));
    }
    return best;
}

struct model_text pick_widest(struct maker *maker, const struct model_type *type)
{
    struct model_text text = none;
    if (type->kind >= MODEL_INT8 && type->kind <= MODEL_UINT64)
        text = widest_integer(maker->pool, type);
    else if (type->kind == MODEL_FLOAT32 || type->kind == MODEL_FLOAT64)
        text = widest_float(maker->pool, type);
    else if (type->kind == MODEL_BOOL)
        text = sheet_of("false");
    return pick_quoted(maker, type, text);
}
