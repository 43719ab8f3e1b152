/* SPDX-License-Identifier: MIT */
/* What is done with values in memory: defaults, comparison, deep copies; and the names of enumerators. */
#include "config.h"

#include "emit/emitter.h"

/* ---- init ---- */

static void emit_default(struct emitter *e, const struct model_member *member)
{
    const struct model_value *value = member->value;
    if (!value || value->kind == MODEL_VALUE_NULL)
        return;
    if (value->kind == MODEL_VALUE_EMPTY) /* {NULL, 0}, unless that would be absent */
        return;
    text_add(&e->text, "out->%s = %s;\n", member->c_name, value_constant(e, value, member->type));
    if (member->presence == MODEL_BY_HAS)
        text_add(&e->text, "out->has.%s = true;\n", member->c_name);
}

static void emit_init(struct emitter *e, const struct model_struct *structure)
{
    text_add(&e->text,
             "void %s_init(struct %s *out)\n"
             "{\n"
             "memset(out, 0, sizeof *out);\n",
             structure->c_name, structure->c_name);
    for (size_t i = 0; i < structure->member_count; i++) {
        const struct model_member *member = &structure->members[i];
        emit_default(e, member);
        const struct model_type *type = member->type; /* members that are structs have defaults of their own */
        if (type->kind == MODEL_STRUCT && type->structure->has_defaults && !member->is_pointer)
            text_add(&e->text, "%s_init(&out->%s);\n", type->structure->c_name, member->c_name);
    }
    text_add(&e->text, "}\n\n");
}

/* ---- equal ---- */

static void emit_unless_equal(struct emitter *e, const struct model_type *type, const char *a, const char *b, int depth);

static void emit_items_equal(struct emitter *e, const struct model_type *type, const char *a, const char *b, int depth)
{
    bool is_fixed = type->kind == MODEL_FIXED;
    const char *ptr = is_fixed ? "" : ".ptr";
    const char *i = emitter_format(e, "%c", 'i' + depth);
    if (is_fixed) {
        text_add(&e->text, "for (size_t %s = 0; %s < %zu; %s++) {\n", i, i, type->most, i);
    } else {
        text_add(&e->text, "if (%s.len != %s.len || !%s.ptr != !%s.ptr)\n    return false;\n", a, b, a, b);
        text_add(&e->text, "for (size_t %s = 0; %s < %s.len; %s++) {\n", i, i, a, i);
    }
    emit_unless_equal(e, type->item, emitter_format(e, "%s%s[%s]", a, ptr, i), emitter_format(e, "%s%s[%s]", b, ptr, i),
                      depth + 1);
    text_add(&e->text, "}\n");
}

static void emit_unless_equal(struct emitter *e, const struct model_type *type, const char *a, const char *b, int depth)
{
    switch (type->kind) {
    case MODEL_STRING:
        text_add(&e->text, "if (!swage_str_equal(%s, %s))\n    return false;\n", a, b);
        break;
    case MODEL_STRUCT:
        text_add(&e->text, "if (!%s_equal(&%s, &%s))\n    return false;\n", type->structure->c_name, a, b);
        break;
    case MODEL_ARRAY:
    case MODEL_FIXED:
        emit_items_equal(e, type, a, b, depth);
        break;
    default:
        text_add(&e->text, "if (%s != %s)\n    return false;\n", a, b);
        break;
    }
}

static void emit_member_equal(struct emitter *e, const struct model_member *member)
{
    struct text *t = &e->text;
    const char *name = member->c_name;
    const char *a = emitter_format(e, "a->%s", name), *b = emitter_format(e, "b->%s", name);
    if (member->has_null_bit)
        text_add(t, "if (a->is_null.%s != b->is_null.%s)\n    return false;\n", name, name);
    if (member->is_pointer) {
        text_add(t, "if (!%s != !%s || (%s && !%s_equal(%s, %s)))\n    return false;\n", a, b, a,
                 member->type->structure->c_name, a, b);
        return;
    }
    if (member->presence != MODEL_BY_HAS) {
        emit_unless_equal(e, member->type, a, b, 0);
        return;
    }
    text_add(t, "if (a->has.%s != b->has.%s)\n    return false;\n", name, name);
    text_add(t, "if (a->has.%s) {\n", name);
    emit_unless_equal(e, member->type, a, b, 0);
    text_add(t, "}\n");
}

static void emit_equal(struct emitter *e, const struct model_struct *structure)
{
    text_add(&e->text, "bool %s_equal(const struct %s *a, const struct %s *b)\n{\n", structure->c_name, structure->c_name,
             structure->c_name);
    for (size_t i = 0; i < structure->member_count; i++)
        emit_member_equal(e, &structure->members[i]);
    text_add(&e->text, "return true;\n}\n\n");
}

/* ---- copy ---- */

static bool owns_memory(const struct model_type *type)
{
    if (type->kind == MODEL_FIXED)
        return owns_memory(type->item);
    return type->kind == MODEL_STRING || type->kind == MODEL_STRUCT || type->kind == MODEL_ARRAY;
}

static void emit_value_copy(struct emitter *e, const struct model_type *type, const char *to, const char *from, int depth);

static void emit_array_copy(struct emitter *e, const struct model_type *type, const char *to, const char *from, int depth)
{
    struct text *t = &e->text;
    const char *i = emitter_format(e, "%c", 'i' + depth);
    text_add(t, "if (%s.ptr) {\n", from);
    text_add(t, "%s *items = swage_arena_alloc(arena, %s.len * sizeof *items);\n", type->array->c_item, from);
    text_add(t, "if (!items)\n    return SWAGE_E_LIMIT;\n");
    if (owns_memory(type->item)) {
        text_add(t, "for (size_t %s = 0; %s < %s.len; %s++) {\n", i, i, from, i);
        emit_value_copy(e, type->item, emitter_format(e, "items[%s]", i), emitter_format(e, "%s.ptr[%s]", from, i), depth + 1);
        text_add(t, "}\n");
    } else {
        text_add(t, "memcpy(items, %s.ptr, %s.len * sizeof *items);\n", from, from);
    }
    text_add(t, "%s.ptr = items;\n}\n", to);
}

static void emit_value_copy(struct emitter *e, const struct model_type *type, const char *to, const char *from, int depth)
{
    struct text *t = &e->text;
    const char *i = emitter_format(e, "%c", 'i' + depth);
    switch (type->kind) {
    case MODEL_STRING:
        text_add(t, "%s = swage_str_copy(%s, arena);\n", to, from);
        text_add(t, "if (%s.ptr && !%s.ptr)\n    return SWAGE_E_LIMIT;\n", from, to);
        break;
    case MODEL_STRUCT:
        text_add(t, "if ((status = %s_copy(&%s, arena, &%s)) != SWAGE_OK)\n    return status;\n", type->structure->c_name, from,
                 to);
        break;
    case MODEL_ARRAY:
        emit_array_copy(e, type, to, from, depth);
        break;
    case MODEL_FIXED:
        text_add(t, "for (size_t %s = 0; %s < %zu; %s++) {\n", i, i, type->most, i);
        emit_value_copy(e, type->item, emitter_format(e, "%s[%s]", to, i), emitter_format(e, "%s[%s]", from, i), depth + 1);
        text_add(t, "}\n");
        break;
    default:
        text_add(t, "%s = %s;\n", to, from);
        break;
    }
}

static void emit_pointer_copy(struct emitter *e, const struct model_member *member)
{
    const char *type = member->type->structure->c_name, *name = member->c_name;
    text_add(&e->text,
             "if (in->%s) {\n"
             "struct %s *item = swage_arena_alloc(arena, sizeof *item);\n"
             "if (!item)\n"
             "    return SWAGE_E_LIMIT;\n"
             "if ((status = %s_copy(in->%s, arena, item)) != SWAGE_OK)\n"
             "    return status;\n"
             "copy.%s = item;\n"
             "}\n",
             name, type, type, name, name);
}

static bool needs_status(const struct model_struct *structure)
{
    for (size_t i = 0; i < structure->member_count; i++) {
        const struct model_type *type = structure->members[i].type;
        while (type->kind == MODEL_FIXED || type->kind == MODEL_ARRAY)
            type = type->item;
        if (type->kind == MODEL_STRUCT)
            return true;
    }
    return false;
}

static bool needs_arena(const struct model_struct *structure)
{
    for (size_t i = 0; i < structure->member_count; i++)
        if (owns_memory(structure->members[i].type))
            return true;
    return false;
}

static void emit_copy(struct emitter *e, const struct model_struct *structure)
{
    text_add(&e->text,
             "enum swage_status %s_copy(const struct %s *in, swage_arena *arena, struct %s *out)\n"
             "{\n"
             "struct %s copy = *in;\n",
             structure->c_name, structure->c_name, structure->c_name, structure->c_name);
    if (needs_status(structure))
        text_add(&e->text, "enum swage_status status;\n");
    if (!needs_arena(structure))
        text_add(&e->text, "(void)arena;\n");
    for (size_t i = 0; i < structure->member_count; i++) {
        const struct model_member *member = &structure->members[i];
        if (member->is_pointer)
            emit_pointer_copy(e, member);
        else if (owns_memory(member->type))
            emit_value_copy(e, member->type, emitter_format(e, "copy.%s", member->c_name),
                            emitter_format(e, "in->%s", member->c_name), 0);
    }
    text_add(&e->text, "*out = copy;\nreturn SWAGE_OK;\n}\n\n");
}

/* ---- enums ---- */

static void emit_enum_name(struct emitter *e, const struct model_enum *enumeration)
{
    text_add(&e->text, "swage_str %s_name(enum %s value)\n{\nswitch (value) {\n", enumeration->c_name, enumeration->c_name);
    for (size_t i = 0; i < enumeration->enumerator_count; i++) {
        const struct model_enumerator *enumerator = &enumeration->enumerators[i];
        text_add(&e->text, "case %s:\nreturn SWAGE_STR(%s);\n", enumerator->c_name,
                 text_literal(e->pool, enumerator->text.ptr, enumerator->text.len));
    }
    text_add(&e->text,
             "case %s_UNSET:\n"
             "break;\n"
             "}\n"
             "return (swage_str){NULL, 0};\n"
             "}\n"
             "\n",
             enumeration->c_upper);
}

static void emit_enum_from(struct emitter *e, const struct model_enum *enumeration)
{
    text_add(&e->text, "enum %s %s_from(swage_str text)\n{\nswitch (text.len) {\n", enumeration->c_name, enumeration->c_name);
    for (size_t i = 0; i < enumeration->enumerator_count; i++) {
        size_t len = enumeration->enumerators[i].text.len;
        bool is_seen = false;
        for (size_t j = 0; j < i; j++)
            is_seen = is_seen || enumeration->enumerators[j].text.len == len;
        if (is_seen)
            continue;
        text_add(&e->text, "case %zu:\n", len);
        for (size_t j = i; j < enumeration->enumerator_count; j++) {
            const struct model_enumerator *enumerator = &enumeration->enumerators[j];
            if (enumerator->text.len == 0)
                text_add(&e->text, "if (text.ptr)\n    return %s;\n", enumerator->c_name);
            else if (enumerator->text.len == len)
                text_add(&e->text, "if (memcmp(text.ptr, %s, %zu) == 0)\n    return %s;\n",
                         text_literal(e->pool, enumerator->text.ptr, len), len, enumerator->c_name);
        }
        text_add(&e->text, "break;\n");
    }
    text_add(&e->text, "default:\nbreak;\n}\nreturn %s_UNSET;\n}\n\n", enumeration->c_upper);
}

static void emit_enum_valid(struct emitter *e, const struct model_enum *enumeration)
{
    text_add(&e->text, "bool %s_valid(%s value)\n{\nswitch (value) {\n", enumeration->c_name, enumeration->base->c_type);
    for (size_t i = 0; i < enumeration->enumerator_count; i++)
        text_add(&e->text, "case %s:\n", enumeration->enumerators[i].c_name);
    text_add(&e->text, "return true;\ndefault:\nreturn false;\n}\n}\n\n");
}

void emit_values(struct emitter *e)
{
    text_banner(&e->text, "values");
    for (size_t i = 0; i < e->model->decl_count; i++) {
        const struct model_decl *decl = &e->model->decls[i];
        if (decl->kind == MODEL_DECL_STRUCT) {
            emit_init(e, decl->structure);
            emit_equal(e, decl->structure);
            emit_copy(e, decl->structure);
        } else if (decl->kind == MODEL_DECL_ENUM && decl->enumeration->is_number) {
            emit_enum_valid(e, decl->enumeration);
        } else if (decl->kind == MODEL_DECL_ENUM) {
            emit_enum_name(e, decl->enumeration);
            emit_enum_from(e, decl->enumeration);
        }
    }
}
