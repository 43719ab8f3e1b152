/* SPDX-License-Identifier: MIT */
/* Listening and accepting. */
#include "config.h"

#include "server/listener.h"

#include "server/connection.h"
#include "server/log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --- accepting ---------------------------------------------------------------------------------------------------- */

struct parcel { /* a connection on its way to another loop */
    struct swage_mail mail;
    struct loop *loop;
    struct arrival arrival;
};

static void unpack(struct swage_mail *mail)
{
    struct parcel *parcel = (struct parcel *)(void *)mail;
    connection_open(parcel->loop, &parcel->arrival);
    free(parcel);
}

static void hand_over(struct loop *loop, const struct arrival *arrival)
{
    struct parcel *parcel = malloc(sizeof *parcel);
    if (!parcel) {
        atomic_fetch_sub_explicit(&loop->connection_count, 1, memory_order_relaxed);
        peers_leave(loop->peers, arrival->peer);
        close(arrival->fd);
        return;
    }
    *parcel = (struct parcel){.mail = {.run = unpack}, .loop = loop, .arrival = *arrival};
    mailbox_post(&loop->mailbox, &parcel->mail);
}

static uint32_t count_of(const struct loop *loop)
{
    return atomic_load_explicit(&loop->connection_count, memory_order_relaxed);
}

static void refuse(struct listeners *all, const struct arrival *arrival, const char *why)
{
    atomic_fetch_add_explicit(&all->loops[0]->connection_count, 1, memory_order_relaxed);
    connection_refuse(all->loops[0], arrival, why);
}

static void count_refusal(struct listeners *all, size_t which)
{
    struct stats_sheet *sheet = all->loops[0]->watch.sheet;
    if (sheet)
        stats_add((stats_count *)(void *)((char *)sheet + which), 1);
}

/* The loop with the fewest connections, and how many all have. */
static struct loop *find_fewest(const struct listeners *all, uint64_t *total)
{
    struct loop *fewest = all->loops[0];
    *total = 0;
    for (unsigned i = 0; i < all->loop_count; i++) {
        *total += count_of(all->loops[i]);
        if (count_of(all->loops[i]) < count_of(fewest))
            fewest = all->loops[i];
    }
    return fewest;
}

/* Whether it may stay; else it is answered or closed. */
static bool admit(struct listeners *all, struct arrival *arrival, const struct sockaddr_storage *from, uint64_t total)
{
    bool is_full = total >= all->max_connections;
    if (!is_full && peers_enter(all->loops[0]->peers, from, &arrival->peer))
        return true;
    count_refusal(all, is_full ? offsetof(struct stats_sheet, refused_all) : offsetof(struct stats_sheet, refused_address));
    if (total >= all->max_connections + LISTENER_EXTRA)
        close(arrival->fd); /* of the queue that is emptied at the end: there is no later for it */
    else
        refuse(all, arrival, is_full ? "too many connections" : "too many connections from this address");
    return false;
}

static void place(struct listeners *all, int fd, const struct sockaddr_storage *from)
{
    uint64_t total;
    struct arrival arrival = {.fd = fd, .peer = PEERS_NOBODY};
    struct loop *fewest = find_fewest(all, &total);
    watch_client_set(&arrival.client, from);
    if (!admit(all, &arrival, from, total))
        return;
    atomic_fetch_add_explicit(&fewest->connection_count, 1, memory_order_relaxed);
    if (fewest == all->loops[0])
        connection_open(fewest, &arrival);
    else
        hand_over(fewest, &arrival);
}

static int take_reserve(void)
{
    return open("/dev/null", O_RDONLY | O_CLOEXEC);
}

/* Whether whoever comes can be served, or at least answered. */
static bool has_room(const struct listeners *all)
{
    uint64_t total;
    find_fewest(all, &total);
    return total < all->max_connections + LISTENER_EXTRA;
}

static void set_accepting(struct listeners *all, bool on)
{
    for (unsigned i = 0; i < LISTENER_MAX; i++) {
        if (!all->items[i].all)
            continue;
        if (on)
            event_add(&all->items[i].event, NULL);
        else
            event_del(&all->items[i].event);
    }
}

/* Closed while input waits it would be reset, and the peer might never read its answer (RFC 9112 9.6). */
static void end_lingering(struct listeners *all)
{
    char dropped[4096];
    if (all->lingering < 0)
        return;
    for (int i = 0; i < LISTENER_DRAIN && recv(all->lingering, dropped, sizeof dropped, MSG_DONTWAIT) > 0; i++)
        continue;
    close(all->lingering);
    all->lingering = -1;
}

static void retry_later(struct listeners *all)
{
    struct loop *loop = all->loops[0];
    loop_set_timer(loop, &all->retry, loop->now + loop_ticks(LISTENER_PAUSE_MS));
}

static void on_retry(struct timer *timer)
{
    struct listeners *all = (struct listeners *)(void *)((char *)timer - offsetof(struct listeners, retry));
    end_lingering(all);
    if (all->reserve < 0)
        all->reserve = take_reserve();
    if (has_room(all))
        set_accepting(all, true);
    else
        retry_later(all);
}

/* Uses the reserve to tell the first in the queue that there is no room, so that it need not wait for nothing. It takes the
   reserve's place until accepting is tried again. */
static void turn_away(struct listeners *all, int listener_fd)
{
    static const char text[] = "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
    if (all->reserve < 0)
        return;
    close(all->reserve);
    int fd = accept4(listener_fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0) {
        all->reserve = take_reserve();
        return;
    }
    transport_plain.write(&transport_plain, fd, text, sizeof text - 1);
    transport_plain.shutdown(&transport_plain, fd);
    all->reserve = -1;
    all->lingering = fd;
}

static void pause_accepting(struct listeners *all, int listener_fd)
{
    if (!all->is_short)
        log_line(LOG_WARNING, "cannot accept: %s; trying again every %d ms", strerror(errno), LISTENER_PAUSE_MS);
    all->is_short = true;
    turn_away(all, listener_fd);
    set_accepting(all, false);
    retry_later(all);
}

static bool is_shortage(int error)
{
    return error == EMFILE || error == ENFILE || error == ENOMEM || error == ENOBUFS;
}

/* One connection of the queue; false when there is none. */
static bool accept_one(struct listeners *all, int listener_fd)
{
    for (;;) {
        struct sockaddr_storage from = {.ss_family = AF_UNSPEC};
        socklen_t len = sizeof from;
        int fd = accept4(listener_fd, (struct sockaddr *)&from, &len, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd >= 0) {
            all->is_short = false;
            place(all, fd, &from);
            return true;
        }
        /* What broke while it was queued says so here (accept(2)); the next one may be whole. */
        if (errno != EINTR && errno != ECONNABORTED && errno != EPROTO)
            return false;
    }
}

static void on_connect(evutil_socket_t fd, short what, void *arg)
{
    struct listener *item = arg;
    (void)what;
    loop_turn(item->all->loops[0]);
    for (int i = 0; i < LISTENER_BURST; i++) {
        if (!has_room(item->all)) { /* the kernel's queue keeps them */
            set_accepting(item->all, false);
            retry_later(item->all);
            return;
        }
        if (accept_one(item->all, (int)fd))
            continue;
        if (is_shortage(errno))
            pause_accepting(item->all, (int)fd);
        return;
    }
}

/* --- from start to end -------------------------------------------------------------------------------------------- */

void listener_init(struct listeners *all, const struct options *options, struct loop **loops, unsigned loop_count)
{
    *all = (struct listeners){.loops = loops,
                              .loop_count = loop_count,
                              .max_connections = options->max_connections,
                              .retry = {.fire = on_retry},
                              .lingering = -1,
                              .reserve = take_reserve()};
}

/* One that is not in use; NULL when all are. */
static struct listener *find_free(struct listeners *all)
{
    for (unsigned i = 0; i < LISTENER_MAX; i++)
        if (!all->items[i].all)
            return &all->items[i];
    return NULL;
}

static bool watch(struct listeners *all, int fd)
{
    struct listener *item = find_free(all);
    if (!item || event_assign(&item->event, all->loops[0]->base, fd, EV_READ | EV_PERSIST, on_connect, item) ||
        event_add(&item->event, NULL)) {
        log_line(LOG_ERROR, "cannot watch a listening socket");
        return false;
    }
    item->all = all;
    item->fd = fd;
    return true;
}

bool listener_watch(struct listeners *all, const struct sockets *set)
{
    for (unsigned i = 0; i < set->count; i++)
        if (!watch(all, set->items[i].fd))
            return false;
    return true;
}

static void forget(struct listener *item)
{
    event_del(&item->event);
    item->all = NULL;
}

static bool is_in(const struct sockets *set, int fd)
{
    for (unsigned i = 0; i < set->count; i++)
        if (set->items[i].fd == fd)
            return true;
    return false;
}

void listener_unwatch(struct listeners *all, const struct sockets *set)
{
    for (unsigned i = 0; i < LISTENER_MAX; i++)
        if (all->items[i].all && is_in(set, all->items[i].fd))
            forget(&all->items[i]);
}

void listener_stop(struct listeners *all)
{
    if (!all->loops)
        return; /* never begun, or stopped */
    wheel_remove(&all->retry);
    for (unsigned i = 0; i < LISTENER_MAX; i++) {
        struct listener *item = &all->items[i];
        /* The kernel has accepted these for us. No more than fit into the queue, lest a flood keep us here. */
        for (unsigned left = LISTENER_QUEUE; item->all && left > 0 && accept_one(all, item->fd); left--)
            continue;
        if (item->all)
            forget(item);
    }
    end_lingering(all);
    if (all->reserve >= 0)
        close(all->reserve);
    all->loops = NULL;
}
