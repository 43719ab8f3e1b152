/* SPDX-License-Identifier: MIT */
/*
 * A document held to a type of a schema, by nothing that the generated decoders are made of: an opinion of its own,
 * which has to be the same. It reads the model alone; what it knows of JSON, numbers, formats and patterns is its own
 * or other libraries'.
 *
 *     text ─jsontree→ json-c's tree ─walk→ faults, or none: ─canonical→ the value as encoders write it
 *
 * Functions of the user's are not asked: @check, and what reads and writes an extern typedef.
 */
#ifndef SWAGE_VALIDATE_VALIDATE_H
#define SWAGE_VALIDATE_VALIDATE_H

#include <stdbool.h>
#include <stddef.h>

struct model_type;
struct validate;

#define VALIDATE_FAULTS  32  /* as many as a server tells (doc/errors.md) */
#define VALIDATE_POINTER 128 /* bytes, a NUL among them */
#define VALIDATE_MESSAGE 256
#define VALIDATE_TEXT    ((size_t)1 << 30) /* bytes of a document at most */

struct validate_fault {
    const char *code; /* static: "too_long" */
    char pointer[VALIDATE_POINTER];
    char message[VALIDATE_MESSAGE];
};

struct validate_result {
    struct validate_fault faults[VALIDATE_FAULTS];
    size_t count;      /* 0: the document is what the type says */
    const char *value; /* the value as it would be written, if that was wanted and there is no fault; the validator's,
                          until the next call */
    size_t value_len;
};

/* NULL when there is no memory. */
struct validate *validate_new(void);
void validate_free(struct validate *validate);

/* Finds the first VALIDATE_FAULTS faults. False when the text could not be judged: validate_failure() says why. */
bool validate_document(struct validate *validate, const struct model_type *type, bool is_nullable, const char *text,
                       size_t len, bool wants_value, struct validate_result *out);

const char *validate_failure(const struct validate *validate);

#endif
