/* SPDX-License-Identifier: MIT */
/* The tokens and comments of a text, without a tree: for who is after how it is written. */
#ifndef SWAGE_SYNTAX_TOKENS_H
#define SWAGE_SYNTAX_TOKENS_H

#include "syntax/ast.h"
#include "syntax/token.h"

#include <stddef.h>

struct compilation;

struct tokens {
    const struct token *items; /* in order; the end of the file is none */
    size_t count;
    struct ast_comment_list comments;
};

/* All of them. What is wrong with single tokens is reported as parse_file() does. */
struct tokens tokens_read(struct compilation *cx, const struct source *source);

#endif
