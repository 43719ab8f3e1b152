/* SPDX-License-Identifier: MIT */
/*
 * What generated suites (`swage gen --emit=tests`, NAME_check.c) are run by: each function holds a type or a route of
 * theirs to one fact, over a table of cases, and returns NULL, or in words what is not so. The words are the library's,
 * until the next call.
 *
 *     static void hold(const char *fault) { ck_assert_msg(!fault, "%s", fault); }
 *
 *     START_TEST(user_documents_have_their_verdicts) { hold(swage_suite_verdicts(&user_suite)); }
 *
 * No test framework is known here. Programs that write their own tests want <swage/test.h>.
 */
#ifndef SWAGE_SUITE_H
#define SWAGE_SUITE_H

#include <swage/app.h>
#include <swage/jwt.h>
#include <swage/swage.h>
#include <swage/test.h>

SWAGE_BEGIN_C

/*
 * Texts of the tables say what repeats once: `40*ab` between backquotes is "ab" forty times, two backquotes are one. What
 * is longer than literals should be goes on in `more`, a list of pieces that ends with {NULL, 0}.
 */
struct swage_suite_text {
    swage_str text;
    const swage_str *more;
};

/* The initializer of one from a literal. */
#define SWAGE_SUITE_TEXT(literal) {SWAGE_STR_INIT(literal), NULL}

/* "`3*ab`c" is "abababc": the text itself, with a NUL behind it, in `arena`; absent when that is full. */
SWAGE_API swage_str swage_suite_unroll(struct swage_suite_text text, swage_arena *arena);

/* --- types -------------------------------------------------------------------------------------------------------- */

struct swage_suite_case {
    const char *what;             /* a name for the fact */
    struct swage_suite_text json; /* the document */
    const char *fault;            /* why it is refused: the code of its first fault; NULL: it is not */
    const char *pointer;          /* where that is */
    struct swage_suite_text encoded; /* what it is encoded as, when that is not `json` itself */
    bool may_be_refused; /* the program's own functions may refuse it too, with the code "check" or one of texts */
};

struct swage_suite_type {
    const char *name;
    size_t size;
    const struct swage_type *table;
    enum swage_status (*decode)(swage_str json, swage_arena *arena, void *out, struct swage_error *error);
    enum swage_status (*encode)(const void *in, swage_buffer *out);
    enum swage_status (*validate)(const void *in, struct swage_error *error);
    bool (*equal)(const void *a, const void *b);
    enum swage_status (*copy)(const void *in, swage_arena *arena, void *out);
    void *(*dup)(const void *in);
    const char *(*read)(swage_reader *r, const char *p, void *out);
    void (*init)(void *out); /* NULL: unions have none */
    char *(*defaults)(swage_buffer *out, char *p, const void *in); /* members that need not be there, as an object; NULL:
                                                                      there are none */
    const struct swage_suite_case *cases;
    size_t count;
    bool is_bracketed; /* every document is an object or array: no part of one is a document */
};

/* Each document is accepted or refused, with its code at its place, also when nobody asks which; a refusal leaves the
   struct as it was; what was accepted is encoded as the table says, with no bound broken. */
SWAGE_API const char *swage_suite_verdicts(const struct swage_suite_type *type);

/* swage_explain() finds nothing in what is accepted, and in what is refused the same fault first. */
SWAGE_API const char *swage_suite_explanations(const struct swage_suite_type *type);

/* Values are valid; decoding what was encoded gives an equal one; copies equal their originals, which are gone by then;
   two values are equal if and only if their texts are. */
SWAGE_API const char *swage_suite_values(const struct swage_suite_type *type);

/* What is cut off anywhere is refused. */
SWAGE_API const char *swage_suite_truncations(const struct swage_suite_type *type);

/* A document goes as deep as its brackets do: with a bound of less it is refused, and with as much the reader is as it was. */
SWAGE_API const char *swage_suite_depths(const struct swage_suite_type *type);

/* What init leaves is what decoding gives to members that are left out. */
SWAGE_API const char *swage_suite_defaults(const struct swage_suite_type *type);

/* Arenas, buffers and the system's memory may end anywhere: that is said, nothing is changed, and with enough of them all
   goes well. */
SWAGE_API const char *swage_suite_memory(const struct swage_suite_type *type);

/* Decoding and encoding again what was decoded and encoded before allocates nothing. */
SWAGE_API const char *swage_suite_allocations(const struct swage_suite_type *type);

/* Whether allocations can be counted here: not with other C libraries than glibc, nor under sanitizers. */
SWAGE_API bool swage_suite_counts(void);

/* A struct that no decoder makes. */
struct swage_suite_break {
    const char *what;
    bool (*make)(void *value, swage_arena *arena); /* of one that was decoded; false: this one has no such place */
    enum swage_status status; /* of encoding it: SWAGE_E_UNSET, _VALUE, or _SCHEMA, and then only where it is strict */
};

/* Encoding such structs is refused, and validating them as well: `full` with each of the breaks in it, or where that has no
   such place the first document that has. */
SWAGE_API const char *swage_suite_breaks(const struct swage_suite_type *type, const struct swage_suite_case *full,
                                         const struct swage_suite_break *breaks, size_t count);

/* For breaks: a text of `len` letters 'a'; and as many of the first item of the array or map at `list`, which C holds as
   {ptr, len} with items of `size` bytes, as `count`. False without memory, or without an item. */
SWAGE_API swage_str swage_suite_letters(size_t len, swage_arena *arena);
SWAGE_API bool swage_suite_fill(void *list, size_t size, size_t count, swage_arena *arena);

/* How structs lie in memory: where pointers and size_t have 64 bits and nothing is packed. */
struct swage_suite_layout {
    const char *what; /* "sizeof(struct user)", "offsetof(struct user, name)" */
    size_t found, expected;
};
SWAGE_API const char *swage_suite_layouts(const struct swage_suite_layout *layouts, size_t count);

/* --- enums -------------------------------------------------------------------------------------------------------- */

struct swage_suite_word {
    int64_t value;
    swage_str text; /* absent where the enum is a number on the wire */
};

struct swage_suite_enum {
    const char *name;
    const struct swage_suite_word *words;
    size_t count;
    swage_str (*text)(int value);    /* text enums */
    int (*from)(swage_str text);
    bool (*valid)(int64_t value);    /* number enums; sees only what its base can hold */
    int64_t min, max;                /* of that base */
    const char *(*read)(swage_reader *r, const char *p, int64_t *out);
    char *(*write)(swage_buffer *out, char *p, int64_t value);
    bool is_open; /* other values are read as unset */
};

/* Names and values lead to one another, in JSON as well, and what is near them to nothing. */
SWAGE_API const char *swage_suite_words(const struct swage_suite_enum *words);

/* --- merge patches ------------------------------------------------------------------------------------------------ */

struct swage_suite_patch {
    const struct swage_suite_type *of;    /* what is patched */
    const struct swage_suite_type *patch; /* what patches */
    enum swage_status (*apply)(void *out, const void *patch, swage_arena *arena);
};

/* Each patch that is accepted changes each value as RFC 7396 has it for their JSON. */
SWAGE_API const char *swage_suite_patches(const struct swage_suite_patch *patch);

/* --- routes ------------------------------------------------------------------------------------------------------- */

/* What stub handlers answer, and what they saw. */
struct swage_suite_stub {
    int status;       /* which of the declared responses they make */
    swage_str body;   /* the JSON of its body */
    swage_str head;   /* that of its declared header fields; absent where it has none */
    bool (*broken)(void *body, swage_arena *arena); /* breaks the body before it is sent; NULL: it is sent as it is */
    struct swage_event event; /* what the second item of a stream is called */
    unsigned calls;   /* of any handler; 0 when it could not make the body */
    swage_arena arena; /* for the body */
    swage_buffer seen; /* their parameters as one JSON object */
};

/* For stubs: a call has come, and encoding its parameters returned `status`. */
SWAGE_API void swage_suite_see(struct swage_suite_stub *stub, int status);

/* For verifiers: 0 for the credentials SWAGE_SUITE_GRANTED and SWAGE_SUITE_NARROW, of which only the first have all scopes;
   what SWAGE_SUITE_FORBIDDEN ones stand for is known, and may not do it; all others are nobody's. Of a login they are the
   password. */
#define SWAGE_SUITE_GRANTED   "granted"
#define SWAGE_SUITE_NARROW    "narrow"
#define SWAGE_SUITE_FORBIDDEN "forbidden"
SWAGE_API int swage_suite_verdict(swage_str credentials);
SWAGE_API bool swage_suite_is_granted(swage_str credentials);

/* In place of swage_jwt_read: the token stands for a JWT with itself as the subject. No keys are needed. */
SWAGE_API swage_jwt_reader swage_suite_jwt;
SWAGE_API swage_jwt_keys *swage_suite_keys(swage_request *rq);

struct swage_suite_request {
    const char *what;
    const char *method;
    struct swage_suite_text target;
    const struct swage_test_pair *headers; /* NULL: none */
    struct swage_suite_text body;          /* absent: none */
    int status;
    const char *media;  /* of the answer; NULL: it has no body */
    const char *header; /* "Allow: GET, HEAD, OPTIONS": a line that the answer's head has; or NULL */
    const char *fault;  /* how the first of the problem's `errors` begins; or NULL */
    struct swage_suite_text seen;   /* what the handler saw; absent: it is not called */
    struct swage_suite_text answer; /* what it answers, and what then comes; absent: nothing */
    struct swage_suite_text head;   /* the header fields that the handler is to send; absent: none are declared */
    const char *lines;  /* what they become, one behind the other: "Location: /\r\n"; or NULL */
    bool is_stream;     /* `answer` is an item of the stream that it answers, and comes twice */
    bool (*broken)(void *body, swage_arena *arena); /* NULL; else `status` is the handler's, and 500 comes, or the stream is
                                                       broken off */
    bool may_be_refused; /* the program's own functions may refuse it too, with 400 or 422 */
};

/* For stubs: writes a file as a string in base64, as bytes are. */
SWAGE_API char *swage_suite_write_upload(swage_buffer *out, char *p, const swage_upload *upload);

/* Each request is answered as the table says. */
SWAGE_API const char *swage_suite_requests(const struct swage_app *app, struct swage_suite_stub *stub,
                                           const struct swage_suite_request *requests, size_t count);

/* The memory of a request, and that of its answer, may end anywhere: then it is refused, or the answer broken off. */
SWAGE_API const char *swage_suite_request_memory(const struct swage_app *app, struct swage_suite_stub *stub,
                                                 const struct swage_suite_request *requests, size_t count);

/* Requests that were answered before are answered again without an allocation. */
SWAGE_API const char *swage_suite_request_allocations(const struct swage_app *app, struct swage_suite_stub *stub,
                                                      const struct swage_suite_request *requests, size_t count);

SWAGE_END_C

#endif
