/* SPDX-License-Identifier: MIT */
/* What a pattern means, in another way than the compiler has it: no automaton and no bytes, but the set of places in a
   text, 64 at most, where a match that began somewhere can stand. The pattern is read anew for each of its repeats. */
#ifndef SWAGE_TESTS_MODEL_PATTERN_ORACLE_H
#define SWAGE_TESTS_MODEL_PATTERN_ORACLE_H

#include <stddef.h>
#include <stdint.h>

enum { ORACLE_TEXT_MAX = 63 }; /* code points */

enum oracle_answer { ORACLE_NO, ORACLE_YES, ORACLE_TOO_LONG /* to ask */ };

/* `pattern` is one that the compiler accepts. */
enum oracle_answer oracle_match(const char *pattern, const uint32_t *text, size_t count);

/* Reads UTF-8, valid and of at most `max` code points; returns their count. */
size_t oracle_points(const char *text, size_t len, uint32_t *out, size_t max);

#endif
