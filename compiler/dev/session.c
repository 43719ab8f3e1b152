/* SPDX-License-Identifier: MIT */
/* One thread that sleeps in poll(): changes come through inotify, signals and ends of children through a signalfd. */
#include "config.h"

#include "dev/session.h"

#include "dev/child.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    SETTLE_MS = 30,      /* editors write several files, and some of them twice */
    SETTLE_MAX_MS = 500, /* whoever never stops writing is built for all the same */
    DRAIN_MS = 500,      /* what the old server has for its last answers */
    END_MS = 5000,       /* what children have at the end */
    CANCELLED_MAX = 8,   /* builds in a row; whatever writes a source during each of them is let finish */
};

struct session {
    const struct session_options *options;
    struct port *port;
    struct folders folders;
    sigset_t old_mask;     /* what children get */
    int signals;           /* signalfd */
    pid_t builder, server; /* 0: there is none */
    struct stat served;    /* the program that the server was started from */
    int64_t build_began;
    int64_t kill_builder_at; /* the builder was told to end, as a source has changed below it; 0: it was not */
    int cancelled;           /* builds in a row */
    bool can_cancel;         /* it does not prepare what later builds rely on */
    int64_t first_change, last_change; /* 0: all is built */
    char changed[PATH_MAX];            /* the last one; "" when it is not known */
    int64_t kill_at;                   /* when children that were asked to end are killed; 0: none was */
    bool is_changing;                  /* the old server was asked to end, for a new one */
    bool is_ending;
};

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

__attribute__((format(printf, 1, 2))) static void say(const char *format, ...)
{
    char line[PATH_MAX + 256];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    fprintf(stderr, "swage dev: %s\n", line);
}

/* ---- building ---- */

static void note_change(struct session *session)
{
    session->last_change = now_ms();
    if (session->first_change == 0)
        session->first_change = session->last_change;
}

static bool is_compiled(const char *path)
{
    static const char *const suffixes[] = {"c", "h", "swage", "cc", "cpp", "cxx", "hpp", NULL};
    const char *dot = strrchr(path, '.');
    for (const char *const *suffix = suffixes; dot != NULL && *suffix != NULL; suffix++)
        if (strcmp(dot + 1, *suffix) == 0)
            return true;
    return path[0] == '\0';
}

/* make compares times: an object that was begun before its source was saved and ended after it would pass for new, for
   ever. Told to end, make and ninja remove what they were making. */
static void cancel_build(struct session *session)
{
    if (session->builder == 0 || session->kill_builder_at != 0 || !session->can_cancel || session->is_ending ||
        session->cancelled == CANCELLED_MAX || !is_compiled(session->changed))
        return;
    session->cancelled++;
    session->kill_builder_at = now_ms() + END_MS;
    child_signal(session->builder, SIGTERM);
}

/* When what has changed is to be built; 0: nothing has, or it cannot be now. */
static int64_t build_at(const struct session *session)
{
    if (session->first_change == 0 || session->builder > 0 || session->is_ending)
        return 0;
    int64_t quiet = session->last_change + SETTLE_MS, latest = session->first_change + SETTLE_MAX_MS;
    return quiet < latest ? quiet : latest;
}

static bool build(struct session *session)
{
    if (session->first_change != 0)
        say("%s has changed", session->changed[0] != '\0' ? session->changed : "something");
    session->first_change = 0;
    if (!session->options->watch(&session->folders, session->options->arg))
        return false;
    session->build_began = now_ms();
    session->can_cancel = session->options->prepared == NULL || access(session->options->prepared, F_OK) == 0;
    session->builder = child_start(session->options->build, &session->old_mask, NULL);
    if (session->builder > 0)
        return true;
    session->builder = 0;
    say("cannot start the build: %s", strerror(errno));
    return false;
}

/* ---- serving ---- */

static void serve(struct session *session)
{
    char at[ADDRESS_TEXT_MAX];
    session->is_changing = false;
    session->kill_at = 0;
    const char *program = session->options->program;
    if (program == NULL || stat(program, &session->served) != 0)
        session->served = (struct stat){.st_ino = 0};
    session->server = child_start(session->options->run, &session->old_mask, session->port);
    address_text(&session->port->address, at);
    if (session->server > 0) {
        say("serving %s by process %d", at, (int)session->server);
        return;
    }
    session->server = 0;
    say("cannot start the server: %s", strerror(errno));
}

/* Whether the build left the program as it was when it was started. */
static bool is_served(const struct session *session)
{
    struct stat info;
    const struct stat *served = &session->served;
    if (session->server == 0 || served->st_ino == 0 || stat(session->options->program, &info) != 0)
        return false;
    return info.st_ino == served->st_ino && info.st_dev == served->st_dev && info.st_size == served->st_size &&
           info.st_mtim.tv_sec == served->st_mtim.tv_sec && info.st_mtim.tv_nsec == served->st_mtim.tv_nsec;
}

static void change_servers(struct session *session)
{
    if (session->server == 0) {
        serve(session);
        return;
    }
    session->is_changing = true;
    session->kill_at = now_ms() + DRAIN_MS;
    child_signal(session->server, SIGTERM);
}

/* ---- ends of children ---- */

static void take_built(struct session *session, int status)
{
    char text[CHILD_TEXT_MAX];
    session->builder = 0;
    session->cancelled = 0;
    if (session->is_ending)
        return;
    double seconds = (double)(now_ms() - session->build_began) / 1000;
    if (status != 0) {
        child_describe(status, text);
        say("the build %s; %s", text, session->server > 0 ? "the server is that of before" : "nothing is served");
    } else {
        say("built in %.2f s%s", seconds, is_served(session) ? ": nothing new" : "");
    }
    if (session->is_changing ? session->server == 0 : status == 0 && !is_served(session))
        change_servers(session);
}

/* Every one of its processes: make may still be at it when the shell above has gone. */
static void take_cancelled(struct session *session)
{
    if (child_is_there(session->builder))
        return;
    session->builder = 0;
    session->kill_builder_at = 0;
    if (!session->is_ending)
        say("%s has changed while it was built; from the start",
            session->changed[0] != '\0' ? session->changed : "something");
}

static void take_ended(struct session *session, int status)
{
    char text[CHILD_TEXT_MAX];
    session->server = 0;
    if (session->is_ending)
        return;
    if (session->is_changing) {
        if (session->builder == 0) /* else the program may be half written: once it is built */
            serve(session);
        return;
    }
    child_describe(status, text);
    say("the server %s; it is started again after the next change", text);
}

static void reap(struct session *session)
{
    int status;
    for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG)) > 0;)
        if (pid == session->builder && session->kill_builder_at == 0)
            take_built(session, status);
        else if (pid == session->server)
            take_ended(session, status);
    if (session->kill_builder_at != 0)
        take_cancelled(session);
}

/* ---- events ---- */

static void begin_end(struct session *session)
{
    session->is_ending = true;
    session->kill_at = now_ms() + END_MS;
    child_signal(session->builder, SIGTERM);
    child_signal(session->server, SIGTERM);
}

static void take_signals(struct session *session)
{
    struct signalfd_siginfo info;
    while (read(session->signals, &info, sizeof info) == (ssize_t)sizeof info)
        if (info.ssi_signo != SIGCHLD)
            begin_end(session);
    reap(session);
}

static void take_changes(struct session *session)
{
    if (!folders_read(&session->folders, session->changed))
        return;
    note_change(session);
    cancel_build(session);
}

static bool take_time(struct session *session)
{
    int64_t now = now_ms(), due = build_at(session);
    if (session->kill_at != 0 && now >= session->kill_at) {
        session->kill_at = 0;
        child_signal(session->server, SIGKILL);
        if (session->is_ending)
            child_signal(session->builder, SIGKILL);
    }
    if (session->kill_builder_at != 0 && now >= session->kill_builder_at) {
        session->kill_builder_at = now + END_MS;
        child_signal(session->builder, SIGKILL);
    }
    return due == 0 || now < due || build(session);
}

/* Milliseconds until something is due; -1: nothing is. */
static int wait_ms(const struct session *session)
{
    int64_t due = build_at(session), now = now_ms();
    if (session->kill_at != 0 && (due == 0 || session->kill_at < due))
        due = session->kill_at;
    if (session->kill_builder_at != 0 && (due == 0 || session->kill_builder_at < due))
        due = session->kill_builder_at;
    if (due == 0)
        return -1;
    return due > now ? (int)(due - now) : 0;
}

static bool turn(struct session *session)
{
    struct pollfd polled[] = {{.fd = session->folders.fd, .events = POLLIN},
                              {.fd = session->signals, .events = POLLIN}};
    if (poll(polled, 2, wait_ms(session)) < 0 && errno != EINTR)
        return false;
    if (polled[0].revents != 0)
        take_changes(session);
    if (polled[1].revents != 0)
        take_signals(session);
    return take_time(session);
}

/* ---- from start to end ---- */

static bool open_signals(struct session *session)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGHUP);
    if (sigprocmask(SIG_BLOCK, &set, &session->old_mask) != 0)
        return false;
    session->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    return session->signals >= 0;
}

static bool is_running(const struct session *session)
{
    return !session->is_ending || session->builder > 0 || session->server > 0;
}

static bool follow(struct session *session)
{
    bool is_fine = build(session);
    while (is_fine && is_running(session))
        is_fine = turn(session);
    if (is_fine)
        return true;
    begin_end(session);
    while (is_running(session))
        turn(session);
    return false;
}

bool session_run(const struct session_options *options, struct port *port)
{
    struct session session = {.options = options, .port = port};
    /* So that we learn when the last process of a build that was told to end is gone (Linux). */
    if (prctl(PR_SET_CHILD_SUBREAPER, 1) != 0 || !open_signals(&session) || !folders_init(&session.folders)) {
        say("cannot watch: %s", strerror(errno));
        return false;
    }
    bool is_fine = follow(&session);
    folders_done(&session.folders);
    close(session.signals);
    sigprocmask(SIG_SETMASK, &session.old_mask, NULL);
    return is_fine;
}
