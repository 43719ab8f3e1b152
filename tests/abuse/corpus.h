/* SPDX-License-Identifier: MIT */
/* The schemas that the tests of this folder tear apart: those of schemas/, tests/syntax/whole.swage, and each chapter
   of doc/language.md. Each has its tokens, and what is wrong with it before anything was done to it. */
#ifndef TESTS_ABUSE_CORPUS_H
#define TESTS_ABUSE_CORPUS_H

#include "syntax/compilation.h"

#include <stddef.h>

struct corpus_token {
    size_t first, len;
    int kind;
};

struct corpus_text {
    char name[128]; /* "zoo.swage", "language.md: Routes" */
    char *path;     /* where imports are looked for */
    char *text;
    size_t len;
    struct corpus_token *tokens;
    size_t token_count;
};

struct corpus {
    struct corpus_text *items;
    size_t count, token_count;
};

/* Reads all of them below SRCDIR. */
void corpus_open(struct corpus *corpus);
void corpus_close(struct corpus *corpus);

/* What the compiler says of a text that stands in a file called `path`: parsed, made a model, and, where nothing is wrong,
   written as C. The caller frees the compilation. What is not yet written is no error here. */
struct compilation *corpus_compile(const char *path, const char *text, size_t len);

/* How much less is to be tried: more than 1 where the compiler is slowed down by sanitizers. */
size_t corpus_share(void);

/* Errors but for those of what is not yet written. */
size_t corpus_errors(const struct compilation *cx);

#endif
