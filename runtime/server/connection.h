/* SPDX-License-Identifier: MIT */
/*
 * A connection: a descriptor, its readiness, its deadline, and, while something is in progress, an HTTP/1 machine.
 *
 * Its one event is added once, for reading, writing and the peer's end, edge-triggered; readiness is kept in flags, so
 * that to stop reading costs nothing. An idle connection owns no memory but this structure.
 */
#ifndef SWAGE_SERVER_CONNECTION_H
#define SWAGE_SERVER_CONNECTION_H

#include "server/http1.h"
#include "server/loop.h"
#include "server/transport.h"
#include "server/wheel.h"

#define CONNECTION_REQUESTS 64 /* requests that one connection may be answered in a slice */

struct connection {
    struct event event;
    struct loop *loop;
    struct transport *transport;
    struct timer timer; /* since: when the phase began, or was last of use */
    struct connection *next; /* in the turn's list */
    struct http1 *http1;     /* NULL while idle */
    uint32_t progress; /* bytes: dropped, while it lingers; not taken by the peer, while it cannot be written to */
    uint32_t served;   /* requests, while it has no HTTP/1 machine */
    uint32_t peer;     /* in loop->peers */
    uint16_t number;   /* in its slab */
    uint8_t phase;     /* enum loop_phase */
    bool is_readable : 1;
    bool is_writable : 1;
    bool is_ended : 1; /* the peer's end has been announced: read on until it comes */
    bool is_listed : 1;
    bool is_dead : 1;      /* closed; freed when it leaves the list */
    bool is_lingering : 1; /* our end is sent, input is dropped */
    bool is_fresh : 1;     /* has sent nothing yet */
};

/* Who has connected. */
struct arrival {
    int fd;        /* connected, non-blocking */
    uint32_t peer; /* in loop->peers, or PEERS_NOBODY */
    struct watch_client client;
};

/* Takes it over, counted in loop->connection_count already; closes it when there is no memory. */
void connection_open(struct loop *loop, const struct arrival *arrival);

/* The same for one too many: it is answered by 503. */
void connection_refuse(struct loop *loop, const struct arrival *arrival, const char *why);

/* Behind each connection of a loop that has an access log. */
static inline const struct watch_client *connection_client(const struct connection *connection)
{
    return (const struct watch_client *)(const void *)(connection + 1);
}

/* Bytes of one, in its slab. */
size_t connection_size(bool has_client);

/* For the flush: sends what waits, and: gives it a slice when it has more to do. Either may close it. */
void connection_send(struct connection *connection);
void connection_work(struct connection *connection);
bool connection_has_work(const struct connection *connection);

/* Gives its memory back after it was closed while listed. */
void connection_free(struct connection *connection);

/* The server ends: closes it when it is idle. */
void connection_drain(struct connection *connection);

/* Closes it at once, whatever is in progress. */
void connection_cut(struct connection *connection);

/* For struct http1_host. */
void connection_wake(struct http1 *http1);
void connection_relieve(struct http1 *http1);

#endif
