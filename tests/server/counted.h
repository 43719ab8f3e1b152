/* SPDX-License-Identifier: MIT */
/* Counts calls of malloc, calloc and realloc in a program that is linked with --wrap for each of them. */
#ifndef TESTS_SERVER_COUNTED_H
#define TESTS_SERVER_COUNTED_H

/* Calls since the start, by all threads. */
unsigned long counted_allocations(void);

#endif
