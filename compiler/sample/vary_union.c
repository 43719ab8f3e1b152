/* SPDX-License-Identifier: MIT */
/* Unions of all taggings: each variant, and tags that are missing, unknown, of another type, twice, or last. */
#include "config.h"

#include "sample/vary.h"

#include "sample/sheet.h"

#include <string.h>

static bool is_declared(const struct model_type *type)
{
    return type->kind == MODEL_STRUCT || type->kind == MODEL_UNION;
}

static bool is_tag(const struct model_union *choice, struct model_text text)
{
    for (size_t i = 0; i < choice->variant_count; i++)
        if (sheet_equal(choice->variants[i].tag, text))
            return true;
    return false;
}

/* A word that is like one, with another byte at its end, its start, or one more; NULL when that is one. */
static struct model_text like(struct pool *pool, const struct model_union *choice, struct model_text tag, size_t way)
{
    char *copy = pool_printf(pool, "%sx", tag.ptr);
    struct model_text text = {copy, way == 0 ? tag.len + 1 : tag.len};
    copy[text.len] = '\0';
    if (way > 0 && tag.len > 0) {
        char *at = way == 1 ? copy : copy + tag.len - 1;
        if ((unsigned char)*at >= 0x80)
            return (struct model_text){NULL, 0};
        *at = *at == '!' ? '#' : '!';
    }
    return is_tag(choice, text) ? (struct model_text){NULL, 0} : text;
}

enum { WAYS = 3 };

static const char *escaped(struct pool *pool, struct model_text text)
{
    if (text.len == 0 || (unsigned char)text.ptr[0] >= 0x80)
        return sheet_quote(pool, text).ptr;
    return pool_printf(pool, "\"\\u%04x%s", (unsigned)text.ptr[0],
                       sheet_quote(pool, (struct model_text){text.ptr + 1, text.len - 1}).ptr + 1);
}

/* What every object with a tag may have wrong. `rest` is what stands behind the tag, with its comma; `other` is what
   does without. */
static void vary_tag(const struct spot *spot, const struct model_union *choice, const char *rest)
{
    static const struct {
        const char *what, *json, *fault;
    } rows[] = {{"tag_null", "null", "null"},
                {"tag_number", "1", "type"},
                {"tag_object", "{}", "type"},
                {"tag_array", "[]", "type"},
                {"tag_true", "true", "type"},
                {"tag_empty", "\"\"", "enum"},
                {"tag_unknown", "\"no such tag, in all likelihood\"", "enum"},
                {"tag_with_nul", "\"\\u0000\"", "enum"}};
    struct pool *pool = spot->list->maker->pool;
    const char *key = sheet_quote(pool, choice->tag_key).ptr;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].what, "tag_empty") != 0 || !is_tag(choice, sheet_of("")))
            spot_refuse_member(spot, rows[i].what, sheet_printf(pool, "{%s:%s%s}", key, rows[i].json, rest),
                               rows[i].fault, choice->tag_key);
    spot_refuse_member(spot, "tag_missing", sheet_printf(pool, "{%s:1%s}", vary_stranger(pool, NULL, choice), rest),
                       "missing", choice->tag_key);
    spot_refuse_member(spot, "none", sheet_of("{}"), "missing", choice->tag_key);
    spot_refuse(spot, "comma_alone", sheet_of("{,}"), "syntax");
}

/* Tags that are like a variant's, with what would be right behind that. */
static void vary_like_tags(const struct spot *spot, const struct model_union *choice,
                           const struct model_variant *variant, const char *rest)
{
    struct pool *pool = spot->list->maker->pool;
    const char *key = sheet_quote(pool, choice->tag_key).ptr;
    for (size_t way = 0; way < WAYS; way++) {
        struct model_text tag = like(pool, choice, variant->tag, way);
        if (tag.ptr != NULL)
            spot_refuse_member(spot, "tag_like_it",
                               sheet_printf(pool, "{%s:%s%s}", key, sheet_quote(pool, tag).ptr, rest), "enum",
                               choice->tag_key);
    }
}

/* ---- the tag among the members ---- */

static bool is_member(const struct model_struct *structure, struct model_text key)
{
    for (size_t i = 0; i < structure->wire_count; i++)
        if (key.ptr == NULL || sheet_equal(structure->wire[i].key, key))
            return true;
    return key.ptr == NULL;
}

/* The members of a small object, as they stand between its brackets. */
static const char *inside(struct pool *pool, struct model_text json)
{
    return json.ptr == NULL ? NULL : pool_copy(pool, json.ptr + 1, json.len - 2);
}

static void vary_places(const struct spot *spot, const struct model_union *choice, const struct model_variant *variant)
{
    struct maker *maker = spot->list->maker;
    struct pool *pool = maker->pool;
    const char *key = sheet_quote(pool, choice->tag_key).ptr, *tag = sheet_quote(pool, variant->tag).ptr;
    const char *few = inside(pool, pick(maker, variant->type, 0)),
               *all = inside(pool, small_full(maker, variant->type));
    const char *other_key = vary_stranger(pool, variant->type->structure, choice);
    if (few == NULL || all == NULL)
        return;
    const char *comma = *few == '\0' ? "" : ",", *comma_all = *all == '\0' ? "" : ",";
    spot_accept(spot, "tag_first", sheet_printf(pool, "{%s:%s%s%s}", key, tag, comma_all, all));
    vary_like_tags(spot, choice, variant, pool_printf(pool, "%s%s", comma, few));
    spot_accept(spot, "tag_last", sheet_printf(pool, "{%s%s%s:%s}", all, comma_all, key, tag));
    for (size_t way = 0; way < WAYS && !variant->type->structure->is_strict; way++) {
        struct model_text other = like(pool, choice, choice->tag_key, way);
        if (!is_member(variant->type->structure, other))
            spot_accept(spot, "key_like_the_tag",
                        sheet_printf(pool, "{%s:%s,%s:0%s%s}", key, tag, sheet_quote(pool, other).ptr, comma, few));
    }
    if (!variant->type->structure->is_strict)
        spot_accept(spot, "tag_behind_a_stranger",
                    sheet_printf(pool, "{%s:[{}],%s:%s%s%s}", other_key, key, tag, comma, few));
    spot_accept(spot, "tag_escaped", sheet_printf(pool, "{%s:%s%s%s}", key, escaped(pool, variant->tag), comma, few));
    spot_accept(spot, "tag_key_escaped",
                sheet_printf(pool, "{%s:%s%s%s}", escaped(pool, choice->tag_key), tag, comma, few));
    spot_accept(spot, "tag_spaced", spot_spread(pool, sheet_printf(pool, "{%s:%s%s%s}", key, tag, comma, few)));
    spot_refuse_member(spot, "tag_twice", sheet_printf(pool, "{%s:%s,%s:%s%s%s}", key, tag, key, tag, comma, few),
                       "duplicate", choice->tag_key);
    spot_refuse_member(spot, "tag_again", sheet_printf(pool, "{%s:%s%s%s,%s:%s}", key, tag, comma, few, key, tag),
                       "duplicate", choice->tag_key);
}

static void vary_internal(const struct spot *spot, const struct model_union *choice)
{
    struct pool *pool = spot->list->maker->pool;
    for (size_t i = 0; i < choice->variant_count; i++) {
        const struct model_variant *variant = &choice->variants[i];
        struct spot inner = spot_inside(spot, sheet_of(""), sheet_of(""), variant->c_name);
        const char *head =
            pool_printf(pool, "%s:%s", sheet_quote(pool, choice->tag_key).ptr, sheet_quote(pool, variant->tag).ptr);
        vary_places(&inner, choice, variant);
        vary_members(&inner, variant->type->structure, choice, head);
    }
    vary_tag(spot, choice, "");
}

/* ---- the tag beside the value ---- */

static void vary_pair(const struct spot *spot, const struct model_union *choice, const struct model_variant *variant)
{
    struct maker *maker = spot->list->maker;
    struct pool *pool = maker->pool;
    const char *key = sheet_quote(pool, choice->tag_key).ptr, *content = sheet_quote(pool, choice->content_key).ptr;
    const char *tag = sheet_quote(pool, variant->tag).ptr, *value = pick(maker, variant->type, 0).ptr;
    const char *other_key = vary_stranger(pool, NULL, choice);
    if (value == NULL)
        return;
    vary_like_tags(spot, choice, variant, pool_printf(pool, ",%s:%s", content, value));
    spot_accept(spot, "value_first", sheet_printf(pool, "{%s:%s,%s:%s}", content, value, key, tag));
    spot_accept(spot, "strangers",
                sheet_printf(pool, "{%s:[],%s:%s,%s:{},%s:%s,%s:0}", other_key, key, tag, other_key, content, value,
                             other_key));
    spot_accept(spot, "keys_escaped",
                sheet_printf(pool, "{%s:%s,%s:%s}", escaped(pool, choice->tag_key), escaped(pool, variant->tag),
                             escaped(pool, choice->content_key), value));
    spot_accept(spot, "spaced", spot_spread(pool, sheet_printf(pool, "{%s:%s,%s:%s}", key, tag, content, value)));
    spot_refuse_member(spot, "tag_twice", sheet_printf(pool, "{%s:%s,%s:%s,%s:%s}", key, tag, key, tag, content, value),
                       "duplicate", choice->tag_key);
    spot_refuse_member(spot, "value_twice",
                       sheet_printf(pool, "{%s:%s,%s:%s,%s:%s}", key, tag, content, value, content, value), "duplicate",
                       choice->content_key);
    spot_refuse_member(spot, "value_missing", sheet_printf(pool, "{%s:%s}", key, tag), "missing", choice->content_key);
    spot_refuse_member(spot, "tag_missing", sheet_printf(pool, "{%s:%s}", content, value), "missing", choice->tag_key);
    spot_refuse(spot, "no_comma", sheet_printf(pool, "{%s:%s %s:%s}", key, tag, content, value), "syntax");
    spot_refuse(spot, "comma_behind", sheet_printf(pool, "{%s:%s,%s:%s,}", key, tag, content, value), "syntax");
    spot_refuse(spot, "stranger_broken",
                sheet_printf(pool, "{%s:%s,%s:%s,%s:[1,]}", key, tag, content, value, other_key), "syntax");
    for (size_t way = 0; way < WAYS; way++) {
        struct model_text other = like(pool, choice, choice->content_key, way);
        if (other.ptr != NULL && !sheet_equal(other, choice->tag_key))
            spot_accept(
                spot, "key_like_the_value",
                sheet_printf(pool, "{%s:%s,%s:[],%s:%s}", key, tag, sheet_quote(pool, other).ptr, content, value));
        other = like(pool, choice, choice->tag_key, way);
        if (other.ptr != NULL && !sheet_equal(other, choice->content_key))
            spot_accept(
                spot, "key_like_the_tag",
                sheet_printf(pool, "{%s:%s,%s:[],%s:%s}", key, tag, sheet_quote(pool, other).ptr, content, value));
    }
}

static void vary_content(const struct spot *spot, const struct model_type *type)
{
    if (is_declared(type))
        vary_little(spot, type, false);
    else
        vary(spot, type, false);
}

static void vary_adjacent(const struct spot *spot, const struct model_union *choice)
{
    struct pool *pool = spot->list->maker->pool;
    const char *key = sheet_quote(pool, choice->tag_key).ptr, *content = sheet_quote(pool, choice->content_key).ptr;
    for (size_t i = 0; i < choice->variant_count; i++) {
        const struct model_variant *variant = &choice->variants[i];
        struct spot inner = spot_inside(spot, sheet_of(""), sheet_of(""), variant->c_name);
        vary_pair(&inner, choice, variant);
        struct spot value =
            spot_inside(&inner, sheet_printf(pool, "{%s:%s,%s:", key, sheet_quote(pool, variant->tag).ptr, content),
                        sheet_of("}"), "");
        spot_to_member(&value, choice->content_key);
        vary_content(&value, variant->type);
    }
    vary_tag(spot, choice, pool_printf(pool, ",%s:1", content));
    spot_refuse_member(spot, "value_before_no_tag", sheet_printf(pool, "{%s:[],%s:\"no such tag\"}", content, key),
                       "enum", choice->tag_key);
}

/* ---- the tag as the key ---- */

static void vary_external(const struct spot *spot, const struct model_union *choice)
{
    struct maker *maker = spot->list->maker;
    struct pool *pool = maker->pool;
    const char *other_key = vary_stranger(pool, NULL, choice);
    for (size_t i = 0; i < choice->variant_count; i++) {
        const struct model_variant *variant = &choice->variants[i];
        const char *tag = sheet_quote(pool, variant->tag).ptr, *value = pick(maker, variant->type, 0).ptr;
        struct spot content = spot_inside(spot, sheet_printf(pool, "{%s:", tag), sheet_of("}"), variant->c_name);
        spot_to_member(&content, variant->tag);
        vary_content(&content, variant->type);
        if (value == NULL)
            continue;
        struct spot inner = spot_inside(spot, sheet_of(""), sheet_of(""), variant->c_name);
        spot_accept(&inner, "escaped", sheet_printf(pool, "{%s:%s}", escaped(pool, variant->tag), value));
        spot_accept(&inner, "spaced", spot_spread(pool, sheet_printf(pool, "{%s:%s}", tag, value)));
        spot_refuse(&inner, "twice", sheet_printf(pool, "{%s:%s,%s:%s}", tag, value, tag, value), "variant");
        spot_refuse(&inner, "and_a_stranger", sheet_printf(pool, "{%s:%s,%s:1}", tag, value, other_key), "variant");
        spot_refuse(&inner, "behind_a_stranger", sheet_printf(pool, "{%s:1,%s:%s}", other_key, tag, value), "variant");
        spot_refuse(&inner, "comma_behind", sheet_printf(pool, "{%s:%s,}", tag, value), "syntax");
        spot_refuse(&inner, "no_end", sheet_printf(pool, "{%s:%s]", tag, value), "syntax");
        for (size_t way = 0; way < WAYS; way++) {
            struct model_text other = like(pool, choice, variant->tag, way);
            if (other.ptr != NULL)
                spot_refuse(&inner, "like_it", sheet_printf(pool, "{%s:%s}", sheet_quote(pool, other).ptr, value),
                            "variant");
        }
    }
    spot_refuse(spot, "none", sheet_of("{}"), "variant");
    spot_refuse(spot, "unknown", sheet_of("{\"no such tag, in all likelihood\":1}"), "variant");
    spot_refuse(spot, "comma_alone", sheet_of("{,}"), "syntax");
    spot_refuse(spot, "no_key", sheet_of("{1:1}"), "syntax");
}

/* ---- no tag ---- */

static void vary_untagged(const struct spot *spot, const struct model_union *choice)
{
    struct maker *maker = spot->list->maker;
    for (size_t i = 0; i < choice->variant_count; i++) {
        const struct model_variant *variant = &choice->variants[i];
        struct spot inner = spot_inside(spot, sheet_of(""), sheet_of(""), variant->c_name);
        if (is_declared(variant->type)) {
            spot_accept(&inner, "small", pick(maker, variant->type, 0));
            spot_accept(&inner, "full", small_full(maker, variant->type));
        } else {
            vary_within(&inner, variant->type);
        }
    }
    spot_refuse(spot, "no_value", sheet_of("?"), "syntax");
}

/* Documents that end before their last bracket, where the one behind the value seems to be it. */
static void vary_ends(const struct spot *spot, const struct model_union *choice)
{
    struct maker *maker = spot->list->maker;
    struct pool *pool = maker->pool;
    if (spot->before.len > 0 || spot->after.len > 0)
        return;
    for (size_t i = 0; i < choice->variant_count; i++) {
        const char *tag = sheet_quote(pool, choice->variants[i].tag).ptr;
        const char *value = small_full(maker, choice->variants[i].type).ptr;
        const char *key = choice->tag_key.ptr == NULL ? "" : sheet_quote(pool, choice->tag_key).ptr;
        if (value == NULL)
            continue;
        if (choice->tagging == MODEL_TAG_EXTERNAL)
            spot_refuse(spot, "cut", sheet_printf(pool, "{%s:%s", tag, value), "syntax");
        if (choice->tagging != MODEL_TAG_ADJACENT)
            continue;
        const char *content = sheet_quote(pool, choice->content_key).ptr;
        spot_refuse(spot, "cut", sheet_printf(pool, "{%s:%s,%s:%s", key, tag, content, value), "syntax");
        spot_refuse(
            spot, "cut_behind_a_stranger",
            sheet_printf(pool, "{%s:%s,%s:%s,%s:{}", key, tag, content, value, vary_stranger(pool, NULL, choice)),
            "syntax");
    }
}

void vary_union(const struct spot *spot, const struct model_type *type)
{
    vary_ends(spot, type->choice);
    switch (type->choice->tagging) {
    case MODEL_TAG_INTERNAL: vary_internal(spot, type->choice); break;
    case MODEL_TAG_ADJACENT: vary_adjacent(spot, type->choice); break;
    case MODEL_TAG_EXTERNAL: vary_external(spot, type->choice); break;
    case MODEL_TAG_NONE: vary_untagged(spot, type->choice); break;
    }
}
