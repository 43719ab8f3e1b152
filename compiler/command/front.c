/* SPDX-License-Identifier: MIT */
/* Files that cannot be read have said so; the others are looked at all the same. */
#include "config.h"

#include "command/front.h"

#include "command/command.h"
#include "model/build.h"
#include "syntax/compilation.h"
#include "syntax/diagnostic.h"
#include "syntax/parse.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char front_help[] = "\n"
                          "  --diagnostics=FORM   how messages are printed: text, or json, an object a line\n"
                          "  --color=WHEN         colours in messages: auto, which is on terminals, always or never\n";

/* ---- stages ---- */

/* All files are parsed before any is looked at, so that every syntax error of the run is told. */
size_t front_files(struct compilation *cx, const struct front *front, const struct ast_file ***files)
{
    const struct ast_file **list = pool_alloc(&cx->pool, front->file_count * sizeof(*list));
    size_t count = 0;
    for (unsigned i = 0; i < front->file_count; i++) {
        const struct ast_file *file = parse_file(cx, front->files[i], NULL);
        if (file != NULL)
            list[count++] = file;
    }
    *files = list;
    return count;
}

static size_t drop_repeated(const struct model **models, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        size_t k = 0;
        while (k < kept && models[k] != models[i])
            k++;
        if (k == kept)
            models[kept++] = models[i];
    }
    return kept;
}

bool front_build_each(struct compilation *cx, const struct front *front, const struct ast_file *const *files,
                      size_t file_count, const struct model **models)
{
    struct model_options build = {.include_dirs = front->options.include_dirs.items,
                                  .include_dir_count = front->options.include_dirs.count};
    return model_build_all(cx, files, file_count, &build, models);
}

bool front_build(struct compilation *cx, const struct front *front, const struct ast_file *const *files,
                 size_t file_count, const struct model ***models, size_t *count)
{
    const struct model **list = pool_alloc(&cx->pool, file_count * sizeof(*list));
    if (!front_build_each(cx, front, files, file_count, list))
        return false;
    *count = drop_repeated(list, file_count);
    *models = list;
    return true;
}

bool front_models(struct compilation *cx, const struct front *front, const struct model ***models, size_t *count)
{
    const struct ast_file **files;
    size_t file_count = front_files(cx, front, &files);
    return front_build(cx, front, files, file_count, models, count);
}

/* ---- a run ---- */

static unsigned drop_repeated_words(const char **words, unsigned count)
{
    unsigned kept = 0;
    for (unsigned i = 0; i < count; i++) {
        unsigned k = 0;
        while (k < kept && strcmp(words[k], words[i]) != 0)
            k++;
        if (k == kept)
            words[kept++] = words[i];
    }
    return kept;
}

static bool accept_words(struct front *front)
{
    front->files = front->options.words.items;
    front->file_count = front->options.words.count;
    if (front->file_count == 0) {
        fprintf(stderr, "swage %s: no schema file was named\nTry 'swage %s --help'.\n", front->name, front->name);
        return false;
    }
    if (front->accept != NULL && !front->accept(front))
        return false;
    front->file_count = drop_repeated_words(front->files, front->file_count);
    return true;
}

static void run_stages(struct compilation *cx, void *arg)
{
    struct front *front = arg;
    front->stages(cx, front);
}

static bool is_finished(struct front *front)
{
    return (front->finish == NULL || front->finish(front)) && fflush(stdout) == 0 && !ferror(stdout);
}

/* Colours for those who see them: no-color.org, and terminals that have none. */
static bool wants_colours(const char *color)
{
    const char *refusal = getenv("NO_COLOR"), *terminal = getenv("TERM");
    if (color != NULL && strcmp(color, "auto") != 0)
        return strcmp(color, "always") == 0;
    if ((refusal != NULL && *refusal != '\0') || terminal == NULL || strcmp(terminal, "dumb") == 0)
        return false;
    return isatty(STDERR_FILENO) == 1;
}

static enum diagnostic_form form_of(const struct options *options)
{
    if (options->diagnostics != NULL && strcmp(options->diagnostics, "json") == 0)
        return DIAGNOSTIC_JSON;
    return wants_colours(options->color) ? DIAGNOSTIC_COLOURS : DIAGNOSTIC_TEXT;
}

static int compile(struct front *front)
{
    struct compilation *cx = compilation_new();
    if (cx == NULL) {
        fputs("swage: out of memory\n", stderr);
        return COMMAND_FAILED;
    }
    bool is_done = compilation_run(cx, run_stages, front);
    diagnostic_write(cx, form_of(&front->options), stderr);
    bool is_fine = is_done && diagnostic_errors(cx) == 0 && !front->is_refused && !front->has_failed && is_finished(front);
    compilation_free(cx);
    if (front->is_refused)
        return COMMAND_USAGE;
    return is_fine ? COMMAND_FINE : COMMAND_FAILED;
}

int front_run(struct front *front, int count, char **args)
{
    int status = COMMAND_USAGE;
    switch (options_read(&front->options, front->name, front->rules, count, args)) {
    case OPTIONS_GOOD:
        if (accept_words(front))
            status = compile(front);
        break;
    case OPTIONS_HELP:
        status = fputs(front->help, stdout) < 0 || fputs(front_help, stdout) < 0 || fflush(stdout) != 0 ? COMMAND_FAILED : COMMAND_FINE;
        break;
    case OPTIONS_BAD: break;
    case OPTIONS_NO_MEMORY: status = COMMAND_FAILED; break;
    }
    options_done(&front->options);
    return status;
}
