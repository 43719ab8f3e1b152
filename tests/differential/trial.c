/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "trial.h"

#include "document.h"
#include "mutate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SECONDS_MAX = 20 }; /* for one document: what takes longer hangs */

struct trial *trial_new(void)
{
    struct trial *trial = mmap(NULL, sizeof *trial, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return trial == MAP_FAILED ? NULL : trial;
}

void trial_free(struct trial *trial)
{
    if (trial)
        munmap(trial, sizeof *trial);
}

/* ---- in the process of its own ---- */

/* False when they differ. The document is noted before it is tried: it may be the last one. */
static bool try_one(struct trial *trial, const struct codec *codec, const struct model_type *type,
                    struct validate *validate, swage_str text)
{
    struct comparison comparison;
    snprintf(trial->type, sizeof trial->type, "%s/%s", codec->stem, codec->name);
    trial->len = text.len < TRIAL_TEXT ? text.len : TRIAL_TEXT;
    if (trial->len > 0)
        memcpy(trial->text, text.ptr, trial->len);
    alarm(SECONDS_MAX);
    compare_document(codec, type, validate, text, &comparison);
    trial->documents++;
    trial->accepted += comparison.is_accepted;
    trial->differs = comparison.differs;
    if (comparison.differs)
        memcpy(trial->message, comparison.message, sizeof trial->message);
    return !comparison.differs;
}

/* The same for the same seed and index, whatever was tried before. */
static void draw_document(uint64_t seed, size_t index, const struct model_type *type, swage_buffer *out)
{
    struct draw draw;
    draw_seed(&draw, seed, index + 1000);
    size_t kind = draw_below(&draw, 100);
    static const unsigned depths[] = {3, 4, 4, 4, 5, 5, 8, 90};
    struct document document = {.draw = &draw, .out = out, .has_space = draw_chance(&draw, 30)};
    document.lavish = DRAW_ONE(&draw, depths);
    document.sloppiness = kind < 50 || kind >= 80 ? 0 : (unsigned)draw_below(&draw, kind < 65 ? 4 : 16);
    document_write(&document, type);
    if (kind >= 80)
        mutate(&draw, out);
}

static void try_many(struct trial *trial, const struct workshop *workshop, uint64_t seed, size_t count)
{
    struct validate *validate = validate_new();
    size_t types = 0;
    while (workshop->codecs[types])
        types++;
    for (size_t i = 0; types > 0 && i < count; i++) {
        const struct codec *codec = workshop->codecs[i % types];
        struct model_type type = workshop_type(workshop, codec);
        swage_buffer text;
        swage_buffer_init(&text, TRIAL_TEXT);
        draw_document(seed, i, &type, &text);
        bool is_same = try_one(trial, codec, &type, validate, swage_str_of(text.ptr, text.len));
        swage_buffer_done(&text);
        if (!is_same)
            break;
    }
    validate_free(validate);
}

/* ---- outside of it ---- */

static void start(struct trial *trial)
{
    fflush(NULL);
    trial->documents = trial->accepted = trial->len = 0;
    trial->differs = false;
    trial->message[0] = trial->type[0] = '\0';
}

static void wait_for(struct trial *trial, pid_t pid)
{
    int status = 0;
    if (pid < 0 || waitpid(pid, &status, 0) != pid || (WIFEXITED(status) && WEXITSTATUS(status) == 0))
        return;
    trial->differs = true;
    if (WIFSIGNALED(status))
        snprintf(trial->message, sizeof trial->message, "    it ended by signal %d", WTERMSIG(status));
    else
        snprintf(trial->message, sizeof trial->message, "    it ended with status %d", WEXITSTATUS(status));
}

void trial_documents(struct trial *trial, const struct workshop *workshop, uint64_t seed, size_t count)
{
    start(trial);
    pid_t pid = fork();
    if (pid == 0) {
        try_many(trial, workshop, seed, count);
        _exit(0);
    }
    wait_for(trial, pid);
}

static void try_named(struct trial *trial, const struct workshop *workshop, const char *type_name, swage_str text)
{
    char name[sizeof trial->type];
    for (const struct codec *const *codec = workshop->codecs; *codec; codec++) {
        snprintf(name, sizeof name, "%s/%s", (*codec)->stem, (*codec)->name);
        if (strcmp(name, type_name) != 0)
            continue;
        struct model_type type = workshop_type(workshop, *codec);
        struct validate *validate = validate_new();
        try_one(trial, *codec, &type, validate, text);
        validate_free(validate);
    }
}

void trial_document(struct trial *trial, const struct workshop *workshop, const char *type, const char *text,
                    size_t len)
{
    start(trial);
    pid_t pid = fork();
    if (pid == 0) {
        try_named(trial, workshop, type, swage_str_of(text, len));
        _exit(0);
    }
    wait_for(trial, pid);
}
