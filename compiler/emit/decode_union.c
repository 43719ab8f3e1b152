/* SPDX-License-Identifier: MIT */
/*
 * Unions. Where a tag says which variant it is, it is looked for first, wherever in the object it stands; then the object is
 * read from its start. An untagged union's variants differ by their first byte.
 */
#include "config.h"

#include "emit/emitter.h"

#include <string.h>

/* ---- from tags to variants ---- */

static const char *find_kind(struct emitter *e, const struct model_union *choice, bool is_key)
{
    const char *find = emitter_name(e, choice, "find", choice->c_name);
    const char *next = is_key ? emitter_name(e, choice, "next", choice->c_name) : NULL;
    struct model_text *tags = pool_alloc(e->pool, choice->variant_count * sizeof *tags);
    const char **constants = pool_alloc(e->pool, choice->variant_count * sizeof *constants);
    for (size_t i = 0; i < choice->variant_count; i++) {
        tags[i] = choice->variants[i].tag;
        constants[i] = choice->variants[i].c_constant;
    }
    emit_key_functions(e, tags, constants, choice->variant_count, find, next);
    return find;
}

static const char *key_literal(struct emitter *e, struct model_text key)
{
    struct model_text json = text_json(e->pool, key.ptr, key.len);
    const char *quoted = pool_printf(e->pool, "\"%s\":", json.ptr);
    return emitter_format(e, "%s, %zu", text_literal(e->pool, quoted, strlen(quoted)), strlen(quoted));
}

/* ---- variants ---- */

/* Lines that read the variant's value at `p`; by `reader`, where the object at `p` is the union's own. */
static void emit_variant_value(struct emitter *e, const struct model_variant *variant, const char *reader)
{
    const char *target = emitter_format(e, "out->%s", variant->c_name);
    if (!variant->is_pointer) {
        emit_read_value(e, variant->type, target, false);
        return;
    }
    if (!reader) {
        emit_read_pointer(e, variant->type, target);
        return;
    }
    text_add(&e->text, "struct %s *item = swage_read_alloc(r, sizeof *item);\n", object_name(variant->type));
    null_if(e, emitter_format(e, "!item || !(p = %s(r, p, item))", reader)); /* it may be the root: its end is the text's */
    text_add(&e->text, "%s = item;\n", target);
}

/* The switch over what `find` made of the tag; the cases leave it, no variant leaves the function. */
static void emit_variants(struct emitter *e, const struct model_union *choice)
{
    struct text *t = &e->text;
    text_add(t, "switch (out->kind) {\n");
    for (size_t i = 0; i < choice->variant_count; i++) {
        const struct model_variant *variant = &choice->variants[i];
        text_add(t, "case %s: {\n", variant->c_constant);
        emit_variant_value(e, variant, emitter_find(e, variant, "read"));
        text_add(t, "break;\n}\n");
    }
    text_add(t, "case %s_UNSET:\nreturn NULL;\n}\n", choice->c_upper);
}

static void emit_kind(struct emitter *e, const struct model_union *choice, const char *number)
{
    text_add(&e->text, "out->kind = %s > 0 ? (enum %s_kind)%s : %s_UNSET;\n", number, choice->c_name, number, choice->c_upper);
}

static void open_function(struct emitter *e, const struct model_union *choice)
{
    text_add(&e->text, "const char *%s_read(swage_reader *r, const char *p, struct %s *out)\n{\n", choice->c_name, choice->c_name);
}

static void emit_find_tag(struct emitter *e, const struct model_union *choice, const char *find)
{
    text_add(&e->text, "swage_str tag;\n");
    null_if(e, emitter_format(e, "!(p = swage_find_tag(r, p, %s, SWAGE_STR(%s), &tag))", key_literal(e, choice->tag_key),
                                  text_literal(e->pool, choice->tag_key.ptr, choice->tag_key.len)));
    text_add(&e->text, "int kind = %s(tag);\n", find);
    emit_kind(e, choice, "kind");
}

/* ---- the four ways ---- */

static void emit_internal(struct emitter *e, const struct model_union *choice)
{
    for (size_t i = 0; i < choice->variant_count; i++) {
        const struct model_variant *variant = &choice->variants[i];
        const char *name = emitter_name(e, variant, "read", emitter_format(e, "%s_%s", choice->c_name, variant->c_name));
        emit_read_variant(e, variant->type->structure, choice->tag_key, name);
    }
    const char *find = find_kind(e, choice, false);
    open_function(e, choice);
    emit_find_tag(e, choice, find);
    emit_variants(e, choice);
    text_add(&e->text, "return p;\n}\n\n");
}

static void emit_adjacent(struct emitter *e, const struct model_union *choice)
{
    struct text *t = &e->text;
    const struct model_text keys[] = {choice->tag_key, choice->content_key};
    const char *const numbers[] = {"1", "2"};
    const char *base = emitter_format(e, "%s_member", choice->c_name);
    const char *next = emitter_name(e, choice, "next_member", base);
    emit_key_functions(e, keys, numbers, 2, emitter_name(e, choice, "find_member", base), next);
    const char *find = find_kind(e, choice, false);
    open_function(e, choice);
    text_add(t, "int member, seen = 0;\n");
    emit_find_tag(e, choice, find);
    emit_descend(e, true);
    text_add(t, "p = swage_indent(r, p + 1);\ndo {\n"); /* the tag was found in it */
    null_if(e, emitter_format(e, "!(p = %s(r, p, &member)) || (member > 0 && seen & member)", next));
    text_add(t, "if (member == 2) {\n");
    emit_variants(e, choice);
    text_add(t, "} else if (!(p = swage_skip(r, p))) {\nreturn NULL;\n}\n");
    null_if(e, "!swage_inside(r, p)");
    text_add(t, "seen |= member > 0 ? member : 0;\n"
                "} while (swage_comma(r, &p));\n"
                "r->depth++;\n"
                "return seen == 3 ? swage_close(p, '}') : NULL;\n"
                "}\n"
                "\n");
}

static void emit_external(struct emitter *e, const struct model_union *choice)
{
    struct text *t = &e->text;
    find_kind(e, choice, true);
    open_function(e, choice);
    text_add(t, "int kind;\n");
    emit_descend(e, true);
    null_if(e, emitter_format(e, "!(p = swage_open(r, p, '{')) || !(p = %s(r, p, &kind))", emitter_find(e, choice, "next")));
    emit_kind(e, choice, "kind");
    emit_variants(e, choice);
    null_if(e, "!swage_inside(r, p)");
    text_add(t, "r->depth++;\nreturn swage_close(swage_space(p), '}');\n}\n\n");
}

static void emit_untagged(struct emitter *e, const struct model_union *choice)
{
    static const char *const starts[] = {
        [MODEL_JSON_OBJECT] = "case '{':", [MODEL_JSON_ARRAY] = "case '[':", [MODEL_JSON_STRING] = "case '\"':",
        [MODEL_JSON_NUMBER] = ("case '-':\ncase '0':\ncase '1':\ncase '2':\ncase '3':\ncase '4':\ncase '5':\ncase '6':\n"
                               "case '7':\ncase '8':\ncase '9':"),
        [MODEL_JSON_BOOL] = "case 't':\ncase 'f':",
    };
    struct text *t = &e->text;
    open_function(e, choice);
    text_add(t, "switch (*p) {\n");
    for (size_t i = 0; i < choice->variant_count; i++) {
        const struct model_variant *variant = &choice->variants[i];
        text_add(t, "%s {\n", starts[variant->json]);
        text_add(t, "out->kind = %s;\n", variant->c_constant);
        emit_variant_value(e, variant, NULL);
        text_add(t, "return p;\n}\n");
    }
    text_add(t, "default:\nreturn NULL;\n}\n}\n\n");
}

/* ---- the document ---- */

static void emit_decode(struct emitter *e, const struct model_union *choice)
{
    const char *name = choice->c_name;
    bool is_wrapped = choice->tagging == MODEL_TAG_NONE;
    text_add(&e->text,
             "enum swage_status %s_decode(swage_str json, swage_arena *arena, struct %s *out, struct swage_error *error)\n"
             "{\n"
             "swage_reader r;\n"
             "struct %s value;\n"
             "const char *p = swage_reader_%s(&r, json, arena);\n"
             "if (!p || !(p = %s_read(&r, p, &value)) || %s)\n"
             "    return swage_reader_explain(&r, json, &%s_type, error);\n"
             "*out = value;\n"
             "return SWAGE_OK;\n"
             "}\n"
             "\n",
             name, name, name, is_wrapped ? "wrap" : "open", name, is_wrapped ? "!swage_reader_unwrap(&r, p)" : "p != r.end",
             name);
}

void emit_union_decoder(struct emitter *e, const struct model_union *choice)
{
    for (size_t i = 0; i < choice->variant_count; i++) {
        const struct model_variant *variant = &choice->variants[i];
        const char *base = emitter_format(e, "%s_%s", choice->c_name, variant->c_name);
        if (variant->is_pointer)
            continue;
        emit_patterns(e, variant->type, base);
        emit_read_functions(e, variant->type, base, false);
    }
    switch (choice->tagging) {
    case MODEL_TAG_INTERNAL: emit_internal(e, choice); break;
    case MODEL_TAG_ADJACENT: emit_adjacent(e, choice); break;
    case MODEL_TAG_EXTERNAL: emit_external(e, choice); break;
    case MODEL_TAG_NONE: emit_untagged(e, choice); break;
    }
    emit_decode(e, choice);
}
