/* SPDX-License-Identifier: MIT */
/*
 * swage_serve: a process of ours. The calling thread runs the first loop, which also accepts and owns the signals
 * (libevent permits one base that does); each other loop has a thread.
 */
#include "config.h"

#include "server/log.h"
#include "server/notify.h"
#include "server/server.h"
#include "server/supervisor.h"

#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { EXIT_USAGE = 2 };

struct member { /* the thread of a loop that is not the first */
    struct process *process;
    struct loop *loop;
    pthread_t thread;
    bool has_refused; /* its loop_start has; read after `ready` was posted */
};

enum { SIGNALS = 4 };

struct process {
    struct swage_server server;
    struct member *members;
    unsigned member_count;
    sem_t ready; /* posted by each member once */
    struct event signals[SIGNALS];
    struct seat *seat; /* of a worker; NULL: this process is the only one */
    struct event control;
};

/* --- signals ------------------------------------------------------------------------------------------------------ */

/* With our handlers gone the default action is back: the next signal ends the process even if a handler hangs. */
static void forget_signals(struct process *process)
{
    for (int i = 0; i < SIGNALS; i++)
        if (event_initialized(&process->signals[i]))
            event_del(&process->signals[i]);
    if (event_initialized(&process->control))
        event_del(&process->control);
}

static void drain(struct process *process)
{
    forget_signals(process);
    if (!process->seat)
        notify_send("STOPPING=1");
    server_drain(&process->server);
}

static void on_end(evutil_socket_t number, short what, void *process)
{
    (void)number, (void)what;
    drain(process);
}

static void on_reload(evutil_socket_t number, short what, void *arg)
{
    struct process *process = arg;
    const struct swage_service *service = process->server.service;
    (void)number, (void)what;
    server_reopen_logs(&process->server);
    if (service->reload)
        service->reload(service->state);
}

static void on_renewal(evutil_socket_t number, short what, void *process)
{
    (void)number, (void)what, (void)process;
    log_line(LOG_WARNING, "SIGUSR2 is for a supervisor: see --workers");
}

static bool watch_signal(struct process *process, int at, int number, event_callback_fn callback)
{
    struct event *event = &process->signals[at];
    struct event_base *base = process->server.loops[0]->base;
    return event_assign(event, base, number, EV_SIGNAL | EV_PERSIST, callback, process) == 0 && event_add(event, NULL) == 0;
}

/* A terminal's SIGINT goes to all processes; workers wait for the supervisor's word. */
static bool watch_signals(struct process *process)
{
    signal(SIGPIPE, SIG_IGN);
    if (process->seat) {
        signal(SIGINT, SIG_IGN);
        signal(SIGUSR2, SIG_IGN);
    }
    bool is_watching = watch_signal(process, 0, SIGTERM, on_end) && watch_signal(process, 1, SIGHUP, on_reload);
    if (is_watching && !process->seat)
        is_watching = watch_signal(process, 2, SIGINT, on_end) && watch_signal(process, 3, SIGUSR2, on_renewal);
    if (!is_watching)
        log_line(LOG_ERROR, "cannot watch signals");
    return is_watching;
}

/* --- the supervisor's words --------------------------------------------------------------------------------------- */

static void obey(struct process *process, char word, unsigned slot)
{
    struct seat *seat = process->seat;
    if (slot >= seat->count || slot == seat->number)
        return;
    if (word == SUPERVISOR_ADOPT)
        listener_watch(&process->server.listeners, &seat->sets[slot]);
    else if (word == SUPERVISOR_RELEASE)
        listener_unwatch(&process->server.listeners, &seat->sets[slot]);
}

/* At its end the supervisor has died, and nobody will start others in our place. */
static void on_control(evutil_socket_t fd, short what, void *arg)
{
    struct process *process = arg;
    char words[2];
    (void)what;
    loop_turn(process->server.loops[0]);
    ssize_t got = recv((int)fd, words, sizeof words, 0);
    if (got == 2)
        obey(process, words[0], (unsigned char)words[1]);
    else if (got == 0)
        drain(process);
}

static bool watch_control(struct process *process)
{
    struct seat *seat = process->seat;
    if (!seat)
        return true;
    return event_assign(&process->control, process->server.loops[0]->base, seat->control, EV_READ | EV_PERSIST, on_control,
                        process) == 0 &&
           event_add(&process->control, NULL) == 0;
}

static bool say_ready(const struct process *process)
{
    const char word = SUPERVISOR_READY;
    if (process->seat)
        return send(process->seat->control, &word, 1, MSG_NOSIGNAL) == 1;
    notify_send("READY=1");
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
    bool is_served = server_start_loop(server, server->loops[0]) && start_members(process) && server_listen(server) &&
                     say_ready(process);
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
    if (!server_open(&process->server, NULL) || !watch_signals(process) || !watch_control(process))
        return false;
    bool is_served = run_all(process);
    forget_signals(process);
    return is_served;
}

static int serve_here(struct process *process, char **argv)
{
    struct swage_server *server = &process->server;
    const struct swage_service *service = server->service;
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

/* --- workers ------------------------------------------------------------------------------------------------------ */

static uint64_t share_of(uint64_t all, uint64_t workers)
{
    return (all + workers - 1) / workers;
}

/* What all workers together may have is divided among them. */
static int serve_seat(struct process *process, struct seat *seat, char **argv)
{
    struct options *options = &process->server.options;
    process->seat = seat;
    process->server.first_sheet = seat->first_sheet;
    process->server.is_substitute = seat->is_substitute;
    process->server.sockets = seat->sets[seat->number];
    options->max_connections = share_of(options->max_connections, options->workers);
    options->max_per_address = share_of(options->max_per_address, options->workers);
    int status = serve_here(process, argv);
    for (unsigned i = 0; i < seat->count; i++)
        if (i != seat->number)
            sockets_close(&seat->sets[i]);
    close(seat->control);
    return status;
}

/* `whole` is argv as it was. */
static int serve_workers(struct process *process, char **whole, char **argv)
{
    struct options *options = &process->server.options, all = *options;
    struct seat *seat = calloc(1, sizeof *seat);
    int status = EXIT_FAILURE;
    if (!seat) {
        log_line(LOG_ERROR, "no memory for workers");
        return status;
    }
    all.threads *= all.workers;
    if (options->metrics) {
        process->server.stats = stats_new(process->server.service->app, WORKERS_LIVES * (unsigned)all.threads);
        if (!process->server.stats) {
            log_line(LOG_ERROR, "no memory for metrics");
            free(seat);
            return status;
        }
    }
    server_say_memory(&all, process->server.service->app);
    if (supervisor_run(options, whole, process->server.stats, seat, &status) == SUPERVISOR_IS_WORKER)
        status = serve_seat(process, seat, argv);
    stats_free(process->server.stats);
    free(seat);
    return status;
}

/* --- the call ----------------------------------------------------------------------------------------------------- */

static int serve_options(struct process *process, char **whole, char **argv)
{
    const struct options *options = &process->server.options;
    if (!server_set_logs(options, process->server.service->app))
        return EXIT_USAGE;
    return options->workers > 0 ? serve_workers(process, whole, argv) : serve_here(process, argv);
}

static char **copy_arguments(int argc, char **argv)
{
    char **copy = calloc((size_t)argc + 1, sizeof *copy);
    if (copy && argc > 0)
        memcpy(copy, argv, (size_t)argc * sizeof *copy);
    return copy;
}

int swage_serve_with(int argc, char **argv, const struct swage_service *service)
{
    struct process process = {.server = {.service = service, .access_fd = -1}};
    if (!server_check(service))
        return EXIT_FAILURE;
    char **whole = copy_arguments(argc, argv);
    int status = EXIT_FAILURE;
    switch (whole ? options_read(argc, argv, &process.server.options) : OPTIONS_BAD) {
    case OPTIONS_DONE: status = EXIT_SUCCESS; break;
    case OPTIONS_BAD: status = EXIT_USAGE; break;
    case OPTIONS_RUN: status = serve_options(&process, whole, argv); break;
    }
    options_done(&process.server.options);
    free(whole);
    return status;
}

int swage_serve(int argc, char **argv, const struct swage_app *app)
{
    return swage_serve_with(argc, argv, &(struct swage_service){.app = app});
}
