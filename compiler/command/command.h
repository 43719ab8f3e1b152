/* SPDX-License-Identifier: MIT */
/* The subcommands of `swage`, one file each. */
#ifndef SWAGE_COMMAND_COMMAND_H
#define SWAGE_COMMAND_COMMAND_H

#include <stdbool.h>

enum command_exit { COMMAND_FINE = 0, COMMAND_FAILED = 1, COMMAND_USAGE = 2 };

/* `args` are the words behind the subcommand; the result is what main returns. */
struct command {
    const char *name;
    int (*run)(int count, char **args);
    const char *help;    /* what --help prints, before what all commands that read schemas take */
    const char *usage;   /* in the list of all: the words behind the name, */
    const char *summary; /* and what it does */
    bool is_own;         /* it reads no schema, and --help is of its own options only */
};

/* The last one has no name. */
extern const struct command command_list[];

int command_check(int count, char **args);
int command_completion(int count, char **args);
int command_dev(int count, char **args);
int command_dump(int count, char **args);
int command_explain(int count, char **args);
int command_fmt(int count, char **args);
int command_gen(int count, char **args);
int command_lint(int count, char **args);
int command_new(int count, char **args);
int command_scaffold(int count, char **args);
int command_schema(int count, char **args);
int command_validate(int count, char **args);

extern const char command_check_help[];
extern const char command_completion_help[];
extern const char command_dev_help[];
extern const char command_dump_help[];
extern const char command_explain_help[];
extern const char command_fmt_help[];
extern const char command_gen_help[];
extern const char command_lint_help[];
extern const char command_new_help[];
extern const char command_scaffold_help[];
extern const char command_schema_help[];
extern const char command_validate_help[];

#endif
