/* SPDX-License-Identifier: MIT */
/* Valid documents that are as large, or as costly to read, as a type allows: made from the type's table. */
#ifndef TESTS_GENERATED_LARGEST_H
#define TESTS_GENERATED_LARGEST_H

#include <swage/type.h>

#include <stddef.h>

enum largest_style {
    LARGEST_PAIRS,    /* every string as long as it may be, all of it pairs of escapes beyond U+FFFF */
    LARGEST_ESCAPED,  /* every string as long as it may be, one character of it escaped */
    LARGEST_MANY,     /* short strings with one escape, so that there may be many */
    LARGEST_PLAIN,    /* no escapes; numbers and strings as short as can be, so that there may be many */
    LARGEST_MAPPED,   /* as LARGEST_MANY, and keys of maps are escaped too */
    LARGEST_STYLES
};

/* The text of at most `size` bytes at `text`: its length. Members that may be missing are there, and lists full, as long as
   there is room. Fails the test when the type cannot be had so small. */
size_t largest_document(const struct swage_type *type, enum largest_style style, char *text, size_t size);

#endif
