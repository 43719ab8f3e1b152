/* SPDX-License-Identifier: MIT */
/* swage completion: commands and options for the shells. They are read from what --help prints, so that there is no second
   list of them: a line "  --name=WORD   text" is an option, and what it takes is known by its word. */
#include "config.h"

#include "command/command.h"
#include "command/front.h"
#include "command/options.h"
#include "syntax/diagnostic.h"

#include <stdio.h>
#include <string.h>

const char command_completion_help[] =
    "usage: swage completion bash|zsh|fish\n"
    "\n"
    "Prints what makes a shell complete the words behind swage. 'make install' puts it where the shells look.\n";

/* ---- options ---- */

struct option { /* pieces of a help text */
    const char *name, *word, *text;
    int name_len, word_len, text_len; /* word_len is 0 for an option without a value */
};

/* What says it in a few words: up to where the sentence goes on. */
static int text_len(const char *text)
{
    int len = 0;
    while (text[len] != '\n' && text[len] != '\0' && text[len] != ';' && text[len] != '(' &&
           (text[len] != ':' || text[len + 1] != ' '))
        len++;
    while (len > 0 && text[len - 1] == ' ')
        len--;
    return len;
}

/* The next one at or behind `help`: what is behind it, or NULL. */
static const char *next_option(const char *help, struct option *out)
{
    while (help != NULL && strncmp(help, "  -", 3) != 0) {
        help = strchr(help, '\n');
        help = help != NULL ? help + 1 : NULL;
    }
    if (help == NULL)
        return NULL;
    *out = (struct option){.name = help + 2, .name_len = (int)strcspn(help + 2, " =\n")};
    const char *at = out->name + out->name_len;
    if (*at == '=' || (*at == ' ' && at[1] != ' ')) {
        out->word = at + 1;
        out->word_len = (int)strcspn(out->word, " \n");
        at = out->word + out->word_len;
    }
    out->text = at + strspn(at, " ");
    out->text_len = text_len(out->text);
    return out->text;
}

static bool is_long(const struct option *option)
{
    return option->name[1] == '-';
}

static bool takes(const struct option *option, const char *word)
{
    return option->word_len == (int)strlen(word) && memcmp(option->word, word, strlen(word)) == 0;
}

/* All options of a command: its own, and those of all that read schemas. */
static void each_option(const struct command *command, void (*print)(const struct command *, const struct option *))
{
    struct option option;
    for (const char *at = command->help; (at = next_option(at, &option)) != NULL;)
        print(command, &option);
    for (const char *at = command->is_own ? NULL : front_help; (at = next_option(at, &option)) != NULL;)
        print(command, &option);
    option = (struct option){.name = "--help", .name_len = 6, .text = "how it is used", .text_len = 14};
    print(command, &option);
}

/* A text within single quotes: in zsh's specifications brackets and colons mean something too. */
static void print_quoted(const char *text, int len, const char *special)
{
    for (int i = 0; i < len; i++)
        if (text[i] == '\'')
            fputs("'\\''", stdout);
        else
            printf("%s%c", strchr(special, text[i]) != NULL ? "\\" : "", text[i]);
}

static void print_codes(void)
{
    for (int i = 0; i < DIAGNOSTIC_CODE_COUNT; i++)
        printf(" %s", diagnostic_code_name((enum diagnostic_code)i));
}

static void print_commands(void)
{
    for (const struct command *command = command_list; command->name != NULL; command++)
        printf(" %s", command->name);
}

/* ---- bash ---- */

static void print_bash_word(const struct command *command, const struct option *option)
{
    (void)command;
    printf(" %.*s%s", option->name_len, option->name, is_long(option) && option->word_len > 0 ? "=" : "");
}

static void print_bash_folder(const struct command *command, const struct option *option)
{
    if (takes(option, "DIR"))
        printf("    %s:%.*s) COMPREPLY=($(compgen -d -- \"$word\")) && return ;;\n", command->name, option->name_len,
               option->name);
}

/* What no case knows is a file: readline's own completion takes over (-o default). */
static void print_bash(void)
{
    fputs("# bash completion for swage; made by 'swage completion bash'\n"
          "_swage() {\n"
          "    local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} words=\n"
          "    COMPREPLY=()\n"
          "    if [ \"$COMP_CWORD\" = 1 ]; then\n"
          "        COMPREPLY=($(compgen -W '",
          stdout);
    print_commands();
    fputs(" help --help --version' -- \"$word\"))\n"
          "        return\n"
          "    fi\n"
          "    case ${COMP_WORDS[1]}:$previous in\n",
          stdout);
    for (const struct command *command = command_list; command->name != NULL; command++)
        each_option(command, print_bash_folder);
    fputs("    help:*) words='", stdout);
    print_commands();
    print_codes();
    fputs("' ;;\n"
          "    completion:*) words='bash zsh fish' ;;\n"
          "    esac\n"
          "    case ${COMP_WORDS[1]}:$word in\n",
          stdout);
    for (const struct command *command = command_list; command->name != NULL; command++) {
        printf("    %s:-*) words='", command->name);
        each_option(command, print_bash_word);
        fputs("' ;;\n", stdout);
    }
    fputs("    esac\n"
          "    COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
          "    [[ ${COMPREPLY-} != *= ]] || compopt -o nospace\n"
          "}\n"
          "complete -o default -F _swage swage\n",
          stdout);
}

/* ---- zsh ---- */

static void print_zsh_option(const struct command *command, const struct option *option)
{
    (void)command;
    printf(" \\\n        '%.*s%s[", option->name_len, option->name,
           option->word_len == 0 ? ""
           : is_long(option)     ? "="
                                 : "+");
    print_quoted(option->text, option->text_len, "[]:\\");
    fputs("]", stdout);
    if (option->word_len > 0)
        printf(":%.*s:%s", option->word_len, option->word, takes(option, "DIR") ? "_files -/" : "_files");
    fputs("'", stdout);
}

static void print_zsh(void)
{
    fputs("#compdef swage\n"
          "# zsh completion for swage; made by 'swage completion zsh'\n"
          "_swage() {\n"
          "    local -a commands=(\n",
          stdout);
    for (const struct command *command = command_list; command->name != NULL; command++)
        printf("        '%s:%s'\n", command->name, command->summary);
    fputs("        'help:what a command takes or a message means'\n"
          "    )\n"
          "    if (( CURRENT == 2 )); then\n"
          "        _describe command commands\n"
          "        return\n"
          "    fi\n"
          "    local command=$words[2]\n"
          "    shift words\n"
          "    (( CURRENT-- ))\n"
          "    case $command in\n",
          stdout);
    for (const struct command *command = command_list; command->name != NULL; command++) {
        printf("    %s)\n        _arguments", command->name);
        each_option(command, print_zsh_option);
        printf(" \\\n        '*:%s'\n        ;;\n",
               strcmp(command->name, "completion") == 0 ? "shell:(bash zsh fish)" : "file:_files");
    }
    fputs("    help)\n        compadd --", stdout);
    print_commands();
    print_codes();
    fputs("\n        ;;\n    esac\n}\n_swage \"$@\"\n", stdout);
}

/* ---- fish ---- */

static void print_fish_option(const struct command *command, const struct option *option)
{
    const char *kind = is_long(option) ? "-l " : option->name_len > 2 ? "-o " : "-s ";
    printf("complete -c swage -n '__fish_seen_subcommand_from %s' %s%.*s%s -d '", command->name, kind,
           option->name_len - (is_long(option) ? 2 : 1), option->name + (is_long(option) ? 2 : 1),
           option->word_len == 0  ? ""
           : takes(option, "DIR") ? " -x -a '(__fish_complete_directories)'"
                                  : " -r");
    print_quoted(option->text, option->text_len, "\\");
    fputs("'\n", stdout);
}

static void print_fish(void)
{
    fputs("# fish completion for swage; made by 'swage completion fish'\n", stdout);
    for (const struct command *command = command_list; command->name != NULL; command++) {
        printf("complete -c swage -n __fish_use_subcommand -f -a %s -d '%s'\n", command->name, command->summary);
        each_option(command, print_fish_option);
    }
    fputs("complete -c swage -n '__fish_seen_subcommand_from completion' -f -a 'bash zsh fish'\n"
          "complete -c swage -n __fish_use_subcommand -f -a help -d 'what a command takes or a message means'\n"
          "complete -c swage -n '__fish_seen_subcommand_from help' -f -a '",
          stdout);
    print_commands();
    print_codes();
    fputs("'\n", stdout);
}

/* ---- the command ---- */

static int run(const struct options_list *words, void *arg)
{
    (void)arg;
    const char *shell = words->count == 1 ? words->items[0] : "";
    if (strcmp(shell, "bash") == 0) {
        print_bash();
    } else if (strcmp(shell, "zsh") == 0) {
        print_zsh();
    } else if (strcmp(shell, "fish") == 0) {
        print_fish();
    } else {
        fputs("swage completion: it takes 'bash', 'zsh' or 'fish'\nTry 'swage completion --help'.\n", stderr);
        return COMMAND_USAGE;
    }
    return fflush(stdout) != 0 || ferror(stdout) ? COMMAND_FAILED : COMMAND_FINE;
}

int command_completion(int count, char **args)
{
    const struct options_command command = {.name = "completion", .help = command_completion_help, .run = run};
    return options_run(&command, NULL, count, args);
}
