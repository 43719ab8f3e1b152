/* SPDX-License-Identifier: MIT */
/* A variant has a name, a type, and a tag that is its name unless @name says otherwise. What is untagged must be told
   apart by the first byte of its JSON, so no two variants may begin alike. */
#include "config.h"

#include "model/union.h"

#include "model/annotation.h"
#include "model/c_name.h"
#include "model/claim.h"
#include "model/declare.h"
#include "model/example.h"
#include "model/refine.h"
#include "model/resolve.h"
#include "model/structure.h"
#include "model/type.h"
#include "syntax/diagnostic.h"

#include <string.h>

enum { TAG_MAX = 255 }; /* bytes of a tag or of its key, as of any key */

struct look {
    struct unit *unit;
    const struct symbol *symbol;
    struct model_union *model;
    struct model_variant *list;
    size_t count;
    struct name_map tags, c_names; /* to the struct ast_member */
    const struct ast_member *by_json[MODEL_JSON_BOOL + 1]; /* untagged: who has this JSON already */
    size_t errors;
    bool has_bare; /* a variant that is no struct where the tag wants one was reported */
};

/* ---- tags ---- */

enum model_tagging union_tagging(const struct ast_decl *decl)
{
    const struct ast_annotation *annotation = annotation_find(&decl->annotations, "discriminator");
    if (annotation != NULL)
        return annotation->arguments.count > 1 ? MODEL_TAG_ADJACENT : MODEL_TAG_INTERNAL;
    return annotation_find(&decl->annotations, "untagged") != NULL ? MODEL_TAG_NONE : MODEL_TAG_EXTERNAL;
}

/* A key or a tag, as it stands in JSON. */
static bool set_text(const struct unit *unit, const struct ast_string *ast, const char *what, struct model_text *out)
{
    const char *fault = ast->len == 0 ? "empty" : strlen(ast->text) != ast->len ? "cut by U+0000" : NULL;
    if (fault != NULL) {
        diagnose(unit->cx, &ast->at, DIAGNOSTIC_BAD_NAME, "%s cannot be %s", what, fault);
        return false;
    }
    if (ast->len > TAG_MAX) {
        diagnose(unit->cx, &ast->at, DIAGNOSTIC_TOO_LARGE, "%s of more than %d bytes", what, TAG_MAX);
        return false;
    }
    *out = (struct model_text){ast->text, ast->len};
    return true;
}

static const struct ast_string *text_of(const struct ast_argument *argument)
{
    bool is_text = argument->name.len == 0 && argument->value->kind == AST_VALUE_STRING;
    return is_text ? &argument->value->string : NULL;
}

/* @discriminator("kind") or @discriminator("kind", "value"). What is no text was reported with the annotations. */
static bool set_keys(const struct unit *unit, const struct ast_annotation *annotation, struct model_union *out)
{
    const struct ast_argument *first = annotation->arguments.first, *second = first == NULL ? NULL : first->next;
    if (first == NULL || text_of(first) == NULL || (second != NULL && text_of(second) == NULL))
        return false;
    if (!set_text(unit, text_of(first), "the key of a tag", &out->tag_key))
        return false;
    if (second == NULL)
        return true;
    if (second->next != NULL) {
        diagnose(unit->cx, &second->next->at, DIAGNOSTIC_BAD_ANNOTATION,
                 "'@discriminator' takes the key of the tag and, if the value stands beside it, the value's key");
        return false;
    }
    if (!set_text(unit, text_of(second), "the key of the value", &out->content_key))
        return false;
    if (strcmp(out->tag_key.ptr, out->content_key.ptr) != 0)
        return true;
    diagnose(unit->cx, &second->at, DIAGNOSTIC_BAD_ANNOTATION, "the tag and the value cannot both be '%s'",
             out->tag_key.ptr);
    return false;
}

static bool look_at_tagging(const struct unit *unit, const struct ast_decl *decl, struct model_union *out)
{
    const struct ast_annotation *tagged = annotation_find(&decl->annotations, "discriminator");
    const struct ast_annotation *untagged = annotation_find(&decl->annotations, "untagged");
    if (tagged == NULL)
        return true;
    if (untagged != NULL) {
        diagnose(unit->cx, &untagged->at, DIAGNOSTIC_BAD_ANNOTATION, "a union with '@discriminator' has tags");
        return false;
    }
    return set_keys(unit, tagged, out);
}

static bool set_tag(const struct unit *unit, const struct ast_member *ast, struct model_variant *out)
{
    const struct ast_string *given = annotation_text(&ast->annotations, "name");
    const struct ast_string own = {ast->name.at, ast->name.text, ast->name.len};
    return set_text(unit, given == NULL ? &own : given, "a tag", &out->tag);
}

/* ---- what JSON a type is ---- */

static bool json_of_union(const struct model_union *choice, enum model_json *out)
{
    *out = MODEL_JSON_OBJECT;
    return choice->tagging != MODEL_TAG_NONE;
}

bool union_json(const struct model_type *type, enum model_json *out)
{
    switch (type->kind) {
    case MODEL_BOOL: *out = MODEL_JSON_BOOL; return true;
    case MODEL_INT8:
    case MODEL_INT16:
    case MODEL_INT32:
    case MODEL_INT64:
    case MODEL_UINT8:
    case MODEL_UINT16:
    case MODEL_UINT32:
    case MODEL_UINT64:
    case MODEL_FLOAT32:
    case MODEL_FLOAT64:
    case MODEL_DECIMAL: *out = type->is_quoted ? MODEL_JSON_STRING : MODEL_JSON_NUMBER; return true;
    case MODEL_STRING:
    case MODEL_BYTES: *out = MODEL_JSON_STRING; return true;
    case MODEL_ENUM: *out = type->enumeration->is_number ? MODEL_JSON_NUMBER : MODEL_JSON_STRING; return true;
    case MODEL_STRUCT:
    case MODEL_MAP: *out = MODEL_JSON_OBJECT; return true;
    case MODEL_ARRAY:
    case MODEL_FIXED: *out = MODEL_JSON_ARRAY; return true;
    case MODEL_EXTERN: return union_json(type->item, out);
    case MODEL_UNION: return json_of_union(type->choice, out);
    case MODEL_JSON:
    case MODEL_MAYBE: break;
    }
    return false;
}

static bool check_apart(struct look *look, const struct ast_member *ast, struct model_variant *made)
{
    static const char *const names[] = {"an object", "an array", "a string", "a number", "a boolean"};
    struct compilation *cx = look->unit->cx;
    bool is_known = union_json(made->type, &made->json);
    if (look->model->tagging != MODEL_TAG_NONE)
        return true;
    if (!is_known) {
        diagnose(cx, &ast->type->at, DIAGNOSTIC_BAD_TYPE,
                 "'%s' may be any kind of JSON, so without a tag nothing tells it from the others", ast->name.text);
        return false;
    }
    const struct ast_member *there = look->by_json[made->json];
    if (there == NULL) {
        look->by_json[made->json] = ast;
        return true;
    }
    diagnose(cx, &ast->type->at, DIAGNOSTIC_BAD_TYPE,
             "'%s' and '%s' are both %s in JSON, so without a tag nothing tells them apart", there->name.text,
             ast->name.text, names[made->json]);
    diagnose_note(cx, &there->type->at, "'%s' is here", there->name.text);
    return false;
}

/* ---- one variant ---- */

/* What a variant cannot be, whatever its type is. */
static bool check_form(const struct unit *unit, const struct ast_member *ast)
{
    if (ast->word != AST_WORD_NONE)
        diagnose(unit->cx, &ast->word_at, DIAGNOSTIC_BAD_MEMBER, "only parameters of routes come from somewhere");
    else if (ast->is_stream)
        diagnose(unit->cx, &ast->at, DIAGNOSTIC_BAD_MEMBER, "only a body can be a stream");
    else if (ast->is_optional)
        diagnose(unit->cx, &ast->at, DIAGNOSTIC_BAD_MEMBER,
                 "one of the variants is always there; put the '?' on the member that has this union");
    else if (ast->value != NULL)
        diagnose(unit->cx, &ast->value->at, DIAGNOSTIC_BAD_MEMBER, "a variant has no default");
    else
        return declare_check_name(unit, &ast->name, "variant");
    return false;
}

/* `kind` is the enum that tells the variants apart. */
static bool set_names(struct look *look, const struct ast_member *ast, struct model_variant *out)
{
    struct pool *pool = &look->unit->cx->pool;
    out->c_name = c_name_safe(pool, c_name_snake(pool, ast->name.text, ast->name.len));
    if (strcmp(out->c_name, "kind") == 0)
        out->c_name = "kind_";
    else if (strcmp(out->c_name, look->model->c_name) == 0) /* C++: what is in an anonymous union is not its class */
        out->c_name = pool_printf(pool, "%s_", out->c_name);
    out->c_constant =
        pool_printf(pool, "%s_%s", look->model->c_upper, c_name_upper(pool, ast->name.text, ast->name.len));
    out->doc = declare_doc(ast->doc);
    out->note = annotation_note(&ast->annotations);
    if (strncmp(out->c_name, "swage_", 6) != 0)
        return true;
    diagnose(look->unit->cx, &ast->name.at, DIAGNOSTIC_RESERVED_NAME,
             "names that begin with 'swage_' are the runtime's; name the variant otherwise and say what its tag is "
             "with @name");
    return false;
}

static bool set_type(struct look *look, const struct ast_member *ast, struct model_variant *out)
{
    out->type = refine_make(look->unit, ast->type, &ast->annotations);
    if (out->type == NULL)
        return false;
    if (type_may_be_null(ast->type, out->type)) {
        diagnose(look->unit->cx, &ast->type->at, DIAGNOSTIC_BAD_MEMBER,
                 "a variant is not null; put '| null' on the member that has this union");
        return false;
    }
    out->is_pointer = out->type->kind == MODEL_STRUCT || out->type->kind == MODEL_UNION;
    if (look->model->tagging != MODEL_TAG_INTERNAL || out->type->kind == MODEL_STRUCT)
        return true;
    if (look->has_bare) /* what is wrong is the discriminator, which all of them have in common */
        return false;
    look->has_bare = true;
    diagnose(look->unit->cx, &ast->type->at, DIAGNOSTIC_BAD_TYPE,
             "the tag stands among the members of a variant, so '%s' must be a struct; say @discriminator(\"%s\", "
             "\"value\") for other types",
             ast->name.text, look->model->tag_key.ptr);
    return false;
}

/* A member of the struct cannot be the tag as well. */
static bool check_tag_key(struct look *look, const struct ast_member *ast, const struct model_type *type)
{
    struct symbol *owner = resolve_owner(look->unit->schema, type->structure);
    if (look->model->tagging != MODEL_TAG_INTERNAL)
        return true;
    if (!declare_struct(owner))
        return false;
    const struct model_text *key = &look->model->tag_key;
    for (size_t i = 0; i < type->structure->wire_count; i++) {
        const struct model_text *there = &type->structure->wire[i].key;
        if (there->len != key->len || memcmp(there->ptr, key->ptr, key->len) != 0)
            continue;
        diagnose(look->unit->cx, &ast->type->at, DIAGNOSTIC_NAME_COLLISION,
                 "'%s' has a member '%s', which is the tag of '%s'", type->structure->name, key->ptr,
                 look->model->name);
        diagnose_note(look->unit->cx, &owner->decl->name.at, "'%s' is here", type->structure->name);
        return false;
    }
    return true;
}

static bool make_variant(struct look *look, const struct ast_member *ast, struct model_variant *out)
{
    annotation_check(look->unit, &ast->annotations, ON_VARIANT);
    if (ast->spread != NULL) {
        diagnose(look->unit->cx, &ast->at, DIAGNOSTIC_BAD_MEMBER, "a union has no members to spread others among");
        return false;
    }
    if (!check_form(look->unit, ast))
        return false;
    out->examples = example_list(look->unit, &ast->annotations);
    bool has_names = set_names(look, ast, out), has_tag = set_tag(look->unit, ast, out);
    return set_type(look, ast, out) && check_apart(look, ast, out) && check_tag_key(look, ast, out->type) &&
           has_names && has_tag;
}

/* ---- all variants ---- */

static bool is_first(struct look *look, struct name_map *map, const char *name, size_t len,
                     const struct ast_member *ast, const char *where)
{
    struct ast_member *mine = pool_alloc(&look->unit->cx->pool, sizeof *mine);
    *mine = *ast;
    const struct ast_member *there = name_map_add(map, name, len, mine);
    if (there == mine)
        return true;
    diagnose(look->unit->cx, &ast->name.at, DIAGNOSTIC_DUPLICATE_MEMBER, "a second variant is '%s' %s", name, where);
    diagnose_note(look->unit->cx, &there->name.at, "the first one is here");
    return false;
}

static bool add(struct look *look, const struct ast_member *ast, const struct model_variant *made)
{
    const char *what = pool_printf(&look->unit->cx->pool, "variant '%s'", ast->name.text);
    bool is_new = is_first(look, &look->tags, made->tag.ptr, made->tag.len, ast, "in JSON") &&
                  is_first(look, &look->c_names, made->c_name, strlen(made->c_name), ast, "in C");
    if (!is_new || (look->symbol->is_named && !claim(look->unit, made->c_constant, C_ORDINARY, &ast->name.at, what)))
        return false;
    look->list[look->count++] = *made;
    return true;
}

static void look_at_variants(struct look *look, const struct ast_union *ast)
{
    look->list = pool_alloc(&look->unit->cx->pool, ast->variants.count * sizeof *look->list);
    for (const struct ast_member *member = ast->variants.first; member != NULL; member = member->next) {
        struct model_variant made = {0};
        bool is_fine = make_variant(look, member, &made) && add(look, member, &made);
        look->errors += !is_fine;
        if (made.type != NULL)
            example_keep(look->unit, &member->annotations, made.type, false);
        if (!type_check_count(look->unit, look->count, &member->at, "a union", "variants")) {
            look->errors++;
            break;
        }
    }
    for (size_t i = 0; i < look->count; i++)
        look->list[i].type = structure_unalias(look->unit, &look->c_names, look->list[i].type);
    look->model->variants = look->list;
    look->model->variant_count = look->count;
}

static void claim_unset(const struct look *look, const struct ast_name *name)
{
    struct pool *pool = &look->unit->cx->pool;
    const char *what = pool_printf(pool, "what '%s' is in C before it is set", name->text);
    claim(look->unit, pool_printf(pool, "%s_UNSET", look->model->c_upper), C_ORDINARY, &name->at, what);
}

bool union_look(struct symbol *symbol)
{
    struct unit *unit = symbol->unit;
    const struct ast_decl *decl = symbol->decl;
    struct look look = {.unit = unit,
                        .symbol = symbol,
                        .model = symbol->choice,
                        .tags = NAME_MAP_INIT(&unit->cx->pool),
                        .c_names = NAME_MAP_INIT(&unit->cx->pool)};
    annotation_check(unit, &decl->annotations, ON_UNION);
    if (decl->variants.variants.count == 0) {
        diagnose(unit->cx, &decl->name.at, DIAGNOSTIC_EMPTY_DECLARATION, "union '%s' has no variants",
                 decl->name.text);
        return false;
    }
    bool has_keys = look_at_tagging(unit, decl, look.model);
    if (symbol->is_named)
        claim_unset(&look, &decl->name);
    if (!has_keys)
        return false;
    look_at_variants(&look, &decl->variants);
    if (look.errors > 0)
        return false;
    struct model_type *self = pool_alloc(&unit->cx->pool, sizeof *self);
    *self = (struct model_type){.kind = MODEL_UNION, .schema = decl->name.text, .choice = look.model};
    look.model->examples = example_list(unit, &decl->annotations);
    example_keep(unit, &decl->annotations, self, false);
    return true;
}
