/* SPDX-License-Identifier: MIT */
/* The text of random declarations. */
#ifndef TESTS_DIFFERENTIAL_DECLARE_H
#define TESTS_DIFFERENTIAL_DECLARE_H

#include "maker.h"

/* Writes the declaration of things[maker->self], whose kind is planned, and says how others may use it. A struct may
   become one that is derived from another or made from a generic one. */
void declare_thing(struct maker *maker);

#endif
