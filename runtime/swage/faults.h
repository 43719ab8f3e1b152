/* SPDX-License-Identifier: MIT */
/*
 * For @check functions, which see a value whose members are each in order and say whether they go together:
 *
 *     void dates_ordered(const struct trip *in, struct swage_faults *faults)
 *     {
 *         if (later(in->start, in->end))
 *             swage_fault_add(faults, "/end", "the end comes before the start");
 *     }
 */
#ifndef SWAGE_FAULTS_H
#define SWAGE_FAULTS_H

#include <swage/base.h>

SWAGE_BEGIN_C

struct swage_faults { /* owned by who called the function */
    size_t count;     /* how many were added */
    void *list;       /* the runtime's, where they are kept; NULL when only their number is wanted */
};

/* Adds a fault with the code "check". `pointer` is a JSON Pointer (RFC 6901) from the value that was given ("" is that
   value); `detail` is for people and must not repeat what a secret member holds. Both are copied, and cut where they
   are too long; beyond a number of faults they are only counted. */
SWAGE_API void swage_fault_add(struct swage_faults *faults, const char *pointer, const char *detail);

SWAGE_END_C

#endif
