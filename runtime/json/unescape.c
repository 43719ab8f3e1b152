/* SPDX-License-Identifier: MIT */
/*
 * Escapes in JSON strings (RFC 8259 7).
 */
#include "config.h"

#include "json/unescape.h"
#include "json/utf8.h"

#include <string.h>

/* The value of a hexadecimal digit, or 16 or more. */
static unsigned hex_value(char digit)
{
    unsigned decimal = (unsigned)(unsigned char)digit - '0';
    unsigned letter = ((unsigned)(unsigned char)digit | 0x20) - 'a';
    if (decimal <= 9)
        return decimal;
    return letter <= 5 ? letter + 10 : 16;
}

/* The number that the four digits at `p` make; above 0xFFFF where they are no digits, or cut by `end`. */
static uint32_t read_unit(const char *p, const char *end)
{
    uint32_t unit = 0;
    if (end - p < 4)
        return UINT32_MAX;
    for (int i = 0; i < 4; i++) {
        unsigned value = hex_value(p[i]);
        if (value > 15)
            return UINT32_MAX;
        unit = unit << 4 | value;
    }
    return unit;
}

/* The four digits at `p`, and the escape of the lower half behind them where they are an upper half (RFC 8259 7). */
static const char *read_units(const char *p, const char *end, uint32_t *point)
{
    uint32_t unit = read_unit(p, end);
    p += 4;
    if (unit < 0xd800 || (unit > 0xdfff && unit <= 0xffff)) {
        *point = unit;
        return p;
    }
    if (unit > 0xdbff || end - p < 6 || p[0] != '\\' || p[1] != 'u')
        return NULL;
    uint32_t lower = read_unit(p + 2, end);
    if (lower < 0xdc00 || lower > 0xdfff)
        return NULL;
    *point = 0x10000 + ((unit - 0xd800) << 10) + (lower - 0xdc00);
    return p + 6;
}

const char *unescape_one(const char *p, const char *end, uint32_t *point)
{
    if (end - p < 2)
        return NULL;
    switch (p[1]) {
    case '"':
    case '\\':
    case '/': *point = (unsigned char)p[1]; break;
    case 'b': *point = '\b'; break;
    case 'f': *point = '\f'; break;
    case 'n': *point = '\n'; break;
    case 'r': *point = '\r'; break;
    case 't': *point = '\t'; break;
    case 'u': return end - p < 6 ? NULL : read_units(p + 2, end, point);
    default: return NULL;
    }
    return p + 2;
}

/* Where the next backslash stands, or `end`. */
static const char *find_escape(const char *p, const char *end)
{
    const char *found = memchr(p, '\\', (size_t)(end - p));
    return found ? found : end;
}

size_t unescape_text(const char *p, const char *end, bool nul, char *to, size_t size)
{
    size_t len = 0;
    while (p != end) {
        const char *escape = find_escape(p, end);
        size_t run = (size_t)(escape - p);
        if (run > 0 && len + run <= size) /* `to` may be NULL with a size of 0 */
            memcpy(to + len, p, run);
        len += run;
        if (escape == end)
            break;
        uint32_t point;
        p = unescape_one(escape, end, &point);
        if (!p || (point == 0 && !nul))
            return UNESCAPE_BAD;
        char bytes[4];
        size_t bytes_len = utf8_put(bytes, point);
        if (len + bytes_len <= size)
            memcpy(to + len, bytes, bytes_len);
        len += bytes_len;
    }
    return len;
}
