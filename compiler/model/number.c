/* SPDX-License-Identifier: MIT */
/* Integers are read as sign and magnitude; 20 digits suffice for any of them, so there is one place where they can
   overflow. */
#include "config.h"

#include "model/number.h"

#include "syntax/ast.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

bool number_is_signed(enum model_kind kind)
{
    return kind >= MODEL_INT8 && kind <= MODEL_INT64;
}

bool number_is_unsigned(enum model_kind kind)
{
    return kind >= MODEL_UINT8 && kind <= MODEL_UINT64;
}

bool number_is_float(enum model_kind kind)
{
    return kind == MODEL_FLOAT32 || kind == MODEL_FLOAT64;
}

static unsigned digit(char c)
{
    if (c >= '0' && c <= '9')
        return (unsigned)(c - '0');
    return (unsigned)((c | 0x20) - 'a' + 10);
}

/* False when 64 bits cannot hold it. */
static bool read_magnitude(const char *text, uint64_t *out)
{
    unsigned base = text[0] == '0' && (text[1] | 0x20) == 'x' ? 16 : 10;
    uint64_t value = 0;
    for (text += base == 16 ? 2 : 0; *text != '\0'; text++) {
        if (value > (UINT64_MAX - digit(*text)) / base)
            return false;
        value = value * base + digit(*text);
    }
    *out = value;
    return true;
}

enum number_fault number_unsigned(const struct ast_number *number, uint64_t min, uint64_t max, uint64_t *out)
{
    bool negative = number->text[0] == '-';
    uint64_t magnitude;
    if (!number->is_integer)
        return NUMBER_FRACTION;
    if (!read_magnitude(number->text + negative, &magnitude))
        return negative ? NUMBER_TOO_SMALL : NUMBER_TOO_LARGE;
    if ((negative && magnitude != 0) || magnitude < min)
        return NUMBER_TOO_SMALL;
    if (magnitude > max)
        return NUMBER_TOO_LARGE;
    *out = magnitude;
    return NUMBER_FINE;
}

enum number_fault number_signed(const struct ast_number *number, int64_t min, int64_t max, int64_t *out)
{
    bool negative = number->text[0] == '-';
    uint64_t magnitude, most = (uint64_t)INT64_MAX + negative;
    if (!number->is_integer)
        return NUMBER_FRACTION;
    if (!read_magnitude(number->text + negative, &magnitude) || magnitude > most)
        return negative ? NUMBER_TOO_SMALL : NUMBER_TOO_LARGE;
    /* -2^63 has no positive counterpart to negate. */
    int64_t value = !negative ? (int64_t)magnitude : magnitude == most ? INT64_MIN : -(int64_t)magnitude;
    if (value < min)
        return NUMBER_TOO_SMALL;
    if (value > max)
        return NUMBER_TOO_LARGE;
    *out = value;
    return NUMBER_FINE;
}

enum number_fault number_float(const struct ast_number *number, enum model_kind kind, double *out)
{
    /* strtod reads 0x too; the program never leaves the "C" locale. */
    double value = kind == MODEL_FLOAT32 ? (double)strtof(number->text, NULL) : strtod(number->text, NULL);
    if (isinf(value))
        return value < 0 ? NUMBER_TOO_SMALL : NUMBER_TOO_LARGE;
    *out = value;
    return NUMBER_FINE;
}

const char *number_fault_text(enum number_fault fault)
{
    static const char *const texts[] = {"is fine", "is no integer", "is too small", "is too large"};
    return texts[fault];
}

static bool reads_back(const char *text, enum model_kind kind, double value)
{
    return kind == MODEL_FLOAT32 ? strtof(text, NULL) == (float)value : strtod(text, NULL) == value;
}

/* The fewest digits that read back, so that 0.1 stays 0.1; whole numbers without an exponent. */
const char *number_float_literal(struct pool *pool, enum model_kind kind, double value)
{
    enum { WHOLE_DIGITS = 7 }; /* as many as any float holds exactly */
    char *text = pool_printf(pool, "%.*g", WHOLE_DIGITS, value);
    for (int digits = 1; !reads_back(text, kind, value) && digits <= DBL_DECIMAL_DIG; digits++)
        text = pool_printf(pool, "%.*g", digits, value);
    const char *point = strpbrk(text, ".e") == NULL ? ".0" : "";
    return pool_printf(pool, "%s%s%s", text, point, kind == MODEL_FLOAT32 ? "f" : "");
}

void number_borders(enum model_kind kind, struct model_type *out)
{
    static const int64_t least[] = {INT8_MIN, INT16_MIN, INT32_MIN, INT64_MIN};
    static const int64_t most[] = {INT8_MAX, INT16_MAX, INT32_MAX, INT64_MAX};
    static const uint64_t umost[] = {UINT8_MAX, UINT16_MAX, UINT32_MAX, UINT64_MAX};
    out->min = out->max = 0;
    out->umin = out->umax = 0;
    if (number_is_signed(kind)) {
        out->min = least[kind - MODEL_INT8];
        out->max = most[kind - MODEL_INT8];
    } else if (number_is_unsigned(kind)) {
        out->umax = umost[kind - MODEL_UINT8];
    }
}
