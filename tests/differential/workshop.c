/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "workshop.h"

#include "emit/emit.h"
#include "model/build.h"
#include "syntax/diagnostic.h"
#include "syntax/parse.h"
#include "table.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char flags[] =
    "-std=c11 -O0 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wcast-qual "
    "-Werror";
static const char cxx_flags[] =
    "-x c++ -std=c++17 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -fsyntax-only";

struct job {
    struct workshop *workshop;
    const struct workshop_file *files;
    size_t count;
    bool is_written;
};

/* ---- files ---- */

static bool write_file(const struct workshop *workshop, const char *name, const char *text, size_t len)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", workshop->folder, name);
    FILE *file = fopen(path, "w");
    if (!file)
        return false;
    bool is_written = fwrite(text, 1, len, file) == len;
    return fclose(file) == 0 && is_written;
}

static void read_log(struct workshop *workshop)
{
    char path[512];
    snprintf(path, sizeof path, "%s/log", workshop->folder);
    FILE *file = fopen(path, "r");
    size_t len = file ? fread(workshop->message, 1, sizeof workshop->message - 1, file) : 0;
    workshop->message[len] = '\0';
    if (file)
        fclose(file);
}

/* ---- the compiler's stages ---- */

static bool write_headers(const struct workshop *workshop)
{
    struct pool *pool = &workshop->cx->pool;
    for (size_t i = 0; i < workshop->model_count; i++)
        for (size_t k = 0; k < workshop->models[i]->decl_count; k++) {
            const struct model_extern *external = workshop->models[i]->decls[k].external;
            if (!external)
                continue;
            const char *text = table_header(pool, workshop->models, workshop->model_count, external->header);
            if (!write_file(workshop, external->header, text, strlen(text)))
                return false;
        }
    return true;
}

static bool write_code(const struct workshop *workshop)
{
    struct pool *pool = &workshop->cx->pool;
    const char *table = table_text(pool, workshop->models, workshop->model_count);
    bool is_written = write_headers(workshop) && write_file(workshop, "table.c", table, strlen(table));
    for (size_t i = 0; i < workshop->model_count; i++) {
        struct emit_outputs outputs;
        emit_files(pool, workshop->models[i], EMIT_TYPES | EMIT_ROUTES, &outputs);
        for (size_t k = 0; k < outputs.count; k++)
            is_written =
                is_written && write_file(workshop, outputs.items[k].name, outputs.items[k].text, outputs.items[k].len);
    }
    return is_written;
}

static void compile(struct compilation *cx, void *arg)
{
    struct job *job = arg;
    const struct ast_file *trees[WORKSHOP_FILES];
    struct model_options options = {0};
    for (size_t i = 0; i < job->count; i++) {
        const char *path = pool_printf(&cx->pool, "%s/%s", job->workshop->folder, job->files[i].name);
        trees[i] = parse_file(cx, path, NULL);
        if (!trees[i])
            return;
    }
    if (diagnostic_errors(cx) > 0 || !model_build_all(cx, trees, job->count, &options, job->workshop->models))
        return;
    job->workshop->model_count = job->count;
    job->is_written = write_code(job->workshop);
}

static void tell_errors(struct workshop *workshop)
{
    FILE *stream = fmemopen(workshop->message, sizeof workshop->message, "w");
    if (!stream)
        return;
    diagnostic_print(workshop->cx, stream);
    fclose(stream);
    workshop->message[sizeof workshop->message - 1] = '\0';
}

/* ---- the C compilers ---- */

/* A command in the folder; what it prints is the message when it fails. */
static bool run(struct workshop *workshop, const char *command)
{
    size_t size = strlen(command) + sizeof workshop->folder + 64;
    char *line = malloc(size);
    if (!line)
        return false;
    snprintf(line, size, "cd '%s' && { %s ; } > log 2>&1", workshop->folder, command);
    bool is_fine = system(line) == 0;
    free(line);
    if (!is_fine)
        read_log(workshop);
    return is_fine;
}

static const char *setting(const char *name, const char *otherwise)
{
    const char *text = getenv(name);
    return text && *text ? text : otherwise;
}

static bool link_codecs(struct workshop *workshop)
{
    struct pool *pool = &workshop->cx->pool;
    const char *sources = "table.c", *cc = setting("CC", "cc");
    for (size_t i = 0; i < workshop->model_count; i++)
        sources = pool_printf(pool, "%s %s.c", sources, workshop->models[i]->stem);
    return run(workshop,
               pool_printf(pool,
                           "%s %s -fPIC -fno-lto -shared -Wl,-Bsymbolic -I. -I'%s/runtime' -I'%s/tests/differential' "
                           "-o case.so %s '%s/.libs/libswage_all.a' %s",
                           cc, flags, setting("SRCDIR", "."), setting("SRCDIR", "."), sources, setting("BUILDDIR", "."),
                           setting("SWAGE_TEST_LIBS", "")));
}

/* Everything that is generated, by every compiler that is there; headers as C++, each alone. */
static bool compile_all(struct workshop *workshop)
{
    static const char *const compilers[] = {"gcc", "clang"};
    struct pool *pool = &workshop->cx->pool;
    const char *source = setting("SRCDIR", ".");
    const char *paths = pool_printf(pool, "-I. -I'%s/runtime' -I'%s/tests/differential'", source, source);
    for (size_t i = 0; i < 2; i++)
        if (!run(workshop, pool_printf(pool, "! command -v %s > /dev/null || %s %s -fsyntax-only %s *.c", compilers[i],
                                       compilers[i], flags, paths)))
            return false;
    return run(
        workshop,
        pool_printf(
            pool,
            "! command -v g++ > /dev/null || for header in *.h; do echo \"#include \\\"$header\\\"\" > one.cc && "
            "g++ %s %s one.cc || exit 1; done",
            cxx_flags, paths));
}

static bool load(struct workshop *workshop)
{
    char path[512];
    snprintf(path, sizeof path, "%s/case.so", workshop->folder);
    workshop->handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!workshop->handle) {
        snprintf(workshop->message, sizeof workshop->message, "%s", dlerror());
        return false;
    }
    workshop->codecs = dlsym(workshop->handle, "differential_codecs");
    return workshop->codecs != NULL;
}

/* ---- all of it ---- */

static bool make_folder(struct workshop *workshop, const struct workshop_file *files, size_t count)
{
    const char *where = getenv("TMPDIR");
    snprintf(workshop->folder, sizeof workshop->folder, "%s/swage-differential-XXXXXX", where ? where : "/tmp");
    bool is_made = mkdtemp(workshop->folder) != NULL;
    for (size_t i = 0; is_made && i < count; i++)
        is_made = write_file(workshop, files[i].name, files[i].text, strlen(files[i].text));
    return is_made;
}

enum workshop_end workshop_open(struct workshop *workshop, const struct workshop_file *files, size_t count,
                                bool is_thorough)
{
    struct job job = {.workshop = workshop, .files = files, .count = count};
    *workshop = (struct workshop){.cx = compilation_new()};
    if (!workshop->cx || !make_folder(workshop, files, count))
        return WORKSHOP_FAILED;
    if (!compilation_run(workshop->cx, compile, &job) || diagnostic_errors(workshop->cx) > 0) {
        tell_errors(workshop);
        return WORKSHOP_REFUSED;
    }
    if (!job.is_written)
        return WORKSHOP_FAILED;
    if (!link_codecs(workshop) || (is_thorough && !compile_all(workshop)))
        return WORKSHOP_WARNED;
    return load(workshop) ? WORKSHOP_FINE : WORKSHOP_FAILED;
}

void workshop_close(struct workshop *workshop)
{
    if (workshop->handle)
        dlclose(workshop->handle);
    if (workshop->folder[0] != '\0')
        run(workshop, "rm -f ./*");
    rmdir(workshop->folder);
    compilation_free(workshop->cx);
    *workshop = (struct workshop){0};
}

struct model_type workshop_type(const struct workshop *workshop, const struct codec *codec)
{
    for (size_t i = 0; i < workshop->model_count; i++) {
        const struct model *model = workshop->models[i];
        for (size_t k = 0; k < model->decl_count && strcmp(model->stem, codec->stem) == 0; k++) {
            const struct model_struct *structure = model->decls[k].structure;
            const struct model_union *choice = model->decls[k].choice;
            if (structure && strcmp(structure->name, codec->name) == 0)
                return (struct model_type){.kind = MODEL_STRUCT, .schema = structure->name, .structure = structure};
            if (choice && strcmp(choice->name, codec->name) == 0)
                return (struct model_type){.kind = MODEL_UNION, .schema = choice->name, .choice = choice};
        }
    }
    return (struct model_type){.kind = MODEL_JSON, .schema = codec->name};
}
