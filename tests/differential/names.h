/* SPDX-License-Identifier: MIT */
/* Names that try what generated code does with names: words of C, keys that are hard to quote or to tell apart. */
#ifndef TESTS_DIFFERENTIAL_NAMES_H
#define TESTS_DIFFERENTIAL_NAMES_H

#include "maker.h"

/* The name of a declaration; `index` makes it the only one. */
const char *names_thing(struct maker *maker, size_t index);

/* Fills in name and wire of one more member of `thing`, and adds it. The wire name is as it stands between quotes. */
struct thing_member *names_member(struct maker *maker, struct thing *thing);

/* Whether the thing has a member with either name. */
bool names_has(const struct thing *thing, const char *name, const char *wire);

/* Keys of tags, which no member has. */
const char *names_tag(struct maker *maker);

/* A tag of a variant or the text of an enumerator; `index` makes it the only one of its kind. */
const char *names_text(struct maker *maker, size_t index);

#endif
