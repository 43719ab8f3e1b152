/* SPDX-License-Identifier: MIT */
/* swage new: a folder that builds. It is made beside its place and put there when it is whole. */
#include "config.h"

#include "command/command.h"
#include "command/options.h"
#include "command/output.h"
#include "project/project.h"
#include "syntax/compilation.h"
#include "syntax/suggest.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char command_new_help[] =
    "usage: swage new [--build=TOOL] NAME\n"
    "\n"
    "Makes the folder NAME with a project that builds, serves and is tested: a schema, handlers, tests, a README,\n"
    "and files for git, Docker and continuous integration. The folder must not be there yet. NAME may have folders\n"
    "in front; itself it is of small letters, digits and '_', as program and C are called so too.\n"
    "\n"
    "  --build=TOOL   what it is built with: make, which is meant when nothing is given, autotools, cmake or meson\n";

struct new
{
    const char *path; /* of the project */
    const char *name;
    const char *build; /* --build */
    enum project_kinds kind;
    bool is_made;
};

/* ---- words ---- */

static bool take_kind(struct new *new)
{
    const char *word = new->build;
    struct suggest suggest = SUGGEST_INIT(word, strlen(word));
    for (int i = 0; i < PROJECT_KINDS; i++) {
        new->kind = (enum project_kinds)i;
        if (strcmp(project_kinds[i].name, word) == 0)
            return true;
        suggest_offer(&suggest, project_kinds[i].name);
    }
    fprintf(stderr, "swage new: '--build' does not know '%s'", word);
    if (suggest.best != NULL)
        fprintf(stderr, "; did you mean '%s'?", suggest.best);
    fputs("\nIt takes 'make', 'autotools', 'cmake' or 'meson'.\n", stderr);
    return false;
}

static bool take_words(struct new *new, const struct options_list *words)
{
    if (words->count != 1) {
        fprintf(stderr, "swage new: %s\nTry 'swage new --help'.\n",
                words->count == 0 ? "a name is missing" : "one project at a time");
        return false;
    }
    const char *slash = strrchr(words->items[0], '/');
    new->path = words->items[0];
    new->name = slash != NULL ? slash + 1 : new->path;
    const char *fault = project_name_fault(new->name);
    if (fault != NULL)
        fprintf(stderr, "swage new: a project cannot be called '%s': %s\n", new->name, fault);
    return fault == NULL;
}

/* ---- the folder ---- */

static bool complain(const char *path)
{
    fprintf(stderr, "swage: cannot make the folder '%s': %s\n", path, strerror(errno));
    return false;
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *at)
{
    (void)info, (void)kind, (void)at;
    return remove(path);
}

/* mkdtemp makes folders that only their owner may enter. */
static bool make_draft(char *draft)
{
    mode_t mask = umask(0);
    umask(mask);
    return mkdtemp(draft) != NULL && chmod(draft, 0777 & ~mask) == 0;
}

static bool write_files(struct pool *pool, const char *dir, const struct project_file *files, size_t count)
{
    struct output outputs[PROJECT_FILES_MAX];
    for (size_t i = 0; i < count; i++) {
        outputs[i] = output_make(pool, dir, files[i].path, files[i].text, strlen(files[i].text));
        char *folder = pool_copy(pool, outputs[i].path, strlen(outputs[i].path));
        *strrchr(folder, '/') = '\0';
        if (!output_make_dir(folder))
            return false;
    }
    return output_write_all(outputs, count);
}

/* The empty folder tells whether the place is free, and rename() replaces no other. */
static bool put_in_place(const char *draft, const char *path)
{
    if (mkdir(path, 0777) != 0)
        return complain(path);
    if (rename(draft, path) == 0)
        return true;
    complain(path);
    rmdir(path);
    return false;
}

static void make(struct compilation *cx, void *arg)
{
    struct new *new = arg;
    struct pool *pool = &cx->pool;
    struct project_file files[PROJECT_FILES_MAX];
    size_t count = project_files(pool, new->name, new->kind, files);
    struct stat info;
    if (lstat(new->path, &info) == 0) {
        fprintf(stderr, "swage new: '%s' is there already, and stays as it is\n", new->path);
        return;
    }
    char *draft = pool_printf(pool, "%.*s.%s.XXXXXX", (int)(new->name - new->path), new->path, new->name);
    if (!make_draft(draft)) {
        complain(new->path);
        return;
    }
    new->is_made = write_files(pool, draft, files, count) && put_in_place(draft, new->path);
    if (!new->is_made)
        nftw(draft, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

/* ---- the command ---- */

static void tell(const struct new *new)
{
    const struct project_kind *kind = &project_kinds[new->kind];
    printf("%s is made. Now:\n\n    cd %s\n    swage dev\n\nserves it while you work; its tests are run by\n\n",
           new->path, new->path);
    if (kind->prepare != NULL)
        printf("    %s\n", kind->prepare);
    printf("    %s && %s\n", kind->build, kind->check);
}

static int run(const struct options_list *words, void *arg)
{
    struct new *new = arg;
    if (!take_kind(new) || !take_words(new, words))
        return COMMAND_USAGE;
    struct compilation *cx = compilation_new();
    if (cx == NULL || !compilation_run(cx, make, new))
        fputs("swage: out of memory\n", stderr);
    compilation_free(cx);
    if (!new->is_made)
        return COMMAND_FAILED;
    tell(new);
    return fflush(stdout) != 0 ? COMMAND_FAILED : COMMAND_FINE;
}

int command_new(int count, char **args)
{
    struct new new = {.build = "make"};
    const struct options_rule rules[] = {{.name = "--build", .value = &new.build}, {.name = NULL}};
    const struct options_command command = {.name = "new", .help = command_new_help, .rules = rules, .run = run};
    return options_run(&command, &new, count, args);
}
