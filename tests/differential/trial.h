/* SPDX-License-Identifier: MIT */
/* Documents tried in a process of their own, so that code that crashes is told like code that is wrong. */
#ifndef TESTS_DIFFERENTIAL_TRIAL_H
#define TESTS_DIFFERENTIAL_TRIAL_H

#include "compare.h"
#include "workshop.h"

#include <stdint.h>

enum { TRIAL_TEXT = 1 << 18 };

struct trial { /* what came of it; shared with the process that tries */
    size_t documents, accepted;
    bool differs;
    char message[COMPARE_MESSAGE];
    char type[128]; /* of the document that made the difference */
    size_t len;
    char text[TRIAL_TEXT];
};

/* Shared memory for one; NULL when there is none. */
struct trial *trial_new(void);
void trial_free(struct trial *trial);

/* `count` random documents of the schema's types in turn, the first difference ends it. */
void trial_documents(struct trial *trial, const struct workshop *workshop, uint64_t seed, size_t count);

/* One document of one type; a type that the schema does not have makes no difference. */
void trial_document(struct trial *trial, const struct workshop *workshop, const char *type, const char *text,
                    size_t len);

#endif
