/* SPDX-License-Identifier: MIT */
/* Facts about values: copies, equality, validity, structs that must not be encoded, how they lie in memory; enums. */
#include "config.h"

#include "test/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WORD_MAX  (64 * 1024) /* bytes of an enumerator's JSON */
#define PAIRS_MAX 1000 /* accepted documents of which each is compared with each */

/* --- copies ------------------------------------------------------------------------------------------------------- */

/* Whether encoding `value` gives what the document's encoding is. */
static bool is_encoded_alike(struct suite_room *room, const struct suite_document *document, const void *value)
{
    swage_buffer_clear(&room->buffer, SIZE_MAX);
    return document->type->encode(value, &room->buffer) == SWAGE_OK &&
           swage_str_equal(swage_str_of(room->buffer.ptr, room->buffer.len), document->encoded);
}

/* Copies that were made before the document and all that was decoded of it went away. */
static const char *hold_copy(struct suite_room *room, struct suite_document *document)
{
    const struct swage_suite_type *type = document->type;
    void *dup = type->dup(room->value);
    enum swage_status status = type->copy(room->value, &room->second, room->other);
    const char *words = NULL;
    if (!dup || status != SWAGE_OK)
        words = suite_say(type->name, document->of->what, "it could not be copied (%d)", (int)status);
    else if (!type->equal(room->value, room->other) || !type->equal(dup, room->value))
        words = suite_say(type->name, document->of->what, "its copy is not equal to it");
    memset((char *)(uintptr_t)document->json.ptr, '?', document->json.len);
    swage_arena_done(&room->arena);
    swage_arena_init(&room->arena, SUITE_ARENA_MAX);
    if (!words && !is_encoded_alike(room, document, room->other))
        words = suite_say(type->name, document->of->what, "its copy is encoded otherwise: %s",
                          suite_quote(swage_str_of(room->buffer.ptr, room->buffer.len)));
    if (!words && !is_encoded_alike(room, document, dup))
        words = suite_say(type->name, document->of->what, "what dup made of it is encoded otherwise: %s",
                          suite_quote(swage_str_of(room->buffer.ptr, room->buffer.len)));
    free(dup);
    return words;
}

static const char *hold_round(struct suite_room *room, const struct suite_document *document)
{
    const struct swage_suite_type *type = document->type;
    struct swage_error error = {.fault = SWAGE_FAULT_NONE};
    enum swage_status status = type->validate(room->value, &error);
    if (status != SWAGE_OK)
        return suite_say(type->name, document->of->what, "it was decoded, and is not valid: %d, %s at '%s' (%s)",
                         (int)status, swage_fault_code(error.fault), error.pointer, error.detail);
    status = type->decode(document->encoded, &room->second, room->other, &error);
    if (status != SWAGE_OK)
        return suite_say(type->name, document->of->what, "what it is encoded as is refused: %s at '%s' (%s)",
                         swage_fault_code(error.fault), error.pointer, error.detail);
    if (!type->equal(room->value, room->other) || !type->equal(room->other, room->value))
        return suite_say(type->name, document->of->what, "decoding what it is encoded as gives another value");
    return NULL;
}

static const char *hold_value(struct suite_room *room, const struct suite_document *document)
{
    bool is_refused;
    struct suite_document own = *document;
    const char *words = suite_decode(document, &room->arena, room->value, &is_refused);
    if (words || is_refused)
        return words;
    words = hold_round(room, document);
    return words ? words : hold_copy(room, &own);
}

/* --- equality ----------------------------------------------------------------------------------------------------- */

struct values { /* all that are accepted, kept */
    const struct swage_suite_type *type;
    swage_arena arena;
    char *list; /* `count` structs */
    swage_str *encoded;
    const char **what;
    size_t count;
};

static void keep_values(struct values *values, struct swage_suite_text *text, const struct swage_suite_case *c)
{
    swage_str json = swage_suite_unroll(c->json, &values->arena);
    *text = c->encoded.text.ptr ? c->encoded : c->json;
    void *at = values->list + values->count * values->type->size;
    if (!json.ptr || values->type->decode(json, &values->arena, at, NULL) != SWAGE_OK)
        return;
    values->encoded[values->count] = swage_suite_unroll(*text, &values->arena);
    values->what[values->count++] = c->what;
}

/* -0 and 0 are equal, and their texts are not. In dates and the like another digit stands before the sign. */
static bool has_negative_zero(swage_str json)
{
    for (size_t i = 0; i + 1 < json.len; i++)
        if (json.ptr[i] == '-' && json.ptr[i + 1] == '0' && (i == 0 || strchr(":,[\"", json.ptr[i - 1])))
            return true;
    return false;
}

static const char *hold_pair(const struct values *values, size_t i, size_t k)
{
    const struct swage_suite_type *type = values->type;
    bool is_same = swage_str_equal(values->encoded[i], values->encoded[k]);
    bool is_equal = type->equal(values->list + i * type->size, values->list + k * type->size);
    if (is_equal == is_same)
        return NULL;
    if (!is_same && (has_negative_zero(values->encoded[i]) || has_negative_zero(values->encoded[k])))
        return NULL;
    return suite_say(type->name, values->what[i], "it is %s to '%s': %s, %s", is_equal ? "equal" : "not equal",
                     values->what[k], suite_quote(values->encoded[i]), suite_quote(values->encoded[k]));
}

static const char *hold_pairs(const struct values *values)
{
    const char *words = NULL;
    size_t reach = values->count <= PAIRS_MAX ? values->count : PAIRS_MAX / 4;
    for (size_t i = 0; i < values->count && !words; i++)
        for (size_t k = 0; k < values->count && k < reach && !words; k++)
            words = hold_pair(values, i, k);
    return words;
}

static const char *hold_equality(const struct swage_suite_type *type)
{
    struct values values = {.type = type};
    struct swage_suite_text text;
    swage_arena_init(&values.arena, 4 * SUITE_ARENA_MAX);
    values.list = malloc(type->count * type->size);
    values.encoded = malloc(type->count * sizeof *values.encoded);
    values.what = malloc(type->count * sizeof *values.what);
    bool is_there = values.list && values.encoded && values.what;
    for (size_t i = 0; i < type->count && is_there; i++)
        if (!type->cases[i].fault)
            keep_values(&values, &text, &type->cases[i]);
    const char *words = is_there ? hold_pairs(&values) : suite_say(type->name, "tests", "there is no memory");
    free(values.list);
    free(values.encoded);
    free(values.what);
    swage_arena_done(&values.arena);
    return words;
}

/* A union of no kind is one value more. */
static const char *hold_unset(struct suite_room *room, const struct suite_document *document)
{
    bool is_refused;
    const struct swage_suite_type *type = document->type;
    const char *words = suite_decode(document, &room->arena, room->value, &is_refused);
    if (words || is_refused)
        return words;
    memset(room->other, 0, type->size);
    if (!type->equal(room->other, room->other) || type->equal(room->other, room->value) ||
        type->equal(room->value, room->other))
        return suite_say(type->name, document->of->what, "a union of no kind equals it, or not itself");
    if (type->copy(room->other, &room->second, room->value) != SWAGE_OK || !type->equal(room->value, room->other))
        return suite_say(type->name, document->of->what, "a union of no kind is not copied");
    return NULL;
}

const char *swage_suite_values(const struct swage_suite_type *type)
{
    const char *words = suite_each(type, true, hold_value);
    if (!words && !type->init)
        words = suite_each(type, true, hold_unset);
    return words || type->count == 0 ? words : hold_equality(type);
}

/* --- structs that no decoder makes -------------------------------------------------------------------------------- */

swage_str swage_suite_letters(size_t len, swage_arena *arena)
{
    char *letters = swage_arena_alloc(arena, len);
    if (letters)
        memset(letters, 'a', len);
    return letters ? swage_str_of(letters, len) : (swage_str){NULL, 0};
}

bool swage_suite_fill(void *list, size_t size, size_t count, swage_arena *arena)
{
    struct {
        const char *ptr;
        size_t len;
    } view;
    memcpy(&view, list, sizeof view);
    char *items = view.len > 0 ? swage_arena_alloc(arena, count * size) : NULL;
    if (!items)
        return false;
    for (size_t i = 0; i < count; i++)
        memcpy(items + i * size, view.ptr, size);
    view.ptr = items;
    view.len = count;
    memcpy(list, &view, sizeof view);
    return true;
}

static const char *hold_failure(struct suite_room *room, const struct swage_suite_type *type,
                                const struct swage_suite_break *b, bool is_strict, enum swage_status expected)
{
    static const char kept[] = "[";
    swage_buffer_clear(&room->buffer, SIZE_MAX);
    swage_buffer_add(&room->buffer, kept, 1);
    room->buffer.is_strict = is_strict;
    enum swage_status status = type->encode(room->value, &room->buffer);
    if (status != expected)
        return suite_say(type->name, b->what, "encoding it %sended with %d (%s), not with %d",
                         is_strict ? "strictly " : "", (int)status, swage_status_text(status), (int)expected);
    if (status != SWAGE_OK && (room->buffer.len != 1 || room->buffer.ptr[0] != '['))
        return suite_say(type->name, b->what, "encoding it failed, and left something in the buffer");
    if (status == SWAGE_OK && room->buffer.breaches == 0)
        return suite_say(type->name, b->what, "encoding it counted no breach");
    return NULL;
}

/* `*is_made`: the document has a place to break. */
static const char *hold_break(struct suite_room *room, const struct suite_document *document,
                              const struct swage_suite_break *b, bool *is_made)
{
    bool is_refused, is_bound = b->status == SWAGE_E_SCHEMA;
    const struct swage_suite_type *type = document->type;
    const char *words = suite_decode(document, &room->arena, room->value, &is_refused);
    if (words || is_refused)
        return words;
    *is_made = b->make(room->value, &room->second);
    if (!*is_made)
        return NULL;
    words = hold_failure(room, type, b, false, is_bound ? SWAGE_OK : b->status);
    if (!words)
        words = hold_failure(room, type, b, true, b->status);
    if (!words && type->validate(room->value, NULL) != (is_bound ? SWAGE_E_INVALID : b->status))
        words = suite_say(type->name, b->what, "it was found valid");
    return words;
}

static const char *try_break(struct suite_room *room, const struct swage_suite_type *type,
                             const struct swage_suite_case *c, const struct swage_suite_break *b, bool *is_made)
{
    struct suite_document document;
    *is_made = false;
    const char *words = suite_open(&document, room, type, c);
    if (!words)
        words = hold_break(room, &document, b, is_made);
    suite_close(&document);
    return words;
}

const char *swage_suite_breaks(const struct swage_suite_type *type, const struct swage_suite_case *full,
                               const struct swage_suite_break *breaks, size_t count)
{
    struct suite_room room;
    const char *words = suite_enter(&room, type);
    for (size_t i = 0; i < count && !words; i++) {
        bool is_made;
        words = try_break(&room, type, full, &breaks[i], &is_made);
        for (size_t k = 0; k < type->count && !words && !is_made; k++)
            if (!type->cases[k].fault)
                words = try_break(&room, type, &type->cases[k], &breaks[i], &is_made);
    }
    suite_leave(&room);
    return words;
}

/* --- defaults ----------------------------------------------------------------------------------------------------- */

static bool is_zero(const void *value, size_t size)
{
    const unsigned char *bytes = value;
    for (size_t i = 0; i < size; i++)
        if (bytes[i] != 0)
            return false;
    return true;
}

/* The members that need not be there, as JSON, behind what stands in the buffer. */
static swage_str put_defaults(struct suite_room *room, const struct swage_suite_type *type, const void *value)
{
    size_t start = room->buffer.len;
    char *p = swage_writer_open(&room->buffer, 0);
    if (swage_writer_close(&room->buffer, p ? type->defaults(&room->buffer, p, value) : NULL) != SWAGE_OK)
        return (swage_str){NULL, 0};
    return swage_str_of(room->buffer.ptr + start, room->buffer.len - start);
}

/* The first document has only what has to be there. */
static const char *hold_defaults(struct suite_room *room, const struct suite_document *document)
{
    bool is_refused;
    const struct swage_suite_type *type = document->type;
    suite_spoil(room->other, type->size);
    type->init(room->other);
    if (type->copy(room->other, &room->second, room->value) != SWAGE_OK)
        return suite_say(type->name, "init", "what it leaves cannot be copied");
    if (!type->defaults)
        return is_zero(room->other, type->size) ? NULL
                                                : suite_say(type->name, "init", "it leaves something that is not zero");
    const char *words = suite_decode(document, &room->arena, room->value, &is_refused);
    if (words || is_refused)
        return words;
    size_t len = put_defaults(room, type, room->value).len;
    swage_str found = put_defaults(room, type, room->other);
    swage_str expected = swage_str_of(room->buffer.ptr, len); /* now that the buffer does not move any more */
    if (swage_str_equal(found, expected))
        return NULL;
    return suite_say(type->name, "init", "it leaves '%s', and decoding gives '%s'", suite_quote(found),
                     suite_quote(expected));
}

const char *swage_suite_defaults(const struct swage_suite_type *type)
{
    struct suite_room room;
    struct suite_document document;
    const char *words = suite_enter(&room, type);
    if (!words)
        words = suite_open(&document, &room, type, &type->cases[0]);
    if (!words)
        words = hold_defaults(&room, &document);
    suite_close(&document);
    suite_leave(&room);
    return words;
}

const char *swage_suite_layouts(const struct swage_suite_layout *layouts, size_t count)
{
    if (sizeof(void *) != 8 || sizeof(size_t) != 8)
        return NULL;
    for (size_t i = 0; i < count; i++)
        if (layouts[i].found != layouts[i].expected)
            return suite_say("layout", layouts[i].what, "it is %zu here, and was expected to be %zu", layouts[i].found,
                             layouts[i].expected);
    return NULL;
}

/* --- enums -------------------------------------------------------------------------------------------------------- */

static bool has_word(const struct swage_suite_enum *words, swage_str text)
{
    for (size_t i = 0; i < words->count; i++)
        if (swage_str_equal(words->words[i].text, text))
            return true;
    return false;
}

static bool has_number(const struct swage_suite_enum *words, int64_t value)
{
    for (size_t i = 0; i < words->count; i++)
        if (words->words[i].value == value)
            return true;
    return false;
}

/* A text that is one letter more, less, or another one than a word's is no word, unless it is one. */
static const char *hold_near(const struct swage_suite_enum *words, swage_str text)
{
    char near[256];
    if (text.len + 1 > sizeof near)
        return NULL;
    for (int i = 0; i < 3; i++) {
        size_t len = i == 0 ? text.len + 1 : i == 1 ? text.len - (text.len > 0) : text.len;
        memset(near, '~', sizeof near);
        memcpy(near, text.ptr, i == 2 && len > 0 ? len - 1 : len < text.len ? len : text.len);
        swage_str other = swage_str_of(near, len);
        if (!has_word(words, other) && words->from(other) != 0)
            return suite_say(words->name, suite_quote(other), "it is taken for one of its names");
    }
    return NULL;
}

static const char *hold_word(const struct swage_suite_enum *words, const struct swage_suite_word *word)
{
    if (!swage_str_equal(words->text((int)word->value), word->text))
        return suite_say(words->name, suite_quote(word->text), "it is called '%s'",
                         suite_quote(words->text((int)word->value)));
    if (words->from(word->text) != word->value)
        return suite_say(words->name, suite_quote(word->text), "it is not taken for itself");
    return hold_near(words, word->text);
}

static const char *hold_number(const struct swage_suite_enum *words, int64_t value)
{
    if (value < words->min || value > words->max || words->valid(value) == has_number(words, value))
        return NULL;
    return suite_say(words->name, "number", "%lld is taken for %s", (long long)value,
                     words->valid(value) ? "one of its numbers" : "none of its numbers");
}

static const char *hold_numbers(const struct swage_suite_enum *words)
{
    const char *fault = NULL;
    for (size_t i = 0; i < words->count && !fault; i++) {
        int64_t value = words->words[i].value;
        fault = hold_number(words, value);
        if (!fault && value > INT64_MIN)
            fault = hold_number(words, value - 1);
        if (!fault && value < INT64_MAX)
            fault = hold_number(words, value + 1);
    }
    return fault;
}

/* The JSON of a value, in the buffer; absent where there is none. */
static swage_str put_value(const struct swage_suite_enum *words, swage_buffer *buffer, int64_t value)
{
    swage_buffer_clear(buffer, SIZE_MAX);
    char *p = swage_writer_open(buffer, WORD_MAX);
    if (swage_writer_close(buffer, p ? words->write(buffer, p, value) : NULL) != SWAGE_OK)
        return (swage_str){NULL, 0};
    return swage_str_of(buffer->ptr, buffer->len);
}

static bool get_value(const struct swage_suite_enum *words, swage_str json, swage_arena *arena, int64_t *out)
{
    swage_reader r;
    const char *p = swage_reader_wrap(&r, json, arena);
    return p && (p = words->read(&r, p, out)) && swage_reader_unwrap(&r, p);
}

static const char *hold_unwritten(const struct swage_suite_enum *words, swage_arena *arena, int64_t value)
{
    char digits[24];
    int64_t found;
    snprintf(digits, sizeof digits, "%lld", (long long)value);
    return get_value(words, swage_str_from(digits), arena, &found) ? suite_say(words->name, "value", "%s is read", digits)
                                                                   : NULL;
}

/* What is written for a value is read as that value; what is none is not written, and read only where the enum is open. */
static const char *hold_json(const struct swage_suite_enum *words, swage_buffer *buffer, swage_arena *arena,
                             int64_t value, bool is_one)
{
    int64_t found = 0;
    swage_str json = put_value(words, buffer, value);
    bool is_written = is_one || (words->is_open && words->valid);
    if (!json.ptr == is_written)
        return suite_say(words->name, "value", "%lld is %swritten", (long long)value, json.ptr ? "" : "not ");
    if (json.ptr && (!get_value(words, json, arena, &found) || found != value))
        return suite_say(words->name, "value", "%lld is written as %s, and not read again", (long long)value,
                         suite_quote(json));
    return !is_written && words->valid ? hold_unwritten(words, arena, value) : NULL;
}

static const char *hold_strangers(const struct swage_suite_enum *words, swage_arena *arena)
{
    int64_t found = 0;
    swage_str json = words->valid ? SWAGE_STR("1.5") : SWAGE_STR("\"\\u0001 none of them\"");
    bool is_read = get_value(words, json, arena, &found);
    if (is_read != (words->is_open && !words->valid) || (is_read && found != 0))
        return suite_say(words->name, "other", "%s is %sread", suite_quote(json), is_read ? "" : "not ");
    return get_value(words, SWAGE_STR("true"), arena, &found) ? suite_say(words->name, "other", "true is read") : NULL;
}

static const char *hold_all_json(const struct swage_suite_enum *words)
{
    swage_buffer buffer;
    swage_arena arena;
    const char *fault = NULL;
    swage_buffer_init(&buffer, 2 * WORD_MAX);
    swage_arena_init(&arena, SUITE_ARENA_MAX);
    for (size_t i = 0; i < words->count && !fault; i++) {
        int64_t value = words->words[i].value;
        fault = hold_json(words, &buffer, &arena, value, true);
        if (!fault && value < words->max)
            fault = hold_json(words, &buffer, &arena, value + 1, has_number(words, value + 1));
    }
    if (!fault && !words->valid)
        fault = hold_json(words, &buffer, &arena, 0, false);
    if (!fault)
        fault = hold_strangers(words, &arena);
    swage_buffer_done(&buffer);
    swage_arena_done(&arena);
    return fault;
}

const char *swage_suite_words(const struct swage_suite_enum *words)
{
    const char *fault = hold_all_json(words);
    if (fault)
        return fault;
    if (words->valid)
        return hold_numbers(words);
    for (size_t i = 0; i < words->count && !fault; i++)
        fault = hold_word(words, &words->words[i]);
    if (!fault && (words->text(0).ptr || words->text((int)words->count + 1).ptr))
        fault = suite_say(words->name, "unset", "a number that is none of its values has a name");
    if (!fault && words->from((swage_str){NULL, 0}) != 0)
        fault = suite_say(words->name, "absent", "an absent text is taken for one of its names");
    return fault;
}
