/* SPDX-License-Identifier: MIT */
/* Text that is outgrown stays in the pool: all of it together is no longer than the text. */
#include "config.h"

#include "validate/writing.h"

#include "syntax/pool.h"

#include <stdio.h>
#include <string.h>

#define FIRST 256 /* bytes */

static void grow(struct writing *writing, size_t wanted)
{
    size_t cap = writing->cap > 0 ? writing->cap : FIRST;
    while (cap < wanted)
        cap *= 2;
    char *grown = pool_alloc(writing->pool, cap);
    if (writing->len > 0)
        memcpy(grown, writing->ptr, writing->len);
    writing->ptr = grown;
    writing->cap = cap;
}

void writing_add(struct writing *writing, const char *text, size_t len)
{
    if (writing->cap - writing->len < len)
        grow(writing, writing->len + len);
    if (len > 0)
        memcpy(writing->ptr + writing->len, text, len);
    writing->len += len;
}

void writing_put(struct writing *writing, const char *text)
{
    writing_add(writing, text, strlen(text));
}

static void add_escaped(struct writing *writing, char byte)
{
    static const char specials[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
    char escape[8];
    const char *special = byte != '\0' ? strchr(specials, byte) : NULL;
    if (special != NULL)
        snprintf(escape, sizeof escape, "\\%c", letters[special - specials]);
    else
        snprintf(escape, sizeof escape, "\\u%04x", (unsigned)byte);
    writing_put(writing, escape);
}

void writing_string(struct writing *writing, struct model_text text)
{
    writing_put(writing, "\"");
    for (size_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.ptr[i];
        if (byte < 0x20 || byte == '"' || byte == '\\')
            add_escaped(writing, text.ptr[i]);
        else
            writing_add(writing, text.ptr + i, 1);
    }
    writing_put(writing, "\"");
}
