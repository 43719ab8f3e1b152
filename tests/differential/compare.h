/* SPDX-License-Identifier: MIT */
/* One document and all who have an opinion on it: the generated decoder, the collector of all faults, the encoder, and
   the validator, which has nothing in common with them. */
#ifndef TESTS_DIFFERENTIAL_COMPARE_H
#define TESTS_DIFFERENTIAL_COMPARE_H

#include "codec.h"
#include "model/model.h"
#include "validate/validate.h"

#include <stdbool.h>
#include <stddef.h>

enum { COMPARE_MESSAGE = 4096 };

struct comparison {
    bool is_accepted; /* by the validator */
    bool differs;
    char message[COMPARE_MESSAGE]; /* where they differ, in words */
};

/* Holds them to each other: accept or refuse; the first fault; all faults in their order; the text that the value is
   written as; and that text, a copy, and the validation of the value. */
void compare_document(const struct codec *codec, const struct model_type *type, struct validate *validate,
                      swage_str text, struct comparison *out);

#endif
