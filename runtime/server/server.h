/* SPDX-License-Identifier: MIT */
/* What serving is made of, whoever runs the loops: a process of ours (serve.c) or a program with a loop of its own
   (attach.c). */
#ifndef SWAGE_SERVER_SERVER_H
#define SWAGE_SERVER_SERVER_H

#include <swage/server.h>

#include "app/breaches.h"
#include "app/upload.h"
#include "server/listener.h"
#include "server/loop.h"
#include "server/options.h"
#include "server/origins.h"

struct swage_server {
    const struct swage_service *service;
    struct options options;
    struct loop **loops; /* the first is the one that accepts */
    unsigned loop_count;
    struct origins origins;
    struct swage_breaches *breaches; /* of all loops, as the next three */
    struct upload_space space;
    struct peers peers;
    struct crew *crew;
    struct stats *stats;    /* of all workers; NULL: nothing is counted */
    unsigned first_sheet;   /* of this process */
    bool is_stats_lent;     /* somebody else frees it */
    int access_fd;          /* -1: no access log */
    bool is_substitute;     /* for a worker that crashed: to serve is more than to write a log */
    struct listeners listeners;
    struct sockets sockets; /* bound by server_open unless there are some already: then they and their paths are others' */
    bool are_lent;
};

/* Whether the service can be served by this library; says why not. */
bool server_check(const struct swage_service *service);

/* Sets the log up as the options say. False when its file cannot be opened, or the access log leaves out a route that there is
   not. */
bool server_set_logs(const struct options *options, const struct swage_app *app);

/* Opens all log files again. */
void server_reopen_logs(const struct swage_server *server);

/* A line in the log: what clients can make it hold. */
void server_say_memory(const struct options *options, const struct swage_app *app);

/*
 * With the options read: makes the loops, the first on `base` unless that is NULL, and binds the sockets. False when that
 * cannot be, with a line in the log; server_close() is to be called in any case.
 */
bool server_open(struct swage_server *server, struct event_base *base);

/* With all loops started: accepts, and says where. */
bool server_listen(struct swage_server *server);

/* The service's hooks of a loop, on its thread. False when it refuses. */
bool server_start_loop(struct swage_server *server, struct loop *loop);
void server_stop_loop(struct swage_server *server, struct loop *loop);

/* On the first loop's thread: no more connections, and all loops finish what is in progress. */
void server_drain(struct swage_server *server);

/* When no loop runs any more: frees all but the options. */
void server_close(struct swage_server *server);

#endif
