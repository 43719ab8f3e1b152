/* SPDX-License-Identifier: MIT */
/* Equal values have one text here: escapes are gone, numbers are what their type makes of them, bytes are decoded. */
#include "config.h"

#include "validate/walk.h"

#include "syntax/pool.h"
#include "validate/figure.h"
#include "validate/floats.h"
#include "validate/jsontree.h"
#include "validate/octets.h"

#include <json-c/json.h>
#include <string.h>

static struct model_text text_of(const char *text)
{
    return (struct model_text){text, strlen(text)};
}

/* -0 is 0, as a float too. */
static struct model_text identity_of_number(struct pool *pool, const struct model_type *type, const char *text)
{
    struct figure figure;
    double value;
    if ((type->kind == MODEL_FLOAT32 || type->kind == MODEL_FLOAT64) && floats_read(type->kind, text, &value))
        return text_of(value == 0 ? "0" : pool_printf(pool, "%a", value));
    figure_read(&figure, pool, text);
    return text_of(figure_text(pool, &figure));
}

struct model_text identity_of_key(struct pool *pool, const struct model_type *type, struct model_text key)
{
    if (type->kind == MODEL_STRING || type->kind == MODEL_ENUM)
        return key;
    return identity_of_number(pool, type, pool_copy(pool, key.ptr, key.len));
}

struct model_text identity_of(struct pool *pool, const struct model_type *type, struct json_object *value)
{
    static const char null[] = "\xFF"; /* no UTF-8, so no other value's text */
    struct model_text bytes;
    if (type->kind == MODEL_MAYBE || type->kind == MODEL_EXTERN)
        return identity_of(pool, type->item, value);
    if (value == NULL)
        return text_of(null);
    switch (jsontree_kind(value)) {
    case JSONTREE_BOOL: return text_of(json_object_get_boolean(value) ? "true" : "false");
    case JSONTREE_NUMBER: return identity_of_number(pool, type, jsontree_span(value)->number);
    default: break;
    }
    if (type->is_quoted)
        return identity_of_number(pool, type, pool_copy(pool, jsontree_text(value).ptr, jsontree_text(value).len));
    if (type->kind == MODEL_BYTES && octets_decode(pool, type->encoding, jsontree_text(value), &bytes))
        return octets_encode(pool, MODEL_HEX, bytes);
    return jsontree_text(value);
}
