/* SPDX-License-Identifier: MIT */
/*
 * swage_serve: options, loops, listeners, signals, and the way back. The calling thread runs the first loop, which also
 * accepts and owns the signals (libevent permits one base that does).
 */
#include "config.h"

#include <swage/server.h>

#include "app/breaches.h"
#include "server/listener.h"
#include "server/log.h"
#include "server/loop.h"
#include "server/memory.h"
#include "server/options.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

enum { EXIT_USAGE = 2 };

#define DESCRIPTORS_BESIDE 1024 /* descriptors that are not connections: of loops, listeners, and the program itself */

struct server {
    const struct swage_service *service;
    struct options options;
    struct loop **loops;
    struct swage_breaches *breaches; /* of all loops */
    pthread_t *threads; /* of all loops but the first */
    unsigned loop_count, thread_count;
    struct listeners listeners;
    struct peers peers;
    struct event signals[2];
};

/* --- signals ------------------------------------------------------------------------------------------------------ */

static const int signal_numbers[2] = {SIGTERM, SIGINT};

/* With our handlers gone the default action is back: the next signal ends the process even if a handler hangs. */
static void forget_signals(struct server *server)
{
    for (int i = 0; i < 2; i++)
        if (event_initialized(&server->signals[i]))
            event_del(&server->signals[i]);
}

static void drain(struct server *server)
{
    loop_turn(server->loops[0]);
    listener_close(&server->listeners);
    for (unsigned i = 1; i < server->loop_count; i++)
        loop_post_drain(server->loops[i]);
    loop_drain(server->loops[0]);
}

static void on_signal(evutil_socket_t number, short what, void *arg)
{
    struct server *server = arg;
    (void)number, (void)what;
    forget_signals(server);
    drain(server);
}

static bool watch_signals(struct server *server)
{
    signal(SIGPIPE, SIG_IGN);
    for (int i = 0; i < 2; i++) {
        struct event *event = &server->signals[i];
        if (event_assign(event, server->loops[0]->base, signal_numbers[i], EV_SIGNAL | EV_PERSIST, on_signal, server) ||
            event_add(event, NULL)) {
            log_line(LOG_ERROR, "cannot watch signals");
            return false;
        }
    }
    return true;
}

/* --- loops -------------------------------------------------------------------------------------------------------- */

static bool make_loops(struct server *server)
{
    unsigned wanted = (unsigned)server->options.threads;
    server->loops = calloc(wanted, sizeof *server->loops);
    server->threads = calloc(wanted, sizeof *server->threads);
    server->breaches = swage_breaches_new(server->service->app);
    bool is_counting = peers_init(&server->peers, server->options.max_connections, server->options.max_per_address);
    if (!server->loops || !server->threads || !server->breaches || !is_counting) {
        log_line(LOG_ERROR, "no memory for %u loops", wanted);
        return false;
    }
    for (unsigned i = 0; i < wanted; i++) {
        server->loops[i] = loop_new(&server->options, server->service->app, server->service->state);
        if (!server->loops[i])
            return false;
        server->loops[i]->env.breaches = server->breaches;
        server->loops[i]->peers = &server->peers;
        server->loop_count++;
    }
    return true;
}

static void run(struct loop *loop)
{
    if (!loop_run(loop))
        log_line(LOG_WARNING, "the shutdown grace is over; what was unfinished is cut off");
}

static void *run_thread(void *loop)
{
    run(loop);
    return NULL;
}

/* Signals are for the main thread. */
static bool start_threads(struct server *server)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int error = 0;
    for (unsigned i = 1; i < server->loop_count && !error; i++) {
        error = pthread_create(&server->threads[server->thread_count], NULL, run_thread, server->loops[i]);
        server->thread_count += !error;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (error)
        log_line(LOG_ERROR, "cannot start a thread: %s", strerror(error));
    return !error;
}

static void join_threads(struct server *server)
{
    for (unsigned i = 0; i < server->thread_count; i++)
        pthread_join(server->threads[i], NULL);
}

static void free_loops(struct server *server)
{
    for (unsigned i = 0; i < server->loop_count; i++)
        loop_free(server->loops[i]);
    free(server->loops);
    free(server->threads);
    swage_breaches_free(server->breaches);
    peers_done(&server->peers);
}

/* At the end, when all loops have: what nobody may have seen among the lines of days. */
static void report_breaches(const struct server *server)
{
    uint64_t count = swage_breaches_count(server->breaches);
    if (count > 0)
        log_line(LOG_WARNING, "%llu replies were outside of their schema's bounds", (unsigned long long)count);
}

/* --- serving ------------------------------------------------------------------------------------------------------ */

/* With the sockets bound. Returns whether it came to serve. */
static bool serve_loops(struct server *server)
{
    if (!watch_signals(server))
        return false;
    if (!start_threads(server) || !listener_start(&server->listeners)) {
        drain(server); /* ends the threads that have started */
        join_threads(server);
        return false;
    }
    run(server->loops[0]);
    join_threads(server);
    report_breaches(server);
    return true;
}

static bool serve_sockets(struct server *server)
{
    if (listener_open(&server->listeners, &server->options, server->loops, server->loop_count) != SWAGE_OK)
        return false;
    bool is_served = serve_loops(server);
    forget_signals(server);
    listener_close(&server->listeners);
    return is_served;
}

/* The soft limit of descriptors is often 1,024, which is meant for programs that use select(). */
static void raise_descriptors(const struct options *options)
{
    rlim_t wanted = (rlim_t)options->max_connections + DESCRIPTORS_BESIDE;
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) < 0 || limit.rlim_cur >= wanted)
        return;
    limit.rlim_cur = limit.rlim_max < wanted ? limit.rlim_max : wanted;
    if (setrlimit(RLIMIT_NOFILE, &limit) < 0 || limit.rlim_cur < wanted)
        log_line(LOG_WARNING, "descriptors for %llu connections cannot be had: the limit is %llu",
                 (unsigned long long)options->max_connections, (unsigned long long)limit.rlim_cur);
}

static void say_memory(const struct server *server)
{
    struct memory memory;
    char text[MEMORY_TEXT_MAX];
    memory_count(&server->options, server->service->app, &memory);
    memory_text(&server->options, &memory, text);
    log_line(LOG_INFO, "memory: %s", text);
}

static int serve_options(struct server *server, char **argv)
{
    const struct swage_service *service = server->service;
    log_set_level(server->options.quiet ? LOG_ERROR : LOG_INFO);
    raise_descriptors(&server->options);
    if (service->start && service->start(service->state, server->options.rest_count, argv) != 0)
        return EXIT_FAILURE;
    say_memory(server);
    bool is_served = make_loops(server) && serve_sockets(server);
    free_loops(server);
    if (service->stop)
        service->stop(service->state);
    return is_served ? EXIT_SUCCESS : EXIT_FAILURE;
}

int swage_serve_with(int argc, char **argv, const struct swage_service *service)
{
    struct server server = {.service = service};
    if (!service->app || service->app->abi != SWAGE_ABI) {
        log_line(LOG_ERROR, "the application was generated for another version of this library");
        return EXIT_FAILURE;
    }
    switch (options_read(argc, argv, &server.options)) {
    case OPTIONS_DONE: return EXIT_SUCCESS;
    case OPTIONS_BAD: return EXIT_USAGE;
    case OPTIONS_RUN: break;
    }
    int status = serve_options(&server, argv);
    options_done(&server.options);
    return status;
}

int swage_serve(int argc, char **argv, const struct swage_app *app)
{
    return swage_serve_with(argc, argv, &(struct swage_service){.app = app});
}
