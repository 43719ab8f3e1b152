/* SPDX-License-Identifier: MIT */
/* Members come in the order of the schema, whatever the document's was, with defaults for those that are missing. */
#include "config.h"

#include "validate/canonical.h"

#include "model/name_map.h"
#include "syntax/pool.h"
#include "validate/floats.h"
#include "validate/jsontree.h"
#include "validate/octets.h"
#include "validate/walk.h"
#include "validate/writing.h"

#include <inttypes.h>
#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

/* ---- lists ---- */

/* Puts a comma between what is written, and nothing before the first. */
static void separate(struct writing *out, bool *is_first)
{
    writing_put(out, *is_first ? "" : ",");
    *is_first = false;
}

static void write_key(struct writing *out, bool *is_first, struct model_text key)
{
    separate(out, is_first);
    writing_string(out, key);
    writing_put(out, ":");
}

/* ---- scalars ---- */

static bool is_unsigned(const struct model_type *type)
{
    return type->kind >= MODEL_UINT8 && type->kind <= MODEL_UINT64;
}

static const char *number_text(struct pool *pool, const struct model_type *type, const char *number)
{
    double value;
    if (type->kind == MODEL_ENUM)
        type = type->enumeration->base;
    if (type->kind == MODEL_DECIMAL)
        return number;
    if (is_unsigned(type))
        return pool_printf(pool, "%" PRIu64, (uint64_t)strtoull(number, NULL, 10));
    if (walk_is_integer(type))
        return pool_printf(pool, "%" PRId64, (int64_t)strtoll(number, NULL, 10));
    return floats_read(type->kind, number, &value) ? floats_write(pool, type->kind, value) : number;
}

static void write_number(struct writing *out, const struct model_type *type, const char *number)
{
    const char *quote = type->is_quoted ? "\"" : "";
    writing_put(out, quote);
    writing_put(out, number_text(out->pool, type, number));
    writing_put(out, quote);
}

static void write_bytes(struct writing *out, const struct model_type *type, struct model_text bytes)
{
    writing_string(out, octets_encode(out->pool, type->encoding, bytes));
}

static void write_text(struct writing *out, const struct model_type *type, struct model_text text)
{
    struct model_text bytes;
    if (type->kind == MODEL_BYTES && octets_decode(out->pool, type->encoding, text, &bytes))
        write_bytes(out, type, bytes);
    else if (type->kind == MODEL_STRING || type->kind == MODEL_ENUM)
        writing_string(out, text);
    else
        write_number(out, type, pool_copy(out->pool, text.ptr, text.len));
}

static void write_scalar(struct writing *out, const struct model_type *type, struct json_object *value)
{
    switch (jsontree_kind(value)) {
    case JSONTREE_BOOL: writing_put(out, json_object_get_boolean(value) ? "true" : "false"); break;
    case JSONTREE_NUMBER: write_number(out, type, jsontree_span(value)->number); break;
    default: write_text(out, type, jsontree_text(value)); break;
    }
}

/* ---- defaults ---- */

static void write_default(struct writing *out, const struct model_type *type, const struct model_value *value);

static void write_default_list(struct writing *out, const struct model_type *type, const struct model_value *value)
{
    bool is_first = true;
    writing_put(out, "[");
    for (size_t i = 0; i < value->item_count; i++) {
        separate(out, &is_first);
        write_default(out, type->item, value->items[i]);
    }
    writing_put(out, "]");
}

static void write_default_object(struct writing *out, const struct model_struct *structure,
                                 const struct model_value *value)
{
    bool is_first = true;
    writing_put(out, "{");
    for (size_t i = 0; i < structure->member_count; i++) {
        const struct model_member *member = &structure->members[i];
        const struct model_value *item = value->items[i] != NULL ? value->items[i] : member->value;
        if (item == NULL)
            continue;
        write_key(out, &is_first, member->key);
        write_default(out, member->type, item);
    }
    writing_put(out, "}");
}

static void write_default_text(struct writing *out, const struct model_type *type, const struct model_value *value)
{
    if (type->kind == MODEL_DECIMAL)
        write_number(out, type, value->text.ptr);
    else if (type->kind == MODEL_JSON)
        writing_add(out, value->text.ptr, value->text.len);
    else
        writing_string(out, value->text);
}

static void write_default_enum(struct writing *out, const struct model_type *type,
                               const struct model_enumerator *enumerator)
{
    if (type->enumeration->is_number)
        writing_put(out, pool_printf(out->pool, "%" PRId64, enumerator->number));
    else
        writing_string(out, enumerator->text);
}

static void write_default(struct writing *out, const struct model_type *type, const struct model_value *value)
{
    if (value == NULL || value->kind == MODEL_VALUE_NULL) {
        writing_put(out, "null");
        return;
    }
    while (type->kind == MODEL_MAYBE || type->kind == MODEL_EXTERN)
        type = type->item;
    switch (value->kind) {
    case MODEL_VALUE_NULL: break;
    case MODEL_VALUE_BOOL: writing_put(out, value->boolean ? "true" : "false"); break;
    case MODEL_VALUE_INTEGER: write_number(out, type, pool_printf(out->pool, "%" PRId64, value->integer)); break;
    case MODEL_VALUE_UNSIGNED: write_number(out, type, pool_printf(out->pool, "%" PRIu64, value->unsign)); break;
    case MODEL_VALUE_FLOAT: write_number(out, type, value->c_float); break;
    case MODEL_VALUE_STRING: write_default_text(out, type, value); break;
    case MODEL_VALUE_ENUM: write_default_enum(out, type, value->enumerator); break;
    case MODEL_VALUE_EMPTY: writing_put(out, type->kind == MODEL_MAP ? "{}" : "[]"); break;
    case MODEL_VALUE_BYTES: write_bytes(out, type, value->text); break;
    case MODEL_VALUE_LIST: write_default_list(out, type, value); break;
    case MODEL_VALUE_OBJECT: write_default_object(out, type->structure, value); break;
    }
}

/* ---- structs ---- */

/* The values of an object by their keys; what is in the map are pointers to them, as null is a NULL pointer. */
static struct name_map map_members(struct pool *pool, struct json_object *object)
{
    struct name_map map = NAME_MAP_INIT(pool);
    json_object_object_foreach(object, key, value)
    {
        struct model_text text = jsontree_key(pool, key);
        struct json_object **held = pool_alloc(pool, sizeof(*held));
        *held = value;
        name_map_add(&map, text.ptr, text.len, held);
    }
    return map;
}

/* `is_first` is false where the tag of a union stands already. */
static void write_members(struct writing *out, const struct model_struct *structure, struct json_object *object,
                          bool is_first)
{
    struct name_map map = map_members(out->pool, object);
    for (size_t i = 0; i < structure->member_count; i++) {
        const struct model_member *member = &structure->members[i];
        struct json_object **held = name_map_find(&map, member->key.ptr, member->key.len);
        if (held == NULL && member->value == NULL)
            continue;
        write_key(out, &is_first, member->key);
        if (held != NULL)
            canonical_write(out, member->type, *held);
        else
            write_default(out, member->type, member->value);
    }
}

/* ---- unions ---- */

static void write_union(struct writing *out, const struct model_union *choice, struct json_object *value)
{
    struct json_object *content;
    bool is_first = true;
    const struct model_variant *variant = walk_variant(out->pool, choice, value, &content);
    if (choice->tagging == MODEL_TAG_NONE) {
        canonical_write(out, variant->type, value);
        return;
    }
    writing_put(out, "{");
    if (choice->tagging != MODEL_TAG_EXTERNAL) {
        write_key(out, &is_first, choice->tag_key);
        writing_string(out, variant->tag);
    }
    if (choice->tagging == MODEL_TAG_INTERNAL) {
        write_members(out, variant->type->structure, value, false);
    } else {
        write_key(out, &is_first, choice->tagging == MODEL_TAG_ADJACENT ? choice->content_key : variant->tag);
        canonical_write(out, variant->type, content);
    }
    writing_put(out, "}");
}

/* ---- arrays and maps ---- */

static void write_items(struct writing *out, const struct model_type *item, struct json_object *array)
{
    bool is_first = true;
    writing_put(out, "[");
    for (size_t i = 0; i < json_object_array_length(array); i++) {
        separate(out, &is_first);
        canonical_write(out, item, json_object_array_get_idx(array, i));
    }
    writing_put(out, "]");
}

static struct model_text key_text(struct pool *pool, const struct model_type *type, struct model_text key)
{
    if (!walk_is_integer(type))
        return key;
    const char *text = number_text(pool, type, pool_copy(pool, key.ptr, key.len));
    return (struct model_text){text, strlen(text)};
}

static void write_entries(struct writing *out, const struct model_type *type, struct json_object *object)
{
    bool is_first = true;
    writing_put(out, "{");
    json_object_object_foreach(object, key, value)
    {
        write_key(out, &is_first, key_text(out->pool, type->key, jsontree_key(out->pool, key)));
        canonical_write(out, type->item, value);
    }
    writing_put(out, "}");
}

/* ---- all ---- */

void canonical_write(struct writing *out, const struct model_type *type, struct json_object *value)
{
    if (value == NULL) {
        writing_put(out, "null");
        return;
    }
    const struct jsontree_span *span = jsontree_span(value);
    switch (type->kind) {
    case MODEL_STRUCT:
        writing_put(out, "{");
        write_members(out, type->structure, value, true);
        writing_put(out, "}");
        break;
    case MODEL_UNION: write_union(out, type->choice, value); break;
    case MODEL_ARRAY:
    case MODEL_FIXED: write_items(out, type->item, value); break;
    case MODEL_MAP: write_entries(out, type, value); break;
    case MODEL_MAYBE:
    case MODEL_EXTERN: canonical_write(out, type->item, value); break;
    case MODEL_JSON: writing_add(out, span->begin, (size_t)(span->end - span->begin)); break;
    default: write_scalar(out, type, value); break;
    }
}
