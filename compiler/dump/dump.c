/* SPDX-License-Identifier: MIT */
/* A file's declarations and routes, member by member as model.h has them. */
#include "config.h"

#include "dump/dump.h"

#include "dump/shape.h"

#include <string.h>

static void put_note(struct part_maker *m, struct json_object *to, const struct model_note *note)
{
    part_put_text(m, to, "summary", note->summary);
    part_put_text(m, to, "since", note->since);
    part_put_flag(m, to, "deprecated", note->is_deprecated);
    part_put_text(m, to, "instead", note->instead);
}

/* ---- structs ---- */

static struct json_object *member(struct part_maker *m, const struct model_member *member)
{
    struct json_object *node = part_object(m);
    part_put_text(m, node, "name", member->name);
    part_put_wire(m, node, "key", member->key);
    part_put_text(m, node, "c_name", member->c_name);
    part_put_text(m, node, "doc", member->doc);
    put_note(m, node, &member->note);
    part_put(m, node, "type", shape_type(m, member->type));
    part_put_flag(m, node, "required", member->is_required);
    part_put_flag(m, node, "nullable", member->is_nullable);
    part_put_flag(m, node, "optional", member->is_optional);
    part_put_flag(m, node, "skipped", member->is_skipped);
    shape_put_default(m, node, member->value, member->type);
    shape_put_examples(m, node, &member->examples);
    shape_put_presence(m, node, member->presence);
    part_put_flag(m, node, "c_null_bit", member->has_null_bit);
    return node;
}

static void put_checks(struct part_maker *m, struct json_object *to, const struct model_struct *structure)
{
    if (structure->check_count == 0)
        return;
    struct json_object *checks = part_array(m);
    for (size_t i = 0; i < structure->check_count; i++)
        part_append(m, checks, part_text(m, structure->checks[i].c_name, strlen(structure->checks[i].c_name)));
    part_put(m, to, "checks", checks);
}

static void put_struct(struct part_maker *m, struct json_object *to, const struct model_struct *structure)
{
    part_put_flag(m, to, "strict", structure->is_strict);
    part_put_flag(m, to, "recursive", structure->is_recursive);
    if (structure->patch_of != NULL) {
        struct json_object *of = part_object(m);
        shape_put_name(m, of, structure->patch_of->name, structure->patch_of->home);
        part_put(m, to, "patch_of", of);
    }
    struct json_object *members = part_array(m);
    for (size_t i = 0; i < structure->wire_count; i++)
        part_append(m, members, member(m, &structure->wire[i]));
    part_put(m, to, "members", members);
    put_checks(m, to, structure);
    shape_put_examples(m, to, &structure->examples);
}

/* ---- unions ---- */

static struct json_object *variant(struct part_maker *m, const struct model_union *choice,
                                   const struct model_variant *variant)
{
    static const char *const json[] = {"object", "array", "string", "number", "boolean"};
    struct json_object *node = part_object(m);
    if (choice->tagging == MODEL_TAG_NONE)
        part_put_text(m, node, "json", json[variant->json]);
    else
        part_put_wire(m, node, "tag", variant->tag);
    part_put_text(m, node, "c_name", variant->c_name);
    part_put_text(m, node, "c_constant", variant->c_constant);
    part_put_text(m, node, "doc", variant->doc);
    put_note(m, node, &variant->note);
    part_put(m, node, "type", shape_type(m, variant->type));
    shape_put_examples(m, node, &variant->examples);
    return node;
}

static void put_union(struct part_maker *m, struct json_object *to, const struct model_union *choice)
{
    static const char *const names[] = {"internal", "adjacent", "external", "untagged"};
    part_put_flag(m, to, "recursive", choice->is_recursive);
    part_put_text(m, to, "tagging", names[choice->tagging]);
    if (choice->tagging == MODEL_TAG_INTERNAL || choice->tagging == MODEL_TAG_ADJACENT)
        part_put_wire(m, to, "tag_key", choice->tag_key);
    if (choice->tagging == MODEL_TAG_ADJACENT)
        part_put_wire(m, to, "content_key", choice->content_key);
    struct json_object *variants = part_array(m);
    for (size_t i = 0; i < choice->variant_count; i++)
        part_append(m, variants, variant(m, choice, &choice->variants[i]));
    part_put(m, to, "variants", variants);
    shape_put_examples(m, to, &choice->examples);
}

/* ---- enums, typedefs ---- */

static void put_enum(struct part_maker *m, struct json_object *to, const struct model_enum *enumeration)
{
    part_put_flag(m, to, "open", enumeration->is_open);
    if (enumeration->is_number)
        part_put(m, to, "base", shape_type(m, enumeration->base));
    struct json_object *values = part_array(m);
    for (size_t i = 0; i < enumeration->enumerator_count; i++) {
        const struct model_enumerator *enumerator = &enumeration->enumerators[i];
        struct json_object *node = part_object(m);
        part_put_text(m, node, "name", enumerator->name);
        part_put_text(m, node, "c_name", enumerator->c_name);
        part_put_text(m, node, "doc", enumerator->doc);
        put_note(m, node, &enumerator->note);
        if (enumeration->is_number)
            part_put(m, node, "value", part_int(m, enumerator->number));
        else
            part_put_wire(m, node, "value", enumerator->text);
        part_append(m, values, node);
    }
    part_put(m, to, "values", values);
    shape_put_examples(m, to, &enumeration->examples);
}

static void put_typedef(struct part_maker *m, struct json_object *to, const struct model_typedef *alias)
{
    part_put_flag(m, to, "nullable", alias->is_nullable);
    part_put(m, to, "type", shape_type(m, alias->type));
    shape_put_examples(m, to, &alias->examples);
}

static void put_extern(struct part_maker *m, struct json_object *to, const struct model_extern *external)
{
    part_put_text(m, to, "c_type", external->c_type);
    part_put_text(m, to, "header", external->header);
    part_put(m, to, "base", shape_type(m, external->base));
    shape_put_examples(m, to, &external->examples);
}

/* ---- declarations ---- */

/* How many bytes of JSON, of the arena and of C a value takes. */
static void put_bounds(struct part_maker *m, struct json_object *to, const struct bounds_type *bounds)
{
    struct json_object *node = part_object(m);
    part_put_size(m, node, "json_least", bounds->least);
    part_put_size(m, node, "json_most", bounds->largest);
    part_put_size(m, node, "json_escaped", bounds->escaped);
    part_put_size(m, node, "arena", bounds->arena);
    part_put_size(m, node, "arena_per_byte", bounds->per_byte);
    part_put_size(m, node, "c_size", bounds->size);
    part_put_text(m, node, "unbounded_by", bounds->why != NULL ? bounds->why : bounds->arena_why);
    part_put(m, to, "bytes", node);
}

static void put_head(struct part_maker *m, struct json_object *to, const char *kind, const char *name,
                     const char *c_name, const char *doc, const struct model_note *note)
{
    part_put_text(m, to, "kind", kind);
    part_put_text(m, to, "name", name);
    part_put_text(m, to, "c_name", c_name);
    part_put_text(m, to, "doc", doc);
    put_note(m, to, note);
}

static struct json_object *declaration(struct part_maker *m, const struct model_decl *decl,
                                       const struct bounds_type *bounds)
{
    struct json_object *node = part_object(m);
    switch (decl->kind) {
    case MODEL_DECL_STRUCT:
        put_head(m, node, "struct", decl->structure->name, decl->structure->c_name, decl->structure->doc,
                 &decl->structure->note);
        put_struct(m, node, decl->structure);
        put_bounds(m, node, bounds);
        break;
    case MODEL_DECL_UNION:
        put_head(m, node, "union", decl->choice->name, decl->choice->c_name, decl->choice->doc, &decl->choice->note);
        put_union(m, node, decl->choice);
        put_bounds(m, node, bounds);
        break;
    case MODEL_DECL_ENUM:
        put_head(m, node, "enum", decl->enumeration->name, decl->enumeration->c_name, decl->enumeration->doc,
                 &decl->enumeration->note);
        put_enum(m, node, decl->enumeration);
        break;
    case MODEL_DECL_TYPEDEF:
        put_head(m, node, "typedef", decl->alias->name, decl->alias->c_name, decl->alias->doc, &decl->alias->note);
        put_typedef(m, node, decl->alias);
        break;
    case MODEL_DECL_EXTERN:
        put_head(m, node, "extern", decl->external->name, decl->external->c_name, decl->external->doc, &decl->external->note);
        put_extern(m, node, decl->external);
        break;
    }
    return node;
}

/* ---- authentication ---- */

static const char *place_name(enum model_where where)
{
    static const char *const places[] = {"path", "query", "header", "cookie", "form"};
    return places[where];
}

static struct json_object *texts(struct part_maker *m, const char *const *items, size_t count)
{
    struct json_object *list = part_array(m);
    for (size_t i = 0; i < count; i++)
        part_append(m, list, part_text(m, items[i], strlen(items[i])));
    return list;
}

static void put_jwt(struct part_maker *m, struct json_object *to, const struct model_scheme *scheme)
{
    static const char *const names[] = {"HS256", "RS256", "ES256", "EdDSA"};
    const char *taken[sizeof names / sizeof *names];
    size_t count = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (scheme->algorithms & 1u << i)
            taken[count++] = names[i];
    part_put(m, to, "algorithms", texts(m, taken, count));
    part_put_text(m, to, "issuer", scheme->issuer);
    part_put_text(m, to, "audience", scheme->audience);
    part_put(m, to, "leeway", part_int(m, scheme->leeway));
}

static struct json_object *scheme(struct part_maker *m, const struct model_scheme *scheme)
{
    static const char *const kinds[] = {"bearer", "basic", "api_key", "jwt"};
    struct json_object *node = part_object(m);
    part_put_text(m, node, "name", scheme->name);
    part_put_text(m, node, "c_name", scheme->c_name);
    part_put_text(m, node, "doc", scheme->doc);
    part_put_text(m, node, "kind", kinds[scheme->kind]);
    part_put_text(m, node, "realm", scheme->realm);
    if (scheme->kind == MODEL_SCHEME_KEY) {
        part_put_text(m, node, "in", place_name(scheme->where));
        part_put_wire(m, node, "key", scheme->key);
    }
    if (scheme->kind == MODEL_SCHEME_JWT)
        put_jwt(m, node, scheme);
    struct json_object *identity = part_object(m);
    shape_put_name(m, identity, scheme->identity->name, scheme->identity->home);
    part_put(m, node, "identity", identity);
    part_put_flag(m, node, "has_scopes", scheme->scopes != NULL);
    return node;
}

static void put_auth(struct part_maker *m, struct json_object *to, const struct model_auth *auth)
{
    struct json_object *node = part_object(m);
    part_put_text(m, node, "scheme", auth->scheme->name);
    part_put(m, node, "scopes", texts(m, auth->scopes, auth->scope_count));
    part_put_flag(m, node, "optional", auth->is_optional);
    part_put(m, to, "auth", node);
}

static struct json_object *names(struct part_maker *m, const struct model_text *list, size_t count)
{
    struct json_object *array = part_array(m);
    for (size_t i = 0; i < count; i++)
        part_append(m, array, part_text(m, list[i].ptr, list[i].len));
    return array;
}

static void put_cors(struct part_maker *m, struct json_object *to, const struct model_cors *cors)
{
    struct json_object *node = part_object(m);
    part_put(m, node, "origins", names(m, cors->origins, cors->origin_count));
    part_put_flag(m, node, "credentials", cors->has_credentials);
    part_put_text(m, node, "max_age", cors->max_age);
    part_put(m, node, "headers", names(m, cors->headers, cors->header_count));
    part_put(m, node, "exposed", names(m, cors->exposed, cors->exposed_count));
    part_put(m, to, "cors", node);
}

/* ---- routes ---- */

static struct json_object *parameter(struct part_maker *m, const struct model_parameter *parameter)
{
    struct json_object *node = part_object(m);
    part_put_text(m, node, "in", place_name(parameter->where));
    if (parameter->header != NULL)
        part_put_text(m, node, "name", parameter->header);
    else
        part_put_wire(m, node, "name", parameter->name);
    part_put_text(m, node, "c_name", parameter->c_name);
    part_put_text(m, node, "doc", parameter->doc);
    put_note(m, node, &parameter->note);
    part_put(m, node, "type", shape_type(m, parameter->type));
    part_put_flag(m, node, "required", parameter->is_required);
    shape_put_default(m, node, parameter->value, parameter->type);
    shape_put_examples(m, node, &parameter->examples);
    shape_put_presence(m, node, parameter->presence);
    part_put_text(m, node, "attributes", parameter->attributes);
    return node;
}

static struct json_object *body(struct part_maker *m, const struct model_route *route)
{
    struct json_object *node = part_object(m);
    part_put_text(m, node, "doc", route->body_doc);
    put_note(m, node, &route->body_note);
    part_put(m, node, "type", shape_type(m, route->body));
    part_put_flag(m, node, "required", !route->body_optional);
    part_put_flag(m, node, "merge_patch", route->is_merge_patch);
    shape_put_examples(m, node, &route->body_examples);
    shape_put_presence(m, node, route->body_presence);
    return node;
}

static struct json_object *response(struct part_maker *m, const struct model_response *response)
{
    struct json_object *node = part_object(m);
    part_put(m, node, "status", part_int(m, response->status));
    part_put_text(m, node, "c_name", response->c_name);
    part_put_text(m, node, "doc", response->doc);
    put_note(m, node, &response->note);
    if (response->body != NULL)
        part_put(m, node, "type", shape_type(m, response->body));
    part_put_flag(m, node, "stream", response->stream != MODEL_NO_STREAM);
    part_put_text(m, node, "media", response->media);
    part_put_flag(m, node, "raw", response->is_raw);
    part_put_flag(m, node, "problem", response->is_problem);
    if (response->field_count > 0) {
        struct json_object *fields = part_array(m);
        for (size_t i = 0; i < response->field_count; i++)
            part_append(m, fields, parameter(m, &response->fields[i]));
        part_put(m, node, "head", fields);
        part_put_text(m, node, "c_head", response->c_head);
    }
    return node;
}

static struct json_object *segments(struct part_maker *m, const struct model_route *route)
{
    static const char *const keys[] = {
        [MODEL_LITERAL] = "literal", [MODEL_PARAMETER] = "parameter", [MODEL_REST] = "rest"};
    struct json_object *list = part_array(m);
    for (size_t i = 0; i < route->segment_count; i++) {
        struct json_object *node = part_object(m);
        part_put_wire(m, node, keys[route->segments[i].kind], route->segments[i].text);
        part_append(m, list, node);
    }
    return list;
}

static void put_tags(struct part_maker *m, struct json_object *to, const struct model_route *route)
{
    if (route->tag_count == 0)
        return;
    struct json_object *list = part_array(m);
    for (size_t i = 0; i < route->tag_count; i++)
        part_append(m, list, part_text(m, route->tags[i], strlen(route->tags[i])));
    part_put(m, to, "tags", list);
}

/* In requests 0 stands for what nothing bounds. */
static void put_limits(struct part_maker *m, struct json_object *to, const struct model_route *route)
{
    struct json_object *limits = part_object(m);
    part_put_size(m, limits, "body", route->max_body > 0 ? route->max_body : SIZE_MAX);
    part_put_size(m, limits, "arena", route->max_arena > 0 ? route->max_arena : SIZE_MAX);
    part_put(m, to, "limits", limits);
}

static struct json_object *route(struct part_maker *m, const struct model_route *route)
{
    struct json_object *node = part_object(m), *parameters = part_array(m), *responses = part_array(m);
    part_put_text(m, node, "method", route->method);
    part_put_text(m, node, "path", route->path);
    part_put_text(m, node, "name", route->name);
    part_put_text(m, node, "c_name", route->c_name);
    part_put_text(m, node, "doc", route->doc);
    put_note(m, node, &route->note);
    put_tags(m, node, route);
    part_put_flag(m, node, "hidden", route->is_hidden);
    part_put(m, node, "segments", segments(m, route));
    for (size_t i = 0; i < route->parameter_count; i++)
        part_append(m, parameters, parameter(m, &route->parameters[i]));
    part_put(m, node, "parameters", parameters);
    part_put_flag(m, node, "body_in_pieces", route->has_pieces);
    part_put_text(m, node, "body_media", route->body_media);
    part_put_flag(m, node, "body_raw", route->body_is_raw);
    if (route->body != NULL)
        part_put(m, node, "body", body(m, route));
    for (size_t i = 0; i < route->response_count; i++)
        part_append(m, responses, response(m, &route->responses[i]));
    part_put(m, node, "responses", responses);
    if (route->auth.scheme != NULL)
        put_auth(m, node, &route->auth);
    if (route->cors != NULL)
        put_cors(m, node, route->cors);
    put_limits(m, node, route);
    return node;
}

/* ---- static files ---- */

static struct json_object *static_files(struct part_maker *m, const struct model_files *of)
{
    struct json_object *node = part_object(m), *list = part_array(m);
    part_put_text(m, node, "path", of->path);
    part_put_text(m, node, "folder", of->folder);
    if (of->has_max_age)
        part_put_size(m, node, "max_age", of->max_age);
    part_put_flag(m, node, "embedded", of->is_embedded);
    for (size_t i = 0; i < of->count; i++) {
        struct json_object *file = part_object(m);
        part_put_text(m, file, "path", of->list[i].path);
        part_put_size(m, file, "bytes", of->list[i].bytes.len);
        part_append(m, list, file);
    }
    part_put(m, node, "list", list);
    return node;
}

/* ---- files ---- */

static struct json_object *file(struct part_maker *m, const struct dump_file *of)
{
    const struct model *model = of->model;
    struct json_object *node = part_object(m), *imports = part_array(m), *decls = part_array(m),
                       *schemes = part_array(m), *routes = part_array(m), *files = part_array(m);
    part_put_text(m, node, "file", model->file);
    part_put_text(m, node, "stem", model->stem);
    part_put_text(m, node, "c_stem", model->c_stem);
    part_put_text(m, node, "doc", model->doc);
    put_note(m, node, &model->note);
    part_put_text(m, node, "version", model->version);
    for (size_t i = 0; i < model->import_count; i++)
        part_append(m, imports, part_text(m, model->imports[i].stem, strlen(model->imports[i].stem)));
    part_put(m, node, "imports", imports);
    for (size_t i = 0; i < model->decl_count; i++)
        part_append(m, decls, declaration(m, &model->decls[i], &of->bounds[i]));
    part_put(m, node, "declarations", decls);
    for (size_t i = 0; i < model->scheme_count; i++)
        part_append(m, schemes, scheme(m, &model->schemes[i]));
    part_put(m, node, "auth", schemes);
    for (size_t i = 0; i < model->route_count; i++)
        part_append(m, routes, route(m, &model->routes[i]));
    part_put(m, node, "routes", routes);
    for (size_t i = 0; i < model->files_count; i++)
        part_append(m, files, static_files(m, &model->files[i]));
    part_put(m, node, "files", files);
    return node;
}

static struct bounds_type bounds_of_decl(const struct bounds *bounds, const struct model_decl *decl)
{
    struct model_type type = {.kind = MODEL_STRUCT, .structure = decl->structure, .choice = decl->choice};
    switch (decl->kind) {
    case MODEL_DECL_STRUCT: return bounds_of(bounds, &type, decl->structure->name);
    case MODEL_DECL_UNION: type.kind = MODEL_UNION; return bounds_of(bounds, &type, decl->choice->name);
    default: return (struct bounds_type){.least = 0};
    }
}

const struct dump_file *dump_prepare(struct pool *pool, const struct model *const *models, size_t count)
{
    const struct bounds *bounds = bounds_new(pool, models, count);
    struct dump_file *files = pool_alloc(pool, count * sizeof *files);
    for (size_t i = 0; i < count; i++) {
        struct bounds_type *list = pool_alloc(pool, models[i]->decl_count * sizeof *list);
        for (size_t k = 0; k < models[i]->decl_count; k++)
            list[k] = bounds_of_decl(bounds, &models[i]->decls[k]);
        files[i] = (struct dump_file){.model = models[i], .bounds = list};
    }
    return files;
}

bool dump_write(const struct dump_file *files, size_t count, FILE *out)
{
    struct part_maker m = {.has_failed = false};
    struct json_object *root = part_object(&m), *list = part_array(&m);
    part_put(&m, root, "version", part_int(&m, DUMP_VERSION));
    for (size_t i = 0; i < count; i++)
        part_append(&m, list, file(&m, &files[i]));
    part_put(&m, root, "files", list);
    int flags = JSON_C_TO_STRING_PRETTY | JSON_C_TO_STRING_SPACED | JSON_C_TO_STRING_NOSLASHESCAPE;
    const char *text = m.has_failed ? NULL : json_object_to_json_string_ext(root, flags);
    bool is_written = text != NULL && fputs(text, out) >= 0 && putc('\n', out) >= 0;
    json_object_put(root);
    return is_written;
}
