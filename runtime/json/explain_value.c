/* SPDX-License-Identifier: MIT */
/*
 * Values that are no object or array against what their types allow, and how that is said to people.
 */
#include "config.h"

#include "json/explain.h"

#include <stdio.h>

/* A number, which may be a string on the wire. */
static const char *wanted_number(const struct swage_type *type)
{
    bool is_integer = type->kind == SWAGE_KIND_INTEGER || type->kind == SWAGE_KIND_UNSIGNED ||
                      type->kind == SWAGE_KIND_ENUM_NUMBER;
    if (explain_is_quoted(type))
        return is_integer ? "a string that holds an integer" : "a string that holds a number";
    return is_integer ? "an integer" : "a number";
}

const char *explain_wanted(const struct swage_type *type)
{
    switch (type->kind) {
    case SWAGE_KIND_BOOL: return "a boolean";
    case SWAGE_KIND_STRING:
    case SWAGE_KIND_BYTES:
    case SWAGE_KIND_ENUM: return "a string";
    case SWAGE_KIND_STRUCT:
    case SWAGE_KIND_MAP: return "an object";
    case SWAGE_KIND_ARRAY: return "an array";
    case SWAGE_KIND_UNION: return type->tagging == SWAGE_TAG_NONE ? "a value" : "an object";
    case SWAGE_KIND_EXTERN: return explain_wanted(type->item);
    case SWAGE_KIND_JSON: return "a value";
    default: return wanted_number(type);
    }
}

void explain_list_add(struct explain_list *list, const char *joint, const char *quote, swage_str item)
{
    int len = snprintf(list->text + list->len, sizeof list->text - list->len, "%s%s%.*s%s", list->len ? joint : "",
                       quote, (int)(item.len < sizeof list->text ? item.len : sizeof list->text), item.ptr, quote);
    list->len += (size_t)len;
    if (list->len > sizeof list->text - 1)
        list->len = sizeof list->text - 1;
}

bool explain_list_has_room(const struct explain_list *list)
{
    return list->len < sizeof list->text - 1;
}

bool explain_mismatch(struct explain *x, const struct swage_type *type, const char *found)
{
    explain_add_type(x, SWAGE_FAULT_TYPE, x->p, explain_wanted(type), found);
    return explain_skip(x);
}

/* Whether the value at the cursor is the JSON that the type is written as. */
static bool is_of(const struct explain *x, const struct swage_type *type)
{
    switch (type->kind) {
    case SWAGE_KIND_BOOL: return *x->p == 't' || *x->p == 'f';
    case SWAGE_KIND_STRING:
    case SWAGE_KIND_BYTES:
    case SWAGE_KIND_ENUM: return *x->p == '"';
    default: return explain_is_quoted(type) ? *x->p == '"' : explain_at_number(x);
    }
}

bool explain_scalar(struct explain *x, const struct swage_type *type, const char *found)
{
    if (!is_of(x, type))
        return explain_mismatch(x, type, found);
    switch (type->kind) {
    case SWAGE_KIND_BOOL: return explain_skip(x);
    case SWAGE_KIND_STRING:
    case SWAGE_KIND_BYTES:
    case SWAGE_KIND_ENUM: return explain_chars(x, type);
    default: return explain_digits(x, type);
    }
}
