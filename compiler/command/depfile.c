/* SPDX-License-Identifier: MIT */
/* The escapes are those that GNU make undoes, as cc -MF writes them. */
#include "config.h"

#include "command/depfile.h"

#include "syntax/source.h"

#include <stdbool.h>
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

/* Backslashes only count in front of what needs one: there each becomes two. A '%' means something in targets alone, and
   with a backslash it would be another name behind the colon. */
static void put_path(struct text *text, const char *path, bool is_target)
{
    size_t slashes = 0;
    for (; *path != '\0'; path++) {
        char c = *path;
        if (c == ' ' || c == '\t' || c == '#' || c == ':' || (is_target && c == '%')) {
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

/* make has no escape for it: what stands behind it would be a rule of its own. */
static bool has_line_break(const char *const *targets, size_t count, const struct source *sources)
{
    for (size_t i = 0; i < count; i++)
        if (strpbrk(targets[i], "\n\r") != NULL)
            return true;
    for (; sources != NULL; sources = sources->next)
        if (strpbrk(sources->path, "\n\r") != NULL)
            return true;
    return false;
}

const char *depfile_text(struct pool *pool, const char *const *targets, size_t target_count,
                         const struct source *sources, size_t named)
{
    struct text text = {.pool = pool};
    const struct source *source;
    if (has_line_break(targets, target_count, sources))
        return NULL;
    for (size_t i = 0; i < target_count; i++) {
        put(&text, " ", i > 0);
        put_path(&text, targets[i], true);
    }
    put(&text, ":", 1);
    for (source = sources; source != NULL; source = source->next) {
        put(&text, " \\\n  ", 5);
        put_path(&text, source->path, false);
    }
    put(&text, "\n", 1);
    for (source = sources; source != NULL; source = source->next) {
        if (named > 0) {
            named--;
            continue;
        }
        put(&text, "\n", 1);
        put_path(&text, source->path, true);
        put(&text, ":\n", 2);
    }
    return text.ptr;
}
