/* SPDX-License-Identifier: MIT */
/* A reader that trusts its text. Members are looked up by key as often as there are members: documents are short. */
#include "config.h"

#include "sample/rewrite.h"

#include "sample/maker.h"
#include "sample/sheet.h"
#include "sample/standard.h"

#include "model/name_map.h"
#include "model/wire.h"

#include <stdlib.h>
#include <string.h>

struct work {
    struct sheet sheet;
    struct rewritten *out;
    unsigned depth;
};

struct pair { /* of an object: views of the text, the key without quotes */
    struct model_text key, value;
};

struct pairs {
    struct pair *items;
    size_t count;
};

static void write_value(struct work *work, const struct model_type *type, struct model_text json);

/* ---- reading ---- */

static const char *skip_space(const char *p)
{
    return p + strspn(p, " \t\r\n");
}

static const char *skip_string(const char *p)
{
    for (p++; *p != '"'; p++)
        p += *p == '\\';
    return p + 1;
}

/* Behind the value at `p`; *depth is how deep its brackets are. */
static const char *skip_value(const char *p, unsigned *depth)
{
    unsigned open = 0;
    *depth = 0;
    do {
        if (*p == '"') {
            p = skip_string(p);
        } else if (strchr("{[", *p) != NULL) {
            *depth = ++open > *depth ? open : *depth;
            p++;
        } else if (strchr("}]", *p) != NULL) {
            open--;
            p++;
        } else {
            p += strcspn(p, open > 0 ? "\"{}[]" : ",]} \t\r\n");
        }
    } while (open > 0);
    return p;
}

static struct model_text view(const char *from, const char *to)
{
    return (struct model_text){from, (size_t)(to - from)};
}

static struct model_text trim(struct model_text json)
{
    unsigned depth;
    const char *from = skip_space(json.ptr);
    return view(from, skip_value(from, &depth));
}

/* Adds a pair, or an item, whose text ends before `p`; returns where the next one starts, NULL behind the last. */
static const char *next_of(const char *p)
{
    p = skip_space(p);
    return *p == ',' ? skip_space(p + 1) : NULL;
}

static void add_pair(struct pool *pool, struct pairs *pairs, struct pair pair)
{
    if ((pairs->count & (pairs->count - 1)) == 0) { /* full at powers of two */
        struct pair *items = pool_alloc(pool, (pairs->count == 0 ? 1 : 2 * pairs->count) * sizeof *items);
        if (pairs->count > 0)
            memcpy(items, pairs->items, pairs->count * sizeof *items);
        pairs->items = items;
    }
    pairs->items[pairs->count++] = pair;
}

/* The characters of a string: without its quotes and escapes. */
static struct model_text unescape(struct pool *pool, struct model_text string);

/* Of an object, or of an array without keys. */
static struct pairs read_pairs(struct pool *pool, struct model_text json)
{
    struct pairs pairs = {.count = 0};
    bool is_object = *json.ptr == '{';
    const char *p = skip_space(json.ptr + 1);
    unsigned depth;
    while (p != NULL && *p != '}' && *p != ']') {
        struct pair pair = {.key = {NULL, 0}};
        if (is_object) {
            const char *end = skip_string(p);
            pair.key = unescape(pool, view(p, end));
            p = skip_space(skip_space(end) + 1);
        }
        const char *end = skip_value(p, &depth);
        pair.value = view(p, end);
        add_pair(pool, &pairs, pair);
        p = next_of(end);
    }
    return pairs;
}

static const struct model_text *find(const struct pairs *pairs, struct model_text key)
{
    for (size_t i = 0; i < pairs->count; i++)
        if (sheet_equal(pairs->items[i].key, key))
            return &pairs->items[i].value;
    return NULL;
}

/* ---- strings ---- */

static unsigned read_hex(const char *p)
{
    char digits[5] = {p[0], p[1], p[2], p[3], '\0'};
    return (unsigned)strtoul(digits, NULL, 16);
}

/* RFC 3629 3 */
static void put_point(struct sheet *sheet, unsigned long point)
{
    if (point < 0x80)
        sheet_bytes(sheet, (const char[]){(char)point}, 1);
    else if (point < 0x800)
        sheet_bytes(sheet, (const char[]){(char)(0xC0 | point >> 6), (char)(0x80 | (point & 63))}, 2);
    else if (point < 0x10000)
        sheet_bytes(
            sheet,
            (const char[]){(char)(0xE0 | point >> 12), (char)(0x80 | (point >> 6 & 63)), (char)(0x80 | (point & 63))},
            3);
    else
        sheet_bytes(sheet,
                    (const char[]){(char)(0xF0 | point >> 18), (char)(0x80 | (point >> 12 & 63)),
                                   (char)(0x80 | (point >> 6 & 63)), (char)(0x80 | (point & 63))},
                    4);
}

/* RFC 8259 7; returns how many bytes the escape at `p` has. */
static size_t put_escaped(struct sheet *sheet, const char *p)
{
    static const char letters[] = "\"\\/bfnrt", bytes[] = "\"\\/\b\f\n\r\t";
    if (p[1] != 'u') {
        sheet_bytes(sheet, bytes + (strchr(letters, p[1]) - letters), 1);
        return 2;
    }
    unsigned long point = read_hex(p + 2);
    if (point < 0xD800 || point > 0xDFFF) {
        put_point(sheet, point);
        return 6;
    }
    put_point(sheet, 0x10000 + ((point - 0xD800) << 10) + (read_hex(p + 8) - 0xDC00));
    return 12;
}

static struct model_text unescape(struct pool *pool, struct model_text string)
{
    struct sheet sheet = SHEET_INIT(pool);
    const char *end = string.ptr + string.len - 1;
    for (const char *p = string.ptr + 1; p < end;) {
        if (*p == '\\') {
            p += put_escaped(&sheet, p);
            continue;
        }
        size_t len = strcspn(p, "\\\"");
        sheet_bytes(&sheet, p, len);
        p += len;
    }
    return sheet_done(&sheet);
}

/* ---- scalars ---- */

static void write_bytes(struct work *work, const struct model_type *type, struct model_text json)
{
    struct model_text text = unescape(work->sheet.pool, json), bytes = {"", 0};
    wire_decode(work->sheet.pool, type->encoding, text.ptr, text.len, &bytes);
    sheet_text(&work->sheet,
               pick_encoded(work->sheet.pool, type->encoding, (const unsigned char *)bytes.ptr, bytes.len));
}

static struct model_text integer_text(struct model_text digits)
{
    return digits.len == 2 && memcmp(digits.ptr, "-0", 2) == 0 ? sheet_of("0") : digits;
}

static void write_number(struct work *work, const struct model_type *type, struct model_text json)
{
    struct pool *pool = work->sheet.pool;
    struct model_text number = type->is_quoted ? view(json.ptr + 1, json.ptr + json.len - 1) : json;
    const char *text = pool_copy(pool, number.ptr, number.len);
    if (type->kind == MODEL_FLOAT32)
        number = pick_float_text(pool, type->kind, (double)strtof(text, NULL));
    else if (type->kind == MODEL_FLOAT64)
        number = pick_float_text(pool, type->kind, strtod(text, NULL));
    else if (type->kind != MODEL_DECIMAL)
        number = integer_text(number);
    sheet_text(&work->sheet, pick_quoted(&(struct maker){.pool = pool}, type, number));
}

static void write_enum(struct work *work, const struct model_enum *enumeration, struct model_text json)
{
    if (enumeration->is_number)
        sheet_text(&work->sheet, integer_text(json));
    else
        sheet_string(&work->sheet, unescape(work->sheet.pool, json));
}

/* ---- depth ---- */

bool rewrite_has_brackets(const struct model_type *type)
{
    return type->kind == MODEL_STRUCT || type->kind == MODEL_UNION || type->kind == MODEL_ARRAY ||
           type->kind == MODEL_FIXED || type->kind == MODEL_MAP || type->kind == MODEL_JSON ||
           (type->kind == MODEL_MAYBE && rewrite_has_brackets(type->item));
}

static void enter(struct work *work, unsigned levels)
{
    work->depth += levels;
    if (work->depth > work->out->depth)
        work->out->depth = work->depth;
}

/* A value that nobody asked for. */
static void pass(struct work *work, struct model_text json)
{
    unsigned depth;
    skip_value(json.ptr, &depth);
    enter(work, depth);
    work->depth -= depth;
}

/* ---- structs ---- */

static void put_key(struct work *work, struct model_text key, const char **comma)
{
    sheet_put(&work->sheet, *comma);
    sheet_string(&work->sheet, key);
    sheet_put(&work->sheet, ":");
    *comma = ",";
}

static void write_nullable(struct work *work, const struct model_type *type, struct model_text json, bool is_nullable)
{
    if (is_nullable && *json.ptr == 'n')
        sheet_put(&work->sheet, "null");
    else
        write_value(work, type, json);
}

static void write_members(struct work *work, const struct model_struct *structure, const struct pairs *pairs,
                          const char **comma)
{
    for (size_t i = 0; i < structure->member_count; i++) {
        const struct model_member *member = &structure->members[i];
        const struct model_text *value = find(pairs, member->key);
        if (value == NULL && member->value == NULL)
            continue;
        put_key(work, member->key, comma);
        if (value == NULL)
            sheet_text(&work->sheet, standard_json(work->sheet.pool, member->type, member->value));
        else
            write_nullable(work, member->type, *value, member->is_nullable);
    }
    work->out->asks_user |= structure->check_count > 0;
}

static bool is_member(const struct model_struct *structure, struct model_text key)
{
    for (size_t i = 0; i < structure->member_count; i++)
        if (sheet_equal(structure->members[i].key, key))
            return true;
    return false;
}

static void pass_others(struct work *work, const struct model_struct *structure, const struct pairs *pairs)
{
    for (size_t i = 0; i < pairs->count; i++)
        if (!is_member(structure, pairs->items[i].key))
            pass(work, pairs->items[i].value);
}

static void write_struct(struct work *work, const struct model_struct *structure, const struct pairs *pairs)
{
    const char *comma = "";
    enter(work, 1);
    pass_others(work, structure, pairs);
    sheet_put(&work->sheet, "{");
    write_members(work, structure, pairs, &comma);
    sheet_put(&work->sheet, "}");
    work->depth--;
}

/* ---- unions ---- */

static const struct model_variant *find_variant(const struct model_union *choice, struct model_text tag)
{
    const struct model_variant *variant = choice->variants;
    while (!sheet_equal(variant->tag, tag))
        variant++;
    return variant;
}

static void write_tagged(struct work *work, const struct model_union *choice, const struct pairs *pairs)
{
    struct pool *pool = work->sheet.pool;
    const char *comma = "";
    const struct model_variant *variant = find_variant(choice, unescape(pool, *find(pairs, choice->tag_key)));
    enter(work, 1);
    sheet_put(&work->sheet, "{");
    put_key(work, choice->tag_key, &comma);
    sheet_string(&work->sheet, variant->tag);
    if (choice->tagging == MODEL_TAG_INTERNAL) {
        pass_others(work, variant->type->structure, pairs);
        write_members(work, variant->type->structure, pairs, &comma);
    } else {
        put_key(work, choice->content_key, &comma);
        write_value(work, variant->type, *find(pairs, choice->content_key));
        for (size_t i = 0; i < pairs->count; i++)
            if (!sheet_equal(pairs->items[i].key, choice->content_key))
                pass(work, pairs->items[i].value);
    }
    sheet_put(&work->sheet, "}");
    work->depth--;
}

static void write_external(struct work *work, const struct model_union *choice, const struct pairs *pairs)
{
    const char *comma = "";
    enter(work, 1);
    sheet_put(&work->sheet, "{");
    put_key(work, pairs->items[0].key, &comma);
    write_value(work, find_variant(choice, pairs->items[0].key)->type, pairs->items[0].value);
    sheet_put(&work->sheet, "}");
    work->depth--;
}

static enum model_json json_of(char first)
{
    switch (first) {
    case '{': return MODEL_JSON_OBJECT;
    case '[': return MODEL_JSON_ARRAY;
    case '"': return MODEL_JSON_STRING;
    case 't':
    case 'f': return MODEL_JSON_BOOL;
    default: return MODEL_JSON_NUMBER;
    }
}

static void write_union(struct work *work, const struct model_union *choice, struct model_text json)
{
    struct pool *pool = work->sheet.pool;
    if (choice->tagging == MODEL_TAG_NONE) {
        const struct model_variant *variant = choice->variants;
        while (variant->json != json_of(*json.ptr))
            variant++;
        write_value(work, variant->type, json);
        return;
    }
    struct pairs pairs = read_pairs(pool, json);
    if (choice->tagging == MODEL_TAG_EXTERNAL)
        write_external(work, choice, &pairs);
    else
        write_tagged(work, choice, &pairs);
}

/* ---- containers ---- */

static void write_key(struct work *work, const struct model_type *type, struct model_text key)
{
    bool is_text = type->kind == MODEL_STRING || type->kind == MODEL_ENUM;
    sheet_string(&work->sheet, is_text ? key : integer_text(key));
    sheet_put(&work->sheet, ":");
}

static void write_list(struct work *work, const struct model_type *type, struct model_text json)
{
    struct pairs pairs = read_pairs(work->sheet.pool, json);
    bool is_map = type->kind == MODEL_MAP;
    unsigned levels = is_map || rewrite_has_brackets(type->item);
    enter(work, levels);
    sheet_put(&work->sheet, is_map ? "{" : "[");
    for (size_t i = 0; i < pairs.count; i++) {
        sheet_put(&work->sheet, i > 0 ? "," : "");
        if (is_map)
            write_key(work, type->key, pairs.items[i].key);
        write_value(work, type->item, pairs.items[i].value);
    }
    sheet_put(&work->sheet, is_map ? "}" : "]");
    work->depth -= levels;
}

/* ---- all ---- */

static bool is_example(const struct model_examples *examples, struct model_text json)
{
    for (size_t i = 0; i < examples->count; i++)
        if (!examples->items[i].is_reject && sheet_equal(examples->items[i].json, json))
            return true;
    return false;
}

static void write_value(struct work *work, const struct model_type *type, struct model_text json)
{
    struct pool *pool = work->sheet.pool;
    switch (type->kind) {
    case MODEL_BOOL: sheet_text(&work->sheet, json); break;
    case MODEL_STRING: sheet_string(&work->sheet, unescape(pool, json)); break;
    case MODEL_BYTES: write_bytes(work, type, json); break;
    case MODEL_JSON:
        pass(work, json);
        sheet_text(&work->sheet, json);
        break;
    case MODEL_ENUM: write_enum(work, type->enumeration, json); break;
    case MODEL_EXTERN:
        work->out->asks_user |= !is_example(&type->external->examples, json);
        write_value(work, type->item, json);
        break;
    case MODEL_MAYBE: write_nullable(work, type->item, json, true); break;
    case MODEL_STRUCT: {
        struct pairs pairs = read_pairs(pool, json);
        write_struct(work, type->structure, &pairs);
        break;
    }
    case MODEL_UNION: write_union(work, type->choice, json); break;
    case MODEL_ARRAY:
    case MODEL_FIXED:
    case MODEL_MAP: write_list(work, type, json); break;
    default: write_number(work, type, json); break;
    }
}

void rewrite(struct pool *pool, const struct model_type *type, struct model_text json, struct rewritten *out)
{
    struct work work = {.sheet = SHEET_INIT(pool), .out = out};
    *out = (struct rewritten){.depth = 0};
    write_value(&work, type, trim(json));
    out->encoded = sheet_done(&work.sheet);
}

/* ---- functions of the user's ---- */

static bool asks(struct name_map *seen, const struct model_type *type)
{
    while (type->item != NULL && type->kind != MODEL_EXTERN)
        type = type->item;
    const void *object = type->kind == MODEL_STRUCT  ? (const void *)type->structure
                         : type->kind == MODEL_UNION ? (const void *)type->choice
                                                     : NULL;
    if (object == NULL || type->kind == MODEL_EXTERN)
        return type->kind == MODEL_EXTERN;
    const void **key = pool_alloc(seen->pool, sizeof(*key));
    *key = object;
    if (name_map_add(seen, (const char *)key, sizeof(*key), key) != key)
        return false;
    if (type->kind == MODEL_STRUCT && type->structure->check_count > 0)
        return true;
    for (size_t i = 0; type->kind == MODEL_STRUCT && i < type->structure->member_count; i++)
        if (asks(seen, type->structure->members[i].type))
            return true;
    for (size_t i = 0; type->kind == MODEL_UNION && i < type->choice->variant_count; i++)
        if (asks(seen, type->choice->variants[i].type))
            return true;
    return false;
}

bool rewrite_asks_user(struct pool *pool, const struct model_type *type)
{
    struct name_map seen = NAME_MAP_INIT(pool);
    return asks(&seen, type);
}
