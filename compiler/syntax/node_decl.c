/* SPDX-License-Identifier: MIT */
/* Builders of declarations, and what may stand where in a file. */
#include "config.h"

#include "syntax/node.h"

#include "syntax/cascade.h"
#include "syntax/parse_state.h"
#include "syntax/word.h"

static struct ast_decl *new_decl(struct parse *p, enum ast_decl_kind kind, const struct ast_name *name)
{
    struct ast_decl *decl = pool_alloc(&p->cx->pool, sizeof *decl);
    decl->kind = kind;
    if (name != NULL)
        decl->name = *name;
    return decl;
}

/* A declaration of another kind that has lost a part looks like one of this kind. */
static bool is_declared_as(struct parse *p, const struct token_text *found, const struct place *at, const char *word)
{
    if (word_expect(p, found, at, word))
        return true;
    cascade_begin(p);
    return false;
}

struct ast_decl *node_namespace(struct parse *p, struct token_text word, struct place word_at, struct ast_qname *name)
{
    struct ast_decl *decl = new_decl(p, AST_DECL_NAMESPACE, NULL);
    if (!is_declared_as(p, &word, &word_at, "namespace"))
        return NULL;
    decl->space = *name;
    return decl;
}

struct ast_decl *node_import(struct parse *p, struct token_text word, struct place word_at, struct token_text path,
                             struct place path_at)
{
    struct ast_decl *decl = new_decl(p, AST_DECL_IMPORT, NULL);
    if (!is_declared_as(p, &word, &word_at, "import"))
        return NULL;
    decl->import = (struct ast_string){.at = path_at, .text = path.ptr, .len = path.len};
    return decl;
}

struct ast_decl *node_struct(struct parse *p, struct ast_name *name, struct ast_name_list parameters,
                             struct ast_member_list members)
{
    struct ast_decl *decl = new_decl(p, AST_DECL_STRUCT, name);
    decl->structure = (struct ast_struct){.form = AST_STRUCT_MEMBERS, .parameters = parameters, .members = members};
    return decl;
}

struct ast_decl *node_struct_type(struct parse *p, struct ast_type *type)
{
    struct ast_decl *decl = new_decl(p, AST_DECL_STRUCT, NULL);
    decl->structure = (struct ast_struct){.form = AST_STRUCT_TYPE, .type = type};
    return decl;
}

struct ast_decl *node_partial(struct parse *p, struct token_text word, struct place word_at, struct ast_qname *base)
{
    struct ast_decl *decl = new_decl(p, AST_DECL_STRUCT, NULL);
    decl->structure = (struct ast_struct){.form = word_derivation(p, &word, &word_at), .base = *base};
    return decl;
}

struct ast_decl *node_selection(struct parse *p, struct token_text word, struct place word_at, struct ast_qname *base,
                                struct ast_name_list names)
{
    struct ast_decl *decl = new_decl(p, AST_DECL_STRUCT, NULL);
    decl->structure = (struct ast_struct){.form = word_selection(p, &word, &word_at), .base = *base, .names = names};
    return decl;
}

struct ast_decl *node_derived(struct ast_decl *decl, struct ast_name *name, struct ast_annotation_list annotations)
{
    decl->name = *name;
    decl->annotations = annotations;
    return decl;
}

struct ast_decl *node_enum(struct parse *p, struct ast_name *name, struct ast_qname *base,
                           struct ast_enumerator_list enumerators)
{
    struct ast_decl *decl = new_decl(p, AST_DECL_ENUM, name);
    decl->enumeration.has_base = base != NULL;
    if (base != NULL)
        decl->enumeration.base = *base;
    decl->enumeration.enumerators = enumerators;
    return decl;
}

struct ast_decl *node_union(struct parse *p, struct ast_name *name, struct ast_member_list variants)
{
    struct ast_decl *decl = new_decl(p, AST_DECL_UNION, name);
    decl->variants.variants = variants;
    return decl;
}

struct ast_decl *node_typedef(struct parse *p, struct ast_name *name, struct ast_type *type,
                              struct ast_annotation_list annotations)
{
    struct ast_decl *decl = new_decl(p, AST_DECL_TYPEDEF, name);
    decl->alias.type = type;
    decl->annotations = annotations;
    return decl;
}

struct ast_decl *node_extern(struct parse *p, struct token_text word, struct place word_at, struct ast_decl *decl)
{
    word_expect(p, &word, &word_at, "extern");
    decl->alias.is_extern = true;
    return decl;
}

struct ast_decl *node_scheme(struct parse *p, struct token_text word, struct place word_at,
                             struct ast_argument_list arguments)
{
    struct ast_decl *decl = new_decl(p, AST_DECL_AUTH, NULL);
    decl->auth.scheme = word_scheme(p, &word, &word_at);
    decl->auth.scheme_at = word_at;
    decl->auth.arguments = arguments;
    return decl;
}

struct ast_decl *node_auth(struct parse *p, struct token_text word, struct place word_at, struct ast_name *name,
                           struct ast_decl *scheme, struct ast_qname *identity)
{
    word_expect(p, &word, &word_at, "auth");
    scheme->name = *name;
    scheme->auth.identity = *identity;
    return scheme;
}

struct ast_decl *node_files(struct parse *p, struct token_text word, struct place word_at, struct token_text path,
                            struct place path_at, struct token_text folder, struct place folder_at)
{
    struct ast_decl *decl = new_decl(p, AST_DECL_FILES, NULL);
    decl->files.is_embedded = word_files(p, &word, &word_at);
    decl->files.path = (struct ast_string){.at = path_at, .text = path.ptr, .len = path.len};
    decl->files.folder = (struct ast_string){.at = folder_at, .text = folder.ptr, .len = folder.len};
    return decl;
}

struct ast_decl *node_route_head(struct parse *p, struct token_text word, struct place word_at, struct token_text path,
                                 struct place path_at, struct ast_name *name)
{
    struct ast_decl *decl = new_decl(p, AST_DECL_ROUTE, name);
    decl->route.method = word_method(p, &word, &word_at);
    decl->route.method_at = word_at;
    decl->route.path = (struct ast_string){.at = path_at, .text = path.ptr, .len = path.len};
    return decl;
}

struct ast_decl *node_route(struct ast_decl *decl, struct ast_member_list parameters,
                            struct ast_response_list responses)
{
    decl->route.parameters = parameters;
    decl->route.responses = responses;
    return decl;
}

struct ast_decl *node_group(struct parse *p, struct token_text word, struct place word_at, struct token_text path,
                            struct place path_at, struct ast_annotation_list annotations, struct ast_decl_list decls)
{
    struct ast_decl *decl = new_decl(p, AST_DECL_GROUP, NULL);
    word_expect(p, &word, &word_at, "group");
    decl->annotations = annotations;
    decl->group.path = (struct ast_string){.at = path_at, .text = path.ptr, .len = path.len};
    decl->group.decls = decls;
    return decl;
}

struct ast_decl *node_declaration(struct parse *p, struct ast_decl *decl, struct ast_annotation_list annotations,
                                  struct place at)
{
    if (decl == NULL)
        return NULL;
    decl->at = at;
    decl->doc = comments_claim(p, at.first);
    if (annotations.first != NULL) {
        struct ast_doc *doc = comments_claim(p, annotations.first->at.first);
        decl->doc = doc != NULL ? doc : decl->doc;
        decl->at = place_span(&annotations.first->at, &at);
    }
    decl->annotations = node_join(annotations, decl->annotations);
    return decl;
}

/* ---- what may stand where ---- */

static void check_group(struct parse *p, const struct ast_decl *group)
{
    for (const struct ast_decl *decl = group->group.decls.first; decl != NULL; decl = decl->next) {
        if (decl->kind == AST_DECL_GROUP)
            check_group(p, decl);
        if (decl->kind == AST_DECL_GROUP || decl->kind == AST_DECL_ROUTE)
            continue;
        diagnose(p->cx, &decl->at, DIAGNOSTIC_MISPLACED_DECLARATION, "only routes and groups stand in a group");
        diagnose_note(p->cx, &group->group.path.at, "this group");
    }
}

static void take_namespace(struct parse *p, struct ast_decl *decl)
{
    if (p->file->space == NULL) {
        p->file->space = decl;
        return;
    }
    diagnose(p->cx, &decl->at, DIAGNOSTIC_DUPLICATE_DECLARATION, "a file has one namespace");
    diagnose_note(p->cx, &p->file->space->at, "and it is this");
}

void node_file(struct parse *p, struct ast_decl_list decls)
{
    p->file->decls = decls;
    for (struct ast_decl *decl = decls.first; decl != NULL; decl = decl->next) {
        if (decl->kind == AST_DECL_NAMESPACE)
            take_namespace(p, decl);
        if (decl->kind == AST_DECL_GROUP)
            check_group(p, decl);
    }
}
