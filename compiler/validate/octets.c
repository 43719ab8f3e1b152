/* SPDX-License-Identifier: MIT */
/* All three are digits of a number of bits: 6 for base64, 4 for hexadecimal. */
#include "config.h"

#include "validate/octets.h"

#include "syntax/pool.h"

#include <string.h>

struct alphabet {
    const char *digits;
    unsigned bits;    /* a digit has */
    unsigned group;   /* characters of a whole group */
    bool has_padding; /* '=' fills the last group */
    bool is_whole;    /* there are whole groups only */
};

static const struct alphabet alphabets[] = {
    [MODEL_BASE64] = {"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", 6, 4, true, true},
    [MODEL_BASE64URL] = {"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", 6, 4, true, false},
    [MODEL_HEX] = {"0123456789abcdef", 4, 2, false, true},
};

static bool value_of(const struct alphabet *alphabet, char digit, unsigned *value)
{
    if (alphabet->bits == 4 && digit >= 'A' && digit <= 'F')
        digit = (char)(digit - 'A' + 'a');
    const char *at = digit != '\0' ? strchr(alphabet->digits, digit) : NULL;
    if (at == NULL)
        return false;
    *value = (unsigned)(at - alphabet->digits);
    return true;
}

/* The length without padding, which only fills a group up; false when there is a wrong number of characters. */
static bool measure(const struct alphabet *alphabet, struct model_text text, size_t *len)
{
    *len = text.len;
    if (alphabet->is_whole && text.len % alphabet->group != 0)
        return false;
    if (alphabet->has_padding && text.len % alphabet->group == 0)
        for (int i = 0; i < 2 && *len > 0 && text.ptr[*len - 1] == '='; i++)
            --*len;
    return true;
}

bool octets_decode(struct pool *pool, enum model_encoding encoding, struct model_text text, struct model_text *out)
{
    const struct alphabet *alphabet = &alphabets[encoding];
    size_t digits;
    if (!measure(alphabet, text, &digits))
        return false;
    char *bytes = pool_alloc(pool, digits + 1);
    size_t len = 0;
    unsigned bits = 0, count = 0, value;
    for (size_t i = 0; i < digits; i++) {
        if (!value_of(alphabet, text.ptr[i], &value))
            return false;
        bits = bits << alphabet->bits | value;
        count += alphabet->bits;
        if (count < 8)
            continue;
        count -= 8;
        bytes[len++] = (char)(bits >> count & 0xFF);
        bits &= (1U << count) - 1;
    }
    if (count >= alphabet->bits || bits != 0) /* a digit too many, or one with bits that no byte has */
        return false;
    *out = (struct model_text){bytes, len};
    return true;
}

struct model_text octets_encode(struct pool *pool, enum model_encoding encoding, struct model_text bytes)
{
    const struct alphabet *alphabet = &alphabets[encoding];
    char *text = pool_alloc(pool, bytes.len * 2 + 4);
    size_t len = 0;
    unsigned bits = 0, count = 0;
    for (size_t i = 0; i < bytes.len; i++) {
        bits = bits << 8 | (unsigned char)bytes.ptr[i];
        for (count += 8; count >= alphabet->bits; bits &= (1U << count) - 1) {
            count -= alphabet->bits;
            text[len++] = alphabet->digits[bits >> count];
        }
    }
    if (count > 0)
        text[len++] = alphabet->digits[bits << (alphabet->bits - count)];
    while (alphabet->is_whole && len % alphabet->group != 0)
        text[len++] = '=';
    return (struct model_text){text, len};
}
