/* SPDX-License-Identifier: MIT */
/* Verifiers: how NAME_routes.h declares them, and the tables by which the runtime calls them. */
#include "config.h"

#include "emit/auth.h"

#include <string.h>

static const char *given_type(const struct model_scheme *scheme)
{
    return scheme->kind == MODEL_SCHEME_BASIC ? "const struct swage_login *login" : "swage_str token";
}

const char *auth_arguments(struct pool *pool, const struct model_scheme *scheme)
{
    return pool_printf(pool, "swage_request *rq, %s, struct %s *identity", given_type(scheme), scheme->identity->c_name);
}

const char *auth_app_member(const struct model *model)
{
    for (size_t i = 0; i < model->scheme_count; i++)
        if (model->schemes[i].kind == MODEL_SCHEME_KEY && model->schemes[i].where == MODEL_IN_QUERY)
            return ",\n.has_query_keys = true";
    return "";
}

/* ---- NAME_routes.h ---- */

void emit_verifiers(struct emitter *e)
{
    if (e->model->scheme_count == 0)
        return;
    text_banner(&e->text, "who is asking");
    for (size_t i = 0; i < e->model->scheme_count; i++) {
        const struct model_scheme *scheme = &e->model->schemes[i];
        if (i > 0)
            text_add(&e->text, "\n");
        text_doc(&e->text, scheme->doc);
        text_add(&e->text, "int %s(%s);\n", scheme->c_name, auth_arguments(e->pool, scheme));
    }
}

void emit_verifier_members(struct emitter *e)
{
    for (size_t i = 0; i < e->model->scheme_count; i++) {
        const struct model_scheme *scheme = &e->model->schemes[i];
        text_add(&e->text, "int (*%s)(%s);\n", scheme->c_name, auth_arguments(e->pool, scheme));
    }
}

/* ---- NAME_routes.c ---- */

/* RFC 7617 2.1: names and passwords are UTF-8. That of a key is not registered: RFC 9110 11.1 lets schemes be added. */
static const char *challenge(struct emitter *e, const struct model_scheme *scheme)
{
    static const char *const words[] = {"Bearer", "Basic", "ApiKey", "Bearer"};
    const char *text = emitter_format(e, "%s realm=\"%s\"%s", words[scheme->kind], scheme->realm,
                                      scheme->kind == MODEL_SCHEME_BASIC ? ", charset=\"UTF-8\"" : "");
    return text_literal(e->pool, text, strlen(text));
}

static void emit_verify(struct emitter *e, const struct model_scheme *scheme)
{
    text_add(&e->text,
             "static int %s(swage_request *rq, const void *table, const struct swage_credentials *given, void *identity)\n"
             "{\n"
             "const struct %s_handlers *handlers = table;\n"
             "if (!handlers->%s)\n"
             "    return swage_unhandled(rq);\n"
             "return handlers->%s(rq, %s, identity);\n"
             "}\n"
             "\n",
             emitter_name(e, scheme, "verify", scheme->c_name), e->model->c_stem, scheme->c_name, scheme->c_name,
             scheme->kind == MODEL_SCHEME_BASIC ? "&given->login" : "given->token");
}

static void emit_scheme(struct emitter *e, const struct model_scheme *scheme)
{
    static const char *const kinds[] = {"BEARER", "BASIC", "KEY", "BEARER"};
    static const char *const where[] = {"PATH", "QUERY", "HEADER", "COOKIE", "FORM"};
    struct text *t = &e->text;
    emit_verify(e, scheme);
    text_add(t, "static const struct swage_scheme %s = {\n.kind = SWAGE_SCHEME_%s,\n",
             emitter_name(e, scheme, "scheme", scheme->c_name), kinds[scheme->kind]);
    if (scheme->kind == MODEL_SCHEME_KEY)
        text_add(t, ".where = SWAGE_IN_%s,\n.key = SWAGE_STR_INIT(%s),\n", where[scheme->where],
                 text_literal(e->pool, scheme->key.ptr, scheme->key.len));
    text_add(t, ".challenge = SWAGE_STR_INIT(%s),\n.identity_size = sizeof(struct %s),\n", challenge(e, scheme),
             scheme->identity->c_name);
    if (scheme->scopes)
        text_add(t, ".scopes = offsetof(struct %s, %s),\n", scheme->identity->c_name, scheme->scopes->c_name);
    text_add(t, ".verify = %s,\n};\n\n", emitter_find(e, scheme, "verify"));
}

static bool is_asked_for(const struct model *model, const struct model_scheme *scheme)
{
    for (size_t i = 0; i < model->route_count; i++)
        if (model->routes[i].auth.scheme == scheme)
            return true;
    return false;
}

void emit_schemes(struct emitter *e)
{
    if (e->model->scheme_count == 0)
        return;
    text_banner(&e->text, "who is asking");
    for (size_t i = 0; i < e->model->scheme_count; i++)
        if (is_asked_for(e->model, &e->model->schemes[i]))
            emit_scheme(e, &e->model->schemes[i]);
}

void emit_auth_table(struct emitter *e, const struct model_route *route)
{
    const struct model_auth *auth = &route->auth;
    const char *name = emitter_name(e, auth, "asks", route->c_name), *scopes = "";
    for (size_t i = 0; i < auth->scope_count; i++)
        scopes = emitter_format(e, "%s%s%s", scopes, i > 0 ? " " : "", auth->scopes[i]);
    text_add(&e->text, "static const struct swage_auth %s = {\n.scheme = &%s,\n", name,
             emitter_find(e, auth->scheme, "scheme"));
    if (auth->scope_count > 0)
        text_add(&e->text, ".scopes = SWAGE_STR_INIT(%s),\n", text_literal(e->pool, scopes, strlen(scopes)));
    if (auth->is_optional)
        text_add(&e->text, ".is_optional = true,\n");
    text_add(&e->text, "};\n\n");
}

/* ---- verifiers of tests ---- */

/* All scopes that some route of the scheme wants, each once. */
static size_t list_scopes(const struct model *model, const struct model_scheme *scheme, const char **list)
{
    size_t count = 0;
    for (size_t i = 0; i < model->route_count; i++) {
        const struct model_auth *auth = &model->routes[i].auth;
        for (size_t k = 0; auth->scheme == scheme && k < auth->scope_count; k++) {
            size_t at = 0;
            while (at < count && strcmp(list[at], auth->scopes[k]) != 0)
                at++;
            list[at] = auth->scopes[k];
            count += at == count;
        }
    }
    return count;
}

static size_t most_scopes(const struct model *model)
{
    size_t most = 0;
    for (size_t i = 0; i < model->route_count; i++)
        most += model->routes[i].auth.scope_count;
    return most;
}

/* Lines that give the identity all scopes; where it has none to hold or no route wants one, nothing. */
static void emit_grant(struct emitter *e, const struct model_scheme *scheme)
{
    const char **list = pool_alloc(e->pool, most_scopes(e->model) * sizeof *list);
    size_t count = list_scopes(e->model, scheme, list);
    if (count == 0)
        return;
    text_add(&e->text, "static const swage_str scopes[] = {\n");
    for (size_t i = 0; i < count; i++)
        text_add(&e->text, "SWAGE_STR_INIT(%s),\n", text_literal(e->pool, list[i], strlen(list[i])));
    text_add(&e->text,
             "};\n"
             "if (swage_suite_is_granted(%s))\n"
             "    identity->%s = (swage_str_array){scopes, %zu};\n",
             scheme->kind == MODEL_SCHEME_BASIC ? "login->password" : "token", scheme->scopes->c_name, count);
}

void emit_test_verifiers(struct emitter *e)
{
    for (size_t i = 0; i < e->model->scheme_count; i++) {
        const struct model_scheme *scheme = &e->model->schemes[i];
        text_add(&e->text, "static int %s(%s)\n{\n(void)rq;\n(void)identity;\n",
                 emitter_name(e, scheme, "judge", scheme->c_name), auth_arguments(e->pool, scheme));
        emit_grant(e, scheme);
        text_add(&e->text, "return swage_suite_verdict(%s);\n}\n\n",
                 scheme->kind == MODEL_SCHEME_BASIC ? "login->password" : "token");
    }
}

void emit_test_verifier_members(struct emitter *e)
{
    for (size_t i = 0; i < e->model->scheme_count; i++)
        text_add(&e->text, ".%s = %s,\n", e->model->schemes[i].c_name, emitter_find(e, &e->model->schemes[i], "judge"));
}
