/* SPDX-License-Identifier: MIT */
/* What media types and codings a client likes (RFC 9110 12.5.1, 12.5.3). */
#ifndef SWAGE_APP_ACCEPT_H
#define SWAGE_APP_ACCEPT_H

#include <swage/http.h>

#define ACCEPT_BEST 1000

/* How much the request's Accept fields like `media` ("text/event-stream"): 0, not at all, to ACCEPT_BEST. Without such a
   field everything is liked best. */
unsigned accept_quality(const struct swage_field *fields, unsigned count, swage_str media);

/* The same of its Accept-Encoding fields and `coding` ("gzip"). Without such a field none is liked: RFC 9110 would let us
   send any, but clients that cannot unpack have no other way to say so. */
unsigned accept_coding(const struct swage_field *fields, unsigned count, swage_str coding);

#endif
