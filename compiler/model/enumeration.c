/* SPDX-License-Identifier: MIT */
/* Text enums count from 1 in C, so that a zeroed struct has no value of any; number enums only name constants. */
#include "config.h"

#include "model/enumeration.h"

#include "model/annotation.h"
#include "model/c_name.h"
#include "model/claim.h"
#include "model/declare.h"
#include "model/example.h"
#include "model/model.h"
#include "model/number.h"
#include "model/resolve.h"
#include "model/type.h"
#include "syntax/diagnostic.h"

#include <inttypes.h>
#include <string.h>

struct look {
    struct unit *unit;
    const struct symbol *symbol;
    struct model_enum *model;
    struct name_map names, values; /* to the struct ast_enumerator that has it */
    size_t errors;
};

const struct model_enumerator *enumeration_find_name(const struct model_enum *enumeration, const char *name)
{
    for (size_t i = 0; i < enumeration->enumerator_count; i++)
        if (strcmp(enumeration->enumerators[i].name, name) == 0)
            return &enumeration->enumerators[i];
    return NULL;
}

const struct model_enumerator *enumeration_find_text(const struct model_enum *enumeration, const char *text, size_t len)
{
    for (size_t i = 0; i < enumeration->enumerator_count; i++) {
        const struct model_text *own = &enumeration->enumerators[i].text;
        if (own->len == len && memcmp(own->ptr, text, len) == 0)
            return &enumeration->enumerators[i];
    }
    return NULL;
}

/* ---- the base ---- */

static bool look_at_base(struct look *look, const struct ast_enum *ast)
{
    const struct ast_type named = {.at = ast->base.at, .kind = AST_TYPE_NAMED, .depth = 1, .name = ast->base};
    struct model_type *base = type_make(look->unit, &named);
    if (base == NULL)
        return false;
    bool is_integer = number_is_signed(base->kind) || number_is_unsigned(base->kind);
    if (!is_integer || type_may_be_null(&named, base)) {
        diagnose(look->unit->cx, &ast->base.at, DIAGNOSTIC_BAD_ENUM,
                 "the base of an enum is an integer type, not '%s'%s", ast->base.text,
                 is_integer ? ", which may be null" : "");
        return false;
    }
    for (; base->alias != NULL; base->alias = base->alias->type->alias)
        base->c_type = base->alias->type->c_type; /* a member named as the typedef would hide it */
    look->model->is_number = true;
    look->model->base = base;
    look->model->array = type_array(base);
    return true;
}

/* ---- values ---- */

static bool look_at_text(struct look *look, const struct ast_enumerator *ast, struct model_enumerator *out)
{
    struct compilation *cx = look->unit->cx;
    const struct ast_value *value = ast->value;
    if (value != NULL && value->kind == AST_VALUE_NUMBER) {
        diagnose(cx, &value->at, DIAGNOSTIC_BAD_ENUM, "an enum of numbers has a base: enum %s : int32",
                 look->model->name);
        return false;
    }
    if (value != NULL && value->kind != AST_VALUE_STRING) {
        diagnose(cx, &value->at, DIAGNOSTIC_BAD_ENUM, "what '%s' is on the wire is given as a text", ast->name.text);
        return false;
    }
    out->text = value == NULL ? (struct model_text){ast->name.text, ast->name.len}
                              : (struct model_text){value->string.text, value->string.len};
    if (strlen(out->text.ptr) != out->text.len) {
        diagnose(cx, &value->at, DIAGNOSTIC_BAD_ENUM, "this text holds U+0000");
        return false;
    }
    if (out->text.len > C_TEXT_MAX) {
        diagnose(cx, &value->at, DIAGNOSTIC_TOO_LARGE, "this text is longer than %d bytes", C_TEXT_MAX);
        return false;
    }
    return true;
}

static bool number_within(const struct look *look, const struct ast_number *number, int64_t *out)
{
    const struct model_type *base = look->model->base;
    uint64_t magnitude;
    enum number_fault fault;
    if (number_is_signed(base->kind)) {
        fault = number_signed(number, base->min, base->max, out);
    } else {
        fault = number_unsigned(number, base->umin, base->umax, &magnitude);
        if (fault == NUMBER_FINE && magnitude > INT64_MAX) {
            diagnose(look->unit->cx, &number->at, DIAGNOSTIC_BAD_ENUM,
                     "%s is above %" PRId64 ", the largest number that an enumerator of any base has", number->text,
                     INT64_MAX);
            return false;
        }
        if (fault == NUMBER_FINE)
            *out = (int64_t)magnitude;
    }
    if (fault == NUMBER_FINE)
        return true;
    diagnose(look->unit->cx, &number->at, DIAGNOSTIC_BAD_ENUM, "%s %s for %s", number->text, number_fault_text(fault),
             base->schema);
    return false;
}

static bool look_at_number(struct look *look, const struct ast_enumerator *ast, struct model_enumerator *out)
{
    struct compilation *cx = look->unit->cx;
    if (ast->value == NULL || ast->value->kind != AST_VALUE_NUMBER) {
        diagnose(cx, ast->value == NULL ? &ast->name.at : &ast->value->at, DIAGNOSTIC_BAD_ENUM,
                 "'%s' needs a number, as all of an enum with a base: %s = 1", ast->name.text, ast->name.text);
        return false;
    }
    return number_within(look, &ast->value->number, &out->number);
}

/* ---- enumerators ---- */

static void check_value_once(struct look *look, const struct ast_enumerator *ast, const struct model_enumerator *made)
{
    struct compilation *cx = look->unit->cx;
    const char *key = look->model->is_number ? pool_printf(&cx->pool, "%" PRId64, made->number) : made->text.ptr;
    struct ast_enumerator *mine = pool_alloc(&cx->pool, sizeof *mine);
    *mine = *ast;
    const struct ast_enumerator *there = name_map_add(&look->values, key, strlen(key), mine);
    if (there == mine)
        return;
    diagnose(cx, &ast->at, DIAGNOSTIC_BAD_ENUM, "'%s' and '%s' are both %s on the wire", there->name.text,
             ast->name.text, key);
    diagnose_note(cx, &there->at, "'%s' is here", there->name.text);
    look->errors++;
}

static bool check_name_once(struct look *look, const struct ast_enumerator *ast)
{
    struct compilation *cx = look->unit->cx;
    struct ast_enumerator *mine = pool_alloc(&cx->pool, sizeof *mine);
    *mine = *ast;
    const struct ast_enumerator *there = name_map_add(&look->names, ast->name.text, ast->name.len, mine);
    if (there == mine)
        return true;
    diagnose(cx, &ast->name.at, DIAGNOSTIC_DUPLICATE_MEMBER, "'%s' stands in this enum already", ast->name.text);
    diagnose_note(cx, &there->name.at, "the first one is here");
    return false;
}

static bool look_at_enumerator(struct look *look, const struct ast_enumerator *ast, struct model_enumerator *out)
{
    struct pool *pool = &look->unit->cx->pool;
    annotation_check(look->unit, &ast->annotations, ON_ENUMERATOR);
    if (!declare_check_name(look->unit, &ast->name, "enumerator") || !check_name_once(look, ast))
        return false;
    out->name = ast->name.text;
    out->c_name = pool_printf(pool, "%s_%s", look->model->c_upper, c_name_upper(pool, ast->name.text, ast->name.len));
    out->doc = declare_doc(ast->doc);
    out->note = annotation_note(&ast->annotations);
    const char *what = pool_printf(pool, "enumerator '%s'", ast->name.text);
    bool is_free = !look->symbol->is_named || claim(look->unit, out->c_name, C_ORDINARY, &ast->name.at, what);
    bool is_fine = look->model->is_number ? look_at_number(look, ast, out) : look_at_text(look, ast, out);
    if (is_fine)
        check_value_once(look, ast, out);
    return is_fine && is_free;
}

static void look_at_all(struct look *look, const struct ast_enum *ast)
{
    struct model_enumerator *list = pool_alloc(&look->unit->cx->pool, ast->enumerators.count * sizeof *list);
    size_t count = 0;
    for (const struct ast_enumerator *one = ast->enumerators.first; one != NULL; one = one->next) {
        struct model_enumerator made = {.number = (int64_t)count + 1};
        if (look_at_enumerator(look, one, &made))
            list[count++] = made;
        else
            look->errors++;
    }
    look->model->enumerators = list;
    look->model->enumerator_count = count;
}

static void claim_unset(struct look *look, const struct ast_name *name)
{
    struct pool *pool = &look->unit->cx->pool;
    const char *what = pool_printf(pool, "what '%s' is in C before it is set", name->text);
    claim(look->unit, pool_printf(pool, "%s_UNSET", look->model->c_upper), C_ORDINARY, &name->at, what);
}

bool enumeration_look(struct symbol *symbol)
{
    struct pool *pool = &symbol->unit->cx->pool;
    const struct ast_decl *decl = symbol->decl;
    struct look look = {.unit = symbol->unit,
                        .symbol = symbol,
                        .model = symbol->enumeration,
                        .names = NAME_MAP_INIT(pool),
                        .values = NAME_MAP_INIT(pool)};
    annotation_check(symbol->unit, &decl->annotations, ON_ENUM);
    if (decl->enumeration.enumerators.count == 0) {
        diagnose(symbol->unit->cx, &decl->name.at, DIAGNOSTIC_EMPTY_DECLARATION, "enum '%s' has no values",
                 decl->name.text);
        return false;
    }
    if (decl->enumeration.has_base && !look_at_base(&look, &decl->enumeration))
        return false;
    look.model->has_array = !look.model->is_number;
    if (!look.model->is_number && symbol->is_named)
        claim_unset(&look, &decl->name);
    look_at_all(&look, &decl->enumeration);
    if (look.errors > 0)
        return false;
    struct model_type *self = pool_alloc(pool, sizeof *self);
    *self = (struct model_type){.kind = MODEL_ENUM, .schema = decl->name.text, .enumeration = look.model};
    look.model->examples = example_list(symbol->unit, &decl->annotations);
    example_keep(symbol->unit, &decl->annotations, self, false);
    return true;
}
