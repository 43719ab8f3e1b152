/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "numeral.h"

#include "phrase.h"

#include <inttypes.h>

struct width {
    const char *name;
    int64_t min, max;
};

static const struct width widths[] = {
    /* in the order of the kinds; uint64 goes further than this says */
    {"int8", INT8_MIN, INT8_MAX},    {"int16", INT16_MIN, INT16_MAX}, {"int32", INT32_MIN, INT32_MAX},
    {"int64", INT64_MIN, INT64_MAX}, {"uint8", 0, UINT8_MAX},         {"uint16", 0, UINT16_MAX},
    {"uint32", 0, UINT32_MAX},       {"uint64", 0, INT64_MAX},
};

/* Somewhere between the two, the ends and zero more often than others. */
static int64_t edge(struct draw *draw, int64_t low, int64_t high)
{
    int64_t near = low <= 0 && high >= 0 ? 0 : low;
    switch (draw_below(draw, 6)) {
    case 0: return low;
    case 1: return high;
    case 2: return near;
    case 3: return (uint64_t)high - (uint64_t)near > 100 ? near + (int64_t)draw_below(draw, 100) : near;
    case 4: return (uint64_t)near - (uint64_t)low > 100 ? near - (int64_t)draw_below(draw, 100) : near;
    default: return draw_between(draw, low, high);
    }
}

static void quote(struct maker *maker, unsigned places, struct phrase *out)
{
    if ((places & PHRASE_NOTED) == 0 || !draw_chance(&maker->draw, 15))
        return;
    maker_count(maker, KIND_QUOTED);
    out->notes = pool_printf(maker->pool, "%s @string", out->notes);
    out->shape = SHAPE_STRING;
    out->value = NULL;
    out->is_key = false;
}

/* A step, with room for some multiples on either side of one. */
static void step(struct maker *maker, const struct width *width, struct phrase *out)
{
    int64_t size = draw_between(&maker->draw, 2, 20), times = draw_between(&maker->draw, width->min < 0 ? -4 : 0, 4);
    int64_t value = size * times, low = value - (int64_t)draw_below(&maker->draw, 20),
            high = value + (int64_t)draw_below(&maker->draw, 20);
    low = low < width->min ? width->min : low;
    high = high > width->max ? width->max : high;
    maker_count(maker, KIND_MULTIPLE_OF_INTEGER);
    out->type = pool_printf(maker->pool, "%s(%" PRId64 "..%" PRId64 ")", width->name, low, high);
    out->notes = pool_printf(maker->pool, " @multiple_of(%" PRId64 ")", size);
    out->value = pool_printf(maker->pool, "%" PRId64, value);
}

static void open_ends(struct maker *maker, const struct width *width, int64_t low, int64_t high, struct phrase *out)
{
    bool has_low = low > width->min, has_high = high < width->max;
    out->type = width->name;
    if (has_low) {
        maker_count(maker, KIND_GT);
        out->notes = pool_printf(maker->pool, " @gt(%" PRId64 ")", low - 1);
    }
    if (has_high) {
        maker_count(maker, KIND_LT);
        out->notes = pool_printf(maker->pool, "%s @lt(%" PRId64 ")", out->notes, high + 1);
    }
}

static const char *range(struct maker *maker, const char *name, int64_t low, int64_t high, bool is_vast)
{
    struct pool *pool = maker->pool;
    maker_count(maker, KIND_BOUNDED_NUMBER);
    switch (draw_below(&maker->draw, 4)) {
    case 0: return pool_printf(pool, "%s(%" PRId64 "..)", name, low);
    case 1: return pool_printf(pool, "%s(..%" PRId64 ")", name, high);
    case 2:
        if (is_vast)
            return pool_printf(pool, "%s(%" PRId64 "..%" PRIu64 ")", name, low,
                               UINT64_MAX - draw_below(&maker->draw, 2));
        /* fall through */
    default:
        return low == high ? pool_printf(pool, "%s(%" PRId64 ")", name, low)
                           : pool_printf(pool, "%s(%" PRId64 "..%" PRId64 ")", name, low, high);
    }
}

struct phrase numeral_integer(struct maker *maker, unsigned places)
{
    size_t which = draw_below(&maker->draw, 8);
    const struct width *width = &widths[which];
    struct phrase out = {.type = width->name, .notes = "", .shape = SHAPE_NUMBER, .is_plain = true, .is_key = true};
    int64_t low = edge(&maker->draw, width->min, width->max), high = edge(&maker->draw, low, width->max);
    size_t style = draw_below(&maker->draw, (places & PHRASE_NOTED) != 0 ? 6 : 4);
    maker_count(maker, (enum kind)(KIND_INT8 + (int)which));
    out.value = pool_printf(maker->pool, "%" PRId64, edge(&maker->draw, low, high));
    if (style == 4)
        step(maker, width, &out);
    else if (style == 5)
        open_ends(maker, width, low, high, &out);
    else if (style > 0)
        out.type = range(maker, width->name, low, high, which == 7);
    quote(maker, places, &out);
    return out;
}

/* ---- floats and decimals ---- */

static const char *const ladder[] = {/* ascending */
                                     "-123456.75", "-273.15", "-1.5", "-1",  "-0.1", "0",   "0.001",   "0.1",
                                     "0.3",        "0.5",     "1",    "1.1", "2.5",  "100", "65536.5", "16777217"};

enum { LADDER = sizeof ladder / sizeof *ladder };

static void bounds(struct maker *maker, unsigned places, struct phrase *out)
{
    size_t low = draw_below(&maker->draw, LADDER - 2), high = low + 2 + draw_below(&maker->draw, LADDER - low - 2);
    size_t style = draw_below(&maker->draw, (places & PHRASE_NOTED) != 0 ? 6 : 4);
    out->value = ladder[low + 1];
    if (style < 5)
        maker_count(maker, KIND_BOUNDED_NUMBER);
    switch (style) {
    case 0: out->type = pool_printf(maker->pool, "%s(%s..)", out->type, ladder[low]); return;
    case 1: out->type = pool_printf(maker->pool, "%s(..%s)", out->type, ladder[high]); return;
    case 2:
    case 3: out->type = pool_printf(maker->pool, "%s(%s..%s)", out->type, ladder[low], ladder[high]); return;
    case 4:
        maker_count(maker, KIND_GT);
        out->type = pool_printf(maker->pool, "%s(..%s)", out->type, ladder[high]);
        out->notes = pool_printf(maker->pool, " @gt(%s)", ladder[low]);
        return;
    default:
        maker_count(maker, KIND_GT);
        maker_count(maker, KIND_LT);
        out->notes = pool_printf(maker->pool, " @gt(%s) @lt(%s)", ladder[low], ladder[high]);
        return;
    }
}

struct phrase numeral_float(struct maker *maker, unsigned places)
{
    static const char *const steps[] = {"0.25", "0.01", "0.1", "5", "0.001", "3", "1", "2.5"};
    bool is_narrow = draw_chance(&maker->draw, 50);
    struct phrase out = {.type = is_narrow ? "float32" : "float64",
                         .notes = "",
                         .shape = SHAPE_NUMBER,
                         .is_plain = true,
                         .value = "0.5"};
    maker_count(maker, is_narrow ? KIND_FLOAT32 : KIND_FLOAT64);
    if ((places & PHRASE_NOTED) != 0 && draw_chance(&maker->draw, 25)) {
        maker_count(maker, KIND_MULTIPLE_OF_FLOAT);
        out.type = pool_printf(maker->pool, "%s%s", out.type, draw_chance(&maker->draw, 50) ? "" : "(-10..1000)");
        out.notes = pool_printf(maker->pool, " @multiple_of(%s)", DRAW_ONE(&maker->draw, steps));
        out.value = "0";
    } else if (draw_chance(&maker->draw, 60)) {
        bounds(maker, places, &out);
    }
    quote(maker, places, &out);
    return out;
}

struct phrase numeral_decimal(struct maker *maker, unsigned places)
{
    struct phrase out = {.type = "decimal", .notes = "", .shape = SHAPE_NUMBER, .is_plain = true, .value = "1.50"};
    maker_count(maker, KIND_DECIMAL);
    if (draw_chance(&maker->draw, 20)) {
        out.type = "decimal(0.000000000000000000001..123456789012345678901234567890.5)";
        maker_count(maker, KIND_BOUNDED_NUMBER);
    } else if (draw_chance(&maker->draw, 50)) {
        bounds(maker, places, &out);
    }
    quote(maker, places, &out);
    return out;
}
