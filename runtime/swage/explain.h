/* SPDX-License-Identifier: MIT */
/*
 * Everything that is wrong with a document, for people and problem responses.
 *
 *     struct swage_error faults[16];
 *     size_t count = swage_explain(json, &user_type, SWAGE_DEPTH_MAX, faults, 16);
 *
 * It reads the text again along the type's table, with its own checks of bounds and no trust in what a decoder found.
 * Two facts: its time and memory are bounded by the length of the text (time times log² n where items or keys have to
 * differ), but for what @check functions take; and what the text holds is not repeated in the faults, only types,
 * lengths, counts and places. A place may have the keys of a map in it. Of a @secret value not even lengths are told,
 * and no place below it has a key.
 */
#ifndef SWAGE_EXPLAIN_H
#define SWAGE_EXPLAIN_H

#include <swage/base.h>
#include <swage/buffer.h>
#include <swage/error.h>
#include <swage/string.h>
#include <swage/type.h>

SWAGE_BEGIN_C

/*
 * Fills in the first `max` faults of `json`, in document order, and returns how many there are, `max` at most; 0 when a
 * value of `type` stands there. `depth` bounds objects and arrays in one another (SWAGE_DEPTH_LIMIT at most).
 *
 * A fault of the text itself (syntax, utf8, depth, trailing) ends the search, since nothing behind it means anything.
 * It is always reported, as the last one, in the place of another where there are `max` already: so
 * swage_is_text_fault() of the last fault tells whether this is JSON at all.
 *
 * The pointer of a missing member is where it should be, the offset that of the object's closing brace; too few items
 * show at the array's closing bracket, too many at the first that is too many.
 */
SWAGE_API size_t swage_explain(swage_str json, const struct swage_type *type, unsigned depth,
                               struct swage_error *faults, size_t max);

/* The same; `memory` is how many bytes @check functions and types of the user's may take, each time they are called:
   SWAGE_EXPLAIN_MEMORY above. More is a fault of the code "memory", which ends the search. */
#define SWAGE_EXPLAIN_MEMORY (64 * 1024 * 1024)
SWAGE_API size_t swage_explain_within(swage_str json, const struct swage_type *type, unsigned depth, size_t memory,
                                      struct swage_error *faults, size_t max);

/* Whether a fault is one of the text itself and not of its meaning. */
SWAGE_INLINE bool swage_is_text_fault(enum swage_fault fault)
{
    return fault == SWAGE_FAULT_SYNTAX || fault == SWAGE_FAULT_UTF8 || fault == SWAGE_FAULT_DEPTH ||
           fault == SWAGE_FAULT_TRAILING;
}

#define SWAGE_VALIDATE_MAX ((size_t)64 << 20) /* bytes of JSON that a value may make when it is validated */

/* For generated code, `user_validate`: `json` holds what encoding the value has made and `encoded` is what it returned.
   Frees the buffer. SWAGE_OK, `encoded` when that is not SWAGE_OK, or SWAGE_E_INVALID and the first fault. */
SWAGE_API enum swage_status swage_validated(swage_buffer *json, enum swage_status encoded,
                                            const struct swage_type *type, struct swage_error *error);

SWAGE_END_C

#endif
