/* SPDX-License-Identifier: MIT */
/* Patterns of strings (@pattern): a regular subset of ECMA-262 with the u flag, compiled into an automaton over the
   bytes of UTF-8. doc/patterns.md is the reference. One stage after another, each in a file of its own:

       text --pattern_parse, pattern_escape--> tree --pattern_nfa--> NFA --pattern_dfa--> DFA --pattern_minimal--> tables

   A pattern that would grow beyond the limits below is refused; what is accepted costs one table look-up a byte. */
#ifndef SWAGE_MODEL_PATTERN_H
#define SWAGE_MODEL_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

struct ast_string;
struct model_pattern;
struct unit;

/* What a pattern may be and become. The tables stand in generated C as numbers, about five characters an entry. */
enum {
    PATTERN_DEPTH_MAX = 100,       /* groups in one another */
    PATTERN_COUNT_MAX = 1000,      /* n and m of {n,m} */
    PATTERN_NFA_MAX = 1 << 16,     /* states of the NFA, all counts written out */
    PATTERN_DFA_MAX = 1 << 13,     /* states of the DFA before it is minimised */
    PATTERN_ENTRIES_MAX = 1 << 16, /* of the final table, two bytes each */
    PATTERN_STORED_MAX = 1 << 22,  /* NFA states in all sets of the subset construction, four bytes each */
    PATTERN_WORK_MAX = 1 << 26     /* steps of the subset construction: some tenths of a second */
};

/* The automaton of a pattern, or NULL after an error at the place in the string. The same text has the same automaton
   in all of a run. A pattern that every text matches is warned of. */
const struct model_pattern *pattern_compile(const struct unit *unit, const struct ast_string *text);

/* Whether `len` bytes of UTF-8 match, anywhere in them unless the pattern has anchors. */
bool pattern_matches(const struct model_pattern *pattern, const char *text, size_t len);

#endif
