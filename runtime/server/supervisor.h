/* SPDX-License-Identifier: MIT */
/*
 * The supervisor: a process with one thread and no loop, which starts workers, replaces those that crash, and passes
 * signals on. It owns the listening sockets: each slot has a set, which a worker inherits and its successor takes over with
 * all connections that wait in it.
 *
 *     supervisor ─fork→ worker 1   own set, and the others', which it polls while their worker is away
 *                ─fork→ worker 2
 *         ↑ "ready"   ↓ "adopt 2", "release 2"
 *
 *     SIGTERM, SIGINT   all drain; a second one ends all at once
 *     SIGHUP            passed on
 *     SIGUSR2           the program is executed anew in this process, and starts a successor for each worker in turn, which
 *                       drains when that is ready
 */
#ifndef SWAGE_SERVER_SUPERVISOR_H
#define SWAGE_SERVER_SUPERVISOR_H

#include "server/options.h"
#include "server/sockets.h"
#include "server/stats.h"

#define SUPERVISOR_READY   'R' /* from a worker: it serves */
#define SUPERVISOR_ADOPT   'A' /* to a worker, and the slot's number as another byte */
#define SUPERVISOR_RELEASE 'L'

/* Where a worker sits. */
struct seat {
    unsigned number; /* of its slot, from 0 */
    unsigned count;  /* of slots */
    unsigned first_sheet; /* of its counters */
    int control;     /* its end of the socket to the supervisor */
    bool is_substitute; /* for a worker that crashed */
    struct sockets sets[WORKERS_MAX];
};

enum supervisor_role {
    SUPERVISOR_IS_WORKER, /* this process is one: it serves from its seat */
    SUPERVISOR_IS_OVER    /* this process was the supervisor: all is done, and `status` is its exit status */
};

#define WORKERS_LIVES 2 /* sheets of counters for each loop: a worker and its successor live at the same time */

/* `argv` is the program's command line, whole; it is executed again on SIGUSR2. `stats` may be NULL; it has WORKERS_LIVES
   sheets for each loop of each worker. */
enum supervisor_role supervisor_run(const struct options *options, char **argv, const struct stats *stats, struct seat *seat,
                                    int *status);

#endif
