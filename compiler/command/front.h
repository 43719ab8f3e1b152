/* SPDX-License-Identifier: MIT */
/* From the files on the command line to their models: the stages that every subcommand begins with. */
#ifndef SWAGE_COMMAND_FRONT_H
#define SWAGE_COMMAND_FRONT_H

#include <stdbool.h>
#include <stddef.h>

struct ast_file;
struct compilation;
struct model;
struct options;

/* The trees of the files, without those that cannot be read: how many. */
size_t front_files(struct compilation *cx, const struct options *options, const struct ast_file ***files);

/* The models of these, as front_models has them. */
bool front_build(struct compilation *cx, const struct options *options, const struct ast_file *const *files,
                 size_t file_count, const struct model ***models, size_t *count);

/* Both at once: `models` gets one for each file in order, those that were named twice left out, and `count` how many there are.
   False after errors, which are among the diagnostics. */
bool front_models(struct compilation *cx, const struct options *options, const struct model ***models, size_t *count);

#endif
