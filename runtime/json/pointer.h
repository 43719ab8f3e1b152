/* SPDX-License-Identifier: MIT */
/*
 * A JSON Pointer (RFC 6901) that grows and shrinks while a document is walked. What does not fit is left out.
 */
#ifndef JSON_POINTER_H
#define JSON_POINTER_H

#include <swage/error.h>
#include <swage/string.h>

struct pointer {
    char text[sizeof((struct swage_error *)NULL)->pointer]; /* NUL-terminated */
    size_t len;
    bool cut; /* a step did not fit: nothing more is appended until it is taken back */
};

/* Where a pointer was before a step. */
struct pointer_mark {
    size_t len;
    bool cut;
};

/* Steps to a member or an item. Returns what pointer_back() takes to undo it. */
struct pointer_mark pointer_to_member(struct pointer *pointer, swage_str key);
struct pointer_mark pointer_to_item(struct pointer *pointer, size_t index);

/* The same along `below`, a pointer from here that somebody else has made: what is none of it is left out. */
struct pointer_mark pointer_to_below(struct pointer *pointer, const char *below);

/* Stays where it is, and so do all steps from here. */
struct pointer_mark pointer_stop(struct pointer *pointer);

void pointer_back(struct pointer *pointer, struct pointer_mark mark);

#endif
