/* SPDX-License-Identifier: MIT */
/* NAME_routes.h and NAME_app.c: handlers, replies, and the application that names them all. */
#include "config.h"

#include "emit/auth.h"
#include "emit/cors.h"
#include "emit/tree.h"

#include <string.h>

/* ---- params ---- */

static void emit_parameter(struct emitter *e, const struct model_parameter *parameter)
{
    text_doc(&e->text, parameter->doc);
    text_add(&e->text, "%s;\n", c_variable(e, parameter->type, parameter->c_name));
}

static void emit_body(struct emitter *e, const struct model_route *route)
{
    bool is_pointer = route->body_optional && is_object(route->body);
    text_doc(&e->text, route->body_doc);
    if (is_pointer)
        text_add(&e->text, "const %s *body;\n", route->body->c_type);
    else
        text_add(&e->text, "%s;\n", c_variable(e, route->body, "body"));
}

static void emit_bits(struct emitter *e, const struct model_parameter *list, size_t count, bool has_body)
{
    text_add(&e->text, "struct {\n");
    for (size_t i = 0; i < count; i++)
        if (list[i].presence == MODEL_BY_HAS)
            text_add(&e->text, "bool %s : 1;\n", list[i].c_name);
    if (has_body)
        text_add(&e->text, "bool body : 1;\n");
    text_add(&e->text, "} has;\n");
}

static void emit_params(struct emitter *e, const struct model_route *route)
{
    text_add(&e->text, "struct %s_params {\nswage_request *rq;\n", route->c_name);
    if (route->auth.scheme)
        text_add(&e->text, "const struct %s *auth;%s\n", route->auth.scheme->identity->c_name,
                 route->auth.is_optional ? " /* NULL: nobody says who asks */" : "");
    for (size_t i = 0; i < route->parameter_count; i++)
        emit_parameter(e, &route->parameters[i]);
    if (route->body)
        emit_body(e, route);
    if (route->has_bits)
        emit_bits(e, route->parameters, route->parameter_count, route->body && route->body_presence == MODEL_BY_HAS);
    text_add(&e->text, "};\n\n");
}

/* ---- replies ---- */

const char *reply_argument(struct emitter *e, const struct model_type *type, const char *name)
{
    if (is_object(type) || type->kind == MODEL_EXTERN)
        return emitter_format(e, "const %s *%s", type->c_type, name);
    return emitter_format(e, "%s%s", type->kind == MODEL_FIXED ? "const " : "", c_variable(e, type, name));
}

const char *head_argument(struct emitter *e, const struct model_response *response)
{
    return response->field_count > 0 ? emitter_format(e, ", const struct %s *head", response->c_head) : "";
}

/* "struct create_user_reply *out, const struct user *body" */
static const char *reply_arguments(struct emitter *e, const struct model_route *route, const struct model_response *response)
{
    const char *body = "";
    if (response->is_problem)
        body = ", const struct swage_problem *problem";
    else if (response->body && !response->stream) /* which has its items from elsewhere */
        body = emitter_format(e, ", %s", reply_argument(e, response->body, "body"));
    return emitter_format(e, "struct %s_reply *out%s%s", route->c_name, head_argument(e, response), body);
}

/* What a reply has in its head. */
static void emit_head(struct emitter *e, const struct model_response *response)
{
    if (response->field_count == 0)
        return;
    text_add(&e->text, "struct %s {\n", response->c_head);
    for (size_t i = 0; i < response->field_count; i++)
        emit_parameter(e, &response->fields[i]);
    if (response->has_bits)
        emit_bits(e, response->fields, response->field_count, false);
    text_add(&e->text, "};\n\n");
}

/* What goes on where a stream was opened. */
static void emit_stream(struct emitter *e, const struct model_route *route, const struct model_response *response)
{
    struct text *t = &e->text;
    const char *name = route->c_name;
    text_add(t, "\n/* A stream: %s() opens it; <swage/stream.h> says how it goes on. */\n", response->c_name);
    if (response->body) {
        const char *item = reply_argument(e, response->body, "item");
        text_add(t, "int %s_send(struct %s_reply *out, %s);\n", name, name, item);
        text_add(t, "int %s_send_as(struct %s_reply *out, const struct swage_event *event, %s);\n", name, name, item);
    } else {
        text_add(t, "int %s_send(struct %s_reply *out, swage_bytes piece);\n", name, name);
    }
    text_add(t, "int %s_end(struct %s_reply *out);\n", name, name);
}

static void emit_heads(struct emitter *e, const struct model_route *route)
{
    for (size_t i = 0; i < route->parameter_count; i++)
        emit_container_heads(e, route->parameters[i].type);
    if (route->body)
        emit_container_heads(e, route->body);
    for (size_t i = 0; i < route->response_count; i++)
        if (route->responses[i].body)
            emit_container_heads(e, route->responses[i].body);
}

static void emit_route(struct emitter *e, const struct model_route *route)
{
    struct text *t = &e->text;
    text_banner(t, pool_printf(e->pool, "%s %s", route->method, text_json(e->pool, route->path, strlen(route->path)).ptr));
    emit_heads(e, route);
    emit_params(e, route);
    text_add(t, "struct %s_reply {\nswage_request *rq;\n};\n\n", route->c_name);
    text_doc(t, route->doc);
    text_add(t, "int %s(const struct %s_params *in, struct %s_reply *out);\n\n", route->c_name, route->c_name, route->c_name);
    for (size_t i = 0; i < route->response_count; i++) {
        emit_head(e, &route->responses[i]);
        text_doc(t, route->responses[i].doc);
        text_add(t, "int %s(%s);\n", route->responses[i].c_name, reply_arguments(e, route, &route->responses[i]));
        if (route->responses[i].stream)
            emit_stream(e, route, &route->responses[i]);
    }
}

static void emit_handlers(struct emitter *e)
{
    struct text *t = &e->text;
    const char *stem = e->model->c_stem;
    text_banner(t, "application");
    text_add(t, "/* A handler a route; one that is NULL answers 501. */\nstruct %s_handlers {\n", stem);
    for (size_t i = 0; i < e->model->route_count; i++) {
        const char *name = e->model->routes[i].c_name;
        text_add(t, "int (*%s)(const struct %s_params *in, struct %s_reply *out);\n", name, name, name);
    }
    emit_verifier_members(e);
    if (e->model->route_count + e->model->scheme_count == 0)
        text_add(t, "char none; /* the schema has no routes */\n");
    text_add(t,
             "};\n"
             "\n"
             "/* All routes with the handlers declared above: one that is not defined is a link error. */\n"
             "extern const struct swage_app %s_app;\n"
             "\n"
             "/* The same with other handlers, for tests: `handlers` has to outlive it. */\n"
             "struct swage_app %s_app_with(const struct %s_handlers *handlers);\n",
             stem, stem, stem);
}

void emit_routes_header(struct emitter *e)
{
    struct text *t = &e->text;
    emitter_head(e);
    text_add(t,
             "#ifndef %s_ROUTES_H\n"
             "#define %s_ROUTES_H\n"
             "\n"
             "#include <swage/app.h>\n"
             "%s"
             "\n"
             "#include \"%s.h\"\n"
             "\n"
             "#ifdef __cplusplus\n"
             "extern \"C\" {\n"
             "#endif\n",
             e->model->c_guard, e->model->c_guard, auth_has_jwt(e->model) ? "#include <swage/jwt.h>\n" : "", e->model->stem);
    t->indent = 0;
    emit_verifiers(e);
    for (size_t i = 0; i < e->model->route_count; i++)
        emit_route(e, &e->model->routes[i]);
    emit_container_bodies(e);
    emit_handlers(e);
    text_add(t, "\n#ifdef __cplusplus\n");
    t->indent = 1;
    text_add(t, "}\n"
                "#endif\n"
                "\n"
                "#endif\n");
}

/* ---- the application with the user's handlers ---- */

void emit_app_source(struct emitter *e)
{
    struct text *t = &e->text;
    const char *stem = e->model->c_stem;
    struct tree tree;
    tree_build(&tree, e->pool, e->model->routes, e->model->route_count);
    emitter_head(e);
    text_add(t, "#include \"%s_routes.h\"\n\nstatic const struct %s_handlers handlers = {\n", e->model->stem, stem);
    for (size_t i = 0; i < e->model->route_count; i++)
        text_add(t, ".%s = %s,\n", e->model->routes[i].c_name, e->model->routes[i].c_name);
    emit_verifier_values(e);
    if (e->model->route_count + e->model->scheme_count == 0)
        text_add(t, ".none = 0\n");
    text_add(t,
             "};\n"
             "\n"
             "extern const struct swage_node %s_nodes[];\n"
             "extern const struct swage_operation %s_operations[];\n",
             stem, stem);
    if (e->has_docs)
        text_add(t, "extern const struct swage_app %s_docs;\n", stem);
    if (e->model->files_count > 0)
        text_add(t, "extern const struct swage_app %s_files;\n", stem);
    text_add(t,
             "\n"
             "const struct swage_app %s_app = {\n"
             ".abi = SWAGE_ABI,\n"
             ".name = \"%s\",\n"
             ".nodes = %s_nodes,\n"
             ".operations = %s_operations,\n"
             ".node_count = %zu,\n"
             ".operation_count = %zu,\n"
             ".handlers = &handlers%s%s%s"
             "};\n",
             stem, stem, stem, stem, tree.node_count, e->model->route_count, auth_app_member(e->model),
             cors_app_member(e->model), docs_member(e));
}
