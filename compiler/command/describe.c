/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "command/describe.h"

#include "model/bounds.h"

#include <inttypes.h>
#include <string.h>

/* ---- pieces ---- */

/* Both with a comma between them, where both are there. */
static const char *join(struct pool *pool, const char *a, const char *b)
{
    if (*a == '\0' || *b == '\0')
        return *a == '\0' ? b : a;
    return pool_printf(pool, "%s, %s", a, b);
}

const char *describe_name(struct pool *pool, struct model_text name)
{
    char *out = pool_alloc(pool, name.len * 6 + 1), *to = out;
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.ptr[i];
        if (c < 0x20 || c == 0x7f) {
            memcpy(to, "\\u00", 4);
            to[4] = digits[c >> 4];
            to[5] = digits[c & 15];
            to += 6;
            continue;
        }
        if (c == '"' || c == '\\')
            *to++ = '\\';
        *to++ = (char)c;
    }
    return out;
}

const char *describe_bytes(struct pool *pool, size_t bytes)
{
    return bytes == BOUNDS_NONE ? "no bound" : pool_printf(pool, "%zu", bytes);
}

/* "1 to 64 characters", "at least 1 character", "at most 64 characters"; nothing without bounds. */
static const char *counted(struct pool *pool, size_t least, size_t most, const char *what)
{
    if (least == 0 && most == MODEL_UNBOUNDED)
        return pool_printf(pool, "any number of %ss", what);
    if (most == MODEL_UNBOUNDED)
        return pool_printf(pool, "at least %zu %s%s", least, what, least == 1 ? "" : "s");
    if (least == most)
        return pool_printf(pool, "%zu %s%s", least, what, least == 1 ? "" : "s");
    if (least == 0)
        return pool_printf(pool, "at most %zu %s%s", most, what, most == 1 ? "" : "s");
    return pool_printf(pool, "%zu to %zu %ss", least, most, what);
}

/* ---- numbers ---- */

static const char *integer_rule(struct pool *pool, const struct model_type *type)
{
    bool is_unsigned = type->kind >= MODEL_UINT8 && type->kind <= MODEL_UINT64;
    const char *range = is_unsigned ? pool_printf(pool, "%" PRIu64 " to %" PRIu64, type->umin, type->umax)
                                    : pool_printf(pool, "%" PRId64 " to %" PRId64, type->min, type->max);
    return type->step > 0 ? pool_printf(pool, "%s, a multiple of %" PRIu64, range, type->step) : range;
}

/* A C literal as a number: without the f of floats. */
static const char *literal(struct pool *pool, const char *text)
{
    size_t len = strlen(text);
    return len > 0 && text[len - 1] == 'f' ? pool_copy(pool, text, len - 1) : text;
}

static const char *real_rule(struct pool *pool, const struct model_type *type)
{
    const char *low = "", *high = "", *step = "";
    if (type->low_text != NULL)
        low = pool_printf(pool, "%s %s", type->low_open ? "above" : "at least", literal(pool, type->low_text));
    if (type->high_text != NULL)
        high = pool_printf(pool, "%s %s", type->high_open ? "below" : "at most", literal(pool, type->high_text));
    if (type->step_text != NULL)
        step = pool_printf(pool, "a multiple of %s", type->step_text);
    const char *range = join(pool, low, high);
    if (type->kind == MODEL_DECIMAL)
        range = *range == '\0' ? "any number of digits" : join(pool, range, "any number of digits");
    return join(pool, range, step);
}

/* ---- texts ---- */

static const char *format_name(enum model_format format)
{
    static const char *const names[] = {
        [MODEL_FORMAT_NONE] = "",         [MODEL_FORMAT_EMAIL] = "an email address", [MODEL_FORMAT_URI] = "a URI",
        [MODEL_FORMAT_UUID] = "a UUID",   [MODEL_FORMAT_HOSTNAME] = "a host name",   [MODEL_FORMAT_IPV4] = "an IPv4 address",
        [MODEL_FORMAT_IPV6] = "an IPv6 address", [MODEL_FORMAT_DATE] = "a date",     [MODEL_FORMAT_TIME] = "a time",
        [MODEL_FORMAT_DATETIME] = "a date and time", [MODEL_FORMAT_DURATION] = "a duration"};
    return names[format];
}

static const char *string_rule(struct pool *pool, const struct model_type *type)
{
    const char *rule = format_name(type->format);
    if (type->format == MODEL_FORMAT_NONE || type->least > 0 || type->most != MODEL_UNBOUNDED)
        rule = join(pool, rule, counted(pool, type->least, type->most, "character"));
    for (size_t i = 0; i < type->pattern_count; i++) {
        struct model_text text = {type->patterns[i]->text, strlen(type->patterns[i]->text)};
        rule = pool_printf(pool, "%s, matches \"%s\"", rule, describe_name(pool, text));
    }
    return type->allows_nul ? join(pool, rule, "U+0000 allowed") : rule;
}

static const char *bytes_rule(struct pool *pool, const struct model_type *type)
{
    static const char *const names[] = {"base64", "base64url", "hexadecimal digits"};
    const char *count = counted(pool, type->least, type->most, "byte");
    if (type->is_file)
        return pool_printf(pool, "a file of %s%s%s", count, type->media ? ", " : "", type->media ? type->media : "");
    return pool_printf(pool, "%s in %s", count, names[type->encoding]);
}

static const char *enum_rule(struct pool *pool, const struct model_enum *enumeration)
{
    const char *rule = "one of";
    for (size_t i = 0; i < enumeration->enumerator_count; i++) {
        const struct model_enumerator *enumerator = &enumeration->enumerators[i];
        const char *comma = i > 0 ? "," : "";
        rule = enumeration->is_number
                   ? pool_printf(pool, "%s%s %" PRId64, rule, comma, enumerator->number)
                   : pool_printf(pool, "%s%s \"%s\"", rule, comma, describe_name(pool, enumerator->text));
    }
    return enumeration->is_open ? pool_printf(pool, "%s, or any other", rule) : rule;
}

/* ---- objects and lists ---- */

static const char *struct_rule(struct pool *pool, const struct model_struct *structure)
{
    const char *rule = structure->is_strict ? "no other members" : "other members are skipped";
    for (size_t i = 0; i < structure->check_count; i++)
        rule = pool_printf(pool, "%s, then %s()", rule, structure->checks[i].c_name);
    return rule;
}

static const char *union_rule(struct pool *pool, const struct model_union *choice)
{
    const char *rule = "one of";
    for (size_t i = 0; i < choice->variant_count; i++)
        rule = pool_printf(pool, "%s%s %s", rule, i > 0 ? "," : "", describe_name(pool, choice->variants[i].tag));
    switch (choice->tagging) {
    case MODEL_TAG_INTERNAL: return pool_printf(pool, "%s by \"%s\"", rule, describe_name(pool, choice->tag_key));
    case MODEL_TAG_ADJACENT:
        return pool_printf(pool, "%s by \"%s\", in \"%s\"", rule, describe_name(pool, choice->tag_key),
                           describe_name(pool, choice->content_key));
    case MODEL_TAG_EXTERNAL: return pool_printf(pool, "%s by its only member", rule);
    case MODEL_TAG_NONE: break;
    }
    return pool_printf(pool, "%s by what JSON it is", rule);
}

/* Of items that have no lines of their own. */
static const char *item_rule(struct pool *pool, const struct model_type *item)
{
    const char *or_null = item->kind == MODEL_MAYBE ? " or null" : "";
    const struct model_type *type = item->kind == MODEL_MAYBE ? item->item : item;
    if (type->kind == MODEL_STRUCT || type->kind == MODEL_UNION)
        return *or_null != '\0' ? "each may be null" : "";
    const char *rule = describe_rule(pool, type);
    if (*rule == '\0' && *or_null == '\0')
        return "";
    return pool_printf(pool, "each %s%s", *rule == '\0' ? type->schema : rule, or_null);
}

static const char *list_rule(struct pool *pool, const struct model_type *type)
{
    const char *what = type->kind == MODEL_MAP ? "member" : "item";
    const char *rule = counted(pool, type->least, type->most, what);
    if (type->is_unique)
        rule = join(pool, rule, "all different");
    if (type->kind == MODEL_MAP && type->key->kind != MODEL_STRING)
        rule = pool_printf(pool, "%s, keys %s", rule, describe_rule(pool, type->key));
    else if (type->kind == MODEL_MAP && (type->key->least > 0 || type->key->most != MODEL_UNBOUNDED || type->key->format))
        rule = pool_printf(pool, "%s, keys of %s", rule, describe_rule(pool, type->key));
    return join(pool, rule, item_rule(pool, type->item));
}

static const char *rule_of(struct pool *pool, const struct model_type *type)
{
    switch (type->kind) {
    case MODEL_BOOL: return "true or false";
    case MODEL_FLOAT32:
    case MODEL_FLOAT64:
    case MODEL_DECIMAL: return real_rule(pool, type);
    case MODEL_STRING: return string_rule(pool, type);
    case MODEL_BYTES: return bytes_rule(pool, type);
    case MODEL_JSON: return "any value";
    case MODEL_STRUCT: return struct_rule(pool, type->structure);
    case MODEL_UNION: return union_rule(pool, type->choice);
    case MODEL_ENUM: return enum_rule(pool, type->enumeration);
    case MODEL_EXTERN: return join(pool, rule_of(pool, type->item), pool_printf(pool, "then %s_read()", type->external->c_name));
    case MODEL_ARRAY:
    case MODEL_FIXED:
    case MODEL_MAP: return list_rule(pool, type);
    case MODEL_MAYBE: return item_rule(pool, type);
    default: return integer_rule(pool, type);
    }
}

const char *describe_rule(struct pool *pool, const struct model_type *type)
{
    const char *rule = rule_of(pool, type);
    if (type->is_quoted)
        rule = join(pool, rule, "in quotes");
    return type->is_secret ? join(pool, rule, "secret") : rule;
}

/* ---- presence ---- */

static const char *value_text(struct pool *pool, const struct model_value *value)
{
    switch (value->kind) {
    case MODEL_VALUE_NULL: return "null";
    case MODEL_VALUE_BOOL: return value->boolean ? "true" : "false";
    case MODEL_VALUE_INTEGER: return pool_printf(pool, "%" PRId64, value->integer);
    case MODEL_VALUE_UNSIGNED: return pool_printf(pool, "%" PRIu64, value->unsign);
    case MODEL_VALUE_FLOAT: return literal(pool, value->c_float);
    case MODEL_VALUE_STRING: return pool_printf(pool, "\"%s\"", describe_name(pool, value->text));
    case MODEL_VALUE_ENUM: return value->enumerator->name;
    case MODEL_VALUE_EMPTY: return "empty";
    case MODEL_VALUE_BYTES: return pool_printf(pool, "%zu bytes", value->text.len);
    case MODEL_VALUE_LIST: return pool_printf(pool, "%zu items", value->item_count);
    case MODEL_VALUE_OBJECT: break;
    }
    return "an object";
}

const char *describe_presence(struct pool *pool, bool is_required, bool is_nullable, const struct model_value *value,
                              const struct model_type *type)
{
    const char *text = "optional";
    if (value != NULL)
        text = pool_printf(pool, "default %s", type->is_secret ? "(secret)" : value_text(pool, value));
    else if (is_required)
        text = "required";
    bool says_null = is_nullable && (value == NULL || value->kind != MODEL_VALUE_NULL);
    return says_null ? pool_printf(pool, "%s, may be null", text) : text;
}
