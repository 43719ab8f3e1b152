/* SPDX-License-Identifier: MIT */
/*
 * Checked texts: whether a text is in a format, and its parts as numbers. Nothing is taken apart twice that is not
 * asked for: decoders check and keep the text as it was sent; these functions read it when a handler wants its parts.
 *
 *     struct swage_datetime when;
 *     if (swage_datetime_parse(in->body.created_at, &when))
 *         seconds = swage_datetime_unix(&when);
 *
 * Every parse function returns false, and leaves `out` alone, for what is not in the format; none takes memory.
 */
#ifndef SWAGE_FORMAT_H
#define SWAGE_FORMAT_H

#include <swage/base.h>
#include <swage/string.h>
#include <swage/type.h>

SWAGE_BEGIN_C

/*
 * Whether a text is in the format; an absent one is not. Where validators differ, the RFC's grammar decides:
 *
 *     email     a domain of one label is fine ("root@localhost"), as are quotes and literals, which many refuse. Of the
 *               literals only those of IPv4 and IPv6 are: no other tag is registered. No comments, no UTF-8 (RFC 6531).
 *     uri       an empty host is ("file:///etc"), and so is a port of any number; IRIs are not.
 *     hostname  no dot at the end; "_" is no letter; labels that start with "xn--" are not decoded.
 *     time      has an offset, -00:00 too; a leap second is right on any day.
 *     duration  units stand in their order, and none is left out between two: P1Y2D has to be P1Y0M2D. No fractions,
 *               and no number above 4294967295.
 */
SWAGE_API bool swage_is_email(swage_str text);    /* RFC 5321 4.1.2 Mailbox: dot-string or quoted-string; a domain name
                                                     or an address literal; at most 254 bytes, 64 before the @ */
SWAGE_API bool swage_is_uri(swage_str text);      /* RFC 3986 3: with a scheme */
SWAGE_API bool swage_is_uuid(swage_str text);     /* RFC 9562 4: 8-4-4-4-12 digits in either case */
SWAGE_API bool swage_is_hostname(swage_str text); /* RFC 1123 2.1: labels of 1 to 63 letters, digits and
                                                     hyphens, 253 in all */
SWAGE_API bool swage_is_ipv4(swage_str text);     /* RFC 2673 3.2: four decimal numbers, no leading zeros */
SWAGE_API bool swage_is_ipv6(swage_str text);     /* RFC 4291 2.2; no zone */
SWAGE_API bool swage_is_date(swage_str text);     /* RFC 3339 full-date, and a day that exists */
SWAGE_API bool swage_is_time(swage_str text);     /* RFC 3339 full-time; second 60 only where UTC is 23:59 */
SWAGE_API bool swage_is_datetime(swage_str text); /* RFC 3339 date-time, "T" and "Z" in either case */
SWAGE_API bool swage_is_duration(swage_str text); /* RFC 3339 appendix A: P1Y2M3DT4H5M6S, P4W */

/* The same by number (enum swage_format); every text is in SWAGE_FORMAT_NONE. */
SWAGE_API bool swage_format_check(enum swage_format format, swage_str text);

/* --- parts -------------------------------------------------------------------------------------------------------- */

struct swage_email {
    swage_str local;  /* before the @, quotes included; lent */
    swage_str domain; /* behind it, brackets of a literal included; lent */
};
SWAGE_API bool swage_email_parse(swage_str text, struct swage_email *out);

struct swage_uri { /* texts as they stand, escapes not decoded; absent where the URI has no such part; lent */
    swage_str scheme, userinfo, host, path, query, fragment;
    int port; /* -1 when none is given; 65536 when it is above 65535 */
};
SWAGE_API bool swage_uri_parse(swage_str text, struct swage_uri *out);

SWAGE_API bool swage_uuid_parse(swage_str text, unsigned char out[16]);   /* in network order */
SWAGE_API bool swage_ipv4_parse(swage_str text, unsigned char out[4]);    /* in network order, as struct in_addr */
SWAGE_API bool swage_ipv6_parse(swage_str text, unsigned char out[16]);   /* in network order, as struct in6_addr */

/* The number of labels, 0 when it is no host name; the first `max` of them are put into `labels`, lent. */
SWAGE_API size_t swage_hostname_parse(swage_str text, swage_str *labels, size_t max);

struct swage_date {
    int year;  /* 0 to 9999 */
    int month; /* 1 to 12 */
    int day;   /* 1 to 31 */
};
SWAGE_API bool swage_date_parse(swage_str text, struct swage_date *out);

struct swage_time {
    int hour, minute; /* 0 to 23, 0 to 59 */
    int second;       /* 0 to 60 */
    int nanosecond;   /* digits behind the ninth are dropped */
    int offset;       /* minutes east of UTC, -1439 to 1439 */
};
SWAGE_API bool swage_time_parse(swage_str text, struct swage_time *out);

struct swage_datetime {
    struct swage_date date;
    struct swage_time time;
};
SWAGE_API bool swage_datetime_parse(swage_str text, struct swage_datetime *out);

/* Seconds since 1970-01-01T00:00:00Z, the fraction dropped; a leap second counts as the one behind it. */
SWAGE_API int64_t swage_datetime_unix(const struct swage_datetime *datetime);

/* Days since 1970-01-01. */
SWAGE_API int64_t swage_date_days(const struct swage_date *date);

struct swage_duration { /* as written: P1Y is not 12 months */
    uint32_t years, months, weeks, days, hours, minutes, seconds;
};
SWAGE_API bool swage_duration_parse(swage_str text, struct swage_duration *out);

/* --- making texts: for handlers that answer with one --------------------------------------------------------------- */

#define SWAGE_DATETIME_SIZE 31 /* bytes, with the NUL: 2026-01-01T00:00:00.000000000Z */

/* The text of a point in time in UTC; `nanosecond` is left out when 0, else written with 3, 6 or 9 digits. Absent when
   the year is not 0 to 9999. The text lies in `room`, NUL-terminated. */
SWAGE_API swage_str swage_datetime_text(int64_t unix_seconds, int nanosecond, char room[SWAGE_DATETIME_SIZE]);

#define SWAGE_UUID_SIZE 37 /* bytes, with the NUL */

/* The text of a UUID, in lower case. */
SWAGE_API swage_str swage_uuid_text(const unsigned char uuid[16], char room[SWAGE_UUID_SIZE]);

SWAGE_END_C

#endif
