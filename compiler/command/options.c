/* SPDX-License-Identifier: MIT */
/* Options as cc has them: one dash for what is one letter or begins with -M, values joined or apart. */
#include "config.h"

#include "command/options.h"

#include "emit/emit.h"
#include "syntax/suggest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct scan {
    struct options *out;
    const char *command;
    bool for_output;
    int count, at;
    char **args;
};

static enum options_result bad(const struct scan *scan, const char *what, const char *word)
{
    fprintf(stderr, "swage %s: %s '%s'\nTry 'swage %s --help'.\n", scan->command, what, word, scan->command);
    return OPTIONS_BAD;
}

/* The value of the option at hand: the rest of its word, or the next word. NULL when there is none. */
static const char *value_of(struct scan *scan, const char *option)
{
    const char *rest = scan->args[scan->at] + strlen(option);
    if (*rest != '\0')
        return rest;
    return scan->at + 1 < scan->count ? scan->args[++scan->at] : NULL;
}

static enum options_result take_value(struct scan *scan, const char *option, const char **out)
{
    const char *value = value_of(scan, option);
    if (value == NULL || *value == '\0')
        return bad(scan, "a value is missing behind", option);
    *out = value;
    return OPTIONS_GOOD;
}

static enum options_result take_item(struct scan *scan, const char *option, const char **list, unsigned *count)
{
    enum options_result result = take_value(scan, option, &list[*count]);
    *count += result == OPTIONS_GOOD;
    return result;
}

/* ---- --emit ---- */

static enum options_result bad_emit(const struct scan *scan, const char *word, size_t len)
{
    static const char *const names[] = {"types", "routes", NULL};
    const char *near = suggest_nearest(word, len, names);
    fprintf(stderr, "swage %s: nothing is called '%.*s' in --emit", scan->command, (int)len, word);
    if (near != NULL)
        fprintf(stderr, "; did you mean '%s'?", near);
    fprintf(stderr, "\nIt takes 'types', 'routes', or both with a comma between.\n");
    return OPTIONS_BAD;
}

static bool is_word(const char *word, size_t len, const char *name)
{
    return strlen(name) == len && memcmp(word, name, len) == 0;
}

static enum options_result take_emit(struct scan *scan, const char *list)
{
    unsigned emit = 0;
    for (;; list++) {
        size_t len = strcspn(list, ",");
        if (is_word(list, len, "types"))
            emit |= EMIT_TYPES;
        else if (is_word(list, len, "routes"))
            emit |= EMIT_ROUTES;
        else
            return bad_emit(scan, list, len);
        list += len;
        if (*list == '\0')
            break;
    }
    scan->out->emit = emit;
    return OPTIONS_GOOD;
}

/* ---- words ---- */

static bool begins(const char *word, const char *option)
{
    return strncmp(word, option, strlen(option)) == 0;
}

static enum options_result take_output_option(struct scan *scan, const char *word)
{
    struct options *out = scan->out;
    const char *emit;
    if (begins(word, "-MF"))
        return take_value(scan, "-MF", &out->depfile);
    if (begins(word, "-MT"))
        return take_item(scan, "-MT", out->targets, &out->target_count);
    if (begins(word, "-o"))
        return take_value(scan, "-o", &out->out_dir);
    if (begins(word, "--emit="))
        return take_emit(scan, word + strlen("--emit="));
    if (strcmp(word, "--emit") != 0)
        return bad(scan, "unknown option", word);
    enum options_result result = take_value(scan, "--emit", &emit);
    return result == OPTIONS_GOOD ? take_emit(scan, emit) : result;
}

static enum options_result take_option(struct scan *scan, const char *word)
{
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
        return OPTIONS_HELP;
    if (begins(word, "-I"))
        return take_item(scan, "-I", scan->out->include_dirs, &scan->out->include_dir_count);
    return scan->for_output ? take_output_option(scan, word) : bad(scan, "unknown option", word);
}

/* A file that is named twice is read once, so that its errors are told once. */
static void take_file(struct options *out, const char *file)
{
    for (unsigned i = 0; i < out->file_count; i++)
        if (strcmp(out->files[i], file) == 0)
            return;
    out->files[out->file_count++] = file;
}

static enum options_result take_words(struct scan *scan)
{
    bool are_files = false;
    for (; scan->at < scan->count; scan->at++) {
        const char *word = scan->args[scan->at];
        enum options_result result = OPTIONS_GOOD;
        if (are_files || word[0] != '-' || word[1] == '\0')
            take_file(scan->out, word);
        else if (strcmp(word, "--") == 0)
            are_files = true;
        else
            result = take_option(scan, word);
        if (result != OPTIONS_GOOD)
            return result;
    }
    return OPTIONS_GOOD;
}

/* Each list has room for all words. */
static bool make_lists(struct options *out, int count)
{
    size_t room = (size_t)count + 1;
    out->files = calloc(room, sizeof(*out->files));
    out->include_dirs = calloc(room, sizeof(*out->include_dirs));
    out->targets = calloc(room, sizeof(*out->targets));
    return out->files != NULL && out->include_dirs != NULL && out->targets != NULL;
}

enum options_result options_read(struct options *out, const char *command, bool for_output, int count, char **args)
{
    struct scan scan = {.out = out, .command = command, .for_output = for_output, .count = count, .args = args};
    *out = (struct options){.out_dir = ".", .emit = EMIT_TYPES | EMIT_ROUTES};
    if (!make_lists(out, count)) {
        fputs("swage: out of memory\n", stderr);
        return OPTIONS_NO_MEMORY;
    }
    enum options_result result = take_words(&scan);
    if (result != OPTIONS_GOOD)
        return result;
    if (out->file_count == 0) {
        fprintf(stderr, "swage %s: no schema file was named\nTry 'swage %s --help'.\n", command, command);
        return OPTIONS_BAD;
    }
    if (out->target_count > 0 && out->depfile == NULL)
        return bad(&scan, "there is no -MF that could use", "-MT");
    return OPTIONS_GOOD;
}

void options_done(struct options *options)
{
    free(options->files);
    free(options->include_dirs);
    free(options->targets);
}
