/* SPDX-License-Identifier: MIT */
/*
 * One walk through the file, which keeps the annotations of all that is around; at each type every rule of the table has
 * its say. A rule sees the tree, as only that knows the places; what names mean is looked at where they are declared.
 */
#include "config.h"

#include "model/lint.h"

#include "model/annotation.h"
#include "syntax/ast.h"
#include "syntax/compilation.h"
#include "syntax/diagnostic.h"

#include <string.h>

struct scope { /* a declaration, member or route, and what is around it */
    const struct scope *outer;
    const struct ast_annotation_list *annotations;
};

struct lint {
    struct compilation *cx;
    const struct ast_file *file;
    size_t count;
};

struct rule {
    const char *name;
    enum diagnostic_code code;
    const char *annotation; /* which says the same as @allow("name"), or NULL */
    void (*look_at_type)(struct lint *lint, const struct rule *rule, const struct ast_type *type);
    void (*look_at_enum)(struct lint *lint, const struct rule *rule, const struct ast_decl *decl);
};

static void report(struct lint *lint, const struct rule *rule, const struct place *place, const char *message)
{
    lint->count++;
    diagnose(lint->cx, place, rule->code, "%s", message);
}

/* ---- unbounded ---- */

static bool has_most(const struct ast_type *type)
{
    return type->range != NULL && type->range->has_max;
}

static bool is_named(const struct ast_type *type, const char *name)
{
    return type->name.space == NULL && strcmp(type->name.text, name) == 0;
}

/* "T[]": the brackets; the place of the type is that of T as well. */
static struct place brackets_of(const struct lint *lint, const struct ast_type *type)
{
    const struct source *source = lint->file->source;
    const char *open = memchr(source->text + type->element->at.end, '[', type->at.end - type->element->at.end);
    size_t first = open == NULL ? type->at.first : (size_t)(open - source->text);
    return source_locate(source, first, type->at.end - first);
}

static void look_at_map(struct lint *lint, const struct rule *rule, const struct ast_type *type)
{
    if (!has_most(type))
        report(lint, rule, &type->name.at, "this map has no upper bound: '(..N)' behind it is one");
    else if (type->arguments.count == 1)
        report(lint, rule, &type->name.at, "the keys of this map have no upper bound: 'map<string(..N), T>' gives them one");
}

static void look_for_bound(struct lint *lint, const struct rule *rule, const struct ast_type *type)
{
    static const char *const texts[] = {"string", "uri", NULL};
    if (type->kind == AST_TYPE_ARRAY) {
        struct place place = brackets_of(lint, type);
        if (!has_most(type))
            report(lint, rule, &place, "this array has no upper bound: '[..N]' is one");
        return;
    }
    for (size_t i = 0; texts[i] != NULL; i++)
        if (is_named(type, texts[i]) && !has_most(type))
            report(lint, rule, &type->name.at, "this text has no upper bound: '(..N)' behind it is one, in characters");
    if (is_named(type, "bytes") && !has_most(type))
        report(lint, rule, &type->name.at, "these bytes have no upper bound: '(..N)' behind them is one");
    if (is_named(type, "decimal"))
        report(lint, rule, &type->name.at, "a decimal may have any number of digits");
    if (is_named(type, "json"))
        report(lint, rule, &type->name.at, "a value of any JSON may have any length");
    if (is_named(type, "map"))
        look_at_map(lint, rule, type);
}

static void look_for_open(struct lint *lint, const struct rule *rule, const struct ast_decl *decl)
{
    const struct ast_annotation *open = annotation_find(&decl->annotations, "open");
    if (open != NULL && !decl->enumeration.has_base)
        report(lint, rule, &open->at, "an open enum keeps texts of any length");
}

/* ---- rules ---- */

static const struct rule rules[] = {
    {"unbounded", DIAGNOSTIC_UNBOUNDED, "unbounded", look_for_bound, look_for_open},
};

enum { RULES = sizeof rules / sizeof *rules };

static bool is_allowed(const struct rule *rule, const struct scope *scope)
{
    for (; scope != NULL; scope = scope->outer) {
        if (annotation_has_text(scope->annotations, "allow", rule->name))
            return true;
        if (rule->annotation != NULL && annotation_find(scope->annotations, rule->annotation) != NULL)
            return true;
    }
    return false;
}

/* ---- the walk ---- */

static void walk_type(struct lint *lint, const struct ast_type *type, const struct scope *scope)
{
    for (size_t i = 0; i < RULES; i++)
        if (!is_allowed(&rules[i], scope))
            rules[i].look_at_type(lint, &rules[i], type);
    if (type->kind == AST_TYPE_ARRAY)
        walk_type(lint, type->element, scope);
    for (const struct ast_type *argument = type->arguments.first; argument != NULL; argument = argument->next)
        walk_type(lint, argument, scope);
}

static void walk_members(struct lint *lint, const struct ast_member_list *members, const struct scope *outer)
{
    for (const struct ast_member *member = members->first; member != NULL; member = member->next) {
        struct scope scope = {outer, &member->annotations};
        if (member->type != NULL)
            walk_type(lint, member->type, &scope);
    }
}

static void walk_struct(struct lint *lint, const struct ast_struct *structure, const struct scope *scope)
{
    if (structure->form == AST_STRUCT_MEMBERS)
        walk_members(lint, &structure->members, scope);
    else if (structure->form == AST_STRUCT_TYPE)
        walk_type(lint, structure->type, scope);
}

static void walk_enum(struct lint *lint, const struct ast_decl *decl, const struct scope *scope)
{
    for (size_t i = 0; i < RULES; i++)
        if (!is_allowed(&rules[i], scope))
            rules[i].look_at_enum(lint, &rules[i], decl);
}

static void walk_route(struct lint *lint, const struct ast_route *route, const struct scope *outer)
{
    walk_members(lint, &route->parameters, outer);
    for (const struct ast_response *response = route->responses.first; response != NULL; response = response->next) {
        struct scope scope = {outer, &response->annotations};
        if (response->type != NULL)
            walk_type(lint, response->type, &scope);
        walk_members(lint, &response->members, &scope);
    }
}

static void walk_decls(struct lint *lint, const struct ast_decl_list *decls, const struct scope *outer);

/* Groups within groups are no deeper than brackets may be. */
static void walk_decl(struct lint *lint, const struct ast_decl *decl, const struct scope *outer)
{
    struct scope scope = {outer, &decl->annotations};
    switch (decl->kind) {
    case AST_DECL_STRUCT: walk_struct(lint, &decl->structure, &scope); break;
    case AST_DECL_ENUM: walk_enum(lint, decl, &scope); break;
    case AST_DECL_UNION: walk_members(lint, &decl->variants.variants, &scope); break;
    case AST_DECL_TYPEDEF: walk_type(lint, decl->alias.type, &scope); break;
    case AST_DECL_ROUTE: walk_route(lint, &decl->route, &scope); break;
    case AST_DECL_GROUP: walk_decls(lint, &decl->group.decls, &scope); break;
    case AST_DECL_NAMESPACE:
    case AST_DECL_IMPORT:
    case AST_DECL_AUTH: break;
    }
}

static void walk_decls(struct lint *lint, const struct ast_decl_list *decls, const struct scope *outer)
{
    for (const struct ast_decl *decl = decls->first; decl != NULL; decl = decl->next)
        walk_decl(lint, decl, outer);
}

size_t lint_check(struct compilation *cx, const struct ast_file *file)
{
    struct lint lint = {.cx = cx, .file = file};
    struct scope scope = {NULL, file->space == NULL ? NULL : &file->space->annotations};
    walk_decls(&lint, &file->decls, file->space == NULL ? NULL : &scope);
    return lint.count;
}
