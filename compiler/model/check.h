/* SPDX-License-Identifier: MIT */
/* Functions of the user's that look at a struct as a whole: @check(dates_in_order). */
#ifndef SWAGE_MODEL_CHECK_H
#define SWAGE_MODEL_CHECK_H

#include <stdbool.h>

struct symbol;

/* Claims the functions that a struct names and puts them into its model. False after an error. */
bool check_look(struct symbol *symbol);

#endif
