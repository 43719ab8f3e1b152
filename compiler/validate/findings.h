/* SPDX-License-Identifier: MIT */
/* What was found wrong with a document, in the order of its bytes: doc/errors.md says what is listed. And where one is
   in the document: a JSON Pointer (RFC 6901) that grows and shrinks. */
#ifndef SWAGE_VALIDATE_FINDINGS_H
#define SWAGE_VALIDATE_FINDINGS_H

#include "model/model.h"
#include "validate/validate.h"

#include <stdbool.h>
#include <stddef.h>

struct findings {
    struct validate_fault *list; /* VALIDATE_FAULTS */
    size_t count;
    size_t found; /* in all, also those for which there was no room */
    char path[VALIDATE_POINTER];
    size_t len;
    bool is_cut; /* a step did not fit, or must not be told: nothing is appended until it is taken back */
};

struct findings_mark { /* where the path was */
    size_t len;
    bool is_cut;
};

/* One step further; findings_back() takes it back. */
struct findings_mark findings_into_member(struct findings *findings, struct model_text key);
struct findings_mark findings_into_item(struct findings *findings, size_t index);

/* The same, and the path tells nothing from here on. */
struct findings_mark findings_into_secret(struct findings *findings);

void findings_back(struct findings *findings, struct findings_mark mark);

/* Whether another fault would be listed: else it need not be looked for. */
bool findings_has_room(const struct findings *findings);

/* A fault of the value that the path leads to. */
void findings_add(struct findings *findings, const char *code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* A fault of the text, which is the last one, and listed whatever there is. */
void findings_end(struct findings *findings, const char *code, const char *detail);

#endif
