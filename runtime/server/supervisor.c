/* SPDX-License-Identifier: MIT */
/* Slots and what happens in them. Signals come through a descriptor, so that nothing runs between two statements. */
#include "config.h"

#include "server/supervisor.h"

#include "server/handover.h"
#include "server/log.h"
#include "server/notify.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define BACKOFF_FIRST_MS 100   /* before a worker that crashed is replaced; twice as long each time */
#define BACKOFF_MOST_MS  30000
#define BACKOFF_CALM_MS  10000 /* a worker that has lived so long has not failed at the start */
#define KILL_AFTER_MS    2000  /* beyond the grace, in which workers end by themselves */
#define NOBODY           UINT32_MAX

enum step { STEP_ON, STEP_CHILD, STEP_END }; /* in the supervisor; in a new worker; the supervisor is to end */

struct slot {
    struct handover_slot held; /* its worker and its sockets */
    pid_t old;                 /* a worker whose successor is on its way, or serves while it drains; 0: none */
    int old_control;           /* the socket to it, -1: none */
    bool is_ready;
    bool is_away;      /* it crashed, and is to be started at `retry_ms` */
    unsigned life;     /* which of WORKERS_LIVES its worker has */
    unsigned failures; /* in a row */
    unsigned keeper;   /* whose worker polls its sockets meanwhile, or NOBODY */
    uint64_t started_ms, retry_ms;
};

struct supervisor {
    const struct options *options;
    char **argv;
    char program[4096]; /* what is executed anew */
    struct slot slots[WORKERS_MAX];
    unsigned count;
    unsigned rolling; /* the slot whose worker is being replaced; count: none */
    int signals;
    sigset_t before; /* the mask of whoever called us */
    bool was_ready;  /* all slots have been, once */
    bool is_stopping;
    uint64_t kill_ms; /* when stopping */
    int status;
    const struct stats *stats; /* or NULL */
    struct seat *seat;
};

static uint64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

/* --- workers ------------------------------------------------------------------------------------------------------ */

static void tell(const struct slot *slot, char word, unsigned about)
{
    const char text[2] = {word, (char)about};
    ssize_t sent = send(slot->held.control, text, sizeof text, MSG_NOSIGNAL | MSG_DONTWAIT);
    (void)sent; /* one that hangs or has died will be replaced */
}

static void close_control(int *control)
{
    if (*control >= 0)
        close(*control);
    *control = -1;
}

/* The first sheet of counters of a slot's worker in that life. */
static unsigned sheets_of(const struct supervisor *all, unsigned number, unsigned life)
{
    return (number * WORKERS_LIVES + life) * (unsigned)all->options->threads;
}

/* A life whose worker has died: its counters stay, nothing is in flight. */
static void settle_life(const struct supervisor *all, unsigned number, unsigned life)
{
    if (all->stats)
        stats_settle(all->stats, sheets_of(all, number, life), (unsigned)all->options->threads);
}

/* In the child. */
static void sit_down(struct supervisor *all, unsigned number, int control)
{
    struct seat *seat = all->seat;
    close(all->signals);
    for (unsigned i = 0; i < all->count; i++) {
        close_control(&all->slots[i].held.control);
        close_control(&all->slots[i].old_control);
        seat->sets[i] = all->slots[i].held.sockets;
    }
    seat->number = number;
    seat->count = all->count;
    seat->control = control;
    seat->is_substitute = all->slots[number].failures > 0 && all->rolling != number;
    seat->first_sheet = sheets_of(all, number, all->slots[number].life);
    log_set_worker(number + 1);
    sigprocmask(SIG_SETMASK, &all->before, NULL);
}

static enum step start_worker(struct supervisor *all, unsigned number)
{
    struct slot *slot = &all->slots[number];
    int ends[2];
    slot->started_ms = now_ms();
    slot->is_ready = slot->is_away = false;
    slot->life = (slot->life + 1) % WORKERS_LIVES;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends) < 0) {
        log_line(LOG_ERROR, "cannot start worker %u: %s", number + 1, strerror(errno));
        return STEP_END;
    }
    pid_t pid = fork();
    if (pid == 0) {
        close(ends[0]);
        sit_down(all, number, ends[1]);
        return STEP_CHILD;
    }
    close(ends[1]);
    close_control(&slot->held.control);
    slot->held.control = ends[0];
    slot->held.pid = pid > 0 ? pid : 0;
    if (pid > 0)
        return STEP_ON;
    log_line(LOG_ERROR, "cannot start worker %u: %s", number + 1, strerror(errno));
    return STEP_END;
}

static void signal_all(struct supervisor *all, int number)
{
    for (unsigned i = 0; i < all->count; i++) {
        if (all->slots[i].held.pid > 0)
            kill(all->slots[i].held.pid, number);
        if (all->slots[i].old > 0)
            kill(all->slots[i].old, number);
    }
}

static void stop(struct supervisor *all, int status)
{
    if (all->is_stopping)
        return;
    all->is_stopping = true;
    all->status = status;
    all->kill_ms = now_ms() + all->options->grace_ms + KILL_AFTER_MS;
    notify_send("STOPPING=1");
    for (unsigned i = 0; i < all->count; i++) {
        if (all->slots[i].held.pid > 0)
            kill(all->slots[i].held.pid, SIGTERM);
        if (all->slots[i].old > 0 && i == all->rolling) /* others drain already, and would end at once */
            kill(all->slots[i].old, SIGTERM);
    }
}

/* --- one after another -------------------------------------------------------------------------------------------- */

/* The successor did not come about: its predecessor stays, and so do all behind it. */
static void take_back(struct supervisor *all, struct slot *slot)
{
    close_control(&slot->held.control);
    slot->held.pid = slot->old;
    slot->held.control = slot->old_control;
    slot->old = 0;
    slot->old_control = -1;
    slot->life = (slot->life + 1) % WORKERS_LIVES;
    slot->is_ready = true;
    all->rolling = all->count;
}

/* Starts the successor of the next worker that has none. */
static enum step roll(struct supervisor *all)
{
    for (; all->rolling < all->count; all->rolling++) {
        struct slot *slot = &all->slots[all->rolling];
        if (slot->is_away)
            continue; /* whoever comes there is new anyway */
        slot->old = slot->held.pid;
        slot->old_control = slot->held.control;
        slot->held.control = -1;
        enum step step = start_worker(all, all->rolling);
        if (step != STEP_END)
            return step;
        take_back(all, slot);
        return STEP_ON;
    }
    log_line(LOG_INFO, "all workers are of the new program");
    return STEP_ON;
}

static bool are_all_ready(const struct supervisor *all)
{
    for (unsigned i = 0; i < all->count; i++)
        if (!all->slots[i].is_ready)
            return false;
    return true;
}

static enum step note_ready(struct supervisor *all, unsigned number)
{
    struct slot *slot = &all->slots[number];
    slot->is_ready = true;
    if (slot->keeper != NOBODY)
        tell(&all->slots[slot->keeper], SUPERVISOR_RELEASE, number);
    slot->keeper = NOBODY;
    if (all->is_stopping)
        return STEP_ON; /* it has been told, and so has its predecessor */
    if (all->rolling == number) {
        if (slot->old > 0)
            kill(slot->old, SIGTERM);
        close_control(&slot->old_control);
        all->rolling++;
        return roll(all);
    }
    if (!all->was_ready && are_all_ready(all)) {
        all->was_ready = true;
        sockets_announce(&all->slots[0].held.sockets);
        notify_send("READY=1");
    }
    return STEP_ON;
}

static enum step hear(struct supervisor *all, unsigned number)
{
    char word;
    ssize_t got = recv(all->slots[number].held.control, &word, 1, MSG_DONTWAIT);
    if (got == 1 && word == SUPERVISOR_READY)
        return note_ready(all, number);
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR))
        close_control(&all->slots[number].held.control); /* it has died, or is about to: SIGCHLD tells */
    return STEP_ON;
}

/* --- the end of a worker ------------------------------------------------------------------------------------------ */

/* Somebody who serves polls the sockets of one who does not; so that those who wait in its queue need not. */
static void find_keeper(struct supervisor *all, unsigned number)
{
    for (unsigned i = 1; i < all->count; i++) {
        unsigned other = (number + i) % all->count;
        if (!all->slots[other].is_ready)
            continue;
        tell(&all->slots[other], SUPERVISOR_ADOPT, number);
        all->slots[number].keeper = other;
        return;
    }
}

/* Those whose sockets the lost worker had polled. */
static void pass_on(struct supervisor *all, unsigned lost)
{
    for (unsigned i = 0; i < all->count; i++) {
        if (all->slots[i].keeper != lost)
            continue;
        all->slots[i].keeper = NOBODY;
        find_keeper(all, i);
    }
}

static void back_off(struct supervisor *all, unsigned number)
{
    struct slot *slot = &all->slots[number];
    uint64_t now = now_ms(), wait = BACKOFF_FIRST_MS;
    if (now - slot->started_ms >= BACKOFF_CALM_MS)
        slot->failures = 0;
    for (unsigned i = 0; i < slot->failures && wait < BACKOFF_MOST_MS; i++)
        wait *= 2;
    if (wait > BACKOFF_MOST_MS)
        wait = BACKOFF_MOST_MS;
    slot->failures++;
    slot->is_away = true;
    slot->is_ready = false;
    slot->retry_ms = now + wait;
    if (all->stats)
        atomic_fetch_add_explicit(all->stats->restarts, 1, memory_order_relaxed);
    log_line(LOG_WARNING, "worker %u is started again in %llu ms", number + 1, (unsigned long long)wait);
    find_keeper(all, number);
    pass_on(all, number);
}

static void say_end(unsigned number, pid_t pid, int status)
{
    if (WIFSIGNALED(status))
        log_line(LOG_WARNING, "worker %u (process %ld) was ended by signal %d", number + 1, (long)pid, WTERMSIG(status));
    else
        log_line(LOG_WARNING, "worker %u (process %ld) has ended with status %d", number + 1, (long)pid,
                 WEXITSTATUS(status));
}

static void note_end(struct supervisor *all, unsigned number, pid_t pid, int status)
{
    struct slot *slot = &all->slots[number];
    slot->held.pid = 0;
    settle_life(all, number, slot->life);
    if (all->is_stopping)
        return;
    say_end(number, pid, status);
    if (all->rolling == number && slot->old > 0) {
        log_line(LOG_ERROR, "the new program does not come to serve; its predecessors stay");
        take_back(all, slot);
    } else if (!all->was_ready && !slot->is_ready) {
        log_line(LOG_ERROR, "worker %u did not come to serve", number + 1);
        stop(all, EXIT_FAILURE);
    } else {
        back_off(all, number);
    }
}

static void note_old_end(struct supervisor *all, unsigned number)
{
    all->slots[number].old = 0;
    settle_life(all, number, (all->slots[number].life + 1) % WORKERS_LIVES);
}

static void reap(struct supervisor *all)
{
    int status;
    for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG)) > 0 || (pid < 0 && errno == EINTR);) {
        for (unsigned i = 0; i < all->count; i++) {
            if (all->slots[i].old == pid)
                note_old_end(all, i);
            else if (all->slots[i].held.pid == pid)
                note_end(all, i, pid, status);
        }
    }
}

/* --- signals ------------------------------------------------------------------------------------------------------ */

/* The program in this process becomes what lies at its path now. Workers stay its children. */
static void execute_anew(struct supervisor *all)
{
    struct handover_slot held[WORKERS_MAX];
    if (all->rolling < all->count || !all->was_ready) {
        log_line(LOG_WARNING, "workers are being replaced already");
        return;
    }
    for (unsigned i = 0; i < all->count; i++)
        held[i] = all->slots[i].held;
    if (handover_leave(held, all->count)) {
        log_line(LOG_INFO, "executing %s anew", all->program);
        execv(all->program, all->argv);
    }
    log_line(LOG_ERROR, "cannot execute %s: %s", all->program, strerror(errno));
    handover_keep(held, all->count);
}

static void end_at_once(struct supervisor *all, int number)
{
    signal_all(all, SIGKILL);
    signal(number, SIG_DFL);
    sigprocmask(SIG_SETMASK, &all->before, NULL);
    raise(number);
}

static void take_signal(struct supervisor *all)
{
    struct signalfd_siginfo info;
    if (read(all->signals, &info, sizeof info) != sizeof info)
        return;
    switch (info.ssi_signo) {
    case SIGCHLD: reap(all); break;
    case SIGHUP:
        if (!log_reopen())
            log_line(LOG_ERROR, "cannot open %s again: %s", all->options->error_log, strerror(errno));
        signal_all(all, SIGHUP);
        break;
    case SIGUSR2: execute_anew(all); break;
    default:
        if (all->is_stopping)
            end_at_once(all, (int)info.ssi_signo);
        stop(all, EXIT_SUCCESS);
    }
}

static bool catch_signals(struct supervisor *all)
{
    sigset_t caught;
    sigemptyset(&caught);
    static const int numbers[] = {SIGTERM, SIGINT, SIGHUP, SIGUSR2, SIGCHLD};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        sigaddset(&caught, numbers[i]);
    sigprocmask(SIG_BLOCK, &caught, &all->before);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        sigdelset(&all->before, numbers[i]); /* blocked across execve too: not what workers want */
    all->signals = signalfd(-1, &caught, SFD_NONBLOCK | SFD_CLOEXEC);
    return all->signals >= 0;
}

/* --- the loop ----------------------------------------------------------------------------------------------------- */

static bool is_over(const struct supervisor *all)
{
    if (!all->is_stopping)
        return false;
    for (unsigned i = 0; i < all->count; i++)
        if (all->slots[i].held.pid > 0 || all->slots[i].old > 0)
            return false;
    return true;
}

/* Milliseconds until something is due, -1: nothing. */
static int next_due(const struct supervisor *all)
{
    uint64_t now = now_ms(), due = all->is_stopping ? all->kill_ms : UINT64_MAX;
    for (unsigned i = 0; i < all->count; i++)
        if (all->slots[i].is_away && !all->is_stopping && all->slots[i].retry_ms < due)
            due = all->slots[i].retry_ms;
    if (due == UINT64_MAX)
        return -1;
    return due > now ? (int)(due - now) : 0;
}

static enum step do_due(struct supervisor *all)
{
    uint64_t now = now_ms();
    if (all->is_stopping) {
        if (now >= all->kill_ms) {
            log_line(LOG_WARNING, "workers that have not ended in time are killed");
            signal_all(all, SIGKILL);
            all->kill_ms = now + KILL_AFTER_MS;
        }
        return STEP_ON;
    }
    for (unsigned i = 0; i < all->count; i++) {
        struct slot *slot = &all->slots[i];
        if (!slot->is_away || slot->retry_ms > now)
            continue;
        enum step step = start_worker(all, i);
        if (step == STEP_CHILD)
            return step;
        if (step == STEP_END)
            back_off(all, i);
    }
    return STEP_ON;
}

static enum step hear_all(struct supervisor *all, const struct pollfd *fds)
{
    for (unsigned i = 0; i < all->count; i++)
        if (fds[i].revents && fds[i].fd == all->slots[i].held.control && hear(all, i) == STEP_CHILD)
            return STEP_CHILD;
    return STEP_ON;
}

static enum step turn(struct supervisor *all)
{
    struct pollfd fds[WORKERS_MAX + 1];
    for (unsigned i = 0; i < all->count; i++)
        fds[i] = (struct pollfd){.fd = all->slots[i].held.control, .events = POLLIN};
    fds[all->count] = (struct pollfd){.fd = all->signals, .events = POLLIN};
    if (poll(fds, all->count + 1, next_due(all)) < 0 && errno != EINTR)
        return STEP_ON;
    /* What workers have said counts before their end. */
    if (hear_all(all, fds) == STEP_CHILD)
        return STEP_CHILD;
    if (fds[all->count].revents)
        take_signal(all);
    return is_over(all) ? STEP_END : do_due(all);
}

/* --- the beginning ------------------------------------------------------------------------------------------------ */

static bool open_slots(struct supervisor *all, unsigned from)
{
    struct sockets sets[WORKERS_MAX];
    unsigned wanted = all->count - from;
    int status = SWAGE_OK;
    if (from == 0)
        status = sockets_open(sets, wanted, all->options);
    for (unsigned i = 0; from > 0 && i < wanted && status == SWAGE_OK; i++)
        status = sockets_open_again(&sets[i], &all->slots[0].held.sockets, all->options);
    for (unsigned i = 0; status == SWAGE_OK && i < wanted; i++)
        all->slots[from + i].held = (struct handover_slot){.control = -1, .sockets = sets[i]};
    return status == SWAGE_OK;
}

/* What the program left to itself; workers that have no slot any more are told to end. */
static unsigned take_over(struct supervisor *all)
{
    struct handover_slot held[WORKERS_MAX];
    unsigned taken = handover_take(held, WORKERS_MAX);
    for (unsigned i = 0; i < taken; i++) {
        if (i < all->count) {
            all->slots[i].held = held[i];
            all->slots[i].is_ready = held[i].pid > 0;
            all->slots[i].is_away = held[i].pid <= 0;
            continue;
        }
        if (held[i].pid > 0)
            kill(held[i].pid, SIGTERM);
        sockets_close(&held[i].sockets);
    }
    return taken < all->count ? taken : all->count;
}

static enum step begin(struct supervisor *all)
{
    unsigned taken = take_over(all);
    if (taken < all->count && !open_slots(all, taken)) {
        stop(all, EXIT_FAILURE);
        return STEP_END;
    }
    for (unsigned i = taken; i < all->count; i++) {
        enum step step = start_worker(all, i);
        if (step == STEP_CHILD)
            return step;
        if (step == STEP_END) { /* nobody is started behind it, who would not hear of the end */
            stop(all, EXIT_FAILURE);
            return STEP_END;
        }
    }
    if (taken == 0)
        return STEP_ON;
    all->was_ready = true;
    all->rolling = 0;
    return roll(all);
}

static void finish(struct supervisor *all)
{
    sockets_unlink(&all->slots[0].held.sockets);
    for (unsigned i = 0; i < all->count; i++) {
        close_control(&all->slots[i].held.control);
        close_control(&all->slots[i].old_control);
        sockets_close(&all->slots[i].held.sockets);
    }
    close(all->signals);
    sigprocmask(SIG_SETMASK, &all->before, NULL);
}

static struct supervisor *make(const struct options *options, char **argv, struct seat *seat)
{
    struct supervisor *all = calloc(1, sizeof *all);
    if (!all)
        return NULL;
    all->options = options;
    all->argv = argv;
    all->seat = seat;
    all->count = all->rolling = (unsigned)options->workers;
    for (unsigned i = 0; i < all->count; i++) {
        all->slots[i].held.control = all->slots[i].old_control = -1;
        all->slots[i].keeper = NOBODY;
    }
    ssize_t len = readlink("/proc/self/exe", all->program, sizeof all->program - 1);
    if (len < 0)
        snprintf(all->program, sizeof all->program, "%s", argv[0]);
    return all;
}

enum supervisor_role supervisor_run(const struct options *options, char **argv, const struct stats *stats, struct seat *seat,
                                    int *status)
{
    struct supervisor *all = make(options, argv, seat);
    *status = EXIT_FAILURE;
    if (all)
        all->stats = stats;
    if (!all || !catch_signals(all)) {
        log_line(LOG_ERROR, "cannot supervise: %s", strerror(errno));
        free(all);
        return SUPERVISOR_IS_OVER;
    }
    enum step step = begin(all);
    while (step == STEP_ON || (step == STEP_END && !is_over(all)))
        step = turn(all);
    if (step == STEP_END) {
        finish(all);
        *status = all->status;
    }
    free(all);
    return step == STEP_CHILD ? SUPERVISOR_IS_WORKER : SUPERVISOR_IS_OVER;
}
