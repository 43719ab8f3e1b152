/* SPDX-License-Identifier: MIT */
/* What @c says becomes C as it stands, so nothing but names of types and of headers goes through. */
#include "config.h"

#include "model/external.h"

#include "model/annotation.h"
#include "model/example.h"
#include "model/model.h"
#include "model/number.h"
#include "model/refine.h"
#include "model/resolve.h"
#include "model/type.h"
#include "syntax/diagnostic.h"

#include <string.h>

enum {
    TEXT_MAX = 4096,    /* characters: the writing function has room for them on the stack */
    DECIMAL_MAX = 1024, /* characters of a decimal, which has no bound of its own */
    C_WORDS_MAX = 200   /* bytes of the type and of the header's name in C */
};

static bool is_letter(char c)
{
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_';
}

/* Words with one space between them: "struct money", "unsigned long", "money". */
static bool is_c_type(const struct ast_string *text)
{
    bool is_start = true;
    for (size_t i = 0; i < text->len; i++) {
        char c = text->text[i];
        bool is_fine = is_letter(c) || (is_start ? false : c == ' ' || (c >= '0' && c <= '9'));
        if (!is_fine)
            return false;
        is_start = c == ' ';
    }
    return !is_start && text->len <= C_WORDS_MAX;
}

/* A path that can stand between quotes in #include. */
static bool is_header(const struct ast_string *text)
{
    static const char marks[] = "/.-+";
    for (size_t i = 0; i < text->len; i++) {
        char c = text->text[i];
        if (!is_letter(c) && !(c >= '0' && c <= '9') && (c == '\0' || strchr(marks, c) == NULL))
            return false;
    }
    return text->len > 0 && text->len <= C_WORDS_MAX;
}

static bool set_c_type(const struct unit *unit, const struct ast_decl *decl, struct model_extern *out)
{
    const struct ast_annotation *c = annotation_find(&decl->annotations, "c");
    if (c == NULL) {
        diagnose(unit->cx, &decl->name.at, DIAGNOSTIC_BAD_ANNOTATION,
                 "an extern typedef says what it is in C: @c(\"struct %s\", \"%s.h\")", out->c_name, out->c_name);
        return false;
    }
    const struct ast_argument *type = c->arguments.first, *header = type == NULL ? NULL : type->next;
    if (type == NULL || type->value->kind != AST_VALUE_STRING || c->arguments.count > 2 ||
        (header != NULL && header->value->kind != AST_VALUE_STRING))
        diagnose(unit->cx, &c->at, DIAGNOSTIC_BAD_ANNOTATION, "'@c' takes the type in C, and the header that has it");
    else if (!is_c_type(&type->value->string))
        diagnose(unit->cx, &type->at, DIAGNOSTIC_BAD_NAME,
                 "this is no type that C can hold by value: \"struct money\", or the name of a typedef");
    else if (header != NULL && !is_header(&header->value->string))
        diagnose(unit->cx, &header->at, DIAGNOSTIC_BAD_NAME, "this cannot stand in an #include");
    else {
        out->c_type = type->value->string.text;
        out->header = header == NULL ? NULL : header->value->string.text;
        return true;
    }
    return false;
}

static bool is_text(const struct model_type *base)
{
    return base->kind == MODEL_STRING || base->kind == MODEL_BYTES;
}

static bool set_base(const struct unit *unit, const struct ast_decl *decl, struct model_extern *out)
{
    const struct ast_type *ast = decl->alias.type;
    struct model_type *base = refine_make(unit, ast, &decl->annotations);
    if (base == NULL)
        return false;
    bool is_scalar = base->kind <= MODEL_FLOAT64 || base->kind == MODEL_DECIMAL || is_text(base);
    if (type_may_be_null(ast, base))
        diagnose(unit->cx, &ast->at, DIAGNOSTIC_BAD_TYPE, "the base of '%s' is not null; say '| null' where it is used",
                 decl->name.text);
    else if (!is_scalar)
        diagnose(unit->cx, &ast->at, DIAGNOSTIC_BAD_TYPE,
                 "the base of an extern typedef is a text, bytes, a decimal, a number or a bool, not %s", base->schema);
    else if (is_text(base) && base->most > TEXT_MAX)
        diagnose(unit->cx, &ast->at, DIAGNOSTIC_BAD_BOUNDS,
                 "'%s' needs a bound of at most %d: the function that writes it is given that much room",
                 decl->name.text, TEXT_MAX);
    else {
        if (base->kind == MODEL_DECIMAL)
            base->most = DECIMAL_MAX;
        out->base = base;
        return true;
    }
    return false;
}

bool external_look(struct symbol *symbol)
{
    struct unit *unit = symbol->unit;
    const struct ast_decl *decl = symbol->decl;
    annotation_check(unit, &decl->annotations, ON_TYPEDEF);
    bool has_type = set_c_type(unit, decl, symbol->external);
    if (!set_base(unit, decl, symbol->external) || !has_type)
        return false;
    symbol->external->examples = example_list(unit, &decl->annotations);
    example_keep(unit, &decl->annotations, symbol->external->base, false);
    return true;
}
