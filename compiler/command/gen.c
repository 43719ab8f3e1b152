/* SPDX-License-Identifier: MIT */
/* swage gen: models, texts, files. Nothing is written before every text of the run is there. */
#include "config.h"

#include "command/command.h"
#include "command/depfile.h"
#include "command/front.h"
#include "command/output.h"
#include "emit/emit.h"
#include "model/model.h"
#include "syntax/compilation.h"
#include "syntax/suggest.h"

#include <stdio.h>
#include <string.h>

const char command_gen_help[] =
    "usage: swage gen [-o DIR] [--emit=LIST] [--no-docs] [-I DIR] [-MF FILE [-MT TARGET]] FILE...\n"
    "\n"
    "Writes C for each schema file: NAME.h, NAME.c, NAME_routes.h, NAME_routes.c and NAME_app.c. A file\n"
    "whose text would not change is left alone; with any error in any schema nothing is written.\n"
    "\n"
    "  -o DIR        write there (made when it is not there; '.' unless given)\n"
    "  --emit=LIST   what is written: 'types' (NAME.h, NAME.c), 'routes' (the others), or 'types,routes', which\n"
    "                is meant when nothing is given; 'tests' (NAME_check.c: a suite for the Check framework),\n"
    "                'fuzz' (NAME_fuzz.c, NAME.dict: a harness for libFuzzer and AFL++) and\n"
    "                'openapi' (NAME.openapi.json: OpenAPI 3.1)\n"
    "  --no-docs     leave the OpenAPI document, which is served at /openapi.json, and the page at /docs that\n"
    "                shows it out of NAME_routes.c\n"
    "  -I DIR        look for imports here too, after the importing file's own folder\n"
    "  -MF FILE      write a rule for make: what was written depends on which schemas\n"
    "  -MT TARGET    let that rule be for TARGET in place of the files that were written\n";

struct gen {
    struct front front;
    const char *out_dir;         /* -o */
    const char *emit_list;       /* --emit, or NULL */
    unsigned emit;               /* EMIT_TYPES and so on */
    const char *depfile;         /* -MF, or NULL */
    struct options_list targets; /* -MT */
    bool has_no_docs;            /* --no-docs */
    struct output *outputs;
    size_t count;
};

/* ---- words ---- */

static const struct {
    const char *name;
    unsigned emit;
} emits[] = {{"types", EMIT_TYPES}, {"routes", EMIT_ROUTES}, {"tests", EMIT_TESTS}, {"fuzz", EMIT_FUZZ}, {"openapi", EMIT_OPENAPI}};

enum { EMITS = sizeof emits / sizeof *emits };

static void refuse_emit(const char *word, size_t len)
{
    struct suggest suggest = SUGGEST_INIT(word, len);
    for (size_t i = 0; i < EMITS; i++)
        suggest_offer(&suggest, emits[i].name);
    fprintf(stderr, "swage gen: nothing is called '%.*s' in --emit", (int)len, word);
    if (suggest.best != NULL)
        fprintf(stderr, "; did you mean '%s'?", suggest.best);
    fputs("\nIt takes", stderr);
    for (size_t i = 0; i < EMITS; i++)
        fprintf(stderr, "%s '%s'", i == 0 ? "" : ",", emits[i].name);
    fputs(", or several with commas between.\n", stderr);
}

static bool take_emit(struct gen *gen, const char *word, size_t len)
{
    for (size_t i = 0; i < EMITS; i++)
        if (strlen(emits[i].name) == len && memcmp(word, emits[i].name, len) == 0) {
            gen->emit |= emits[i].emit;
            return true;
        }
    refuse_emit(word, len);
    return false;
}

static bool take_emits(struct gen *gen)
{
    gen->emit = 0;
    for (const char *at = gen->emit_list;; at++) {
        size_t len = strcspn(at, ",");
        if (!take_emit(gen, at, len))
            return false;
        at += len;
        if (*at == '\0')
            return true;
    }
}

static bool accept(struct front *front)
{
    struct gen *gen = (struct gen *)front;
    if (gen->targets.count > 0 && gen->depfile == NULL) {
        options_refuse(front->name, "there is no -MF that could use", "-MT");
        return false;
    }
    if (gen->emit_list != NULL && !take_emits(gen))
        return false;
    gen->emit |= gen->has_no_docs ? 0 : EMIT_DOCS;
    return true;
}

/* ---- texts ---- */

static void add_depfile(struct compilation *cx, struct gen *gen)
{
    struct pool *pool = &cx->pool;
    const char **paths = pool_alloc(pool, gen->count * sizeof(*paths));
    for (size_t i = 0; i < gen->count; i++)
        paths[i] = gen->outputs[i].path;
    bool has_targets = gen->targets.count > 0;
    size_t named = gen->front.file_count < cx->source_count ? gen->front.file_count : cx->source_count;
    const char *text = depfile_text(pool, has_targets ? gen->targets.items : paths,
                                    has_targets ? gen->targets.count : gen->count, cx->sources, named);
    gen->front.is_refused = text == NULL;
    if (text == NULL)
        fputs("swage gen: a path with a line break in it cannot stand in a rule for make\n", stderr);
    else
        gen->outputs[gen->count++] = output_make(pool, ".", gen->depfile, text, strlen(text));
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
        emit_files(pool, models[i], gen->emit, &emitted[i]);
        total += emitted[i].count;
    }
    gen->outputs = pool_alloc(pool, total * sizeof *gen->outputs);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < emitted[i].count; k++) {
            const struct emit_output *one = &emitted[i].items[k];
            gen->outputs[gen->count++] = output_make(pool, gen->out_dir, one->name, one->text, one->len);
        }
}

static void stages(struct compilation *cx, struct front *front)
{
    struct gen *gen = (struct gen *)front;
    const struct model **models;
    size_t count;
    if (!front_models(cx, front, &models, &count))
        return;
    front->is_refused = has_clash(models, count);
    if (front->is_refused)
        return;
    emit_all(cx, gen, models, count);
    if (gen->depfile != NULL)
        add_depfile(cx, gen);
}

/* ---- the command ---- */

static bool finish(struct front *front)
{
    const struct gen *gen = (struct gen *)front;
    return output_make_dir(gen->out_dir) && output_write_all(gen->outputs, gen->count);
}

int command_gen(int count, char **args)
{
    struct gen gen = {
        .front = {.name = "gen", .help = command_gen_help, .accept = accept, .stages = stages, .finish = finish},
        .out_dir = ".",
        .emit = EMIT_TYPES | EMIT_ROUTES,
    };
    const struct options_rule rules[] = {
        {.name = "-o", .value = &gen.out_dir},      {.name = "-MF", .value = &gen.depfile},
        {.name = "-MT", .list = &gen.targets},      {.name = "--emit", .value = &gen.emit_list},
        {.name = "--no-docs", .flag = &gen.has_no_docs},
        {.name = NULL},
    };
    gen.front.rules = rules;
    return front_run(&gen.front, count, args);
}
