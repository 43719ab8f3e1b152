/* SPDX-License-Identifier: MIT */
/* Whom the verifiers of generated suites and harnesses let through. */
#include "config.h"

#include <swage/app.h>
#include <swage/suite.h>

bool swage_suite_is_granted(swage_str credentials)
{
    return swage_str_equal(credentials, SWAGE_STR(SWAGE_SUITE_GRANTED));
}

int swage_suite_jwt(swage_request *rq, swage_jwt_keys *keys, const struct swage_jwt_policy *policy, swage_str token,
                    const struct swage_jwt **out)
{
    (void)keys;
    (void)policy;
    struct swage_jwt *made = swage_request_zero(rq, sizeof *made);
    if (!made)
        return SWAGE_E_LIMIT;
    made->subject = token;
    *out = made;
    return SWAGE_OK;
}

swage_jwt_keys *swage_suite_keys(swage_request *rq)
{
    (void)rq;
    return NULL;
}

int swage_suite_verdict(swage_str credentials)
{
    if (swage_suite_is_granted(credentials) || swage_str_equal(credentials, SWAGE_STR(SWAGE_SUITE_NARROW)))
        return SWAGE_OK;
    return swage_str_equal(credentials, SWAGE_STR(SWAGE_SUITE_FORBIDDEN)) ? SWAGE_FORBIDDEN : SWAGE_DENIED;
}
