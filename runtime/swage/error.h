/* SPDX-License-Identifier: MIT */
/*
 * What functions return, and what can be wrong with a document.
 *
 * A status says how a call ended: zero is good, negative is not. A fault says what is wrong with data that came from
 * outside; faults have stable codes that clients see ("too_long") and are documented in doc/errors.md.
 */
#ifndef SWAGE_ERROR_H
#define SWAGE_ERROR_H

#include <swage/base.h>

SWAGE_BEGIN_C

/* status, value, meaning */
#define SWAGE_STATUS_LIST(X)                                                                     \
    X(SWAGE_OK, 0, "all went well")                                                              \
    X(SWAGE_LATER, 1, "the handler answers later")                                               \
    X(SWAGE_DENIED, 2, "the credentials are nobody's")                                           \
    X(SWAGE_FORBIDDEN, 3, "whoever has the credentials may not do that")                         \
    X(SWAGE_E_INVALID, -1, "the document has a fault; see struct swage_error")                   \
    X(SWAGE_E_NOMEM, -2, "there is no memory")                                                   \
    X(SWAGE_E_LIMIT, -3, "a limit was reached: of an arena, a buffer, a list or a setting")      \
    X(SWAGE_E_UNSET, -4, "a value that must be set is not: a NULL string or an enum that is 0")  \
    X(SWAGE_E_VALUE, -5, "a value cannot be written: not finite, not UTF-8, or an enum out of its range") \
    X(SWAGE_E_REPLIED, -6, "the request has its answer already")                                 \
    X(SWAGE_E_ARGUMENT, -7, "an argument makes no sense")                                        \
    X(SWAGE_E_SYSTEM, -8, "the system refused; errno says why")                                  \
    X(SWAGE_FULL, -9, "the peer does not read fast enough; go on when drained")                  \
    X(SWAGE_GONE, -10, "the client has gone or the deadline has passed")                         \
    X(SWAGE_E_SCHEMA, -11, "a value is outside of the bounds that its schema gives it")

enum swage_status {
#define X(name, value, meaning) name = value,
    SWAGE_STATUS_LIST(X)
#undef X
};

/* The meaning of a status, in words, for logs: static text; "unknown status" for other numbers. */
SWAGE_API const char *swage_status_text(int status);

/* fault, code as clients see it, title */
#define SWAGE_FAULT_LIST(X)                                                                   \
    X(SWAGE_FAULT_NONE, "none", "no fault")                                                   \
    X(SWAGE_FAULT_SYNTAX, "syntax", "not JSON")                                               \
    X(SWAGE_FAULT_UTF8, "utf8", "not UTF-8")                                                  \
    X(SWAGE_FAULT_DEPTH, "depth", "nested too deeply")                                        \
    X(SWAGE_FAULT_TRAILING, "trailing", "bytes after the document")                           \
    X(SWAGE_FAULT_TYPE, "type", "a value of another type")                                    \
    X(SWAGE_FAULT_NULL, "null", "null where no null may stand")                               \
    X(SWAGE_FAULT_MISSING, "missing", "a required member or parameter is missing")            \
    X(SWAGE_FAULT_DUPLICATE, "duplicate", "a member or parameter stands twice")               \
    X(SWAGE_FAULT_UNKNOWN, "unknown", "a member that is not declared")                        \
    X(SWAGE_FAULT_RANGE, "range", "a number that its type cannot hold")                       \
    X(SWAGE_FAULT_TOO_SMALL, "too_small", "a number below its minimum")                       \
    X(SWAGE_FAULT_TOO_LARGE, "too_large", "a number above its maximum")                       \
    X(SWAGE_FAULT_MULTIPLE_OF, "multiple_of", "a number that is not a multiple of its step")  \
    X(SWAGE_FAULT_TOO_SHORT, "too_short", "a text with too few characters or bytes")          \
    X(SWAGE_FAULT_TOO_LONG, "too_long", "a text with too many characters or bytes")           \
    X(SWAGE_FAULT_FORMAT, "format", "a text that is not in its format")                       \
    X(SWAGE_FAULT_PATTERN, "pattern", "a text that does not match its pattern")               \
    X(SWAGE_FAULT_ENCODING, "encoding", "bytes that are not in their encoding")               \
    X(SWAGE_FAULT_TOO_FEW, "too_few", "an array or map with too few items")                   \
    X(SWAGE_FAULT_TOO_MANY, "too_many", "an array or map with too many items")                \
    X(SWAGE_FAULT_UNIQUE, "unique", "an item that stands twice")                              \
    X(SWAGE_FAULT_ENUM, "enum", "none of the values that are allowed")                        \
    X(SWAGE_FAULT_VARIANT, "variant", "none of the variants of a union, or more than one")    \
    X(SWAGE_FAULT_CHECK, "check", "members that do not go together, or a value that was refused") \
    X(SWAGE_FAULT_NUL, "nul", "U+0000 in a text")                                             \
    X(SWAGE_FAULT_ESCAPE, "escape", "a percent escape that is none")                          \
    X(SWAGE_FAULT_MEMORY, "memory", "the document needs more memory than it is allowed")      \
    X(SWAGE_FAULT_INVALID, "invalid", "refused")

enum swage_fault {
#define X(name, code, title) name,
    SWAGE_FAULT_LIST(X)
#undef X
    SWAGE_FAULTS /* how many there are */
};

/* The stable code of a fault, such as "too_long", and its title; static text. */
SWAGE_API const char *swage_fault_code(enum swage_fault fault);
SWAGE_API const char *swage_fault_title(enum swage_fault fault);

/* The first fault of a document. All text is UTF-8 and NUL-terminated; what does not fit is cut at a character. */
struct swage_error {
    enum swage_fault fault; /* SWAGE_FAULT_NONE when there was none */
    size_t offset;          /* the byte of the document at which it shows */
    char pointer[128];      /* RFC 6901 JSON Pointer to the value; "" is the whole document */
    char detail[128];       /* for people: "expected an integer, found a string" */
};

SWAGE_END_C

#endif
