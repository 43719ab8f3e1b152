/* SPDX-License-Identifier: MIT */
/*
 * IMF-fixdate from Unix time, without the C library, whose calendar asks for locks, locales and time zones.
 */
#include "config.h"

#include "http/date.h"

#include <string.h>

#define DAY   86400
#define FIRST INT64_C(-62167219200) /* 0000-01-01 00:00:00 */
#define LAST  INT64_C(253402300799) /* 9999-12-31 23:59:59 */

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

static void put2(char *at, unsigned number)
{
    at[0] = (char)('0' + number / 10);
    at[1] = (char)('0' + number % 10);
}

/* `seconds` since 0000-01-01, a Saturday. */
static void format(char *text, uint64_t seconds)
{
    static const char names[] = "SatSunMonTueWedThuFri";
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
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
