/* SPDX-License-Identifier: MIT */
/*
 * The server: turns a program into one that answers HTTP.
 *
 *     int main(int argc, char **argv) { return swage_serve(argc, argv, &user_app); }
 *
 * Two facts: it takes the process over until a signal ends it, and every limit and deadline is a flag.
 *
 *     ./user                                           listens on http://127.0.0.1:8000
 *     ./user --listen :8080 --listen unix:/run/user.sock --threads 4
 *     SWAGE_LISTEN=:8080 ./user --idle-timeout 15s     each flag is a variable as well; flags win
 *     ./user --help                                    all of them, with their defaults
 *     ./user --listen :8080 -- config.ini              what stands behind "--" is the program's own
 *
 * Signals. SIGTERM or SIGINT drains: no more connections are accepted, requests in flight are answered with
 * "Connection: close", idle connections are closed, and swage_serve returns 0, at the latest after --shutdown-grace. A
 * second one ends the process at once. SIGHUP calls the service's `reload`. SIGPIPE is ignored.
 *
 * Threads. With --threads N there are N event loops, each in a thread of its own; a handler runs on the loop of its
 * connection, so handlers of different connections run at the same time, and what they share is theirs to lock. A
 * handler that takes long holds up its loop: it should return SWAGE_LATER and reply from elsewhere.
 *
 * Processes. With --workers N the calling process supervises N others, in which swage_serve goes on and returns as well:
 * see doc/server.md. No threads may have been started before.
 *
 * What a client can make the server hold is bounded: doc/server.md has the formula.
 */
#ifndef SWAGE_SERVER_H
#define SWAGE_SERVER_H

#include <swage/app.h>
#include <swage/base.h>

SWAGE_BEGIN_C

struct event_base; /* libevent's: <event2/event.h> */

/*
 * Serves `app` until a signal ends it. Takes its flags out of argv: what is left, ended by NULL, is the program's name
 * and what stood behind "--". Returns an exit status for main: 0 after an orderly end (also after --help and
 * --version), 1 when the server could not start, 2 for a flag or variable that makes no sense; the reason has been
 * printed then.
 */
SWAGE_API int swage_serve(int argc, char **argv, const struct swage_app *app);

/* More than an application: what it needs around it. Members that are not named are zero, and that is fine but for
 * `app`. */
struct swage_service {
    const struct swage_app *app;
    void *state; /* what swage_state(rq) gives to handlers */

    /*
     * Called once before the server listens, with the program's own arguments (argv[0] is its name): to open what
     * handlers need. Anything but 0 refuses: nothing is served, swage_serve_with returns 1. Say why before.
     */
    int (*start)(void *state, int argc, char **argv);

    /* Called once when the last request has been answered, if start was called and returned 0. Requests that other
       threads hold beyond the grace may still be replied to, without effect. */
    void (*stop)(void *state);

    /* Called on SIGHUP, on the first loop's thread: to read again what handlers go by. It must not block. */
    void (*reload)(void *state);

    /*
     * Called on the thread of each loop before it serves, with libevent's base under it; what is left in `*loop_state` is
     * what swage_loop_state(rq) gives to the handlers that run there. Anything but 0 refuses, as with start; loops that had
     * started are stopped.
     */
    int (*loop_start)(void *state, struct event_base *base, void **loop_state);

    /* Called on the same thread when the loop serves no more, if loop_start was called and returned 0. Events that were
       added to the base have to be gone afterwards. */
    void (*loop_stop)(void *state, void *loop_state);
};

/* As swage_serve. */
SWAGE_API int swage_serve_with(int argc, char **argv, const struct swage_service *service);

/* --- in a program with a loop of its own -------------------------------------------------------------------------- */

/*
 *     struct event_base *base = event_base_new();
 *     swage_server *server = swage_attach(base, argc, argv, &(struct swage_service){.app = &user_app});
 *     ...
 *     swage_drain(server, drained, base);        from a signal event of the program's, say: void drained(void *base) calls
 *     event_base_dispatch(base);                 event_base_loopbreak(base)
 *     swage_detach(server);
 *
 * Signals are the program's: it should ignore SIGPIPE. All functions are for the thread that runs the base.
 */
typedef struct swage_server swage_server;

/*
 * Serves on `base`, which has to have libevent's epoll under it (or another method with edge-triggered events and
 * EV_CLOSED). The settings are those of swage_serve: flags are taken out of argv (argc 0: none), and the environment counts;
 * --threads above 1 is refused. Calls the service's `start` and `loop_start`. NULL when it cannot serve (or after --help);
 * the reason has been printed then. The server is swage_detach's; `service` must live as long.
 */
SWAGE_API swage_server *swage_attach(struct event_base *base, int argc, char **argv, const struct swage_service *service);

/* The TCP port that address number `at` is listened on, from 0; -1 when there is none: with --listen 127.0.0.1:0 the
   system chooses one. */
SWAGE_API int swage_server_port(const swage_server *server, unsigned at);

/* No more connections; requests in flight are answered. Calls done(arg) once, from the base, when all is done, or at the
   latest after --shutdown-grace: to leave the program's loop, for example. swage_detach is for later, not for `done`. */
SWAGE_API void swage_drain(swage_server *server, void (*done)(void *arg), void *arg);

/* Ends it at once: cuts what is in progress, calls `loop_stop` and `stop`, frees the server. NULL is fine. */
SWAGE_API void swage_detach(swage_server *server);

SWAGE_END_C

#endif
