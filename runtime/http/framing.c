/* SPDX-License-Identifier: MIT */
/*
 * Lengths and codings. Both are where two servers that read one request differently can be made to disagree on where
 * the next one starts, so nothing is repaired here.
 */
#include "config.h"

#include "http/framing.h"

#include "http/field.h"
#include "http/octet.h"

int64_t framing_length(swage_str value)
{
    if (!octet_all(value, OCTET_DIGIT))
        return -400;
    int64_t length = 0;
    for (size_t i = 0; i < value.len; i++) {
        int digit = value.ptr[i] - '0';
        if (length > (INT64_MAX - digit) / 10)
            return -413;
        length = length * 10 + digit;
    }
    return length;
}

/* Codings that are registered for Transfer-Encoding (RFC 9112 7), chunked apart. */
static bool is_compression(swage_str coding)
{
    static const swage_str known[] = {
        SWAGE_STR_INIT("gzip"),   SWAGE_STR_INIT("deflate"),    SWAGE_STR_INIT("compress"),
        SWAGE_STR_INIT("x-gzip"), SWAGE_STR_INIT("x-compress"),
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (swage_field_is(coding, known[i]))
            return true;
    return false;
}

int framing_coding(swage_str value)
{
    swage_str chunked = SWAGE_STR("chunked");
    if (swage_field_is(value, chunked))
        return 0;
    /* RFC 9112 6.1: chunked once, and last; without it the end of a request cannot be known. */
    const char *comma = value.len > 0 ? memchr(value.ptr, ',', value.len) : NULL;
    while (comma) {
        swage_str coding = octet_trim(swage_str_of(value.ptr, (size_t)(comma - value.ptr)));
        if (!is_compression(coding))
            return -400;
        value = octet_trim(swage_str_of(comma + 1, value.len - (size_t)(comma + 1 - value.ptr)));
        comma = value.len > 0 ? memchr(value.ptr, ',', value.len) : NULL;
    }
    return swage_field_is(value, chunked) ? -501 : -400;
}
