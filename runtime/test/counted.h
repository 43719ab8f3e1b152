/* SPDX-License-Identifier: MIT */
/* Allocations of the whole program, counted, and made to fail. */
#ifndef TEST_COUNTED_H
#define TEST_COUNTED_H

#include <stdbool.h>

/* Whether they can be: the C library is glibc, and its malloc nobody else's. */
bool counted_works(void);

/* Calls of malloc, calloc and realloc up to now. */
unsigned long counted_calls(void);

/* Has call number `nth` from now on fail, 0 being the next one; -1: none. Whether one has failed since the last time. */
bool counted_fail(long nth);

#endif
