/* SPDX-License-Identifier: MIT */
/* Ids that go with a request through logs and other programs. */
#ifndef SWAGE_APP_IDENTITY_H
#define SWAGE_APP_IDENTITY_H

#include "app/request.h"

#define IDENTITY_FIELDS_MAX (REQUEST_FIELD_MAX + 4) /* header fields of an answer with ours among them */

struct identity {
    size_t id_len;
    char id[128];
    char parent[55]; /* a traceparent for what is called on behalf of this request */
};

/* With the head there: takes the client's, or makes ours; in the arena. */
void identity_set(swage_request *rq) SWAGE_COLD;

/* The fields of an answer, and ours behind them: how many. */
unsigned identity_fields(const swage_request *rq, const struct swage_field *fields, unsigned count,
                         struct swage_field out[IDENTITY_FIELDS_MAX]) SWAGE_COLD;

#endif
