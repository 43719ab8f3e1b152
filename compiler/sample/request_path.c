/* SPDX-License-Identifier: MIT */
/* Paths as lists of segments: of all routes that one fits the server takes the one that is literal for longest. */
#include "config.h"

#include "sample/request_path.h"

#include <string.h>

enum { SEGMENTS_MAX = 64 };

void request_escape(struct sheet *sheet, struct model_text text)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c != '\0' && strchr(plain, c))
            sheet_bytes(sheet, &text.ptr[i], 1);
        else
            sheet_put(sheet, pool_printf(sheet->pool, "%%%02X", c));
    }
}

/* ---- which route it is ---- */

static bool is_text(struct model_text a, struct model_text b)
{
    return a.len == b.len && memcmp(a.ptr, b.ptr, a.len) == 0;
}

static bool fits(const struct model_route *route, const struct model_text *texts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct model_segment *segment = &route->segments[i];
        if (i >= route->segment_count)
            return false;
        if (segment->kind == MODEL_REST)
            return texts[i].len > 0;
        if (segment->kind == MODEL_LITERAL ? !is_text(segment->text, texts[i]) : texts[i].len == 0)
            return false;
    }
    return count == route->segment_count;
}

/* Less than 0 where `a` is looked at before `b` for a path that both fit. */
static int compare(const struct model_route *a, const struct model_route *b)
{
    for (size_t i = 0; i < a->segment_count && i < b->segment_count; i++)
        if (a->segments[i].kind != b->segments[i].kind)
            return (int)a->segments[i].kind - (int)b->segments[i].kind;
    return 0;
}

static const struct model_route *find(const struct model *model, const struct model_text *texts, size_t count)
{
    const struct model_route *best = NULL;
    for (size_t i = 0; i < model->route_count; i++) {
        const struct model_route *route = &model->routes[i];
        if (fits(route, texts, count) && (!best || compare(route, best) < 0))
            best = route;
    }
    return best;
}

/* Whether two routes have one place in the tree of paths. */
static bool is_same_place(const struct model_route *a, const struct model_route *b)
{
    if (a->segment_count != b->segment_count)
        return false;
    for (size_t i = 0; i < a->segment_count; i++) {
        const struct model_segment *left = &a->segments[i], *right = &b->segments[i];
        if (left->kind != right->kind || (left->kind == MODEL_LITERAL && !is_text(left->text, right->text)))
            return false;
    }
    return true;
}

/* ---- paths ---- */

/* "." and ".." are other places to whoever normalizes paths (RFC 3986 5.2.4). */
static bool is_segment(struct model_text text)
{
    return text.len > 0 && !memchr(text.ptr, '/', text.len) && !is_text(text, sheet_of(".")) && !is_text(text, sheet_of(".."));
}

bool request_path(struct sheet *sheet, const struct model *model, const struct model_route *route,
                  const struct model_text *values)
{
    struct model_text texts[SEGMENTS_MAX];
    if (route->segment_count > SEGMENTS_MAX)
        return false;
    for (size_t i = 0, capture = 0; i < route->segment_count; i++) {
        bool is_literal = route->segments[i].kind == MODEL_LITERAL;
        texts[i] = is_literal ? route->segments[i].text : values[capture++];
        if (!is_literal && !is_segment(texts[i]))
            return false;
    }
    const struct model_route *found = find(model, texts, route->segment_count);
    if (!found || !is_same_place(found, route))
        return false;
    for (size_t i = 0; i < route->segment_count; i++) {
        sheet_put(sheet, "/");
        request_escape(sheet, texts[i]);
    }
    return true;
}

struct model_text request_nowhere(struct pool *pool, const struct model *model)
{
    struct model_text texts[SEGMENTS_MAX];
    struct sheet sheet = SHEET_INIT(pool);
    size_t count = 0;
    do {
        texts[count++] = sheet_of("nowhere");
        sheet_put(&sheet, "/nowhere");
    } while (count < SEGMENTS_MAX && find(model, texts, count));
    return sheet_done(&sheet);
}

/* ---- methods ---- */

/* HEAD comes with GET, and OPTIONS by itself. */
static bool has_method(const struct model *model, const struct model_route *route, const char *method, bool is_implied)
{
    if (is_implied && strcmp(method, "OPTIONS") == 0)
        return true;
    for (size_t i = 0; i < model->route_count; i++) {
        const struct model_route *other = &model->routes[i];
        if (is_same_place(other, route) && strcmp(other->method, method) == 0)
            return true;
    }
    return is_implied && strcmp(method, "HEAD") == 0 && has_method(model, route, "GET", false);
}

bool request_has_method(const struct model *model, const struct model_route *route, const char *method)
{
    return has_method(model, route, method, strcmp(method, "HEAD") == 0);
}

const char *request_allow(struct pool *pool, const struct model *model, const struct model_route *route)
{
    static const char *const methods[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", NULL};
    const char *allow = "Allow: ";
    bool is_first = true;
    for (size_t i = 0; methods[i]; i++) {
        if (!has_method(model, route, methods[i], true))
            continue;
        allow = pool_printf(pool, "%s%s%s", allow, is_first ? "" : ", ", methods[i]);
        is_first = false;
    }
    return allow;
}
