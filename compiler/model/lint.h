/* SPDX-License-Identifier: MIT */
/* What is right, and may still be regretted: said as warnings, each under the name of its rule. @allow("rule") on what it
   is about, or on anything around that (a member's struct, a route's group, the namespace), says that it is meant. */
#ifndef SWAGE_MODEL_LINT_H
#define SWAGE_MODEL_LINT_H

#include <stddef.h>

struct ast_file;
struct compilation;

/* Looks at what stands in one file, which the model has found no error in. How many warnings there are. */
size_t lint_check(struct compilation *cx, const struct ast_file *file);

#endif
