/* SPDX-License-Identifier: MIT */
/* Strings: their lengths in code points of one to four bytes and in escapes, formats, patterns, what no string may
   hold; words of enums; bytes. */
#include "config.h"

#include "sample/vary.h"

#include "model/value.h"
#include "model/wire.h"
#include "sample/matching.h"
#include "sample/sheet.h"

#include <string.h>

enum { LONG_MAX_POINTS = 4096 }; /* longer texts come in ASCII alone */

/* ---- verdicts ---- */

const char *vary_string_fault(const struct model_type *type, struct model_text text)
{
    size_t points = value_code_points(text.ptr, text.len);
    if (!type->allows_nul && memchr(text.ptr, '\0', text.len) != NULL)
        return "nul";
    if (points < type->least || points > type->most)
        return points < type->least ? "too_short" : "too_long";
    if (!wire_is_format(type->format, text.ptr, text.len))
        return "format";
    return matching_all(type, text) ? NULL : "pattern";
}

static void try_json(const struct spot *spot, const struct model_type *type, const char *what, struct model_text json,
                     struct model_text text)
{
    const char *fault = vary_string_fault(type, text);
    if (fault == NULL)
        spot_accept(spot, what, json);
    else
        spot_refuse(spot, what, json, fault);
}

static void try_text(const struct spot *spot, const struct model_type *type, const char *what, struct model_text text)
{
    if (text.ptr != NULL)
        try_json(spot, type, what, sheet_quote(spot->list->maker->pool, text), text);
}

/* ---- lengths ---- */

static struct model_text repeat(struct pool *pool, const char *text, size_t count)
{
    struct sheet sheet = SHEET_INIT(pool);
    sheet_repeat(&sheet, text, count);
    return sheet_done(&sheet);
}

static struct model_text in_quotes(struct pool *pool, const char *inside, size_t count)
{
    struct sheet sheet = SHEET_INIT(pool);
    sheet_put(&sheet, "\"");
    sheet_repeat(&sheet, inside, count);
    sheet_put(&sheet, "\"");
    return sheet_done(&sheet);
}

/* As JSON and as what it stands for. */
static const struct character {
    const char *what, *json, *text;
} characters[] = {
    {"two_bytes", "\xc3\xa9", "\xc3\xa9"},
    {"three_bytes", "\xe2\x82\xac", "\xe2\x82\xac"},
    {"four_bytes", "\xf0\x9f\x98\x80", "\xf0\x9f\x98\x80"},
    {"escapes", "\\u0061", "a"},
    {"short_escapes", "\\n", "\n"},
    {"pairs", "\\ud83d\\ude00", "\xf0\x9f\x98\x80"},
};

enum { CHARACTERS = sizeof characters / sizeof *characters };

static void try_characters(const struct spot *spot, const struct model_type *type, const char *what, size_t count)
{
    struct pool *pool = spot->list->maker->pool;
    for (size_t i = 0; i < CHARACTERS && count <= LONG_MAX_POINTS; i++)
        try_json(spot, type, pool_printf(pool, "%s_of_%s", what, characters[i].what),
                 in_quotes(pool, characters[i].json, count), repeat(pool, characters[i].text, count));
}

/* A text of that length that has no other fault, if there is one. */
static void try_length(const struct spot *spot, const struct model_type *type, const char *what, size_t points)
{
    struct pool *pool = spot->list->maker->pool;
    struct model_text text = pick_of_length(spot->list->maker, type, points);
    if (points > SAMPLE_BYTES_MAX)
        return;
    try_text(spot, type, what, text.ptr == NULL ? repeat(pool, "a", points) : text);
    if (type->format == MODEL_FORMAT_NONE)
        try_characters(spot, type, what, points);
}

static void try_lengths(const struct spot *spot, const struct model_type *type)
{
    try_length(spot, type, "at_least", type->least);
    if (type->least > 0)
        try_length(spot, type, "under_least", type->least - 1);
    try_length(spot, type, "over_least", type->least + 1);
    if (type->most == MODEL_UNBOUNDED)
        return;
    try_length(spot, type, "at_most", type->most);
    try_length(spot, type, "over_most", type->most + 1);
    if (type->most > type->least + 2)
        try_length(spot, type, "under_most", type->most - 1);
}

/* ---- characters ---- */

static void vary_characters(const struct spot *spot, const struct model_type *type)
{
    static const struct {
        const char *what, *json, *text;
        size_t len;
    } rows[] = {
        {"nul", "\"\\u0000\"", "\0", 1},
        {"nul_within", "\"a\\u0000b\"", "a\0b", 3},
        {"all_escapes", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t", 8},
        {"capital_digits", "\"\\u00E9\\u20AC\"", "\xc3\xa9\xe2\x82\xac", 5},
        {"delete", "\"\x7f\"", "\x7f", 1},
        {"controls", "\"\\u0001\\u001f\"", "\x01\x1f", 2},
        {"last_point", "\"\xf4\x8f\xbf\xbf\"", "\xf4\x8f\xbf\xbf", 4},
        {"longer", "\"The quick brown fox jumps over the lazy dog\"", "The quick brown fox jumps over the lazy dog",
         43},
        {"longer_escaped", "\"The quick brown fox \\u006aumps over the lazy dog\"",
         "The quick brown fox jumps over the lazy dog", 43},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        try_json(spot, type, rows[i].what, sheet_of(rows[i].json), (struct model_text){rows[i].text, rows[i].len});
}

/* What is no string at all. */
static void vary_broken(const struct spot *spot)
{
    static const struct {
        const char *what, *json, *fault;
    } rows[] = {
        {"control_character", "\"a\x01\"", "syntax"},
        {"line_feed", "\"\n\"", "syntax"},
        {"unknown_escape", "\"\\x\"", "syntax"},
        {"cut_escape", "\"\\u12\"", "syntax"},
        {"first_half_of_a_pair", "\"\\ud83d\"", "syntax"},
        {"second_half_of_a_pair", "\"\\ude00\"", "syntax"},
        {"half_a_pair_and_more", "\"\\ud83d\\u0061\"", "syntax"},
        {"no_utf8", "\"\xff\"", "utf8"},
        {"overlong_utf8", "\"\xc0\xaf\"", "utf8"},
        {"surrogate_in_utf8", "\"\xed\xa0\x80\"", "utf8"},
        {"cut_utf8", "\"\xe2\x82\"", "utf8"},
        {"above_unicode", "\"\xf4\x90\x80\x80\"", "utf8"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        spot_refuse(spot, rows[i].what, sheet_of(rows[i].json), rows[i].fault);
}

/* ---- formats ---- */

/* Each with one thing wrong, or on the border of it. */
static const char *const email[] = {
    "",       "a",    "@b",          "a@",        "a@b",           "a@@b",         "a b@c",     "a.@b", ".a@b",
    "a..b@c", "a@-b", "a@b.example", "\"a b\"@c", "a@[127.0.0.1]", "a@[IPv6:::1]", "a@[1.2.3]", NULL};
static const char *const uri[] = {"",        "a",    ":",          "a:",        "1:",  "a:b c",
                                  "a://b:c", "a:%",  "a:%41",      "a:%4g",     "//b", "https://example.com/~a?b=c#d",
                                  "a:#",     "a:##", "a://[::1]/", "a://[::g]", NULL};
static const char *const uuid[] = {"",
                                   "00000000-0000-0000-0000-000000000000",
                                   "00000000-0000-0000-0000-00000000000",
                                   "00000000-0000-0000-0000-0000000000000",
                                   "0000000-00000-0000-0000-000000000000",
                                   "g0000000-0000-0000-0000-000000000000",
                                   "00000000-0000-0000-0000-00000000000g",
                                   "00000000000000000000000000000000",
                                   "F81D4FAE-7dec-11d0-a765-00a0c91e6bf6",
                                   "{0000000-0000-0000-0000-000000000000",
                                   NULL};
static const char *const hostname[] = {"",
                                       "a",
                                       "-a",
                                       "a-",
                                       "a.",
                                       ".a",
                                       "a..b",
                                       "a_b",
                                       "a.b-c.d1",
                                       "1",
                                       "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                                       "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                                       "a b",
                                       NULL};
static const char *const ipv4[] = {"",          "0.0.0.0",  "255.255.255.255", "256.0.0.0", "0.0.0.256", "1.2.3",
                                   "1.2.3.4.5", "01.2.3.4", "1.2.3.4 ",        "1..2.3",    "a.b.c.d",   "-1.2.3.4",
                                   NULL};
static const char *const ipv6[] = {
    "",        "::",  "::1",     "1::",       "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9",
    "1::2::3", "::g", "12345::", "::1.2.3.4", "::1.2.3.256",     ":::",           "::1%eth0",
    NULL};
static const char *const date[] = {"",           "2000-02-29", "1900-02-29",  "2001-02-29", "2024-02-29",
                                   "2000-13-01", "2000-00-01", "2000-01-00",  "2000-01-31", "2000-01-32",
                                   "2000-04-31", "2000-1-01",  "2000-01-1",   "20000101",   "0000-01-01",
                                   "9999-12-31", "2000/01/01", "2000-01-01Z", NULL};
static const char *const time_of_day[] = {
    "",         "00:00:00Z",      "23:59:59Z",     "23:59:60Z",  "24:00:00Z",      "00:60:00Z",      "12:00:60Z",
    "12:00:00", "12:00:00z",      "12:00:00.5Z",   "12:00:00.Z", "12:00:00+01:00", "12:00:00+24:00", "12:00:00+00:60",
    "12:00Z",   "00:59:60+01:00", "12:00:00+0100", NULL};
static const char *const datetime[] = {"",
                                       "2000-01-01T00:00:00Z",
                                       "2000-01-01t00:00:00z",
                                       "2000-01-01 00:00:00Z",
                                       "2000-01-01T00:00:00",
                                       "2000-01-01",
                                       "2001-02-29T00:00:00Z",
                                       "2000-01-01T24:00:00Z",
                                       "2016-12-31T23:59:60Z",
                                       "2000-01-01T00:00:00.123-05:00",
                                       "2000-01-01T00:00:00+24:00",
                                       NULL};
static const char *const duration[] = {
    "",     "P",   "P1D",   "PT",   "PT1S", "P1Y2M3DT4H5M6S", "P4W",          "P1W1D",        "P1Y2D", "P1H",
    "PT1D", "p1d", "P1.5D", "P-1D", "1D",   "P1DT",           "P4294967295D", "P4294967296D", NULL};

static void vary_format(const struct spot *spot, const struct model_type *type)
{
    static const char *const *const all[] = {
        [MODEL_FORMAT_EMAIL] = email,       [MODEL_FORMAT_URI] = uri,          [MODEL_FORMAT_UUID] = uuid,
        [MODEL_FORMAT_HOSTNAME] = hostname, [MODEL_FORMAT_IPV4] = ipv4,        [MODEL_FORMAT_IPV6] = ipv6,
        [MODEL_FORMAT_DATE] = date,         [MODEL_FORMAT_TIME] = time_of_day, [MODEL_FORMAT_DATETIME] = datetime,
        [MODEL_FORMAT_DURATION] = duration};
    for (const char *const *text = all[type->format]; *text != NULL; text++)
        try_text(spot, type, "format", sheet_of(*text));
}

/* ---- patterns ---- */

static void vary_pattern(const struct spot *spot, const struct model_type *type, size_t i)
{
    struct pool *pool = spot->list->maker->pool;
    enum { LENGTHS = 6 };
    size_t most = type->most - type->least < LENGTHS ? type->most : type->least + LENGTHS;
    for (size_t points = type->least; points <= most; points++)
        try_text(spot, type, "pattern", matching_miss(pool, type, i, points));
}

/* Others that match, so that not one text alone is known. */
static void vary_matches(const struct spot *spot, const struct model_type *type)
{
    enum { MATCHES = 4 };
    for (size_t n = 0; n < MATCHES; n++)
        spot_accept(spot, "match", pick_string(spot->list->maker, type, n * n * n * 7));
}

/* ---- strings ---- */

/* The same text with its first character as an escape: the decoder takes another way. */
static void vary_escaped(const struct spot *spot, const struct model_type *type)
{
    struct pool *pool = spot->list->maker->pool;
    for (size_t n = 0; n < 2; n++) {
        struct model_text json = pick_string(spot->list->maker, type, n);
        if (json.len < 3 || (unsigned char)json.ptr[1] >= 0x80 || json.ptr[1] == '\\')
            continue;
        spot_accept(spot, "escaped",
                    sheet_printf(pool, "\"\\u%04x%s", (unsigned)(unsigned char)json.ptr[1], json.ptr + 2));
    }
}

void vary_string(const struct spot *spot, const struct model_type *type)
{
    try_lengths(spot, type);
    vary_characters(spot, type);
    vary_escaped(spot, type);
    if (type->format != MODEL_FORMAT_NONE)
        vary_format(spot, type);
    for (size_t i = 0; i < type->pattern_count; i++)
        vary_pattern(spot, type, i);
    if (type->pattern_count > 0)
        vary_matches(spot, type);
    vary_broken(spot);
}

/* ---- words of enums ---- */

static bool is_word(const struct model_enum *enumeration, struct model_text text)
{
    for (size_t i = 0; i < enumeration->enumerator_count; i++)
        if (sheet_equal(enumeration->enumerators[i].text, text))
            return true;
    return false;
}

static void try_word(const struct spot *spot, const struct model_enum *enumeration, const char *what,
                     struct model_text text)
{
    struct model_text json = sheet_quote(spot->list->maker->pool, text);
    bool has_nul = memchr(text.ptr, '\0', text.len) != NULL;
    if (is_word(enumeration, text) || (enumeration->is_open && !has_nul))
        spot_accept(spot, what, json);
    else
        spot_refuse(spot, what, json, enumeration->is_open ? "nul" : "enum");
}

/* A word with one byte more, less, or another one: a decoder that looks at all of it tells them apart. */
static void try_like(const struct spot *spot, const struct model_enum *enumeration, struct model_text word)
{
    struct pool *pool = spot->list->maker->pool;
    char *copy = pool_copy(pool, word.ptr, word.len);
    try_word(spot, enumeration, "with_more", sheet_printf(pool, "%sx", word.ptr));
    if (word.len == 0 || (unsigned char)word.ptr[0] >= 0x80 || (unsigned char)word.ptr[word.len - 1] >= 0x80)
        return;
    try_word(spot, enumeration, "with_less", (struct model_text){copy, word.len - 1});
    copy[word.len - 1] = copy[word.len - 1] == '!' ? '#' : '!';
    try_word(spot, enumeration, "with_another_end", (struct model_text){copy, word.len});
    copy = pool_copy(pool, word.ptr, word.len);
    copy[0] = copy[0] == '!' ? '#' : '!';
    try_word(spot, enumeration, "with_another_start", (struct model_text){copy, word.len});
}

void vary_word(const struct spot *spot, const struct model_type *type)
{
    struct pool *pool = spot->list->maker->pool;
    const struct model_enum *enumeration = type->enumeration;
    for (size_t i = 0; i < enumeration->enumerator_count; i++) {
        struct model_text word = enumeration->enumerators[i].text;
        try_word(spot, enumeration, enumeration->enumerators[i].name, word);
        try_like(spot, enumeration, word);
        if (word.len > 0 && (unsigned char)word.ptr[0] < 0x80)
            spot_accept(spot, "escaped",
                        sheet_printf(pool, "\"\\u%04x%s", (unsigned)word.ptr[0],
                                     sheet_quote(pool, (struct model_text){word.ptr + 1, word.len - 1}).ptr + 1));
    }
    try_word(spot, enumeration, "empty", sheet_of(""));
    try_word(spot, enumeration, "nul", (struct model_text){"a\0", 2});
    try_word(spot, enumeration, "unknown", sheet_of("no such word, in all likelihood"));
    vary_broken(spot);
}

/* ---- bytes ---- */

static void try_bytes(const struct spot *spot, const struct model_type *type, const char *what, size_t len)
{
    struct pool *pool = spot->list->maker->pool;
    if (len > SAMPLE_BYTES_MAX / 2)
        return;
    unsigned char *bytes = pool_alloc(pool, len + 1);
    for (size_t i = 0; i < len; i++)
        bytes[i] = (unsigned char)(255 - i * 37);
    struct model_text json = pick_encoded(pool, type->encoding, bytes, len);
    if (len < type->least || len > type->most)
        spot_refuse(spot, what, json, len < type->least ? "too_short" : "too_long");
    else
        spot_accept(spot, what, json);
}

/* What the text stands for, if anything, decides. */
static void try_encoded(const struct spot *spot, const struct model_type *type, const char *json, const char *text)
{
    struct model_text bytes;
    if (!wire_decode(spot->list->maker->pool, type->encoding, text, strlen(text), &bytes))
        spot_refuse(spot, "no_encoding", sheet_of(json), "encoding");
    else if (bytes.len < type->least || bytes.len > type->most)
        spot_refuse(spot, "encoded", sheet_of(json), bytes.len < type->least ? "too_short" : "too_long");
    else
        spot_accept(spot, "encoded", sheet_of(json));
}

void vary_bytes(const struct spot *spot, const struct model_type *type)
{
    static const char *const texts[] = {
        "A",    "AA",       "AAA",      "AAAA",     "AA==",   "AAA=",     "AB==",        "AAB=", "AA=",
        "A===", "====",     "AAAA=",    "AA A",     "AA-_",   "AA+/",     "0",           "00",   "0g",
        "00FF", "00ff00FF", "AAAAAAAA", "AAAAAA==", "AAAAAA", "AAAAAAA=", "AAAA\xc3\xa9"};
    struct pool *pool = spot->list->maker->pool;
    try_bytes(spot, type, "at_least", type->least);
    if (type->least > 0)
        try_bytes(spot, type, "under_least", type->least - 1);
    try_bytes(spot, type, "over_least", type->least + 1);
    if (type->most != MODEL_UNBOUNDED) {
        try_bytes(spot, type, "at_most", type->most);
        try_bytes(spot, type, "over_most", type->most + 1);
    }
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        try_encoded(spot, type, pool_printf(pool, "\"%s\"", texts[i]), texts[i]);
        try_encoded(spot, type, pool_printf(pool, "\"\\u%04x%s\"", (unsigned)texts[i][0], texts[i] + 1), texts[i]);
    }
    vary_broken(spot);
}

/* ---- any JSON ---- */

void vary_json(const struct spot *spot)
{
    static const char *const right[] = {"null",
                                        "true",
                                        "false",
                                        "0",
                                        "-1.50e+2",
                                        "\"\"",
                                        "\"a\\u0000\\ud83d\\ude00\"",
                                        "[]",
                                        "{}",
                                        "[ 1 , [ ] ]",
                                        "{ \"a\" : { } , \"a\" : null }",
                                        "{\"\":[{}]}",
                                        "1e999",
                                        "\"\xc3\xa9\""};
    static const char *const wrong[] = {"[1,]", "{\"a\"}",    "{\"a\":}", "[1 2]",       "nul",
                                        "01",   "{\"a\":1,}", "{1:2}",    "\"\\ud800\"", "[}"};
    struct pool *pool = spot->list->maker->pool;
    size_t left = 64 - spot_level(spot);
    struct sheet deep = SHEET_INIT(pool), deeper = SHEET_INIT(pool);
    sheet_repeat(&deep, "[", left);
    sheet_repeat(&deep, "]", left);
    sheet_repeat(&deeper, "{\"\":", left);
    sheet_put(&deeper, "[]");
    sheet_repeat(&deeper, "}", left);
    spot_accept(spot, "deep", sheet_done(&deep));
    spot_refuse(spot, "too_deep", sheet_done(&deeper), "depth");
    for (size_t i = 0; i < sizeof right / sizeof *right; i++)
        spot_accept(spot, "json", sheet_of(right[i]));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        spot_refuse(spot, "no_json", sheet_of(wrong[i]), "syntax");
}
