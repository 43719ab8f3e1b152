/* SPDX-License-Identifier: MIT */
/* Types that are named on a command line. */
#ifndef SWAGE_COMMAND_DECLARED_H
#define SWAGE_COMMAND_DECLARED_H

#include "model/model.h"

/* The type that the file declares under this name; NULL when there is none, which `command` has said on stderr. */
const struct model_decl *declared_find(const struct model *model, const char *command, const char *name);

#endif
