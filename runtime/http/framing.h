/* SPDX-License-Identifier: MIT */
/* The two fields that say where a body ends (RFC 9112 6). */
#ifndef SWAGE_HTTP_FRAMING_H
#define SWAGE_HTTP_FRAMING_H

#include <swage/string.h>

/* The value of a Content-Length: digits only. Returns the number, -400, or -413 when no int64_t holds it. */
int64_t framing_length(swage_str value);

/* The value of a Transfer-Encoding: 0 for "chunked", -501 for codings that exist and are not implemented with
   chunked as the last, else -400. */
int framing_coding(swage_str value);

#endif
