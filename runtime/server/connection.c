/* SPDX-License-Identifier: MIT */
/*
 * What happens to a connection: events set its flags, a slice reads and answers, the flush sends, the wheel cuts.
 */
#include "config.h"

#include "server/connection.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int fd_of(const struct connection *c)
{
    return (int)c->event.ev_fd;
}

/* --- the end ------------------------------------------------------------------------------------------------------ */

void connection_free(struct connection *c)
{
    slab_give(&c->loop->connections, c, c->number);
}

static void close_now(struct connection *c)
{
    struct loop *loop = c->loop;
    int fd = fd_of(c);
    http1_release(c->http1);
    c->http1 = NULL;
    wheel_remove(&c->timer);
    event_del(&c->event);
    close(fd);
    atomic_fetch_sub_explicit(&loop->connection_count, 1, memory_order_relaxed);
    peers_leave(loop->peers, c->peer);
    if (loop->watch.sheet)
        stats_add(&loop->watch.sheet->closed, 1);
    c->is_dead = true;
    loop_list(loop, c, 0); /* freed in the flush: callers may still look at it */
}

void connection_cut(struct connection *c)
{
    if (c->is_dead)
        return;
    /* What is in the kernel's buffers is dropped, and the peer is told by a reset that nothing more will come. */
    struct linger none = {.l_onoff = 1, .l_linger = 0};
    setsockopt(fd_of(c), SOL_SOCKET, SO_LINGER, &none, sizeof none);
    close_now(c);
}

/* --- deadlines ---------------------------------------------------------------------------------------------------- */

static enum loop_phase phase_of(const struct connection *c)
{
    const struct http1 *http1 = c->http1;
    if (!http1)
        return c->is_lingering ? PHASE_LINGER : PHASE_IDLE;
    if (!c->is_writable || http1->state == HTTP1_CLOSING)
        return PHASE_WRITE;
    switch (http1->state) {
    case HTTP1_HEAD: return http1_is_in_head(http1) ? PHASE_HEADER : PHASE_IDLE;
    case HTTP1_FEEDING: return PHASE_STREAM;
    case HTTP1_DEFERRED: break;
    default:
        if (!http1->flags.is_paused)
            return PHASE_BODY;
    }
    return http1->flags.is_streaming ? PHASE_STREAM : PHASE_WAIT;
}

/* The tick at which the phase has lasted too long. */
static uint32_t deadline_of(const struct connection *c)
{
    uint32_t due = c->timer.since + c->loop->limits[c->phase];
    if (c->phase == PHASE_BODY)
        due += (uint32_t)(c->http1->received / c->loop->body_rate) * (1000 / WHEEL_TICK_MS);
    return due;
}

/* Has the timer fire no later than at the deadline; that it fires early costs a look. */
static void arm(struct connection *c)
{
    uint32_t due = deadline_of(c);
    if (timer_is_set(&c->timer) && !wheel_is_after(c->timer.due, due))
        return;
    loop_set_timer(c->loop, &c->timer, due);
}

/* A body that its handler takes in pieces has its deadline although it is waited for now and then only. */
static uint32_t ticks_before(struct connection *c, enum loop_phase phase)
{
    struct http1 *http1 = c->http1;
    if (!http1 || !http1->flags.is_pieces)
        return 0;
    if (http1->body_ticks == HTTP1_TICKS_NEW)
        http1->body_ticks = 0;
    else if (c->phase == PHASE_BODY)
        http1->body_ticks = c->loop->now - c->timer.since;
    return phase == PHASE_BODY ? http1->body_ticks : 0;
}

static void set_phase(struct connection *c, enum loop_phase phase)
{
    c->timer.since = c->loop->now - ticks_before(c, phase);
    c->phase = (uint8_t)phase;
    arm(c);
}

/* Notes what it is doing now. All phases but idleness count from their beginning: trickling does not prolong them. */
static void stamp(struct connection *c)
{
    enum loop_phase phase = phase_of(c);
    bool has_begun = c->http1 && c->http1->flags.has_begun;
    if (has_begun) {
        c->http1->flags.has_begun = false;
        c->is_fresh = false;
    }
    if (phase == PHASE_IDLE && c->phase == PHASE_IDLE)
        c->timer.since = c->loop->now; /* nearly always: the deadline moves and its timer is left where it is */
    else if (phase != c->phase || has_begun)
        set_phase(c, phase); /* of another request, even if it is the same one */
}

static void expire(struct connection *c)
{
    switch ((enum loop_phase)c->phase) {
    case PHASE_HEADER: http1_refuse(c->http1, 408, "the request head took too long"); break;
    case PHASE_BODY: http1_refuse(c->http1, 408, "the request body took too long"); break;
    case PHASE_WAIT: http1_expire(c->http1); break;
    case PHASE_WRITE: connection_cut(c); return;
    default: close_now(c); return;
    }
    stamp(c);
    loop_list(c->loop, c, 0);
}

/* Whether the peer has taken some of what the kernel holds for it: an event comes only when much of that has gone. */
static bool is_taken(struct connection *c)
{
    size_t queued = transport_queued(fd_of(c));
    bool is_less = queued < c->progress;
    c->progress = queued < UINT32_MAX ? (uint32_t)queued : UINT32_MAX;
    return is_less;
}

/* Whether its phase may go on: an answer in pieces is under way for as long as its handler likes. */
static bool is_alive(struct connection *c)
{
    if (c->phase == PHASE_STREAM)
        http1_ping(c->http1);
    return c->phase == PHASE_STREAM || (c->phase == PHASE_WRITE && is_taken(c));
}

static void on_timer(struct timer *timer)
{
    struct connection *c = (struct connection *)(void *)((char *)timer - offsetof(struct connection, timer));
    uint32_t due = deadline_of(c);
    if (wheel_is_after(due, c->loop->now))
        loop_set_timer(c->loop, timer, due);
    else if (is_alive(c))
        loop_set_timer(c->loop, timer, c->loop->now + c->loop->limits[c->phase]);
    else
        expire(c);
}

/* --- sending ------------------------------------------------------------------------------------------------------ */

static void set_waiting(struct connection *c, enum transport_want want)
{
    if (want == TRANSPORT_WRITABLE)
        c->is_writable = false;
    else
        c->is_readable = false;
}

/* All is sent and the machine is closing. */
static void finish(struct connection *c)
{
    bool is_cut = c->http1->flags.is_cut, is_dirty = c->http1->flags.is_dirty;
    if (is_cut) {
        connection_cut(c);
        return;
    }
    /* A close with input unread makes the kernel send a reset, which may overtake the answer (RFC 9112 9.6). */
    if (!is_dirty || c->transport->shutdown(c->transport, fd_of(c)) == TRANSPORT_FAILED) {
        close_now(c);
        return;
    }
    http1_release(c->http1);
    c->http1 = NULL;
    c->is_lingering = true;
    c->is_readable = true;
    c->progress = 0;
    stamp(c);
}

/* Not all could be written; when some was, the deadline begins anew. */
static void note_stalled(struct connection *c, bool is_moving)
{
    if (is_moving && c->phase == PHASE_WRITE)
        c->phase = PHASES;
    stamp(c);
    is_taken(c);
}

void connection_send(struct connection *c)
{
    struct http1 *http1 = c->http1;
    if (!http1 || !c->is_writable)
        return;
    const char *bytes;
    size_t len = http1_output(http1, &bytes);
    if (len > 0) {
        ssize_t sent = c->transport->write(c->transport, fd_of(c), bytes, len);
        if (sent == TRANSPORT_FAILED) {
            connection_cut(c);
            return;
        }
        if (sent > 0)
            http1_sent(http1, (size_t)sent);
        if (sent < (ssize_t)len) {
            set_waiting(c, sent < 0 ? c->transport->wants(c->transport, TRANSPORT_WRITABLE) : TRANSPORT_WRITABLE);
            note_stalled(c, sent > 0);
            return;
        }
    }
    if (http1->state == HTTP1_CLOSING) {
        finish(c);
    } else if (http1_is_idle(http1)) {
        c->served = http1->served;
        http1_release(http1);
        c->http1 = NULL;
        if (c->loop->is_draining)
            close_now(c);
    }
}

/* --- receiving ---------------------------------------------------------------------------------------------------- */

static bool wants_input(const struct connection *c)
{
    return c->is_readable && (!c->http1 || http1_wants_input(c->http1));
}

bool connection_has_work(const struct connection *c)
{
    return !c->is_dead && (wants_input(c) || (c->http1 && http1_has_work(c->http1)));
}

/* One read into the loop's block: its length, 0 for the peer's end, or a transport's negative word. */
static ssize_t read_once(struct connection *c, struct block *in)
{
    struct transport *transport = c->transport;
    ssize_t len = transport->read(transport, fd_of(c), in->bytes, BLOCK_READ);
    if (len == TRANSPORT_AGAIN)
        set_waiting(c, transport->wants(transport, TRANSPORT_READABLE));
    else if (len < BLOCK_READ && !c->is_ended && transport->pending(transport) == 0)
        c->is_readable = false; /* it is empty now, and will say so when it is not */
    return len;
}

static void end_input(struct connection *c)
{
    c->is_readable = false;
    if (c->http1)
        http1_end_input(c->http1);
    else
        close_now(c);
}

static bool take_machine(struct connection *c)
{
    c->http1 = http1_take(&c->loop->host, c);
    if (c->http1)
        c->http1->served = c->served;
    return c->http1 != NULL;
}

static void receive(struct connection *c)
{
    struct loop *loop = c->loop;
    struct block *in = loop_read_block(loop);
    ssize_t len = in ? read_once(c, in) : TRANSPORT_FAILED;
    if (len == TRANSPORT_FAILED || (len > 0 && !c->http1 && !take_machine(c))) {
        connection_cut(c);
    } else if (len == 0) {
        end_input(c);
    } else if (len > 0) {
        in->from = 0;
        in->to = (size_t)len;
        http1_receive(c->http1, &loop->read, CONNECTION_REQUESTS);
    }
}

/* After the refusal: drops what still comes, until the peer's end or the limits. */
static void drop_input(struct connection *c)
{
    struct block *in = loop_read_block(c->loop);
    ssize_t len = in ? read_once(c, in) : TRANSPORT_FAILED;
    if (len > 0)
        c->progress += (uint32_t)len;
    if (len == 0 || len == TRANSPORT_FAILED || c->progress > c->loop->linger_max)
        close_now(c);
}

/* While input is not read nothing else tells that the peer has reset the connection. */
static bool is_broken(const struct connection *c)
{
    int error = 0;
    socklen_t len = sizeof error;
    return getsockopt(fd_of(c), SOL_SOCKET, SO_ERROR, &error, &len) == 0 && error;
}

void connection_work(struct connection *c)
{
    if (c->is_lingering)
        drop_input(c);
    else if (c->http1 && http1_has_work(c->http1))
        http1_resume(c->http1, CONNECTION_REQUESTS);
    else if (wants_input(c))
        receive(c);
    if (c->is_dead)
        return;
    stamp(c);
    if (c->http1) {
        const char *bytes;
        loop_list(c->loop, c, http1_output(c->http1, &bytes));
    } else if (c->is_readable) {
        loop_list(c->loop, c, 0);
    }
}

static void on_event(evutil_socket_t fd, short what, void *arg)
{
    struct connection *c = arg;
    (void)fd;
    loop_turn(c->loop);
    if (what & EV_WRITE)
        c->is_writable = true;
    if (what & (EV_READ | EV_CLOSED))
        c->is_readable = true;
    if (what & EV_CLOSED)
        c->is_ended = true;
    if (c->http1 && !http1_wants_input(c->http1) && is_broken(c)) {
        connection_cut(c);
        return;
    }
    connection_work(c);
    loop_send_early(c->loop);
}

void connection_wake(struct http1 *http1)
{
    struct connection *c = http1->owner;
    const char *bytes;
    loop_turn(c->loop);
    /* A request that was answered while others waited behind it, or the peer's end: both are looked at in the flush. */
    stamp(c);
    loop_list(c->loop, c, http1_output(http1, &bytes));
}

/* This one is not in the list while it is at work, or has nothing in it that could be sent twice. */
void connection_relieve(struct http1 *http1)
{
    struct connection *c = http1->owner;
    if (!c->is_listed)
        loop_send_if_late(c->loop);
}

/* --- the beginning ------------------------------------------------------------------------------------------------ */

size_t connection_size(bool has_client)
{
    size_t size = sizeof(struct connection) + (has_client ? sizeof(struct watch_client) : 0);
    return (size + _Alignof(struct connection) - 1) / _Alignof(struct connection) * _Alignof(struct connection);
}

static struct connection *make(struct loop *loop, const struct arrival *arrival)
{
    unsigned number;
    struct connection *c = slab_take(&loop->connections, &number);
    if (!c)
        return NULL;
    *c = (struct connection){.loop = loop,
                             .transport = &transport_plain,
                             .timer = {.fire = on_timer, .since = loop->now},
                             .peer = arrival->peer,
                             .number = (uint16_t)number,
                             .phase = PHASES,
                             .is_writable = true,
                             .is_fresh = true};
    short what = EV_READ | EV_WRITE | EV_CLOSED | EV_ET | EV_PERSIST;
    if (event_assign(&c->event, loop->base, arrival->fd, what, on_event, c) || event_add(&c->event, NULL)) {
        slab_give(&loop->connections, c, number);
        return NULL;
    }
    if (loop->watch.has_access)
        memcpy(c + 1, &arrival->client, sizeof arrival->client);
    if (loop->watch.sheet)
        stats_add(&loop->watch.sheet->accepted, 1);
    stamp(c);
    return c;
}

static struct connection *open_or_close(struct loop *loop, const struct arrival *arrival)
{
    loop_turn(loop);
    struct connection *c = make(loop, arrival);
    if (!c) {
        peers_leave(loop->peers, arrival->peer);
        atomic_fetch_sub_explicit(&loop->connection_count, 1, memory_order_relaxed);
        close(arrival->fd);
    }
    return c;
}

void connection_open(struct loop *loop, const struct arrival *arrival)
{
    struct connection *c = open_or_close(loop, arrival);
    if (c && loop->is_draining)
        connection_drain(c);
}

void connection_refuse(struct loop *loop, const struct arrival *arrival, const char *why)
{
    struct connection *c = open_or_close(loop, arrival);
    if (!c)
        return;
    if (!take_machine(c)) {
        close_now(c);
        return;
    }
    http1_refuse(c->http1, 503, why);
    stamp(c);
    loop_list(loop, c, 0);
}

void connection_drain(struct connection *c)
{
    if (c->is_dead)
        return;
    if (c->is_lingering) {
        set_phase(c, PHASE_LINGER); /* by the shorter limit that holds from now on */
        return;
    }
    /* A request may have come that no event has told of yet. */
    if (!c->http1 && c->is_readable == false) {
        c->is_readable = true;
        receive(c);
        if (c->is_dead)
            return;
    }
    if (c->http1) {
        http1_stop(c->http1);
        stamp(c);
        loop_list(c->loop, c, 0);
    } else if (!c->is_fresh) {
        close_now(c);
    } else {
        set_phase(c, PHASE_IDLE); /* it has connected a moment ago: its first request may be on the way */
    }
}
