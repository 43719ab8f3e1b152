/* SPDX-License-Identifier: MIT */
/*
 * Bytes as text: base64, base64url and hexadecimal digits (RFC 4648), strictly: one text for each value, but for the
 * case of hexadecimal digits and the padding of base64url.
 */
#include "config.h"

#include "json/scan.h"

#include <swage/bytes.h>
#include <swage/read.h>
#include <swage/write.h>

/* --- tables ------------------------------------------------------------------------------------------------------- */

static const char digits64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static const char digits64url[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
static const char digits16[] = "0123456789abcdef";

/* What a character stands for, plus 1: what is no digit is 0, and one less has all bits set, among them those that no
   sum of digits has. */
#define LETTERS                                                                                               \
    ['A'] = 1, ['B'] = 2, ['C'] = 3, ['D'] = 4, ['E'] = 5, ['F'] = 6, ['G'] = 7, ['H'] = 8, ['I'] = 9,        \
    ['J'] = 10, ['K'] = 11, ['L'] = 12, ['M'] = 13, ['N'] = 14, ['O'] = 15, ['P'] = 16, ['Q'] = 17,           \
    ['R'] = 18, ['S'] = 19, ['T'] = 20, ['U'] = 21, ['V'] = 22, ['W'] = 23, ['X'] = 24, ['Y'] = 25,           \
    ['Z'] = 26, ['a'] = 27, ['b'] = 28, ['c'] = 29, ['d'] = 30, ['e'] = 31, ['f'] = 32, ['g'] = 33,           \
    ['h'] = 34, ['i'] = 35, ['j'] = 36, ['k'] = 37, ['l'] = 38, ['m'] = 39, ['n'] = 40, ['o'] = 41,           \
    ['p'] = 42, ['q'] = 43, ['r'] = 44, ['s'] = 45, ['t'] = 46, ['u'] = 47, ['v'] = 48, ['w'] = 49,           \
    ['x'] = 50, ['y'] = 51, ['z'] = 52, ['0'] = 53, ['1'] = 54, ['2'] = 55, ['3'] = 56, ['4'] = 57,           \
    ['5'] = 58, ['6'] = 59, ['7'] = 60, ['8'] = 61, ['9'] = 62
static const unsigned char values64[256] = {LETTERS, ['+'] = 63, ['/'] = 64};
static const unsigned char values64url[256] = {LETTERS, ['-'] = 63, ['_'] = 64};
static const unsigned char values16[256] = {
    ['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,  ['6'] = 7,  ['7'] = 8,
    ['8'] = 9,  ['9'] = 10, ['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
    ['A'] = 11, ['B'] = 12, ['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16,
};

static inline uint32_t value_of(const unsigned char values[256], char digit)
{
    return (uint32_t)values[(unsigned char)digit] - 1;
}

/* --- bytes to text ------------------------------------------------------------------------------------------------ */

swage_bytes swage_bytes_copy(swage_bytes bytes, swage_arena *arena)
{
    unsigned char *copy = bytes.ptr ? swage_arena_alloc(arena, bytes.len) : NULL;
    if (!copy)
        return swage_bytes_of(NULL, 0);
    if (bytes.len > 0)
        memcpy(copy, bytes.ptr, bytes.len);
    return swage_bytes_of(copy, bytes.len);
}

size_t swage_bytes_text_len(enum swage_encoding encoding, size_t len)
{
    if (encoding == SWAGE_HEX)
        return len <= SIZE_MAX / 2 ? len * 2 : SIZE_MAX;
    size_t groups = len / 3;
    size_t rest = len % 3;
    if (groups > SIZE_MAX / 4 - 1)
        return SIZE_MAX;
    if (rest == 0)
        return groups * 4;
    return groups * 4 + (encoding == SWAGE_BASE64URL ? rest + 1 : 4);
}

/* The last one or two bytes. */
static char *encode_rest(const unsigned char *at, size_t len, const char *digits, bool padded, char *out)
{
    uint32_t group = (uint32_t)at[0] << 16 | (len > 1 ? (uint32_t)at[1] << 8 : 0);
    *out++ = digits[group >> 18];
    *out++ = digits[group >> 12 & 63];
    if (len > 1)
        *out++ = digits[group >> 6 & 63];
    else if (padded)
        *out++ = '=';
    if (padded)
        *out++ = '=';
    return out;
}

static char *encode64(swage_bytes bytes, const char *digits, bool padded, char *out)
{
    const unsigned char *at = bytes.ptr;
    size_t len = bytes.len;
    for (; len >= 3; len -= 3, at += 3, out += 4) {
        uint32_t group = (uint32_t)at[0] << 16 | (uint32_t)at[1] << 8 | at[2];
        out[0] = digits[group >> 18];
        out[1] = digits[group >> 12 & 63];
        out[2] = digits[group >> 6 & 63];
        out[3] = digits[group & 63];
    }
    return len > 0 ? encode_rest(at, len, digits, padded, out) : out;
}

static char *encode16(swage_bytes bytes, char *out)
{
    for (size_t i = 0; i < bytes.len; i++) {
        *out++ = digits16[bytes.ptr[i] >> 4];
        *out++ = digits16[bytes.ptr[i] & 15];
    }
    return out;
}

char *swage_bytes_encode(enum swage_encoding encoding, swage_bytes bytes, char *out)
{
    switch (encoding) {
    case SWAGE_BASE64: return encode64(bytes, digits64, true, out);
    case SWAGE_BASE64URL: return encode64(bytes, digits64url, false, out);
    case SWAGE_HEX: break;
    }
    return encode16(bytes, out);
}

char *swage_write_bytes(swage_buffer *buffer, char *p, enum swage_encoding encoding, swage_bytes bytes)
{
    if (SWAGE_UNLIKELY(!bytes.ptr))
        return swage_write_failed(buffer, SWAGE_E_UNSET);
    return swage_bytes_encode(encoding, bytes, p);
}

/* --- text to bytes ------------------------------------------------------------------------------------------------ */

/* The text without its padding, which only a whole last group may have; what is wrong with it shows as characters that
   are no digits. */
static swage_str cut_padding(swage_str text)
{
    if (text.len == 0 || text.len % 4 != 0)
        return text;
    for (int i = 0; i < 2 && text.ptr[text.len - 1] == '='; i++)
        text.len--;
    return text;
}

/* The last two or three digits; RFC 4648 3.5: their unused bits are 0. Returns the end, or NULL. */
static unsigned char *decode_rest(const char *at, size_t len, const unsigned char values[256], unsigned char *out)
{
    if (len == 1)
        return NULL;
    uint32_t group = value_of(values, at[0]) << 18 | value_of(values, at[1]) << 12;
    if (len == 3)
        group |= value_of(values, at[2]) << 6;
    if (group >> 24 || (group & (len == 3 ? 0xff : 0xffff)) != 0)
        return NULL;
    *out++ = (unsigned char)(group >> 16);
    if (len == 3)
        *out++ = (unsigned char)(group >> 8);
    return out;
}

static unsigned char *decode64(swage_str text, const unsigned char values[256], unsigned char *out)
{
    const char *at = text.ptr;
    size_t len = text.len;
    for (; len >= 4; len -= 4, at += 4, out += 3) {
        uint32_t group = value_of(values, at[0]) << 18 | value_of(values, at[1]) << 12 | value_of(values, at[2]) << 6 |
                         value_of(values, at[3]);
        if (SWAGE_UNLIKELY(group >> 24))
            return NULL;
        out[0] = (unsigned char)(group >> 16);
        out[1] = (unsigned char)(group >> 8);
        out[2] = (unsigned char)group;
    }
    return len > 0 ? decode_rest(at, len, values, out) : out;
}

static unsigned char *decode16(swage_str text, unsigned char *out)
{
    if (text.len % 2 != 0)
        return NULL;
    for (size_t i = 0; i < text.len; i += 2) {
        uint32_t byte = value_of(values16, text.ptr[i]) << 4 | value_of(values16, text.ptr[i + 1]);
        if (SWAGE_UNLIKELY(byte >> 8))
            return NULL;
        *out++ = (unsigned char)byte;
    }
    return out;
}

/* Bytes that the text decodes to at most. */
static size_t decoded_max(enum swage_encoding encoding, size_t len)
{
    return encoding == SWAGE_HEX ? len / 2 : len / 4 * 3 + 2;
}

/* Decodes to `out`, which has room for decoded_max(). Returns its end, or NULL. */
static unsigned char *decode(enum swage_encoding encoding, swage_str text, unsigned char *out)
{
    switch (encoding) {
    case SWAGE_BASE64: return text.len % 4 == 0 ? decode64(cut_padding(text), values64, out) : NULL;
    case SWAGE_BASE64URL: return decode64(cut_padding(text), values64url, out);
    case SWAGE_HEX: break;
    }
    return decode16(text, out);
}

bool swage_bytes_decode(enum swage_encoding encoding, swage_str text, swage_arena *arena, swage_bytes *out)
{
    if (!text.ptr)
        return false;
    size_t size = decoded_max(encoding, text.len);
    unsigned char *to = swage_arena_alloc(arena, size);
    if (!to) {
        *out = swage_bytes_of(NULL, 0);
        return false;
    }
    unsigned char *end = decode(encoding, text, to);
    size_t len = end ? (size_t)(end - to) : 0;
    swage_arena_trim(arena, to, size, len);
    if (end)
        *out = swage_bytes_of(to, len);
    return end != NULL;
}

/* --- within JSON -------------------------------------------------------------------------------------------------- */

/* The text of the string at `p`. Nearly all are plain; escapes may be in it all the same, such as "\/" for a slash. */
static const char *read_text(swage_reader *r, const char *p, swage_str *text)
{
    const char *high = NULL;
    if (*p != '"')
        return NULL;
    const char *last = scan_plain(r->text, p + 1, r->end, &high);
    if (SWAGE_UNLIKELY(last == r->end || high))
        return NULL;
    if (SWAGE_UNLIKELY(*last != '"'))
        return swage_read_string(r, p, text);
    *text = swage_str_of(p + 1, (size_t)(last - p - 1));
    return last + 1;
}

const char *swage_read_bytes(swage_reader *r, const char *p, enum swage_encoding encoding, swage_bytes *out)
{
    swage_str text;
    p = read_text(r, p, &text);
    if (SWAGE_UNLIKELY(!p))
        return NULL;
    size_t size = decoded_max(encoding, text.len);
    unsigned char *to = swage_read_alloc(r, size);
    unsigned char *end = to ? decode(encoding, text, to) : NULL;
    if (SWAGE_UNLIKELY(!end))
        return NULL;
    swage_arena_trim(r->arena, to, size, (size_t)(end - to));
    *out = swage_bytes_of(to, (size_t)(end - to));
    return p;
}
