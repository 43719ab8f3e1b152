/* SPDX-License-Identifier: MIT */
/* The words behind a subcommand, read as cc reads its own: options may stand between other words, their values joined or
   apart ("-ogen", "-o gen", "--emit=types", "--emit types"); behind "--" there are no more options. */
#ifndef SWAGE_COMMAND_OPTIONS_H
#define SWAGE_COMMAND_OPTIONS_H

#include <stdbool.h>

enum options_result { OPTIONS_GOOD, OPTIONS_HELP, OPTIONS_BAD, OPTIONS_NO_MEMORY };

struct options_list {
    const char **items; /* the words are lent */
    unsigned count;
};

/* An option that a command takes; one of the pointers says where it goes. */
struct options_rule {
    const char *name;          /* "-o", "--emit"; NULL ends a table */
    bool *flag;                /* it takes no value, and was given */
    const char **value;        /* its value: the last one counts */
    struct options_list *list; /* all values it was given */
};

struct options {
    struct options_list words;        /* that are no options: files, most of the time */
    struct options_list include_dirs; /* -I */
    const char *diagnostics;          /* --diagnostics: "text" or "json"; NULL: not given */
    const char *color;                /* --color: "auto", "always" or "never"; NULL: not given */
    const struct options_rule *rules; /* what the command takes beside those of all */
};

/*
 * Reads the words of `command`: -I, --diagnostics, --color and --help, which all commands take, and those of `rules`. What
 * is wrong is said on stderr. The lists are options_done()'s in any case.
 */
enum options_result options_read(struct options *out, const char *command, const struct options_rule *rules, int count,
                                 char **args);

/* A command that is no run over schemas (front.h): --help and its own rules are all it takes. */
struct options_command {
    const char *name;
    const char *help;
    const struct options_rule *rules;
    int (*run)(const struct options_list *words, void *arg); /* its exit status */
};

/* Reads the words and runs it, unless they are wrong: the exit status. */
int options_run(const struct options_command *command, void *arg, int count, char **args);

void options_done(struct options *options);

/* "swage COMMAND: WHAT 'WORD'" and where help is, on stderr. */
void options_refuse(const char *command, const char *what, const char *word);

#endif
