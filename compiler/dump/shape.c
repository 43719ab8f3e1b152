/* SPDX-License-Identifier: MIT */
/* Numbers keep the digits that the schema gave them where a double would lose some. */
#include "config.h"

#include "dump/shape.h"

#include <stdlib.h>
#include <string.h>

/* ---- values ---- */

static char *encode_hex(const unsigned char *ptr, size_t len, char *out)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < len; i++) {
        *out++ = digits[ptr[i] >> 4];
        *out++ = digits[ptr[i] & 15];
    }
    return out;
}

/* RFC 4648 4 and 5; the form for URLs has no padding. */
static char *encode_base64(const unsigned char *ptr, size_t len, bool is_url, char *out)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    for (size_t i = 0; i < len; i += 3) {
        size_t count = len - i < 3 ? len - i : 3;
        uint32_t bits = (uint32_t)ptr[i] << 16;
        bits |= count > 1 ? (uint32_t)ptr[i + 1] << 8 : 0;
        bits |= count > 2 ? ptr[i + 2] : 0;
        for (size_t k = 0; k < 4; k++) {
            uint32_t digit = bits >> (18 - 6 * k) & 63;
            if (k <= count)
                *out++ = digit < 62 ? digits[digit] : is_url ? "-_"[digit - 62] : "+/"[digit - 62];
            else if (!is_url)
                *out++ = '=';
        }
    }
    return out;
}

static struct json_object *bytes_value(struct part_maker *m, struct model_text text, enum model_encoding encoding)
{
    const unsigned char *ptr = (const unsigned char *)text.ptr;
    char *room = malloc(text.len * 2 + 4), *end;
    if (room == NULL) {
        m->has_failed = true;
        return NULL;
    }
    if (encoding == MODEL_HEX)
        end = encode_hex(ptr, text.len, room);
    else
        end = encode_base64(ptr, text.len, encoding == MODEL_BASE64URL, room);
    struct json_object *node = part_text(m, room, (size_t)(end - room));
    free(room);
    return node;
}

static struct json_object *list_value(struct part_maker *m, const struct model_value *value,
                                      const struct model_type *type)
{
    const struct model_type *item = type->item->kind == MODEL_MAYBE ? type->item->item : type->item;
    struct json_object *list = part_array(m);
    for (size_t i = 0; i < value->item_count; i++)
        part_append(m, list, shape_value(m, value->items[i], item));
    return list;
}

/* Keys come from the schema, and live as long as the model. */
static struct json_object *object_value(struct part_maker *m, const struct model_value *value,
                                        const struct model_struct *structure)
{
    struct json_object *object = part_object(m);
    for (size_t i = 0; i < value->item_count; i++)
        if (value->items[i] != NULL)
            part_put(m, object, structure->members[i].key.ptr,
                     shape_value(m, value->items[i], structure->members[i].type));
    return object;
}

static struct json_object *enum_value(struct part_maker *m, const struct model_enumerator *enumerator, bool is_number)
{
    return is_number ? part_int(m, enumerator->number) : part_text(m, enumerator->text.ptr, enumerator->text.len);
}

static struct json_object *plain_value(struct part_maker *m, const struct model_value *value,
                                       const struct model_type *type)
{
    bool is_raw = type->kind == MODEL_DECIMAL || type->kind == MODEL_JSON;
    switch (value->kind) {
    case MODEL_VALUE_NULL: break;
    case MODEL_VALUE_BOOL: return part_bool(m, value->boolean);
    case MODEL_VALUE_INTEGER: return part_int(m, value->integer);
    case MODEL_VALUE_UNSIGNED: return part_uint(m, value->unsign);
    case MODEL_VALUE_FLOAT: return part_number(m, value->c_float);
    case MODEL_VALUE_STRING:
        return is_raw ? part_raw(m, value->text.ptr) : part_text(m, value->text.ptr, value->text.len);
    case MODEL_VALUE_ENUM: return enum_value(m, value->enumerator, type->enumeration->is_number);
    case MODEL_VALUE_EMPTY: return type->kind == MODEL_MAP ? part_object(m) : part_array(m);
    case MODEL_VALUE_BYTES: return bytes_value(m, value->text, type->encoding);
    case MODEL_VALUE_LIST: return list_value(m, value, type);
    case MODEL_VALUE_OBJECT: return object_value(m, value, type->structure);
    }
    return NULL;
}

struct json_object *shape_value(struct part_maker *m, const struct model_value *value, const struct model_type *type)
{
    if (value == NULL || value->kind == MODEL_VALUE_NULL)
        return NULL;
    struct json_object *node = plain_value(m, value, type);
    if (!type->is_quoted || node == NULL)
        return node;
    const char *digits = json_object_to_json_string(node);
    struct json_object *quoted = part_text(m, digits, strlen(digits));
    json_object_put(node);
    return quoted;
}

/* ---- types ---- */

static const char *kind_name(enum model_kind kind)
{
    static const char *const names[] = {
        [MODEL_BOOL] = "bool",     [MODEL_INT8] = "int8",       [MODEL_INT16] = "int16",     [MODEL_INT32] = "int32",
        [MODEL_INT64] = "int64",   [MODEL_UINT8] = "uint8",     [MODEL_UINT16] = "uint16",   [MODEL_UINT32] = "uint32",
        [MODEL_UINT64] = "uint64", [MODEL_FLOAT32] = "float32", [MODEL_FLOAT64] = "float64", [MODEL_STRING] = "string",
        [MODEL_BYTES] = "bytes",   [MODEL_DECIMAL] = "decimal", [MODEL_JSON] = "json",       [MODEL_STRUCT] = "struct",
        [MODEL_UNION] = "union",   [MODEL_ENUM] = "enum",       [MODEL_EXTERN] = "extern",   [MODEL_ARRAY] = "array",
        [MODEL_FIXED] = "fixed",   [MODEL_MAP] = "map",         [MODEL_MAYBE] = "nullable",
    };
    return names[kind];
}

static const char *format_name(enum model_format format)
{
    static const char *const names[] = {
        [MODEL_FORMAT_NONE] = NULL,           [MODEL_FORMAT_EMAIL] = "email",       [MODEL_FORMAT_URI] = "uri",
        [MODEL_FORMAT_UUID] = "uuid",         [MODEL_FORMAT_HOSTNAME] = "hostname", [MODEL_FORMAT_IPV4] = "ipv4",
        [MODEL_FORMAT_IPV6] = "ipv6",         [MODEL_FORMAT_DATE] = "date",         [MODEL_FORMAT_TIME] = "time",
        [MODEL_FORMAT_DATETIME] = "datetime", [MODEL_FORMAT_DURATION] = "duration",
    };
    return names[format];
}

void shape_put_name(struct part_maker *m, struct json_object *to, const char *name, const char *home)
{
    part_put_text(m, to, "name", name);
    part_put_text(m, to, "home", home);
}

static void put_declared(struct part_maker *m, struct json_object *to, const struct model_type *type)
{
    switch (type->kind) {
    case MODEL_STRUCT: shape_put_name(m, to, type->structure->name, type->structure->home); break;
    case MODEL_UNION: shape_put_name(m, to, type->choice->name, type->choice->home); break;
    case MODEL_ENUM: shape_put_name(m, to, type->enumeration->name, type->enumeration->home); break;
    case MODEL_EXTERN: shape_put_name(m, to, type->external->name, type->external->home); break;
    default: break;
    }
}

static void put_number_bound(struct part_maker *m, struct json_object *to, const char *key, const char *open_key,
                             const char *text, bool is_open)
{
    if (text == NULL)
        return;
    part_put(m, to, key, part_number(m, text));
    part_put_flag(m, to, open_key, is_open);
}

static void put_number(struct part_maker *m, struct json_object *to, const struct model_type *type)
{
    if (type->kind >= MODEL_INT8 && type->kind <= MODEL_INT64) {
        part_put(m, to, "min", part_int(m, type->min));
        part_put(m, to, "max", part_int(m, type->max));
    } else if (type->kind >= MODEL_UINT8 && type->kind <= MODEL_UINT64) {
        part_put(m, to, "min", part_uint(m, type->umin));
        part_put(m, to, "max", part_uint(m, type->umax));
    } else {
        put_number_bound(m, to, "min", "above_min", type->low_text, type->low_open);
        put_number_bound(m, to, "max", "below_max", type->high_text, type->high_open);
    }
    if (type->step > 0)
        part_put(m, to, "multiple_of", part_uint(m, type->step));
    else if (type->step_text != NULL)
        part_put(m, to, "multiple_of", part_number(m, type->step_text));
}

static void put_text(struct part_maker *m, struct json_object *to, const struct model_type *type)
{
    part_put_text(m, to, "format", format_name(type->format));
    part_put_flag(m, to, "nul", type->allows_nul);
    if (type->pattern_count == 0)
        return;
    struct json_object *patterns = part_array(m);
    for (size_t i = 0; i < type->pattern_count; i++)
        part_append(m, patterns, part_text(m, type->patterns[i]->text, strlen(type->patterns[i]->text)));
    part_put(m, to, "patterns", patterns);
}

static void put_rules(struct part_maker *m, struct json_object *to, const struct model_type *type)
{
    static const char *const encodings[] = {"base64", "base64url", "hex"};
    bool has_length = type->kind == MODEL_STRING || type->kind == MODEL_BYTES || type->kind == MODEL_ARRAY ||
                      type->kind == MODEL_FIXED || type->kind == MODEL_MAP;
    if (has_length) {
        part_put_size(m, to, "least", type->least);
        part_put_size(m, to, "most", type->most);
    }
    if (type->kind == MODEL_STRING)
        put_text(m, to, type);
    if (type->kind == MODEL_BYTES && !type->is_file)
        part_put_text(m, to, "encoding", encodings[type->encoding]);
    part_put_flag(m, to, "file", type->is_file);
    part_put_text(m, to, "media", type->media);
    if ((type->kind >= MODEL_INT8 && type->kind <= MODEL_FLOAT64) || type->kind == MODEL_DECIMAL)
        put_number(m, to, type);
    part_put_flag(m, to, "quoted", type->is_quoted);
    part_put_flag(m, to, "unique", type->is_unique);
    part_put_flag(m, to, "secret", type->is_secret);
}

struct json_object *shape_type(struct part_maker *m, const struct model_type *type)
{
    struct json_object *node = part_object(m);
    part_put_text(m, node, "kind", kind_name(type->kind));
    part_put_text(m, node, "schema", type->schema);
    part_put_text(m, node, "c_type", type->c_type);
    put_declared(m, node, type);
    if (type->alias != NULL) {
        struct json_object *alias = part_object(m);
        shape_put_name(m, alias, type->alias->name, type->alias->home);
        part_put(m, node, "typedef", alias);
    }
    put_rules(m, node, type);
    if (type->kind == MODEL_MAP)
        part_put(m, node, "key", shape_type(m, type->key));
    if (type->item != NULL)
        part_put(m, node, type->kind == MODEL_EXTERN ? "base" : "item", shape_type(m, type->item));
    return node;
}

/* ---- around them ---- */

void shape_put_default(struct part_maker *m, struct json_object *to, const struct model_value *value,
                       const struct model_type *type)
{
    if (value != NULL)
        part_put(m, to, "default", shape_value(m, value, type));
}

static struct json_object *reject(struct part_maker *m, const struct model_example *example)
{
    struct json_object *node = part_object(m);
    part_put(m, node, "json", part_raw(m, example->json.ptr));
    part_put_text(m, node, "at", example->pointer);
    return node;
}

void shape_put_examples(struct part_maker *m, struct json_object *to, const struct model_examples *examples)
{
    struct json_object *good = part_array(m), *bad = part_array(m);
    for (size_t i = 0; i < examples->count; i++) {
        const struct model_example *example = &examples->items[i];
        if (example->is_reject)
            part_append(m, bad, reject(m, example));
        else
            part_append(m, good, part_raw(m, example->json.ptr));
    }
    /* NULL, without memory, has no length to ask for. */
    if (good != NULL && json_object_array_length(good) > 0)
        part_put(m, to, "examples", json_object_get(good));
    if (bad != NULL && json_object_array_length(bad) > 0)
        part_put(m, to, "rejects", json_object_get(bad));
    json_object_put(good);
    json_object_put(bad);
}

void shape_put_presence(struct part_maker *m, struct json_object *to, enum model_presence presence)
{
    static const char *const names[] = {"always", "pointer", "has"};
    part_put_text(m, to, "c_presence", names[presence]);
}
