/* SPDX-License-Identifier: MIT */
/* Has one call of the C library fail: for programs that are linked with --wrap for each of those in faults.c. */
#ifndef TESTS_ABUSE_FAULTS_H
#define TESTS_ABUSE_FAULTS_H

#include <stdbool.h>

enum faults_kind {
    FAULTS_MEMORY, /* malloc, calloc, realloc, strdup, realpath: ENOMEM */
    FAULTS_FILE    /* mkdir, mkstemp, write, fchmod, rename: ENOSPC */
};

/* Has call number `nth` of that kind from now on fail, 0 being the next one; -1: none. */
void faults_set(enum faults_kind kind, long nth);

/* Whether that call came. */
bool faults_came(void);

#endif
