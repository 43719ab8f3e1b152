/* SPDX-License-Identifier: MIT */
/* Declarations among others: what is not used, what is there twice, what nobody has written about. */
#include "config.h"

#include "model/annotation.h"
#include "model/lint_room.h"
#include "model/model.h"
#include "syntax/compilation.h"

#include <string.h>

void lint_decls_annotations(struct lint *lint, const struct lint_scope *scope)
{
    const struct ast_annotation *deprecated = annotation_find(scope->annotations, "deprecated");
    if (deprecated != NULL && deprecated->arguments.count == 0)
        lint_say(lint, scope, DIAGNOSTIC_BARE_DEPRECATED, &deprecated->at,
                 "'@deprecated' says not what to use instead: '@deprecated(\"...\")' does");
}

static bool is_documented_kind(const struct ast_decl *decl)
{
    return decl->kind == AST_DECL_STRUCT || decl->kind == AST_DECL_ENUM || decl->kind == AST_DECL_UNION ||
           decl->kind == AST_DECL_TYPEDEF || decl->kind == AST_DECL_ROUTE;
}

void lint_decls_doc(struct lint *lint, const struct lint_scope *scope, const struct ast_decl *decl)
{
    if (is_documented_kind(decl) && decl->doc == NULL && annotation_find(scope->annotations, "summary") == NULL)
        lint_say(lint, scope, DIAGNOSTIC_NO_DOC, &decl->name.at,
                 "'%s' has no documentation: '/// ...' above it would be", decl->name.text);
}

/* ---- what is not used ---- */

static const struct model_import *find_import(const struct model *model, const struct ast_decl *decl)
{
    for (size_t i = 0; i < model->import_count; i++)
        if (model->imports[i].position == decl->import.at.first)
            return &model->imports[i];
    return NULL;
}

static void look_at_import(struct lint *lint, const struct lint_scope *scope, const struct ast_decl *decl)
{
    const struct model_import *import = find_import(lint->model, decl);
    if (import == NULL)
        lint_say(lint, scope, DIAGNOSTIC_UNUSED_IMPORT, &decl->import.at, "this file is imported above");
    else if (!import->is_used)
        lint_say(lint, scope, DIAGNOSTIC_UNUSED_IMPORT, &decl->import.at, "nothing of '%s' is used here",
                 decl->import.text);
}

/* Files without routes declare types for others. */
static void look_at_use(struct lint *lint, const struct lint_scope *scope, const struct ast_decl *decl)
{
    if (lint->has_routes && name_map_find(&lint->decls, decl->name.text, decl->name.len) == decl &&
        name_map_find(&lint->used, decl->name.text, decl->name.len) == NULL)
        lint_say(lint, scope, DIAGNOSTIC_UNUSED_TYPE, &decl->name.at, "no route and no other type uses '%s'",
                 decl->name.text);
}

/* ---- what is there twice ---- */

enum { TWIN_MEMBERS = 3 }; /* two ids and names are no coincidence to speak of */

static size_t text_len(const struct ast_member *member)
{
    return member->name.len + (member->type->at.end - member->type->at.first) + 2;
}

/* The members as one text; NULL where they are few, or not all there is. */
static const char *members_text(struct lint *lint, const struct ast_struct *structure)
{
    size_t len = 0, at = 0;
    if (structure->form != AST_STRUCT_MEMBERS || structure->parameters.count > 0 ||
        structure->members.count < TWIN_MEMBERS)
        return NULL;
    for (const struct ast_member *member = structure->members.first; member != NULL; member = member->next) {
        if (member->type == NULL)
            return NULL;
        len += text_len(member);
    }
    char *text = pool_alloc(&lint->cx->pool, len + 1);
    for (const struct ast_member *member = structure->members.first; member != NULL; member = member->next) {
        const struct place *type = &member->type->at;
        memcpy(text + at, member->name.text, member->name.len);
        at += member->name.len;
        text[at++] = member->is_optional ? '?' : ':';
        memcpy(text + at, type->file->text + type->first, type->end - type->first);
        at += type->end - type->first;
        text[at++] = ';';
    }
    return text;
}

static void look_for_twin(struct lint *lint, const struct lint_scope *scope, struct ast_decl *decl,
                          struct name_map *seen)
{
    const char *text = members_text(lint, &decl->structure);
    if (text == NULL)
        return;
    const struct ast_decl *other = name_map_add(seen, text, strlen(text), decl);
    if (other != decl && lint_say(lint, scope, DIAGNOSTIC_TWIN_STRUCTS, &decl->name.at,
                                  "'%s' has the same members as '%s'", decl->name.text, other->name.text))
        diagnose_note(lint->cx, &other->name.at, "which is here");
}

void lint_decls_file(struct lint *lint, const struct lint_scope *outer)
{
    struct name_map seen = NAME_MAP_INIT(&lint->cx->pool);
    for (struct ast_decl *decl = lint->file->decls.first; decl != NULL; decl = decl->next) {
        struct lint_scope scope = {.outer = outer, .annotations = &decl->annotations};
        if (decl->kind == AST_DECL_IMPORT)
            look_at_import(lint, &scope, decl);
        if (decl->kind == AST_DECL_STRUCT)
            look_for_twin(lint, &scope, decl, &seen);
        look_at_use(lint, &scope, decl);
    }
}
