/* SPDX-License-Identifier: MIT */
/* swage lint: what check says, and what is right but may be regretted. */
#include "config.h"

#include "command/command.h"
#include "command/front.h"
#include "command/options.h"
#include "model/lint.h"
#include "syntax/compilation.h"
#include "syntax/diagnostic.h"

#include <stdio.h>

const char command_lint_help[] =
    "usage: swage lint [-I DIR] FILE...\n"
    "\n"
    "Tells all errors of the schema files, and where there are none what may be regretted in them:\n"
    "\n"
    "  unbounded   texts, bytes, arrays and maps without an upper bound, decimals, json and open enums: what a\n"
    "              request may hold is bounded by the limits of its route alone then. '@unbounded' says that\n"
    "              it is meant\n"
    "\n"
    "@allow(\"RULE\") on a member, type, route, group or namespace allows what is in it. Imported files are not\n"
    "looked at. Exit status: 0 when there is nothing to say, 1 when there is.\n"
    "\n"
    "  -I DIR   look for imports here too, after the importing file's own folder\n";

struct lint {
    const struct options *options;
    size_t count;
};

static void stages(struct compilation *cx, void *arg)
{
    struct lint *lint = arg;
    const struct ast_file **files;
    const struct model **models;
    size_t file_count = front_files(cx, lint->options, &files), count;
    if (!front_build(cx, lint->options, files, file_count, &models, &count))
        return;
    for (size_t i = 0; i < file_count; i++)
        lint->count += lint_check(cx, files[i]);
}

static int run(const struct options *options)
{
    struct lint lint = {.options = options};
    struct compilation *cx = compilation_new();
    if (cx == NULL) {
        fputs("swage: out of memory\n", stderr);
        return COMMAND_FAILED;
    }
    bool is_done = compilation_run(cx, stages, &lint);
    diagnostic_print(cx, stderr);
    int status = is_done && diagnostic_errors(cx) == 0 && lint.count == 0 ? COMMAND_FINE : COMMAND_FAILED;
    compilation_free(cx);
    return status;
}

int command_lint(int count, char **args)
{
    struct options options;
    int status = COMMAND_USAGE;
    switch (options_read(&options, "lint", false, count, args)) {
    case OPTIONS_GOOD: status = run(&options); break;
    case OPTIONS_HELP:
        fputs(command_lint_help, stdout);
        status = COMMAND_FINE;
        break;
    case OPTIONS_BAD: break;
    case OPTIONS_NO_MEMORY: status = COMMAND_FAILED; break;
    }
    options_done(&options);
    return status;
}
