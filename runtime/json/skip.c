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

/* Past digits, of which there may be none. The bracket at the text's end stops them, as it stops all of a number. */
static inline const char *pass_digits(const swage_reader *r, const char *p)
{
#if defined(SWAGE_SSE2)
    const __m128i nine = _mm_set1_epi8(9);
    while (r->end - p >= 16) {
        __m128i block = _mm_xor_si128(_mm_loadu_si128((const __m128i *)(const void *)p), _mm_set1_epi8('0'));
        unsigned digits = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_max_epu8(block, nine), nine));
        if (SWAGE_LIKELY(digits != 0xffff))
            return p + (unsigned)__builtin_ctz(~digits);
        p += 16;
    }
#endif
    (void)r;
    while ((unsigned)(unsigned char)*p - '0' <= 9)
        p++;
    return p;
}

/* One digit or more. */
static const char *skip_digits(const swage_reader *r, const char *p)
{
    const char *last = pass_digits(r, p);
    return last != p ? last : NULL;
}

/* Behind a number's integer part. */
static const char *skip_fraction(const swage_reader *r, const char *p)
{
    if (*p == '.')
        p = skip_digits(r, p + 1);
    if (p && (*p == 'e' || *p == 'E')) {
        p++;
        p += *p == '+' || *p == '-';
        p = skip_digits(r, p);
    }
    return p;
}

/* RFC 8259 6: number = [ minus ] int [ frac ] [ exp ] */
static inline const char *skip_number(const swage_reader *r, const char *p)
{
    p += *p == '-';
    const char *last = pass_digits(r, p);
    if (SWAGE_UNLIKELY(last == p))
        return NULL;
    if (SWAGE_UNLIKELY(*p == '0'))
        last = p + 1; /* a digit behind it is found where a comma or bracket should be */
    return *last == '.' || (*last | 0x20) == 'e' ? skip_fraction(r, last) : last;
}

static inline const char *skip_word(const swage_reader *r, const char *p)
{
    if (SWAGE_UNLIKELY(r->end - p < 6)) /* the longest one and a bracket */
        return r->end - p == 5 && (memcmp(p, "true", 4) == 0 || memcmp(p, "null", 4) == 0) ? p + 4 : NULL;
    if (memcmp(p, "null", 4) == 0 || memcmp(p, "true", 4) == 0)
        return p + 4;
    return memcmp(p, "fals", 4) == 0 && p[4] == 'e' ? p + 5 : NULL;
}

/* A value that is no object or array. */
static inline const char *skip_scalar(const swage_reader *r, const char *p)
{
    if (*p == '"')
        return skip_string(r, p);
    return *p <= '9' ? skip_number(r, p) : skip_word(r, p);
}

/* Past a line's indentation, as swage_indent(), the usual one without a call. */
static inline const char *skip_indent(const swage_reader *r, const char *p)
{
#if defined(SWAGE_SSE2)
    if (*p == '\n' && SWAGE_LIKELY(r->end - p > 16)) {
        __m128i block = _mm_loadu_si128((const __m128i *)(const void *)(p + 1));
        unsigned spaces = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(block, _mm_set1_epi8(' ')));
        p += 1 + (unsigned)__builtin_ctz(~spaces);
    }
#endif
    return swage_indent(r, p);
}

/* A key and its colon. */
static inline const char *skip_key(const swage_reader *r, const char *p)
{
    p = skip_string(r, p);
    if (SWAGE_UNLIKELY(!p))
        return NULL;
    if (SWAGE_UNLIKELY(*p != ':')) {
        p = swage_space(p);
        if (*p != ':')
            return NULL;
    }
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
            p = skip_indent(r, p + 1);
            if (*p != close) {
                if (close == '}' && !(p = skip_key(r, p)))
                    return NULL;
                continue;
            }
        } else {
            p = skip_scalar(r, p);
            if (SWAGE_UNLIKELY(!p))
                return NULL;
            p = skip_indent(r, p);
        }
        while (*p != ',') {
            if (SWAGE_UNLIKELY(*p != closings[depth - 1] || ++p == r->end))
                return NULL;
            if (--depth == 0)
                return p;
            p = skip_indent(r, p);
        }
        p = skip_indent(r, p + 1);
        if (closings[depth - 1] == '}' && !(p = skip_key(r, p)))
            return NULL;
    }
}

const char *swage_skip(swage_reader *r, const char *p)
{
    return *p == '{' || *p == '[' ? skip_nested(r, p) : skip_scalar(r, p);
}
