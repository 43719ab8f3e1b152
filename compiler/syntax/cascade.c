/* SPDX-License-Identifier: MIT */
/* The column tells declarations from members that have lost their braces: people indent. */
#include "config.h"

#include "syntax/cascade.h"

#include "syntax/parse_state.h"

enum { ECHO_MAX = 80 }; /* bytes of a line */

bool cascade_hides(const struct parse *p)
{
    return p->is_over || p->is_recovering || p->cascade.is_lost;
}

static bool is_lexical(enum diagnostic_code code)
{
    return code == DIAGNOSTIC_BAD_CHARACTER || code == DIAGNOSTIC_BAD_NUMBER || code == DIAGNOSTIC_UNCLOSED_STRING;
}

bool cascade_is_echo(const struct parse *p, const struct place *at)
{
    const struct diagnostic *last = p->cx->diagnostics.last;
    return last != NULL && is_lexical(last->code) && last->place.file == at->file && last->place.line == at->line &&
           at->first - last->place.first < ECHO_MAX;
}

void cascade_begin(struct parse *p)
{
    const struct filter *f = &p->filter;
    if (p->cascade.is_lost)
        return;
    p->cascade.is_lost = true;
    p->cascade.is_found = false;
    p->cascade.col = f->decl_col > 0 ? f->decl_col : 1;
    for (size_t i = f->depth; i > 0 && f->open[i - 1].role != BRACKET_GROUP; i--)
        p->cascade.col = f->open[i - 1].decl_col;
}

bool cascade_is_left(const struct parse *p, const struct token *token)
{
    return token->at.line > p->filter.recent[0].at.line && token->at.col <= p->cascade.col;
}

void cascade_find(struct parse *p)
{
    p->cascade.is_found = true;
}

void cascade_end(struct parse *p)
{
    if (p->cascade.is_found)
        p->cascade.is_lost = false;
}
