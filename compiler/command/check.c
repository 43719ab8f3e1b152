/* SPDX-License-Identifier: MIT */
/* swage check: every stage but writing. */
#include "config.h"

#include "command/command.h"
#include "command/front.h"

const char command_check_help[] = "usage: swage check [-I DIR] FILE...\n"
                                  "\n"
                                  "Tells all errors of the schema files and of those they import; writes nothing.\n"
                                  "\n"
                                  "  -I DIR   look for imports here too, after the importing file's own folder\n";

static void stages(struct compilation *cx, struct front *front)
{
    const struct model **models;
    size_t count;
    front_models(cx, front, &models, &count);
}

int command_check(int count, char **args)
{
    struct front front = {.name = "check", .help = command_check_help, .stages = stages};
    return front_run(&front, count, args);
}
