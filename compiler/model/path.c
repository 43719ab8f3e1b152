/* SPDX-License-Identifier: MIT */
/* A segment is a literal or one whole parameter:

       "/users/{id}/files/{rest+}"   users, {id}, files, {rest+}: one or more segments, at the end only
       "/"                           one empty literal
       "/caf%C3%A9"                  compared after decoding

   Messages point at the segment, except in strings with escapes, where only the string has a place. */
#include "config.h"

#include "model/path.h"

#include "model/c_name.h"
#include "model/resolve.h"
#include "syntax/diagnostic.h"

#include <inttypes.h>
#include <string.h>

static struct place place_of(const struct ast_string *text, size_t first, size_t len)
{
    bool has_escapes = text->at.end - text->at.first != text->len + 2;
    if (has_escapes || text->at.file == NULL)
        return text->at;
    struct place at = text->at;
    at.first += (uint32_t)first + 1;
    at.end = at.first + (uint32_t)(len > 0 ? len : 1);
    at.col += (uint32_t)first + 1;
    return at;
}

/* ---- literals ---- */

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    char low = (char)(c | 0x20);
    return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

/* RFC 3986 3.3: pchar, and what lies beyond ASCII, which arrives percent-encoded. */
static bool may_stand(char c)
{
    static const char marks[] = "-._~!$&'()*+,;=:@";
    bool is_letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z', is_digit = c >= '0' && c <= '9';
    return is_letter || is_digit || (signed char)c < 0 || (c != '\0' && strchr(marks, c) != NULL);
}

/* The fault in a literal, or NULL and its decoded text in `out` (as long as the text itself). */
static const char *decode(const char *text, size_t len, struct model_text *out, char *bytes)
{
    size_t count = 0;
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '{' || text[i] == '}')
            return "a parameter is a whole segment: '/{name}'";
        if (text[i] != '%') {
            if (!may_stand(text[i]))
                return "a path has no such character; write it percent-encoded";
            bytes[count++] = text[i];
            continue;
        }
        if (i + 2 >= len || hex(text[i + 1]) < 0 || hex(text[i + 2]) < 0)
            return "two hexadecimal digits follow a '%'";
        bytes[count] = (char)(hex(text[i + 1]) << 4 | hex(text[i + 2]));
        if (bytes[count++] == '\0')
            return "'%00' matches nothing: requests with it are refused";
        i += 2;
    }
    *out = (struct model_text){bytes, count};
    return NULL;
}

/* RFC 3629 4, as requests' paths are checked: what is no UTF-8 never gets to the routes. */
static bool is_utf8(const unsigned char *s, size_t len)
{
    for (size_t i = 0; i < len;) {
        unsigned char c = s[i];
        size_t more = c < 0x80                 ? 0
                      : c >= 0xC2 && c <= 0xDF ? 1
                      : (c & 0xF0) == 0xE0     ? 2
                      : c >= 0xF0 && c <= 0xF4 ? 3
                                               : len;
        if (i + more >= len)
            return false;
        unsigned char second = more > 0 ? s[i + 1] : 0x80;
        if ((c == 0xE0 && second < 0xA0) || (c == 0xED && second > 0x9F) || (c == 0xF0 && second < 0x90) ||
            (c == 0xF4 && second > 0x8F))
            return false;
        for (size_t k = 1; k <= more; k++)
            if ((s[i + k] & 0xC0) != 0x80)
                return false;
        i += more + 1;
    }
    return true;
}

static const char *make_literal(struct pool *pool, const char *text, size_t len, struct model_segment *out)
{
    out->kind = MODEL_LITERAL;
    const char *fault = decode(text, len, &out->text, pool_alloc(pool, len + 1));
    if (fault != NULL)
        return fault;
    if (!is_utf8((const unsigned char *)out->text.ptr, out->text.len))
        return "this is no UTF-8 when decoded";
    bool is_dots = (out->text.len == 1 || out->text.len == 2) && strspn(out->text.ptr, ".") == out->text.len;
    return is_dots ? "clients take '.' and '..' out of paths before they ask" : NULL;
}

/* ---- parameters ---- */

static bool is_name(const char *text, size_t len)
{
    if (len == 0 || (text[0] >= '0' && text[0] <= '9'))
        return false;
    for (size_t i = 0; i < len; i++) {
        char c = text[i];
        if (!((c | 0x20) >= 'a' && (c | 0x20) <= 'z') && !(c >= '0' && c <= '9') && c != '_')
            return false;
    }
    return true;
}

static const char *make_parameter(struct pool *pool, const char *text, size_t len, struct model_segment *out)
{
    bool is_rest = len > 2 && text[len - 2] == '+';
    size_t name_len = len - 2 - is_rest;
    if (!is_name(text + 1, name_len))
        return "a parameter is a name in braces: '{id}', or '{rest+}' for all segments that follow";
    out->kind = is_rest ? MODEL_REST : MODEL_PARAMETER;
    out->text = (struct model_text){pool_copy(pool, text + 1, name_len), name_len};
    return NULL;
}

static const char *make_segment(struct pool *pool, const char *text, size_t len, struct model_segment *out)
{
    bool in_braces = len >= 2 && text[0] == '{' && text[len - 1] == '}';
    return in_braces ? make_parameter(pool, text, len, out) : make_literal(pool, text, len, out);
}

/* ---- paths ---- */

struct path_segment *path_find(const struct path *path, const char *name, size_t *capture)
{
    size_t number = 0;
    for (struct path_segment *segment = path->first; segment != NULL; segment = segment->next) {
        if (segment->made.kind == MODEL_LITERAL)
            continue;
        if (strcmp(segment->made.text.ptr, name) == 0) {
            *capture = number;
            return segment;
        }
        number++;
    }
    return NULL;
}

static bool refuse(const struct unit *unit, const struct place *at, const char *fault)
{
    diagnose(unit->cx, at, DIAGNOSTIC_BAD_PATH, "%s", fault);
    return false;
}

static bool append(const struct unit *unit, struct path *path, const struct path_segment *made)
{
    size_t ignored;
    const struct path_segment *last = path->last, *same = NULL;
    if (last != NULL && last->made.kind == MODEL_REST)
        return refuse(unit, &last->at, "nothing can follow '{name+}', which matches all that is left");
    if (made->made.kind != MODEL_LITERAL)
        same = path_find(path, made->made.text.ptr, &ignored);
    if (same != NULL) {
        diagnose(unit->cx, &made->at, DIAGNOSTIC_BAD_PATH, "'{%s}' stands in this path twice", made->made.text.ptr);
        diagnose_note(unit->cx, &same->at, "the first one is here");
        return false;
    }
    struct path_segment *copy = pool_alloc(&unit->cx->pool, sizeof *copy);
    *copy = *made;
    if (path->last == NULL)
        path->first = copy;
    else
        path->last->next = copy;
    path->last = copy;
    path->count++;
    return true;
}

/* `text` begins with a slash. All its faults are reported. */
static bool split(const struct unit *unit, struct path *path, const struct ast_string *text)
{
    bool is_fine = true;
    for (size_t start = 1; start <= text->len;) {
        const char *slash = memchr(text->text + start, '/', text->len - start);
        size_t len = slash == NULL ? text->len - start : (size_t)(slash - text->text) - start;
        struct path_segment made = {.at = place_of(text, start, len)};
        const char *fault = make_segment(&unit->cx->pool, text->text + start, len, &made.made);
        if (fault != NULL)
            is_fine = refuse(unit, &made.at, fault);
        else
            is_fine = append(unit, path, &made) && is_fine;
        start += len + 1;
    }
    return is_fine;
}

static bool add(const struct unit *unit, struct path *path, const struct ast_string *text)
{
    const char *before = path->text == NULL ? "" : path->text;
    path->text = pool_printf(&unit->cx->pool, "%s%s", before, text->text);
    if (strlen(path->text) > C_TEXT_MAX) {
        diagnose(unit->cx, &text->at, DIAGNOSTIC_TOO_LARGE, "this path is longer than %d bytes", C_TEXT_MAX);
        return false;
    }
    if (text->len == 0 || text->text[0] != '/')
        return refuse(unit, &text->at, "a path begins with '/'");
    return split(unit, path, text);
}

bool path_add_group(const struct unit *unit, struct path *path, const struct ast_string *text)
{
    if (text->len > 0 && text->text[text->len - 1] == '/')
        return refuse(unit, &text->at, "a group's path does not end with '/': those in it begin with one");
    return add(unit, path, text);
}

bool path_add_route(const struct unit *unit, struct path *path, const struct ast_string *text)
{
    bool is_groups_own = text->len == 0 && path->first != NULL;
    return is_groups_own || add(unit, path, text);
}

const char *path_shape(const struct unit *unit, const struct path *path)
{
    const char *shape = "";
    for (const struct path_segment *segment = path->first; segment != NULL; segment = segment->next) {
        const struct model_text *text = &segment->made.text;
        if (segment->made.kind == MODEL_LITERAL) /* with its length: a decoded slash is none */
            shape = pool_printf(&unit->cx->pool, "%s/%zu:%s", shape, text->len, text->ptr);
        else
            shape = pool_printf(&unit->cx->pool, "%s/%s", shape, segment->made.kind == MODEL_REST ? "{+}" : "{}");
    }
    return shape;
}
