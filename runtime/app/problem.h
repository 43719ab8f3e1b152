/* SPDX-License-Identifier: MIT */
/* Problem documents (RFC 9457): what every answer of 4xx and 5xx has for a body. */
#ifndef SWAGE_APP_PROBLEM_H
#define SWAGE_APP_PROBLEM_H

#include <swage/buffer.h>
#include <swage/error.h>
#include <swage/request.h>

#define PROBLEM_FAULTS_MAX 32 /* faults listed in one document */

/* Where a fault is: in the body, at the error's pointer, or in the parameter `name`. */
struct problem_place {
    const char *in; /* "body", "path", "query", "header", "cookie" or "form" */
    swage_str name; /* absent in the body */
};

/* Appends the document for `status`. `problem` may be NULL. Returns 0 or a negative enum swage_status; nothing was
   appended then. For framing errors, which no request stands behind, as well. */
int swage_problem_write(swage_buffer *out, int status, const struct swage_problem *problem);

/* The same with a list of faults: fault number n is at places[n]. */
int problem_write_faults(swage_buffer *out, int status, const struct swage_problem *problem,
                         const struct problem_place *places, const struct swage_error *errors, size_t count);

#endif
