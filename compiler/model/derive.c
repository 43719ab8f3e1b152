/* SPDX-License-Identifier: MIT */
/* pick and omit leave members out and change nothing else. partial makes every member optional, for RFC 7396: null
   removes what may be missing, absent leaves as it is, so structs become partial too and values of maps may be null;
   arrays and unions are replaced as wholes.

       struct UserPatch = partial User;     address: Address  ->  address?: UserPatchAddress
                                            manager?: User    ->  manager?: UserPatch | null

   Each `partial` has its own partial struct for each struct below it, one however often it is met. These are symbols of
   the file behind all others, and looked at in their turn. */
#include "config.h"

#include "model/derive.h"

#include "model/annotation.h"
#include "model/container.h"
#include "model/declare.h"
#include "model/model.h"
#include "model/resolve.h"
#include "model/structure.h"
#include "model/type.h"
#include "syntax/diagnostic.h"
#include "syntax/suggest.h"

#include <string.h>

/* ---- pick and omit ---- */

static size_t find_member(const struct model_struct *base, const char *name)
{
    size_t i = 0;
    while (i < base->wire_count && strcmp(base->wire[i].name, name) != 0)
        i++;
    return i;
}

static void report_member(const struct unit *unit, const struct model_struct *base, const struct ast_name *name)
{
    struct suggest suggest = SUGGEST_INIT(name->text, name->len);
    for (size_t i = 0; i < base->wire_count; i++)
        suggest_offer(&suggest, base->wire[i].name);
    diagnose(unit->cx, &name->at, DIAGNOSTIC_BAD_MEMBER, "'%s' has no member '%s'", base->name, name->text);
    diagnose_suggestion(unit->cx, suggest.best);
}

/* Says of each member of the base whether it is in the list. */
static bool mark(const struct unit *unit, const struct model_struct *base, const struct ast_name_list *names,
                 bool *is_named)
{
    bool is_fine = true;
    for (const struct ast_name *name = names->first; name != NULL; name = name->next) {
        size_t i = find_member(base, name->text);
        if (i == base->wire_count) {
            report_member(unit, base, name);
        } else if (is_named[i]) {
            diagnose(unit->cx, &name->at, DIAGNOSTIC_DUPLICATE_MEMBER, "'%s' stands here twice", name->text);
        } else {
            is_named[i] = true;
            continue;
        }
        is_fine = false;
    }
    return is_fine;
}

static bool select_members(struct symbol *symbol, const struct model_struct *base)
{
    struct pool *pool = &symbol->unit->cx->pool;
    const struct ast_struct *ast = &symbol->decl->structure;
    bool *is_named = pool_alloc(pool, base->wire_count * sizeof *is_named);
    if (!mark(symbol->unit, base, &ast->names, is_named))
        return false;
    struct model_member *list = pool_alloc(pool, base->wire_count * sizeof *list);
    size_t count = 0;
    for (size_t i = 0; i < base->wire_count; i++)
        if (is_named[i] == (ast->form == AST_STRUCT_PICK))
            list[count++] = base->wire[i];
    return structure_derive(symbol, base, list, count);
}

/* ---- structs within a partial one ---- */

/* "UserPatch" and "home_address" make "UserPatchHomeAddress". */
static const char *name_below(struct pool *pool, const char *holder, const char *member)
{
    size_t len = strlen(holder);
    char *name = pool_alloc(pool, len + strlen(member) + 1);
    memcpy(name, holder, len);
    bool is_first = true;
    for (; *member != '\0'; member++) {
        if (*member != '_')
            name[len++] = is_first && *member >= 'a' && *member <= 'z' ? (char)(*member - 'a' + 'A') : *member;
        is_first = *member == '_';
    }
    return name;
}

/* The declaration that could have been written for it, at the place of the `partial`. */
static const struct ast_decl *decl_below(const struct symbol *root, const char *name)
{
    struct ast_decl *decl = pool_alloc(&root->unit->cx->pool, sizeof *decl);
    *decl = (struct ast_decl){.at = root->decl->at, .kind = AST_DECL_STRUCT};
    decl->name = (struct ast_name){.at = root->decl->name.at, .text = name, .len = strlen(name)};
    decl->structure.form = AST_STRUCT_PARTIAL;
    return decl;
}

static struct symbol *add_below(struct symbol *root, struct symbol *base, const char *name)
{
    struct symbol *made = pool_alloc(&root->unit->cx->pool, sizeof *made);
    *made = (struct symbol){.decl = decl_below(root, name),
                            .unit = root->unit,
                            .patch_root = root,
                            .patch_base = base,
                            .next_patch = root->patches};
    root->patches = made;
    resolve_own(root->unit->schema, made);
    made->structure->patch_of = base->structure;
    resolve_append(made);
    declare_name(made);
    return made;
}

static const struct model_struct *patch_for(struct symbol *root, const struct model_struct *base, const char *holder,
                                            const char *member)
{
    if (base == root->structure->patch_of)
        return root->structure;
    for (const struct symbol *there = root->patches; there != NULL; there = there->next_patch)
        if (there->patch_base->structure == base)
            return there->structure;
    struct symbol *owner = resolve_owner(root->unit->schema, base);
    return add_below(root, owner, name_below(&root->unit->cx->pool, holder, member))->structure;
}

/* ---- partial ---- */

static bool is_partial(const struct unit *unit, const struct model_struct *structure)
{
    const struct ast_decl *decl = resolve_owner(unit->schema, structure)->decl;
    return decl->structure.form == AST_STRUCT_PARTIAL;
}

struct patch { /* of one member */
    struct symbol *root;
    const char *holder, *member;
};

static const struct model_type *patch_type(const struct patch *patch, const struct model_type *type);

static struct model_type *patch_struct(const struct patch *patch, const struct model_type *type)
{
    struct pool *pool = &patch->root->unit->cx->pool;
    struct model_type *made = pool_alloc(pool, sizeof *made);
    *made = *type;
    made->alias = NULL;
    made->structure = patch_for(patch->root, type->structure, patch->holder, patch->member);
    made->schema = made->structure->name;
    made->c_type = pool_printf(pool, "struct %s", made->structure->c_name);
    return made;
}

static const struct model_type *or_null(const struct patch *patch, const struct model_type *item)
{
    const struct unit *unit = patch->root->unit;
    struct model_type *maybe = pool_alloc(&unit->cx->pool, sizeof *maybe);
    maybe->item = item;
    maybe->schema = pool_printf(&unit->cx->pool, "%s | null", item->schema);
    container_set_maybe(unit, &patch->root->decl->name.at, maybe);
    return maybe;
}

/* A patch may remove every entry that there can be, and add as many. */
static struct model_type *patch_map(const struct patch *patch, const struct model_type *type)
{
    const struct unit *unit = patch->root->unit;
    struct model_type *made = pool_alloc(&unit->cx->pool, sizeof *made);
    const struct model_type *item = type->item->kind == MODEL_MAYBE ? type->item->item : type->item;
    *made = *type;
    made->alias = NULL;
    made->item = or_null(patch, patch_type(patch, item));
    made->least = 0;
    made->most = type->most > MODEL_UNBOUNDED / 2 ? MODEL_UNBOUNDED : type->most * 2;
    container_set_map(unit, &patch->root->decl->name.at, made);
    return made;
}

static const struct model_type *patch_type(const struct patch *patch, const struct model_type *type)
{
    if (type->kind == MODEL_STRUCT && !is_partial(patch->root->unit, type->structure))
        return patch_struct(patch, type);
    return type->kind == MODEL_MAP ? patch_map(patch, type) : type;
}

static void set_patch(struct symbol *root, const char *holder, struct model_member *member)
{
    struct patch patch = {.root = root, .holder = holder, .member = member->name};
    if (member->is_skipped)
        return;
    member->type = patch_type(&patch, member->type);
    member->is_nullable = member->is_nullable || member->is_optional;
    member->is_optional = true;
    member->is_required = false;
    member->has_null_bit = member->is_nullable;
    member->value = NULL;
    member->presence = structure_presence(member->type, true);
    member->is_pointer = member->type->kind == MODEL_STRUCT || member->type->kind == MODEL_UNION;
}

static bool make_partial(struct symbol *symbol, struct symbol *root, const struct model_struct *base)
{
    struct model_member *list = pool_alloc(&symbol->unit->cx->pool, base->wire_count * sizeof *list);
    for (size_t i = 0; i < base->wire_count; i++) {
        list[i] = base->wire[i];
        set_patch(root, symbol->structure->name, &list[i]);
    }
    symbol->structure->patch_of = base;
    symbol->structure->is_strict |= base->is_strict;
    return structure_derive(symbol, base, list, base->wire_count);
}

/* ---- one declaration ---- */

static const char *form_text(enum ast_struct_form form)
{
    return form == AST_STRUCT_PARTIAL ? "made partial" : form == AST_STRUCT_PICK ? "picked from" : "omitted from";
}

bool derive_look(struct symbol *symbol)
{
    const struct unit *unit = symbol->unit;
    const struct ast_decl *decl = symbol->decl;
    const struct ast_struct *ast = &decl->structure;
    annotation_check(unit, &decl->annotations, ON_STRUCT);
    struct symbol *base = structure_find(unit, &ast->base, form_text(ast->form));
    if (base == NULL || !declare_struct(base))
        return false;
    symbol->structure->is_strict = annotation_find(&decl->annotations, "strict") != NULL || base->structure->is_strict;
    if (ast->form != AST_STRUCT_PARTIAL)
        return select_members(symbol, base->structure);
    if (is_partial(unit, base->structure)) {
        diagnose(unit->cx, &ast->base.at, DIAGNOSTIC_BAD_TYPE, "'%s' is partial already", ast->base.text);
        return false;
    }
    symbol->structure->patch_of = base->structure;
    return make_partial(symbol, symbol, base->structure);
}

bool derive_look_patch(struct symbol *symbol)
{
    return declare_struct(symbol->patch_base) &&
           make_partial(symbol, symbol->patch_root, symbol->patch_base->structure);
}
