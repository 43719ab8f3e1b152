/* SPDX-License-Identifier: MIT */
/* Which mistake the program has: SWAGE_MUTANT in the environment, a number of the list; without it none. */
#include <stdlib.h>

extern int swage_mutant;
int swage_mutant = -1;

static void choose(void) __attribute__((constructor));

static void choose(void)
{
    const char *text = getenv("SWAGE_MUTANT");
    swage_mutant = text ? (int)strtol(text, NULL, 10) : -1;
}
