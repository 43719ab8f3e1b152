/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "sample/parts.h"

#include <string.h>

static void put_name(struct sheet *sheet, struct model_text name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        const char *escape = c == '"' ? "%22" : c == '\r' ? "%0D" : c == '\n' ? "%0A" : NULL;
        if (escape)
            sheet_put(sheet, escape);
        else
            sheet_bytes(sheet, &c, 1);
    }
}

void parts_put(struct sheet *sheet, struct model_text name, const char *media, struct model_text text)
{
    sheet_put(sheet, "--" PARTS_BOUNDARY "\r\nContent-Disposition: form-data; name=\"");
    put_name(sheet, name);
    if (media) {
        sheet_put(sheet, "\"; filename=\"a\"\r\nContent-Type: ");
        sheet_put(sheet, media);
        sheet_put(sheet, "\r\n\r\n");
    } else {
        sheet_put(sheet, "\"\r\n\r\n");
    }
    sheet_bytes(sheet, text.ptr, text.len);
    sheet_put(sheet, "\r\n");
}

static int digit(char c)
{
    return c >= 'A' ? c - 'A' + 10 : c - '0';
}

/* What request_escape() has written, up to `end`. */
static struct model_text unescape(struct pool *pool, const char *at, const char *end)
{
    struct sheet sheet = SHEET_INIT(pool);
    for (; at < end; at++) {
        char c = *at;
        if (c == '%' && end - at > 2) {
            c = (char)(digit(at[1]) * 16 + digit(at[2]));
            at += 2;
        }
        sheet_bytes(&sheet, &c, 1);
    }
    return sheet_done(&sheet);
}

void parts_put_pairs(struct pool *pool, struct sheet *sheet, struct model_text form)
{
    const char *at = form.ptr, *all = form.ptr + form.len;
    while (at < all) {
        const char *end = memchr(at, '&', (size_t)(all - at));
        end = end ? end : all;
        const char *equals = memchr(at, '=', (size_t)(end - at)); /* each pair has one */
        parts_put(sheet, unescape(pool, at, equals), NULL, unescape(pool, equals + 1, end));
        at = end == all ? all : end + 1;
    }
}

