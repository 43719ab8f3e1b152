/* SPDX-License-Identifier: MIT */
/* The checks are those of runtime/app/admit.c and of the functions that compiler/emit/serve.c writes, in their order. */
#include "config.h"

#include "command/explain_route.h"

#include "command/describe.h"
#include "command/table.h"
#include "model/budget.h"

#include <string.h>

enum { DEPTH_MAX = 64 }; /* of members within members: no document is deeper */

struct look {
    struct pool *pool;
    const struct bounds *bounds;
    const struct model_route *route;
    FILE *out;
    const struct model_struct **seen; /* structs whose members stand in the table already */
    size_t seen_count, seen_cap;
};

static void title(const struct look *look, const char *text)
{
    fprintf(look->out, "\n  %s\n", text);
}

static void row(struct table *table, const char *a, const char *b, const char *c)
{
    table_add(table, a);
    table_add(table, b);
    table_add(table, c);
}

/* ---- parameters ---- */

static const char *where_name(enum model_where where)
{
    static const char *const names[] = {"path", "query", "header", "cookie", "form"};
    return names[where];
}

static const char *parameter_name(struct pool *pool, const struct model_parameter *parameter)
{
    return parameter->header != NULL ? parameter->header : describe_name(pool, parameter->name);
}

static void print_parameters(const struct look *look)
{
    struct table table;
    table_init(&table, look->pool, 5, 0);
    for (size_t i = 0; i < look->route->parameter_count; i++) {
        const struct model_parameter *parameter = &look->route->parameters[i];
        table_add(&table, where_name(parameter->where));
        row(&table, parameter_name(look->pool, parameter), parameter->type->schema,
            describe_presence(look->pool, parameter->is_required, false, parameter->value, parameter->type));
        table_add(&table, describe_rule(look->pool, parameter->type));
    }
    if (table.first == NULL)
        return;
    title(look, "parameters");
    table_print(&table, look->out, 4);
}

/* ---- the body's members ---- */

static bool is_new(struct look *look, const struct model_struct *structure)
{
    for (size_t i = 0; i < look->seen_count; i++)
        if (look->seen[i] == structure)
            return false;
    if (look->seen_count == look->seen_cap) {
        size_t cap = look->seen_cap == 0 ? 16 : look->seen_cap * 2;
        const struct model_struct **seen = pool_alloc(look->pool, cap * sizeof *seen);
        if (look->seen_count > 0)
            memcpy(seen, look->seen, look->seen_count * sizeof *seen);
        look->seen = seen;
        look->seen_cap = cap;
    }
    look->seen[look->seen_count++] = structure;
    return true;
}

static void add_inside(struct look *look, struct table *table, const struct model_type *type, const char *pointer, int depth);

static void add_value(struct look *look, struct table *table, const struct model_type *type, const char *pointer,
                      const char *presence, int depth)
{
    table_add(table, pointer);
    row(table, type->schema, presence, describe_rule(look->pool, type));
    add_inside(look, table, type, pointer, depth);
}

static void add_members(struct look *look, struct table *table, const struct model_struct *structure, const char *pointer,
                        int depth)
{
    if (depth == DEPTH_MAX || !is_new(look, structure))
        return;
    for (size_t i = 0; i < structure->wire_count; i++) {
        const struct model_member *member = &structure->wire[i];
        const char *presence =
            member->is_skipped ? "skipped"
                               : describe_presence(look->pool, member->is_required, member->is_nullable,
                                                   member->value, member->type);
        const char *below = pool_printf(look->pool, "%s/%s", pointer, describe_name(look->pool, member->key));
        add_value(look, table, member->type, below, presence, depth + 1);
    }
}

/* Members of what the type holds, each struct's where it comes first. Items are a star. */
static void add_inside(struct look *look, struct table *table, const struct model_type *type, const char *pointer, int depth)
{
    while (type->kind == MODEL_ARRAY || type->kind == MODEL_FIXED || type->kind == MODEL_MAP || type->kind == MODEL_MAYBE) {
        if (type->kind != MODEL_MAYBE)
            pointer = pool_printf(look->pool, "%s/*", pointer);
        type = type->item;
    }
    if (type->kind == MODEL_STRUCT)
        add_members(look, table, type->structure, pointer, depth);
    if (type->kind != MODEL_UNION || depth == DEPTH_MAX)
        return;
    for (size_t i = 0; i < type->choice->variant_count; i++) {
        const struct model_variant *variant = &type->choice->variants[i];
        const char *below = pool_printf(look->pool, "%s<%s>", pointer, describe_name(look->pool, variant->tag));
        if (variant->type->kind == MODEL_STRUCT)
            add_members(look, table, variant->type->structure, below, depth + 1);
        else
            add_value(look, table, variant->type, below, "variant", depth + 1);
    }
}

static const char *media_of(const struct model_route *route)
{
    if (route->has_form)
        return route->has_files ? "multipart/form-data" : "application/x-www-form-urlencoded or multipart/form-data";
    if (route->body_media != NULL && strcmp(route->body_media, "*/*") != 0)
        return route->body_media;
    if (route->body_media != NULL || route->has_pieces)
        return "of any media";
    return route->is_merge_patch ? "application/json or application/merge-patch+json" : "application/json";
}

static void print_body(struct look *look)
{
    const struct model_route *route = look->route;
    struct table table;
    if (route->body == NULL)
        return;
    table_init(&table, look->pool, 4, 0);
    add_value(look, &table, route->body, "(root)", route->body_optional ? "optional" : "required", 0);
    title(look, pool_printf(look->pool, "body: %s", media_of(route)));
    for (struct table_row *at = table.first; at != NULL; at = at->next)
        if (strncmp(at->cells[0], "(root)", 6) == 0 && at != table.first)
            at->cells[0] += 6;
    table_print(&table, look->out, 4);
}

/* ---- checks ---- */

static bool takes_body(const struct model_route *route)
{
    return route->body != NULL || route->has_form || route->has_pieces;
}

static const char *limit_text(struct pool *pool, size_t limit)
{
    return limit == 0 ? "what the server allows" : pool_printf(pool, "%zu bytes", limit);
}

static void add_check(struct table *table, size_t *number, const char *what, const char *statuses, const char *why)
{
    table_add(table, pool_printf(table->pool, "%zu", ++*number));
    row(table, what, statuses, why);
}

static void add_body_checks(const struct look *look, struct table *table, size_t *number)
{
    struct pool *pool = look->pool;
    const struct model_route *route = look->route;
    add_check(table, number, "length", "413",
              pool_printf(pool, "Content-Length above %s", limit_text(pool, route->max_body)));
    const char *media = media_of(route);
    bool is_any = strcmp(media, "of any media") == 0;
    add_check(table, number, "media", "415", is_any ? "encoded" : pool_printf(pool, "not %s, or encoded", media));
    add_check(table, number, "arrival", "408, 413", "too slow; a chunk's header that passes the limit");
    if (route->has_files)
        add_check(table, number, "files", "413, 503", "one that is too long; no room for them");
}

/* "a bearer token, for auth_session(); scopes write, admin" */
static const char *auth_text(struct pool *pool, const struct model_auth *auth)
{
    static const char *const kinds[] = {"a bearer token", "a name and a password", "a key", "a JWT"};
    const struct model_scheme *scheme = auth->scheme;
    const char *text = pool_printf(pool, "%s%s, for %s()", auth->is_optional ? "if it is there: " : "", kinds[scheme->kind],
                                   scheme->c_name);
    for (size_t i = 0; i < auth->scope_count; i++)
        text = pool_printf(pool, "%s%s%s", text, i == 0 ? "; scopes " : ", ", auth->scopes[i]);
    return text;
}

static void print_checks(const struct look *look)
{
    struct pool *pool = look->pool;
    const struct model_route *route = look->route;
    struct table table;
    size_t number = 0;
    table_init(&table, pool, 4, 1);
    add_check(&table, &number, "head", "400, 408, 414, 417, 431, 501, 505", "not HTTP/1.1, too slow, too long");
    add_check(&table, &number, "path", "404", "no route has it");
    add_check(&table, &number, "method", "405, 501", pool_printf(pool, "the path is there, but not with %s", route->method));
    if (takes_body(route))
        add_body_checks(look, &table, &number);
    else
        add_check(&table, &number, "length", "413", "a body, which is dropped, above what the server allows");
    if (route->auth.scheme != NULL)
        add_check(&table, &number, pool_printf(pool, "auth %s", route->auth.scheme->name), "400, 401, 403",
                  auth_text(pool, &route->auth));
    for (size_t i = 0; i < route->parameter_count; i++) {
        const struct model_parameter *parameter = &route->parameters[i];
        const char *name = parameter_name(pool, parameter);
        add_check(&table, &number, pool_printf(pool, "%s %s", where_name(parameter->where), name), "400",
                  describe_rule(pool, parameter->type));
    }
    if (route->body_is_raw && route->body->kind == MODEL_STRING)
        add_check(&table, &number, "text", "400", "UTF-8, without U+0000 unless that is allowed");
    if (route->body_is_raw)
        add_check(&table, &number, "body", "422", "its rule above");
    if (route->body != NULL && !route->body_is_raw) {
        add_check(&table, &number, "JSON", "400", "RFC 8259, UTF-8, at most 64 deep, nothing behind it");
        add_check(&table, &number, "body", "422", "every rule above; all faults are told, up to 32");
    }
    if (takes_body(route) || route->parameter_count > 0)
        add_check(&table, &number, "memory", "413",
                  pool_printf(pool, "what was read takes more than %s", limit_text(pool, route->max_arena)));
    add_check(&table, &number, "handler", "", pool_printf(pool, "%s()", route->c_name));
    title(look, "checks, in this order");
    table_print(&table, look->out, 4);
}

/* ---- limits ---- */

static struct bounds_type body_bounds(const struct look *look)
{
    return bounds_of(look->bounds, look->route->body, "the body");
}

static const char *largest_text(struct pool *pool, const struct bounds_type *type)
{
    if (type->largest == BOUNDS_NONE)
        return pool_printf(pool, "no bound: %s", type->why == NULL ? "" : type->why);
    return pool_printf(pool, "%zu bytes", type->largest);
}

static void add_body_limits(const struct look *look, struct table *table)
{
    struct pool *pool = look->pool;
    struct bounds_type type = body_bounds(look);
    table_add(table, "largest body as we would write it");
    table_add(table, largest_text(pool, &type));
    table_add(table, "largest body, all escaped");
    table_add(table, type.escaped == BOUNDS_NONE ? "no bound" : pool_printf(pool, "%zu bytes", type.escaped));
}

static void print_limits(const struct look *look)
{
    struct pool *pool = look->pool;
    const struct model_route *route = look->route;
    struct table table;
    size_t call = budget_call(look->bounds, route);
    table_init(&table, pool, 2, 0);
    if (route->body != NULL)
        add_body_limits(look, &table);
    if (takes_body(route)) {
        table_add(&table, "limit of the body");
        table_add(&table, limit_text(pool, route->max_body));
    }
    table_add(&table, "in and out of the handler");
    table_add(&table, call == BOUNDS_NONE ? "not known here: a type of yours" : pool_printf(pool, "%zu bytes", call));
    table_add(&table, "limit of the arena while reading");
    table_add(&table, limit_text(pool, route->max_arena));
    title(look, "limits");
    table_print(&table, look->out, 4);
}

/* ---- statuses ---- */

static void add_status(struct table *table, const char *status, const char *why)
{
    table_add(table, status);
    table_add(table, why);
}

static void add_responses(const struct look *look, struct table *table)
{
    struct pool *pool = look->pool;
    for (size_t i = 0; i < look->route->response_count; i++) {
        const struct model_response *response = &look->route->responses[i];
        const char *why = response->is_problem ? "Problem, by the handler" : "no body, by the handler";
        if (response->stream) {
            why = response->body == NULL ? "a stream of bytes, by the handler"
                                         : pool_printf(pool, "a stream of %s, by the handler", response->body->schema);
        } else if (response->body != NULL) {
            struct bounds_type type = bounds_of(look->bounds, response->body, "the response");
            why = pool_printf(pool, "%s, by the handler; %s", response->body->schema, largest_text(pool, &type));
        }
        add_status(table, pool_printf(pool, "%d", response->status), why);
    }
}

static const char *why_bad(const struct model_route *route)
{
    if (route->body != NULL && route->parameter_count > 0)
        return "malformed HTTP or JSON, a missing body, or a parameter that breaks its rule";
    if (route->body != NULL)
        return route->body_optional ? "malformed HTTP or JSON" : "malformed HTTP or JSON, or no body";
    return route->parameter_count > 0 ? "malformed HTTP, or a parameter that breaks its rule" : "malformed HTTP";
}

static void print_statuses(const struct look *look)
{
    const struct model_route *route = look->route;
    struct table table;
    table_init(&table, look->pool, 2, 0);
    add_responses(look, &table);
    add_status(&table, "400", why_bad(route));
    if (route->auth.scheme != NULL) {
        add_status(&table, "401", "credentials are missing, or not right");
        add_status(&table, "403", "somebody known, who may not do this");
    }
    add_status(&table, "408", takes_body(route) ? "the head or the body took too long" : "the head took too long");
    add_status(&table, "413", "the body, or what reading takes, is above its limit");
    add_status(&table, "414", "the target is above the server's limit");
    if (takes_body(route))
        add_status(&table, "415", "the body is of another type, or encoded");
    if (route->body != NULL)
        add_status(&table, "422", "a body that is JSON and breaks a rule");
    add_status(&table, "431", "the head is above the server's limit");
    add_status(&table, "500", "the handler gave no answer, or one that cannot be written");
    add_status(&table, "501", "there is no handler, or a transfer coding that is not read");
    add_status(&table, "503", "there is no memory, or too many connections");
    title(look, "statuses");
    table_print(&table, look->out, 4);
}

/* ---- all ---- */

void explain_route(struct pool *pool, const struct bounds *bounds, const struct model_route *route, FILE *out)
{
    struct look look = {.pool = pool, .bounds = bounds, .route = route, .out = out};
    struct model_text path = {route->path, strlen(route->path)};
    fprintf(out, "%s %s\n", route->method, describe_name(pool, path));
    fprintf(out, "  %s, handler %s()\n", route->name, route->c_name);
    print_parameters(&look);
    print_body(&look);
    print_checks(&look);
    print_limits(&look);
    print_statuses(&look);
}
