/* SPDX-License-Identifier: MIT */
/* Reading settings: text to number by kind, the environment first and the flags over it. */
#include "config.h"

#include "server/options.h"

#include "server/log.h"
#include "server/origins.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef PACKAGE_VERSION
#define PACKAGE_VERSION "unversioned"
#endif

struct option {
    const char *flag;
    enum option_kind kind;
    size_t offset; /* in struct options */
    uint64_t value, least, most;
    const char *help;
};

static const struct option list[] = {
#define X(field, flag, kind, value, least, most, help) \
    {flag, kind, offsetof(struct options, field), value, least, most, help},
    OPTIONS_LIST(X)
#undef X
};

enum { OPTIONS = sizeof list / sizeof list[0] };

struct text_option {
    const char *flag;
    size_t offset; /* in struct options */
    const char *value, *choices, *help;
};

static const struct text_option texts[] = {
#define X(field, flag, value, choices, help) {flag, offsetof(struct options, field), value, choices, help},
    OPTIONS_TEXTS(X)
#undef X
};

enum { TEXTS = sizeof texts / sizeof texts[0] };

static uint64_t *field_of(struct options *options, const struct option *option)
{
    return (uint64_t *)(void *)((char *)options + option->offset);
}

static const char **text_of(struct options *options, const struct text_option *option)
{
    return (const char **)(void *)((char *)options + option->offset);
}

void options_init(struct options *options)
{
    *options = (struct options){.listen = {OPTIONS_LISTEN_DEFAULT}, .listen_count = 1, .is_listen_default = true};
    for (size_t i = 0; i < OPTIONS; i++)
        *field_of(options, &list[i]) = list[i].value;
    for (size_t i = 0; i < TEXTS; i++)
        *text_of(options, &texts[i]) = texts[i].value;
}

/* --- values ------------------------------------------------------------------------------------------------------- */

static const struct unit {
    enum option_kind kind;
    const char *name;
    uint64_t factor;
} units[] = {
    {OPTION_COUNT, "", 1},
    {OPTION_BYTES, "", 1},
    {OPTION_BYTES, "k", 1024},
    {OPTION_BYTES, "m", 1024 * 1024},
    {OPTION_BYTES, "g", 1024 * 1024 * 1024},
    {OPTION_SECONDS, "", 1000},
    {OPTION_SECONDS, "ms", 1},
    {OPTION_SECONDS, "s", 1000},
    {OPTION_SECONDS, "m", 60000},
};

enum { UNITS = sizeof units / sizeof units[0] };

static bool read_unit(enum option_kind kind, const char *text, uint64_t *factor)
{
    for (size_t i = 0; i < UNITS; i++) {
        if (units[i].kind == kind && strcmp(units[i].name, text) == 0) {
            *factor = units[i].factor;
            return true;
        }
    }
    return false;
}

static bool read_value(const struct option *option, const char *text, uint64_t *out)
{
    if (!isdigit((unsigned char)*text))
        return false;
    char *end;
    errno = 0;
    uint64_t number = strtoull(text, &end, 10), factor;
    if (errno || !read_unit(option->kind, end, &factor) || number > UINT64_MAX / factor)
        return false;
    if (number * factor < option->least || number * factor > option->most)
        return false;
    *out = number * factor;
    return true;
}

/* A value with the largest unit that it is a multiple of. */
static const char *value_text(const struct option *option, uint64_t value, char text[32])
{
    const struct unit *best = NULL;
    for (size_t i = 0; i < UNITS; i++) {
        const struct unit *unit = &units[i];
        if (unit->kind != option->kind || value % unit->factor || (value == 0 && *unit->name))
            continue;
        /* "30" means seconds, but "30s" says so. */
        if (!best || unit->factor > best->factor || (unit->factor == best->factor && *unit->name))
            best = unit;
    }
    snprintf(text, 32, "%llu%s", (unsigned long long)(best ? value / best->factor : value), best ? best->name : "");
    return text;
}

/* `source` is "--threads" or "SWAGE_THREADS". */
static bool set_value(struct options *options, const struct option *option, const char *source, const char *text)
{
    if (read_value(option, text, field_of(options, option)))
        return true;
    char least[32], most[32];
    log_line(LOG_ERROR, "%s: expected %s to %s, found \"%s\"", source, value_text(option, option->least, least),
             value_text(option, option->most, most), text);
    return false;
}

static bool set_switch(struct options *options, const struct option *option, const char *source, const char *text)
{
    if (strcmp(text, "0") && strcmp(text, "1")) {
        log_line(LOG_ERROR, "%s: expected 0 or 1, found \"%s\"", source, text);
        return false;
    }
    *field_of(options, option) = *text == '1';
    return true;
}

/* Whether `text` is one of "a|b|c". */
static bool is_choice(const char *choices, const char *text)
{
    size_t len = strlen(text);
    if (len == 0 || strchr(text, '|'))
        return false;
    for (const char *at = choices; at; at = strchr(at, '|')) {
        at += *at == '|';
        if (strncmp(at, text, len) == 0 && (at[len] == '|' || at[len] == '\0'))
            return true;
    }
    return false;
}

static bool set_text(struct options *options, const struct text_option *option, const char *source, const char *text)
{
    if (option->choices && !is_choice(option->choices, text)) {
        log_line(LOG_ERROR, "%s: expected %s, found \"%s\"", source, option->choices, text);
        return false;
    }
    *text_of(options, option) = text;
    return true;
}

static bool add_listen(struct options *options, const char *text)
{
    if (options->listen_count == OPTIONS_LISTEN_MAX) {
        log_line(LOG_ERROR, "--listen: more than %d addresses", OPTIONS_LISTEN_MAX);
        return false;
    }
    options->listen[options->listen_count++] = text;
    return true;
}

/* --- the environment ---------------------------------------------------------------------------------------------- */

/* "idle-timeout" → "SWAGE_IDLE_TIMEOUT". */
static const char *variable_of(const char *flag, char name[64])
{
    size_t len = (size_t)snprintf(name, 64, "SWAGE_%s", flag);
    for (size_t i = 0; i < len; i++)
        name[i] = name[i] == '-' ? '_' : (char)toupper((unsigned char)name[i]);
    return name;
}

/* Addresses with commas between. */
static bool read_listen_variable(struct options *options, const char *text)
{
    if (!text || !*text)
        return true;
    options->listen_text = strdup(text);
    if (!options->listen_text) {
        log_line(LOG_ERROR, "no memory for SWAGE_LISTEN");
        return false;
    }
    options->listen_count = 0;
    options->is_listen_default = false;
    for (char *at = options->listen_text, *one; (one = strsep(&at, ",")) != NULL;)
        if (!add_listen(options, one))
            return false;
    return true;
}

static bool read_environment(struct options *options)
{
    if (!read_listen_variable(options, getenv("SWAGE_LISTEN")))
        return false;
    for (size_t i = 0; i < OPTIONS; i++) {
        char name[64];
        const char *text = getenv(variable_of(list[i].flag, name));
        if (!text)
            continue;
        if (!(list[i].kind == OPTION_SWITCH ? set_switch : set_value)(options, &list[i], name, text))
            return false;
    }
    for (size_t i = 0; i < TEXTS; i++) {
        char name[64];
        const char *text = getenv(variable_of(texts[i].flag, name));
        if (text && !set_text(options, &texts[i], name, text))
            return false;
    }
    return true;
}

/* --- flags -------------------------------------------------------------------------------------------------------- */

static void print_help(const char *program)
{
    printf("usage: %s [FLAG...] [-- ARGUMENT...]\n\n", program);
    printf("  %-24s %-10s %s\n", "--listen ADDRESS", "",
           "HOST:PORT, :PORT, [::1]:PORT, unix:PATH or fd:N; may stand several times");
    printf("  %-24s %-10s (default %s)\n", "", "", OPTIONS_LISTEN_DEFAULT);
    for (size_t i = 0; i < OPTIONS; i++) {
        static const char *const places[] = {" N", " BYTES", " TIME", ""};
        char flag[64], text[32];
        snprintf(flag, sizeof flag, "--%s%s", list[i].flag, places[list[i].kind]);
        printf("  %-24s %-10s %s\n", flag,
               list[i].kind == OPTION_SWITCH ? "" : value_text(&list[i], list[i].value, text), list[i].help);
    }
    for (size_t i = 0; i < TEXTS; i++) {
        char flag[64];
        snprintf(flag, sizeof flag, "--%s %s", texts[i].flag, texts[i].choices ? texts[i].choices : "TEXT");
        printf("  %-35s %s%s%s%s\n", flag, texts[i].help, *texts[i].value ? " (" : "", texts[i].value,
               *texts[i].value ? ")" : "");
    }
    printf("  %-24s %-10s %s\n", "--print-config", "", "print what all of these are, as variables");
    printf("  %-24s %-10s %s\n  %-24s %-10s %s\n\n", "--help", "", "print this", "--version", "", "print the version");
    puts("The second column is the default. Bytes may end in k, m or g; times in ms, s or m.");
    puts("Each flag is also a variable: --idle-timeout is SWAGE_IDLE_TIMEOUT. Flags win.");
}

/* What holds, as the variables that would say so: what it prints can be a file of environment variables. */
static void print_config(const struct options *options)
{
    fputs("SWAGE_LISTEN=", stdout);
    for (unsigned i = 0; i < options->listen_count; i++)
        printf("%s%s", i == 0 ? "" : ",", options->listen[i]);
    putchar('\n');
    for (size_t i = 0; i < OPTIONS; i++) {
        char name[64], text[32];
        uint64_t value = *field_of((struct options *)(uintptr_t)options, &list[i]);
        printf("%s=%s\n", variable_of(list[i].flag, name), value_text(&list[i], value, text));
    }
    for (size_t i = 0; i < TEXTS; i++) {
        char name[64];
        printf("%s=%s\n", variable_of(texts[i].flag, name), *text_of((struct options *)(uintptr_t)options, &texts[i]));
    }
}

static const struct text_option *find_text(const char *flag, size_t len)
{
    for (size_t i = 0; i < TEXTS; i++)
        if (strlen(texts[i].flag) == len && memcmp(texts[i].flag, flag, len) == 0)
            return &texts[i];
    return NULL;
}

static const struct option *find(const char *flag, size_t len)
{
    for (size_t i = 0; i < OPTIONS; i++)
        if (strlen(list[i].flag) == len && memcmp(list[i].flag, flag, len) == 0)
            return &list[i];
    return NULL;
}

struct cursor {
    char **argv;
    int argc, at;
    bool has_listen; /* the first --listen takes the place of the default and the environment's */
    bool is_asked;   /* for --print-config */
};

/* The value of the flag at the cursor: behind its '=', or the next argument. */
static const char *take_value(struct cursor *cursor, const char *equals)
{
    const char *flag = cursor->argv[cursor->at];
    if (equals)
        return equals + 1;
    if (cursor->at + 1 < cursor->argc)
        return cursor->argv[++cursor->at];
    log_line(LOG_ERROR, "%s: a value is missing", flag);
    return NULL;
}

static bool read_listen(struct cursor *cursor, const char *equals, struct options *options)
{
    const char *value = take_value(cursor, equals);
    if (!value)
        return false;
    if (!cursor->has_listen)
        options->listen_count = 0;
    cursor->has_listen = true;
    options->is_listen_default = false;
    return add_listen(options, value);
}

static bool read_text(struct cursor *cursor, const char *equals, const struct text_option *option, struct options *options)
{
    char source[64];
    snprintf(source, sizeof source, "--%s", option->flag);
    const char *value = take_value(cursor, equals);
    return value && set_text(options, option, source, value);
}

static bool read_flag(struct cursor *cursor, struct options *options)
{
    const char *flag = cursor->argv[cursor->at], *equals = strchr(flag, '=');
    size_t len = equals ? (size_t)(equals - flag) : strlen(flag);
    if (len == 8 && memcmp(flag, "--listen", 8) == 0)
        return read_listen(cursor, equals, options);
    bool is_long = len > 2 && memcmp(flag, "--", 2) == 0;
    const struct text_option *text = is_long ? find_text(flag + 2, len - 2) : NULL;
    if (text)
        return read_text(cursor, equals, text, options);
    const struct option *option = is_long ? find(flag + 2, len - 2) : NULL;
    if (!option || (option->kind == OPTION_SWITCH && equals)) {
        log_line(LOG_ERROR, "unknown argument \"%s\"; --help lists the flags", flag);
        return false;
    }
    if (option->kind == OPTION_SWITCH) {
        *field_of(options, option) = 1;
        return true;
    }
    char source[64];
    snprintf(source, sizeof source, "--%s", option->flag);
    const char *value = take_value(cursor, equals);
    return value && set_value(options, option, source, value);
}

/* The program's own arguments move up to its name. */
static int keep_rest(int argc, char **argv, int from)
{
    int count = 1;
    while (from < argc)
        argv[count++] = argv[from++];
    argv[count] = NULL;
    return count;
}

void options_done(struct options *options)
{
    free(options->listen_text);
    options->listen_text = NULL;
}

static enum options_result read_all(int argc, char **argv, struct options *options)
{
    struct cursor cursor = {.argv = argv, .argc = argc, .at = 1};
    if (!read_environment(options))
        return OPTIONS_BAD;
    for (; cursor.at < argc && strcmp(argv[cursor.at], "--"); cursor.at++) {
        if (strcmp(argv[cursor.at], "--help") == 0) {
            print_help(argv[0]);
            return OPTIONS_DONE;
        }
        if (strcmp(argv[cursor.at], "--version") == 0) {
            puts("swage " PACKAGE_VERSION);
            return OPTIONS_DONE;
        }
        if (strcmp(argv[cursor.at], "--print-config") == 0)
            cursor.is_asked = true;
        else if (!read_flag(&cursor, options))
            return OPTIONS_BAD;
    }
    if (cursor.is_asked) {
        print_config(options);
        return OPTIONS_DONE;
    }
    if (argc > 0)
        options->rest_count = keep_rest(argc, argv, cursor.at + 1);
    return OPTIONS_RUN;
}

enum options_result options_read(int argc, char **argv, struct options *out)
{
    struct options options;
    options_init(&options);
    enum options_result result = read_all(argc, argv, &options);
    if (result == OPTIONS_RUN && !origins_read(&(struct origins){.cors = {.origins = NULL}}, &options))
        result = OPTIONS_BAD;
    if (result == OPTIONS_RUN)
        *out = options;
    else
        options_done(&options);
    return result;
}
