/* SPDX-License-Identifier: MIT */
/* The escapes are those that GNU make undoes, as cc -MF writes them. */
#include "config.h"

#include "command/depfile.h"

#include "syntax/source.h"

#include <string.h>

struct text {
    struct pool *pool;
    char *ptr;
    size_t len, cap;
};

static void put(struct text *text, const char *bytes, size_t len)
{
    if (text->len + len + 1 > text->cap) {
        size_t cap = (text->len + len + 1) * 2;
        char *more = pool_alloc(text->pool, cap);
        if (text->len > 0)
            memcpy(more, text->ptr, text->len);
        text->ptr = more;
        text->cap = cap;
    }
    memcpy(text->ptr + text->len, bytes, len);
    text->len += len;
    text->ptr[text->len] = '\0';
}

/* Backslashes only count in front of what needs one: there each becomes two. */
static void put_path(struct text *text, const char *path)
{
    size_t slashes = 0;
    for (; *path != '\0'; path++) {
        char c = *path;
        if (c == ' ' || c == '\t' || c == '#' || c == ':' || c == '%') {
            for (; slashes > 0; slashes--)
                put(text, "\\", 1);
            put(text, "\\", 1);
        } else if (c == '$') {
            put(text, "$", 1);
        }
        slashes = c == '\\' ? slashes + 1 : 0;
        put(text, &c, 1);
    }
}

const char *depfile_text(struct pool *pool, const char *const *targets, size_t target_count,
                         const struct source *sources, size_t named)
{
    struct text text = {.pool = pool};
    const struct source *source;
    for (size_t i = 0; i < target_count; i++) {
        put(&text, " ", i > 0);
        put_path(&text, targets[i]);
    }
    put(&text, ":", 1);
    for (source = sources; source != NULL; source = source->next) {
        put(&text, " \\\n  ", 5);
        put_path(&text, source->path);
    }
    put(&text, "\n", 1);
    for (source = sources; source != NULL; source = source->next) {
        if (named > 0) {
            named--;
            continue;
        }
        put(&text, "\n", 1);
        put_path(&text, source->path);
        put(&text, ":\n", 2);
    }
    return text.ptr;
}
