/* SPDX-License-Identifier: MIT */
/* Types hold one another in cycles: the table of a struct or union is entered before it is filled. */
#include "config.h"

#include "sample/collect.h"

#include "model/name_map.h"

#include <swage/explain.h>
#include <swage/read.h>

#include <stdlib.h>

struct tables {
    struct pool *pool;
    struct name_map map; /* from the bytes of a pointer to its table */
};

static const struct swage_type *make(struct tables *tables, const struct model_type *type);

static swage_str str_of(struct model_text text)
{
    return swage_str_of(text.ptr, text.len);
}

static swage_str str_from(const char *text)
{
    return text == NULL ? (swage_str){NULL, 0} : swage_str_from(text);
}

static bool is_signed(const struct model_type *type)
{
    return type->kind >= MODEL_INT8 && type->kind <= MODEL_INT64;
}

static unsigned flags_of(const struct model_type *type)
{
    bool is_list = type->kind == MODEL_ARRAY || type->kind == MODEL_FIXED || type->kind == MODEL_MAP;
    unsigned flags = 0;
    flags |= type->is_unique ? SWAGE_TYPE_UNIQUE : 0u;
    flags |= type->is_quoted ? SWAGE_TYPE_QUOTED : 0u;
    flags |= type->allows_nul ? SWAGE_TYPE_NUL : 0u;
    flags |= type->low_open ? SWAGE_TYPE_ABOVE : 0u;
    flags |= type->high_open ? SWAGE_TYPE_BELOW : 0u;
    flags |= type->is_secret ? SWAGE_TYPE_SECRET : 0u;
    flags |= is_list && type->item->kind == MODEL_MAYBE ? SWAGE_MEMBER_NULLABLE : 0u;
    return flags;
}

/* ---- scalars ---- */

static void set_integer(struct swage_type *out, const struct model_type *type)
{
    out->kind = is_signed(type) ? SWAGE_KIND_INTEGER : SWAGE_KIND_UNSIGNED;
    out->bits = 8u << (type->kind - (is_signed(type) ? MODEL_INT8 : MODEL_UINT8));
    out->min = type->min;
    out->max = type->max;
    out->umin = type->umin;
    out->umax = type->umax;
    out->step = type->step > 1 ? type->step : 0;
}

static void set_float(struct swage_type *out, const struct model_type *type)
{
    out->kind = type->kind == MODEL_FLOAT32 ? SWAGE_KIND_FLOAT32 : SWAGE_KIND_FLOAT64;
    out->low = type->has_low ? type->low : -HUGE_VAL;
    out->high = type->has_high ? type->high : HUGE_VAL;
    if (type->step_text == NULL)
        return;
    out->step_digits = strtod(type->step_digits, NULL);
    out->step_scale = strtod(type->step_scale, NULL);
}

static void set_decimal(struct tables *tables, struct swage_type *out, const struct model_type *type)
{
    swage_str *bounds = pool_alloc(tables->pool, 2 * sizeof *bounds);
    bounds[0] = str_from(type->low_text);
    bounds[1] = str_from(type->high_text);
    out->kind = SWAGE_KIND_DECIMAL;
    out->words = bounds;
    out->count = 2;
}

static const struct swage_pattern *pattern_of(struct tables *tables, const struct model_pattern *pattern)
{
    struct swage_pattern *out = pool_alloc(tables->pool, sizeof *out);
    unsigned char *accepts = pool_alloc(tables->pool, pattern->state_count);
    for (size_t i = 0; i < pattern->state_count; i++)
        accepts[i] = pattern->accepts[i];
    *out = (struct swage_pattern){.text = pattern->text,
                                  .class_of = pattern->classes,
                                  .next = pattern->next,
                                  .accepts = accepts,
                                  .class_count = (unsigned)pattern->class_count};
    return out;
}

static void set_string(struct tables *tables, struct swage_type *out, const struct model_type *type)
{
    static const enum swage_format formats[] = {
        [MODEL_FORMAT_NONE] = SWAGE_FORMAT_NONE,         [MODEL_FORMAT_EMAIL] = SWAGE_FORMAT_EMAIL,
        [MODEL_FORMAT_URI] = SWAGE_FORMAT_URI,           [MODEL_FORMAT_UUID] = SWAGE_FORMAT_UUID,
        [MODEL_FORMAT_HOSTNAME] = SWAGE_FORMAT_HOSTNAME, [MODEL_FORMAT_IPV4] = SWAGE_FORMAT_IPV4,
        [MODEL_FORMAT_IPV6] = SWAGE_FORMAT_IPV6,         [MODEL_FORMAT_DATE] = SWAGE_FORMAT_DATE,
        [MODEL_FORMAT_TIME] = SWAGE_FORMAT_TIME,         [MODEL_FORMAT_DATETIME] = SWAGE_FORMAT_DATETIME,
        [MODEL_FORMAT_DURATION] = SWAGE_FORMAT_DURATION};
    const struct swage_pattern **patterns = pool_alloc(tables->pool, type->pattern_count * sizeof(*patterns));
    for (size_t i = 0; i < type->pattern_count; i++)
        patterns[i] = pattern_of(tables, type->patterns[i]);
    out->kind = SWAGE_KIND_STRING;
    out->format = formats[type->format];
    out->patterns = patterns;
    out->pattern_count = type->pattern_count;
}

static void set_bytes(struct swage_type *out, const struct model_type *type)
{
    static const enum swage_encoding encodings[] = {
        [MODEL_BASE64] = SWAGE_BASE64, [MODEL_BASE64URL] = SWAGE_BASE64URL, [MODEL_HEX] = SWAGE_HEX};
    out->kind = SWAGE_KIND_BYTES;
    out->encoding = encodings[type->encoding];
}

static void set_enum(struct tables *tables, struct swage_type *out, const struct model_enum *enumeration)
{
    size_t count = enumeration->enumerator_count;
    swage_str *words = pool_alloc(tables->pool, count * sizeof *words);
    int64_t *numbers = pool_alloc(tables->pool, count * sizeof *numbers);
    for (size_t i = 0; i < count; i++) {
        words[i] = str_of(enumeration->enumerators[i].text);
        numbers[i] = enumeration->enumerators[i].number;
    }
    if (enumeration->is_number) {
        set_integer(out, enumeration->base);
        out->umax = is_signed(enumeration->base) ? 0 : 1;
    }
    out->kind = enumeration->is_number ? SWAGE_KIND_ENUM_NUMBER : SWAGE_KIND_ENUM;
    out->flags |= enumeration->is_open ? SWAGE_TYPE_OPEN : 0u;
    out->words = words;
    out->numbers = numbers;
    out->count = count;
}

/* ---- structs and unions ---- */

static void set_struct(struct tables *tables, struct swage_type *out, const struct model_struct *structure)
{
    struct swage_member *members = pool_alloc(tables->pool, structure->wire_count * sizeof *members);
    out->kind = SWAGE_KIND_STRUCT;
    out->name = structure->name;
    out->flags |= structure->is_strict ? SWAGE_TYPE_STRICT : 0u;
    for (size_t i = 0; i < structure->wire_count; i++) {
        const struct model_member *member = &structure->wire[i];
        unsigned flags = member->is_required ? SWAGE_MEMBER_REQUIRED : 0u;
        flags |= member->is_nullable ? SWAGE_MEMBER_NULLABLE : 0u;
        flags |= member->type->is_secret ? SWAGE_TYPE_SECRET : 0u;
        members[i] = (struct swage_member){str_of(member->key), make(tables, member->type), flags};
    }
    out->members = members;
    out->count = structure->wire_count;
}

static void set_union(struct tables *tables, struct swage_type *out, const struct model_union *choice)
{
    static const enum swage_tagging taggings[] = {[MODEL_TAG_INTERNAL] = SWAGE_TAG_INTERNAL,
                                                  [MODEL_TAG_ADJACENT] = SWAGE_TAG_ADJACENT,
                                                  [MODEL_TAG_EXTERNAL] = SWAGE_TAG_EXTERNAL,
                                                  [MODEL_TAG_NONE] = SWAGE_TAG_NONE};
    struct swage_member *variants = pool_alloc(tables->pool, choice->variant_count * sizeof *variants);
    out->kind = SWAGE_KIND_UNION;
    out->name = choice->name;
    out->tagging = taggings[choice->tagging];
    out->tag = str_of(choice->tag_key);
    out->content = str_of(choice->content_key);
    for (size_t i = 0; i < choice->variant_count; i++)
        variants[i] = (struct swage_member){str_of(choice->variants[i].tag), make(tables, choice->variants[i].type), 0};
    out->members = variants;
    out->count = choice->variant_count;
}

/* ---- all ---- */

static void fill(struct tables *tables, struct swage_type *out, const struct model_type *type)
{
    out->name = type->schema;
    out->flags = flags_of(type);
    out->least = type->least;
    out->most = type->most;
    switch (type->kind) {
    case MODEL_BOOL: out->kind = SWAGE_KIND_BOOL; break;
    case MODEL_FLOAT32:
    case MODEL_FLOAT64: set_float(out, type); break;
    case MODEL_STRING: set_string(tables, out, type); break;
    case MODEL_BYTES: set_bytes(out, type); break;
    case MODEL_DECIMAL: set_decimal(tables, out, type); break;
    case MODEL_JSON: out->kind = SWAGE_KIND_JSON; break;
    case MODEL_STRUCT: set_struct(tables, out, type->structure); break;
    case MODEL_UNION: set_union(tables, out, type->choice); break;
    case MODEL_ENUM: set_enum(tables, out, type->enumeration); break;
    case MODEL_ARRAY:
    case MODEL_FIXED: out->kind = SWAGE_KIND_ARRAY; break;
    case MODEL_MAP: out->kind = SWAGE_KIND_MAP; break;
    case MODEL_EXTERN: out->kind = SWAGE_KIND_EXTERN; break;
    case MODEL_MAYBE: break; /* never asked: its item is */
    default: set_integer(out, type); break;
    }
    if (type->item != NULL)
        out->item = make(tables, type->item);
    if (type->key != NULL)
        out->key = make(tables, type->key);
}

static const struct swage_type *make(struct tables *tables, const struct model_type *type)
{
    if (type->kind == MODEL_MAYBE)
        return make(tables, type->item);
    bool is_secret = type->is_secret; /* that is of the place, not of the struct */
    const void *object = type->kind == MODEL_STRUCT && !is_secret  ? (const void *)type->structure
                         : type->kind == MODEL_UNION && !is_secret ? (const void *)type->choice
                                                                   : (const void *)type;
    const void **key = pool_alloc(tables->pool, sizeof(*key));
    *key = object;
    struct swage_type *table = pool_alloc(tables->pool, sizeof *table);
    struct swage_type *known = name_map_add(&tables->map, (const char *)key, sizeof(*key), table);
    if (known != table)
        return known;
    fill(tables, table, type);
    return table;
}

const struct swage_type *collect_table(struct pool *pool, const struct model_type *type)
{
    struct tables tables = {.pool = pool, .map = NAME_MAP_INIT(pool)};
    return make(&tables, type);
}

size_t collect(const struct swage_type *table, struct model_text json, struct swage_error *faults, size_t max)
{
    return swage_explain(str_of(json), table, SWAGE_DEPTH_MAX, faults, max);
}
