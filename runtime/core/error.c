/* SPDX-License-Identifier: MIT */
/*
 * The words of statuses and faults.
 */
#include "config.h"

#include <swage/error.h>

const char *swage_status_text(int status)
{
    switch (status) {
#define X(name, value, meaning) \
    case name:                  \
        return meaning;
        SWAGE_STATUS_LIST(X)
#undef X
    default: return "unknown status";
    }
}

/* A number that is no fault reads as the vaguest of them. */
static enum swage_fault known(enum swage_fault fault)
{
    return (unsigned)fault < SWAGE_FAULTS ? fault : SWAGE_FAULT_INVALID;
}

const char *swage_fault_code(enum swage_fault fault)
{
    static const char *const codes[] = {
#define X(name, code, title) [name] = code,
        SWAGE_FAULT_LIST(X)
#undef X
    };
    return codes[known(fault)];
}

const char *swage_fault_title(enum swage_fault fault)
{
    static const char *const titles[] = {
#define X(name, code, title) [name] = title,
        SWAGE_FAULT_LIST(X)
#undef X
    };
    return titles[known(fault)];
}
