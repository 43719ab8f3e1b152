/* SPDX-License-Identifier: MIT */
/* One mistake is one message, or two. Where braces, or what stands between declarations, went wrong, all that is read
   from there on may be misread: nothing is said before a declaration begins where one is sure to begin. */
#ifndef SWAGE_SYNTAX_CASCADE_H
#define SWAGE_SYNTAX_CASCADE_H

#include "syntax/token.h"

#include <stdbool.h>

struct parse;
struct place;

/* Whether what is wrong here is the echo of something that was reported. */
bool cascade_hides(const struct parse *p);

/* Whether a piece of text at this place that is no token, or a token that does not fit, is the echo of such a piece
   shortly before it: a quote too many turns all strings of a line inside out. */
bool cascade_is_echo(const struct parse *p, const struct place *at);

/* Something was reported behind which nothing is certain. */
void cascade_begin(struct parse *p);

/* Whether this token, which begins a line, stands far enough to the left to begin a declaration whatever was open. */
bool cascade_is_left(const struct parse *p, const struct token *token);

/* The filter is sure that a declaration begins here; and the grammar has followed it. */
void cascade_find(struct parse *p);
void cascade_end(struct parse *p);

#endif
