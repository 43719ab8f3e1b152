/* SPDX-License-Identifier: MIT */
/* What the lexer, the filter and the grammar share while one file is read. Private to this folder. */
#ifndef SWAGE_SYNTAX_PARSE_STATE_H
#define SWAGE_SYNTAX_PARSE_STATE_H

#include "syntax/ast.h"
#include "syntax/comments.h"
#include "syntax/compilation.h"
#include "syntax/filter.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct parse {
    struct compilation *cx;
    const struct source *source;
    struct ast_file *file;
    void *scanner;     /* flex's, from the pool */
    struct place next; /* where the lexer reads on: an empty stretch */
    struct comments comments;
    struct filter filter;
    struct {
        bool is_lost;  /* in the echo of something reported: see cascade.h */
        bool is_found; /* a declaration begins that can be trusted */
        uint32_t col;  /* no further to the right than this */
    } cascade;
    bool is_recovering; /* from a syntax error: what the filter repairs until the next sound place is its echo */
    bool is_over;       /* nothing more is to be said about this file */
};

#endif
