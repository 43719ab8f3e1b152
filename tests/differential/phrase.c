/* SPDX-License-Identifier: MIT */
/* Bounds are drawn around a value that they allow, which is then the default where one is wanted. */
#include "config.h"

#include "phrase.h"

#include "numeral.h"
#include "regex.h"

#include <string.h>

static struct phrase make(const char *type, enum shape shape)
{
    return (struct phrase){.type = type, .notes = "", .shape = shape, .is_plain = true};
}

/* ---- texts ---- */

/* "(1..5)" or nothing, of counts; `least` and `most` are what they say. */
static const char *counts(struct maker *maker, size_t top, size_t *least, size_t *most)
{
    size_t a = draw_below(&maker->draw, top / 2 + 1), b = a + draw_below(&maker->draw, top);
    *least = 0;
    *most = SIZE_MAX;
    switch (draw_below(&maker->draw, 6)) {
    case 0: return "";
    case 1: *least = *most = a; return pool_printf(maker->pool, "%zu", a);
    case 2: *least = a; return pool_printf(maker->pool, "%zu..", a);
    case 3: *least = a, *most = b; return pool_printf(maker->pool, "%zu..%zu", a, b);
    default: *most = b; return pool_printf(maker->pool, "..%zu", b);
    }
}

static const char *in_parentheses(struct maker *maker, const char *range)
{
    return range[0] == '\0' ? "" : pool_printf(maker->pool, "(%s)", range);
}

static const char *repeated(struct maker *maker, char c, size_t count)
{
    char *text = pool_alloc(maker->pool, count + 1);
    memset(text, c, count);
    return text;
}

static struct phrase draw_string(struct maker *maker, unsigned places)
{
    size_t least, most;
    const char *range = counts(maker, draw_chance(&maker->draw, 15) ? 300 : 12, &least, &most);
    struct phrase out = make(pool_printf(maker->pool, "string%s", in_parentheses(maker, range)), SHAPE_STRING);
    maker_count(maker, KIND_STRING);
    if (range[0] != '\0')
        maker_count(maker, KIND_BOUNDED_STRING);
    out.is_key = true;
    out.value = pool_printf(maker->pool, "\"%s\"", repeated(maker, 'd', least));
    if ((places & PHRASE_NOTED) == 0)
        return out;
    if (draw_chance(&maker->draw, 15)) {
        maker_count(maker, KIND_NUL);
        out.notes = " @nul";
    } else if (draw_chance(&maker->draw, 30)) {
        maker_count(maker, KIND_PATTERN);
        out.type = draw_chance(&maker->draw, 50) ? "string(..40)" : "string";
        out.notes = pool_printf(maker->pool, " @pattern(\"%s\")", regex_draw(maker));
        out.value = NULL;
        if (draw_chance(&maker->draw, 20)) {
            maker_count(maker, KIND_TWO_PATTERNS);
            out.notes = pool_printf(maker->pool, "%s @pattern(\"^[^!]*$\")", out.notes);
        }
    }
    return out;
}

static struct phrase draw_format(struct maker *maker)
{
    static const char *const values[] = {"\"a@b.example\"", "\"x:y\"",       "\"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\"",
                                         "\"a.b-c\"",       "\"1.2.3.4\"",   "\"::1\"",
                                         "\"2000-02-29\"",  "\"00:00:00Z\"", "\"2026-01-01T00:00:00.5+01:00\"",
                                         "\"P1D\""};
    static const char *const names[] = {"email", "uri",  "uuid", "hostname", "ipv4",
                                        "ipv6",  "date", "time", "datetime", "duration"};
    size_t which = draw_below(&maker->draw, 10);
    struct phrase out = make(names[which], SHAPE_STRING);
    maker_count(maker, (enum kind)(KIND_EMAIL + (int)which));
    out.value = values[which];
    out.is_key = true;
    if (which < 2 && draw_chance(&maker->draw, 40)) {
        out.type = pool_printf(maker->pool, "%s(..60)", out.type);
        maker_count(maker, KIND_BOUNDED_STRING);
    }
    return out;
}

static struct phrase draw_bytes(struct maker *maker, unsigned places)
{
    size_t least, most;
    const char *range = counts(maker, 10, &least, &most);
    struct phrase out = make(pool_printf(maker->pool, "bytes%s", in_parentheses(maker, range)), SHAPE_STRING);
    size_t way = (places & PHRASE_NOTED) != 0 ? draw_below(&maker->draw, 3) : 0;
    maker_count(maker, (enum kind)(KIND_BASE64 + (int)way));
    out.notes = way == 0 ? "" : way == 1 ? " @base64url" : " @hex";
    if (least == 0)
        out.value = "\"\"";
    return out;
}

/* ---- things that were declared ---- */

static bool is_usable(const struct maker *maker, const struct thing *thing, size_t index, unsigned places)
{
    if (thing->kind == THING_GENERIC)
        return false;
    if (thing->phrase.is_nullable && (places & PHRASE_NULLABLE) == 0)
        return false;
    return index < maker->self ||
           ((places & PHRASE_BEHIND) != 0 && (thing->kind == THING_STRUCT || thing->kind == THING_UNION) &&
            thing->file == maker->things[maker->self].file);
}

/* False when nothing that goes was met. */
static bool draw_thing(struct maker *maker, unsigned places, struct phrase *out)
{
    for (unsigned tries = 0; tries < 8; tries++) {
        size_t index = draw_below(&maker->draw, maker->thing_count);
        const struct thing *thing = &maker->things[index];
        if (!is_usable(maker, thing, index, places))
            continue;
        if (index >= maker->self)
            maker_count(maker, KIND_FORWARD);
        *out = thing->phrase;
        out->type = maker_name(maker, thing);
        out->notes = "";
        return true;
    }
    return false;
}

/* ---- containers ---- */

/* An item of one: with `| null` in parentheses where a suffix follows. */
static struct phrase draw_item(struct maker *maker, unsigned places, unsigned depth, enum kind null_kind)
{
    struct phrase item = phrase_draw(maker, places & PHRASE_BEHIND, depth);
    if (item.shape == SHAPE_ANY || item.is_nullable || !draw_chance(&maker->draw, 20))
        return item;
    maker_count(maker, null_kind);
    item.type = pool_printf(maker->pool, null_kind == KIND_NULL_IN_MAP ? "%s | null" : "(%s | null)", item.type);
    item.is_plain = false;
    return item;
}

static const char *list_of(struct maker *maker, const char *value, size_t count)
{
    const char *text = "";
    for (size_t i = 0; i < count; i++)
        text = pool_printf(maker->pool, "%s%s%s", text, i == 0 ? "" : ", ", value);
    return pool_printf(maker->pool, "[%s]", text);
}

static struct phrase draw_array(struct maker *maker, unsigned places, unsigned depth)
{
    size_t least, most, top = draw_chance(&maker->draw, 8) ? 120 : 5;
    const char *range = counts(maker, top, &least, &most);
    while (range[0] != '\0' && least == most)
        range = counts(maker, top, &least, &most);
    unsigned inside = least == 0 ? PHRASE_BEHIND : places;
    struct phrase item = draw_item(maker, inside, depth, KIND_NULL_IN_ARRAY);
    struct phrase out = make(pool_printf(maker->pool, "%s[%s]", item.type, range), SHAPE_ARRAY);
    maker_count(maker,
                item.shape == SHAPE_ARRAY || strncmp(item.type, "map<", 4) == 0 ? KIND_NESTED_ARRAY : KIND_ARRAY);
    if (least <= 1 && most >= 1 && item.value != NULL)
        out.value = list_of(maker, item.value, 1);
    else if (least == 0)
        out.value = "[]";
    if (item.is_plain && (places & PHRASE_NOTED) != 0 && draw_chance(&maker->draw, 50)) {
        maker_count(maker, KIND_UNIQUE);
        out.notes = " @unique";
    }
    out.is_plain = false;
    return out;
}

static struct phrase draw_fixed(struct maker *maker, unsigned places, unsigned depth)
{
    size_t count = draw_below(&maker->draw, 4) + 1;
    struct phrase item = draw_item(maker, places & ~(unsigned)PHRASE_BEHIND, depth, KIND_NULL_IN_FIXED);
    struct phrase out = make(pool_printf(maker->pool, "%s[%zu]", item.type, count), SHAPE_ARRAY);
    maker_count(maker,
                item.shape == SHAPE_ARRAY || strncmp(item.type, "map<", 4) == 0 ? KIND_NESTED_FIXED : KIND_FIXED);
    if (item.value != NULL)
        out.value = list_of(maker, item.value, count);
    out.is_plain = false;
    return out;
}

static struct phrase draw_map(struct maker *maker, unsigned places, unsigned depth)
{
    size_t least, most;
    const char *range = counts(maker, 4, &least, &most);
    bool has_key = draw_chance(&maker->draw, 50);
    struct phrase key = has_key ? phrase_key(maker) : make("", SHAPE_STRING);
    if (has_key && least > 1) { /* a key may have one value only */
        range = "..4";
        least = 0;
    }
    struct phrase item = draw_item(maker, least == 0 ? PHRASE_BEHIND : places, depth, KIND_NULL_IN_MAP);
    struct phrase out = make(pool_printf(maker->pool, "map<%s%s%s>%s", key.type, has_key ? ", " : "", item.type,
                                         in_parentheses(maker, range)),
                             SHAPE_OBJECT);
    maker_count(maker, item.shape == SHAPE_ARRAY || strncmp(item.type, "map<", 4) == 0 ? KIND_NESTED_MAP : KIND_MAP);
    out.value = least == 0 ? "{}" : NULL;
    out.is_plain = false;
    return out;
}

struct phrase phrase_key(struct maker *maker)
{
    struct phrase out;
    switch (draw_below(&maker->draw, 4)) {
    case 0: maker_count(maker, KIND_KEY_STRING); return draw_string(maker, 0);
    case 1: maker_count(maker, KIND_KEY_FORMAT); return draw_format(maker);
    case 2: maker_count(maker, KIND_KEY_INTEGER); return numeral_integer(maker, 0);
    default: break;
    }
    for (unsigned tries = 0; tries < 6; tries++) {
        if (!draw_thing(maker, 0, &out) || !out.is_key)
            continue;
        maker_count(maker, out.shape == SHAPE_STRING && out.value != NULL && out.value[0] != '"' ? KIND_KEY_ENUM
                                                                                                 : KIND_KEY_TYPEDEF);
        return out;
    }
    return draw_string(maker, 0);
}

/* ---- any ---- */

static struct phrase draw_scalar(struct maker *maker, unsigned places)
{
    struct phrase out;
    switch (draw_below(&maker->draw, 10)) {
    case 0:
        maker_count(maker, KIND_BOOL);
        out = make("bool", SHAPE_BOOL);
        out.value = draw_chance(&maker->draw, 50) ? "true" : "false";
        break;
    case 1:
        maker_count(maker, KIND_JSON);
        out = make("json", SHAPE_ANY);
        out.is_plain = false;
        break;
    case 2: out = numeral_decimal(maker, places); break;
    case 3: out = numeral_float(maker, places); break;
    case 4:
    case 5: out = numeral_integer(maker, places); break;
    case 6:
    case 7: out = draw_string(maker, places); break;
    case 8: out = draw_format(maker); break;
    default: out = draw_bytes(maker, places); break;
    }
    if ((places & PHRASE_NOTED) != 0 && draw_chance(&maker->draw, 6)) {
        maker_count(maker, KIND_SECRET);
        out.notes = pool_printf(maker->pool, "%s @secret", out.notes);
    }
    return out;
}

struct phrase phrase_draw(struct maker *maker, unsigned places, unsigned depth)
{
    struct phrase out;
    size_t pick = draw_below(&maker->draw, 100);
    if (pick < 30 && draw_thing(maker, places, &out))
        return out;
    if (depth == 0 || pick < 70)
        return draw_scalar(maker, places);
    if (pick < 80)
        return draw_array(maker, places, depth - 1);
    return pick < 88 ? draw_fixed(maker, places, depth - 1) : draw_map(maker, places, depth - 1);
}

struct phrase phrase_shaped(struct maker *maker, enum shape shape)
{
    for (unsigned tries = 0; tries < 200; tries++) {
        struct phrase out = phrase_draw(maker, PHRASE_NOTED, 1);
        if (out.shape == shape && !out.is_nullable)
            return out;
    }
    static const char *const plain[] = {"map<bool>(..4)", "bool[..4]", "string(..9)", "float64", "bool"};
    return make(plain[shape], shape);
}

struct phrase phrase_base(struct maker *maker)
{
    switch (draw_below(&maker->draw, 4)) {
    case 0: return numeral_integer(maker, PHRASE_NOTED);
    case 1: return numeral_float(maker, PHRASE_NOTED);
    case 2: return make("bytes(1..8)", SHAPE_STRING);
    default: return make("string(1..20)", SHAPE_STRING);
    }
}
