/* SPDX-License-Identifier: MIT */
/* swage: the word behind it says what to do. */
#include "config.h"

#include "command/command.h"
#include "command/front.h"
#include "help/page.h"
#include "syntax/suggest.h"

#include <stdio.h>
#include <string.h>

static const struct command *find(const char *name)
{
    for (const struct command *command = command_list; command->name != NULL; command++)
        if (strcmp(command->name, name) == 0)
            return command;
    return NULL;
}

static void print_usage(FILE *out)
{
    for (const struct command *command = command_list; command->name != NULL; command++)
        fprintf(out, "%s swage %-11s%-26s%s\n", command == command_list ? "usage:" : "      ", command->name,
                command->usage, command->summary);
    fputs("       swage COMMAND --help                what a command takes\n"
          "       swage help CODE                     what a message means\n"
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
    for (const struct command *command = command_list; command->name != NULL; command++)
        suggest_offer(&suggest, command->name);
    fprintf(stderr, "swage: there is no %s '%s'", word[0] == '-' ? "option" : "command", word);
    if (suggest.best != NULL)
        fprintf(stderr, "; did you mean '%s'?", suggest.best);
    fputs("\nTry 'swage --help'.\n", stderr);
    return COMMAND_USAGE;
}

static int refuse_topic(const char *word)
{
    struct suggest suggest = SUGGEST_INIT(word, strlen(word));
    for (const struct command *command = command_list; command->name != NULL; command++)
        suggest_offer(&suggest, command->name);
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
