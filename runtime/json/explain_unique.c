/* SPDX-License-Identifier: MIT */
/*
 * Which values are equal, for arrays whose items may stand once and for keys of maps.
 *
 * The set is made of sorted runs whose lengths are the powers of two that add up to its count:
 *
 *     count 11:   |........|..|.|
 *
 * A value is searched in each run. Added, it is a run of one, which is merged with the run before while that is no
 * longer. Nobody can choose values for which this gets slow, as one could with hashes.
 */
#include "config.h"

#include "json/explain.h"
#include "json/number.h"

#include <swage/read.h>

#include <stdlib.h>

#define SET_FIRST 16 /* items of the first allocation */

/* --- identities --------------------------------------------------------------------------------------------------- */

/* Of numbers that are equal the bits are equal: 0 and -0 are. */
static uint64_t float_bits(const struct swage_type *type, swage_str text)
{
    const char *end = text.ptr + text.len;
    double value = 0;
    float narrow = 0;
    uint64_t bits;
    if (type->kind == SWAGE_KIND_FLOAT64) {
        number_read_float64(text.ptr, end, &value);
    } else {
        number_read_float32(text.ptr, end, &narrow);
        value = (double)narrow;
    }
    value += 0.0;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static void identify_number(const struct swage_type *type, swage_str text, struct explain_identity *out)
{
    struct explain_number number;
    if (type->kind == SWAGE_KIND_DECIMAL) {
        *out = (struct explain_identity){.kind = EXPLAIN_DECIMAL, .text = text};
        return;
    }
    *out = (struct explain_identity){.kind = EXPLAIN_BITS};
    if (type->kind == SWAGE_KIND_FLOAT32 || type->kind == SWAGE_KIND_FLOAT64)
        out->bits = float_bits(type, text);
    else if (explain_number_in(text, &number))
        out->bits = number.negative ? 0 - number.magnitude : number.magnitude;
}

static bool identify_string(struct explain *x, const struct swage_type *type, swage_str json,
                            struct explain_identity *out)
{
    struct explain_text string = {.start = json.ptr + 1, .quote = json.ptr + json.len - 1};
    swage_bytes bytes = {NULL, 0};
    *out = (struct explain_identity){.kind = EXPLAIN_TEXT};
    if (!explain_unescape(x, &string, &out->text))
        return false;
    if (type->kind != SWAGE_KIND_BYTES)
        return true;
    if (!swage_bytes_decode(type->encoding, out->text, &x->texts, &bytes))
        return explain_end_memory(x, x->texts.failed);
    out->text = swage_str_of((const char *)bytes.ptr, bytes.len);
    return true;
}

bool explain_identify(struct explain *x, const struct swage_type *type, swage_str json, struct explain_identity *out)
{
    if (type->kind == SWAGE_KIND_EXTERN)
        return explain_identify(x, type->item, json, out);
    if (*json.ptr == 'n') {
        *out = (struct explain_identity){.kind = EXPLAIN_NULL};
        return true;
    }
    if (*json.ptr == '"' && !explain_is_quoted(type))
        return identify_string(x, type, json, out);
    if (type->kind == SWAGE_KIND_BOOL)
        *out = (struct explain_identity){.kind = EXPLAIN_BITS, .bits = *json.ptr == 't'};
    else if (explain_is_quoted(type))
        identify_number(type, swage_str_of(json.ptr + 1, json.len - 2), out);
    else
        identify_number(type, json, out);
    return true;
}

void explain_identify_key(const struct swage_type *type, swage_str key, struct explain_identity *out)
{
    if (type->kind == SWAGE_KIND_STRING || type->kind == SWAGE_KIND_ENUM)
        *out = (struct explain_identity){.kind = EXPLAIN_TEXT, .text = key};
    else
        identify_number(type, key, out);
}

/* --- sets --------------------------------------------------------------------------------------------------------- */

static int compare(const void *left, const void *right)
{
    const struct explain_identity *a = left, *b = right;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->kind == EXPLAIN_DECIMAL)
        return swage_decimal_compare(a->text, b->text);
    if (a->bits != b->bits)
        return a->bits < b->bits ? -1 : 1;
    if (a->text.len != b->text.len)
        return a->text.len < b->text.len ? -1 : 1;
    return a->text.len > 0 ? memcmp(a->text.ptr, b->text.ptr, a->text.len) : 0;
}

static bool set_holds(const struct explain_set *set, const struct explain_identity *value)
{
    size_t end = set->count;
    while (end > 0) {
        size_t run = end & (~end + 1); /* the lowest bit: the runs get longer towards the front */
        if (bsearch(value, set->items + end - run, run, sizeof *value, compare))
            return true;
        end -= run;
    }
    return false;
}

static bool set_grow(struct explain_set *set)
{
    size_t cap = set->cap ? set->cap * 2 : SET_FIRST;
    struct explain_identity *items =
        cap <= SIZE_MAX / sizeof *items ? realloc(set->items, cap * sizeof *items) : NULL;
    if (!items)
        return false;
    set->items = items;
    set->cap = cap;
    return true;
}

bool explain_set_add(struct explain *x, struct explain_set *set, const struct explain_identity *value, bool *is_new)
{
    *is_new = !set_holds(set, value);
    if (!*is_new)
        return true;
    if (set->count == set->cap && !set_grow(set))
        return explain_end_memory(x, SWAGE_E_NOMEM);
    set->items[set->count++] = *value;
    size_t run = set->count & (~set->count + 1);
    if (run > 1)
        qsort(set->items + set->count - run, run, sizeof *value, compare);
    return true;
}

void explain_set_done(struct explain_set *set)
{
    free(set->items);
}
