/* SPDX-License-Identifier: MIT */
/* Delta debugging: takes pieces of a text away for as long as it still shows what it showed. */
#ifndef TESTS_DIFFERENTIAL_REDUCE_H
#define TESTS_DIFFERENTIAL_REDUCE_H

#include <stdbool.h>
#include <stddef.h>

struct reduce {
    bool (*still)(void *arg, const char *text, size_t len); /* whether the text shows it; NUL-terminated */
    void *arg;
    size_t tries; /* how often `still` may be asked */
};

/* Where the piece that starts at `at` ends, `at` < len. */
typedef size_t reduce_piece(const char *text, size_t len, size_t at);

reduce_piece reduce_paragraph; /* up to an empty line, which is a declaration */
reduce_piece reduce_line;
reduce_piece reduce_note;  /* up to the next " @" or the end of the line */
reduce_piece reduce_token; /* of JSON */
reduce_piece reduce_byte;

/* A smaller text that still shows it, for free(); of pieces as `piece` has them. */
char *reduce(struct reduce *reduce, const char *text, size_t *len, reduce_piece *piece);

#endif
