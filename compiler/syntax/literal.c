/* SPDX-License-Identifier: MIT */
/* String escapes (RFC 8259 7) and the grammar of numbers (RFC 8259 6, plus 0x for integers). */
#include "config.h"

#include "syntax/literal.h"

#include "syntax/parse_state.h"

#include <stdint.h>
#include <string.h>

struct reader {
    struct parse *p;
    const char *text, *end, *ptr;
    const struct place *at; /* of `text` */
    char *out;
};

/* The stretch from `from` to the reading position; a string never spans lines. */
static struct place place_of(const struct reader *r, const char *from)
{
    struct place place = *r->at;
    place.first += (uint32_t)(from - r->text);
    place.col += (uint32_t)(from - r->text);
    place.end = r->at->first + (uint32_t)(r->ptr - r->text);
    return place;
}

static void fault(const struct reader *r, const char *from, const char *message)
{
    struct place place = place_of(r, from);
    diagnose(r->p->cx, &place, DIAGNOSTIC_BAD_STRING, "%s", message);
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Four digits at the reading position; false, and past what there was of them, when one is missing. */
static bool read_unit(struct reader *r, uint32_t *unit)
{
    uint32_t value = 0;
    for (int i = 0; i < 4; i++) {
        int digit = r->ptr < r->end ? hex_digit(*r->ptr) : -1;
        if (digit < 0)
            return false;
        value = value << 4 | (uint32_t)digit;
        r->ptr++;
    }
    *unit = value;
    return true;
}

/* At most three bytes for six of \uXXXX, four for twelve: the output never outgrows the input. */
static void put_utf8(struct reader *r, uint32_t code)
{
    if (code < 0x80) {
        *r->out++ = (char)code;
        return;
    }
    if (code < 0x800) {
        *r->out++ = (char)(0xc0 | code >> 6);
    } else {
        if (code < 0x10000) {
            *r->out++ = (char)(0xe0 | code >> 12);
        } else {
            *r->out++ = (char)(0xf0 | code >> 18);
            *r->out++ = (char)(0x80 | (code >> 12 & 0x3f));
        }
        *r->out++ = (char)(0x80 | (code >> 6 & 0x3f));
    }
    *r->out++ = (char)(0x80 | (code & 0x3f));
}

static void read_unicode(struct reader *r, const char *from)
{
    uint32_t code, low;
    if (!read_unit(r, &code)) {
        fault(r, from, "\\u wants four hexadecimal digits");
        return;
    }
    if (code >= 0xdc00 && code <= 0xdfff) {
        fault(r, from, "the second half of a surrogate pair without the first");
        return;
    }
    if (code < 0xd800 || code > 0xdfff) {
        put_utf8(r, code);
        return;
    }
    if (r->end - r->ptr < 2 || r->ptr[0] != '\\' || r->ptr[1] != 'u') {
        fault(r, from, "the first half of a surrogate pair without the second");
        return;
    }
    r->ptr += 2;
    if (!read_unit(r, &low) || low < 0xdc00 || low > 0xdfff) {
        fault(r, from, "the first half of a surrogate pair without the second");
        return;
    }
    put_utf8(r, 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00));
}

static void read_escape(struct reader *r)
{
    static const char names[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
    const char *from = r->ptr++;
    if (r->ptr == r->end) {
        fault(r, from, "a backslash at the end of the text");
        return;
    }
    char name = *r->ptr++;
    const char *found = name != '\0' ? strchr(names, name) : NULL;
    if (found != NULL)
        *r->out++ = meanings[found - names];
    else if (name == 'u')
        read_unicode(r, from);
    else
        fault(r, from, "an unknown escape; there are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX");
}

struct token_text literal_string(struct parse *p, const char *text, size_t len, const struct place *at)
{
    char *cooked = pool_copy(&p->cx->pool, text, len);
    struct reader r = {.p = p, .text = text, .end = text + len, .ptr = text, .at = at, .out = cooked};
    while (r.ptr < r.end) {
        unsigned char byte = (unsigned char)*r.ptr;
        if (byte == '\\') {
            read_escape(&r);
            continue;
        }
        *r.out++ = *r.ptr++;
        if (byte < 0x20)
            fault(&r, r.ptr - 1, "a raw control character in a string; write it as an escape");
    }
    *r.out = '\0';
    return (struct token_text){.ptr = cooked, .len = (size_t)(r.out - cooked)};
}

static const char *skip_digits(const char *ptr, const char *end)
{
    while (ptr < end && *ptr >= '0' && *ptr <= '9')
        ptr++;
    return ptr;
}

static bool is_hex_number(const char *ptr, const char *end)
{
    if (end - ptr < 3 || ptr[0] != '0' || ptr[1] != 'x')
        return false;
    for (ptr += 2; ptr < end; ptr++)
        if (hex_digit(*ptr) < 0)
            return false;
    return true;
}

bool literal_number(const char *text, size_t len, bool *is_integer)
{
    const char *end = text + len, *start = len > 0 && *text == '-' ? text + 1 : text;
    if (is_hex_number(start, end)) {
        *is_integer = true;
        return true;
    }
    const char *whole = skip_digits(start, end), *ptr = whole;
    if (whole == start || (*start == '0' && whole - start > 1)) /* 010: eight or ten? */
        return false;
    if (ptr < end && *ptr == '.') {
        const char *fraction = ptr + 1;
        ptr = skip_digits(fraction, end);
        if (ptr == fraction)
            return false;
    }
    if (ptr < end && (*ptr == 'e' || *ptr == 'E')) {
        const char *exponent = ptr + 1;
        if (exponent < end && (*exponent == '+' || *exponent == '-'))
            exponent++;
        ptr = skip_digits(exponent, end);
        if (ptr == exponent)
            return false;
    }
    if (ptr != end)
        return false;
    *is_integer = ptr == whole;
    return true;
}
