/* SPDX-License-Identifier: MIT */
/* Binding, and taking over what is bound. */
#include "config.h"

#include "server/sockets.h"

#include "server/log.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HANDED_FIRST 3 /* SD_LISTEN_FDS_START */

/* --- paths -------------------------------------------------------------------------------------------------------- */

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

static void note_path(struct bound *bound)
{
    const char *path = address_path(&bound->address);
    struct stat status;
    if (path && lstat(path, &status) == 0) {
        bound->device = (uint64_t)status.st_dev;
        bound->inode = (uint64_t)status.st_ino;
    }
}

void sockets_unlink(const struct sockets *set)
{
    for (unsigned i = 0; i < set->count; i++) {
        const struct bound *bound = &set->items[i];
        const char *path = address_path(&bound->address);
        struct stat status;
        if (path && bound->inode && lstat(path, &status) == 0 && (uint64_t)status.st_dev == bound->device &&
            (uint64_t)status.st_ino == bound->inode)
            unlink(path);
    }
}

/* --- binding ------------------------------------------------------------------------------------------------------ */

static bool set_up(int fd, int family, bool is_shared)
{
    int on = 1;
    if (family == AF_UNIX)
        return true;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0 ||
        (is_shared && setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) < 0))
        return false;
    /* An IPv4 address of the same name has a listener of its own. */
    if (family == AF_INET6 && setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on) < 0)
        return false;
    return setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) == 0; /* those accepted inherit it */
}

static int close_failed(int fd)
{
    int error = errno;
    close(fd);
    errno = error;
    return SWAGE_E_SYSTEM;
}

static int listen_at(struct bound *bound, int backlog, bool is_shared)
{
    struct address *address = &bound->address;
    int family = address->at.ss_family;
    int fd = socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return SWAGE_E_SYSTEM;
    remove_stale(address);
    if (!set_up(fd, family, is_shared) || bind(fd, (struct sockaddr *)&address->at, address->len) < 0 ||
        listen(fd, backlog) < 0)
        return close_failed(fd);
    if (family != AF_UNIX) { /* port 0 has become a real one */
        address->len = sizeof address->at;
        getsockname(fd, (struct sockaddr *)&address->at, &address->len);
    }
    note_path(bound);
    bound->fd = fd;
    bound->is_single = family == AF_UNIX;
    return SWAGE_OK;
}

/* --- taking over -------------------------------------------------------------------------------------------------- */

int sockets_take(struct sockets *set, int fd, bool is_ours)
{
    struct bound bound = {.fd = fd, .is_single = true, .address = {.len = sizeof bound.address.at}};
    int is_listening = 0, flags = fcntl(fd, F_GETFL);
    socklen_t len = sizeof is_listening;
    if (set->count == SOCKETS_MAX || flags < 0 ||
        getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &is_listening, &len) < 0 || !is_listening ||
        getsockname(fd, (struct sockaddr *)&bound.address.at, &bound.address.len) < 0)
        return SWAGE_E_SYSTEM;
    if (fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0 || fcntl(fd, F_SETFD, FD_CLOEXEC) < 0)
        return SWAGE_E_SYSTEM;
    int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on); /* fails for Unix sockets, which need none */
    if (is_ours) {
        bound.is_single = bound.address.at.ss_family == AF_UNIX;
        note_path(&bound);
    }
    set->items[set->count++] = bound;
    return SWAGE_OK;
}

/* "fd:3" */
static int take_text(struct sockets *set, const char *text)
{
    char *end;
    errno = 0;
    unsigned long fd = strtoul(text + 3, &end, 10);
    if (errno || *end || end == text + 3 || fd > 1000000 || sockets_take(set, (int)fd, false) != SWAGE_OK) {
        log_line(LOG_ERROR, "cannot listen on \"%s\": it is no listening socket", text);
        return SWAGE_E_SYSTEM;
    }
    return SWAGE_OK;
}

/* How many sockets a service manager has handed to this very process. */
static unsigned count_handed(void)
{
    const char *pid = getenv("LISTEN_PID"), *count = getenv("LISTEN_FDS");
    if (!pid || !count || strtol(pid, NULL, 10) != (long)getpid())
        return 0;
    unsigned long number = strtoul(count, NULL, 10);
    return number > SOCKETS_MAX ? SOCKETS_MAX : (unsigned)number;
}

static int take_handed(struct sockets *set, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        if (sockets_take(set, HANDED_FIRST + (int)i, false) != SWAGE_OK) {
            log_line(LOG_ERROR, "descriptor %u of the service manager is no listening socket", HANDED_FIRST + i);
            return SWAGE_E_SYSTEM;
        }
    unsetenv("LISTEN_PID");
    unsetenv("LISTEN_FDS");
    unsetenv("LISTEN_FDNAMES");
    return SWAGE_OK;
}

/* --- sets --------------------------------------------------------------------------------------------------------- */

/* All addresses that one --listen names. */
static int open_text(struct sockets *set, const char *text, int backlog, bool is_shared)
{
    if (strncmp(text, "fd:", 3) == 0)
        return take_text(set, text);
    struct address found[SOCKETS_MAX];
    const char *why = "no such address";
    unsigned count = address_parse(text, found, SOCKETS_MAX - set->count, &why);
    if (count == 0)
        log_line(LOG_ERROR, "cannot listen on \"%s\": %s", text, why);
    for (unsigned i = 0; i < count; i++) {
        struct bound *bound = &set->items[set->count];
        *bound = (struct bound){.fd = -1, .address = found[i]};
        if (listen_at(bound, backlog, is_shared) != SWAGE_OK) {
            /* A machine without IPv6 still has names with IPv6 addresses. */
            if (errno == EAFNOSUPPORT && count > 1)
                continue;
            log_line(LOG_ERROR, "cannot listen on \"%s\": %s", text, strerror(errno));
            return SWAGE_E_SYSTEM;
        }
        set->count++;
    }
    return count ? SWAGE_OK : SWAGE_E_ARGUMENT;
}

static int open_first(struct sockets *set, const struct options *options, bool is_shared)
{
    unsigned handed = options->is_listen_default ? count_handed() : 0;
    if (handed > 0)
        return take_handed(set, handed);
    int status = SWAGE_OK;
    for (unsigned i = 0; i < options->listen_count && status == SWAGE_OK; i++)
        status = open_text(set, options->listen[i], (int)options->backlog, is_shared);
    return status;
}

int sockets_open_again(struct sockets *set, const struct sockets *first, const struct options *options)
{
    *set = (struct sockets){0};
    for (unsigned i = 0; i < first->count; i++) {
        struct bound *bound = &set->items[i];
        *bound = first->items[i];
        if (bound->is_single)
            bound->fd = fcntl(bound->fd, F_DUPFD_CLOEXEC, 0);
        else if (listen_at(bound, (int)options->backlog, true) != SWAGE_OK)
            bound->fd = -1;
        if (bound->fd < 0) {
            log_line(LOG_ERROR, "cannot listen once more: %s", strerror(errno));
            sockets_close(set);
            return SWAGE_E_SYSTEM;
        }
        set->count++;
    }
    return SWAGE_OK;
}

int sockets_open(struct sockets *sets, unsigned set_count, const struct options *options)
{
    sets[0] = (struct sockets){0};
    int status = open_first(&sets[0], options, set_count > 1);
    unsigned done = 1;
    for (; status == SWAGE_OK && done < set_count; done++)
        status = sockets_open_again(&sets[done], &sets[0], options);
    if (status == SWAGE_OK)
        return SWAGE_OK;
    sockets_unlink(&sets[0]);
    for (unsigned i = 0; i < done; i++)
        sockets_close(&sets[i]);
    return status;
}

void sockets_close(struct sockets *set)
{
    for (unsigned i = 0; i < set->count; i++)
        close(set->items[i].fd);
    set->count = 0;
}

void sockets_announce(const struct sockets *set)
{
    for (unsigned i = 0; i < set->count; i++) {
        char text[ADDRESS_TEXT_MAX];
        address_text(&set->items[i].address, text);
        log_line(LOG_INFO, "listening on %s", text);
    }
}
