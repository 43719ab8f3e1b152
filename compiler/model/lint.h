/* SPDX-License-Identifier: MIT */
/* What is right, and may still be regretted: said as warnings, each under the name of its rule. @allow("rule") on what it
   is about, or on anything around that (a member's struct, a route's group, the namespace), says that it is meant. */
#ifndef SWAGE_MODEL_LINT_H
#define SWAGE_MODEL_LINT_H

#include "syntax/diagnostic.h"

#include <stdbool.h>
#include <stddef.h>

struct ast_file;
struct compilation;
struct model;

struct lint_choice {
    bool is_on[DIAGNOSTIC_CODE_COUNT];
};

/* Whether the code is a rule of lint, and whether it is one that is looked for without being asked for. */
bool lint_is_rule(enum diagnostic_code code);
bool lint_is_usual(enum diagnostic_code code);

/* The usual rules. */
struct lint_choice lint_usual(void);

/* Looks at what stands in one file, which the model has found no error in. How many warnings there are. */
size_t lint_check(struct compilation *cx, const struct ast_file *file, const struct model *model,
                  const struct lint_choice *choice);

#endif
