/* SPDX-License-Identifier: MIT */
/*
 * What a handler may do with its request.
 *
 *     int get_user(const struct get_user_params *in, struct get_user_reply *out)
 *     {
 *         struct user *user = find(swage_state(in->rq), in->id);
 *         if (!user)
 *             return get_user_404(out, &(struct swage_problem){.title = SWAGE_STR("No such user")});
 *         return get_user_200(out, user);
 *     }
 *
 * A handler returns what its reply function returned: 0, or a negative status. It may return SWAGE_LATER instead and
 * reply after it has returned, from any thread, exactly once: then `in`, `out`, all they point to and the request's
 * arena live until the reply function or swage_abandon() is called, whatever the client does meanwhile. The other
 * thread may be faster than the handler, and reply before that has returned SWAGE_LATER. 0 without a reply is answered
 * by 500.
 *
 * A reply made while the handler runs, on its thread, goes straight out. Any other is encoded there and then, so that
 * nothing passed to it need outlive the call, and is handed to the loop.
 *
 * A second reply returns SWAGE_E_REPLIED for as long as there is a request to ask: until the handler has returned and
 * the first reply was made. After that the request is somebody else's.
 */
#ifndef SWAGE_REQUEST_H
#define SWAGE_REQUEST_H

#include <swage/arena.h>
#include <swage/base.h>
#include <swage/error.h>
#include <swage/string.h>

SWAGE_BEGIN_C

typedef struct swage_request swage_request;

/* The request's memory: lives until the reply has been made (for SWAGE_LATER until the reply function was called). */
SWAGE_API swage_arena *swage_request_arena(swage_request *rq);

/* "GET", and the path as it was sent, without the query: "/users/7". Lent for the life of the request. */
SWAGE_API swage_str swage_request_method(const swage_request *rq);
SWAGE_API swage_str swage_request_path(const swage_request *rq);

/* The text behind the '?', as it was sent; absent without a '?'. */
SWAGE_API swage_str swage_request_query(const swage_request *rq);

/* The value of the first header field called `name` (any case), without white space around it; absent without one. */
SWAGE_API swage_str swage_request_header(const swage_request *rq, swage_str name);

/* The body as it was received; {NULL, 0} or empty without one. */
SWAGE_API swage_str swage_request_body_text(const swage_request *rq);

/* What the application was given as its state, see struct swage_service. */
SWAGE_API void *swage_state(const swage_request *rq);

/*
 * Adds a header field to the reply; call it before the reply function. Copies both. SWAGE_E_ARGUMENT when `name` is no
 * token (RFC 9110 5.6.2), `value` has CR, LF, NUL or another control character (5.5), or the field is one that the
 * server makes itself (Content-Type, Content-Length, Transfer-Encoding, Connection, Keep-Alive, Date); SWAGE_E_LIMIT
 * when there are more than 16 or the arena is full; SWAGE_E_NOMEM; SWAGE_E_REPLIED. A reply that turns into 500 loses
 * them.
 */
SWAGE_API int swage_reply_header(swage_request *rq, swage_str name, swage_str value);

/*
 * A problem document (RFC 9457): what schemas call Problem. The status is that of the reply function. NULL texts are
 * left out; a missing title is the status's reason phrase, a missing type "about:blank".
 */
struct swage_problem {
    swage_str type;
    swage_str title;
    swage_str detail;
    swage_str instance;
};

/* Replies with a problem document of any 4xx or 5xx status, for what the schema does not foresee, such as 503.
   `problem` may be NULL. SWAGE_E_ARGUMENT for other statuses: then nothing was replied. */
SWAGE_API int swage_reply_problem(swage_request *rq, int status, const struct swage_problem *problem);

/* Gives a deferred request up: the client gets 500 when it is still there; or an open stream: it is broken off. Returns 0 or
   SWAGE_E_REPLIED. */
SWAGE_API int swage_abandon(swage_request *rq);

/* Whether the client of a deferred request has gone: a reply would return SWAGE_GONE. From any thread. */
SWAGE_API bool swage_request_gone(const swage_request *rq);

/*
 * Has `fn(arg)` called on the loop's thread when the client of this deferred request goes, or its deadline passes, before
 * it was replied to (or its stream was ended): to end work that nobody waits for any more. The request still has to be replied to (with SWAGE_GONE)
 * or abandoned, in `fn` or later. One at a time: a second call replaces the first; NULL takes it back. On the loop's thread
 * only: in the handler, or in what the loop calls.
 */
SWAGE_API void swage_on_gone(swage_request *rq, void (*fn)(void *arg), void *arg);

/* --- ids ---------------------------------------------------------------------------------------------------------- */

/*
 * The request's id: the client's X-Request-Id when that is one (1 to 128 visible ASCII characters), else one of ours, 32
 * hexadecimal digits. The answer has it in the same field, and the access log has it. Absent without --request-ids.
 */
SWAGE_API swage_str swage_request_id(const swage_request *rq);

/*
 * W3C Trace Context: what belongs into the header field `traceparent` of requests that the handler makes to others. The
 * trace is that of the client's traceparent, or a new one; the parent in it is a span that stands for this request, which
 * the answer names in `traceresponse`. 55 characters; absent without --request-ids.
 */
SWAGE_API swage_str swage_request_traceparent(const swage_request *rq);

/* Writes a line to the server's log, behind the route's name and the request's id: level 0 is an error, 1 a warning, 2
   information. Control characters in it are replaced. On the loop's thread. */
SWAGE_API void swage_log(swage_request *rq, int level, const char *format, ...) SWAGE_PRINTF(3, 4);

/* --- work that blocks --------------------------------------------------------------------------------------------- */

/*
 * Runs work(arg) on a thread of a bounded pool and then done(arg) on the loop's, which may use what belongs to the loop and
 * replies as a handler does: it returns what its reply function returned, or SWAGE_LATER, also by swage_offload again.
 *
 *     struct lookup {const struct get_user_params *in; struct get_user_reply *out; struct user user; int found;};
 *
 *     static void look_up(void *arg) { struct lookup *job = arg; job->found = database_find(job->in->id, &job->user); }
 *
 *     static int answer(void *arg)
 *     {
 *         struct lookup *job = arg;
 *         return job->found ? get_user_200(job->out, &job->user) : get_user_404(job->out, NULL);
 *     }
 *
 *     int get_user(const struct get_user_params *in, struct get_user_reply *out)
 *     {
 *         struct lookup *job = swage_arena_alloc(swage_request_arena(in->rq), sizeof *job);
 *         *job = (struct lookup){.in = in, .out = out};
 *         return swage_offload(in->rq, look_up, answer, job);
 *     }
 *
 * While `work` runs the request's arena is its own: nobody else may take from it. `done` may be NULL: then `work` replies
 * itself, and touches nothing of the request afterwards. Both run to their end when the client has gone;
 * swage_request_gone() tells.
 *
 * Call it on the loop's thread and return what it returns: SWAGE_LATER, or, when as many wait for a thread as may
 * (--offload-queue), what replying 503 with "Retry-After: 1" returned. SWAGE_E_ARGUMENT while an earlier call is still at
 * work. In process, without a server, both run at once, before it returns.
 */
SWAGE_API int swage_offload(swage_request *rq, void (*work)(void *arg), int (*done)(void *arg), void *arg);

/* --- what belongs to a request or its loop ------------------------------------------------------------------------ */

/* Something of the program's own that goes along with a request: NULL until it was set. */
SWAGE_API void *swage_request_state(const swage_request *rq);
SWAGE_API void swage_request_set_state(swage_request *rq, void *state);

/* What the service's loop_start left for the loop that this request is served on: a database connection, for example,
   which only that loop's thread uses. NULL without one. */
SWAGE_API void *swage_loop_state(const swage_request *rq);

/* libevent's base under that loop, for timers and sockets of the program's own: whoever has added events to it may reply
   from them. Only the loop's thread may use it. NULL in process, without a server. */
struct event_base;
SWAGE_API struct event_base *swage_request_loop(const swage_request *rq);

SWAGE_END_C

#endif
