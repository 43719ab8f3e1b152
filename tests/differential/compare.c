/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "compare.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ARENA_MAX = 1 << 28, TEXT_MAX = 1 << 26 };

struct case_at { /* what is being compared */
    const struct codec *codec;
    swage_str json;
    const struct validate_result *wanted;
    struct comparison *out;
};

static SWAGE_PRINTF(2, 3) void differ(const struct case_at *at, const char *format, ...)
{
    va_list args;
    if (at->out->differs)
        return;
    at->out->differs = true;
    va_start(args, format);
    vsnprintf(at->out->message, sizeof at->out->message, format, args);
    va_end(args);
}

/* A block of its own, so that a sanitizer sees the first byte that is read behind it. */
static swage_str exact(swage_str text)
{
    char *copy = malloc(text.len ? text.len : 1);
    if (!copy)
        abort();
    if (text.len > 0)
        memcpy(copy, text.ptr, text.len);
    return (swage_str){copy, text.len};
}

/* ---- faults ---- */

static size_t add_text(char *text, size_t len, const char *code, const char *pointer)
{
    int more =
        len < COMPARE_MESSAGE ? snprintf(text + len, COMPARE_MESSAGE - len, "\n        %s %s", code, pointer) : 0;
    return len + (size_t)(more > 0 ? more : 0);
}

static void differ_in_lists(const struct case_at *at, const struct swage_error *faults, size_t count)
{
    char ours[COMPARE_MESSAGE] = "", theirs[COMPARE_MESSAGE] = "";
    for (size_t i = 0, len = 0; i < count; i++)
        len = add_text(ours, len, swage_fault_code(faults[i].fault), faults[i].pointer);
    for (size_t i = 0, len = 0; i < at->wanted->count; i++)
        len = add_text(theirs, len, at->wanted->faults[i].code, at->wanted->faults[i].pointer);
    differ(at, "    the collector finds%.1900s\n    the validator finds%.1900s", ours, theirs);
}

static void compare_faults(const struct case_at *at)
{
    struct swage_error faults[VALIDATE_FAULTS];
    size_t count = swage_explain(at->json, at->codec->type, SWAGE_DEPTH_MAX, faults, VALIDATE_FAULTS);
    bool is_same = count == at->wanted->count;
    for (size_t i = 0; is_same && i < count; i++)
        is_same = strcmp(swage_fault_code(faults[i].fault), at->wanted->faults[i].code) == 0 &&
                  strcmp(faults[i].pointer, at->wanted->faults[i].pointer) == 0;
    if (!is_same)
        differ_in_lists(at, faults, count);
}

static void compare_refusal(const struct case_at *at, const struct swage_error *error)
{
    const struct validate_fault *first = &at->wanted->faults[0];
    const char *code = swage_fault_code(error->fault);
    if (at->wanted->count == 0)
        differ(at, "    the decoder refuses (%s %s)\n    the validator accepts", code, error->pointer);
    else if (strcmp(code, first->code) != 0 || strcmp(error->pointer, first->pointer) != 0)
        differ(at, "    the decoder's fault is  %s %s\n    the validator's first is %s %s", code, error->pointer,
               first->code, first->pointer);
}

/* ---- values ---- */

/* False when it could not be encoded. */
static bool encode(const struct case_at *at, const void *value, swage_buffer *out)
{
    swage_buffer_init(out, TEXT_MAX);
    out->is_strict = true;
    enum swage_status status = at->codec->encode(value, out);
    if (status != SWAGE_OK)
        differ(at, "    what was decoded cannot be encoded: %s", swage_status_text(status));
    return status == SWAGE_OK;
}

/* What stands around a place of a text, 150 bytes to either side. */
static int around(size_t place, size_t len, size_t *start)
{
    *start = place > 150 ? place - 150 : 0;
    return (int)(len - *start < 300 ? len - *start : 300);
}

static void compare_texts(const struct case_at *at, const char *what, const swage_buffer *text)
{
    size_t len = at->wanted->value_len, same = 0, start;
    while (same < text->len && same < len && text->ptr[same] == at->wanted->value[same])
        same++;
    if (same == text->len && same == len)
        return;
    int ours = around(same, text->len, &start), theirs = around(same, len, &start);
    differ(at, "    %s  %.*s\n    the validator says  %.*s", what, ours, text->ptr + start, theirs,
           at->wanted->value + start);
}

/* What was written is read as the same value. */
static void compare_again(const struct case_at *at, const void *value, const swage_buffer *text)
{
    swage_arena *arena = swage_arena_new(ARENA_MAX);
    struct swage_error error = {.fault = SWAGE_FAULT_NONE};
    swage_str json = exact(swage_str_of(text->ptr, text->len));
    void *again = malloc(at->codec->size);
    if (at->codec->decode(json, arena, again, &error) != SWAGE_OK)
        differ(at, "    the decoder refuses what the encoder wrote (%s %s): %.*s", swage_fault_code(error.fault),
               error.pointer, (int)text->len, text->ptr);
    else if (!at->codec->equal(value, again))
        differ(at, "    another value comes back from %.*s", (int)text->len, text->ptr);
    free(again);
    free((char *)(uintptr_t)json.ptr);
    swage_arena_free(arena);
}

/* A copy is the same when neither the text nor the arena of its original is there any more; takes both. */
static void compare_copy(const struct case_at *at, const void *value, swage_arena *arena)
{
    swage_arena *own = swage_arena_new(ARENA_MAX);
    void *copy = malloc(at->codec->size);
    swage_buffer text;
    if (at->codec->copy(value, own, copy) != SWAGE_OK || !at->codec->equal(value, copy))
        differ(at, "    a copy differs");
    swage_arena_free(arena);
    memset((char *)(uintptr_t)at->json.ptr, 'x', at->json.len);
    if (!at->out->differs && encode(at, copy, &text)) {
        compare_texts(at, "of a copy is written", &text);
        swage_buffer_done(&text);
    }
    free(copy);
    swage_arena_free(own);
}

static void compare_value(const struct case_at *at, const void *value)
{
    swage_buffer text;
    struct swage_error error = {.fault = SWAGE_FAULT_NONE};
    if (at->wanted->count > 0) {
        differ(at, "    the decoder accepts\n    the validator refuses (%s %s)", at->wanted->faults[0].code,
               at->wanted->faults[0].pointer);
        return;
    }
    if (encode(at, value, &text)) {
        compare_texts(at, "the encoder writes", &text);
        if (!at->out->differs)
            compare_again(at, value, &text);
    }
    swage_buffer_done(&text);
    if (at->codec->validate(value, &error) != SWAGE_OK)
        differ(at, "    what was decoded is not valid: %s %s", swage_fault_code(error.fault), error.pointer);
}

void compare_document(const struct codec *codec, const struct model_type *type, struct validate *validate,
                      swage_str text, struct comparison *out)
{
    static struct validate_result wanted;
    struct swage_error error = {.fault = SWAGE_FAULT_NONE};
    struct case_at at = {.codec = codec, .json = exact(text), .wanted = &wanted, .out = out};
    out->differs = false;
    if (!validate_document(validate, type, false, text.ptr, text.len, true, &wanted))
        differ(&at, "    the validator gives up: %s", validate_failure(validate));
    out->is_accepted = wanted.count == 0;
    swage_arena *arena = swage_arena_new(ARENA_MAX);
    void *value = malloc(codec->size);
    if (!arena || !value)
        abort();
    enum swage_status status = codec->decode(at.json, arena, value, &error);
    if (status == SWAGE_OK)
        compare_value(&at, value);
    else
        compare_refusal(&at, &error);
    compare_faults(&at);
    if (status == SWAGE_OK && !out->differs)
        compare_copy(&at, value, arena);
    else
        swage_arena_free(arena);
    free(value);
    free((char *)(uintptr_t)at.json.ptr);
}
