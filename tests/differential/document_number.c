/* SPDX-License-Identifier: MIT */
/* Numbers: at bounds and beside them, steps counted in whole ones, digits in every way that JSON has. */
#include "config.h"

#include "document.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *quote(const struct model_type *type)
{
    return type->is_quoted ? "\"" : "";
}

/* ---- integers ---- */

static bool is_unsigned(const struct model_type *type)
{
    return type->kind >= MODEL_UINT8 && type->kind <= MODEL_UINT64;
}

static uint64_t draw_offset(struct draw *draw, uint64_t width)
{
    switch (draw_below(draw, 5)) {
    case 0: return 0;
    case 1: return width;
    case 2: return width > 0 ? 1 : 0;
    case 3: return width > 0 ? width - 1 : 0;
    default: return width == UINT64_MAX ? draw_bits(draw) : draw_bits(draw) % (width + 1);
    }
}

static void write_unsigned(struct document *document, const struct model_type *type)
{
    uint64_t value = type->umin + draw_offset(document->draw, type->umax - type->umin);
    if (type->step > 0)
        value = value - value % type->step < type->umin ? value + (type->step - value % type->step) % type->step
                                                        : value - value % type->step;
    if (document_slips(document))
        value = draw_chance(document->draw, 50) ? type->umax + 1 : type->umin - 1;
    document_printf(document, "%s%" PRIu64 "%s", quote(type), value, quote(type));
}

static void write_signed(struct document *document, const struct model_type *type)
{
    int64_t value =
        (int64_t)((uint64_t)type->min + draw_offset(document->draw, (uint64_t)type->max - (uint64_t)type->min));
    if (draw_chance(document->draw, 20) && type->min <= 0 && type->max >= 0)
        value = 0;
    if (type->step > 0 && value % (int64_t)type->step != 0) {
        int64_t rest = value % (int64_t)type->step;
        value = value - rest >= type->min && value - rest <= type->max
                    ? value - rest
                    : value - rest + (rest < 0 ? -1 : 1) * (int64_t)type->step;
    }
    if (document_slips(document))
        value = (int64_t)(draw_chance(document->draw, 50) ? (uint64_t)type->max + 1 : (uint64_t)type->min - 1);
    document_printf(document, "%s%s%" PRId64 "%s", quote(type),
                    value == 0 && draw_chance(document->draw, 20) ? "-" : "", value, quote(type));
}

void document_write_integer(struct document *document, const struct model_type *type)
{
    static const char *const odd[] = {"1.0",
                                      "1e2",
                                      "-0",
                                      "00",
                                      "0.5",
                                      "9223372036854775808",
                                      "-9223372036854775809",
                                      "18446744073709551616",
                                      "340282366920938463463374607431768211456",
                                      "255",
                                      "256",
                                      "-128",
                                      "-129",
                                      "1E400",
                                      "65536",
                                      "4294967296"};
    if (document_slips(document) && draw_chance(document->draw, 50))
        document_printf(document, "%s%s%s", quote(type), DRAW_ONE(document->draw, odd), quote(type));
    else if (is_unsigned(type))
        write_unsigned(document, type);
    else
        write_signed(document, type);
}

/* ---- floats and decimals ---- */

/* Digits of a number, in one of the ways there are. */
static void write_digits(struct document *document, const struct model_type *type, double value)
{
    char text[64];
    double small = fabs(value) < 1e20 ? value : 0.5;
    switch (draw_below(document->draw, 7)) {
    case 0: snprintf(text, sizeof text, "%.9g", value); break;
    case 1: snprintf(text, sizeof text, "%.3g", value); break;
    case 2: snprintf(text, sizeof text, "%.4e", value); break;
    case 3: snprintf(text, sizeof text, "%.1f", small); break;
    case 4: snprintf(text, sizeof text, "%.0f", small); break;
    case 5: snprintf(text, sizeof text, "%.20f", small); break;
    default: snprintf(text, sizeof text, "%.17g", value); break;
    }
    double rounded = strtod(text, NULL);
    if ((rounded < type->low && value >= type->low) || (rounded > type->high && value <= type->high))
        snprintf(text, sizeof text, "%.17g", value);
    document_printf(document, "%s%s%s", quote(type), text, quote(type));
}

/* "25.0" / "100.0" times a whole number: the digits with the point where it belongs. */
static void write_step(struct document *document, const struct model_type *type)
{
    double size = strtod(type->step_digits, NULL) / strtod(type->step_scale, NULL);
    double low = type->has_low ? ceil(type->low / size) : -20,
           high = type->has_high ? floor(type->high / size) : low + 200;
    long long count = high > low && fabs(low) < 1e9 && fabs(high) < 1e9
                          ? draw_between(document->draw, (int64_t)low, (int64_t)high)
                          : 0;
    long long digits = strtoll(type->step_digits, NULL, 10) * count, scale = strtoll(type->step_scale, NULL, 10);
    if (document_slips(document))
        digits++;
    char fraction[32] = "";
    long long rest = llabs(digits % scale);
    if (scale > 1)
        snprintf(fraction, sizeof fraction, ".%0*lld", (int)lround(log10((double)scale)), rest);
    document_printf(document, "%s%s%lld%s%s", quote(type), digits < 0 ? "-" : "", llabs(digits / scale), fraction,
                    quote(type));
}

static bool write_bound(struct document *document, const struct model_type *type, const char *text)
{
    if (!text)
        return false;
    size_t len = strspn(text, "+-.0123456789eE");
    if (strchr(text, 'x') || len == 0) /* a C literal that is no JSON */
        return false;
    bool needs_digit = text[len - 1] == '.';
    document_printf(document, "%s%.*s%s%s", quote(type), (int)len, text, needs_digit ? "0" : "", quote(type));
    return true;
}

static double draw_within(struct document *document, const struct model_type *type)
{
    double low = type->has_low ? type->low : type->has_high ? type->high - 1000 : -1000;
    double high = type->has_high ? type->high : low + 2000, part = (double)draw_below(document->draw, 1001) / 1000;
    if (document_slips(document))
        return draw_chance(document->draw, 50) ? high + part : low - part;
    return low + (high - low) * part;
}

static void write_real(struct document *document, const struct model_type *type, double value)
{
    static const char *const odd[] = {"0",
                                      "-0",
                                      "0.0",
                                      "-0.0",
                                      "1e2",
                                      "1E+2",
                                      "1e-2",
                                      "1.50",
                                      "5e-324",
                                      "1e-400",
                                      "1.7976931348623157e308",
                                      "3.4028235e38",
                                      "16777217",
                                      "0.1",
                                      "9007199254740993",
                                      "123456789012345678901234567890.5"};
    static const char *const bad[] = {"1e400", "3.5e38", "01", "1.", ".5", "+1", "NaN", "-", "1e", "0x1"};
    const char *const *pool = document_slips(document) ? bad : odd;
    if (draw_chance(document->draw, type->has_low || type->has_high || pool == bad ? 10 : 40))
        document_printf(document, "%s%s%s", quote(type),
                        pool == bad ? DRAW_ONE(document->draw, bad) : DRAW_ONE(document->draw, odd), quote(type));
    else
        write_digits(document, type, value);
}

void document_write_float(struct document *document, const struct model_type *type)
{
    const char *bound = draw_chance(document->draw, 50) ? type->low_text : type->high_text;
    bool is_open = bound == type->low_text ? type->low_open : type->high_open;
    if (type->step_text && draw_chance(document->draw, 85))
        write_step(document, type);
    else if (!bound || draw_chance(document->draw, is_open ? 95 : 70) || !write_bound(document, type, bound))
        write_real(document, type, draw_within(document, type));
}

/* Its bounds are only texts. */
void document_write_decimal(struct document *document, const struct model_type *type)
{
    struct model_type as = *type;
    as.has_low = type->low_text != NULL;
    as.has_high = type->high_text != NULL;
    as.low = as.has_low ? strtod(type->low_text, NULL) : 0;
    as.high = as.has_high ? strtod(type->high_text, NULL) : 0;
    document_write_float(document, &as);
}
