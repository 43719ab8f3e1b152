/* SPDX-License-Identifier: MIT */
/*
 * Numbers at their borders: those of the schema's bounds, of the type in C, of steps, and of what JSON allows at all.
 * What is wrong with each is judged by its text, as the runtime does: range before bounds before steps.
 */
#include "config.h"

#include "sample/vary.h"

#include "model/wire.h"
#include "sample/sheet.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool is_signed(const struct model_type *type)
{
    return type->kind >= MODEL_INT8 && type->kind <= MODEL_INT64;
}

static bool is_float(const struct model_type *type)
{
    return type->kind == MODEL_FLOAT32 || type->kind == MODEL_FLOAT64;
}

static unsigned bits_of(const struct model_type *type)
{
    return 8u << (type->kind - (is_signed(type) ? MODEL_INT8 : MODEL_UINT8));
}

/* ---- the next number ---- */

/* Adds one in the last place of digits that may hold a point. True when there was a carry out of the first. */
static bool count_up(char *digits, size_t len)
{
    while (len-- > 0) {
        if (digits[len] == '.')
            continue;
        digits[len] = digits[len] == '9' ? '0' : (char)(digits[len] + 1);
        if (digits[len] != '0')
            return false;
    }
    return true;
}

/* Takes one away; there is something. */
static void count_down(char *digits, size_t len)
{
    while (len-- > 0) {
        if (digits[len] == '.')
            continue;
        digits[len] = digits[len] == '0' ? '9' : (char)(digits[len] - 1);
        if (digits[len] != '9')
            return;
    }
}

static bool is_zero(const char *digits)
{
    return strspn(digits, "0.") == strlen(digits);
}

struct model_text vary_nudge(struct pool *pool, const char *number, bool is_up)
{
    bool is_negative = *number == '-', is_away = is_up != is_negative;
    char *digits = pool_printf(pool, "0%s", number + is_negative);
    if (!is_away && is_zero(digits)) {
        is_away = true;
        is_negative = !is_negative;
    }
    if (is_away)
        count_up(digits, strlen(digits));
    else
        count_down(digits, strlen(digits));
    while (digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9')
        digits++;
    return sheet_printf(pool, "%s%s", is_negative && !is_zero(digits) ? "-" : "", digits);
}

/* ---- verdicts ---- */

struct whole {
    bool is_negative, is_vast;
    uint64_t magnitude;
};

static struct whole whole_of(const char *text)
{
    struct whole whole = {.is_negative = *text == '-'};
    for (text += whole.is_negative; *text != '\0'; text++) {
        uint64_t digit = (uint64_t)(*text - '0');
        whole.is_vast |= whole.magnitude > (UINT64_MAX - digit) / 10;
        whole.magnitude = whole.magnitude * 10 + digit;
    }
    return whole;
}

/* Whether the C type holds it; one without a sign does not hold -0. */
static bool holds(const struct model_type *type, const struct whole *whole)
{
    if (whole->is_vast)
        return false;
    if (!is_signed(type))
        return !whole->is_negative && whole->magnitude <= UINT64_MAX >> (64 - bits_of(type));
    return whole->magnitude < (UINT64_C(1) << (bits_of(type) - 1)) + whole->is_negative;
}

static int64_t signed_value(const struct whole *whole)
{
    return whole->is_negative ? (int64_t)(0 - whole->magnitude) : (int64_t)whole->magnitude;
}

static const char *integer_fault(const struct model_type *type, const char *text)
{
    if (strpbrk(text, ".eE") != NULL)
        return "type";
    struct whole whole = whole_of(text);
    if (!holds(type, &whole))
        return "range";
    bool is_low = is_signed(type) ? signed_value(&whole) < type->min : whole.magnitude < type->umin;
    bool is_high = is_signed(type) ? signed_value(&whole) > type->max : whole.magnitude > type->umax;
    if (is_low || is_high)
        return is_low ? "too_small" : "too_large";
    return type->step > 1 && whole.magnitude % type->step != 0 ? "multiple_of" : NULL;
}

static const char *float_fault(const struct model_type *type, const char *text)
{
    double value = type->kind == MODEL_FLOAT32 ? (double)strtof(text, NULL) : strtod(text, NULL);
    if (!isfinite(value))
        return "range";
    if (type->has_low && (value < type->low || (value == type->low && type->low_open)))
        return "too_small";
    if (type->has_high && (value > type->high || (value == type->high && type->high_open)))
        return "too_large";
    return type->step_text != NULL && !wire_is_multiple(value, type) ? "multiple_of" : NULL;
}

static const char *decimal_fault(const struct model_type *type, const char *text)
{
    if (type->low_text != NULL && wire_compare(text, type->low_text) < type->low_open)
        return "too_small";
    if (type->high_text != NULL && wire_compare(text, type->high_text) > -(int)type->high_open)
        return "too_large";
    return NULL;
}

const char *vary_number_fault(const struct model_type *type, struct model_text number)
{
    if (is_float(type))
        return float_fault(type, number.ptr);
    return type->kind == MODEL_DECIMAL ? decimal_fault(type, number.ptr) : integer_fault(type, number.ptr);
}

/* ---- candidates ---- */

struct tried { /* numbers are tried once */
    const struct spot *spot;
    const struct model_type *type;
    struct name_map seen;
};

static struct tried tried_init(const struct spot *spot, const struct model_type *type)
{
    return (struct tried){.spot = spot, .type = type, .seen = NAME_MAP_INIT(spot->list->maker->pool)};
}

static bool is_new(const struct tried *tried, struct model_text number)
{
    return number.ptr != NULL && name_map_find(&tried->seen, number.ptr, number.len) == NULL;
}

static void try_new(struct tried *tried, const char *what, struct model_text number)
{
    if (!is_new(tried, number))
        return;
    name_map_add(&tried->seen, number.ptr, number.len, tried);
    struct model_text json = pick_quoted(tried->spot->list->maker, tried->type, number);
    const char *fault = vary_number_fault(tried->type, number);
    if (fault == NULL)
        spot_accept(tried->spot, what, json);
    else
        spot_refuse(tried->spot, what, json, fault);
}

/* A number and those next to it. */
static void try_around(struct tried *tried, const char *name, struct model_text number)
{
    struct pool *pool = tried->spot->list->maker->pool;
    try_new(tried, pool_printf(pool, "at_%s", name), number);
    try_new(tried, pool_printf(pool, "under_%s", name), vary_nudge(pool, number.ptr, false));
    try_new(tried, pool_printf(pool, "over_%s", name), vary_nudge(pool, number.ptr, true));
}

static void try_all(struct tried *tried, const char *const (*list)[2], size_t count)
{
    for (size_t i = 0; i < count; i++)
        try_new(tried, list[i][0], sheet_of(list[i][1]));
}

/* In quotes nothing but a number may stand, and nothing of it may be escaped. */
static void vary_quotes(const struct spot *spot)
{
    static const char *const wrong[] = {"\"\"",   "\" 1\"", "\"1 \"", "\"+1\"", "\"01\"",      "\"0x1\"",
                                        "\"1.\"", "\".5\"", "\"-\"",  "\"1e\"", "\"\\u0031\"", "\"a\""};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        spot_refuse(spot, "no_number_in_quotes", sheet_of(wrong[i]), "type");
}

static void vary_bare(const struct spot *spot)
{
    static const char *const wrong[] = {"01", "+1", ".5", "-", "1.", "1e", "1e+", "-a", "NaN", "Infinity"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        spot_refuse(spot, "no_number", sheet_of(wrong[i]), "syntax");
}

/* ---- integers ---- */

/* The first and last multiples within the bounds, and what is between them. */
static void try_steps(struct tried *tried)
{
    struct maker *maker = tried->spot->list->maker;
    struct model_type plain = *tried->type;
    plain.is_quoted = false;
    for (size_t n = 0; n < 3; n++) {
        struct model_text number = pick_integer(maker, &plain, n);
        if (number.ptr != NULL)
            try_around(tried, "a_multiple", number);
    }
}

/* What integers of its own width and of wider ones end at: those of narrower ones are nothing special. */
static void try_borders(struct tried *tried)
{
    static const struct {
        unsigned bits;
        const char *name, *number;
    } borders[] = {
        {8, "int8_min", "-128"},
        {8, "int8_max", "127"},
        {8, "uint8_max", "255"},
        {16, "int16_min", "-32768"},
        {16, "int16_max", "32767"},
        {16, "uint16_max", "65535"},
        {32, "int32_min", "-2147483648"},
        {32, "int32_max", "2147483647"},
        {32, "uint32_max", "4294967295"},
        {64, "int64_min", "-9223372036854775808"},
        {64, "int64_max", "9223372036854775807"},
        {64, "uint64_max", "18446744073709551615"},
    };
    unsigned own = bits_of(tried->type);
    for (size_t i = 0; i < sizeof borders / sizeof *borders; i++)
        if (borders[i].bits == own || borders[i].bits == 64)
            try_around(tried, borders[i].name, sheet_of(borders[i].number));
}

static void try_integers(struct tried *tried)
{
    static const char *const others[][2] = {
        {"zero", "0"},
        {"minus_zero", "-0"},
        {"one", "1"},
        {"minus_one", "-1"},
        {"fraction", "1.0"},
        {"exponent", "1e2"},
        {"capital_e", "1E0"},
        {"vast", "123456789012345678901234567890"},
        {"vast_minus", "-123456789012345678901234567890"},
    };
    try_borders(tried);
    try_all(tried, others, sizeof others / sizeof *others);
}

static void vary_integer(const struct spot *spot, const struct model_type *type)
{
    struct pool *pool = spot->list->maker->pool;
    struct tried tried = tried_init(spot, type);
    if (is_signed(type)) {
        try_around(&tried, "min", sheet_printf(pool, "%" PRId64, type->min));
        try_around(&tried, "max", sheet_printf(pool, "%" PRId64, type->max));
    } else {
        try_around(&tried, "min", sheet_printf(pool, "%" PRIu64, type->umin));
        try_around(&tried, "max", sheet_printf(pool, "%" PRIu64, type->umax));
    }
    if (type->step > 1)
        try_steps(&tried);
    try_integers(&tried);
}

/* ---- floats ---- */

static void try_float(struct tried *tried, const char *what, double value)
{
    if (isfinite(value))
        try_new(tried, what, pick_float_text(tried->spot->list->maker->pool, tried->type->kind, value));
}

static void try_float_around(struct tried *tried, const char *name, double value)
{
    struct pool *pool = tried->spot->list->maker->pool;
    bool is_narrow = tried->type->kind == MODEL_FLOAT32;
    double under = is_narrow ? (double)nextafterf((float)value, -HUGE_VALF) : nextafter(value, -HUGE_VAL);
    double over = is_narrow ? (double)nextafterf((float)value, HUGE_VALF) : nextafter(value, HUGE_VAL);
    try_float(tried, pool_printf(pool, "at_%s", name), value);
    try_float(tried, pool_printf(pool, "under_%s", name), under);
    try_float(tried, pool_printf(pool, "over_%s", name), over);
}

static void vary_float(const struct spot *spot, const struct model_type *type)
{
    static const char *const others[][2] = {
        {"zero", "0"},
        {"minus_zero", "-0"},
        {"half", "0.5"},
        {"minus_half", "-0.5"},
        {"exponent", "1e2"},
        {"long", "0.1000000000000000055511151231257827021181583404541015625"},
        {"float32_max", "3.4028235e38"},
        {"above_float32", "3.5e38"},
        {"minus_above_float32", "-3.5e38"},
        {"float64_max", "1.7976931348623157e308"},
        {"above_float64", "1.8e308"},
        {"minus_above_float64", "-1.8e308"},
        {"vast_exponent", "1e999"},
        {"tiny", "1e-999"},
        {"least_of_all", "5e-324"},
        {"whole", "123456789012345678901234567890"},
    };
    struct tried tried = tried_init(spot, type);
    if (type->has_low)
        try_float_around(&tried, "min", type->low);
    if (type->has_high)
        try_float_around(&tried, "max", type->high);
    struct model_type plain = *type;
    plain.is_quoted = false;
    for (size_t n = 0; n < 3 && type->step_text != NULL; n++) {
        struct model_text number = pick_float(spot->list->maker, &plain, n);
        if (number.ptr != NULL)
            try_float_around(&tried, "a_multiple", strtod(number.ptr, NULL));
    }
    try_all(&tried, others, sizeof others / sizeof *others);
}

/* ---- decimals ---- */

static void try_bound(struct tried *tried, const char *name, const char *bound)
{
    struct pool *pool = tried->spot->list->maker->pool;
    if (bound == NULL)
        return;
    if (strpbrk(bound, "eE") != NULL) {
        try_new(tried, pool_printf(pool, "at_%s", name), sheet_of(bound));
        return;
    }
    try_around(tried, name, sheet_of(bound));
    const char *finer = pool_printf(pool, "%s%s00", bound, strchr(bound, '.') == NULL ? "." : "");
    try_around(tried, pool_printf(pool, "fine_%s", name), sheet_of(finer));
}

static void vary_decimal(const struct spot *spot, const struct model_type *type)
{
    static const char *const others[][2] = {
        {"zero", "0"},
        {"minus_zero", "-0"},
        {"zeros_behind", "1.50"},
        {"exponent", "1e400"},
        {"minus_exponent", "-1E+400"},
        {"tiny", "1e-400"},
        {"long", "123456789012345678901234567890.123456789012345678901234567890"},
    };
    struct tried tried = tried_init(spot, type);
    try_bound(&tried, "min", type->low_text);
    try_bound(&tried, "max", type->high_text);
    try_all(&tried, others, sizeof others / sizeof *others);
}

void vary_number(const struct spot *spot, const struct model_type *type)
{
    if (is_float(type))
        vary_float(spot, type);
    else if (type->kind == MODEL_DECIMAL)
        vary_decimal(spot, type);
    else
        vary_integer(spot, type);
    if (type->is_quoted)
        vary_quotes(spot);
    else
        vary_bare(spot);
}

/* ---- enums ---- */

static bool is_listed(const struct model_enum *enumeration, const struct whole *whole)
{
    for (size_t i = 0; i < enumeration->enumerator_count; i++) {
        int64_t number = enumeration->enumerators[i].number;
        uint64_t magnitude = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
        if (magnitude == whole->magnitude && (whole->is_negative == (number < 0) || number == 0))
            return true;
    }
    return false;
}

static void try_enum(struct tried *tried, const char *what, struct model_text number)
{
    const struct model_enum *enumeration = tried->type->enumeration;
    if (!is_new(tried, number))
        return;
    name_map_add(&tried->seen, number.ptr, number.len, tried);
    struct whole whole = whole_of(number.ptr);
    bool is_held = holds(enumeration->base, &whole);
    if (is_held && (enumeration->is_open || is_listed(enumeration, &whole)))
        spot_accept(tried->spot, what, number);
    else
        spot_refuse(tried->spot, what, number, enumeration->is_open ? "range" : "enum");
}

static void try_enum_around(struct tried *tried, const char *name, struct model_text number)
{
    struct pool *pool = tried->spot->list->maker->pool;
    try_enum(tried, name, number);
    try_enum(tried, pool_printf(pool, "under_%s", name), vary_nudge(pool, number.ptr, false));
    try_enum(tried, pool_printf(pool, "over_%s", name), vary_nudge(pool, number.ptr, true));
}

void vary_enum_number(const struct spot *spot, const struct model_type *type)
{
    static const char *const borders[] = {"-0",
                                          "127",
                                          "-128",
                                          "255",
                                          "32767",
                                          "-32768",
                                          "65535",
                                          "2147483647",
                                          "-2147483648",
                                          "4294967295",
                                          "9223372036854775807",
                                          "-9223372036854775808",
                                          "18446744073709551615",
                                          "123456789012345678901234567890"};
    struct tried tried = tried_init(spot, type);
    const struct model_enum *enumeration = type->enumeration;
    for (size_t i = 0; i < enumeration->enumerator_count; i++)
        try_enum_around(&tried, enumeration->enumerators[i].name,
                        sheet_printf(spot->list->maker->pool, "%" PRId64, enumeration->enumerators[i].number));
    for (size_t i = 0; i < sizeof borders / sizeof *borders; i++)
        try_enum_around(&tried, "border", sheet_of(borders[i]));
    spot_refuse(spot, "fraction", sheet_of("1.0"), "type");
    spot_refuse(spot, "exponent", sheet_of("1e0"), "type");
    vary_bare(spot);
}
