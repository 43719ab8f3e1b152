/* SPDX-License-Identifier: MIT */
/* Whom the verifiers of generated suites and harnesses let through. */
#include "config.h"

#include <swage/suite.h>

bool swage_suite_is_granted(swage_str credentials)
{
    return swage_str_equal(credentials, SWAGE_STR(SWAGE_SUITE_GRANTED));
}

int swage_suite_verdict(swage_str credentials)
{
    if (swage_suite_is_granted(credentials) || swage_str_equal(credentials, SWAGE_STR(SWAGE_SUITE_NARROW)))
        return SWAGE_OK;
    return swage_str_equal(credentials, SWAGE_STR(SWAGE_SUITE_FORBIDDEN)) ? SWAGE_FORBIDDEN : SWAGE_DENIED;
}
