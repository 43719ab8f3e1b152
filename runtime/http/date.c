/* SPDX-License-Identifier: MIT */
/*
 * IMF-fixdate from Unix time, and back from that and its forerunners, without the C library, whose calendar asks for locks,
 * locales and time zones.
 */
#include "config.h"

#include "http/date.h"

#include <string.h>

#define DAY   86400
#define FIRST INT64_C(-62167219200) /* 0000-01-01 00:00:00 */
#define LAST  INT64_C(253402300799) /* 9999-12-31 23:59:59 */

static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

struct day {
    unsigned year, month, day; /* from 0, 0 and 1 */
};

/*
 * The date of a day counted from 0000-03-01, in years that begin with March, so that the leap day is the last of its
 * year: 400 years have 146097 days, of which 97 are leap days.
 */
static struct day day_of(unsigned days)
{
    unsigned era = days / 146097, in_era = days % 146097;
    unsigned year = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    unsigned in_year = in_era - (365 * year + year / 4 - year / 100);
    unsigned month = (5 * in_year + 2) / 153; /* five months from March, August or January have 153 days */
    struct day day = {.day = in_year - (153 * month + 2) / 5 + 1, .month = (month + 2) % 12};
    day.year = era * 400 + year + (month >= 10);
    return day;
}

/* The way back. */
static int64_t days_of(const struct day *day)
{
    static const unsigned before[] = {306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275}; /* in years from March on */
    unsigned year = day->year + 400 - (day->month < 2);
    unsigned era = year / 400, in_era = year % 400;
    return (int64_t)era * 146097 + in_era * 365 + in_era / 4 - in_era / 100 + before[day->month] + day->day - 1;
}

static void put2(char *at, unsigned number)
{
    at[0] = (char)('0' + number / 10);
    at[1] = (char)('0' + number % 10);
}

/* `seconds` since 0000-01-01, a Saturday. */
static void format(char *text, uint64_t seconds)
{
    static const char names[] = "SatSunMonTueWedThuFri";
    unsigned days = (unsigned)(seconds / DAY), second = (unsigned)(seconds % DAY);
    /* Year 0 is a leap year: its March begins 60 days later; a whole era more keeps the number positive. */
    struct day day = day_of(days + 146097 - 60);
    memcpy(text, "Sat, 01 Jan 0000 00:00:00 GMT", HTTP_DATE_LEN);
    memcpy(text, names + days % 7 * 3, 3);
    put2(text + 5, day.day);
    memcpy(text + 8, months + day.month * 3, 3);
    put2(text + 12, (day.year - 400) / 100);
    put2(text + 14, day.year % 100);
    put2(text + 17, second / 3600);
    put2(text + 20, second / 60 % 60);
    put2(text + 23, second % 60);
}

void swage_http_date_set(struct http_date *date, int64_t unix_seconds)
{
    int64_t second = unix_seconds < FIRST ? FIRST : unix_seconds > LAST ? LAST : unix_seconds;
    if (second == date->second)
        return;
    format(date->text, (uint64_t)(second - FIRST));
    date->second = second;
}

/* --- from text ---------------------------------------------------------------------------------------------------- */

struct moment {
    struct day day;
    unsigned hour, minute, second;
};

static unsigned digit(char byte)
{
    unsigned value = (unsigned)(unsigned char)byte - '0';
    return value < 10 ? value : UINT32_MAX;
}

/* Digits as the pattern has them: the number of `count` digits at `at`, or UINT32_MAX. */
static unsigned number(const char *at, unsigned count)
{
    unsigned value = 0;
    for (unsigned i = 0; i < count; i++) {
        if (digit(at[i]) == UINT32_MAX)
            return UINT32_MAX;
        value = value * 10 + digit(at[i]);
    }
    return value;
}

/* From 0, or 12. */
static unsigned month_of(const char *at)
{
    unsigned month = 0;
    while (month < 12 && memcmp(months + month * 3, at, 3) != 0)
        month++;
    return month;
}

static bool is_leap(unsigned year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* RFC 9110 5.6.7 has room for a leap second. */
static bool is_moment(const struct moment *m)
{
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (m->day.month > 11 || m->day.year > 9999 || m->hour > 23 || m->minute > 59 || m->second > 60)
        return false;
    unsigned last = m->day.month == 1 && is_leap(m->day.year) ? 29 : days[m->day.month];
    return m->day.day >= 1 && m->day.day <= last;
}

/* 08:49:37 */
static bool read_clock(const char *at, struct moment *m)
{
    m->hour = number(at, 2);
    m->minute = number(at + 3, 2);
    m->second = number(at + 6, 2);
    return at[2] == ':' && at[5] == ':';
}

/* Sun, 06 Nov 1994 08:49:37 GMT */
static bool read_fixdate(swage_str text, struct moment *m)
{
    const char *at = text.ptr;
    if (text.len != HTTP_DATE_LEN || memcmp(at + 3, ", ", 2) != 0 || memcmp(at + 25, " GMT", 4) != 0)
        return false;
    m->day = (struct day){number(at + 12, 4), month_of(at + 8), number(at + 5, 2)};
    return at[7] == ' ' && at[11] == ' ' && at[16] == ' ' && read_clock(at + 17, m);
}

/* Sunday, 06-Nov-94 08:49:37 GMT */
static bool read_rfc850(swage_str text, struct moment *m)
{
    const char *comma = memchr(text.ptr, ',', text.len);
    if (!comma || text.len - (size_t)(comma - text.ptr) != 24)
        return false;
    const char *at = comma + 2;
    unsigned year = number(at + 7, 2);
    m->day = (struct day){year < 70 ? year + 2000 : year < 100 ? year + 1900 : year, month_of(at + 3), number(at, 2)};
    return at[-1] == ' ' && at[2] == '-' && at[6] == '-' && at[9] == ' ' && read_clock(at + 10, m) &&
           memcmp(at + 18, " GMT", 4) == 0;
}

/* Sun Nov  6 08:49:37 1994 */
static bool read_asctime(swage_str text, struct moment *m)
{
    const char *at = text.ptr;
    if (text.len != 24)
        return false;
    m->day = (struct day){number(at + 20, 4), month_of(at + 4), at[8] == ' ' ? digit(at[9]) : number(at + 8, 2)};
    return at[3] == ' ' && at[7] == ' ' && at[10] == ' ' && at[19] == ' ' && read_clock(at + 11, m);
}

bool swage_http_date_read(swage_str text, int64_t *unix_seconds)
{
    struct moment m;
    if (!read_fixdate(text, &m) && !read_rfc850(text, &m) && !read_asctime(text, &m))
        return false;
    if (!is_moment(&m))
        return false;
    int64_t days = days_of(&m.day) - (146097 - 60);
    *unix_seconds = FIRST + days * DAY + m.hour * 3600 + m.minute * 60 + m.second;
    return true;
}
