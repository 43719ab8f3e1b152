/* SPDX-License-Identifier: MIT */
/* Text to tokens. Errors in a token are reported and the token is delivered all the same. */
#ifndef SWAGE_SYNTAX_LEXER_H
#define SWAGE_SYNTAX_LEXER_H

#include "syntax/token.h"

struct parse;

void lexer_open(struct parse *p);
void lexer_close(struct parse *p);

/* The next token; at the end, and ever after, kind 0. Comments go to p->comments. */
struct token lexer_read(struct parse *p);

#endif
