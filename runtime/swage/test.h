/* SPDX-License-Identifier: MIT */
/*
 * For tests of programs that serve HTTP: requests are made by function calls, without a socket, a clock or a thread.
 *
 *     static const struct shop_handlers handlers = {.get_item = get_item, ...};
 *     const struct swage_app app = shop_app_with(&handlers);      or shop_app, with all handlers of the program
 *     struct swage_test *test = swage_test_new(&app, &database);  what handlers get from swage_state()
 *
 *     const struct swage_test_reply *reply = swage_test_send(test, "POST", "/items", "{\"name\":\"tea\"}");
 *     ck_assert_int_eq(reply->status, 201);
 *     ck_assert_str_eq(swage_test_at(test, "/name"), "\"tea\"");
 *
 *     swage_test_free(test);
 *
 * Two facts: handlers, decoders, encoders and problem documents are those that the server runs, and so is what happens
 * before and after them; only what has to do with connections is left out (Date, Content-Length, limits of the head,
 * deadlines). And a reply lives until the next call on the same test.
 *
 * Link with libswage-test (pkg-config swage-test); any test framework will do. doc/testing.md shows more.
 */
#ifndef SWAGE_TEST_H
#define SWAGE_TEST_H

#include <swage/app.h>
#include <swage/base.h>
#include <swage/http.h>
#include <swage/string.h>

SWAGE_BEGIN_C

struct swage_test;

/* --- a test ------------------------------------------------------------------------------------------------------- */

/* A client of `app`, which has to outlive it; `state` is what swage_state() gives to handlers. NULL when there is no
   memory. One thread uses it; several of them do not know each other. */
SWAGE_API struct swage_test *swage_test_new(const struct swage_app *app, void *state);

/* NULL is fine. Every request must have been replied to, which is so unless a handler never did. */
SWAGE_API void swage_test_free(struct swage_test *test);

/* --- requests ----------------------------------------------------------------------------------------------------- */

struct swage_test_pair { /* the end of a list is {NULL, NULL} */
    const char *name;
    const char *value;
};

/* All members may be left out but for `target`; texts are C strings, lent for the call. */
struct swage_test_request {
    const char *method; /* NULL: "GET", and "POST" with a body */
    const char *target; /* as it stands in a request: "/users/7?limit=3", percent escapes and all */
    const struct swage_test_pair *query;   /* appended to the target, escaped */
    const struct swage_test_pair *headers;
    const struct swage_test_pair *cookies; /* as one Cookie field */
    /* At most one of these. Unless `headers` has a Content-Type, it comes by itself. */
    const char *json;                   /* application/json */
    const struct swage_test_pair *form; /* application/x-www-form-urlencoded, escaped */
    swage_str body;                     /* any bytes, also none: {NULL, 0} is no body. No Content-Type by itself */
};

/*
 * Makes a whole request and returns the reply, never NULL. A handler that returns SWAGE_LATER is waited for, as long as
 * it takes: the thread that replies hands its reply to the one that waits here. Not to be called from within a handler.
 *
 * A reply outside of the bounds that its schema gives it is answered by 500, as by a server with --strict-replies.
 */
SWAGE_API const struct swage_test_reply *swage_test_call(struct swage_test *test,
                                                         const struct swage_test_request *request);

/* The two usual cases. `json` may be NULL: no body. */
SWAGE_API const struct swage_test_reply *swage_test_get(struct swage_test *test, const char *target);
SWAGE_API const struct swage_test_reply *swage_test_send(struct swage_test *test, const char *method,
                                                         const char *target, const char *json);

/* --- replies ------------------------------------------------------------------------------------------------------ */

/* Every text is followed by a NUL, so `ptr` is a C string as long as the text holds no NUL itself. */
struct swage_test_reply {
    int status;        /* 200, 404, ...; 0 when there is none, and then `trouble` says why */
    swage_str media;   /* Content-Type; absent without a body */
    swage_str headers; /* "Name: value\r\n", in the order in which they would be sent */
    swage_str body;    /* empty without one */
    swage_str log;     /* what a server would have logged meanwhile, in lines: why a reply became a 500 */
    const char *trouble; /* NULL; else the request could not be made (a header that is none, a target that is no path
                            is a matter of the server's), or there was no memory */
};

/* The value of the first header field `name` (any case) of the last reply; absent without one. */
SWAGE_API swage_str swage_test_header(struct swage_test *test, const char *name);

/*
 * The JSON at `pointer` (RFC 6901) in the body of the last reply, as it stands there, as a C string: "\"tea\"", "7",
 * "{\"id\":1}"; "" is the whole body. NULL when there is none, or the body is no JSON. It lives as long as the reply.
 *
 *     ck_assert_str_eq(swage_test_at(test, "/errors/0/code"), "\"too_long\"");
 */
SWAGE_API const char *swage_test_at(struct swage_test *test, const char *pointer);

/* --- settings ----------------------------------------------------------------------------------------------------- */

/* A header field that every request from now on has, unless it has one of the same name itself: Authorization, say.
   NULL as the value takes it away. SWAGE_E_ARGUMENT when it is none, SWAGE_E_LIMIT beyond 16 fields, SWAGE_E_NOMEM. */
SWAGE_API int swage_test_always(struct swage_test *test, const char *name, const char *value);

/* Bytes of a body where the route sets no smaller maximum, and of a request's memory, as --body-max and --request-memory
   have it (here 64 MiB and 256 MiB unless set); 0 leaves one as it is. */
SWAGE_API void swage_test_limit(struct swage_test *test, size_t body_max, size_t memory_max);

/* Whether replies have to be within the bounds of their schema: true unless set. */
SWAGE_API void swage_test_strict(struct swage_test *test, bool is_strict);

SWAGE_END_C

#endif
