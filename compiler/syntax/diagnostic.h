/* SPDX-License-Identifier: MIT */
/* What the compiler has to say, each at a place. Messages are collected and printed at the end, sorted by
   file and offset:

       user.swage:7:11: error: unknown type 'strng'; did you mean 'string'? [unknown-type]
           7 |     name: strng;
             |           ^~~~~
       user.swage:3:8: note: ...

   A message tells what was found and what was wanted, begins in lower case and has no full stop. A second
   error at the same place is dropped. */
#ifndef SWAGE_SYNTAX_DIAGNOSTIC_H
#define SWAGE_SYNTAX_DIAGNOSTIC_H

#include "syntax/pool.h"
#include "syntax/source.h"

#include <stddef.h>
#include <stdio.h>

enum severity { SEVERITY_ERROR, SEVERITY_WARNING };

/* X(constant, code as printed, severity, what it is about). Codes are stable: never renamed, never reused. */
#define DIAGNOSTIC_CODES(X) \
    /* reading files and text */ \
    X(UNREADABLE_FILE, "unreadable-file", ERROR, "a schema file cannot be opened or read") \
    X(FILE_TOO_LARGE, "file-too-large", ERROR, "a schema file is larger than 64 MiB") \
    X(OUT_OF_MEMORY, "out-of-memory", ERROR, "the compilation needs more memory than there is or than it may take") \
    X(BAD_ENCODING, "bad-encoding", ERROR, "the text is not UTF-8 or has a NUL byte") \
    X(BAD_CHARACTER, "bad-character", ERROR, "a character that has no meaning outside of strings and comments") \
    X(BAD_NUMBER, "bad-number", ERROR, "a number that is neither an integer, 0x and digits, nor a JSON number") \
    X(BAD_STRING, "bad-string", ERROR, "a string with an unknown escape or a raw control character") \
    X(UNCLOSED_STRING, "unclosed-string", ERROR, "a string without its closing quote on the same line") \
    X(UNCLOSED_COMMENT, "unclosed-comment", ERROR, "a comment without its closing mark") \
    X(STRAY_DOC, "stray-doc", WARNING, "a doc comment that nothing stands behind") \
    /* grammar */ \
    X(SYNTAX, "syntax", ERROR, "a token that cannot stand where it stands") \
    X(MISSING_SEPARATOR, "missing-separator", ERROR, "a ';' or ',' is missing") \
    X(UNCLOSED_BRACKET, "unclosed-bracket", ERROR, "a bracket is still open where the next declaration starts") \
    X(NAME_FIRST, "name-first", ERROR, "a member in C's order: the type before the name") \
    X(TOO_DEEP, "too-deep", ERROR, "brackets or types nested deeper than 256") \
    X(UNKNOWN_WORD, "unknown-word", ERROR, "a word that is none of those that may stand in its place") \
    X(MISPLACED_ANNOTATION, "misplaced-annotation", ERROR, "an annotation where none can stand") \
    X(MISPLACED_DECLARATION, "misplaced-declaration", ERROR, "a declaration that cannot stand where it stands") \
    X(DUPLICATE_DECLARATION, "duplicate-declaration", ERROR, "something that may be declared once is declared again") \
    X(DOUBLE_NULL, "double-null", ERROR, "'| null' twice on one type") \
    /* names and types */ \
    X(UNKNOWN_TYPE, "unknown-type", ERROR, "a type that is neither built in nor declared")

enum diagnostic_code {
#define X(constant, code, severity, summary) DIAGNOSTIC_##constant,
    DIAGNOSTIC_CODES(X)
#undef X
    DIAGNOSTIC_CODE_COUNT
};

struct diagnostic {
    struct diagnostic *next;  /* as reported */
    struct diagnostic *notes; /* in order; their `code` means nothing */
    enum diagnostic_code code;
    struct place place;
    const char *message;
    const char *suggestion; /* a name, or NULL */
};

struct diagnostic_list {
    struct diagnostic *first, *last;
    struct diagnostic *current; /* what a note or suggestion belongs to; NULL after one that was dropped */
    size_t error_count, warning_count;
};

struct compilation;

/* Reports at a place. Notes and a suggestion may follow; they go where the message went. */
void diagnose(struct compilation *cx, const struct place *place, enum diagnostic_code code, const char *format, ...)
    POOL_PRINTF(4, 5);

/* Adds "file:line:col: note: ..." below the last message. */
void diagnose_note(struct compilation *cx, const struct place *place, const char *format, ...) POOL_PRINTF(3, 4);

/* Adds "; did you mean 'name'?" to the last message; NULL adds nothing. `name` is copied. */
void diagnose_suggestion(struct compilation *cx, const char *name);

/* Errors so far: a stage that raised it stops the pipeline. */
size_t diagnostic_errors(const struct compilation *cx);

/* Prints what was collected, at most DIAGNOSTIC_PRINT_MAX messages and then how many were left out. */
enum { DIAGNOSTIC_PRINT_MAX = 100 };
void diagnostic_print(const struct compilation *cx, FILE *out);

const char *diagnostic_code_name(enum diagnostic_code code);    /* "unknown-type" */
const char *diagnostic_code_summary(enum diagnostic_code code); /* one line, for the manual */
enum severity diagnostic_code_severity(enum diagnostic_code code);

#endif
