/* SPDX-License-Identifier: MIT */
/* Doubles its room; what was outgrown stays in the pool. */
#include "config.h"

#include "sample/sheet.h"

#include "sample/sample.h"

#include <string.h>

enum { SHEET_FIRST = 64 };

static bool make_room(struct sheet *sheet, size_t more)
{
    if (sheet->is_void || more > SAMPLE_BYTES_MAX - sheet->len) {
        sheet->is_void = true;
        return false;
    }
    if (more <= sheet->cap - sheet->len)
        return true;
    size_t cap = sheet->cap == 0 ? SHEET_FIRST : sheet->cap;
    while (cap < sheet->len + more)
        cap *= 2;
    char *ptr = pool_alloc(sheet->pool, cap + 1);
    if (sheet->len > 0)
        memcpy(ptr, sheet->ptr, sheet->len);
    sheet->ptr = ptr;
    sheet->cap = cap;
    return true;
}

void sheet_bytes(struct sheet *sheet, const char *ptr, size_t len)
{
    if (len == 0 || !make_room(sheet, len))
        return;
    memcpy(sheet->ptr + sheet->len, ptr, len);
    sheet->len += len;
}

void sheet_put(struct sheet *sheet, const char *text)
{
    sheet_bytes(sheet, text, strlen(text));
}

void sheet_repeat(struct sheet *sheet, const char *text, size_t count)
{
    for (size_t i = 0; i < count && !sheet->is_void; i++)
        sheet_put(sheet, text);
}

void sheet_text(struct sheet *sheet, struct model_text text)
{
    if (text.ptr == NULL)
        sheet->is_void = true;
    else
        sheet_bytes(sheet, text.ptr, text.len);
}

/* RFC 8259 7 */
static void put_byte(struct sheet *sheet, unsigned char byte)
{
    static const char digits[] = "0123456789abcdef", controls[] = "\b\t\n\f\r", letters[] = "btnfr";
    const char *control = byte == 0 ? NULL : strchr(controls, byte);
    if (control != NULL)
        sheet_bytes(sheet, (const char[]){'\\', letters[control - controls]}, 2);
    else if (byte < 0x20)
        sheet_bytes(sheet, (const char[]){'\\', 'u', '0', '0', digits[byte >> 4], digits[byte & 15]}, 6);
    else if (byte == '"' || byte == '\\')
        sheet_bytes(sheet, (const char[]){'\\', (char)byte}, 2);
    else
        sheet_bytes(sheet, (const char[]){(char)byte}, 1);
}

void sheet_string(struct sheet *sheet, struct model_text text)
{
    if (text.ptr == NULL)
        sheet->is_void = true;
    sheet_put(sheet, "\"");
    for (size_t i = 0; i < text.len && !sheet->is_void; i++)
        put_byte(sheet, (unsigned char)text.ptr[i]);
    sheet_put(sheet, "\"");
}

struct model_text sheet_done(struct sheet *sheet)
{
    if (sheet->is_void)
        return (struct model_text){NULL, 0};
    if (sheet->ptr == NULL)
        return (struct model_text){"", 0};
    sheet->ptr[sheet->len] = '\0';
    return (struct model_text){sheet->ptr, sheet->len};
}

struct model_text sheet_of(const char *text)
{
    return (struct model_text){text, strlen(text)};
}

struct model_text sheet_quote(struct pool *pool, struct model_text text)
{
    struct sheet sheet = SHEET_INIT(pool);
    sheet_string(&sheet, text);
    return sheet_done(&sheet);
}

struct model_text sheet_printf(struct pool *pool, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = pool_vprintf(pool, format, args);
    va_end(args);
    return sheet_of(text);
}

bool sheet_equal(struct model_text a, struct model_text b)
{
    return a.len == b.len && memcmp(a.ptr, b.ptr, a.len) == 0;
}
