/* SPDX-License-Identifier: MIT */
/* Wires source, lexer, filter and grammar together for one file. */
#include "config.h"

#include "syntax/parse.h"

#include "syntax/lexer.h"
#include "syntax/parse_state.h"
#include "syntax/parser.h"

static struct ast_file *parse_source(struct compilation *cx, const struct source *source)
{
    if (source == NULL)
        return NULL;
    size_t errors_before = diagnostic_errors(cx);
    struct parse *p = pool_alloc(&cx->pool, sizeof *p);
    p->cx = cx;
    p->source = source;
    p->file = pool_alloc(&cx->pool, sizeof *p->file);
    p->file->source = source;
    lexer_open(p);
    grammar_parse(p);
    lexer_close(p);
    if (diagnostic_errors(cx) == errors_before) /* what was skipped over could not claim its comments */
        comments_finish(p);
    return p->file;
}

struct ast_file *parse_file(struct compilation *cx, const char *path, const struct place *from)
{
    return parse_source(cx, source_load(cx, path, from));
}

struct ast_file *parse_text(struct compilation *cx, const char *path, const char *text, size_t len)
{
    return parse_source(cx, source_from_text(cx, path, text, len));
}

struct ast_file *parse_stream(struct compilation *cx, const char *path, FILE *file)
{
    return parse_source(cx, source_read(cx, path, file));
}
