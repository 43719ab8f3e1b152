/* SPDX-License-Identifier: MIT */
/* Listening and accepting. */
#include "config.h"

#include "server/listener.h"

#include "server/connection.h"
#include "server/log.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- binding ------------------------------------------------------------------------------------------------------ */

/* Whether somebody answers at the path of a Unix socket. */
static bool is_alive(const struct address *address)
{
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return true;
    bool is_refused = connect(fd, (const struct sockaddr *)&address->at, address->len) < 0 && errno == ECONNREFUSED;
    close(fd);
    return !is_refused;
}

/* Removes a socket that a dead process has left; anything else at the path makes bind fail, as it should. */
static void remove_stale(const struct address *address)
{
    const char *path = address_path(address);
    struct stat status;
    if (path && lstat(path, &status) == 0 && S_ISSOCK(status.st_mode) && !is_alive(address))
        unlink(path);
}

static void note_path(struct listener *item)
{
    const char *path = address_path(&item->address);
    struct stat status;
    if (path && lstat(path, &status) == 0) {
        item->device = (uint64_t)status.st_dev;
        item->inode = (uint64_t)status.st_ino;
    }
}

static void remove_path(const struct listener *item)
{
    const char *path = address_path(&item->address);
    struct stat status;
    if (path && lstat(path, &status) == 0 && (uint64_t)status.st_dev == item->device &&
        (uint64_t)status.st_ino == item->inode)
        unlink(path);
}

static bool set_up(int fd, const struct address *address)
{
    int on = 1, family = address->at.ss_family;
    if (family == AF_UNIX)
        return true;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0)
        return false;
    /* An IPv4 address of the same name has a listener of its own. */
    if (family == AF_INET6 && setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on) < 0)
        return false;
    return setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) == 0; /* those accepted inherit it */
}

static int listen_at(struct listener *item, int backlog)
{
    struct address *address = &item->address;
    int fd = socket(address->at.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return SWAGE_E_SYSTEM;
    remove_stale(address);
    if (!set_up(fd, address) || bind(fd, (struct sockaddr *)&address->at, address->len) < 0 ||
        listen(fd, backlog) < 0) {
        int error = errno;
        close(fd);
        errno = error;
        return SWAGE_E_SYSTEM;
    }
    if (!address_path(address)) { /* port 0 has become a real one */
        address->len = sizeof address->at;
        getsockname(fd, (struct sockaddr *)&address->at, &address->len);
    }
    note_path(item);
    item->fd = fd;
    return SWAGE_OK;
}

/* All addresses that one --listen names. */
static int open_text(struct listeners *all, const char *text, int backlog)
{
    struct address found[LISTENER_MAX];
    const char *why = "no such address";
    unsigned count = address_parse(text, found, LISTENER_MAX - all->count, &why);
    if (count == 0)
        log_line(LOG_ERROR, "cannot listen on \"%s\": %s", text, why);
    for (unsigned i = 0; i < count; i++) {
        struct listener *item = &all->items[all->count];
        *item = (struct listener){.all = all, .fd = -1, .address = found[i]};
        if (listen_at(item, backlog) != SWAGE_OK) {
            /* A machine without IPv6 still has names with IPv6 addresses. */
            if (errno == EAFNOSUPPORT && count > 1)
                continue;
            log_line(LOG_ERROR, "cannot listen on \"%s\": %s", text, strerror(errno));
            return SWAGE_E_SYSTEM;
        }
        all->count++;
    }
    return count ? SWAGE_OK : SWAGE_E_ARGUMENT;
}

/* --- accepting ---------------------------------------------------------------------------------------------------- */

struct parcel { /* a connection on its way to another loop */
    struct swage_mail mail;
    struct loop *loop;
    int fd;
    uint32_t peer;
};

static void unpack(struct swage_mail *mail)
{
    struct parcel *parcel = (struct parcel *)(void *)mail;
    connection_open(parcel->loop, parcel->fd, parcel->peer);
    free(parcel);
}

static void hand_over(struct loop *loop, int fd, uint32_t peer)
{
    struct parcel *parcel = malloc(sizeof *parcel);
    if (!parcel) {
        atomic_fetch_sub_explicit(&loop->connection_count, 1, memory_order_relaxed);
        peers_leave(loop->peers, peer);
        close(fd);
        return;
    }
    *parcel = (struct parcel){.mail = {.run = unpack}, .loop = loop, .fd = fd, .peer = peer};
    mailbox_post(&loop->mailbox, &parcel->mail);
}

static uint32_t count_of(const struct loop *loop)
{
    return atomic_load_explicit(&loop->connection_count, memory_order_relaxed);
}

static void refuse(struct listeners *all, int fd, const char *why)
{
    atomic_fetch_add_explicit(&all->loops[0]->connection_count, 1, memory_order_relaxed);
    connection_refuse(all->loops[0], fd, why);
}

static void place(struct listeners *all, int fd, const struct sockaddr_storage *from)
{
    struct loop *fewest = all->loops[0];
    uint64_t total = 0;
    for (unsigned i = 0; i < all->loop_count; i++) {
        total += count_of(all->loops[i]);
        if (count_of(all->loops[i]) < count_of(fewest))
            fewest = all->loops[i];
    }
    if (total >= all->max_connections + LISTENER_EXTRA) {
        close(fd);
        return;
    }
    uint32_t peer;
    if (total >= all->max_connections) {
        refuse(all, fd, "too many connections");
        return;
    }
    if (!peers_enter(all->loops[0]->peers, from, &peer)) {
        refuse(all, fd, "too many connections from this address");
        return;
    }
    atomic_fetch_add_explicit(&fewest->connection_count, 1, memory_order_relaxed);
    if (fewest == all->loops[0])
        connection_open(fewest, fd, peer);
    else
        hand_over(fewest, fd, peer);
}

static int take_reserve(void)
{
    return open("/dev/null", O_RDONLY | O_CLOEXEC);
}

static void set_accepting(struct listeners *all, bool on)
{
    for (unsigned i = 0; i < all->count; i++) {
        if (on)
            event_add(&all->items[i].event, NULL);
        else
            event_del(&all->items[i].event);
    }
}

static void on_retry(struct timer *timer)
{
    struct listeners *all = (struct listeners *)(void *)((char *)timer - offsetof(struct listeners, retry));
    if (all->reserve < 0)
        all->reserve = take_reserve();
    set_accepting(all, true);
}

/* Uses the reserve to tell the first in the queue that there is no room, so that it need not wait for nothing. */
static void turn_away(struct listeners *all, int listener_fd)
{
    static const char text[] = "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
    if (all->reserve < 0)
        return;
    close(all->reserve);
    int fd = accept4(listener_fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd >= 0) {
        transport_plain.write(&transport_plain, fd, text, sizeof text - 1);
        transport_plain.shutdown(&transport_plain, fd);
        close(fd);
    }
    all->reserve = take_reserve();
}

static void pause_accepting(struct listeners *all, int listener_fd)
{
    struct loop *loop = all->loops[0];
    if (!all->is_short)
        log_line(LOG_WARNING, "cannot accept: %s; trying again every %d ms", strerror(errno), LISTENER_PAUSE_MS);
    all->is_short = true;
    turn_away(all, listener_fd);
    set_accepting(all, false);
    loop_set_timer(loop, &all->retry, loop->now + loop_ticks(LISTENER_PAUSE_MS));
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
        if (accept_one(item->all, (int)fd))
            continue;
        if (is_shortage(errno))
            pause_accepting(item->all, (int)fd);
        return;
    }
}

/* --- from start to end -------------------------------------------------------------------------------------------- */

static void announce(const struct listeners *all)
{
    for (unsigned i = 0; i < all->count; i++) {
        char text[ADDRESS_TEXT_MAX];
        address_text(&all->items[i].address, text);
        log_line(LOG_INFO, "listening on %s", text);
    }
}

int listener_open(struct listeners *all, const struct options *options, struct loop **loops, unsigned loop_count)
{
    *all = (struct listeners){.loops = loops,
                              .loop_count = loop_count,
                              .max_connections = options->max_connections,
                              .retry = {.fire = on_retry},
                              .reserve = take_reserve()};
    for (unsigned i = 0; i < options->listen_count; i++) {
        int status = open_text(all, options->listen[i], (int)options->backlog);
        if (status != SWAGE_OK) {
            listener_close(all);
            return status;
        }
    }
    return SWAGE_OK;
}

bool listener_start(struct listeners *all)
{
    for (unsigned i = 0; i < all->count; i++) {
        struct listener *item = &all->items[i];
        if (event_assign(&item->event, all->loops[0]->base, item->fd, EV_READ | EV_PERSIST, on_connect, item) ||
            event_add(&item->event, NULL)) {
            log_line(LOG_ERROR, "cannot watch a listening socket");
            return false;
        }
    }
    announce(all);
    return true;
}

void listener_close(struct listeners *all)
{
    if (!all->loops)
        return; /* never opened */
    wheel_remove(&all->retry);
    for (unsigned i = 0; i < all->count; i++) {
        struct listener *item = &all->items[i];
        if (event_initialized(&item->event)) {
            /* The kernel has accepted these for us. No more than fit into the queue, lest a flood keep us here. */
            for (unsigned left = LISTENER_QUEUE; left > 0 && accept_one(all, item->fd); left--)
                continue;
            event_del(&item->event);
        }
        close(item->fd);
        remove_path(item);
    }
    if (all->reserve >= 0)
        close(all->reserve);
    all->count = 0;
    all->reserve = -1;
}
