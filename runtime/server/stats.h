/* SPDX-License-Identifier: MIT */
/*
 * Counters, in memory that all workers share: a sheet for each loop of each worker, which that loop alone writes to, so that
 * counting takes no lock and no bus cycle; whoever is asked for the metrics adds the sheets up. Sheets outlive their
 * process, so counters never go back; what is in flight in a process that has died is taken off.
 *
 *     stats ─ sheet 0 (worker 1, loop 1) ─ route 0: answers by status, times, bytes
 *           │                             ─ route 1
 *           │                             ─ no route
 *           ─ sheet 1 (worker 1, loop 2)  ...
 */
#ifndef SWAGE_SERVER_STATS_H
#define SWAGE_SERVER_STATS_H

#include <stdatomic.h>

#include <swage/app.h>

/* Statuses that are counted each for itself; others by their class. */
#define STATS_STATUSES(X)                                                                                                \
    X(200) X(201) X(202) X(204) X(206) X(301) X(302) X(303) X(304) X(307) X(308) X(400) X(401) X(403) X(404) X(405)     \
    X(406) X(408) X(409) X(410) X(412) X(413) X(414) X(415) X(416) X(417) X(422) X(429) X(431) X(500) X(501) X(502)     \
    X(503) X(504) X(505)

enum {
#define X(status) STATS_##status,
    STATS_STATUSES(X)
#undef X
    STATS_1XX,
    STATS_2XX,
    STATS_3XX,
    STATS_4XX,
    STATS_5XX,
    STATS_ABORTED, /* no whole answer: the client has gone, or the server gave up */
    STATS_OUTCOMES
};

/* Upper bounds of the buckets of times, in microseconds; one more bucket is for all that took longer. */
#define STATS_BOUNDS \
    {100, 250, 500, 1000, 2500, 5000, 10000, 25000, 50000, 100000, 250000, 500000, 1000000, 2500000, 5000000, 10000000}
#define STATS_BUCKETS 17

typedef _Atomic uint64_t stats_count;

struct stats_route {
    stats_count answers[STATS_OUTCOMES];
    stats_count buckets[STATS_BUCKETS]; /* from the head to the answer's last byte, handed to the socket's buffer */
    stats_count time_ns;                /* of all */
    stats_count bytes_in, bytes_out;    /* heads and bodies */
    stats_count begun;                  /* less those in `buckets`: in flight */
};

/* Of one loop. */
struct stats_sheet {
    stats_count accepted; /* connections; the sheet's connections that are open are those less the next */
    stats_count closed;
    stats_count refused_all, refused_address; /* connections: too many in all, or of one address */
    struct stats_route routes[]; /* one for each operation, and the last for requests that came to none */
};

struct stats {
    const struct swage_app *app;
    unsigned sheet_count, route_count;
    size_t sheet_size, size;
    stats_count *restarts; /* of workers; in the shared memory */
    char *sheets;          /* 64 bytes into it */
};

/* NULL when the system refuses. Make it before there are workers. */
struct stats *stats_new(const struct swage_app *app, unsigned sheet_count);
void stats_free(struct stats *stats);

struct stats_sheet *stats_sheet(const struct stats *stats, unsigned number);

/* When sheets `first` to `first + count - 1` have lost their writer: nothing is in flight there any more. */
void stats_settle(const struct stats *stats, unsigned first, unsigned count);

/* By the one writer: a plain addition that readers may see at any time. */
static inline void stats_add(stats_count *counter, uint64_t more)
{
    uint64_t now = atomic_load_explicit(counter, memory_order_relaxed);
    atomic_store_explicit(counter, now + more, memory_order_relaxed);
}

/* One request is over: `status` 0 for none. */
void stats_note(struct stats_route *route, int status, uint64_t ns, uint64_t bytes_in, uint64_t bytes_out);

/* All of it in the text format of Prometheus 0.0.4. 0 or a negative status. */
int stats_write(const struct stats *stats, swage_buffer *out);

#endif
