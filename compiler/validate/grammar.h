/* SPDX-License-Identifier: MIT */
/* Texts in a format: regular expressions of POSIX that follow the ABNF of the RFCs, inet_pton() for addresses, and a
   calendar. */
#ifndef SWAGE_VALIDATE_GRAMMAR_H
#define SWAGE_VALIDATE_GRAMMAR_H

#include "model/model.h"

#include <stdbool.h>

struct grammar; /* the expressions that were asked for, compiled */

/* NULL when there is no memory. */
struct grammar *grammar_new(void);
void grammar_free(struct grammar *grammar);

enum grammar_verdict { GRAMMAR_HOLDS, GRAMMAR_BROKEN, GRAMMAR_NO_MEMORY };

/* Whether the text is in the format; every text is in that of NONE. It has a NUL behind it. */
enum grammar_verdict grammar_check(struct grammar *grammar, enum model_format format, struct model_text text);

#endif
