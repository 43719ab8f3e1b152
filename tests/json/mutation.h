/* SPDX-License-Identifier: MIT */
/*
 * Documents with a few bytes changed, the same in every run: for asking two independent readers whether they agree.
 */
#ifndef MUTATION_H
#define MUTATION_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* xorshift64*, Vigna 2014: good enough for choosing bytes. */
static inline uint64_t mutation_random(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * UINT64_C(0x2545f4914f6cdd1d);
}

static inline size_t mutation_below(uint64_t *state, size_t bound)
{
    return (size_t)(mutation_random(state) >> 33) % bound;
}

/* Changes the `len` bytes at `text` (room for `size`, at least len + 1): one to three times a byte is replaced, put in,
   taken out or copied from elsewhere. Returns the new length. */
static inline size_t mutation_apply(uint64_t *state, char *text, size_t len, size_t size)
{
    static const char bytes[] = "\"\\{}[]:,. \n\t-+eE0129utfnl/\x01\x1f\x7f\xc3\xa9\xe6\x97\xa5\xf0\xed\xff";
    for (size_t times = 1 + mutation_below(state, 3); times > 0; times--) {
        size_t at = mutation_below(state, len + 1);
        char byte = bytes[mutation_below(state, sizeof bytes)];
        switch (mutation_below(state, 4)) {
        case 0:
            if (at < len)
                text[at] = byte;
            break;
        case 1:
            if (len < size) {
                memmove(text + at + 1, text + at, len - at);
                text[at] = byte;
                len++;
            }
            break;
        case 2:
            if (at < len) {
                memmove(text + at, text + at + 1, len - at - 1);
                len--;
            }
            break;
        default:
            if (at < len)
                text[at] = text[mutation_below(state, len)];
            break;
        }
    }
    return len;
}

#endif
