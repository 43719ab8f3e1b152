/* SPDX-License-Identifier: MIT */
/*
 * Strings and keys, beyond the short plain ones that <swage/read.h> reads inline.
 *
 * A string is scanned to its closing quote first, over its escapes; then its UTF-8 is checked, once and only from the
 * first byte that is not ASCII; then, where there were escapes, it is unescaped. Escapes are ASCII, so the check may
 * come first.
 */
#include "config.h"

#include "json/scan.h"
#include "json/unescape.h"

#include <swage/read.h>

/* The inside of a string, as it stands in the text. */
struct raw {
    const char *start, *quote; /* from behind the opening quote to the closing one */
    bool escaped;
};

/* Behind the first byte at or behind `p` that is no plain ASCII: the rest of a string that began at raw->start. */
static const char *scan_rest(const swage_reader *r, const char *p, struct raw *raw)
{
    const char *high = NULL;
    p = scan_plain(r->text, p, r->end, &high);
    while (p != r->end && *p == '\\') {
        raw->escaped = true;
        if (r->end - p < 2)
            return NULL;
        p = scan_plain(r->text, p + 2, r->end, &high);
    }
    if (p == r->end || *p != '"')
        return NULL;
    if (high && !swage_utf8_valid(swage_str_of(high, (size_t)(p - high))))
        return NULL;
    raw->quote = p;
    return p + 1;
}

/* Scans the string whose opening quote stands at `p`. Returns the cursor behind it; NULL where it has no end, a control
   character or bytes that are not UTF-8. Its escapes are only stepped over. */
static inline const char *scan_string(const swage_reader *r, const char *p, struct raw *raw)
{
    if (*p++ != '"')
        return NULL;
    raw->start = p;
    raw->escaped = false;
    p = scan_ascii(r->text, p, r->end);
    if (p == r->end || *p != '"')
        return scan_rest(r, p, raw);
    raw->quote = p;
    return p + 1;
}

/* Unescapes into the arena; the result is no longer than what it is made from. U+0000 is refused unless `nul`. */
static bool unescape_into_arena(swage_reader *r, const struct raw *raw, bool nul, swage_str *out)
{
    size_t size = (size_t)(raw->quote - raw->start);
    char *to = swage_arena_alloc(r->arena, size);
    if (!to) {
        r->status = swage_arena_failure(r->arena, size);
        return false;
    }
    size_t len = unescape_text(raw->start, raw->quote, nul, to, size);
    if (len == UNESCAPE_BAD)
        return false;
    swage_arena_trim(r->arena, to, size, len);
    *out = swage_str_of(to, len);
    return true;
}

/* A string beyond the short plain ones. */
static const char *read_rest(swage_reader *r, const char *p, bool nul, swage_str *out)
{
    struct raw raw;
    const char *quote = scan_near_end(r->text, p, r->end);
    if (quote) {
        *out = swage_str_of(p + 1, (size_t)(quote - p - 1));
        return quote + 1;
    }
    p = scan_string(r, p, &raw);
    if (!p)
        return NULL;
    if (raw.escaped)
        return unescape_into_arena(r, &raw, nul, out) ? p : NULL;
    *out = swage_str_of(raw.start, (size_t)(raw.quote - raw.start));
    return p;
}

const char *swage_read_string_rest(swage_reader *r, const char *p, swage_str *out)
{
    return read_rest(r, p, false, out);
}

const char *swage_read_string_nul(swage_reader *r, const char *p, swage_str *out)
{
    const char *quote = swage_plain(r, p);
    if (SWAGE_UNLIKELY(!quote))
        return read_rest(r, p, true, out);
    *out = swage_str_of(p + 1, (size_t)(quote - p - 1));
    return quote + 1;
}

/* --- keys --------------------------------------------------------------------------------------------------------- */

/* Behind a key: past the colon and white space. */
static inline const char *read_colon(const char *p)
{
    p = swage_space(p);
    return SWAGE_LIKELY(*p == ':') ? swage_space(p + 1) : NULL;
}

const char *swage_read_map_key(swage_reader *r, const char *p, swage_str *key)
{
    swage_str text;
    p = swage_read_string(r, p, &text);
    p = SWAGE_LIKELY(p != NULL) ? read_colon(p) : NULL;
    if (SWAGE_LIKELY(p != NULL))
        *key = text;
    return p;
}

const char *swage_read_map_key_nul(swage_reader *r, const char *p, swage_str *key)
{
    swage_str text;
    p = swage_read_string_nul(r, p, &text);
    p = p ? read_colon(p) : NULL;
    if (p)
        *key = text;
    return p;
}

/* A key beyond the short plain ones. U+0000 is fine in it: it makes the key an unknown one. */
static const char *read_key_rest(const swage_reader *r, const char *p, swage_str *key, char *scratch, size_t size)
{
    struct raw raw;
    p = scan_string(r, p, &raw);
    if (!p)
        return NULL;
    if (!raw.escaped) {
        *key = swage_str_of(raw.start, (size_t)(raw.quote - raw.start));
        return p;
    }
    size_t len = unescape_text(raw.start, raw.quote, true, scratch, size);
    if (len == UNESCAPE_BAD)
        return NULL;
    *key = swage_str_of(len <= size ? scratch : NULL, len);
    return p;
}

const char *swage_read_key(swage_reader *r, const char *p, swage_str *key, char *scratch, size_t size)
{
    const char *quote = swage_plain(r, p);
    if (SWAGE_LIKELY(quote != NULL)) {
        *key = swage_str_of(p + 1, (size_t)(quote - p - 1));
        p = quote + 1;
    } else {
        p = read_key_rest(r, p, key, scratch, size);
        if (!p)
            return NULL;
    }
    return read_colon(p);
}
