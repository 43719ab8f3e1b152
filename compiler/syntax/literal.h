/* SPDX-License-Identifier: MIT */
/* Strings and numbers as written to what they mean; faults are reported at their own place in the literal. */
#ifndef SWAGE_SYNTAX_LITERAL_H
#define SWAGE_SYNTAX_LITERAL_H

#include "syntax/token.h"

#include <stdbool.h>

enum { LITERAL_NUMBER_MAX = 1000 }; /* characters: bounds of decimals become string literals of C */

struct parse;

/* The text between the quotes, without them, that starts at `at`; UTF-8 in, UTF-8 out. */
struct token_text literal_string(struct parse *p, const char *text, size_t len, const struct place *at);

/* Whether it is an integer, 0x and digits, or a JSON number. `is_integer` is set when it is either of the former. */
bool literal_number(const char *text, size_t len, bool *is_integer);

#endif
