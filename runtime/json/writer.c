/* SPDX-License-Identifier: MIT */
/*
 * Encoders' pieces that are not inline: integers, and texts that are long or not plain.
 */
#include "config.h"

#include "json/scan.h"

#include <swage/read.h>
#include <swage/write.h>

enum swage_status swage_writer_close(swage_buffer *buffer, char *p)
{
    int failed = buffer->failed;
    buffer->failed = SWAGE_OK;
    if (SWAGE_UNLIKELY(!p))
        return failed ? (enum swage_status)failed : SWAGE_E_NOMEM;
    buffer->len = (size_t)(p - buffer->ptr);
    return SWAGE_OK;
}

char *swage_write_failed(swage_buffer *buffer, enum swage_status status)
{
    if (!buffer->failed)
        buffer->failed = status;
    return NULL;
}

char *swage_write_breach(swage_buffer *buffer, char *p)
{
    if (buffer->is_strict)
        return swage_write_failed(buffer, SWAGE_E_SCHEMA);
    buffer->breaches++;
    return p;
}

/* --- integers ----------------------------------------------------------------------------------------------------- */

static const char pairs[200] = "00010203040506070809101112131415161718192021222324252627282930313233343536373839"
                               "40414243444546474849505152535455565758596061626364656667686970717273747576777879"
                               "8081828384858687888990919293949596979899";

/* Four digits, with leading zeros. */
static char *put_four(char *p, unsigned value)
{
    memcpy(p, &pairs[value / 100 * 2], 2);
    memcpy(p + 2, &pairs[value % 100 * 2], 2);
    return p + 4;
}

/* One to four digits. */
static char *put_first(char *p, unsigned value)
{
    if (value < 10) {
        *p = (char)('0' + value);
        return p + 1;
    }
    if (value < 100) {
        memcpy(p, &pairs[value * 2], 2);
        return p + 2;
    }
    if (value < 1000) {
        *p = (char)('0' + value / 100);
        memcpy(p + 1, &pairs[value % 100 * 2], 2);
        return p + 3;
    }
    return put_four(p, value);
}

/* One to eight digits. */
static char *put_upper(char *p, unsigned value)
{
    if (value < 10000)
        return put_first(p, value);
    return put_four(put_first(p, value / 10000), value % 10000);
}

/* Eight digits, with leading zeros. */
static char *put_eight(char *p, unsigned value)
{
    return put_four(put_four(p, value / 10000), value % 10000);
}

char *swage_write_uint64_rest(char *p, uint64_t value)
{
    const uint64_t base = 100000000;
    if (value < base)
        return put_upper(p, (unsigned)value);
    if (value < base * base)
        return put_eight(put_upper(p, (unsigned)(value / base)), (unsigned)(value % base));
    p = put_first(p, (unsigned)(value / (base * base)));
    value %= base * base;
    return put_eight(put_eight(p, (unsigned)(value / base)), (unsigned)(value % base));
}

/* --- text --------------------------------------------------------------------------------------------------------- */

#define ESCAPE_MAX 6

/* The escape of a special byte; its length, 2 or 6. */
static unsigned put_escape(char p[ESCAPE_MAX], unsigned char byte)
{
    static const char letters[0x20] = {['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r'};
    static const char digits[] = "0123456789abcdef";
    char letter = byte < 0x20 ? letters[byte] : (char)byte;
    p[0] = '\\';
    if (letter) {
        p[1] = letter;
        return 2;
    }
    memcpy(p + 1, "u00", 3);
    p[4] = digits[byte >> 4];
    p[5] = digits[byte & 15];
    return 6;
}

/* Copies up to the first special byte, and returns it or `end`. All from `text` to `end` may be read. `high` as in
   scan_plain(). */
static const char *copy_plain(char **to, const char *text, const char *at, const char *end, const char **high)
{
    char *p = *to;
#if defined(SWAGE_SSE2)
    while (end - at >= 16) {
        unsigned upper;
        unsigned special = scan_block(at, &upper);
        memcpy(p, at, 16); /* what is too much is written over */
        if (upper & (special - 1) & ~special && !*high)
            *high = at;
        if (special) {
            *to = p + __builtin_ctz(special);
            return at + __builtin_ctz(special);
        }
        p += 16;
        at += 16;
    }
#endif
    const char *special = scan_plain(text, at, end, high);
    memcpy(p, at, (size_t)(special - at));
    *to = p + (special - at);
    return special;
}

/* Text with specials in it, or bytes that are not ASCII. */
static char *write_special(swage_buffer *buffer, char *p, const char *at, const char *end)
{
    const char *start = at;
    const char *high = NULL;
    for (;;) {
        const char *special = copy_plain(&p, start, at, end, &high);
        if (special == end)
            break;
        char escape[ESCAPE_MAX];
        unsigned len = put_escape(escape, (unsigned char)*special);
        if (*special == '\0' && !swage_write_breach(buffer, p)) /* readers refuse U+0000 where it is not asked for */
            return NULL;
        p = swage_buffer_widen(buffer, p, len - 1);
        if (!p)
            return NULL;
        memcpy(p, escape, sizeof escape); /* what is too many lies in the slack */
        p += len;
        at = special + 1;
    }
    if (high && !swage_utf8_valid(swage_str_of(high, (size_t)(end - high))))
        return swage_write_failed(buffer, SWAGE_E_VALUE);
    return p;
}

/* Fewer bytes than a block. */
static char *write_short(swage_buffer *buffer, char *p, const char *at, const char *end)
{
    for (; at != end; at++, p++) {
        unsigned char byte = (unsigned char)*at;
        if (scan_is_special(byte) || byte >= 0x80)
            return write_special(buffer, p, at, end);
        *p = (char)byte;
    }
    return p;
}

#if defined(SWAGE_SSE2)
/* Copies plain text block by block, the last one overlapping the one before it. */
static char *write_blocks(swage_buffer *buffer, char *p, const char *at, const char *end)
{
    while (at != end) {
        if (end - at < 16) {
            p -= 16 - (end - at);
            at = end - 16;
        }
        unsigned stops = swage_stops(at);
        memcpy(p, at, 16);
        if (SWAGE_UNLIKELY(stops)) {
            unsigned plain = (unsigned)__builtin_ctz(stops);
            return write_special(buffer, p + plain, at + plain, end);
        }
        p += 16;
        at += 16;
    }
    return p;
}
#else
static char *write_blocks(swage_buffer *buffer, char *p, const char *at, const char *end)
{
    bool upper;
    while (end - at >= 8 && !scan_word(at, &upper) && !upper) {
        memcpy(p, at, 8);
        p += 8;
        at += 8;
    }
    return write_short(buffer, p, at, end);
}
#endif

char *swage_write_string_rest(swage_buffer *buffer, char *p, swage_str text)
{
    if (SWAGE_UNLIKELY(!text.ptr))
        return swage_write_failed(buffer, SWAGE_E_UNSET);
    const char *end = text.ptr + text.len;
    return text.len < 16 ? write_short(buffer, p, text.ptr, end) : write_blocks(buffer, p, text.ptr, end);
}

char *swage_write_text_nul(swage_buffer *buffer, char *p, swage_str text)
{
    bool is_strict = buffer->is_strict;
    unsigned breaches = buffer->breaches;
    buffer->is_strict = false;
    p = swage_write_string_rest(buffer, p, text);
    buffer->is_strict = is_strict;
    buffer->breaches = breaches;
    return p;
}
