/* SPDX-License-Identifier: MIT */
/* Counts calls of malloc, calloc and realloc in a program that is linked with --wrap for each of them. */
#ifndef TESTS_SERVER_COUNTED_H
#define TESTS_SERVER_COUNTED_H

#include <stdbool.h>

/* Calls since the start, by all threads but those that asked not to be counted. */
unsigned long counted_allocations(void);

/* Has the call number `nth` from now on fail, 0 being the next one; -1: none. Whether one has failed since. */
void counted_fail(long nth);
bool counted_has_failed(void);

/* From here on, whether the calling thread is counted: Check's assertions allocate. */
void counted_set(bool is_counted);

#endif
