/* SPDX-License-Identifier: MIT */
/* struct swage_type: what the runtime reads when a document was refused. */
#include "config.h"

#include "emit/emitter.h"

#include <string.h>

/* ---- an expression for the table of a type ---- */

static bool has_own_bounds(const struct model_type *type)
{
    static const struct {
        int64_t min, max;
    } range[] = {{INT8_MIN, INT8_MAX}, {INT16_MIN, INT16_MAX}, {INT32_MIN, INT32_MAX}, {INT64_MIN, INT64_MAX}};
    static const uint64_t most[] = {UINT8_MAX, UINT16_MAX, UINT32_MAX, UINT64_MAX};
    if (is_signed(type))
        return type->min > range[type->kind - MODEL_INT8].min || type->max < range[type->kind - MODEL_INT8].max;
    if (is_unsigned(type))
        return type->umin > 0 || type->umax < most[type->kind - MODEL_UINT8];
    if (type->kind == MODEL_STRING)
        return type->least > 0 || type->most != MODEL_UNBOUNDED;
    return is_float(type) && (type->has_low || type->has_high);
}

const char *type_table(struct emitter *e, const struct model_type *type)
{
    if (type->kind == MODEL_STRUCT)
        return emitter_format(e, "&%s_type", type->structure->c_name);
    if (type->kind == MODEL_ENUM)
        return emitter_format(e, "&%s_type", type->enumeration->c_name);
    if (type->kind == MODEL_STRING && !has_own_bounds(type))
        return "&swage_type_string";
    if (is_scalar(type) && !has_own_bounds(type))
        return emitter_format(e, "&swage_type_%s", scalar_word(type));
    const char *name = emitter_find(e, type, "type");
    return emitter_format(e, "&%s", name ? name : "swage_type_missing");
}

/* ---- tables of types with bounds of their own ---- */

static const char *quoted(struct emitter *e, const char *text)
{
    return text_literal(e->pool, text, strlen(text));
}

static const char *count_constant(struct emitter *e, size_t count)
{
    return count == MODEL_UNBOUNDED ? "SIZE_MAX" : emitter_format(e, "%zu", count);
}

static void emit_number_table(struct emitter *e, const struct model_type *type, const char *name)
{
    struct text *t = &e->text;
    const char *schema = quoted(e, type->schema);
    if (is_signed(type))
        text_add(t, "static const struct swage_type %s = {\n.kind = SWAGE_KIND_INTEGER, .bits = %d, .name = %s, .min = %s, .max = %s\n};\n",
                 name, 8 << (type->kind - MODEL_INT8), schema, int_constant(e, type->min), int_constant(e, type->max));
    else if (is_unsigned(type))
        text_add(t, "static const struct swage_type %s = {\n.kind = SWAGE_KIND_UNSIGNED, .bits = %d, .name = %s, .umin = %s, .umax = %s\n};\n",
                 name, 8 << (type->kind - MODEL_UINT8), schema, uint_constant(e, type->umin), uint_constant(e, type->umax));
    else
        text_add(t, "static const struct swage_type %s = {.kind = SWAGE_KIND_%s, .name = %s, .low = %s, .high = %s};\n", name,
                 type->kind == MODEL_FLOAT32 ? "FLOAT32" : "FLOAT64", schema, type->has_low ? type->low_text : "-HUGE_VAL",
                 type->has_high ? type->high_text : "HUGE_VAL");
}

static void emit_counted_table(struct emitter *e, const struct model_type *type, const char *name)
{
    struct text *t = &e->text;
    if (type->kind == MODEL_STRING) {
        text_add(t, "static const struct swage_type %s = {.kind = SWAGE_KIND_STRING, .name = %s, .least = %zu, .most = %s};\n",
                 name, quoted(e, type->schema), type->least, count_constant(e, type->most));
        return;
    }
    text_add(t,
             "static const struct swage_type %s = {\n"
             ".kind = SWAGE_KIND_ARRAY, .name = %s, .least = %zu, .most = %s, .item = %s\n"
             "};\n",
             name, quoted(e, type->schema), type->least, count_constant(e, type->most), type_table(e, type->item));
}

void emit_type_tables(struct emitter *e, const struct model_type *type, const char *base)
{
    bool is_list = type->kind == MODEL_ARRAY || type->kind == MODEL_FIXED;
    if (is_list)
        emit_type_tables(e, type->item, emitter_format(e, "%s_item", base));
    if (!is_list && !has_own_bounds(type))
        return;
    if (emitter_find(e, type, "type"))
        return;
    const char *name = emitter_name(e, type, "type", base);
    if (is_list || type->kind == MODEL_STRING)
        emit_counted_table(e, type, name);
    else
        emit_number_table(e, type, name);
}

/* ---- declared types ---- */

static const char *member_flags(const struct model_member *member)
{
    if (member->is_required)
        return member->is_nullable ? "SWAGE_MEMBER_REQUIRED | SWAGE_MEMBER_NULLABLE" : "SWAGE_MEMBER_REQUIRED";
    return member->is_nullable ? "SWAGE_MEMBER_NULLABLE" : "0";
}

static void emit_struct_table(struct emitter *e, const struct model_struct *structure)
{
    struct text *t = &e->text;
    for (size_t i = 0; i < structure->member_count; i++)
        emit_type_tables(e, structure->members[i].type,
                         emitter_format(e, "%s_%s", structure->c_name, structure->members[i].c_name));
    const char *members = emitter_name(e, structure, "type", emitter_format(e, "%s_members", structure->c_name));
    text_add(t, "static const struct swage_member %s[] = {\n", members);
    for (size_t i = 0; i < structure->member_count; i++) {
        const struct model_member *member = &structure->members[i];
        text_add(t, "{SWAGE_STR_INIT(%s), %s, %s},\n", text_literal(e->pool, member->key.ptr, member->key.len),
                 type_table(e, member->type), member_flags(member));
    }
    text_add(t,
             "};\n"
             "\n"
             "const struct swage_type %s_type = {\n"
             ".kind = SWAGE_KIND_STRUCT, .name = %s, .members = %s, .count = %zu%s\n"
             "};\n"
             "\n",
             structure->c_name, quoted(e, structure->name), members, structure->member_count,
             structure->is_strict ? ", .flags = SWAGE_TYPE_STRICT" : "");
}

static void emit_enum_table(struct emitter *e, const struct model_enum *enumeration)
{
    struct text *t = &e->text;
    const char *list = emitter_name(e, enumeration, "type", emitter_format(e, "%s_values", enumeration->c_name));
    text_add(t, enumeration->is_number ? "static const int64_t %s[] = {\n" : "static const swage_str %s[] = {\n", list);
    for (size_t i = 0; i < enumeration->enumerator_count; i++) {
        const struct model_enumerator *enumerator = &enumeration->enumerators[i];
        if (enumeration->is_number)
            text_add(t, "%s,\n", int_constant(e, enumerator->number));
        else
            text_add(t, "SWAGE_STR_INIT(%s),\n", text_literal(e->pool, enumerator->text.ptr, enumerator->text.len));
    }
    text_add(t,
             "};\n"
             "\n"
             "const struct swage_type %s_type = {\n"
             ".kind = %s, .name = %s, .%s = %s, .count = %zu\n"
             "};\n"
             "\n",
             enumeration->c_name, enumeration->is_number ? "SWAGE_KIND_ENUM_NUMBER" : "SWAGE_KIND_ENUM",
             quoted(e, enumeration->name), enumeration->is_number ? "numbers" : "words", list,
             enumeration->enumerator_count);
}

void emit_tables(struct emitter *e)
{
    text_banner(&e->text, "tables");
    for (size_t i = 0; i < e->model->decl_count; i++) {
        const struct model_decl *decl = &e->model->decls[i];
        if (decl->kind == MODEL_DECL_STRUCT)
            emit_struct_table(e, decl->structure);
        if (decl->kind == MODEL_DECL_ENUM)
            emit_enum_table(e, decl->enumeration);
    }
}
