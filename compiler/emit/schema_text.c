/* SPDX-License-Identifier: MIT */
/*
 * Rules of texts and numbers. Where decoders take one way of writing a value the pattern here is that way to the letter:
 * base64 with padding and without stray bits, the digits of a number in quotes.
 */
#include "config.h"

#include "emit/emitter.h"
#include "emit/interval.h"
#include "emit/schema.h"
#include "sample/maker.h"

#include <string.h>

enum { REPEATS_MAX = 1000 }; /* what common engines of regular expressions take for a count */

/* The first number that rounds to no float: halfway between the largest one and the next that there would be. */
#define FLOAT32_END "340282356779733661637539395458142568448"

static void put_raw(struct schema *s, const char *key, const char *json)
{
    leaf_put_raw(&s->leaf, key, (struct model_text){json, strlen(json)});
}

static void put_lengths(struct schema *s, size_t least, size_t most)
{
    if (least > 0)
        leaf_put_uint(&s->leaf, "minLength", least);
    if (most != MODEL_UNBOUNDED)
        leaf_put_uint(&s->leaf, "maxLength", most);
}

/* ---- strings ---- */

static const char *format_word(enum model_format format)
{
    static const char *const words[] = {
        [MODEL_FORMAT_NONE] = NULL,            [MODEL_FORMAT_EMAIL] = "email",       [MODEL_FORMAT_URI] = "uri",
        [MODEL_FORMAT_UUID] = "uuid",          [MODEL_FORMAT_HOSTNAME] = "hostname", [MODEL_FORMAT_IPV4] = "ipv4",
        [MODEL_FORMAT_IPV6] = "ipv6",          [MODEL_FORMAT_DATE] = "date",         [MODEL_FORMAT_TIME] = "time",
        [MODEL_FORMAT_DATETIME] = "date-time", [MODEL_FORMAT_DURATION] = "duration",
    };
    return words[format];
}

/* One object has one "pattern". */
static void put_patterns(struct schema *s, const struct model_type *type)
{
    if (type->pattern_count == 1)
        leaf_put(&s->leaf, "pattern", type->patterns[0]->text);
    if (type->pattern_count < 2)
        return;
    leaf_key(&s->leaf, "allOf");
    leaf_open(&s->leaf, '[');
    for (size_t i = 0; i < type->pattern_count; i++) {
        leaf_open(&s->leaf, '{');
        leaf_put(&s->leaf, "pattern", type->patterns[i]->text);
        leaf_close(&s->leaf);
    }
    leaf_close(&s->leaf);
}

void schema_string(struct schema *s, const struct model_type *type)
{
    const char *format = format_word(type->format);
    leaf_put(&s->leaf, "format", format == NULL && type->is_secret ? "password" : format);
    put_lengths(s, type->least, type->most);
    put_patterns(s, type);
}

/* ---- bytes ---- */

/* "{2,5}" groups, and then `tail`: what there is of texts of 3n + rest bytes; NULL where there are none of them. */
static const char *groups_of(struct pool *pool, const struct model_type *type, size_t rest, const char *letter,
                             const char *tail)
{
    size_t first = type->least > rest ? (type->least - rest + 2) / 3 : 0;
    if (type->most == MODEL_UNBOUNDED)
        return pool_printf(pool, "(?:%s{4}){%zu,}%s", letter, first, tail);
    if (type->most < rest || (type->most - rest) / 3 < first)
        return NULL;
    return pool_printf(pool, "(?:%s{4}){%zu,%zu}%s", letter, first, (type->most - rest) / 3, tail);
}

/* RFC 4648 3.5: the bits behind the last byte are 0, so of the last letter before the padding there are a few only. */
static const char *base64_pattern(struct pool *pool, const struct model_type *type)
{
    bool is_url = type->encoding == MODEL_BASE64URL;
    const char *letter = is_url ? "[A-Za-z0-9_-]" : "[A-Za-z0-9+/]";
    const char *tails[] = {"", pool_printf(pool, is_url ? "%s[AQgw](?:==)?" : "%s[AQgw]==", letter),
                           pool_printf(pool, is_url ? "%s{2}[AEIMQUYcgkosw048]=?" : "%s{2}[AEIMQUYcgkosw048]=", letter)};
    const char *all = "";
    for (size_t rest = 0; rest < 3; rest++) {
        const char *groups = groups_of(pool, type, rest, letter, tails[rest]);
        if (groups != NULL)
            all = pool_printf(pool, "%s%s%s", all, *all == '\0' ? "" : "|", groups);
    }
    return pool_printf(pool, "^(?:%s)$", all);
}

static const char *hex_pattern(struct pool *pool, const struct model_type *type)
{
    if (type->most == MODEL_UNBOUNDED)
        return pool_printf(pool, "^(?:[0-9A-Fa-f]{2}){%zu,}$", type->least);
    return pool_printf(pool, "^(?:[0-9A-Fa-f]{2}){%zu,%zu}$", type->least, type->most);
}

static size_t letters_of(const struct model_type *type, size_t bytes, bool is_most)
{
    if (type->encoding == MODEL_HEX)
        return bytes * 2;
    if (type->encoding == MODEL_BASE64URL && !is_most)
        return bytes / 3 * 4 + (bytes % 3 > 0 ? bytes % 3 + 1 : 0);
    return (bytes + 2) / 3 * 4;
}

/* Counts that are too large for a pattern are left to the lengths alone. */
void schema_bytes(struct schema *s, const struct model_type *type)
{
    static const char *const words[] = {"base64", "base64url", "base16"};
    struct pool *pool = s->leaf.text.pool;
    struct model_type bounds = *type;
    bool is_countable = type->least <= REPEATS_MAX && (type->most <= REPEATS_MAX || type->most == MODEL_UNBOUNDED);
    if (!is_countable)
        bounds = (struct model_type){.most = MODEL_UNBOUNDED, .encoding = type->encoding};
    leaf_put(&s->leaf, "contentEncoding", words[type->encoding]);
    put_lengths(s, letters_of(type, type->least, false),
                type->most > MODEL_UNBOUNDED / 2 ? MODEL_UNBOUNDED : letters_of(type, type->most, true));
    leaf_put(&s->leaf, "pattern", type->encoding == MODEL_HEX ? hex_pattern(pool, &bounds) : base64_pattern(pool, &bounds));
}

/* OpenAPI 3.1 has no schema for what is no JSON, but tools know this one for it. */
void schema_file(struct schema *s, const struct model_type *type)
{
    leaf_put(&s->leaf, "format", "binary");
    put_lengths(s, type->least, type->most);
}

/* ---- numbers ---- */

/* Keywords of JSON Schema are about numbers; where those stand in quotes the bounds are words of ours. */
static void put_bound(struct schema *s, const struct model_type *type, const char *key, struct model_text number)
{
    if (!type->is_quoted) {
        leaf_put_raw(&s->leaf, key, number);
        return;
    }
    leaf_key(&s->leaf, pool_printf(s->leaf.text.pool, "x-swage-%s", key));
    leaf_text(&s->leaf, number);
}

static struct model_text digits(struct schema *s, const struct model_type *type, const char *literal, double value)
{
    if (type->kind == MODEL_DECIMAL)
        return (struct model_text){literal, strlen(literal)};
    return pick_float_text(s->leaf.text.pool, type->kind, value);
}

static void put_float_bounds(struct schema *s, const struct model_type *type)
{
    bool is_narrow = type->kind == MODEL_FLOAT32 && !type->is_quoted;
    if (type->low_text != NULL)
        put_bound(s, type, type->low_open ? "exclusiveMinimum" : "minimum", digits(s, type, type->low_text, type->low));
    else if (is_narrow)
        put_raw(s, "exclusiveMinimum", "-" FLOAT32_END);
    if (type->high_text != NULL)
        put_bound(s, type, type->high_open ? "exclusiveMaximum" : "maximum",
                  digits(s, type, type->high_text, type->high));
    else if (is_narrow)
        put_raw(s, "exclusiveMaximum", FLOAT32_END);
    if (type->step_text != NULL)
        put_bound(s, type, "multipleOf", (struct model_text){type->step_text, strlen(type->step_text)});
}

static struct model_text number_text(struct schema *s, const struct model_type *type, int64_t value, uint64_t unsign)
{
    struct leaf leaf;
    leaf_init(&leaf, s->leaf.text.pool, true);
    if (is_signed(type))
        leaf_int(&leaf, value);
    else
        leaf_uint(&leaf, unsign);
    return (struct model_text){leaf.text.ptr, leaf.text.len};
}

static void put_integer_bounds(struct schema *s, const struct model_type *type)
{
    put_bound(s, type, "minimum", number_text(s, type, type->min, type->umin));
    put_bound(s, type, "maximum", number_text(s, type, type->max, type->umax));
    if (type->step > 0)
        put_bound(s, type, "multipleOf", number_text(s, type, (int64_t)type->step, type->step));
}

static bool is_integer(const struct model_type *type)
{
    return is_signed(type) || is_unsigned(type);
}

static const char *integer_pattern(struct schema *s, const struct model_type *type, bool has_minus_zero)
{
    struct pool *pool = s->leaf.text.pool;
    if (is_unsigned(type))
        return pool_printf(pool, "^(?:%s)$", interval_digits(pool, type->umin, type->umax));
    return interval_pattern(pool, type->min, type->max, has_minus_zero);
}

/* RFC 8259 6 */
static const char *quoted_pattern(struct schema *s, const struct model_type *type)
{
    return is_integer(type) ? integer_pattern(s, type, true) : "^-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$";
}

static const char *width_word(enum model_kind kind)
{
    switch (kind) {
    case MODEL_INT32: return "int32";
    case MODEL_INT64: return "int64";
    case MODEL_FLOAT32: return "float";
    case MODEL_FLOAT64: return "double";
    default: return NULL;
    }
}

void schema_number(struct schema *s, const struct model_type *type)
{
    if (type->is_quoted)
        leaf_put(&s->leaf, "pattern", quoted_pattern(s, type));
    else
        leaf_put(&s->leaf, "format", width_word(type->kind));
    if (is_integer(type))
        put_integer_bounds(s, type);
    else
        put_float_bounds(s, type);
}

/* ---- keys of maps ---- */

/* Integers as keys are written in one way each: no -0. */
static void put_integer_key(struct schema *s, const struct model_type *type)
{
    struct model_type quoted = *type;
    quoted.is_quoted = true;
    leaf_put(&s->leaf, "pattern", integer_pattern(s, type, false));
    put_integer_bounds(s, &quoted);
}

void schema_key(struct schema *s, const struct model_type *type)
{
    if (!is_integer(type)) {
        schema_write(s, type, NULL);
        return;
    }
    leaf_open(&s->leaf, '{');
    put_integer_key(s, type);
    leaf_close(&s->leaf);
}
