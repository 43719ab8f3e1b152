/* SPDX-License-Identifier: MIT */
/*
 * Numbers as JSON and schemas write them, of any size and precision, as a sign, digits and a power of ten:
 *
 *     -0.00120e+7   is   - 0.12 * 10^5:   negative, digits "12", exponent "5"
 *
 * Digits have no zeros at their ends, exponents none in front: equal numbers are equal texts.
 */
#ifndef SWAGE_VALIDATE_FIGURE_H
#define SWAGE_VALIDATE_FIGURE_H

#include <stdbool.h>
#include <stddef.h>

struct pool;

struct figure {
    bool is_negative;
    const char *digits;   /* "" is 0, which has no sign; NUL-terminated, as */
    const char *exponent; /* is this: "5", "-12" */
};

/* `text` is a number. */
void figure_read(struct figure *out, struct pool *pool, const char *text);

/* Less than, equal to or more than 0 as `a` is to `b`. */
int figure_compare(const struct figure *a, const struct figure *b);

/* The same text for equal numbers. */
const char *figure_text(struct pool *pool, const struct figure *figure);

#endif
