/* SPDX-License-Identifier: MIT */
/* An @auth stands for itself: that of a route takes the place of its group's, scopes and all. Schemes belong to the file
   that declares them, as routes do: their verifiers stand in that file's table of handlers. */
#include "config.h"

#include "model/auth.h"

#include "model/annotation.h"
#include "model/arguments.h"
#include "model/c_name.h"
#include "model/claim.h"
#include "model/declare.h"
#include "model/model.h"
#include "model/number.h"
#include "model/parameter.h"
#include "model/resolve.h"
#include "model/response.h"
#include "syntax/diagnostic.h"
#include "syntax/suggest.h"

#include <string.h>

#define LEEWAY_MOST    600 /* seconds: clocks that differ by more are wrong */
#define LEEWAY_DEFAULT 60

static const char none[] = "none"; /* @auth(none) */

/* ---- arguments ---- */

static bool refuse_argument(const struct unit *unit, const struct ast_argument *argument, const char *wanted)
{
    return arguments_refuse(&(struct arguments_of){.unit = unit, .code = DIAGNOSTIC_BAD_AUTH}, argument, wanted);
}

static bool check_names(const struct unit *unit, const struct ast_argument_list *list, const char *const *names,
                        const char *what)
{
    return arguments_check(&(struct arguments_of){unit, list, what, DIAGNOSTIC_BAD_AUTH}, names);
}

/* RFC 9110 5.6.4: what stands between quotes as it is. */
static bool is_quotable(const struct ast_string *text)
{
    for (size_t i = 0; i < text->len; i++)
        if (text->text[i] < ' ' || text->text[i] > '~' || text->text[i] == '"' || text->text[i] == '\\')
            return false;
    return text->len > 0;
}

static bool set_text(const struct unit *unit, const struct ast_argument_list *list, const char *name, const char **out)
{
    const struct ast_argument *argument = arguments_find(list, name);
    if (argument == NULL)
        return true;
    if (argument->value->kind != AST_VALUE_STRING || !is_quotable(&argument->value->string))
        return refuse_argument(unit, argument, "a text of visible ASCII characters without '\"' and '\\'");
    *out = argument->value->string.text;
    return true;
}

/* ---- api_key ---- */

static bool set_key(const struct unit *unit, const struct ast_decl *decl, struct model_scheme *out)
{
    static const char *const names[] = {"header", "query", "cookie", "realm", NULL};
    static const enum model_where places[] = {MODEL_IN_HEADER, MODEL_IN_QUERY, MODEL_IN_COOKIE};
    const struct ast_argument_list *list = &decl->auth.arguments;
    const struct ast_argument *given = NULL;
    size_t count = 0;
    if (!check_names(unit, list, names, "api_key"))
        return false;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const struct ast_argument *argument = arguments_find(list, names[i]);
        if (argument == NULL)
            continue;
        given = argument;
        out->where = places[i];
        count++;
    }
    if (count != 1) {
        diagnose(unit->cx, &decl->auth.scheme_at, DIAGNOSTIC_BAD_AUTH,
                 "a key comes from one place: api_key(header = \"X-Key\"), query or cookie");
        return false;
    }
    if (given->value->kind != AST_VALUE_STRING)
        return refuse_argument(unit, given, "the name of the key");
    out->key = (struct model_text){given->value->string.text, given->value->string.len};
    return parameter_check_wire_name(unit, out->where, &out->key, &given->value->at);
}

/* ---- jwt ---- */

static bool add_algorithm(const struct unit *unit, const struct ast_value *value, struct model_scheme *out)
{
    static const char *const names[] = {"HS256", "RS256", "ES256", "EdDSA", NULL};
    size_t i = 0;
    if (value->kind != AST_VALUE_STRING) {
        diagnose(unit->cx, &value->at, DIAGNOSTIC_BAD_AUTH, "an algorithm is a text: \"ES256\"");
        return false;
    }
    while (names[i] != NULL && strcmp(names[i], value->string.text) != 0)
        i++;
    if (names[i] == NULL) {
        diagnose(unit->cx, &value->at, DIAGNOSTIC_BAD_AUTH,
                 "no algorithm '%s': there are HS256, RS256, ES256 and EdDSA", value->string.text);
        const char *near = suggest_nearest(value->string.text, value->string.len, names);
        if (near != NULL)
            diagnose_replacement(unit->cx, near, &value->at, pool_printf(&unit->cx->pool, "\"%s\"", near));
        return false;
    }
    out->algorithms |= 1u << i;
    return true;
}

/* That of an attacker is as good as ours where the schema does not say which are right. */
static bool set_algorithms(const struct unit *unit, const struct ast_decl *decl, struct model_scheme *out)
{
    const struct ast_argument *argument = arguments_find(&decl->auth.arguments, "algorithms");
    bool is_fine = true;
    if (argument == NULL) {
        diagnose(unit->cx, &decl->auth.scheme_at, DIAGNOSTIC_BAD_AUTH,
                 "which algorithms are taken has to be said: jwt(algorithms = [\"ES256\"])");
        return false;
    }
    if (argument->value->kind != AST_VALUE_ARRAY || argument->value->items.count == 0)
        return refuse_argument(unit, argument, "a list of algorithms: [\"ES256\"]");
    for (const struct ast_value *value = argument->value->items.first; value != NULL; value = value->next)
        is_fine = add_algorithm(unit, value, out) && is_fine;
    return is_fine;
}

static bool set_leeway(const struct unit *unit, const struct ast_argument_list *list, struct model_scheme *out)
{
    const struct ast_argument *argument = arguments_find(list, "leeway");
    uint64_t seconds = LEEWAY_DEFAULT;
    if (argument != NULL && (argument->value->kind != AST_VALUE_NUMBER ||
                             number_unsigned(&argument->value->number, 0, LEEWAY_MOST, &seconds) != NUMBER_FINE))
        return refuse_argument(unit, argument, "seconds, from 0 to 600");
    out->leeway = (unsigned)seconds;
    return true;
}

static bool set_jwt(const struct unit *unit, const struct ast_decl *decl, struct model_scheme *out)
{
    static const char *const names[] = {"algorithms", "issuer", "audience", "leeway", "realm", NULL};
    const struct ast_argument_list *list = &decl->auth.arguments;
    if (!check_names(unit, list, names, "jwt"))
        return false;
    bool is_fine = set_algorithms(unit, decl, out);
    is_fine = set_text(unit, list, "issuer", &out->issuer) && is_fine;
    is_fine = set_text(unit, list, "audience", &out->audience) && is_fine;
    return set_leeway(unit, list, out) && is_fine;
}

/* ---- identities ---- */

static const struct model_member *find_scopes(const struct model_struct *identity)
{
    for (size_t i = 0; i < identity->member_count; i++) {
        const struct model_member *member = &identity->members[i];
        if (strcmp(member->name, "scopes") == 0 && member->type->kind == MODEL_ARRAY &&
            member->type->item->kind == MODEL_STRING)
            return member;
    }
    return NULL;
}

static bool set_identity(const struct unit *unit, const struct ast_qname *name, struct model_scheme *out)
{
    struct suggest suggest = SUGGEST_INIT(name->text, name->len);
    struct symbol *symbol = resolve_find(unit, name);
    if (symbol == NULL) {
        resolve_report_unknown(unit, name, "struct", &suggest, NULL);
        return false;
    }
    if (symbol->structure == NULL || !declare_is_written(symbol->decl)) {
        diagnose(unit->cx, &name->at, DIAGNOSTIC_BAD_TYPE, "whom a verifier has recognised is told in a struct, not '%s'",
                 name->text);
        diagnose_note(unit->cx, &symbol->decl->name.at, "it is declared here");
        return false;
    }
    if (!declare_struct(symbol))
        return false;
    out->identity = symbol->structure;
    out->scopes = find_scopes(symbol->structure);
    return true;
}

/* ---- schemes ---- */

static bool set_kind(const struct unit *unit, const struct ast_decl *decl, struct model_scheme *out)
{
    static const char *const names[] = {"realm", NULL};
    const struct ast_argument_list *list = &decl->auth.arguments;
    switch (decl->auth.scheme) {
    case AST_SCHEME_BEARER: out->kind = MODEL_SCHEME_BEARER; return check_names(unit, list, names, "bearer");
    case AST_SCHEME_BASIC: out->kind = MODEL_SCHEME_BASIC; return check_names(unit, list, names, "basic");
    case AST_SCHEME_API_KEY: out->kind = MODEL_SCHEME_KEY; return set_key(unit, decl, out);
    case AST_SCHEME_JWT: out->kind = MODEL_SCHEME_JWT; return set_jwt(unit, decl, out);
    }
    return false;
}

static bool set_names(struct unit *unit, const struct ast_decl *decl, struct model_scheme *out)
{
    static const char *const jwt_endings[] = {"_keys", "_reader", NULL};
    struct pool *pool = &unit->cx->pool;
    const struct ast_name *name = &decl->name;
    if (!declare_check_name(unit, name, "auth"))
        return false;
    if (strcmp(name->text, none) == 0) {
        diagnose(unit->cx, &name->at, DIAGNOSTIC_RESERVED_NAME, "'none' is what @auth says where nothing is asked for");
        return false;
    }
    out->name = name->text;
    out->c_name = pool_printf(pool, "%sauth_%s", unit->prefix, c_name_snake(pool, name->text, name->len));
    const char *what = pool_printf(pool, "the verifier of '%s'", name->text);
    if (decl->auth.scheme == AST_SCHEME_JWT)
        claim_endings(unit, out->c_name, jwt_endings, C_ORDINARY | CLAIM_PRIVATE, &name->at, what);
    return claim(unit, out->c_name, C_ORDINARY | CLAIM_PRIVATE, &name->at, what);
}

static bool check_once(const struct unit *unit, const struct ast_decl *decl)
{
    for (const struct ast_decl *other = unit->file->decls.first; other != decl; other = other->next) {
        if (other->kind != AST_DECL_AUTH || strcmp(other->name.text, decl->name.text) != 0)
            continue;
        diagnose(unit->cx, &decl->name.at, DIAGNOSTIC_DUPLICATE_DECLARATION, "a second auth '%s'", decl->name.text);
        diagnose_note(unit->cx, &other->name.at, "the first one is here");
        return false;
    }
    return true;
}

static struct model_scheme make_scheme(struct unit *unit, const struct ast_decl *decl)
{
    struct model_scheme made = {.name = decl->name.text, .doc = declare_doc(decl->doc), .realm = unit->stem};
    annotation_check(unit, &decl->annotations, ON_AUTH);
    if (check_once(unit, decl))
        set_names(unit, decl, &made);
    if (set_kind(unit, decl, &made))
        set_text(unit, &decl->auth.arguments, "realm", &made.realm);
    set_identity(unit, &decl->auth.identity, &made);
    return made;
}

void auth_declare(struct unit *unit, struct model *out)
{
    size_t count = 0;
    for (const struct ast_decl *decl = unit->file->decls.first; decl != NULL; decl = decl->next)
        count += decl->kind == AST_DECL_AUTH;
    struct model_scheme *list = pool_alloc(&unit->cx->pool, count * sizeof *list);
    count = 0;
    for (const struct ast_decl *decl = unit->file->decls.first; decl != NULL; decl = decl->next)
        if (decl->kind == AST_DECL_AUTH)
            list[count++] = make_scheme(unit, decl);
    out->schemes = list;
    out->scheme_count = count;
}

/* ---- @auth ---- */

static const struct model_scheme *find_scheme(const struct unit *unit, const struct ast_qname *name)
{
    struct suggest suggest = SUGGEST_INIT(name->text, name->len);
    const struct model *model = unit->model;
    for (size_t i = 0; i < model->scheme_count; i++) {
        if (strcmp(model->schemes[i].name, name->text) == 0)
            return &model->schemes[i];
        suggest_offer(&suggest, model->schemes[i].name);
    }
    diagnose(unit->cx, &name->at, DIAGNOSTIC_UNKNOWN_SCHEME, "no auth is called '%s'%s", name->text,
             model->scheme_count == 0 ? ": there is none in this file" : "");
    diagnose_suggestion(unit->cx, suggest.best);
    return NULL;
}

/* RFC 6749 3.3: a word of visible ASCII without '"' and '\'. */
static bool is_scope(const struct ast_string *text)
{
    return is_quotable(text) && memchr(text->text, ' ', text->len) == NULL;
}

static bool has_scope(const struct model_auth *auth, const char *name)
{
    for (size_t i = 0; i < auth->scope_count; i++)
        if (strcmp(auth->scopes[i], name) == 0)
            return true;
    return false;
}

static bool add_scope(const struct unit *unit, const struct ast_value *value, const char **list, struct model_auth *out)
{
    if (value->kind != AST_VALUE_STRING || !is_scope(&value->string)) {
        diagnose(unit->cx, &value->at, DIAGNOSTIC_BAD_AUTH, "a scope is a word: \"write\"");
        return false;
    }
    if (has_scope(out, value->string.text)) {
        diagnose(unit->cx, &value->at, DIAGNOSTIC_BAD_AUTH, "the scope '%s' stands here twice", value->string.text);
        return false;
    }
    list[out->scope_count++] = value->string.text;
    return true;
}

static void set_scopes(const struct unit *unit, const struct ast_argument_list *list, struct model_auth *out)
{
    const struct ast_argument *argument = arguments_find(list, "scopes");
    if (argument == NULL)
        return;
    if (argument->value->kind != AST_VALUE_ARRAY || argument->value->items.count == 0) {
        refuse_argument(unit, argument, "a list of words: [\"write\"]");
        return;
    }
    const char **scopes = pool_alloc(&unit->cx->pool, argument->value->items.count * sizeof *scopes);
    out->scopes = scopes;
    for (const struct ast_value *value = argument->value->items.first; value != NULL; value = value->next)
        if (!add_scope(unit, value, scopes, out))
            return;
    const struct model_struct *identity = out->scheme->identity;
    if (identity != NULL && out->scheme->scopes == NULL)
        diagnose(unit->cx, &argument->at, DIAGNOSTIC_BAD_AUTH,
                 "'%s' has no scopes: give it a member 'scopes: string(..32)[..16]'", identity->name);
}

static void set_optional(const struct unit *unit, const struct ast_argument_list *list, struct model_auth *out)
{
    const struct ast_argument *argument = arguments_find(list, "optional");
    if (argument == NULL)
        return;
    if (argument->value->kind != AST_VALUE_BOOL)
        refuse_argument(unit, argument, "true or false");
    else
        out->is_optional = argument->value->boolean;
}

/* Without its first argument, which has no name. */
static void look_at_rest(const struct unit *unit, const struct ast_argument_list *list, struct model_auth *out)
{
    static const char *const names[] = {"scopes", "optional", NULL};
    struct ast_argument_list rest = {.first = list->first->next, .count = list->count - 1};
    if (!check_names(unit, &rest, names, "@auth"))
        return;
    set_scopes(unit, &rest, out);
    set_optional(unit, &rest, out);
}

/* Whether a group around asks for something. */
static bool is_asked_around(const struct response_scope *scope)
{
    for (; scope != NULL; scope = scope->outer)
        if (annotation_find(scope->annotations, "auth") != NULL)
            return true;
    return false;
}

static void look_at_none(const struct unit *unit, const struct ast_annotation *given, const struct response_scope *scope)
{
    if (given->arguments.count > 1)
        diagnose(unit->cx, &given->arguments.first->next->at, DIAGNOSTIC_BAD_AUTH,
                 "'@auth(none)' asks for nothing: nothing stands behind it");
    else if (!is_asked_around(scope->outer))
        diagnose(unit->cx, &given->at, DIAGNOSTIC_BAD_AUTH, "'@auth(none)' takes back what a group asks for, and none does");
}

/* Reports what is wrong with an @auth where it stands; `scope` is that of what it stands on. */
static void read_auth(const struct unit *unit, const struct ast_annotation *given, const struct response_scope *scope,
                      struct model_auth *out)
{
    const struct ast_argument *first = given->arguments.first;
    if (first == NULL || first->name.len > 0 || first->value->kind != AST_VALUE_NAME) {
        diagnose(unit->cx, &given->at, DIAGNOSTIC_BAD_AUTH, "'@auth' names an auth first: '@auth(session)', or none");
        return;
    }
    if (strcmp(first->value->name.text, none) == 0) {
        look_at_none(unit, given, scope);
        return;
    }
    out->scheme = find_scheme(unit, &first->value->name);
    if (out->scheme != NULL)
        look_at_rest(unit, &given->arguments, out);
}

struct model_auth auth_look(const struct unit *unit, const struct response_scope *scope, const struct model_auth *around)
{
    const struct ast_annotation *given = annotation_find(scope->annotations, "auth");
    struct model_auth made = {.scheme = NULL};
    if (given == NULL)
        return around == NULL ? made : *around;
    read_auth(unit, given, scope, &made);
    return made;
}
