/* SPDX-License-Identifier: MIT */
/* What the compiler has to say, each at a place. Messages are collected and printed at the end, sorted by
   file and offset:

       user.swage:7:11: error: unknown type 'strng'; did you mean 'string'? [unknown-type]
           7 |     name: strng;
             |           ^~~~~
       user.swage:3:8: note: ...

   A message tells what was found and what was wanted, begins in lower case and has no full stop. A second
   error of the same code at the same place is dropped, and so is a syntax error where there is any other. */
#ifndef SWAGE_SYNTAX_DIAGNOSTIC_H
#define SWAGE_SYNTAX_DIAGNOSTIC_H

#include "syntax/pool.h"
#include "syntax/source.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum severity { SEVERITY_ERROR, SEVERITY_WARNING };

/* clang-format off */
/* X(constant, code as printed, severity, what it is about). Codes are stable: never renamed, never reused. */
#define DIAGNOSTIC_RULES(X) \
    /* bounds and values */ \
    X(UNBOUNDED, "unbounded", WARNING, "a text, array, map or other value without an upper bound") \
    X(BIG_INTEGER, "big-integer", WARNING, "a JSON number that may be larger than 2^53, where JavaScript rounds") \
    X(FLOAT_ID, "float-id", WARNING, "an id that is a float or a decimal") \
    X(LOOSE_FORMAT, "loose-format", WARNING, "a string whose name says that it is an email, uri, date, ...") \
    X(THREE_STATES, "three-states", WARNING, "a member that may be missing and may be null") \
    X(NULL_BOOL, "null-bool", WARNING, "a bool that may be null") \
    X(NULL_LIST, "null-list", WARNING, "an array or map that may be null as well as empty") \
    X(PLAIN_SECRET, "plain-secret", WARNING, "a password, token or key without @secret") \
    /* names */ \
    X(TYPE_NAME, "type-name", WARNING, "a type whose name is not UpperCamel") \
    X(MEMBER_NAME, "member-name", WARNING, "a member in another case than most of its file") \
    X(PARAMETER_NAME, "parameter-name", WARNING, "a parameter in another case than most of its file") \
    X(ENUMERATOR_NAME, "enumerator-name", WARNING, "an enumerator in another case than most of its enum") \
    X(ROUTE_NAME, "route-name", WARNING, "a route whose name is not lower_snake") \
    /* paths and routes */ \
    X(PATH_NAME, "path-name", WARNING, "a segment of a path that is not kebab-case") \
    X(PATH_SLASH, "path-slash", WARNING, "a path that ends in a slash") \
    X(PATH_VERB, "path-verb", WARNING, "a segment of a path that says what the method says") \
    X(PATH_PLURAL, "path-plural", WARNING, "a collection whose segment is in the singular") \
    X(SECRET_IN_URL, "secret-in-url", WARNING, "a password, token or key in the path or the query") \
    X(UNSAFE_GET, "unsafe-get", WARNING, "a GET or HEAD that is named as if it changed something") \
    X(CREATE_STATUS, "create-status", WARNING, "a POST that creates and answers 200") \
    X(NO_LIMIT, "no-limit", WARNING, "a list of any length without a parameter that limits it") \
    X(NO_ERROR_RESPONSE, "no-error-response", WARNING, "a path with a parameter and no answer for what is not there") \
    X(NO_SUCCESS_RESPONSE, "no-success-response", WARNING, "a route that only answers errors") \
    X(PATCH_WHOLE, "patch-whole", WARNING, "a PATCH whose body requires every member") \
    /* declarations */ \
    X(BARE_DEPRECATED, "bare-deprecated", WARNING, "@deprecated without a reason") \
    X(UNUSED_TYPE, "unused-type", WARNING, "a type that nothing in a file of routes uses") \
    X(UNUSED_IMPORT, "unused-import", WARNING, "an import of which nothing is used") \
    X(TWIN_STRUCTS, "twin-structs", WARNING, "two structs with the same members") \
    /* only where asked for */ \
    X(NO_DOC, "no-doc", WARNING, "a type or route without documentation") \
    X(NO_EXAMPLE, "no-example", WARNING, "a struct that is a request's body and has no @example") \
    X(BARE_LIST, "bare-list", WARNING, "an answer that is an array, beside which nothing can be added later") \
    X(DELETE_BODY, "delete-body", WARNING, "a DELETE that answers with a body")

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
    X(UNKNOWN_TYPE, "unknown-type", ERROR, "a type that is neither built in nor declared") \
    X(RESERVED_NAME, "reserved-name", ERROR, "a name that C, one of the libraries or swage needs for itself") \
    X(NAME_COLLISION, "name-collision", ERROR, "two names that would be one in C, on the wire or among files") \
    X(DUPLICATE_MEMBER, "duplicate-member", ERROR, "a second member, enumerator or parameter with one name") \
    X(BAD_NAME, "bad-name", ERROR, "a name, of a file or on the wire, that cannot be one") \
    X(BAD_IMPORT, "bad-import", ERROR, "an import that is not found or makes a cycle") \
    X(BAD_TYPE, "bad-type", ERROR, "a type that cannot stand where it stands") \
    X(BAD_BOUNDS, "bad-bounds", ERROR, "bounds or a count that contradict themselves or the type") \
    X(ENDLESS_TYPE, "endless-type", ERROR, "a type that would hold itself without end") \
    X(TOO_LARGE, "too-large", ERROR, "a name, a text or a struct larger than the generated C may hold") \
    X(EMPTY_DECLARATION, "empty-declaration", ERROR, "a declaration with nothing in it") \
    X(BAD_MEMBER, "bad-member", ERROR, "a member whose marks contradict one another") \
    X(BAD_VALUE, "bad-value", ERROR, "a default, example or enumerator that is not valid for its type") \
    X(BAD_ENUM, "bad-enum", ERROR, "an enum whose base or values do not fit") \
    /* annotations */ \
    X(UNKNOWN_ANNOTATION, "unknown-annotation", ERROR, "an annotation that means nothing") \
    X(BAD_ANNOTATION, "bad-annotation", ERROR, "an annotation with wrong arguments, or twice") \
    X(UNKNOWN_RULE, "unknown-rule", WARNING, "an @allow of something that nothing warns of") \
    X(BAD_PATTERN, "bad-pattern", ERROR, "a pattern that is wrong, not regular, or matches nothing") \
    X(PATTERN_TOO_LARGE, "pattern-too-large", ERROR, "a pattern whose automaton would be too large") \
    X(IDLE_PATTERN, "idle-pattern", WARNING, "a pattern that every text matches") \
    /* routes */ \
    X(BAD_PATH, "bad-path", ERROR, "a path or segment that no request could match as written") \
    X(BAD_PARAMETER, "bad-parameter", ERROR, "a parameter without a source, or one its source cannot give") \
    X(BAD_RESPONSE, "bad-response", ERROR, "a status or body that a response cannot have") \
    X(UNEXPECTED_BODY, "unexpected-body", ERROR, "a request body where the method gives it no meaning") \
    X(DUPLICATE_ROUTE, "duplicate-route", ERROR, "two routes that match the same requests") \
    X(UNKNOWN_SCHEME, "unknown-scheme", ERROR, "an @auth of something that no auth declares") \
    X(BAD_AUTH, "bad-auth", ERROR, "an auth or @auth that cannot be as it is written") \
    X(BAD_FILES, "bad-files", ERROR, "static files that are not there, or cannot be served") \
    /* what is right and may be regretted: said by swage lint */ \
    DIAGNOSTIC_RULES(X)
/* clang-format on */

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
    const char *suggestion;  /* a name, or NULL */
    struct place replaced;   /* with a suggestion: what it stands for, */
    const char *replacement; /* and the text to put there, quotes and all */
};

struct diagnostic_list {
    struct diagnostic *first, *last;
    struct diagnostic *current; /* what a note or suggestion belongs to; NULL after one that was dropped */
    struct diagnostic reserved; /* for the message that memory has ended */
    size_t error_count, warning_count;
    size_t kept; /* of both; at most DIAGNOSTIC_KEEP_MAX, the rest is only counted */
};

struct compilation;

/* Reports at a place. Notes and a suggestion may follow; they go where the message went. */
void diagnose(struct compilation *cx, const struct place *place, enum diagnostic_code code, const char *format, ...)
    POOL_PRINTF(4, 5);

/* Adds "file:line:col: note: ..." below the last message. */
void diagnose_note(struct compilation *cx, const struct place *place, const char *format, ...) POOL_PRINTF(3, 4);

/* Adds "; did you mean 'name'?" to the last message, at whose place the name would stand; NULL adds nothing. `name` is
   copied. */
void diagnose_suggestion(struct compilation *cx, const char *name);

/* The same where it would stand elsewhere, or in other words: `text` in the place of what is at `place`. */
void diagnose_replacement(struct compilation *cx, const char *name, const struct place *place, const char *text);

/* Reports without taking memory; once only. `message` is kept by reference. */
void diagnostic_add_reserved(struct compilation *cx, const struct place *place, enum diagnostic_code code,
                             const char *message);

/* Errors so far: a stage that raised it stops the pipeline. */
size_t diagnostic_errors(const struct compilation *cx);

enum { DIAGNOSTIC_KEEP_MAX = 1000, DIAGNOSTIC_PRINT_MAX = 100 };

enum diagnostic_form {
    DIAGNOSTIC_TEXT,
    DIAGNOSTIC_COLOURS, /* text for a terminal */
    DIAGNOSTIC_JSON     /* an object a line, for editors: doc/diagnostics.md */
};

/* Prints what was collected. As text at most DIAGNOSTIC_PRINT_MAX messages, how many were left out, and how many there
   are where there is more than one. */
void diagnostic_write(const struct compilation *cx, enum diagnostic_form form, FILE *out);

/* diagnostic_write() of DIAGNOSTIC_TEXT. */
void diagnostic_print(const struct compilation *cx, FILE *out);

/* ---- for those who print ---- */

/* Sorts by file and offset into `sorted`, which has room for DIAGNOSTIC_KEEP_MAX + 1; how many there are. */
size_t diagnostic_sort(const struct compilation *cx, const struct diagnostic **sorted);

void diagnostic_write_text(const struct compilation *cx, bool has_colours, FILE *out);
void diagnostic_write_json(const struct compilation *cx, FILE *out);

const char *diagnostic_code_name(enum diagnostic_code code);    /* "unknown-type" */
const char *diagnostic_code_summary(enum diagnostic_code code); /* one line, for the manual */
enum severity diagnostic_code_severity(enum diagnostic_code code);

/* False when there is no code of that name. */
bool diagnostic_code_find(const char *name, enum diagnostic_code *out);

#endif
