/* SPDX-License-Identifier: MIT */
/* Routes of NAME_fuzz.c: handlers that send back what came where they can, so that encoders are tried too. */
#include "config.h"

#include "emit/auth.h"
#include "emit/fuzz.h"

/* The reply that can hold the very body that came, or NULL. */
static const struct model_response *find_echo(const struct model_route *route)
{
    if (route->body == NULL || route->body_optional || !is_object(route->body))
        return NULL;
    for (size_t i = 0; i < route->response_count; i++) {
        const struct model_type *body = route->responses[i].body;
        if (!route->responses[i].stream && route->responses[i].field_count == 0 && body != NULL && body->kind == route->body->kind && body->structure == route->body->structure &&
            body->choice == route->body->choice)
            return &route->responses[i];
    }
    return NULL;
}

static void emit_handler(struct emitter *e, const struct model_route *route)
{
    const struct model_response *echo = find_echo(route);
    text_add(&e->text, "static int %s(const struct %s_params *in, struct %s_reply *out)\n{\n",
             emitter_name(e, route, "handle", route->c_name), route->c_name, route->c_name);
    if (echo != NULL)
        text_add(&e->text, "return %s(out, &in->body);\n", echo->c_name);
    else
        text_add(&e->text, "(void)in;\nreturn swage_reply_empty(out->rq, 204);\n");
    text_add(&e->text, "}\n\n");
}

static void emit_trial(struct emitter *e, const struct model_route *route)
{
    text_add(&e->text,
             "\n"
             "static void %s(swage_str input)\n"
             "{\n"
             "const struct swage_app app = %s_app_with(&handlers);\n"
             "swage_fuzz_request(&app, \"%s\", input);\n"
             "}\n",
             emitter_name(e, route, "fuzz", route->c_name), e->model->c_stem, route->method);
}

void fuzz_routes(struct emitter *e)
{
    struct text *t = &e->text;
    const struct model *model = e->model;
    if (model->route_count == 0)
        return;
    text_banner(t, "routes");
    for (size_t i = 0; i < model->route_count; i++)
        emit_handler(e, &model->routes[i]);
    emit_test_verifiers(e);
    text_add(t, "static const struct %s_handlers handlers = {\n", model->c_stem);
    for (size_t i = 0; i < model->route_count; i++)
        text_add(t, ".%s = %s,\n", model->routes[i].c_name, emitter_find(e, &model->routes[i], "handle"));
    emit_test_verifier_members(e);
    text_add(t, "};\n");
    for (size_t i = 0; i < model->route_count; i++)
        emit_trial(e, &model->routes[i]);
}
