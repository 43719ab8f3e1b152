/* SPDX-License-Identifier: MIT */
/* How the types of a file hold one another: what may not be, and in which order C wants them. */
#ifndef SWAGE_MODEL_ORDER_H
#define SWAGE_MODEL_ORDER_H

#include <stdbool.h>

struct unit;

/* Reports structs that hold themselves without end, and those that are too large. Its imports have been checked
   before. False after a diagnostic. */
bool order_check(struct unit *unit);

/* Fills the declarations of a file without errors into its model, and tells of each struct whether it is recursive
   and whether it is wanted before it is complete. */
void order_decls(struct unit *unit);

#endif
