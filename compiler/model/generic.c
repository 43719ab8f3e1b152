/* SPDX-License-Identifier: MIT */
/* The members of a generic are looked at anew for each struct that is made from it, in a copy of its file's unit that
   knows what the parameters stand for; arguments mean what they mean where that struct is declared. The result is a
   struct like any other. */
#include "config.h"

#include "model/generic.h"

#include "model/annotation.h"
#include "model/declare.h"
#include "model/model.h"
#include "model/resolve.h"
#include "model/structure.h"
#include "model/type.h"
#include "syntax/diagnostic.h"

#include <string.h>

const struct binding *generic_find(const struct unit *unit, const struct ast_qname *name)
{
    for (const struct binding *binding = unit->bindings; binding != NULL && name->space == NULL;
         binding = binding->next)
        if (strcmp(binding->name->text, name->text) == 0)
            return binding;
    return NULL;
}

/* The file of the generic with `arguments` for its parameters; NULL: unknown ones. */
static const struct unit *bind(const struct symbol *generic, const struct ast_type *arguments, const struct unit *unit)
{
    struct pool *pool = &generic->unit->cx->pool;
    struct unit *copy = pool_alloc(pool, sizeof *copy);
    *copy = *generic->unit;
    copy->generic = generic;
    for (const struct ast_name *name = generic->decl->structure.parameters.first; name != NULL; name = name->next) {
        struct binding *binding = pool_alloc(pool, sizeof *binding);
        *binding = (struct binding){.next = copy->bindings, .name = name, .type = arguments, .unit = unit};
        copy->bindings = binding;
        arguments = arguments == NULL ? NULL : arguments->next;
    }
    return copy;
}

/* ---- the generic itself ---- */

static bool check_parameter(const struct unit *unit, const struct ast_name *name, const struct ast_name *first)
{
    if (type_is_builtin(name->text)) {
        diagnose(unit->cx, &name->at, DIAGNOSTIC_RESERVED_NAME, "'%s' is a built-in type", name->text);
        return false;
    }
    for (const struct ast_name *other = first; other != name; other = other->next)
        if (strcmp(other->text, name->text) == 0) {
            diagnose(unit->cx, &name->at, DIAGNOSTIC_DUPLICATE_MEMBER, "a second type parameter '%s'", name->text);
            diagnose_note(unit->cx, &other->at, "the first one is here");
            return false;
        }
    return true;
}

/* What depends on what the parameters are. */
static bool check_annotations(const struct unit *unit, const struct ast_decl *decl)
{
    static const char *const later[] = {"example", "reject", "check"};
    bool is_fine = true;
    for (size_t i = 0; i < sizeof later / sizeof *later; i++) {
        const struct ast_annotation *annotation = annotation_find(&decl->annotations, later[i]);
        if (annotation == NULL)
            continue;
        diagnose(unit->cx, &annotation->at, DIAGNOSTIC_MISPLACED_ANNOTATION,
                 "'@%s' stands on the structs that are made from '%s'", later[i], decl->name.text);
        is_fine = false;
    }
    return is_fine;
}

bool generic_look(struct symbol *symbol)
{
    const struct unit *unit = symbol->unit;
    const struct ast_decl *decl = symbol->decl;
    annotation_check(unit, &decl->annotations, ON_STRUCT);
    symbol->structure->is_strict = annotation_find(&decl->annotations, "strict") != NULL;
    bool is_fine = check_annotations(unit, decl);
    const struct ast_name *first = decl->structure.parameters.first;
    for (const struct ast_name *name = first; name != NULL; name = name->next)
        is_fine = check_parameter(unit, name, first) && is_fine;
    return is_fine && structure_instance(symbol, bind(symbol, NULL, unit), decl);
}

/* ---- structs made from it ---- */

static bool report_form(const struct unit *unit, const struct ast_type *type)
{
    diagnose(unit->cx, &type->at, DIAGNOSTIC_BAD_TYPE,
             "a struct is made from one with type parameters, Page<User>, or by partial, pick or omit");
    return false;
}

static struct symbol *find_generic(const struct unit *unit, const struct ast_type *type)
{
    struct symbol *symbol = NULL;
    bool is_plain = type->kind == AST_TYPE_NAMED && !type->is_nullable && type->range == NULL;
    if (is_plain)
        symbol = resolve_find(unit, &type->name);
    if (is_plain && symbol == NULL) {
        type_make(unit, type); /* says what it has to say about an unknown name */
        if (type_is_builtin(type->name.text))
            report_form(unit, type);
        return NULL;
    }
    if (is_plain && symbol->structure != NULL && !declare_is_written(symbol->decl))
        return symbol;
    report_form(unit, type);
    if (is_plain && symbol->state != SYMBOL_BAD)
        diagnose_note(unit->cx, &symbol->decl->name.at, "'%s' has none; a second name for it is a typedef",
                      type->name.text);
    return NULL;
}

static bool check_count(const struct unit *unit, const struct ast_type *type, const struct symbol *generic)
{
    size_t wanted = generic->decl->structure.parameters.count;
    if (type->arguments.count == wanted)
        return true;
    diagnose(unit->cx, &type->at, DIAGNOSTIC_BAD_TYPE, "'%s' takes %zu type argument%s, not %zu", type->name.text,
             wanted, wanted == 1 ? "" : "s", type->arguments.count);
    diagnose_note(unit->cx, &generic->decl->name.at, "'%s' is here", generic->decl->name.text);
    return false;
}

static bool check_arguments(const struct unit *unit, const struct ast_type *type)
{
    bool is_fine = true;
    for (const struct ast_type *argument = type->arguments.first; argument != NULL; argument = argument->next) {
        if (argument->is_nullable) {
            diagnose(unit->cx, &argument->at, DIAGNOSTIC_BAD_TYPE,
                     "a type argument is not null: say '| null' where '%s' uses it, or in a typedef", type->name.text);
            is_fine = false;
        }
        is_fine = type_make(unit, argument) != NULL && is_fine;
    }
    return is_fine;
}

bool generic_look_instance(struct symbol *symbol)
{
    struct unit *unit = symbol->unit;
    const struct ast_decl *decl = symbol->decl;
    const struct ast_type *type = decl->structure.type;
    annotation_check(unit, &decl->annotations, ON_STRUCT);
    struct symbol *generic = find_generic(unit, type);
    if (generic == NULL || !declare_struct(generic) || !check_count(unit, type, generic) ||
        !check_arguments(unit, type))
        return false;
    size_t errors = diagnostic_errors(unit->cx);
    struct model_struct *model = symbol->structure;
    model->is_strict = annotation_find(&decl->annotations, "strict") != NULL || generic->structure->is_strict;
    if (model->doc == NULL)
        model->doc = declare_doc(generic->decl->doc);
    bool is_fine = structure_instance(symbol, bind(generic, type->arguments.first, unit), generic->decl);
    if (diagnostic_errors(unit->cx) > errors)
        diagnose_note(unit->cx, &decl->name.at, "in '%s'", decl->name.text);
    return is_fine;
}

/* ---- uses as a type ---- */

bool generic_check_use(const struct unit *unit, const struct ast_type *ast, const struct symbol *symbol)
{
    bool is_generic = symbol->structure != NULL && !declare_is_written(symbol->decl);
    const char *name = symbol->decl->name.text;
    if (!is_generic && ast->arguments.count == 0)
        return true;
    if (!is_generic)
        diagnose(unit->cx, &ast->at, DIAGNOSTIC_BAD_TYPE, "'%s' takes no type arguments", name);
    else if (unit->generic == symbol)
        diagnose(unit->cx, &ast->at, DIAGNOSTIC_BAD_TYPE,
                 "'%s' cannot mention itself: take one more type parameter for it, which the struct that is made from "
                 "it can be",
                 name);
    else
        diagnose(unit->cx, &ast->at, DIAGNOSTIC_BAD_TYPE,
                 "a type made from '%s' has no name in C; give it one, struct X = %s<...>, and say that here", name,
                 name);
    return false;
}
