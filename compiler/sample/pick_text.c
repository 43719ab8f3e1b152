/* SPDX-License-Identifier: MIT */
/* Strings, in formats and for patterns, and bytes. */
#include "config.h"

#include "sample/maker.h"
#include "sample/matching.h"
#include "sample/sample.h"
#include "sample/sheet.h"

#include "model/value.h"
#include "model/wire.h"

#include <swage/bytes.h>

#include <inttypes.h>
#include <string.h>

enum { TRIES = 4096, LENGTHS = 64 };

static const struct model_text none = {NULL, 0};

/* ---- formats ---- */

/* The `n`th text of a format, of no length in particular. */
static struct model_text format_text(struct pool *pool, enum model_format format, size_t n)
{
    switch (format) {
    case MODEL_FORMAT_EMAIL: return sheet_printf(pool, n == 0 ? "a@b" : "a%zu@b.example", n);
    case MODEL_FORMAT_URI: return sheet_printf(pool, n == 0 ? "a:" : n % 2 == 0 ? "a:%zu" : "https://a.example/%zu", n);
    case MODEL_FORMAT_UUID: return sheet_printf(pool, "00000000-0000-4000-8000-%012zx", n);
    case MODEL_FORMAT_HOSTNAME: return sheet_printf(pool, n == 0 ? "a" : "a%zu.example", n);
    case MODEL_FORMAT_IPV4: return sheet_printf(pool, n < 10 ? "0.0.0.%zu" : "10.1.%zu.%zu", n / 256 % 256, n % 256);
    case MODEL_FORMAT_IPV6: return sheet_printf(pool, n == 0 ? "::" : "::%zx", n % 65536);
    case MODEL_FORMAT_DATE: return sheet_printf(pool, "%04zu-%02zu-%02zu", 2000 + n / 336, n / 28 % 12 + 1, n % 28 + 1);
    case MODEL_FORMAT_TIME: return sheet_printf(pool, "%02zu:%02zu:%02zuZ", n / 3600 % 24, n / 60 % 60, n % 60);
    case MODEL_FORMAT_DATETIME:
        return sheet_printf(pool, "2000-01-%02zuT%02zu:%02zu:%02zuZ", n / 86400 % 28 + 1, n / 3600 % 24, n / 60 % 60,
                            n % 60);
    case MODEL_FORMAT_DURATION: return sheet_printf(pool, "P%zuD", n);
    case MODEL_FORMAT_NONE: break;
    }
    return none;
}

/* The same, made longer to have as many code points as are asked for; formats of other shapes cannot be. */
static struct model_text format_padded(struct pool *pool, enum model_format format, size_t points)
{
    static const char *const heads[] = {[MODEL_FORMAT_EMAIL] = "a@",
                                        [MODEL_FORMAT_URI] = "a:",
                                        [MODEL_FORMAT_HOSTNAME] = "",
                                        [MODEL_FORMAT_DURATION] = "P"};
    size_t count = sizeof heads / sizeof *heads;
    const char *head = (size_t)format < count ? heads[format] : NULL;
    if (head == NULL || points < strlen(head) + 1)
        return none;
    struct sheet sheet = SHEET_INIT(pool);
    sheet_put(&sheet, head);
    for (size_t i = 0; sheet.len < points && !sheet.is_void; i++)
        if (format == MODEL_FORMAT_DURATION)
            sheet_put(&sheet, sheet.len + 1 == points ? "D" : i + 2 == points - 1 ? "1" : "0");
        else
            sheet_put(&sheet, i % 40 == 39 && sheet.len + 1 < points && format != MODEL_FORMAT_URI ? "." : "x");
    return sheet_done(&sheet);
}

static bool fits(const struct model_type *type, struct model_text text)
{
    return text.ptr != NULL && wire_is_format(type->format, text.ptr, text.len) && matching_all(type, text);
}

static struct model_text pick_format(struct maker *maker, const struct model_type *type, size_t n)
{
    for (size_t i = 0; i < TRIES; i++) {
        struct model_text text = format_text(maker->pool, type->format, i);
        size_t points = value_code_points(text.ptr, text.len);
        if (points >= type->least && points <= type->most && fits(type, text) && n-- == 0)
            return text;
    }
    for (size_t i = 0; i < LENGTHS && type->least + i <= type->most; i++) {
        struct model_text text = format_padded(maker->pool, type->format, type->least + i);
        if (fits(type, text) && n-- == 0)
            return text;
    }
    return none;
}

/* ---- patterns ---- */

static struct matching *find_matching(struct maker *maker, const struct model_type *type)
{
    const struct model_type **key = pool_alloc(maker->pool, sizeof(*key));
    *key = type;
    struct matching *known = name_map_find(&maker->matchings, (const char *)key, sizeof(*key));
    if (known != NULL)
        return known;
    known = matching_new(maker->pool, type);
    if (known != NULL)
        name_map_add(&maker->matchings, (const char *)key, sizeof(*key), known);
    return known;
}

/* All of one length come before those of the next. */
static struct model_text pick_matching(struct maker *maker, const struct model_type *type, size_t n)
{
    struct matching *matching = find_matching(maker, type);
    for (size_t points = type->least; matching != NULL && points <= type->most && points < type->least + TRIES;
         points++) {
        struct model_text text = matching_text(matching, points, n);
        if (text.ptr != NULL)
            return text;
        size_t there = 0;
        while (n > 0 && matching_text(matching, points, there).ptr != NULL)
            there++;
        n -= there;
    }
    return none;
}

/* ---- plain ones ---- */

/* A number as letters at the end of a text of `points` times 'a'. */
static struct model_text letters(struct pool *pool, size_t points, size_t n)
{
    struct sheet sheet = SHEET_INIT(pool);
    sheet_repeat(&sheet, "a", points);
    for (size_t at = points; n > 0 && at > 0 && !sheet.is_void; n /= 26)
        sheet.ptr[--at] = (char)('a' + n % 26);
    return n > 0 ? none : sheet_done(&sheet);
}

static struct model_text pick_plain(struct maker *maker, const struct model_type *type, size_t n)
{
    for (size_t points = type->least; points <= type->most; points++) {
        size_t count = 1; /* of texts of that length */
        for (size_t i = 0; i < points && count <= n; i++)
            count *= 26;
        if (n < count)
            return letters(maker->pool, points, n);
        n -= count;
    }
    return none;
}

struct model_text pick_of_length(struct maker *maker, const struct model_type *type, size_t points)
{
    struct matching *matching = type->pattern_count > 0 ? find_matching(maker, type) : NULL;
    if (type->format != MODEL_FORMAT_NONE) {
        struct model_text text = none;
        for (size_t i = 0; i < TRIES; i += i < 256 ? 1 : 255) {
            text = format_text(maker->pool, type->format, i);
            if (value_code_points(text.ptr, text.len) == points && fits(type, text))
                return text;
        }
        text = format_padded(maker->pool, type->format, points);
        return fits(type, text) ? text : none;
    }
    if (type->pattern_count == 0)
        return letters(maker->pool, points, 0);
    return matching == NULL ? none : matching_text(matching, points, 0);
}

struct model_text pick_string(struct maker *maker, const struct model_type *type, size_t n)
{
    struct model_text text = type->format != MODEL_FORMAT_NONE ? pick_format(maker, type, n)
                             : type->pattern_count > 0         ? pick_matching(maker, type, n)
                                                               : pick_plain(maker, type, n);
    return text.ptr == NULL ? none : sheet_quote(maker->pool, text);
}

/* ---- bytes ---- */

struct model_text pick_encoded(struct pool *pool, enum model_encoding encoding, const unsigned char *bytes, size_t len)
{
    static const enum swage_encoding encodings[] = {
        [MODEL_BASE64] = SWAGE_BASE64, [MODEL_BASE64URL] = SWAGE_BASE64URL, [MODEL_HEX] = SWAGE_HEX};
    enum swage_encoding known = encodings[encoding];
    char *text = pool_alloc(pool, swage_bytes_text_len(known, len) + 1);
    char *end = swage_bytes_encode(known, swage_bytes_of(bytes, len), text);
    return sheet_quote(pool, (struct model_text){text, (size_t)(end - text)});
}

struct model_text pick_bytes(struct maker *maker, const struct model_type *type, size_t n)
{
    size_t len = type->least, most = type->most < LENGTHS || type->least > LENGTHS ? type->most : LENGTHS;
    while (len < sizeof n && n >> (8 * len) > 0 && len < most)
        n -= (size_t)1 << (8 * len++);
    if ((len < sizeof n && n >> (8 * len) > 0) || len > SAMPLE_BYTES_MAX / 2)
        return none;
    unsigned char *bytes = pool_alloc(maker->pool, len + 1);
    for (size_t at = len; n > 0; n >>= 8)
        bytes[--at] = (unsigned char)n;
    return pick_encoded(maker->pool, type->encoding, bytes, len);
}
