/* SPDX-License-Identifier: MIT */
/* Values of scalars, by number; what examples the schema gives of types of the user's come first. */
#include "config.h"

#include "sample/maker.h"
#include "sample/sheet.h"

#include <inttypes.h>
#include <stdlib.h>

void maker_init(struct maker *maker, struct pool *pool, const struct model_type *type)
{
    *maker = (struct maker){
        .pool = pool, .ranks = NAME_MAP_INIT(pool), .matchings = NAME_MAP_INIT(pool), .smalls = NAME_MAP_INIT(pool)};
    rank_all(maker, type);
}

static const struct model_text none = {NULL, 0};

static struct model_text pick_bool(size_t n)
{
    return n == 0 ? sheet_of("false") : n == 1 ? sheet_of("true") : none;
}

/* ---- enums ---- */

static struct model_text pick_known(struct maker *maker, const struct model_enum *enumeration, size_t n)
{
    const struct model_enumerator *enumerator = &enumeration->enumerators[n];
    if (enumeration->is_number)
        return sheet_printf(maker->pool, "%jd", (intmax_t)enumerator->number);
    return sheet_quote(maker->pool, enumerator->text);
}

static bool is_known(const struct model_enum *enumeration, int64_t number)
{
    for (size_t i = 0; i < enumeration->enumerator_count; i++)
        if (enumeration->enumerators[i].number == number)
            return true;
    return false;
}

/* Of an open enum, what it does not know comes behind what it knows. */
static struct model_text pick_unknown(struct maker *maker, const struct model_enum *enumeration, size_t n)
{
    if (!enumeration->is_number)
        return sheet_quote(maker->pool, sheet_printf(maker->pool, "other %zu", n));
    for (size_t i = 0;; i++) {
        struct model_text text = pick_integer(maker, enumeration->base, i);
        bool is_short = text.ptr != NULL && text.len < 19;
        if (text.ptr == NULL || (is_short && !is_known(enumeration, strtoll(text.ptr, NULL, 10)) && n-- == 0))
            return text;
    }
}

static struct model_text pick_enum(struct maker *maker, const struct model_enum *enumeration, size_t n)
{
    if (n < enumeration->enumerator_count)
        return pick_known(maker, enumeration, n);
    return enumeration->is_open ? pick_unknown(maker, enumeration, n - enumeration->enumerator_count) : none;
}

/* ---- types of the user's ---- */

static struct model_text pick_extern(struct maker *maker, const struct model_extern *external, size_t n)
{
    for (size_t i = 0; i < external->examples.count; i++)
        if (!external->examples.items[i].is_reject && n-- == 0)
            return external->examples.items[i].json;
    return pick(maker, external->base, n);
}

/* ---- all ---- */

struct model_text pick(struct maker *maker, const struct model_type *type, size_t n)
{
    switch (type->kind) {
    case MODEL_BOOL: return pick_bool(n);
    case MODEL_FLOAT32:
    case MODEL_FLOAT64: return pick_float(maker, type, n);
    case MODEL_STRING: return pick_string(maker, type, n);
    case MODEL_BYTES: return pick_bytes(maker, type, n);
    case MODEL_DECIMAL: return pick_decimal(maker, type, n);
    case MODEL_JSON: return n == 0 ? sheet_of("null") : sheet_printf(maker->pool, "%zu", n);
    case MODEL_ENUM: return pick_enum(maker, type->enumeration, n);
    case MODEL_EXTERN: return pick_extern(maker, type->external, n);
    case MODEL_MAYBE: return n == 0 ? sheet_of("null") : pick(maker, type->item, n - 1);
    case MODEL_STRUCT:
    case MODEL_UNION:
    case MODEL_ARRAY:
    case MODEL_FIXED:
    case MODEL_MAP: return small_of(maker, type);
    default: return pick_integer(maker, type, n);
    }
}

struct model_text pick_key(struct maker *maker, const struct model_type *type, size_t n)
{
    struct model_text text = pick(maker, type, n);
    return text.ptr != NULL && *text.ptr != '"' ? sheet_quote(maker->pool, text) : text;
}

struct model_text pick_quoted(struct maker *maker, const struct model_type *type, struct model_text number)
{
    return type->is_quoted && number.ptr != NULL ? sheet_quote(maker->pool, number) : number;
}
