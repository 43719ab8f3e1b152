/* SPDX-License-Identifier: MIT */
/* What `swage help CODE` says of each code of a message: an example that is answered with this code and no other, one
   that is right, and why. The tests compile them all. Examples may import "common.swage", which is page_common. */
#ifndef SWAGE_HELP_PAGE_H
#define SWAGE_HELP_PAGE_H

#include "syntax/diagnostic.h"

#include <stdio.h>

struct page {
    enum diagnostic_code code; /* DIAGNOSTIC_CODE_COUNT ends a list */
    const char *wrong, *right; /* schemas; NULL for what no short one can show */
    const char *text;          /* one paragraph */
};

extern const char page_common[];

/* The pages by what they are about. */
extern const struct page page_text_list[];
extern const struct page page_types_list[];
extern const struct page page_routes_list[];
extern const struct page page_lint_list[];

/* The page of a code: each has one. */
const struct page *page_get(enum diagnostic_code code);

/* The page, with a title and its examples, at most 80 columns wide where the examples are. */
void page_print(const struct page *page, FILE *out);

/* A line for each code. */
void page_print_codes(FILE *out);

#endif
