/* SPDX-License-Identifier: MIT */
/* Defaults are in the model as C has them; this is what their JSON is. */
#include "config.h"

#include "sample/standard.h"

#include "sample/maker.h"
#include "sample/sheet.h"

#include <inttypes.h>
#include <stdlib.h>

static void put(struct sheet *sheet, const struct model_type *type, const struct model_value *value);

static void put_number(struct sheet *sheet, const struct model_type *type, struct model_text number)
{
    if (type->is_quoted)
        sheet_string(sheet, number);
    else
        sheet_text(sheet, number);
}

static void put_enum(struct sheet *sheet, const struct model_enum *enumeration, const struct model_enumerator *value)
{
    if (enumeration->is_number)
        sheet_text(sheet, sheet_printf(sheet->pool, "%" PRId64, value->number));
    else
        sheet_string(sheet, value->text);
}

static void put_list(struct sheet *sheet, const struct model_type *type, const struct model_value *value)
{
    const struct model_type *item = type->item->kind == MODEL_MAYBE ? type->item->item : type->item;
    sheet_put(sheet, "[");
    for (size_t i = 0; i < value->item_count; i++) {
        sheet_put(sheet, i > 0 ? "," : "");
        if (value->items[i] == NULL)
            sheet_put(sheet, "null");
        else
            put(sheet, item, value->items[i]);
    }
    sheet_put(sheet, "]");
}

static void put_object(struct sheet *sheet, const struct model_struct *structure, const struct model_value *value)
{
    const char *comma = "";
    sheet_put(sheet, "{");
    for (size_t i = 0; i < structure->member_count; i++) {
        const struct model_member *member = &structure->members[i];
        const struct model_value *own = value->items[i] == NULL ? member->value : value->items[i];
        if (own == NULL)
            continue;
        sheet_put(sheet, comma);
        sheet_string(sheet, member->key);
        sheet_put(sheet, ":");
        put(sheet, member->type, own);
        comma = ",";
    }
    sheet_put(sheet, "}");
}

static void put_text(struct sheet *sheet, const struct model_type *type, struct model_text text)
{
    if (type->kind == MODEL_DECIMAL)
        put_number(sheet, type, text);
    else if (type->kind == MODEL_JSON)
        sheet_text(sheet, text);
    else
        sheet_string(sheet, text);
}

static void put(struct sheet *sheet, const struct model_type *type, const struct model_value *value)
{
    struct pool *pool = sheet->pool;
    switch (value->kind) {
    case MODEL_VALUE_NULL: sheet_put(sheet, "null"); break;
    case MODEL_VALUE_BOOL: sheet_put(sheet, value->boolean ? "true" : "false"); break;
    case MODEL_VALUE_INTEGER: put_number(sheet, type, sheet_printf(pool, "%" PRId64, value->integer)); break;
    case MODEL_VALUE_UNSIGNED: put_number(sheet, type, sheet_printf(pool, "%" PRIu64, value->unsign)); break;
    case MODEL_VALUE_FLOAT:
        put_number(sheet, type, pick_float_text(pool, type->kind, strtod(value->c_float, NULL)));
        break;
    case MODEL_VALUE_STRING: put_text(sheet, type, value->text); break;
    case MODEL_VALUE_ENUM: put_enum(sheet, type->enumeration, value->enumerator); break;
    case MODEL_VALUE_EMPTY: sheet_put(sheet, type->kind == MODEL_MAP ? "{}" : "[]"); break;
    case MODEL_VALUE_BYTES:
        sheet_text(sheet, pick_encoded(pool, type->encoding, (const unsigned char *)value->text.ptr, value->text.len));
        break;
    case MODEL_VALUE_LIST: put_list(sheet, type, value); break;
    case MODEL_VALUE_OBJECT: put_object(sheet, type->structure, value); break;
    }
}

struct model_text standard_json(struct pool *pool, const struct model_type *type, const struct model_value *value)
{
    struct sheet sheet = SHEET_INIT(pool);
    put(&sheet, type, value);
    return sheet_done(&sheet);
}
