/* SPDX-License-Identifier: MIT */
/* From what a test says of a request to what stands in one: queries and forms escaped, cookies in one field, a
   Content-Type where the kind of body tells it. */
#include "config.h"

#include "test/client.h"

#include "http/field.h"
#include "http/response.h"

#include <ctype.h>
#include <string.h>

static const char no_memory[] = "there is no memory for the request";

/* ---- escapes ---- */

/* RFC 3986 2.3: what never needs an escape. */
static bool is_unreserved(unsigned char c)
{
    return isalnum(c) || (c != '\0' && strchr("-._~", c));
}

static size_t escaped_len(const char *text)
{
    size_t len = 0;
    for (; *text; text++)
        len += is_unreserved((unsigned char)*text) ? 1 : 3;
    return len;
}

static char *put_escaped(char *to, const char *text)
{
    static const char digits[] = "0123456789ABCDEF";
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (is_unreserved(c)) {
            *to++ = (char)c;
            continue;
        }
        *to++ = '%';
        *to++ = digits[c >> 4];
        *to++ = digits[c & 15];
    }
    return to;
}

static char *put(char *to, const char *text)
{
    size_t len = strlen(text);
    memcpy(to, text, len);
    return to + len;
}

static const char *value_of(const struct swage_test_pair *pair)
{
    return pair->value ? pair->value : "";
}

/* `head`, and then "name=value&name=value" with `first` in front. False without memory. */
static bool join_pairs(struct swage_test *test, const char *head, const char *first,
                       const struct swage_test_pair *pairs, swage_str *out)
{
    size_t len = strlen(head);
    for (const struct swage_test_pair *pair = pairs; pair->name; pair++)
        len += escaped_len(pair->name) + escaped_len(value_of(pair)) + 2;
    char *text = swage_arena_alloc(&test->texts, len + 1), *to = text;
    if (!text)
        return false;
    to = put(to, head);
    for (const struct swage_test_pair *pair = pairs; pair->name; pair++) {
        to = put(to, pair == pairs ? first : "&");
        to = put_escaped(to, pair->name);
        *to++ = '=';
        to = put_escaped(to, value_of(pair));
    }
    *out = swage_str_of(text, (size_t)(to - text));
    return true;
}

/* ---- fields ---- */

static bool has_field(const struct client_request *out, const char *name)
{
    return swage_field_find(out->fields, out->field_count, 0, swage_str_from(name)) < out->field_count;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* RFC 9112 5.1: white space around a value is none of it. */
static swage_str trim(swage_str text)
{
    while (text.len > 0 && is_blank(text.ptr[text.len - 1]))
        text.len--;
    while (text.len > 0 && is_blank(*text.ptr)) {
        text.ptr++;
        text.len--;
    }
    return text;
}

static const char *add_field(struct client_request *out, const char *name, swage_str value)
{
    struct swage_field field = {swage_str_from(name), trim(value)};
    if (!swage_http_field_ok(field.name, field.value))
        return "a header field has a name or a value that cannot be sent";
    if (out->field_count == HTTP_FIELDS_MAX)
        return "there are more header fields than a request may have";
    out->fields[out->field_count++] = field;
    return NULL;
}

static const char *add_fields(struct client_request *out, const struct swage_test_pair *pairs)
{
    const char *trouble = NULL;
    for (; pairs && pairs->name && !trouble; pairs++)
        trouble = add_field(out, pairs->name, swage_str_from(value_of(pairs)));
    return trouble;
}

static const char *add_always(const struct swage_test *test, struct client_request *out)
{
    const char *trouble = NULL;
    for (unsigned i = 0; i < test->always_count && !trouble; i++)
        if (!has_field(out, test->always[i].name))
            trouble = add_field(out, test->always[i].name, swage_str_from(test->always[i].value));
    return trouble;
}

/* RFC 6265 4.2.1: name=value; name=value. Nothing is escaped: what a cookie holds is between server and browser. */
static const char *add_cookies(struct swage_test *test, const struct swage_test_pair *cookies,
                               struct client_request *out)
{
    size_t len = 0;
    if (!cookies || !cookies->name)
        return NULL;
    for (const struct swage_test_pair *pair = cookies; pair->name; pair++)
        len += strlen(pair->name) + strlen(value_of(pair)) + 3;
    char *text = swage_arena_alloc(&test->texts, len), *to = text;
    if (!text)
        return no_memory;
    for (const struct swage_test_pair *pair = cookies; pair->name; pair++) {
        to = put(to, pair == cookies ? "" : "; ");
        to = put(to, pair->name);
        *to++ = '=';
        to = put(to, value_of(pair));
    }
    return add_field(out, "Cookie", swage_str_of(text, (size_t)(to - text)));
}

/* ---- all ---- */

static const char *add_body(struct swage_test *test, const struct swage_test_request *request,
                            struct client_request *out)
{
    const char *media = request->json ? SWAGE_MEDIA_JSON : request->form ? "application/x-www-form-urlencoded" : NULL;
    if (!!request->json + !!request->form + !!request->body.ptr > 1)
        return "a request has one body: json, form or body";
    out->body = request->json ? swage_str_from(request->json) : request->body;
    if (request->form && !join_pairs(test, "", "", request->form, &out->body))
        return no_memory;
    return media && !has_field(out, "Content-Type") ? add_field(out, "Content-Type", swage_str_from(media)) : NULL;
}

static const char *add_target(struct swage_test *test, const struct swage_test_request *request,
                              struct client_request *out)
{
    if (!request->target)
        return "a request needs a target";
    out->target = swage_str_from(request->target);
    const char *first = strchr(request->target, '?') ? "&" : "?";
    if (request->query && !join_pairs(test, request->target, first, request->query, &out->target))
        return no_memory;
    return NULL;
}

const char *client_compose(struct swage_test *test, const struct swage_test_request *request,
                           struct client_request *out)
{
    const char *trouble = add_target(test, request, out);
    out->field_count = 0;
    if (!trouble)
        trouble = add_fields(out, request->headers);
    if (!trouble)
        trouble = add_always(test, out);
    if (!trouble)
        trouble = add_cookies(test, request->cookies, out);
    if (!trouble)
        trouble = add_body(test, request, out);
    if (trouble)
        return trouble;
    out->method = swage_str_from(request->method);
    if (!out->method.ptr)
        out->method = out->body.ptr ? SWAGE_STR("POST") : SWAGE_STR("GET");
    return NULL;
}
