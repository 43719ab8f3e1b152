/* SPDX-License-Identifier: MIT */
#include "agree.h"

#include <check.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 1 << 16, FAULTS_MAX = 32, TOKENS_MAX = 4096 };

agree_third_reader *agree_third;

/* ---- one text ---- */

/* A block of its own, so that a sanitizer sees the first byte that is read behind it. */
static swage_str exact(const char *bytes, size_t len)
{
    char *copy = malloc(len ? len : 1);
    ck_assert_ptr_nonnull(copy);
    memcpy(copy, bytes, len);
    return (swage_str){copy, len};
}

static void encode(const struct agree_type *type, const void *value, swage_buffer *out, swage_str json)
{
    swage_buffer_init(out, TEXT_MAX * 8);
    out->is_strict = true;
    enum swage_status status = type->encode(value, out);
    ck_assert_msg(status == SWAGE_OK, "%s: what was decoded cannot be encoded: %s\n%.*s", type->name, swage_status_text(status),
                  (int)json.len, json.ptr);
}

/* Decoding what was encoded gives the same value and the same text. */
static void round_trip(const struct agree_type *type, const void *value, swage_str json)
{
    swage_buffer first, second;
    struct swage_error error;
    swage_arena *arena = swage_arena_new(TEXT_MAX * 64);
    void *again = malloc(type->size);
    encode(type, value, &first, json);
    enum swage_status status = type->decode(swage_str_of(first.ptr, first.len), arena, again, &error);
    ck_assert_msg(status == SWAGE_OK, "%s: own JSON is refused: %s %s\n%.*s", type->name, swage_fault_code(error.fault),
                  error.pointer, (int)first.len, first.ptr);
    ck_assert_msg(type->equal(value, again), "%s: another value comes back\n%.*s", type->name, (int)first.len, first.ptr);
    encode(type, again, &second, json);
    ck_assert_msg(first.len == second.len && memcmp(first.ptr, second.ptr, first.len) == 0, "%s: another text comes back\n%.*s\n%.*s",
                  type->name, (int)first.len, first.ptr, (int)second.len, second.ptr);
    if (agree_third)
        agree_third(type, json, NULL, 0, swage_str_of(first.ptr, first.len));
    swage_buffer_done(&first);
    swage_buffer_done(&second);
    free(again);
    swage_arena_free(arena);
}

/* What a copy makes when neither the text nor the arena of its original is there any more; frees both. */
static void outlive(const struct agree_type *type, const void *value, swage_str json, swage_arena *arena)
{
    swage_buffer before, after;
    swage_arena *own = swage_arena_new(TEXT_MAX * 64);
    void *copy = malloc(type->size);
    encode(type, value, &before, json);
    ck_assert_int_eq(type->copy(value, own, copy), SWAGE_OK);
    ck_assert_msg(type->equal(value, copy), "%s: a copy differs\n%.*s", type->name, (int)json.len, json.ptr);
    swage_arena_free(arena);
    memset((char *)(uintptr_t)json.ptr, 'x', json.len);
    encode(type, copy, &after, json);
    ck_assert_msg(before.len == after.len && memcmp(before.ptr, after.ptr, before.len) == 0, "%s: a copy was lent\n%.*s\n%.*s",
                  type->name, (int)before.len, before.ptr, (int)after.len, after.ptr);
    swage_buffer_done(&before);
    swage_buffer_done(&after);
    free(copy);
    swage_arena_free(own);
}

bool agree_on(const struct agree_type *type, swage_str text)
{
    struct swage_error error = {.fault = SWAGE_FAULT_NONE}, faults[FAULTS_MAX];
    swage_str json = exact(text.ptr, text.len);
    swage_arena *arena = swage_arena_new(TEXT_MAX * 64);
    void *value = malloc(type->size);
    enum swage_status status = type->decode(json, arena, value, &error);
    size_t count = swage_explain(json, type->type, SWAGE_DEPTH_MAX, faults, FAULTS_MAX);
    ck_assert_msg((status == SWAGE_OK) == (count == 0), "%s: the decoder says %d (%s), the collector %zu faults (%s %s)\n%.*s",
                  type->name, (int)status, swage_fault_code(error.fault), count, count ? swage_fault_code(faults[0].fault) : "",
                  count ? faults[0].pointer : "", (int)json.len, json.ptr);
    if (status == SWAGE_OK)
        round_trip(type, value, json);
    else
        ck_assert_msg(error.fault != SWAGE_FAULT_NONE && error.fault != SWAGE_FAULT_INVALID, "%s: refused without a reason\n%.*s",
                      type->name, (int)json.len, json.ptr);
    if (status != SWAGE_OK && agree_third)
        agree_third(type, json, faults, count, (swage_str){NULL, 0});
    if (status == SWAGE_OK)
        outlive(type, value, json, arena);
    else
        swage_arena_free(arena);
    free(value);
    free((char *)(uintptr_t)json.ptr);
    return status == SWAGE_OK;
}

/* ---- mutations ---- */

static uint64_t state;

static size_t below(size_t limit)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (size_t)(state >> 16) % limit;
}

/* Values that are on the border of something. */
static const char *const values[] = {
    "null", "true", "false", "0", "-0", "1", "-1", "9", "10", "100", "101", "127", "128", "255", "256", "-129", "65535", "65536",
    "2147483647", "2147483648", "-2147483649", "9223372036854775807", "9223372036854775808", "18446744073709551615",
    "18446744073709551616", "0.25", "0.3", "1.5", "-1.5", "1e2", "1E400", "1e-400", "01", "1.", "-", "+1", "Infinity", "NaN",
    "123456789012345678901234567890.5", "\"\"", "\"a\"", "\"ab\"", "\"AB1\"", "\"abcdefghijklmnopqrstuvwxyz\"", "\"1\"", "\"-7\"",
    "\"1.5\"", "\"01\"", "\"\\u0000\"", "\"\\ud83d\\ude00\"", "\"\\ud83d\"", "\"\xc3\xa9\"", "\"\xc3\"", "\"\xed\xa0\x80\"",
    "\"BLUE\"", "\"red\"", "\"card\"", "\"cash\"", "\"AAAA\"", "\"AAA=\"", "\"AAB=\"", "\"00ff00ff\"", "\"0g\"", "\"a@b.example\"",
    "\"1.2.3.4\"", "\"::1\"", "\"2024-02-29\"", "\"2023-02-29\"", "\"23:59:60Z\"", "\"2024-02-29T12:00:00.5+01:00\"", "\"P1D\"",
    "[]", "[null]", "[1]", "[1,1]", "[1,2]", "[1,2,3]", "[\"a\",\"a\"]", "[\"a\",\"b\"]", "[[]]", "[[1,2]]", "{}", "{\"a\":1}",
    "{\"a\":1,\"a\":2}", "{\"kind\":\"cash\"}", "{\"kind\":\"cash\",\"kind\":\"cash\"}", "{\"type\":\"circle\",\"value\":1}",
    "{\"value\":1,\"type\":\"circle\"}", "{\"number\":1}", "{\"number\":1,\"name\":\"x\"}", "{\"x\":1}", "{\"x\":1,\"y\":null}",
    "{\"x\":1,\"z\":[{}]}", "{\"kind\":\"card\",\"number\":\"123456789012\"}", "{\"number\":\"123456789012\",\"kind\":\"card\"}",
};

/* What JSON is made of, to be put anywhere. */
static const char *const pieces[] = {"{", "}", "[", "]", ",", ":", "\"", "\\", " ", "\n", "\t", "\\u0061", "0", "e", "-", ".", "\x01", "\x80"};

enum { VALUES = sizeof values / sizeof *values, PIECES = sizeof pieces / sizeof *pieces };

struct span { /* of a token: a string, a number or word, a bracket, ... */
    size_t at, len;
};

static size_t token_end(const char *text, size_t len, size_t at)
{
    size_t i = at + 1;
    if (text[at] == '"') {
        while (i < len && text[i] != '"')
            i += text[i] == '\\' ? 2 : 1;
        return i < len ? i + 1 : len;
    }
    if (strchr("{}[],: \n\t", text[at]))
        return i;
    while (i < len && !strchr("{}[],:\" \n\t", text[i]))
        i++;
    return i;
}

static size_t split(const char *text, size_t len, struct span *tokens)
{
    size_t count = 0;
    for (size_t at = 0; at < len && count < TOKENS_MAX;) {
        size_t end = token_end(text, len, at);
        tokens[count++] = (struct span){at, end - at};
        at = end;
    }
    return count;
}

/* Behind the value that starts at token `first`: brackets are taken with what is between them. */
static size_t value_end(const char *text, const struct span *tokens, size_t count, size_t first)
{
    size_t depth = 0, i = first;
    for (; i < count; i++) {
        char c = text[tokens[i].at];
        depth += c == '{' || c == '[';
        if ((c == '}' || c == ']') && depth > 0)
            depth--;
        if (depth == 0)
            break;
    }
    return i < count ? tokens[i].at + tokens[i].len : tokens[count - 1].at + tokens[count - 1].len;
}

struct text {
    char bytes[TEXT_MAX];
    size_t len;
};

static void replace(struct text *text, size_t at, size_t len, const char *with, size_t size)
{
    if (text->len - len + size >= TEXT_MAX)
        return;
    memmove(text->bytes + at + size, text->bytes + at + len, text->len - at - len);
    memcpy(text->bytes + at, with, size);
    text->len += size - len;
}

/* Takes the value at a random token away, doubles it with a comma, or puts another there. */
static void mutate_value(struct text *text, const struct text *other)
{
    static struct span tokens[TOKENS_MAX], others[TOKENS_MAX];
    size_t count = split(text->bytes, text->len, tokens);
    if (count == 0)
        return;
    size_t first = below(count), at = tokens[first].at;
    size_t len = value_end(text->bytes, tokens, count, first) - at;
    size_t other_count = split(other->bytes, other->len, others);
    size_t kind = below(8);
    if (kind == 0) {
        replace(text, at, len, "", 0);
    } else if (kind == 1) {
        char copy[512];
        size_t part = len < sizeof copy - 1 ? len : sizeof copy - 1;
        copy[0] = ',';
        memcpy(copy + 1, text->bytes + at, part);
        replace(text, at + len, 0, copy, part + 1);
    } else if (kind == 2 && other_count > 0) {
        size_t from = below(other_count);
        replace(text, at, len, other->bytes + others[from].at,
                value_end(other->bytes, others, other_count, from) - others[from].at);
    } else {
        const char *value = values[below(VALUES)];
        replace(text, at, len, value, strlen(value));
    }
}

static void mutate_bytes(struct text *text)
{
    const char *piece = pieces[below(PIECES)];
    size_t at = below(text->len + 1);
    size_t cut = at < text->len ? below(2) : 0;
    replace(text, at, cut, piece, strlen(piece));
}

static void load(struct text *text, const char *document)
{
    text->len = strlen(document);
    ck_assert_uint_lt(text->len, TEXT_MAX);
    memcpy(text->bytes, document, text->len);
}

void agree_everywhere(const struct agree_type *type, unsigned seed, size_t count)
{
    static struct text text, other;
    size_t documents = 0, accepted = 0;
    state = UINT64_C(0x9e3779b97f4a7c15) * (seed + 1);
    for (; type->documents[documents]; documents++) {
        const char *document = type->documents[documents];
        ck_assert_msg(agree_on(type, swage_str_from(document)), "%s: a valid document is refused\n%s", type->name, document);
        for (size_t len = 0; len < strlen(document); len++)
            agree_on(type, swage_str_of(document, len));
    }
    for (size_t i = 0; i < count; i++) {
        load(&text, type->documents[below(documents)]);
        load(&other, type->documents[below(documents)]);
        for (size_t n = below(3) + 1; n > 0; n--) {
            if (below(4) == 0)
                mutate_bytes(&text);
            else
                mutate_value(&text, &other);
        }
        accepted += agree_on(type, swage_str_of(text.bytes, text.len));
    }
    ck_assert_msg(count < 1000 || accepted > 0, "%s: no mutation was ever accepted", type->name);
}
