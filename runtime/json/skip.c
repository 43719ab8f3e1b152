/* SPDX-License-Identifier: MIT */
/*
 * Skipping of values that nobody asked for, with all of JSON's rules checked (RFC 8259): an unknown member must cost no
 * more than a known one, and no nesting may cost stack. The brackets that are open wait as bytes in an array of fixed
 * size.
 */
#include "config.h"

#include "json/scan.h"
#include "json/unescape.h"

#include <swage/read.h>

/* The rest of a string, from its opening quote: long, escaped, not ASCII, or near the end of the text. */
static const char *skip_string_rest(const swage_reader *r, const char *p)
{
    const char *high = NULL;
    const char *quote = scan_near_end(r->text, p, r->end);
    uint32_t point;
    if (quote)
        return quote + 1;
    if (*p != '"')
        return NULL;
    p = scan_ascii(r->text, p + 1, r->end);
    if (SWAGE_LIKELY(p != r->end && *p == '"'))
        return p + 1;
    p = scan_plain(r->text, p, r->end, &high);
    while (p != r->end && *p == '\\') {
        p = unescape_one(p, r->end, &point);
        if (!p)
            return NULL;
        p = scan_plain(r->text, p, r->end, &high);
    }
    if (p == r->end || *p != '"')
        return NULL;
    if (high && !swage_utf8_valid(swage_str_of(high, (size_t)(p - high))))
        return NULL;
    return p + 1;
}

static inline const char *skip_string(const swage_reader *r, const char *p)
{
    const char *quote = swage_plain(r, p);
    return SWAGE_LIKELY(quote != NULL) ? quote + 1 : skip_string_rest(r, p);
}

/* One digit or more. The bracket at the text's end stops it, as it stops all of a number. */
static inline const char *skip_digits(const char *p)
{
    if ((unsigned)(unsigned char)*p - '0' > 9)
        return NULL;
    do
        p++;
    while ((unsigned)(unsigned char)*p - '0' <= 9);
    return p;
}

/* RFC 8259 6: number = [ minus ] int [ frac ] [ exp ] */
static inline const char *skip_number(const char *p)
{
    p += *p == '-';
    p = *p == '0' ? p + 1 : skip_digits(p);
    if (p && *p == '.')
        p = skip_digits(p + 1);
    if (p && (*p == 'e' || *p == 'E')) {
        p++;
        p += *p == '+' || *p == '-';
        p = skip_digits(p);
    }
    return p;
}

static inline const char *skip_word(const swage_reader *r, const char *p, const char *word, size_t len)
{
    return (size_t)(r->end - p) > len && memcmp(p, word, len) == 0 ? p + len : NULL;
}

/* A value that is no object or array. */
static inline const char *skip_scalar(const swage_reader *r, const char *p)
{
    switch (*p) {
    case '"': return skip_string(r, p);
    case 't': return skip_word(r, p, "true", 4);
    case 'f': return skip_word(r, p, "false", 5);
    case 'n': return skip_word(r, p, "null", 4);
    default: return skip_number(p);
    }
}

/* A key and its colon. */
static inline const char *skip_key(const swage_reader *r, const char *p)
{
    p = skip_string(r, p);
    if (SWAGE_UNLIKELY(!p))
        return NULL;
    p = swage_space(p);
    if (SWAGE_UNLIKELY(*p != ':'))
        return NULL;
    return swage_indent(r, p + 1);
}

/* What closes the bracket `open`: in ASCII two places behind it. */
static inline char closing(char open)
{
    return (char)(open + 2);
}

/* An object or array with all that is in it. */
static const char *skip_nested(const swage_reader *r, const char *p)
{
    char closings[SWAGE_DEPTH_LIMIT]; /* of the brackets that are open */
    unsigned max = r->depth < SWAGE_DEPTH_LIMIT ? r->depth : SWAGE_DEPTH_LIMIT;
    unsigned depth = 0;
    for (;;) {
        if (*p == '{' || *p == '[') {
            if (SWAGE_UNLIKELY(depth == max))
                return NULL;
            char close = closing(*p);
            closings[depth++] = close;
            p = swage_indent(r, p + 1);
            if (*p != close) {
                if (close == '}' && !(p = skip_key(r, p)))
                    return NULL;
                continue;
            }
        } else {
            p = skip_scalar(r, p);
            if (SWAGE_UNLIKELY(!p))
                return NULL;
            p = swage_indent(r, p);
        }
        while (*p != ',') {
            if (SWAGE_UNLIKELY(*p != closings[depth - 1] || ++p == r->end))
                return NULL;
            if (--depth == 0)
                return p;
            p = swage_indent(r, p);
        }
        p = swage_indent(r, p + 1);
        if (closings[depth - 1] == '}' && !(p = skip_key(r, p)))
            return NULL;
    }
}

const char *swage_skip(swage_reader *r, const char *p)
{
    return *p == '{' || *p == '[' ? skip_nested(r, p) : skip_scalar(r, p);
}
