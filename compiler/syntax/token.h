/* SPDX-License-Identifier: MIT */
/* A token on its way from the lexer through the filter to the grammar. */
#ifndef SWAGE_SYNTAX_TOKEN_H
#define SWAGE_SYNTAX_TOKEN_H

#include "syntax/source.h"

#include <stddef.h>

/* Of names and numbers the text as written, of strings the text with escapes done; NUL-terminated, from the pool. */
struct token_text {
    const char *ptr;
    size_t len;
};

struct token {
    int kind; /* parser.h's enum, or the character */
    struct token_text text;
    struct place at;
};

#endif
