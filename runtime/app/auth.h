/* SPDX-License-Identifier: MIT */
/* The step between the head and the body: who is asking. Only for operations with `auth`. */
#ifndef SWAGE_APP_AUTH_H
#define SWAGE_APP_AUTH_H

#include "app/request.h"

/* The head was admitted: looks for the credentials and asks the verifier. REQUEST_ANSWERED when it was refused, and released;
   else REQUEST_GO_ON, also when the verdict is still to come (swage_request_is_verifying). */
enum request_step auth_begin(swage_request *rq) SWAGE_COLD;

/* While the verdict is to come: what the verifier offloaded has come back and returned `returned`. */
void auth_settle(swage_request *rq, int returned) SWAGE_COLD;

#endif
