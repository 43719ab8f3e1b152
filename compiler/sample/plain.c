/* SPDX-License-Identifier: MIT */
/* What stands in documents, without a tree: a value ends where its brackets do. */
#include "config.h"

#include "sample/plain.h"

#include <stdint.h>
#include <string.h>

/* ---- pieces ---- */

/* Behind the string that starts at `p`, or NULL. */
static const char *pass_string(const char *p, const char *end)
{
    for (p++; p < end; p++) {
        if (*p == '\\')
            p++;
        else if (*p == '"')
            return p + 1;
    }
    return NULL;
}

/* Behind the value that starts at `p`: at a comma, at the bracket around it, or at the end. NULL where none ends. */
static const char *pass_value(const char *p, const char *end)
{
    size_t depth = 0;
    while (p < end) {
        if (*p == '"') {
            if (!(p = pass_string(p, end)))
                return NULL;
            continue;
        }
        if (*p == '{' || *p == '[')
            depth++;
        if (depth == 0 && (*p == ',' || *p == '}' || *p == ']'))
            return p;
        depth -= *p == '}' || *p == ']';
        p++;
    }
    return depth == 0 ? p : NULL;
}

/* `"key":`, behind which the cursor is then. */
static bool take_key(const char **at, const char *end, struct model_text *key)
{
    const char *p = *at, *close = p < end && *p == '"' ? pass_string(p, end) : NULL;
    if (!close || close == end || *close != ':')
        return false;
    *key = (struct model_text){p + 1, (size_t)(close - p) - 2};
    *at = close + 1;
    return memchr(key->ptr, '\\', key->len) == NULL;
}

static bool has_space(struct model_text value)
{
    return value.len == 0 || strchr(" \t\r\n", value.ptr[0]) || strchr(" \t\r\n", value.ptr[value.len - 1]);
}

bool plain_split(struct model_text json, struct plain_member *out, size_t max, size_t *count)
{
    const char *p = json.ptr, *end = p + json.len;
    bool is_object = json.len >= 2 && *p == '{' && end[-1] == '}';
    *count = 0;
    if (!is_object && !(json.len >= 2 && *p == '[' && end[-1] == ']'))
        return false;
    end--;
    for (p++; p < end; p++) { /* over the comma */
        struct plain_member *member = &out[*count];
        if (*count == max || (is_object && !take_key(&p, end, &member->key)))
            return false;
        const char *next = pass_value(p, end);
        if (!next || (next != end && *next != ','))
            return false;
        member->value = (struct model_text){p, (size_t)(next - p)};
        if (has_space(member->value))
            return false;
        ++*count;
        p = next;
    }
    return true;
}

/* ---- strings ---- */

static bool take_hex(const char *p, const char *end, uint32_t *out)
{
    static const char digits[] = "0123456789abcdef";
    uint32_t value = 0;
    if (end - p < 4)
        return false;
    for (int i = 0; i < 4; i++) {
        const char *found = memchr(digits, p[i] >= 'A' && p[i] <= 'F' ? p[i] + 32 : p[i], sizeof digits - 1);
        if (!found)
            return false;
        value = value << 4 | (uint32_t)(found - digits);
    }
    *out = value;
    return true;
}

static char *put_point(char *to, uint32_t point)
{
    if (point < 0x80) {
        *to++ = (char)point;
    } else if (point < 0x800) {
        *to++ = (char)(0xc0 | point >> 6);
        *to++ = (char)(0x80 | (point & 63));
    } else if (point < 0x10000) {
        *to++ = (char)(0xe0 | point >> 12);
        *to++ = (char)(0x80 | (point >> 6 & 63));
        *to++ = (char)(0x80 | (point & 63));
    } else {
        *to++ = (char)(0xf0 | point >> 18);
        *to++ = (char)(0x80 | (point >> 12 & 63));
        *to++ = (char)(0x80 | (point >> 6 & 63));
        *to++ = (char)(0x80 | (point & 63));
    }
    return to;
}

/* Behind "\u": one escape, or two of a pair of surrogates. */
static bool take_unicode(const char **at, const char *end, uint32_t *point)
{
    uint32_t low;
    if (!take_hex(*at, end, point))
        return false;
    *at += 4;
    if (*point < 0xd800 || *point > 0xdfff)
        return *point != 0;
    if (end - *at < 6 || (*at)[0] != '\\' || (*at)[1] != 'u' || !take_hex(*at + 2, end, &low))
        return false;
    *at += 6;
    *point = 0x10000 + ((*point - 0xd800) << 10) + (low - 0xdc00);
    return low >= 0xdc00 && low <= 0xdfff;
}

static bool take_escape(const char **at, const char *end, char **to)
{
    static const char names[] = "\"\\/bfnrt", bytes[] = "\"\\/\b\f\n\r\t";
    uint32_t point;
    char c = *(*at)++;
    const char *found = strchr(names, c);
    if (c != '\0' && found) {
        *(*to)++ = bytes[found - names];
        return true;
    }
    if (c != 'u' || !take_unicode(at, end, &point))
        return false;
    *to = put_point(*to, point);
    return true;
}

bool plain_string(struct pool *pool, struct model_text json, struct model_text *out)
{
    if (json.len < 2 || json.ptr[0] != '"' || json.ptr[json.len - 1] != '"')
        return false;
    const char *p = json.ptr + 1, *end = json.ptr + json.len - 1;
    char *text = pool_alloc(pool, json.len), *to = text;
    while (p < end) {
        char c = *p++;
        if (c == '"' || (unsigned char)c < ' ')
            return false;
        if (c != '\\')
            *to++ = c;
        else if (p == end || !take_escape(&p, end, &to))
            return false;
    }
    *to = '\0';
    *out = (struct model_text){text, (size_t)(to - text)};
    return true;
}
