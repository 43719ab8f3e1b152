/* SPDX-License-Identifier: MIT */
/* One pass over the words; every list has room for all of them. */
#include "config.h"

#include "command/options.h"

#include "command/command.h"
#include "syntax/suggest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct scan {
    struct options *out;
    const char *command;
    bool is_own; /* nothing of what all commands take */
    int count, at;
    char **args;
};

void options_refuse(const char *command, const char *what, const char *word)
{
    fprintf(stderr, "swage %s: %s '%s'\nTry 'swage %s --help'.\n", command, what, word, command);
}

static enum options_result bad(const struct scan *scan, const char *what, const char *word)
{
    options_refuse(scan->command, what, word);
    return OPTIONS_BAD;
}

enum { SHARED = 4 };

/* What all commands that read schemas take; the last one ends the table. */
static void list_shared(const struct scan *scan, struct options_rule rules[SHARED])
{
    struct options *out = scan->out;
    rules[0] = (struct options_rule){.name = "-I", .list = &out->include_dirs};
    rules[1] = (struct options_rule){.name = "--diagnostics", .value = &out->diagnostics};
    rules[2] = (struct options_rule){.name = "--color", .value = &out->color};
    rules[3] = (struct options_rule){.name = NULL};
    if (scan->is_own)
        rules[0] = rules[3];
}

static void offer(struct suggest *suggest, const struct options_rule *rules)
{
    for (; rules->name != NULL; rules++)
        suggest_offer(suggest, rules->name);
}

static enum options_result refuse_unknown(const struct scan *scan, const char *word)
{
    struct suggest suggest = SUGGEST_INIT(word, strcspn(word, "="));
    struct options_rule shared[SHARED];
    list_shared(scan, shared);
    suggest_offer(&suggest, "--help");
    offer(&suggest, shared);
    offer(&suggest, scan->out->rules);
    fprintf(stderr, "swage %s: unknown option '%s'", scan->command, word);
    if (suggest.best != NULL)
        fprintf(stderr, "; did you mean '%s'?", suggest.best);
    fprintf(stderr, "\nTry 'swage %s --help'.\n", scan->command);
    return OPTIONS_BAD;
}

/* Whether `word` is the option, with its value joined or not. */
static bool is_option(const char *word, const struct options_rule *rule)
{
    size_t len = strlen(rule->name);
    if (strncmp(word, rule->name, len) != 0)
        return false;
    return word[len] == '\0' || (rule->flag == NULL && (rule->name[1] != '-' || word[len] == '='));
}

/* The rest of the option's word, or the next word. NULL when there is none. */
static const char *value_of(struct scan *scan, const char *option)
{
    const char *rest = scan->args[scan->at] + strlen(option);
    if (*rest == '=' && option[1] == '-')
        return rest + 1;
    if (*rest != '\0')
        return rest;
    return scan->at + 1 < scan->count ? scan->args[++scan->at] : NULL;
}

static enum options_result take(struct scan *scan, const struct options_rule *rule)
{
    if (rule->flag != NULL) {
        *rule->flag = true;
        return OPTIONS_GOOD;
    }
    const char *value = value_of(scan, rule->name);
    if (value == NULL || *value == '\0')
        return bad(scan, "a value is missing behind", rule->name);
    if (rule->value != NULL)
        *rule->value = value;
    else
        rule->list->items[rule->list->count++] = value;
    return OPTIONS_GOOD;
}

static const struct options_rule *find(const char *word, const struct options_rule *rules)
{
    for (; rules->name != NULL; rules++)
        if (is_option(word, rules))
            return rules;
    return NULL;
}

static enum options_result take_option(struct scan *scan, const char *word)
{
    struct options_rule shared[SHARED];
    list_shared(scan, shared);
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
        return OPTIONS_HELP;
    const struct options_rule *rule = find(word, shared);
    if (rule == NULL)
        rule = find(word, scan->out->rules);
    return rule != NULL ? take(scan, rule) : refuse_unknown(scan, word);
}

/* The value has to be one of the words, which are NULL-terminated. */
static enum options_result check_choice(const struct scan *scan, const char *name, const char *value,
                                        const char *const *words)
{
    for (size_t i = 0; value != NULL && words[i] != NULL; i++)
        if (strcmp(value, words[i]) == 0)
            return OPTIONS_GOOD;
    if (value == NULL)
        return OPTIONS_GOOD;
    const char *meant = suggest_nearest(value, strlen(value), words);
    fprintf(stderr, "swage %s: '%s' does not know '%s'", scan->command, name, value);
    if (meant != NULL)
        fprintf(stderr, "; did you mean '%s'?", meant);
    fprintf(stderr, "\nTry 'swage %s --help'.\n", scan->command);
    return OPTIONS_BAD;
}

static enum options_result check_shared(const struct scan *scan)
{
    static const char *const forms[] = {"text", "json", NULL}, *const colours[] = {"auto", "always", "never", NULL};
    enum options_result result = check_choice(scan, "--diagnostics", scan->out->diagnostics, forms);
    return result != OPTIONS_GOOD ? result : check_choice(scan, "--color", scan->out->color, colours);
}

static enum options_result take_words(struct scan *scan)
{
    struct options_list *words = &scan->out->words;
    bool has_options = true;
    for (; scan->at < scan->count; scan->at++) {
        const char *word = scan->args[scan->at];
        enum options_result result = OPTIONS_GOOD;
        if (!has_options || word[0] != '-' || word[1] == '\0')
            words->items[words->count++] = word;
        else if (strcmp(word, "--") == 0)
            has_options = false;
        else
            result = take_option(scan, word);
        if (result != OPTIONS_GOOD)
            return result;
    }
    return check_shared(scan);
}

static bool make_list(struct options_list *list, int count)
{
    list->items = calloc((size_t)count + 1, sizeof *list->items);
    return list->items != NULL;
}

static bool make_lists(struct options *out, int count)
{
    bool is_made = make_list(&out->words, count) && make_list(&out->include_dirs, count);
    for (const struct options_rule *rule = out->rules; is_made && rule->name != NULL; rule++)
        if (rule->list != NULL)
            is_made = make_list(rule->list, count);
    return is_made;
}

static enum options_result read_words(struct scan *scan, const struct options_rule *rules)
{
    static const struct options_rule none[] = {{.name = NULL}};
    *scan->out = (struct options){.rules = rules != NULL ? rules : none};
    if (!make_lists(scan->out, scan->count)) {
        fputs("swage: out of memory\n", stderr);
        return OPTIONS_NO_MEMORY;
    }
    return take_words(scan);
}

enum options_result options_read(struct options *out, const char *command, const struct options_rule *rules, int count,
                                 char **args)
{
    struct scan scan = {.out = out, .command = command, .count = count, .args = args};
    return read_words(&scan, rules);
}

void options_done(struct options *options)
{
    free(options->words.items);
    free(options->include_dirs.items);
    for (const struct options_rule *rule = options->rules; rule->name != NULL; rule++)
        if (rule->list != NULL) {
            free(rule->list->items);
            *rule->list = (struct options_list){0};
        }
}

int options_run(const struct options_command *command, void *arg, int count, char **args)
{
    struct options options;
    struct scan scan = {.out = &options, .command = command->name, .is_own = true, .count = count, .args = args};
    int status = COMMAND_USAGE;
    switch (read_words(&scan, command->rules)) {
    case OPTIONS_GOOD: status = command->run(&options.words, arg); break;
    case OPTIONS_HELP:
        status = fputs(command->help, stdout) < 0 || fflush(stdout) != 0 ? COMMAND_FAILED : COMMAND_FINE;
        break;
    case OPTIONS_BAD: break;
    case OPTIONS_NO_MEMORY: status = COMMAND_FAILED; break;
    }
    options_done(&options);
    return status;
}
