/* SPDX-License-Identifier: MIT */
/* swage dump: what the compiler knows of schemas, for other programs. */
#include "config.h"

#include "command/command.h"
#include "command/front.h"
#include "dump/dump.h"
#include "syntax/compilation.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

const char command_dump_help[] =
    "usage: swage dump [-I DIR] FILE...\n"
    "\n"
    "Prints what the compiler knows of schema files as one JSON document: every type with its bounds, every route\n"
    "with its parameters, responses and limits, and the names that all of them have in C. What its members mean is\n"
    "in doc/dump.md; \"version\" changes when what is there does not mean the same any more. Files that are only\n"
    "imported are not in it: name them too.\n"
    "\n"
    "  -I DIR   look for imports here too, after the importing file's own folder\n";

struct dump {
    struct front front;
    const struct dump_file *files;
    size_t count;
};

static void stages(struct compilation *cx, struct front *front)
{
    struct dump *dump = (struct dump *)front;
    const struct model **models;
    if (!front_models(cx, front, &models, &dump->count))
        return;
    dump->files = dump_prepare(&cx->pool, models, dump->count);
}

static bool finish(struct front *front)
{
    const struct dump *dump = (struct dump *)front;
    if (dump_write(dump->files, dump->count, stdout))
        return true;
    fprintf(stderr, "swage dump: cannot write it all: %s\n", strerror(errno));
    return false;
}

int command_dump(int count, char **args)
{
    struct dump dump = {.front = {.name = "dump", .help = command_dump_help, .stages = stages, .finish = finish}};
    return front_run(&dump.front, count, args);
}
