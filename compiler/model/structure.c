/* SPDX-License-Identifier: MIT */
/* A member's marks make it one of these:

       x: T            required                        x?: T           may be missing
       x: T | null     required, may be null           x?: T | null    three states: is_null.x tells null from missing
       x: T = v        may be missing in the input     x: T | null = null   missing and null are one
       x?: json @skip  may be missing, and is never kept

   In C what may not be there is a NULL pointer where the type has one, and else a bit in `has`. */
#include "config.h"

#include "model/structure.h"

#include "model/annotation.h"
#include "model/c_name.h"
#include "model/claim.h"
#include "model/declare.h"
#include "model/default.h"
#include "model/example.h"
#include "model/generic.h"
#include "model/refine.h"
#include "model/resolve.h"
#include "model/type.h"
#include "syntax/diagnostic.h"

#include <string.h>

enum { KEY_MAX = 255 }; /* bytes of a key on the wire */

struct placed { /* a member, and where this struct says it */
    struct placed *next;
    struct model_member made;
    struct place at;
};

struct look {
    struct unit *unit;        /* where the struct is declared: its names in C and its examples are kept there */
    const struct unit *names; /* where the names of types mean something: of a generic's members, its file */
    const struct symbol *symbol;
    struct model_struct *model;
    bool is_open; /* a generic itself: types that mention its parameters are unknown */
    struct placed *first, *last;
    size_t count, skipped;
    struct name_map keys, c_names; /* to struct placed */
    size_t errors;
};

/* ---- one member ---- */

enum model_presence structure_presence(const struct model_type *type, bool may_be_absent)
{
    if (!may_be_absent)
        return MODEL_ALWAYS;
    if (type->is_file)
        return MODEL_BY_HAS;
    switch (type->kind) {
    case MODEL_STRING:
    case MODEL_BYTES:
    case MODEL_DECIMAL:
    case MODEL_JSON:
    case MODEL_STRUCT:
    case MODEL_UNION:
    case MODEL_ARRAY:
    case MODEL_MAP: return MODEL_BY_POINTER;
    default: return MODEL_BY_HAS;
    }
}

static bool set_key(const struct unit *unit, const struct ast_member *ast, struct model_member *out)
{
    const struct ast_string *name = annotation_text(&ast->annotations, "name");
    struct model_text key =
        name == NULL ? (struct model_text){ast->name.text, ast->name.len} : (struct model_text){name->text, name->len};
    if (key.len == 0 || strlen(key.ptr) != key.len)
        diagnose(unit->cx, &name->at, DIAGNOSTIC_BAD_NAME, "a key cannot be %s",
                 key.len == 0 ? "empty" : "cut by U+0000");
    else if (key.len > KEY_MAX)
        diagnose(unit->cx, &name->at, DIAGNOSTIC_TOO_LARGE, "a key of more than %d bytes", KEY_MAX);
    else {
        out->key = key;
        return true;
    }
    return false;
}

/* What a struct's member cannot be, whatever its type is. */
static bool check_form(const struct unit *unit, const struct ast_member *ast)
{
    if (ast->word != AST_WORD_NONE)
        diagnose(unit->cx, &ast->word_at, DIAGNOSTIC_BAD_MEMBER, "only parameters of routes come from somewhere");
    else if (ast->is_stream)
        diagnose(unit->cx, &ast->at, DIAGNOSTIC_BAD_MEMBER, "only a body can be a stream");
    else if (ast->is_optional && ast->value != NULL)
        diagnose(unit->cx, &ast->at, DIAGNOSTIC_BAD_MEMBER,
                 "a member with a default is never missing: leave out the '?' or the default");
    else
        return declare_check_name(unit, &ast->name, "member");
    return false;
}

static bool check_c_name(const struct unit *unit, const struct ast_member *ast, const char *c_name)
{
    if (strncmp(c_name, "swage_", 6) != 0)
        return true;
    diagnose(unit->cx, &ast->name.at, DIAGNOSTIC_RESERVED_NAME,
             "names that begin with 'swage_' are the runtime's; name the member otherwise and say what it is in JSON "
             "with @name");
    return false;
}

/* What is never written may be missing, or our own documents would be refused; what nobody looks at is any JSON. */
static bool set_skipped(const struct unit *unit, const struct ast_member *ast, struct model_member *out)
{
    bool is_any = out->type->kind == MODEL_JSON && !out->is_nullable && out->value == NULL;
    out->is_skipped = true;
    if (out->is_optional && is_any)
        return true;
    diagnose(unit->cx, &ast->name.at, DIAGNOSTIC_BAD_MEMBER,
             "a member that is skipped may be missing, and may be anything: '%s?: json @skip'", ast->name.text);
    return false;
}

static bool set_type(const struct look *look, const struct ast_member *ast, struct model_member *out)
{
    out->type = refine_make(look->names, ast->type, &ast->annotations);
    if (out->type == NULL)
        return false;
    out->is_optional = ast->is_optional;
    out->is_nullable = type_may_be_null(ast->type, out->type);
    if (ast->value != NULL) {
        out->value = default_make(look->names, ast->value, out->type, out->is_nullable);
        if (out->value == NULL)
            return false;
    }
    out->is_required = !out->is_optional && out->value == NULL;
    if (annotation_find(&ast->annotations, "skip") != NULL)
        return set_skipped(look->unit, ast, out);
    out->presence = structure_presence(out->type, out->is_optional || out->is_nullable);
    bool is_pointed_at = out->type->kind == MODEL_STRUCT || out->type->kind == MODEL_UNION;
    out->is_pointer = is_pointed_at && out->presence == MODEL_BY_POINTER;
    out->has_null_bit = out->is_optional && out->is_nullable;
    return true;
}

static bool make_member(const struct look *look, const struct ast_member *ast, struct model_member *out)
{
    const struct unit *unit = look->unit;
    struct pool *pool = &unit->cx->pool;
    annotation_check(unit, &ast->annotations, ON_MEMBER);
    if (!check_form(unit, ast))
        return false;
    out->name = ast->name.text;
    out->c_name = c_name_safe(pool, c_name_snake(pool, ast->name.text, ast->name.len));
    out->c_constant =
        pool_printf(pool, "%s_%s", look->model->c_upper, c_name_upper(pool, ast->name.text, ast->name.len));
    out->doc = declare_doc(ast->doc);
    out->note = annotation_note(&ast->annotations);
    out->examples = example_list(unit, &ast->annotations);
    bool has_name = check_c_name(unit, ast, out->c_name);
    bool has_key = set_key(unit, ast, out);
    return set_type(look, ast, out) && has_key && has_name;
}

/* ---- all members ---- */

static bool collides(struct look *look, const struct placed *mine, const struct placed *there, const char *where,
                     const char *name)
{
    if (there == mine)
        return false;
    diagnose(look->unit->cx, &mine->at, DIAGNOSTIC_DUPLICATE_MEMBER, "a second '%s' %s", name, where);
    diagnose_note(look->unit->cx, &there->at, "the first one is here");
    look->errors++;
    return true;
}

static void add(struct look *look, const struct model_member *made, const struct place *at)
{
    struct placed *mine = pool_alloc(&look->unit->cx->pool, sizeof *mine);
    *mine = (struct placed){.made = *made, .at = *at};
    const struct placed *same_key = name_map_add(&look->keys, made->key.ptr, made->key.len, mine);
    if (collides(look, mine, same_key, "in JSON", made->key.ptr))
        return;
    const struct placed *same_c = name_map_add(&look->c_names, made->c_name, strlen(made->c_name), mine);
    if (collides(look, mine, same_c, "in C", made->c_name))
        return;
    const char *what = pool_printf(&look->unit->cx->pool, "the number of member '%s'", made->c_name);
    if (look->symbol->is_named && !claim(look->unit, made->c_constant, C_ORDINARY | CLAIM_PRIVATE, at, what)) {
        look->errors++;
        return;
    }
    if (look->last == NULL)
        look->first = mine;
    else
        look->last->next = mine;
    look->last = mine;
    look->count++;
    look->skipped += made->is_skipped;
}

struct symbol *structure_find(const struct unit *unit, const struct ast_qname *name, const char *what)
{
    if (generic_find(unit, name) != NULL) {
        diagnose(unit->cx, &name->at, DIAGNOSTIC_BAD_TYPE, "a type parameter cannot be %s: it may be any type", what);
        return NULL;
    }
    struct symbol *symbol = resolve_find(unit, name);
    if (symbol == NULL) {
        struct suggest suggest = SUGGEST_INIT(name->text, name->len);
        resolve_report_unknown(unit, name, "struct", &suggest, NULL);
        return NULL;
    }
    if (symbol->structure == NULL && symbol->state == SYMBOL_BAD)
        return NULL;
    if (symbol->structure == NULL)
        diagnose(unit->cx, &name->at, DIAGNOSTIC_BAD_TYPE, "only a struct can be %s, and '%s' is none", what,
                 name->text);
    else if (!declare_is_written(symbol->decl))
        diagnose(unit->cx, &name->at, DIAGNOSTIC_BAD_TYPE,
                 "'%s' has type parameters; only a struct that is made from it can be %s", name->text, what);
    else
        return symbol;
    return NULL;
}

/* Members of another struct, under this one's name. */
static void add_of(struct look *look, const struct model_struct *from, const struct model_member *member,
                   const struct place *at)
{
    struct model_member made = *member;
    const char *tail = made.c_constant + strlen(from->c_upper);
    made.c_constant = pool_printf(&look->unit->cx->pool, "%s%s", look->model->c_upper, tail);
    add(look, &made, at);
}

static void add_spread(struct look *look, const struct ast_member *ast)
{
    annotation_check(look->unit, &ast->annotations, ON_SPREAD);
    struct symbol *symbol = structure_find(look->names, ast->spread, "spread");
    if (symbol == NULL || !declare_struct(symbol)) {
        look->errors++;
        return;
    }
    for (size_t i = 0; i < symbol->structure->wire_count; i++)
        add_of(look, symbol->structure, &symbol->structure->wire[i], &ast->at);
}

static void look_at_members(struct look *look, const struct ast_struct *ast)
{
    for (const struct ast_member *member = ast->members.first; member != NULL; member = member->next) {
        struct model_member made = {0};
        if (member->spread != NULL)
            add_spread(look, member);
        else if (make_member(look, member, &made) || (look->is_open && made.key.ptr != NULL))
            add(look, &made, &member->name.at);
        else
            look->errors++;
        if (member->spread == NULL && made.type != NULL)
            example_keep(look->unit, &member->annotations, made.type, made.is_nullable);
        if (!type_check_count(look->unit, look->count, &member->at, "a struct", "members")) {
            look->errors++;
            return;
        }
    }
}

/* ---- the struct ---- */

/* The C type of a fixed array is that of its innermost item, whatever typedefs are around it. */
static const struct model_type *unalias_fixed(const struct unit *unit, const struct name_map *c_names,
                                              const struct model_type *type)
{
    const struct model_type *item = structure_unalias(unit, c_names, type->item);
    if (item == type->item)
        return type;
    struct model_type *plain = pool_alloc(&unit->cx->pool, sizeof *plain);
    *plain = *type;
    plain->item = item;
    plain->c_type = item->c_type;
    return plain;
}

const struct model_type *structure_unalias(const struct unit *unit, const struct name_map *c_names,
                                           const struct model_type *type)
{
    if (type->kind == MODEL_FIXED)
        return unalias_fixed(unit, c_names, type);
    while (type->alias != NULL && name_map_find(c_names, type->alias->c_name, strlen(type->alias->c_name)) != NULL) {
        struct model_type *plain = pool_alloc(&unit->cx->pool, sizeof *plain);
        *plain = *type;
        plain->c_type = type->alias->type->c_type;
        plain->alias = type->alias->type->alias;
        type = plain;
    }
    return type;
}

static void refuse_bits(struct look *look, const char *name, bool is_there)
{
    const struct placed *member = name_map_find(&look->c_names, name, strlen(name));
    if (!is_there || member == NULL)
        return;
    diagnose(look->unit->cx, &member->at, DIAGNOSTIC_NAME_COLLISION,
             "'%s' is what swage puts beside members that may be missing; name the member otherwise and say what it is "
             "in JSON with @name",
             name);
    look->errors++;
}

static void set_members(struct look *look)
{
    struct model_struct *model = look->model;
    model->members = model->wire;
    model->member_count = model->wire_count - look->skipped;
    if (look->skipped == 0)
        return;
    struct model_member *kept = pool_alloc(&look->unit->cx->pool, model->member_count * sizeof *kept);
    model->members = kept;
    for (size_t i = 0; i < model->wire_count; i++)
        if (!model->wire[i].is_skipped)
            *kept++ = model->wire[i];
}

static void finish(struct look *look)
{
    struct model_struct *model = look->model;
    struct model_member *list = pool_alloc(&look->unit->cx->pool, look->count * sizeof *list);
    size_t count = 0;
    for (const struct placed *placed = look->first; placed != NULL; placed = placed->next) {
        struct model_member *member = &list[count++];
        *member = placed->made;
        if (member->type != NULL)
            member->type = structure_unalias(look->unit, &look->c_names, member->type);
        model->has_defaults |= member->value != NULL;
        model->has_bits |= member->presence == MODEL_BY_HAS;
        model->has_null_bits |= member->has_null_bit;
    }
    model->wire = list;
    model->wire_count = count;
    set_members(look);
    refuse_bits(look, "has", model->has_bits);
    refuse_bits(look, "is_null", model->has_null_bits);
}

static struct look look_of(struct symbol *symbol)
{
    struct pool *pool = &symbol->unit->cx->pool;
    return (struct look){.unit = symbol->unit,
                         .names = symbol->unit,
                         .symbol = symbol,
                         .model = symbol->structure,
                         .keys = NAME_MAP_INIT(pool),
                         .c_names = NAME_MAP_INIT(pool)};
}

static void keep_examples(struct symbol *symbol)
{
    struct model_type *self = pool_alloc(&symbol->unit->cx->pool, sizeof *self);
    *self = (struct model_type){
        .kind = MODEL_STRUCT, .schema = symbol->decl->name.text, .structure = symbol->structure};
    symbol->structure->examples = example_list(symbol->unit, &symbol->decl->annotations);
    example_keep(symbol->unit, &symbol->decl->annotations, self, false);
}

bool structure_look(struct symbol *symbol)
{
    const struct ast_decl *decl = symbol->decl;
    struct look look = look_of(symbol);
    annotation_check(symbol->unit, &decl->annotations, ON_STRUCT);
    look.model->is_strict = annotation_find(&decl->annotations, "strict") != NULL;
    look_at_members(&look, &decl->structure);
    finish(&look);
    if (look.errors > 0)
        return false;
    keep_examples(symbol);
    return true;
}

bool structure_instance(struct symbol *symbol, const struct unit *names, const struct ast_decl *generic)
{
    struct look look = look_of(symbol);
    size_t errors = diagnostic_errors(symbol->unit->cx);
    look.names = names;
    look.is_open = symbol->decl == generic;
    look_at_members(&look, &generic->structure);
    finish(&look);
    if (look.is_open)
        return diagnostic_errors(symbol->unit->cx) == errors;
    if (look.errors > 0)
        return false;
    keep_examples(symbol);
    return true;
}

bool structure_derive(struct symbol *symbol, const struct model_struct *from, const struct model_member *members,
                      size_t count)
{
    struct look look = look_of(symbol);
    for (size_t i = 0; i < count; i++)
        add_of(&look, from, &members[i], &symbol->decl->name.at);
    finish(&look);
    if (look.errors > 0)
        return false;
    keep_examples(symbol);
    return true;
}
