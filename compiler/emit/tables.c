/* SPDX-License-Identifier: MIT */
/* struct swage_type: what the runtime reads when a document was refused. */
#include "config.h"

#include "emit/emitter.h"

#include <string.h>

/* ---- an expression for the table of a type ---- */

/* Whether it is more than the built-in type of its name. */
static bool has_own_rules(struct emitter *e, const struct model_type *type)
{
    if (type->is_quoted || type->is_secret || type->allows_nul || type->pattern_count > 0 || type->format != MODEL_FORMAT_NONE)
        return true;
    if (type->media)
        return true;
    if (type->kind == MODEL_BYTES && type->encoding != MODEL_BASE64)
        return true;
    return *violation(e, type, "x") != '\0';
}

static const char *builtin_table(struct emitter *e, const struct model_type *type)
{
    switch (type->kind) {
    case MODEL_STRING: return "&swage_type_string";
    case MODEL_BYTES: return type->is_file ? "&swage_type_file" : "&swage_type_bytes";
    case MODEL_DECIMAL: return "&swage_type_decimal";
    case MODEL_JSON: return "&swage_type_json";
    default: return emitter_format(e, "&swage_type_%s", scalar_word(type));
    }
}

/* The table of what is declared, or NULL. */
static const char *declared_table(struct emitter *e, const struct model_type *type)
{
    if (is_object(type))
        return emitter_format(e, "&%s_type", object_name(type));
    if (type->kind == MODEL_ENUM)
        return emitter_format(e, "&%s_type", type->enumeration->c_name);
    return NULL;
}

const char *type_table(struct emitter *e, const struct model_type *type)
{
    if (type->kind == MODEL_MAYBE) /* who holds it says that it may be null */
        return type_table(e, type->item);
    const char *own = emitter_find(e, type, "type");
    if (own)
        return emitter_format(e, "&%s", own);
    if (type->kind == MODEL_EXTERN)
        return emitter_format(e, "&%s", emitter_find(e, type->external, "type"));
    const char *declared = declared_table(e, type);
    return declared ? declared : builtin_table(e, type);
}

/* ---- tables of types with rules of their own ---- */

static const char *quoted(struct emitter *e, const char *text)
{
    return text_literal(e->pool, text, strlen(text));
}

static const char *count_constant(struct emitter *e, size_t count)
{
    return count == MODEL_UNBOUNDED ? "SIZE_MAX" : emitter_format(e, "%zu", count);
}

static const char *or_flag(struct emitter *e, const char *flags, bool is_set, const char *flag)
{
    if (!is_set)
        return flags;
    return *flags ? emitter_format(e, "%s | %s", flags, flag) : flag;
}

/* Tables of what is declared are shared by all places, secret or not: whoever holds the value says so. */
static bool is_secret(const struct model_type *type)
{
    return type && (type->is_secret || (type->kind == MODEL_MAYBE && type->item->is_secret));
}

/* ".flags = ..., " or "". */
static const char *type_flags(struct emitter *e, const struct model_type *type)
{
    const char *flags = or_flag(e, "", type->is_unique, "SWAGE_TYPE_UNIQUE");
    flags = or_flag(e, flags, type->is_quoted, "SWAGE_TYPE_QUOTED");
    flags = or_flag(e, flags, type->allows_nul, "SWAGE_TYPE_NUL");
    flags = or_flag(e, flags, type->low_open, "SWAGE_TYPE_ABOVE");
    flags = or_flag(e, flags, type->high_open, "SWAGE_TYPE_BELOW");
    flags = or_flag(e, flags, type->is_secret, "SWAGE_TYPE_SECRET");
    flags = or_flag(e, flags, is_list(type) && type->item->kind == MODEL_MAYBE, "SWAGE_MEMBER_NULLABLE");
    flags = or_flag(e, flags, is_list(type) && is_secret(type->item), "SWAGE_TYPE_SECRET_ITEMS");
    flags = or_flag(e, flags, is_secret(type->key), "SWAGE_TYPE_SECRET_KEYS");
    return *flags ? emitter_format(e, ", .flags = %s", flags) : "";
}

static void open_table(struct emitter *e, const struct model_type *type, const char *name, const char *kind)
{
    text_add(&e->text, "static const struct swage_type %s = {\n.kind = SWAGE_KIND_%s, .name = %s%s,\n", name, kind,
             quoted(e, type->schema), type_flags(e, type));
}

static void emit_number_fields(struct emitter *e, const struct model_type *type)
{
    struct text *t = &e->text;
    if (type->kind == MODEL_BOOL)
        return;
    if (is_signed(type))
        text_add(t, ".bits = %d, .min = %s, .max = %s,\n", 8 << (type->kind - MODEL_INT8), int_constant(e, type->min),
                 int_constant(e, type->max));
    else if (is_unsigned(type))
        text_add(t, ".bits = %d, .umin = %s, .umax = %s,\n", 8 << (type->kind - MODEL_UINT8), uint_constant(e, type->umin),
                 uint_constant(e, type->umax));
    else
        text_add(t, ".low = %s, .high = %s,\n", type->has_low ? float_bound(e, type, type->low_text, type->low) : "-HUGE_VAL",
                 type->has_high ? float_bound(e, type, type->high_text, type->high) : "HUGE_VAL");
    if (type->step > 1)
        text_add(t, ".step = %s,\n", uint_constant(e, type->step));
    if (type->step_text)
        text_add(t, ".step_digits = %s, .step_scale = %s,\n", type->step_digits, type->step_scale);
}

static const char *number_kind(const struct model_type *type)
{
    if (type->kind == MODEL_BOOL)
        return "BOOL";
    if (is_signed(type))
        return "INTEGER";
    if (is_unsigned(type))
        return "UNSIGNED";
    return type->kind == MODEL_FLOAT32 ? "FLOAT32" : "FLOAT64";
}

static void emit_number_table(struct emitter *e, const struct model_type *type, const char *name)
{
    open_table(e, type, name, number_kind(type));
    emit_number_fields(e, type);
    text_add(&e->text, "};\n");
}

static void emit_string_table(struct emitter *e, const struct model_type *type, const char *name)
{
    static const char *const formats[] = {"NONE", "EMAIL", "URI",  "UUID", "HOSTNAME", "IPV4",
                                          "IPV6", "DATE",  "TIME", "DATETIME", "DURATION"};
    struct text *t = &e->text;
    const char *list = emitter_format(e, "%s_patterns", name), *patterns = "";
    for (size_t i = 0; i < type->pattern_count; i++)
        patterns = emitter_format(e, "%s%s&%s", patterns, i > 0 ? ", " : "", emitter_find(e, type->patterns[i], "pattern"));
    if (type->pattern_count > 0)
        text_add(t, "static const struct swage_pattern *const %s[] = {%s};\n", list, patterns);
    open_table(e, type, name, "STRING");
    text_add(t, ".least = %zu, .most = %s, .format = SWAGE_FORMAT_%s,\n", type->least, count_constant(e, type->most),
             formats[type->format]);
    if (type->pattern_count > 0)
        text_add(t, ".patterns = %s, .pattern_count = %zu,\n", list, type->pattern_count);
    text_add(t, "};\n");
}

static void emit_bytes_table(struct emitter *e, const struct model_type *type, const char *name)
{
    open_table(e, type, name, "BYTES");
    text_add(&e->text, ".least = %zu, .most = %s, .encoding = %s\n};\n", type->least, count_constant(e, type->most),
             encoding_name(type));
}

static void emit_file_table(struct emitter *e, const struct model_type *type, const char *name)
{
    open_table(e, type, name, "FILE");
    text_add(&e->text, ".least = %zu, .most = %s", type->least, count_constant(e, type->most));
    if (type->media)
        text_add(&e->text, ", .media = %s", quoted(e, type->media));
    text_add(&e->text, "\n};\n");
}

static const char *bound_word(struct emitter *e, const char *text)
{
    return text ? emitter_format(e, "SWAGE_STR_INIT(%s)", quoted(e, text)) : "{NULL, 0}";
}

static void emit_decimal_table(struct emitter *e, const struct model_type *type, const char *name)
{
    text_add(&e->text, "static const swage_str %s_bounds[] = {%s, %s};\n", name, bound_word(e, type->low_text),
             bound_word(e, type->high_text));
    open_table(e, type, name, "DECIMAL");
    text_add(&e->text, ".words = %s_bounds, .count = 2\n};\n", name);
}

static void emit_list_table(struct emitter *e, const struct model_type *type, const char *name)
{
    open_table(e, type, name, type->kind == MODEL_MAP ? "MAP" : "ARRAY");
    text_add(&e->text, ".least = %zu, .most = %s, .item = %s", type->least, count_constant(e, type->most), type_table(e, type->item));
    if (type->kind == MODEL_MAP)
        text_add(&e->text, ", .key = %s", type_table(e, type->key));
    text_add(&e->text, "\n};\n");
}

static void emit_json_table(struct emitter *e, const struct model_type *type, const char *name)
{
    open_table(e, type, name, "JSON");
    text_add(&e->text, "};\n");
}

static void emit_table(struct emitter *e, const struct model_type *type, const char *name)
{
    if (is_list(type))
        emit_list_table(e, type, name);
    else if (type->kind == MODEL_STRING)
        emit_string_table(e, type, name);
    else if (type->is_file)
        emit_file_table(e, type, name);
    else if (type->kind == MODEL_BYTES)
        emit_bytes_table(e, type, name);
    else if (type->kind == MODEL_DECIMAL)
        emit_decimal_table(e, type, name);
    else if (type->kind == MODEL_JSON)
        emit_json_table(e, type, name);
    else
        emit_number_table(e, type, name);
}

/* ---- types of the user's ---- */

static void emit_extern_check(struct emitter *e, const struct model_extern *external, const char *name)
{
    text_add(&e->text,
             "static void %s(swage_str json, swage_arena *arena, struct swage_faults *faults)\n"
             "{\n"
             "swage_reader r;\n"
             "%s;\n"
             "const char *p = swage_reader_wrap(&r, json, arena);\n"
             "if (!p || !%s(&r, p, &value))\n"
             "    swage_fault_add(faults, \"\", \"refused\");\n"
             "}\n"
             "\n",
             name, emitter_format(e, "%s value", external->c_type), emitter_find(e, external, "read"));
}

static void emit_extern_table(struct emitter *e, const struct model_extern *external)
{
    if (emitter_find(e, external, "type"))
        return;
    emit_type_tables(e, external->base, external->c_name);
    const char *check = emitter_name(e, external, "check", external->c_name);
    emit_extern_check(e, external, check);
    text_add(&e->text,
             "static const struct swage_type %s = {\n"
             ".kind = SWAGE_KIND_EXTERN, .name = %s, .item = %s, .check = %s\n"
             "};\n",
             emitter_name(e, external, "type", external->c_name), quoted(e, external->name), type_table(e, external->base), check);
}

void emit_type_tables(struct emitter *e, const struct model_type *type, const char *base)
{
    if (type->kind == MODEL_MAYBE) {
        emit_type_tables(e, type->item, base);
        return;
    }
    if (type->kind == MODEL_EXTERN)
        emit_extern_table(e, type->external);
    if (is_list(type))
        emit_type_tables(e, type->item, emitter_format(e, "%s_item", base));
    if (type->key)
        emit_type_tables(e, type->key, emitter_format(e, "%s_key", base));
    if (type->kind == MODEL_EXTERN || declared_table(e, type) || (!is_list(type) && !has_own_rules(e, type)))
        return;
    if (!emitter_find(e, type, "type"))
        emit_table(e, type, emitter_name(e, type, "type", base));
}

/* ---- declared types ---- */

static const char *member_flags(struct emitter *e, const struct model_member *member)
{
    const char *flags = or_flag(e, "", member->is_required, "SWAGE_MEMBER_REQUIRED");
    flags = or_flag(e, flags, member->is_nullable, "SWAGE_MEMBER_NULLABLE");
    flags = or_flag(e, flags, member->type->is_secret, "SWAGE_TYPE_SECRET");
    return *flags ? flags : "0";
}

/* Reads one value alone, for the faults that its own checks find. */
static void emit_struct_check(struct emitter *e, const struct model_struct *structure, const char *name)
{
    text_add(&e->text,
             "static void %s(swage_str json, swage_arena *arena, struct swage_faults *faults)\n"
             "{\n"
             "swage_reader r;\n"
             "struct %s value;\n"
             "const char *p = swage_reader_open(&r, json, arena);\n"
             "r.faults = faults;\n"
             "if (p)\n"
             "    %s_read(&r, p, &value);\n"
             "}\n"
             "\n",
             name, structure->c_name, structure->c_name);
}

static void emit_members_table(struct emitter *e, const struct model_struct *structure, const char *name)
{
    struct text *t = &e->text;
    if (structure->wire_count == 0)
        return;
    text_add(t, "static const struct swage_member %s[] = {\n", name);
    for (size_t i = 0; i < structure->wire_count; i++) {
        const struct model_member *member = &structure->wire[i];
        text_add(t, "{SWAGE_STR_INIT(%s), %s, %s},\n", text_literal(e->pool, member->key.ptr, member->key.len),
                 type_table(e, member->type), member_flags(e, member));
    }
    text_add(t, "};\n\n");
}

static void emit_struct_table(struct emitter *e, const struct model_struct *structure)
{
    for (size_t i = 0; i < structure->wire_count; i++)
        emit_type_tables(e, structure->wire[i].type,
                         emitter_format(e, "%s_%s", structure->c_name, structure->wire[i].c_name));
    const char *members = emitter_name(e, structure, "type", emitter_format(e, "%s_members", structure->c_name)), *check = NULL;
    emit_members_table(e, structure, members);
    if (structure->check_count > 0) {
        check = emitter_name(e, structure->checks, "check", emitter_format(e, "%s_json", structure->c_name));
        emit_struct_check(e, structure, check);
    }
    text_add(&e->text,
             "const struct swage_type %s_type = {\n"
             ".kind = SWAGE_KIND_STRUCT, .name = %s, .members = %s, .count = %zu%s%s\n"
             "};\n"
             "\n",
             structure->c_name, quoted(e, structure->name), structure->wire_count > 0 ? members : "NULL",
             structure->wire_count, structure->is_strict ? ", .flags = SWAGE_TYPE_STRICT" : "",
             check ? emitter_format(e, ", .check = %s", check) : "");
}

static void emit_union_table(struct emitter *e, const struct model_union *choice)
{
    static const char *const tagging[] = {"INTERNAL", "ADJACENT", "EXTERNAL", "NONE"};
    struct text *t = &e->text;
    for (size_t i = 0; i < choice->variant_count; i++)
        emit_type_tables(e, choice->variants[i].type, emitter_format(e, "%s_%s", choice->c_name, choice->variants[i].c_name));
    const char *variants = emitter_name(e, choice, "type", emitter_format(e, "%s_variants", choice->c_name));
    text_add(t, "static const struct swage_member %s[] = {\n", variants);
    for (size_t i = 0; i < choice->variant_count; i++) {
        const struct model_variant *variant = &choice->variants[i];
        text_add(t, "{SWAGE_STR_INIT(%s), %s, %s},\n", text_literal(e->pool, variant->tag.ptr, variant->tag.len),
                 type_table(e, variant->type), is_secret(variant->type) ? "SWAGE_TYPE_SECRET" : "0");
    }
    text_add(t,
             "};\n"
             "\n"
             "const struct swage_type %s_type = {\n"
             ".kind = SWAGE_KIND_UNION, .name = %s, .members = %s, .count = %zu, .tagging = SWAGE_TAG_%s,\n",
             choice->c_name, quoted(e, choice->name), variants, choice->variant_count, tagging[choice->tagging]);
    if (choice->tag_key.ptr)
        text_add(t, ".tag = SWAGE_STR_INIT(%s),\n", text_literal(e->pool, choice->tag_key.ptr, choice->tag_key.len));
    if (choice->content_key.ptr)
        text_add(t, ".content = SWAGE_STR_INIT(%s),\n", text_literal(e->pool, choice->content_key.ptr, choice->content_key.len));
    text_add(t, "};\n\n");
}

static void emit_enum_table(struct emitter *e, const struct model_enum *enumeration)
{
    struct text *t = &e->text;
    const struct model_type *base = enumeration->base;
    if (enumeration->is_number && enumeration->is_open) {
        text_add(t, "const struct swage_type %s_type = {\n.kind = SWAGE_KIND_%s, .name = %s,\n", enumeration->c_name,
                 number_kind(base), quoted(e, enumeration->name));
        emit_number_fields(e, base);
        text_add(t, "};\n\n");
        return;
    }
    const char *list = emitter_name(e, enumeration, "type", emitter_format(e, "%s_values", enumeration->c_name));
    text_add(t, enumeration->is_number ? "static const int64_t %s[] = {\n" : "static const swage_str %s[] = {\n", list);
    for (size_t i = 0; i < enumeration->enumerator_count; i++) {
        const struct model_enumerator *enumerator = &enumeration->enumerators[i];
        if (enumeration->is_number)
            text_add(t, "%s,\n", int_constant(e, enumerator->number));
        else
            text_add(t, "SWAGE_STR_INIT(%s),\n", text_literal(e->pool, enumerator->text.ptr, enumerator->text.len));
    }
    /* -0 is 0 where the base has a sign, and refused where it has none. */
    const char *range = "";
    if (enumeration->is_number && is_unsigned(base))
        range = emitter_format(e, ", .bits = %d, .umax = %s", 8 << (base->kind - MODEL_UINT8), uint_constant(e, base->umax));
    text_add(t,
             "};\n"
             "\n"
             "const struct swage_type %s_type = {\n"
             ".kind = %s, .name = %s, .%s = %s, .count = %zu%s%s\n"
             "};\n"
             "\n",
             enumeration->c_name, enumeration->is_number ? "SWAGE_KIND_ENUM_NUMBER" : "SWAGE_KIND_ENUM",
             quoted(e, enumeration->name), enumeration->is_number ? "numbers" : "words", list,
             enumeration->enumerator_count, range, enumeration->is_open ? ", .flags = SWAGE_TYPE_OPEN" : "");
}

void emit_tables(struct emitter *e)
{
    text_banner(&e->text, "tables");
    for (size_t i = 0; i < e->model->decl_count; i++) {
        const struct model_decl *decl = &e->model->decls[i];
        if (decl->kind == MODEL_DECL_STRUCT)
            emit_struct_table(e, decl->structure);
        else if (decl->kind == MODEL_DECL_ENUM)
            emit_enum_table(e, decl->enumeration);
        else if (decl->kind == MODEL_DECL_UNION)
            emit_union_table(e, decl->choice);
    }
}
