/* SPDX-License-Identifier: MIT */
/*
 * The integers of an interval as a regular expression, for numbers that are written as texts: validators look at a text's
 * pattern, and not at what number it is.
 */
#ifndef EMIT_INTERVAL_H
#define EMIT_INTERVAL_H

#include "syntax/pool.h"

#include <stdbool.h>
#include <stdint.h>

/* Of the digits of all numbers from `low` to `high`, written in the one way there is: alternatives without a group around. */
const char *interval_digits(struct pool *pool, uint64_t low, uint64_t high);

/* The same with signs, as a whole pattern: "^(?:...)$". `has_minus_zero`: "-0" is a way to write 0. */
const char *interval_pattern(struct pool *pool, int64_t low, int64_t high, bool has_minus_zero);

#endif
