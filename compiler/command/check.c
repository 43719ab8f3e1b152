/* SPDX-License-Identifier: MIT */
/* swage check: every stage but writing. */
#include "config.h"

#include "command/command.h"
#include "command/front.h"
#include "command/options.h"
#include "syntax/compilation.h"
#include "syntax/diagnostic.h"

#include <stdio.h>

const char command_check_help[] = "usage: swage check [-I DIR] FILE...\n"
                                  "\n"
                                  "Tells all errors of the schema files and of those they import; writes nothing.\n"
                                  "\n"
                                  "  -I DIR   look for imports here too, after the importing file's own folder\n";

static void stages(struct compilation *cx, void *arg)
{
    const struct model **models;
    size_t count;
    front_models(cx, arg, &models, &count);
}

static int run(struct options *options)
{
    struct compilation *cx = compilation_new();
    if (cx == NULL) {
        fputs("swage: out of memory\n", stderr);
        return COMMAND_FAILED;
    }
    bool is_done = compilation_run(cx, stages, options);
    diagnostic_print(cx, stderr);
    int status = is_done && diagnostic_errors(cx) == 0 ? COMMAND_FINE : COMMAND_FAILED;
    compilation_free(cx);
    return status;
}

int command_check(int count, char **args)
{
    struct options options;
    int status = COMMAND_USAGE;
    switch (options_read(&options, "check", false, count, args)) {
    case OPTIONS_GOOD: status = run(&options); break;
    case OPTIONS_HELP:
        fputs(command_check_help, stdout);
        status = COMMAND_FINE;
        break;
    case OPTIONS_BAD: break;
    case OPTIONS_NO_MEMORY: status = COMMAND_FAILED; break;
    }
    options_done(&options);
    return status;
}
