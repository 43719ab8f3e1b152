/* SPDX-License-Identifier: MIT */
/*
 * Who is asking: verifiers, and what they say.
 *
 *     auth session: bearer -> Account;                      in the schema
 *
 *     int auth_session(swage_request *rq, swage_str token, struct account *account)
 *     {
 *         const struct login *login = find_login(swage_state(rq), token);
 *         if (!login)
 *             return SWAGE_DENIED;
 *         *account = (struct account){.id = login->id, .scopes = login->scopes};
 *         return SWAGE_OK;
 *     }
 *
 * Two facts: a verifier is called once a request, behind its head and before its body is read, and only for routes that say
 * @auth; and nothing of what it is given is ever written to a log or an answer.
 *
 * It returns 0 when `account`, which is zeroed memory of the request's, says who asks: that is in->auth of the handler.
 * SWAGE_DENIED is answered by 401, SWAGE_FORBIDDEN by 403, scopes that the route wants and the identity lacks by 403 as
 * well, anything else by 500. It may also answer itself, with 503 for example, and return what swage_reply_problem() did.
 *
 * SWAGE_LATER says that the verdict comes by swage_auth_done(), exactly once, from any thread. Until then the request, its
 * arena, the credentials and the identity live, whatever the client does meanwhile, and no more of the body is read. What a
 * verifier offloads (swage_offload) goes on in the same way: `done` returns what the verifier would have returned.
 */
#ifndef SWAGE_AUTH_H
#define SWAGE_AUTH_H

#include <swage/base.h>
#include <swage/error.h>
#include <swage/request.h>
#include <swage/route.h>
#include <swage/string.h>

SWAGE_BEGIN_C

/* For verifiers of `basic`: what the user typed, as UTF-8 without control characters. Both may be empty. */
struct swage_login {
    swage_str name;
    swage_str password;
};

/* The verdict of a verifier that has returned SWAGE_LATER: 0, SWAGE_DENIED, SWAGE_FORBIDDEN, or a negative status (500). Returns
   SWAGE_LATER, or SWAGE_E_REPLIED when there is one already. The request is the loop's from here on. */
SWAGE_API int swage_auth_done(swage_request *rq, int verdict);

/* Whether two texts are the same, in a time that tells nothing but their lengths: for keys and tokens. */
SWAGE_API bool swage_auth_equal(swage_str given, swage_str wanted);

/* --- tables, written by the compiler ------------------------------------------------------------------------------ */

enum swage_scheme_kind {
    SWAGE_SCHEME_BEARER, /* Authorization: Bearer token */
    SWAGE_SCHEME_BASIC,  /* Authorization: Basic, with a name and a password */
    SWAGE_SCHEME_KEY     /* a key in a header, the query or a cookie */
};

struct swage_credentials { /* as they were sent */
    swage_str token;          /* of BASIC in base64 */
    struct swage_login login; /* BASIC */
};

struct swage_scheme {
    enum swage_scheme_kind kind;
    enum swage_where where; /* SWAGE_SCHEME_KEY */
    swage_str key;
    swage_str challenge;  /* of a 401: "Bearer realm=\"shop\"" */
    size_t identity_size; /* of what the verifier fills in */
    size_t scopes;        /* where in it is the swage_str_array of its scopes, if a route wants any */
    /* Calls the verifier of `handlers`. */
    int (*verify)(struct swage_request *rq, const void *handlers, const struct swage_credentials *given, void *identity);
};

struct swage_auth {
    const struct swage_scheme *scheme;
    swage_str scopes; /* all of which are wanted: "read write" */
    bool is_optional; /* a request without credentials is let through */
};

/* --- for generated code ------------------------------------------------------------------------------------------- */

/* Whether the verdict is still to come: the request is served then. */
SWAGE_API bool swage_auth_is_pending(swage_request *rq);

/* Who asks; NULL for nobody, which only an optional @auth lets through. */
SWAGE_API const void *swage_auth_identity(const swage_request *rq);

SWAGE_END_C

#endif
