/* SPDX-License-Identifier: MIT */
/* Texts that say what repeats once. A number between backquotes is believed: the tables are the compiler's. */
#include "config.h"

#include <swage/suite.h>

#include <string.h>

/* Writes to `to` unless that is NULL; returns how many bytes there are. */
static size_t put(char *to, const char *bytes, size_t len)
{
    if (to && len > 0)
        memcpy(to, bytes, len);
    return len;
}

/* "40*ab`", behind the first backquote: `*from` is moved behind the second. */
static size_t put_run(char *to, const char **from, const char *end)
{
    const char *p = *from;
    size_t count = 0, total = 0;
    for (; p != end && *p >= '0' && *p <= '9'; p++)
        count = count * 10 + (size_t)(*p - '0');
    p += p != end;
    const char *close = memchr(p, '`', (size_t)(end - p));
    close = close ? close : end;
    for (; count > 0; count--)
        total += put(to ? to + total : NULL, p, (size_t)(close - p));
    *from = close + (close != end);
    return total;
}

static size_t put_piece(char *to, swage_str piece)
{
    size_t total = 0;
    const char *p = piece.ptr, *end = p + piece.len;
    while (p != end) {
        const char *quote = memchr(p, '`', (size_t)(end - p));
        size_t len = (size_t)((quote ? quote : end) - p);
        total += put(to ? to + total : NULL, p, len);
        p += len;
        if (p == end)
            break;
        p++;
        if (p != end && *p == '`')
            total += put(to ? to + total : NULL, p++, 1);
        else
            total += put_run(to ? to + total : NULL, &p, end);
    }
    return total;
}

/* A run never goes from one piece into the next. */
static size_t put_all(char *to, struct swage_suite_text text)
{
    size_t total = put_piece(to, text.text);
    for (const swage_str *more = text.more; more && more->ptr; more++)
        total += put_piece(to ? to + total : NULL, *more);
    return total;
}

swage_str swage_suite_unroll(struct swage_suite_text text, swage_arena *arena)
{
    if (!text.text.ptr)
        return (swage_str){NULL, 0};
    size_t len = put_all(NULL, text);
    char *copy = swage_arena_alloc(arena, len + 1);
    if (!copy)
        return (swage_str){NULL, 0};
    put_all(copy, text);
    copy[len] = '\0';
    return swage_str_of(copy, len);
}
