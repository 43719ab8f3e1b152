/* SPDX-License-Identifier: MIT */
/* Whether a request may go on to its body: the route, the method, and what the head says of the body. */
#ifndef SWAGE_APP_ADMIT_H
#define SWAGE_APP_ADMIT_H

#include "app/request.h"

/* Sets operation, captures and body_max; false when the request has been answered instead (refused, or OPTIONS). */
bool admit_request(swage_request *rq);

#endif
