/* SPDX-License-Identifier: MIT */
/*
 * Decoders: one function a type, which takes the cursor and returns it behind the value, or NULL. Here are values, arrays,
 * maps, enums and types of the user's; structs are in decode_struct.c, unions in decode_union.c.
 */
#include "config.h"

#include "emit/emitter.h"

#include <inttypes.h>
#include <string.h>

/* ---- values ---- */

/* Lines for a call that returns the cursor, between quotes where the type wants them, and then the type's own rules. */
static void read_by(struct emitter *e, const struct model_type *type, const char *target, const char *call)
{
    const char *rules = violation(e, type, target), *join = *rules ? " || " : "";
    if (type->is_quoted)
        null_if(e, emitter_format(e, "!(p = swage_quote(p)) || !(p = %s) || !(p = swage_quote(p))%s%s", call, join, rules));
    else
        null_if(e, emitter_format(e, "!(p = %s)%s%s", call, join, rules));
}

/* The same for what may have consumed the text's last bracket. */
static void read_inside(struct emitter *e, const char *call)
{
    null_if(e, emitter_format(e, "!(p = %s) || !swage_inside(r, p)", call));
}

const char *list_reader(struct emitter *e, const struct model_type *type, bool is_marked)
{
    return emitter_find(e, type, is_marked && type->kind != MODEL_FIXED ? "fill" : "read");
}

static void read_number(struct emitter *e, const struct model_type *type, const char *target)
{
    bool has_reader = type->kind == MODEL_BOOL || is_float(type);
    read_by(e, type, target, emitter_format(e, "swage_read_%s(%sp, &%s)", scalar_word(type), has_reader ? "r, " : "", target));
}

void emit_read_pointer(struct emitter *e, const struct model_type *type, const char *target)
{
    const char *name = object_name(type);
    text_add(&e->text, "struct %s *item = swage_read_alloc(r, sizeof *item);\n", name);
    null_if(e, emitter_format(e, "!item || !(p = %s_read(r, p, item)) || !swage_inside(r, p)", name));
    text_add(&e->text, "%s = item;\n", target);
}

static void read_maybe(struct emitter *e, const struct model_type *type, const char *target)
{
    struct text *t = &e->text;
    if (is_object(type->item)) {
        text_add(t, "if (swage_null(r, &p)) {\n%s = NULL;\n} else {\n", target);
        emit_read_pointer(e, type->item, target);
        text_add(t, "}\n");
        return;
    }
    text_add(t, "memset(&%s, 0, sizeof %s);\nif (!swage_null(r, &p)) {\n", target, target);
    if (is_boxed(type)) {
        text_add(t, "%s.has = true;\n", target);
        emit_read_value(e, type->item, emitter_format(e, "%s.value", target), false);
    } else {
        emit_read_value(e, type->item, target, true);
    }
    text_add(t, "}\n");
}

void emit_read_value(struct emitter *e, const struct model_type *type, const char *target, bool is_marked)
{
    switch (type->kind) {
    case MODEL_STRUCT:
    case MODEL_UNION: read_inside(e, emitter_format(e, "%s_read(r, p, &%s)", object_name(type), target)); break;
    case MODEL_ENUM: null_if(e, emitter_format(e, "!(p = %s_read(r, p, &%s))", type->enumeration->c_name, target)); break;
    case MODEL_EXTERN: read_inside(e, emitter_format(e, "%s(r, p, &%s)", emitter_find(e, type->external, "read"), target)); break;
    case MODEL_ARRAY:
    case MODEL_MAP: read_inside(e, emitter_format(e, "%s(r, p, &%s)", list_reader(e, type, is_marked), target)); break;
    case MODEL_FIXED: read_inside(e, emitter_format(e, "%s(r, p, %s)", list_reader(e, type, false), target)); break;
    case MODEL_MAYBE: read_maybe(e, type, target); break;
    case MODEL_JSON: read_inside(e, emitter_format(e, "swage_read_json(r, p, &%s)", target)); break;
    case MODEL_DECIMAL: read_by(e, type, target, emitter_format(e, "swage_read_decimal(r, p, &%s)", target)); break;
    case MODEL_BYTES:
        read_by(e, type, target, emitter_format(e, "swage_read_bytes(r, p, %s, &%s)", encoding_name(type), target));
        break;
    case MODEL_STRING:
        read_by(e, type, target, emitter_format(e, "swage_read_string%s(r, p, &%s)", type->allows_nul ? "_nul" : "", target));
        break;
    default: read_number(e, type, target); break;
    }
}

/* ---- arrays ---- */

static bool holds_brackets(const struct model_type *type)
{
    if (type->kind == MODEL_MAYBE || type->kind == MODEL_EXTERN)
        return holds_brackets(type->item);
    return is_object(type) || is_list(type) || type->kind == MODEL_JSON;
}

/* Depth is counted wherever a value that is skipped may lie within: scalars cannot. */
void emit_descend(struct emitter *e, bool is_counted)
{
    if (is_counted)
        text_add(&e->text, "if (r->depth == 0)\n    return NULL;\nr->depth--;\n");
}

/* "swage_compare_int32": how @unique tells items apart. */
static const char *comparison(const struct model_type *type)
{
    static const char *const numbers[] = {
        [MODEL_BOOL] = "swage_compare_bool",       [MODEL_INT8] = "swage_compare_int8",
        [MODEL_INT16] = "swage_compare_int16",     [MODEL_INT32] = "swage_compare_int32",
        [MODEL_INT64] = "swage_compare_int64",     [MODEL_UINT8] = "swage_compare_uint8",
        [MODEL_UINT16] = "swage_compare_uint16",   [MODEL_UINT32] = "swage_compare_uint32",
        [MODEL_UINT64] = "swage_compare_uint64",   [MODEL_FLOAT32] = "swage_compare_float32",
        [MODEL_FLOAT64] = "swage_compare_float64", [MODEL_STRING] = "swage_compare_str",
        [MODEL_BYTES] = "swage_compare_bytes",     [MODEL_DECIMAL] = "swage_compare_decimal",
    };
    if (type->kind == MODEL_ENUM)
        return type->enumeration->is_number ? numbers[type->enumeration->base->kind] : "swage_compare_uint32";
    return numbers[type->kind];
}

/* Open enums are equal where their texts are. */
void emit_comparison(struct emitter *e, const struct model_type *type)
{
    const struct model_enum *enumeration = type->kind == MODEL_ENUM ? type->enumeration : NULL;
    if (!enumeration || !is_open_enum(type) || emitter_find(e, enumeration, "compare"))
        return;
    text_add(&e->text,
             "static int %s(const void *a, const void *b)\n"
             "{\n"
             "return swage_compare_str(&((const struct %s *)a)->text, &((const struct %s *)b)->text);\n"
             "}\n"
             "\n",
             emitter_name(e, enumeration, "compare", enumeration->c_name), enumeration->c_name, enumeration->c_name);
}

const char *unique_test(struct emitter *e, const struct model_type *type, const char *reader, const char *items,
                        const char *count)
{
    const char *compare = comparison(type->item);
    if (is_open_enum(type->item))
        compare = emitter_find(e, type->item->enumeration, "compare");
    return emitter_format(e, "!swage_unique(%s, %s, %s, sizeof *%s, %s)", reader, items, count, items, compare);
}

static void emit_unique(struct emitter *e, const struct model_type *type, const char *items, const char *count)
{
    if (type->is_unique)
        null_if(e, unique_test(e, type, "r", items, count));
}

/* The end of an array's or map's reader, behind its bracket. */
static void emit_list_end(struct emitter *e, const struct model_type *type, bool is_counted, bool is_marked, char bracket)
{
    struct text *t = &e->text;
    if (type->least > 0)
        null_if(e, emitter_format(e, "count < %zu", type->least));
    if (type->kind == MODEL_MAP)
        null_if(e, emitter_format(e, "!swage_unique(r, items, count, sizeof *items, %s)", comparison(type->key)));
    else
        emit_unique(e, type, "items", "count");
    if (is_marked)
        null_if(e, "count == 0 && !(items = swage_array_grow(r, items, &cap, 0, sizeof *items))");
    if (is_counted)
        text_add(t, "r->depth++;\n");
    bool is_cast = type->kind == MODEL_ARRAY && type->item->kind == MODEL_FIXED;
    text_add(t,
             "out->ptr = %sitems;\n"
             "out->len = count;\n"
             "swage_array_trim(r, items, cap, count, sizeof *items);\n"
             "return swage_close(p, '%c');\n"
             "}\n"
             "\n",
             is_cast ? emitter_format(e, "(%s)", c_items(e, type->item, "", true)) : "", bracket);
}

static void emit_list_start(struct emitter *e, const struct model_type *type, const char *name, const char *items,
                            bool is_counted, char open, char close)
{
    text_add(&e->text,
             "static const char *%s(swage_reader *r, const char *p, %s *out)\n"
             "{\n"
             "%s = NULL;\n"
             "size_t count = 0, cap = 0;\n"
             "\n",
             name, type->c_type, items);
    emit_descend(e, is_counted);
    text_add(&e->text, "if (!(p = swage_open(r, p, '%c')))\n    return NULL;\nif (*p != '%c') {\ndo {\n", open, close);
    if (type->most != MODEL_UNBOUNDED)
        null_if(e, emitter_format(e, "count == %zu", type->most));
    null_if(e, "count == cap && !(items = swage_array_grow(r, items, &cap, count, sizeof *items))");
}

static void emit_read_array(struct emitter *e, const struct model_type *type, const char *name, bool is_marked)
{
    bool is_counted = holds_brackets(type->item);
    emit_list_start(e, type, name, c_items(e, type->item, "items", false), is_counted, '[', ']');
    emit_read_value(e, type->item, "items[count]", false);
    text_add(&e->text, "count++;\n} while (swage_comma(r, &p));\n}\n");
    emit_list_end(e, type, is_counted, is_marked, ']');
}

static void emit_read_fixed(struct emitter *e, const struct model_type *type, const char *name)
{
    struct text *t = &e->text;
    bool is_counted = holds_brackets(type->item);
    text_add(t, "static const char *%s(swage_reader *r, const char *p, %s)\n{\n", name, c_variable(e, type, "out"));
    emit_descend(e, is_counted);
    text_add(t,
             "if (!(p = swage_open(r, p, '[')))\n"
             "    return NULL;\n"
             "for (size_t i = 0; i < %zu; i++) {\n"
             "%s",
             type->most, type->most > 1 ? "if (i > 0 && !swage_comma(r, &p))\n    return NULL;\n" : "");
    emit_read_value(e, type->item, "out[i]", false);
    text_add(t, "}\n");
    emit_unique(e, type, "out", emitter_format(e, "%zu", type->most));
    if (is_counted)
        text_add(t, "r->depth++;\n");
    else
        text_add(t, "(void)r;\n");
    text_add(t, "return swage_close(swage_space(p), ']');\n}\n\n");
}

/* ---- maps ---- */

/* Lines that read a key into items[count].key. */
static void emit_read_key(struct emitter *e, const struct model_type *key)
{
    if (is_text(key)) {
        read_by(e, key, "items[count].key",
                emitter_format(e, "swage_read_map_key%s(r, p, &items[count].key)", key->allows_nul ? "_nul" : ""));
        return;
    }
    text_add(&e->text, "swage_str key;\n");
    null_if(e, "!(p = swage_read_map_key(r, p, &key))");
    if (key->kind == MODEL_ENUM) {
        text_add(&e->text, "items[count].key = %s_from(key);\n", key->enumeration->c_name);
        null_if(e, emitter_format(e, "items[count].key == %s_UNSET", key->enumeration->c_upper));
        return;
    }
    bool has_sign = is_signed(key);
    text_add(&e->text, "%s number;\n", has_sign ? "int64_t" : "uint64_t");
    null_if(e, has_sign ? emitter_format(e, "!swage_key_int64(key, %s, %s, &number)", int_constant(e, key->min),
                                             int_constant(e, key->max))
                            : emitter_format(e, "!swage_key_uint64(key, %s, %s, &number)", uint_constant(e, key->umin),
                                             uint_constant(e, key->umax)));
    if (key->step > 1)
        null_if(e, emitter_format(e, "number %% %" PRIu64 " != 0", key->step));
    text_add(&e->text, "items[count].key = (%s)number;\n", key->c_type);
}

static void emit_read_map(struct emitter *e, const struct model_type *type, const char *name, bool is_marked)
{
    emit_list_start(e, type, name, emitter_format(e, "struct %s_entry *items", type->container->c_name), true, '{', '}');
    emit_read_key(e, type->key);
    emit_read_value(e, type->item, "items[count].value", false);
    text_add(&e->text, "count++;\n} while (swage_comma(r, &p));\n}\n");
    emit_list_end(e, type, true, is_marked, '}');
}

/* ---- types of the user's ---- */

static void emit_read_extern(struct emitter *e, const struct model_extern *external)
{
    if (emitter_find(e, external, "read"))
        return;
    emit_read_functions(e, external->base, external->c_name, false);
    const char *name = emitter_name(e, external, "read", emitter_format(e, "%s_text", external->c_name));
    text_add(&e->text,
             "static const char *%s(swage_reader *r, const char *p, %s *out)\n"
             "{\n"
             "%s;\n",
             name, external->c_type, c_variable(e, external->base, "value"));
    emit_read_value(e, external->base, "value", false);
    text_add(&e->text,
             "enum swage_status status = %s_read(value, r->arena, out);\n"
             "if (status == SWAGE_E_NOMEM || status == SWAGE_E_LIMIT)\n"
             "    r->status = status;\n"
             "return status == SWAGE_OK ? p : NULL;\n"
             "}\n"
             "\n",
             external->c_name);
}

void emit_read_functions(struct emitter *e, const struct model_type *type, const char *base, bool is_marked)
{
    if (type->kind == MODEL_EXTERN)
        emit_read_extern(e, type->external);
    if (type->kind == MODEL_MAYBE)
        emit_read_functions(e, type->item, base, !is_boxed(type));
    if (!is_list(type) || list_reader(e, type, is_marked))
        return;
    emit_read_functions(e, type->item, emitter_format(e, "%s_item", base), false);
    if (type->is_unique)
        emit_comparison(e, type->item);
    const char *name = emitter_name(e, type, is_marked && type->kind != MODEL_FIXED ? "fill" : "read", base);
    if (type->kind == MODEL_ARRAY)
        emit_read_array(e, type, name, is_marked);
    else if (type->kind == MODEL_MAP)
        emit_read_map(e, type, name, is_marked);
    else
        emit_read_fixed(e, type, name);
}

/* ---- enums ---- */

static void emit_number_enum(struct emitter *e, const struct model_enum *enumeration)
{
    text_add(&e->text,
             "const char *%s_read(swage_reader *r, const char *p, %s *out)\n"
             "{\n"
             "(void)r;\n",
             enumeration->c_name, enumeration->base->c_type);
    if (enumeration->is_open)
        text_add(&e->text, "return swage_read_%s(p, out);\n}\n\n", scalar_word(enumeration->base));
    else
        text_add(&e->text,
                 "p = swage_read_%s(p, out);\n"
                 "return p && %s_valid(*out) ? p : NULL;\n"
                 "}\n"
                 "\n",
                 scalar_word(enumeration->base), enumeration->c_name);
}

static void emit_open_enum(struct emitter *e, const struct model_enum *enumeration)
{
    text_add(&e->text,
             "const char *%s_read(swage_reader *r, const char *p, struct %s *out)\n"
             "{\n"
             "if (!(p = swage_read_string(r, p, &out->text)))\n"
             "    return NULL;\n"
             "out->value = %s_from(out->text);\n"
             "return p;\n"
             "}\n"
             "\n",
             enumeration->c_name, enumeration->c_name, enumeration->c_name);
}

static void emit_text_enum(struct emitter *e, const struct model_enum *enumeration)
{
    const char *name = enumeration->c_name;
    text_add(&e->text,
             "const char *%s_read(swage_reader *r, const char *p, enum %s *out)\n"
             "{\n"
             "swage_str text;\n"
             "if (!(p = swage_read_string(r, p, &text)))\n"
             "    return NULL;\n"
             "*out = %s_from(text);\n"
             "return *out != %s_UNSET ? p : NULL;\n"
             "}\n"
             "\n",
             name, name, name, enumeration->c_upper);
}

static void emit_enum_decoder(struct emitter *e, const struct model_enum *enumeration)
{
    if (enumeration->is_number)
        emit_number_enum(e, enumeration);
    else if (enumeration->is_open)
        emit_open_enum(e, enumeration);
    else
        emit_text_enum(e, enumeration);
}

/* ---- all ---- */

bool is_bracketed(const struct model_type *type)
{
    if (type->kind == MODEL_UNION)
        return type->choice->tagging != MODEL_TAG_NONE;
    return type->kind == MODEL_STRUCT || is_list(type);
}

void emit_decoders(struct emitter *e)
{
    text_banner(&e->text, "decode");
    for (size_t i = 0; i < e->model->decl_count; i++) {
        const struct model_decl *decl = &e->model->decls[i];
        if (decl->kind == MODEL_DECL_ENUM)
            emit_enum_decoder(e, decl->enumeration);
        else if (decl->kind == MODEL_DECL_STRUCT)
            emit_struct_decoder(e, decl->structure);
        else if (decl->kind == MODEL_DECL_UNION)
            emit_union_decoder(e, decl->choice);
    }
}
