/* SPDX-License-Identifier: MIT */
/* The document as a whole: what it is about, its paths, its components. */
#include "config.h"

#include "emit/openapi.h"

#include "emit/emitter.h"
#include "emit/operation.h"
#include "emit/schema.h"

#include <string.h>

/* ---- what is shown ---- */

static bool has_tag(const struct model_route *route, const char *name)
{
    for (size_t i = 0; i < route->tag_count; i++)
        if (strcmp(route->tags[i], name) == 0)
            return true;
    return false;
}

static bool is_tag_used(const struct model *model, const char *name)
{
    for (size_t i = 0; i < model->route_count; i++)
        if (has_tag(&model->routes[i], name))
            return true;
    return false;
}

static bool is_scheme_used(const struct model *model, const struct model_scheme *scheme)
{
    for (size_t i = 0; i < model->route_count; i++)
        if (model->routes[i].auth.scheme == scheme)
            return true;
    return false;
}

static void drop_tags(struct pool *pool, struct model *shown)
{
    struct model_tag *tags = pool_alloc(pool, shown->tag_count * sizeof *tags);
    size_t count = 0;
    for (size_t i = 0; i < shown->tag_count; i++)
        if (is_tag_used(shown, shown->tags[i].name))
            tags[count++] = shown->tags[i];
    shown->tags = tags;
    shown->tag_count = count;
}

/* Routes name the schemes by where they stand: these go without the others. */
static void drop_schemes(struct pool *pool, struct model *shown)
{
    const struct model_scheme **used = pool_alloc(pool, shown->scheme_count * sizeof *used);
    struct model_scheme *schemes = pool_alloc(pool, shown->scheme_count * sizeof *schemes);
    size_t count = 0;
    for (size_t i = 0; i < shown->scheme_count; i++)
        if (is_scheme_used(shown, &shown->schemes[i]))
            used[count++] = &shown->schemes[i];
    for (size_t i = 0; i < count; i++)
        schemes[i] = *used[i];
    shown->schemes = schemes;
    shown->scheme_count = count;
}

/* The model without routes that are hidden, and what only those have. */
static const struct model *shown_of(struct pool *pool, const struct model *model)
{
    struct model *shown = pool_alloc(pool, sizeof *shown);
    struct model_route *routes = pool_alloc(pool, model->route_count * sizeof *routes);
    *shown = *model;
    shown->route_count = 0;
    for (size_t i = 0; i < model->route_count; i++)
        if (!model->routes[i].is_hidden)
            routes[shown->route_count++] = model->routes[i];
    if (shown->route_count == model->route_count)
        return model;
    shown->routes = routes;
    drop_tags(pool, shown);
    drop_schemes(pool, shown);
    return shown;
}

/* ---- which types there are ---- */

static void use_route(struct components *all, const struct model_route *route)
{
    for (size_t i = 0; i < route->parameter_count; i++)
        components_use(all, route->parameters[i].type, COMPONENT_READ);
    if (route->body != NULL)
        components_use(all, route->body, COMPONENT_READ);
    for (size_t i = 0; i < route->response_count; i++) {
        const struct model_response *response = &route->responses[i];
        if (response->body != NULL)
            components_use(all, response->body, COMPONENT_WRITTEN);
        for (size_t k = 0; k < response->field_count; k++)
            components_use(all, response->fields[k].type, COMPONENT_WRITTEN);
    }
}

static void find_components(struct schema *s, const struct model *model)
{
    components_init(&s->components, s->leaf.text.pool, model);
    for (size_t i = 0; i < model->route_count; i++)
        use_route(&s->components, &model->routes[i]);
    components_finish(&s->components);
}

/* ---- the head ---- */

static const char *words_of(struct schema *s, const struct model *model)
{
    return model->doc != NULL ? model->doc : pool_printf(s->leaf.text.pool, "What %s describes.", model->file);
}

static void put_info(struct schema *s, const struct model *model)
{
    leaf_key(&s->leaf, "info");
    leaf_open(&s->leaf, '{');
    leaf_put(&s->leaf, "title", model->stem);
    leaf_put(&s->leaf, "summary", model->note.summary);
    leaf_put(&s->leaf, "description", words_of(s, model));
    leaf_put(&s->leaf, "version", model->version != NULL ? model->version : "0.0.0");
    leaf_close(&s->leaf);
    leaf_key(&s->leaf, "servers");
    leaf_open(&s->leaf, '[');
    leaf_open(&s->leaf, '{');
    leaf_put(&s->leaf, "url", "/");
    leaf_close(&s->leaf);
    leaf_close(&s->leaf);
}

static void put_tag(struct schema *s, const char *name, const char *doc)
{
    leaf_open(&s->leaf, '{');
    leaf_put(&s->leaf, "name", name);
    leaf_put(&s->leaf, "description", doc);
    leaf_close(&s->leaf);
}

/* Routes without a tag stand under the file's name. */
static void put_tags(struct schema *s, const struct model *model)
{
    bool has_own = false, is_wanted = false;
    for (size_t i = 0; i < model->route_count; i++)
        is_wanted = is_wanted || model->routes[i].tag_count == 0;
    if (model->tag_count == 0 && !is_wanted)
        return;
    leaf_key(&s->leaf, "tags");
    leaf_open(&s->leaf, '[');
    for (size_t i = 0; i < model->tag_count; i++) {
        has_own = has_own || strcmp(model->tags[i].name, model->stem) == 0;
        put_tag(s, model->tags[i].name, model->tags[i].doc);
    }
    if (is_wanted && !has_own)
        put_tag(s, model->stem, words_of(s, model));
    leaf_close(&s->leaf);
}

/* ---- paths ---- */

static bool same_text(struct model_text a, struct model_text b)
{
    return a.len == b.len && memcmp(a.ptr, b.ptr, a.len) == 0;
}

/* Whether two paths are one when their parameters' names are not looked at. */
static bool same_shape(const struct model_route *a, const struct model_route *b, bool is_rest_told)
{
    if (a->segment_count != b->segment_count)
        return false;
    for (size_t i = 0; i < a->segment_count; i++) {
        const struct model_segment *left = &a->segments[i], *right = &b->segments[i];
        bool are_literal = left->kind == MODEL_LITERAL && right->kind == MODEL_LITERAL;
        bool are_alike = left->kind == right->kind ||
                         (!is_rest_told && left->kind != MODEL_LITERAL && right->kind != MODEL_LITERAL);
        if (!are_alike || (are_literal && !same_text(left->text, right->text)))
            return false;
    }
    return true;
}

static size_t first_of_shape(const struct model *model, size_t number)
{
    size_t i = 0;
    while (!same_shape(&model->routes[i], &model->routes[number], true))
        i++;
    return i;
}

/* OpenAPI's "{x}" is one segment or many as one likes. Where a schema has both, the name of the many keeps its plus. */
static bool has_rival(const struct model *model, const struct model_route *route)
{
    for (size_t i = 0; i < model->route_count; i++)
        if (same_shape(&model->routes[i], route, false) && !same_shape(&model->routes[i], route, true))
            return true;
    return false;
}

static const char *path_key(struct pool *pool, const struct named_path *named)
{
    const char *path = named->route->path;
    size_t len = strlen(path);
    bool is_rest = named->route->segments[named->route->segment_count - 1].kind == MODEL_REST;
    if (!is_rest || named->has_plus)
        return path;
    return pool_printf(pool, "%.*s}", (int)len - 2, path);
}

static void put_path(struct schema *s, const struct model *model, size_t first)
{
    const struct named_path named = {&model->routes[first], has_rival(model, &model->routes[first])};
    leaf_key(&s->leaf, path_key(s->leaf.text.pool, &named));
    leaf_open(&s->leaf, '{');
    for (size_t i = first; i < model->route_count; i++)
        if (first_of_shape(model, i) == first)
            operation_write(s, model, &model->routes[i], &named);
    leaf_close(&s->leaf);
}

static void put_paths(struct schema *s, const struct model *model)
{
    leaf_key(&s->leaf, "paths");
    leaf_open(&s->leaf, '{');
    for (size_t i = 0; i < model->route_count; i++)
        if (first_of_shape(model, i) == i)
            put_path(s, model, i);
    leaf_close(&s->leaf);
}

/* ---- who is asking ---- */

static void put_scheme(struct schema *s, const struct model_scheme *scheme)
{
    static const char *const places[] = {"path", "query", "header", "cookie"};
    leaf_key(&s->leaf, scheme->name);
    leaf_open(&s->leaf, '{');
    if (scheme->kind == MODEL_SCHEME_KEY) {
        leaf_put(&s->leaf, "type", "apiKey");
        leaf_put(&s->leaf, "in", places[scheme->where]);
        leaf_key(&s->leaf, "name");
        leaf_text(&s->leaf, scheme->key);
    } else {
        leaf_put(&s->leaf, "type", "http");
        leaf_put(&s->leaf, "scheme", scheme->kind == MODEL_SCHEME_BASIC ? "basic" : "bearer");
        leaf_put(&s->leaf, "bearerFormat", scheme->kind == MODEL_SCHEME_JWT ? "JWT" : NULL);
    }
    leaf_put(&s->leaf, "description", scheme->doc);
    leaf_close(&s->leaf);
}

static void put_schemes(struct schema *s, const struct model *model)
{
    if (model->scheme_count == 0)
        return;
    leaf_key(&s->leaf, "securitySchemes");
    leaf_open(&s->leaf, '{');
    for (size_t i = 0; i < model->scheme_count; i++)
        put_scheme(s, &model->schemes[i]);
    leaf_close(&s->leaf);
}

/* ---- all ---- */

static void put_components(struct schema *s, const struct model *model)
{
    if (model->route_count == 0)
        return;
    leaf_key(&s->leaf, "components");
    leaf_open(&s->leaf, '{');
    leaf_key(&s->leaf, "schemas");
    leaf_open(&s->leaf, '{');
    schema_components(s);
    operation_problem(s);
    leaf_close(&s->leaf);
    operation_responses(s, model);
    put_schemes(s, model);
    leaf_close(&s->leaf);
}

struct model_text openapi_document(struct pool *pool, const struct model *all, bool is_tight)
{
    const struct model *model = shown_of(pool, all);
    struct schema *s = pool_alloc(pool, sizeof *s);
    s->prefix = "#/components/schemas/";
    s->is_openapi = true;
    leaf_init(&s->leaf, pool, is_tight);
    find_components(s, model);
    leaf_open(&s->leaf, '{');
    leaf_put(&s->leaf, "openapi", "3.1.0");
    put_info(s, model);
    put_tags(s, model);
    leaf_key(&s->leaf, "security");
    leaf_row(&s->leaf);
    leaf_close(&s->leaf);
    put_paths(s, model);
    put_components(s, model);
    leaf_close(&s->leaf);
    return (struct model_text){s->leaf.text.ptr, s->leaf.text.len};
}

struct model_text openapi_type(struct pool *pool, const struct model *model, const struct model_decl *decl,
                               enum component_way way)
{
    struct schema *s = pool_alloc(pool, sizeof *s);
    struct model_type type = component_type(decl);
    s->prefix = "#/$defs/";
    s->way = way;
    leaf_init(&s->leaf, pool, false);
    components_init(&s->components, pool, model);
    components_use(&s->components, &type, way);
    components_finish(&s->components);
    leaf_open(&s->leaf, '{');
    leaf_put(&s->leaf, "$schema", "https://json-schema.org/draft/2020-12/schema");
    leaf_put(&s->leaf, "$ref",
             pool_printf(pool, "%s%s", s->prefix, component_of(&s->components, &type)->name));
    leaf_key(&s->leaf, "$defs");
    leaf_open(&s->leaf, '{');
    schema_components(s);
    leaf_close(&s->leaf);
    leaf_close(&s->leaf);
    return (struct model_text){s->leaf.text.ptr, s->leaf.text.len};
}

void emit_openapi(struct emitter *e)
{
    struct model_text document = openapi_document(e->pool, e->model, false);
    text_bytes(&e->text, document.ptr, document.len);
}
