/* SPDX-License-Identifier: MIT */
/* Arrays and maps: how many there are, what each may be, and which are the same. */
#include "config.h"

#include "sample/vary.h"

#include "sample/sheet.h"

#include <string.h>

enum { MANY_BYTES = 1 << 17, AHEAD = 3 };

static const struct model_type *bare(const struct model_type *item)
{
    return item->kind == MODEL_MAYBE ? item->item : item;
}

/* A type of the schema's own: what is in it is varied where it is the root. */
static bool is_declared(const struct model_type *type)
{
    return type->kind == MODEL_STRUCT || type->kind == MODEL_UNION;
}

static void vary_item(const struct spot *spot, const struct model_type *item)
{
    if (is_declared(bare(item)))
        vary_little(spot, item, false);
    else
        vary(spot, item, false);
}

/* ---- counts ---- */

static void try_count(const struct spot *spot, const struct model_type *type, const char *what, size_t count)
{
    size_t each = pick(spot->list->maker, type->item, 0).len + 1;
    struct model_text json = {NULL, 0};
    if (count <= MANY_BYTES / (each == 0 ? 1 : each))
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
    if (type->least > 1)
        try_count(spot, type, "none", 0);
    try_count(spot, type, "over_least", type->least + 1);
    try_count(spot, type, "at_most", most);
    try_count(spot, type, "over_most", most + 1);
    if (most > type->least + 2)
        try_count(spot, type, "under_most", most - 1);
    if (most > 16 && type->least <= 16) /* room grows on the way */
        try_count(spot, type, "some", 16);
}

/* ---- items ---- */

/* The place of item `index` of `count`. */
static struct spot item_spot(const struct spot *spot, const struct model_type *type, size_t index, size_t count,
                             const char *what)
{
    struct maker *maker = spot->list->maker;
    struct sheet before = SHEET_INIT(maker->pool), after = SHEET_INIT(maker->pool);
    sheet_put(&before, "[");
    for (size_t i = 0; i < index; i++) {
        sheet_text(&before, pick(maker, type->item, type->is_unique ? i : 0));
        sheet_put(&before, ",");
    }
    for (size_t i = index + 1; i < count; i++) {
        sheet_put(&after, ",");
        sheet_text(&after, pick(maker, type->item, type->is_unique ? i : 0));
    }
    sheet_put(&after, "]");
    struct spot inside = spot_inside(spot, sheet_done(&before), sheet_done(&after), what);
    spot_to_item(&inside, index);
    return inside;
}

/* Later items are asked too, and the pointer says which. */
static void vary_later(const struct spot *spot, const struct model_type *type)
{
    size_t count = type->most < AHEAD ? type->most : type->least > AHEAD ? type->least : AHEAD;
    if (count < 2)
        return;
    struct spot last = item_spot(spot, type, count - 1, count, "last");
    if (type->item->kind != MODEL_MAYBE && bare(type->item)->kind != MODEL_JSON)
        spot_refuse(&last, "null", sheet_of("null"), "null");
    if (!is_declared(bare(type->item))) {
        if (!type->is_unique)
            spot_accept(&last, "another", small_full(spot->list->maker, bare(type->item)));
        return;
    }
    struct spot first = item_spot(spot, type, 0, count, "first");
    spot_accept(&first, "full", small_full(spot->list->maker, bare(type->item)));
    spot_accept(&last, "full", small_full(spot->list->maker, bare(type->item)));
}

static void vary_items(const struct spot *spot, const struct model_type *type)
{
    bool may_collide = type->is_unique && type->least > 1;
    if (type->most == 0)
        return;
    if (!may_collide) {
        struct spot first = item_spot(spot, type, 0, type->least > 1 ? type->least : 1, "item");
        vary_item(&first, type->item);
    }
    vary_later(spot, type);
}

/* ---- items that stand once ---- */

/* The same value in other words; NULL: there are none. */
static struct model_text in_other_words(struct pool *pool, const struct model_type *type, struct model_text json)
{
    switch (type->kind) {
    case MODEL_STRING:
    case MODEL_BYTES:
    case MODEL_ENUM:
        if (*json.ptr != '"' || json.len < 3 || (unsigned char)json.ptr[1] >= 0x80 || json.ptr[1] == '\\')
            break;
        return sheet_printf(pool, "\"\\u%04x%s", (unsigned)(unsigned char)json.ptr[1], json.ptr + 2);
    case MODEL_FLOAT32:
    case MODEL_FLOAT64:
    case MODEL_DECIMAL:
        if (type->is_quoted || strpbrk(json.ptr, "eE") != NULL)
            break;
        return sheet_printf(pool, "%s%s0", json.ptr, strchr(json.ptr, '.') == NULL ? "." : "");
    case MODEL_EXTERN: return in_other_words(pool, type->item, json);
    default: break;
    }
    return (struct model_text){NULL, 0};
}

/* `count` items, of which the last is `again`, the same as the one at `same`. */
static void try_twice(const struct spot *spot, const struct model_type *type, const char *what, size_t count,
                      struct model_text again)
{
    struct maker *maker = spot->list->maker;
    struct sheet sheet = SHEET_INIT(maker->pool);
    if (count < 2 || count < type->least || count > type->most)
        return;
    sheet_put(&sheet, "[");
    for (size_t i = 0; i + 1 < count; i++) {
        sheet_text(&sheet, pick(maker, type->item, i));
        sheet_put(&sheet, ",");
    }
    sheet_text(&sheet, again);
    sheet_put(&sheet, "]");
    spot_refuse_item(spot, what, sheet_done(&sheet), "unique", count - 1);
}

static void vary_unique(const struct spot *spot, const struct model_type *type)
{
    struct maker *maker = spot->list->maker;
    size_t counts[] = {2, 3, type->least, type->most < 64 ? type->most : 40};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        try_twice(spot, type, "first_again", counts[i], pick(maker, type->item, 0));
        if (counts[i] > 2)
            try_twice(spot, type, "last_again", counts[i], pick(maker, type->item, counts[i] - 2));
    }
    struct model_text first = pick(maker, type->item, 0), second = pick(maker, type->item, 1);
    if (first.ptr != NULL)
        try_twice(spot, type, "first_in_other_words", type->least > 2 ? type->least : 2,
                  in_other_words(maker->pool, type->item, first));
    if (second.ptr != NULL)
        try_twice(spot, type, "second_in_other_words", type->least > 3 ? type->least : 3,
                  in_other_words(maker->pool, type->item, second));
}

void vary_list(const struct spot *spot, const struct model_type *type)
{
    try_counts(spot, type);
    vary_items(spot, type);
    if (type->is_unique)
        vary_unique(spot, type);
    if (type->most == 0)
        return;
    spot_refuse_item(spot, "comma_alone", sheet_of("[,]"), "syntax", 0);
    spot_refuse_item(spot, "another_end", sheet_of("[}"), "syntax", 0);
}
