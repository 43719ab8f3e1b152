/* SPDX-License-Identifier: MIT */
/* The Date of answers (RFC 9110 6.6.1, 5.6.7), formatted once a second. */
#ifndef SWAGE_HTTP_DATE_H
#define SWAGE_HTTP_DATE_H

#include <swage/base.h>
#include <swage/string.h>

#define HTTP_DATE_LEN 29 /* "Sun, 06 Nov 1994 08:49:37 GMT" */

/* One a loop. */
struct http_date {
    int64_t second;               /* of what stands in text, Unix time; INT64_MIN before the first */
    char text[HTTP_DATE_LEN + 3]; /* padded for a wide copy */
};

/* An http_date that holds nothing yet. */
/* clang-format off */
#define HTTP_DATE_INIT {.second = INT64_MIN}
/* clang-format on */

/* Formats only when the second changed. Times outside of the years 0 to 9999 become the nearest that is inside. */
void swage_http_date_set(struct http_date *date, int64_t unix_seconds);

/*
 * Unix time from a date in any of the three forms that clients have had (RFC 9110 5.6.7); false for what is none. Years
 * of two digits are 1970 to 2069. The day of the week is not held against the date.
 */
bool swage_http_date_read(swage_str text, int64_t *unix_seconds);

#endif
