/* SPDX-License-Identifier: MIT */
/*
 * From schema files to code that can be called: compiled by the compiler's own stages, written to a folder, compiled by
 * the C compiler with every warning an error, and loaded.
 *
 * What it needs of its surroundings is in the environment, as tests have it: CC, SRCDIR, BUILDDIR, SWAGE_TEST_LIBS.
 */
#ifndef TESTS_DIFFERENTIAL_WORKSHOP_H
#define TESTS_DIFFERENTIAL_WORKSHOP_H

#include "codec.h"
#include "model/model.h"
#include "syntax/compilation.h"

#include <stdbool.h>
#include <stddef.h>

enum { WORKSHOP_FILES = 4, WORKSHOP_MESSAGE = 4096 };

struct workshop_file {
    const char *name; /* no folder */
    const char *text;
};

struct workshop {
    struct compilation *cx;
    const struct model *models[WORKSHOP_FILES];
    size_t model_count;
    char folder[256]; /* of its own, removed when it is done */
    void *handle;
    const struct codec *const *codecs; /* NULL at the end */
    char message[WORKSHOP_MESSAGE];    /* why it failed */
};

enum workshop_end {
    WORKSHOP_FINE,
    WORKSHOP_REFUSED, /* the schema was, by the compiler */
    WORKSHOP_WARNED,  /* the generated code was, by a C compiler: an error or a warning */
    WORKSHOP_FAILED   /* something else: no folder, no memory */
};

/* `is_thorough`: with routes, other compilers and C++ headers as well. Has to be closed whatever comes back. */
enum workshop_end workshop_open(struct workshop *workshop, const struct workshop_file *files, size_t count,
                                bool is_thorough);

void workshop_close(struct workshop *workshop);

/* The type of a codec's whole document, as the model has it. */
struct model_type workshop_type(const struct workshop *workshop, const struct codec *codec);

#endif
