/* SPDX-License-Identifier: MIT */
/*
 * Decoders: one function a type, which takes the cursor and returns it behind the value, or NULL.
 *
 * A struct's members are looked for in the schema's order: the next one's key, with its quotes and colon, is compared as it
 * stands. Only on a miss is a key read and looked up. Both ways end in one switch over the member, whose cases fall through
 * from member to member as long as the keys come in order.
 */
#include "config.h"

#include "emit/emitter.h"

#include <string.h>

enum { DECODE_CHAIN = 4 }; /* optional members that are passed over by comparing before a lookup is made */

/* ---- values ---- */

static void add_or_null(struct emitter *e, const char *condition)
{
    text_add(&e->text, "if (%s)\n    return NULL;\n", condition);
}

/* " || out->id < 1": what is left to check of an integer or float that its type can hold. */
static const char *range_check(struct emitter *e, const struct model_type *type, const char *target)
{
    static const int64_t least[] = {INT8_MIN, INT16_MIN, INT32_MIN, INT64_MIN};
    static const int64_t most[] = {INT8_MAX, INT16_MAX, INT32_MAX, INT64_MAX};
    static const uint64_t umost[] = {UINT8_MAX, UINT16_MAX, UINT32_MAX, UINT64_MAX};
    const char *low = "", *high = "";
    if (is_signed(type)) {
        if (type->min > least[type->kind - MODEL_INT8])
            low = emitter_format(e, " || %s < %s", target, int_constant(e, type->min));
        if (type->max < most[type->kind - MODEL_INT8])
            high = emitter_format(e, " || %s > %s", target, int_constant(e, type->max));
    } else if (is_unsigned(type)) {
        if (type->umin > 0)
            low = emitter_format(e, " || %s < %s", target, uint_constant(e, type->umin));
        if (type->umax < umost[type->kind - MODEL_UINT8])
            high = emitter_format(e, " || %s > %s", target, uint_constant(e, type->umax));
    } else if (is_float(type)) {
        if (type->has_low)
            low = emitter_format(e, " || %s < %s", target, type->low_text);
        if (type->has_high)
            high = emitter_format(e, " || %s > %s", target, type->high_text);
    }
    return emitter_format(e, "%s%s", low, high);
}

static const char *length_check(struct emitter *e, const struct model_type *type, const char *target)
{
    if (type->least == 0 && type->most == MODEL_UNBOUNDED)
        return "";
    if (type->most == MODEL_UNBOUNDED)
        return emitter_format(e, " || !swage_within(%s, %zu, SIZE_MAX)", target, type->least);
    return emitter_format(e, " || !swage_within(%s, %zu, %zu)", target, type->least, type->most);
}

void emit_read_value(struct emitter *e, const struct model_type *type, const char *target)
{
    const char *name;
    switch (type->kind) {
    case MODEL_STRUCT:
        name = type->structure->c_name;
        add_or_null(e, emitter_format(e, "!(p = %s_read(r, p, &%s)) || !swage_inside(r, p)", name, target));
        break;
    case MODEL_ENUM:
        name = type->enumeration->c_name;
        add_or_null(e, emitter_format(e, "!(p = %s_read(r, p, &%s))", name, target));
        break;
    case MODEL_ARRAY:
        name = emitter_find(e, type, "read");
        add_or_null(e, emitter_format(e, "!(p = %s(r, p, &%s)) || !swage_inside(r, p)", name, target));
        break;
    case MODEL_FIXED:
        name = emitter_find(e, type, "read");
        add_or_null(e, emitter_format(e, "!(p = %s(r, p, %s)) || !swage_inside(r, p)", name, target));
        break;
    case MODEL_STRING:
        add_or_null(e, emitter_format(e, "!(p = swage_read_string(r, p, &%s))%s", target, length_check(e, type, target)));
        break;
    case MODEL_BOOL:
    case MODEL_FLOAT32:
    case MODEL_FLOAT64:
        add_or_null(e, emitter_format(e, "!(p = swage_read_%s(r, p, &%s))%s", scalar_word(type), target,
                                      range_check(e, type, target)));
        break;
    default:
        add_or_null(e, emitter_format(e, "!(p = swage_read_%s(p, &%s))%s", scalar_word(type), target,
                                      range_check(e, type, target)));
        break;
    }
}

/* ---- arrays ---- */

static bool holds_brackets(const struct model_type *type)
{
    return type->kind == MODEL_STRUCT || type->kind == MODEL_ARRAY || type->kind == MODEL_FIXED;
}

/* Depth is counted wherever a value that is skipped may lie within: scalars cannot. */
static void emit_descend(struct emitter *e, bool is_counted)
{
    if (is_counted)
        text_add(&e->text, "if (r->depth == 0)\n    return NULL;\nr->depth--;\n");
}

static void emit_read_array(struct emitter *e, const struct model_type *type, const char *name, bool is_present_when_empty)
{
    struct text *t = &e->text;
    bool is_counted = holds_brackets(type->item);
    text_add(t,
             "static const char *%s(swage_reader *r, const char *p, %s *out)\n"
             "{\n"
             "%s *items = NULL;\n"
             "size_t count = 0, cap = 0;\n"
             "\n",
             name, type->array->c_type, type->array->c_item);
    emit_descend(e, is_counted);
    text_add(t, "if (!(p = swage_open(p, '[')))\n    return NULL;\nif (*p != ']') {\ndo {\n");
    if (type->most != MODEL_UNBOUNDED)
        text_add(t, "if (count == %zu)\n    return NULL;\n", type->most);
    text_add(t, "if (count == cap && !(items = swage_array_grow(r, items, &cap, count, sizeof *items)))\n    return NULL;\n");
    emit_read_value(e, type->item, "items[count]");
    text_add(t, "count++;\n} while (swage_comma(&p));\n}\n");
    if (type->least > 0)
        text_add(t, "if (count < %zu)\n    return NULL;\n", type->least);
    if (is_present_when_empty)
        text_add(t, "if (count == 0 && !(items = swage_array_grow(r, items, &cap, 0, sizeof *items)))\n    return NULL;\n");
    if (is_counted)
        text_add(t, "r->depth++;\n");
    text_add(t,
             "out->ptr = items;\n"
             "out->len = count;\n"
             "swage_array_trim(r, items, cap, count, sizeof *items);\n"
             "return swage_close(p, ']');\n"
             "}\n"
             "\n");
}

static void emit_read_fixed(struct emitter *e, const struct model_type *type, const char *name)
{
    struct text *t = &e->text;
    bool is_counted = holds_brackets(type->item);
    text_add(t,
             "static const char *%s(swage_reader *r, const char *p, %s out%s)\n"
             "{\n",
             name, type->c_type, fixed_dims(e, type));
    emit_descend(e, is_counted);
    text_add(t,
             "if (!(p = swage_open(p, '[')))\n"
             "    return NULL;\n"
             "for (size_t i = 0; i < %zu; i++) {\n"
             "if (i > 0 && !swage_comma(&p))\n"
             "    return NULL;\n",
             type->most);
    emit_read_value(e, type->item, "out[i]");
    text_add(t, "}\n");
    if (is_counted)
        text_add(t, "r->depth++;\n");
    else if (!is_float(type->item) && type->item->kind != MODEL_BOOL && type->item->kind != MODEL_STRING &&
             type->item->kind != MODEL_ENUM)
        text_add(t, "(void)r;\n");
    text_add(t, "return swage_close(swage_space(p), ']');\n}\n\n");
}

void emit_read_functions(struct emitter *e, const struct model_type *type, const char *base, bool is_present_when_empty)
{
    if (type->kind != MODEL_ARRAY && type->kind != MODEL_FIXED)
        return;
    if (emitter_find(e, type, "read"))
        return;
    emit_read_functions(e, type->item, emitter_format(e, "%s_item", base), false);
    const char *name = emitter_name(e, type, "read", base);
    if (type->kind == MODEL_ARRAY)
        emit_read_array(e, type, name, is_present_when_empty);
    else
        emit_read_fixed(e, type, name);
}

/* ---- enums ---- */

static void emit_enum_decoder(struct emitter *e, const struct model_enum *enumeration)
{
    const char *name = enumeration->c_name;
    if (enumeration->is_number) {
        text_add(&e->text,
                 "const char *%s_read(swage_reader *r, const char *p, %s *out)\n"
                 "{\n"
                 "(void)r;\n"
                 "p = swage_read_%s(p, out);\n"
                 "return p && %s_valid(*out) ? p : NULL;\n"
                 "}\n"
                 "\n",
                 name, enumeration->base->c_type, scalar_word(enumeration->base), name);
        return;
    }
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

/* ---- structs ---- */

/* The longest key, for the scratch of keys with escapes. */
static size_t longest_key(const struct model_struct *structure)
{
    size_t longest = 0;
    for (size_t i = 0; i < structure->member_count; i++)
        if (structure->members[i].key.len > longest)
            longest = structure->members[i].key.len;
    return longest;
}

static void emit_numbers(struct emitter *e, const struct model_struct *structure)
{
    text_add(&e->text, "enum {\n");
    for (size_t i = 0; i < structure->member_count; i++)
        text_add(&e->text, "%s%s\n", structure->members[i].c_constant, i + 1 < structure->member_count ? "," : "");
    text_add(&e->text, "};\n\n");
}

static void emit_find(struct emitter *e, const struct model_struct *structure, const char *name)
{
    struct text *t = &e->text;
    text_add(t, "static int %s(swage_str key)\n{\nswitch (key.len) {\n", name);
    for (size_t i = 0; i < structure->member_count; i++) {
        size_t len = structure->members[i].key.len;
        bool is_seen = false;
        for (size_t j = 0; j < i && !is_seen; j++)
            is_seen = structure->members[j].key.len == len;
        if (is_seen)
            continue;
        text_add(t, "case %zu:\n", len);
        for (size_t j = i; j < structure->member_count; j++) {
            const struct model_member *member = &structure->members[j];
            if (member->key.len != len)
                continue;
            if (len == 0)
                text_add(t, "return %s;\n", member->c_constant);
            else
                text_add(t, "if (memcmp(key.ptr, %s, %zu) == 0)\n    return %s;\n",
                         text_literal(e->pool, member->key.ptr, len), len, member->c_constant);
        }
        if (len > 0)
            text_add(t, "break;\n");
    }
    text_add(t, "default:\nbreak;\n}\nreturn -1;\n}\n\n");
}

static void emit_next(struct emitter *e, const struct model_struct *structure, const char *find, const char *name)
{
    text_add(&e->text,
             "/* Reads whatever key comes: `*member` is its number, or -1. */\n"
             "static const char *%s(swage_reader *r, const char *p, int *member)\n"
             "{\n"
             "char scratch[%zu];\n"
             "swage_str key;\n"
             "if (!(p = swage_read_key(r, p, &key, scratch, sizeof scratch)))\n"
             "    return NULL;\n"
             "*member = key.ptr ? %s(key) : -1;\n"
             "return p;\n"
             "}\n"
             "\n",
             name, longest_key(structure) + 1, find);
}

static const char *seen_word(struct emitter *e, const struct model_struct *structure, size_t word)
{
    return structure->member_count <= 64 ? "seen" : emitter_format(e, "seen[%zu]", word);
}

/* The bit of a member; an unsigned constant of the word's width. */
static const char *seen_bit(struct emitter *e, const struct model_struct *structure, size_t i)
{
    return emitter_format(e, structure->member_count <= 32 ? "0x%llxu" : "UINT64_C(0x%llx)", 1ull << (i % 64));
}

/* Whether the bytes between the quotes of the key are the key: then they can be compared as they stand. */
static bool is_plain_key(const struct model_member *member)
{
    for (size_t i = 0; i < member->key.len; i++) {
        unsigned char c = (unsigned char)member->key.ptr[i];
        if (c < ' ' || c == '"' || c == '\\')
            return false;
    }
    return true;
}

static const char *key_test(struct emitter *e, const struct model_member *member)
{
    const char *quoted = pool_printf(e->pool, "\"%.*s\":", (int)member->key.len, member->key.ptr);
    return emitter_format(e, "swage_key(r, &p, %s, %zu)", text_literal(e->pool, quoted, strlen(quoted)), member->key.len + 3);
}

/* Where the value goes, and what C must note about it being there. */
static void emit_present_value(struct emitter *e, const struct model_member *member)
{
    struct text *t = &e->text;
    const char *target = emitter_format(e, "out->%s", member->c_name);
    if (member->is_pointer) {
        const char *name = member->type->structure->c_name;
        text_add(t, "struct %s *item = swage_read_alloc(r, sizeof *item);\n", name);
        add_or_null(e, emitter_format(e, "!item || !(p = %s_read(r, p, item)) || !swage_inside(r, p)", name));
        text_add(t, "%s = item;\n", target);
        return;
    }
    emit_read_value(e, member->type, target);
    if (member->presence == MODEL_BY_HAS)
        text_add(t, "out->has.%s = true;\n", member->c_name);
}

/* What null leaves behind: nothing, since absence was set at the start; unless a default stands there. */
static void emit_null_value(struct emitter *e, const struct model_member *member)
{
    struct text *t = &e->text;
    bool has_value = member->value && member->value->kind != MODEL_VALUE_NULL;
    if (member->has_null_bit)
        text_add(t, "out->is_null.%s = true;\n", member->c_name);
    if (has_value && member->presence == MODEL_BY_HAS)
        text_add(t, "out->has.%s = false;\n", member->c_name);
    if (has_value && member->presence == MODEL_BY_POINTER)
        text_add(t, "memset(&out->%s, 0, sizeof out->%s);\n", member->c_name, member->c_name);
}

static bool null_leaves_nothing(const struct model_member *member)
{
    return !member->has_null_bit && (!member->value || member->value->kind == MODEL_VALUE_NULL);
}

static void emit_member_value(struct emitter *e, const struct model_member *member)
{
    struct text *t = &e->text;
    if (!member->is_nullable) {
        if (member->is_pointer)
            text_add(t, "{\n");
        emit_present_value(e, member);
        if (member->is_pointer)
            text_add(t, "}\n");
        return;
    }
    if (null_leaves_nothing(member)) {
        text_add(t, "if (!swage_null(r, &p)) {\n");
    } else {
        text_add(t, "if (swage_null(r, &p)) {\n");
        emit_null_value(e, member);
        text_add(t, "} else {\n");
    }
    emit_present_value(e, member);
    text_add(t, "}\n");
}

/* To the next member: falls into its case when its key stands here; passes over optional ones; else to the lookup. */
static void emit_step(struct emitter *e, const struct model_struct *structure, size_t i)
{
    struct text *t = &e->text;
    text_add(t, "if (!swage_comma(&p))\n    goto close;\n");
    size_t next = i + 1;
    if (next == structure->member_count || !is_plain_key(&structure->members[next])) {
        text_add(t, "break;\n");
        return;
    }
    bool is_required = structure->members[next].is_required || next + 1 == structure->member_count;
    text_add(t, is_required ? "if (!%s)\n    break;\n" : "if (!%s) {\n", key_test(e, &structure->members[next]));
    for (size_t j = next + 1; j < structure->member_count && j <= next + DECODE_CHAIN; j++) {
        if (is_required || structure->members[j - 1].is_required || !is_plain_key(&structure->members[j]))
            break;
        text_add(t, "if (%s) {\nmember = %s;\ncontinue;\n}\n", key_test(e, &structure->members[j]),
                 structure->members[j].c_constant);
    }
    text_add(t, is_required ? "/* fall through */\n" : "break;\n}\n/* fall through */\n");
}

static void emit_member_case(struct emitter *e, const struct model_struct *structure, size_t i)
{
    struct text *t = &e->text;
    const struct model_member *member = &structure->members[i];
    const char *seen = seen_word(e, structure, i / 64), *bit = seen_bit(e, structure, i);
    text_add(t,
             "case %s:\n"
             "if (%s & %s)\n"
             "    return NULL;\n"
             "%s |= %s;\n",
             member->c_constant, seen, bit, seen, bit);
    emit_member_value(e, member);
    emit_step(e, structure, i);
}

static void emit_required(struct emitter *e, const struct model_struct *structure)
{
    for (size_t word = 0; word * 64 < structure->member_count; word++) {
        unsigned long long required = 0;
        for (size_t i = word * 64; i < structure->member_count && i < word * 64 + 64; i++)
            if (structure->members[i].is_required)
                required |= 1ull << (i % 64);
        if (required == 0)
            continue;
        const char *mask = emitter_format(e, structure->member_count <= 32 ? "0x%llxu" : "UINT64_C(0x%llx)", required);
        text_add(&e->text, "if ((%s & %s) != %s)\n    return NULL;\n", seen_word(e, structure, word), mask, mask);
    }
}

/* All members are written by the loop when all are required and plain. */
static bool needs_init(const struct model_struct *structure)
{
    for (size_t i = 0; i < structure->member_count; i++)
        if (!structure->members[i].is_required || structure->members[i].is_nullable)
            return true;
    return false;
}

static void emit_seen(struct emitter *e, const struct model_struct *structure)
{
    if (structure->member_count <= 32)
        text_add(&e->text, "uint32_t seen = 0;\n");
    else if (structure->member_count <= 64)
        text_add(&e->text, "uint64_t seen = 0;\n");
    else
        text_add(&e->text, "uint64_t seen[%zu] = {0};\n", (structure->member_count + 63) / 64);
}

static void emit_unknown(struct emitter *e, const struct model_struct *structure)
{
    text_add(&e->text, "default:\n");
    if (structure->is_strict)
        text_add(&e->text, "return NULL;\n");
    else
        text_add(&e->text, "if (!(p = swage_skip(r, p)) || !swage_inside(r, p))\n"
                           "    return NULL;\n"
                           "if (!swage_comma(&p))\n"
                           "    goto close;\n"
                           "break;\n");
}

static void emit_read_struct(struct emitter *e, const struct model_struct *structure, const char *next)
{
    struct text *t = &e->text;
    const struct model_member *first = &structure->members[0];
    text_add(t,
             "const char *%s_read(swage_reader *r, const char *p, struct %s *out)\n"
             "{\n",
             structure->c_name, structure->c_name);
    emit_seen(e, structure);
    text_add(t, "int member;\n\n");
    emit_descend(e, true);
    text_add(t, "if (!(p = swage_open(p, '{')))\n    return NULL;\n");
    if (needs_init(structure))
        text_add(t, "%s_init(out);\n", structure->c_name);
    text_add(t, "if (*p == '}')\n    goto close;\n");
    if (is_plain_key(first))
        text_add(t, "if (%s)\n    member = %s;\nelse if (!(p = %s(r, p, &member)))\n    return NULL;\n", key_test(e, first),
                 first->c_constant, next);
    else
        text_add(t, "if (!(p = %s(r, p, &member)))\n    return NULL;\n", next);
    text_add(t, "for (;;) {\nswitch (member) {\n");
    for (size_t i = 0; i < structure->member_count; i++)
        emit_member_case(e, structure, i);
    emit_unknown(e, structure);
    text_add(t, "}\nif (!(p = %s(r, p, &member)))\n    return NULL;\n}\n\nclose:\n", next);
    emit_required(e, structure);
    text_add(t, "r->depth++;\nreturn swage_close(p, '}');\n}\n\n");
}

static void emit_decode(struct emitter *e, const struct model_struct *structure)
{
    const char *name = structure->c_name;
    text_add(&e->text,
             "enum swage_status %s_decode(swage_str json, swage_arena *arena, struct %s *out, struct swage_error *error)\n"
             "{\n"
             "swage_reader r;\n"
             "struct %s value;\n"
             "const char *p = swage_reader_open(&r, json, arena);\n"
             "if (!p || !(p = %s_read(&r, p, &value)) || p != r.end)\n"
             "    return swage_reader_explain(&r, json, &%s_type, error);\n"
             "*out = value;\n"
             "return SWAGE_OK;\n"
             "}\n"
             "\n",
             name, name, name, name, name);
}

static void emit_struct_decoder(struct emitter *e, const struct model_struct *structure)
{
    for (size_t i = 0; i < structure->member_count; i++) {
        const struct model_member *member = &structure->members[i];
        emit_read_functions(e, member->type, emitter_format(e, "%s_%s", structure->c_name, member->c_name),
                            member->presence == MODEL_BY_POINTER);
    }
    const char *find = emitter_name(e, structure, "find", emitter_format(e, "%s_member", structure->c_name));
    const char *next = emitter_name(e, structure, "next", emitter_format(e, "%s_member", structure->c_name));
    emit_numbers(e, structure);
    emit_find(e, structure, find);
    emit_next(e, structure, find, next);
    emit_read_struct(e, structure, next);
    emit_decode(e, structure);
}

void emit_decoders(struct emitter *e)
{
    text_banner(&e->text, "decode");
    for (size_t i = 0; i < e->model->decl_count; i++) {
        const struct model_decl *decl = &e->model->decls[i];
        if (decl->kind == MODEL_DECL_ENUM)
            emit_enum_decoder(e, decl->enumeration);
        if (decl->kind == MODEL_DECL_STRUCT)
            emit_struct_decoder(e, decl->structure);
    }
}
