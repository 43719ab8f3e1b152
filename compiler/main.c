/* SPDX-License-Identifier: MIT */
/* swage: the word behind it says what to do. */
#include "config.h"

#include "command/command.h"
#include "command/front.h"
#include "help/page.h"
#include "syntax/suggest.h"

#include <stdio.h>
#include <string.h>

static const struct command commands[] = {
    {"new", command_new, command_new_help, "[--build=TOOL] NAME", "make a project to start from", true},
    {"dev", command_dev, command_dev_help, "[OPTION...] [FILE...]", "serve it while it is worked on", true},
    {"gen", command_gen, command_gen_help, "[OPTION...] FILE...", "write C from schemas", false},
    {"check", command_check, command_check_help, "[OPTION...] FILE...", "only tell what is wrong in them", false},
    {"fmt", command_fmt, command_fmt_help, "[--check] FILE...", "rewrite them in one style", false},
    {"lint", command_lint, command_lint_help, "[OPTION...] FILE...", "and what may be regretted in them", false},
    {"dump", command_dump, command_dump_help, "[-I DIR] FILE...", "what is known of them, as JSON", false},
    {"scaffold", command_scaffold, command_scaffold_help, "[OPTION...] FILE...", "handlers to start from", false},
    {"explain", command_explain, command_explain_help, "[-I DIR] FILE [ROUTE]", "what routes take, check and cost", false},
    {"validate", command_validate, command_validate_help, "[-I DIR] FILE TYPE [JSON]", "what is wrong with documents", false},
};

enum { COMMANDS = sizeof commands / sizeof *commands };

static const struct command *find(const char *name)
{
    for (size_t i = 0; i < COMMANDS; i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

static void print_usage(FILE *out)
{
    for (size_t i = 0; i < COMMANDS; i++)
        fprintf(out, "%s swage %-9s%-26s%s\n", i == 0 ? "usage:" : "      ", commands[i].name, commands[i].usage,
                commands[i].summary);
    fputs("       swage COMMAND --help              what a command takes\n"
          "       swage help CODE                   what a message means\n"
          "       swage --version\n"
          "\n"
          "Exit status: 0 when all went well, 1 for errors in schemas or files, 2 for a wrong command line.\n",
          out);
}

static int finish(void)
{
    return fflush(stdout) != 0 || ferror(stdout) ? COMMAND_FAILED : COMMAND_FINE;
}

static int refuse(const char *word)
{
    struct suggest suggest = SUGGEST_INIT(word, strlen(word));
    suggest_offer(&suggest, "help");
    for (size_t i = 0; i < COMMANDS; i++)
        suggest_offer(&suggest, commands[i].name);
    fprintf(stderr, "swage: there is no %s '%s'", word[0] == '-' ? "option" : "command", word);
    if (suggest.best != NULL)
        fprintf(stderr, "; did you mean '%s'?", suggest.best);
    fputs("\nTry 'swage --help'.\n", stderr);
    return COMMAND_USAGE;
}

static int refuse_topic(const char *word)
{
    struct suggest suggest = SUGGEST_INIT(word, strlen(word));
    for (size_t i = 0; i < COMMANDS; i++)
        suggest_offer(&suggest, commands[i].name);
    for (int i = 0; i < DIAGNOSTIC_CODE_COUNT; i++)
        suggest_offer(&suggest, diagnostic_code_name((enum diagnostic_code)i));
    fprintf(stderr, "swage: there is no command '%s', and no message has this code", word);
    if (suggest.best != NULL)
        fprintf(stderr, "; did you mean '%s'?", suggest.best);
    fputs("\nTry 'swage help'.\n", stderr);
    return COMMAND_USAGE;
}

static void print_topics(void)
{
    print_usage(stdout);
    puts("\nCodes of messages, and rules of lint; 'swage help CODE' says more of one:\n");
    page_print_codes(stdout);
}

static int show_help(const char *name)
{
    const struct command *command = name != NULL ? find(name) : NULL;
    enum diagnostic_code code;
    if (command != NULL)
        printf("%s%s", command->help, command->is_own ? "" : front_help);
    else if (name == NULL)
        print_topics();
    else if (diagnostic_code_find(name, &code))
        page_print(page_get(code), stdout);
    else
        return refuse_topic(name);
    return finish();
}

static int show_usage(void)
{
    print_usage(stdout);
    return finish();
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        print_usage(stderr);
        return COMMAND_USAGE;
    }
    const char *word = argv[1];
    const struct command *command = find(word);
    if (command != NULL)
        return command->run(argc - 2, argv + 2);
    if (strcmp(word, "help") == 0)
        return show_help(argv[2]);
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
        return show_usage();
    if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0) {
        puts("swage " PACKAGE_VERSION);
        return finish();
    }
    return refuse(word);
}
