/* SPDX-License-Identifier: MIT */
/* Sets of characters: escapes (ECMA-262 22.2.1 CharacterEscape, CharacterClassEscape) and classes in brackets. */
#include "config.h"

#include "model/pattern_tree.h"

#include "syntax/pool.h"

#include <string.h>

#define COUNT(ARRAY) (sizeof(ARRAY) / sizeof *(ARRAY))

/* ---- the sets that have names ---- */

static const struct pattern_range digits[] = {{'0', '9'}};

static const struct pattern_range word_characters[] = {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};

static const struct pattern_range line_ends[] = {{'\n', '\n'}, {'\r', '\r'}, {0x2028, 0x2029}};

/* ECMA-262 12.2 and 12.3: tab to carriage return, the byte order mark, and category Zs. */
static const struct pattern_range spaces[] = {
    {'\t', '\r'},     {' ', ' '},       {0xa0, 0xa0},     {0x1680, 0x1680}, {0x2000, 0x200a},
    {0x2028, 0x2029}, {0x202f, 0x202f}, {0x205f, 0x205f}, {0x3000, 0x3000}, {0xfeff, 0xfeff},
};

static void add_ranges(struct pattern_set *set, struct pool *pool, const struct pattern_range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        pattern_set_add(set, pool, ranges[i].first, ranges[i].last);
}

void pattern_add_dot(struct pattern_set *set, struct pool *pool)
{
    add_ranges(set, pool, line_ends, COUNT(line_ends));
    pattern_set_invert(set, pool);
}

/* \d and its like; false when `name` names none. */
static bool add_named(struct pattern_set *set, struct pool *pool, char name)
{
    struct pattern_set named = {0};
    char low = (char)(name | 0x20);
    if (low == 'd')
        add_ranges(&named, pool, digits, COUNT(digits));
    else if (low == 'w')
        add_ranges(&named, pool, word_characters, COUNT(word_characters));
    else if (low == 's')
        add_ranges(&named, pool, spaces, COUNT(spaces));
    else
        return false;
    if (name != low)
        pattern_set_invert(&named, pool);
    pattern_set_add_all(set, pool, &named);
    return true;
}

/* ---- characters by their numbers ---- */

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    char low = (char)(c | 0x20);
    return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

/* `count` digits at the reading position. */
static bool read_hex(struct pattern_reader *r, int count, uint32_t *value)
{
    *value = 0;
    for (; count > 0; count--) {
        int digit = r->ptr < r->end ? hex_digit(*r->ptr) : -1;
        if (digit < 0)
            return false;
        *value = *value << 4 | (uint32_t)digit;
        r->ptr++;
    }
    return true;
}

/* The inside of \u{...} with its closing brace. */
static bool read_braced(struct pattern_reader *r, uint32_t *value)
{
    const char *first = r->ptr;
    int digit;
    *value = 0;
    for (; r->ptr < r->end && (digit = hex_digit(*r->ptr)) >= 0; r->ptr++)
        if (*value <= PATTERN_POINT_MAX)
            *value = *value << 4 | (uint32_t)digit;
    if (r->ptr == first || r->ptr == r->end || *r->ptr != '}')
        return false;
    r->ptr++;
    return true;
}

/* The second of \uD83D\uDE00, when it is one; else nothing is read. */
static void read_low_half(struct pattern_reader *r, uint32_t *point)
{
    const char *from = r->ptr;
    uint32_t low;
    if (r->end - r->ptr >= 6 && r->ptr[0] == '\\' && r->ptr[1] == 'u') {
        r->ptr += 2;
        if (read_hex(r, 4, &low) && low >= 0xdc00 && low <= 0xdfff) {
            *point = 0x10000 + ((*point - 0xd800) << 10) + (low - 0xdc00);
            return;
        }
    }
    r->ptr = from;
}

static bool read_unicode(struct pattern_reader *r, const char *from, uint32_t *point)
{
    if (r->ptr < r->end && *r->ptr == '{') {
        r->ptr++;
        if (!read_braced(r, point))
            return pattern_refuse(r, from, "hexadecimal digits and '}' follow '\\u{'");
        if (*point > PATTERN_POINT_MAX)
            return pattern_refuse(r, from, "the last character there is is U+10FFFF");
    } else {
        if (!read_hex(r, 4, point))
            return pattern_refuse(r, from, "four hexadecimal digits follow '\\u', or some in braces");
        if (*point >= 0xd800 && *point <= 0xdbff)
            read_low_half(r, point);
    }
    return !pattern_is_surrogate(*point) || pattern_refuse(r, from, "half of a surrogate pair is no character");
}

/* ---- escapes ---- */

static bool read_control(struct pattern_reader *r, const char *from, uint32_t *point)
{
    char letter = r->ptr < r->end ? (char)(*r->ptr | 0x20) : '\0';
    if (letter < 'a' || letter > 'z')
        return pattern_refuse(r, from, "a letter follows '\\c'");
    *point = *r->ptr++ & 0x1f;
    return true;
}

static bool read_zero(struct pattern_reader *r, const char *from, uint32_t *point)
{
    if (r->ptr < r->end && *r->ptr >= '0' && *r->ptr <= '9') {
        r->ptr++;
        return pattern_refuse(r, from, "a pattern has no octal numbers; write \\xHH");
    }
    *point = 0;
    return true;
}

static const char *fault_of_escape(char name)
{
    if (name >= '1' && name <= '9')
        return "a back-reference is not regular: no automaton remembers what a group matched";
    switch (name) {
    case 'k': return "a reference to a named group is not regular: no automaton remembers what a group matched";
    case 'b':
    case 'B': return "\\b and \\B look to both sides of a place; say with classes what may stand there";
    case 'p':
    case 'P': return "properties change with each version of Unicode; write the ranges that are meant";
    case '-': return "'-' is itself outside of brackets";
    default: return "an unknown escape; a mark is escaped where it has a meaning, a letter never";
    }
}

static bool refuse_name(struct pattern_reader *r, const char *from, char name)
{
    while (r->ptr < r->end && (*r->ptr & 0xc0) == 0x80) /* the rest of a character that is not ASCII */
        r->ptr++;
    return pattern_refuse(r, from, fault_of_escape(name));
}

/* The character that `name`, behind a backslash, stands for. */
static bool read_named_point(struct pattern_reader *r, const char *from, char name, bool is_in_class, uint32_t *point)
{
    static const char names[] = "tnvfr", meanings[] = "\t\n\v\f\r", marks[] = "^$\\.*+?()[]{}|/";
    const char *found = name == '\0' ? NULL : strchr(names, name);
    if (name == 'x')
        return read_hex(r, 2, point) || pattern_refuse(r, from, "two hexadecimal digits follow '\\x'");
    if (name == 'u')
        return read_unicode(r, from, point);
    if (name == 'c')
        return read_control(r, from, point);
    if (name == '0')
        return read_zero(r, from, point);
    if (found != NULL)
        *point = (uint32_t)meanings[found - names];
    else if (is_in_class && name == 'b')
        *point = '\b';
    else if ((is_in_class && name == '-') || (name != '\0' && strchr(marks, name) != NULL))
        *point = (uint32_t)name;
    else
        return refuse_name(r, from, name);
    return true;
}

/* An escape: either a set that has a name, added to `set`, or a character. */
static bool read_escape(struct pattern_reader *r, bool is_in_class, struct pattern_set *set, bool *is_point,
                        uint32_t *point)
{
    const char *from = r->ptr++;
    if (r->ptr == r->end)
        return pattern_refuse(r, from, "a backslash at the end; the character is written '\\\\\\\\' in a schema");
    char name = *r->ptr++;
    *is_point = !add_named(set, r->pool, name);
    return !*is_point || read_named_point(r, from, name, is_in_class, point);
}

bool pattern_read_escape(struct pattern_reader *r, struct pattern_set *set)
{
    bool is_point;
    uint32_t point;
    if (!read_escape(r, false, set, &is_point, &point))
        return false;
    if (is_point)
        pattern_set_add(set, r->pool, point, point);
    pattern_set_finish(set);
    return true;
}

/* ---- classes ---- */

/* One character or \d between brackets. */
static bool read_atom(struct pattern_reader *r, struct pattern_set *set, bool *is_point, uint32_t *point)
{
    if (*r->ptr == '\\')
        return read_escape(r, true, set, is_point, point);
    *is_point = true;
    return pattern_read_point(r, point);
}

/* Whether '-' and the end of a range follow; a last '-' is itself. */
static bool stands_range(const struct pattern_reader *r)
{
    return r->end - r->ptr >= 2 && r->ptr[0] == '-' && r->ptr[1] != ']';
}

static bool read_item(struct pattern_reader *r, struct pattern_set *set)
{
    const char *from = r->ptr;
    bool is_first_point, is_last_point;
    uint32_t first, last;
    if (!read_atom(r, set, &is_first_point, &first))
        return false;
    if (!stands_range(r)) {
        if (is_first_point)
            pattern_set_add(set, r->pool, first, first);
        return true;
    }
    r->ptr++;
    if (!read_atom(r, set, &is_last_point, &last))
        return false;
    if (!is_first_point || !is_last_point)
        return pattern_refuse(
            r, from, "a range goes from one character to another; the character is written '\\\\-' in a schema");
    if (first > last)
        return pattern_refuse(r, from, "the range ends before it begins");
    pattern_set_add(set, r->pool, first, last);
    return true;
}

bool pattern_read_class(struct pattern_reader *r, struct pattern_set *set)
{
    const char *from = r->ptr++;
    bool is_inverse = r->ptr < r->end && *r->ptr == '^';
    r->ptr += is_inverse;
    while (r->ptr < r->end && *r->ptr != ']')
        if (!read_item(r, set))
            return false;
    if (r->ptr == r->end) {
        r->ptr = from + 1;
        return pattern_refuse(r, from, "this class has no ']'");
    }
    r->ptr++;
    pattern_set_finish(set);
    if (is_inverse)
        pattern_set_invert(set, r->pool);
    return true;
}
