/* SPDX-License-Identifier: MIT */
/* swage schema: one type as a JSON Schema. */
#include "config.h"

#include "command/command.h"
#include "command/declared.h"
#include "command/front.h"
#include "emit/openapi.h"
#include "syntax/compilation.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

const char command_schema_help[] =
    "usage: swage schema [--written] [-I DIR] FILE TYPE\n"
    "\n"
    "Prints a type that the schema FILE declares as JSON Schema (draft 2020-12), with all that it is made of: what a\n"
    "server accepts. doc/openapi.md says what JSON Schema cannot say.\n"
    "\n"
    "  --written   what it sends instead: members with a default are always there\n"
    "  -I DIR      look for imports here too, after the importing file's own folder\n";

struct schema_run {
    struct front front;
    bool is_written;
    const char *type_name;
    struct model_text text;
};

static bool accept(struct front *front)
{
    struct schema_run *run = (struct schema_run *)front;
    if (front->file_count != 2) {
        options_refuse("schema", "a schema and a type are wanted, behind", front->files[0]);
        return false;
    }
    run->type_name = front->files[1];
    front->file_count = 1;
    return true;
}

static void stages(struct compilation *cx, struct front *front)
{
    struct schema_run *run = (struct schema_run *)front;
    const struct model **models;
    size_t count;
    if (!front_models(cx, front, &models, &count) || count == 0)
        return;
    const struct model_decl *decl = declared_find(models[0], front->name, run->type_name);
    front->is_refused = decl == NULL;
    if (decl != NULL)
        run->text = openapi_type(&cx->pool, models[0], decl, run->is_written ? COMPONENT_WRITTEN : COMPONENT_READ);
}

static bool finish(struct front *front)
{
    const struct schema_run *run = (struct schema_run *)front;
    if (fwrite(run->text.ptr, 1, run->text.len, stdout) == run->text.len && fflush(stdout) == 0)
        return true;
    fprintf(stderr, "swage schema: cannot write it all: %s\n", strerror(errno));
    return false;
}

int command_schema(int count, char **args)
{
    struct schema_run run = {
        .front = {.name = "schema", .help = command_schema_help, .accept = accept, .stages = stages, .finish = finish}};
    const struct options_rule rules[] = {{.name = "--written", .flag = &run.is_written}, {.name = NULL}};
    run.front.rules = rules;
    return front_run(&run.front, count, args);
}
