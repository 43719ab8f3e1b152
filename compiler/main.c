/* SPDX-License-Identifier: MIT */
/* swage: the word behind it says what to do. */
#include "config.h"

#include "command/command.h"
#include "syntax/suggest.h"

#include <stdio.h>
#include <string.h>

static const char help[] =
    "usage: swage gen [OPTION...] FILE...           write C from schemas\n"
    "       swage check [OPTION...] FILE...         only tell what is wrong in them\n"
    "       swage lint [-I DIR] FILE...             and what may be regretted in them\n"
    "       swage explain [-I DIR] FILE [ROUTE]     what routes take, check and cost\n"
    "       swage COMMAND --help                    what a command takes\n"
    "       swage --version\n"
    "\n"
    "Exit status: 0 when all went well, 1 for errors in schemas or files, 2 for a wrong command line.\n";

static int say(const char *text)
{
    return fputs(text, stdout) < 0 || fflush(stdout) != 0 ? COMMAND_FAILED : COMMAND_FINE;
}

static int show_help(const char *command)
{
    if (command == NULL)
        return say(help);
    if (strcmp(command, "gen") == 0)
        return say(command_gen_help);
    if (strcmp(command, "check") == 0)
        return say(command_check_help);
    if (strcmp(command, "explain") == 0)
        return say(command_explain_help);
    if (strcmp(command, "lint") == 0)
        return say(command_lint_help);
    fprintf(stderr, "swage: there is no command '%s'\n", command);
    return COMMAND_USAGE;
}

static int refuse(const char *word)
{
    static const char *const commands[] = {"gen", "check", "explain", "lint", "help", NULL};
    const char *near = suggest_nearest(word, strlen(word), commands);
    fprintf(stderr, "swage: there is no %s '%s'", word[0] == '-' ? "option" : "command", word);
    if (near != NULL)
        fprintf(stderr, "; did you mean '%s'?", near);
    fputs("\nTry 'swage --help'.\n", stderr);
    return COMMAND_USAGE;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fputs(help, stderr);
        return COMMAND_USAGE;
    }
    const char *word = argv[1];
    if (strcmp(word, "gen") == 0)
        return command_gen(argc - 2, argv + 2);
    if (strcmp(word, "check") == 0)
        return command_check(argc - 2, argv + 2);
    if (strcmp(word, "explain") == 0)
        return command_explain(argc - 2, argv + 2);
    if (strcmp(word, "lint") == 0)
        return command_lint(argc - 2, argv + 2);
    if (strcmp(word, "help") == 0 || strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
        return show_help(argv[2]);
    if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0)
        return say("swage " PACKAGE_VERSION "\n");
    return refuse(word);
}
