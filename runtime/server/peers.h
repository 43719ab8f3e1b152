/* SPDX-License-Identifier: MIT */
/*
 * How many connections each client address holds: an IPv4 address, or the first 64 bits of an IPv6 one, which is what
 * one customer of a provider gets (RFC 6177 2). Clients of Unix sockets are not counted.
 *
 * The thread that accepts enters, any thread leaves: counts are atomic, all else is the acceptor's. An entry whose count
 * has gone to zero is taken back when the acceptor comes by it.
 */
#ifndef SWAGE_SERVER_PEERS_H
#define SWAGE_SERVER_PEERS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

#define PEERS_NOBODY UINT32_MAX /* a connection that is not counted */

struct peers_entry {
    uint64_t address;
    uint32_t next; /* in its bucket, or among the free ones */
    bool is_wide;  /* IPv6 */
    _Atomic uint32_t count;
};

struct peers {
    struct peers_entry *entries;
    uint32_t *buckets; /* the first entry of each, or PEERS_NOBODY */
    uint32_t entry_count, bucket_count, first_free, most;
    uint64_t seed; /* of the hash: clients choose their addresses */
};

/* For `connections` at once, `most` of one address; 0: nothing is counted, and there is no memory to be had. False without
   memory. */
bool peers_init(struct peers *peers, uint64_t connections, uint64_t most);
void peers_done(struct peers *peers);

/* One more of this address. False when it has as many as it may; else `*out` is for peers_leave. */
bool peers_enter(struct peers *peers, const struct sockaddr_storage *address, uint32_t *out);

/* From any thread. */
void peers_leave(struct peers *peers, uint32_t entry);

#endif
