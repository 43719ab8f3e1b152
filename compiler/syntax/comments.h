/* SPDX-License-Identifier: MIT */
/* Comments are no tokens. All are kept with their places for the formatter; a doc comment belongs to what
   starts on the next line, or behind it on its own. */
#ifndef SWAGE_SYNTAX_COMMENTS_H
#define SWAGE_SYNTAX_COMMENTS_H

#include "syntax/ast.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct parse;

/* One doc comment: adjacent lines of three slashes are one. */
struct comments_doc {
    struct place at;
    uint32_t last_line;
    uint32_t owner; /* offset of the token behind it; its own while there is none */
    bool is_lines;  /* of three slashes, not a block */
    bool starts_line;
    bool is_taken;
};

struct comments {
    struct comments_doc *docs; /* in order, and so in order of owner */
    size_t count, cap;
    bool has_pending; /* the last doc still waits for the token behind it */
};

/* A comment as the lexer read it, markers included. */
void comments_add(struct parse *p, const struct place *at);

/* The token behind the comments so far; the end of the file is one. */
void comments_token(struct parse *p, const struct place *at);

/* The doc comment in front of the token at `offset`, which nobody else gets; NULL where there is none. */
struct ast_doc *comments_claim(struct parse *p, uint32_t offset);

/* Warns of doc comments that nobody claimed. */
void comments_finish(struct parse *p);

#endif
