/* SPDX-License-Identifier: MIT */
/* A value within a JSON document, by its place. */
#ifndef TEST_FIND_H
#define TEST_FIND_H

#include <swage/arena.h>
#include <swage/string.h>

/* The text of the value at `pointer` (RFC 6901) in `json`, which is JSON, as it stands there; absent when there is none,
   `json` is no JSON, or `arena`, in which strings with escapes are read, is full. */
swage_str find_value(swage_str json, const char *pointer, swage_arena *arena);

#endif
