/* SPDX-License-Identifier: MIT */
/* JSON merge patches on the JSON itself (RFC 7396), by which the patching of structs is judged. */
#ifndef TEST_MERGE_H
#define TEST_MERGE_H

#include <swage/arena.h>
#include <swage/string.h>

/* What `patch` makes of `target`; both are JSON without white space whose keys are spelled alike, as encoders write it.
   In `arena`; absent when that is full. */
swage_str merge_patch(swage_str target, swage_str patch, swage_arena *arena);

#endif
