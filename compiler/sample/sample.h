/* SPDX-License-Identifier: MIT */
/*
 * Documents of a type, each with the verdict that a decoder has to give: what generated suites try and where fuzzers
 * start. They are made from the model alone and always in one order: the same model gives the same bytes.
 *
 *     struct user {id: int64(1..), name: string(1..64)}
 *
 *     what                    json                          fault        pointer   encoded
 *     minimal                 {"id":1,"name":"a"}           NULL                   the same
 *     id_under_min            {"id":0,"name":"a"}           "too_small"  /id
 *     name_missing            {"id":1}                      "missing"    /name
 *     spaced                  { "id" : 1 , "name" : "a" }   NULL                   {"id":1,"name":"a"}
 */
#ifndef SWAGE_SAMPLE_SAMPLE_H
#define SWAGE_SAMPLE_SAMPLE_H

#include "model/model.h"
#include "syntax/pool.h"

#include <stdbool.h>
#include <stddef.h>

struct sample {
    const char *what;       /* the fact, in letters that C allows in names; no two of a list are the same */
    struct model_text json; /* the document; no two of a list are the same */
    const char *fault;      /* the code of the first fault, as swage_fault_code() has it; NULL: it is accepted */
    const char *pointer;    /* where that is, RFC 6901; "" is the whole document; NULL where `fault` is */
    struct model_text encoded; /* what an encoder makes of it after decoding; ptr NULL where it is refused */
    unsigned depth;            /* of one that is accepted: how deep a decoder has to go; whatever is less is too little */
    bool may_be_refused; /* only the user's own functions (@check, extern types) know: also "check" anywhere is right,
                            and `encoded` is what they make if they write as they read */
};

struct samples {
    const struct sample *items;
    size_t count;
};

/* One that is accepted: only what has to be there, each as small as it may be. `is_full`: with all that can be there. */
struct model_text sample_small(struct pool *pool, const struct model_type *type, bool is_full);

/*
 * Of a type at the root of a document: @example and @reject of its declaration; minimal and maximal ones; each bound's
 * value at, just under and just over it; each required key missing, null, of each wrong type, twice, written with an
 * escape; unknown keys as the policy has it; each default left out; white space; syntax errors. Values deeper inside are
 * varied in the smallest document that holds them. A list is bounded: SAMPLE_MAX, and SAMPLE_BYTES_MAX a document (a
 * bound that needs a longer one is left out).
 */
void sample_type(struct pool *pool, const struct model_type *type, struct samples *out);

enum { SAMPLE_MAX = 20000, SAMPLE_BYTES_MAX = 1 << 20 };

#endif
