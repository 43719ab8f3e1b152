/* SPDX-License-Identifier: MIT */
/* Lengths of JSON texts without white space. The encoder escapes quotes, backslashes and controls, the latter with six
   bytes; a client may escape every character, and one beyond U+FFFF takes twelve then. */
#include "config.h"

#include "model/measure.h"

/* The longest texts of numbers, as in <swage/write.h>. */
enum { FLOAT32_MAX = 22, FLOAT64_MAX = 25 };

static struct measure_text fixed(size_t len)
{
    return (struct measure_text){len, len, len};
}

/* ---- strings ---- */

/* What a format allows at most, in characters. RFC 3339 lets fractions of seconds have any number of digits, and numbers
   of durations too; what is longer than this is fine for the decoder, and takes from the slack of a route's limits. */
static size_t format_most(enum model_format format)
{
    switch (format) {
    case MODEL_FORMAT_EMAIL: return 254;
    case MODEL_FORMAT_UUID: return 36;
    case MODEL_FORMAT_HOSTNAME: return 253;
    case MODEL_FORMAT_IPV4: return 15;
    case MODEL_FORMAT_IPV6: return 45;
    case MODEL_FORMAT_DATE: return 10;
    case MODEL_FORMAT_TIME: return 48;
    case MODEL_FORMAT_DATETIME: return 64;
    case MODEL_FORMAT_DURATION: return 80;
    case MODEL_FORMAT_NONE:
    case MODEL_FORMAT_URI: break;
    }
    return BOUNDS_NONE;
}

size_t measure_points(const struct model_type *type)
{
    size_t most = format_most(type->format);
    return type->most < most ? type->most : most;
}

/* All formats are ASCII. */
size_t measure_point_bytes(const struct model_type *type)
{
    return type->format == MODEL_FORMAT_NONE ? 4 : 1;
}

size_t measure_point_escape(const struct model_type *type)
{
    return type->format == MODEL_FORMAT_NONE ? 12 : 6;
}

/* What the encoder makes of one: of formats only the quoted part of an email has quotes and backslashes. */
static size_t point_written(const struct model_type *type)
{
    if (type->format == MODEL_FORMAT_NONE)
        return 6;
    return type->format == MODEL_FORMAT_EMAIL ? 2 : 1;
}

static struct measure_text string(const struct model_type *type)
{
    size_t most = measure_points(type);
    size_t largest = bounds_sum(bounds_product(most, point_written(type)), 2);
    size_t escaped = bounds_sum(bounds_product(most, measure_point_escape(type)), 2);
    return (struct measure_text){bounds_sum(type->least, 2), largest, escaped};
}

size_t measure_digits(const struct model_type *type, size_t len)
{
    if (type->encoding == MODEL_HEX)
        return bounds_product(len, 2);
    size_t groups = len == BOUNDS_NONE ? BOUNDS_NONE : len / 3 + (len % 3 != 0);
    size_t missing = type->encoding == MODEL_BASE64URL && groups != BOUNDS_NONE ? (3 - len % 3) % 3 : 0;
    size_t digits = bounds_product(groups, 4);
    return digits == BOUNDS_NONE ? digits : digits - missing;
}

static struct measure_text bytes(const struct model_type *type)
{
    size_t most = measure_digits(type, type->most);
    return (struct measure_text){bounds_sum(measure_digits(type, type->least), 2), bounds_sum(most, 2),
                                 bounds_sum(bounds_product(most, 6), 2)};
}

/* ---- texts of the schema ---- */

/* As the emitters write literals: no short escapes but these two. */
static size_t json_len(struct model_text text)
{
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        len += c == '"' || c == '\\' ? 2 : c >= 0x20 ? 1 : 6;
    }
    return len;
}

/* Only the first byte of a character counts; four bytes are a pair of escapes. */
static size_t escaped_len(struct model_text text)
{
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        len += (c & 0xc0) == 0x80 ? 0 : c >= 0xf0 ? 12 : 6;
    }
    return len;
}

size_t measure_count(struct model_text text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++)
        count += ((unsigned char)text.ptr[i] & 0xc0) != 0x80;
    return count;
}

static struct measure_text literal(struct model_text text)
{
    size_t len = json_len(text) + 2;
    return (struct measure_text){len, len, escaped_len(text) + 2};
}

/* ---- numbers ---- */

static size_t unsigned_len(uint64_t value)
{
    size_t len = 1;
    for (; value > 9; value /= 10)
        len++;
    return len;
}

static size_t signed_len(int64_t value)
{
    return value < 0 ? 1 + unsigned_len(0 - (uint64_t)value) : unsigned_len((uint64_t)value);
}

static struct measure_text between(size_t a, size_t b, bool has_zero)
{
    size_t least = has_zero ? 1 : a < b ? a : b, largest = a > b ? a : b;
    return (struct measure_text){least, largest, largest};
}

static struct measure_text number(const struct model_type *type)
{
    switch (type->kind) {
    case MODEL_UINT8:
    case MODEL_UINT16:
    case MODEL_UINT32:
    case MODEL_UINT64: return between(unsigned_len(type->umin), unsigned_len(type->umax), false);
    case MODEL_FLOAT32: return (struct measure_text){1, FLOAT32_MAX, FLOAT32_MAX};
    case MODEL_FLOAT64: return (struct measure_text){1, FLOAT64_MAX, FLOAT64_MAX};
    case MODEL_DECIMAL: return (struct measure_text){1, BOUNDS_NONE, BOUNDS_NONE};
    default: return between(signed_len(type->min), signed_len(type->max), type->min <= 0 && type->max >= 0);
    }
}

/* In quotes its digits may be escaped too, but no decoder takes that. */
static struct measure_text quoted(struct measure_text text)
{
    return (struct measure_text){text.least + 2, bounds_sum(text.largest, 2), bounds_sum(text.escaped, 2)};
}

/* ---- enums ---- */

static struct measure_text wider(struct measure_text a, struct measure_text b)
{
    return (struct measure_text){a.least < b.least ? a.least : b.least, a.largest > b.largest ? a.largest : b.largest,
                                 a.escaped > b.escaped ? a.escaped : b.escaped};
}

static struct measure_text enumeration(const struct model_enum *enumeration)
{
    struct measure_text all = {BOUNDS_NONE, 0, 0};
    if (enumeration->is_open)
        return enumeration->is_number ? number(enumeration->base) : (struct measure_text){2, BOUNDS_NONE, BOUNDS_NONE};
    for (size_t i = 0; i < enumeration->enumerator_count; i++) {
        const struct model_enumerator *enumerator = &enumeration->enumerators[i];
        all = wider(all, enumeration->is_number ? fixed(signed_len(enumerator->number)) : literal(enumerator->text));
    }
    return all;
}

/* ---- lists ---- */

static struct measure_text add(struct measure_text a, struct measure_text b)
{
    return (struct measure_text){bounds_sum(a.least, b.least), bounds_sum(a.largest, b.largest), bounds_sum(a.escaped, b.escaped)};
}

/* Brackets around `count` items with a comma between two of them. */
static size_t list_len(size_t item, size_t count)
{
    return count == 0 ? 2 : bounds_sum(bounds_product(bounds_sum(item, 1), count), 1);
}

static struct measure_text list(struct measure_text item, size_t least, size_t most)
{
    return (struct measure_text){list_len(item.least, least), list_len(item.largest, most), list_len(item.escaped, most)};
}

/* Keys are strings whatever they are. */
static struct measure_text key(const struct bounds *bounds, const struct model_type *type)
{
    struct measure_text text = measure_text(bounds, type);
    if (type->kind == MODEL_STRING || type->kind == MODEL_ENUM)
        return text;
    return (struct measure_text){text.least + 2, text.largest + 2, text.largest * 6 + 2};
}

size_t measure_entries(const struct model_type *map)
{
    bool is_enum = map->key->kind == MODEL_ENUM;
    return is_enum && map->key->enumeration->enumerator_count < map->most ? map->key->enumeration->enumerator_count : map->most;
}

struct measure_text measure_text(const struct bounds *bounds, const struct model_type *type)
{
    struct measure_text item;
    switch (type->kind) {
    case MODEL_BOOL: return (struct measure_text){4, 5, 5};
    case MODEL_STRING: return string(type);
    case MODEL_BYTES: return bytes(type);
    case MODEL_JSON: return (struct measure_text){1, BOUNDS_NONE, BOUNDS_NONE};
    case MODEL_STRUCT:
    case MODEL_UNION: return measure_find(bounds, type)->text;
    case MODEL_ENUM: return enumeration(type->enumeration);
    case MODEL_EXTERN: return measure_text(bounds, type->external->base);
    case MODEL_MAYBE: return wider(measure_text(bounds, type->item), fixed(4));
    case MODEL_ARRAY:
    case MODEL_FIXED: return list(measure_text(bounds, type->item), type->least, type->most);
    case MODEL_MAP:
        item = add(add(key(bounds, type->key), fixed(1)), measure_text(bounds, type->item));
        return list(item, type->least, measure_entries(type));
    default: break;
    }
    return type->is_quoted ? quoted(number(type)) : number(type);
}

/* ---- objects ---- */

/* "key":value and a comma. */
static struct measure_text pair(struct model_text key_text, struct measure_text value)
{
    return add(add(literal(key_text), fixed(2)), value);
}

/* What is skipped is never written, and may come as long as it likes. */
static struct measure_text member_text(const struct bounds *bounds, const struct model_member *member)
{
    if (member->is_skipped)
        return (struct measure_text){0, 0, BOUNDS_NONE};
    struct measure_text value = measure_text(bounds, member->type);
    if (member->is_nullable)
        value = wider(value, fixed(4));
    value = pair(member->key, value);
    if (member->is_optional)
        value.least = 0;
    return value;
}

/* The brace in front, and one in place of the last comma. */
static struct measure_text close_object(struct measure_text pairs)
{
    size_t least = pairs.least == 0 ? 2 : bounds_sum(pairs.least, 1);
    size_t largest = pairs.largest == 0 ? 2 : bounds_sum(pairs.largest, 1);
    return (struct measure_text){least, largest, pairs.escaped == 0 ? 2 : bounds_sum(pairs.escaped, 1)};
}

static struct measure_text members_text(const struct bounds *bounds, const struct model_struct *structure)
{
    struct measure_text sum = {0, 0, 0};
    for (size_t i = 0; i < structure->wire_count; i++)
        sum = add(sum, member_text(bounds, &structure->wire[i]));
    return sum;
}

static struct measure_text variant_text(const struct bounds *bounds, const struct model_union *choice,
                                        const struct model_variant *variant)
{
    struct measure_text tag = pair(choice->tag_key, literal(variant->tag));
    switch (choice->tagging) {
    case MODEL_TAG_INTERNAL: return close_object(add(tag, members_text(bounds, variant->type->structure)));
    case MODEL_TAG_ADJACENT: return close_object(add(tag, pair(choice->content_key, measure_text(bounds, variant->type))));
    case MODEL_TAG_EXTERNAL: return close_object(pair(variant->tag, measure_text(bounds, variant->type)));
    case MODEL_TAG_NONE: break;
    }
    return measure_text(bounds, variant->type);
}

struct measure_text measure_text_object(const struct bounds *bounds, const struct measure_object *object)
{
    struct measure_text all = {BOUNDS_NONE, 0, 0};
    if (object->structure != NULL)
        return close_object(members_text(bounds, object->structure));
    for (size_t i = 0; i < object->choice->variant_count; i++)
        all = wider(all, variant_text(bounds, object->choice, &object->choice->variants[i]));
    return all;
}
