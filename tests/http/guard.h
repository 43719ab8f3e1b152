/* SPDX-License-Identifier: MIT */
/* Bytes with forbidden memory next to them: reading one byte too many ends the test. */
#ifndef TESTS_HTTP_GUARD_H
#define TESTS_HTTP_GUARD_H

#include <stddef.h>

#define GUARD_MAX 65536 /* bytes that fit */

/* A copy of the bytes that ends where a page starts that nobody may read. Valid until the next call. */
char *guard_behind(const char *bytes, size_t len);

/* A copy that starts behind such a page. Valid until the next call. */
char *guard_before(const char *bytes, size_t len);

#endif
