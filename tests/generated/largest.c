/* SPDX-License-Identifier: MIT */
/*
 * Text without a bound gets three quarters of the room that is left, so that there is always some for what follows. When little is
 * left, everything that may be missing is, and the rest is as short as can be: what is open has to be closed.
 */
#include "largest.h"

#include <check.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum {
    DEPTH = 60,    /* of 64 that a document may have */
    RESERVE = 8192 /* bytes, with which everything that is open can be closed */
};

struct fill {
    char *p, *end;
    size_t reserve; /* bytes at the end that nothing optional may take */
    enum largest_style style;
    unsigned depth;
    unsigned number; /* of an item that is to differ from others */
    unsigned turn;   /* of the variants of unions */
};

static void put(struct fill *x, const char *text, size_t len)
{
    ck_assert_msg(len <= (size_t)(x->end - x->p), "there is no room for what has to be there");
    memcpy(x->p, text, len);
    x->p += len;
}

static void put_text(struct fill *x, const char *text)
{
    put(x, text, strlen(text));
}

static size_t room(const struct fill *x)
{
    size_t left = (size_t)(x->end - x->p);
    return left > x->reserve ? left - x->reserve : 0;
}

static bool has_room(const struct fill *x)
{
    return room(x) > 0 && x->depth < DEPTH;
}

/* ---- strings ---- */

static void put_points(struct fill *x, const char *point, size_t count)
{
    for (; count > 0; count--)
        put_text(x, point);
}

/* How many characters of `size` bytes a string between the bounds gets. */
static size_t points_for(const struct fill *x, size_t least, size_t most, size_t size)
{
    size_t fit = (room(x) - room(x) / 4) / size;
    bool is_short = x->style == LARGEST_MANY || x->style == LARGEST_PLAIN || x->style == LARGEST_MAPPED;
    size_t wanted = is_short ? (least > 0 ? least : most > 0) : most < fit ? most : fit;
    return wanted > least && has_room(x) ? wanted : least;
}

static void put_string(struct fill *x, size_t least, size_t most)
{
    put_text(x, "\"");
    if (x->style == LARGEST_PAIRS && has_room(x)) {
        put_points(x, "\\ud83d\\ude00", points_for(x, least, most, 12));
    } else {
        size_t count = points_for(x, least, most, 1);
        bool is_escaped = x->style != LARGEST_PLAIN && count > 0;
        put_text(x, is_escaped ? "\\n" : "");
        put_points(x, "x", is_escaped ? count - 1 : count);
    }
    put_text(x, "\"");
}

/* A text of the schema: its first character is escaped, or all that are ASCII, or none. */
static void put_word(struct fill *x, swage_str word)
{
    put_text(x, "\"");
    for (size_t i = 0; i < word.len; i++) {
        char escape[8];
        unsigned char byte = (unsigned char)word.ptr[i];
        bool is_escaped = byte < 0x80 && (x->style == LARGEST_PAIRS || (x->style != LARGEST_PLAIN && i == 0));
        if (is_escaped)
            snprintf(escape, sizeof escape, "\\u%04x", (unsigned)byte);
        put(x, is_escaped ? escape : &word.ptr[i], is_escaped ? 6 : 1);
    }
    put_text(x, "\"");
}

static void put_format(struct fill *x, const struct swage_type *type)
{
    static const char *const texts[] = {
        [SWAGE_FORMAT_EMAIL] = "a@example.com", [SWAGE_FORMAT_URI] = "http://example.com/",
        [SWAGE_FORMAT_UUID] = "00000000-0000-0000-0000-000000000000", [SWAGE_FORMAT_HOSTNAME] = "example.com",
        [SWAGE_FORMAT_IPV4] = "127.0.0.1", [SWAGE_FORMAT_IPV6] = "::1", [SWAGE_FORMAT_DATE] = "2026-01-01",
        [SWAGE_FORMAT_TIME] = "12:00:00.123456789+01:00", [SWAGE_FORMAT_DATETIME] = "2026-01-01T12:00:00.123456789+01:00",
        [SWAGE_FORMAT_DURATION] = "P1Y2M3DT4H5M6S"};
    put_word(x, swage_str_from(texts[type->format]));
}

/* How many bytes, and then their text: nothing but zeros. */
static void put_bytes(struct fill *x, const struct swage_type *type)
{
    bool is_hex = type->encoding == SWAGE_HEX;
    size_t count = points_for(x, type->least, type->most, is_hex ? 12 : 8);
    size_t digits = is_hex ? count * 2 : (count * 4 + 2) / 3;
    const char *digit = is_hex ? "0" : "A", *escaped = is_hex ? "\\u0030" : "\\u0041";
    put_text(x, "\"");
    for (size_t i = 0; i < digits; i++)
        put_text(x, has_room(x) && x->style != LARGEST_PLAIN && (x->style == LARGEST_PAIRS || i == 0) ? escaped : digit);
    for (; type->encoding == SWAGE_BASE64 && digits % 4 != 0; digits++)
        put_text(x, "=");
    put_text(x, "\"");
}

/* ---- the rest ---- */

static void put_number(struct fill *x, const struct swage_type *type)
{
    char text[40];
    uint64_t next = x->number; /* 0, but where items have to differ */
    if (type->kind == SWAGE_KIND_INTEGER)
        snprintf(text, sizeof text, "%" PRId64, (type->min > 0 || type->max < 0 ? type->min : 0) + (int64_t)next);
    else if (type->kind == SWAGE_KIND_UNSIGNED)
        snprintf(text, sizeof text, "%" PRIu64, type->umin + next);
    else
        snprintf(text, sizeof text, "%.17g", type->low > 0 || type->high < 0 ? type->low : 0);
    put_text(x, type->flags & SWAGE_TYPE_QUOTED ? "\"" : "");
    put_text(x, text);
    put_text(x, type->flags & SWAGE_TYPE_QUOTED ? "\"" : "");
}

static void put_value(struct fill *x, const struct swage_type *type);

/* How many items: all while there is room, and else as few as can be. */
static bool goes_on(const struct fill *x, const struct swage_type *type, size_t count)
{
    return count < type->least || (count < type->most && has_room(x));
}

static void put_array(struct fill *x, const struct swage_type *type)
{
    put_text(x, "[");
    for (size_t count = 0; goes_on(x, type, count); count++) {
        put_text(x, count > 0 ? "," : "");
        x->number = type->flags & SWAGE_TYPE_UNIQUE ? (unsigned)count : 0;
        put_value(x, type->item);
    }
    x->number = 0;
    put_text(x, "]");
}

/* A text that no other key of the map has. */
static void put_key(struct fill *x, const struct swage_type *type, size_t number)
{
    char digits[40], text[2000];
    int len = snprintf(digits, sizeof digits, "%zu", number);
    size_t wanted = type->most < 1000 && (x->style == LARGEST_PAIRS || x->style == LARGEST_ESCAPED) ? type->most : type->least;
    if (type->kind == SWAGE_KIND_ENUM) {
        put_word(x, type->words[number]);
        return;
    }
    if (type->kind != SWAGE_KIND_STRING)
        wanted = 0;
    memset(text, 'k', sizeof text);
    size_t filled = wanted > (size_t)len ? wanted - (size_t)len : 0;
    memcpy(text + filled, digits, (size_t)len);
    put_word(x, swage_str_of(text, filled + (size_t)len));
}

static bool may_be_key(const struct swage_type *type, size_t number)
{
    char digits[40];
    if (type->kind == SWAGE_KIND_ENUM)
        return number < type->count;
    return type->kind != SWAGE_KIND_STRING || (size_t)snprintf(digits, sizeof digits, "%zu", number) <= type->most;
}

static void put_map(struct fill *x, const struct swage_type *type)
{
    put_text(x, "{");
    for (size_t count = 0; goes_on(x, type, count) && may_be_key(type->key, count); count++) {
        put_text(x, count > 0 ? "," : "");
        put_key(x, type->key, count);
        put_text(x, ":");
        put_value(x, type->item);
    }
    put_text(x, "}");
}

static void put_members(struct fill *x, const struct swage_type *type, bool has_some)
{
    for (size_t i = 0; i < type->count; i++) {
        const struct swage_member *member = &type->members[i];
        if (!(member->flags & SWAGE_MEMBER_REQUIRED) && !has_room(x))
            continue;
        put_text(x, has_some ? "," : "");
        put_word(x, member->key);
        put_text(x, ":");
        if ((member->flags & SWAGE_MEMBER_NULLABLE) && !has_room(x))
            put_text(x, "null");
        else
            put_value(x, member->type);
        has_some = true;
    }
}

static void put_pair(struct fill *x, swage_str key, const char *behind)
{
    put_word(x, key);
    put_text(x, behind);
}

/* The variants take turns. */
static void put_union(struct fill *x, const struct swage_type *type)
{
    const struct swage_member *variant = &type->members[has_room(x) ? x->turn++ % type->count : 0];
    if (type->tagging == SWAGE_TAG_NONE) {
        put_value(x, variant->type);
        return;
    }
    put_text(x, "{");
    if (type->tagging == SWAGE_TAG_EXTERNAL) {
        put_pair(x, variant->key, ":");
    } else {
        put_pair(x, type->tag, ":");
        put_word(x, variant->key);
    }
    if (type->tagging == SWAGE_TAG_ADJACENT) {
        put_text(x, ",");
        put_pair(x, type->content, ":");
    }
    if (type->tagging == SWAGE_TAG_INTERNAL)
        put_members(x, variant->type, true);
    else
        put_value(x, variant->type);
    put_text(x, "}");
}

static void put_inside(struct fill *x, const struct swage_type *type)
{
    switch (type->kind) {
    case SWAGE_KIND_STRUCT:
        put_text(x, "{");
        put_members(x, type, false);
        put_text(x, "}");
        break;
    case SWAGE_KIND_ARRAY: put_array(x, type); break;
    case SWAGE_KIND_MAP: put_map(x, type); break;
    case SWAGE_KIND_UNION: put_union(x, type); break;
    default: ck_abort_msg("%s: nothing is known of types of this kind", type->name);
    }
}

static void put_value(struct fill *x, const struct swage_type *type)
{
    char text[32];
    switch (type->kind) {
    case SWAGE_KIND_BOOL: put_text(x, "true"); break;
    case SWAGE_KIND_INTEGER:
    case SWAGE_KIND_UNSIGNED:
    case SWAGE_KIND_FLOAT32:
    case SWAGE_KIND_FLOAT64: put_number(x, type); break;
    case SWAGE_KIND_ENUM: put_word(x, type->words[x->number % type->count]); break;
    case SWAGE_KIND_BYTES: put_bytes(x, type); break;
    case SWAGE_KIND_DECIMAL: put_text(x, type->words && type->words[0].len > 0 ? type->words[0].ptr : "0"); break;
    case SWAGE_KIND_JSON: put_text(x, "[]"); break;
    case SWAGE_KIND_ENUM_NUMBER:
        snprintf(text, sizeof text, "%" PRId64, type->numbers[0]);
        put_text(x, text);
        break;
    case SWAGE_KIND_STRING:
        ck_assert_msg(type->pattern_count == 0, "%s: nothing is known of texts that match patterns", type->name);
        if (type->format)
            put_format(x, type);
        else
            put_string(x, type->least, type->most);
        break;
    default:
        x->depth++;
        put_inside(x, type);
        x->depth--;
        break;
    }
}

size_t largest_document(const struct swage_type *type, enum largest_style style, char *text, size_t size)
{
    struct fill x = {.p = text, .end = text + size, .reserve = size / 4 < RESERVE ? size / 4 : RESERVE, .style = style};
    put_value(&x, type);
    return (size_t)(x.p - text);
}
