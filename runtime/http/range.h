/* SPDX-License-Identifier: MIT */
/* The field Range (RFC 9110 14.2), as far as it asks for one piece. */
#ifndef SWAGE_HTTP_RANGE_H
#define SWAGE_HTTP_RANGE_H

#include <swage/base.h>
#include <swage/string.h>

enum http_range {
    HTTP_RANGE_ALL, /* it is no range of bytes, or several: RFC 9110 14.2 lets us send the whole then */
    HTTP_RANGE_ONE,
    HTTP_RANGE_NONE /* nothing of it is there: 416 */
};

/* What `value` asks for of `size` bytes: ONE is `*len` of them (1 at least) from `*at` on. */
enum http_range swage_http_range_read(swage_str value, uint64_t size, uint64_t *at, uint64_t *len);

#endif
