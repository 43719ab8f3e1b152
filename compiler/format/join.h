/* SPDX-License-Identifier: MIT */
/* What the grammar says about white space: which bracket is which, where declarations, members and values begin. */
#ifndef SWAGE_FORMAT_JOIN_H
#define SWAGE_FORMAT_JOIN_H

#include "format/piece.h"

/* Sets `join`, `is_padded`, `role` and `match` of all tokens. The text has no syntax errors. */
void join_find(struct pieces *pieces);

#endif
