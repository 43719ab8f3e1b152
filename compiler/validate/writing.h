/* SPDX-License-Identifier: MIT */
/* Text that grows in a pool, and JSON strings in it as encoders write them. */
#ifndef SWAGE_VALIDATE_WRITING_H
#define SWAGE_VALIDATE_WRITING_H

#include "model/model.h"

#include <stddef.h>

struct pool;

struct writing {
    struct pool *pool;
    char *ptr;
    size_t len, cap;
};

#define WRITING_INIT(POOL) ((struct writing){.pool = (POOL)})

void writing_add(struct writing *writing, const char *text, size_t len);
void writing_put(struct writing *writing, const char *text);

/* In quotes. Escaped are the quote, the backslash and control characters; U+0000 may be in the text. */
void writing_string(struct writing *writing, struct model_text text);

#endif
