/* SPDX-License-Identifier: MIT */
/* The words behind a subcommand. */
#ifndef SWAGE_COMMAND_OPTIONS_H
#define SWAGE_COMMAND_OPTIONS_H

#include <stdbool.h>

enum options_result { OPTIONS_GOOD, OPTIONS_HELP, OPTIONS_BAD, OPTIONS_NO_MEMORY };

struct options {
    const char **files; /* as on the command line */
    unsigned file_count;
    const char **include_dirs; /* -I */
    unsigned include_dir_count;
    const char **targets; /* -MT */
    unsigned target_count;
    const char *out_dir; /* -o, "." unless given */
    const char *depfile; /* -MF, or NULL */
    unsigned emit;       /* --emit: EMIT_TYPES | EMIT_ROUTES */
};

/*
 * Reads the words of `command`. `for_output`: whether it takes the options that say where and what to write. What is
 * wrong is said on stderr. Options may stand between files; behind "--" all is files. The lists are options_done()'s,
 * the words are lent.
 */
enum options_result options_read(struct options *out, const char *command, bool for_output, int count, char **args);

void options_done(struct options *options);

#endif
