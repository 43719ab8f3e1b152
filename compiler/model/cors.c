/* SPDX-License-Identifier: MIT */
/* A @cors stands for itself, as an @auth does: that of a route takes the place of its group's, that of a group the place of its
   namespace's. */
#include "config.h"

#include "model/cors.h"

#include "model/annotation.h"
#include "model/arguments.h"
#include "model/number.h"
#include "model/response.h"

#include <swage/http.h>

#include <string.h>

enum {
    ORIGINS_MOST = 64,
    NAMES_MOST = 32,
    AGE_MOST = 86400 /* seconds; browsers keep it for less */
};

struct list {
    struct model_text *items;
    size_t count;
};

static bool is_token(const struct ast_string *text)
{
    for (size_t i = 0; i < text->len; i++)
        if (strchr("()<>@,;:\\\"/[]?={}", text->text[i]) != NULL || text->text[i] <= ' ' || text->text[i] > '~')
            return false;
    return text->len > 0;
}

static const char *name_fault(const struct ast_string *text)
{
    return is_token(text) ? NULL : "the name of a header field is letters, digits and hyphens";
}

static const char *origin_fault(const struct ast_string *text)
{
    return swage_origin_fault(swage_str_of(text->text, text->len));
}

/* A list of texts, each of which `fault_in` finds nothing wrong with. */
static bool set_list(const struct arguments_of *of, const char *name, const char *(*fault_in)(const struct ast_string *),
                     struct list *out)
{
    const struct ast_argument *argument = arguments_find(of->list, name);
    size_t most = fault_in == origin_fault ? ORIGINS_MOST : NAMES_MOST;
    if (argument == NULL)
        return true;
    if (argument->value->kind != AST_VALUE_ARRAY || argument->value->items.count == 0 || argument->value->items.count > most)
        return arguments_refuse(of, argument, fault_in == origin_fault ? "1 to 64 texts: [\"https://example.org\"]"
                                                                       : "1 to 32 names of header fields: [\"X-Total\"]");
    out->items = pool_alloc(&of->unit->cx->pool, argument->value->items.count * sizeof *out->items);
    for (const struct ast_value *value = argument->value->items.first; value != NULL; value = value->next) {
        const char *fault = value->kind == AST_VALUE_STRING ? fault_in(&value->string) : "a text should stand here";
        if (fault != NULL) {
            diagnose(of->unit->cx, &value->at, of->code, "%s", fault);
            return false;
        }
        out->items[out->count++] = (struct model_text){value->string.text, value->string.len};
    }
    return true;
}

static bool set_flag(const struct arguments_of *of, const char *name, bool *out)
{
    const struct ast_argument *argument = arguments_find(of->list, name);
    if (argument == NULL)
        return true;
    if (argument->value->kind != AST_VALUE_BOOL)
        return arguments_refuse(of, argument, "true or false");
    *out = argument->value->boolean;
    return true;
}

static bool set_age(const struct arguments_of *of, struct model_cors *out)
{
    const struct ast_argument *argument = arguments_find(of->list, "max_age");
    uint64_t seconds;
    if (argument == NULL)
        return true;
    if (argument->value->kind != AST_VALUE_NUMBER ||
        number_unsigned(&argument->value->number, 0, AGE_MOST, &seconds) != NUMBER_FINE)
        return arguments_refuse(of, argument, "seconds, from 0 to 86400");
    out->max_age = argument->value->number.text;
    return true;
}

/* All others cannot stand beside it: a star lets everybody in, and browsers refuse it where they send what they keep. */
static bool check_star(const struct arguments_of *of, const struct ast_annotation *given, const struct model_cors *made)
{
    bool has_star = false;
    for (size_t i = 0; i < made->origin_count; i++)
        has_star |= strcmp(made->origins[i].ptr, "*") == 0;
    if (has_star && made->has_credentials)
        diagnose(of->unit->cx, &given->at, of->code, "credentials are for origins that are named: \"*\" is everybody's");
    else if (has_star && made->origin_count > 1)
        diagnose(of->unit->cx, &given->at, of->code, "\"*\" is every origin: none stands beside it");
    else
        return true;
    return false;
}

static bool is_none(const struct ast_annotation *given)
{
    const struct ast_argument *first = given->arguments.first;
    return first != NULL && given->arguments.count == 1 && first->name.len == 0 && first->value->kind == AST_VALUE_NAME &&
           strcmp(first->value->name.text, "none") == 0;
}

static const struct model_cors *read_cors(const struct unit *unit, const struct ast_annotation *given)
{
    static const char *const names[] = {"origins", "credentials", "headers", "expose", "max_age", NULL};
    struct arguments_of of = {unit, &given->arguments, "@cors", DIAGNOSTIC_BAD_ANNOTATION};
    struct model_cors *made = pool_alloc(&unit->cx->pool, sizeof *made);
    struct list origins = {NULL, 0}, headers = {NULL, 0}, exposed = {NULL, 0};
    *made = (struct model_cors){.origins = NULL};
    if (is_none(given))
        return made;
    if (!arguments_check(&of, names))
        return NULL;
    if (arguments_find(of.list, "origins") == NULL) {
        diagnose(unit->cx, &given->at, of.code, "'@cors' says which origins: '@cors(origins = [\"https://example.org\"])', or none");
        return NULL;
    }
    bool is_fine = set_list(&of, "origins", origin_fault, &origins);
    is_fine = set_list(&of, "headers", name_fault, &headers) && is_fine;
    is_fine = set_list(&of, "expose", name_fault, &exposed) && is_fine;
    is_fine = set_flag(&of, "credentials", &made->has_credentials) && is_fine;
    is_fine = set_age(&of, made) && is_fine;
    made->origins = origins.items;
    made->origin_count = origins.count;
    made->headers = headers.items;
    made->header_count = headers.count;
    made->exposed = exposed.items;
    made->exposed_count = exposed.count;
    return is_fine && check_star(&of, given, made) ? made : NULL;
}

const struct model_cors *cors_look(const struct unit *unit, const struct response_scope *scope, const struct model_cors *around)
{
    const struct ast_annotation *given = annotation_find(scope->annotations, "cors");
    return given == NULL ? around : read_cors(unit, given);
}

const struct model_cors *cors_of_file(const struct unit *unit)
{
    for (const struct ast_decl *decl = unit->file->decls.first; decl != NULL; decl = decl->next) {
        const struct response_scope scope = {NULL, &decl->annotations};
        if (decl->kind == AST_DECL_NAMESPACE)
            return cors_look(unit, &scope, NULL);
    }
    return NULL;
}
