/* SPDX-License-Identifier: MIT */
/*
 * Listening sockets: bound here, or handed to us. One set is what one process accepts from; workers have a set each, of
 * the same addresses, and the kernel spreads connections over them (SO_REUSEPORT). Unix sockets and those that were handed
 * over exist once and stand in every set.
 */
#ifndef SWAGE_SERVER_SOCKETS_H
#define SWAGE_SERVER_SOCKETS_H

#include "server/address.h"
#include "server/options.h"

#define SOCKETS_MAX 32 /* in one set: a host name may give two */

struct bound {
    int fd;
    bool is_single;         /* cannot be bound a second time: shared between sets */
    uint64_t device, inode; /* of a Unix socket's path, so that nobody else's is removed; 0 when it is not ours */
    struct address address;
};

struct sockets {
    struct bound items[SOCKETS_MAX];
    unsigned count;
};

/*
 * Binds and listens as the options say: their addresses, or, when they name none of their own and a service manager has
 * handed sockets over (LISTEN_FDS of sd_listen_fds(3)), those. `set_count` sets. 0, or a negative status with a line in the
 * log; nothing is open then.
 */
int sockets_open(struct sockets *sets, unsigned set_count, const struct options *options);

/* One more set of the addresses of `first`. */
int sockets_open_again(struct sockets *set, const struct sockets *first, const struct options *options);

/* A socket by its number. `is_ours`: we have bound it, in an earlier life of this process. SWAGE_E_SYSTEM when it is none
   that listens. */
int sockets_take(struct sockets *set, int fd, bool is_ours);

/* Removes the paths of Unix sockets, as far as they still are what was bound. */
void sockets_unlink(const struct sockets *set);

/* May be called twice. */
void sockets_close(struct sockets *set);

/* Says where it listens. */
void sockets_announce(const struct sockets *set);

#endif
