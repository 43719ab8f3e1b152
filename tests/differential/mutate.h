/* SPDX-License-Identifier: MIT */
/* A document, and what becomes of it when somebody's pen slips: bytes, tokens, values, members, its end. */
#ifndef TESTS_DIFFERENTIAL_MUTATE_H
#define TESTS_DIFFERENTIAL_MUTATE_H

#include "draw.h"

#include <swage/swage.h>

/* Changes the text in one to four places. */
void mutate(struct draw *draw, swage_buffer *text);

/* Where the token that starts at `at` ends: a string, a number, a word, a mark, white space. */
size_t mutate_token_end(const char *text, size_t len, size_t at);

#endif
