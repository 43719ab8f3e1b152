/* SPDX-License-Identifier: MIT */
/*
 * Numbers of one length are told apart from the left:
 *
 *     207 .. 531      2 then 07 .. 99,  3 or 4 then any two digits,  5 then 00 .. 31
 *
 * and lengths of which all numbers belong to the interval become one alternative with a count.
 */
#include "config.h"

#include "emit/interval.h"

#include <stdio.h>
#include <string.h>

enum { DIGITS_MAX = 20 }; /* of 2^64 - 1 */

static const char nines[] = "99999999999999999999";
static const char zeros[] = "00000000000000000000";

static const char *any(struct pool *pool, size_t count)
{
    if (count < 2)
        return count == 0 ? "" : "[0-9]";
    return pool_printf(pool, "[0-9]{%zu}", count);
}

static const char *digit(struct pool *pool, char low, char high)
{
    return low == high ? pool_printf(pool, "%c", low) : pool_printf(pool, "[%c-%c]", low, high);
}

static const char *either(struct pool *pool, const char *all, const char *one)
{
    return *all ? pool_printf(pool, "%s|%s", all, one) : one;
}

static const char *grouped(struct pool *pool, const char *alternatives)
{
    return strchr(alternatives, '|') ? pool_printf(pool, "(?:%s)", alternatives) : alternatives;
}

static const char *same_length(struct pool *pool, const char *low, const char *high, size_t len);

/* `first`, and behind it what is left of texts of `len` digits. */
static const char *behind(struct pool *pool, char first, const char *low, const char *high, size_t len)
{
    return pool_printf(pool, "%c%s", first, grouped(pool, same_length(pool, low + 1, high + 1, len - 1)));
}

/* Texts of `len` digits from `low` to `high`; zeros in front are digits here. */
static const char *same_length(struct pool *pool, const char *low, const char *high, size_t len)
{
    bool from_zeros = memcmp(low + 1, zeros, len - 1) == 0, to_nines = memcmp(high + 1, nines, len - 1) == 0;
    char from = from_zeros ? *low : (char)(*low + 1), to = to_nines ? *high : (char)(*high - 1);
    const char *all = "";
    if (*low == *high && !(from_zeros && to_nines))
        return behind(pool, *low, low, high, len);
    if (!from_zeros)
        all = behind(pool, *low, low, nines, len);
    if (from == '0' && to == '9')
        return any(pool, len);
    if (from <= to)
        all = either(pool, all, pool_printf(pool, "%s%s", digit(pool, from, to), any(pool, len - 1)));
    return to_nines ? all : either(pool, all, behind(pool, *high, zeros, high, len));
}

/* All numbers of `first` to `last` digits, but 0. */
static const char *all_lengths(struct pool *pool, size_t first, size_t last)
{
    if (first == last)
        return pool_printf(pool, "[1-9]%s", any(pool, first - 1));
    return pool_printf(pool, "[1-9][0-9]{%zu,%zu}", first - 1, last - 1);
}

/* Those without 0. */
static const char *above_zero(struct pool *pool, uint64_t low, uint64_t high)
{
    char from[DIGITS_MAX + 1], to[DIGITS_MAX + 1];
    size_t first = (size_t)snprintf(from, sizeof from, "%llu", (unsigned long long)low);
    size_t last = (size_t)snprintf(to, sizeof to, "%llu", (unsigned long long)high);
    bool is_first_whole = from[0] == '1' && memcmp(from + 1, zeros, first - 1) == 0;
    bool is_last_whole = memcmp(to, nines, last) == 0;
    char least[] = "10000000000000000000";
    const char *all = "";
    if (first == last && !(is_first_whole && is_last_whole))
        return same_length(pool, from, to, first);
    if (!is_first_whole)
        all = same_length(pool, from, nines, first);
    size_t begin = first + !is_first_whole, end = last - !is_last_whole;
    if (begin <= end)
        all = either(pool, all, all_lengths(pool, begin, end));
    return is_last_whole ? all : either(pool, all, same_length(pool, least, to, last));
}

const char *interval_digits(struct pool *pool, uint64_t low, uint64_t high)
{
    if (low > 0)
        return above_zero(pool, low, high);
    return high == 0 ? "0" : pool_printf(pool, "0|%s", above_zero(pool, 1, high));
}

static uint64_t size_of(int64_t value)
{
    return value < 0 ? -(uint64_t)value : (uint64_t)value;
}

const char *interval_pattern(struct pool *pool, int64_t low, int64_t high, bool has_minus_zero)
{
    bool has_zero = low <= 0 && high >= 0;
    uint64_t nearest = high < 0 ? size_of(high) : !(has_zero && has_minus_zero), farthest = low < 0 ? size_of(low) : 0;
    const char *all = "";
    if (nearest <= farthest && low <= 0)
        all = pool_printf(pool, "-%s", grouped(pool, interval_digits(pool, nearest, farthest)));
    if (high >= 0)
        all = either(pool, all, interval_digits(pool, low > 0 ? (uint64_t)low : 0, (uint64_t)high));
    return pool_printf(pool, "^(?:%s)$", all);
}
