/* SPDX-License-Identifier: MIT */
/* The frame of all facts about types, and those about documents alone: verdicts, explanations, truncations. */
#include "config.h"

#include "test/suite.h"

#include <swage/explain.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define QUOTE_MAX     200
#define WORDS_MAX     2048
#define SPOILED       0xa5 /* what a struct is filled with that is not to be touched */
#define CUTS_MAX      2000 /* a document that is longer is cut at so many places, evenly */
#define EXPLAINED_MAX 32

/* --- words -------------------------------------------------------------------------------------------------------- */

const char *suite_say(const char *of, const char *what, const char *format, ...)
{
    static char words[WORDS_MAX];
    int len = snprintf(words, sizeof words, "%s: %s: ", of, what);
    va_list args;
    va_start(args, format);
    vsnprintf(words + len, sizeof words - (size_t)len, format, args);
    va_end(args);
    return words;
}

const char *suite_quote(swage_str text)
{
    static char quotes[4][QUOTE_MAX + sizeof "..."];
    static unsigned next;
    char *quote = quotes[next++ % 4];
    size_t len = text.len < QUOTE_MAX ? text.len : QUOTE_MAX;
    if (!text.ptr)
        return "(nothing)";
    for (size_t i = 0; i < len; i++)
        quote[i] = (unsigned char)text.ptr[i] < ' ' ? '?' : text.ptr[i];
    strcpy(quote + len, len < text.len ? "..." : "");
    return quote;
}

/* --- room --------------------------------------------------------------------------------------------------------- */

const char *suite_enter(struct suite_room *room, const struct swage_suite_type *type)
{
    swage_arena_init(&room->texts, SUITE_ARENA_MAX);
    swage_arena_init(&room->arena, SUITE_ARENA_MAX);
    swage_arena_init(&room->second, SUITE_ARENA_MAX);
    swage_buffer_init(&room->buffer, SUITE_ARENA_MAX);
    room->value = malloc(type->size);
    room->other = malloc(type->size);
    if (room->value && room->other)
        return NULL;
    return suite_say(type->name, "tests", "there is no memory");
}

void suite_leave(struct suite_room *room)
{
    swage_arena_done(&room->texts);
    swage_arena_done(&room->arena);
    swage_arena_done(&room->second);
    swage_buffer_done(&room->buffer);
    free(room->value);
    free(room->other);
}

void suite_spoil(void *value, size_t size)
{
    memset(value, SPOILED, size);
}

bool suite_is_spoiled(const void *value, size_t size)
{
    const unsigned char *bytes = value;
    for (size_t i = 0; i < size; i++)
        if (bytes[i] != SPOILED)
            return false;
    return true;
}

static bool copy_exactly(swage_str *text)
{
    char *copy = malloc(text->len > 0 ? text->len : 1);
    if (copy && text->len > 0)
        memcpy(copy, text->ptr, text->len);
    text->ptr = copy;
    return copy != NULL;
}

const char *suite_open(struct suite_document *document, struct suite_room *room, const struct swage_suite_type *type,
                       const struct swage_suite_case *c)
{
    *document = (struct suite_document){.type = type, .of = c};
    swage_arena_reset(&room->texts);
    swage_arena_reset(&room->arena);
    swage_arena_reset(&room->second);
    swage_buffer_clear(&room->buffer, SIZE_MAX);
    room->buffer.is_strict = false;
    swage_str json = swage_suite_unroll(c->json, &room->texts);
    document->encoded = c->encoded.text.ptr ? swage_suite_unroll(c->encoded, &room->texts) : json;
    if (!json.ptr || !document->encoded.ptr || !copy_exactly(&json))
        return suite_say(type->name, c->what, "there is no memory for the document");
    document->json = json;
    return NULL;
}

void suite_close(struct suite_document *document)
{
    free((char *)(uintptr_t)document->json.ptr);
}

const char *suite_each(const struct swage_suite_type *type, bool is_accepted, suite_fact *hold)
{
    struct suite_room room;
    const char *words = suite_enter(&room, type);
    for (size_t i = 0; i < type->count && !words; i++) {
        struct suite_document document;
        if (is_accepted && type->cases[i].fault)
            continue;
        words = suite_open(&document, &room, type, &type->cases[i]);
        if (!words)
            words = hold(&room, &document);
        suite_close(&document);
    }
    suite_leave(&room);
    return words;
}

/* --- verdicts ----------------------------------------------------------------------------------------------------- */

static bool is_code(enum swage_fault fault, const char *code)
{
    return strcmp(swage_fault_code(fault), code) == 0;
}

/* Whether the program's own functions may be the reason. */
static bool is_own_refusal(const struct swage_suite_case *c, const struct swage_error *error)
{
    return c->may_be_refused && error->fault == SWAGE_FAULT_CHECK;
}

/* The runtime's errors keep only so much of a pointer. */
static bool is_pointer(const struct swage_error *error, const char *pointer)
{
    size_t len = strlen(error->pointer);
    if (strcmp(error->pointer, pointer) == 0)
        return true;
    return strlen(pointer) >= sizeof error->pointer && strncmp(error->pointer, pointer, len) == 0;
}

static const char *hold_refusal(const struct suite_document *document, enum swage_status status,
                                const struct swage_error *error)
{
    const struct swage_suite_case *c = document->of;
    const char *name = document->type->name;
    if (status == SWAGE_OK)
        return suite_say(name, c->what, "expected %s at '%s', and it was accepted: %s", c->fault, c->pointer,
                         suite_quote(document->json));
    if (status != SWAGE_E_INVALID)
        return suite_say(name, c->what, "the status is %d (%s)", status, swage_status_text(status));
    if (is_own_refusal(c, error) || (is_code(error->fault, c->fault) && is_pointer(error, c->pointer)))
        return NULL;
    return suite_say(name, c->what, "expected %s at '%s', found %s at '%s' (%s): %s", c->fault, c->pointer,
                     swage_fault_code(error->fault), error->pointer, error->detail, suite_quote(document->json));
}

static const char *hold_acceptance(const struct suite_document *document, enum swage_status status,
                                   const struct swage_error *error)
{
    if (status == SWAGE_OK || is_own_refusal(document->of, error))
        return NULL;
    return suite_say(document->type->name, document->of->what, "refused with %s at '%s' (%s): %s",
                     swage_fault_code(error->fault), error->pointer, error->detail, suite_quote(document->json));
}

static const char *hold_encoding(struct suite_room *room, const struct suite_document *document)
{
    const char *name = document->type->name, *what = document->of->what;
    room->buffer.is_strict = true;
    enum swage_status status = document->type->encode(room->value, &room->buffer);
    swage_str found = swage_str_of(room->buffer.ptr, room->buffer.len);
    if (status != SWAGE_OK)
        return suite_say(name, what, "encoding what was decoded ended with %d (%s)", status, swage_status_text(status));
    if (swage_str_equal(found, document->encoded))
        return NULL;
    return suite_say(name, what, "expected '%s' of the encoder, found '%s'", suite_quote(document->encoded),
                     suite_quote(found));
}

static const char *hold_verdict(struct suite_room *room, const struct suite_document *document)
{
    const struct swage_suite_type *type = document->type;
    struct swage_error error = {.fault = SWAGE_FAULT_NONE};
    suite_spoil(room->value, type->size);
    enum swage_status status = type->decode(document->json, &room->arena, room->value, &error);
    const char *words = (document->of->fault ? hold_refusal : hold_acceptance)(document, status, &error);
    if (words)
        return words;
    if (status != SWAGE_OK && !suite_is_spoiled(room->value, type->size))
        return suite_say(type->name, document->of->what, "the refusal changed the struct");
    if (type->decode(document->json, &room->second, room->other, NULL) != status)
        return suite_say(type->name, document->of->what, "the status is another one when nobody wants the error");
    return status == SWAGE_OK ? hold_encoding(room, document) : NULL;
}

const char *swage_suite_verdicts(const struct swage_suite_type *type)
{
    return suite_each(type, false, hold_verdict);
}

const char *suite_decode(const struct suite_document *document, swage_arena *arena, void *out, bool *is_refused)
{
    struct swage_error error = {.fault = SWAGE_FAULT_NONE};
    enum swage_status status = document->type->decode(document->json, arena, out, &error);
    *is_refused = status != SWAGE_OK;
    return hold_acceptance(document, status, &error);
}

/* --- explanations ------------------------------------------------------------------------------------------------- */

static const char *hold_explanation(struct suite_room *room, const struct suite_document *document)
{
    struct swage_error faults[EXPLAINED_MAX];
    const struct swage_suite_case *c = document->of;
    size_t count = swage_explain(document->json, document->type->table, SWAGE_DEPTH_MAX, faults, EXPLAINED_MAX);
    (void)room;
    if (count > EXPLAINED_MAX)
        return suite_say(document->type->name, c->what, "%zu faults where %d have room", count, EXPLAINED_MAX);
    if (count == 0)
        return c->fault ? hold_refusal(document, SWAGE_OK, faults) : NULL;
    return (c->fault ? hold_refusal : hold_acceptance)(document, SWAGE_E_INVALID, faults);
}

const char *swage_suite_explanations(const struct swage_suite_type *type)
{
    return suite_each(type, false, hold_explanation);
}

/* --- truncations -------------------------------------------------------------------------------------------------- */

/* Bytes up to the end of what is no white space. */
static size_t end_of(swage_str json)
{
    while (json.len > 0 && strchr(" \t\r\n", json.ptr[json.len - 1]))
        json.len--;
    return json.len;
}

static enum swage_status decode_part(struct suite_room *room, const struct suite_document *document, swage_str part)
{
    enum swage_status status = document->type->decode(part, &room->arena, room->value, NULL);
    swage_arena_reset(&room->arena);
    return status;
}

/* A part where nothing is behind it, so that reading on is seen by tools that look for it; and where it stands, so that
   reading on finds what it hopes for. */
static const char *hold_cut(struct suite_room *room, const struct suite_document *document, size_t len)
{
    swage_str part = swage_str_of(document->json.ptr, len);
    if (!copy_exactly(&part))
        return suite_say(document->type->name, document->of->what, "there is no memory for a part of it");
    enum swage_status status = decode_part(room, document, part);
    free((char *)(uintptr_t)part.ptr);
    if (status == SWAGE_E_INVALID)
        status = decode_part(room, document, swage_str_of(document->json.ptr, len));
    if (status == SWAGE_E_INVALID)
        return NULL;
    return suite_say(document->type->name, document->of->what, "cut off behind %zu bytes the status is %d (%s): %s", len,
                     status, swage_status_text(status), suite_quote(document->json));
}

static const char *hold_cuts(struct suite_room *room, const struct suite_document *document)
{
    size_t end = end_of(document->json), step = end / CUTS_MAX + 1;
    const char *words = NULL;
    for (size_t len = 0; len < end && !words; len += step)
        words = hold_cut(room, document, len);
    return words;
}

const char *swage_suite_truncations(const struct swage_suite_type *type)
{
    return type->is_bracketed ? suite_each(type, true, hold_cuts) : NULL;
}

/* --- depths ------------------------------------------------------------------------------------------------------- */

/* The cursor behind the document, which may hold `depth` brackets in one another; NULL where it is refused. */
static const char *read_within(struct suite_room *room, const struct suite_document *document, unsigned depth,
                               swage_reader *r)
{
    bool is_bracketed = document->type->is_bracketed;
    swage_arena_reset(&room->arena);
    const char *p = (is_bracketed ? swage_reader_open : swage_reader_wrap)(r, document->json, &room->arena);
    r->depth = depth;
    if (!p || !(p = document->type->read(r, p, room->value)))
        return NULL;
    return is_bracketed ? (p == r->end ? p : NULL) : swage_reader_unwrap(r, p);
}

static const char *hold_depth(struct suite_room *room, const struct suite_document *document)
{
    bool is_refused;
    const char *words = suite_decode(document, &room->arena, room->value, &is_refused);
    if (words || is_refused)
        return words;
    for (unsigned depth = 0; depth <= SWAGE_DEPTH_MAX; depth++) {
        swage_reader r;
        struct swage_error fault;
        bool is_read = read_within(room, document, depth, &r) != NULL;
        bool is_enough = swage_explain(document->json, document->type->table, depth, &fault, 1) == 0;
        if (is_read != is_enough)
            return suite_say(document->type->name, document->of->what, "with a depth of %u it is %s", depth,
                             is_read ? "read, and should not be" : "refused");
        if (!is_read)
            continue;
        return r.depth == depth ? NULL
                                : suite_say(document->type->name, document->of->what,
                                            "read with a depth of %u it leaves one of %u", depth, r.depth);
    }
    return suite_say(document->type->name, document->of->what, "it is read with no depth up to %d", SWAGE_DEPTH_MAX);
}

const char *swage_suite_depths(const struct swage_suite_type *type)
{
    return suite_each(type, true, hold_depth);
}
