/* SPDX-License-Identifier: MIT */
/* Credentials, as the field Authorization holds them (RFC 9110 11.6.2). */
#ifndef SWAGE_HTTP_CREDENTIALS_H
#define SWAGE_HTTP_CREDENTIALS_H

#include <swage/base.h>
#include <swage/string.h>

enum credentials {
    CREDENTIALS_OTHER, /* of another scheme, or of none */
    CREDENTIALS_BAD,   /* of the scheme, and not as they have to be */
    CREDENTIALS_FINE
};

/* What stands behind `scheme` ("Bearer", any case), when that is one token68 (RFC 9110 11.2): a bearer's token (RFC 6750
   2.1), or the name and password of Basic in base64. */
enum credentials credentials_read(swage_str field, swage_str scheme, swage_str *token);

/* Divides "name:password" at the first colon (RFC 7617 2). False without one, and where a control character stands in it. */
bool credentials_divide(swage_str pair, swage_str *name, swage_str *password);

#endif
