/* SPDX-License-Identifier: MIT */
/* Texts: of a length, in a format, with a match of a pattern, in base64. */
#include "config.h"

#include "document.h"

#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 4096, CHARACTERS_MAX = 400 };

/* Characters of one to four bytes; a text is made of these. */
static const char *const characters[] = {
    "a",
    "b",
    "c",
    "k",
    "x",
    "Z",
    "A",
    "0",
    "1",
    "7",
    "9",
    "-",
    "_",
    ".",
    " ",
    "/",
    "\"",
    "\\",
    "\n",
    "\t",
    "\x01",
    "\x7f",
    "@",
    ":",
    ",",
    "{",
    "\xc3\xa9",
    "\xc3\xa0",
    "\xc3\xbf",
    "\xe2\x82\xac",
    "\xe2\x80\xa8",
    "\xef\xbf\xbf",
    "\xf0\x9f\x98\x80",
    "\xf4\x8f\xbf\xbf",
    "!",
    "=",
};

enum { CHARACTERS = sizeof characters / sizeof *characters };

/* ---- escapes ---- */

static uint32_t code_point(const char *at, size_t *len)
{
    const unsigned char *b = (const unsigned char *)at;
    *len = b[0] < 0x80 ? 1 : b[0] < 0xe0 ? 2 : b[0] < 0xf0 ? 3 : 4;
    uint32_t code = *len == 1 ? b[0] : b[0] & (0xffu >> (*len + 1));
    for (size_t i = 1; i < *len; i++)
        code = code << 6 | (b[i] & 0x3fu);
    return code;
}

static void write_escape(struct document *document, uint32_t code)
{
    static const char *const formats[] = {"\\u%04x", "\\u%04X"};
    const char *format = DRAW_ONE(document->draw, formats);
    static const char shorts[] = "\b\f\n\r\t\"\\/";
    const char *at = code > 0 && code < 0x80 ? strchr(shorts, (int)code) : NULL;
    if (at && draw_chance(document->draw, 60))
        document_printf(document, "\\%c", "bfnrt\"\\/"[at - shorts]);
    else if (code < 0x10000)
        document_printf(document, strcmp(format, formats[0]) == 0 ? "\\u%04x" : "\\u%04X", code);
    else
        document_printf(document, "\\u%04x\\u%04X", 0xd800 + ((code - 0x10000) >> 10),
                        0xdc00 + ((code - 0x10000) & 0x3ff));
}

void document_write_text(struct document *document, struct model_text text)
{
    size_t len;
    bool escapes = draw_chance(document->draw, 15);
    document_put(document, "\"");
    for (size_t i = 0; i < text.len; i += len) {
        uint32_t code = code_point(text.ptr + i, &len);
        if (code < 0x20 || code == '"' || code == '\\' || (escapes && draw_chance(document->draw, 30)))
            write_escape(document, code);
        else
            swage_buffer_add(document->out, text.ptr + i, len);
    }
    document_put(document, "\"");
}

/* ---- formats ---- */

#define FORMAT_TEXTS 8

/* The last two of each are not in the format. */
static const char *const formats[][FORMAT_TEXTS] = {
    [MODEL_FORMAT_EMAIL] = {"a@b.example", "Ann+tag@EXAMPLE.com", "\"q u\"@x.y", "x@[127.0.0.1]", "a.b.c@d-e.f",
                            "!#$%@x.example", "ann@", "a..b@c.d"},
    [MODEL_FORMAT_URI] = {"https://example.com/~a?x=1#t", "urn:a:b", "x:y", "http://[::1]:8080/", "mailto:a@b.c",
                          "a+b-c.d:", "no scheme", "http://[::1/%zz"},
    [MODEL_FORMAT_UUID] = {"F81D4FAE-7dec-11d0-a765-00a0c91e6bf6", "00000000-0000-0000-0000-000000000000",
                           "ffffffff-ffff-ffff-ffff-ffffffffffff", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
                           "12345678-1234-4234-9234-123456789abc", "ABCDEFAB-ABCD-ABCD-ABCD-ABCDEFABCDEF",
                           "f81d4fae7dec11d0a76500a0c91e6bf6", "g81d4fae-7dec-11d0-a765-00a0c91e6bf6"},
    [MODEL_FORMAT_HOSTNAME] = {"a", "www.example.com", "X-1.y", "1.2.3", "xn--bcher-kva.example", "a-b-c", "-a",
                               "a..b"},
    [MODEL_FORMAT_IPV4] = {"1.2.3.4", "0.0.0.0", "255.255.255.255", "127.0.0.1", "10.0.0.1", "192.168.1.10", "1.2.3.04",
                           "256.1.1.1"},
    [MODEL_FORMAT_IPV6] = {"::1", "::", "2001:db8::1", "1:2:3:4:5:6:7:8", "::ffff:1.2.3.4", "FE80::abcd", "1:2:3",
                           "::1%eth0"},
    [MODEL_FORMAT_DATE] = {"2000-02-29", "0000-01-01", "9999-12-31", "2024-02-29", "1970-01-01", "2026-04-30",
                           "2001-02-29", "2026-1-01"},
    [MODEL_FORMAT_TIME] = {"00:00:00Z", "23:59:59.999999999Z", "23:59:60Z", "08:30:00+01:00", "12:00:00-23:59",
                           "01:02:03.5z", "24:00:00Z", "12:00:00"},
    [MODEL_FORMAT_DATETIME] = {"2026-01-01T00:00:00Z", "2024-02-29t12:00:00.5+01:00", "1990-12-31T23:59:60Z",
                               "0000-01-01T00:00:00-00:00", "9999-12-31T23:59:59.9Z", "2026-06-30T23:59:60+00:00",
                               "2026-01-01", "2026-01-01 00:00:00Z"},
    [MODEL_FORMAT_DURATION] = {"P1D", "P1Y2M3DT4H5M6S", "P4W", "PT0S", "P1Y", "PT1H2M", "P", "P1DT"},
};

static void write_format(struct document *document, const struct model_type *type)
{
    bool slips = document_slips(document);
    const char *text = formats[type->format][slips ? FORMAT_TEXTS - 1 - draw_below(document->draw, 2)
                                                   : draw_below(document->draw, FORMAT_TEXTS - 2)];
    document_write_text(document, (struct model_text){text, strlen(text)});
}

/* ---- patterns ---- */

static size_t step(const struct model_pattern *pattern, size_t state, const char *bytes)
{
    for (; *bytes; bytes++)
        state = pattern->next[state * pattern->class_count + pattern->classes[(unsigned char)*bytes]];
    return state;
}

/* How many characters it takes from each state to a text that matches; SIZE_MAX: none of ours lead there. */
static size_t *distances(const struct model_pattern *pattern)
{
    size_t *far = malloc(pattern->state_count * sizeof *far);
    bool is_changed = far != NULL;
    for (size_t i = 0; far && i < pattern->state_count; i++)
        far[i] = pattern->accepts[i] ? 0 : SIZE_MAX;
    while (is_changed) {
        is_changed = false;
        for (size_t i = 0; i < pattern->state_count; i++)
            for (size_t c = 0; c < CHARACTERS && far[i] > 0; c++) {
                size_t next = far[step(pattern, i, characters[c])];
                if (next == SIZE_MAX || next + 1 >= far[i])
                    continue;
                far[i] = next + 1;
                is_changed = true;
            }
    }
    return far;
}

/* Any way at first, then the short one to the end. */
static size_t draw_match(struct draw *draw, const struct model_pattern *pattern, size_t wanted, char *text)
{
    size_t *far = distances(pattern), state = 0, len = 0;
    for (size_t count = 0, tries = 0; far && far[state] != SIZE_MAX && tries < 2000 && len < CHARACTERS_MAX; tries++) {
        const char *c = characters[draw_below(draw, CHARACTERS)];
        size_t next = step(pattern, state, c);
        bool is_ending = count + far[state] >= wanted;
        if (is_ending && far[state] == 0)
            break;
        if (far[next] == SIZE_MAX || (is_ending && far[next] >= far[state]))
            continue;
        memcpy(text + len, c, strlen(c));
        len += strlen(c);
        state = next;
        count++;
    }
    free(far);
    return len;
}

/* ---- strings ---- */

static size_t draw_characters(struct draw *draw, size_t count, char *text)
{
    size_t len = 0, same = draw_chance(draw, 40) ? draw_below(draw, CHARACTERS) : CHARACTERS;
    for (; count > 0; count--) {
        const char *c = characters[same < CHARACTERS ? same : draw_below(draw, CHARACTERS)];
        memcpy(text + len, c, strlen(c));
        len += strlen(c);
    }
    return len;
}

void document_write_string(struct document *document, const struct model_type *type)
{
    char text[TEXT_MAX];
    if (type->format != MODEL_FORMAT_NONE) {
        write_format(document, type);
        return;
    }
    size_t count = document_count(document, type->least, type->most), len;
    if (count > CHARACTERS_MAX)
        count = CHARACTERS_MAX;
    if (type->pattern_count > 0 && !document_slips(document))
        len = draw_match(document->draw, type->patterns[0], count, text);
    else
        len = draw_characters(document->draw, count, text);
    if (len > 0 && (type->allows_nul || document_slips(document)) && draw_chance(document->draw, 30))
        memset(text, text[0] & 0x80 ? text[0] : '\0', 1);
    document_write_text(document, (struct model_text){text, len});
}

/* ---- bytes ---- */

void document_write_bytes(struct document *document, const struct model_type *type)
{
    unsigned char bytes[CHARACTERS_MAX];
    char text[2 * CHARACTERS_MAX + 8];
    size_t count = document_count(document, type->least, type->most);
    if (count > CHARACTERS_MAX)
        count = CHARACTERS_MAX;
    for (size_t i = 0; i < count; i++)
        bytes[i] = (unsigned char)draw_bits(document->draw);
    enum swage_encoding encoding = type->encoding == MODEL_HEX      ? SWAGE_HEX
                                   : type->encoding == MODEL_BASE64 ? SWAGE_BASE64
                                                                    : SWAGE_BASE64URL;
    size_t len = (size_t)(swage_bytes_encode(encoding, swage_bytes_of(bytes, count), text) - text);
    if (document_slips(document) && len > 0) {
        size_t at = draw_below(document->draw, len);
        text[at] = "A=+-_/ g0"[draw_below(document->draw, 9)];
    } else if (type->encoding == MODEL_HEX && len > 0 && draw_chance(document->draw, 30)) {
        text[0] = text[0] >= 'a' ? (char)(text[0] - 'a' + 'A') : text[0];
    }
    while (type->encoding == MODEL_BASE64URL && len % 4 != 0 && draw_chance(document->draw, 30))
        text[len++] = '=';
    document_write_text(document, (struct model_text){text, len});
}
