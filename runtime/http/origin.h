/* SPDX-License-Identifier: MIT */
/* Origins, as browsers send them (RFC 6454 7), and which of them a pattern means: see swage_origin_fault(). */
#ifndef SWAGE_HTTP_ORIGIN_H
#define SWAGE_HTTP_ORIGIN_H

#include <swage/http.h>

/* Whether `origin`, the value of the field, is one of those that the pattern means. */
bool origin_matches(swage_str pattern, swage_str origin);

#endif
