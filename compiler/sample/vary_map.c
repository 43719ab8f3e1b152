/* SPDX-License-Identifier: MIT */
/* Maps: counts, keys of every type, keys that come twice, and values. A pointer goes on by the key as it was sent. */
#include "config.h"

#include "sample/vary.h"

#include "model/value.h"
#include "sample/sheet.h"

#include <inttypes.h>
#include <string.h>

static bool is_declared(const struct model_type *type)
{
    return type->kind == MODEL_STRUCT || type->kind == MODEL_UNION ||
           (type->kind == MODEL_MAYBE && is_declared(type->item));
}

/* ---- counts ---- */

static void try_count(const struct spot *spot, const struct model_type *type, const char *what, size_t count)
{
    enum { MANY = 4096 };
    struct model_text json = {NULL, 0};
    if (count <= MANY)
        json = small_list(spot->list->maker, type, count);
    if (count < type->least || count > type->most)
        spot_refuse(spot, what, json, count < type->least ? "too_few" : "too_many");
    else
        spot_accept(spot, what, json);
}

static void try_counts(const struct spot *spot, const struct model_type *type)
{
    size_t most = type->most == MODEL_UNBOUNDED ? type->least + 20 : type->most;
    try_count(spot, type, "at_least", type->least);
    if (type->least > 0)
        try_count(spot, type, "under_least", type->least - 1);
    try_count(spot, type, "over_least", type->least + 1);
    try_count(spot, type, "at_most", most);
    try_count(spot, type, "over_most", most + 1);
    if (most > type->least + 2)
        try_count(spot, type, "under_most", most - 1);
}

/* ---- entries ---- */

/* The place of the first of the fewest entries: behind it stand those that have to be there. */
static struct spot entry_spot(const struct spot *spot, const struct model_type *type, const char *what)
{
    struct maker *maker = spot->list->maker;
    struct sheet after = SHEET_INIT(maker->pool);
    for (size_t i = 1; i < type->least; i++) {
        sheet_put(&after, ",");
        sheet_text(&after, pick_key(maker, type->key, i));
        sheet_put(&after, ":");
        sheet_text(&after, pick(maker, type->item, 0));
    }
    sheet_put(&after, "}");
    return spot_inside(spot, sheet_of("{"), sheet_done(&after), what);
}

static struct model_text entry(const struct spot *spot, const struct model_type *type, struct model_text key)
{
    struct sheet sheet = SHEET_INIT(spot->list->maker->pool);
    sheet_text(&sheet, key);
    sheet_put(&sheet, ":");
    sheet_text(&sheet, pick(spot->list->maker, type->item, 0));
    return sheet_done(&sheet);
}

/* Whether a pointer must not have the key in it. */
static void go_to(struct spot *spot, const struct model_type *type, struct model_text key)
{
    if (spot->is_secret || type->key->is_secret)
        spot->is_cut = true;
    else
        spot_to_member(spot, key);
}

/* An entry whose key is `json`, which stands for `text`. */
static void try_key(const struct spot *spot, const struct model_type *type, const char *what, struct model_text json,
                    struct model_text text, const char *fault)
{
    struct spot at = *spot;
    go_to(&at, type, text);
    if (fault == NULL)
        spot_accept(&at, what, entry(spot, type, json));
    else
        spot_refuse(&at, what, entry(spot, type, json), fault);
}

/* ---- keys ---- */

static void try_text_key(const struct spot *spot, const struct model_type *type, const char *what,
                         struct model_text text)
{
    if (text.ptr != NULL)
        try_key(spot, type, what, sheet_quote(spot->list->maker->pool, text), text, vary_string_fault(type->key, text));
}

static struct model_text repeat(struct pool *pool, const char *text, size_t count)
{
    struct sheet sheet = SHEET_INIT(pool);
    sheet_repeat(&sheet, text, count);
    return sheet_done(&sheet);
}

static void try_key_length(const struct spot *spot, const struct model_type *type, const char *what, size_t points)
{
    struct pool *pool = spot->list->maker->pool;
    struct model_text text = pick_of_length(spot->list->maker, type->key, points);
    try_text_key(spot, type, what, text.ptr == NULL ? repeat(pool, "a", points) : text);
    if (type->key->format == MODEL_FORMAT_NONE && points < 4096)
        try_text_key(spot, type, what, repeat(pool, "\xf0\x9f\x98\x80", points));
}

static void vary_text_keys(const struct spot *spot, const struct model_type *type)
{
    static const char *const texts[] = {"", "/", "~", "~1", "a/b~c", "\"\\\n", "\xc3\xa9", "no such thing"};
    const struct model_type *key = type->key;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        try_text_key(spot, type, "key", sheet_of(texts[i]));
    if (key->least > 0)
        try_key_length(spot, type, "key_under_least", key->least - 1);
    try_key_length(spot, type, "key_at_least", key->least);
    if (key->most != MODEL_UNBOUNDED) {
        try_key_length(spot, type, "key_at_most", key->most);
        try_key_length(spot, type, "key_over_most", key->most + 1);
    }
    if (!key->allows_nul)
        try_text_key(spot, type, "key_with_nul", (struct model_text){"a\0", 2});
}

static void try_number_key(const struct spot *spot, const struct model_type *type, struct model_text number)
{
    struct pool *pool = spot->list->maker->pool;
    try_key(spot, type, "key", sheet_quote(pool, number), number, vary_number_fault(type->key, number));
}

static void vary_number_keys(const struct spot *spot, const struct model_type *type)
{
    static const char *const numbers[] = {"0",
                                          "-0",
                                          "1",
                                          "-1",
                                          "127",
                                          "128",
                                          "-129",
                                          "255",
                                          "256",
                                          "65536",
                                          "2147483648",
                                          "9223372036854775808",
                                          "18446744073709551616",
                                          "1.0",
                                          "1e2"};
    static const char *const wrong[] = {"", " 1", "1 ", "+1", "01", "-", "1.", "a", "0x1", "1a"};
    struct pool *pool = spot->list->maker->pool;
    bool is_signed = type->key->kind <= MODEL_INT64;
    struct model_text low =
        is_signed ? sheet_printf(pool, "%" PRId64, type->key->min) : sheet_printf(pool, "%" PRIu64, type->key->umin);
    struct model_text high =
        is_signed ? sheet_printf(pool, "%" PRId64, type->key->max) : sheet_printf(pool, "%" PRIu64, type->key->umax);
    const struct model_text border[] = {low, vary_nudge(pool, low.ptr, false), high, vary_nudge(pool, high.ptr, true)};
    for (size_t i = 0; i < sizeof border / sizeof *border; i++)
        try_number_key(spot, type, border[i]);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        try_number_key(spot, type, sheet_of(numbers[i]));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        try_key(spot, type, "key_no_number", sheet_quote(pool, sheet_of(wrong[i])), sheet_of(wrong[i]), "type");
}

static void vary_word_keys(const struct spot *spot, const struct model_type *type)
{
    struct pool *pool = spot->list->maker->pool;
    const struct model_enum *enumeration = type->key->enumeration;
    for (size_t i = 0; i < enumeration->enumerator_count; i++) {
        struct model_text word = enumeration->enumerators[i].text;
        try_key(spot, type, "key", sheet_quote(pool, word), word, NULL);
    }
    struct model_text unknown = sheet_of("no such word, in all likelihood");
    try_key(spot, type, "key_unknown", sheet_quote(pool, unknown), unknown, "enum");
}

/* A key that is no JSON is a fault of the object. */
static void vary_broken_keys(const struct spot *spot, const struct model_type *type)
{
    static const struct {
        const char *what, *json, *fault;
    } rows[] = {{"key_without_quotes", "a", "syntax"},
                {"key_half_a_pair", "\"\\ud83d\"", "syntax"},
                {"key_no_utf8", "\"\xff\"", "utf8"},
                {"key_control", "\"\x01\"", "syntax"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        spot_refuse(spot, rows[i].what, entry(spot, type, sheet_of(rows[i].json)), rows[i].fault);
}

/* ---- keys that come twice ---- */

/* The key with its first character as an escape. */
static struct model_text escaped(struct pool *pool, struct model_text json)
{
    if (json.len < 3 || (unsigned char)json.ptr[1] >= 0x80 || json.ptr[1] == '\\')
        return json;
    return sheet_printf(pool, "\"\\u%04x%s", (unsigned)(unsigned char)json.ptr[1], json.ptr + 2);
}

static struct model_text inside(struct pool *pool, struct model_text json)
{
    return (struct model_text){pool_copy(pool, json.ptr + 1, json.len - 2), json.len - 2};
}

/* `count` entries of which the last has the key of the one at `same`. */
static void try_twice(const struct spot *spot, const struct model_type *type, size_t count, size_t same)
{
    struct maker *maker = spot->list->maker;
    struct sheet sheet = SHEET_INIT(maker->pool);
    struct model_text again = pick_key(maker, type->key, same);
    if (count < 2 || count < type->least || count > type->most || again.ptr == NULL || strchr(again.ptr, '\\') != NULL)
        return;
    sheet_put(&sheet, "{");
    for (size_t i = 0; i + 1 < count; i++) {
        sheet_text(&sheet, entry(spot, type, pick_key(maker, type->key, i)));
        sheet_put(&sheet, ",");
    }
    struct model_text start = sheet_done(&sheet);
    struct spot at = *spot;
    go_to(&at, type, inside(maker->pool, again));
    struct spot end = spot_inside(&at, start, sheet_of("}"), "twice");
    spot_refuse(&end, "", entry(spot, type, again), "duplicate");
    spot_refuse(&end, "escaped", entry(spot, type, escaped(maker->pool, again)), "duplicate");
}

static void vary_twice(const struct spot *spot, const struct model_type *type)
{
    size_t counts[] = {2, 3, type->least, type->most < 64 ? type->most : 24};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        try_twice(spot, type, counts[i], 0);
        if (counts[i] > 2)
            try_twice(spot, type, counts[i], counts[i] - 2);
    }
}

/* ---- values ---- */

static void vary_values(const struct spot *spot, const struct model_type *type)
{
    struct maker *maker = spot->list->maker;
    struct model_text key = pick_key(maker, type->key, 0);
    if (key.ptr == NULL)
        return;
    struct spot value = spot_inside(spot, sheet_printf(maker->pool, "%s:", key.ptr), sheet_of(""), "value");
    if (strchr(key.ptr, '\\') != NULL)
        return;
    go_to(&value, type, inside(maker->pool, key));
    if (is_declared(type->item))
        vary_little(&value, type->item, false);
    else
        vary(&value, type->item, false);
}

void vary_map(const struct spot *spot, const struct model_type *type)
{
    try_counts(spot, type);
    if (type->most > 0) {
        struct spot first = entry_spot(spot, type, "");
        if (type->least > 1) /* the key may be one of the others */
            first = *spot;
        else if (type->key->kind == MODEL_STRING)
            vary_text_keys(&first, type);
        else if (type->key->kind == MODEL_ENUM)
            vary_word_keys(&first, type);
        else
            vary_number_keys(&first, type);
        first = entry_spot(spot, type, "");
        vary_broken_keys(&first, type);
        vary_values(&first, type);
    }
    vary_twice(spot, type);
    spot_refuse(spot, "no_end", sheet_of("{]"), "syntax");
    spot_refuse(spot, "comma_alone", sheet_of("{,}"), "syntax");
}
