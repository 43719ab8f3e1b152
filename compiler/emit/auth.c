/* SPDX-License-Identifier: MIT */
/* Verifiers: how NAME_routes.h declares them, and the tables by which the runtime calls them. */
#include "config.h"

#include "emit/auth.h"

#include <string.h>

static const char *given_type(const struct model_scheme *scheme)
{
    static const char *const types[] = {"swage_str token", "const struct swage_login *login", "swage_str token",
                                        "const struct swage_jwt *token"};
    return types[scheme->kind];
}

bool auth_has_jwt(const struct model *model)
{
    for (size_t i = 0; i < model->scheme_count; i++)
        if (model->schemes[i].kind == MODEL_SCHEME_JWT)
            return true;
    return false;
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
        if (scheme->kind == MODEL_SCHEME_JWT)
            text_add(&e->text, "\n/* The keys that tokens are signed with. */\nswage_jwt_keys *%s_keys(swage_request *rq);\n",
                     scheme->c_name);
    }
}

void emit_verifier_members(struct emitter *e)
{
    for (size_t i = 0; i < e->model->scheme_count; i++) {
        const struct model_scheme *scheme = &e->model->schemes[i];
        text_add(&e->text, "int (*%s)(%s);\n", scheme->c_name, auth_arguments(e->pool, scheme));
        if (scheme->kind == MODEL_SCHEME_JWT)
            text_add(&e->text, "swage_jwt_keys *(*%s_keys)(swage_request *rq);\nswage_jwt_reader *%s_reader;\n",
                     scheme->c_name, scheme->c_name);
    }
}

/* ---- NAME_app.c ---- */

void emit_verifier_values(struct emitter *e)
{
    for (size_t i = 0; i < e->model->scheme_count; i++) {
        const char *name = e->model->schemes[i].c_name;
        text_add(&e->text, ".%s = %s,\n", name, name);
        if (e->model->schemes[i].kind == MODEL_SCHEME_JWT)
            text_add(&e->text, ".%s_keys = %s_keys,\n.%s_reader = swage_jwt_read,\n", name, name, name);
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

static void emit_policy(struct emitter *e, const struct model_scheme *scheme)
{
    static const char *const names[] = {"HS256", "RS256", "ES256", "EDDSA"};
    const char *algorithms = "";
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (scheme->algorithms & 1u << i)
            algorithms = emitter_format(e, "%s%sSWAGE_JWT_%s", algorithms, *algorithms ? " | " : "", names[i]);
    text_add(&e->text, "static const struct swage_jwt_policy policy = {\n.algorithms = %s,\n.leeway = %u,\n", algorithms,
             scheme->leeway);
    if (scheme->issuer)
        text_add(&e->text, ".issuer = %s,\n", text_literal(e->pool, scheme->issuer, strlen(scheme->issuer)));
    if (scheme->audience)
        text_add(&e->text, ".audience = %s,\n", text_literal(e->pool, scheme->audience, strlen(scheme->audience)));
    text_add(&e->text, "};\n");
}

static void emit_verify_jwt(struct emitter *e, const struct model_scheme *scheme)
{
    const char *name = scheme->c_name;
    text_add(&e->text,
             "static int %s(swage_request *rq, const void *table, const struct swage_credentials *given, void *identity)\n{\n",
             emitter_name(e, scheme, "verify", name));
    emit_policy(e, scheme);
    text_add(&e->text,
             "const struct %s_handlers *handlers = table;\n"
             "const struct swage_jwt *token;\n"
             "if (!handlers->%s || !handlers->%s_keys || !handlers->%s_reader)\n"
             "    return swage_unhandled(rq);\n"
             "int status = handlers->%s_reader(rq, handlers->%s_keys(rq), &policy, given->token, &token);\n"
             "return status == SWAGE_OK ? handlers->%s(rq, token, identity) : status;\n"
             "}\n"
             "\n",
             e->model->c_stem, name, name, name, name, name, name);
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
    (scheme->kind == MODEL_SCHEME_JWT ? emit_verify_jwt : emit_verify)(e, scheme);
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

/* Where a test's credentials have their word. */
static const char *word_of(const struct model_scheme *scheme)
{
    static const char *const words[] = {"token", "login->password", "token", "token->subject"};
    return words[scheme->kind];
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
             word_of(scheme), scheme->scopes->c_name, count);
}

void emit_test_verifiers(struct emitter *e)
{
    for (size_t i = 0; i < e->model->scheme_count; i++) {
        const struct model_scheme *scheme = &e->model->schemes[i];
        text_add(&e->text, "static int %s(%s)\n{\n(void)rq;\n(void)identity;\n",
                 emitter_name(e, scheme, "judge", scheme->c_name), auth_arguments(e->pool, scheme));
        emit_grant(e, scheme);
        text_add(&e->text, "return swage_suite_verdict(%s);\n}\n\n", word_of(scheme));
    }
}

void emit_test_verifier_members(struct emitter *e)
{
    for (size_t i = 0; i < e->model->scheme_count; i++) {
        const char *name = e->model->schemes[i].c_name;
        text_add(&e->text, ".%s = %s,\n", name, emitter_find(e, &e->model->schemes[i], "judge"));
        if (e->model->schemes[i].kind == MODEL_SCHEME_JWT)
            text_add(&e->text, ".%s_keys = swage_suite_keys,\n.%s_reader = swage_suite_jwt,\n", name, name);
    }
}
