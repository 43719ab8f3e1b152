/* SPDX-License-Identifier: MIT */
/* From the names of a schema to names in C:

       createdAt   created_at        HTTPError   http_error        userID   user_id
       class       class_            member of a struct, or a name without a namespace in front
       Item        shop_item         with `namespace shop;`; SHOP_ITEM in constants */
#ifndef SWAGE_MODEL_C_NAME_H
#define SWAGE_MODEL_C_NAME_H

#include "syntax/pool.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    C_NAME_MAX = 127, /* bytes of a name in a schema; gcc, clang and C11 compare at least 63 characters */
    C_TEXT_MAX = 1000 /* bytes of a text that becomes a string literal: C11 warrants 4095, an escape takes four */
};

/* Lower case with an underscore before each word. Anything but letters and digits becomes an underscore. */
char *c_name_snake(struct pool *pool, const char *text, size_t len);

/* The same in capitals: "CREATED_AT". */
char *c_name_upper(struct pool *pool, const char *text, size_t len);

/* "shop_" for "shop", "a_b_" for "a.b", "" for NULL. */
const char *c_name_prefix(struct pool *pool, const char *space);

/* The name itself, or with an underscore behind it where C or C++ has the word for itself. */
const char *c_name_safe(struct pool *pool, const char *name);

/* Whether C keeps such names for itself anywhere: two underscores in front, or one and a capital. */
bool c_name_is_reserved(const char *name);

#endif
