/* SPDX-License-Identifier: MIT */
/*
 * Dates, times and points in time of RFC 3339, and the durations of its appendix A.
 */
#include "config.h"

#include <swage/format.h>

#define DATE_LEN 10 /* 2026-01-01 */
#define TIME_LEN 8  /* 23:59:60, and then the fraction and the offset */
#define DAY      86400

/* The number that the two digits at `p` make, or above 99. */
static inline unsigned read_two(const char *p)
{
    unsigned tens = (unsigned)(unsigned char)p[0] - '0';
    unsigned ones = (unsigned)(unsigned char)p[1] - '0';
    return tens > 9 || ones > 9 ? 100 : tens * 10 + ones;
}

/* --- dates -------------------------------------------------------------------------------------------------------- */

static inline bool is_leap(unsigned year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static inline unsigned days_in(unsigned year, unsigned month)
{
    static const unsigned char days[13] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29u : days[month];
}

/* The date of the DATE_LEN bytes at `p`. */
static inline bool read_date(const char *p, struct swage_date *out)
{
    unsigned century = read_two(p);
    unsigned rest = read_two(p + 2);
    unsigned month = read_two(p + 5);
    unsigned day = read_two(p + 8);
    unsigned year = century * 100 + rest;
    if (century > 99 || rest > 99 || p[4] != '-' || p[7] != '-')
        return false;
    if (month - 1 > 11 || day - 1 >= days_in(year, month))
        return false;
    out->year = (int)year;
    out->month = (int)month;
    out->day = (int)day;
    return true;
}

bool swage_date_parse(swage_str text, struct swage_date *out)
{
    return text.len == DATE_LEN && read_date(text.ptr, out);
}

bool swage_is_date(swage_str text)
{
    struct swage_date date;
    return swage_date_parse(text, &date);
}

/*
 * Years are counted from March, so that the day that comes and goes is their last. A cycle of 400 of them has 146,097
 * days; 1970-01-01 is day 719,468 from 0000-03-01.
 */
int64_t swage_date_days(const struct swage_date *date)
{
    int64_t year = date->year - (date->month <= 2);
    int64_t cycle = (year >= 0 ? year : year - 399) / 400;
    int64_t of_cycle = year - cycle * 400;
    int64_t month = (date->month + 9) % 12;
    int64_t of_year = (153 * month + 2) / 5 + date->day - 1;
    return cycle * 146097 + of_cycle * 365 + of_cycle / 4 - of_cycle / 100 + of_year - 719468;
}

/* The date of a day between 0000-01-01 and 9999-12-31; the reverse of the above. */
static struct swage_date date_of(int64_t days)
{
    days += 719468;
    int64_t cycle = (days >= 0 ? days : days - 146096) / 146097;
    int64_t of_cycle = days - cycle * 146097;
    int64_t year = (of_cycle - of_cycle / 1460 + of_cycle / 36524 - of_cycle / 146096) / 365;
    int64_t of_year = of_cycle - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * of_year + 2) / 153;
    struct swage_date date;
    date.day = (int)(of_year - (153 * month + 2) / 5 + 1);
    date.month = (int)(month < 10 ? month + 3 : month - 9);
    date.year = (int)(year + cycle * 400 + (date.month <= 2));
    return date;
}

/* --- times -------------------------------------------------------------------------------------------------------- */

/* The fraction at `p`, behind its point, as nanoseconds. Returns what stands behind it, or NULL. */
static const char *read_fraction(const char *p, const char *end, int *nanosecond)
{
    const char *first = p;
    int value = 0;
    int unit = 100000000;
    for (; p < end && (unsigned)(unsigned char)*p - '0' <= 9; p++, unit /= 10)
        value += (*p - '0') * unit;
    if (p == first)
        return NULL;
    *nanosecond = value;
    return p;
}

/* An offset, which is all from `p` to `end`, in minutes. */
static bool read_offset(const char *p, const char *end, int *offset)
{
    if (end - p == 1 && (*p | 0x20) == 'z') {
        *offset = 0;
        return true;
    }
    if (end - p != 6 || (*p != '+' && *p != '-') || p[3] != ':')
        return false;
    unsigned hours = read_two(p + 1);
    unsigned minutes = read_two(p + 4);
    if (hours > 23 || minutes > 59)
        return false;
    int value = (int)(hours * 60 + minutes);
    *offset = *p == '-' ? -value : value;
    return true;
}

/* RFC 3339 5.7: leap seconds are inserted at the end of a month in UTC; here, of any day. */
static bool is_leap_second(unsigned hour, unsigned minute, int offset)
{
    int utc = (int)(hour * 60 + minute) - offset;
    return (utc + 2 * 24 * 60) % (24 * 60) == 23 * 60 + 59;
}

/* A time from `p` to `end`, with its offset. */
static inline bool read_time(const char *p, const char *end, struct swage_time *out)
{
    if (end - p <= TIME_LEN)
        return false;
    unsigned hour = read_two(p);
    unsigned minute = read_two(p + 3);
    unsigned second = read_two(p + 6);
    int nanosecond = 0;
    int offset;
    if (hour > 23 || minute > 59 || second > 60 || p[2] != ':' || p[5] != ':')
        return false;
    p += TIME_LEN;
    if (*p == '.' && !(p = read_fraction(p + 1, end, &nanosecond)))
        return false;
    if (!read_offset(p, end, &offset) || (second == 60 && !is_leap_second(hour, minute, offset)))
        return false;
    *out = (struct swage_time){(int)hour, (int)minute, (int)second, nanosecond, offset};
    return true;
}

bool swage_time_parse(swage_str text, struct swage_time *out)
{
    return text.ptr && read_time(text.ptr, text.ptr + text.len, out);
}

bool swage_is_time(swage_str text)
{
    struct swage_time time;
    return swage_time_parse(text, &time);
}

bool swage_datetime_parse(swage_str text, struct swage_datetime *out)
{
    struct swage_datetime found;
    if (text.len <= DATE_LEN || (text.ptr[DATE_LEN] | 0x20) != 't')
        return false;
    if (!read_date(text.ptr, &found.date) || !read_time(text.ptr + DATE_LEN + 1, text.ptr + text.len, &found.time))
        return false;
    *out = found;
    return true;
}

bool swage_is_datetime(swage_str text)
{
    struct swage_datetime datetime;
    return swage_datetime_parse(text, &datetime);
}

int64_t swage_datetime_unix(const struct swage_datetime *datetime)
{
    const struct swage_time *time = &datetime->time;
    int64_t minutes = time->hour * 60 + time->minute - time->offset;
    return swage_date_days(&datetime->date) * DAY + minutes * 60 + time->second;
}

/* --- durations ---------------------------------------------------------------------------------------------------- */

/* A number that fits, and behind it the letter of its unit. */
static const char *read_count(const char *p, const char *end, uint32_t *count)
{
    const char *first = p;
    uint64_t value = 0;
    for (; p < end && (unsigned)(unsigned char)*p - '0' <= 9; p++) {
        value = value * 10 + (uint64_t)(*p - '0');
        if (value > UINT32_MAX)
            return NULL;
    }
    if (p == first || p == end)
        return NULL;
    *count = (uint32_t)value;
    return p;
}

/*
 * Counts of the units in `letters`, from `p` on: at least one, in that order and none left out between two that are
 * there (RFC 3339 appendix A: dur-time is H, HM, HMS, M, MS or S, dur-date likewise). Returns what stands behind them.
 */
static const char *read_units(const char *p, const char *end, const char *letters, uint32_t *const counts[3])
{
    uint32_t count;
    int unit = -1;
    while (p < end && *p != 'T') {
        p = read_count(p, end, &count);
        if (!p)
            return NULL;
        int at = unit + 1;
        while (unit < 0 && at < 3 && letters[at] != *p)
            at++;
        if (at > 2 || letters[at] != *p)
            return NULL;
        *counts[at] = count;
        unit = at;
        p++;
    }
    return unit < 0 ? NULL : p;
}

/* P4W: nothing else may stand beside weeks. */
static bool read_weeks(const char *p, const char *end, struct swage_duration *out)
{
    uint32_t count;
    p = read_count(p, end, &count);
    if (!p || *p != 'W' || p + 1 != end)
        return false;
    *out = (struct swage_duration){.weeks = count};
    return true;
}

bool swage_duration_parse(swage_str text, struct swage_duration *out)
{
    struct swage_duration found = {0};
    uint32_t *const dates[] = {&found.years, &found.months, &found.days};
    uint32_t *const times[] = {&found.hours, &found.minutes, &found.seconds};
    if (text.len < 3 || *text.ptr != 'P')
        return false;
    const char *p = text.ptr + 1;
    const char *end = text.ptr + text.len;
    if (end[-1] == 'W')
        return read_weeks(p, end, out);
    if (*p != 'T')
        p = read_units(p, end, "YMD", dates);
    if (p && p < end)
        p = read_units(p + 1, end, "HMS", times);
    if (p != end)
        return false;
    *out = found;
    return true;
}

bool swage_is_duration(swage_str text)
{
    struct swage_duration duration;
    return swage_duration_parse(text, &duration);
}

/* --- texts -------------------------------------------------------------------------------------------------------- */

/* `count` digits, with leading zeros. */
static char *put_digits(char *p, int value, int count)
{
    for (int i = count; i-- > 0; value /= 10)
        p[i] = (char)('0' + value % 10);
    return p + count;
}

/* The three groups of a fraction that are not zero. */
static char *put_fraction(char *p, int nanosecond)
{
    *p++ = '.';
    if (nanosecond % 1000000 == 0)
        return put_digits(p, nanosecond / 1000000, 3);
    if (nanosecond % 1000 == 0)
        return put_digits(p, nanosecond / 1000, 6);
    return put_digits(p, nanosecond, 9);
}

swage_str swage_datetime_text(int64_t unix_seconds, int nanosecond, char room[SWAGE_DATETIME_SIZE])
{
    const int64_t first = -62167219200;  /* 0000-01-01T00:00:00Z */
    const int64_t last = 253402300799;   /* 9999-12-31T23:59:59Z */
    if (unix_seconds < first || unix_seconds > last || nanosecond < 0 || nanosecond > 999999999)
        return swage_str_of(NULL, 0);
    int64_t days = (unix_seconds - first) / DAY;
    int seconds = (int)(unix_seconds - first - days * DAY);
    struct swage_date date = date_of(days + first / DAY);
    char *p = put_digits(room, date.year, 4);
    *p++ = '-';
    p = put_digits(p, date.month, 2);
    *p++ = '-';
    p = put_digits(p, date.day, 2);
    *p++ = 'T';
    p = put_digits(p, seconds / 3600, 2);
    *p++ = ':';
    p = put_digits(p, seconds / 60 % 60, 2);
    *p++ = ':';
    p = put_digits(p, seconds % 60, 2);
    if (nanosecond > 0)
        p = put_fraction(p, nanosecond);
    *p++ = 'Z';
    *p = '\0';
    return swage_str_of(room, (size_t)(p - room));
}
