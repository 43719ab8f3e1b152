/* SPDX-License-Identifier: MIT */
/*
 * JSON Pointers (RFC 6901), cut at a character where they get too long.
 */
#include "config.h"

#include "json/pointer.h"
#include "json/utf8.h"

#include <stdio.h>

/* Appends bytes that belong together, or cuts here. */
static void append(struct pointer *pointer, const char *bytes, size_t len)
{
    if (pointer->cut || len > sizeof pointer->text - 1 - pointer->len) {
        pointer->cut = true;
        return;
    }
    memcpy(pointer->text + pointer->len, bytes, len);
    pointer->len += len;
    pointer->text[pointer->len] = '\0';
}

struct pointer_mark pointer_to_member(struct pointer *pointer, swage_str key)
{
    struct pointer_mark mark = {pointer->len, pointer->cut};
    const char *p = key.ptr;
    const char *end = key.ptr + key.len;
    append(pointer, "/", 1);
    while (p != end && !pointer->cut) {
        size_t len = utf8_sequence(p, end);
        if (len == 0)
            len = 1;
        if (*p == '~')
            append(pointer, "~0", 2); /* RFC 6901 3 */
        else if (*p == '/')
            append(pointer, "~1", 2);
        else
            append(pointer, p, len);
        p += len;
    }
    return mark;
}

struct pointer_mark pointer_to_item(struct pointer *pointer, size_t index)
{
    struct pointer_mark mark = {pointer->len, pointer->cut};
    char step[24];
    int len = snprintf(step, sizeof step, "/%zu", index);
    append(pointer, step, (size_t)len);
    return mark;
}

struct pointer_mark pointer_to_below(struct pointer *pointer, const char *below)
{
    struct pointer_mark mark = {pointer->len, pointer->cut};
    const char *end = below + strlen(below);
    if (*below != '/')
        return mark;
    while (below != end && !pointer->cut) {
        size_t len = utf8_sequence(below, end);
        if (len == 0)
            break;
        append(pointer, below, len);
        below += len;
    }
    return mark;
}

struct pointer_mark pointer_stop(struct pointer *pointer)
{
    struct pointer_mark mark = {pointer->len, pointer->cut};
    pointer->cut = true;
    return mark;
}

void pointer_back(struct pointer *pointer, struct pointer_mark mark)
{
    pointer->len = mark.len;
    pointer->cut = mark.cut;
    pointer->text[mark.len] = '\0';
}
