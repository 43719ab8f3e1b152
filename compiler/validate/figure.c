/* SPDX-License-Identifier: MIT */
/* Exponents are of any length, too, so they are added to as people do it on paper. */
#include "config.h"

#include "validate/figure.h"

#include "syntax/pool.h"

#include <stdlib.h>
#include <string.h>

#define EXACT_DIGITS 17 /* of an exponent that is computed as a long long, with room for the length of any text */

/* ---- reading ---- */

/* `digits`, which are many, as a number that is larger by `more`. */
static const char *add_to_digits(struct pool *pool, const char *digits, long long more)
{
    size_t len = strlen(digits);
    char *sum = pool_alloc(pool, len + 2);
    sum[0] = '0';
    memcpy(sum + 1, digits, len + 1);
    for (size_t i = len + 1; i-- > 0 && more != 0;) {
        long long digit = sum[i] - '0' + more % 10;
        more = more / 10 + (digit > 9) - (digit < 0);
        sum[i] = (char)('0' + (digit + 10) % 10);
    }
    return sum + strspn(sum, "0");
}

/* The exponent that stands at `text` (which may be empty), more by `more`. */
static const char *add_to_exponent(struct pool *pool, const char *text, long long more)
{
    bool is_negative = *text == '-';
    text += *text == '-' || *text == '+';
    text += strspn(text, "0");
    if (strlen(text) > EXACT_DIGITS)
        return pool_printf(pool, "%s%s", is_negative ? "-" : "", add_to_digits(pool, text, is_negative ? -more : more));
    long long exponent = *text != '\0' ? strtoll(text, NULL, 10) : 0;
    return pool_printf(pool, "%lld", (is_negative ? -exponent : exponent) + more);
}

void figure_read(struct figure *out, struct pool *pool, const char *text)
{
    bool is_negative = *text == '-';
    char *digits = pool_alloc(pool, strlen(text) + 1), *to = digits;
    long long whole = 0; /* digits before the point */
    bool is_behind = false;
    for (text += is_negative; *text != '\0' && *text != 'e' && *text != 'E'; text++) {
        if (*text == '.') {
            is_behind = true;
            continue;
        }
        *to++ = *text;
        whole += !is_behind;
    }
    while (to > digits && to[-1] == '0')
        to--;
    *to = '\0';
    size_t zeros = strspn(digits, "0");
    *out =
        (struct figure){.is_negative = is_negative && digits[zeros] != '\0', .digits = digits + zeros, .exponent = "0"};
    if (*out->digits != '\0')
        out->exponent = add_to_exponent(pool, *text != '\0' ? text + 1 : text, whole - (long long)zeros);
}

/* ---- comparing ---- */

/* Of whole numbers without zeros in front. */
static int compare_whole(const char *a, const char *b)
{
    bool is_negative = *a == '-';
    if (is_negative != (*b == '-'))
        return is_negative ? -1 : 1;
    size_t a_len = strlen(a), b_len = strlen(b);
    int order = a_len != b_len ? (a_len < b_len ? -1 : 1) : strcmp(a, b);
    return is_negative ? -order : order;
}

static int sign(const struct figure *figure)
{
    return *figure->digits == '\0' ? 0 : figure->is_negative ? -1 : 1;
}

int figure_compare(const struct figure *a, const struct figure *b)
{
    if (sign(a) != sign(b))
        return sign(a) < sign(b) ? -1 : 1;
    int order = compare_whole(a->exponent, b->exponent);
    if (order == 0)
        order = strcmp(a->digits, b->digits); /* of fractions: 0.12 is less than 0.123 */
    return sign(a) < 0 ? -order : order;
}

const char *figure_text(struct pool *pool, const struct figure *figure)
{
    return pool_printf(pool, "%s%se%s", figure->is_negative ? "-" : "", figure->digits, figure->exponent);
}
