/* SPDX-License-Identifier: MIT */
/*
 * Listeners: all sockets of a server, on the loop of its main thread. Each connection goes to the loop with the fewest.
 *
 *     accept ─fewest→ own loop: connection_open
 *                  └→ another:  its mailbox ─→ connection_open there
 *
 * At max_connections, or when an address has as many as it may, the next one is answered by 503 and closed. When the process has no descriptors left, one that is
 * held in reserve serves to tell the first in the queue, and accepting pauses; it is tried again by a timer, so nothing
 * spins.
 */
#ifndef SWAGE_SERVER_LISTENER_H
#define SWAGE_SERVER_LISTENER_H

#include "server/address.h"
#include "server/loop.h"
#include "server/options.h"

#define LISTENER_MAX      32    /* sockets: a host name may give two */
#define LISTENER_BURST    64    /* connections accepted in one event */
#define LISTENER_QUEUE    65535 /* connections accepted when the server ends: the largest backlog */
#define LISTENER_EXTRA    64    /* beyond max_connections: so many at once are answered by 503, others just closed */
#define LISTENER_PAUSE_MS 200

struct listener {
    struct event event;
    struct listeners *all;
    int fd;
    uint64_t device, inode; /* of a Unix socket's path, so that nobody else's is removed */
    struct address address;
};

struct listeners {
    struct listener items[LISTENER_MAX];
    unsigned count;
    struct loop **loops; /* the first is the one on which these run */
    unsigned loop_count;
    uint64_t max_connections;
    struct timer retry;
    int reserve;   /* a descriptor to fall back on, or -1 */
    bool is_short; /* of descriptors, and that has been said */
};

/* Binds and listens as the options say. 0, or a negative status with a line in the log; nothing is open then. */
int listener_open(struct listeners *all, const struct options *options, struct loop **loops, unsigned loop_count);

/* Starts to accept. False when the system refuses. */
bool listener_start(struct listeners *all);

/* Accepts what has queued up, closes all sockets and removes the paths of Unix ones. May be called twice. */
void listener_close(struct listeners *all);

#endif
