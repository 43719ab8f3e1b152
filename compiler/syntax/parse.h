/* SPDX-License-Identifier: MIT */
/* A schema file in, its tree out. All errors of the file are reported in one run. */
#ifndef SWAGE_SYNTAX_PARSE_H
#define SWAGE_SYNTAX_PARSE_H

#include "syntax/ast.h"
#include "syntax/source.h"

#include <stddef.h>
#include <stdio.h>

struct compilation;

/* The tree of the file at `path`, which `from` imports (NULL: the command line named it). NULL after a diagnostic
   when the file cannot be read. After syntax errors the tree holds what was understood: look at
   diagnostic_errors() before relying on it. */
struct ast_file *parse_file(struct compilation *cx, const char *path, const struct place *from);

/* The same for text in memory; `path` is what messages call it. */
struct ast_file *parse_text(struct compilation *cx, const char *path, const char *text, size_t len);

/* The same for what is left of an open file, standard input say. */
struct ast_file *parse_stream(struct compilation *cx, const char *path, FILE *file);

#endif
