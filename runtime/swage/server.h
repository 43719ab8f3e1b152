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
 * second one ends the process at once. SIGPIPE is ignored.
 *
 * Threads. With --threads N there are N event loops, each in a thread of its own; a handler runs on the loop of its
 * connection, so handlers of different connections run at the same time, and what they share is theirs to lock. A
 * handler that takes long holds up its loop: it should return SWAGE_LATER and reply from elsewhere.
 *
 * What a client can make the server hold is bounded: doc/server.md has the formula.
 */
#ifndef SWAGE_SERVER_H
#define SWAGE_SERVER_H

#include <swage/app.h>
#include <swage/base.h>

SWAGE_BEGIN_C

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
};

/* As swage_serve. */
SWAGE_API int swage_serve_with(int argc, char **argv, const struct swage_service *service);

SWAGE_END_C

#endif
