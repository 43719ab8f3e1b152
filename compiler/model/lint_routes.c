/* SPDX-License-Identifier: MIT */
/* What routes promise: methods, statuses, lists that end. */
#include "config.h"

#include "model/annotation.h"
#include "model/lint_room.h"

#include <stdlib.h>
#include <string.h>

static bool is_get(const struct ast_route *route)
{
    return route->method == AST_METHOD_GET || route->method == AST_METHOD_HEAD;
}

/* A type alone is 200. The model has seen that it is a number of three digits. */
static long status_of(const struct ast_response *response)
{
    return response->has_status ? strtol(response->status.text, NULL, 0) : 200;
}

static bool is_success(const struct ast_response *response)
{
    long status = status_of(response);
    return status >= 200 && status < 300;
}

/* ---- names against methods ---- */

static void look_at_get(struct lint *lint, const struct lint_scope *scope, const struct ast_decl *decl,
                        const struct lint_words *words)
{
    static const char *const deeds[] = {"create", "insert",   "update", "delete", "remove", "set",     "save", "modify",
                                        "send",   "register", "cancel", "reset",  "revoke", "approve", "add",  NULL};
    if (!is_get(&decl->route) || words->count < 2 || !lint_is_one_of(lint_first(words), deeds))
        return;
    lint_say(lint, scope, DIAGNOSTIC_UNSAFE_GET, &decl->route.method_at,
             "'%s' sounds as if it changed something, and a GET is repeated, kept and fetched in advance",
             decl->name.text);
}

static void look_at_create(struct lint *lint, const struct lint_scope *scope, const struct ast_decl *decl,
                           const struct lint_words *words)
{
    static const char *const makes[] = {"create", "insert", "register", NULL};
    const struct ast_route *route = &decl->route;
    const struct ast_response *found = NULL;
    if (route->method != AST_METHOD_POST || !lint_is_one_of(lint_first(words), makes))
        return;
    for (const struct ast_response *response = route->responses.first; response != NULL; response = response->next) {
        if (status_of(response) == 200)
            found = response;
        else if (is_success(response))
            return; /* 201, or 202 for later; 200 may say that it was there */
    }
    if (found != NULL)
        lint_say(lint, scope, DIAGNOSTIC_CREATE_STATUS, &found->at,
                 "what '%s' makes is answered by 201 Created, not by 200", decl->name.text);
}

/* ---- responses ---- */

static bool has_errors(const struct lint_scope *scope, const struct ast_route *route)
{
    for (; scope != NULL; scope = scope->outer)
        if (scope->annotations != NULL && annotation_find(scope->annotations, "errors") != NULL)
            return true;
    for (const struct ast_response *response = route->responses.first; response != NULL; response = response->next)
        if (status_of(response) >= 400)
            return true;
    return false;
}

static void look_for_error(struct lint *lint, const struct lint_scope *scope, const struct ast_decl *decl)
{
    const struct ast_route *route = &decl->route;
    if (strchr(route->path.text, '{') != NULL && !has_errors(scope, route))
        lint_say(lint, scope, DIAGNOSTIC_NO_ERROR_RESPONSE, &decl->name.at,
                 "'%s' cannot say that what its path names is not there: a response 404 could", decl->name.text);
}

static void look_for_success(struct lint *lint, const struct lint_scope *scope, const struct ast_decl *decl)
{
    const struct ast_response_list *responses = &decl->route.responses;
    for (const struct ast_response *response = responses->first; response != NULL; response = response->next)
        if (status_of(response) < 400)
            return;
    if (responses->count > 0)
        lint_say(lint, scope, DIAGNOSTIC_NO_SUCCESS_RESPONSE, &decl->name.at, "'%s' can only be answered by errors",
                 decl->name.text);
}

/* ---- lists ---- */

enum { LONG_LIST = 1000 }; /* items that one answer may well have */

static bool is_long(const struct ast_type *type)
{
    if (type == NULL || type->kind != AST_TYPE_ARRAY)
        return false;
    return !lint_has_most(type) || strtoull(type->range->max.text, NULL, 0) > LONG_LIST;
}

/* The list in an answer: itself, or a member of its struct; NULL: none that is long. */
static const struct ast_type *long_list(const struct lint *lint, const struct ast_type *type)
{
    const struct ast_decl *decl = lint_decl(lint, type);
    if (decl != NULL && decl->kind == AST_DECL_TYPEDEF)
        type = decl->alias.type;
    if (is_long(type))
        return type;
    if (decl == NULL || decl->kind != AST_DECL_STRUCT || decl->structure.form != AST_STRUCT_MEMBERS)
        return NULL;
    const struct ast_member *only = decl->structure.members.first;
    for (; only != NULL; only = only->next)
        if (is_long(only->type) && decl->structure.members.count <= 3) /* a page: its items, and what is next */
            return only->type;
    return NULL;
}

static bool is_limit(const struct ast_member *parameter)
{
    static const char *const limits[] = {"limit", "size", "count", "first", "last", "top",
                                         "max",   "take", "page",  "per",   "rows", NULL};
    struct lint_words words = lint_split(parameter->name.text, parameter->name.len);
    for (unsigned i = 0; i < words.count; i++)
        if (lint_is_one_of(words.text + words.at[i], limits))
            return true;
    return parameter->spread != NULL; /* ...Paging */
}

static void look_at_list(struct lint *lint, const struct lint_scope *outer, const struct ast_decl *decl)
{
    const struct ast_route *route = &decl->route;
    for (const struct ast_member *each = route->parameters.first; each != NULL; each = each->next)
        if (is_limit(each))
            return;
    for (const struct ast_response *response = route->responses.first; response != NULL; response = response->next) {
        struct lint_scope scope = {.outer = outer, .annotations = &response->annotations};
        if (response->type != NULL && !response->is_stream && is_success(response) &&
            long_list(lint, response->type) != NULL)
            lint_say(lint, &scope, DIAGNOSTIC_NO_LIMIT, &response->type->at,
                     "this list may have any length, and '%s' has no parameter such as 'query limit' that ends it",
                     decl->name.text);
    }
}

static void look_at_bodies(struct lint *lint, const struct lint_scope *outer, const struct ast_route *route)
{
    for (const struct ast_response *response = route->responses.first; response != NULL; response = response->next) {
        struct lint_scope scope = {.outer = outer, .annotations = &response->annotations};
        if (response->type == NULL || response->is_stream || !is_success(response))
            continue;
        if (response->type->kind == AST_TYPE_ARRAY)
            lint_say(lint, &scope, DIAGNOSTIC_BARE_LIST, &response->type->at,
                     "nothing can be added beside a list that stands alone: a struct has room for more");
        if (route->method == AST_METHOD_DELETE)
            lint_say(lint, &scope, DIAGNOSTIC_DELETE_BODY, &response->type->at,
                     "what was deleted is not there to be sent: 204 says that it is gone");
    }
}

/* ---- requests ---- */

static const struct ast_member *body_of(const struct ast_route *route)
{
    const struct ast_member *each = route->parameters.first;
    while (each != NULL && (each->word != AST_WORD_NONE || strcmp(each->name.text, "body") != 0))
        each = each->next;
    return each;
}

static bool requires_all(const struct ast_decl *decl)
{
    const struct ast_struct *structure = &decl->structure;
    if (decl->kind != AST_DECL_STRUCT || structure->form != AST_STRUCT_MEMBERS || structure->members.count < 2)
        return false;
    for (const struct ast_member *member = structure->members.first; member != NULL; member = member->next)
        if (member->spread != NULL || member->is_optional || member->value != NULL)
            return false;
    return true;
}

static void look_at_body(struct lint *lint, const struct lint_scope *outer, const struct ast_route *route)
{
    const struct ast_member *body = body_of(route);
    const struct ast_decl *decl = body == NULL ? NULL : lint_decl(lint, body->type);
    if (decl == NULL)
        return;
    struct lint_scope scope = {.outer = outer, .annotations = &body->annotations};
    if (route->method == AST_METHOD_PATCH && requires_all(decl))
        lint_say(lint, &scope, DIAGNOSTIC_PATCH_WHOLE, &body->type->at,
                 "this PATCH has to send every member: 'struct %sPatch = partial %s;' takes some", decl->name.text,
                 decl->name.text);
    struct lint_scope around = {.outer = &scope, .annotations = &decl->annotations};
    if (decl->kind == AST_DECL_STRUCT && annotation_find(&decl->annotations, "example") == NULL &&
        annotation_find(&body->annotations, "example") == NULL)
        lint_say(lint, &around, DIAGNOSTIC_NO_EXAMPLE, &decl->name.at,
                 "'%s' is a request's body, and has no '@example' to be read and tried", decl->name.text);
}

void lint_routes_route(struct lint *lint, const struct lint_scope *scope, const struct ast_decl *decl)
{
    struct lint_words words = lint_split(decl->name.text, decl->name.len);
    look_at_get(lint, scope, decl, &words);
    look_at_create(lint, scope, decl, &words);
    look_for_error(lint, scope, decl);
    look_for_success(lint, scope, decl);
    if (is_get(&decl->route))
        look_at_list(lint, scope, decl);
    look_at_bodies(lint, scope, &decl->route);
    look_at_body(lint, scope, &decl->route);
}
