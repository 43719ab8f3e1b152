/* SPDX-License-Identifier: MIT */
/* Counts calls of malloc, calloc and realloc in a program that is linked with --wrap for each of them. */
#ifndef TESTS_SERVER_COUNTED_H
#define TESTS_SERVER_COUNTED_H

#include <stdbool.h>

/* Calls since the start, by all threads but those that asked not to be counted. */
unsigned long counted_allocations(void);

/* From here on, whether the calling thread is counted: Check's assertions allocate. */
void counted_set(bool is_counted);

#endif
