/* SPDX-License-Identifier: MIT */
/* Tokens and comments become one list; brackets find one another; and what the text alone decides is decided. */
#include "config.h"

#include "format/piece.h"

#include "format/join.h"
#include "syntax/compilation.h"

#include <string.h>

/* ---- the list ---- */

static size_t count_breaks(const char *ptr, const char *end)
{
    size_t count = 0;
    for (; ptr < end && count < 2; ptr++)
        count += *ptr == '\n';
    return count;
}

/* Code points: what takes two columns or none on a terminal is counted as one. */
static size_t width_of(const char *text, size_t len)
{
    size_t width = 0;
    for (size_t i = 0; i < len; i++)
        width += ((unsigned char)text[i] & 0xc0) != 0x80;
    return width;
}

static struct piece make(const struct place *at, int kind, size_t behind)
{
    const char *text = at->file->text;
    size_t len = at->end - at->first;
    while (kind == PIECE_COMMENT && len > 0 && strchr(" \t\r", text[at->first + len - 1]) != NULL)
        len--;
    return (struct piece){
        .kind = kind,
        .text = text + at->first,
        .len = len,
        .width = width_of(text + at->first, len),
        .column = at->col - 1,
        .line_breaks = count_breaks(text + behind, text + at->first),
        .is_lines = kind == PIECE_COMMENT && memchr(text + at->first, '\n', len) != NULL,
    };
}

static void merge(struct pieces *pieces, const struct tokens *tokens)
{
    const struct ast_comment *comment = tokens->comments.first;
    size_t behind = 0;
    for (size_t i = 0; i < tokens->count || comment != NULL;) {
        bool is_comment = comment != NULL && (i == tokens->count || comment->at.first < tokens->items[i].at.first);
        const struct place *at = is_comment ? &comment->at : &tokens->items[i].at;
        pieces->items[pieces->count++] = make(at, is_comment ? PIECE_COMMENT : tokens->items[i].kind, behind);
        behind = at->end;
        if (is_comment)
            comment = comment->next;
        else
            i++;
    }
}

/* ---- brackets ---- */

bool piece_is_opener(const struct piece *piece)
{
    return piece->kind > 0 && piece->kind < 128 && strchr("([{<", piece->kind) != NULL;
}

bool piece_is_closer(const struct piece *piece)
{
    return piece->kind > 0 && piece->kind < 128 && strchr(")]}>", piece->kind) != NULL;
}

static bool is_beside_comment(const struct pieces *pieces, size_t at)
{
    return pieces->items[at].kind == PIECE_COMMENT || (at > 0 && pieces->items[at - 1].kind == PIECE_COMMENT);
}

static bool has_breaks(const struct pieces *pieces, size_t opener)
{
    for (size_t i = opener + 1; i <= pieces->items[opener].match; i++)
        if (pieces->items[i].line_breaks > 0 || pieces->items[i].is_lines)
            return true;
    return false;
}

/* Bodies and heads do not hold one another, so no piece is looked at often. */
static void find_broken(struct pieces *pieces)
{
    for (size_t i = 0; i < pieces->count; i++) {
        struct piece *piece = &pieces->items[i];
        if (!piece_is_opener(piece))
            continue;
        if (piece->role == PIECE_GROUP)
            piece->is_broken = piece->match > i + 1;
        else if (piece->role == PIECE_BODY || piece->role == PIECE_HEADS)
            piece->is_broken = has_breaks(pieces, i);
        else if (piece->role != PIECE_TIGHT)
            piece->is_broken = piece->match > i + 1 && pieces->items[i + 1].line_breaks > 0;
    }
}

/* ---- distances ---- */

/* A bracket hugs a comment as it hugs a token, and so does what is glued. */
size_t piece_gap(const struct pieces *pieces, size_t at)
{
    const struct piece *piece = &pieces->items[at], *last = at > 0 ? piece - 1 : NULL;
    if (piece->kind == PIECE_COMMENT)
        return last == NULL || (piece_is_opener(last) && last->role <= PIECE_PARAMETERS) ? 0 : 1;
    switch (piece->join) {
    case PIECE_GLUE: return 0;
    case PIECE_ITEM: return piece->is_padded || is_beside_comment(pieces, at);
    case PIECE_CLOSE: return piece->is_padded;
    default: return 1;
    }
}

static void find_flat(struct pieces *pieces)
{
    for (size_t i = 1; i <= pieces->count; i++) {
        const struct piece *last = &pieces->items[i - 1];
        pieces->items[i].flat = last->flat + last->width + piece_gap(pieces, i);
    }
}

static bool is_hard(const struct pieces *pieces, size_t at)
{
    const struct piece *piece = &pieces->items[at], *last = at > 0 ? piece - 1 : NULL;
    if (piece->join == PIECE_DECL || piece->is_lines)
        return true;
    if (piece->line_breaks > 0 && is_beside_comment(pieces, at))
        return true;
    return last != NULL && last->role == PIECE_VALUES && last->is_broken;
}

static void find_next(struct pieces *pieces)
{
    struct piece *end = &pieces->items[pieces->count];
    *end = (struct piece){.join = PIECE_DECL, .hard = pieces->count, .next = pieces->count, .flat = end->flat};
    for (size_t i = pieces->count; i-- > 0;) {
        struct piece *piece = &pieces->items[i];
        piece->hard = is_hard(pieces, i) ? i : piece[1].hard;
        piece->next = piece->kind == PIECE_COMMENT ? piece[1].next : i;
    }
}

struct pieces piece_read(struct compilation *cx, const struct source *source)
{
    struct tokens tokens = tokens_read(cx, source);
    size_t most = tokens.count + tokens.comments.count;
    struct pieces pieces = {.items = pool_alloc(&cx->pool, (most + 1) * sizeof(struct piece))};
    merge(&pieces, &tokens);
    join_find(&pieces);
    find_broken(&pieces);
    find_flat(&pieces);
    find_next(&pieces);
    return pieces;
}
