/* SPDX-License-Identifier: MIT */
/*
 * Defaults as C. Scalars and texts are constants where they stand; lists become static arrays in front of the function
 * that uses them, structs behind pointers static structs.
 */
#include "config.h"

#include "emit/emitter.h"

#include <string.h>

static const char *initializer(struct emitter *e, const struct model_value *value, const struct model_type *type);

/* ---- scalars and texts ---- */

static const char *quoted(struct emitter *e, struct model_text text)
{
    return text_literal(e->pool, text.ptr, text.len);
}

/* A constant of what C holds without braces. */
static const char *scalar(struct emitter *e, const struct model_value *value)
{
    switch (value->kind) {
    case MODEL_VALUE_BOOL: return value->boolean ? "true" : "false";
    case MODEL_VALUE_INTEGER: return int_constant(e, value->integer);
    case MODEL_VALUE_UNSIGNED: return uint_constant(e, value->unsign);
    case MODEL_VALUE_FLOAT: return value->c_float;
    case MODEL_VALUE_ENUM: return value->enumerator->c_name;
    default: return "0";
    }
}

static bool is_braced(const struct model_type *type)
{
    return !is_scalar(type) && type->kind != MODEL_EXTERN;
}

/* ---- what stands in braces ---- */

/* "a, b, c" of texts, some of which may be NULL; in one go, for there may be many. */
static const char *join(struct emitter *e, const char *const *texts, size_t count)
{
    size_t len = 0;
    for (size_t i = 0; i < count; i++)
        len += texts[i] ? strlen(texts[i]) + 2 : 0;
    char *all = pool_alloc(e->pool, len + 1), *at = all;
    for (size_t i = 0; i < count; i++) {
        if (!texts[i])
            continue;
        if (at > all)
            at = stpcpy(at, ", ");
        at = stpcpy(at, texts[i]);
    }
    return all;
}

static const char *list_of(struct emitter *e, const struct model_value *value, const struct model_type *type)
{
    const char **items = pool_alloc(e->pool, value->item_count * sizeof *items);
    for (size_t i = 0; i < value->item_count; i++)
        items[i] = initializer(e, value->items[i], type->item);
    return join(e, items, value->item_count);
}

static bool is_empty(const struct model_value *value)
{
    return value->kind == MODEL_VALUE_EMPTY || (value->kind == MODEL_VALUE_LIST && value->item_count == 0);
}

/* Where NULL says that there is none (or null) an empty one has a constant to point at. */
static const char *empty(struct emitter *e, const struct model_value *value)
{
    const char *name = emitter_find(e, value, "default");
    return name ? emitter_format(e, "{%s, 0}", name) : "{NULL, 0}";
}

static bool is_null(const struct model_value *value)
{
    return !value || value->kind == MODEL_VALUE_NULL;
}

static const char *maybe(struct emitter *e, const struct model_value *value, const struct model_type *type)
{
    if (is_object(type->item))
        return is_null(value) ? "NULL" : emitter_format(e, "&%s", emitter_find(e, value, "default"));
    if (is_boxed(type))
        return is_null(value) ? "{0}" : emitter_format(e, "{true, %s}", initializer(e, value, type->item));
    return is_null(value) ? "{NULL, 0}" : initializer(e, value, type->item);
}

static const char *member_initializer(struct emitter *e, const struct model_member *member, const struct model_value *value)
{
    if (member->is_pointer)
        return emitter_format(e, "&%s", emitter_find(e, value, "default"));
    return initializer(e, value, member->type);
}

/* What is set in an object: members, and the bits of those that are there and of those that are null. */
struct fields {
    const char **members, **bits, **nulls;
};

static void set_field(struct emitter *e, const struct fields *fields, size_t i, const struct model_member *member,
                      const struct model_value *value)
{
    if (value->kind == MODEL_VALUE_NULL) {
        if (member->has_null_bit)
            fields->nulls[i] = emitter_format(e, ".%s = true", member->c_name);
        return;
    }
    fields->members[i] = emitter_format(e, ".%s = %s", member->c_name, member_initializer(e, member, value));
    if (member->presence == MODEL_BY_HAS)
        fields->bits[i] = emitter_format(e, ".%s = true", member->c_name);
}

static const char *zero(struct emitter *e, const struct model_type *type);

/* A struct of which nothing is set. {0} stands for it unless what comes first has braces of its own: gcc misses them. */
static const char *zero_object(struct emitter *e, const struct model_struct *structure)
{
    const struct model_member *first = structure->members;
    if (structure->member_count == 0 || first->is_pointer || is_scalar(first->type))
        return "{0}";
    return emitter_format(e, "{.%s = %s}", first->c_name, zero(e, first->type));
}

static const char *zero(struct emitter *e, const struct model_type *type)
{
    if (type->kind == MODEL_STRUCT)
        return zero_object(e, type->structure);
    if (type->kind == MODEL_FIXED)
        return emitter_format(e, "{%s}", zero(e, type->item));
    if (type->kind == MODEL_MAYBE && is_object(type->item))
        return "NULL";
    if (is_scalar(type))
        return is_text_enum(type) ? emitter_format(e, "%s_UNSET", type->enumeration->c_upper) : type->kind == MODEL_BOOL ? "false" : "0";
    bool has_ptr_first = !is_open_enum(type) && type->kind != MODEL_UNION && type->kind != MODEL_EXTERN && !is_boxed(type);
    return has_ptr_first ? "{NULL, 0}" : "{0}";
}

static const char *object(struct emitter *e, const struct model_value *value, const struct model_struct *structure)
{
    size_t count = structure->member_count;
    struct fields fields = {.members = pool_alloc(e->pool, (count + 2) * sizeof *fields.members),
                            .bits = pool_alloc(e->pool, count * sizeof *fields.bits),
                            .nulls = pool_alloc(e->pool, count * sizeof *fields.nulls)};
    for (size_t i = 0; i < count; i++) {
        const struct model_value *item = value->items[i] ? value->items[i] : structure->members[i].value;
        if (item)
            set_field(e, &fields, i, &structure->members[i], item);
    }
    const char *bits = join(e, fields.bits, count), *nulls = join(e, fields.nulls, count);
    if (*bits)
        fields.members[count] = emitter_format(e, ".has = {%s}", bits);
    if (*nulls)
        fields.members[count + 1] = emitter_format(e, ".is_null = {%s}", nulls);
    const char *members = join(e, fields.members, count + 2);
    return *members ? emitter_format(e, "{%s}", members) : zero_object(e, structure);
}

static const char *initializer(struct emitter *e, const struct model_value *value, const struct model_type *type)
{
    if (type->kind == MODEL_MAYBE)
        return maybe(e, value, type);
    switch (value->kind) {
    case MODEL_VALUE_STRING: return emitter_format(e, "SWAGE_STR_INIT(%s)", quoted(e, value->text));
    case MODEL_VALUE_BYTES:
        return emitter_format(e, "{(const unsigned char *)%s, %zu}", quoted(e, value->text), value->text.len);
    case MODEL_VALUE_ENUM:
        if (is_open_enum(type))
            return emitter_format(e, "{%s, SWAGE_STR_INIT(%s)}", value->enumerator->c_name, quoted(e, value->enumerator->text));
        break;
    case MODEL_VALUE_EMPTY: return empty(e, value);
    case MODEL_VALUE_LIST:
        if (type->kind == MODEL_FIXED)
            return emitter_format(e, "{%s}", list_of(e, value, type));
        return value->item_count == 0 ? empty(e, value)
                                      : emitter_format(e, "{%s, %zu}", emitter_find(e, value, "default"), value->item_count);
    case MODEL_VALUE_OBJECT: return object(e, value, type->structure);
    default: break;
    }
    return scalar(e, value);
}

/* ---- static objects ---- */

void emit_static(struct emitter *e, const struct model_value *value, const struct model_type *type, const char *base)
{
    if (!emitter_find(e, value, "default"))
        text_add(&e->text, "static %s = %s;\n\n", c_constant(e, type, emitter_name(e, value, "default", base)),
                 initializer(e, value, type));
}

void emit_empty(struct emitter *e, const struct model_value *value, const struct model_type *type, const char *base)
{
    if ((type->kind != MODEL_ARRAY && type->kind != MODEL_MAP) || !is_empty(value) || emitter_find(e, value, "default"))
        return;
    const char *one = emitter_format(e, "%s[1]", emitter_name(e, value, "default", base));
    text_add(&e->text, "static %s = {0};\n\n",
             type->kind == MODEL_ARRAY ? c_constant(e, type->item, one) : emitter_format(e, "const %s_entry %s", type->c_type, one));
}

static void emit_object_constants(struct emitter *e, const struct model_value *value, const struct model_struct *structure,
                                  const char *base)
{
    for (size_t i = 0; i < structure->member_count; i++) {
        const struct model_member *member = &structure->members[i];
        const struct model_value *item = value->items[i] ? value->items[i] : member->value;
        const char *name = emitter_format(e, "%s_%s", base, member->c_name);
        if (is_null(item))
            continue;
        emit_constants(e, item, member->type, name);
        if (member->presence == MODEL_BY_POINTER)
            emit_empty(e, item, member->type, name);
        if (member->is_pointer)
            emit_static(e, item, member->type, name);
    }
}

static void emit_item_constants(struct emitter *e, const struct model_value *value, const struct model_type *item,
                                const char *base)
{
    if (is_null(value))
        return;
    const struct model_type *inner = item->kind == MODEL_MAYBE ? item->item : item;
    emit_constants(e, value, inner, base);
    if (item->kind == MODEL_MAYBE)
        emit_empty(e, value, inner, base);
    if (item->kind == MODEL_MAYBE && is_object(inner))
        emit_static(e, value, inner, base);
}

void emit_constants(struct emitter *e, const struct model_value *value, const struct model_type *type, const char *base)
{
    if (value->kind == MODEL_VALUE_OBJECT) {
        emit_object_constants(e, value, type->structure, base);
        return;
    }
    if (value->kind != MODEL_VALUE_LIST || emitter_find(e, value, "default"))
        return;
    for (size_t i = 0; i < value->item_count; i++)
        emit_item_constants(e, value->items[i], type->item, emitter_format(e, "%s_%zu", base, i));
    if (type->kind != MODEL_ARRAY || value->item_count == 0)
        return;
    const char *name = emitter_name(e, value, "default", base);
    const char *list = list_of(e, value, type);
    text_add(&e->text, "static %s = {%s};\n\n", c_constant(e, type->item, emitter_format(e, "%s[%zu]", name, value->item_count)),
             list);
}

/* ---- assignment ---- */

void emit_assign(struct emitter *e, const struct model_value *value, const struct model_type *type, const char *target)
{
    const char *constant = initializer(e, value, type);
    if (!is_braced(type))
        text_add(&e->text, "%s = %s;\n", target, constant);
    else if (type->kind == MODEL_FIXED)
        text_add(&e->text, "{\nstatic %s = %s;\nmemcpy(%s, value, sizeof value);\n}\n", c_constant(e, type, "value"),
                 constant, target);
    else if (value->kind == MODEL_VALUE_STRING)
        text_add(&e->text, "%s = SWAGE_STR(%s);\n", target, quoted(e, value->text));
    else if (is_empty(value) && !emitter_find(e, value, "default"))
        text_add(&e->text, "memset(&%s, 0, sizeof %s);\n", target, target);
    else
        text_add(&e->text, "{\nstatic %s = %s;\n%s = value;\n}\n", c_constant(e, type, "value"), constant, target);
}
