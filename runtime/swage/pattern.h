/* SPDX-License-Identifier: MIT */
/*
 * Patterns of the schema (`@pattern`), which the compiler has turned into automata: tables that generated code holds.
 * Matching reads each byte once, whatever the pattern.
 */
#ifndef SWAGE_PATTERN_H
#define SWAGE_PATTERN_H

#include <swage/base.h>
#include <swage/string.h>

SWAGE_BEGIN_C

struct swage_pattern {
    const char *text;           /* as the schema says it */
    const unsigned char *class_of; /* [256]: the class of each byte */
    const uint16_t *next;       /* [states * class_count]: where a state goes on a class; 0 is the start */
    const unsigned char *accepts; /* [states]: 1 when a text that ends in the state matches, else 0 */
    unsigned class_count;
};

/* Whether valid UTF-8 matches, anywhere within it unless the pattern has anchors (as in ECMA-262). */
SWAGE_API bool swage_pattern_match(const struct swage_pattern *pattern, swage_str text);

SWAGE_END_C

#endif
