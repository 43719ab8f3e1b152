/* SPDX-License-Identifier: MIT */
/*
 * Doubles and floats from text and to text, in any locale. What json/ shares of it:
 *
 *     number_read.c    text to binary: the grammar, and the usual case in one or two multiplications
 *     number_exact.c   text to binary where 128 bits do not settle it
 *     number_write.c   binary to the shortest text
 *     powers.c         the table of powers of ten behind all of them
 *
 * For the public functions, see <swage/read.h> and <swage/write.h>.
 */
#ifndef JSON_NUMBER_H
#define JSON_NUMBER_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define NUMBER_TEXT_WORD(x) __builtin_bswap64(x)
#else
#define NUMBER_TEXT_WORD(x) (x)
#endif

struct number_wide {
    uint64_t hi, lo;
};

/* What of a binary format matters here: values are n * 2^e with n < 2^bits and e >= least. */
struct number_format {
    int bits;
    int least;    /* the exponent of the smallest subnormal */
    uint64_t inf; /* the bits of infinity */
};

/* A number of the text: digits * 10^exponent, and a little more (less than one of digits) if `more`. */
struct number_decimal {
    uint64_t digits; /* at most 19 of them, without leading zeros */
    int64_t exponent;
    const char *first; /* the first digit, leading zeros included, and what is behind the last one */
    const char *last;
    bool negative;
    bool more;
};

/* Reads the number at `p` (RFC 8259 6), which may end at `end`. Returns the cursor behind it; NULL where there is no
   number, or one that rounds to infinity. The nearest value is written, of two equally near ones the even one. */
const char *number_read_float64(const char *p, const char *end, double *out);
const char *number_read_float32(const char *p, const char *end, float *out);

/* Compares a number of the text with odd * 2^exponent: less than 0, 0, or more than 0. The two must be near to each
   other: no more than a factor of 2^64 apart, the decimal exponent within the table of powers, and the number not
   zero. */
int number_compare(const struct number_decimal *number, uint64_t odd, int exponent);

/* The product of two words. */
static inline struct number_wide number_multiply(uint64_t a, uint64_t b)
{
#if defined(__SIZEOF_INT128__)
    __extension__ typedef unsigned __int128 product;
    product p = (product)a * b;
    return (struct number_wide){(uint64_t)(p >> 64), (uint64_t)p};
#else
    uint64_t low = (a & 0xffffffff) * (b & 0xffffffff);
    uint64_t left = (a >> 32) * (b & 0xffffffff) + (low >> 32);
    uint64_t right = (a & 0xffffffff) * (b >> 32) + (left & 0xffffffff);
    return (struct number_wide){(a >> 32) * (b >> 32) + (left >> 32) + (right >> 32), right << 32 | (low & 0xffffffff)};
#endif
}

/* Eight bytes of text as a word, the first byte lowest; and the reverse. */
static inline uint64_t number_load(const char *p)
{
    uint64_t word;
    memcpy(&word, p, 8);
    return NUMBER_TEXT_WORD(word);
}

static inline void number_store(char *p, uint64_t word)
{
    word = NUMBER_TEXT_WORD(word);
    memcpy(p, &word, 8);
}

#endif
