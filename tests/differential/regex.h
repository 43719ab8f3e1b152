/* SPDX-License-Identifier: MIT */
/* Random regular expressions, as doc/patterns.md has them. */
#ifndef TESTS_DIFFERENTIAL_REGEX_H
#define TESTS_DIFFERENTIAL_REGEX_H

#include "maker.h"

/* As it stands between quotes in a schema. Some text matches, and the automaton is small. */
const char *regex_draw(struct maker *maker);

#endif
