/* SPDX-License-Identifier: MIT */
/*
 * The text of a refused document (RFC 8259), read with a check of the bounds at every step. It is slow and plain on
 * purpose: where it and the decoders part, one of them is wrong, and this one should be easy to believe.
 */
#include "config.h"

#include "json/explain.h"
#include "json/unescape.h"
#include "json/utf8.h"

void explain_space(struct explain *x)
{
    while (x->p != x->end && (*x->p == ' ' || *x->p == '\n' || *x->p == '\r' || *x->p == '\t'))
        x->p++;
}

bool explain_take(struct explain *x, char byte)
{
    if (x->p == x->end || *x->p != byte)
        return false;
    x->p++;
    return true;
}

static bool at_digit(const struct explain *x)
{
    return x->p != x->end && *x->p >= '0' && *x->p <= '9';
}

bool explain_at_number(const struct explain *x)
{
    return at_digit(x) || *x->p == '-';
}

const char *explain_found(struct explain *x)
{
    if (at_digit(x))
        return "a number";
    switch (x->p == x->end ? '\0' : *x->p) {
    case '"': return "a string";
    case '{': return "an object";
    case '[': return "an array";
    case 't':
    case 'f': return "a boolean";
    case 'n': return "null";
    case '-': return "a number";
    default: break;
    }
    explain_end(x, SWAGE_FAULT_SYNTAX, x->p, x->p == x->end ? "expected a value, found the end" : "expected a value");
    return NULL;
}

/* --- strings ------------------------------------------------------------------------------------------------------ */

/* One escape inside of a string. */
static bool read_escape(struct explain *x, bool *has_nul)
{
    uint32_t point;
    const char *next = unescape_one(x->p, x->end, &point);
    if (!next)
        return explain_end(x, SWAGE_FAULT_SYNTAX, x->p, "an escape that is none, or half of a surrogate pair");
    *has_nul = *has_nul || point == 0;
    x->p = next;
    return true;
}

/* One character inside of a string that stands for itself. */
static bool read_plain(struct explain *x)
{
    if ((unsigned char)*x->p < 0x20)
        return explain_end(x, SWAGE_FAULT_SYNTAX, x->p, "a control character in a string; it must be escaped");
    size_t len = utf8_sequence(x->p, x->end);
    if (len == 0)
        return explain_end(x, SWAGE_FAULT_UTF8, x->p, "bytes that are not UTF-8");
    x->p += len;
    return true;
}

bool explain_string(struct explain *x, struct explain_text *text)
{
    size_t points = 0;
    bool has_nul = false;
    if (!explain_take(x, '"'))
        return explain_end(x, SWAGE_FAULT_SYNTAX, x->p, "expected a string");
    const char *start = x->p;
    while (x->p != x->end && *x->p != '"') {
        if (!(*x->p == '\\' ? read_escape(x, &has_nul) : read_plain(x)))
            return false;
        points++;
    }
    if (x->p == x->end)
        return explain_end(x, SWAGE_FAULT_SYNTAX, x->p, "a string without end");
    *text = (struct explain_text){start, x->p, points, has_nul};
    x->p++;
    return true;
}

bool explain_is(const struct explain_text *string, swage_str text)
{
    const char *p = string->start;
    while (p != string->quote) {
        char bytes[4];
        const char *from = p;
        size_t len = 1;
        if (*p == '\\') {
            uint32_t point;
            p = unescape_one(p, string->quote, &point);
            len = utf8_put(bytes, point);
            from = bytes;
        } else {
            p++;
        }
        if (len > text.len || memcmp(from, text.ptr, len) != 0)
            return false;
        text = swage_str_of(text.ptr + len, text.len - len);
    }
    return text.len == 0;
}

bool explain_unescape(struct explain *x, const struct explain_text *string, swage_str *out)
{
    size_t size = (size_t)(string->quote - string->start);
    if (!memchr(string->start, '\\', size)) {
        *out = swage_str_of(string->start, size);
        return true;
    }
    char *to = swage_arena_alloc(&x->texts, size);
    if (!to)
        return explain_end_memory(x, x->texts.failed);
    size_t len = unescape_text(string->start, string->quote, true, to, size);
    swage_arena_trim(&x->texts, to, size, len);
    *out = swage_str_of(to, len);
    return true;
}

/* --- numbers and words -------------------------------------------------------------------------------------------- */

/* The digits at the cursor as a number. */
static void read_digits(struct explain *x, struct explain_number *number)
{
    for (; at_digit(x); x->p++) {
        uint64_t digit = (uint64_t)(*x->p - '0');
        if (number->magnitude > (UINT64_MAX - digit) / 10)
            number->vast = true;
        if (!number->vast)
            number->magnitude = number->magnitude * 10 + digit;
    }
}

static bool skip_digits(struct explain *x)
{
    if (!at_digit(x))
        return explain_end(x, SWAGE_FAULT_SYNTAX, x->p, "expected a digit");
    while (at_digit(x))
        x->p++;
    return true;
}

/* RFC 8259 6: number = [ minus ] int [ frac ] [ exp ] */
static bool read_number(struct explain *x, struct explain_number *number)
{
    *number = (struct explain_number){.whole = true};
    number->negative = explain_take(x, '-');
    const char *first = x->p;
    if (!at_digit(x))
        return explain_end(x, SWAGE_FAULT_SYNTAX, x->p, "expected a digit");
    read_digits(x, number);
    if (*first == '0' && x->p - first > 1)
        return explain_end(x, SWAGE_FAULT_SYNTAX, first, "a number with a leading zero");
    if (explain_take(x, '.')) {
        number->whole = false;
        if (!skip_digits(x))
            return false;
    }
    if (explain_take(x, 'e') || explain_take(x, 'E')) {
        number->whole = false;
        if (!explain_take(x, '+'))
            explain_take(x, '-');
        return skip_digits(x);
    }
    return true;
}

bool explain_number(struct explain *x, struct explain_number *number)
{
    const char *start = x->p;
    if (!read_number(x, number))
        return false;
    number->text = swage_str_of(start, (size_t)(x->p - start));
    return true;
}

bool explain_number_in(swage_str text, struct explain_number *number)
{
    struct explain probe = {.text = text.ptr, .p = text.ptr, .end = text.ptr + text.len};
    return explain_number(&probe, number) && probe.p == probe.end;
}

bool explain_word(struct explain *x, const char *word)
{
    const char *start = x->p;
    for (; *word; word++)
        if (!explain_take(x, *word))
            return explain_end(x, SWAGE_FAULT_SYNTAX, start, "a word that is none of true, false and null");
    return true;
}

/* --- objects and arrays ------------------------------------------------------------------------------------------- */

bool explain_enter(struct explain *x, unsigned levels)
{
    if (x->depth < levels)
        return explain_end(x, SWAGE_FAULT_DEPTH, x->p, "too many objects and arrays in one another");
    x->depth -= levels;
    x->p++;
    explain_space(x);
    return true;
}

void explain_leave(struct explain *x, unsigned levels)
{
    x->depth += levels;
}

bool explain_key(struct explain *x, struct explain_text *key)
{
    if (x->p == x->end || *x->p != '"')
        return explain_end(x, SWAGE_FAULT_SYNTAX, x->p, "expected a key in quotes");
    if (!explain_string(x, key))
        return false;
    explain_space(x);
    if (!explain_take(x, ':'))
        return explain_end(x, SWAGE_FAULT_SYNTAX, x->p, "expected ':'");
    explain_space(x);
    return true;
}

bool explain_next(struct explain *x, char close, bool *more)
{
    explain_space(x);
    *more = explain_take(x, ',');
    if (*more) {
        explain_space(x);
        return true;
    }
    if (!explain_take(x, close))
        return explain_end(x, SWAGE_FAULT_SYNTAX, x->p, close == '}' ? "expected ',' or '}'" : "expected ',' or ']'");
    return true;
}

static bool skip_object(struct explain *x)
{
    struct explain_text key;
    if (!explain_enter(x, 1))
        return false;
    bool more = !explain_take(x, '}');
    while (more)
        if (!explain_key(x, &key) || !explain_skip(x) || !explain_next(x, '}', &more))
            return false;
    explain_leave(x, 1);
    return true;
}

static bool skip_array(struct explain *x)
{
    if (!explain_enter(x, 1))
        return false;
    bool more = !explain_take(x, ']');
    while (more)
        if (!explain_skip(x) || !explain_next(x, ']', &more))
            return false;
    explain_leave(x, 1);
    return true;
}

bool explain_skip(struct explain *x)
{
    struct explain_text text;
    struct explain_number number;
    if (!explain_found(x))
        return false;
    switch (*x->p) {
    case '{': return skip_object(x);
    case '[': return skip_array(x);
    case '"': return explain_string(x, &text);
    case 't': return explain_word(x, "true");
    case 'f': return explain_word(x, "false");
    case 'n': return explain_word(x, "null");
    default: return explain_number(x, &number);
    }
}
