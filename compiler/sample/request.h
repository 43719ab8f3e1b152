/* SPDX-License-Identifier: MIT */
/*
 * Requests to a route, each with the answer that the server has to give: what generated suites ask.
 *
 *     GET "/items/{id}" get_item(id: int32(1..), query limit: int32(1..100) = 20) -> Item, 404
 *
 *     what               target              status  in     name   code       seen
 *     minimal            /items/1            0                                {"id":1,"limit":20}
 *     id_under_min       /items/0            400     path   id     too_small
 *     limit_twice        /items/1?limit=1&…  400     query  limit  duplicate
 *     no_such_path       /items/1/nowhere    404
 *
 * Parameters are varied as the members of a struct are, see sample.h: what a document says is put into a request.
 */
#ifndef SWAGE_SAMPLE_REQUEST_H
#define SWAGE_SAMPLE_REQUEST_H

#include "model/model.h"
#include "syntax/pool.h"

#include <stdbool.h>
#include <stddef.h>

struct sample_field {
    const char *name;
    struct model_text value;
};

struct sample_request {
    const char *what; /* as in struct sample */
    const char *method;
    struct model_text target;
    const struct sample_field *fields;
    size_t field_count;
    struct model_text body; /* ptr NULL: none */
    int status;             /* 0: what the handler answers */
    const char *header;     /* a field that the answer has: "Allow: GET, HEAD, OPTIONS"; or NULL */
    const char *in;         /* where the first fault is: "path", "body"; or NULL */
    const char *name;       /* of the parameter; NULL for bodies */
    const char *pointer;    /* in the body; NULL for parameters */
    const char *code;
    struct model_text seen; /* what the handler is given, as sample_params() has it, in JSON; ptr NULL: it is not called */
    bool may_be_refused;    /* as in struct sample */
};

struct sample_requests { /* the first one is accepted; none at all where no acceptable one is known */
    const struct sample_request *items;
    size_t count;
};

/* The parameters of a route as the struct in C that the handler gets, `body` behind them when it is wanted: each member's
   key is its name in C. */
const struct model_struct *sample_params(struct pool *pool, const struct model_route *route, bool has_body);

/* The same of the headers and cookies that a response sends. */
const struct model_struct *sample_fields(struct pool *pool, const struct model_response *response);

/* The octets of a value that stands as it is, of a string or bytes, from its JSON. False where that is of another type. */
bool sample_raw(struct pool *pool, const struct model_type *type, struct model_text json, struct model_text *out);

/* The lines of a head that a document of these stands for: "Location: /\r\nSet-Cookie: a=b; Path=/\r\n". False where a value
   cannot stand in a head. */
bool sample_lines(struct pool *pool, const struct model_response *response, struct model_text json, struct model_text *out);

void sample_route(struct pool *pool, const struct model *model, const struct model_route *route,
                  struct sample_requests *out);

#endif
