/* SPDX-License-Identifier: MIT */
/* swage lint: what check says, and what is right but may be regretted. */
#include "config.h"

#include "command/command.h"
#include "command/front.h"
#include "model/lint.h"

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

static void stages(struct compilation *cx, struct front *front)
{
    const struct ast_file **files;
    const struct model **models;
    size_t file_count = front_files(cx, front, &files), count;
    if (!front_build(cx, front, files, file_count, &models, &count))
        return;
    for (size_t i = 0; i < file_count; i++)
        if (lint_check(cx, files[i]) > 0)
            front->has_failed = true;
}

int command_lint(int count, char **args)
{
    struct front front = {.name = "lint", .help = command_lint_help, .stages = stages};
    return front_run(&front, count, args);
}
