/* SPDX-License-Identifier: MIT */
/*
 * A loop: one thread's event base and all that its connections share.
 *
 *     epoll → [connection][connection][timer][mailbox] → flush event → epoll
 *              one recv each, answers into outputs        one send each, then a slice for who has more
 *
 * That is a turn. What a turn's events leave to be done stands in the turn's list; the flush event, which the first of
 * them activates at the same priority and which therefore runs after them, does it. So all answers to a read leave in
 * one send. The list is sent early when 32 connections, 64 KiB or 100 µs of it have come together.
 *
 * Time is read once a turn, and while others wait for the flush once in four connections. Deadlines are in a wheel
 * behind one timerfd, which is an ordinary event: a timer of libevent's would make every epoll_wait 4 % dearer.
 */
#ifndef SWAGE_SERVER_LOOP_H
#define SWAGE_SERVER_LOOP_H

#include <event2/event.h>
#include <event2/event_struct.h>
#include <stdatomic.h>

#include "app/request.h"
#include "server/block.h"
#include "server/crew.h"
#include "server/http1.h"
#include "server/mailbox.h"
#include "server/options.h"
#include "server/peers.h"
#include "server/slab.h"
#include "server/stats.h"
#include "server/watch.h"
#include "server/wheel.h"

#define LOOP_EARLY_CONNECTIONS 32
#define LOOP_EARLY_BYTES       (64 * 1024)
#define LOOP_EARLY_NS          100000
#define LOOP_LOOK_EVERY        4  /* connections: to ask the clock after each costs 1 % of the CPU of small requests */
#define LOOP_REQUESTS_IDLE     64 /* requests that a loop keeps for reuse */

struct connection;

/* What a connection is doing, as far as deadlines go. */
enum loop_phase {
    PHASE_IDLE,
    PHASE_HEADER,
    PHASE_BODY,
    PHASE_WAIT,
    PHASE_STREAM, /* an answer in pieces is under way; its limit is the silence that it may keep */
    PHASE_WRITE,
    PHASE_LINGER,
    PHASES
};

struct loop {
    swage_env env; /* first: the env's functions find the loop by it */
    struct event_base *base;
    struct http1_host host;
    struct coding coding; /* the host's, where answers are packed */
    struct http_date date;
    struct block_pool blocks;
    struct slab_pool connections;
    struct block *read;      /* what every recv goes into; NULL after it was given over to a request */
    uint32_t limits[PHASES]; /* ticks */
    uint32_t grace;
    uint32_t body_rate;  /* bytes of a body that postpone its deadline by a second */
    uint64_t linger_max; /* bytes that are read and dropped for a refusal to arrive */
    struct watch watch;
    struct stats *stats; /* of all workers and loops; NULL: nothing is counted */
    struct peers *peers; /* of all loops */
    struct crew *crew;   /* likewise */

    struct connection *turn_first, **turn_last; /* those that the flush event is to look after */
    struct connection **unsent_from;            /* where those begin that came after the last early sending */
    unsigned unsent_count;
    size_t unsent_bytes;
    bool is_in_turn;
    uint64_t now_ns; /* monotonic, of the turn */
    uint64_t day_ns; /* the time of the day less that */
    uint64_t start_ns;
    uint32_t now; /* the same in the wheel's ticks since start_ns */
    struct event flush_event;

    struct wheel wheel;
    struct event timer_event;
    int timer_fd;
    bool is_armed;
    uint32_t armed; /* tick at which the timerfd fires */

    struct mailbox mailbox;
    struct event mail_event;

    _Atomic uint32_t connection_count; /* handed over or open; raised by whoever accepts */
    struct swage_mail drain_mail;
    struct timer grace_timer;
    bool is_draining;
    bool is_guest;    /* on a base of the program's own: others than we run it and free it */
    bool has_started; /* the service's loop_start was called for it and agreed */
    void (*ended)(struct loop *loop, void *arg); /* of a guest: drained, or its grace is over */
    void *ended_arg;
};

/* Makes one for `app` with `state`, on `base` unless that is NULL; NULL (and a line in the log) when the system refuses, or
   when the base is not able to do what a loop needs. */
struct loop *loop_new(const struct options *options, const struct swage_app *app, void *state, struct event_base *base);

/* Cuts what connections are left and frees it. When requests are still in other threads' hands their memory is let go
 * of. */
void loop_free(struct loop *loop);

/* Runs until it has been drained; not a guest. Returns false when the grace time was over before all was done. */
bool loop_run(struct loop *loop);

/* On the loop's thread: finishes what is in progress, closes the rest, and ends loop_run. From any other:
 * loop_post_drain. */
void loop_drain(struct loop *loop);
void loop_post_drain(struct loop *loop);

/* To be called by every event before anything else: opens a turn when none is open. */
void loop_open_turn(struct loop *loop);
static inline void loop_turn(struct loop *loop)
{
    if (!loop->is_in_turn)
        loop_open_turn(loop);
}

/* Puts a connection on the turn's list; `bytes` wait to be sent. */
void loop_list(struct loop *loop, struct connection *connection, size_t bytes);

/* Sends the list before the turn ends; and: when it has waited for LOOP_EARLY_NS. */
void loop_send_now(struct loop *loop);
void loop_send_if_late(struct loop *loop);

/* After each connection's event: sends the list early when enough has come together, or when it has waited long, which
   is asked of the clock after every fourth connection. */
static inline void loop_send_early(struct loop *loop)
{
    if (SWAGE_UNLIKELY(loop->unsent_count >= LOOP_EARLY_CONNECTIONS || loop->unsent_bytes >= LOOP_EARLY_BYTES))
        loop_send_now(loop);
    else if (loop->unsent_count % LOOP_LOOK_EVERY == 0)
        loop_send_if_late(loop);
}

/* The block that the next recv goes into; NULL without memory. */
static inline struct block *loop_read_block(struct loop *loop)
{
    if (SWAGE_UNLIKELY(!loop->read))
        loop->read = block_take(&loop->blocks, BLOCK_READ);
    return loop->read;
}

/* As wheel_add, with the timerfd set when this is the next to come. */
void loop_set_timer(struct loop *loop, struct timer *timer, uint32_t due);

/* After how many ticks from the current one at least so many milliseconds have passed: the current tick may be nearly over,
   and counts for nothing. */
uint32_t loop_ticks(uint64_t ms);

/* Nanoseconds of the monotonic clock, now. */
uint64_t loop_clock(void);

#endif
