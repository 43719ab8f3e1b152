/* SPDX-License-Identifier: MIT */
/* Objects of structs: members that are missing, twice, in another order, under a key that is written otherwise, or not
   declared; and the values of each, in the smallest object that has it. */
#include "config.h"

#include "sample/vary.h"

#include "sample/sheet.h"

#include <string.h>

enum { ORDERED_MAX = 48 }; /* members of structs that are tried in each order and with a stranger before each */

struct object {
    const struct spot *spot;
    const struct model_struct *structure;
    const char *head;         /* the tag of the union whose variant it is, or "" */
    const char *stranger;     /* a key that it does not have, in quotes */
    struct model_text *pairs; /* "key":value of each member, the value as small as it may be and not null */
    bool *is_there;           /* which of them the document that is being made has */
};

/* ---- documents ---- */

static struct model_text pair_of(struct maker *maker, const struct model_member *member)
{
    struct sheet sheet = SHEET_INIT(maker->pool);
    sheet_string(&sheet, member->key);
    sheet_put(&sheet, ":");
    sheet_text(&sheet, pick(maker, member->type, 0));
    return sheet_done(&sheet);
}

static void put(struct sheet *sheet, struct model_text pair)
{
    if (sheet->len > 0 && sheet->ptr[sheet->len - 1] != '{')
        sheet_put(sheet, ",");
    sheet_text(sheet, pair);
}

static struct sheet open_object(const struct object *object)
{
    struct sheet sheet = SHEET_INIT(object->spot->list->maker->pool);
    sheet_put(&sheet, "{");
    sheet_put(&sheet, object->head);
    return sheet;
}

static struct model_text close_object(struct sheet *sheet)
{
    sheet_put(sheet, "}");
    return sheet_done(sheet);
}

/* The members of `is_there` from number `from` on to before `to`. */
static void put_some(const struct object *object, struct sheet *sheet, size_t from, size_t to)
{
    for (size_t i = from; i < to && !sheet->is_void; i++)
        if (object->is_there[i])
            put(sheet, object->pairs[i]);
}

/* The members that are there, and one more piece before number `at`. */
static struct model_text with(const struct object *object, size_t at, struct model_text piece)
{
    struct sheet sheet = open_object(object);
    put_some(object, &sheet, 0, at);
    put(&sheet, piece);
    put_some(object, &sheet, at, object->structure->wire_count);
    return close_object(&sheet);
}

static struct model_text plain(const struct object *object)
{
    struct sheet sheet = open_object(object);
    put_some(object, &sheet, 0, object->structure->wire_count);
    return close_object(&sheet);
}

static void take_required(const struct object *object)
{
    for (size_t i = 0; i < object->structure->wire_count; i++)
        object->is_there[i] = object->structure->wire[i].is_required;
}

static void take_all(const struct object *object)
{
    for (size_t i = 0; i < object->structure->wire_count; i++)
        object->is_there[i] = object->structure->wire[i].is_required || object->pairs[i].ptr != NULL;
}

static bool is_full(const struct object *object)
{
    return list_is_full(object->spot->list);
}

/* ---- which members ---- */

static void vary_presence(const struct object *object)
{
    for (size_t i = 0; i < object->structure->wire_count && !is_full(object); i++) {
        const struct model_member *member = &object->structure->wire[i];
        take_required(object);
        object->is_there[i] = !member->is_required;
        if (member->is_required)
            spot_refuse_member(object->spot, pool_printf(object->spot->list->maker->pool, "%s_missing", member->name),
                               plain(object), "missing", member->key);
        else
            spot_accept(object->spot, pool_printf(object->spot->list->maker->pool, "%s_alone", member->name),
                        plain(object));
        if (member->is_required)
            continue;
        take_all(object);
        object->is_there[i] = false;
        spot_accept(object->spot, pool_printf(object->spot->list->maker->pool, "all_but_%s", member->name),
                    plain(object));
    }
    take_all(object);
    spot_accept(object->spot, "all", plain(object));
}

static void vary_empty(const struct object *object)
{
    struct sheet sheet = open_object(object);
    struct model_text json = close_object(&sheet);
    for (size_t i = 0; i < object->structure->wire_count; i++)
        if (object->structure->wire[i].is_required) {
            spot_refuse_member(object->spot, "none", json, "missing", object->structure->wire[i].key);
            return;
        }
    spot_accept(object->spot, "none", json);
}

/* ---- keys ---- */

/* A key with characters as escapes: the first, or all. */
static struct model_text escape_key(struct pool *pool, struct model_text key, bool is_all)
{
    struct sheet sheet = SHEET_INIT(pool);
    sheet_put(&sheet, "\"");
    for (size_t i = 0; i < key.len; i++) {
        unsigned byte = (unsigned char)key.ptr[i];
        if (byte >= 0x80)
            return (struct model_text){NULL, 0};
        struct model_text rest = sheet_quote(pool, (struct model_text){key.ptr + i, key.len - i});
        if (i > 0 && !is_all) {
            sheet_put(&sheet, rest.ptr + 1);
            return sheet_done(&sheet);
        }
        sheet_text(&sheet, sheet_printf(pool, i % 2 == 0 ? "\\u%04x" : "\\u%04X", byte));
    }
    sheet_put(&sheet, "\"");
    return sheet_done(&sheet);
}

static struct model_text escape_pair(const struct object *object, size_t i, bool is_all)
{
    struct pool *pool = object->spot->list->maker->pool;
    struct sheet sheet = SHEET_INIT(pool);
    sheet_text(&sheet, escape_key(pool, object->structure->wire[i].key, is_all));
    sheet_put(&sheet, ":");
    sheet_text(&sheet, pick(object->spot->list->maker, object->structure->wire[i].type, 0));
    return sheet_done(&sheet);
}

static void vary_escapes(const struct object *object)
{
    for (size_t i = 0; i < object->structure->wire_count && !is_full(object); i++) {
        const char *what =
            pool_printf(object->spot->list->maker->pool, "%s_escaped", object->structure->wire[i].name);
        take_required(object);
        object->is_there[i] = false;
        spot_accept(object->spot, what, with(object, i, escape_pair(object, i, false)));
        spot_accept(object->spot, what, with(object, i, escape_pair(object, i, true)));
    }
}

static void vary_twice(const struct object *object)
{
    size_t count = object->structure->wire_count;
    for (size_t i = 0; i < count && !is_full(object); i++) {
        const struct model_member *member = &object->structure->wire[i];
        const char *what = pool_printf(object->spot->list->maker->pool, "%s_twice", member->name);
        take_required(object);
        object->is_there[i] = true;
        spot_refuse_member(object->spot, what, with(object, i, object->pairs[i]), "duplicate", member->key);
        spot_refuse_member(object->spot, what, with(object, i + 1, escape_pair(object, i, false)), "duplicate",
                           member->key);
        if (i + 1 < count)
            spot_refuse_member(object->spot, what, with(object, count, object->pairs[i]), "duplicate", member->key);
    }
}

/* ---- order ---- */

static void vary_order(const struct object *object)
{
    size_t count = object->structure->wire_count;
    take_all(object);
    struct sheet sheet = open_object(object);
    for (size_t i = count; i > 0; i--)
        put_some(object, &sheet, i - 1, i);
    spot_accept(object->spot, "reversed", close_object(&sheet));
    for (size_t first = 1; first < count && count <= ORDERED_MAX; first++) {
        sheet = open_object(object);
        put_some(object, &sheet, first, count);
        put_some(object, &sheet, 0, first);
        spot_accept(object->spot, "rotated", close_object(&sheet));
        sheet = open_object(object);
        put_some(object, &sheet, first, first + 1);
        put_some(object, &sheet, 0, first);
        put_some(object, &sheet, first + 1, count);
        spot_accept(object->spot, "moved", close_object(&sheet));
    }
}

/* ---- members that are not declared ---- */

static bool is_declared(const struct object *object, struct model_text key)
{
    struct model_text quoted = sheet_quote(object->spot->list->maker->pool, key);
    if (strncmp(object->head, quoted.ptr, quoted.len) == 0)
        return true;
    for (size_t i = 0; i < object->structure->wire_count; i++)
        if (sheet_equal(object->structure->wire[i].key, key))
            return true;
    return false;
}

/* A piece that is no member, before number `at`. */
static void try_stranger(const struct object *object, const char *what, size_t at, struct model_text piece)
{
    struct model_text json = with(object, at, piece);
    if (object->structure->is_strict)
        spot_refuse(object->spot, what, json, "unknown");
    else
        spot_accept(object->spot, what, json);
}

static void try_key(const struct object *object, const char *what, size_t at, struct model_text key)
{
    struct pool *pool = object->spot->list->maker->pool;
    if (!is_declared(object, key))
        try_stranger(object, what, at, sheet_printf(pool, "%s:[null]", sheet_quote(pool, key).ptr));
}

/* The same key with another value of one byte, or none where that is no ASCII or a key that there is. */
static struct model_text other_key(const struct object *object, struct model_text key, size_t at, char byte)
{
    char *other = pool_copy(object->spot->list->maker->pool, key.ptr, key.len);
    bool is_plain = (unsigned char)other[at] < 0x80 && byte != other[at];
    other[at] = byte;
    struct model_text text = {other, key.len};
    return is_plain && !is_declared(object, text) ? text : (struct model_text){NULL, 0};
}

/* A member's value under a key that is not its own: the member is not there. */
static void try_instead(const struct object *object, const char *what, size_t i, struct model_text key)
{
    const struct model_member *member = &object->structure->wire[i];
    struct sheet piece = SHEET_INIT(object->spot->list->maker->pool);
    if (key.ptr == NULL)
        return;
    sheet_string(&piece, key);
    sheet_put(&piece, ":");
    sheet_text(&piece, pick(object->spot->list->maker, member->type, 0));
    object->is_there[i] = false;
    struct model_text json = with(object, i, sheet_done(&piece));
    object->is_there[i] = true;
    if (object->structure->is_strict)
        spot_refuse(object->spot, what, json, "unknown");
    else if (member->is_required)
        spot_refuse_member(object->spot, what, json, "missing", member->key);
    else
        spot_accept(object->spot, what, json);
}

/* A key whose last letter is the one behind a member's. */
static void try_next(const struct object *object, const char *what, size_t i)
{
    struct model_text key = object->structure->wire[i].key;
    if (key.ptr[key.len - 1] < 'z')
        try_instead(object, what, i, other_key(object, key, key.len - 1, (char)(key.ptr[key.len - 1] + 1)));
}

/* Keys that a member's is like: a decoder that looks at all of them tells them apart. */
static void try_like(const struct object *object, size_t i)
{
    struct pool *pool = object->spot->list->maker->pool;
    struct model_text key = object->structure->wire[i].key;
    const char *name = pool_printf(pool, "like_%s", object->structure->wire[i].name);
    const size_t places[] = {0, key.len / 2, key.len - 1};
    try_key(object, name, i, sheet_printf(pool, "%sx", key.ptr));
    for (size_t k = 0; k < sizeof places / sizeof *places; k++) {
        size_t at = places[k];
        try_instead(object, name, i, other_key(object, key, at, key.ptr[at] == '!' ? '#' : '!'));
    }
    try_next(object, name, i);
    if (key.len > 1 && (unsigned char)key.ptr[key.len - 1] < 0x80)
        try_key(object, name, i, (struct model_text){pool_copy(pool, key.ptr, key.len - 1), key.len - 1});
}

/* Runs of members that are not there: a decoder that guesses which key comes next has to skip that many. */
static void vary_gaps(const struct object *object)
{
    enum { GAP_MAX = 6 };
    size_t count = object->structure->wire_count;
    for (size_t from = 0; from < count && !is_full(object); from++) {
        take_all(object);
        for (size_t to = from; to < count && to < from + GAP_MAX && !object->structure->wire[to].is_required; to++) {
            object->is_there[to] = false;
            spot_accept(object->spot, "gap", plain(object));
            if (to + 1 < count)
                try_next(object, "gap_before_another", to + 1);
        }
    }
}

static void vary_strangers(const struct object *object)
{
    static const char *const keys[] = {
        "",         "a",      "unknown",
        "\xc3\xa9", "\"\\\n", "a key that is longer than any key that a schema may have had in mind, and longer still"};
    static const char *const values[] = {"null", "[1,{\"a\":[]}]",  "\"\\u0000\"", "-1.5e+3",
                                         "true", "\"a\\\"]}\\\\\"", "{}"};
    struct pool *pool = object->spot->list->maker->pool;
    size_t count = object->structure->wire_count;
    take_required(object);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        try_key(object, "unknown_key", 0, sheet_of(keys[i]));
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        try_stranger(object, "unknown", count, sheet_printf(pool, "%s:%s", object->stranger, values[i]));
    try_stranger(object, "unknown_twice", count, sheet_printf(pool, "%s:1,%s:2", object->stranger, object->stranger));
    try_stranger(object, "unknown_nul", count, sheet_of("\"\\u0000\":0"));
    struct sheet longer = SHEET_INIT(pool); /* escaped, and longer than what keys are read into */
    sheet_put(&longer, "\"\\u0061");
    sheet_repeat(&longer, "a", 300);
    sheet_put(&longer, "\":0");
    try_stranger(object, "unknown_long", 0, sheet_done(&longer));
    take_all(object);
    for (size_t i = 0; i < count && !is_full(object); i++)
        try_like(object, i);
    for (size_t i = 0; i <= count && count <= ORDERED_MAX; i++)
        try_stranger(object, pool_printf(pool, "unknown_at_%zu", i), i, sheet_printf(pool, "%s:0", object->stranger));
}

/* What is skipped is JSON all the same, and nests no deeper than the rest. */
static void vary_skipped(const struct object *object)
{
    static const struct {
        const char *value, *fault;
    } values[] = {{"nul", "syntax"},  {"01", "syntax"},       {"\"\\x\"", "syntax"}, {"\"\xff\"", "utf8"},
                  {"[1,]", "syntax"}, {"{\"a\":}", "syntax"}, {"[}", "syntax"},      {"", "syntax"}};
    static const struct {
        const char *json, *fault;
    } keys[] = {{"\"\xff\":1", "utf8"}, {"\"\\ud800\":1", "syntax"}, {"\"\x01\":1", "syntax"}, {"!:1", "syntax"},
                {"\"!\" 1", "syntax"},  {"\"!\"", "syntax"},         {"1:1", "syntax"}};
    struct pool *pool = object->spot->list->maker->pool;
    size_t count = object->structure->wire_count, left = 64 - 1 - spot_level(object->spot);
    take_required(object);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        spot_refuse(object->spot, "broken_key", with(object, count, sheet_of(keys[i].json)), keys[i].fault);
    if (object->structure->is_strict)
        return;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        spot_refuse(object->spot, "unknown_broken",
                    with(object, count, sheet_printf(pool, "%s:%s", object->stranger, values[i].value)),
                    values[i].fault);
    struct sheet sheet = SHEET_INIT(pool), deeper = SHEET_INIT(pool);
    sheet_put(&sheet, object->stranger);
    sheet_put(&sheet, ":");
    sheet_repeat(&sheet, "[", left);
    sheet_repeat(&sheet, "]", left);
    spot_accept(object->spot, "unknown_deep", with(object, count, sheet_done(&sheet)));
    sheet_put(&deeper, object->stranger);
    sheet_put(&deeper, ":");
    sheet_repeat(&deeper, "{\"a\":", left);
    sheet_put(&deeper, "[]");
    sheet_repeat(&deeper, "}", left);
    spot_refuse(object->spot, "unknown_too_deep", with(object, count, sheet_done(&deeper)), "depth");
}

/* ---- between members ---- */

static void vary_punctuation(const struct object *object)
{
    struct pool *pool = object->spot->list->maker->pool;
    take_required(object);
    struct model_text json = plain(object);
    if (json.ptr == NULL)
        return;
    const char *inside = pool_copy(pool, json.ptr, json.len - 1);
    spot_refuse(object->spot, "begins_with_no_key", sheet_of("{?}"), "syntax");
    spot_refuse(object->spot, "begins_with_a_broken_key", sheet_of("{\"\\ud800\":1}"), "syntax");
    spot_refuse(object->spot, "ends_in_a_bracket", sheet_printf(pool, "%s]", inside), "syntax");
    spot_refuse(object->spot, "ends_in_a_comma", sheet_printf(pool, "%s,}", inside), "syntax");
    take_all(object);
    struct model_text all = plain(object);
    if (all.ptr != NULL)
        spot_refuse(object->spot, "all_and_a_comma", sheet_printf(pool, "%s,}", pool_copy(pool, all.ptr, all.len - 1)),
                    "syntax");
    if (json.len <= 2)
        return;
    spot_refuse(object->spot, "begins_with_a_comma", sheet_printf(pool, "{,%s", json.ptr + 1), "syntax");
    spot_refuse(object->spot, "ends_in_two_commas", sheet_printf(pool, "%s,,}", inside), "syntax");
    spot_refuse(object->spot, "lacks_a_comma", sheet_printf(pool, "%s%s:1}", inside, object->stranger), "syntax");
    spot_accept(object->spot, "spaced", spot_spread(pool, json));
    spot_accept(object->spot, "all_spaced", spot_spread(pool, all));
}

/* A document that ends before its last bracket, so that the one behind the last value seems to be it. */
static void try_cut(const struct object *object, const char *what, struct model_text json)
{
    struct pool *pool = object->spot->list->maker->pool;
    if (json.ptr != NULL && object->spot->before.len == 0 && object->spot->after.len == 0)
        spot_refuse(object->spot, what, sheet_printf(pool, "%s", pool_copy(pool, json.ptr, json.len - 1)), "syntax");
}

static void vary_ends(const struct object *object)
{
    struct pool *pool = object->spot->list->maker->pool;
    size_t count = object->structure->wire_count;
    for (size_t last = 0; last < count && !is_full(object); last++) {
        struct sheet sheet = open_object(object);
        struct model_text value = small_full(object->spot->list->maker, object->structure->wire[last].type);
        take_required(object);
        object->is_there[last] = false;
        put_some(object, &sheet, 0, count);
        put(&sheet, sheet_quote(pool, object->structure->wire[last].key));
        sheet_put(&sheet, ":");
        sheet_text(&sheet, value);
        try_cut(object, "cut", close_object(&sheet));
    }
    take_required(object);
    if (object->structure->is_strict)
        return;
    try_cut(object, "cut_behind_a_stranger", with(object, count, sheet_printf(pool, "%s:{}", object->stranger)));
    try_cut(object, "cut_behind_a_stranger", with(object, count, sheet_printf(pool, "%s:[{}]", object->stranger)));
}

/* ---- values ---- */

static void vary_value(const struct object *object, size_t i)
{
    struct maker *maker = object->spot->list->maker;
    const struct model_member *member = &object->structure->wire[i];
    struct sheet before = open_object(object), after = SHEET_INIT(maker->pool);
    take_required(object);
    put_some(object, &before, 0, i);
    put(&before, sheet_quote(maker->pool, member->key));
    sheet_put(&before, ":");
    for (size_t k = i + 1; k < object->structure->wire_count && !after.is_void; k++) {
        if (!object->is_there[k])
            continue;
        sheet_put(&after, ",");
        sheet_text(&after, object->pairs[k]);
    }
    struct spot value = spot_inside(object->spot, sheet_done(&before), close_object(&after), member->name);
    spot_to_member(&value, member->key);
    for (size_t k = 0; k < member->examples.count; k++)
        if (!member->examples.items[k].is_reject)
            spot_accept(&value, "example", member->examples.items[k].json);
    if (member->type->kind == MODEL_STRUCT || member->type->kind == MODEL_UNION)
        vary_little(&value, member->type, member->is_nullable);
    else
        vary(&value, member->type, member->is_nullable);
}

/* All that may be null at once: each but the first stands behind another member. */
static void vary_nulls(const struct object *object)
{
    struct pool *pool = object->spot->list->maker->pool;
    struct sheet sheet = open_object(object);
    take_required(object);
    for (size_t i = 0; i < object->structure->wire_count; i++) {
        const struct model_member *member = &object->structure->wire[i];
        if (member->is_nullable)
            put(&sheet, sheet_printf(pool, "%s:null", sheet_quote(pool, member->key).ptr));
        else
            put_some(object, &sheet, i, i + 1);
    }
    spot_accept(object->spot, "all_null", close_object(&sheet));
}

static bool has_key(const struct model_struct *structure, const struct model_union *choice, struct model_text key)
{
    for (size_t i = 0; structure != NULL && i < structure->wire_count; i++)
        if (sheet_equal(structure->wire[i].key, key))
            return true;
    for (size_t i = 0; choice != NULL && i < choice->variant_count; i++)
        if (sheet_equal(choice->variants[i].tag, key))
            return true;
    return choice != NULL && ((choice->tag_key.ptr != NULL && sheet_equal(choice->tag_key, key)) ||
                              (choice->content_key.ptr != NULL && sheet_equal(choice->content_key, key)));
}

const char *vary_stranger(struct pool *pool, const struct model_struct *structure, const struct model_union *choice)
{
    struct model_text key = sheet_of("!");
    while (has_key(structure, choice, key))
        key = sheet_printf(pool, "%s!", key.ptr);
    return sheet_quote(pool, key).ptr;
}

/* Every number as long as it can be written: all the room that is reserved is used. */
static void vary_width(const struct object *object)
{
    struct maker *maker = object->spot->list->maker;
    struct sheet sheet = open_object(object);
    for (size_t i = 0; i < object->structure->wire_count; i++) {
        const struct model_member *member = &object->structure->wire[i];
        struct model_text value = pick_widest(maker, member->type);
        if (value.ptr == NULL)
            value = small_full(maker, member->type);
        if (value.ptr == NULL && !member->is_required)
            continue;
        put(&sheet, sheet_quote(maker->pool, member->key));
        sheet_put(&sheet, ":");
        sheet_text(&sheet, value);
    }
    spot_accept(object->spot, "widest", close_object(&sheet));
}

void vary_members(const struct spot *spot, const struct model_struct *structure, const struct model_union *choice,
                  const char *head)
{
    struct maker *maker = spot->list->maker;
    struct object object = {.spot = spot, .structure = structure, .head = head};
    object.stranger = vary_stranger(maker->pool, structure, choice);
    object.pairs = pool_alloc(maker->pool, structure->wire_count * sizeof *object.pairs);
    object.is_there = pool_alloc(maker->pool, structure->wire_count * sizeof *object.is_there);
    for (size_t i = 0; i < structure->wire_count; i++)
        object.pairs[i] = pair_of(maker, &structure->wire[i]);
    vary_empty(&object);
    vary_presence(&object);
    vary_gaps(&object);
    vary_twice(&object);
    vary_escapes(&object);
    vary_order(&object);
    vary_strangers(&object);
    vary_skipped(&object);
    vary_punctuation(&object);
    vary_ends(&object);
    vary_width(&object);
    vary_nulls(&object);
    for (size_t i = 0; i < structure->wire_count && !is_full(&object); i++)
        vary_value(&object, i);
}

void vary_struct(const struct spot *spot, const struct model_type *type)
{
    vary_members(spot, type->structure, NULL, "");
}
