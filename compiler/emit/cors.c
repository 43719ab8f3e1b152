/* SPDX-License-Identifier: MIT */
/* What a route takes and gives is said for every one: which origins may ask can be a flag of the server's. */
#include "config.h"

#include "emit/cors.h"

#include <string.h>
#include <strings.h>

/* ---- policies ---- */

static void emit_policy(struct emitter *e, const struct model_route *route)
{
    const struct model_cors *cors = route->cors;
    struct text *t = &e->text;
    if (!cors || emitter_find(e, cors, "cors"))
        return;
    const char *origins = NULL;
    if (cors->origin_count > 0) {
        origins = emitter_name(e, cors, "origins", route->c_name);
        text_add(t, "static const swage_str %s[] = {\n", origins);
        for (size_t i = 0; i < cors->origin_count; i++)
            text_add(t, "SWAGE_STR_INIT(%s),\n", text_literal(e->pool, cors->origins[i].ptr, cors->origins[i].len));
        text_add(t, "};\n");
    }
    text_add(t, "static const struct swage_cors %s = {\n", emitter_name(e, cors, "cors", route->c_name));
    text_add(t, ".origins = %s,\n.origin_count = %zu,\n", origins ? origins : "NULL", cors->origin_count);
    if (cors->has_credentials)
        text_add(t, ".has_credentials = true,\n");
    if (cors->max_age)
        text_add(t, ".max_age = \"%s\",\n", cors->max_age);
    text_add(t, "};\n\n");
}

void emit_cors(struct emitter *e)
{
    for (size_t i = 0; i < e->model->route_count; i++)
        emit_policy(e, &e->model->routes[i]);
}

/* ---- header fields ---- */

struct names {
    struct pool *pool;
    const char *text; /* "A, B"; NULL without any */
};

static bool has_name(const char *list, const char *name)
{
    size_t len = strlen(name);
    for (const char *at = list; at; at = strstr(at, ", ")) {
        at += *at == ',' ? 2 : 0;
        if (strncasecmp(at, name, len) == 0 && (at[len] == ',' || at[len] == '\0'))
            return true;
    }
    return false;
}

static void add_name(struct names *names, const char *name)
{
    if (!has_name(names->text, name))
        names->text = names->text ? pool_printf(names->pool, "%s, %s", names->text, name) : name;
}

static void add_names(struct names *names, const struct model_text *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        add_name(names, list[i].ptr);
}

static const char *requests_of(struct pool *pool, const struct model_route *route)
{
    struct names names = {pool, NULL};
    const struct model_scheme *scheme = route->auth.scheme;
    if (route->body || route->has_form || route->has_pieces)
        add_name(&names, "Content-Type");
    if (scheme && scheme->kind != MODEL_SCHEME_KEY)
        add_name(&names, "Authorization");
    else if (scheme && scheme->where == MODEL_IN_HEADER)
        add_name(&names, scheme->key.ptr);
    for (size_t i = 0; i < route->parameter_count; i++)
        if (route->parameters[i].where == MODEL_IN_HEADER)
            add_name(&names, route->parameters[i].header);
    if (route->cors)
        add_names(&names, route->cors->headers, route->cors->header_count);
    return names.text;
}

/* What scripts may read anyway: https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name */
static bool is_safe(const char *name)
{
    static const char *const safe[] = {"Cache-Control", "Content-Language", "Content-Length", "Content-Type",
                                       "Expires",       "Last-Modified",    "Pragma"};
    for (size_t i = 0; i < sizeof safe / sizeof *safe; i++)
        if (strcasecmp(safe[i], name) == 0)
            return true;
    return false;
}

static const char *answers_of(struct pool *pool, const struct model_route *route)
{
    struct names names = {pool, NULL};
    for (size_t i = 0; i < route->response_count; i++)
        for (size_t k = 0; k < route->responses[i].field_count; k++) {
            const struct model_parameter *field = &route->responses[i].fields[k];
            if (field->where == MODEL_IN_HEADER && !is_safe(field->header))
                add_name(&names, field->header);
        }
    if (route->cors)
        add_names(&names, route->cors->exposed, route->cors->exposed_count);
    return names.text;
}

void emit_cors_members(struct emitter *e, const struct model_route *route)
{
    struct text *t = &e->text;
    const char *requests = requests_of(e->pool, route), *answers = answers_of(e->pool, route);
    if (route->cors)
        text_add(t, ".cors = &%s,\n", emitter_find(e, route->cors, "cors"));
    if (requests)
        text_add(t, ".cors_requests = %s,\n", text_literal(e->pool, requests, strlen(requests)));
    if (answers)
        text_add(t, ".cors_answers = %s,\n", text_literal(e->pool, answers, strlen(answers)));
}

const char *cors_app_member(const struct model *model)
{
    for (size_t i = 0; i < model->route_count; i++)
        if (model->routes[i].cors && model->routes[i].cors->origin_count > 0)
            return ",\n.has_cors = true";
    return "";
}
