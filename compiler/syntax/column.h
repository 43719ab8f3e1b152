/* SPDX-License-Identifier: MIT */
/* How many columns of a terminal characters take: marks none, those of East Asia two. Places count bytes; this is for
   what is printed below a line, and must stand below what it means. */
#ifndef SWAGE_SYNTAX_COLUMN_H
#define SWAGE_SYNTAX_COLUMN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct column_char {
    uint32_t code;  /* U+FFFD where the bytes are no UTF-8 */
    unsigned len;   /* bytes, at least 1 */
    unsigned width; /* columns: 0, 1 or 2; a tab has 1 */
    bool is_unsafe; /* it steers the terminal, or turns text around (Unicode's bidirectional controls) */
};

/* The first character of `len` bytes, of which there is at least one. */
struct column_char column_read(const char *ptr, size_t len);

#endif
