/* SPDX-License-Identifier: MIT */
/*
 * swage_serve: a process of ours. The calling thread runs the first loop, which also accepts and owns the signals
 * (libevent permits one base that does); each other loop has a thread.
 */
#include "config.h"

#include "server/log.h"
#include "server/server.h"

#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

enum { EXIT_USAGE = 2 };

struct member { /* the thread of a loop that is not the first */
    struct process *process;
    struct loop *loop;
    pthread_t thread;
    bool has_refused; /* its loop_start has; read after `ready` was posted */
};

struct process {
    struct swage_server server;
    struct member *members;
    unsigned member_count;
    sem_t ready; /* posted by each member once */
    struct event signals[2];
};

/* --- signals ------------------------------------------------------------------------------------------------------ */

static const int signal_numbers[2] = {SIGTERM, SIGINT};

/* With our handlers gone the default action is back: the next signal ends the process even if a handler hangs. */
static void forget_signals(struct process *process)
{
    for (int i = 0; i < 2; i++)
        if (event_initialized(&process->signals[i]))
            event_del(&process->signals[i]);
}

static void on_signal(evutil_socket_t number, short what, void *arg)
{
    struct process *process = arg;
    (void)number, (void)what;
    forget_signals(process);
    server_drain(&process->server);
}

static bool watch_signals(struct process *process)
{
    struct event_base *base = process->server.loops[0]->base;
    signal(SIGPIPE, SIG_IGN);
    for (int i = 0; i < 2; i++) {
        struct event *event = &process->signals[i];
        if (event_assign(event, base, signal_numbers[i], EV_SIGNAL | EV_PERSIST, on_signal, process) ||
            event_add(event, NULL)) {
            log_line(LOG_ERROR, "cannot watch signals");
            return false;
        }
    }
    return true;
}

/* --- threads ------------------------------------------------------------------------------------------------------ */

static void run(struct loop *loop)
{
    if (!loop_run(loop))
        log_line(LOG_WARNING, "the shutdown grace is over; what was unfinished is cut off");
}

static void *run_member(void *arg)
{
    struct member *member = arg;
    struct swage_server *server = &member->process->server;
    member->has_refused = !server_start_loop(server, member->loop);
    bool is_running = !member->has_refused;
    sem_post(&member->process->ready);
    if (is_running)
        run(member->loop);
    server_stop_loop(server, member->loop);
    return NULL;
}

/* Signals are for the main thread. */
static bool create_members(struct process *process)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int error = 0;
    for (unsigned i = 1; i < process->server.loop_count && !error; i++) {
        struct member *member = &process->members[process->member_count];
        *member = (struct member){.process = process, .loop = process->server.loops[i]};
        error = pthread_create(&member->thread, NULL, run_member, member);
        process->member_count += !error;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (error)
        log_line(LOG_ERROR, "cannot start a thread: %s", strerror(error));
    return !error;
}

/* Whether all threads run, when each has had its say. */
static bool start_members(struct process *process)
{
    process->members = calloc(process->server.loop_count, sizeof *process->members);
    if (!process->members || !create_members(process))
        return false;
    bool have_started = true;
    for (unsigned i = 0; i < process->member_count; i++)
        while (sem_wait(&process->ready))
            continue;
    for (unsigned i = 0; i < process->member_count; i++)
        have_started &= !process->members[i].has_refused;
    return have_started;
}

static void join_members(struct process *process)
{
    for (unsigned i = 0; i < process->member_count; i++)
        pthread_join(process->members[i].thread, NULL);
    free(process->members);
}

/* --- serving ------------------------------------------------------------------------------------------------------ */

/* Returns whether it came to serve. */
static bool run_all(struct process *process)
{
    struct swage_server *server = &process->server;
    bool is_served = server_start_loop(server, server->loops[0]) && start_members(process) &&
                     server_listen(server);
    if (is_served)
        run(server->loops[0]);
    else
        server_drain(server); /* ends the threads that have started */
    join_members(process);
    server_stop_loop(server, server->loops[0]);
    return is_served;
}

static bool serve_loops(struct process *process)
{
    if (!server_open(&process->server, NULL) || !watch_signals(process))
        return false;
    bool is_served = run_all(process);
    forget_signals(process);
    return is_served;
}

static int serve_options(struct process *process, char **argv)
{
    struct swage_server *server = &process->server;
    const struct swage_service *service = server->service;
    log_set_level(server->options.quiet ? LOG_ERROR : LOG_INFO);
    if (service->start && service->start(service->state, server->options.rest_count, argv) != 0)
        return EXIT_FAILURE;
    sem_init(&process->ready, 0, 0);
    bool is_served = serve_loops(process);
    server_close(server);
    sem_destroy(&process->ready);
    if (service->stop)
        service->stop(service->state);
    return is_served ? EXIT_SUCCESS : EXIT_FAILURE;
}

int swage_serve_with(int argc, char **argv, const struct swage_service *service)
{
    struct process process = {.server = {.service = service}};
    if (!server_check(service))
        return EXIT_FAILURE;
    switch (options_read(argc, argv, &process.server.options)) {
    case OPTIONS_DONE: return EXIT_SUCCESS;
    case OPTIONS_BAD: return EXIT_USAGE;
    case OPTIONS_RUN: break;
    }
    int status = serve_options(&process, argv);
    options_done(&process.server.options);
    return status;
}

int swage_serve(int argc, char **argv, const struct swage_app *app)
{
    return swage_serve_with(argc, argv, &(struct swage_service){.app = app});
}
