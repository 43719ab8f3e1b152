/* SPDX-License-Identifier: MIT */
/*
 * The grammar of authorities. IPv4 addresses are registered names too, so they need no case of their own. What RFC 3986
 * keeps for addresses after IPv6 ("v1.x") is refused: nobody has defined one.
 */
#include "config.h"

#include "http/authority.h"
#include "http/octet.h"

static bool is_hex(char c)
{
    return octet_is(c, OCTET_HEX);
}

/* Unreserved characters, sub-delims and percent escapes; one or more. */
static bool name_ok(swage_str name)
{
    for (size_t i = 0; i < name.len; i++) {
        if (octet_is(name.ptr[i], OCTET_REG_NAME))
            continue;
        if (name.ptr[i] != '%' || name.len - i < 3 || !is_hex(name.ptr[i + 1]) || !is_hex(name.ptr[i + 2]))
            return false;
        i += 2;
    }
    return name.len > 0;
}

/* One number of a dotted address: 0 to 255 without leading zeros. Returns its digits, 0 when there is none. */
static size_t dec_octet(swage_str text)
{
    unsigned value = 0;
    size_t len = 0;
    while (len < text.len && len < 3 && octet_is(text.ptr[len], OCTET_DIGIT))
        value = value * 10 + (unsigned)(text.ptr[len++] - '0');
    return value > 255 || (len > 1 && text.ptr[0] == '0') ? 0 : len;
}

static bool ipv4_ok(swage_str text)
{
    for (int i = 0; i < 4; i++) {
        size_t len = dec_octet(text);
        if (len == 0)
            return false;
        text = swage_str_of(text.ptr + len, text.len - len);
        if (i == 3)
            break;
        if (text.len == 0 || text.ptr[0] != '.')
            return false;
        text = swage_str_of(text.ptr + 1, text.len - 1);
    }
    return text.len == 0;
}

/* Takes up to four hexadecimal digits off `text`. Returns how many. */
static size_t take_group(swage_str *text)
{
    size_t len = 0;
    while (len < text->len && len < 4 && is_hex(text->ptr[len]))
        len++;
    *text = swage_str_of(text->ptr + len, text->len - len);
    return len;
}

/* Eight groups of 16 bits; "::" stands once for one or more groups of zeros; the last two may be an IPv4 address. */
static bool ipv6_ok(swage_str text)
{
    int groups = 0;
    bool is_short = false;
    if (text.len >= 2 && text.ptr[0] == ':' && text.ptr[1] == ':') {
        is_short = true;
        text = swage_str_of(text.ptr + 2, text.len - 2);
    }
    while (text.len > 0) {
        if (groups <= 6 && ipv4_ok(text)) {
            groups += 2;
            break;
        }
        if (take_group(&text) == 0)
            return false;
        groups++;
        if (text.len == 0)
            break;
        if (text.ptr[0] != ':' || text.len == 1)
            return false;
        text = swage_str_of(text.ptr + 1, text.len - 1);
        if (text.ptr[0] == ':') {
            if (is_short)
                return false;
            is_short = true;
            text = swage_str_of(text.ptr + 1, text.len - 1);
        }
    }
    return is_short ? groups <= 7 : groups == 8;
}

/* What follows a host: nothing, or ':' and digits; there may be none (RFC 3986 3.2.3). */
static bool port_ok(swage_str text)
{
    if (text.len == 0)
        return true;
    return text.ptr[0] == ':' && (text.len == 1 || octet_all(swage_str_of(text.ptr + 1, text.len - 1), OCTET_DIGIT));
}

bool authority_ok(swage_str text)
{
    bool is_ipv6 = text.len > 0 && text.ptr[0] == '[';
    const char *host_end = text.len > 0 ? memchr(text.ptr, is_ipv6 ? ']' : ':', text.len) : NULL;
    if (is_ipv6 && !host_end)
        return false;
    swage_str host = host_end ? swage_str_of(text.ptr, (size_t)(host_end - text.ptr)) : text;
    if (!is_ipv6)
        return name_ok(host) && port_ok(swage_str_of(text.ptr + host.len, text.len - host.len));
    return ipv6_ok(swage_str_of(host.ptr + 1, host.len - 1)) &&
           port_ok(swage_str_of(host_end + 1, text.len - host.len - 1));
}
