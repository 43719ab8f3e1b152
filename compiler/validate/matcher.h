/* SPDX-License-Identifier: MIT */
/* @pattern by PCRE2: the dialect of doc/patterns.md, which is ECMA-262's, is written anew in words that PCRE2 reads in
   the same way. Matching takes no backtracking, so no pattern is slow for what it is asked. */
#ifndef SWAGE_VALIDATE_MATCHER_H
#define SWAGE_VALIDATE_MATCHER_H

#include "model/model.h"

#include <stdbool.h>

struct matcher; /* the patterns that were asked for, compiled */
struct pool;

/* NULL when there is no memory. */
struct matcher *matcher_new(void);
void matcher_free(struct matcher *matcher);

enum matcher_verdict { MATCHER_MATCHES, MATCHER_FAILS, MATCHER_NO_MEMORY, MATCHER_TOO_LARGE /* for PCRE2 */ };

/* Whether the text, which is UTF-8, has a match of the pattern anywhere. The pattern is known by its address. */
enum matcher_verdict matcher_check(struct matcher *matcher, struct pool *pool, const struct model_pattern *pattern,
                                   struct model_text text);

/* The pattern in PCRE2's words. */
const char *matcher_translate(struct pool *pool, const char *pattern);

#endif
