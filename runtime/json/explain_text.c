/* SPDX-License-Identifier: MIT */
/*
 * Strings: their characters, length, format and patterns; words of enums; and bytes in their encoding. The functions
 * that decide are those of the decoders.
 */
#include "config.h"

#include "json/explain.h"

#include <swage/format.h>

/* --- strings ------------------------------------------------------------------------------------------------------ */

static const char *format_text(enum swage_format format)
{
    switch (format) {
    case SWAGE_FORMAT_NONE: break;
    case SWAGE_FORMAT_EMAIL: return "an e-mail address (RFC 5321)";
    case SWAGE_FORMAT_URI: return "a URI with its scheme (RFC 3986)";
    case SWAGE_FORMAT_UUID: return "a UUID (RFC 9562)";
    case SWAGE_FORMAT_HOSTNAME: return "a host name (RFC 1123)";
    case SWAGE_FORMAT_IPV4: return "an IPv4 address of four numbers";
    case SWAGE_FORMAT_IPV6: return "an IPv6 address (RFC 4291)";
    case SWAGE_FORMAT_DATE: return "a date, as 2026-01-31 (RFC 3339)";
    case SWAGE_FORMAT_TIME: return "a time with its offset, as 12:30:00Z (RFC 3339)";
    case SWAGE_FORMAT_DATETIME: return "a date and time, as 2026-01-31T12:30:00Z (RFC 3339)";
    case SWAGE_FORMAT_DURATION: return "a duration, as P1DT12H (RFC 3339)";
    }
    return "another text";
}

static void check_length(struct explain *x, const struct swage_type *type, const char *at, size_t found,
                         const char *unit)
{
    if (found < type->least)
        explain_add_count(x, SWAGE_FAULT_TOO_SHORT, at, type->least, unit, found);
    else if (found > type->most)
        explain_add_count(x, SWAGE_FAULT_TOO_LONG, at, type->most, unit, found);
}

static bool check_string(struct explain *x, const struct swage_type *type, const char *at,
                         const struct explain_text *text)
{
    swage_str chars;
    if (text->has_nul && !(type->flags & SWAGE_TYPE_NUL)) {
        explain_add(x, SWAGE_FAULT_NUL, at, "U+0000 is not allowed in a string");
        return true;
    }
    check_length(x, type, at, text->points, "character");
    if (type->format == SWAGE_FORMAT_NONE && type->pattern_count == 0)
        return true;
    if (!explain_unescape(x, text, &chars))
        return false;
    if (type->format != SWAGE_FORMAT_NONE && !swage_format_check(type->format, chars))
        explain_add(x, SWAGE_FAULT_FORMAT, at, "expected %s", format_text(type->format));
    for (size_t i = 0; i < type->pattern_count; i++)
        if (!swage_pattern_match(type->patterns[i], chars))
            explain_add(x, SWAGE_FAULT_PATTERN, at, "must match %s", type->patterns[i]->text);
    return true;
}

static void check_word(struct explain *x, const struct swage_type *type, const char *at,
                       const struct explain_text *text)
{
    struct explain_list allowed = {.len = 0};
    for (size_t i = 0; i < type->count; i++)
        if (explain_is(text, type->words[i]))
            return;
    if (type->flags & SWAGE_TYPE_OPEN) {
        if (text->has_nul)
            explain_add(x, SWAGE_FAULT_NUL, at, "U+0000 is not allowed in a string");
        return;
    }
    for (size_t i = 0; i < type->count && explain_list_has_room(&allowed); i++)
        explain_list_add(&allowed, ", ", "\"", type->words[i]);
    explain_add(x, SWAGE_FAULT_ENUM, at, "one of %s", allowed.text);
}

bool explain_check_chars(struct explain *x, const struct swage_type *type, const char *at,
                         const struct explain_text *text)
{
    if (type->kind == SWAGE_KIND_STRING)
        return check_string(x, type, at, text);
    check_word(x, type, at, text);
    return true;
}

/* --- bytes -------------------------------------------------------------------------------------------------------- */

static bool check_bytes(struct explain *x, const struct swage_type *type, const char *at,
                        const struct explain_text *text)
{
    static const char *const names[] = {
        [SWAGE_BASE64] = "base64 (RFC 4648 4)", [SWAGE_BASE64URL] = "base64url (RFC 4648 5)", [SWAGE_HEX] = "hexadecimal digits, two a byte"};
    swage_str chars;
    swage_bytes bytes;
    if (!explain_unescape(x, text, &chars))
        return false;
    if (swage_bytes_decode(type->encoding, chars, &x->texts, &bytes))
        check_length(x, type, at, bytes.len, "byte");
    else if (x->texts.failed)
        return explain_end_memory(x, x->texts.failed);
    else
        explain_add(x, SWAGE_FAULT_ENCODING, at, "expected %s", names[type->encoding]);
    return true;
}

bool explain_chars(struct explain *x, const struct swage_type *type)
{
    struct explain_text text;
    const char *at = x->p;
    if (!explain_string(x, &text))
        return false;
    return type->kind == SWAGE_KIND_BYTES ? check_bytes(x, type, at, &text) : explain_check_chars(x, type, at, &text);
}
