/* SPDX-License-Identifier: MIT */
/*
 * Listeners: the sockets that a process accepts from, on the loop of its main thread. Each connection goes to the loop
 * with the fewest.
 *
 *     accept ─fewest→ own loop: connection_open
 *                  └→ another:  its mailbox ─→ connection_open there
 *
 * At max_connections, or when an address has as many as it may, the next one is answered by 503 and closed. When the
 * process has no descriptors left, one that is held in reserve serves to tell the first in the queue, and accepting pauses;
 * it is tried again by a timer, so nothing spins.
 */
#ifndef SWAGE_SERVER_LISTENER_H
#define SWAGE_SERVER_LISTENER_H

#include "server/loop.h"
#include "server/options.h"
#include "server/sockets.h"

#define LISTENER_MAX      256   /* sockets: our own, and those of workers that are away */
#define LISTENER_BURST    64    /* connections accepted in one event */
#define LISTENER_QUEUE    65535 /* connections accepted when the server ends: the largest backlog */
#define LISTENER_EXTRA    64    /* beyond max_connections: so many at once are answered by 503, others wait in the queue */
#define LISTENER_PAUSE_MS 200
#define LISTENER_DRAIN    16    /* times 4 KiB: what is read of one that was told that there are no descriptors */

struct listener {
    struct event event;
    struct listeners *all; /* NULL while it is not in use */
    int fd;                /* lent */
};

struct listeners {
    struct listener items[LISTENER_MAX];
    struct loop **loops; /* the first is the one on which these run */
    unsigned loop_count;
    uint64_t max_connections;
    struct timer retry;
    int reserve;   /* a descriptor to fall back on, or -1 */
    int lingering; /* a connection that has its answer and took the reserve for it, or -1 */
    bool is_short; /* of descriptors, and that has been said */
};

/* Watches nothing yet. `loops` are lent. */
void listener_init(struct listeners *all, const struct options *options, struct loop **loops, unsigned loop_count);

/* Starts to accept from a set, and: ends it. False when the system refuses. */
bool listener_watch(struct listeners *all, const struct sockets *set);
void listener_unwatch(struct listeners *all, const struct sockets *set);

/* Accepts what has queued up, and watches no more. May be called twice, and without listener_init. */
void listener_stop(struct listeners *all);

#endif
