/* SPDX-License-Identifier: MIT */
/* Random types of numbers, with bounds around a value that they allow. */
#ifndef TESTS_DIFFERENTIAL_NUMERAL_H
#define TESTS_DIFFERENTIAL_NUMERAL_H

#include "maker.h"

/* `places` as in phrase.h. */
struct phrase numeral_integer(struct maker *maker, unsigned places);
struct phrase numeral_float(struct maker *maker, unsigned places);
struct phrase numeral_decimal(struct maker *maker, unsigned places);

#endif
