/* SPDX-License-Identifier: MIT */
/* One walk over the tokens with a stack of the brackets that are open. */
#include "config.h"

#include "format/join.h"

#include "syntax/ast.h"
#include "syntax/parser.h"

#include <string.h>

enum { HEAD_MAX = 3 };

struct level {
    size_t opener;
    enum piece_role role; /* of the file as that of a group */
    bool is_first;        /* an item begins here */
    /* groups and the file: */
    bool is_annotated;  /* it is in the annotations in front of a declaration */
    int head[HEAD_MAX]; /* the first tokens of the declaration */
    const struct piece *word;
    size_t head_count;
};

struct walk {
    struct pieces *pieces;
    struct level levels[AST_DEPTH_MAX + 1];
    size_t depth;       /* the innermost's number; the file is 0 */
    struct piece *last; /* the token before this one, and the one before that; NULL: none */
    struct piece *last_but_one;
};

static struct level *innermost(struct walk *w)
{
    return &w->levels[w->depth];
}

static bool is_word(const struct piece *piece, const char *word)
{
    return piece != NULL && piece->len == strlen(word) && memcmp(piece->text, word, piece->len) == 0;
}

static bool is_name(const struct piece *piece)
{
    return piece != NULL && (piece->kind == TOKEN_IDENT || piece->kind == TOKEN_QNAME);
}

static bool is_kind(const struct piece *piece, int kind)
{
    return piece != NULL && piece->kind == kind;
}

/* ---- brackets ---- */

static bool is_annotation_name(const struct walk *w)
{
    return is_name(w->last) && is_kind(w->last_but_one, '@');
}

/* GET "/x" get_x */
static bool is_route_head(const struct level *level)
{
    return level->head_count == 3 && level->head[0] == TOKEN_IDENT && level->head[1] == TOKEN_STRING &&
           level->head[2] == TOKEN_IDENT;
}

static enum piece_role role_of_brace(const struct level *level)
{
    if (level->role != PIECE_GROUP)
        return PIECE_VALUES;
    if (level->head[0] == TOKEN_STRUCT || level->head[0] == TOKEN_ENUM || level->head[0] == TOKEN_UNION)
        return PIECE_BODY;
    return is_word(level->word, "group") ? PIECE_GROUP : PIECE_HEADS;
}

static enum piece_role role_of_parenthesis(const struct walk *w, const struct level *level)
{
    if (is_annotation_name(w))
        return PIECE_VALUES;
    if (level->role != PIECE_GROUP)
        return PIECE_TIGHT;
    if (is_route_head(level) && is_name(w->last) && is_kind(w->last_but_one, TOKEN_STRING))
        return PIECE_PARAMETERS;
    return is_word(level->word, "auth") ? PIECE_VALUES : PIECE_TIGHT;
}

/* Behind a type it counts items; elsewhere it is JSON. */
static bool ends_type(const struct piece *piece)
{
    return is_name(piece) || is_kind(piece, ')') || is_kind(piece, ']') || is_kind(piece, '>');
}

static enum piece_role role_of(struct walk *w, const struct piece *piece)
{
    const struct level *level = innermost(w);
    switch (piece->kind) {
    case '{': return role_of_brace(level);
    case '(': return role_of_parenthesis(w, level);
    case '[': return ends_type(w->last) ? PIECE_TIGHT : PIECE_VALUES;
    default: return PIECE_TIGHT;
    }
}

static void open_level(struct walk *w, size_t at)
{
    struct piece *piece = &w->pieces->items[at];
    piece->role = role_of(w, piece);
    w->levels[++w->depth] = (struct level){.opener = at, .role = piece->role, .is_first = true};
}

static void end_declaration(struct level *level)
{
    *level = (struct level){.opener = level->opener, .role = level->role, .is_first = true};
}

static void close_level(struct walk *w, size_t at)
{
    struct level *level = innermost(w);
    w->pieces->items[level->opener].match = at;
    w->pieces->items[at].match = level->opener;
    enum piece_role role = level->role;
    w->depth--;
    if (role == PIECE_BODY || role == PIECE_GROUP)
        end_declaration(innermost(w));
}

/* ---- one token ---- */

static bool is_glued_behind(const struct piece *last)
{
    return last->kind == '@' || last->kind == TOKEN_DOTDOT || last->kind == TOKEN_ELLIPSIS || piece_is_opener(last);
}

/* Whether it sticks to the token before it, wherever the two are. */
static bool is_glued(const struct walk *w, const struct piece *piece)
{
    if (is_glued_behind(w->last))
        return true;
    switch (piece->kind) {
    case ',':
    case ';':
    case '?':
    case '<':
    case TOKEN_DOTDOT: return true;
    case ':': return w->levels[w->depth].head[0] != TOKEN_ENUM; /* enum Level : int32 */
    case '(': return is_name(w->last) || w->last->kind == '>';
    case '[': return ends_type(w->last);
    default: return false;
    }
}

static enum piece_join join_inside(const struct walk *w, const struct level *level, const struct piece *piece)
{
    if (is_glued(w, piece))
        return PIECE_GLUE;
    if (piece->kind == '@' || piece->kind == TOKEN_ARROW)
        return PIECE_SOFT;
    return w->last->kind == ',' && level->role == PIECE_GROUP ? PIECE_SOFT : PIECE_SPACE; /* responses */
}

/* The first token of an item. */
static void begin_item(const struct walk *w, const struct level *level, struct piece *piece)
{
    bool is_behind_opener = w->last != NULL && piece_is_opener(w->last);
    switch (level->role) {
    case PIECE_GROUP: piece->join = PIECE_DECL; return;
    case PIECE_TIGHT: piece->join = is_behind_opener ? PIECE_GLUE : PIECE_SOFT; return;
    case PIECE_VALUES:
    case PIECE_PARAMETERS: piece->is_padded = !is_behind_opener; break;
    case PIECE_BODY:
    case PIECE_HEADS: piece->is_padded = true; break;
    }
    piece->join = PIECE_ITEM;
}

static void join_closer(const struct level *level, struct piece *piece, size_t at)
{
    bool is_empty = level->opener + 1 == at; /* nor is there a comment in it */
    piece->join = is_empty || level->role == PIECE_TIGHT ? PIECE_GLUE : PIECE_CLOSE;
    piece->is_padded = level->role == PIECE_BODY || level->role == PIECE_HEADS;
}

/* Annotations in front of a declaration keep the lines that they were given; what they annotate has its own. */
static void begin_declaration(struct level *level, struct piece *piece)
{
    if (piece->kind != '@') {
        piece->join = PIECE_DECL;
        level->is_annotated = false;
        level->head_count = 0;
    } else if (piece->line_breaks > 0 || level->is_first) {
        piece->join = PIECE_DECL;
    } else {
        piece->join = PIECE_SOFT;
    }
}

static void note_head(struct level *level, const struct piece *piece)
{
    if (level->role != PIECE_GROUP || level->is_annotated || level->head_count == HEAD_MAX)
        return;
    if (level->head_count == 0)
        level->word = piece;
    level->head[level->head_count++] = piece->kind;
}

/* Whether a separator is over and an item may begin. */
static bool ends_item(const struct level *level, const struct piece *piece)
{
    if (level->role == PIECE_GROUP)
        return piece->kind == ';';
    if (level->role == PIECE_BODY)
        return piece->kind == ';' || piece->kind == ',';
    return piece->kind == (level->role == PIECE_HEADS ? ';' : ',');
}

/* Behind its name and arguments an annotation in front of a declaration is over. */
static bool is_behind_annotation(const struct walk *w, const struct level *level, const struct piece *piece)
{
    if (!level->is_annotated || w->last->kind == '@')
        return false;
    return piece->kind != '(' || !is_annotation_name(w);
}

static void find_join(struct walk *w, size_t at)
{
    struct piece *piece = &w->pieces->items[at];
    struct level *level = innermost(w);
    bool is_end = level->is_first && piece->kind == ';'; /* C's "};" */
    if (piece_is_closer(piece)) {
        join_closer(level, piece, at);
    } else if (is_end) {
        piece->join = PIECE_GLUE;
    } else if (level->role == PIECE_GROUP && (level->is_first || is_behind_annotation(w, level, piece))) {
        if (level->is_first)
            level->is_annotated = piece->kind == '@';
        begin_declaration(level, piece);
        level->is_first = false;
    } else if (level->is_first) {
        begin_item(w, level, piece);
        level->is_first = false;
    } else {
        piece->join = join_inside(w, level, piece);
    }
}

static void step(struct walk *w, size_t at)
{
    struct piece *piece = &w->pieces->items[at];
    find_join(w, at);
    struct level *level = innermost(w);
    if (piece_is_closer(piece)) {
        close_level(w, at);
    } else if (piece_is_opener(piece)) {
        note_head(level, piece);
        open_level(w, at);
    } else if (ends_item(level, piece)) {
        if (level->role == PIECE_GROUP)
            end_declaration(level);
        else
            level->is_first = true;
    } else {
        note_head(level, piece);
    }
    w->last_but_one = w->last;
    w->last = piece;
}

void join_find(struct pieces *pieces)
{
    struct walk w = {.pieces = pieces};
    w.levels[0] = (struct level){.role = PIECE_GROUP, .is_first = true};
    for (size_t i = 0; i < pieces->count; i++)
        if (pieces->items[i].kind != PIECE_COMMENT)
            step(&w, i);
}
