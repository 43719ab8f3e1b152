/* SPDX-License-Identifier: MIT */
/*
 * A pattern is an origin, in which a star may stand in place of the first labels of its host, however many these are. Browsers write origins in lower case and leave out the port that the scheme has anyway, so that equal ones have equal bytes.
 */
#include "config.h"

#include "http/origin.h"

#include <string.h>

static bool is_lower(char byte)
{
    return byte >= 'a' && byte <= 'z';
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_label(char byte)
{
    return is_lower(byte) || is_digit(byte) || byte == '-' || byte == '_';
}

static swage_str behind(swage_str text, size_t len)
{
    return swage_str_of(text.ptr + len, text.len - len);
}

static bool begins(swage_str text, swage_str start)
{
    return text.len >= start.len && memcmp(text.ptr, start.ptr, start.len) == 0;
}

/* "https://": its length, or 0. */
static size_t scheme_len(swage_str text)
{
    size_t len = 0;
    while (len < text.len && (is_lower(text.ptr[len]) || (len > 0 && (is_digit(text.ptr[len]) || strchr("+-.", text.ptr[len])))))
        len++;
    return len > 0 && begins(behind(text, len), SWAGE_STR("://")) ? len + 3 : 0;
}

/* Labels with dots between: their length, or 0. */
static size_t host_len(swage_str text)
{
    size_t len = 0, label = 0;
    for (; len < text.len && (is_label(text.ptr[len]) || (text.ptr[len] == '.' && label > 0)); len++)
        label = text.ptr[len] == '.' ? 0 : label + 1;
    return label > 0 ? len : 0;
}

/* "[::1]": its length, or 0. */
static size_t address_len(swage_str text)
{
    size_t len = 1;
    if (text.len == 0 || text.ptr[0] != '[')
        return 0;
    while (len < text.len && (is_digit(text.ptr[len]) || (text.ptr[len] >= 'a' && text.ptr[len] <= 'f') || text.ptr[len] == ':' ||
                              text.ptr[len] == '.'))
        len++;
    return len > 1 && len < text.len && text.ptr[len] == ']' ? len + 1 : 0;
}

static const char *port_fault(swage_str scheme, swage_str port)
{
    size_t len = 1;
    if (port.len == 0)
        return NULL;
    while (len < port.len && is_digit(port.ptr[len]))
        len++;
    if (port.ptr[0] != ':' || len < 2 || len > 6 || port.ptr[1] == '0' || len < port.len)
        return "behind the host of an origin stands a port, or nothing: no path and no slash";
    bool is_usual = (swage_str_equal(scheme, SWAGE_STR("https://")) && swage_str_equal(port, SWAGE_STR(":443"))) ||
                    (swage_str_equal(scheme, SWAGE_STR("http://")) && swage_str_equal(port, SWAGE_STR(":80")));
    return is_usual ? "browsers leave out the port that the scheme has anyway" : NULL;
}

const char *swage_origin_fault(swage_str text)
{
    size_t scheme = scheme_len(text);
    if (swage_str_equal(text, SWAGE_STR("*")) || swage_str_equal(text, SWAGE_STR("null")))
        return NULL;
    if (scheme == 0)
        return "an origin is a scheme and a host, in lower case: \"https://example.org\"";
    swage_str rest = behind(text, scheme);
    bool has_star = begins(rest, SWAGE_STR("*."));
    if (has_star)
        rest = behind(rest, 2);
    size_t address = has_star ? 0 : address_len(rest), host = address > 0 ? address : host_len(rest);
    if (host == 0)
        return "the host of an origin is in lower case, and a star stands for its first labels: \"https://*.example.org\"";
    return port_fault(swage_str_of(text.ptr, scheme), behind(rest, host));
}

bool origin_matches(swage_str pattern, swage_str origin)
{
    const char *star = memchr(pattern.ptr, '*', pattern.len);
    if (!star)
        return swage_str_equal(pattern, origin);
    if (pattern.len == 1)
        return true;
    swage_str begin = swage_str_of(pattern.ptr, (size_t)(star - pattern.ptr)), end = behind(pattern, begin.len + 1);
    if (!begins(origin, begin) || origin.len <= begin.len + end.len)
        return false;
    swage_str rest = behind(origin, begin.len), labels = swage_str_of(rest.ptr, rest.len - end.len);
    return memcmp(rest.ptr + labels.len, end.ptr, end.len) == 0 && host_len(labels) == labels.len;
}
