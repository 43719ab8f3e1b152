/* SPDX-License-Identifier: MIT */
/* What make, ninja and CMake want to know: which files were read for which. */
#ifndef SWAGE_COMMAND_DEPFILE_H
#define SWAGE_COMMAND_DEPFILE_H

#include "syntax/pool.h"

#include <stddef.h>

struct source;

/* One rule "targets: sources", and an empty one for each source behind the first `named`, so that make does not
   stumble over an import that is gone. NUL-terminated, from the pool. NULL when a path has a line break in it. */
const char *depfile_text(struct pool *pool, const char *const *targets, size_t target_count,
                         const struct source *sources, size_t named);

#endif
