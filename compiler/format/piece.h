/* SPDX-License-Identifier: MIT */
/*
 * A text as the formatter sees it: tokens and comments in their order, each with what may stand in front of it. All
 * that depends on the text alone is found here, before a line is laid out.
 */
#ifndef SWAGE_FORMAT_PIECE_H
#define SWAGE_FORMAT_PIECE_H

#include "syntax/tokens.h"

#include <stdbool.h>
#include <stddef.h>

enum { PIECE_COMMENT = -1 }; /* the kind of comments; that of others is their token's */

/* What stands between a token and the one before it, where no comment is between them. */
enum piece_join {
    PIECE_GLUE,  /* nothing */
    PIECE_SPACE, /* a space */
    PIECE_SOFT,  /* a space, or a new line when what follows would not fit */
    PIECE_ITEM,  /* it begins a member, parameter, value: a new line when its bracket is broken into lines */
    PIECE_CLOSE, /* it closes a bracket: likewise */
    PIECE_DECL   /* it begins a declaration, or is its first token behind annotations: a new line */
};

enum piece_role {      /* of an opening bracket */
    PIECE_TIGHT,       /* of a type: ( [ <; never broken, filled at its commas */
    PIECE_VALUES,      /* arguments, JSON: filled; an item a line when it was opened with a line break */
    PIECE_PARAMETERS,  /* of a route: the same, but an item a line also when it does not fit */
    PIECE_BODY,        /* of a struct, enum, union: on one line only when it was, and fits */
    PIECE_HEADS,       /* of a response: likewise */
    PIECE_GROUP        /* always broken */
};

struct piece {
    int kind;
    const char *text; /* in the source; of comments without blanks at the end */
    size_t len;
    size_t width;       /* columns, were it alone on a line */
    size_t column;      /* where it stands in the source, from 0, in bytes */
    size_t line_breaks; /* in the source before it; 2 stands for more */
    bool is_lines;      /* a comment that has line breaks in it */
    enum piece_join join;
    bool is_padded; /* ITEM, CLOSE: there is a space where there is no line break */
    /* openers */
    enum piece_role role;
    bool is_broken; /* it was written in lines */
    size_t match;   /* where the closer is; of closers where the opener is */
    /* distances */
    size_t flat; /* the column that its first byte would have, were everything on one line */
    size_t hard; /* the next piece, this one included, that begins a line in any case */
    size_t next; /* the next token, this one included */
};

struct pieces {
    struct piece *items; /* one more than count: the end, a DECL */
    size_t count;
};

struct compilation;

/* Of a text without syntax errors. */
struct pieces piece_read(struct compilation *cx, const struct source *source);

/* Spaces between two neighbours on one line. */
size_t piece_gap(const struct pieces *pieces, size_t at);

bool piece_is_opener(const struct piece *piece);
bool piece_is_closer(const struct piece *piece);

#endif
