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
    if (member->is_pointer) {
        text_add(&e->text, "out->%s = &%s;\n", member->c_name, emitter_find(e, value, "default"));
        return;
    }
    if (value->kind == MODEL_VALUE_EMPTY && member->presence == MODEL_ALWAYS)
        return; /* {NULL, 0} already */
    emit_assign(e, value, member->type, emitter_format(e, "out->%s", member->c_name));
    if (member->presence == MODEL_BY_HAS)
        text_add(&e->text, "out->has.%s = true;\n", member->c_name);
}

static void emit_static_defaults(struct emitter *e, const struct model_struct *structure)
{
    for (size_t i = 0; i < structure->member_count; i++) {
        const struct model_member *member = &structure->members[i];
        const char *base = emitter_format(e, "%s_%s", structure->c_name, member->c_name);
        if (!member->value || member->value->kind == MODEL_VALUE_NULL)
            continue;
        emit_constants(e, member->value, member->type, base);
        if (member->presence == MODEL_BY_POINTER)
            emit_empty(e, member->value, member->type, base);
        if (member->is_pointer)
            emit_static(e, member->value, member->type, base);
    }
}

static void emit_init(struct emitter *e, const struct model_struct *structure)
{
    emit_static_defaults(e, structure);
    text_add(&e->text,
             "void %s_init(struct %s *out)\n"
             "{\n"
             "memset(out, 0, sizeof *out);\n",
             structure->c_name, structure->c_name);
    for (size_t i = 0; i < structure->member_count; i++) {
        const struct model_member *member = &structure->members[i];
        emit_default(e, member);
        const struct model_type *type = member->type; /* members that are structs have defaults of their own */
        if (type->kind == MODEL_STRUCT && type->structure->has_defaults && !member->is_pointer && !member->value)
            text_add(&e->text, "%s_init(&out->%s);\n", type->structure->c_name, member->c_name);
    }
    text_add(&e->text, "}\n\n");
}

/* ---- equal ---- */

static void emit_unless_equal(struct emitter *e, const struct model_type *type, const char *a, const char *b, int depth);

static void emit_unless(struct emitter *e, const char *condition)
{
    text_add(&e->text, "if (!%s)\n    return false;\n", condition);
}

static void emit_items_equal(struct emitter *e, const struct model_type *type, const char *a, const char *b, int depth)
{
    bool is_fixed = type->kind == MODEL_FIXED, is_map = type->kind == MODEL_MAP;
    const char *i = emitter_format(e, "%c", 'i' + depth);
    const char *one = emitter_format(e, is_fixed ? "%s[%s]" : "%s.ptr[%s]", a, i);
    const char *other = emitter_format(e, is_fixed ? "%s[%s]" : "%s.ptr[%s]", b, i);
    if (is_fixed) {
        text_add(&e->text, "for (size_t %s = 0; %s < %zu; %s++) {\n", i, i, type->most, i);
    } else {
        text_add(&e->text, "if (%s.len != %s.len)\n    return false;\n", a, b);
        text_add(&e->text, "for (size_t %s = 0; %s < %s.len; %s++) {\n", i, i, a, i);
    }
    if (is_map)
        emit_unless_equal(e, type->key, emitter_format(e, "%s.key", one), emitter_format(e, "%s.key", other), depth + 1);
    const char *end = is_map ? ".value" : "";
    emit_unless_equal(e, type->item, emitter_format(e, "%s%s", one, end), emitter_format(e, "%s%s", other, end), depth + 1);
    text_add(&e->text, "}\n");
}

/* Only where a list may be absent or null an empty one without a pointer is another one. */
static void emit_presence_equal(struct emitter *e, const struct model_type *type, const char *a, const char *b)
{
    if (type->kind == MODEL_ARRAY || type->kind == MODEL_MAP)
        text_add(&e->text, "if (!%s.ptr != !%s.ptr)\n    return false;\n", a, b);
}

static void emit_pointers_equal(struct emitter *e, const struct model_type *type, const char *a, const char *b)
{
    text_add(&e->text, "if (!%s != !%s || (%s && !%s_equal(%s, %s)))\n    return false;\n", a, b, a, object_name(type), a, b);
}

static void emit_maybe_equal(struct emitter *e, const struct model_type *type, const char *a, const char *b, int depth)
{
    if (is_object(type->item)) {
        emit_pointers_equal(e, type->item, a, b);
    } else if (is_boxed(type)) {
        text_add(&e->text, "if (%s.has != %s.has)\n    return false;\nif (%s.has) {\n", a, b, a);
        emit_unless_equal(e, type->item, emitter_format(e, "%s.value", a), emitter_format(e, "%s.value", b), depth);
        text_add(&e->text, "}\n");
    } else {
        emit_presence_equal(e, type->item, a, b);
        emit_unless_equal(e, type->item, a, b, depth);
    }
}

static void emit_unless_equal(struct emitter *e, const struct model_type *type, const char *a, const char *b, int depth)
{
    switch (type->kind) {
    case MODEL_STRING:
    case MODEL_DECIMAL:
    case MODEL_JSON: emit_unless(e, emitter_format(e, "swage_str_equal(%s, %s)", a, b)); break;
    case MODEL_BYTES: emit_unless(e, emitter_format(e, "swage_bytes_equal(%s, %s)", a, b)); break;
    case MODEL_STRUCT:
    case MODEL_UNION: emit_unless(e, emitter_format(e, "%s_equal(&%s, &%s)", object_name(type), a, b)); break;
    case MODEL_EXTERN: emit_unless(e, emitter_format(e, "%s(&%s, &%s)", emitter_find(e, type->external, "equal"), a, b)); break;
    case MODEL_ARRAY:
    case MODEL_FIXED:
    case MODEL_MAP: emit_items_equal(e, type, a, b, depth); break;
    case MODEL_MAYBE: emit_maybe_equal(e, type, a, b, depth); break;
    default:
        if (is_open_enum(type))
            text_add(&e->text, "if (%s.value != %s.value || (%s.value == %s_UNSET && !swage_str_equal(%s.text, %s.text)))\n    return false;\n",
                     a, b, a, type->enumeration->c_upper, a, b);
        else
            text_add(&e->text, "if (%s != %s)\n    return false;\n", a, b);
        break;
    }
}

/* Values of the user's types are equal where what they are written as is. */
static void emit_extern_equal(struct emitter *e, const struct model_extern *external)
{
    struct text *t = &e->text;
    const struct model_type *base = external->base;
    if (emitter_find(e, external, "equal"))
        return;
    text_add(t, "static bool %s(const %s *a, const %s *b)\n{\n",
             emitter_name(e, external, "equal", emitter_format(e, "%s_text", external->c_name)), external->c_type, external->c_type);
    if (has_ptr(base))
        text_add(t, "char room[2][%zu];\n", base->most * (base->kind == MODEL_BYTES ? 1 : 4) + 1);
    text_add(t, "%s;\nmemset(&value, 0, sizeof value);\n", c_variable(e, base, "value[2]"));
    for (int i = 0; i < 2; i++)
        text_add(t, "if (%s_write(%s, %s&value[%d]) != SWAGE_OK)\n    return false;\n", external->c_name, i == 0 ? "a" : "b",
                 has_ptr(base) ? emitter_format(e, "room[%d], sizeof room[%d], ", i, i) : "", i);
    emit_unless_equal(e, base, "value[0]", "value[1]", 0);
    text_add(t, "return true;\n}\n\n");
}

/* Static functions that comparing a value needs. */
static void emit_equal_functions(struct emitter *e, const struct model_type *type)
{
    if (type->kind == MODEL_EXTERN)
        emit_extern_equal(e, type->external);
    else if (type->item)
        emit_equal_functions(e, type->item);
}

static void emit_member_equal(struct emitter *e, const struct model_member *member)
{
    struct text *t = &e->text;
    const char *name = member->c_name;
    const char *a = emitter_format(e, "a->%s", name), *b = emitter_format(e, "b->%s", name);
    if (member->has_null_bit)
        text_add(t, "if (a->is_null.%s != b->is_null.%s)\n    return false;\n", name, name);
    if (member->is_pointer) {
        emit_pointers_equal(e, member->type, a, b);
        return;
    }
    if (member->presence == MODEL_BY_POINTER)
        emit_presence_equal(e, member->type, a, b);
    if (member->presence != MODEL_BY_HAS) {
        emit_unless_equal(e, member->type, a, b, 0);
        return;
    }
    text_add(t, "if (a->has.%s != b->has.%s)\n    return false;\n", name, name);
    text_add(t, "if (a->has.%s) {\n", name);
    emit_unless_equal(e, member->type, a, b, 0);
    text_add(t, "}\n");
}

static void open_equal(struct emitter *e, const char *name)
{
    text_add(&e->text, "bool %s_equal(const struct %s *a, const struct %s *b)\n{\n", name, name, name);
}

static void emit_equal(struct emitter *e, const struct model_struct *structure)
{
    for (size_t i = 0; i < structure->member_count; i++)
        emit_equal_functions(e, structure->members[i].type);
    open_equal(e, structure->c_name);
    if (structure->member_count == 0)
        text_add(&e->text, "(void)a;\n(void)b;\n");
    for (size_t i = 0; i < structure->member_count; i++)
        emit_member_equal(e, &structure->members[i]);
    text_add(&e->text, "return true;\n}\n\n");
}

static void emit_union_equal(struct emitter *e, const struct model_union *choice)
{
    struct text *t = &e->text;
    for (size_t i = 0; i < choice->variant_count; i++)
        emit_equal_functions(e, choice->variants[i].type);
    open_equal(e, choice->c_name);
    text_add(t, "if (a->kind != b->kind)\n    return false;\nswitch (a->kind) {\n");
    for (size_t i = 0; i < choice->variant_count; i++) {
        const struct model_variant *variant = &choice->variants[i];
        const char *a = emitter_format(e, "a->%s", variant->c_name), *b = emitter_format(e, "b->%s", variant->c_name);
        text_add(t, "case %s:\n", variant->c_constant);
        if (variant->is_pointer)
            emit_pointers_equal(e, variant->type, a, b);
        else
            emit_unless_equal(e, variant->type, a, b, 0);
        text_add(t, "break;\n");
    }
    text_add(t, "case %s_UNSET:\nbreak;\n}\nreturn true;\n}\n\n", choice->c_upper);
}

/* ---- copy ---- */

enum { FLAT_MEMBERS_MAX = 1000 };

static bool may_own(const struct model_type *type, size_t *left);

/* Structs within structs are looked through as far as there are members left to look at: the same one may stand in many
   places. */
static bool is_flat_within(const struct model_struct *structure, size_t *left)
{
    for (size_t i = 0; i < structure->member_count; i++) {
        if (*left == 0)
            return false;
        --*left;
        if (structure->members[i].is_pointer || may_own(structure->members[i].type, left))
            return false;
    }
    return true;
}

static bool may_own(const struct model_type *type, size_t *left)
{
    if (type->kind == MODEL_MAYBE && is_object(type->item))
        return true;
    if (type->kind == MODEL_FIXED || type->kind == MODEL_MAYBE)
        return may_own(type->item, left);
    if (type->kind == MODEL_STRUCT)
        return !is_flat_within(type->structure, left);
    return has_ptr(type) || type->kind == MODEL_UNION || is_open_enum(type);
}

static bool owns_memory(const struct model_type *type)
{
    size_t left = FLAT_MEMBERS_MAX;
    return may_own(type, &left);
}

/* A struct that points at nothing: its copy is itself. */
static bool is_flat(const struct model_type *type)
{
    return type->kind == MODEL_STRUCT && !owns_memory(type);
}

static void emit_value_copy(struct emitter *e, const struct model_type *type, const char *to, const char *from, int depth);

/* Arrays and maps; the names of variables differ where one stands within another. */
static void emit_list_copy(struct emitter *e, const struct model_type *type, const char *to, const char *from, int depth)
{
    struct text *t = &e->text;
    bool is_map = type->kind == MODEL_MAP;
    const char *i = emitter_format(e, "%c", 'i' + depth);
    const char *items = depth == 0 ? "items" : emitter_format(e, "items_%d", depth);
    const char *declared = is_map ? emitter_format(e, "struct %s_entry *%s", type->container->c_name, items)
                                  : c_items(e, type->item, items, false);
    text_add(t, "if (%s.ptr) {\n", from);
    text_add(t, "%s = swage_arena_alloc(arena, %s.len * sizeof *%s);\n", declared, from, items);
    text_add(t, "if (!%s)\n    return SWAGE_E_LIMIT;\n", items);
    if (owns_memory(type->item) || (is_map && owns_memory(type->key))) {
        const char *end = is_map ? ".value" : "";
        text_add(t, "for (size_t %s = 0; %s < %s.len; %s++) {\n", i, i, from, i);
        const char *target = emitter_format(e, "%s[%s]", items, i), *source = emitter_format(e, "%s.ptr[%s]", from, i);
        if (is_map)
            emit_value_copy(e, type->key, emitter_format(e, "%s.key", target), emitter_format(e, "%s.key", source), depth + 1);
        emit_value_copy(e, type->item, emitter_format(e, "%s%s", target, end), emitter_format(e, "%s%s", source, end), depth + 1);
        text_add(t, "}\n");
    } else {
        text_add(t, "if (%s.len > 0)\n    memcpy(%s, %s.ptr, %s.len * sizeof *%s);\n", from, items, from, from, items);
    }
    bool is_cast = !is_map && type->item->kind == MODEL_FIXED;
    text_add(t, "%s.ptr = %s%s;\n", to, is_cast ? emitter_format(e, "(%s)", c_items(e, type->item, "", true)) : "", items);
    if (depth > 0)
        text_add(t, "%s.len = %s.len;\n", to, from);
    text_add(t, depth > 0 ? "} else {\nmemset(&%s, 0, sizeof %s);\n}\n" : "}\n", to, to);
}

/* `to` and `from` are pointers to a struct or union. */
static void emit_pointer_copy(struct emitter *e, const struct model_type *type, const char *to, const char *from)
{
    const char *name = object_name(type);
    text_add(&e->text,
             "if (%s) {\n"
             "struct %s *item = swage_arena_alloc(arena, sizeof *item);\n"
             "if (!item)\n"
             "    return SWAGE_E_LIMIT;\n",
             from, name);
    if (is_flat(type))
        text_add(&e->text, "*item = *%s;\n", from);
    else
        text_add(&e->text, "if ((status = %s_copy(%s, arena, item)) != SWAGE_OK)\n    return status;\n", name, from);
    text_add(&e->text, "%s = item;\n}\n", to);
}

static void emit_maybe_copy(struct emitter *e, const struct model_type *type, const char *to, const char *from, int depth)
{
    if (is_object(type->item)) {
        text_add(&e->text, "%s = NULL;\n", to);
        emit_pointer_copy(e, type->item, to, from);
    } else if (is_boxed(type)) {
        text_add(&e->text, "%s = %s;\nif (%s.has) {\n", to, from, from);
        emit_value_copy(e, type->item, emitter_format(e, "%s.value", to), emitter_format(e, "%s.value", from), depth);
        text_add(&e->text, "}\n");
    } else {
        emit_value_copy(e, type->item, to, from, depth);
    }
}

static void emit_text_copy(struct emitter *e, const char *function, const char *to, const char *from)
{
    text_add(&e->text, "%s = %s(%s, arena);\n", to, function, from);
    text_add(&e->text, "if (%s.ptr && !%s.ptr)\n    return SWAGE_E_LIMIT;\n", from, to);
}

static void emit_value_copy(struct emitter *e, const struct model_type *type, const char *to, const char *from, int depth)
{
    struct text *t = &e->text;
    const char *i = emitter_format(e, "%c", 'i' + depth);
    switch (type->kind) {
    case MODEL_STRING:
    case MODEL_DECIMAL:
    case MODEL_JSON: emit_text_copy(e, "swage_str_copy", to, from); break;
    case MODEL_BYTES: emit_text_copy(e, "swage_bytes_copy", to, from); break;
    case MODEL_STRUCT:
    case MODEL_UNION:
        if (is_flat(type))
            text_add(t, "%s = %s;\n", to, from);
        else
            text_add(t, "if ((status = %s_copy(&%s, arena, &%s)) != SWAGE_OK)\n    return status;\n", object_name(type), from, to);
        break;
    case MODEL_ARRAY:
    case MODEL_MAP: emit_list_copy(e, type, to, from, depth); break;
    case MODEL_FIXED:
        text_add(t, "for (size_t %s = 0; %s < %zu; %s++) {\n", i, i, type->most, i);
        emit_value_copy(e, type->item, emitter_format(e, "%s[%s]", to, i), emitter_format(e, "%s[%s]", from, i), depth + 1);
        text_add(t, "}\n");
        break;
    case MODEL_MAYBE: emit_maybe_copy(e, type, to, from, depth); break;
    default:
        text_add(t, "%s = %s;\n", to, from);
        if (is_open_enum(type))
            emit_text_copy(e, "swage_str_copy", emitter_format(e, "%s.text", to), emitter_format(e, "%s.text", from));
        break;
    }
}

static bool needs_status(const struct model_type *type)
{
    while (type->kind == MODEL_FIXED || type->kind == MODEL_ARRAY || type->kind == MODEL_MAP || type->kind == MODEL_MAYBE)
        type = type->item;
    return is_object(type) && !is_flat(type);
}

static void open_copy(struct emitter *e, const char *name, bool has_status, bool has_arena)
{
    text_add(&e->text,
             "enum swage_status %s_copy(const struct %s *in, swage_arena *arena, struct %s *out)\n"
             "{\n"
             "struct %s copy = *in;\n",
             name, name, name, name);
    if (has_status)
        text_add(&e->text, "enum swage_status status;\n");
    if (!has_arena)
        text_add(&e->text, "(void)arena;\n");
}

static void emit_member_copy(struct emitter *e, const struct model_type *type, const char *c_name, bool is_pointer)
{
    const char *to = emitter_format(e, "copy.%s", c_name), *from = emitter_format(e, "in->%s", c_name);
    if (is_pointer)
        emit_pointer_copy(e, type, to, from);
    else if (owns_memory(type))
        emit_value_copy(e, type, to, from, 0);
}

static void emit_copy(struct emitter *e, const struct model_struct *structure)
{
    bool has_status = false, has_arena = false;
    for (size_t i = 0; i < structure->member_count; i++) {
        has_status |= needs_status(structure->members[i].type);
        has_arena |= structure->members[i].is_pointer || owns_memory(structure->members[i].type);
    }
    open_copy(e, structure->c_name, has_status, has_arena);
    for (size_t i = 0; i < structure->member_count; i++)
        emit_member_copy(e, structure->members[i].type, structure->members[i].c_name, structure->members[i].is_pointer);
    text_add(&e->text, "*out = copy;\nreturn SWAGE_OK;\n}\n\n");
}

static void emit_union_copy(struct emitter *e, const struct model_union *choice)
{
    struct text *t = &e->text;
    bool has_status = false, has_arena = false;
    for (size_t i = 0; i < choice->variant_count; i++) {
        has_status |= needs_status(choice->variants[i].type);
        has_arena |= choice->variants[i].is_pointer || owns_memory(choice->variants[i].type);
    }
    open_copy(e, choice->c_name, has_status, has_arena);
    text_add(t, "switch (in->kind) {\n");
    for (size_t i = 0; i < choice->variant_count; i++) {
        const struct model_variant *variant = &choice->variants[i];
        text_add(t, "case %s:\n", variant->c_constant);
        emit_member_copy(e, variant->type, variant->c_name, variant->is_pointer);
        text_add(t, "break;\n");
    }
    text_add(t, "case %s_UNSET:\nbreak;\n}\n*out = copy;\nreturn SWAGE_OK;\n}\n\n", choice->c_upper);
}

/* ---- dup and validate ---- */

static void emit_dup(struct emitter *e, const char *name)
{
    const char *copy = emitter_name(e, name, "copy", name);
    text_add(&e->text,
             "static enum swage_status %s(const void *in, swage_arena *arena, void *out)\n"
             "{\n"
             "return %s_copy(in, arena, out);\n"
             "}\n"
             "\n"
             "struct %s *%s_dup(const struct %s *in)\n"
             "{\n"
             "return swage_dup(in, sizeof *in, %s);\n"
             "}\n"
             "\n",
             copy, name, name, name, name, copy);
}

static void emit_validate(struct emitter *e, const char *name)
{
    text_add(&e->text,
             "enum swage_status %s_validate(const struct %s *in, struct swage_error *error)\n"
             "{\n"
             "swage_buffer json;\n"
             "swage_buffer_init(&json, SWAGE_VALIDATE_MAX);\n"
             "return swage_validated(&json, %s_encode(in, &json), &%s_type, error);\n"
             "}\n"
             "\n",
             name, name, name, name);
}

/* ---- enums ---- */

static void emit_enum_name(struct emitter *e, const struct model_enum *enumeration)
{
    text_add(&e->text, "swage_str %s_name(enum %s value)\n{\nswitch (value) {\n", enumeration->c_name, enum_tag(e, enumeration));
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

static size_t longest(const struct model_enum *enumeration)
{
    size_t most = 0;
    for (size_t i = 0; i < enumeration->enumerator_count; i++)
        if (enumeration->enumerators[i].text.len > most)
            most = enumeration->enumerators[i].text.len;
    return most;
}

static void emit_enum_from(struct emitter *e, const struct model_enum *enumeration)
{
    text_add(&e->text, "enum %s %s_from(swage_str text)\n{\nswitch (text.len) {\n", enum_tag(e, enumeration), enumeration->c_name);
    bool *is_seen = pool_alloc(e->pool, longest(enumeration) + 1);
    for (size_t i = 0; i < enumeration->enumerator_count; i++) {
        size_t len = enumeration->enumerators[i].text.len;
        if (is_seen[len])
            continue;
        is_seen[len] = true;
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

static void emit_struct_values(struct emitter *e, const struct model_struct *structure)
{
    emit_init(e, structure);
    emit_equal(e, structure);
    emit_copy(e, structure);
    emit_dup(e, structure->c_name);
    emit_validate(e, structure->c_name);
}

static void emit_union_values(struct emitter *e, const struct model_union *choice)
{
    emit_union_equal(e, choice);
    emit_union_copy(e, choice);
    emit_dup(e, choice->c_name);
    emit_validate(e, choice->c_name);
}

void emit_values(struct emitter *e)
{
    text_banner(&e->text, "values");
    for (size_t i = 0; i < e->model->decl_count; i++) {
        const struct model_decl *decl = &e->model->decls[i];
        if (decl->kind == MODEL_DECL_STRUCT) {
            emit_struct_values(e, decl->structure);
        } else if (decl->kind == MODEL_DECL_UNION) {
            emit_union_values(e, decl->choice);
        } else if (decl->kind == MODEL_DECL_ENUM && decl->enumeration->is_number) {
            emit_enum_valid(e, decl->enumeration);
        } else if (decl->kind == MODEL_DECL_ENUM) {
            emit_enum_name(e, decl->enumeration);
            emit_enum_from(e, decl->enumeration);
        }
    }
}
