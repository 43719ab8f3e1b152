/* SPDX-License-Identifier: MIT */
/* Every name that a file's generated C declares at file level, and whose it is: two claims to one name are an error,
   and so is a name that C, a library or the runtime has already. */
#ifndef SWAGE_MODEL_CLAIM_H
#define SWAGE_MODEL_CLAIM_H

#include "model/c_words.h"

#include <stdbool.h>

struct place;
struct unit;

/* Beside enum c_space: declared in NAME.c or for NAME's routes only, so that files that import this one never see it;
   and declared behind a guard by each file that uses it, so that claims that are called the same go together. Shared
   names may be the runtime's. */
enum { CLAIM_PRIVATE = 64, CLAIM_SHARED = 128 };

/* Claims `c_name` in some of C's name spaces (enum c_space, CLAIM_PRIVATE, CLAIM_SHARED) for what stands at `at`,
   called `what` in messages: "struct 'User'". False after a diagnostic. */
bool claim(struct unit *unit, const char *c_name, unsigned spaces, const struct place *at, const char *what);

/* Claims prefix + ending for each of a NULL-terminated list of endings. */
void claim_endings(struct unit *unit, const char *prefix, const char *const *endings, unsigned spaces,
                   const struct place *at, const char *what);

/* After all files claimed theirs: a file's names against those of the files it imports, whose headers it includes. */
void claim_check_imports(struct unit *unit);

#endif
