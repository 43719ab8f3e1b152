/* SPDX-License-Identifier: MIT */
/*
 * Field names, lists and media types. All of it byte by byte: these texts are short.
 */
#include "config.h"

#include "http/field.h"

#include "http/octet.h"

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

bool swage_field_is(swage_str name, swage_str other)
{
    if (name.len != other.len)
        return false;
    for (size_t i = 0; i < name.len; i++)
        if (name.ptr[i] != other.ptr[i] && lower(name.ptr[i]) != lower(other.ptr[i]))
            return false;
    return true;
}

unsigned swage_field_find(const struct swage_field *fields, unsigned count, unsigned from, swage_str name)
{
    unsigned i = from;
    while (i < count && !swage_field_is(fields[i].name, name))
        i++;
    return i < count ? i : count;
}

bool swage_list_next(swage_str *list, swage_str *element)
{
    while (list->len > 0) {
        const char *comma = memchr(list->ptr, ',', list->len);
        size_t len = comma ? (size_t)(comma - list->ptr) : list->len;
        swage_str found = octet_trim(swage_str_of(list->ptr, len));
        size_t gone = comma ? len + 1 : len;
        *list = swage_str_of(list->ptr + gone, list->len - gone);
        if (found.len > 0) {
            *element = found;
            return true;
        }
    }
    return false;
}

/* --- media types -------------------------------------------------------------------------------------------------- */

static swage_str skip(swage_str text, size_t len)
{
    return swage_str_of(text.ptr + len, text.len - len);
}

/* Takes a token off the front of `text`. False when there is none. */
static bool take_token(swage_str *text, swage_str *token)
{
    size_t len = 0;
    while (len < text->len && octet_is(text->ptr[len], OCTET_TOKEN))
        len++;
    *token = swage_str_of(text->ptr, len);
    *text = skip(*text, len);
    return len > 0;
}

/* Takes a quoted string (RFC 9110 5.6.4) off: `inside` is what stands between the quotes, escapes as they were sent. */
static bool take_quoted(swage_str *text, swage_str *inside)
{
    for (size_t i = 1; i < text->len; i++) {
        char c = text->ptr[i];
        if (c == '"') {
            *inside = swage_str_of(text->ptr + 1, i - 1);
            *text = skip(*text, i + 1);
            return true;
        }
        if (c == '\\' && (++i == text->len || !octet_is(text->ptr[i], OCTET_VALUE)))
            return false;
        if (c != '\\' && !octet_is(c, OCTET_QUOTED))
            return false;
    }
    return false;
}

/* Whether a charset is UTF-8, with escapes that nobody needs removed. */
static bool is_utf8(swage_str charset)
{
    char plain[5];
    size_t len = 0;
    for (size_t i = 0; i < charset.len; i++) {
        if (charset.ptr[i] == '\\')
            i++;
        if (len == sizeof plain)
            return false;
        plain[len++] = charset.ptr[i];
    }
    return swage_field_is(swage_str_of(plain, len), SWAGE_STR("utf-8"));
}

bool swage_parameter_next(swage_str *text, swage_str *name, swage_str *value)
{
    swage_str rest = octet_trim(*text);
    *text = rest;
    while (rest.len > 0 && rest.ptr[0] == ';') {
        rest = octet_trim(skip(rest, 1));
        if (rest.len == 0 || rest.ptr[0] == ';') {
            *text = rest;
            continue;
        }
        if (!take_token(&rest, name) || rest.len == 0 || rest.ptr[0] != '=')
            return false;
        rest = skip(rest, 1);
        bool is_quoted = rest.len > 0 && rest.ptr[0] == '"';
        if (is_quoted ? !take_quoted(&rest, value) : !take_token(&rest, value))
            return false;
        *text = rest;
        return true;
    }
    return false;
}

/* Reads parameters. With `json` the charset matters. */
static bool parameters_ok(swage_str text, bool json)
{
    swage_str name, value;
    while (swage_parameter_next(&text, &name, &value))
        if (json && swage_field_is(name, SWAGE_STR("charset")) && !is_utf8(value))
            return false;
    return text.len == 0;
}

static bool is_json(swage_str media)
{
    swage_str suffix = media.len > 4 ? skip(media, media.len - 5) : media;
    return swage_field_is(suffix, SWAGE_STR("/json")) || swage_field_is(suffix, SWAGE_STR("+json"));
}

static bool media_is(swage_str content_type, swage_str media, bool is_text)
{
    if (content_type.len < media.len || !swage_field_is(swage_str_of(content_type.ptr, media.len), media))
        return false;
    return content_type.len == media.len || parameters_ok(skip(content_type, media.len), is_text);
}

bool swage_media_is(swage_str content_type, swage_str media)
{
    return media_is(content_type, media, is_json(media));
}

/* "image/png" of "image/png; q=1", as it would have to be in a list of media types; absent where it is none. */
static swage_str essence_of(swage_str content_type)
{
    swage_str rest = content_type, type, subtype;
    if (!content_type.ptr || !take_token(&rest, &type) || rest.len == 0 || rest.ptr[0] != '/')
        return (swage_str){NULL, 0};
    rest = skip(rest, 1);
    if (!take_token(&rest, &subtype))
        return (swage_str){NULL, 0};
    return swage_str_of(content_type.ptr, (size_t)(subtype.ptr + subtype.len - content_type.ptr));
}

bool swage_media_in(swage_str content_type, swage_str range, bool is_text)
{
    bool is_any = range.ptr[0] == '*';
    if (!content_type.ptr || (is_any && !is_text))
        return is_any;
    if (range.ptr[range.len - 1] != '*')
        return media_is(content_type, range, is_text || is_json(range));
    swage_str essence = essence_of(content_type), begin = swage_str_of(range.ptr, is_any ? 0 : range.len - 1);
    return essence.len > begin.len && swage_field_is(swage_str_of(essence.ptr, begin.len), begin) &&
           media_is(content_type, essence, is_text);
}
