/* SPDX-License-Identifier: MIT */
/* Ids that go with a request through logs and other programs. */
#ifndef SWAGE_APP_IDENTITY_H
#define SWAGE_APP_IDENTITY_H

#include "app/request.h"

#define IDENTITY_FIELDS 2 /* header fields of an answer */

struct identity {
    size_t id_len;
    char id[128];
    char parent[55]; /* a traceparent for what is called on behalf of this request */
};

/* With the head there: takes the client's, or makes ours; in the arena. */
void identity_set(swage_request *rq) SWAGE_COLD;

/* Writes those fields; how many. */
unsigned identity_fields(const swage_request *rq, struct swage_field out[IDENTITY_FIELDS]) SWAGE_COLD;

#endif
