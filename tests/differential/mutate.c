/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "mutate.h"

#include <stdlib.h>
#include <string.h>

enum { TOKENS_MAX = 8192, NESTED_MAX = 130 };

struct token {
    size_t at, len;
};

/* ---- tokens ---- */

size_t mutate_token_end(const char *text, size_t len, size_t at)
{
    size_t i = at + 1;
    if (text[at] == '"') {
        while (i < len && text[i] != '"')
            i += text[i] == '\\' ? 2 : 1;
        return i < len ? i + 1 : len;
    }
    if (memchr("{}[],: \n\t\r", text[at], 10))
        return i;
    while (i < len && !memchr("{}[],:\" \n\t\r", text[i], 11))
        i++;
    return i;
}

static size_t split(const swage_buffer *text, struct token *tokens)
{
    size_t count = 0;
    for (size_t at = 0; at < text->len && count < TOKENS_MAX;) {
        size_t end = mutate_token_end(text->ptr, text->len, at);
        tokens[count++] = (struct token){at, end - at};
        at = end;
    }
    return count;
}

/* Behind the value that starts at a token: brackets with all between them. */
static size_t value_end(const swage_buffer *text, const struct token *tokens, size_t count, size_t first)
{
    size_t depth = 0, i = first;
    for (; i + 1 < count; i++) {
        char c = text->ptr[tokens[i].at];
        depth += c == '{' || c == '[';
        depth -= (c == '}' || c == ']') && depth > 0;
        if (depth == 0)
            break;
    }
    return tokens[i].at + tokens[i].len;
}

/* ---- changes ---- */

static void replace(swage_buffer *text, size_t at, size_t len, const char *with, size_t size)
{
    swage_buffer made;
    const char *old = text->len == 0 ? "" : text->ptr;
    swage_buffer_init(&made, SIZE_MAX / 4);
    swage_buffer_add(&made, old, at);
    swage_buffer_add(&made, with, size);
    swage_buffer_add(&made, old + at + len, text->len - at - len);
    swage_buffer_done(text);
    *text = made;
}

static void change_bytes(struct draw *draw, swage_buffer *text)
{
    static const char *const pieces[] = {"{",
                                         "}",
                                         "[",
                                         "]",
                                         ",",
                                         ":",
                                         "\"",
                                         "\\",
                                         " ",
                                         "\n",
                                         "\t",
                                         "\\u0061",
                                         "\\ud83d",
                                         "\\u0000",
                                         "0",
                                         "e",
                                         "-",
                                         ".",
                                         "\x01",
                                         "\x7f",
                                         "\x80",
                                         "\xc3",
                                         "\xc0\xaf",
                                         "\xed\xa0\x80",
                                         "\xf5\x80\x80\x80",
                                         "\xef\xbb\xbf",
                                         "\xe2\x82",
                                         "\xc3\xa9",
                                         "/",
                                         "\\/"};
    const char *piece = DRAW_ONE(draw, pieces);
    size_t at = draw_below(draw, text->len + 1), cut = at < text->len ? draw_below(draw, 2) : 0;
    replace(text, at, cut, piece, strlen(piece));
}

static void nest(struct draw *draw, swage_buffer *text, size_t at, size_t len)
{
    char open[NESTED_MAX * 5 + 1] = "", close[NESTED_MAX + 1] = "";
    size_t depth = draw_chance(draw, 50) ? 58 + draw_below(draw, 10) : draw_below(draw, NESTED_MAX) + 1;
    bool is_object = draw_chance(draw, 30);
    for (size_t i = 0; i < depth; i++) {
        strcat(open, is_object ? "{\"a\":" : "[");
        close[i] = is_object ? '}' : ']';
    }
    replace(text, at + len, 0, close, depth);
    replace(text, at, 0, open, strlen(open));
}

static void change_value(struct draw *draw, swage_buffer *text)
{
    static const char *const values[] = {"null",
                                         "true",
                                         "false",
                                         "0",
                                         "-0",
                                         "1",
                                         "-1",
                                         "127",
                                         "128",
                                         "255",
                                         "256",
                                         "-129",
                                         "65536",
                                         "2147483648",
                                         "-2147483649",
                                         "9223372036854775807",
                                         "9223372036854775808",
                                         "18446744073709551615",
                                         "18446744073709551616",
                                         "0.25",
                                         "1.5",
                                         "1e2",
                                         "1E400",
                                         "1e-400",
                                         "01",
                                         "1.",
                                         "+1",
                                         "NaN",
                                         "123456789012345678901234567890.5",
                                         "\"\"",
                                         "\"a\"",
                                         "\"1\"",
                                         "\"-7\"",
                                         "\"1.5\"",
                                         "\"01\"",
                                         "\"\\u0000\"",
                                         "\"\\ud83d\\ude00\"",
                                         "\"\\ud83d\"",
                                         "\"\xc3\"",
                                         "\"AAAA\"",
                                         "\"AAB=\"",
                                         "\"v0\"",
                                         "\"v1\"",
                                         "\"text0\"",
                                         "\"e0\"",
                                         "[]",
                                         "[null]",
                                         "[1,1]",
                                         "[[]]",
                                         "{}",
                                         "{\"a\":1}",
                                         "{\"a\":1,\"a\":2}",
                                         "{\"v0\":1}"};
    struct token *tokens = malloc(TOKENS_MAX * sizeof *tokens);
    size_t count = tokens ? split(text, tokens) : 0;
    if (count > 0) {
        size_t first = draw_below(draw, count), at = tokens[first].at, len = value_end(text, tokens, count, first) - at;
        const char *value = DRAW_ONE(draw, values);
        switch (draw_below(draw, 8)) {
        case 0: replace(text, at, len, "", 0); break;
        case 1:
            replace(text, at, 0, ",", 1);
            replace(text, at, 0, text->ptr + at + 1, len);
            break;
        case 2: replace(text, at, len, text->ptr + tokens[draw_below(draw, count)].at, 1); break;
        case 3: nest(draw, text, at, len); break;
        case 4: replace(text, at, 0, "\"x\":1,", 6); break;
        default: replace(text, at, len, value, strlen(value)); break;
        }
    }
    free(tokens);
}

void mutate(struct draw *draw, swage_buffer *text)
{
    for (size_t i = draw_below(draw, 3) + 1; i > 0; i--) {
        switch (draw_below(draw, 6)) {
        case 0:
        case 1: change_bytes(draw, text); break;
        case 2:
            if (draw_chance(draw, 20))
                text->len = draw_below(draw, text->len + 1);
            break;
        default: change_value(draw, text); break;
        }
    }
}
