/* SPDX-License-Identifier: MIT */
/* Merge patches: patching a struct is held to patching its JSON. */
#include "config.h"

#include "test/merge.h"
#include "test/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NULLS_MAX   16 /* members that may be null and that one patch takes away */
#define TARGETS_MAX 24 /* values that each patch is tried on; more of a type are taken evenly */

struct trial {
    const struct swage_suite_patch *patch;
    const char *target_name, *patch_name;
    swage_str target, change; /* encoded */
    void *value, *before, *expected, *with;
    swage_arena arena;
};

static const char *say(const struct trial *trial, const char *what, swage_str json)
{
    return suite_say(trial->patch->patch->name, trial->patch_name, "%s: '%s' on '%s' of %s: %s", what,
                     suite_quote(trial->change), suite_quote(trial->target), trial->target_name, suite_quote(json));
}

/* A struct holds null where its JSON must have a member that may be null: taking it away leaves that. Absent where the
   member is not one of the document itself, or there is no memory. */
static swage_str with_null(swage_str json, const char *pointer, swage_arena *arena)
{
    static const char between[] = ",\"", behind[] = "\":null}";
    size_t len = json.len + strlen(pointer) + sizeof between + sizeof behind;
    char *text = *pointer == '/' && !strpbrk(pointer + 1, "/~") ? swage_arena_alloc(arena, len) : NULL;
    if (!text)
        return (swage_str){NULL, 0};
    int end = snprintf(text, len, "%.*s%s%s%s", (int)json.len - 1, json.ptr, json.len > 2 ? between : between + 1,
                       pointer + 1, behind);
    return swage_str_of(text, (size_t)end);
}

static enum swage_status decode_merged(const struct trial *trial, swage_str *merged, swage_arena *arena,
                                       struct swage_error *error)
{
    enum swage_status status = trial->patch->of->decode(*merged, arena, trial->expected, error);
    for (int i = 0; i < NULLS_MAX && status != SWAGE_OK && error->fault == SWAGE_FAULT_MISSING; i++) {
        swage_str more = with_null(*merged, error->pointer, arena);
        struct swage_error other = {.fault = SWAGE_FAULT_NONE};
        if (!more.ptr)
            break;
        status = trial->patch->of->decode(more, arena, trial->expected, &other);
        if (other.fault == SWAGE_FAULT_NULL) /* it may not be null: it is missing */
            break;
        *merged = more;
        *error = other;
    }
    return status;
}

/* The patch on JSON has been made: `merged`. */
static const char *compare(const struct trial *trial, enum swage_status status, swage_str merged, swage_arena *arena)
{
    const struct swage_suite_type *of = trial->patch->of;
    struct swage_error error = {.fault = SWAGE_FAULT_NONE};
    enum swage_status wanted = decode_merged(trial, &merged, arena, &error);
    if (status != SWAGE_OK && !of->equal(trial->value, trial->before))
        return say(trial, "it failed, and changed the struct", merged);
    if (status == SWAGE_E_UNSET && error.fault == SWAGE_FAULT_MISSING)
        return NULL;
    if (status != SWAGE_OK)
        return say(trial, swage_status_text(status), merged);
    if (error.fault == SWAGE_FAULT_MISSING && strchr(error.pointer + 1, '/'))
        return NULL; /* further inside it may be one that may be null */
    if (error.fault == SWAGE_FAULT_MISSING)
        return say(trial, "it was applied, and a required member is missing", merged);
    if (wanted == SWAGE_OK && !of->equal(trial->value, trial->expected))
        return say(trial, "what came out is not", merged);
    return NULL; /* what breaks a bound is for validation to find */
}

/* With too little memory that is said, and nothing is changed. */
static const char *starve(struct trial *trial)
{
    const struct swage_suite_type *of = trial->patch->of;
    enum swage_status status = SWAGE_E_LIMIT;
    for (size_t limit = 0; status == SWAGE_E_LIMIT && limit < 4096; limit += SWAGE_ARENA_ALIGN) {
        swage_arena arena;
        memcpy(trial->value, trial->before, of->size);
        swage_arena_init(&arena, limit);
        status = trial->patch->apply(trial->value, trial->with, &arena);
        if (status != SWAGE_OK && !of->equal(trial->value, trial->before))
            status = SWAGE_E_ARGUMENT;
        swage_arena_done(&arena);
    }
    return status == SWAGE_E_ARGUMENT ? say(trial, "it failed for memory, and changed the struct", trial->target)
                                      : NULL;
}

static const char *apply(struct trial *trial)
{
    const struct swage_suite_patch *patch = trial->patch;
    swage_arena *arena = &trial->arena;
    if (patch->of->decode(trial->target, arena, trial->before, NULL) != SWAGE_OK ||
        patch->patch->decode(trial->change, arena, trial->with, NULL) != SWAGE_OK)
        return NULL; /* the program's own functions refuse it; other facts are about that */
    swage_str merged = merge_patch(trial->target, trial->change, arena);
    if (!merged.ptr)
        return say(trial, "there is no memory", merged);
    const char *words = starve(trial);
    memcpy(trial->value, trial->before, patch->of->size);
    enum swage_status status = patch->apply(trial->value, trial->with, arena);
    return words ? words : compare(trial, status, merged, arena);
}

/* What a case is encoded as; absent when it is refused. */
static swage_str encoded(const struct swage_suite_case *c, swage_arena *arena)
{
    if (c->fault)
        return (swage_str){NULL, 0};
    return swage_suite_unroll(c->encoded.text.ptr ? c->encoded : c->json, arena);
}

static const char *try_targets(struct trial *trial, const struct swage_suite_case *change)
{
    const struct swage_suite_type *of = trial->patch->of;
    size_t step = of->count / TARGETS_MAX + 1;
    const char *words = NULL;
    for (size_t i = 0; i < of->count && !words; i += of->cases[i].fault ? 1 : step) {
        swage_arena_reset(&trial->arena);
        trial->change = encoded(change, &trial->arena);
        trial->target = encoded(&of->cases[i], &trial->arena);
        trial->patch_name = change->what;
        trial->target_name = of->cases[i].what;
        if (trial->target.ptr && trial->change.ptr)
            words = apply(trial);
    }
    return words;
}

const char *swage_suite_patches(const struct swage_suite_patch *patch)
{
    struct trial trial = {.patch = patch};
    const char *words = NULL;
    size_t size = patch->of->size;
    char *room = calloc(3, size);
    trial.with = malloc(patch->patch->size);
    swage_arena_init(&trial.arena, SUITE_ARENA_MAX);
    trial.value = room;
    trial.before = room + size;
    trial.expected = room + 2 * size;
    if (!room || !trial.with)
        words = suite_say(patch->patch->name, "tests", "there is no memory");
    for (size_t i = 0; i < patch->patch->count && !words; i++)
        if (!patch->patch->cases[i].fault)
            words = try_targets(&trial, &patch->patch->cases[i]);
    swage_arena_done(&trial.arena);
    free(trial.with);
    free(room);
    return words;
}
