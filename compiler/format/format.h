/* SPDX-License-Identifier: MIT */
/*
 * One way to write a schema. Only white space changes: tokens and comments stay what they are, in their order, and
 * around comments lines end where they ended, so that each is still about what it was about. The result formats to
 * itself.
 *
 *     text ─lexer→ tokens, comments ─join→ pieces ─layout→ lines ─page→ text
 */
#ifndef SWAGE_FORMAT_FORMAT_H
#define SWAGE_FORMAT_FORMAT_H

#include <stddef.h>

struct compilation;
struct source;

/* The text of a source that has no syntax errors. It is the pool's, NUL-terminated. */
const char *format_source(struct compilation *cx, const struct source *source, size_t *len);

#endif
