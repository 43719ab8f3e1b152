/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "http/range.h"

#include "http/field.h"
#include "http/octet.h"

/* Digits, none or more; a number that is too large becomes the largest. False for what is no number. */
static bool read_number(swage_str text, uint64_t *out)
{
    uint64_t number = 0;
    for (size_t i = 0; i < text.len; i++) {
        unsigned digit = (unsigned)(unsigned char)text.ptr[i] - '0';
        if (digit > 9)
            return false;
        number = number > (UINT64_MAX - digit) / 10 ? UINT64_MAX : number * 10 + digit;
    }
    *out = number;
    return true;
}

/* "-500": the last ones. */
static enum http_range read_suffix(uint64_t wanted, uint64_t size, uint64_t *at, uint64_t *len)
{
    *len = wanted < size ? wanted : size;
    *at = size - *len;
    return *len > 0 ? HTTP_RANGE_ONE : HTTP_RANGE_NONE;
}

static enum http_range read_one(swage_str text, uint64_t size, uint64_t *at, uint64_t *len)
{
    uint64_t first, last;
    const char *dash = memchr(text.ptr, '-', text.len);
    if (!dash)
        return HTTP_RANGE_ALL;
    swage_str before = swage_str_of(text.ptr, (size_t)(dash - text.ptr));
    swage_str behind = swage_str_of(dash + 1, text.len - before.len - 1);
    if (!read_number(before, &first) || !read_number(behind, &last) || before.len + behind.len == 0)
        return HTTP_RANGE_ALL;
    if (before.len == 0)
        return read_suffix(last, size, at, len);
    if (behind.len > 0 && last < first)
        return HTTP_RANGE_ALL;
    if (first >= size)
        return HTTP_RANGE_NONE;
    *at = first;
    *len = behind.len > 0 && last < size ? last - first + 1 : size - first;
    return HTTP_RANGE_ONE;
}

enum http_range swage_http_range_read(swage_str value, uint64_t size, uint64_t *at, uint64_t *len)
{
    swage_str unit = SWAGE_STR("bytes=");
    if (value.len <= unit.len || !swage_field_is(swage_str_of(value.ptr, unit.len), unit))
        return HTTP_RANGE_ALL;
    return read_one(octet_trim(swage_str_of(value.ptr + unit.len, value.len - unit.len)), size, at, len);
}
