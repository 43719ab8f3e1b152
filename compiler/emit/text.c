/* SPDX-License-Identifier: MIT */
/* The writer of C text: indentation from braces, comments and literals that cannot be broken out of. */
#include "config.h"

#include "emit/text.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { TEXT_WIDTH = 120 };

void text_init(struct text *t, struct pool *pool)
{
    *t = (struct text){.pool = pool};
}

void text_bytes(struct text *t, const char *bytes, size_t len)
{
    if (len + 1 > t->cap - t->len) {
        size_t cap = (t->len + len + 1) / 2 * 3 + 64;
        t->ptr = pool_grow(t->pool, t->ptr, t->cap, cap);
        t->cap = cap;
    }
    memcpy(t->ptr + t->len, bytes, len);
    t->len += len;
    t->ptr[t->len] = '\0';
}

/* "case X:", "default:" and "close:" stand one step to the left of what they label. */
static bool is_label(const char *line, size_t len)
{
    if (len < 2 || line[len - 1] != ':')
        return false;
    if (strncmp(line, "case ", 5) == 0)
        return true;
    for (size_t i = 0; i + 1 < len; i++)
        if (!islower((unsigned char)line[i]) && line[i] != '_')
            return false;
    return true;
}

static void put_comment(struct text *t, const char *line, size_t len)
{
    for (int i = 0; i < t->indent; i++)
        text_bytes(t, "    ", 4);
    text_bytes(t, len ? " * " : " *", len ? 3 : 2);
    text_bytes(t, line, len);
    text_bytes(t, "\n", 1);
}

static void put_line(struct text *t, const char *line, size_t len)
{
    if (len > 0) {
        if (line[0] == '}')
            t->indent--;
        int steps = t->indent - (is_label(line, len) ? 1 : 0);
        for (int i = 0; i < steps && line[0] != '#'; i++)
            text_bytes(t, "    ", 4);
        text_bytes(t, line, len);
        if (line[len - 1] == '{')
            t->indent++;
    }
    text_bytes(t, "\n", 1);
}

void text_add(struct text *t, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *lines = pool_vprintf(t->pool, format, args);
    va_end(args);
    while (*lines) {
        size_t len = strcspn(lines, "\n");
        put_line(t, lines, len);
        lines += len + (lines[len] == '\n');
    }
}

/* The words of a comment: what would end it, or continue a line, is taken apart. */
static char *harmless(struct pool *pool, const char *doc)
{
    size_t len = strlen(doc);
    char *copy = pool_alloc(pool, 2 * len + 1), *to = copy;
    for (const char *from = doc; *from; from++) {
        unsigned char c = (unsigned char)*from;
        *to++ = (char)(c == '\n' || c >= ' ' ? c : ' ');
        if ((c == '*' && from[1] == '/') || (c == '/' && from[1] == '*') || (c == '?' && from[1] == '?') ||
            (c == '\\' && (from[1] == '\n' || !from[1])))
            *to++ = ' ';
    }
    *to = '\0';
    return copy;
}

void text_doc(struct text *t, const char *doc)
{
    if (!doc || !*doc)
        return;
    const char *words = harmless(t->pool, doc);
    size_t len = strlen(words);
    if (!memchr(words, '\n', len) && len + 6 + 4 * (size_t)t->indent <= TEXT_WIDTH) {
        text_add(t, "/* %s */\n", words);
        return;
    }
    text_add(t, "/*\n");
    while (*words) {
        size_t line = strcspn(words, "\n");
        put_comment(t, words, line);
        words += line + (words[line] == '\n');
    }
    text_add(t, " */\n");
}

void text_banner(struct text *t, const char *name)
{
    char rule[TEXT_WIDTH + 1];
    size_t dashes = TEXT_WIDTH - strlen("/* ---  */") - strlen(name) - 1;
    memset(rule, '-', dashes);
    rule[dashes] = '\0';
    bool is_behind_space = t->len >= 2 && t->ptr[t->len - 2] == '\n';
    text_add(t, "%s/* --- %s %s */\n\n", is_behind_space ? "" : "\n", name, rule);
}

const char *text_literal(struct pool *pool, const char *ptr, size_t len)
{
    char *literal = pool_alloc(pool, 4 * len + 3), *to = literal;
    *to++ = '"';
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)ptr[i];
        if (c == '"' || c == '\\')
            to += sprintf(to, "\\%c", c);
        else if (c == '?' && i > 0 && ptr[i - 1] == '?')
            to += sprintf(to, "\\?"); /* else it might be a trigraph */
        else if (c < ' ' || c > '~')
            to += sprintf(to, "\\%03o", c);
        else
            *to++ = (char)c;
    }
    *to++ = '"';
    *to = '\0';
    return literal;
}

struct model_text text_json(struct pool *pool, const char *ptr, size_t len)
{
    static const char marks[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
    char *json = pool_alloc(pool, 6 * len + 1), *to = json;
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)ptr[i];
        const char *at = c == '\0' ? NULL : strchr(marks, c);
        if (at)
            to += sprintf(to, "\\%c", letters[at - marks]);
        else if (c < ' ')
            to += sprintf(to, "\\u%04x", c);
        else
            *to++ = (char)c;
    }
    return (struct model_text){json, (size_t)(to - json)};
}
