/* SPDX-License-Identifier: MIT */
/* From the tree of a file to its model: resolve binds names (and reads imports), check refuses what cannot be, build
   writes down what is left. */
#ifndef SWAGE_MODEL_BUILD_H
#define SWAGE_MODEL_BUILD_H

struct compilation;
struct ast_file;
struct model;

struct model_options {
    const char *const *include_dirs; /* -I, looked through after the importing file's own folder */
    unsigned include_dir_count;
};

/* The model of `file`, or NULL after errors. The files it imports, directly or not, are parsed and checked on the way; they
   are among cx->sources afterwards (for depfiles). */
const struct model *model_build(struct compilation *cx, const struct ast_file *file, const struct model_options *options);

#endif
