/* SPDX-License-Identifier: MIT */
/* Named arguments: of an annotation, or of what a declaration is made of. */
#ifndef SWAGE_MODEL_ARGUMENTS_H
#define SWAGE_MODEL_ARGUMENTS_H

#include "model/resolve.h"
#include "syntax/diagnostic.h"

struct arguments_of {
    const struct unit *unit;
    const struct ast_argument_list *list;
    const char *what;          /* has them, as messages call it: "jwt" */
    enum diagnostic_code code; /* of what is wrong with them */
};

/* The one of that name, or NULL. */
const struct ast_argument *arguments_find(const struct ast_argument_list *list, const char *name);

/* Whether every argument has one of these names, NULL behind the last, and none stands twice; else that is reported. */
bool arguments_check(const struct arguments_of *of, const char *const *names);

/* Reports that the argument is not what it takes: "seconds, from 0 to 600". False. */
bool arguments_refuse(const struct arguments_of *of, const struct ast_argument *argument, const char *wanted);

#endif
