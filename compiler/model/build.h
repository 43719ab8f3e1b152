/* SPDX-License-Identifier: MIT */
/* From the trees of files to their models: resolve binds names (and reads imports), then everything that a
   declaration or route can do wrong is looked for, and build writes down what is left. */
#ifndef SWAGE_MODEL_BUILD_H
#define SWAGE_MODEL_BUILD_H

#include <stdbool.h>
#include <stddef.h>

struct compilation;
struct ast_file;
struct model;

struct model_options {
    const char *const *include_dirs; /* -I, looked through after the importing file's own folder */
    unsigned include_dir_count;
};

/*
 * The models of `count` files, in their order, into `models`. False after errors in any of them or in what they import;
 * `models` is untouched then. A file is read once, however often it is named or imported: a file that is given twice
 * has one model. The files that are imported, directly or not, are among cx->sources afterwards (for depfiles).
 */
bool model_build_all(struct compilation *cx, const struct ast_file *const *files, size_t count,
                     const struct model_options *options, const struct model **models);

/* The same for one file: its model, or NULL after errors. */
const struct model *model_build(struct compilation *cx, const struct ast_file *file,
                                const struct model_options *options);

#endif
