/* SPDX-License-Identifier: MIT */
/* swage fmt: files in the one way to write them. */
#include "config.h"

#include "command/command.h"
#include "command/front.h"
#include "command/output.h"
#include "format/format.h"
#include "syntax/ast.h"
#include "syntax/compilation.h"
#include "syntax/parse.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char command_fmt_help[] =
    "usage: swage fmt [--check] FILE...\n"
    "\n"
    "Rewrites schema files in the one way to write them: four spaces a step, at most 100 columns. White space\n"
    "changes and nothing else: every comment keeps its place, and the C that is generated stays the same. A file\n"
    "that is written so is left alone, and so is one with syntax errors, which are told. '-' is standard input,\n"
    "formatted to standard output.\n"
    "\n"
    "  --check   change nothing; list the files that would change, and exit with 1 when there are any\n";

struct fmt {
    struct front front;
    bool is_check;
};

static bool is_standard_input(const char *path)
{
    return strcmp(path, "-") == 0;
}

/* NULL after errors. */
static const struct ast_file *read_file(struct compilation *cx, const char *path)
{
    size_t errors = diagnostic_errors(cx);
    const struct ast_file *file =
        is_standard_input(path) ? parse_stream(cx, "<stdin>", stdin) : parse_file(cx, path, NULL);
    return diagnostic_errors(cx) == errors ? file : NULL;
}

/* A link stays a link: what it leads to is written. */
static bool replace(struct pool *pool, const char *path, const char *text, size_t len)
{
    char *real = realpath(path, NULL);
    if (real != NULL)
        path = pool_copy(pool, real, strlen(real));
    free(real);
    struct output output = output_make(pool, ".", path, text, len);
    output.keeps_mode = true;
    return output_write_all(&output, 1);
}

static bool format_file(struct compilation *cx, const struct fmt *fmt, const char *path)
{
    const struct ast_file *file = read_file(cx, path);
    if (file == NULL)
        return false;
    size_t len;
    const char *text = format_source(cx, file->source, &len);
    bool is_same = len == file->source->len && memcmp(text, file->source->text, len) == 0;
    if (fmt->is_check && !is_same)
        puts(path);
    if (fmt->is_check)
        return is_same;
    if (is_standard_input(path))
        return fwrite(text, 1, len, stdout) == len;
    return replace(&cx->pool, path, text, len);
}

static void stages(struct compilation *cx, struct front *front)
{
    for (unsigned i = 0; i < front->file_count; i++)
        if (!format_file(cx, (struct fmt *)front, front->files[i]))
            front->has_failed = true;
}

int command_fmt(int count, char **args)
{
    struct fmt fmt = {.front = {.name = "fmt", .help = command_fmt_help, .stages = stages}};
    const struct options_rule rules[] = {{.name = "--check", .flag = &fmt.is_check}, {.name = NULL}};
    fmt.front.rules = rules;
    return front_run(&fmt.front, count, args);
}
