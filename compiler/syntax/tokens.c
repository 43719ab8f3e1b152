/* SPDX-License-Identifier: MIT */
/* The lexer alone, without the filter: what it puts in is not in the text. */
#include "config.h"

#include "syntax/tokens.h"

#include "syntax/lexer.h"
#include "syntax/parse_state.h"

#include <string.h>

static struct token *grow(struct pool *pool, const struct token *items, size_t count, size_t cap)
{
    struct token *larger = pool_alloc(pool, cap * sizeof *larger);
    if (count > 0)
        memcpy(larger, items, count * sizeof *larger);
    return larger;
}

struct tokens tokens_read(struct compilation *cx, const struct source *source)
{
    struct parse *p = pool_alloc(&cx->pool, sizeof *p);
    *p = (struct parse){.cx = cx, .source = source, .file = pool_alloc(&cx->pool, sizeof *p->file)};
    struct token *items = NULL;
    size_t count = 0, cap = 0;
    lexer_open(p);
    for (struct token token = lexer_read(p); token.kind != 0; token = lexer_read(p)) {
        if (count == cap) {
            cap = cap > 0 ? cap * 2 : 64;
            items = grow(&cx->pool, items, count, cap);
        }
        items[count++] = token;
    }
    lexer_close(p);
    return (struct tokens){.items = items, .count = count, .comments = p->file->comments};
}
