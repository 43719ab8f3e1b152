/* SPDX-License-Identifier: MIT */
/* Extern typedefs: types of the user's in C, with a base that says what they are in JSON. */
#ifndef SWAGE_MODEL_EXTERNAL_H
#define SWAGE_MODEL_EXTERNAL_H

#include <stdbool.h>

struct symbol;

/* Checks the extern typedef and fills in its model. False after an error. */
bool external_look(struct symbol *symbol);

#endif
