/* SPDX-License-Identifier: MIT */
/* Text under construction, a line after the other. Comments behind code stand in one column where lines of one
   indentation follow one another. */
#ifndef SWAGE_FORMAT_PAGE_H
#define SWAGE_FORMAT_PAGE_H

#include "syntax/pool.h"

#include <stdbool.h>
#include <stddef.h>

enum { PAGE_WIDTH = 100, PAGE_INDENT = 4, PAGE_ALIGN_MAX = 60 /* columns of code that a comment is lined up behind */ };

struct page_line {
    size_t indent;   /* columns */
    size_t first;    /* where its text starts, without the indentation */
    size_t code_end; /* and where that of its code ends: a comment is behind it; or 0 */
    size_t width;    /* of the code, indentation included */
};

struct page {
    struct pool *pool;
    char *text;
    size_t len, cap;
    struct page_line *lines; /* the last one is being written */
    size_t count, line_cap;
    size_t column; /* where the next byte goes, from 0 */
};

void page_init(struct page *page, struct pool *pool);

/* Ends the line and begins another at `column`; two of them with an empty line between. */
void page_break(struct page *page, size_t lines, size_t column);

void page_space(struct page *page, size_t count);

/* `width` columns of text. */
void page_add(struct page *page, const char *text, size_t len, size_t width);

/* Bytes of lines that are to stay as they are: a line break with what follows it. */
void page_raw(struct page *page, size_t spaces, const char *text, size_t len);

/* What is added to this line from here on is a comment behind its code. */
void page_mark_comment(struct page *page);

/* The whole of it. */
const char *page_finish(struct page *page, size_t *len);

#endif
