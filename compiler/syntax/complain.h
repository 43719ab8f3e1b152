/* SPDX-License-Identifier: MIT */
/* The words of syntax errors: what a person most likely meant by a token that cannot stand where it stands. */
#ifndef SWAGE_SYNTAX_COMPLAIN_H
#define SWAGE_SYNTAX_COMPLAIN_H

#include "syntax/source.h"

#include <stdbool.h>
#include <stddef.h>

struct parse;

enum { COMPLAIN_EXPECTED_MAX = 6 };

/* What the grammar knows of the error. The names are the grammar's, quoted where they are text. */
struct complaint {
    const char *got;
    const char *expected[COMPLAIN_EXPECTED_MAX];
    size_t expected_count; /* 0: none, or more than there is room for */
};

/* Reports the newest token as unexpected. */
void complain_unexpected(struct parse *p, const struct complaint *complaint);

/* Reports that a member has no ';' behind it, or what stands there instead. */
void complain_semicolon(struct parse *p);

/* Reports that `wanted` is missing behind the token before the newest. */
void complain_missing(struct parse *p, char wanted);

/* The same for a comma, which the last in braces need not have. */
void complain_comma(struct parse *p);

/* Reports that another separator stands at `at` than `wanted`. */
void complain_separator(struct parse *p, const struct place *at, char wanted);

#endif
