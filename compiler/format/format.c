/* SPDX-License-Identifier: MIT */
/* Goes over the pieces once and says what stands in front of each: nothing, spaces, or a line break. What it decides
   depends on the pieces and on what layout keeps of the source, which is why a second run finds nothing to do:

   - line breaks beside comments, empty lines between items (one at most);
   - whether lists of values and parameters were opened with a line break, and bodies have any;
   - line breaks between annotations in front of a declaration. */
#include "config.h"

#include "format/format.h"

#include "format/page.h"
#include "format/piece.h"
#include "syntax/ast.h"
#include "syntax/compilation.h"
#include "syntax/parser.h"

#include <stdbool.h>
#include <string.h>

enum { DEEP_ALIGN = 60 }; /* a list that opens behind this column goes on nearer to the left */

struct frame { /* an open bracket, or the file */
    enum piece_role role;
    bool is_broken;
    size_t indent; /* of its items; of what goes on in lines of its own, when it is not broken */
    size_t outer;  /* of its closer */
    size_t hang;   /* groups and the file: what goes on in further lines of a declaration stands this much further in */
};

struct layout {
    const struct pieces *pieces;
    struct page page;
    struct frame frames[AST_DEPTH_MAX + 1];
    size_t depth;
};

static struct frame *innermost(struct layout *l)
{
    return &l->frames[l->depth];
}

/* ---- what fits ---- */

/* What cannot be parted from the piece before it. */
static bool sticks(const struct pieces *pieces, size_t at)
{
    const struct piece *piece = &pieces->items[at];
    if (piece->kind == PIECE_COMMENT)
        return false;
    const struct piece *opener = &pieces->items[piece->match];
    return piece->join == PIECE_GLUE ||
           (piece->join == PIECE_CLOSE && opener->role == PIECE_VALUES && !opener->is_broken);
}

/* Whether the pieces [at, end) and what sticks to them fit into the line, `gap` columns behind what it has; of those
   that begin lines of their own only what stands before. */
static bool fits(const struct layout *l, size_t at, size_t end, size_t gap)
{
    const struct piece *items = l->pieces->items;
    while (end < l->pieces->count && sticks(l->pieces, end))
        end++;
    if (items[at + 1].hard < end)
        end = items[at + 1].hard;
    size_t width = items[end - 1].flat + items[end - 1].width - items[at].flat;
    return l->page.column + gap + width <= PAGE_WIDTH;
}

/* Behind the value, type or response that begins at `at`: where the next could begin. */
static size_t end_of_item(const struct pieces *pieces, size_t at)
{
    for (; at < pieces->count; at++) {
        const struct piece *piece = &pieces->items[at];
        if (piece->kind == ',' || piece->kind == ';' || piece_is_closer(piece))
            return at;
        if (piece_is_opener(piece))
            at = piece->match;
    }
    return at;
}

/* "-> User, 404": all responses. */
static size_t end_of_responses(const struct pieces *pieces, size_t at)
{
    while (at < pieces->count && pieces->items[at].kind != ';')
        at = piece_is_opener(&pieces->items[at]) ? pieces->items[at].match + 1 : at + 1;
    return at;
}

/* "@name(...)", without what is behind it. */
static size_t end_of_annotation(const struct pieces *pieces, size_t at)
{
    size_t name = pieces->items[at + 1].next, behind = name + 1;
    const struct piece *opener = &pieces->items[pieces->items[behind].next];
    return opener->kind == '(' && opener->join == PIECE_GLUE ? opener->match + 1 : behind;
}

static bool is_soft_fit(const struct layout *l, size_t at)
{
    size_t end;
    switch (l->pieces->items[at].kind) {
    case '@': end = end_of_annotation(l->pieces, at); break;
    case TOKEN_ARROW: end = end_of_responses(l->pieces, at); break;
    default: end = end_of_item(l->pieces, at); break;
    }
    return fits(l, at, end, 1);
}

/* ---- line breaks ---- */

/* Where a line that begins with the token stands. */
static size_t column_of(struct layout *l, const struct piece *token)
{
    const struct frame *frame = innermost(l);
    bool is_opener = token->kind == '{' && (token->role == PIECE_BODY || token->role == PIECE_GROUP);
    if (token->join == PIECE_CLOSE && frame->is_broken)
        return frame->outer;
    if (token->join == PIECE_DECL || (token->join == PIECE_ITEM && frame->is_broken) || is_opener)
        return frame->indent;
    if (frame->role == PIECE_GROUP)
        return frame->indent + frame->hang;
    return frame->is_broken ? frame->indent + PAGE_INDENT : frame->indent;
}

/* Comments before a closer stand among the items. */
static size_t comment_column(struct layout *l, const struct piece *token)
{
    return token->join == PIECE_CLOSE ? innermost(l)->indent : column_of(l, token);
}

/* Whether a line begins with the token whatever stands before it. */
static bool is_structural(struct layout *l, const struct piece *token)
{
    return token->join == PIECE_DECL ||
           ((token->join == PIECE_ITEM || token->join == PIECE_CLOSE) && innermost(l)->is_broken);
}

/* Whether from the comment on everything up to the next token stands on one line with it. */
static bool leads_on(const struct layout *l, size_t comment)
{
    const struct piece *items = l->pieces->items;
    size_t token = items[comment].next;
    for (size_t i = comment + 1; i <= token; i++)
        if (i == l->pieces->count || items[i].line_breaks > 0)
            return false;
    return true;
}

/* No empty lines behind an opening bracket, before a closing one, and at the start. */
static size_t limit_breaks(const struct layout *l, size_t at, size_t breaks)
{
    const struct piece *piece = &l->pieces->items[at];
    bool is_edge = piece_is_opener(piece - 1) || piece_is_closer(piece);
    return is_edge && breaks > 1 ? 1 : breaks;
}

/* Beside a comment the source says it; but one that stands before an item on its line goes with it. */
static size_t breaks_beside_comment(struct layout *l, size_t at)
{
    const struct piece *piece = &l->pieces->items[at], *token = &l->pieces->items[piece->next];
    if (piece->line_breaks > 0 || !is_structural(l, token))
        return limit_breaks(l, at, piece->line_breaks);
    if (token->join == PIECE_CLOSE)
        return piece == token;
    return piece[-1].kind != PIECE_COMMENT && leads_on(l, at);
}

static size_t breaks_between(struct layout *l, size_t at)
{
    const struct piece *piece = &l->pieces->items[at];
    if (is_structural(l, piece))
        return limit_breaks(l, at, piece->line_breaks > 1 ? 2 : 1);
    bool is_soft = piece->join == PIECE_SOFT ||
                   (piece->join == PIECE_ITEM && piece->is_padded && innermost(l)->role == PIECE_VALUES);
    return is_soft && !is_soft_fit(l, at);
}

static void put_gap(struct layout *l, size_t at)
{
    const struct piece *piece = &l->pieces->items[at], *token = &l->pieces->items[piece->next];
    bool is_beside = piece->kind == PIECE_COMMENT || piece[-1].kind == PIECE_COMMENT;
    size_t breaks = is_beside ? breaks_beside_comment(l, at) : breaks_between(l, at);
    if (breaks > 0)
        page_break(&l->page, breaks, piece == token ? column_of(l, token) : comment_column(l, token));
    else
        page_space(&l->page, piece_gap(l->pieces, at));
}

/* ---- brackets ---- */

static bool is_frame_broken(const struct layout *l, size_t opener)
{
    const struct piece *piece = &l->pieces->items[opener];
    if (piece->is_broken || piece->role == PIECE_TIGHT || piece->role == PIECE_VALUES)
        return piece->is_broken;
    if (piece->match == opener + 1)
        return false;
    return piece[1].hard <= piece->match || !fits(l, opener + 1, piece->match + 1, piece_gap(l->pieces, opener + 1));
}

/* Of a list that is filled: its items stand behind the bracket, or where that is far to the right in the next step. */
static size_t align_to(const struct layout *l, size_t line_indent)
{
    return l->page.column <= DEEP_ALIGN ? l->page.column : line_indent + 2 * PAGE_INDENT;
}

static void open_frame(struct layout *l, size_t at)
{
    const struct piece *piece = &l->pieces->items[at];
    size_t line_indent = l->page.lines[l->page.count - 1].indent;
    bool is_of_declaration = piece->role == PIECE_BODY || piece->role == PIECE_GROUP || piece->role == PIECE_PARAMETERS;
    struct frame frame = {.role = piece->role, .is_broken = is_frame_broken(l, at), .hang = PAGE_INDENT};
    frame.outer = is_of_declaration ? innermost(l)->indent : line_indent;
    frame.indent = frame.is_broken ? frame.outer + PAGE_INDENT : align_to(l, line_indent);
    l->frames[++l->depth] = frame;
}

/* ---- pieces ---- */

/* Whether code stands before the comment on its line and nothing behind it. */
static bool is_trailing(struct layout *l, size_t at)
{
    const struct piece *items = l->pieces->items;
    if (at == 0 || items[at].line_breaks > 0 || items[at - 1].kind == PIECE_COMMENT || items[at].is_lines)
        return false;
    return !leads_on(l, at) || (items[items[at].next].join == PIECE_CLOSE && innermost(l)->is_broken);
}

static size_t blanks(const char *ptr, const char *end)
{
    const char *at = ptr;
    while (at < end && (*at == ' ' || *at == '\t'))
        at++;
    return (size_t)(at - ptr);
}

struct line {
    const char *ptr, *end; /* without blanks at its end */
};

/* The next line of a block; `rest` moves behind it. */
static struct line take_line(struct line *rest)
{
    const char *stop = memchr(rest->ptr, '\n', (size_t)(rest->end - rest->ptr));
    struct line line = {rest->ptr, stop != NULL ? stop : rest->end};
    rest->ptr = stop != NULL ? stop + 1 : rest->end;
    while (line.end > line.ptr && strchr(" \t\r", line.end[-1]) != NULL)
        line.end--;
    return line;
}

/* What all lines of a block but the first have in front: whether a star, and if not how many spaces at least. */
static bool has_stars(struct line rest, size_t *least)
{
    bool is_starred = true;
    *least = (size_t)-1;
    take_line(&rest);
    while (rest.ptr < rest.end) {
        struct line line = take_line(&rest);
        size_t spaces = strspn(line.ptr, " "), indent = blanks(line.ptr, line.end);
        if (line.ptr == line.end)
            continue;
        *least = spaces < *least ? spaces : *least;
        is_starred = is_starred && line.ptr[indent] == '*';
    }
    return is_starred;
}

/* A block moves as a whole; where each of its lines has a star, all stand below the first. */
static void put_block(struct layout *l, const struct piece *piece)
{
    size_t column = l->page.column, least;
    struct line rest = {piece->text, piece->text + piece->len};
    bool is_starred = has_stars(rest, &least);
    struct line line = take_line(&rest);
    page_add(&l->page, line.ptr, (size_t)(line.end - line.ptr), piece->width);
    size_t left = piece->column > column ? piece->column - column : 0;
    left = left < least ? left : least;
    while (rest.ptr < rest.end) {
        line = take_line(&rest);
        size_t skip = is_starred ? blanks(line.ptr, line.end) : left;
        size_t right = is_starred ? column + 1 : column > piece->column ? column - piece->column : 0;
        if (line.ptr < line.end)
            line.ptr += skip;
        page_raw(&l->page, right, line.ptr, (size_t)(line.end - line.ptr));
    }
}

static void put_comment(struct layout *l, size_t at)
{
    const struct piece *piece = &l->pieces->items[at];
    if (piece->is_lines)
        put_block(l, piece);
    else
        page_add(&l->page, piece->text, piece->len, piece->width);
}

static void put_token(struct layout *l, size_t at)
{
    const struct piece *piece = &l->pieces->items[at];
    struct page *page = &l->page;
    struct frame *frame = innermost(l);
    if (frame->role == PIECE_GROUP && piece->join == PIECE_DECL)
        frame->hang = piece->kind == '@' ? 0 : PAGE_INDENT;
    bool begins_line = page->len == page->lines[page->count - 1].first;
    page_add(page, piece->text, piece->len, piece->width);
    if (piece->kind == TOKEN_ARROW && begins_line)
        frame->hang = PAGE_INDENT + sizeof "-> " - 1; /* responses stand below one another */
    if (piece_is_opener(piece))
        open_frame(l, at);
    else if (piece_is_closer(piece))
        l->depth--;
}

static void put_piece(struct layout *l, size_t at)
{
    bool is_comment = l->pieces->items[at].kind == PIECE_COMMENT;
    if (is_comment && is_trailing(l, at))
        page_mark_comment(&l->page);
    else if (at > 0)
        put_gap(l, at);
    if (is_comment)
        put_comment(l, at);
    else
        put_token(l, at);
}

const char *format_source(struct compilation *cx, const struct source *source, size_t *len)
{
    struct pieces pieces = piece_read(cx, source);
    struct layout *l = pool_alloc(&cx->pool, sizeof *l);
    *l = (struct layout){.pieces = &pieces, .frames = {{.role = PIECE_GROUP, .is_broken = true, .hang = PAGE_INDENT}}};
    page_init(&l->page, &cx->pool);
    for (size_t i = 0; i < pieces.count; i++)
        put_piece(l, i);
    if (pieces.count == 0) {
        *len = 0;
        return "";
    }
    return page_finish(&l->page, len);
}
