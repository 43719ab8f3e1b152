/* SPDX-License-Identifier: MIT */
/* For the tests of this folder: a text as the line of its tokens, from the lexer or behind the filter. */
#ifndef SWAGE_TESTS_SYNTAX_TOKENS_H
#define SWAGE_TESTS_SYNTAX_TOKENS_H

#include "parsing.h"
#include "syntax/filter.h"
#include "syntax/lexer.h"
#include "syntax/parse_state.h"
#include "syntax/parser.h"

static inline struct parse *tokens_open(struct compilation *cx, const char *text, size_t len)
{
    struct parse *p = pool_alloc(&cx->pool, sizeof *p);
    p->cx = cx;
    p->source = source_from_text(cx, "t.swage", text, len);
    ck_assert_ptr_nonnull(p->source);
    p->file = pool_alloc(&cx->pool, sizeof *p->file);
    lexer_open(p);
    return p;
}

static inline const char *tokens_kind(int kind)
{
    static char character[2];
    switch (kind) {
    case 0: return "END";
    case TOKEN_IDENT: return "IDENT";
    case TOKEN_QNAME: return "QNAME";
    case TOKEN_STRING: return "STRING";
    case TOKEN_INTEGER: return "INT";
    case TOKEN_FLOAT: return "FLOAT";
    case TOKEN_STRUCT: return "struct";
    case TOKEN_ENUM: return "enum";
    case TOKEN_UNION: return "union";
    case TOKEN_TYPEDEF: return "typedef";
    case TOKEN_TRUE: return "true";
    case TOKEN_FALSE: return "false";
    case TOKEN_NULL_WORD: return "null";
    case TOKEN_ARROW: return "->";
    case TOKEN_DOTDOT: return "..";
    case TOKEN_ELLIPSIS: return "...";
    case TOKEN_BEGIN_DECL: return "<<";
    case TOKEN_END_DECL: return ">>";
    case TOKEN_GROUP_OPEN: return "G{";
    default: break;
    }
    character[0] = (char)kind;
    return character;
}

/* "struct IDENT { } END": all kinds up to the end. */
static inline void tokens_list(struct parse *p, struct token (*read)(struct parse *p), char *buf, size_t size)
{
    size_t used = 0;
    for (;;) {
        struct token token = read(p);
        int len = snprintf(buf + used, size - used, "%s%s", used > 0 ? " " : "", tokens_kind(token.kind));
        used += (size_t)len;
        if (token.kind == 0 || used >= size)
            return;
    }
}

#endif
