/* SPDX-License-Identifier: MIT */
/* Between lexer and grammar: knows which brackets are open and where declarations begin, so that one slip stays
   one message. */
#ifndef SWAGE_SYNTAX_FILTER_H
#define SWAGE_SYNTAX_FILTER_H

#include "syntax/ast.h"
#include "syntax/token.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct parse;

enum bracket_role {
    BRACKET_PLAIN, /* ( [ < and the braces of a JSON object */
    BRACKET_BODY,  /* of a struct, enum or union */
    BRACKET_HEADS, /* of a response: { header location: uri; } */
    BRACKET_GROUP  /* holds declarations */
};

struct bracket {
    char opener;
    enum bracket_role role;
    bool is_arguments; /* of an annotation */
    struct place at;
    uint32_t decl_col; /* column of the first token of the declaration that opened it */
};

enum { FILTER_AHEAD_MAX = 4, FILTER_HEAD_MAX = 4, FILTER_RECENT_MAX = 4 };

struct filter {
    struct token ahead[FILTER_AHEAD_MAX]; /* read but not delivered; the next one last */
    size_t ahead_count;
    struct bracket open[AST_DEPTH_MAX];
    size_t depth;
    bool in_decl;                       /* between a BEGIN_DECL and the declaration's end */
    bool is_ending;                     /* it has ended, and its END_DECL is due */
    struct token head[FILTER_HEAD_MAX]; /* its first tokens, BEGIN_DECL not counted */
    size_t head_count;
    uint32_t decl_col;
    struct token recent[FILTER_RECENT_MAX]; /* delivered, the newest first; kind 0 before the first */
};

/* The next token for the grammar: the lexer's, or one that was missing, at an empty place. */
struct token filter_next(struct parse *p);

/* The kind of the token that the lexer has behind the newest; nothing moves. */
int filter_peek(struct parse *p);

#endif
