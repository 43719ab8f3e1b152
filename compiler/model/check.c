/* SPDX-License-Identifier: MIT */
/* A function is given by its name in the schema, bare or as a text, and gets the file's prefix in C as all names do. It
   is declared once, for one struct. */
#include "config.h"

#include "model/check.h"

#include "model/c_name.h"
#include "model/claim.h"
#include "model/model.h"
#include "model/resolve.h"
#include "syntax/diagnostic.h"

#include <string.h>

/* The name, or NULL when the argument is none. */
static const char *name_in(const struct ast_argument_list *list)
{
    const struct ast_value *value = list->count == 1 && list->first->name.len == 0 ? list->first->value : NULL;
    if (value != NULL && value->kind == AST_VALUE_NAME && value->name.space == NULL)
        return value->name.text;
    if (value != NULL && value->kind == AST_VALUE_STRING && strlen(value->string.text) == value->string.len)
        return value->string.text;
    return NULL;
}

static bool is_name(const char *text)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";
    static const char rest[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";
    return text != NULL && strlen(text) <= C_NAME_MAX && strspn(text, letters) > 0 &&
           text[strspn(text, rest)] == '\0' && !c_name_is_reserved(text);
}

static bool look_at_one(const struct symbol *symbol, const struct ast_annotation *annotation, struct model_check *out)
{
    struct unit *unit = symbol->unit;
    struct pool *pool = &unit->cx->pool;
    const char *name = name_in(&annotation->arguments);
    if (!is_name(name)) {
        diagnose(unit->cx, &annotation->at, DIAGNOSTIC_BAD_ANNOTATION,
                 "'@check' takes the name of a function: @check(dates_in_order)");
        return false;
    }
    out->c_name = c_name_safe(pool, pool_printf(pool, "%s%s", unit->prefix, c_name_snake(pool, name, strlen(name))));
    const char *what = pool_printf(pool, "the check '%s' of '%s'", name, symbol->decl->name.text);
    return claim(unit, out->c_name, C_ORDINARY, &annotation->at, what);
}

bool check_look(struct symbol *symbol)
{
    const struct ast_annotation_list *list = &symbol->decl->annotations;
    struct model_check *checks = pool_alloc(&symbol->unit->cx->pool, list->count * sizeof *checks);
    size_t count = 0;
    bool is_fine = true;
    for (const struct ast_annotation *annotation = list->first; annotation != NULL; annotation = annotation->next)
        if (annotation->name.space == NULL && strcmp(annotation->name.text, "check") == 0)
            is_fine = look_at_one(symbol, annotation, &checks[count++]) && is_fine;
    symbol->structure->checks = checks;
    symbol->structure->check_count = count;
    return is_fine;
}
