/* SPDX-License-Identifier: MIT */
/* What the tests of generated codecs share: texts that end where memory ends, and a fault as one line of text. */
#ifndef TESTS_GENERATED_CODEC_H
#define TESTS_GENERATED_CODEC_H

#include <swage/swage.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A copy of `len` bytes in a block of its own, so that a sanitizer sees the first byte read behind it. */
static inline swage_str codec_exact(const char *bytes, size_t len)
{
    char *copy = malloc(len ? len : 1);
    ck_assert_ptr_nonnull(copy);
    memcpy(copy, bytes, len);
    return (swage_str){copy, len};
}

static inline void codec_free(swage_str text)
{
    free((char *)(uintptr_t)text.ptr);
}

/* "too_long /name": what a decoder is expected to say; "" when it is content. */
static inline const char *codec_line(enum swage_status status, const struct swage_error *error)
{
    static char line[512];
    if (status == SWAGE_OK)
        return "";
    snprintf(line, sizeof line, "%s %s", swage_fault_code(error->fault), error->pointer);
    return line;
}

struct codec_case {
    const char *json;
    const char *expected; /* "" or "code pointer" */
};

#endif
