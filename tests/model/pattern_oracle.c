/* SPDX-License-Identifier: MIT */
/* Each function goes behind what it reads and says where a match can stand then: bit i is the place before code point
   i. Repeats are followed until the places do not change any more, which they do only towards the end of the text. */
#include "config.h"

#include "pattern_oracle.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS_MAX = 200 * 1000 };

struct oracle {
    const uint32_t *text;
    size_t count;
    size_t steps;
};

static uint64_t choice(struct oracle *o, const char **p, uint64_t in);

/* ---- characters ---- */

static uint32_t point_at(const char **p)
{
    const unsigned char *s = (const unsigned char *)*p;
    if (s[0] < 0x80) {
        *p += 1;
        return s[0];
    }
    if (s[0] < 0xe0) {
        *p += 2;
        return (uint32_t)(s[0] & 0x1f) << 6 | (s[1] & 0x3f);
    }
    if (s[0] < 0xf0) {
        *p += 3;
        return (uint32_t)(s[0] & 0xf) << 12 | (uint32_t)(s[1] & 0x3f) << 6 | (s[2] & 0x3f);
    }
    *p += 4;
    return (uint32_t)(s[0] & 7) << 18 | (uint32_t)(s[1] & 0x3f) << 12 | (uint32_t)(s[2] & 0x3f) << 6 | (s[3] & 0x3f);
}

size_t oracle_points(const char *text, size_t len, uint32_t *out, size_t max)
{
    size_t count = 0;
    for (const char *p = text; p < text + len && count < max;)
        out[count++] = point_at(&p);
    return count;
}

static bool is_line_end(uint32_t c)
{
    return c == 0xa || c == 0xd || c == 0x2028 || c == 0x2029;
}

static bool is_space(uint32_t c)
{
    static const uint32_t more[] = {0x20, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff};
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        if (c == more[i])
            return true;
    return (c >= 9 && c <= 13) || (c >= 0x2000 && c <= 0x200a);
}

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static bool is_word(uint32_t c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static uint32_t hex_at(const char **p, size_t digits)
{
    char copy[16] = "";
    memcpy(copy, *p, digits);
    *p += digits;
    return (uint32_t)strtoul(copy, NULL, 16);
}

static uint32_t unicode_at(const char **p)
{
    if (**p == '{') {
        char *end;
        uint32_t value = (uint32_t)strtoul(*p + 1, &end, 16);
        *p = end + 1;
        return value;
    }
    uint32_t high = hex_at(p, 4);
    if (high < 0xd800 || high > 0xdbff)
        return high;
    *p += 2;
    return 0x10000 + (high - 0xd800) * 0x400 + (hex_at(p, 4) - 0xdc00);
}

/* Whether the escape behind a backslash holds `c`; `*value` is the character it stands for, if it is one. */
static bool escape_has(const char **p, uint32_t c, uint32_t *value)
{
    char name = *(*p)++;
    *value = UINT32_MAX;
    switch (name) {
    case 'd': return is_digit(c);
    case 'D': return !is_digit(c);
    case 'w': return is_word(c);
    case 'W': return !is_word(c);
    case 's': return is_space(c);
    case 'S': return !is_space(c);
    case 'u': *value = unicode_at(p); break;
    case 'x': *value = hex_at(p, 2); break;
    case 'c': *value = (uint32_t) * (*p)++ % 32; break;
    case '0': *value = 0; break;
    case 'b': *value = 8; break;
    case 't': *value = 9; break;
    case 'n': *value = 10; break;
    case 'v': *value = 11; break;
    case 'f': *value = 12; break;
    case 'r': *value = 13; break;
    default: *value = (uint32_t)name;
    }
    return c == *value;
}

static bool item_has(const char **p, uint32_t c, uint32_t *value)
{
    if (**p != '\\') {
        *value = point_at(p);
        return c == *value;
    }
    ++*p;
    return escape_has(p, c, value);
}

static bool class_has(const char **p, uint32_t c)
{
    bool is_inverse = **p == '^', has = false;
    *p += is_inverse;
    while (**p != ']') {
        uint32_t first, last;
        has = item_has(p, c, &first) || has;
        if (**p == '-' && (*p)[1] != ']') {
            ++*p;
            has = item_has(p, c, &last) || has;
            has = (c >= first && c <= last) || has;
        }
    }
    ++*p;
    return has != is_inverse;
}

static bool set_has(const char **p, uint32_t c)
{
    uint32_t ignored;
    switch (**p) {
    case '.': ++*p; return !is_line_end(c);
    case '[': ++*p; return class_has(p, c);
    default: return item_has(p, c, &ignored);
    }
}

/* ---- places ---- */

static uint64_t characters(const struct oracle *o, const char **p, uint64_t in)
{
    const char *from = *p;
    uint64_t out = 0;
    set_has(p, 0);
    for (size_t i = 0; i < o->count; i++) {
        const char *again = from;
        if ((in >> i & 1) && set_has(&again, o->text[i]))
            out |= UINT64_C(2) << i;
    }
    return out;
}

static uint64_t item(struct oracle *o, const char **p, uint64_t in)
{
    uint64_t out;
    o->steps++;
    switch (**p) {
    case '^': ++*p; return in & 1;
    case '$': ++*p; return in & UINT64_C(1) << o->count;
    case '(':
        *p += strncmp(*p, "(?:", 3) == 0 ? 3 : 1;
        out = choice(o, p, in);
        ++*p;
        return out;
    default: return characters(o, p, in);
    }
}

/* What stands behind an item; false when nothing does. */
static bool count_at(const char **p, unsigned long *least, unsigned long *most)
{
    char mark = **p, *end;
    if (mark == '\0' || strchr("*+?{", mark) == NULL)
        return false;
    *least = mark == '+';
    *most = mark == '?' ? 1 : 10000;
    ++*p;
    if (mark == '{') {
        *least = *most = strtoul(*p, &end, 10);
        if (*end == ',')
            *most = end[1] == '}' ? 10000 : strtoul(end + 1, &end, 10);
        *p = strchr(end, '}') + 1;
    }
    *p += **p == '?';
    return true;
}

static uint64_t repeated(struct oracle *o, const char **p, uint64_t in)
{
    const char *from = *p;
    unsigned long least, most;
    uint64_t once = item(o, p, in), out, now = in;
    if (!count_at(p, &least, &most))
        return once;
    out = least == 0 ? in : 0;
    for (unsigned long i = 1; i <= most && o->steps < STEPS_MAX; i++) {
        const char *again = from;
        uint64_t next = item(o, &again, now);
        if (i >= least || next == now)
            out |= next;
        if (next == now)
            break;
        now = next;
    }
    return out;
}

static uint64_t choice(struct oracle *o, const char **p, uint64_t in)
{
    uint64_t out = 0;
    for (;; ++*p) {
        uint64_t places = in;
        while (**p != '\0' && **p != '|' && **p != ')')
            places = repeated(o, p, places);
        out |= places;
        if (**p != '|')
            return out;
    }
}

enum oracle_answer oracle_match(const char *pattern, const uint32_t *text, size_t count)
{
    struct oracle o = {text, count, 0};
    uint64_t everywhere = count == 63 ? UINT64_MAX : (UINT64_C(2) << count) - 1;
    uint64_t places = choice(&o, &pattern, everywhere);
    if (o.steps >= STEPS_MAX)
        return ORACLE_TOO_LONG;
    return places != 0 ? ORACLE_YES : ORACLE_NO;
}
