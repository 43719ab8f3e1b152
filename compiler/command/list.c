/* SPDX-License-Identifier: MIT */
/* All subcommands, in the order in which they are told of. */
#include "config.h"

#include "command/command.h"

#include <stddef.h>

const struct command command_list[] = {
    {"new", command_new, command_new_help, "[--build=TOOL] NAME", "make a project to start from", true},
    {"dev", command_dev, command_dev_help, "[OPTION...] [FILE...]", "serve it while it is worked on", true},
    {"gen", command_gen, command_gen_help, "[OPTION...] FILE...", "write C from schemas", false},
    {"check", command_check, command_check_help, "[OPTION...] FILE...", "only tell what is wrong in them", false},
    {"fmt", command_fmt, command_fmt_help, "[--check] FILE...", "rewrite them in one style", false},
    {"lint", command_lint, command_lint_help, "[OPTION...] FILE...", "and what may be regretted in them", false},
    {"dump", command_dump, command_dump_help, "[-I DIR] FILE...", "what is known of them, as JSON", false},
    {"schema", command_schema, command_schema_help, "[OPTION...] FILE TYPE", "a type as JSON Schema", false},
    {"scaffold", command_scaffold, command_scaffold_help, "[OPTION...] FILE...", "handlers to start from", false},
    {"explain", command_explain, command_explain_help, "[-I DIR] FILE [ROUTE]", "what routes take, check and cost",
     false},
    {"validate", command_validate, command_validate_help, "[-I DIR] FILE TYPE [JSON]", "what is wrong with documents",
     false},
    {"completion", command_completion, command_completion_help, "bash|zsh|fish", "what shells want to know", true},
    {.name = NULL},
};
