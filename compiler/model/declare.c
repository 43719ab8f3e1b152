/* SPDX-License-Identifier: MIT */
/* A declaration is NEW, BUSY while it is looked at, and DONE or BAD for ever after. To want one that is BUSY is to
   close a cycle; structs are pointed at without being complete, so only spreads want them. */
#include "config.h"

#include "model/declare.h"

#include "model/annotation.h"
#include "model/c_name.h"
#include "model/check.h"
#include "model/claim.h"
#include "model/derive.h"
#include "model/enumeration.h"
#include "model/example.h"
#include "model/external.h"
#include "model/generic.h"
#include "model/model.h"
#include "model/refine.h"
#include "model/resolve.h"
#include "model/structure.h"
#include "model/type.h"
#include "model/union.h"
#include "syntax/diagnostic.h"

#include <string.h>

const char *declare_doc(const struct ast_doc *doc)
{
    return doc == NULL || doc->len == 0 ? NULL : doc->text;
}

bool declare_check_name(const struct unit *unit, const struct ast_name *name, const char *what)
{
    if (name->len > C_NAME_MAX)
        diagnose(unit->cx, &name->at, DIAGNOSTIC_TOO_LARGE, "the name of this %s is longer than %d bytes", what,
                 C_NAME_MAX);
    else if (c_name_is_reserved(name->text))
        diagnose(unit->cx, &name->at, DIAGNOSTIC_RESERVED_NAME,
                 "C keeps names like '%s' for itself; name the %s otherwise%s", name->text, what,
                 strcmp(what, "member") == 0 ? " and say what it is in JSON with @name" : "");
    else
        return true;
    return false;
}

/* ---- names ---- */

/* What is declared for every type. Functions that people call are not to be mistaken for a type of that name; the
   others only must not clash. */
static const char *const struct_functions[] = {"_init",  "_decode", "_decode_insitu", "_encode", "_validate",
                                               "_equal", "_copy",   "_dup",           NULL};
static const char *const union_functions[] = {"_decode", "_encode", "_validate", "_equal", "_copy", "_dup", NULL};
static const char *const patch_functions[] = {"_apply", NULL};
static const char *const enum_functions[] = {"_name", "_from", NULL};
static const char *const struct_internals[] = {"_type", "_read", "_write", NULL};
static const char *const enum_internals[] = {"_type", "_read", "_write", "_valid", NULL};
static const char *const array_tags[] = {"_array", NULL};
static const char *const open_tags[] = {"_array", "_value", NULL};

static const char *c_name_of(const struct unit *unit, const struct ast_name *name)
{
    struct pool *pool = &unit->cx->pool;
    return c_name_safe(pool, pool_printf(pool, "%s%s", unit->prefix, c_name_snake(pool, name->text, name->len)));
}

static const char *c_upper_of(const struct unit *unit, const struct ast_name *name)
{
    struct pool *pool = &unit->cx->pool;
    const char *snake = pool_printf(pool, "%s%s", unit->prefix, c_name_snake(pool, name->text, name->len));
    return c_name_upper(pool, snake, strlen(snake));
}

static struct model_array *array_of(struct pool *pool, const char *keyword, const char *c_name)
{
    struct model_array *array = pool_alloc(pool, sizeof *array);
    array->c_type = pool_printf(pool, "struct %s_array", c_name);
    array->c_item = pool_printf(pool, "%s %s", keyword, c_name);
    return array;
}

static void name_struct(struct symbol *symbol)
{
    struct unit *unit = symbol->unit;
    struct model_struct *structure = symbol->structure;
    const struct ast_name *name = &symbol->decl->name;
    const char *what = pool_printf(&unit->cx->pool, "struct '%s'", name->text);
    structure->name = name->text;
    structure->c_name = c_name_of(unit, name);
    structure->c_upper = c_upper_of(unit, name);
    structure->doc = declare_doc(symbol->decl->doc);
    structure->note = annotation_note(&symbol->decl->annotations);
    structure->home = unit->stem;
    structure->has_array = true;
    structure->array = array_of(&unit->cx->pool, "struct", structure->c_name);
    if (!declare_is_written(symbol->decl))
        return;
    symbol->is_named =
        declare_check_name(unit, name, "struct") && claim(unit, structure->c_name, C_TAG, &name->at, what);
    if (!symbol->is_named)
        return;
    claim_endings(unit, structure->c_name, array_tags, C_TAG, &name->at, what);
    claim_endings(unit, structure->c_name, struct_functions, C_TAG | C_ORDINARY, &name->at, what);
    claim_endings(unit, structure->c_name, struct_internals, C_ORDINARY, &name->at, what);
    if (symbol->decl->structure.form == AST_STRUCT_PARTIAL)
        claim_endings(unit, structure->c_name, patch_functions, C_TAG | C_ORDINARY, &name->at, what);
}

static void name_enum(struct symbol *symbol)
{
    struct unit *unit = symbol->unit;
    struct model_enum *enumeration = symbol->enumeration;
    const struct ast_name *name = &symbol->decl->name;
    const char *what = pool_printf(&unit->cx->pool, "enum '%s'", name->text);
    enumeration->name = name->text;
    enumeration->c_name = c_name_of(unit, name);
    enumeration->c_upper = c_upper_of(unit, name);
    enumeration->doc = declare_doc(symbol->decl->doc);
    enumeration->note = annotation_note(&symbol->decl->annotations);
    enumeration->home = unit->stem;
    enumeration->is_open = annotation_find(&symbol->decl->annotations, "open") != NULL;
    bool is_struct = enumeration->is_open && !symbol->decl->enumeration.has_base;
    enumeration->array = array_of(&unit->cx->pool, is_struct ? "struct" : "enum", enumeration->c_name);
    symbol->is_named =
        declare_check_name(unit, name, "enum") && claim(unit, enumeration->c_name, C_TAG, &name->at, what);
    if (!symbol->is_named)
        return;
    claim_endings(unit, enumeration->c_name, is_struct ? open_tags : array_tags, C_TAG, &name->at, what);
    claim_endings(unit, enumeration->c_name, enum_functions, C_TAG | C_ORDINARY, &name->at, what);
    claim_endings(unit, enumeration->c_name, enum_internals, C_ORDINARY, &name->at, what);
}

/* The claims of a union: `enum x_kind` tells the variants apart. */
static const char *const union_tags[] = {"_array", "_kind", NULL};

static void name_union(struct symbol *symbol)
{
    struct unit *unit = symbol->unit;
    struct model_union *choice = symbol->choice;
    const struct ast_name *name = &symbol->decl->name;
    const char *what = pool_printf(&unit->cx->pool, "union '%s'", name->text);
    choice->name = name->text;
    choice->c_name = c_name_of(unit, name);
    choice->c_upper = c_upper_of(unit, name);
    choice->doc = declare_doc(symbol->decl->doc);
    choice->note = annotation_note(&symbol->decl->annotations);
    choice->home = unit->stem;
    choice->tagging = union_tagging(symbol->decl);
    choice->array = array_of(&unit->cx->pool, "struct", choice->c_name);
    symbol->is_named = declare_check_name(unit, name, "union") && claim(unit, choice->c_name, C_TAG, &name->at, what);
    if (!symbol->is_named)
        return;
    claim_endings(unit, choice->c_name, union_tags, C_TAG, &name->at, what);
    claim_endings(unit, choice->c_name, union_functions, C_TAG | C_ORDINARY, &name->at, what);
    claim_endings(unit, choice->c_name, struct_internals, C_ORDINARY, &name->at, what);
}

/* Its functions are the user's, declared in the generated header. */
static void name_extern(struct symbol *symbol)
{
    static const char *const functions[] = {"_read", "_write", NULL}, *const internals[] = {"_type", NULL};
    struct unit *unit = symbol->unit;
    struct pool *pool = &unit->cx->pool;
    struct model_extern *external = symbol->external;
    const struct ast_name *name = &symbol->decl->name;
    const char *what = pool_printf(pool, "extern typedef '%s'", name->text);
    external->name = name->text;
    external->c_name = c_name_of(unit, name);
    external->doc = declare_doc(symbol->decl->doc);
    external->note = annotation_note(&symbol->decl->annotations);
    external->home = unit->stem;
    symbol->is_named = declare_check_name(unit, name, "typedef");
    if (!symbol->is_named)
        return;
    claim_endings(unit, external->c_name, functions, C_TAG | C_ORDINARY, &name->at, what);
    claim_endings(unit, external->c_name, internals, C_ORDINARY, &name->at, what);
}

static void name_typedef(struct symbol *symbol)
{
    struct unit *unit = symbol->unit;
    const struct ast_name *name = &symbol->decl->name;
    const char *what = pool_printf(&unit->cx->pool, "typedef '%s'", name->text);
    symbol->alias->name = name->text;
    symbol->alias->c_name = c_name_of(unit, name);
    symbol->alias->doc = declare_doc(symbol->decl->doc);
    symbol->alias->note = annotation_note(&symbol->decl->annotations);
    symbol->alias->home = unit->stem;
    /* In C++ a typedef and a tag cannot have one name. */
    if (declare_check_name(unit, name, "typedef"))
        claim(unit, symbol->alias->c_name, C_TAG | C_ORDINARY | C_TYPEDEF, &name->at, what);
}

void declare_name(struct symbol *symbol)
{
    if (symbol->structure != NULL)
        name_struct(symbol);
    else if (symbol->enumeration != NULL)
        name_enum(symbol);
    else if (symbol->choice != NULL)
        name_union(symbol);
    else if (symbol->external != NULL)
        name_extern(symbol);
    else
        name_typedef(symbol);
}

void declare_names(struct unit *unit)
{
    for (struct symbol *symbol = unit->symbols; symbol != NULL && !unit->is_broken; symbol = symbol->next)
        declare_name(symbol);
}

/* ---- one at a time ---- */

static void report_endless(const struct symbol *symbol)
{
    struct compilation *cx = symbol->unit->cx;
    const struct ast_name *name = &symbol->decl->name;
    diagnose(cx, &name->at, DIAGNOSTIC_ENDLESS_TYPE, "'%s' is made of itself", name->text);
    for (const struct symbol *on_way = symbol->unit->schema->busy; on_way != symbol; on_way = on_way->wanted_by)
        diagnose_note(cx, &on_way->decl->name.at, "by way of '%s'", on_way->decl->name.text);
}

static void report_depth(const struct symbol *symbol)
{
    diagnose(symbol->unit->cx, &symbol->decl->name.at, DIAGNOSTIC_TOO_DEEP,
             "'%s' stands at the end of more than %d typedefs or spreads of one another", symbol->decl->name.text,
             DECLARE_DEPTH_MAX);
}

/* Runs `look` once in a symbol's life, with a guard against running it within itself. */
static bool complete(struct symbol *symbol, bool (*look)(struct symbol *symbol))
{
    struct schema *schema = symbol->unit->schema;
    if (symbol->state == SYMBOL_BUSY)
        report_endless(symbol);
    if (symbol->state != SYMBOL_NEW)
        return symbol->state == SYMBOL_DONE;
    if (schema->busy_depth >= DECLARE_DEPTH_MAX) {
        report_depth(symbol);
        symbol->state = SYMBOL_BAD;
        return false;
    }
    symbol->state = SYMBOL_BUSY;
    symbol->wanted_by = schema->busy;
    schema->busy = symbol;
    schema->busy_depth++;
    bool is_fine = look(symbol);
    schema->busy_depth--;
    schema->busy = symbol->wanted_by;
    symbol->state = is_fine ? SYMBOL_DONE : SYMBOL_BAD;
    return is_fine;
}

/* How many typedefs and arrays stand between this type and something else: what walks through them recurses. */
static unsigned type_depth(const struct model_type *type)
{
    unsigned depth = 0;
    while (type->alias != NULL || type->item != NULL) {
        depth++;
        type = type->alias != NULL ? type->alias->type : type->item;
    }
    return depth;
}

static bool look_at_typedef(struct symbol *symbol)
{
    const struct unit *unit = symbol->unit;
    const struct ast_typedef *ast = &symbol->decl->alias;
    annotation_check(unit, &symbol->decl->annotations, ON_TYPEDEF);
    const struct ast_annotation *c = annotation_find(&symbol->decl->annotations, "c");
    if (c != NULL) {
        diagnose(unit->cx, &c->at, DIAGNOSTIC_MISPLACED_ANNOTATION,
                 "'@c' stands on an 'extern typedef', which has a type of yours in C");
        return false;
    }
    struct model_type *type = refine_make(unit, ast->type, &symbol->decl->annotations);
    if (type == NULL)
        return false;
    if (type_depth(type) >= DECLARE_DEPTH_MAX) {
        report_depth(symbol);
        return false;
    }
    symbol->alias->type = type;
    symbol->alias->is_nullable = type_may_be_null(ast->type, type);
    symbol->alias->examples = example_list(unit, &symbol->decl->annotations);
    example_keep(symbol->unit, &symbol->decl->annotations, type, symbol->alias->is_nullable);
    return true;
}

bool declare_enum(struct symbol *symbol)
{
    return complete(symbol, enumeration_look);
}

bool declare_typedef(struct symbol *symbol)
{
    return complete(symbol, look_at_typedef);
}

bool declare_union(struct symbol *symbol)
{
    return complete(symbol, union_look);
}

bool declare_extern(struct symbol *symbol)
{
    return complete(symbol, external_look);
}

static bool look_at_members(struct symbol *symbol)
{
    const struct ast_struct *ast = &symbol->decl->structure;
    switch (ast->form) {
    case AST_STRUCT_MEMBERS: return ast->parameters.count > 0 ? generic_look(symbol) : structure_look(symbol);
    case AST_STRUCT_TYPE: return generic_look_instance(symbol);
    case AST_STRUCT_PARTIAL:
    case AST_STRUCT_OMIT:
    case AST_STRUCT_PICK: break;
    }
    return symbol->patch_base != NULL ? derive_look_patch(symbol) : derive_look(symbol);
}

static bool look_at_struct(struct symbol *symbol)
{
    bool is_fine = look_at_members(symbol);
    return !declare_is_written(symbol->decl) ? is_fine : check_look(symbol) && is_fine;
}

bool declare_struct(struct symbol *symbol)
{
    return complete(symbol, look_at_struct);
}

bool declare_is_written(const struct ast_decl *decl)
{
    return decl->structure.parameters.count == 0;
}

/* ---- all ---- */

static void declare_type(struct symbol *symbol)
{
    if (symbol->structure != NULL)
        declare_struct(symbol);
    else if (symbol->enumeration != NULL)
        declare_enum(symbol);
    else if (symbol->choice != NULL)
        declare_union(symbol);
    else if (symbol->external != NULL)
        declare_extern(symbol);
    else
        declare_typedef(symbol);
}

void declare_all(struct unit *unit)
{
    for (struct symbol *symbol = unit->symbols; symbol != NULL; symbol = symbol->next)
        declare_type(symbol);
    for (const struct ast_decl *decl = unit->file->decls.first; decl != NULL; decl = decl->next) {
        if (decl->kind == AST_DECL_NAMESPACE)
            annotation_check(unit, &decl->annotations, ON_NAMESPACE);
        else if (decl->kind == AST_DECL_IMPORT)
            annotation_check(unit, &decl->annotations, ON_IMPORT);
    }
}
