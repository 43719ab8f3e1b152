/* SPDX-License-Identifier: MIT */
/* The walk through the file; the rules are in rooms of their own. */
#include "config.h"

#include "model/lint.h"

#include "model/annotation.h"
#include "model/lint_room.h"
#include "syntax/compilation.h"

#include <stdarg.h>
#include <string.h>

/* ---- rules ---- */

bool lint_is_rule(enum diagnostic_code code)
{
    switch (code) {
#define X(constant, name, severity, summary) case DIAGNOSTIC_##constant:
        DIAGNOSTIC_RULES(X)
#undef X
        return true;
    default: return false;
    }
}

/* What many do not want, for good reasons, waits to be asked for. */
bool lint_is_usual(enum diagnostic_code code)
{
    return lint_is_rule(code) && code != DIAGNOSTIC_NO_DOC && code != DIAGNOSTIC_NO_EXAMPLE &&
           code != DIAGNOSTIC_BARE_LIST && code != DIAGNOSTIC_DELETE_BODY;
}

struct lint_choice lint_usual(void)
{
    struct lint_choice choice;
    for (int i = 0; i < DIAGNOSTIC_CODE_COUNT; i++)
        choice.is_on[i] = lint_is_usual((enum diagnostic_code)i);
    return choice;
}

/* @unbounded is a word of its own for what is allowed most. */
static bool is_allowed(const struct lint_scope *scope, enum diagnostic_code rule)
{
    for (; scope != NULL; scope = scope->outer) {
        if (scope->annotations == NULL)
            continue;
        if (annotation_has_text(scope->annotations, "allow", diagnostic_code_name(rule)))
            return true;
        if (rule == DIAGNOSTIC_UNBOUNDED && annotation_find(scope->annotations, "unbounded") != NULL)
            return true;
    }
    return false;
}

bool lint_say(struct lint *lint, const struct lint_scope *scope, enum diagnostic_code rule, const struct place *place,
              const char *format, ...)
{
    if (!lint->choice->is_on[rule] || is_allowed(scope, rule))
        return false;
    va_list args;
    va_start(args, format);
    const char *message = pool_vprintf(&lint->cx->pool, format, args);
    va_end(args);
    diagnose(lint->cx, place, rule, "%s", message);
    lint->count++;
    return true;
}

/* ---- types ---- */

bool lint_is_builtin(const struct ast_type *type, const char *name)
{
    return type->kind == AST_TYPE_NAMED && type->name.space == NULL && strcmp(type->name.text, name) == 0;
}

const struct ast_decl *lint_decl(const struct lint *lint, const struct ast_type *type)
{
    if (type == NULL || type->kind != AST_TYPE_NAMED)
        return NULL;
    return name_map_find(&lint->decls, type->name.last, strlen(type->name.last));
}

bool lint_has_most(const struct ast_type *type)
{
    return type->range != NULL && type->range->has_max;
}

static void use(struct lint *lint, const struct ast_qname *name)
{
    name_map_add(&lint->used, name->last, strlen(name->last), lint);
}

/* ---- the walk ---- */

/* `is_json`: a number would stand in JSON, and not in a path, a query or the key of a map. */
static void walk_type(struct lint *lint, const struct ast_type *type, const struct lint_scope *scope, bool is_json)
{
    lint_bounds_type(lint, scope, type);
    if (is_json)
        lint_values_type(lint, scope, type);
    if (type->kind == AST_TYPE_ARRAY)
        walk_type(lint, type->element, scope, is_json);
    else
        use(lint, &type->name);
    bool has_key = lint_is_builtin(type, "map") && type->arguments.count == 2;
    for (const struct ast_type *argument = type->arguments.first; argument != NULL; argument = argument->next)
        walk_type(lint, argument, scope, is_json && !(has_key && argument == type->arguments.first));
}

/* "stream bytes" is no value of JSON; the limit of the route bounds a body, and nothing has to bound an answer. */
static void walk_sent(struct lint *lint, const struct ast_type *type, bool is_stream, const struct lint_scope *scope,
                      bool is_json)
{
    if (!is_stream || !lint_is_builtin(type, "bytes"))
        walk_type(lint, type, scope, is_json);
}

/* Whether a parameter is text: the path has those without a word that are not named body. */
static bool is_text(const struct ast_member *member, bool is_parameter)
{
    return is_parameter &&
           (member->word != AST_WORD_NONE ? member->word != AST_WORD_BODY : strcmp(member->name.text, "body") != 0);
}

static void walk_members(struct lint *lint, const struct ast_member_list *members, const struct lint_scope *outer,
                         bool are_parameters)
{
    for (const struct ast_member *member = members->first; member != NULL; member = member->next) {
        struct lint_scope scope = {.outer = outer, .annotations = &member->annotations};
        lint_decls_annotations(lint, &scope);
        if (member->spread != NULL)
            use(lint, member->spread);
        if (member->type == NULL)
            continue;
        lint_values_member(lint, &scope, member, is_text(member, are_parameters));
        walk_sent(lint, member->type, member->is_stream, &scope, !is_text(member, are_parameters));
    }
}

static void walk_struct(struct lint *lint, const struct ast_struct *structure, const struct lint_scope *scope)
{
    switch (structure->form) {
    case AST_STRUCT_MEMBERS: walk_members(lint, &structure->members, scope, false); break;
    case AST_STRUCT_TYPE: walk_type(lint, structure->type, scope, true); break;
    case AST_STRUCT_PARTIAL:
    case AST_STRUCT_OMIT:
    case AST_STRUCT_PICK: use(lint, &structure->base); break;
    }
}

static void walk_enum(struct lint *lint, const struct ast_decl *decl, const struct lint_scope *outer)
{
    lint_bounds_enum(lint, outer, decl);
    for (const struct ast_enumerator *each = decl->enumeration.enumerators.first; each != NULL; each = each->next) {
        struct lint_scope scope = {.outer = outer, .annotations = &each->annotations};
        lint_decls_annotations(lint, &scope);
    }
}

static void walk_route(struct lint *lint, const struct ast_decl *decl, const struct lint_scope *outer)
{
    const struct ast_route *route = &decl->route;
    lint->has_routes = true;
    lint_paths_string(lint, outer, &route->path, false);
    lint_routes_route(lint, outer, decl);
    walk_members(lint, &route->parameters, outer, true);
    for (const struct ast_response *response = route->responses.first; response != NULL; response = response->next) {
        struct lint_scope scope = {.outer = outer, .annotations = &response->annotations};
        lint_decls_annotations(lint, &scope);
        if (response->type != NULL)
            walk_sent(lint, response->type, response->is_stream, &scope, true);
        walk_members(lint, &response->members, &scope, true);
    }
}

static void walk_decls(struct lint *lint, const struct ast_decl_list *decls, const struct lint_scope *outer);

/* Groups within groups are no deeper than brackets may be. */
static void walk_decl(struct lint *lint, const struct ast_decl *decl, const struct lint_scope *outer)
{
    struct lint_scope scope = {.outer = outer, .annotations = &decl->annotations};
    lint_decls_annotations(lint, &scope);
    lint_decls_doc(lint, &scope, decl);
    lint_names_decl(lint, &scope, decl);
    switch (decl->kind) {
    case AST_DECL_STRUCT: walk_struct(lint, &decl->structure, &scope); break;
    case AST_DECL_ENUM: walk_enum(lint, decl, &scope); break;
    case AST_DECL_UNION: walk_members(lint, &decl->variants.variants, &scope, false); break;
    case AST_DECL_TYPEDEF: walk_type(lint, decl->alias.type, &scope, true); break;
    case AST_DECL_ROUTE: walk_route(lint, decl, &scope); break;
    case AST_DECL_GROUP:
        lint_paths_string(lint, &scope, &decl->group.path, true);
        scope.path = &decl->group.path;
        walk_decls(lint, &decl->group.decls, &scope);
        break;
    case AST_DECL_AUTH:
        use(lint, &decl->auth.identity);
        lint_values_auth(lint, &scope, decl);
        break;
    case AST_DECL_FILES:
    case AST_DECL_NAMESPACE:
    case AST_DECL_IMPORT: break;
    }
}

static void walk_decls(struct lint *lint, const struct ast_decl_list *decls, const struct lint_scope *outer)
{
    for (const struct ast_decl *decl = decls->first; decl != NULL; decl = decl->next)
        walk_decl(lint, decl, outer);
}

static void enter_types(struct lint *lint)
{
    for (struct ast_decl *decl = lint->file->decls.first; decl != NULL; decl = decl->next)
        if (decl->kind == AST_DECL_STRUCT || decl->kind == AST_DECL_ENUM || decl->kind == AST_DECL_UNION ||
            decl->kind == AST_DECL_TYPEDEF)
            name_map_add(&lint->decls, decl->name.text, decl->name.len, decl);
}

size_t lint_check(struct compilation *cx, const struct ast_file *file, const struct model *model,
                  const struct lint_choice *choice)
{
    struct lint lint = {.cx = cx, .file = file, .model = model, .choice = choice};
    struct lint_scope space = {.annotations = file->space == NULL ? NULL : &file->space->annotations};
    lint.decls = lint.used = NAME_MAP_INIT(&cx->pool);
    enter_types(&lint);
    walk_decls(&lint, &file->decls, &space);
    lint_names_file(&lint, &space);
    lint_decls_file(&lint, &space);
    return lint.count;
}
