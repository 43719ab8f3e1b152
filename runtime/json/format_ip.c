/* SPDX-License-Identifier: MIT */
/*
 * Addresses and names of hosts.
 */
#include "config.h"

#include "json/format.h"

#include <swage/format.h>

/* --- IPv4 --------------------------------------------------------------------------------------------------------- */

/* RFC 2673 3.2 and RFC 3986 3.2.2: dec-octet. Returns what stands behind it, or NULL. */
static inline const char *read_octet(const char *p, const char *end, unsigned char *out)
{
    unsigned value = 0;
    const char *first = p;
    while (p < end && p - first < 3 && (unsigned)(unsigned char)*p - '0' <= 9)
        value = value * 10 + (unsigned)(*p++ - '0');
    if (p == first || value > 255 || (*first == '0' && p - first > 1))
        return NULL;
    *out = (unsigned char)value;
    return p;
}

bool swage_ipv4_parse(swage_str text, unsigned char out[4])
{
    unsigned char octets[4];
    if (text.len < 7 || text.len > 15)
        return false;
    const char *p = text.ptr;
    const char *end = p + text.len;
    for (int i = 0; i < 4; i++) {
        if (i > 0 && (p == end || *p++ != '.'))
            return false;
        p = read_octet(p, end, &octets[i]);
        if (!p)
            return false;
    }
    if (p != end)
        return false;
    memcpy(out, octets, sizeof octets);
    return true;
}

bool swage_is_ipv4(swage_str text)
{
    unsigned char octets[4];
    return swage_ipv4_parse(text, octets);
}

/* --- IPv6 --------------------------------------------------------------------------------------------------------- */

/* One to four hexadecimal digits. Returns what stands behind them, or NULL. */
static const char *read_group(const char *p, const char *end, unsigned char out[2])
{
    unsigned value = 0;
    const char *first = p;
    for (; p < end && p - first < 5; p++) {
        unsigned digit = format_hex(*p);
        if (digit > 15)
            break;
        value = value << 4 | digit;
    }
    if (p == first || p - first > 4)
        return NULL;
    out[0] = (unsigned char)(value >> 8);
    out[1] = (unsigned char)value;
    return p;
}

/* Whether an IPv4 address is the rest of the text: then it takes the place of two groups. */
static bool read_tail(const char *p, const char *end, size_t at, unsigned char bytes[16])
{
    return at <= 12 && swage_ipv4_parse(swage_str_of(p, (size_t)(end - p)), bytes + at);
}

/*
 * Groups from `p` on into the bytes from *at on. Where "::" stands, `*gap` is set to its place among the bytes. False
 * where the text is no address.
 */
static bool read_groups(const char *p, const char *end, unsigned char bytes[16], size_t *at, size_t *gap)
{
    if (end - p >= 2 && p[0] == ':' && p[1] == ':') {
        *gap = 0;
        p += 2;
    }
    while (p < end) {
        if (read_tail(p, end, *at, bytes)) {
            *at += 4;
            return true;
        }
        if (*at == 16 || !(p = read_group(p, end, bytes + *at)))
            return false;
        *at += 2;
        if (p == end)
            return true;
        if (*p++ != ':' || p == end)
            return false;
        if (*p == ':') {
            if (*gap <= 16)
                return false;
            *gap = *at;
            p++;
        }
    }
    return true;
}

bool swage_ipv6_parse(swage_str text, unsigned char out[16])
{
    unsigned char bytes[16] = {0};
    size_t at = 0;
    size_t gap = 17; /* none */
    if (text.len < 2 || text.len > 45 || !read_groups(text.ptr, text.ptr + text.len, bytes, &at, &gap))
        return false;
    /* RFC 4291 2.2: "::" stands for one group of zeros or more. */
    if (gap > 16 ? at != 16 : at > 14)
        return false;
    if (gap <= 16) {
        memmove(bytes + 16 - (at - gap), bytes + gap, at - gap);
        memset(bytes + gap, 0, 16 - at);
    }
    memcpy(out, bytes, sizeof bytes);
    return true;
}

bool swage_is_ipv6(swage_str text)
{
    unsigned char bytes[16];
    return swage_ipv6_parse(text, bytes);
}

/* --- host names --------------------------------------------------------------------------------------------------- */

/* A label of letters, digits and hyphens, with none at its ends (RFC 1123 2.1). Returns its end, or NULL. */
static const char *read_label(const char *p, const char *end)
{
    const char *first = p;
    while (p < end && (format_is(*p, FORMAT_ALNUM) || *p == '-'))
        p++;
    if (p == first || p - first > 63 || *first == '-' || p[-1] == '-')
        return NULL;
    return p;
}

size_t swage_hostname_parse(swage_str text, swage_str *labels, size_t max)
{
    size_t count = 0;
    if (text.len == 0 || text.len > 253)
        return 0;
    const char *p = text.ptr;
    const char *end = p + text.len;
    for (;;) {
        const char *first = p;
        p = read_label(p, end);
        if (!p || (p < end && *p != '.'))
            return 0;
        if (count < max)
            labels[count] = swage_str_of(first, (size_t)(p - first));
        count++;
        if (p == end)
            return count;
        p++;
    }
}

bool swage_is_hostname(swage_str text)
{
    return swage_hostname_parse(text, NULL, 0) > 0;
}
