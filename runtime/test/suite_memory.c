/* SPDX-License-Identifier: MIT */
/* Facts about memory: what happens where it ends, and that none is asked for where there is enough already. */
#include "config.h"

#include "test/counted.h"
#include "test/suite.h"

#include <stdlib.h>

#define STEPS     48   /* limits that are tried of a document: the first ones all, then evenly */
#define LIMITS    1500 /* of buffers, of which every one up to here is tried */
#define FAILURES  64   /* allocations of the system that are made to fail, one a time */

/* The limit after `limit` on the way to `enough`: by the arena's alignment at first. */
static size_t next_limit(size_t limit, size_t enough)
{
    size_t step = enough / STEPS / SWAGE_ARENA_ALIGN * SWAGE_ARENA_ALIGN;
    return limit + (limit < 8 * SWAGE_ARENA_ALIGN || step < SWAGE_ARENA_ALIGN ? SWAGE_ARENA_ALIGN : step);
}

/* Whether the status is that of memory that ended, by a limit or else. */
static bool is_full(enum swage_status status, bool is_system)
{
    return status == (is_system ? SWAGE_E_NOMEM : SWAGE_E_LIMIT);
}

static const char *say_status(const struct suite_document *document, const char *doing, size_t limit,
                              enum swage_status status)
{
    return suite_say(document->type->name, document->of->what, "%s with %zu bytes ended with %d (%s)", doing, limit,
                     (int)status, swage_status_text(status));
}

/* --- limits ------------------------------------------------------------------------------------------------------- */

static const char *hold_decoding(struct suite_room *room, const struct suite_document *document)
{
    const struct swage_suite_type *type = document->type;
    size_t enough = swage_arena_taken(&room->arena);
    enum swage_status status = SWAGE_E_LIMIT;
    suite_spoil(room->other, type->size);
    for (size_t limit = 0; status != SWAGE_OK; limit = next_limit(limit, enough)) {
        struct swage_error error = {.fault = SWAGE_FAULT_NONE};
        swage_arena arena;
        swage_arena_init(&arena, limit);
        status = type->decode(document->json, &arena, room->other, &error);
        swage_arena_done(&arena);
        if (status == SWAGE_OK)
            break;
        bool is_own = document->of->may_be_refused && status == SWAGE_E_INVALID;
        if (!is_own && (!is_full(status, false) || error.fault != SWAGE_FAULT_MEMORY || limit > enough))
            return say_status(document, "decoding it", limit, status);
        if (!suite_is_spoiled(room->other, type->size))
            return suite_say(type->name, document->of->what, "decoding failed for memory, and changed the struct");
    }
    return NULL;
}

static const char *hold_copying(struct suite_room *room, const struct suite_document *document)
{
    const struct swage_suite_type *type = document->type;
    enum swage_status status = type->copy(room->value, &room->second, room->other);
    size_t enough = swage_arena_taken(&room->second);
    if (status != SWAGE_OK)
        return say_status(document, "copying it", SUITE_ARENA_MAX, status);
    for (size_t limit = 0;; limit = next_limit(limit, enough)) {
        swage_arena arena;
        swage_arena_init(&arena, limit);
        status = type->copy(room->value, &arena, room->other);
        bool is_whole = status == SWAGE_OK && type->equal(room->value, room->other);
        swage_arena_done(&arena);
        if (status == SWAGE_OK && !is_whole)
            return suite_say(type->name, document->of->what, "with %zu bytes it is copied in part", limit);
        if (status == SWAGE_OK)
            return NULL;
        if (!is_full(status, false) || limit > enough)
            return say_status(document, "copying it", limit, status);
    }
}

static const char *hold_writing(struct suite_room *room, const struct suite_document *document)
{
    const struct swage_suite_type *type = document->type;
    size_t len = document->encoded.len, step = len / LIMITS + 1;
    for (size_t limit = 1;; limit += step) {
        swage_buffer buffer;
        swage_buffer_init(&buffer, limit);
        swage_buffer_add(&buffer, "[", 1);
        enum swage_status status = type->encode(room->value, &buffer);
        bool is_kept = buffer.len == 1 && buffer.ptr[0] == '[';
        swage_buffer_done(&buffer);
        if (status == SWAGE_OK && limit > len)
            return NULL;
        /* What is reserved is the longest that may come: a bound, and not more than some times what comes. */
        if (!is_full(status, false) || !is_kept || limit > 64 * len + 4096)
            return say_status(document, "encoding it", limit, status);
    }
}

/* --- the system's memory ------------------------------------------------------------------------------------------ */

static enum swage_status use_all(struct suite_room *room, const struct suite_document *document)
{
    const struct swage_suite_type *type = document->type;
    swage_arena arena, second;
    swage_buffer buffer;
    swage_arena_init(&arena, SUITE_ARENA_MAX);
    swage_arena_init(&second, SUITE_ARENA_MAX);
    swage_buffer_init(&buffer, SUITE_ARENA_MAX);
    enum swage_status status = type->decode(document->json, &arena, room->other, NULL);
    if (status == SWAGE_OK)
        status = type->encode(room->other, &buffer);
    if (status == SWAGE_OK)
        status = type->copy(room->value, &second, room->other);
    void *dup = status == SWAGE_OK ? type->dup(room->value) : NULL;
    if (status == SWAGE_OK && !dup)
        status = SWAGE_E_NOMEM;
    free(dup);
    swage_buffer_done(&buffer);
    swage_arena_done(&second);
    swage_arena_done(&arena);
    return status;
}

static const char *hold_system(struct suite_room *room, const struct suite_document *document)
{
    if (!counted_works())
        return NULL;
    for (long nth = 0; nth < FAILURES; nth++) {
        counted_fail(nth);
        enum swage_status status = use_all(room, document);
        bool has_failed = counted_fail(-1);
        if (!has_failed && status == SWAGE_OK)
            return NULL;
        /* Copying says LIMIT for both: it has no other word from the arena. */
        if (!has_failed || (!is_full(status, true) && !is_full(status, false)))
            return suite_say(document->type->name, document->of->what,
                             "when allocation %ld failed the status was %d (%s)", nth, (int)status,
                             swage_status_text(status));
    }
    return NULL;
}

/* --- all ---------------------------------------------------------------------------------------------------------- */

static const char *hold_memory(struct suite_room *room, const struct suite_document *document)
{
    bool is_refused;
    const char *words = suite_decode(document, &room->arena, room->value, &is_refused);
    if (words || is_refused)
        return words;
    words = hold_decoding(room, document);
    if (!words)
        words = hold_writing(room, document);
    if (!words)
        words = hold_copying(room, document);
    return words ? words : hold_system(room, document);
}

const char *swage_suite_memory(const struct swage_suite_type *type)
{
    return suite_each(type, true, hold_memory);
}

/* --- allocations -------------------------------------------------------------------------------------------------- */

bool swage_suite_counts(void)
{
    return counted_works();
}

static enum swage_status use_again(struct suite_room *room, const struct suite_document *document)
{
    swage_arena_reset(&room->arena);
    swage_buffer_clear(&room->buffer, SIZE_MAX);
    enum swage_status status = document->type->decode(document->json, &room->arena, room->value, NULL);
    return status == SWAGE_OK ? document->type->encode(room->value, &room->buffer) : status;
}

static const char *hold_warm(struct suite_room *room, const struct suite_document *document)
{
    bool is_refused;
    const char *words = suite_decode(document, &room->arena, room->value, &is_refused);
    if (words || is_refused || !counted_works())
        return words;
    swage_arena_keep(&room->arena, SUITE_ARENA_MAX);
    use_again(room, document);
    use_again(room, document);
    unsigned long before = counted_calls();
    enum swage_status status = use_again(room, document);
    unsigned long count = counted_calls() - before;
    if (status == SWAGE_OK && count == 0)
        return NULL;
    return suite_say(document->type->name, document->of->what, "%lu allocations the third time, status %d", count,
                     (int)status);
}

const char *swage_suite_allocations(const struct swage_suite_type *type)
{
    return suite_each(type, true, hold_warm);
}
