/* SPDX-License-Identifier: MIT */
/*
 * What every subcommand that reads schemas has in common: its words, the files' models, the messages, the exit status.
 *
 *     words ─options→ accept ─→ stages (schemas read, models made, texts written to memory) ─→ messages ─→ finish
 */
#ifndef SWAGE_COMMAND_FRONT_H
#define SWAGE_COMMAND_FRONT_H

#include "command/options.h"

#include <stdbool.h>
#include <stddef.h>

struct ast_file;
struct compilation;
struct model;

/* What --help says of the options that all subcommands take, behind what they say themselves. */
extern const char front_help[];

/* One run of a subcommand, which fills in the first members; usually the first member of a struct of its own. */
struct front {
    const char *name;                 /* "gen" */
    const char *help;                 /* what --help prints */
    const struct options_rule *rules; /* its options; NULL: none beside those of all */
    /* Looks at the words before anything is read, and may leave only the first ones of them as `files`. False when they
       are wrong, which is said on stderr. NULL: all words are files. */
    bool (*accept)(struct front *front);
    /* All that takes the compilation's memory. */
    void (*stages)(struct compilation *cx, struct front *front);
    /* After the messages were printed, when there was no error: writes what was made. False when that failed, which is
       said on stderr. NULL: nothing. */
    bool (*finish)(struct front *front);

    struct options options;
    const char **files; /* the schemas; one that is named twice stands here once, so that its errors are told once */
    unsigned file_count;
    bool is_refused; /* set by stages: the command line was wrong, as is said on stderr */
    bool has_failed; /* set by stages: exit status 1 without an error in a schema */
};

/* The whole of it: what main returns. */
int front_run(struct front *front, int count, char **args);

/* ---- for stages ---- */

/* The trees of the files, without those that cannot be read: how many. */
size_t front_files(struct compilation *cx, const struct front *front, const struct ast_file ***files);

/* The models of these, as front_models has them. */
bool front_build(struct compilation *cx, const struct front *front, const struct ast_file *const *files,
                 size_t file_count, const struct model ***models, size_t *count);

/* The model of each file, also of one that is there twice. */
bool front_build_each(struct compilation *cx, const struct front *front, const struct ast_file *const *files,
                      size_t file_count, const struct model **models);

/* Both at once: `models` gets one for each file in order, those that were named twice left out, and `count` how many
   there are. False after errors, which are among the diagnostics. */
bool front_models(struct compilation *cx, const struct front *front, const struct model ***models, size_t *count);

#endif
