/* SPDX-License-Identifier: MIT */
/* The words of HTTP (RFC 9110) that applications and adapters share. */
#ifndef SWAGE_HTTP_H
#define SWAGE_HTTP_H

#include <swage/base.h>
#include <swage/string.h>

SWAGE_BEGIN_C

enum swage_method {
    SWAGE_METHOD_GET,
    SWAGE_METHOD_HEAD,
    SWAGE_METHOD_POST,
    SWAGE_METHOD_PUT,
    SWAGE_METHOD_PATCH,
    SWAGE_METHOD_DELETE,
    SWAGE_METHOD_OPTIONS,
    SWAGE_METHOD_OTHER, /* any other token */
    SWAGE_METHODS = SWAGE_METHOD_OTHER
};

/* A header field: the name as it was sent, the value without white space around it. */
struct swage_field {
    swage_str name;
    swage_str value;
};

/* The reason phrase of a status code: "Not Found"; "" for one that is not registered. */
SWAGE_API const char *swage_status_reason(int status);

/*
 * Why `text` says no origins for CORS, or NULL where it does: "https://example.org" (RFC 6454; with the port where that is not
 * the scheme's own), the same with a star and a dot in front of the host ("https://" "*.example.org") for all hosts below it, "null" for what
 * browsers call so, or a star alone for all.
 */
SWAGE_API const char *swage_origin_fault(swage_str text);

SWAGE_END_C

#endif
