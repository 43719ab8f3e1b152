/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "http/credentials.h"

#include "http/field.h"

#include <string.h>

/* RFC 9110 11.2: ALPHA, DIGIT and "-._~+/"; the "=" behind them stand for themselves. */
static bool is_token68(unsigned char byte)
{
    unsigned char low = byte | 0x20;
    return (low >= 'a' && low <= 'z') || (byte >= '0' && byte <= '9') || (byte != 0 && strchr("-._~+/", byte) != NULL);
}

static bool is_all_token68(swage_str text)
{
    size_t len = 0;
    while (len < text.len && is_token68((unsigned char)text.ptr[len]))
        len++;
    if (len == 0)
        return false;
    while (len < text.len && text.ptr[len] == '=')
        len++;
    return len == text.len;
}

enum credentials credentials_read(swage_str field, swage_str scheme, swage_str *token)
{
    swage_str rest = field;
    if (field.len < scheme.len || !swage_field_is(swage_str_of(field.ptr, scheme.len), scheme))
        return CREDENTIALS_OTHER;
    rest.ptr += scheme.len;
    rest.len -= scheme.len;
    if (rest.len == 0)
        return CREDENTIALS_BAD;
    if (*rest.ptr != ' ')
        return CREDENTIALS_OTHER; /* "Bearers", or a tab, behind which nothing is a scheme */
    while (rest.len > 0 && *rest.ptr == ' ') {
        rest.ptr++;
        rest.len--;
    }
    if (!is_all_token68(rest))
        return CREDENTIALS_BAD;
    *token = rest;
    return CREDENTIALS_FINE;
}

/* RFC 7617 2: neither of the two may hold one. */
static bool has_control(swage_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] < ' ' || text.ptr[i] == 0x7f)
            return true;
    return false;
}

bool credentials_divide(swage_str pair, swage_str *name, swage_str *password)
{
    const char *colon = pair.len > 0 ? memchr(pair.ptr, ':', pair.len) : NULL;
    if (!colon || has_control(pair))
        return false;
    *name = swage_str_of(pair.ptr, (size_t)(colon - pair.ptr));
    *password = swage_str_of(colon + 1, pair.len - name->len - 1);
    return true;
}
