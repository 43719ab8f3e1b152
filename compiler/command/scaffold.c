/* SPDX-License-Identifier: MIT */
/* swage scaffold: what a schema leaves to its user, to start from. */
#include "config.h"

#include "command/command.h"
#include "command/front.h"
#include "command/output.h"
#include "emit/stubs.h"
#include "model/model.h"
#include "scaffold/definitions.h"
#include "syntax/compilation.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

const char command_scaffold_help[] =
    "usage: swage scaffold [-o DIR] [-I DIR] FILE.swage\n"
    "       swage scaffold --missing [-I DIR] FILE.swage FILE.c...\n"
    "\n"
    "Writes the functions that a schema leaves to you, once, to go on from: NAME_handlers.c with a handler for each\n"
    "route, which answers 501, and what @check and 'extern typedef' want; NAME_main.c with a main that serves them,\n"
    "unless it is there. Nothing is ever overwritten.\n"
    "\n"
    "  --missing   write no file: print the functions that none of the C files defines, and say on standard error\n"
    "              which handlers there the schema does not have any more\n"
    "  -o DIR      write there (made when it is not there; '.' unless given)\n"
    "  -I DIR      look for imports here too, after the importing file's own folder\n";

struct source_file { /* a C file of the user's */
    const char *path;
    struct definitions definitions;
};

struct scaffold {
    struct front front;
    const char *out_dir; /* -o */
    bool is_missing;     /* --missing */
    const char **paths;  /* the C files */
    size_t path_count;
    struct output outputs[2];
    size_t count;
};

/* ---- words ---- */

static bool is_schema(const char *word)
{
    size_t len = strlen(word);
    return len >= 6 && strcmp(word + len - 6, ".swage") == 0;
}

/* The schema comes first, wherever it stood. */
static bool move_schema(struct scaffold *scaffold)
{
    struct front *front = &scaffold->front;
    unsigned at = 0;
    while (at < front->file_count && !is_schema(front->files[at]))
        at++;
    if (at == front->file_count)
        return false;
    const char *schema = front->files[at];
    memmove(front->files + 1, front->files, at * sizeof *front->files);
    front->files[0] = schema;
    return true;
}

static bool accept(struct front *front)
{
    struct scaffold *scaffold = (struct scaffold *)front;
    if (!move_schema(scaffold)) {
        options_refuse(front->name, "this is no schema, which ends in .swage:", front->files[0]);
        return false;
    }
    scaffold->paths = front->files + 1;
    scaffold->path_count = front->file_count - 1;
    front->file_count = 1;
    if (scaffold->is_missing == (scaffold->path_count > 0))
        return true;
    if (scaffold->is_missing)
        fputs("swage scaffold: --missing looks into C files, and none was named\n", stderr);
    else
        options_refuse(front->name, "one schema at a time, and C files only with --missing:", scaffold->paths[0]);
    return false;
}

/* ---- C files ---- */

static char *read_stream(struct pool *pool, FILE *file, size_t *len)
{
    size_t cap = 1 << 16, got;
    char *text = pool_alloc(pool, cap);
    *len = 0;
    while ((got = fread(text + *len, 1, cap - *len, file)) > 0) {
        *len += got;
        if (*len < cap)
            continue;
        char *larger = pool_alloc(pool, 2 * cap);
        memcpy(larger, text, *len);
        text = larger;
        cap *= 2;
    }
    return text;
}

static bool read_source(struct pool *pool, const char *path, struct source_file *out)
{
    FILE *file = fopen(path, "rb");
    size_t len = 0;
    char *text = file != NULL ? read_stream(pool, file, &len) : NULL;
    bool is_read = file != NULL && !ferror(file);
    if (!is_read)
        fprintf(stderr, "swage scaffold: cannot read '%s': %s\n", path, strerror(errno));
    if (file != NULL)
        fclose(file);
    if (is_read)
        *out = (struct source_file){.path = path, .definitions = definitions_find(pool, text, len)};
    return is_read;
}

static bool is_defined(const struct source_file *files, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < files[i].definitions.count; k++)
            if (strcmp(files[i].definitions.items[k].name, name) == 0)
                return true;
    return false;
}

static bool has_route(const struct model *model, const char *c_name)
{
    for (size_t i = 0; i < model->route_count; i++)
        if (strcmp(model->routes[i].c_name, c_name) == 0)
            return true;
    return false;
}

static void tell_left_over(const struct model *model, const struct source_file *file)
{
    for (size_t i = 0; i < file->definitions.count; i++) {
        const struct definition *definition = &file->definitions.items[i];
        if (definition->is_handler && !has_route(model, definition->name))
            fprintf(stderr, "%s:%zu: note: %s has no route that '%s' would handle\n", file->path, definition->line,
                    model->file, definition->name);
    }
}

static bool print_missing(struct pool *pool, const struct scaffold *scaffold, const struct model *model)
{
    struct stubs stubs = stubs_make(pool, model);
    struct source_file *files = pool_alloc(pool, scaffold->path_count * sizeof *files);
    for (size_t i = 0; i < scaffold->path_count; i++)
        if (!read_source(pool, scaffold->paths[i], &files[i]))
            return false;
    bool is_first = true;
    for (size_t i = 0; i < stubs.count; i++)
        if (!is_defined(files, scaffold->path_count, stubs.items[i].name)) {
            printf("%s%s", is_first ? "" : "\n", stubs.items[i].text);
            is_first = false;
        }
    for (size_t i = 0; i < scaffold->path_count; i++)
        tell_left_over(model, &files[i]);
    return true;
}

/* ---- files to write ---- */

static bool exists(const char *path)
{
    return access(path, F_OK) == 0;
}

static struct output *add_output(struct pool *pool, struct scaffold *scaffold, const struct model *model,
                                 const char *suffix, const char *text)
{
    struct output *output = &scaffold->outputs[scaffold->count++];
    *output = output_make(pool, scaffold->out_dir, pool_printf(pool, "%s%s", model->stem, suffix), text, strlen(text));
    output->is_new = true;
    return output;
}

static bool make_files(struct pool *pool, struct scaffold *scaffold, const struct model *model)
{
    struct stubs stubs = stubs_make(pool, model);
    if (stubs.count == 0) {
        fprintf(stderr, "swage scaffold: %s leaves nothing to write\n", model->file);
        return false;
    }
    const char *handlers = add_output(pool, scaffold, model, "_handlers.c", stubs_file(pool, model, &stubs))->path;
    if (exists(handlers)) {
        fprintf(stderr, "swage scaffold: '%s' is there and stays; --missing prints what it lacks\n", handlers);
        return false;
    }
    if (model->route_count > 0 && exists(add_output(pool, scaffold, model, "_main.c", stubs_main(pool, model))->path))
        scaffold->count--;
    return true;
}

/* ---- the command ---- */

static void stages(struct compilation *cx, struct front *front)
{
    struct scaffold *scaffold = (struct scaffold *)front;
    const struct model **models;
    size_t count;
    if (!front_models(cx, front, &models, &count))
        return;
    bool is_fine = scaffold->is_missing ? print_missing(&cx->pool, scaffold, models[0])
                                        : make_files(&cx->pool, scaffold, models[0]);
    front->has_failed = !is_fine;
}

static bool finish(struct front *front)
{
    struct scaffold *scaffold = (struct scaffold *)front;
    return scaffold->count == 0 ||
           (output_make_dir(scaffold->out_dir) && output_write_all(scaffold->outputs, scaffold->count));
}

int command_scaffold(int count, char **args)
{
    struct scaffold scaffold = {.front = {.name = "scaffold",
                                          .help = command_scaffold_help,
                                          .accept = accept,
                                          .stages = stages,
                                          .finish = finish},
                                .out_dir = "."};
    const struct options_rule rules[] = {{.name = "-o", .value = &scaffold.out_dir},
                                         {.name = "--missing", .flag = &scaffold.is_missing},
                                         {.name = NULL}};
    scaffold.front.rules = rules;
    return front_run(&scaffold.front, count, args);
}
