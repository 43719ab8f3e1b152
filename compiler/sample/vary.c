/* SPDX-License-Identifier: MIT */
/* Any value: what of JSON it is not, null, and then what its kind makes of it. */
#include "config.h"

#include "sample/vary.h"

#include "sample/sheet.h"

/* ---- the wrong kind of JSON ---- */

/* A bit for each kind of JSON that the type is. */
static unsigned kinds_of(const struct model_type *type)
{
    switch (type->kind) {
    case MODEL_BOOL: return 1u << MODEL_JSON_BOOL;
    case MODEL_STRING:
    case MODEL_BYTES: return 1u << MODEL_JSON_STRING;
    case MODEL_JSON: return ~0u;
    case MODEL_STRUCT:
    case MODEL_MAP: return 1u << MODEL_JSON_OBJECT;
    case MODEL_ARRAY:
    case MODEL_FIXED: return 1u << MODEL_JSON_ARRAY;
    case MODEL_ENUM: return 1u << (type->enumeration->is_number ? MODEL_JSON_NUMBER : MODEL_JSON_STRING);
    case MODEL_EXTERN:
    case MODEL_MAYBE: return kinds_of(type->item);
    case MODEL_UNION: break;
    default: return 1u << (type->is_quoted ? MODEL_JSON_STRING : MODEL_JSON_NUMBER);
    }
    unsigned kinds = 0;
    for (size_t i = 0; i < type->choice->variant_count && type->choice->tagging == MODEL_TAG_NONE; i++)
        kinds |= 1u << type->choice->variants[i].json;
    return kinds == 0 ? 1u << MODEL_JSON_OBJECT : kinds;
}

static void vary_kinds(const struct spot *spot, const struct model_type *type)
{
    static const struct {
        enum model_json kind;
        const char *what, *json;
    } others[] = {
        {MODEL_JSON_OBJECT, "object_for_it", "{}"},   {MODEL_JSON_ARRAY, "array_for_it", "[]"},
        {MODEL_JSON_STRING, "string_for_it", "\"\""}, {MODEL_JSON_STRING, "digits_for_it", "\"1\""},
        {MODEL_JSON_NUMBER, "number_for_it", "1"},    {MODEL_JSON_NUMBER, "negative_for_it", "-1"},
        {MODEL_JSON_BOOL, "true_for_it", "true"},     {MODEL_JSON_BOOL, "false_for_it", "false"},
    };
    unsigned kinds = kinds_of(type);
    bool is_untagged = type->kind == MODEL_UNION && type->choice->tagging == MODEL_TAG_NONE;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if ((kinds >> others[i].kind & 1) == 0)
            spot_refuse(spot, others[i].what, sheet_of(others[i].json), is_untagged ? "variant" : "type");
}

static void vary_null(const struct spot *spot, const struct model_type *type, bool is_nullable)
{
    if (is_nullable || type->kind == MODEL_MAYBE)
        spot_accept(spot, "null", sheet_of("null"));
    else if (type->kind != MODEL_JSON)
        spot_refuse(spot, "null", sheet_of("null"), "null");
}

/* ---- its own kind ---- */

static void vary_bool(const struct spot *spot)
{
    spot_accept(spot, "true", sheet_of("true"));
    spot_accept(spot, "false", sheet_of("false"));
    spot_refuse(spot, "cut_word", sheet_of("tru"), "syntax");
    spot_refuse(spot, "capital", sheet_of("fALSE"), "syntax");
}

static void vary_examples(const struct spot *spot, const struct model_examples *examples)
{
    for (size_t i = 0; i < examples->count; i++)
        if (!examples->items[i].is_reject)
            spot_accept(spot, "example", examples->items[i].json);
}

void vary_within(const struct spot *spot, const struct model_type *type)
{
    switch (type->kind) {
    case MODEL_BOOL: vary_bool(spot); break;
    case MODEL_STRING: vary_string(spot, type); break;
    case MODEL_BYTES: vary_bytes(spot, type); break;
    case MODEL_JSON: vary_json(spot); break;
    case MODEL_ENUM:
        if (type->enumeration->is_number)
            vary_enum_number(spot, type);
        else
            vary_word(spot, type);
        break;
    case MODEL_EXTERN:
        vary_examples(spot, &type->external->examples);
        vary_within(spot, type->item);
        break;
    case MODEL_MAYBE: vary_within(spot, type->item); break;
    case MODEL_STRUCT: vary_struct(spot, type); break;
    case MODEL_UNION: vary_union(spot, type); break;
    case MODEL_ARRAY:
    case MODEL_FIXED: vary_list(spot, type); break;
    case MODEL_MAP: vary_map(spot, type); break;
    default: vary_number(spot, type); break;
    }
}

static struct spot spot_of(const struct spot *spot, const struct model_type *type)
{
    struct spot here = *spot;
    here.is_secret |= type->is_secret || (type->kind == MODEL_MAYBE && type->item->is_secret);
    return here;
}

void vary(const struct spot *spot, const struct model_type *type, bool is_nullable)
{
    struct spot here = spot_of(spot, type);
    vary_null(&here, type, is_nullable);
    vary_kinds(&here, type);
    if (type->alias != NULL)
        vary_examples(&here, &type->alias->examples);
    vary_within(&here, type);
}

/* A fault inside of a value: its pointer goes on from here. */
static void vary_deeper(const struct spot *spot, const struct model_type *type)
{
    const struct model_union *choice = type->choice;
    if (type->kind == MODEL_MAYBE) {
        vary_deeper(spot, type->item);
        return;
    }
    for (size_t i = 0; type->kind == MODEL_STRUCT && i < type->structure->member_count; i++)
        if (type->structure->members[i].is_required) {
            spot_refuse_member(spot, "nothing_in_it", sheet_of("{}"), "missing", type->structure->members[i].key);
            return;
        }
    if (type->kind != MODEL_UNION || choice->tagging == MODEL_TAG_NONE)
        return;
    if (choice->tagging == MODEL_TAG_EXTERNAL)
        spot_refuse(spot, "nothing_in_it", sheet_of("{}"), "variant");
    else
        spot_refuse_member(spot, "nothing_in_it", sheet_of("{}"), "missing", choice->tag_key);
}

void vary_little(const struct spot *spot, const struct model_type *type, bool is_nullable)
{
    struct spot here = spot_of(spot, type);
    vary_null(&here, type, is_nullable);
    vary_kinds(&here, type);
    vary_deeper(&here, type);
    spot_accept(&here, "small", pick(spot->list->maker, type, type->kind == MODEL_MAYBE ? 1 : 0));
    spot_accept(&here, "full", small_full(spot->list->maker, type));
}
