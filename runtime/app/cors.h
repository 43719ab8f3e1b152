/* SPDX-License-Identifier: MIT */
/* What browsers ask before they let the scripts of one origin have the answers of another: CORS, as the Fetch standard has it. */
#ifndef SWAGE_APP_CORS_H
#define SWAGE_APP_CORS_H

#include "app/request.h"

#define CORS_FIELDS           4  /* header fields of an answer, `Vary` among them */
#define CORS_PREFLIGHT_FIELDS 3  /* and these of one to a preflight, beside those */

/* Writes the fields that any answer to the request gets; how many. `*varies` says whether it depends on who asks. */
unsigned cors_fields(const swage_request *rq, struct swage_field out[CORS_FIELDS - 1], bool *varies) SWAGE_COLD;

/* The same for an answer to OPTIONS, where that is a preflight that holds: else none. `methods` are those of the path. */
unsigned cors_preflight(const swage_request *rq, swage_str methods, struct swage_field out[CORS_PREFLIGHT_FIELDS]) SWAGE_COLD;

#endif
