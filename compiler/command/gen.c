/* SPDX-License-Identifier: MIT */
/* swage gen: models, texts, files. Nothing is written before every text of the run is there. */
#include "config.h"

#include "command/command.h"
#include "command/depfile.h"
#include "command/front.h"
#include "command/options.h"
#include "command/output.h"
#include "emit/emit.h"
#include "model/model.h"
#include "syntax/compilation.h"
#include "syntax/diagnostic.h"

#include <stdio.h>
#include <string.h>

const char command_gen_help[] =
    "usage: swage gen [-o DIR] [--emit=LIST] [-I DIR] [-MF FILE [-MT TARGET]] FILE...\n"
    "\n"
    "Writes C for each schema file: NAME.h, NAME.c, NAME_routes.h, NAME_routes.c and NAME_app.c. A file\n"
    "whose text would not change is left alone; with any error in any schema nothing is written.\n"
    "\n"
    "  -o DIR        write there (made when it is not there; '.' unless given)\n"
    "  --emit=LIST   'types' (NAME.h, NAME.c), 'routes' (the others), or 'types,routes', which is meant\n"
    "                when nothing is given\n"
    "  -I DIR        look for imports here too, after the importing file's own folder\n"
    "  -MF FILE      write a rule for make: what was written depends on which schemas\n"
    "  -MT TARGET    let that rule be for TARGET in place of the files that were written\n";

struct gen {
    const struct options *options;
    struct output *outputs;
    size_t count;
    bool is_complete; /* every text is there */
    bool has_clash;   /* two schemas would write one file: said on stderr */
};

static size_t count_sources(const struct compilation *cx, const struct options *options)
{
    return options->file_count < cx->source_count ? options->file_count : cx->source_count;
}

/* ---- texts ---- */

static const char *path_in(struct pool *pool, const char *dir, const char *name)
{
    size_t len = strlen(dir);
    if (strcmp(dir, ".") == 0)
        return name;
    return pool_printf(pool, "%s%s%s", dir, len > 0 && dir[len - 1] == '/' ? "" : "/", name);
}

static struct output make_output(struct pool *pool, const char *path, const char *text, size_t len)
{
    char *draft = pool_alloc(pool, strlen(path) + OUTPUT_DRAFT_MORE);
    return (struct output){.path = path, .text = text, .len = len, .draft = draft};
}

static void add_depfile(struct compilation *cx, struct gen *gen)
{
    struct pool *pool = &cx->pool;
    const struct options *options = gen->options;
    const char **paths = pool_alloc(pool, gen->count * sizeof(*paths));
    for (size_t i = 0; i < gen->count; i++)
        paths[i] = gen->outputs[i].path;
    bool has_targets = options->target_count > 0;
    const char *text =
        depfile_text(pool, has_targets ? options->targets : paths, has_targets ? options->target_count : gen->count,
                     cx->sources, count_sources(cx, options));
    gen->outputs[gen->count++] = make_output(pool, options->depfile, text, strlen(text));
}

static bool has_clash(const struct model *const *models, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(models[i]->stem, models[k]->stem) == 0) {
                fprintf(stderr,
                        "swage gen: two schemas would both write '%s.h'; give them folders of their own with -o\n",
                        models[i]->stem);
                return true;
            }
    return false;
}

static void emit_all(struct compilation *cx, struct gen *gen, const struct model *const *models, size_t count)
{
    struct pool *pool = &cx->pool;
    struct emit_outputs *emitted = pool_alloc(pool, count * sizeof *emitted);
    size_t total = 1; /* the depfile */
    for (size_t i = 0; i < count; i++) {
        emit_files(pool, models[i], gen->options->emit, &emitted[i]);
        total += emitted[i].count;
    }
    gen->outputs = pool_alloc(pool, total * sizeof *gen->outputs);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < emitted[i].count; k++) {
            const struct emit_output *one = &emitted[i].items[k];
            const char *path = path_in(pool, gen->options->out_dir, one->name);
            gen->outputs[gen->count++] = make_output(pool, path, one->text, one->len);
        }
}

static void stages(struct compilation *cx, void *arg)
{
    struct gen *gen = arg;
    const struct model **models;
    size_t count;
    if (!front_models(cx, gen->options, &models, &count))
        return;
    gen->has_clash = has_clash(models, count);
    if (gen->has_clash)
        return;
    emit_all(cx, gen, models, count);
    if (gen->options->depfile != NULL)
        add_depfile(cx, gen);
    gen->is_complete = true;
}

/* ---- the command ---- */

static int run(const struct options *options)
{
    struct gen gen = {.options = options};
    struct compilation *cx = compilation_new();
    if (cx == NULL) {
        fputs("swage: out of memory\n", stderr);
        return COMMAND_FAILED;
    }
    int status = COMMAND_FAILED;
    bool is_done = compilation_run(cx, stages, &gen);
    diagnostic_print(cx, stderr);
    if (is_done && gen.is_complete && output_make_dir(options->out_dir) && output_write_all(gen.outputs, gen.count))
        status = COMMAND_FINE;
    compilation_free(cx);
    return gen.has_clash ? COMMAND_USAGE : status;
}

int command_gen(int count, char **args)
{
    struct options options;
    int status = COMMAND_USAGE;
    switch (options_read(&options, "gen", true, count, args)) {
    case OPTIONS_GOOD: status = run(&options); break;
    case OPTIONS_HELP:
        fputs(command_gen_help, stdout);
        status = COMMAND_FINE;
        break;
    case OPTIONS_BAD: break;
    case OPTIONS_NO_MEMORY: status = COMMAND_FAILED; break;
    }
    options_done(&options);
    return status;
}
