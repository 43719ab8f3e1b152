/* SPDX-License-Identifier: MIT */
/* Structs that are made from others: partial User, pick User(id), omit User(id). */
#ifndef SWAGE_MODEL_DERIVE_H
#define SWAGE_MODEL_DERIVE_H

#include <stdbool.h>

struct symbol;

/* Checks such a struct and fills in its model. False after an error. */
bool derive_look(struct symbol *symbol);

/* The same for a struct that some `partial` needed for the structs in it. */
bool derive_look_patch(struct symbol *symbol);

#endif
