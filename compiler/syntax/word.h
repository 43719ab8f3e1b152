/* SPDX-License-Identifier: MIT */
/* The words that are ordinary names in fixed places. The grammar takes any name there; here it is looked up, and
   an unknown one is reported with what was probably meant. */
#ifndef SWAGE_SYNTAX_WORD_H
#define SWAGE_SYNTAX_WORD_H

#include "syntax/ast.h"
#include "syntax/token.h"

struct parse;

/* After a diagnostic: the first of the enum. */
enum ast_method word_method(struct parse *p, const struct token_text *text, const struct place *at);
enum ast_word word_parameter(struct parse *p, const struct token_text *text, const struct place *at);
enum ast_scheme word_scheme(struct parse *p, const struct token_text *text, const struct place *at);

/* partial, which takes no names, or omit and pick, which do. */
enum ast_struct_form word_derivation(struct parse *p, const struct token_text *text, const struct place *at);
enum ast_struct_form word_selection(struct parse *p, const struct token_text *text, const struct place *at);

/* files, whose folder is there when the server runs, or embed, whose folder becomes part of the program. */
bool word_files(struct parse *p, const struct token_text *text, const struct place *at);

/* The one word that may stand in its place: "namespace", "import", "group", "auth", "extern", "stream". False when it
   is another one, which is reported. */
bool word_expect(struct parse *p, const struct token_text *text, const struct place *at, const char *word);

#endif
