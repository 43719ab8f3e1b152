/* SPDX-License-Identifier: MIT */
/* swage dev: what is built and run where nothing says so, and what is watched. */
#include "config.h"

#include "command/command.h"
#include "command/options.h"
#include "dev/session.h"
#include "model/build.h"
#include "project/project.h"
#include "syntax/compilation.h"
#include "syntax/parse.h"

#include <glob.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

const char command_dev_help[] =
    "usage: swage dev [--listen=ADDRESS] [--build=COMMAND] [--run=COMMAND] [-I DIR] [FILE...]\n"
    "\n"
    "Builds the project in this folder and serves it, and again whenever one of its files has changed, or what a\n"
    "schema imports. Messages of the compilers are shown as they are. While the build fails the old server goes on;\n"
    "when it succeeds the new one takes over the port, and nobody who connects is refused. FILE are the schemas;\n"
    "all in this folder unless named.\n"
    "\n"
    "  --listen=ADDRESS   where the server listens: HOST:PORT, :PORT or unix:PATH; 127.0.0.1:8000 unless given\n"
    "  --build=COMMAND    how it is built; what meson.build, CMakeLists.txt, configure.ac or Makefile is for unless given\n"
    "  --run=COMMAND      the server; build/NAME for the schema NAME.swage unless given. It listens where SWAGE_LISTEN\n"
    "                     says, as every server of swage does\n"
    "  -I DIR             look for imports here too, after the importing file's own folder\n";

enum { COMMAND_MAX = 512 };

struct dev {
    const char *listen, *build, *run;
    const char *prepared; /* what shows that the own build need not prepare */
    struct options_list import_dirs; /* -I */
    const char *const *schemas;
    size_t schema_count;
    char own_build[COMMAND_MAX], own_run[PATH_MAX], program[PATH_MAX];
};

/* ---- defaults ---- */

static bool complain(const char *what)
{
    fprintf(stderr, "swage dev: %s\nTry 'swage dev --help'.\n", what);
    return false;
}

/* The most special one: a Makefile may have been made by any of the others. */
static const struct project_kind *find_kind(void)
{
    for (int i = PROJECT_KINDS - 1; i >= 0; i--)
        if (access(project_kinds[i].file, F_OK) == 0)
            return &project_kinds[i];
    return NULL;
}

static bool choose_build(struct dev *dev)
{
    const struct project_kind *kind = dev->build == NULL ? find_kind() : NULL;
    if (dev->build != NULL)
        return true;
    if (kind == NULL)
        return complain(
            "no meson.build, CMakeLists.txt, configure.ac or Makefile is here; say by --build how to build");
    if (kind->prepare != NULL)
        snprintf(dev->own_build, COMMAND_MAX, "{ test -e %s || { %s; }; } && %s", kind->prepared, kind->prepare,
                 kind->build);
    dev->build = kind->prepare != NULL ? dev->own_build : kind->build;
    dev->prepared = kind->prepared;
    return true;
}

static bool choose_run(struct dev *dev)
{
    if (dev->run != NULL)
        return true;
    if (dev->schema_count != 1)
        return complain(dev->schema_count == 0 ? "there is no schema here; say by --run what serves"
                                               : "there are several schemas here; say by --run what serves them");
    const char *slash = strrchr(dev->schemas[0], '/'), *name = slash != NULL ? slash + 1 : dev->schemas[0];
    if (snprintf(dev->own_run, PATH_MAX, "build/%.*s", (int)strcspn(name, "."), name) >= PATH_MAX)
        return complain("the name of the schema is too long");
    dev->run = dev->own_run;
    return true;
}

/* The shell gives way to the server, so that its end is the server's; and where the command begins with a file, that is
   the program. */
static bool choose_program(struct dev *dev, char command[COMMAND_MAX + PATH_MAX])
{
    size_t len = strcspn(dev->run, " \t");
    if (len >= PATH_MAX || snprintf(command, COMMAND_MAX + PATH_MAX, "exec %s", dev->run) >= COMMAND_MAX + PATH_MAX)
        return complain("the command of --run is too long");
    memcpy(dev->program, dev->run, len);
    dev->program[len] = '\0';
    return true;
}

/* ---- what is watched ---- */

static void add_folder_of(struct folders *folders, const char *path)
{
    const char *slash = strrchr(path, '/');
    char folder[PATH_MAX] = ".";
    if (slash != NULL && slash - path < PATH_MAX - 1)
        snprintf(folder, sizeof folder, "%.*s", slash == path ? 1 : (int)(slash - path), path);
    folders_add(folders, folder);
}

static void read_schemas(struct compilation *cx, void *arg)
{
    const struct dev *dev = arg;
    struct model_options build = {.include_dirs = dev->import_dirs.items, .include_dir_count = dev->import_dirs.count};
    for (size_t i = 0; i < dev->schema_count; i++) {
        const struct ast_file *file = parse_file(cx, dev->schemas[i], NULL);
        if (file != NULL)
            model_build(cx, file, &build);
    }
}

/* What is wrong in a schema the build says; the files that it imports are known all the same. */
static bool watch(struct folders *folders, void *arg)
{
    struct dev *dev = arg;
    struct compilation *cx = compilation_new();
    if (cx == NULL || !folders_add_tree(folders, ".")) {
        compilation_free(cx);
        return false;
    }
    compilation_run(cx, read_schemas, dev);
    for (const struct source *source = cx->sources; source != NULL; source = source->next)
        add_folder_of(folders, source->path);
    for (unsigned i = 0; i < dev->import_dirs.count; i++)
        folders_add(folders, dev->import_dirs.items[i]);
    compilation_free(cx);
    return true;
}

/* ---- the command ---- */

static int serve(struct dev *dev)
{
    struct port port;
    char command[COMMAND_MAX + PATH_MAX];
    if (!choose_build(dev) || !choose_run(dev) || !choose_program(dev, command))
        return COMMAND_USAGE;
    if (!port_open(&port, dev->listen))
        return COMMAND_FAILED;
    const struct session_options session = {
        .build = dev->build, .run = command, .prepared = dev->prepared,
        .program = dev->program, .watch = watch, .arg = dev};
    bool is_fine = session_run(&session, &port);
    port_close(&port);
    return is_fine ? COMMAND_FINE : COMMAND_FAILED;
}

/* The schemas that were named, or else those of this folder. */
static int serve_schemas(const struct options_list *words, void *arg)
{
    struct dev *dev = arg;
    glob_t found = {.gl_pathc = 0};
    dev->schemas = words->items;
    dev->schema_count = words->count;
    if (dev->schema_count == 0 && glob("*.swage", 0, NULL, &found) == 0) {
        dev->schemas = (const char *const *)found.gl_pathv;
        dev->schema_count = found.gl_pathc;
    }
    int status = serve(dev);
    globfree(&found);
    return status;
}

int command_dev(int count, char **args)
{
    struct dev dev = {.listen = "127.0.0.1:8000"};
    const struct options_rule rules[] = {{.name = "--listen", .value = &dev.listen},
                                         {.name = "--build", .value = &dev.build},
                                         {.name = "--run", .value = &dev.run},
                                         {.name = "-I", .list = &dev.import_dirs},
                                         {.name = NULL}};
    const struct options_command command = {
        .name = "dev", .help = command_dev_help, .rules = rules, .run = serve_schemas};
    return options_run(&command, &dev, count, args);
}
