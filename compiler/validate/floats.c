/* SPDX-License-Identifier: MIT */
/* Nothing here is computed in binary: values become decimal texts, and texts values, through printf() and strtod(). */
#include "config.h"

#include "validate/floats.h"

#include "syntax/pool.h"
#include "validate/figure.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS_MAX    17   /* tell every double from its neighbours */
#define FRACTION_MAX  1074 /* digits behind the point of the smallest double */
#define WHOLE_MAX     309  /* digits before the point of the largest */
#define PLAIN_MAX     21   /* ECMA-262 Number::toString: digits before the point, */
#define LEADING_ZEROS 6    /* and where a fraction begins with so many zeros it gets an exponent */

static double to_value(enum model_kind kind, const char *text)
{
    return kind == MODEL_FLOAT32 ? (double)strtof(text, NULL) : strtod(text, NULL);
}

bool floats_read(enum model_kind kind, const char *text, double *out)
{
    double value = to_value(kind, text);
    if (!isfinite(value))
        return false;
    *out = value;
    return true;
}

/* ---- the shortest text ---- */

/* 0.DIGITS * 10^point */
struct decimal {
    char digits[DIGITS_MAX + 2];
    int point;
};

/* The nearest decimal of `count` digits to a positive value. */
static void round_to(struct decimal *out, double value, int count)
{
    char text[DIGITS_MAX + 16];
    snprintf(text, sizeof text, "%.*e", count - 1, value);
    const char *exponent = strchr(text, 'e');
    char *to = out->digits;
    for (const char *p = text; p < exponent; p++)
        if (*p != '.')
            *to++ = *p;
    *to = '\0';
    out->point = atoi(exponent + 1) + 1;
}

/* The next larger decimal of as many digits. */
static void step_up(struct decimal *decimal)
{
    size_t i = strlen(decimal->digits);
    while (i > 0 && decimal->digits[i - 1] == '9')
        decimal->digits[--i] = '0';
    if (i > 0) {
        decimal->digits[i - 1]++;
        return;
    }
    decimal->digits[0] = '1';
    decimal->point++;
}

static bool reads_back(enum model_kind kind, const struct decimal *decimal, double value)
{
    char text[DIGITS_MAX + 32];
    snprintf(text, sizeof text, "0.%se%d", decimal->digits, decimal->point);
    return to_value(kind, text) == value;
}

/* Powers of two are nearer to the value below them than to the one above: the nearest decimal may read back as another
   value where the next larger one does not. */
static struct decimal shorten(enum model_kind kind, double value)
{
    struct decimal decimal;
    for (int count = 1; count < DIGITS_MAX; count++) {
        round_to(&decimal, value, count);
        if (reads_back(kind, &decimal, value))
            return decimal;
        step_up(&decimal);
        if (reads_back(kind, &decimal, value))
            return decimal;
    }
    round_to(&decimal, value, DIGITS_MAX);
    return decimal;
}

static const char *place_point(struct pool *pool, const struct decimal *decimal)
{
    static const char zeros[] = "000000000000000000000";
    const char *digits = decimal->digits;
    int count = (int)strlen(digits), point = decimal->point;
    if (point >= count && point <= PLAIN_MAX)
        return pool_printf(pool, "%s%.*s", digits, point - count, zeros);
    if (point > 0 && point <= PLAIN_MAX)
        return pool_printf(pool, "%.*s.%s", point, digits, digits + point);
    if (point > -LEADING_ZEROS && point <= 0)
        return pool_printf(pool, "0.%.*s%s", -point, zeros, digits);
    return pool_printf(pool, "%c%s%se%+d", *digits, count > 1 ? "." : "", digits + 1, point - 1);
}

const char *floats_write(struct pool *pool, enum model_kind kind, double value)
{
    if (value == 0)
        return signbit(value) ? "-0.0" : "0";
    struct decimal decimal = shorten(kind, fabs(value));
    for (size_t len = strlen(decimal.digits); len > 1 && decimal.digits[len - 1] == '0'; len--)
        decimal.digits[len - 1] = '\0';
    return pool_printf(pool, "%s%s", value < 0 ? "-" : "", place_point(pool, &decimal));
}

/* ---- multiples ---- */

/* Divides the number that the digits are, in place; what is left over is dropped. */
static void divide(char *digits, uint64_t by)
{
    uint64_t rest = 0;
    for (; *digits != '\0'; digits++) {
        rest = rest * 10 + (uint64_t)(*digits - '0');
        *digits = (char)('0' + rest / by);
        rest %= by;
    }
}

/* digits * by + more, in place; there are zeros enough in front. */
static void multiply(char *digits, uint64_t by, uint64_t more)
{
    for (size_t i = strlen(digits); i-- > 0;) {
        more += (uint64_t)(digits[i] - '0') * by;
        digits[i] = (char)('0' + more % 10);
        more /= 10;
    }
}

bool floats_is_multiple(struct pool *pool, enum model_kind kind, double value, const char *step)
{
    enum { FRONT = 20 }; /* zeros, for what multiplying adds */
    char digits[FRONT + WHOLE_MAX + 1 + FRACTION_MAX + 1], text[sizeof digits + 16];
    struct figure figure;
    value = fabs(value);
    figure_read(&figure, pool, step);
    uint64_t unit = strtoull(figure.digits, NULL, 10); /* the step is unit * 10^power */
    int power = atoi(figure.exponent) - (int)strlen(figure.digits);
    /* The value as a whole number of 10^power, the rest cut off. */
    int len = snprintf(text, sizeof text, "%0*d%.*f", FRONT, 0, FRACTION_MAX, value) - FRACTION_MAX - 1;
    memmove(text + len, text + len + 1, FRACTION_MAX + 1);
    snprintf(digits, sizeof digits, "%.*s", len - power > FRONT ? len - power : FRONT, text);
    divide(digits, unit);
    multiply(digits, unit, 0); /* the multiple at or below the value, and then the one above */
    for (int i = 0; i < 2; i++) {
        snprintf(text, sizeof text, "%se%d", digits, power);
        if (to_value(kind, text) == value)
            return true;
        multiply(digits, 1, unit);
    }
    return false;
}
